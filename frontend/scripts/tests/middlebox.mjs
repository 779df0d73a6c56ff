// What stands between a phone and the server, and answers in its place.
import { createServer } from 'node:http';

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const page = (words) => `<html><head><title>${words}</title></head><body>${words}</body></html>`;

/** What proxies, firewalls and public networks answer: name, and what becomes of a request. */
export const MIDDLEBOXES = {
  'a portal with 200': (response) => response.writeHead(200, HTML).end(page('Please accept our terms')),
  'JSON of somebody else': (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"outcome":"taken","to":"/"}'),
  'a name of somebody else': (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('ok'),
  'an empty 204': (response) => response.writeHead(204).end(),
  'a portal with 302': (response, { url }) => (url === '/portal'
    ? response.writeHead(200, HTML).end(page('Welcome to the mall'))
    : response.writeHead(302, { location: '/portal' }).end()),
  'a 401': (response) => response.writeHead(401, HTML).end(page('401 Authorization Required')),
  'a 403': (response) => response.writeHead(403, HTML).end(page('403 Forbidden')),
  'a 413': (response) => response.writeHead(413, HTML).end(page('413 Request Entity Too Large')),
  'a 429': (response) => response.writeHead(429, HTML).end(page('429 Too Many Requests')),
  'a 502': (response) => response.writeHead(502, HTML).end(page('502 Bad Gateway')),
  'nothing at all': (response) => response.destroy(),
};

/**
 * Runs `work` while `answer(response, request)` stands in the server's place, and all that scripts fetch goes there; how
 * often they asked.
 */
export async function inPlaceOfTheServer(answer, work) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    request.resume().on('end', () => answer(response, request));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const { fetch } = globalThis;
  globalThis.fetch = (address, options) => fetch(new URL(address, `http://127.0.0.1:${port}`), options);
  try {
    await work();
  } finally {
    globalThis.fetch = fetch;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return asked;
}
