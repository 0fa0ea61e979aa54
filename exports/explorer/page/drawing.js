// What is seen: a scene is chosen for the camera (never everything at once), then painted, on the canvas or as SVG.

const shapes = Object.fromEntries(Object.entries(OUTLINES).map(([kind, d]) => [kind, new Path2D(d)]));
// How much is drawn: of the nodes in view the best supported as marks, of others a dot, and lines between them.
const RESTING = { marks: 1500, dots: 5000, lines: 1400, labels: 170 };
const MOVING = { marks: 420, dots: 2600, lines: 320, labels: 80 };
const PROMINENT = 160; // bodies, people and others that are more than a dot from any distance
let budget = RESTING;
let settling = 0;
let colours = {};
let scene = null;
const stamps = new Map(); // marks as pictures
const texts = new Map(); // labels as pictures

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(`--${name}`).trim();
  colours = Object.fromEntries(['paper', 'surface', 'ink', 'soft', 'line', 'accent', 'sans', 'land', 'shore'].map((name) => [name, value(name)]));
  for (const kind of Object.keys(OUTLINES)) colours[kind] = value(kind);
  stamps.clear();
  texts.clear();
  for (const family of FAMILIES) colours[`${family}-edge`] = value(`${family}-edge`);
}

// Parallel edges fan out; what leads away from home bends a little.
const BEND = (() => {
  const pairs = new Map();
  const key = (e) => Math.min(FROM[e], TO[e]) * N + Math.max(FROM[e], TO[e]);
  for (let e = 0; e < E; e++) pairs.set(key(e), (pairs.get(key(e)) ?? 0) + 1);
  const seen = new Map();
  const bend = new Float32Array(E);
  for (let e = 0; e < E; e++) {
    const count = pairs.get(key(e));
    const nth = seen.get(key(e)) ?? 0;
    seen.set(key(e), nth + 1);
    const home = HOME[FROM[e]] === TO[e] || HOME[TO[e]] === FROM[e];
    bend[e] = ((nth - (count - 1) / 2) * 0.22 + (home ? 0 : 0.13)) * (FROM[e] < TO[e] ? 1 : -1);
  }
  return bend;
})();

function lineOf(e) {
  const [x1, y1] = toScreen(X[FROM[e]], Y[FROM[e]]);
  const [x2, y2] = toScreen(X[TO[e]], Y[TO[e]]);
  const bend = BEND[e];
  return { e, x1, y1, x2, y2, cx: (x1 + x2) / 2 + (y2 - y1) * bend, cy: (y1 + y2) / 2 - (x2 - x1) * bend };
}

function pointOn({ x1, y1, x2, y2, cx, cy }, t) {
  const u = 1 - t;
  return [u * u * x1 + 2 * u * t * cx + t * t * x2, u * u * y1 + 2 * u * t * cy + t * t * y2];
}

// From afar nodes shrink less than the distances between them.
const radius = (i, lit, prominent) => Math.max(SIZE[i] * camera.scale * Math.min(1.9, Math.max(1, camera.scale ** -0.35)), lit ? 4.5 : prominent ? 2.6 : 0.7);

function chooseScene() {
  const [left, top] = toWorld(-30, -30);
  const [right, bottom] = toWorld(camera.width + 30, camera.height + 30);
  const { lit } = state;
  const found = nodesIn(left, top, right, bottom, budget.dots);
  const shown = new Set();
  const made = { islands: [], areas: [], lines: [], marks: [], dots: [], named: new Set() };
  shores.forEach(({ id, x, y, radius: r }, k) => {
    const [sx, sy] = toScreen(x, y);
    const sr = r * camera.scale;
    if (sx + sr < 0 || sy + sr < 0 || sx - sr > camera.width || sy - sr > camera.height) return;
    if (narrowed() && indexOf.has(id) && !NODE_SHOWN[indexOf.get(id)]) return;
    made.islands.push({ k, x: sx, y: sy, r: sr });
    if (indexOf.has(id) && camera.scale < 0.9) made.named.add(indexOf.get(id));
  });
  made.islands.sort((a, b) => b.r - a.r || a.k - b.k);
  let prominent = PROMINENT;
  const add = (i, isLit) => {
    const [x, y] = toScreen(X[i], Y[i]);
    shown.add(i);
    const stands = kindOf(i) !== 'place' && prominent-- > 0;
    made.marks.push({ i, x, y, r: radius(i, isLit, stands), lit: isLit, faded: Boolean(lit) && !isLit });
  };
  if (lit) for (const i of lit.nodes) if (NODE_SHOWN[i] && X[i] > left && X[i] < right && Y[i] > top && Y[i] < bottom && made.marks.length < RESTING.marks) add(i, true);
  for (const i of found) {
    if (shown.has(i)) continue;
    if (HOME[i] >= 0 && data.nodes.area[i]) areaOf(i, made);
    if (made.marks.length < budget.marks && (SIZE[i] * camera.scale > 0.9 || (prominent > 0 && kindOf(i) !== 'place'))) add(i, false);
    else { const [x, y] = toScreen(X[i], Y[i]); made.dots.push({ i, x, y }); }
  }
  made.marks.sort((a, b) => Number(b.lit) - Number(a.lit) || RANK[a.i] - RANK[b.i]);
  chooseLines(made, shown);
  made.labels = placeLabels(made);
  return made;
}

