// Labels as on a map: always of readable size, never on top of each other, the best known first.

const widths = new Map();
const wrapped = new Map();
const LEADING = 1.22;
const LINE = 20;
const pen = document.createElement('canvas').getContext('2d');

function widthOf(line, bold) {
  const key = bold ? `b${line}` : line;
  if (!widths.has(key)) {
    pen.font = `${bold ? 600 : 400} 100px ${colours.sans}`;
    widths.set(key, pen.measureText(line).width / 100);
  }
  return widths.get(key);
}

// Up to three lines of about equal length.
function linesOf(i) {
  if (wrapped.has(i)) return wrapped.get(i);
  const plain = shortened(harmless(label(i)).replace(/\s+/g, ' ').trim() || data.nodes.id[i], 3 * LINE);
  const parts = plain.split(' ').flatMap((part) => part.match(new RegExp(`.{1,${LINE}}`, 'gsu')) ?? []);
  const wide = Math.max(Math.ceil(plain.length / Math.ceil(plain.length / LINE)) + 1, ...parts.map((part) => part.length));
  const lines = [''];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last && last.length + 1 + part.length > wide && lines.length < 3) lines.push(part);
    else lines[lines.length - 1] = last ? `${last} ${part}` : part;
  }
  const kept = lines.map((line) => shortened(line, LINE + 6));
  wrapped.set(i, kept);
  return kept;
}

class Grid {
  constructor() { this.cells = new Map(); }

  * around(box) {
    for (let i = Math.floor(box.left / 80); i <= Math.floor(box.right / 80); i++) {
      for (let j = Math.floor(box.top / 80); j <= Math.floor(box.bottom / 80); j++) yield i * 65536 + j;
    }
  }

  add(box) {
    for (const cell of this.around(box)) {
      const there = this.cells.get(cell);
      if (there) there.push(box);
      else this.cells.set(cell, [box]);
    }
  }

  free(box, apart, alike = () => true) {
    for (const cell of this.around(box)) {
      for (const put of this.cells.get(cell) ?? []) {
        if (put.of !== apart && alike(put) && put.left < box.right && put.right > box.left && put.top < box.bottom && put.bottom > box.top) return false;
      }
    }
    return true;
  }
}

const padded = (box) => ({ left: box.left - 4, right: box.right + 4, top: box.top - 2, bottom: box.bottom + 2 });

// What lies over the map: a label half under the panel says nothing. The panel grows while its facts are read.
function covers() {
  const frame = canvas.getBoundingClientRect();
  return ['filters', 'panel', 'notice', 'zoom'].map(byId).filter((one) => !one.hidden).map((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const grows = one.id === 'panel';
    return { of: one.id, left: left - frame.left, right: right - frame.left, top: (grows && narrow.matches ? Math.min(top - frame.top, 0.42 * camera.height) : top - frame.top), bottom: grows ? camera.height : bottom - frame.top };
  });
}

// Boxes on the screen for islands, nodes and the relations of what is lit.
function placeLabels(scene) {
  const taken = new Grid();
  const dots = new Grid();
  const boxes = [];
  const frame = { left: 2, top: 2, right: camera.width - 2, bottom: camera.height - 2 };
  const inside = (box) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
  for (const one of scene.marks) if (one.r > 3) dots.add({ of: one.i, lit: one.lit, left: one.x - one.r, right: one.x + one.r, top: one.y - one.r, bottom: one.y + one.r });
  for (const box of covers()) taken.add(box);
  const must = new Set([state.hovered, state.selected?.node, state.selected?.path?.from, state.selected?.path?.to].filter((i) => i !== undefined && i !== null));
  const first = scene.marks.filter((one) => must.has(one.i));
  for (const one of first) taken.add({ of: one.i, left: one.x - one.r - 5, right: one.x + one.r + 5, top: one.y - one.r - 5, bottom: one.y + one.r + 5 });
  for (const one of first) placeNode(one, true, { taken, dots, boxes, inside });
  if (state.lit) for (const one of scene.marks) if (one.lit && !must.has(one.i)) placeNode(one, false, { taken, dots, boxes, inside });
  placeIslands(scene, { taken, boxes, inside });
  placeRelations(scene, { taken, dots, boxes, inside });
  const few = state.lit && state.lit.nodes.size > 1;
  let left = few ? 0 : narrow.matches ? 40 : budget.labels;
  for (const one of scene.marks) {
    if (left <= 0) break;
    if (one.lit || must.has(one.i) || scene.named.has(one.i)) continue;
    if (one.r < 2.5 && scene.marks.length > 400) continue;
    left -= placeNode(one, false, { taken, dots, boxes, inside }) ? 1 : 0.25;
  }
  return boxes;
}

