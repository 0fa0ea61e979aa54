// What is seen, as a file: the picture as PNG or SVG, the facts as CSV or Turtle. Files are made here and go nowhere.

function download(name, type, parts) {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const link = element('a', { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  byId('live').textContent = words().saved(name);
}

const fileName = (ending) => `dangbo-${state.selected?.node !== undefined ? data.nodes.id[state.selected.node].replace(/[^a-z0-9-]/gi, '').slice(0, 60) : 'map'}.${ending}`;

function savePng() {
  const density = 2;
  const holder = element('canvas', { width: Math.round(camera.width * density), height: Math.round(camera.height * density) });
  paint(holder.getContext('2d', { alpha: false }), density, scene);
  return new Promise((resolve) => { holder.toBlob((blob) => { download(fileName('png'), 'image/png', [blob]); resolve(blob); }, 'image/png'); });
}

// XML knows five characters that are not themselves, and has none of the control characters.
const xml = (text) => harmless(text).replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]);
const round = (n) => Math.round(n * 10) / 10;

function svgText() {
  const { width, height } = camera;
  const parts = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" font-family="${xml(colours.sans)}">`,
    `<title>${xml(byId('title').textContent)}</title>`, `<rect width="100%" height="100%" fill="${colours.paper}"/>`,
    `<g fill="${colours.land}" stroke="${colours.shore}">`, ...scene.islands.map(({ x, y, r }) => `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}"/>`), '</g>',
    `<g fill="none" stroke="${colours.shore}" opacity="0.55">`, ...scene.areas.map(({ x, y, r }) => `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}"/>`), '</g><g fill="none">'];
  for (const line of scene.lines) {
    const look = lookOf(line);
    const way = BEND[line.e] ? `Q${round(line.cx)} ${round(line.cy)} ${round(line.x2)} ${round(line.y2)}` : `L${round(line.x2)} ${round(line.y2)}`;
    parts.push(`<path d="M${round(line.x1)} ${round(line.y1)}${way}" stroke="${look.colour}" stroke-width="${look.width}" opacity="${look.alpha}"${look.dashed ? ' stroke-dasharray="5 4"' : ''}/>`);
  }
  parts.push('</g>');
  for (const { i, x, y } of scene.dots) parts.push(`<circle cx="${round(x)}" cy="${round(y)}" r="1" fill="${colours[kindOf(i)]}" opacity="0.55"/>`);
  for (const { i, x, y, r, faded } of [...scene.marks].reverse()) {
    parts.push(`<path d="${OUTLINES[kindOf(i)]}" transform="translate(${round(x)} ${round(y)}) scale(${round(r)})" fill="${colours[kindOf(i)]}" fill-rule="evenodd"${faded ? ' opacity="0.17"' : ''}><title>${xml(shortened(pref(i), 300))}</title></path>`);
  }
  for (const box of scene.labels) {
    const anchor = { center: 'middle', left: 'start', right: 'end' }[box.align];
    const x = box.align === 'center' ? (box.left + box.right) / 2 : box.align === 'left' ? box.left : box.right;
    box.lines.forEach((line, n) => {
      const y = box.top + (n + 0.5) * ((box.bottom - box.top) / box.lines.length);
      parts.push(`<text x="${round(x)}" y="${round(y)}" dy="0.35em" text-anchor="${anchor}" font-size="${round(box.px)}" font-weight="${box.bold ? 600 : 400}" fill="${box.edge !== undefined || box.quiet ? colours.soft : colours.ink}" stroke="${colours.land}" stroke-width="${round(box.px * 0.3)}" stroke-linejoin="round" paint-order="stroke">${xml(line)}</text>`);
    });
  }
  return `${parts.join('\n')}\n</svg>\n`;
}

// The facts of what is seen: of what is lit, else of what stands in view.
function seenFacts() {
  if (state.lit) return [...state.lit.edges].filter((e) => FAMILY[e] !== WITHIN).sort((a, b) => a - b);
  const [left, top] = toWorld(0, 0);
  const [right, bottom] = toWorld(camera.width, camera.height);
  const inView = (i) => NODE_SHOWN[i] && X[i] >= left && X[i] <= right && Y[i] >= top && Y[i] <= bottom;
  return Array.from({ length: E }, (_, e) => e).filter((e) => FAMILY[e] !== WITHIN && EDGE_SHOWN[e] && inView(FROM[e]) && inView(TO[e]));
}

// A cell that starts like a formula is told to be text.
const cell = (value) => { const text = /^[=+\-@\t\r]/.test(String(value)) ? `'${value}` : String(value); return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text; };

async function csvText() {
  const rows = [['subject', 'relation', 'object', 'family', 'from', 'to', 'status', 'confidence', 'quote', 'article', 'title', 'date', 'source', 'subject_id', 'object_id']];
  for (const { edge: e, times, evidence } of await factsOf(seenFacts())) {
    const from = times.earliest ?? (times.start_latest && times.start_earliest) ?? '';
    const to = times.latest ?? (times.end_earliest && times.end_latest) ?? '';
    for (const piece of evidence) rows.push([pref(FROM[e]), data.names[data.edges.name[e]][1], pref(TO[e]), familyOf(e), from, to, piece.status, piece.confidence, piece.quote, piece.article, piece.title, piece.day, piece.source, data.nodes.id[FROM[e]], data.nodes.id[TO[e]]]);
  }
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

const saves = {
  png: savePng,
  svg: async () => download(fileName('svg'), 'image/svg+xml', [svgText()]),
  csv: async () => download(fileName('csv'), 'text/csv', [await csvText()]),
  turtle: async () => download(fileName('ttl'), 'text/turtle', [await turtleText()]),
};

function showSave() {
  const say = words();
  byId('save').querySelector('span').textContent = say.save;
  byId('save-menu').replaceChildren(element('p', { className: 'sub', text: say.saveNote }),
    ...[['png', say.savePng], ['svg', say.saveSvg], ['csv', say.saveCsv], ['turtle', say.saveTurtle]].map(([name, text]) => button({ text, data: { save: name } }, async () => { await saves[name](); openSave(false); })),
    element('p', { className: 'sub', text: say.linkNote }),
    button({ text: say.link, data: { save: 'link' } }, async () => {
      const copied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
      byId('live').textContent = copied ? say.copied : location.href;
      openSave(false);
    }));
}

function openSave(open) {
  byId('save-menu').hidden = !open;
  byId('save').setAttribute('aria-expanded', String(open));
  if (open) byId('save-menu').querySelector('button').focus();
}
byId('save').addEventListener('click', () => openSave(byId('save-menu').hidden));
byId('save-holder').addEventListener('focusout', (event) => { if (!byId('save-holder').contains(event.relatedTarget)) openSave(false); });
