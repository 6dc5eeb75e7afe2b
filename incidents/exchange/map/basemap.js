// Outlines of countries and their names, under the events.

const LAND = "#f7f5ef";
const BORDER = "#8a8a8a";
const NAME = "#5a5a5a";

class Basemap {
  constructor(rows, names) {
    this.countries = rows.map(([code, longitude, latitude, rings]) => {
      const outlines = rings.map(unroll);
      const [middleX, middleY] = project(longitude, latitude);
      return { name: names[code] ?? "", middleX, middleY, width: widthOf(outlines[0]), path: trace(outlines) };
    });
  }

  draw(context, view) {
    context.save();
    context.transform(view.scale, 0, 0, view.scale, view.left, view.top);
    context.lineWidth = 0.8 / view.scale;
    context.fillStyle = LAND;
    context.strokeStyle = BORDER;
    for (const { path } of this.countries) {
      context.fill(path, "evenodd");
      context.stroke(path);
    }
    context.restore();
    this.write(context, view);
  }

  // A name is written where its country is wide enough for it.
  write(context, view) {
    context.font = "12px system-ui, sans-serif";
    context.textAlign = "center";
    context.fillStyle = NAME;
    for (const { name, middleX, middleY, width } of this.countries) {
      if (width * view.scale > 7 * name.length) context.fillText(name, ...view.place(middleX, middleY));
    }
  }
}

// A ring is its first corner and the way from each to the next, in hundredths of a degree.
function unroll(steps) {
  const corners = [];
  let [longitude, latitude] = [0, 0];
  for (let at = 0; at < steps.length; at += 2) {
    longitude += steps[at];
    latitude += steps[at + 1];
    corners.push(project(longitude / 100, latitude / 100));
  }
  return corners;
}

function widthOf(corners) {
  const across = corners.map(([x]) => x);
  return Math.max(...across) - Math.min(...across);
}

function trace(outlines) {
  const path = new Path2D();
  for (const corners of outlines) {
    corners.forEach(([x, y], at) => (at ? path.lineTo(x, y) : path.moveTo(x, y)));
    path.closePath();
  }
  return path;
}
