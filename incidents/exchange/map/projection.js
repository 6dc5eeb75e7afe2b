// Web Mercator: degrees to a square with sides of 1, north up. Nothing is drawn beyond 85 degrees.

const MOST_NORTH = 85.05;
const KM_AROUND = 40075;

const radians = (degrees) => (degrees * Math.PI) / 180;
const within = (number, low, high) => Math.max(low, Math.min(high, number));

function project(longitude, latitude) {
  const sine = Math.sin(radians(within(latitude, -MOST_NORTH, MOST_NORTH)));
  return [(longitude + 180) / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

// How long so many kilometres are in that square, at a latitude.
function measure(km, latitude) {
  return km / (KM_AROUND * Math.cos(radians(within(latitude, -MOST_NORTH, MOST_NORTH))));
}
