// The pop-up: one event in words, and the way to the others at the same place.

class Card {
  constructor(labels) {
    this.labels = labels;
    this.box = document.getElementById("card");
    this.box.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  open(events, [right, down] = [60, 20]) {
    if (this.box.hidden) this.origin = document.activeElement;
    Object.assign(this, { events, at: 0 });
    this.box.hidden = false;
    this.show();
    const room = this.box.parentElement;
    this.box.style.left = `${within(right + 12, 0, Math.max(0, room.clientWidth - this.box.offsetWidth))}px`;
    this.box.style.top = `${within(down + 12, 0, Math.max(0, room.clientHeight - this.box.offsetHeight))}px`;
    this.box.focus();
  }

  close() {
    this.box.hidden = true;
    this.origin?.focus();
  }

  show() {
    const event = this.events[this.at];
    const facts = describeEvent(event, this.labels).flatMap(([name, value]) => [
      element("dt", {}, name),
      element("dd", {}, value),
    ]);
    this.box.replaceChildren(
      element("h2", {}, event.event_id),
      element("p", {}, event.summary ?? "No summary."),
      element("dl", {}, ...facts),
      ...this.makeButtons(),
    );
  }

  makeButtons() {
    const close = element("button", { type: "button", onclick: () => this.close() }, "Close");
    if (this.events.length === 1) return [close];
    const told = ` ${this.at + 1} of ${this.events.length} here `;
    return [this.makeTurn("Previous", -1), told, this.makeTurn("Next", 1), " ", close];
  }

  makeTurn(label, step) {
    const turn = () => {
      this.at = (this.at + step + this.events.length) % this.events.length;
      this.show();
      [...this.box.querySelectorAll("button")].find((button) => button.textContent === label).focus();
    };
    return element("button", { type: "button", onclick: turn }, label);
  }
}

// What is known of an event, name by name; what nobody said is said to be so.
function describeEvent(event, labels) {
  return [
    ["Date", tellDate(event, labels)],
    ["Place", [event.place ?? "not known", labels.precisions.get(event.place_precision)].filter(Boolean).join("\n")],
    ["Type", [labels.types.get(event.type) ?? event.type, event.sub_type].filter(Boolean).join("\n") || "not coded"],
    ["Weapons", event.weapons.map((code) => labels.weapons.get(code) ?? code).join("\n") || "none named"],
    ["Killed", event.killed],
    ["Injured", event.injured],
    ["Actors", event.actors.join("\n") || "nobody named"],
    ["Sources", event.sources.join("\n") || "none"],
    ["Status", event.status],
    ...(event.origins.length ? [["From", event.origins.join("\n")]] : []),
  ];
}

function tellDate(event, labels) {
  if (event.from === null) return "not known";
  const days = event.from === event.to ? event.from : `${event.from} to ${event.to}`;
  return event.date_precision === "day" ? days : `${days}\n${labels.days.get(event.date_precision) ?? ""}`;
}
