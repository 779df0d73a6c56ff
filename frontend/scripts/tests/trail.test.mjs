// Where «返回» leads.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { before, walked } from '../trail.mjs';

const walk = (...addresses) => addresses.reduce((trail, address) => walked(trail, address), []);

it('leads to the page before, with what was chosen there', () => {
  assert.equal(before(walk('/', '/orders?tab=over', '/orders/K101-0427')), '/orders?tab=over');
  assert.equal(before(walk('/', '/inbox', '/orders/K101-0427')), '/inbox');
  assert.equal(before(walk('/orders/K101-0427')), undefined, 'whoever came by a link has the way of the page');
});

it('never leads in a circle', () => {
  const order = walk('/', '/orders', '/orders/K101-0427', '/figures');
  assert.equal(before(walked(order, '/orders/K101-0427')), '/figures', 'opened anew');
  assert.equal(before(walked(order, '/orders/K101-0427', true)), '/orders', 'gone back to');
  assert.equal(before(walked(walked(order, '/orders', true), '/orders/K101-0427')), '/orders');
  assert.equal(before(walk('/', '/orders', '/orders?tab=over')), '/', 'another tab is the same page');
});

it('does not lead to a page whose form was sent', () => {
  const trail = walk('/', '/services/S008');
  trail.push(`${trail.pop()}#`);
  assert.equal(before(walked(trail, '/orders/K101-0427')), undefined);
  assert.equal(before(walked(walked(trail, '/orders/K101-0427'), '/services/S008', true)), '/', 'gone back to, it is as before');
});

it('forgets what lies far behind', () => {
  const far = Array.from({ length: 50 }, (_, index) => `/services/S${index}`);
  assert.equal(walk(...far).length, 20);
});
