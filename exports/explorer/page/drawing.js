// The canvas: vis-network draws edges and finds what is under the pointer; nodes are drawn from our outlines.

const paths = Object.fromEntries(Object.entries(OUTLINES).map(([kind, d]) => [kind, new Path2D(d)]));
const still = matchMedia('(prefers-reduced-motion: reduce)');
const narrow = matchMedia('(max-width: 720px)');
const coarse = matchMedia('(pointer: coarse)');
let colours = {};

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(`--${name}`).trim();
  colours = { paper: value('paper'), ink: value('ink'), soft: value('soft'), accent: value('accent'), sans: value('sans') };
  for (const kind of Object.keys(OUTLINES)) colours[kind] = value(kind);
  for (const family of FAMILIES) colours[`${family}-edge`] = value(`${family}-edge`);
}

// From afar nodes shrink less than the distances between them.
const swell = () => Math.min(2.2, Math.max(1, network.getScale() ** (data.nodes.length > 600 ? -0.2 : -0.5)));

function drawNode({ ctx, id, x, y }) {
  const node = nodes.get(id);
  const size = node.size * swell();
  return {
    drawNode() {
      Object.assign(network.body.nodes[id].shape, { left: x - size, top: y - size, width: 2 * size, height: 2 * size });
      ctx.globalAlpha = state.lit && !state.lit.nodes.has(id) ? 0.16 : 1;
      if (id === state.selected || id === state.hovered) {
        ctx.beginPath();
        ctx.arc(x, y, size + 5.5, 0, 2 * Math.PI);
        ctx.strokeStyle = id === state.selected ? colours.accent : colours[node.kind];
        ctx.lineWidth = id === state.selected ? 2.4 : 1.6;
        ctx.stroke();
      }
      ctx.translate(x, y);
      ctx.scale(size, size);
      ctx.fillStyle = colours.paper;
      ctx.globalAlpha = 1;
      ctx.lineWidth = 3.4 / size;
      ctx.strokeStyle = colours.paper;
      ctx.stroke(paths[node.kind]);
      ctx.fill(paths[node.kind]);
      ctx.globalAlpha = state.lit && !state.lit.nodes.has(id) ? 0.16 : 1;
      ctx.fillStyle = colours[node.kind];
      ctx.fill(paths[node.kind], 'evenodd');
    },
  };
}

function edgeLook(edge) {
  const lit = !state.lit || state.lit.edges.has(edge.id);
  const chosen = edge.id === state.selected;
  const within = edge.family === 'within';
  const colour = chosen ? colours.accent : colours[`${edge.family}-edge`] || colours['within-edge'];
  return {
    id: edge.id, hidden: edgeHidden(edge),
    width: chosen ? 3 : within ? 1 : state.lit && lit ? 2 : 1.4,
    dashes: edge.status === 'former' ? [5, 5] : false,
    color: { color: colour, hover: chosen ? colour : colours.accent, highlight: colour, inherit: false, opacity: lit ? 1 : 0.14 },
  };
}

readColours();
// Drawings are wider than high; a phone held upright turns them.
if (innerHeight > 1.2 * innerWidth) {
  for (const node of data.nodes) [node.x, node.y] = [node.y, node.x];
}
const drawnEdges = new vis.DataSet(data.edges.map((edge) => ({ from: edge.from, to: edge.to, smooth: edge.smooth, ...edgeLook(edge) })));
const drawnNodes = new vis.DataSet(data.nodes.map((node) => ({ id: node.id, x: node.x, y: node.y, size: node.size, shape: 'custom', ctxRenderer: drawNode })));
const options = JSON.parse(data.options);
options.interaction.hideEdgesOnDrag = options.interaction.hideEdgesOnZoom = data.edges.length > 1500;
options.interaction.dragNodes = !coarse.matches;
const network = new vis.Network(byId('graph'), { nodes: drawnNodes, edges: drawnEdges }, options);

const looks = new Map();
function restyle() {
  state.lit = litBy(state.selected);
  const changed = [];
  for (const edge of data.edges) {
    const look = edgeLook(edge);
    const written = JSON.stringify(look);
    if (looks.get(edge.id) !== written) {
      looks.set(edge.id, written);
      changed.push(look);
    }
  }
  if (changed.length) drawnEdges.update(changed);
  network.redraw();
}

function rehide() {
  const changed = data.nodes.filter((node) => Boolean(drawnNodes.get(node.id).hidden) !== nodeHidden(node));
  if (changed.length) drawnNodes.update(changed.map((node) => ({ id: node.id, hidden: nodeHidden(node) })));
  restyle();
}

const motion = () => (still.matches ? false : { duration: 420, easingFunction: 'easeInOutCubic' });

// What legend and panel leave free of the canvas, in its own pixels.
function freeArea() {
  const { width, height } = byId('graph').getBoundingClientRect();
  const area = { left: 14, top: 12, right: width - 14, bottom: height - 12 };
  const panel = byId('panel');
  if (!narrow.matches && byId('legend').open && width > 900) area.left += byId('legend').offsetWidth + 12;
  if (!panel.hidden && narrow.matches) area.bottom -= panel.offsetHeight;
  else if (!panel.hidden) area.right -= panel.offsetWidth + 8;
  return { ...area, frame: { width, height } };
}

// Room around the outermost nodes for their labels, which are as large from afar as from near.
const [ASIDE, ABOVE, BELOW] = narrow.matches ? [46, 30, 46] : [104, 30, 50];

function show(ids, animation, least, most) {
  const at = ids.map((id) => network.getPosition(id));
  const [left, right] = [Math.min(...at.map((p) => p.x)), Math.max(...at.map((p) => p.x))];
  const [top, bottom] = [Math.min(...at.map((p) => p.y)), Math.max(...at.map((p) => p.y))];
  const area = freeArea();
  const [across, down] = [area.right - area.left - 2 * ASIDE, area.bottom - area.top - ABOVE - BELOW];
  const fitting = Math.min(across / Math.max(right - left, 1), down / Math.max(bottom - top, 1));
  const scale = Math.min(most, Math.max(least, fitting));
  const position = fitting >= least ? { x: (left + right) / 2, y: (top + bottom) / 2 } : at[0];
  const middle = { x: (area.left + area.right - area.frame.width) / 2, y: (area.top + area.bottom + ABOVE - BELOW - area.frame.height) / 2 };
  network.moveTo({ position, scale, offset: middle, animation });
}

// The node with its neighbours if they can be seen together, else the node alone.
function flyTo(id) {
  const edge = edges.get(id);
  const around = edge ? [edge.from, edge.to] : [id, ...litBy(id).nodes];
  show(around, motion(), 0.62, 1.3);
}

function fit(animation) {
  const shown = data.nodes.filter((node) => !nodeHidden(node)).map((node) => node.id);
  if (shown.length) show(shown, animation, 0.03, 1.25);
}

const zoom = (factor) => network.moveTo({ scale: Math.min(4, Math.max(0.03, network.getScale() * factor)), animation: still.matches ? false : { duration: 180, easingFunction: 'easeOutQuad' } });
network.on('zoom', () => {
  const scale = network.getScale();
  if (scale > 4 || scale < 0.03) network.moveTo({ scale: Math.min(4, Math.max(0.03, scale)) });
});
