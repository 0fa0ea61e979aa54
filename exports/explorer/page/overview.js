// Charts for those who would rather look than search: admissions and other figures by unit and year, and who holds what.

const dialog = byId('charts-dialog');
const chartState = { tab: 'chart', island: null };

function openCharts() {
  chartState.island ??= state.island >= 0 ? state.island : islandOfMost();
  if (state.island >= 0) chartState.island = state.island;
  if (state.selected?.node !== undefined && ISLAND[state.selected.node] >= 0) chartState.island = ISLAND[state.selected.node];
  dialog.showModal();
  showCharts();
}

function islandOfMost() {
  const told = new Map();
  for (let e = 0; e < E; e++) if (familyOf(e) === 'position' && indexOf.has(shores[ISLAND[TO[e]]]?.id)) told.set(ISLAND[TO[e]], (told.get(ISLAND[TO[e]]) ?? 0) + TOLD[e]);
  return [...told].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? (shores.length ? 0 : -1);
}

async function showCharts() {
  const say = words();
  byId('charts-title').textContent = say.charts;
  const tabs = [['chart', say.chart], ['admission', say.admissions], ['count', say.otherFigures]];
  byId('charts-tabs').replaceChildren(...tabs.map(([name, text]) => button({ text, role: 'tab', id: `tab-${name}`, 'aria-selected': String(chartState.tab === name), 'aria-controls': 'charts-body' }, () => {
    chartState.tab = name;
    showCharts();
    byId(`tab-${name}`).focus();
  })));
  byId('charts-body').setAttribute('aria-labelledby', `tab-${chartState.tab}`);
  byId('charts-area').setAttribute('aria-label', say.area);
  options(byId('charts-area'), [...(chartState.tab === 'chart' ? [] : [[-1, say.allAreas]]), ...areas()], chartState.island);
  const body = byId('charts-body');
  body.replaceChildren();
  body.dataset.ready = 'no';
  body.append(chartState.tab === 'chart' ? await organisationChart(chartState.island) : figureTable(chartState.tab, chartState.island));
  body.dataset.ready = 'yes';
}

const inIsland = (i, island) => island < 0 || ISLAND[i] === island;

// Rows are units, columns years; a figure over several years stands in its last one and says so.
function figureTable(family, island) {
  const rows = new Map();
  const found = new Set();
  for (let e = 0; e < E; e++) {
    if (familyOf(e) !== family || !EDGE_SHOWN[e] && !narrowed() || !inIsland(FROM[e], island) || kindOf(TO[e]) !== 'figure') continue;
    const day = data.nodes.latest[TO[e]] ?? data.nodes.earliest[TO[e]] ?? '';
    const year = day ? Number(day.slice(0, 4)) : 0;
    found.add(year);
    if (!rows.has(FROM[e])) rows.set(FROM[e], []);
    rows.get(FROM[e]).push({ i: TO[e], year });
  }
  if (!rows.size) return element('p', { className: 'sub', text: words().noFigures });
  const columns = [...found].sort((a, b) => (a || 9999) - (b || 9999));
  const units = [...rows.keys()].sort((a, b) => ISLAND[a] - ISLAND[b] || rows.get(b).length - rows.get(a).length || label(a).localeCompare(label(b), 'vi')).slice(0, 200);
  const most = Math.max(...units.flatMap((unit) => rows.get(unit).map(({ i }) => Number(data.nodes.figure[i]?.value) || 0)), 1);
  const table = element('table', { className: 'heat' },
    element('thead', {}, element('tr', {}, element('th', { text: words().unit, scope: 'col' }), ...columns.map((year) => element('th', { scope: 'col', text: year ? String(year) : words().noYear })))),
    element('tbody', {}, ...units.map((unit) => element('tr', {}, element('th', { scope: 'row' }, entity(unit), island < 0 ? element('span', { className: 'where', text: describe(unit) }) : null),
      ...columns.map((year) => figureCell(rows.get(unit).filter((one) => one.year === year), most, family))))));
  return element('div', { className: 'scroller', tabindex: 0, role: 'group', 'aria-label': words().table }, table);
}

function figureCell(figures, most, family) {
  const cell = element('td');
  for (const { i } of figures.slice(0, 6)) {
    const about = data.nodes.figure[i];
    if (!about) continue;
    const [from, to] = [data.nodes.earliest[i], data.nodes.latest[i]];
    const said = span(from, to);
    const made = button({ className: 'cell', title: `${label(i)}, ${detail(i)}` }, () => { dialog.close(); select({ node: i }, { fly: true, focus: true }); }, element('b', { text: figureText(i) }),
      family === 'count' ? element('span', { text: language === 'en' ? about.measure_en || about.measure : about.measure }) : null,
      said && !/^\d{4}$/.test(said) ? element('span', { text: said }) : null);
    made.style.setProperty('--heat', family === 'count' ? 0.06 : (0.08 + 0.42 * Math.sqrt(Math.min(1, Number(about.value) / most))).toFixed(3));
    cell.append(made);
  }
  return cell;
}

