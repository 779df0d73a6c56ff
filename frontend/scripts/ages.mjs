// How long ago, as one says it.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** «刚才», «5 分钟前», «3 小时前», «2 天前». */
export function ago(then, now) {
  const passed = Math.max(0, now - then);
  if (passed < MINUTE) return '刚才';
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} 分钟前`;
  if (passed < DAY) return `${Math.floor(passed / HOUR)} 小时前`;
  return `${Math.floor(passed / DAY)} 天前`;
}
