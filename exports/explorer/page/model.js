// The data as embedded, unpacked and indexed; what is hidden, selected and lit is here as well: one state for all views.

async function unpacked(holder) {
  const text = holder.textContent.trim();
  const bytes = Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return JSON.parse(await new Response(stream).text());
}

const data = await unpacked(byId('core')).catch((error) => {
  byId('empty').hidden = false;
  byId('empty').textContent = words().broken;
  throw error;
});
const N = data.nodes.id.length;
const E = data.edges.key.length;
const X = Float32Array.from(data.nodes.x);
const Y = Float32Array.from(data.nodes.y);
const SIZE = Float32Array.from(data.nodes.size);
const HOME = Int32Array.from(data.nodes.home);
const ISLAND = Int32Array.from(data.nodes.island);
const KIND = Uint8Array.from(data.nodes.kind);
const FROM = Int32Array.from(data.edges.from);
const TO = Int32Array.from(data.edges.to);
const DAY = Int32Array.from(data.edges.day);
const FIRST = Int16Array.from(data.edges.first);
const LAST = Int16Array.from(data.edges.last);
const SURE = Uint8Array.from(data.edges.sure);
const TOLD = Int32Array.from(data.edges.told);
const STATUS = Uint8Array.from(data.edges.status);
const FAMILY_OF_NAME = data.names.map(([family]) => family);
const FAMILY = Uint8Array.from(data.edges.name, (name) => { const k = FAMILIES.indexOf(FAMILY_OF_NAME[name]); return k < 0 ? FAMILIES.length : k; });
const WITHIN = FAMILIES.indexOf('within');
const indexOf = new Map(data.nodes.id.map((id, i) => [id, i]));

// Drawings are wider than high; a phone held upright turns them.
const shores = data.islands.map(([id, x, y, radius]) => ({ id, x, y, radius }));
if (innerHeight > 1.2 * innerWidth) {
  for (let i = 0; i < N; i++) [X[i], Y[i]] = [Y[i], X[i]];
  for (const shore of shores) [shore.x, shore.y] = [shore.y, shore.x];
  for (const area of Object.values(data.nodes.area)) [area[0], area[1]] = [area[1], area[0]];
}

const label = (i) => data.nodes.label[i];
const pref = (i) => data.nodes.pref[i] || data.nodes.label[i];
const detail = (i) => data.details[data.nodes.detail[i]];
const kindOf = (i) => data.kinds[KIND[i]];
const familyOf = (e) => FAMILIES[FAMILY[e]] ?? '';
const edgeName = (e) => { const [, vi, en] = data.names[data.edges.name[e]]; return language === 'en' ? en || vi : vi; };
const statusOf = (e) => data.statuses[STATUS[e]];
const other = (e, i) => (FROM[e] === i ? TO[e] : FROM[e]);
const edgeId = (e) => `${data.nodes.id[FROM[e]]}/${data.nodes.id[TO[e]]}/${data.edges.key[e]}`;
const sameName = new Map();
for (const { id } of shores) if (indexOf.has(id)) sameName.set(label(indexOf.get(id)), (sameName.get(label(indexOf.get(id))) ?? 0) + 1);
function islandName(k) {
  const i = indexOf.get(shores[k].id);
  if (i === undefined) return words()[shores[k].id] ?? shores[k].id;
  return sameName.get(label(i)) > 1 ? pref(i) : label(i);
}
let edgeByName = null;
function edgeOf(id) {
  edgeByName ??= new Map(Array.from({ length: E }, (_, e) => [edgeId(e), e]));
  return edgeByName.get(id);
}

// Edges of every node, one after the other.
const STARTS = new Int32Array(N + 1);
for (let e = 0; e < E; e++) { STARTS[FROM[e] + 1]++; if (TO[e] !== FROM[e]) STARTS[TO[e] + 1]++; }
for (let i = 0; i < N; i++) STARTS[i + 1] += STARTS[i];
const INCIDENT = new Int32Array(STARTS[N]);
{
  const next = STARTS.slice(0, N);
  for (let e = 0; e < E; e++) { INCIDENT[next[FROM[e]]++] = e; if (TO[e] !== FROM[e]) INCIDENT[next[TO[e]]++] = e; }
}
const incident = (i) => INCIDENT.subarray(STARTS[i], STARTS[i + 1]);

// The best supported first: what is drawn and labelled where not everything can be.
const WEIGHT = new Int32Array(N);
for (let e = 0; e < E; e++) { WEIGHT[FROM[e]] += TOLD[e]; WEIGHT[TO[e]] += TOLD[e]; }
const order = Int32Array.from({ length: N }, (_, i) => i).sort((a, b) => SIZE[b] - SIZE[a] || WEIGHT[b] - WEIGHT[a] || a - b);
const RANK = new Int32Array(N);
order.forEach((i, rank) => { RANK[i] = rank; });

