// Which part of the world the canvas shows: moved and scaled by mouse, fingers, buttons and keys.

const STEP = 60;
const FACTOR = 1.5;
const CLOSEST = 2 ** 22;

class View {
  constructor(canvas, onChange) {
    Object.assign(this, { canvas, onChange, scale: 1, left: 0, top: 0, touches: new Map(), dragged: 0 });
    canvas.addEventListener("pointerdown", (event) => this.touch(event));
    canvas.addEventListener("pointermove", (event) => this.drag(event));
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, (event) => this.touches.delete(event.pointerId));
    }
    canvas.addEventListener("wheel", (event) => this.roll(event), { passive: false });
    canvas.addEventListener("keydown", (event) => this.press(event));
  }

  get width() {
    return this.canvas.clientWidth;
  }

  get height() {
    return this.canvas.clientHeight;
  }

  // Where a point of the square stands on the canvas, in pixels.
  place(x, y) {
    return [x * this.scale + this.left, y * this.scale + this.top];
  }

  move(right, down) {
    this.left += right;
    this.top += down;
    this.onChange();
  }

  // Scales around a point of the canvas, which stays where it is.
  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const scale = within(this.scale * factor, Math.min(this.width, this.height) / 2, CLOSEST);
    this.left = x - ((x - this.left) * scale) / this.scale;
    this.top = y - ((y - this.top) * scale) / this.scale;
    this.scale = scale;
    this.onChange();
  }

  centre(x, y) {
    this.left = this.width / 2 - x * this.scale;
    this.top = this.height / 2 - y * this.scale;
    this.onChange();
  }

  // Shows all of the spots, with a margin; the whole world where there is none.
  fit(spots) {
    const [west, east] = span(spots.map((spot) => spot.x));
    const [north, south] = span(spots.map((spot) => spot.y));
    const room = 0.85 * Math.min(this.width / Math.max(east - west, 0.002), this.height / Math.max(south - north, 0.002));
    this.scale = Math.max(1, room);
    this.centre((west + east) / 2, (north + south) / 2);
  }

  touch(event) {
    this.canvas.setPointerCapture(event.pointerId);
    this.dragged = 0;
    this.touches.set(event.pointerId, [event.offsetX, event.offsetY]);
  }

  // One finger moves the map, two move and scale it.
  drag(event) {
    const before = this.touches.get(event.pointerId);
    if (before === undefined) return;
    const now = [event.offsetX, event.offsetY];
    this.touches.set(event.pointerId, now);
    this.dragged += distance(before, now);
    const other = [...this.touches].find(([pointer]) => pointer !== event.pointerId)?.[1];
    if (other === undefined) this.move(now[0] - before[0], now[1] - before[1]);
    else this.zoom(distance(now, other) / Math.max(1, distance(before, other)), ...other);
  }

  roll(event) {
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? FACTOR ** 0.5 : FACTOR ** -0.5, event.offsetX, event.offsetY);
  }

  press(event) {
    const moves = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };
    if (event.key in moves) this.move(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") this.zoom(FACTOR);
    else if (event.key === "-") this.zoom(1 / FACTOR);
    else return;
    event.preventDefault();
  }
}

const distance = ([x, y], [otherX, otherY]) => Math.hypot(x - otherX, y - otherY);

// The ends of a list of any length: spreading fifty thousand numbers into a call would overflow.
function span(numbers) {
  if (numbers.length === 0) return [0, 1];
  return [numbers.reduce((one, other) => Math.min(one, other)), numbers.reduce((one, other) => Math.max(one, other))];
}
