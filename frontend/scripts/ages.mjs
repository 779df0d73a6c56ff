// How long ago, as one says it.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** As `say` says it: «刚才», «5 分钟前», «3 小时前», «2 天前». */
export function ago(then, now, say) {
  const passed = Math.max(0, now - then);
  if (passed < MINUTE) return say('刚才');
  if (passed < HOUR) return say('{0} 分钟前', Math.floor(passed / MINUTE));
  if (passed < DAY) return say('{0} 小时前', Math.floor(passed / HOUR));
  return say('{0} 天前', Math.floor(passed / DAY));
}
