// What is known about the selected node or edge, each fact with the words that say so.

const SHOWN = 25;

function safeLink(address) {
  if (!/^https?:\/\//i.test(address)) return null;
  try {
    const url = new URL(address);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}

function badge(status) {
  const name = Object.hasOwn(words().status, status) ? words().status[status] : '';
  return name ? element('span', { text: name, className: 'status', data: { status } }) : null;
}

function quote([number, status], withStatus) {
  const { article, quote: text } = data.evidence[number];
  const about = data.articles[article];
  const caption = element('figcaption');
  const title = about.title || `${words().article} ${about.article}`;
  const address = safeLink(about.source);
  caption.append(address ? element('a', { text: title, href: address, target: '_blank', rel: 'noopener noreferrer', title: words().source }) : title);
  const tail = [about.publisher, date(about.date)].filter(Boolean).join(' · ');
  if (tail) caption.append(` · ${tail}`);
  const mark = withStatus ? badge(status) : null;
  if (mark) caption.append(mark);
  return element('figure', {}, element('blockquote', { text, lang: 'vi' }), caption);
}

// The first quote stands open, the others behind a button.
function quotes(evidence, open = 1) {
  const statuses = new Set(evidence.map(([, status]) => status));
  const made = element('div', { className: 'quotes' }, ...evidence.slice(0, open).map((item) => quote(item, statuses.size > 1)));
  const rest = evidence.slice(open);
  if (rest.length) {
    const more = element('button', { type: 'button', className: 'more', text: words().more(number(rest.length)) });
    more.addEventListener('click', () => more.replaceWith(...rest.map((item) => quote(item, statuses.size > 1))));
    made.append(more);
  }
  return made;
}

function entity(node, text = node.label) {
  const button = element('button', { type: 'button', className: 'entity', data: { kind: node.kind, node: node.id } }, mark(node.kind), element('span', { text, lang: 'vi' }));
  if (node.pref_label !== node.label) button.title = node.pref_label;
  button.addEventListener('click', () => select(node.id, { fly: true, focus: true }));
  return button;
}

function fact(edge, id) {
  const says = element('div', { className: 'says' });
  const name = edgeName(edge);
  const label = FIGURES.includes(edge.family) ? null : element('b', { text: name });
  says.append(...[label, entity(other(edge, id)), badge(edge.status)].filter(Boolean));
  return element('div', { className: 'fact', data: { edge: edge.id } }, says, quotes(edge.evidence));
}

// A long list is opened in steps.
function listed(parent, items, make, className) {
  const holder = element('div', { className: className ?? 'list' });
  parent.append(holder);
  const grow = (from) => {
    holder.append(...items.slice(from, from + SHOWN).map(make));
    const left = items.length - from - SHOWN;
    if (left <= 0) return;
    const more = element('button', { type: 'button', className: 'more', text: words().rest(number(left)) });
    more.addEventListener('click', () => { more.remove(); grow(from + SHOWN); });
    holder.append(more);
  };
  grow(0);
}

function heading(text, count) {
  return element('h3', {}, element('span', { text }), element('span', { text: number(count), className: 'count' }));
}

function showNode(node, content) {
  content.append(
    element('p', { className: 'over', data: { kind: node.kind } }, mark(node.kind), element('span', { text: words().kind[node.kind] })),
    element('h2', { text: node.label, lang: 'vi', title: node.iri }),
  );
  const sub = [node.pref_label === node.label ? '' : node.pref_label, node.pref_label.includes(node.detail) ? '' : node.detail].filter(Boolean).join(' · ');
  if (sub) content.append(element('p', { className: 'sub', text: sub, lang: 'vi' }));
  const around = incident.get(node.id);
  const told = new Set(around.flatMap((edge) => edge.evidence.map(([number]) => number)));
  const own = node.evidence.filter(([number]) => !told.has(number));
  if (own.length) content.append(quotes(own, 2));
  for (const family of FAMILIES) {
    for (const side of ['out', 'in']) {
      const found = around.filter((edge) => edge.family === family && (side === 'out' ? edge.from === node.id : edge.to === node.id));
      if (!found.length) continue;
      found.sort((a, b) => latest(b).localeCompare(latest(a)) || other(a, node.id).label.localeCompare(other(b, node.id).label, 'vi'));
      content.append(heading(words()[side][family], found.length));
      if (family === 'within') listed(content, found, (edge) => entity(other(edge, node.id)), 'within');
      else listed(content, found, (edge) => fact(edge, node.id));
    }
  }
  if (!around.length && !own.length) content.append(element('p', { className: 'sub', text: words().facts }));
}

const latest = (edge) => (edge.evidence.length ? data.articles[data.evidence[edge.evidence[0][0]].article].date : '');

function showEdge(edge, content) {
  const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
  content.append(
    element('p', { className: 'over', text: words().family[edge.family] ?? '' }),
    element('h2', { text: edgeName(edge) }),
    element('div', { className: 'within' }, entity(from, from.pref_label), entity(to, to.pref_label)),
  );
  const mark = badge(edge.status);
  if (mark) content.append(element('div', { className: 'fact' }, mark));
  content.append(edge.evidence.length ? quotes(edge.evidence, 6) : element('p', { className: 'sub', text: words().structure }));
}

function showPanel() {
  const panel = byId('panel');
  const content = byId('content');
  content.replaceChildren();
  content.scrollTop = 0;
  panel.hidden = state.selected === null;
  if (nodes.has(state.selected)) showNode(nodes.get(state.selected), content);
  else if (edges.has(state.selected)) showEdge(edges.get(state.selected), content);
}
