// What is known about the selected node, edge or path, each fact with the words that say so.

const SHOWN = 12;
let panelTurn = 0;

function entity(i, text = label(i)) {
  const made = button({ className: 'entity', data: { kind: kindOf(i), node: data.nodes.id[i] } }, () => select({ node: i }, { fly: true, focus: true }),
    mark(kindOf(i)), element('span', { text: shortened(text, 300), lang: 'vi', dir: 'auto' }));
  if (pref(i) !== text) made.title = pref(i);
  return made;
}

// A long list is opened in steps; `make` may wait for the facts of its items.
function listed(parent, items, make, className = 'list') {
  const holder = element('div', { className });
  parent.append(holder);
  const grow = async (from) => {
    const part = items.slice(from, from + SHOWN);
    holder.append(...await make(part));
    const left = items.length - from - SHOWN;
    if (left <= 0) return;
    const more = button({ className: 'more', text: words().rest(number(left)) }, () => { more.remove(); grow(from + SHOWN); });
    holder.append(more);
  };
  return grow(0);
}

const heading = (text, count) => element('h3', {}, element('span', { text }), count === undefined ? null : element('span', { text: number(count), className: 'count' }));

function factRow(fact, i) {
  const e = fact.edge;
  const far = other(e, i);
  const says = element('div', { className: 'says' });
  if (kindOf(far) !== 'figure' && kindOf(far) !== 'trait') says.append(element('b', { text: edgeName(e), dir: 'auto' }));
  says.append(entity(far), badge(statusOf(e)) ?? '');
  const made = element('div', { className: 'fact', data: { edge: edgeId(e) } }, says);
  if (familyOf(e) === 'position') {
    const told = tenureSummary(tenureTimes(fact));
    if (told) made.append(element('p', { className: 'when', text: told }));
  } else if (fact.times.earliest || fact.times.latest) {
    if (kindOf(far) !== 'figure' && familyOf(e) !== 'change') made.append(element('p', { className: 'when', text: span(fact.times.earliest, fact.times.latest) }));
  }
  made.append(quotes(fact));
  return made;
}

function about(i) {
  const made = [
    element('p', { className: 'over', data: { kind: kindOf(i) } }, mark(kindOf(i)), element('span', { text: words().kind[kindOf(i)] })),
    element('h2', { text: shortened(label(i), 400), lang: 'vi', dir: 'auto', title: (data.nodes.iri[i] ?? data.base + data.nodes.id[i]) }),
  ];
  const sub = [pref(i) === label(i) ? '' : pref(i), pref(i).includes(detail(i)) ? '' : detail(i)].filter(Boolean).join(' · ');
  if (sub) made.push(element('p', { className: 'sub', text: shortened(sub, 400), lang: 'vi', dir: 'auto' }));
  if (data.nodes.subject[i]) made.push(element('p', { className: 'sub', text: shortened(data.nodes.subject[i], 400), lang: 'vi', dir: 'auto' }));
  const names = data.nodes.names[i];
  if (names?.length) made.push(element('p', { className: 'sub', dir: 'auto', text: `${words().names}: ${shortened(names.join('; '), 400)}` }));
  const possible = data.nodes.possible[i];
  if (possible?.length) made.push(element('p', { className: 'open', text: `${words().possible}: ${shortened(possible.join('; '), 600)}.` }));
  const maybe = (data.nodes.possibly[i] ?? []).filter((id) => indexOf.has(id)).map((id) => indexOf.get(id));
  if (maybe.length) made.push(element('details', { className: 'open' }, element('summary', { text: words().possibly(number(maybe.length)) }), ...maybe.slice(0, 20).map((one) => entity(one, [label(one), describe(one)].filter(Boolean).join(' · ')))));
  const same = namesakes(i).filter((one) => !maybe.includes(one));
  if (same.length) made.push(element('details', { className: 'open' }, element('summary', { text: words().namesakes(number(same.length)) }), ...same.slice(0, 20).map((one) => entity(one, [label(one), describe(one)].filter(Boolean).join(' · ')))));
  return made;
}

// Others of the same name, which the graph holds apart.
function namesakes(i) {
  if (kindOf(i) !== 'person' && kindOf(i) !== 'organization') return [];
  const wanted = fold(label(i));
  const found = [];
  for (let k = 0; k < N; k++) if (k !== i && KIND[k] === KIND[i] && label(k).length === label(i).length && fold(label(k)) === wanted) found.push(k);
  return found;
}

function tools(i) {
  const step = (depth) => button({ text: words().steps[depth - 1], 'aria-pressed': String(state.depth === depth) }, () => {
    state.depth = depth;
    select({ node: i }, { fly: true });
  });
  return element('div', { className: 'acts' }, element('span', { className: 'segment', role: 'group', 'aria-label': words().around }, step(1), step(2)), button({ text: words().pathTo }, () => askPath(i)));
}

// The figures of a unit; those of a place with what its own bodies tell.
function figuresOf(i) {
  const near = [i];
  if (kindOf(i) === 'place') for (const e of incident(i)) if (FAMILY[e] === WITHIN && TO[e] === i && kindOf(FROM[e]) === 'organization') near.push(FROM[e]);
  return [...new Set(near.flatMap((one) => [...incident(one)].filter((e) => FROM[e] === one && kindOf(TO[e]) === 'figure').map((e) => TO[e])))];
}

