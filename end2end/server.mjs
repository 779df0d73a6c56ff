// A server of its own for a file of journeys: the demo's program on a copy of the demo's freshly filled database.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const READY_LIMIT_MS = 60_000;

/**
 * Starts a server in `folder`, which is made anew; its address, and `stop`, which ends it.
 * @param {{ program: string, site: string, district: string, folder: string }} paths `district`: a folder with the filled
 *   database and the list of its people
 * @returns {Promise<{ address: string, people: string, stop: () => Promise<void> }>}
 */
export async function startServer({ program, site, district, folder }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(district, folder, { recursive: true });
  const port = await freePort();
  const log = join(folder, 'server.log');
  const output = openSync(log, 'w');
  const database = `sqlite:${join(folder, 'diandiantong.db')}`;
  const flags = ['--demo', '--test-clock', '--listen', `127.0.0.1:${port}`, '--database', database, '--site', site];
  const child = spawn(program, ['serve', ...flags], { stdio: ['ignore', output, output] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill();
    await ended;
  };
  const address = `http://127.0.0.1:${port}`;
  const isUp = await Promise.race([ready(address), ended.then(() => false)]);
  if (isUp) return { address, people: join(folder, 'people.tsv'), stop };
  await stop();
  throw new Error(`${program} did not get ready:\n${readFileSync(log, 'utf8')}`);
}

/** Whether the server at this address answers within the limit. */
async function ready(address) {
  for (const limit = Date.now() + READY_LIMIT_MS; Date.now() < limit;) {
    if (await fetch(`${address}/readyz`).then((answer) => answer.ok, () => false)) return true;
    await pause(100);
  }
  return false;
}

/** A port that nobody listens on just now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const listener = createServer();
    listener.once('error', reject);
    listener.listen(0, '127.0.0.1', () => {
      const { port } = listener.address();
      listener.close(() => resolve(port));
    });
  });
}
