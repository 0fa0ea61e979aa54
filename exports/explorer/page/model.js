// The data as embedded, indexed. What is hidden, selected and hovered is here as well: one state for all views.

const data = JSON.parse(byId('data').textContent);
const nodes = new Map(data.nodes.map((node) => [node.id, node]));
const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
const incident = new Map(data.nodes.map((node) => [node.id, []]));
for (const edge of data.edges) {
  incident.get(edge.from).push(edge);
  if (edge.to !== edge.from) incident.get(edge.to).push(edge);
}
for (const node of data.nodes) {
  node.kind = kindOf(node.group);
  const own = node.evidence.length;
  node.weight = incident.get(node.id).reduce((sum, edge) => sum + edge.evidence.length + 0.5, own);
}

const state = { selected: null, hovered: null, hiddenKinds: new Set(), hiddenFamilies: new Set(), lit: null };

const edgeName = (edge) => (language === 'en' ? edge.name_en || edge.name : edge.name);
const other = (edge, id) => nodes.get(edge.from === id ? edge.to : edge.from);
const nodeHidden = (node) => state.hiddenKinds.has(node.kind);
const edgeHidden = (edge) => state.hiddenFamilies.has(edge.family) || nodeHidden(nodes.get(edge.from)) || nodeHidden(nodes.get(edge.to));

// What tells this "Huyện ủy Châu Thành" from the nine others: its full name's end, its detail, or its best known fact.
function describe(node) {
  const parts = [];
  if (node.pref_label !== node.label) {
    parts.push(node.pref_label.startsWith(node.label) ? node.pref_label.slice(node.label.length).replace(/^[\s,;:–-]+/, '') : node.pref_label);
  }
  if (node.detail && !parts.some((part) => part.includes(node.detail))) parts.push(node.detail);
  if (!parts.length) {
    const known = incident.get(node.id).filter((edge) => edge.family !== 'within').sort((a, b) => b.evidence.length - a.evidence.length)[0];
    const fact = known ?? incident.get(node.id).find((edge) => edge.from === node.id);
    if (fact) parts.push([fact.family === 'position' ? edgeName(fact) : '', other(fact, node.id).label].filter(Boolean).join(' · '));
  }
  return parts.filter(Boolean).join(' · ');
}

// Selected node with its neighbours, or selected edge with its ends; null when everything is lit.
function litBy(id) {
  if (nodes.has(id)) {
    const around = incident.get(id).filter((edge) => !edgeHidden(edge));
    return { nodes: new Set([id, ...around.map((edge) => other(edge, id).id)]), edges: new Set(around.map((edge) => edge.id)) };
  }
  if (edges.has(id)) {
    const edge = edges.get(id);
    return { nodes: new Set([edge.from, edge.to]), edges: new Set([id]) };
  }
  return null;
}
