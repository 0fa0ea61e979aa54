// The camera: what part of the map is seen, and how it gets there. Nothing moves unless somebody asks for it.

const canvas = byId('map');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const narrow = matchMedia('(max-width: 720px)');
const camera = { x: 0, y: 0, scale: 1, width: 0, height: 0 };
const LEAST = 0.01;
const MOST = 6;
let flight = null;
let waiting = false;

// One frame at most for all that asks for one.
function redraw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame((now) => {
    waiting = false;
    if (flight) advance(now);
    drawFrame();
  });
}

function resize() {
  const { width, height } = canvas.getBoundingClientRect();
  const density = Math.min(2, devicePixelRatio || 1);
  Object.assign(camera, { width, height });
  canvas.width = Math.max(1, Math.round(width * density));
  canvas.height = Math.max(1, Math.round(height * density));
}

const toScreen = (x, y) => [(x - camera.x) * camera.scale + camera.width / 2, (y - camera.y) * camera.scale + camera.height / 2];
const toWorld = (x, y) => [(x - camera.width / 2) / camera.scale + camera.x, (y - camera.height / 2) / camera.scale + camera.y];
const clamped = (scale) => Math.min(MOST, Math.max(LEAST, scale));

function moveTo(target, fly) {
  const goal = { x: camera.x, y: camera.y, scale: camera.scale, ...target };
  goal.scale = clamped(goal.scale);
  if (!fly || still.matches) {
    flight = null;
    Object.assign(camera, goal);
  } else {
    flight = { from: { ...camera }, goal, start: null, length: 480 };
  }
  redraw();
}

function advance(now) {
  flight.start ??= now;
  const part = Math.min(1, (now - flight.start) / flight.length);
  const eased = part < 0.5 ? 4 * part ** 3 : 1 - (2 - 2 * part) ** 3 / 2;
  const { from, goal } = flight;
  const scale = from.scale * (goal.scale / from.scale) ** eased;
  // The way follows the zoom, so that near things are passed slowly and far ones at a distance.
  const way = Math.abs(goal.scale - from.scale) < 1e-9 ? eased : (1 / from.scale - 1 / scale) / (1 / from.scale - 1 / goal.scale);
  Object.assign(camera, { x: from.x + (goal.x - from.x) * way, y: from.y + (goal.y - from.y) * way, scale });
  if (part < 1) redraw();
  else flight = null;
}

function zoomAt(x, y, factor) {
  flight = null;
  const [wx, wy] = toWorld(x, y);
  camera.scale = clamped(camera.scale * factor);
  camera.x = wx - (x - camera.width / 2) / camera.scale;
  camera.y = wy - (y - camera.height / 2) / camera.scale;
  redraw();
}

// What filters and panel leave free of the canvas, in its own pixels.
function freeArea() {
  const area = { left: 12, top: 12, right: camera.width - 12, bottom: camera.height - 12 };
  if (!narrow.matches && byId('filters').open && camera.width > 900) area.left += byId('filters').offsetWidth + 10;
  if (!byId('panel').hidden && narrow.matches) area.bottom -= 0.58 * camera.height;
  else if (!byId('panel').hidden) area.right -= byId('panel').offsetWidth + 8;
  return area;
}

function fittingScale([left, top, right, bottom], { aside, above }) {
  const area = freeArea();
  return Math.min((area.right - area.left - 2 * aside) / Math.max(right - left, 1), (area.bottom - area.top - 2 * above) / Math.max(bottom - top, 1));
}

// Shows a box of the map as large as `most` allows; one that would be smaller than `least` is cut to its middle.
function showBox([left, top, right, bottom], { fly = true, least = LEAST, most = 1.6, aside = 40, above = 34, middle = null } = {}) {
  const area = freeArea();
  const fitting = fittingScale([left, top, right, bottom], { aside, above });
  const scale = clamped(Math.min(most, Math.max(least, fitting)));
  const [x, y] = fitting < least && middle ? middle : [(left + right) / 2, (top + bottom) / 2];
  moveTo({ scale, x: x + (camera.width - area.left - area.right) / 2 / scale, y: y + (camera.height - area.top - area.bottom) / 2 / scale }, fly);
}

