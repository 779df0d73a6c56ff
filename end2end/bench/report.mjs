// What the visits come to: medians with their spread, ours beside the baseline's, and which goals are met.
import { said } from '../spoken.mjs';
import { KILO } from './visit.mjs';

/** What is shown of each visit, in order: its name, how it is written, and the goals. */
const ROWS = [
  { key: 'needed', name: said('能用之前要的', 'needed to use it'), write: kilobytes, goal: 25 * KILO, share: 0.3 },
  { key: 'largest', name: 'LCP', write: seconds, goal: 700, share: 0.4 },
  { key: 'usable', name: said('能用了', 'usable'), write: seconds, goal: 700, share: 0.4 },
  { key: 'blocked', name: 'TBT', write: milliseconds, goal: 100 },
  { key: 'moved', name: 'CLS', write: (value) => value.toFixed(3), goal: 0 },
  { key: 'all', name: said('一共', 'in all'), write: kilobytes, goal: 110 * KILO, share: 1.1 },
  { key: 'document', name: said('　网页', '  page'), write: kilobytes },
  { key: 'stylesheet', name: said('　样式', '  style'), write: kilobytes },
  { key: 'script', name: said('　脚本', '  scripts'), write: kilobytes },
  { key: 'wasm', name: said('　WASM', '  WASM'), write: kilobytes },
  { key: 'other', name: said('　图标、数据', '  icons, data'), write: kilobytes },
];

const NOTES = said(`\
慢 4G（下行 1.6 Mbit/s，上行 750 kbit/s，来回 150 毫秒）、处理器慢 4 倍，第一次打开，什么都没缓存；中位数，括号里是最小–最大。
字节：线上传的，连响应头，已压缩。能用之前要的：点点通是网页和样式，对照是能用那一刻之前到的一切。
能用了：要用的那一样（找服务的框、登录后点单、点单）在页面上，样式也到了；对照要等 Vue 把它画出来。
对照：同样三页、同样文字，Vue 3 + Vant 4，Vite 编译，按页分块，brotli 11（end2end/bench/vue-baseline）。`, `\
Slow 4G (1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back), a processor 4 times slower, first visits with nothing kept; medians, with least–most.
Bytes: on the wire, compressed, with headers. Needed: page and style for ours; for the baseline, all that has come by the moment it is usable.
Usable: what one came for (the search field, ordering after signing in, the order) is on the page with its style; the baseline's when Vue has drawn it.
Baseline: the same three pages and texts, Vue 3 + Vant 4 by Vite, split by page, brotli 11 (end2end/bench/vue-baseline).`);

const COMMA = said('，', ', ');

/** The whole report, for people; `touched` is what the first page comes to, in bytes, with its search in use. */
export function report(measured, touched, runs) {
  const parts = measured.map(({ name, ours, baseline }) => {
    const rows = ROWS.map((row) => line(row, summary(ours, row.key), summary(baseline, row.key)));
    return table([[name, said('点点通', 'ours'), said('对照', 'baseline'), said('之比', 'ratio'), said('目标', 'goal'), ''], ...rows]);
  });
  const whole = judged(touched, 110 * KILO);
  const search = said(
    `首页，手指碰到“找服务”以后（这时才下载岛的脚本和 WebAssembly）：一共 ${kilobytes(touched)}，目标 ${whole}`,
    `First page, after a finger has touched the search (which then fetches the island): ${kilobytes(touched)} in all, goal ${whole}`,
  );
  return [`${said(`各 ${runs} 次。`, `${runs} times each. `)}${NOTES}`, ...parts, search].join('\n\n');
}

function judged(value, limit) {
  return `≤${kilobytes(limit)}${COMMA}${judgement(value <= limit)}`;
}

function judgement(met) {
  return met ? said('达到', 'met') : said('没达到', 'missed');
}

function line({ key, name, write, goal, share }, ours, baseline) {
  const ratio = ours.median / baseline.median;
  const goals = [];
  if (goal !== undefined) goals.push([`≤${write(goal)}`, ours.median <= goal]);
  if (share !== undefined) goals.push([said(`比 ≤${share}`, `ratio ≤${share}`), ratio <= share]);
  return [
    name,
    spread(ours, write),
    spread(baseline, write),
    Number.isFinite(ratio) && key !== 'moved' ? ratio.toFixed(2) : '',
    goals.map(([words]) => words).join(COMMA),
    goals.map(([, met]) => judgement(met)).join(COMMA),
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
  return write(least) === write(most) ? write(median) : said(`${write(median)}（${write(least)}–${write(most)}）`, `${write(median)} (${write(least)}–${write(most)})`);
}

function kilobytes(value) {
  return `${(value / KILO).toFixed(1)} KiB`;
}

function seconds(value) {
  return `${(value / 1000).toFixed(2)} ${said('秒', 's')}`;
}

function milliseconds(value) {
  return `${Math.round(value)} ${said('毫秒', 'ms')}`;
}

// Chinese characters take two columns of a terminal.
function width(text) {
  return [...text].reduce((sum, sign) => sum + (/[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(sign) ? 2 : 1), 0);
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => width(row[column]))));
  return rows.map((row) => row.map((cell, column) => cell + ' '.repeat(widths[column] - width(cell))).join('  ').trimEnd()).join('\n');
}
