// Puts the page together: a change of filters chooses events, a change of the view draws them again.

const NEAR = 12;
const NEAR_MIDDLE = 60;
const SHAKE = 5; // pixels: a click that moves less is no drag

const terms = readBlock("terms");
const events = readEvents(readBlock("events"));
const labels = Object.fromEntries(
  ["types", "weapons", "precisions", "days"].map((name) => [name, new Map(terms[name].map(([code, label]) => [code, label]))]),
);
const looks = new Map([...terms.types.map(([code], at) => [code, LOOKS[at % LOOKS.length]]), [null, UNKNOWN]]);
const spots = gatherSpots(events, new Map(terms.precisions.map(([code, , km]) => [code, km])));

const canvas = document.getElementById("map");
const painter = new Painter(canvas, new Basemap(readBlock("basemap"), terms.countries), looks);
const view = new View(canvas, redraw);
const card = new Card(labels);
const listing = new Listing(labels, pick);
const filters = new Filters(events, terms, looks, refresh);

let isDrawing = false;

// However much changes at once, the map is drawn once for each picture of the screen.
function redraw() {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => {
    isDrawing = false;
    painter.paint(view, spots);
  });
}

function refresh() {
  const chosen = filters.choose(events);
  const passed = new Set(chosen);
  for (const spot of spots) spot.shown = spot.events.filter((event) => passed.has(event));
  listing.show(chosen, events);
  redraw();
}

function pick(event) {
  if (event.latitude === null) {
    card.open([event]);
    return;
  }
  const [x, y] = project(event.longitude, event.latitude);
  view.centre(x, y);
  card.open([event], view.place(x, y));
}

function openNear(point, pixels) {
  const found = findNear(spots, view, point, pixels);
  if (found.length > 0) card.open(found, point);
}

canvas.addEventListener("click", (event) => {
  if (view.dragged < SHAKE) openNear([event.offsetX, event.offsetY], NEAR);
});
canvas.addEventListener("keydown", (event) => {
  if (event.key === "Enter") openNear([view.width / 2, view.height / 2], NEAR_MIDDLE);
  if (event.key === "0") view.fit(spots);
});
for (const moment of ["focus", "blur"]) canvas.addEventListener(moment, redraw);
document.getElementById("closer").addEventListener("click", () => view.zoom(FACTOR));
document.getElementById("farther").addEventListener("click", () => view.zoom(1 / FACTOR));
document.getElementById("whole").addEventListener("click", () => view.fit(spots));
new ResizeObserver(redraw).observe(canvas);

refresh();
view.fit(spots);