function boxOf(ids) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of ids) {
    left = Math.min(left, X[i] - SIZE[i]); right = Math.max(right, X[i] + SIZE[i]);
    top = Math.min(top, Y[i] - SIZE[i]); bottom = Math.max(bottom, Y[i] + SIZE[i]);
  }
  return [left, top, right, bottom];
}

// The whole map, or what the filters leave of it.
function fit(fly) {
  const shown = [];
  for (let i = 0; i < N; i++) if (NODE_SHOWN[i] && (state.island < 0 || ISLAND[i] === state.island)) shown.push(i);
  if (!shown.length) return;
  const box = boxOf(shown);
  if (!narrowed() && !state.hiddenKinds.size) {
    for (const { x, y, radius } of shores) [box[0], box[1], box[2], box[3]] = [Math.min(box[0], x - radius), Math.min(box[1], y - radius), Math.max(box[2], x + radius), Math.max(box[3], y + radius)];
  }
  showBox(box, { fly, most: 1.5, aside: narrowed() ? 60 : 8, above: 26 });
}

// A node with all that is lit where that can be seen together, else with what is on its island, or at home with it. A path is always shown whole.
function flyTo(ids, centre, { fly = true, whole = false } = {}) {
  const about = { fly, least: whole ? LEAST : N < 1500 ? 0.11 : 0.4, most: 1.3, aside: narrow.matches ? 40 : 90, above: 56 };
  const near = ids.filter((i) => ISLAND[i] === ISLAND[centre]);
  const kin = near.filter((i) => i === centre || HOME[i] === centre || HOME[centre] === i);
  const seen = [ids, near, kin].find((group) => fittingScale(boxOf(group), about) >= about.least);
  showBox(boxOf(seen ?? kin), { ...about, middle: [X[centre], Y[centre]] });
}

// Nodes by the square they stand in, the best supported of each square first.
const SQUARE = 160;
const squares = (() => {
  const [left, top, right, bottom] = N ? boxOf(order) : [0, 0, 1, 1];
  const columns = Math.max(1, Math.ceil((right - left) / SQUARE) + 1);
  const rows = Math.max(1, Math.ceil((bottom - top) / SQUARE) + 1);
  const at = (x, y) => Math.floor((y - top) / SQUARE) * columns + Math.floor((x - left) / SQUARE);
  const starts = new Int32Array(columns * rows + 1);
  for (let i = 0; i < N; i++) starts[at(X[i], Y[i]) + 1]++;
  for (let k = 0; k < columns * rows; k++) starts[k + 1] += starts[k];
  const members = new Int32Array(N);
  const next = starts.slice(0, -1);
  for (const i of order) members[next[at(X[i], Y[i])]++] = i;
  return { left, top, columns, rows, starts, members };
})();

// The best supported nodes in a box of the map, at most so many, best first.
function nodesIn(left, top, right, bottom, most) {
  const { columns, rows, starts, members } = squares;
  const first = Math.max(0, Math.floor((left - squares.left) / SQUARE));
  const last = Math.min(columns - 1, Math.floor((right - squares.left) / SQUARE));
  const upper = Math.max(0, Math.floor((top - squares.top) / SQUARE));
  const lower = Math.min(rows - 1, Math.floor((bottom - squares.top) / SQUARE));
  const inside = (i) => NODE_SHOWN[i] && X[i] >= left && X[i] <= right && Y[i] >= top && Y[i] <= bottom;
  const found = [];
  if ((last - first + 1) * (lower - upper + 1) > 0.3 * columns * rows) {
    for (let k = 0; k < N && found.length < most; k++) if (inside(order[k])) found.push(order[k]);
    return found;
  }
  for (let row = upper; row <= lower; row++) {
    for (let column = first; column <= last; column++) {
      const k = row * columns + column;
      for (let at = starts[k]; at < starts[k + 1]; at++) if (inside(members[at])) found.push(RANK[members[at]]);
    }
  }
  const ranks = Int32Array.from(found).sort();
  return Array.from(ranks.subarray(0, most), (rank) => order[rank]);
}
