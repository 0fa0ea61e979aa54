// Wires the views together: selection, address bar, keyboard, language, light and dark.

function select(id, { fly = false, focus = false, quiet = false } = {}) {
  if (id !== null && !nodes.has(id) && !edges.has(id)) return false;
  state.selected = id;
  reveal(id);
  showPanel();
  rehide();
  if (fly && id !== null) flyTo(id);
  if (focus && id !== null) byId('content').focus({ preventScroll: true });
  if (!quiet) {
    const hash = id === null ? '' : `#${encodeURIComponent(id)}`;
    if (location.hash !== hash) {
      if (id === null) history.replaceState(null, '', location.href.split('#')[0]);
      else location.hash = hash;
    }
  }
  return true;
}

// What is asked for by name is shown, hidden kind or not.
function reveal(id) {
  const edge = edges.get(id);
  for (const node of edge ? [nodes.get(edge.from), nodes.get(edge.to)] : [nodes.get(id)]) {
    if (node) state.hiddenKinds.delete(node.kind);
  }
  if (edge) state.hiddenFamilies.delete(edge.family);
  showLegend();
}

function fromAddress(fly) {
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch { /* as it stands */ }
  if (id === (state.selected ?? '')) return;
  if (!id) select(null, { quiet: true });
  else select(id, { fly, quiet: true });
}

function toggle(set, name) {
  if (!set.delete(name)) set.add(name);
  showLegend();
  rehide();
}

function legendRow(icon, name, label, count, set, data) {
  const button = element('button', { type: 'button', 'aria-pressed': String(!set.has(name)), data },
    icon, element('span', { text: label }), element('span', { className: 'count', text: number(count) }));
  button.addEventListener('click', () => {
    toggle(set, name);
    document.querySelector(`#legend button[data-${Object.keys(data)[0]}="${name}"]`)?.focus();
  });
  return element('li', {}, button);
}

function showLegend() {
  const count = (items, name) => items.reduce((sum, item) => sum + ((item.kind ?? item.family) === name), 0);
  const kinds = Object.keys(OUTLINES).filter((kind) => count(data.nodes, kind));
  const families = FAMILIES.filter((family) => count(data.edges, family));
  byId('kinds').replaceChildren(...kinds.map((kind) => legendRow(mark(kind), kind, words().kind[kind], count(data.nodes, kind), state.hiddenKinds, { kind })));
  byId('families').replaceChildren(...families.map((family) => legendRow(stroke(family), family, words().family[family], count(data.edges, family), state.hiddenFamilies, { family })));
  byId('families').hidden = !families.length;
}

function showWords() {
  const say = words();
  const { counts } = data;
  document.documentElement.lang = language;
  byId('counts').textContent = say.counts(number(data.nodes.length), number(data.edges.length), number(data.articles.length));
  query.placeholder = say.search;
  const named = { query: say.search, hits: say.results, theme: say.theme, language: say.languageLabel, nearer: say.nearer, farther: say.farther, whole: say.whole, close: say.close, panel: say.panel, graph: say.graph };
  for (const [id, label] of Object.entries(named)) {
    byId(id).setAttribute('aria-label', label);
    if (byId(id).tagName === 'BUTTON') byId(id).title = label;
  }
  byId('language').textContent = say.language;
  byId('legend').querySelector('summary').textContent = say.legend;
  byId('hint').textContent = say.hint;
  byId('empty').textContent = say.empty;
  const left = counts.nodes_left_out || counts.edges_left_out;
  byId('notice').hidden = !left && !counts.quotes_left_out;
  byId('notice').textContent = [
    left ? say.notice(number(counts.nodes), number(counts.nodes + counts.nodes_left_out)) : '',
    left ? say.missing(number(counts.nodes_left_out), number(counts.edges_left_out)) : '',
    counts.quotes_left_out ? say.repeats(number(counts.quotes_left_out)) : '',
  ].filter(Boolean).join(' ');
  showLegend();
  showPanel();
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  readColours();
  restyle();
}

network.on('click', ({ pointer, nodes: [node], edges: [edge] }) => select(node ?? labelAt(pointer.DOM) ?? edge ?? null));
for (const [enter, leave, what] of [['hoverNode', 'blurNode', 'node'], ['hoverEdge', 'blurEdge', 'edge']]) {
  network.on(enter, (event) => { state.hovered = event[what]; byId('graph').classList.add('point'); network.redraw(); });
  network.on(leave, () => { state.hovered = null; byId('graph').classList.remove('point'); network.redraw(); });
}
byId('graph').addEventListener('mousemove', (event) => {
  const frame = byId('graph').getBoundingClientRect();
  const over = state.hovered ?? labelAt({ x: event.clientX - frame.left, y: event.clientY - frame.top });
  byId('graph').classList.toggle('point', over !== null);
});

byId('close').addEventListener('click', () => select(null));
byId('nearer').addEventListener('click', () => zoom(1.4));
byId('farther').addEventListener('click', () => zoom(1 / 1.4));
byId('whole').addEventListener('click', () => fit(motion()));
byId('language').addEventListener('click', () => {
  language = language === 'vi' ? 'en' : 'vi';
  keep('dangbo-language', language);
  showWords();
  network.redraw();
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
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && document.activeElement !== query) {
    event.preventDefault();
    query.focus();
    query.select();
  } else if (event.key === 'Escape') {
    if (document.activeElement === query && query.value) {
      query.value = '';
      showHits();
    } else {
      query.blur();
      select(null);
    }
  }
});
window.addEventListener('hashchange', () => fromAddress(true));

byId('legend').open = !narrow.matches;
byId('empty').hidden = data.nodes.length > 0;
showWords();
fit(false);
fromAddress(true);
restyle();
document.fonts?.ready.then(() => { widths.clear(); labels.version += 1; network.redraw(); });

// For tests and for the curious.
window.dangbo = {
  select, search: (text) => search(text).map((node) => node.id), network,
  position: (id) => {
    const edge = edges.get(id);
    const at = edge ? network.body.edges[id].edgeType.getPoint(0.5) : network.getPosition(id);
    const frame = byId('graph').getBoundingClientRect();
    const dom = network.canvasToDOM(at);
    return { x: dom.x + frame.left, y: dom.y + frame.top };
  },
  labels: () => labels.boxes.map(({ id, left, top, right, bottom, edge = false }) => ({ id, left, top, right, bottom, edge })),
};
