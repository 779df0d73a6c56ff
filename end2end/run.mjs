// Runs the journeys: each file on a server of its own, with a fresh copy of the demo's database, several files at once.
// `cargo xtask test --only journeys` sets what this program needs (PROGRAM, SITE and DISTRICT); AT_ONCE says how many.
// By hand, one file after the other on a server that runs already:
//   BASE_URL=http://127.0.0.1:3000 PEOPLE=target/demo/people.tsv node end2end/run.mjs [NAME...]
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from './server.mjs';
import { said } from './spoken.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, 'journeys');
const { BASE_URL: running, PROGRAM: program, SITE: site, DISTRICT: district, TIMES: times } = process.env;
const atOnce = running ? 1 : Number(process.env.AT_ONCE ?? availableParallelism());

/** The longest first, so that none is left to run alone at the end. */
const LONG = ['screens-large.mjs', 'screens.mjs', 'time.mjs', 'people.mjs', 'elder.mjs', 'offline.mjs'];

if (!running && !(program && site && district)) {
  console.error(said('没有设置 BASE_URL：请用 cargo xtask test --only journeys 运行。', 'BASE_URL is not set: run cargo xtask test --only journeys.'));
  process.exit(2);
}

const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.mjs'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort((one, other) => rank(one) - rank(other) || one.localeCompare(other));
if (files.length === 0) {
  console.error(said(`没有找到浏览器测试：${folder}`, `No journeys were found: ${folder}`));
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), 'diandiantong-journeys-'));
const done = [];
const waiting = [...files];
await Promise.all(Array.from({ length: atOnce }, async () => {
  for (let file = waiting.shift(); file; file = waiting.shift()) {
    const result = await journey(file);
    done.push(result);
    const seconds = (result.milliseconds / 1000).toFixed(0).padStart(4);
    console.log(`${result.failed ? '✖' : '✔'} ${file} ${seconds} s, ${result.tests} tests`);
    if (running) console.log(result.output);
  }
}));
rmSync(scratch, { recursive: true, force: true });
const failed = done.filter((result) => result.failed);
for (const { output } of failed) console.log(output);
if (times) writeFileSync(times, `${JSON.stringify(done.map(({ file, milliseconds }) => ({ file, milliseconds })), null, 2)}\n`);
console.log(`ℹ pass ${done.reduce((sum, { tests }) => sum + tests, 0)}`);
console.log(`ℹ fail ${failed.length}`);
process.exit(failed.length > 0 ? 1 : 0);

/** Where a file stands in the order of starting. */
function rank(file) {
  const place = LONG.indexOf(file);
  return place < 0 ? LONG.length : place;
}

/** Runs one file, on a server of its own where none is given. */
async function journey(file) {
  const from = Date.now();
  const server = running ? null : await startServer({ program, site, district, folder: join(scratch, file) });
  const own = server ? { BASE_URL: server.address, PEOPLE: server.people } : {};
  const environment = { ...process.env, INSPECTED: join(scratch, 'inspected'), ...own };
  // A child of another run of tests would speak to its parent instead of to people.
  delete environment.NODE_TEST_CONTEXT;
  try {
    const options = ['--test', '--test-concurrency=1', '--test-reporter=spec', '--test-timeout=600000'];
    const { code, output } = await run([...options, join(folder, file)], environment);
    const tests = Number(/^ℹ pass (\d+)/m.exec(output)?.[1] ?? 0);
    return { file, failed: code !== 0 || tests === 0, tests, output, milliseconds: Date.now() - from };
  } finally {
    await server?.stop();
  }
}

function run(parameters, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, parameters, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { output += data; });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
