// The controls beside the map, and whether an event passes them.

const DAY = 86400000;
const dayNumber = (text) => Math.round(Date.parse(text) / DAY);
const dayText = (number) => new Date(number * DAY).toISOString().slice(0, 10);

class Filters {
  constructor(events, terms, looks, onChange) {
    this.from = document.getElementById("from");
    this.to = document.getElementById("to");
    this.undated = document.getElementById("undated");
    this.weapon = document.getElementById("weapon");
    this.onChange = onChange;
    this.setTime(events);
    this.types = this.offerTypes(events, terms.types, looks);
    this.offerWeapons(events, terms.weapons);
    document.querySelector("aside").addEventListener("input", (input) => this.change(input.target));
    this.tellDays();
  }

  setTime(events) {
    let [first, last] = [Infinity, -Infinity];
    for (const event of events.filter((each) => each.from !== null)) {
      first = Math.min(first, (event.first = dayNumber(event.from)));
      last = Math.max(last, (event.last = dayNumber(event.to)));
    }
    for (const slider of [this.from, this.to]) {
      slider.disabled = first > last;
      slider.min = slider.disabled ? 0 : first;
      slider.max = slider.disabled ? 0 : last;
    }
    [this.from.value, this.to.value] = [this.from.min, this.to.max];
  }

  offerTypes(events, types, looks) {
    const boxes = new Map();
    const counts = count(events.map((event) => event.type));
    for (const [code, label] of [...types, [null, "Not coded"]].filter(([each]) => counts.has(each))) {
      const box = element("input", { type: "checkbox", checked: true });
      const glyph = makeGlyph(looks.get(code), 8);
      glyph.className = "glyph";
      document.getElementById("types").append(element("label", {}, box, " ", glyph, ` ${label} (${counts.get(code)})`));
      boxes.set(code, box);
    }
    return boxes;
  }

  // A kind of weapon stands for every weapon under it: the page brings each event's weapons with all that they count as.
  offerWeapons(events, weapons) {
    const counts = count(events.flatMap((event) => event.counts_as));
    const none = events.filter((event) => event.counts_as.length === 0).length;
    this.weapon.append(new Option("All", "all"), new Option(`None named (${none})`, "none"));
    for (const [code, label, depth] of weapons.filter(([each]) => counts.has(each))) {
      this.weapon.append(new Option(`${"\u2013 ".repeat(depth)}${label} (${counts.get(code)})`, `is ${code}`));
    }
  }

  // The slider that is moved stays where it is put, and takes the other along when they meet.
  change(moved) {
    if (Number(this.from.value) > Number(this.to.value)) {
      if (moved === this.from) this.to.value = this.from.value;
      else this.from.value = this.to.value;
    }
    this.tellDays();
    this.onChange();
  }

  tellDays() {
    for (const slider of [this.from, this.to]) {
      const told = slider.disabled ? "no dates" : dayText(Number(slider.value));
      document.getElementById(`${slider.id}-day`).value = told;
      slider.setAttribute("aria-valuetext", told);
    }
  }

  // An event passes when any day of its time lies in the chosen one, as in a query.
  choose(events) {
    const [from, to] = [Number(this.from.value), Number(this.to.value)];
    const isInTime = (event) => (event.from === null ? this.undated.checked : event.last >= from && event.first <= to);
    const isOfType = (event) => this.types.get(event.type).checked;
    return events.filter((event) => isInTime(event) && isOfType(event) && this.hasWeapon(event));
  }

  hasWeapon(event) {
    if (this.weapon.value === "all") return true;
    if (this.weapon.value === "none") return event.counts_as.length === 0;
    return event.counts_as.includes(this.weapon.value.slice(3));
  }
}

function count(codes) {
  const counts = new Map();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

// The only way in which this page makes elements: texts stay texts, and nothing is read as markup.
function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
