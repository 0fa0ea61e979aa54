// Search as you type, blind to case and diacritics: every word of the query must begin or lie in a word of the name.

const HITS = 60;
const searchable = data.nodes.map((node) => ({ node, key: ` ${fold(`${node.search_key} ${node.label} ${node.pref_label}`)} `, label: fold(node.label), about: ` ${fold(node.detail)} ` }));
const query = byId('query');
const hits = byId('hits');
let found = [];
let active = -1;

function search(text) {
  const wanted = fold(text);
  if (!wanted) return [];
  const parts = wanted.split(' ');
  const scored = [];
  for (const { node, key, label, about } of searchable) {
    if (!parts.every((part) => key.includes(part) || about.includes(` ${part}`))) continue;
    let score = label === wanted ? 5 : label.startsWith(wanted) ? 4 : key.includes(` ${wanted} `) ? 3.5 : key.includes(` ${wanted}`) ? 3 : 0;
    if (!score && parts.every((part) => key.includes(` ${part}`))) score = 2;
    else if (!score && key.includes(wanted)) score = 1;
    if (score || wanted.length > 2) scored.push({ node, score });
  }
  scored.sort((a, b) => b.score - a.score || b.node.weight - a.node.weight || a.node.label.localeCompare(b.node.label, 'vi') || (a.node.id < b.node.id ? -1 : 1));
  return scored.map(({ node }) => node);
}

function showHits() {
  const text = query.value;
  const all = search(text);
  found = all.slice(0, HITS);
  active = found.length ? 0 : -1;
  hits.replaceChildren(...found.map((node, i) => {
    const detail = describe(node);
    const item = element('li', { role: 'option', id: `hit-${i}`, 'aria-selected': String(i === active), data: { node: node.id, kind: node.kind } },
      mark(node.kind), element('span', { className: 'name', text: node.label, lang: 'vi' }), element('span', { className: 'kind', text: words().kind[node.kind] }),
      detail ? element('span', { className: 'detail', text: detail, lang: 'vi', title: detail }) : null);
    item.addEventListener('mousedown', (event) => event.preventDefault());
    item.addEventListener('click', () => pick(node));
    return item;
  }));
  hits.scrollTop = 0;
  byId('found').textContent = !all.length ? words().none : all.length > HITS ? words().first(number(HITS), number(all.length)) : words().found(number(all.length));
  openHits(Boolean(fold(text)));
}

function openHits(open) {
  byId('results').hidden = !open;
  query.setAttribute('aria-expanded', String(open));
  if (open && active >= 0) query.setAttribute('aria-activedescendant', `hit-${active}`);
  else query.removeAttribute('aria-activedescendant');
}

function moveTo(index) {
  if (!found.length) return;
  hits.children[active]?.setAttribute('aria-selected', 'false');
  active = (index + found.length) % found.length;
  hits.children[active].setAttribute('aria-selected', 'true');
  hits.children[active].scrollIntoView({ block: 'nearest' });
  query.setAttribute('aria-activedescendant', `hit-${active}`);
}

function pick(node) {
  openHits(false);
  select(node.id, { fly: true, focus: true });
}

query.addEventListener('input', showHits);
query.addEventListener('focus', () => { if (fold(query.value)) showHits(); });
query.addEventListener('blur', () => openHits(false));
query.addEventListener('keydown', (event) => {
  if (event.isComposing) return;
  const step = { ArrowDown: active + 1, ArrowUp: active - 1, Home: found.length && event.ctrlKey ? 0 : undefined, End: found.length && event.ctrlKey ? found.length - 1 : undefined }[event.key];
  if (step !== undefined) {
    event.preventDefault();
    if (byId('results').hidden) showHits();
    else moveTo(step);
  } else if (event.key === 'Enter' && found[active]) {
    event.preventDefault();
    pick(found[active]);
  }
});