const state = {
  selected: null, // { node }, { edge } or { path: { from, to, edges } }
  depth: 1, hovered: null, lit: null,
  hiddenKinds: new Set(), hiddenFamilies: new Set(), hiddenStatuses: new Set(), island: -1, year: 0, sure: 0,
};
const NODE_SHOWN = new Uint8Array(N).fill(1);
const EDGE_SHOWN = new Uint8Array(E).fill(1);
const narrowed = () => Boolean(state.year || state.sure || state.hiddenStatuses.size || state.island >= 0);
let undatedHidden = 0;

// What passes the filters: facts first, then those they speak of, then what these are at home in.
function sift() {
  const kindHidden = data.kinds.map((kind) => state.hiddenKinds.has(kind));
  const alive = new Uint8Array(N);
  undatedHidden = 0;
  for (let e = 0; e < E; e++) {
    let shown = !(kindHidden[KIND[FROM[e]]] || kindHidden[KIND[TO[e]]] || state.hiddenFamilies.has(familyOf(e)));
    if (shown && FAMILY[e] !== WITHIN) {
      shown = SURE[e] >= state.sure && !(familyOf(e) === 'position' && state.hiddenStatuses.has(statusOf(e)))
        && (state.island < 0 || ISLAND[FROM[e]] === state.island || ISLAND[TO[e]] === state.island);
      if (shown && state.year && !(FIRST[e] && FIRST[e] <= state.year && LAST[e] >= state.year)) {
        shown = false;
        if (!FIRST[e]) undatedHidden++;
      }
      if (shown) alive[FROM[e]] = alive[TO[e]] = 1;
    }
    EDGE_SHOWN[e] = shown ? 1 : 0;
  }
  const bare = !narrowed();
  for (let i = 0; i < N; i++) if (bare && !alive[i] && incident(i).every((e) => FAMILY[e] === WITHIN)) alive[i] = 1;
  for (let i = 0; i < N; i++) if (alive[i]) for (let up = HOME[i]; up >= 0 && !alive[up] && (state.island < 0 || ISLAND[up] === state.island); up = HOME[up]) alive[up] = 1;
  for (let i = 0; i < N; i++) NODE_SHOWN[i] = alive[i] && !kindHidden[KIND[i]] ? 1 : 0;
  for (let e = 0; e < E; e++) if (!NODE_SHOWN[FROM[e]] || !NODE_SHOWN[TO[e]]) EDGE_SHOWN[e] = 0;
}

// What is lit: a node and what lies within so many steps, an edge with its ends, a path.
function litBy(selected) {
  if (!selected) return null;
  if (selected.edge !== undefined) return { nodes: new Set([FROM[selected.edge], TO[selected.edge]]), edges: new Set([selected.edge]) };
  if (selected.path) return { nodes: new Set([selected.path.from, selected.path.to, ...selected.path.edges.flatMap((e) => [FROM[e], TO[e]])]), edges: new Set(selected.path.edges) };
  const nodes = new Set([selected.node]);
  const edges = new Set();
  let edge = [selected.node];
  for (let step = 0; step < state.depth; step++) {
    const next = [];
    for (const i of edge) {
      for (const e of incident(i)) {
        if (!EDGE_SHOWN[e] || (step > 0 && FAMILY[e] === WITHIN)) continue;
        edges.add(e);
        const far = other(e, i);
        if (!nodes.has(far)) { nodes.add(far); next.push(far); }
      }
    }
    edge = next;
  }
  return { nodes, edges };
}

// What tells this "Huyện ủy Châu Thành" from the nine others: its full name's end, its detail, or its best known fact.
function describe(i) {
  const parts = [];
  if (pref(i) !== label(i)) parts.push(pref(i).startsWith(label(i)) ? pref(i).slice(label(i).length).replace(/^[\s,;:–-]+/, '') : pref(i));
  if (detail(i) && !parts.some((part) => part.includes(detail(i)))) parts.push(detail(i));
  if (!parts.length) {
    const known = [...incident(i)].filter((e) => FAMILY[e] !== WITHIN).sort((a, b) => TOLD[b] - TOLD[a])[0] ?? incident(i)[0];
    if (known !== undefined) parts.push([familyOf(known) === 'position' ? edgeName(known) : '', label(other(known, i))].filter(Boolean).join(' · '));
  }
  return parts.filter(Boolean).join(' · ');
}
