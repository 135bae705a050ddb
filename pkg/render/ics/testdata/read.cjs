// Reads an iCalendar with ical.js and tells what it found as JSON.
const path = require("path");
const found = require(require.resolve("ical.js", { paths: [path.dirname(process.argv[2])] }));
const ICAL = found.default ?? found;
const text = require("fs").readFileSync(0, "utf8");
const cal = new ICAL.Component(ICAL.parse(text));
const zone = new ICAL.Timezone(cal.getFirstSubcomponent("vtimezone"));
const two = n => String(n).padStart(2, "0");
const offset = m => (m < 0 ? "-" : "+") + two(Math.floor(Math.abs(m) / 60)) + two(Math.abs(m) % 60);
const when = (c, name) => {
  const p = c.getFirstProperty(name);
  if (!p) return "";
  const t = p.getFirstValue();
  if (t.isDate) return t.toString();
  if (p.getParameter("tzid")) return t.toString() + offset(zone.utcOffset(t) / 60);
  return t.toString();
};
const get = (c, name, otherwise) => c.getFirstPropertyValue(name) ?? otherwise;
const out = { name: get(cal, "x-wr-calname"), about: get(cal, "x-wr-caldesc"), components: [], offsets: [] };
for (const c of cal.getAllSubcomponents()) {
  if (c.name === "vtimezone") continue;
  const cats = c.getFirstProperty("categories");
  out.components.push({
    type: c.name.toUpperCase(), uid: get(c, "uid"), summary: get(c, "summary"), description: get(c, "description"),
    location: get(c, "location", ""), status: get(c, "status"), transp: get(c, "transp", ""),
    percent: get(c, "percent-complete", -1), sequence: get(c, "sequence", 0), categories: cats ? cats.getValues() : [],
    dtstamp: when(c, "dtstamp"), dtstart: when(c, "dtstart"), dtend: when(c, "dtend"), due: when(c, "due"), completed: when(c, "completed"),
  });
}
const year = Number(process.argv[3]);
const day = new ICAL.Time({ year, month: 1, day: 1, hour: 12, minute: 0, second: 0, isDate: false }, ICAL.Timezone.localTimezone);
while (day.year === year) {
  out.offsets.push(zone.utcOffset(day) / 60);
  day.adjust(1, 0, 0, 0);
}
process.stdout.write(JSON.stringify(out));