function areaOf(i, made) {
  const [left, top, extent] = data.nodes.area[i];
  const r = (extent - 4) * camera.scale;
  if (r < 9 || extent < SIZE[i] + 30) return;
  const [x, y] = toScreen(left, top);
  made.areas.push({ x, y, r });
}

function chooseLines(made, shown) {
  const { lit } = state;
  const taken = new Set();
  const add = (e, isLit) => {
    taken.add(e);
    const line = { ...lineOf(e), lit: isLit, faded: Boolean(lit) && !isLit };
    if (isLit || Math.hypot(line.x2 - line.x1, line.y2 - line.y1) > 5) made.lines.push(line);
  };
  if (lit) {
    for (const e of lit.edges) if (made.lines.length < RESTING.lines) add(e, true);
    if (made.marks.length > 700) return;
  }
  const all = E < 1500;
  let bridges = all ? 400 : camera.scale > 0.5 ? 200 : 0;
  const calm = !all && camera.scale < 0.32;
  for (const { i } of made.marks) {
    if (made.lines.length >= budget.lines) return;
    for (const e of incident(i)) {
      if (taken.has(e) || !EDGE_SHOWN[e] || !shown.has(other(e, i))) continue;
      if (ISLAND[FROM[e]] !== ISLAND[TO[e]] && bridges-- <= 0) continue;
      if (calm && HOME[FROM[e]] !== TO[e] && HOME[TO[e]] !== FROM[e]) continue;
      add(e, false);
    }
  }
}

// While the map moves less is drawn, so that it keeps up with the hand; a moment later all of it.
let drawnAt = '';
function drawFrame() {
  if (!camera.width) return;
  const at = `${camera.x} ${camera.y} ${camera.scale}`;
  budget = drawnAt && at !== drawnAt && N > 900 ? MOVING : RESTING;
  drawnAt = at;
  clearTimeout(settling);
  if (budget === MOVING) settling = setTimeout(redraw, 140);
  scene = chooseScene();
  const density = canvas.width / camera.width;
  const ctx = canvas.getContext('2d', { alpha: false });
  paint(ctx, density, scene);
}

function paint(ctx, density, made) {
  ctx.setTransform(density, 0, 0, density, 0, 0);
  ctx.globalAlpha = 1;
  ctx.fillStyle = colours.paper;
  ctx.fillRect(0, 0, camera.width, camera.height);
  paintLand(ctx, made);
  paintLines(ctx, made);
  paintDots(ctx, made);
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  for (const faded of [true, false]) for (let k = made.marks.length - 1; k >= 0; k--) if (made.marks[k].faded === faded) paintMark(ctx, made.marks[k], density);
  paintLabels(ctx, made, density);
}

function paintLand(ctx, { islands, areas }) {
  ctx.fillStyle = colours.land;
  ctx.strokeStyle = colours.shore;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (const { x, y, r } of islands) { ctx.moveTo(x + r, y); ctx.arc(x, y, r, 0, 2 * Math.PI); }
  ctx.fill();
  ctx.stroke();
  ctx.globalAlpha = 0.55;
  ctx.beginPath();
  for (const { x, y, r } of areas) { ctx.moveTo(x + r, y); ctx.arc(x, y, r, 0, 2 * Math.PI); }
  ctx.stroke();
  ctx.globalAlpha = 1;
}

