// What is told at once, without a network.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unreadable } from '../typed.mjs';

const form = (values) => ({ elements: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { name, value }])) });

describe('what nobody can read', () => {
  it('is a code that has no four digits, in whatever shape', () => {
    for (const code of ['4472', '４４７２', '44-72', '44 72\u200b', '\u202a4472\u202c', '44．72', '上门码 4472']) {
      assert.equal(unreadable(form({ code })), undefined, code);
    }
    for (const code of ['', '447', '44721', '四四七二']) assert.equal(unreadable(form({ code })).field.name, 'code', code);
  });

  it('is no code where there is a reason for having none', () => {
    assert.equal(unreadable(form({ code: '', without_code: '手机没电' })), undefined);
    assert.equal(unreadable(form({ code: '', without_code: '' }), { name: 'no_code' }), undefined);
  });

  it('is a time without a number', () => {
    for (const minutes of ['25', '２５ 分钟', '半小时']) assert.equal(unreadable(form({ minutes })), undefined, minutes);
    assert.equal(unreadable(form({ minutes: '很久' })).field.name, 'minutes');
    assert.equal(unreadable(form({ minutes: '' })), undefined, 'the server counts them');
    assert.equal(unreadable({ elements: { minutes: { name: 'minutes', value: '', required: true } } }).field.name, 'minutes');
    assert.equal(unreadable(form({ note: '' })), undefined);
  });
});
