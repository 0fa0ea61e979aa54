// Small charts in plain SVG: who held a post and when, and figures over the years.

const WIDE = 352;
const isDay = (text) => /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text);
const time = (day) => Date.UTC(...day.split('-').map((part, k) => Number(part) - (k === 1 ? 1 : 0)));

// A scale of years that holds all these days, with round ticks.
function years(days, left, right) {
  const known = days.filter(Boolean).sort();
  const first = Number(known[0].slice(0, 4));
  const last = Number(known.at(-1).slice(0, 4)) + 1;
  const [from, to] = last - first < 3 ? [first - 1, Math.max(last, first + 2)] : [first, last];
  const [start, end] = [Date.UTC(from, 0, 1), Date.UTC(to, 0, 1)];
  const step = [1, 2, 5, 10, 20, 50].find((n) => (to - from) / n <= 7) ?? 100;
  const ticks = [];
  for (let year = Math.ceil(from / step) * step; year <= to; year += step) ticks.push(year);
  const at = (moment) => left + (right - left) * Math.min(1, Math.max(0, (moment - start) / (end - start)));
  return { at, day: (iso) => at(time(iso)), ticks };
}

function axis(scale, height, top = 0) {
  return drawn('g', { className: 'axis', 'aria-hidden': 'true' }, ...scale.ticks.flatMap((year) => {
    const x = scale.at(Date.UTC(year, 0, 1));
    return [drawn('line', { x1: x, x2: x, y1: top, y2: height }), drawn('text', { x, y: height + 13, 'text-anchor': 'middle', text: String(year) })];
  }));
}

// What the articles say of a tenure's time: the days on which it is attested, and its ends where these are known.
function tenureTimes({ times, evidence }) {
  const days = (test) => [...new Set(evidence.filter((piece) => isDay(piece.day) && test(piece.status)).map((piece) => piece.day))].sort();
  return { held: days((status) => status !== 'former'), former: days((status) => status === 'former'), ...times };
}

function tenureSummary(t) {
  const parts = [];
  const point = (early, late) => (early && late ? span(early, late) : early ? `≥ ${date(early)}` : late ? `≤ ${date(late)}` : '');
  const start = point(t.start_earliest, t.start_latest);
  const end = point(t.end_earliest, t.end_latest);
  if (start) parts.push(`${words().start} ${start}`);
  if (end) parts.push(`${words().end} ${end}`);
  if (t.end_cause) parts.push(words().cause[t.end_cause] ?? t.end_cause);
  if (t.held.length) parts.push(`${words().since} ${t.held[0] === t.held.at(-1) ? date(t.held[0]) : `${date(t.held[0])}–${date(t.held.at(-1))}`}`);
  else if (t.former.length) parts.push(`${words().formerly}: ${date(t.former[0])}`);
  if (t.term) parts.push(words().term(t.term));
  return parts.join(' · ');
}

// One row a tenure: a bar between the days that are known to be in it, open and fading where an end is unknown.
function timeline(rows, act) {
  const timed = rows.map((row) => ({ ...row, t: tenureTimes(row.fact) }));
  const days = timed.flatMap(({ t }) => [...t.held, ...t.former, t.start_earliest, t.start_latest, t.end_earliest, t.end_latest].filter(Boolean));
  const shown = timed.filter(({ t }) => t.held.length || t.former.length || t.start_latest || t.end_earliest);
  if (!shown.length) return null;
  const height = shown.length * 34 + 4;
  const scale = years(days, 10, WIDE - 14);
  const holder = element('div', { className: 'timeline' });
  const svg = drawn('svg', { viewBox: `0 0 ${WIDE} ${height + 18}`, role: 'group', 'aria-label': words().tenures }, fades(), axis(scale, height));
  shown.forEach((row, k) => svg.append(tenureRow(row, scale, k * 34, act)));
  holder.append(svg, tenureKey(shown));
  return holder;
}

const fades = () => drawn('defs', {}, ...[['fade-after', 1, 0], ['fade-before', 0, 1]].map(([id, from, to]) => drawn('linearGradient', { id },
  drawn('stop', { offset: 0, 'stop-color': 'var(--person)', 'stop-opacity': from * 0.5 }), drawn('stop', { offset: 1, 'stop-color': 'var(--person)', 'stop-opacity': to * 0.5 }))));

