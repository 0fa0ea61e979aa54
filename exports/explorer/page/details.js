// The facts behind the edges: inflated shard by shard, when somebody wants to read them.

const shardHolders = document.querySelectorAll('script.shard');
const shardsRead = new Map();
let articlesRead = null;

const articles = () => (articlesRead ??= unpacked(byId('articles')));
function shard(k) {
  if (!shardsRead.has(k)) shardsRead.set(k, unpacked(shardHolders[k]));
  return shardsRead.get(k);
}

// For every edge its times and its evidence, in the order asked for.
async function factsOf(edges) {
  const about = await articles();
  const wanted = [...new Set(edges.map((e) => Math.floor(e / data.shard)))];
  const read = new Map(await Promise.all(wanted.map(async (k) => [k, await shard(k)])));
  return edges.map((e) => {
    const [times, evidence] = read.get(Math.floor(e / data.shard))[e % data.shard];
    return { edge: e, times: times || {}, evidence: evidence.map(([quote, article, status, confidence, start, end, rule, id]) => {
      const [name, title, day, publisher, source, articleId] = about[article];
      return { quote, status, confidence, start, end, rule, id, article: name, title, day, publisher, source, articleId };
    }) };
  });
}
