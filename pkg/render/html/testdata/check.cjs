// Looks at pages as a browser does: node check.cjs MODULES CHROMIUM PROFILE FILE… prints
// the problems found as a JSON list of strings; with PATCI_PICTURES=FOLDER it also leaves
// pictures and the printed pages there.
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const fs = require("node:fs");

const [modules, chromium, profile, ...files] = process.argv.slice(2);
const load = (name) => require(path.join(modules, name));
const problems = [];

async function main() {
  const { HtmlValidate } = load("html-validate");
  const validator = new HtmlValidate({
    extends: ["html-validate:standard", "html-validate:a11y"],
    rules: {
      "valid-id": ["error", { relaxed: true }], // HTML allows «2022-…»
      "long-title": "off", // a programme has the name it has
      "no-redundant-role": "error",
    },
  });
  const axeSource = fs.readFileSync(path.join(modules, "axe-core", "axe.min.js"), "utf8");
  const puppeteer = load("puppeteer-core");
  const browser = await puppeteer.launch({
    timeout: 0, protocolTimeout: 0, // how long it takes is not what is tested
    executablePath: chromium,
    userDataDir: profile,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    for (const file of files) {
      const name = path.basename(file, ".html");
      const report = await validator.validateFile(file);
      for (const r of report.results) {
        for (const m of r.messages) problems.push(`${name}: html-validate ${m.ruleId} ${m.line}:${m.column}: ${m.message}`);
      }
      const page = await browser.newPage();
      page.setDefaultTimeout(0);
      await page.setBypassCSP(true); // for axe alone, which is a script; the page has none
      page.on("console", (m) => problems.push(`${name}: console: ${m.text()}`));
      page.on("pageerror", (e) => problems.push(`${name}: error: ${e}`));
      page.on("dialog", (d) => { problems.push(`${name}: dialog: ${d.message()}`); d.dismiss(); });
      page.on("request", (r) => { if (!/^(file|data):/.test(r.url())) problems.push(`${name}: request: ${r.url()}`); });
      for (const [width, scheme] of [[360, "light"], [1280, "dark"]]) {
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        await page.setViewport({ width, height: 900 });
        await page.goto(pathToFileURL(file).href);
        const over = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
        if (over > 0) problems.push(`${name}: ${over} pixels too wide at ${width}`);
        await page.evaluate(axeSource);
        const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
        for (const v of found.violations) {
          problems.push(`${name}: axe ${v.id} at ${width} ${scheme}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html).join(" | ")}`);
        }
        if (process.env.PATCI_PICTURES) {
          await page.screenshot({ path: path.join(process.env.PATCI_PICTURES, `${name}-${width}-${scheme}.png`), clip: { x: 0, y: 0, width, height: Math.min(5000, await page.evaluate(() => document.documentElement.scrollHeight)) } });
        }
      }
      const pdf = await page.pdf({ preferCSSPageSize: true, tagged: true, outline: true });
      if (process.env.PATCI_PICTURES) fs.writeFileSync(path.join(process.env.PATCI_PICTURES, `${name}.pdf`), pdf);
      fs.writeFileSync(file.replace(/\.html$/, ".pdf"), pdf);
      await page.close();

      // As it comes, its policy in force: it must refuse nothing of the page's own.
      const plain = await browser.newPage();
      plain.setDefaultTimeout(0);
      plain.on("console", (m) => problems.push(`${name}: console: ${m.text()}`));
      await plain.goto(pathToFileURL(file).href);
      fs.writeFileSync(file.replace(/\.html$/, ".txt"), await plain.evaluate(() => document.querySelector("main").innerText));
      const styled = await plain.evaluate(() => getComputedStyle(document.querySelector(".skip")).position);
      if (styled !== "absolute") problems.push(`${name}: the policy refuses the page's own style`);
      await plain.close();
    }
  } finally {
    await browser.close();
  }
}

main().then(
  () => console.log(JSON.stringify(problems)),
  (e) => { console.error(e); process.exit(1); },
);