// One stroke for all lines of a look: a canvas is quick with long paths and slow with many.
function paintLines(ctx, { lines }) {
  const looks = new Map();
  for (const line of lines) {
    const look = lookOf(line);
    const key = `${look.faded}|${look.width}|${look.colour}|${look.dashed}|${look.alpha}`;
    if (!looks.has(key)) looks.set(key, { ...look, lines: [] });
    looks.get(key).lines.push(line);
  }
  for (const look of [...looks.values()].sort((a, b) => a.width - b.width)) {
    ctx.globalAlpha = look.alpha;
    ctx.strokeStyle = look.colour;
    ctx.lineWidth = look.width;
    ctx.setLineDash(look.dashed ? [5, 4] : []);
    ctx.beginPath();
    for (const { x1, y1, x2, y2, cx, cy, e } of look.lines) {
      ctx.moveTo(x1, y1);
      if (BEND[e]) ctx.quadraticCurveTo(cx, cy, x2, y2);
      else ctx.lineTo(x2, y2);
    }
    ctx.stroke();
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

function lookOf({ e, lit, faded }) {
  const chosen = state.selected?.edge === e || state.hoveredEdge === e;
  const within = FAMILY[e] === WITHIN;
  const colour = chosen || (lit && state.selected?.path) ? colours.accent : colours[`${familyOf(e)}-edge`] || colours['within-edge'];
  return {
    colour, faded, width: chosen ? 3 : lit ? (within ? 1.2 : 1.9) : within ? 0.9 : camera.scale < 0.35 ? 0.9 : 1.3,
    dashed: statusOf(e) === 'former' && (lit || camera.scale > 0.6), alpha: faded ? 0.16 : lit || chosen ? 1 : ISLAND[FROM[e]] !== ISLAND[TO[e]] ? 0.55 : 0.9,
  };
}

function paintDots(ctx, { dots }) {
  const size = Math.max(1.4, Math.min(3, 8 * camera.scale));
  ctx.globalAlpha = state.lit ? 0.14 : 0.75;
  for (const [k, kind] of data.kinds.entries()) {
    ctx.fillStyle = colours[kind];
    ctx.beginPath();
    for (const { i, x, y } of dots) if (KIND[i] === k) ctx.rect(x - size / 2, y - size / 2, size, size);
    ctx.fill();
  }
  ctx.globalAlpha = 1;
}

// A mark is drawn once for its kind and size and stamped from then on: many times quicker than its outline.
function stampOf(kind, r, density) {
  const size = Math.round(r * 2) / 2;
  const key = `${kind}|${size}|${density}`;
  if (!stamps.has(key)) {
    const half = Math.ceil((size * 1.3 + 2) * density);
    const board = new OffscreenCanvas(2 * half, 2 * half);
    const ctx = board.getContext('2d');
    ctx.setTransform(density * size, 0, 0, density * size, half, half);
    if (size > 4) {
      ctx.lineWidth = 2.6 / size;
      ctx.strokeStyle = colours.land;
      ctx.stroke(shapes[kind]);
      ctx.fillStyle = colours.surface;
      ctx.fill(shapes[kind]);
    }
    ctx.fillStyle = colours[kind];
    ctx.fill(shapes[kind], 'evenodd');
    if (stamps.size > 400) stamps.clear();
    stamps.set(key, { made: board.transferToImageBitmap(), half });
  }
  return stamps.get(key);
}

// Stamped on whole pixels, without a transform: the quickest there is.
function paintMark(ctx, { i, x, y, r, faded }, density) {
  const kind = kindOf(i);
  if (i === state.selected?.node || i === state.hovered) {
    ctx.globalAlpha = 1;
    ctx.beginPath();
    ctx.arc(x * density, y * density, (r + 5) * density, 0, 2 * Math.PI);
    ctx.strokeStyle = i === state.selected?.node ? colours.accent : colours[kind];
    ctx.lineWidth = (i === state.selected?.node ? 2.4 : 1.6) * density;
    ctx.stroke();
  }
  ctx.globalAlpha = faded ? 0.17 : 1;
  const { made, half } = stampOf(kind, r, density);
  ctx.drawImage(made, Math.round(x * density) - half, Math.round(y * density) - half);
}

// Text with its halo is the dearest thing to draw: it, too, is kept as a picture.
function textOf(box, density) {
  const colour = box.edge !== undefined || box.quiet ? colours.soft : colours.ink;
  const halo = box.island !== undefined ? colours.paper : colours.land;
  const key = `${density}|${box.px}|${box.bold}|${box.align}|${colour}|${halo}|${box.lines.join('\n')}`;
  if (!texts.has(key)) {
    const pad = Math.ceil(box.px * 0.35 * density);
    const [width, height] = [Math.ceil((box.right - box.left) * density) + 2 * pad, Math.ceil((box.bottom - box.top) * density) + 2 * pad];
    const board = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
    const ctx = board.getContext('2d');
    ctx.setTransform(density, 0, 0, density, pad, pad);
    Object.assign(ctx, { lineJoin: 'round', textBaseline: 'middle', textAlign: box.align, strokeStyle: halo, fillStyle: colour, lineWidth: box.px * 0.3 });
    ctx.font = `${box.bold ? 600 : 400} ${box.px}px ${colours.sans}`;
    const x = { center: (box.right - box.left) / 2, left: 0, right: box.right - box.left }[box.align];
    const leading = (box.bottom - box.top) / box.lines.length;
    box.lines.forEach((line, n) => { ctx.strokeText(line, x, (n + 0.5) * leading); ctx.fillText(line, x, (n + 0.5) * leading); });
    if (texts.size > 1500) texts.clear();
    texts.set(key, { made: board.transferToImageBitmap(), pad });
  }
  return texts.get(key);
}

function paintLabels(ctx, { labels }, density) {
  for (const box of labels) {
    const dim = state.lit && (box.island !== undefined || (box.node !== undefined && !state.lit.nodes.has(box.node) && box.node !== state.hovered));
    ctx.globalAlpha = dim ? 0.35 : 1;
    const { made, pad } = textOf(box, density);
    ctx.drawImage(made, Math.round(box.left * density) - pad, Math.round(box.top * density) - pad);
  }
  ctx.globalAlpha = 1;
}
