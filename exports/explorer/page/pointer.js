// Mouse, touch and keys on the map: drag to pan, wheel and pinch to zoom, a click to choose.

const pointers = new Map();
let pressed = null;

function nodeAt(x, y) {
  let best = null;
  for (const one of scene?.marks ?? []) {
    const reach = Math.max(one.r + 3, 7);
    const away = Math.hypot(one.x - x, one.y - y);
    if (away < reach && (!best || (one.lit && !best.lit) || (one.lit === best.lit && away < best.away))) best = { i: one.i, lit: one.lit, away };
  }
  if (best) return best.i;
  return scene?.labels.find((box) => box.node !== undefined && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)?.node ?? null;
}

function edgeAt(x, y) {
  let best = null;
  for (const line of scene?.lines ?? []) {
    if (line.faded) continue;
    for (let part = 0.05; part < 1; part += 0.05) {
      const [px, py] = pointOn(line, part);
      const away = Math.hypot(px - x, py - y);
      if (away < 6 && (!best || away < best.away)) best = { e: line.e, away };
    }
  }
  if (best) return best.e;
  return scene?.labels.find((box) => box.edge !== undefined && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)?.edge ?? null;
}

const islandAt = (x, y) => scene?.labels.find((box) => box.island !== undefined && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)?.island ?? null;

function place(event) {
  const frame = canvas.getBoundingClientRect();
  return [event.clientX - frame.left, event.clientY - frame.top];
}

canvas.addEventListener('pointerdown', (event) => {
  canvas.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, place(event));
  flight = null;
  pressed = pointers.size === 1 ? { at: place(event), moved: false } : null;
});
canvas.addEventListener('pointermove', (event) => {
  const [x, y] = place(event);
  const before = pointers.get(event.pointerId);
  if (!before) { if (event.pointerType === 'mouse') hover(x, y); return; }
  if (pressed && Math.hypot(x - pressed.at[0], y - pressed.at[1]) > 4) pressed.moved = true;
  if (pointers.size === 1) {
    if (pressed && !pressed.moved) return;
    camera.x -= (x - before[0]) / camera.scale;
    camera.y -= (y - before[1]) / camera.scale;
  } else {
    const [ox, oy] = [...pointers].find(([id]) => id !== event.pointerId)[1];
    const [was, is] = [Math.hypot(before[0] - ox, before[1] - oy), Math.hypot(x - ox, y - oy)];
    zoomAt((x + ox) / 2, (y + oy) / 2, is / Math.max(was, 1));
    camera.x -= (x - before[0]) / 2 / camera.scale;
    camera.y -= (y - before[1]) / 2 / camera.scale;
  }
  pointers.set(event.pointerId, [x, y]);
  redraw();
});
for (const name of ['pointerup', 'pointercancel']) {
  canvas.addEventListener(name, (event) => {
    pointers.delete(event.pointerId);
    if (name === 'pointerup' && pressed && !pressed.moved) choose(...place(event));
    pressed = null;
  });
}
canvas.addEventListener('pointerleave', () => { if (state.hovered !== null || state.hoveredEdge !== undefined) { state.hovered = null; state.hoveredEdge = undefined; redraw(); } });
canvas.addEventListener('wheel', (event) => {
  event.preventDefault();
  const [x, y] = place(event);
  zoomAt(x, y, Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : event.ctrlKey ? 0.01 : 0.0016)));
}, { passive: false });
canvas.addEventListener('dblclick', (event) => zoomAt(...place(event), 1.8));

function choose(x, y) {
  if (waiting) drawFrame(); // what is chosen is looked for in what is shown now, not in the frame before
  const node = nodeAt(x, y);
  if (node !== null) { chooseNode(node); return; }
  const edge = edgeAt(x, y);
  if (edge !== null) { select({ edge }); return; }
  const island = islandAt(x, y);
  if (island !== null) { showIsland(island); return; }
  select(null);
}

function showIsland(k) {
  const { x, y, radius: r } = shores[k];
  showBox([x - r, y - r, x + r, y + r], { most: 1.5, aside: 20, above: 30 });
}

function hover(x, y) {
  const node = nodeAt(x, y);
  const edge = node === null ? edgeAt(x, y) ?? undefined : undefined;
  canvas.classList.toggle('point', node !== null || edge !== undefined || islandAt(x, y) !== null);
  if (node === state.hovered && edge === state.hoveredEdge) return;
  state.hovered = node;
  state.hoveredEdge = edge;
  redraw();
}

canvas.addEventListener('keydown', (event) => {
  const step = 80 / camera.scale;
  const act = {
    ArrowLeft: () => moveTo({ x: camera.x - step }), ArrowRight: () => moveTo({ x: camera.x + step }),
    ArrowUp: () => moveTo({ y: camera.y - step }), ArrowDown: () => moveTo({ y: camera.y + step }),
    '+': () => zoomAt(camera.width / 2, camera.height / 2, 1.4), '=': () => zoomAt(camera.width / 2, camera.height / 2, 1.4),
    '-': () => zoomAt(camera.width / 2, camera.height / 2, 1 / 1.4), 0: () => fit(true),
    Enter: () => { const [near] = nodesNearMiddle(); if (near !== undefined) chooseNode(near); },
  }[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
});

const nodesNearMiddle = () => (scene?.marks ?? []).toSorted((a, b) => Math.hypot(a.x - camera.width / 2, a.y - camera.height / 2) - Math.hypot(b.x - camera.width / 2, b.y - camera.height / 2)).map(({ i }) => i);
