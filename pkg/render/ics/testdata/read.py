"""Reads an iCalendar with Debian's python3-icalendar and tells what it found as JSON."""
import datetime, json, sys
from icalendar import Calendar

data = sys.stdin.buffer.read()
cal = Calendar.from_ical(data)
zones = {str(z["TZID"]): z.to_tz() for z in cal.walk("VTIMEZONE")}


def when(c, name):
    if name not in c:
        return ""
    dt = c[name].dt
    if isinstance(dt, datetime.datetime):
        if dt.tzinfo is datetime.timezone.utc or str(dt.tzinfo) == "UTC":
            return dt.strftime("%Y-%m-%dT%H:%M:%SZ")
        zone = zones[c[name].params["TZID"]]
        local = zone.localize(dt.replace(tzinfo=None))
        return local.strftime("%Y-%m-%dT%H:%M:%S%z")
    return dt.isoformat()


out = {"name": str(cal["X-WR-CALNAME"]), "about": str(cal["X-WR-CALDESC"]), "components": [], "offsets": []}
for c in cal.walk():
    if c.name not in ("VEVENT", "VTODO"):
        continue
    if c.errors:
        sys.exit("errors: %r" % c.errors)
    cats = c.get("CATEGORIES")
    out["components"].append({
        "type": c.name, "uid": str(c["UID"]), "summary": str(c["SUMMARY"]), "description": str(c["DESCRIPTION"]),
        "location": str(c.get("LOCATION", "")), "status": str(c["STATUS"]), "transp": str(c.get("TRANSP", "")),
        "percent": int(c.get("PERCENT-COMPLETE", -1)), "sequence": int(c.get("SEQUENCE", 0)),
        "categories": [str(x) for x in cats.cats] if cats else [],
        "dtstamp": when(c, "DTSTAMP"), "dtstart": when(c, "DTSTART"), "dtend": when(c, "DTEND"), "due": when(c, "DUE"), "completed": when(c, "COMPLETED"),
    })
zone = zones["America/Mexico_City"]
year = int(sys.argv[1])
day = datetime.datetime(year, 1, 1, 12)
while day.year == year:
    out["offsets"].append(int(zone.localize(day).utcoffset().total_seconds() // 60))
    day += datetime.timedelta(days=1)
json.dump(out, sys.stdout)
