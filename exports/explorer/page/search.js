// Search as you type, blind to case and diacritics: every word of the query must begin or lie in a word of the name.

const HITS = 60;
const query = byId('query');
const hits = byId('hits');
let keys = null;
let foundNodes = [];
let active = -1;
let pathFrom = null;

function searchKeys() {
  keys ??= data.nodes.label.map((text, i) => {
    const names = [text, data.nodes.pref[i] || '', ...(data.nodes.names[i] ?? [])].filter(Boolean).map((name) => shortened(name, 400)).join(' ');
    return ` ${fold(names)} `;
  });
  return keys;
}
const detailKeys = data.details.map((text) => ` ${fold(shortened(text, 400))} `);

const bareKey = (key) => key.replace(/^ (?:tinh|thanh pho|huyen|quan|thi xa|thi tran|xa|phuong) /, '');

function search(text) {
  const wanted = fold(text);
  if (!wanted) return [];
  const parts = wanted.split(' ');
  const known = searchKeys();
  const scored = [];
  for (let i = 0; i < N; i++) {
    const key = known[i];
    const about = detailKeys[data.nodes.detail[i]];
    if (!parts.every((part) => key.includes(part) || about.includes(` ${part}`))) continue;
    let score = kindOf(i) === 'place' && bareKey(key).startsWith(`${wanted} `) ? 4.8 : key.startsWith(` ${wanted} `) ? 4.5 : key.startsWith(` ${wanted}`) ? 4 : key.includes(` ${wanted} `) ? 3.5 : key.includes(` ${wanted}`) ? 3 : 0;
    if (!score && parts.every((part) => key.includes(` ${part}`))) score = 2;
    else if (!score && key.includes(wanted)) score = 1;
    if (score || wanted.length > 2) scored.push([score, i]);
  }
  // What is named just so comes first, the better supported before the others.
  const exact = (i) => (fold(label(i)) === wanted ? 1 : 0);
  scored.sort((a, b) => b[0] - a[0] || RANK[a[1]] - RANK[b[1]]);
  const best = scored.slice(0, 400);
  best.sort((a, b) => exact(b[1]) - exact(a[1]) || b[0] - a[0] || RANK[a[1]] - RANK[b[1]]);
  return [...best, ...scored.slice(400)].map(([, i]) => i);
}

function showHits() {
  const all = search(query.value);
  foundNodes = all.slice(0, HITS);
  active = foundNodes.length ? 0 : -1;
  hits.replaceChildren(...foundNodes.map((i, n) => {
    const about = shortened(describe(i), 160);
    const item = element('li', { role: 'option', id: `hit-${n}`, 'aria-selected': String(n === active), data: { node: data.nodes.id[i], kind: kindOf(i) } },
      mark(kindOf(i)), element('span', { className: 'name', text: shortened(label(i), 160), lang: 'vi', dir: 'auto' }), element('span', { className: 'kind', text: words().kind[kindOf(i)] }),
      about ? element('span', { className: 'detail', text: about, lang: 'vi', dir: 'auto', title: about }) : null);
    item.addEventListener('mousedown', (event) => event.preventDefault());
    item.addEventListener('click', () => pick(i));
    return item;
  }));
  hits.scrollTop = 0;
  byId('found').textContent = !all.length ? words().none : all.length > HITS ? words().first(number(HITS), number(all.length)) : words().found(number(all.length));
  openHits(Boolean(fold(query.value)));
}

function openHits(open) {
  byId('results').hidden = !open;
  query.setAttribute('aria-expanded', String(open));
  if (open && active >= 0) query.setAttribute('aria-activedescendant', `hit-${active}`);
  else query.removeAttribute('aria-activedescendant');
}

function moveHit(index) {
  if (!foundNodes.length) return;
  hits.children[active]?.setAttribute('aria-selected', 'false');
  active = (index + foundNodes.length) % foundNodes.length;
  hits.children[active].setAttribute('aria-selected', 'true');
  hits.children[active].scrollIntoView({ block: 'nearest' });
  query.setAttribute('aria-activedescendant', `hit-${active}`);
}

function pick(i) {
  openHits(false);
  if (pathFrom !== null) {
    const from = pathFrom;
    askPath(null);
    query.value = '';
    selectPath(from, i);
  } else {
    select({ node: i }, { fly: true, focus: true });
  }
}

// The next hit is the other end of a path.
function askPath(from) {
  pathFrom = from;
  query.placeholder = from === null ? words().search : words().searchTo(shortened(harmless(label(from)), 40));
  byId('search').classList.toggle('path', from !== null);
  if (from === null) return;
  query.value = '';
  query.focus();
}

query.addEventListener('input', showHits);
query.addEventListener('focus', () => { if (fold(query.value)) showHits(); });
query.addEventListener('blur', () => openHits(false));
query.addEventListener('keydown', (event) => {
  if (event.isComposing) return;
  const step = { ArrowDown: active + 1, ArrowUp: active - 1 }[event.key];
  if (step !== undefined) {
    event.preventDefault();
    if (byId('results').hidden) showHits();
    else moveHit(step);
  } else if (event.key === 'Enter' && foundNodes[active] !== undefined && !byId('results').hidden) {
    event.preventDefault();
    pick(foundNodes[active]);
  }
});
