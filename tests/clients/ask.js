// Asks a SPARQL endpoint with sparql-http-client: node ask.js ENDPOINT; prints what came back as JSON.
import Client from 'sparql-http-client/ParsingClient.js';

const client = new Client({ endpointUrl: process.argv[2] });
const people = 'SELECT ?name WHERE { ?p a dang:Person ; rdfs:label ?name } ORDER BY ?name';
const rows = await client.query.select(people);
const posted = await client.query.select(people, { operation: 'postUrlencoded' });
const direct = await client.query.select(people, { operation: 'postDirect' });
const yes = await client.query.ask('ASK { ?p a dang:Person }');
const triples = await client.query.construct('CONSTRUCT { ?p a dang:Person } WHERE { ?p a dang:Person }');
let refused = '';
try {
  await client.query.select('SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }');
} catch (error) {
  refused = error.message;
}
console.log(JSON.stringify({
  names: rows.map((row) => row.name.value), posted: posted.length, direct: direct.length, yes, triples: triples.size, refused,
}));
