// The events on the canvas: a disc as wide as the place is uncertain, a sign for the type, a number where there are more.

const SIGN = 6;
const FAR_OFF = 100; // kilometres: from here on a sign is faint
const DISC = "#1a1a1a";

class Painter {
  constructor(canvas, basemap, looks) {
    Object.assign(this, { canvas, basemap, looks, glyphs: new Map() });
    this.context = canvas.getContext("2d");
  }

  paint(view, spots) {
    const sharpness = window.devicePixelRatio || 1;
    this.canvas.width = view.width * sharpness;
    this.canvas.height = view.height * sharpness;
    this.context.setTransform(sharpness, 0, 0, sharpness, 0, 0);
    this.basemap.draw(this.context, view);
    const seen = spots.filter((spot) => spot.shown.length > 0 && isSeen(spot, view));
    for (const spot of seen) this.drawDisc(view, spot);
    for (const spot of seen) this.drawSign(view, spot, sharpness);
    if (this.canvas.matches(":focus-visible")) this.markMiddle(view);
  }

  drawDisc(view, { x, y, km, length }) {
    const radius = length * view.scale;
    if (radius < SIGN) return;
    this.context.beginPath();
    this.context.arc(...view.place(x, y), radius, 0, 2 * Math.PI);
    this.context.fillStyle = this.context.strokeStyle = DISC;
    this.context.globalAlpha = faintness(km);
    this.context.fill();
    this.context.globalAlpha = 0.35;
    this.context.setLineDash(km >= FAR_OFF ? [4, 6] : []);
    this.context.stroke();
    this.context.setLineDash([]);
    this.context.globalAlpha = 1;
  }

  drawSign(view, { x, y, km, shown }, sharpness) {
    const [right, down] = view.place(x, y);
    const glyph = this.glyphOf(shown, sharpness);
    const side = glyph.width / sharpness;
    this.context.globalAlpha = km >= FAR_OFF ? 0.6 : 1;
    this.context.drawImage(glyph, right - side / 2, down - side / 2, side, side);
    this.context.globalAlpha = 1;
    if (shown.length > 1) this.number(shown.length, right + SIGN + 2, down + 4);
  }

  glyphOf(events, sharpness) {
    const isOne = events.every((event) => event.type === events[0].type);
    const key = `${isOne ? events[0].type : "several types"} ${sharpness}`;
    if (!this.glyphs.has(key)) {
      this.glyphs.set(key, makeGlyph(isOne ? this.looks.get(events[0].type) : SEVERAL, SIGN * sharpness));
    }
    return this.glyphs.get(key);
  }

  number(many, x, y) {
    this.context.font = "bold 11px system-ui, sans-serif";
    this.context.textAlign = "left";
    this.context.lineWidth = 3;
    this.context.strokeStyle = "#ffffff";
    this.context.strokeText(many, x, y);
    this.context.fillStyle = DISC;
    this.context.fillText(many, x, y);
  }

  markMiddle({ width, height }) {
    this.context.beginPath();
    this.context.strokeStyle = DISC;
    this.context.lineWidth = 1;
    for (const [right, down] of [[10, 0], [0, 10]]) {
      this.context.moveTo(width / 2 - right, height / 2 - down);
      this.context.lineTo(width / 2 + right, height / 2 + down);
    }
    this.context.stroke();
  }
}

const faintness = (km) => within(6 / Math.max(km, 1), 0.04, 0.2);

function isSeen(spot, view) {
  const [right, down] = view.place(spot.x, spot.y);
  const margin = Math.max(spot.length * view.scale, 3 * SIGN);
  return right > -margin && right < view.width + margin && down > -margin && down < view.height + margin;
}

// The events of the spots within so many pixels of a point of the canvas, the nearest first.
function findNear(spots, view, point, pixels) {
  return spots
    .filter((spot) => spot.shown.length > 0)
    .map((spot) => [distance(view.place(spot.x, spot.y), point), spot])
    .filter(([away]) => away <= pixels)
    .sort(([one], [other]) => one - other)
    .flatMap(([, spot]) => spot.shown);
}
