// Wires the views together: selection, address bar, keyboard, language, light and dark.

function select(selected, { fly = false, focus = false, quiet = false } = {}) {
  state.selected = selected;
  if (selected) reveal(selected);
  state.lit = litBy(selected);
  showPanel();
  if (selected) byId('live').textContent = selected.node !== undefined ? `${words().kind[kindOf(selected.node)]}: ${label(selected.node)}` : selected.edge !== undefined ? edgeName(selected.edge) : words().path;
  if (fly && state.lit) flyTo([...state.lit.nodes], selected.node ?? selected.path?.from ?? FROM[selected.edge], { fly: !quiet, whole: selected.path !== undefined });
  if (focus && selected) byId('content').focus({ preventScroll: true });
  redraw();
  if (!quiet) writeAddress(true);
}

// Clicked on the map: the other end of a path, where one is asked for.
function chooseNode(i) {
  if (pathFrom !== null) pick(i);
  else select({ node: i });
}

// What is asked for by name is shown, hidden or not.
function reveal({ node, edge, path }) {
  const wanted = node !== undefined ? [node] : edge !== undefined ? [FROM[edge], TO[edge]] : [path.from, path.to];
  if (wanted.every((i) => NODE_SHOWN[i]) && (edge === undefined || EDGE_SHOWN[edge])) return;
  for (const i of wanted) state.hiddenKinds.delete(kindOf(i));
  if (edge !== undefined) state.hiddenFamilies.delete(familyOf(edge));
  sift();
  if (!wanted.every((i) => NODE_SHOWN[i]) || (edge !== undefined && !EDGE_SHOWN[edge])) {
    Object.assign(state, { island: -1, year: 0, sure: 0 });
    for (const set of [state.hiddenStatuses, state.hiddenFamilies]) set.clear();
    sift();
  }
  if (path) path.edges = pathBetween(path.from, path.to);
  showFilters();
}

