// Runs the journeys one file at a time against the server at BASE_URL. `cargo xtask test` starts that server and this
// program; by hand: BASE_URL=http://127.0.0.1:3000 PEOPLE=target/demo/people.tsv node end2end/run.mjs [NAME...]
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, 'journeys');

if (!process.env.BASE_URL) {
  console.error('没有设置 BASE_URL：请用 cargo xtask test --only journeys 运行。');
  process.exit(2);
}

const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.mjs'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort();
if (files.length === 0) {
  console.error(`没有找到浏览器测试：${folder}`);
  process.exit(2);
}

const options = ['--test', '--test-concurrency=1', '--test-reporter=spec', '--test-timeout=600000'];
const run = spawnSync(process.execPath, [...options, ...files.map((name) => join(folder, name))], { stdio: 'inherit' });
process.exit(run.status ?? 1);
