// What stands between a page and the browser's passkeys.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerOf, bytesOf, optionsOf, textOf } from '../passkeys.mjs';

const buffer = (...bytes) => Uint8Array.from(bytes).buffer;

describe('passkeys', () => {
  it('what is binary goes through base64url and back', () => {
    assert.equal(textOf(buffer(0xfb, 0xff, 0)), '-_8A');
    assert.deepEqual([...bytesOf('-_8A')], [0xfb, 0xff, 0]);
    assert.equal(textOf(bytesOf('_w').buffer), '_w');
  });

  it('options have binary ids, but for the name of the site', () => {
    const options = optionsOf(JSON.stringify({
      rp: { id: 'dian.example.cn' }, user: { id: 'AQ', name: '138****0001' }, challenge: 'Ag',
      excludeCredentials: [{ type: 'public-key', id: 'Aw' }],
    }));
    assert.equal(options.rp.id, 'dian.example.cn');
    assert.deepEqual([options.user.id, options.challenge, options.excludeCredentials[0].id].map(textOf), ['AQ', 'Ag', 'Aw']);
    assert.deepEqual([...optionsOf('{"challenge":"Ag","rpId":"localhost"}').challenge], [2]);
  });

  it('an answer says what was made, or what was used', () => {
    const made = { clientDataJSON: buffer(1), getAuthenticatorData: () => buffer(2) };
    assert.deepEqual(JSON.parse(answerOf({ id: 'x', type: 'public-key', response: made })), {
      id: 'x', type: 'public-key', response: { clientDataJSON: 'AQ', authenticatorData: 'Ag' },
    });
    const used = { clientDataJSON: buffer(1), authenticatorData: buffer(2), signature: buffer(3), userHandle: buffer(4) };
    assert.deepEqual(JSON.parse(answerOf({ id: 'x', type: 'public-key', response: used })).response, {
      clientDataJSON: 'AQ', authenticatorData: 'Ag', signature: 'Aw', userHandle: 'BA',
    });
    assert.equal(answerOf({ id: 'x', response: { clientDataJSON: buffer(1) } }), undefined, 'a browser that is too old');
  });
});