// One chart for each thing counted, the one with most figures first; a single figure is told below and needs none.
function showFigures(i, content) {
  const counted = new Map();
  for (const figure of figuresOf(i)) {
    const about = data.nodes.figure[figure];
    const key = about && `${about.measure}|${about.population ?? ''}`;
    if (about) counted.set(key, [...(counted.get(key) ?? []), figure]);
  }
  for (const figures of [...counted.values()].filter((found) => found.length > 1).sort((a, b) => b.length - a.length).slice(0, 3)) {
    const about = data.nodes.figure[figures[0]];
    const chart = figureChart(figures, (one) => select({ node: one }, { fly: true, focus: true }));
    if (chart) content.append(heading(language === 'en' ? about.measure_en || about.measure : about.measure, figures.length), chart);
  }
}

async function showTenures(i, content) {
  const positions = [...incident(i)].filter((e) => familyOf(e) === 'position').sort((a, b) => TOLD[b] - TOLD[a] || DAY[b] - DAY[a]).slice(0, 14);
  if (!positions.length) return;
  const facts = await factsOf(positions);
  const isPerson = kindOf(i) === 'person';
  const rows = facts.map((fact) => ({ fact, title: isPerson ? `${edgeName(fact.edge)}, ${label(TO[fact.edge])}` : `${label(FROM[fact.edge])}, ${edgeName(fact.edge)}` }));
  const began = ({ fact: { times, evidence } }) => times.start_earliest ?? evidence.map((piece) => piece.day).filter(Boolean).sort()[0] ?? '9999';
  rows.sort((a, b) => began(a).localeCompare(began(b)));
  const made = timeline(rows, (e) => byId('content').querySelector(`[data-edge="${CSS.escape(edgeId(e))}"]`)?.scrollIntoView({ block: 'start', behavior: still.matches ? 'auto' : 'smooth' }));
  if (made) content.append(heading(isPerson ? words().tenures : words().holders), made);
}

async function showNode(i, content, isCurrent) {
  content.append(...about(i), tools(i));
  const own = element('div');
  content.append(own);
  await showTenures(i, own);
  if (!isCurrent()) return;
  showFigures(i, own);
  const around = [...incident(i)];
  for (const family of FAMILIES) {
    for (const side of ['out', 'in']) {
      const found = around.filter((e) => familyOf(e) === family && (side === 'out' ? FROM[e] === i : TO[e] === i && FROM[e] !== i));
      if (!found.length) continue;
      found.sort((a, b) => DAY[b] - DAY[a] || TOLD[b] - TOLD[a] || label(other(a, i)).localeCompare(label(other(b, i)), 'vi'));
      content.append(heading(words()[side][family], found.length));
      if (family === 'within') await listed(content, found, (part) => part.map((e) => entity(other(e, i))), 'within');
      else await listed(content, found, async (part) => (await factsOf(part)).map((fact) => factRow(fact, i)));
      if (!isCurrent()) return;
    }
  }
  if (!around.length) content.append(element('p', { className: 'sub', text: words().facts }));
}

async function showEdge(e, content) {
  content.append(
    element('p', { className: 'over', text: words().family[familyOf(e)] ?? '' }),
    element('h2', { text: shortened(edgeName(e), 400), dir: 'auto' }),
    element('div', { className: 'within' }, entity(FROM[e], pref(FROM[e])), entity(TO[e], pref(TO[e]))),
  );
  const [fact] = await factsOf([e]);
  const told = familyOf(e) === 'position' ? tenureSummary(tenureTimes(fact)) : span(fact.times.earliest, fact.times.latest);
  const status = badge(statusOf(e));
  if (status || told) content.append(element('p', { className: 'when' }, status, element('span', { text: told })));
  content.append(fact.evidence.length ? quotes(fact, 6) : element('p', { className: 'sub', text: words().structure }));
}

async function showPath({ from, to, edges }, content) {
  content.append(element('p', { className: 'over', text: words().path }), element('h2', { text: `${shortened(label(from), 80)} → ${shortened(label(to), 80)}`, dir: 'auto' }));
  if (!edges.length) { content.append(element('p', { className: 'sub', text: words().noPath })); return; }
  content.append(element('p', { className: 'sub', text: words().pathOf(number(edges.length)) }));
  const facts = await factsOf(edges);
  let at = from;
  const way = element('div', { className: 'way' }, entity(at));
  for (const fact of facts) {
    at = other(fact.edge, at);
    way.append(element('div', { className: 'step' }, element('b', { text: edgeName(fact.edge), dir: 'auto' }), badge(statusOf(fact.edge)), fact.evidence.length ? quotes(fact) : null), entity(at));
  }
  content.append(way);
}

async function showPanel() {
  const turn = ++panelTurn;
  const panel = byId('panel');
  const content = element('div');
  const { selected } = state;
  panel.hidden = selected === null;
  if (selected === null) { byId('content').replaceChildren(); return; }
  const show = selected.node !== undefined ? showNode(selected.node, content, () => turn === panelTurn) : selected.edge !== undefined ? showEdge(selected.edge, content) : showPath(selected.path, content);
  byId('content').replaceChildren(content);
  byId('content').scrollTop = 0;
  panel.dataset.ready = 'no';
  await show;
  if (turn === panelTurn) panel.dataset.ready = 'yes';
}