// How high a role stands, so that the head of a body is named first.
function roleRank(name) {
  const text = fold(name);
  const deputy = /^pho |^quyen |thuong truc/.test(text) ? 1 : 0;
  const heads = ['tong bi thu', 'bi thu', 'chu tich', 'thu tuong', 'bo truong', 'truong', 'giam doc', 'chanh', 'chi huy', 'tu lenh', 'hieu truong'];
  const bare = text.replace(/^pho |^quyen /, '');
  const head = heads.findIndex((one) => bare.startsWith(one));
  return (head < 0 ? 40 : head) + deputy * 20;
}

async function organisationChart(island) {
  const bodies = new Map();
  for (let e = 0; e < E; e++) {
    const body = TO[e];
    if (familyOf(e) !== 'position' || ISLAND[body] !== island || (state.year ? !(FIRST[e] && FIRST[e] <= state.year && LAST[e] >= state.year) : statusOf(e) === 'former')) continue;
    if (!bodies.has(body)) bodies.set(body, []);
    bodies.get(body).push(e);
  }
  if (!bodies.size) return element('p', { className: 'sub', text: words().noHolders });
  const areaOf = (body) => { for (let up = HOME[body]; up >= 0; up = HOME[up]) if (kindOf(up) === 'place') return up; return -1; };
  const groups = new Map();
  for (const body of bodies.keys()) {
    const area = areaOf(body);
    if (!groups.has(area)) groups.set(area, []);
    groups.get(area).push(body);
  }
  const depth = (area) => { let n = 0; for (let up = area; up >= 0; up = HOME[up]) n++; return area < 0 ? 0 : n; };
  const sorted = [...groups].sort((a, b) => depth(a[0]) - depth(b[0]) || b[1].length - a[1].length || a[0] - b[0]);
  const made = element('div', { className: 'org' }, element('p', { className: 'sub', text: state.year ? words().yearNote(state.year) : words().chartNote }));
  await listed(made, sorted, async (part) => part.map(([area, members]) => orgGroup(area, members, bodies)), 'groups');
  return made;
}

const bodyRank = (body) => ['politburo', 'secretariat', 'party-central', 'party-committee', 'standing-committee', 'party-organization', 'people-council', 'people-committee', 'national-assembly', 'government', 'party-department', 'inspection-committee'].indexOf(data.nodes.classification[body]) + 1 || 50;

function orgGroup(area, members, bodies) {
  const sorted = members.sort((a, b) => bodyRank(a) - bodyRank(b) || bodies.get(b).length - bodies.get(a).length || label(a).localeCompare(label(b), 'vi'));
  return element('section', { className: 'group' }, element('h3', {}, area >= 0 ? entity(area) : element('span', { text: words().elsewhere })),
    element('div', { className: 'cards' }, ...sorted.slice(0, 60).map((body) => orgCard(body, bodies.get(body)))));
}

function orgCard(body, edges) {
  const seen = new Set();
  const sorted = edges.sort((a, b) => roleRank(data.names[data.edges.name[a]][1]) - roleRank(data.names[data.edges.name[b]][1]) || DAY[b] - DAY[a] || TOLD[b] - TOLD[a]);
  const rows = [];
  for (const e of sorted) {
    const key = `${FROM[e]}|${data.edges.name[e]}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const day = String(DAY[e]);
    rows.push(element('li', {}, element('span', { className: 'role', text: edgeName(e), dir: 'auto' }), closing(entity(FROM[e])), badge(statusOf(e) === 'incoming' ? 'incoming' : ''),
      element('span', { className: 'asof', text: DAY[e] ? words().lastSeen(date(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`)) : words().undated })));
  }
  const list = element('ul', {}, ...rows.slice(0, 8));
  if (rows.length > 8) { const more = button({ className: 'more', text: words().rest(number(rows.length - 8)) }, () => { list.append(...rows.slice(8)); more.remove(); }); list.append(more); }
  return element('article', { className: 'card' }, element('h4', {}, closing(entity(body))), list);
}

// What is chosen in the dialog is shown on the map.
function closing(made) {
  made.addEventListener('click', () => dialog.close());
  return made;
}

byId('charts').addEventListener('click', openCharts);
byId('charts-close').addEventListener('click', () => dialog.close());
byId('charts-area').addEventListener('change', (event) => { chartState.island = Number(event.target.value); showCharts(); });
dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); if (event.target.closest('.heat .entity')) dialog.close(); });
