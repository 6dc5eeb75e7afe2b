// A sign for each type of event: shape and colour both tell it, so that either alone is enough.

// Colours that people with any colour vision tell apart (Okabe and Ito).
const LOOKS = [
  ["circle", "#0072b2"],
  ["square", "#d55e00"],
  ["triangle", "#009e73"],
  ["diamond", "#cc79a7"],
  ["cross", "#e69f00"],
  ["star", "#56b4e9"],
];
const SEVERAL = ["ring", "#1a1a1a"];
const UNKNOWN = ["bar", "#666666"];

const CORNERS = {
  square: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
  triangle: [[0, -1.1], [1.05, 0.8], [-1.05, 0.8]],
  diamond: [[0, -1.2], [0.95, 0], [0, 1.2], [-0.95, 0]],
  cross: [[-0.4, -1], [0.4, -1], [0.4, -0.4], [1, -0.4], [1, 0.4], [0.4, 0.4], [0.4, 1], [-0.4, 1], [-0.4, 0.4], [-1, 0.4], [-1, -0.4], [-0.4, -0.4]],
  star: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((point) => {
    const angle = (point * Math.PI) / 5;
    const length = point % 2 ? 0.5 : 1.2;
    return [length * Math.sin(angle), -length * Math.cos(angle)];
  }),
  bar: [[-1, -0.45], [1, -0.45], [1, 0.45], [-1, 0.45]],
};

function traceGlyph(context, shape, x, y, size) {
  context.beginPath();
  if (shape in CORNERS) {
    for (const [right, down] of CORNERS[shape]) context.lineTo(x + right * size, y + down * size);
    context.closePath();
  } else {
    context.arc(x, y, size, 0, 2 * Math.PI);
    if (shape === "ring") context.arc(x, y, size / 2.2, 0, 2 * Math.PI, true);
  }
}

// A canvas with one sign in its middle, to be stamped many times.
function makeGlyph([shape, colour], size) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.ceil(size * 3);
  const context = canvas.getContext("2d");
  traceGlyph(context, shape, canvas.width / 2, canvas.height / 2, size);
  context.fillStyle = colour;
  context.fill();
  context.lineWidth = size / 5;
  context.strokeStyle = "#ffffff";
  context.stroke();
  return canvas;
}
