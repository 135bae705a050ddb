// Prints what a browser shows of a page, as text: node text.cjs MODULES CHROMIUM PROFILE FILE.
// What is not of the document itself (the running header, the way past it) is left out; the
// contents and the footnotes stand apart.
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const [modules, chromium, profile, file] = process.argv.slice(2);

async function main() {
  const browser = await require(path.join(modules, "puppeteer-core")).launch({
    timeout: 0, protocolTimeout: 0, // how long it takes is not what is tested
    executablePath: chromium,
    userDataDir: profile,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    await page.goto(pathToFileURL(file).href);
    const out = await page.evaluate(() => {
      const take = (selector) => {
        const e = document.querySelector(selector);
        const text = e ? e.innerText : "";
        if (e) e.remove();
        return text;
      };
      document.querySelectorAll("[role=doc-backlink]").forEach((e) => e.remove());
      const notes = [...document.querySelectorAll("[role=doc-endnotes] li")].map((e) => e.innerText);
      take("[role=doc-endnotes]");
      return { notes, contents: take("nav.contents"), body: document.querySelector("main").innerText };
    });
    process.stdout.write(JSON.stringify(out));
  } finally {
    await browser.close();
  }
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});