function tenureRow({ t, title, fact }, scale, top, act) {
  const middle = top + 25;
  const row = drawn('g', { className: 'tenure', tabindex: 0, role: 'button', 'aria-label': `${title}. ${tenureSummary(t)}` }, drawn('title', { text: `${title}\n${tenureSummary(t)}` }),
    drawn('rect', { className: 'hit', x: 0, y: top, width: WIDE, height: 34 }));
  const sure = [t.start_latest, ...t.held, t.end_earliest].filter(Boolean).sort();
  const wide = Math.ceil((WIDE - 20) / 6.3);
  row.append(drawn('text', { x: 10, y: top + 14, text: shortened(harmless(title), wide), className: 'name' }));
  if (sure.length) {
    const [left, right] = [scale.day(sure[0]), Math.max(scale.day(sure.at(-1)), scale.day(sure[0]) + 4)];
    if (!t.start_latest) row.append(drawn('rect', { x: Math.max(10, left - 22), y: middle - 4, width: left - Math.max(10, left - 22), height: 8, fill: 'url(#fade-before)' }));
    if (!t.end_earliest && !t.former.length) row.append(drawn('rect', { x: right, y: middle - 4, width: Math.min(22, WIDE - 4 - right), height: 8, fill: 'url(#fade-after)' }));
    row.append(drawn('rect', { className: 'sure', x: left, y: middle - 4, width: right - left, height: 8, rx: 2 }));
    if (t.start_earliest && t.start_latest) row.append(drawn('path', { className: 'ends', d: `M${left} ${middle - 7}V${middle + 7}` }));
    if (t.end_earliest) row.append(drawn('path', { className: 'ends', d: `M${right} ${middle - 7}V${middle + 7}` }));
  }
  for (const day of t.held) row.append(drawn('circle', { className: 'held', cx: scale.day(day), cy: middle, r: 3 }));
  for (const day of t.former) row.append(drawn('circle', { className: 'former', cx: scale.day(day), cy: middle, r: 3.2 }));
  row.addEventListener('click', () => act(fact.edge));
  row.addEventListener('keydown', (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); act(fact.edge); } });
  return row;
}

function tenureKey(rows) {
  const has = (test) => rows.some(({ t }) => test(t));
  const item = (shape, text) => element('span', {}, drawn('svg', { viewBox: '0 0 18 12', 'aria-hidden': 'true' }, ...shape), element('span', { text }));
  return element('p', { className: 'key' },
    has((t) => t.held.length) ? item([drawn('circle', { className: 'held', cx: 9, cy: 6, r: 3 })], words().attested) : null,
    has((t) => t.former.length) ? item([drawn('circle', { className: 'former', cx: 9, cy: 6, r: 3.2 })], words().formerly) : null,
    has((t) => t.start_latest || t.end_earliest) ? item([drawn('path', { className: 'ends', d: 'M9 0V12' })], words().known) : null,
    has((t) => (t.held.length || t.start_latest) && !(t.start_latest && t.end_earliest)) ? item([drawn('rect', { x: 1, y: 3, width: 16, height: 7, fill: 'url(#fade-after)' })], words().unknown) : null);
}

const figureText = (i) => {
  const { value, total, approximate } = data.nodes.figure[i];
  const about = words().approximate[approximate];
  return `${about ? `${about} ` : ''}${number(Number(value))}${total ? `/${number(Number(total))}` : ''}`;
};

// Figures of one measure: a bar from the first to the last day it counts, as high as its value.
function figureChart(figures, act) {
  const timed = figures.map((i) => ({ i, from: data.nodes.earliest[i] ?? data.nodes.latest[i], to: data.nodes.latest[i] ?? data.nodes.earliest[i], value: Number(data.nodes.figure[i].value) })).filter(({ from, value }) => from && Number.isFinite(value));
  if (!timed.length) return null;
  const scale = years(timed.flatMap(({ from, to }) => [from, to]), 12, WIDE - 12);
  const most = Math.max(...timed.map(({ value }) => value), 1);
  const bottom = 104;
  const svg = drawn('svg', { viewBox: `0 0 ${WIDE} ${bottom + 20}`, role: 'group', 'aria-label': words().figures }, axis(scale, bottom, 18));
  const used = [];
  for (const { i, from, to, value } of timed.sort((a, b) => time(b.to) - time(b.from) - (time(a.to) - time(a.from)) || a.i - b.i)) {
    const left = scale.day(from);
    const width = Math.max(5, scale.at(time(to) + 864e5) - left - 1);
    const high = Math.max(2, (bottom - 34) * value / most);
    const bar = drawn('g', { className: 'bar', tabindex: 0, role: 'button', 'aria-label': `${label(i)}, ${detail(i)}` }, drawn('title', { text: `${label(i)}\n${detail(i)}` }),
      drawn('rect', { x: left, y: bottom - high, width, height: high, rx: 1.5, className: data.nodes.figure[i].approximate === 'exact' ? '' : 'about' }));
    const text = number(value);
    const room = { left: left + width / 2 - text.length * 3.6, right: left + width / 2 + text.length * 3.6, top: bottom - high - 14, bottom: bottom - high };
    if (!used.some((box) => box.left < room.right && box.right > room.left && box.top < room.bottom && box.bottom > room.top)) {
      used.push(room);
      bar.append(drawn('text', { x: left + width / 2, y: bottom - high - 4, 'text-anchor': 'middle', text }));
    }
    bar.addEventListener('click', () => act(i));
    bar.addEventListener('keydown', (event) => { if (event.key === 'Enter') act(i); });
    svg.append(bar);
  }
  return element('div', { className: 'chart' }, svg);
}
