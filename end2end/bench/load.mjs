// First visits to three pages over a slow network on a slow phone: ours and the baseline's, in turn. `cargo xtask bench load`
// starts the server, builds the baseline and runs this; by hand: BASE_URL=… PEOPLE=… BASELINE=FOLDER [RUNS=7] node end2end/bench/load.mjs
import { baseUrl, launch, newPage } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { said } from '../spoken.mjs';
import { OURS_NEEDS, PAGES } from './pages.mjs';
import { report } from './report.mjs';
import { serveBaseline, texts } from './baseline.mjs';
import { KINDS, bytes, visit } from './visit.mjs';

const runs = Number(process.env.RUNS ?? 7);

/** The figures of one visit; `needs` names what has to be there before one can read and order. */
function figures(found, needs) {
  return {
    // What came later than that was not waited for.
    needed: bytes(found.files, needs, found.usable),
    largest: found.largest,
    usable: found.usable,
    blocked: found.blocked,
    moved: found.moved,
    all: bytes(found.files),
    ...Object.fromEntries(KINDS.map((kind) => [kind, bytes(found.files, [kind])])),
  };
}

const browser = await launch();
let baseline;
try {
  const resident = await as(browser, phoneOf('居民'));
  const cookies = await resident.context().cookies();
  const stranger = await newPage(browser);
  baseline = await serveBaseline(process.env.BASELINE, await texts(stranger, resident));
  await stranger.context().close();
  await resident.context().close();

  const measured = PAGES.map((page) => ({ name: page.name, ours: [], baseline: [] }));
  // The first of each round is for the servers to warm up.
  for (let run = 0; run <= runs; run += 1) {
    for (const [place, { signedIn, ours, baseline: other }] of PAGES.entries()) {
      const kept = signedIn ? cookies : [];
      const own = await visit(browser, { url: baseUrl + ours.path, control: ours.control, cookies: kept });
      const others = await visit(browser, { url: baseline.url + other.path, control: other.control });
      if (run === 0) continue;
      measured[place].ours.push(figures(own, OURS_NEEDS));
      measured[place].baseline.push(figures(others, KINDS));
    }
    process.stderr.write(said(`第 ${run} 轮，共 ${runs} 轮\n`, `round ${run} of ${runs}\n`));
  }
  const { path, control } = PAGES[0].ours;
  const touched = await visit(browser, { url: baseUrl + path, control, touch: control });
  console.log(report(measured, bytes(touched.files), runs));
} finally {
  baseline?.close();
  await browser.close();
}