function placeNode(one, must, { taken, dots, boxes, inside }) {
  const px = Math.round(2 * Math.min(20, 12.5 * Math.max(1, camera.scale ** 0.45))) / 2;
  const bold = one.i === state.selected?.node || SIZE[one.i] > 20;
  const lines = linesOf(one.i);
  const width = Math.max(...lines.map((line) => widthOf(line, bold))) * px;
  const height = lines.length * px * LEADING;
  const { x, y, r } = one;
  const tries = [['center', x - width / 2, y + r + 3], ['left', x + r + 5, y - height / 2], ['right', x - r - 5 - width, y - height / 2],
    ['center', x - width / 2, y - r - 4 - height], ['left', x + r * 0.5 + 2, y + r + 3], ['right', x - r * 0.5 - 2 - width, y + r + 3]];
  const made = tries.map(([align, left, top]) => ({ of: one.i, node: one.i, align, left, top, right: left + width, bottom: top + height, px, bold, lines }));
  const open = made.filter((box) => inside(box) && taken.free(padded(box), one.i));
  let put = open.find((box) => dots.free(box, one.i));
  if (!put && (must || (one.lit && state.lit.nodes.size < 30))) put = open.find((box) => dots.free(box, one.i, (dot) => dot.lit));
  if (!put && must) put = open[0] ?? made.find(inside) ?? made[0];
  if (!put) return false;
  taken.add(put);
  boxes.push(put);
  return true;
}

// The name of an island stands at its upper shore.
function placeIslands(scene, { taken, boxes, inside }) {
  for (const { k, x, y, r } of scene.islands) {
    if (r < 13 || r > 1.1 * camera.width) continue;
    const px = r > 90 ? 15 : r > 45 ? 13 : 11.5;
    const line = shortened(harmless(islandName(k)), 40);
    const width = widthOf(line, true) * px;
    const tops = r > 60 ? [y - r - px * 0.6, y - r + 6, y + r - px * 0.6] : [y - r - px * 1.25, y + r + 2, y - px * 0.6];
    for (const top of tops) {
      const box = { of: `island-${k}`, island: k, align: 'center', left: x - width / 2, right: x + width / 2, top, bottom: top + px * LEADING, px, bold: true, quiet: r <= 90, lines: [line] };
      if (!inside(box) || !taken.free(padded(box))) continue;
      taken.add(box);
      boxes.push(box);
      break;
    }
  }
}

// Names of relations: those of what is selected or under the pointer, where few are lit; of all when seen from near.
function placeRelations(scene, { taken, dots, boxes, inside }) {
  const px = 11.5;
  const near = camera.scale > 1 && scene.lines.length < 60;
  const few = state.lit && state.lit.edges.size <= 40;
  for (const one of scene.lines) {
    const pointed = state.selected?.edge === one.e;
    if (!pointed && ((FAMILY[one.e] === WITHIN && !state.selected?.path) || !(one.lit ? few : near && !state.lit))) continue;
    const line = shortened(harmless(edgeName(one.e)), 34);
    const width = widthOf(line, false) * px;
    if (!pointed && Math.hypot(one.x2 - one.x1, one.y2 - one.y1) < width * 0.8) continue;
    for (const part of [0.5, 0.4, 0.6, 0.3, 0.7]) {
      const [x, y] = pointOn(one, part);
      const box = { of: edgeId(one.e), edge: one.e, align: 'center', left: x - width / 2, right: x + width / 2, top: y - px * 0.62, bottom: y + px * 0.62, px, lines: [line] };
      if (!pointed && !(inside(box) && taken.free(padded(box)) && dots.free(box))) continue;
      taken.add(box);
      boxes.push(box);
      break;
    }
  }
}
