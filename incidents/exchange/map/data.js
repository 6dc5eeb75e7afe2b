// What the page brings along: outlines, terms of the codebook, events; and the spots at which events stand together.

const readBlock = (id) => JSON.parse(document.getElementById(id).textContent);

function readEvents(block) {
  return block.rows.map((row) => Object.fromEntries(block.columns.map((name, at) => [name, row[at]])));
}

// Events with the same point, known equally well, share a spot. The widest come first, so that they are drawn below.
function gatherSpots(events, reach) {
  const spots = new Map();
  for (const event of events.filter((each) => each.latitude !== null)) {
    const key = [event.latitude, event.longitude, event.place_precision].join();
    if (!spots.has(key)) spots.set(key, makeSpot(event, reach));
    spots.get(key).events.push(event);
  }
  return [...spots.values()].sort((one, other) => other.km - one.km);
}

function makeSpot(event, reach) {
  const [x, y] = project(event.longitude, event.latitude);
  const km = reach.get(event.place_precision) ?? 0;
  return { x, y, km, length: measure(km, event.latitude), events: [], shown: [] };
}
