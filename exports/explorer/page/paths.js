// The shortest way between two entities, by facts rather than by structure: a step along the hierarchy counts twice.

function pathBetween(from, to) {
  const reached = new Map();
  let [now, next, later] = [[[from, -1]], [], []];
  while (now.length || next.length) {
    for (const [i, by] of now) {
      if (reached.has(i)) continue;
      reached.set(i, by);
      if (i === to) return wayBack(reached, from, to);
      for (const e of incident(i)) if (EDGE_SHOWN[e] && !reached.has(other(e, i))) (FAMILY[e] === WITHIN ? later : next).push([other(e, i), e]);
    }
    [now, next, later] = [next, later, []];
  }
  return [];
}

function wayBack(reached, from, to) {
  const way = [];
  for (let i = to; i !== from;) {
    const e = reached.get(i);
    way.push(e);
    i = other(e, i);
  }
  return way.reverse();
}

function selectPath(from, to) {
  select({ path: { from, to, edges: pathBetween(from, to) } }, { fly: true, focus: true });
}
