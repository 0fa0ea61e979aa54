// Labels as on a map: always of readable size, never on top of each other, the best known first.

const labels = { boxes: [], key: '', version: 0 };
const widths = new Map();
const ranked = [...data.nodes].sort((a, b) => b.size - a.size || b.weight - a.weight || (a.id < b.id ? -1 : 1));
const rank = new Map(ranked.map((node, i) => [node.id, i]));
const LEADING = 1.22;

function widthOf(ctx, line, bold) {
  const key = bold ? `b${line}` : line;
  if (!widths.has(key)) {
    ctx.font = `${bold ? 600 : 400} 100px ${colours.sans}`;
    widths.set(key, ctx.measureText(line).width / 100);
  }
  return widths.get(key);
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
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push(box);
    }
  }
  free(box, apart) {
    for (const cell of this.around(box)) {
      for (const put of this.cells.get(cell) ?? []) {
        if (put.id !== apart && put.left < box.right && put.right > box.left && put.top < box.bottom && put.bottom > box.top) return false;
      }
    }
    return true;
  }
}

// Boxes in screen units: world coordinates times scale.
function placeLabels(ctx, scale) {
  const px = Math.min(22, 12.5 * Math.max(1, scale ** 0.8));
  const taken = new Grid();
  const dots = new Grid();
  const spots = new Map();
  const boxes = [];
  for (const node of ranked) {
    if (nodeHidden(node)) continue;
    const at = network.body.nodes[node.id];
    const spot = { x: at.x * scale, y: at.y * scale, r: node.size * scale * swell() };
    spots.set(node.id, spot);
    dots.add({ id: node.id, left: spot.x - spot.r, right: spot.x + spot.r, top: spot.y - spot.r, bottom: spot.y + spot.r });
  }
  const first = [state.hovered, state.selected].filter((id) => nodes.has(id)).map((id) => nodes.get(id));
  const lit = state.lit ? ranked.filter((node) => state.lit.nodes.has(node.id)) : [];
  const done = new Set();
  for (const node of [...first, ...lit, ...ranked]) {
    if (done.has(node.id) || !spots.has(node.id)) continue;
    done.add(node.id);
    const spot = spots.get(node.id);
    const must = first.includes(node);
    const bold = node.id === state.selected || node.size >= 13.5;
    const width = Math.max(...node.lines.map((line) => widthOf(ctx, line, bold))) * px;
    const height = node.lines.length * px * LEADING;
    const [near, far, above] = [spot.x + spot.r * 0.5 + 2, spot.x - spot.r * 0.5 - 2 - width, spot.y - spot.r - 4 - height];
    const below = spot.y + spot.r + 3;
    const tries = [['center', spot.x - width / 2, below + 1], ['left', spot.x + spot.r + 5, spot.y - height / 2],
      ['right', spot.x - spot.r - 5 - width, spot.y - height / 2], ['center', spot.x - width / 2, above],
      ['left', near, below], ['right', far, below], ['left', near, above], ['right', far, above]].slice(0, data.nodes.length > 600 ? 4 : 8);
    const made = tries.map(([align, left, top]) => ({ id: node.id, align, left, top, right: left + width, bottom: top + height, px, bold, lines: node.lines }));
    const padded = (box) => ({ left: box.left - 3, right: box.right + 3, top: box.top - 1, bottom: box.bottom + 1 });
    const prominent = rank.get(node.id) < (narrow.matches ? 6 : Math.max(14, data.nodes.length / 50)) || (lit.length < 40 && state.lit?.nodes.has(node.id));
    const put = made.find((box) => taken.free(padded(box)) && dots.free(box, node.id))
      ?? (prominent ? made.find((box) => taken.free(padded(box))) : undefined) ?? (must ? made[0] : undefined);
    if (!put) continue;
    taken.add(put);
    boxes.push(put);
  }
  placeEdgeLabels(ctx, scale, taken, dots, boxes);
  return boxes;
}

// Names of relations: those of what is selected or under the pointer; of all when seen from near.
function placeEdgeLabels(ctx, scale, taken, dots, boxes) {
  const px = Math.min(17, 11 * Math.max(1, scale ** 0.6));
  const near = scale > 1.05;
  for (const edge of data.edges) {
    const pointed = edge.id === state.hovered || edge.id === state.selected;
    const asked = pointed || (state.lit?.edges.has(edge.id) ?? near);
    if (!asked || edgeHidden(edge) || (edge.family === 'within' && !pointed)) continue;
    const drawn = network.body.edges[edge.id]?.edgeType;
    if (!drawn?.fromPoint) continue;
    const line = edgeName(edge);
    const width = widthOf(ctx, line, false) * px;
    for (const part of [0.5, 0.4, 0.6, 0.3, 0.7]) {
      const at = drawn.getPoint(part);
      const box = { id: edge.id, edge: true, align: 'center', left: at.x * scale - width / 2, right: at.x * scale + width / 2, top: at.y * scale - px * 0.6, bottom: at.y * scale + px * 0.6, px, lines: [line] };
      if (!pointed && !(taken.free(box) && dots.free(box))) continue;
      taken.add(box);
      boxes.push(box);
      break;
    }
  }
}

function drawLabels(ctx) {
  const scale = network.getScale();
  const key = `${scale} ${labels.version} ${state.selected} ${state.hovered} ${language} ${[...state.hiddenKinds]} ${[...state.hiddenFamilies]}`;
  if (key !== labels.key) {
    labels.boxes = placeLabels(ctx, scale);
    labels.key = key;
  }
  ctx.save();
  ctx.scale(1 / scale, 1 / scale);
  ctx.lineJoin = 'round';
  ctx.textBaseline = 'middle';
  for (const box of labels.boxes) {
    const lit = !state.lit || (box.edge ? state.lit.edges : state.lit.nodes).has(box.id) || box.id === state.hovered;
    ctx.globalAlpha = lit ? 1 : 0.22;
    ctx.font = `${box.bold ? 600 : 400} ${box.px}px ${colours.sans}`;
    ctx.textAlign = box.align;
    ctx.strokeStyle = colours.paper;
    ctx.lineWidth = box.px * 0.3;
    ctx.fillStyle = box.edge ? colours.soft : colours.ink;
    const x = box.align === 'center' ? (box.left + box.right) / 2 : box.align === 'left' ? box.left : box.right;
    box.lines.forEach((line, i) => {
      const y = box.top + (i + 0.5) * ((box.bottom - box.top) / box.lines.length);
      ctx.strokeText(line, x, y);
      ctx.fillText(line, x, y);
    });
  }
  ctx.restore();
}

function labelAt(pointer) {
  const at = network.DOMtoCanvas(pointer);
  const scale = network.getScale();
  const [x, y] = [at.x * scale, at.y * scale];
  return labels.boxes.find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)?.id ?? null;
}

network.on('afterDrawing', drawLabels);
network.on('dragging', (event) => { if (event.nodes.length) labels.version += 1; });
