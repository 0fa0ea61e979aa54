// The words of the articles: each quote with the words that matter marked, its article, date and source.

// Positions are kept: every character of the folded text is one of the original.
function foldedBeside(text) {
  const at = [];
  let folded = '';
  let k = 0;
  for (const char of text) {
    const plain = char.toLowerCase().normalize('NFD').replace(/\p{M}+/gu, '').replaceAll('đ', 'd');
    for (let n = 0; n < plain.length; n++) at.push(k);
    folded += plain;
    k += char.length;
  }
  at.push(text.length);
  return { folded, at };
}

// What to look for in the quotes of an edge: its two ends by their names, its relation, its figure.
function wordsThatMatter(e) {
  const wanted = [];
  for (const i of [FROM[e], TO[e]]) {
    const kind = kindOf(i);
    if (kind === 'figure') { if (data.nodes.figure[i]?.value) wanted.push(...written(data.nodes.figure[i].value)); continue; }
    const names = [label(i), ...(data.nodes.names[i] ?? [])];
    wanted.push(...names);
    if (kind === 'organization') wanted.push(...names.map((name) => name.replace(/\s+(tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\s.*$/u, '')), label(i).split(' ').slice(0, 2).join(' '));
    if (kind === 'document') wanted.push(...(label(i).match(/\d+[-–/][\p{L}\d/–-]+|\d{2,}/gu) ?? []), label(i).split(/\s+số\s/u)[0]);
    if (kind === 'place') wanted.push(label(i).replace(/^(tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường)\s/u, ''));
  }
  const [family, vi] = data.names[data.edges.name[e]];
  if (family === 'position') wanted.push(vi, vi.replace(/^(Phó )?(Trưởng|Chánh) .*/u, '$1$2'));
  if (family === 'change') wanted.push(...(vi.split(': ')[1]?.replace(/ \(.*$/u, '').split(', ') ?? []), ...vi.split(':')[0].replace(/^(được|bị)\s/u, '').split(', '));
  if (family !== 'position' && family !== 'change') wanted.push(...vi.split(', '));
  return [...new Set(wanted.map((word) => fold(shortened(word, 120))).filter((word) => word.length > 1 || /\d/.test(word)))].sort((a, b) => b.length - a.length);
}

function written(value) {
  const whole = Number(value);
  return Number.isFinite(whole) ? [String(value), whole.toLocaleString('vi-VN'), whole.toLocaleString('en-US'), String(whole).padStart(2, '0')] : [String(value)];
}

function marked(text, wanted) {
  const holder = element('blockquote', { lang: 'vi', dir: 'auto' });
  const { folded, at } = foldedBeside(text);
  const on = new Uint8Array(folded.length);
  const isWord = (c) => c !== undefined && /[\p{L}\d]/u.test(c);
  for (const word of wanted) {
    for (let k = folded.indexOf(word); k >= 0; k = folded.indexOf(word, k + 1)) {
      const end = k + word.length;
      if (isWord(folded[k - 1]) && isWord(word[0])) continue;
      if (isWord(folded[end]) && isWord(word.at(-1))) continue;
      if (/^\d/.test(word) && (/[\d][.,]$/.test(folded.slice(Math.max(0, k - 2), k)) || /^[.,]\d/.test(folded.slice(end, end + 2)))) continue;
      if (on.subarray(k, end).includes(1)) continue;
      on.fill(1, k, end);
    }
  }
  for (let k = 0; k < folded.length;) {
    let end = k;
    while (end < folded.length && on[end] === on[k]) end++;
    const piece = text.slice(at[k], at[end]);
    if (piece) holder.append(on[k] ? element('mark', { text: piece }) : piece);
    k = end;
  }
  return holder;
}

function badge(status) {
  const name = Object.hasOwn(words().status, status) ? words().status[status] : '';
  return name ? element('span', { text: name, className: 'status', data: { status } }) : null;
}

function quote(piece, wanted, withStatus) {
  const title = piece.title || `${words().article} ${piece.article}`;
  const address = safeLink(piece.source);
  const caption = element('figcaption', { dir: 'auto' },
    address ? element('a', { text: title, href: address, target: '_blank', rel: 'noopener noreferrer', title: words().source }) : element('span', { text: title }));
  const tail = [piece.publisher, piece.day ? date(piece.day) : words().undated].filter(Boolean).join(' · ');
  caption.append(element('span', { text: ` · ${tail}` }));
  if (piece.confidence < 0.9) caption.append(element('span', { text: ` · ${words().sure(number(piece.confidence))}` }));
  if (withStatus) caption.append(badge(piece.status) ?? '');
  return element('figure', {}, marked(piece.quote, wanted), caption);
}

// The first quote stands open, the others behind a button.
function quotes(fact, open = 1) {
  const wanted = wordsThatMatter(fact.edge);
  const statuses = new Set(fact.evidence.map(({ status }) => status));
  const make = (piece) => quote(piece, wanted, statuses.size > 1);
  const made = element('div', { className: 'quotes' }, ...fact.evidence.slice(0, open).map(make));
  const rest = fact.evidence.slice(open);
  if (rest.length) {
    const more = button({ className: 'more', text: words().more(number(rest.length)) }, () => more.replaceWith(...rest.map(make)));
    made.append(more);
  }
  return made;
}
