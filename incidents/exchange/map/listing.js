// The chosen events as a list of buttons: for those who do not use a mouse, and for events without a point.

const LISTED = 100;

class Listing {
  constructor(labels, onPick) {
    Object.assign(this, { labels, onPick });
    this.list = document.getElementById("list");
  }

  show(chosen, all) {
    const unplaced = chosen.filter((event) => event.latitude === null).length;
    const only = unplaced ? `; ${unplaced} without a point, only in the list` : "";
    document.getElementById("count").textContent = `${chosen.length} of ${all.length} events${only}`;
    // Those without a point come first: they are nowhere else.
    const ordered = [...chosen.filter((event) => event.latitude === null), ...chosen.filter((event) => event.latitude !== null)];
    this.list.replaceChildren(...ordered.slice(0, LISTED).map((event) => element("li", {}, this.makeButton(event))));
    const rest = chosen.length - LISTED;
    document.getElementById("more").textContent = rest > 0 ? `and ${rest} more: narrow the filters` : "";
  }

  makeButton(event) {
    const parts = [event.from ?? "no date", event.place ?? "no place", event.sub_type ?? this.labels.types.get(event.type)];
    const told = `${parts.filter(Boolean).join(" \u00b7 ")}${event.latitude === null ? " \u00b7 no point" : ""}`;
    return element("button", { type: "button", onclick: () => this.onPick(event) }, told);
  }
}
