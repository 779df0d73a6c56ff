// The baseline's texts, which are ours, read from our pages; and the server that hands it out.
import { createServer } from 'node:http';
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { REPAIR } from '../steps.mjs';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };

/**
 * The data of the baseline by name, with the words that stand on our own pages.
 * @param {import('playwright-core').Page} stranger a page of somebody who has not signed in
 * @param {import('playwright-core').Page} resident a page of somebody who has
 */
export async function texts(stranger, resident) {
  await stranger.goto('/');
  const home = await stranger.evaluate(readHome);
  await resident.goto(`/services/${REPAIR.code}`);
  const { service, form, estates } = await resident.evaluate(readService);
  for (const [name, found] of Object.entries({ ...home, ...service, ...form, estates })) {
    if (found === '' || found?.length === 0) throw new Error(`no text for «${name}» was found on our pages`);
  }
  return { 'home.json': home, [`services/${REPAIR.code}.json`]: service, 'form.json': form, 'estates.json': estates };
}

/**
 * Serves the built baseline and its data, everything compressed beforehand as well as brotli can.
 * @param {string} folder what Vite built
 * @param {Record<string, object>} data by name
 */
export async function serveBaseline(folder, data) {
  const files = new Map();
  const put = (path, body, keep) => {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
    files.set(path, { body: brotliCompressSync(body, { params }), keep });
  };
  for (const name of readdirSync(folder, { recursive: true })) {
    if (TYPES[extname(name)]) put(`/${name}`, readFileSync(join(folder, name)), name.startsWith('assets/'));
  }
  for (const [name, value] of Object.entries(data)) put(`/api/${name}`, Buffer.from(JSON.stringify(value)), false);
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://baseline').pathname;
    const found = files.has(path) ? path : '/index.html';
    const { body, keep } = files.get(found);
    response.writeHead(200, {
      'content-type': `${TYPES[extname(found)]}; charset=utf-8`,
      'content-encoding': 'br',
      'content-length': body.length,
      'cache-control': keep ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

// Runs in our home page.
function readHome() {
  const text = (element, selector) => element.querySelector(selector)?.textContent.trim() ?? '';
  const rows = [...document.querySelectorAll('a.list-row[href^="/lists/"]')];
  return {
    place: text(document, '.banner-place'),
    slogan: text(document, '.banner-slogan'),
    line: text(document, '.banner-line'),
    placeholder: document.querySelector('.search-field').placeholder,
    lists: rows.map((row) => ({
      href: row.getAttribute('href'),
      title: text(row, '.row-title'),
      line: text(row, '.row-line'),
      count: text(row, '.row-count'),
    })),
    categories: [...document.querySelectorAll('a.category')].map((link) => ({
      href: link.getAttribute('href'),
      label: link.textContent.trim(),
    })),
  };
}

// Runs in our page of a service.
function readService() {
  const text = (selector) => document.querySelector(selector)?.textContent.trim() ?? '';
  const facts = (list) =>
    [...list.querySelectorAll('.fact')].map((fact) => ({
      name: fact.querySelector('dt').textContent,
      words: fact.querySelector('dd').textContent,
    }));
  const [about, limits] = [...document.querySelectorAll('.facts')].map(facts);
  const chips = (name) =>
    [...document.querySelectorAll(`input[name="${name}"]`)].map((input) => ({
      label: input.closest('label').querySelector('.chip-label').textContent,
      second: input.closest('label').querySelector('.chip-second')?.textContent ?? '',
    }));
  const groups = [...document.querySelectorAll('select[name=estate] optgroup')];
  return {
    service: {
      name: text('.top-title'),
      list: text('.top-end'),
      about: text('.about'),
      facts: about,
      limits,
      note: text('.facts-note'),
      fee: text('.action-fee'),
    },
    form: {
      address: text('.asked-self .address-words > p'),
      who: text('.asked-self .person-line'),
      windows: chips('window'),
      parts: chips('part'),
      hint: document.querySelector('textarea[name=note]').closest('.field').querySelector('.field-hint').textContent,
    },
    estates: groups.map((group) => ({
      text: group.label,
      value: group.label,
      children: [...group.children].map((option) => ({ text: option.textContent, value: option.value })),
    })),
  };
}
