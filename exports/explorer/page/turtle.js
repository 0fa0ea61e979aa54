// The facts of what is seen as RDF: the same nodes and names as in the graph that the page was made from.

const PREFIXES = {
  dang: 'https://w3id.org/dangbo/ontology#', org: 'http://www.w3.org/ns/org#', rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#', dcterms: 'http://purl.org/dc/terms/', xsd: 'http://www.w3.org/2001/XMLSchema#',
};
const FACTS = {
  position: ['Tenure', 'org:member', 'org:organization', 'org:role'],
  change: ['Change', 'dang:person', 'org:organization', 'dang:kind'],
  implementation: ['Implementation', 'dang:organization', 'dang:document', 'dang:action'],
  relation: ['DocumentRelation', 'dang:document', 'dang:relatedDocument', 'dang:relation'],
  participation: ['Participation', 'dang:agent', 'dang:event', 'dang:part'],
  adoption: ['Adoption', 'dang:unit', 'dang:programme', 'dang:action'],
  origin: ['Origin', 'dang:person', 'dang:homePlace', ''],
  admission: ['Admission', 'dang:unit', '', 'dang:measure'],
  count: ['Count', 'dang:unit', '', 'dang:measure'],
};
const TIMES = {
  first_attested: 'firstAttested', last_attested: 'lastAttested', start_earliest: 'startEarliest', start_latest: 'startLatest', end_earliest: 'endEarliest', end_latest: 'endLatest',
  born_earliest: 'bornEarliest', born_latest: 'bornLatest',
};
const CLASSES = { person: 'Person', organization: 'Organization', place: 'Place', document: 'Document', event: 'Event', programme: 'Programme' };

const escaped = (c) => `%${c.codePointAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
function iriRef(iri) {
  const [head, ...tail] = iri.split('#');
  const whole = tail.length ? `${head}#${tail.join('%23')}` : head;
  return `<${whole.replace(/[\u0000-\u0020<>"{}|^`\\[\]]|%(?![0-9a-f]{2})/gi, escaped)}>`;
}
const nodeRef = (i) => iriRef(data.nodes.iri[i] ?? data.base + data.nodes.id[i]);
const localRef = (name) => iriRef(data.base + name);
const literal = (text) => `"${text.replace(/[\\"\u0000-\u001f\u007f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, (c) => ({ '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[c] ?? (c >= '\ud800' ? '\ufffd' : `\\u${c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`))}"`;
const vietnamese = (text) => `${literal(text)}@vi`;
const day = (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? `"${text}"^^xsd:date` : literal(text));
const integer = (text) => (/^\d+$/.test(text) ? text : /^\d+\.\d+$/.test(text) ? text : literal(text));

const decimal = (n) => (Number.isInteger(n) ? `${n}.0` : String(n));

// One subject and what is said of it.
function statement(subject, said) {
  const lines = said.filter(([, object]) => object);
  return lines.length ? `${subject} ${lines.map(([predicate, object]) => `${predicate} ${object}`).join(' ;\n    ')} .\n` : '';
}

function conceptRef(concept) {
  return concept ? (concept.startsWith('role-') ? localRef(concept) : iriRef(PREFIXES.dang + concept)) : '';
}

async function turtleText() {
  const facts = await factsOf(seenFacts());
  const parts = Object.entries(PREFIXES).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .`);
  parts.push('');
  const nodes = new Set(facts.flatMap(({ edge }) => [FROM[edge], TO[edge]]));
  for (const i of [...nodes].sort((a, b) => a - b)) {
    const type = CLASSES[kindOf(i)];
    if (type && !isFact(i)) parts.push(statement(nodeRef(i), [['a', `dang:${type}`], ['rdfs:label', vietnamese(label(i))], ['skos:prefLabel', data.nodes.pref[i] ? vietnamese(data.nodes.pref[i]) : '']]));
  }
  const evidence = new Map();
  const roles = new Map();
  for (const fact of facts) {
    parts.push(factStatement(fact));
    for (const piece of fact.evidence) evidence.set(piece.id, piece);
    const [family, vi, en, concept] = data.names[data.edges.name[fact.edge]];
    if (family === 'position' && concept) roles.set(concept, [vi, en]);
  }
  for (const [role, [vi, en]] of [...roles].sort()) parts.push(statement(localRef(role), [['a', 'skos:Concept'], ['rdfs:label', `${vietnamese(vi)}, ${literal(en)}@en`]]));
  const articles = new Map();
  for (const [id, piece] of [...evidence].sort()) {
    if (!id) continue;
    if (piece.articleId) articles.set(piece.articleId, piece);
    parts.push(statement(localRef(id), [['a', 'dang:Evidence'], ['dang:article', piece.articleId ? localRef(piece.articleId) : ''], ['dang:quote', vietnamese(piece.quote)], ['dang:start', String(piece.start)], ['dang:end', String(piece.end)],
      ['dang:rule', literal(piece.rule)], ['dang:confidence', decimal(piece.confidence)], ['dang:status', piece.status ? `dang:status-${piece.status.replace(/[^a-z]/g, '')}` : '']]));
  }
  for (const [id, piece] of [...articles].sort()) {
    parts.push(statement(localRef(id), [['a', 'dang:Article'], ['dcterms:identifier', literal(piece.article)], ['dcterms:title', piece.title ? vietnamese(piece.title) : ''], ['dcterms:issued', piece.day ? day(piece.day) : ''], ['dcterms:source', safeLink(piece.source) ? iriRef(piece.source) : '']]));
  }
  return parts.join('\n');
}

// A figure, and a change that names no post, is drawn as a node: the fact itself.
const isFact = (i) => incident(i).length > 0 && incident(i).some((e) => data.edges.key[e] === data.nodes.id[i]);

function factStatement({ edge: e, times, evidence }) {
  const [family, , , concept, role] = data.names[data.edges.name[e]];
  const known = FACTS[family];
  if (!known) return '';
  const [type, subject, object, kind] = known;
  const figure = data.nodes.figure[TO[e]];
  const isSpan = family === 'implementation' || family === 'admission' || family === 'count';
  return statement(localRef(data.edges.key[e]), [
    ['a', family === 'admission' ? 'dang:Admission, dang:Count' : `dang:${type}`], [subject, nodeRef(FROM[e])], [object, object && !isFact(TO[e]) ? nodeRef(TO[e]) : ''], [kind, conceptRef(concept)], ['org:role', conceptRef(role)],
    ...(figure ? [['dang:value', integer(figure.value)], ['dang:total', figure.total ? integer(figure.total) : ''], ['dang:population', conceptRef(figure.population)], ['dang:approximate', conceptRef(`approximate-${figure.approximate}`)]] : []),
    ...Object.entries(TIMES).map(([name, predicate]) => [`dang:${predicate}`, times[name] ? day(times[name]) : '']),
    [isSpan ? 'dang:from' : 'dang:earliest', times.earliest ? day(times.earliest) : ''], [isSpan ? 'dang:to' : 'dang:latest', times.latest ? day(times.latest) : ''],
    ['dang:endCause', times.end_cause ? iriRef(`${PREFIXES.dang}endCause-${times.end_cause}`) : ''], ['dang:term', times.term ? literal(times.term) : ''], ['dang:ethnicGroup', times.people ? vietnamese(times.people) : ''],
    ['dang:evidence', evidence.filter(({ id }) => id).map(({ id }) => localRef(id)).join(', ')],
  ]);
}
