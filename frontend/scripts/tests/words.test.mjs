// What scripts say, in the language of the page.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { speaker, speakerOf } from '../words.mjs';

describe('what scripts say', () => {
  it('is Chinese, with its holes filled, where the page brings no table', () => {
    assert.equal(speaker()('{0}，存在这部手机里，不会丢', '点单：修灯'), '点单：修灯，存在这部手机里，不会丢');
    assert.equal(speakerOf('<html><body></body></html>')('刚才'), '刚才');
  });

  it('is what the table has, by number', () => {
    const say = speaker({ '{0} 天前': '{0} {0|day|days} ago' });
    assert.deepEqual([say('{0} 天前', 1), say('{0} 天前', 3), say('刚才')], ['1 day ago', '3 days ago', '刚才']);
  });

  it('is said by a kept page as it was said then', () => {
    const html = '<head><script type="application/json" id="words">{"刚才":"just now"}</script></head>';
    assert.equal(speakerOf(html)('刚才'), 'just now');
  });
});
