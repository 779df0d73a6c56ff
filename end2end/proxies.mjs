// Proxies in front of the server, set up as README says, with all else as it comes: nginx and Caddy.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { baseUrl } from './browser.mjs';
import { freePort } from './server.mjs';

const readme = readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../README.md'), 'utf8');
const upstream = new URL(baseUrl).host;
/** What README gives for nginx, for the server of the journeys. */
const nginxExample = /```nginx\n(.*?)```/s.exec(readme)[1].replace('127.0.0.1:3000', upstream);
/** Started by root, nginx would work as somebody who may not write into our folder. */
const asRoot = process.getuid?.() === 0 ? 'user root; ' : '';
const bodySize = /^.*client_max_body_size.*\n/m;

/** Each proxy: its program, if there is one; and `start`, which takes `asReadme: false` to leave the size of bodies as it comes. */
export const PROXIES = {
  nginx: {
    program: process.env.NGINX,
    limits: true,
    start: ({ asReadme = true } = {}) => started(process.env.NGINX, (folder, port) => {
      const location = asReadme ? nginxExample : nginxExample.replace(bodySize, '');
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`);
      const file = written(folder, 'nginx.conf', `${asRoot}daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log; events {}
        http { access_log off; gzip on; ${temporary.join(' ')} server { listen 127.0.0.1:${port}; ${location} } }`);
      return ['-e', `${folder}/error.log`, '-p', folder, '-c', file];
    }),
  },
  Caddy: {
    program: process.env.CADDY,
    limits: false,
    start: () => started(process.env.CADDY, (folder, port) => {
      const file = written(folder, 'Caddyfile', `{\n admin off\n auto_https off\n}\nhttp://127.0.0.1:${port} {\n encode gzip\n reverse_proxy ${upstream}\n}\n`);
      return ['run', '--adapter', 'caddyfile', '--config', file];
    }),
  },
};

/** Starts a proxy on a free port with the arguments that `configured` gives for it; its address, and `stop`. */
async function started(program, configured) {
  const folder = mkdtempSync(join(tmpdir(), 'diandiantong-proxy-'));
  const port = await freePort();
  const options = { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder } };
  const child = spawn(program, configured(folder, port), options);
  let said = '';
  child.stderr.on('data', (data) => { said += data; });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  await Promise.race([listening(port), ended.then(() => { throw new Error(said); })]);
  return { address: `http://127.0.0.1:${port}`, stop };
}

function written(folder, name, text) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** Waits until something listens. */
async function listening(port) {
  const answers = () => new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => { socket.destroy(); resolve(true); });
    socket.once('error', () => setTimeout(resolve, 50, false));
  });
  while (!(await answers()));
}