function addressOf() {
  const { selected } = state;
  const id = !selected ? '' : selected.node !== undefined ? data.nodes.id[selected.node] : selected.edge !== undefined ? edgeId(selected.edge) : `${data.nodes.id[selected.path.from]}/${data.nodes.id[selected.path.to]}`;
  const more = new URLSearchParams();
  if (state.island >= 0) more.set('area', shores[state.island].id);
  if (state.year) more.set('year', state.year);
  if (state.sure) more.set('sure', state.sure);
  if (state.depth === 2 && selected) more.set('steps', 2);
  const text = String(more);
  return `${id.split('/').map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}

function writeAddress(isStep = false) {
  const wanted = addressOf();
  if (location.hash.slice(1) === wanted) return;
  const address = `${location.href.split('#')[0]}${wanted ? `#${wanted}` : ''}`;
  try {
    if (isStep && state.selected) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  } catch { /* a page inside another one has no address of its own */ }
}

function selectedBy(id) {
  if (indexOf.has(id)) return { node: indexOf.get(id) };
  const edge = id.includes('/') ? edgeOf(id) : undefined;
  if (edge !== undefined) return { edge };
  const [from, to, ...rest] = id.split('/');
  if (!rest.length && indexOf.has(from) && indexOf.has(to)) return { path: { from: indexOf.get(from), to: indexOf.get(to), edges: [] } };
  return null;
}

function fromAddress(fly) {
  const [written, query_] = location.hash.slice(1).split('?');
  let id = written;
  try { id = written.split('/').map(decodeURIComponent).join('/'); } catch { /* as it stands */ }
  const more = new URLSearchParams(query_ ?? '');
  const area = shores.findIndex((shore) => shore.id === more.get('area'));
  const year = Number(more.get('year'));
  const sure = Number(more.get('sure'));
  Object.assign(state, { island: area, year: year >= yearFirst && year <= yearLast ? year : 0, sure: sure > 0 && sure <= 100 ? sure : 0, depth: more.get('steps') === '2' ? 2 : 1 });
  sift();
  showFilters();
  const selected = selectedBy(id);
  if (selected?.path) selected.path.edges = pathBetween(selected.path.from, selected.path.to);
  if (!selected && state.island >= 0) fit(fly);
  select(selected, { fly: Boolean(selected), quiet: true });
}

function showWords() {
  const say = words();
  const { counts } = data;
  document.documentElement.lang = language;
  query.placeholder = pathFrom === null ? say.search : say.searchTo(shortened(harmless(label(pathFrom)), 40));
  const named = { query: say.search, hits: say.results, theme: say.theme, language: say.languageLabel, nearer: say.nearer, farther: say.farther, whole: say.whole, close: say.close, panel: say.panel, map: say.graph, 'charts-close': say.close, year: say.year, area: say.area, sure: say.certainty };
  for (const [id, text] of Object.entries(named)) {
    byId(id).setAttribute('aria-label', text);
    if (byId(id).tagName === 'BUTTON') byId(id).title = text;
  }
  byId('language').textContent = say.language;
  byId('charts').querySelector('span').textContent = say.charts;
  const left = counts.nodes_left_out || counts.edges_left_out;
  byId('notice').hidden = !left;
  byId('notice').textContent = left ? `${say.notice(number(counts.nodes), number(counts.nodes + counts.nodes_left_out))} ${say.missing(number(counts.nodes_left_out), number(counts.edges_left_out))}` : '';
  showSave();
  showFilters();
  showPanel();
  if (dialog.open) showCharts();
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  readColours();
  redraw();
}

byId('close').addEventListener('click', () => select(null));
byId('nearer').addEventListener('click', () => zoomAt(camera.width / 2, camera.height / 2, 1.5));
byId('farther').addEventListener('click', () => zoomAt(camera.width / 2, camera.height / 2, 1 / 1.5));
byId('whole').addEventListener('click', () => fit(true));
byId('language').addEventListener('click', () => {
  language = language === 'vi' ? 'en' : 'vi';
  keep('dangbo-language', language);
  showWords();
  redraw();
});
byId('theme').addEventListener('click', () => {
  const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  keep('dangbo-theme', theme);
  setTheme(theme);
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({ matches }) => {
  if (!kept('dangbo-theme')) setTheme(matches ? 'dark' : 'light');
});
document.addEventListener('keydown', (event) => {
  const typing = event.target instanceof Element && event.target.matches('input, select, textarea');
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && !typing && !dialog.open) {
    event.preventDefault();
    query.focus();
    query.select();
  } else if (event.key === 'Escape' && !dialog.open) {
    if (!byId('save-menu').hidden) { openSave(false); byId('save').focus(); }
    else if (document.activeElement === query && query.value) { query.value = ''; showHits(); }
    else if (pathFrom !== null) { askPath(null); query.blur(); }
    else { query.blur(); select(null); canvas.focus({ preventScroll: true }); }
  }
});
for (const name of ['hashchange', 'popstate']) window.addEventListener(name, () => { if (location.hash.slice(1) !== addressOf()) fromAddress(true); });
new ResizeObserver(() => { resize(); redraw(); }).observe(canvas);

readColours();
byId('filters').open = !narrow.matches && innerWidth > 900;
resize();
sift();
showWords();
fit(false);
if (location.hash) fromAddress(true);
drawFrame();
document.fonts?.ready.then(() => { widths.clear(); texts.clear(); redraw(); });
document.documentElement.dataset.ready = 'yes';
(window.requestIdleCallback ?? setTimeout)(() => searchKeys());

// For tests and for the curious.
window.dangbo = {
  search: (text) => search(text).map((i) => data.nodes.id[i]),
  select: (id, more) => { const selected = id === null ? null : selectedBy(id); select(selected, more); return selected !== null || id === null; },
  path: (from, to) => { selectPath(indexOf.get(from), indexOf.get(to)); return state.selected.path.edges.map(edgeId); },
  nodes: () => Array.from({ length: N }, (_, i) => i).filter((i) => NODE_SHOWN[i]).map((i) => data.nodes.id[i]),
  edges: () => Array.from({ length: E }, (_, e) => e).filter((e) => EDGE_SHOWN[e]).map(edgeId),
  moveTo: (target) => { moveTo(target, false); drawFrame(); },
  camera: () => ({ ...camera }),
  position: (id) => {
    const selected = selectedBy(id);
    const frame = canvas.getBoundingClientRect();
    const [x, y] = selected.node !== undefined ? toScreen(X[selected.node], Y[selected.node]) : pointOn(lineOf(selected.edge), 0.5);
    return { x: x + frame.left, y: y + frame.top };
  },
  labels: () => scene.labels.map(({ of, node, left, top, right, bottom, edge, island }) => ({ id: node !== undefined ? data.nodes.id[node] : String(of), left, top, right, bottom, edge: edge !== undefined, island: island !== undefined })),
  scene: () => ({ marks: scene.marks.length, dots: scene.dots.length, lines: scene.lines.length }),
  frame: () => { const from = performance.now(); drawFrame(); canvas.getContext('2d').getImageData(0, 0, 1, 1); return performance.now() - from; },
  svg: svgText, csv: csvText, turtle: turtleText,
};
