// The legend, which filters by kind and relation, and the filters by province, year, confidence and status.

function refilter({ fly = false } = {}) {
  sift();
  if (state.selected?.path) state.selected.path.edges = pathBetween(state.selected.path.from, state.selected.path.to);
  state.lit = litBy(state.selected);
  showFilters();
  if (fly) fit(true);
  redraw();
  writeAddress();
}

function legendRow(icon, name, text, count, set, about) {
  const made = button({ 'aria-pressed': String(!set.has(name)), data: about }, () => {
    if (!set.delete(name)) set.add(name);
    refilter();
    document.querySelector(`#filters button[data-${Object.keys(about)[0]}="${name}"]`)?.focus();
  }, icon, element('span', { text }), element('span', { className: 'count', text: number(count) }));
  return element('li', {}, made);
}

const counted = (column, names) => { const found = {}; for (const one of column) found[names[one]] = (found[names[one]] ?? 0) + 1; return found; };
const kindCounts = counted(KIND, data.kinds);
const familyCounts = counted(FAMILY, FAMILIES);
const dated = FIRST.reduce((found, first, e) => { if (first) for (let y = first; y <= LAST[e] && y - first < 80; y++) found.set(y, (found.get(y) ?? 0) + 1); return found; }, new Map());
const yearsKnown = [...dated.keys()].filter((y) => y > 1900 && y < 2100).sort((a, b) => a - b);
// A slider that begins with one document of long ago would leave the present no room.
const yearFirst = (() => {
  let left = 0.01 * yearsKnown.reduce((sum, y) => sum + dated.get(y), 0);
  return yearsKnown.find((y) => (left -= dated.get(y)) < 0) ?? 0;
})();
const yearLast = yearsKnown.at(-1) ?? 0;

function showFilters() {
  const say = words();
  byId('filters').querySelector('summary').textContent = say.filters;
  const kinds = data.kinds.filter((kind) => kindCounts[kind]);
  byId('kinds').replaceChildren(...kinds.map((kind) => legendRow(mark(kind), kind, say.kind[kind], kindCounts[kind], state.hiddenKinds, { kind })));
  const families = FAMILIES.filter((family) => familyCounts[family]);
  byId('families').replaceChildren(...families.map((family) => legendRow(stroke(family), family, say.family[family], familyCounts[family], state.hiddenFamilies, { family })));
  byId('families').hidden = !families.length;
  showArea();
  showYear();
  showCertainty();
  const clear = byId('clear');
  clear.textContent = say.reset;
  clear.hidden = !(narrowed() || state.hiddenKinds.size || state.hiddenFamilies.size);
  byId('hint').textContent = [say.hint, data.counts.quotes_left_out ? say.repeats(number(data.counts.quotes_left_out)) : ''].filter(Boolean).join(' ');
  let shown = 0;
  for (let i = 0; i < N; i++) shown += NODE_SHOWN[i];
  byId('counts').textContent = say.counts(number(N), number(E - (familyCounts.within ?? 0))) + (shown < N ? ` · ${say.shown(number(shown))}` : '');
  byId('empty').hidden = shown > 0;
  byId('empty').textContent = N ? say.nothing : say.empty;
}

function options(select, items, chosen) {
  select.replaceChildren(...items.map(([value, text]) => element('option', { value, text, ...(String(value) === String(chosen) ? { selected: '' } : {}) })));
  select.value = String(chosen);
}

const areas = () => shores.map((shore, k) => [k, shortened(islandName(k), 60)]).sort((a, b) => Number(indexOf.has(shores[a[0]].id)) - Number(indexOf.has(shores[b[0]].id)) || bareName(a[1]).localeCompare(bareName(b[1]), 'vi'));
const bareName = (name) => name.replace(/^(tỉnh|thành phố)\s/u, '');

function showArea() {
  byId('area-label').textContent = words().area;
  options(byId('area'), [[-1, words().allAreas], ...areas()], state.island);
  byId('area-field').hidden = shores.length < 2;
}

function showYear() {
  byId('year-field').hidden = yearLast - yearFirst < 1;
  if (byId('year-field').hidden) return;
  const slider = byId('year');
  slider.min = yearFirst - 1;
  slider.max = yearLast;
  slider.value = state.year || yearFirst - 1;
  const text = state.year ? words().asOf(state.year) : words().allYears;
  slider.setAttribute('aria-valuetext', text);
  byId('year-label').textContent = words().year;
  byId('year-shown').textContent = text;
  byId('undated').hidden = !(state.year && undatedHidden);
  byId('undated').textContent = words().undatedOut(number(undatedHidden));
  const most = Math.max(...dated.values());
  const count = yearLast - yearFirst + 2;
  byId('histogram').replaceChildren(...Array.from({ length: count - 1 }, (_, k) => {
    const year = yearFirst + k;
    const high = 1 + 23 * Math.sqrt((dated.get(year) ?? 0) / most);
    return drawn('rect', { x: ((k + 1) * 100) / count, width: 80 / count, y: 24 - high, height: high, className: !state.year || year === state.year ? 'on' : '' });
  }));
}

function showCertainty() {
  const levels = [...new Set(SURE)].filter((sure) => sure < 100).sort((a, b) => a - b);
  const values = new Set(SURE);
  byId('sure-field').hidden = values.size < 2;
  byId('sure-label').textContent = words().certainty;
  const steps = [...values].sort((a, b) => a - b).slice(1);
  options(byId('sure'), [[0, words().any], ...(levels.length ? steps : []).map((sure) => [sure, words().atLeast(number(sure / 100))])], state.sure);
  byId('status-field').hidden = !STATUS.some((status) => status);
  byId('status-label').textContent = words().statuses;
  byId('statuses').replaceChildren(...data.statuses.slice(1).map((status) => button({ 'aria-pressed': String(!state.hiddenStatuses.has(status)), text: words().status[status], data: { status } }, () => {
    if (!state.hiddenStatuses.delete(status)) state.hiddenStatuses.add(status);
    refilter();
    byId('statuses').querySelector(`[data-status="${status}"]`)?.focus();
  })));
}

byId('area').addEventListener('change', (event) => { state.island = Number(event.target.value); refilter({ fly: true }); });
byId('year').addEventListener('input', (event) => { const year = Number(event.target.value); state.year = year < yearFirst ? 0 : year; refilter(); });
byId('sure').addEventListener('change', (event) => { state.sure = Number(event.target.value); refilter(); });
byId('clear').addEventListener('click', () => {
  for (const set of [state.hiddenKinds, state.hiddenFamilies, state.hiddenStatuses]) set.clear();
  Object.assign(state, { island: -1, year: 0, sure: 0 });
  refilter({ fly: true });
});
