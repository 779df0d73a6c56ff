// What the visits come to: medians with their spread, ours beside the baseline's, and which goals are met.
import { KILO } from './visit.mjs';

/** What is shown of each visit, in order: its name, how it is written, and the goals. */
const ROWS = [
  { key: 'needed', name: '能用之前要的', write: kilobytes, goal: 25 * KILO, share: 0.3 },
  { key: 'largest', name: 'LCP', write: seconds, goal: 700, share: 0.4 },
  { key: 'usable', name: '能用了', write: seconds, goal: 700, share: 0.4 },
  { key: 'blocked', name: 'TBT', write: milliseconds, goal: 100 },
  { key: 'moved', name: 'CLS', write: (value) => value.toFixed(3), goal: 0 },
  { key: 'all', name: '一共', write: kilobytes, goal: 110 * KILO, share: 1.1 },
  { key: 'document', name: '　网页', write: kilobytes },
  { key: 'stylesheet', name: '　样式', write: kilobytes },
  { key: 'script', name: '　脚本', write: kilobytes },
  { key: 'wasm', name: '　WASM', write: kilobytes },
  { key: 'other', name: '　图标、数据', write: kilobytes },
];

const NOTES = `\
慢 4G（下行 1.6 Mbit/s，上行 750 kbit/s，来回 150 毫秒）、处理器慢 4 倍，第一次打开，什么都没缓存；中位数，括号里是最小–最大。
字节：线上传的，连响应头，已压缩。能用之前要的：点点通是网页和样式，对照是能用那一刻之前到的一切。
能用了：要用的那一样（找服务的框、登录后点单、点单）在页面上，样式也到了；对照要等 Vue 把它画出来。
对照：同样三页、同样文字，Vue 3 + Vant 4，Vite 编译，按页分块，brotli 11（end2end/bench/vue-baseline）。`;

/** The whole report, for people; `touched` is what the first page comes to, in bytes, with its search in use. */
export function report(measured, touched, runs) {
  const parts = measured.map(({ name, ours, baseline }) => {
    const rows = ROWS.map((row) => line(row, summary(ours, row.key), summary(baseline, row.key)));
    return table([[name, '点点通', '对照', '之比', '目标', ''], ...rows]);
  });
  const whole = judged(touched, 110 * KILO);
  const search = `首页，手指碰到“找服务”以后（这时才下载岛的脚本和 WebAssembly）：一共 ${kilobytes(touched)}，目标 ${whole}`;
  return [`各 ${runs} 次。${NOTES}`, ...parts, search].join('\n\n');
}

function judged(value, limit) {
  return `≤${kilobytes(limit)}，${value <= limit ? '达到' : '没达到'}`;
}

function line({ key, name, write, goal, share }, ours, baseline) {
  const ratio = ours.median / baseline.median;
  const goals = [];
  if (goal !== undefined) goals.push([`≤${write(goal)}`, ours.median <= goal]);
  if (share !== undefined) goals.push([`比 ≤${share}`, ratio <= share]);
  return [
    name,
    spread(ours, write),
    spread(baseline, write),
    Number.isFinite(ratio) && key !== 'moved' ? ratio.toFixed(2) : '',
    goals.map(([words]) => words).join('，'),
    goals.map(([, met]) => (met ? '达到' : '没达到')).join('，'),
  ];
}

/** Median, least and most of one figure. */
export function summary(visits, key) {
  const sorted = visits.map((visit) => visit[key]).sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, least: sorted[0], most: sorted.at(-1) };
}

function spread({ median, least, most }, write) {
  return write(least) === write(most) ? write(median) : `${write(median)}（${write(least)}–${write(most)}）`;
}

function kilobytes(value) {
  return `${(value / KILO).toFixed(1)} KiB`;
}

function seconds(value) {
  return `${(value / 1000).toFixed(2)} 秒`;
}

function milliseconds(value) {
  return `${Math.round(value)} 毫秒`;
}

// Chinese characters take two columns of a terminal.
function width(text) {
  return [...text].reduce((sum, sign) => sum + (/[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(sign) ? 2 : 1), 0);
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => width(row[column]))));
  return rows.map((row) => row.map((cell, column) => cell + ' '.repeat(widths[column] - width(cell))).join('  ').trimEnd()).join('\n');
}
