// How long somebody has worked.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { minutesWorked } from '../worked.mjs';

const MINUTE = 60_000;
const LIMIT = 480 * MINUTE;

it('counts begun minutes in full', () => {
  const after = (length) => minutesWorked(1_000, LIMIT, 1_000 + length);
  assert.equal(after(0), '1');
  assert.equal(after(24.5 * MINUTE), '25');
  assert.equal(after(LIMIT), '480');
});

it('assumes nothing of a job that was forgotten', () => {
  assert.equal(minutesWorked(0, LIMIT, LIMIT + 1), '');
});
