// Opens pages in Chromium as people do, and says on standard output, as JSON,
// what is wrong with them: one text a fault. Arguments: the folder of the node
// modules, the browser, a folder for pictures, then the pages.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import fs from 'node:fs';

const [modules, browserPath, out, ...pages] = process.argv.slice(2);
const require = createRequire(path.join(modules, 'x.js'));
const puppeteer = require('puppeteer-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const faults = [];

const browser = await puppeteer.launch({
  timeout: 0, protocolTimeout: 0, // how long it takes is not what is tested
  executablePath: browserPath, headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

async function open(file, { width, height = 900, scheme = 'light', js = true, print = false }) {
  const name = `${path.basename(file, '.html')} ${width}px ${scheme}${js ? '' : ' without JavaScript'}${print ? ' printed' : ''}`;
  const say = (what) => faults.push(`${name}: ${what}`);
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  page.on('console', (m) => say(`console ${m.type()}: ${m.text()}`));
  page.on('pageerror', (e) => say(`error: ${e.message}`));
  page.on('dialog', (d) => { say(`dialog: ${d.message()}`); d.dismiss(); });
  page.on('request', (r) => { if (r.url() !== pathToFileURL(file).href) say(`asks for ${r.url()}`); });
  await page.setJavaScriptEnabled(js);
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  if (print) await page.emulateMediaType('print');
  await page.goto(pathToFileURL(file).href);
  return { page, say, name };
}

// texts are the rows of the lists, as a reader of the page has them.
const texts = (page) => page.evaluate(() => [...document.querySelectorAll('.list tbody tr')].filter((r) => r.checkVisibility({ contentVisibilityAuto: false })).map((r) => r.id));

for (const file of pages) {
  const stem = path.basename(file, '.html');
  for (const width of [360, 1280, 1920]) {
    for (const scheme of width === 1280 ? ['light', 'dark'] : ['light']) {
      const { page, say } = await open(file, { width, scheme });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) say(`is ${wide} px wide`);
      await page.screenshot({ path: path.join(out, `${stem}-${width}-${scheme}.png`) });
      // what lies below the fold is drawn for axe to see
      await page.evaluate(() => document.querySelectorAll('.chunk').forEach((c) => c.classList.remove('chunk')));
      // a session of its own, for the page lets nothing in that it does not hold
      const cdp = await page.createCDPSession();
      await cdp.send('Runtime.evaluate', { expression: axe });
      const { result } = await cdp.send('Runtime.evaluate', {
        expression: `axe.run(document, {resultTypes: ['violations', 'incomplete']}).then((r) => JSON.stringify({
          violations: r.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + ' ' + n.failureSummary).join(' | ')),
          passes: r.passes.length}))`,
        awaitPromise: true, returnByValue: true,
      });
      const report = JSON.parse(result.value);
      if (report.passes < 15) say(`axe looked at ${report.passes} rules only`);
      report.violations.forEach((v) => say(`axe ${v}`));
      await page.close();
    }
  }

  // everything that can be acted upon is reached by the keyboard, and shows it
  {
    const { page, say } = await open(file, { width: 1280 });
    const want = await page.evaluate(() => {
      const all = [...document.querySelectorAll('a[href]:not([tabindex="-1"]), select, summary, button, input')];
      all.forEach((e, i) => { e.dataset.stop = i; });
      return all.length;
    });
    const seen = new Set();
    for (let i = 0; i < want + 5; i++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const e = document.activeElement;
        return { stop: e.dataset.stop, outline: getComputedStyle(e).outlineStyle, box: e.getBoundingClientRect().toJSON() };
      });
      if (at.stop === undefined) continue;
      seen.add(at.stop);
      if (at.outline === 'none') say(`stop ${at.stop} does not show that it has the focus`);
      if (at.box.right <= 0) say(`stop ${at.stop} is out of sight`);
    }
    if (seen.size !== want) say(`the keyboard reaches ${seen.size} of ${want}`);
    await page.close();
  }

  // without JavaScript the page is whole; with it, the filter narrows it down
  {
    const bare = await open(file, { width: 1280, js: false });
    const all = await texts(bare.page);
    if (await bare.page.evaluate(() => { const f = document.getElementById('filtro'); return f !== null && f.checkVisibility(); })) bare.say('shows a filter that does nothing');
    await bare.page.close();
    const { page, say } = await open(file, { width: 1280 });
    const same = await texts(page);
    if (same.join() !== all.join()) say(`has ${same.length} rows with JavaScript and ${all.length} without`);
    const lanes = await page.evaluate(() => [...document.querySelectorAll('#filtro select[name=lane] option')].map((o) => o.value).filter(Boolean));
    let total = 0;
    for (const lane of lanes) {
      await page.select('#filtro select[name=lane]', lane);
      const rows = await texts(page);
      const right = await page.evaluate((lane) => [...document.querySelectorAll('.list tbody tr')].filter((r) => r.dataset.lane === lane).map((r) => r.id), lane);
      if (rows.join() !== right.join()) say(`filtered to ${lane}: ${rows.length} rows, want ${right.length}`);
      if (await page.evaluate(() => [...document.querySelectorAll('.time tbody tr[data-lane]')].filter((r) => r.checkVisibility()).length) !== 1) say(`filtered to ${lane}: not one lane`);
      total += rows.length;
    }
    if (lanes.length && total !== all.length) say(`the filter leaves ${total} of ${all.length} rows`);
    // a mark leads to its row
    const dead = await page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href').slice(1)).filter((id) => !document.getElementById(id)));
    if (dead.length) say(`links that lead nowhere: ${dead.slice(0, 5)}`);
    const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map((e) => e.id));
    if (new Set(ids).size !== ids.length) say('two elements have one id');
    await page.close();
  }

  // on paper of letter size no lane is cut, and nothing is folded away
  {
    const { page, say } = await open(file, { width: 720, print: true });
    const cut = await page.evaluate(() => [...document.querySelectorAll('.time tr, .list tr, .sums tr')].filter((r) => r.checkVisibility() && getComputedStyle(r).breakInside !== 'avoid').length);
    if (cut) say(`${cut} rows may be cut in two`);
    const tall = await page.evaluate(() => [...document.querySelectorAll('.time tr')].filter((r) => r.getBoundingClientRect().height > 850).length);
    if (tall) say(`${tall} lanes are taller than a sheet`);
    await page.pdf({ path: path.join(out, `${stem}.pdf`), preferCSSPageSize: true });
    await page.close();
  }
}
await browser.close();
console.log(JSON.stringify(faults));
