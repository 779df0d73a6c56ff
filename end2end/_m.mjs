import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const [out, h, ...files] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const p = await b.newPage({ viewport: { width: 100, height: 100 } });
await p.setContent('<body style="margin:0;background:#888"><div style="display:inline-flex;gap:12px;align-items:flex-start;height:'+h+'px;overflow:hidden">'+files.map(f=>`<img src="data:image/png;base64,${readFileSync('/tmp/look/phone/'+f).toString('base64')}">`).join('')+'</div>');
await p.waitForTimeout(300);
await p.locator('div').screenshot({ path: out });
await b.close();
