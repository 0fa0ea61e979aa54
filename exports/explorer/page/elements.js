// Small makers of elements: the only way text enters the page is as text.

const byId = (id) => document.getElementById(id);
const SVG = 'http://www.w3.org/2000/svg';

function filled(made, { text, className, data = {}, ...attributes }, children) {
  if (text !== undefined) made.textContent = text;
  if (className) made.setAttribute('class', className);
  Object.assign(made.dataset, data);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}
const element = (tag, about = {}, ...children) => filled(document.createElement(tag), about, children);
const drawn = (tag, about = {}, ...children) => filled(document.createElementNS(SVG, tag), about, children);

function button(about, act, ...children) {
  const made = element('button', { type: 'button', ...about }, ...children);
  made.addEventListener('click', act);
  return made;
}

// Controls and direction marks would let a name rearrange what stands beside it.
const harmless = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, ' ');
const shortened = (text, most) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

// One outline per kind in a box from -1 to 1, for the map and for the legend alike.
const OUTLINES = {
  person: 'M0-1A1 1 0 1 1 0 1A1 1 0 1 1 0-1Z',
  organization: 'M-.58-.92H.58A.34.34 0 0 1 .92-.58V.58A.34.34 0 0 1 .58.92H-.58A.34.34 0 0 1-.92.58V-.58A.34.34 0 0 1-.58-.92Z',
  place: 'M0 1.22C-.52.66-.9.2-.9-.26A.9.9 0 1 1 .9-.26C.9.2.52.66 0 1.22ZM0-.58A.33.33 0 1 0 0 .08A.33.33 0 1 0 0-.58Z',
  document: 'M-.8-1.04H.24L.8-.48V1.04H-.8ZM-.42-.12V.1H.42V-.12ZM-.42.36V.58H.42V.36Z',
  figure: 'M0-1.16L1.16 0L0 1.16L-1.16 0Z',
  event: 'M-.54-.96H.54L1.1 0L.54 .96H-.54L-1.1 0Z',
  programme: 'M0-1.2L.36-.38L1.16-.3L.56.26L.74 1.06L0 .64L-.74 1.06L-.56.26L-1.16-.3L-.36-.38Z',
  trait: 'M0-1.1L1.1 .8H-1.1Z',
  other: 'M0-.9A.9.9 0 1 1 0 .9A.9.9 0 1 1 0-.9Z',
};
const FAMILIES = ['position', 'change', 'implementation', 'relation', 'admission', 'count', 'participation', 'adoption', 'origin', 'within'];

const mark = (kind) => drawn('svg', { viewBox: '-1.25 -1.25 2.5 2.5', className: 'mark', 'aria-hidden': 'true', data: { kind } }, drawn('path', { d: OUTLINES[kind] }));
const stroke = (family) => drawn('svg', { viewBox: '0 0 22 10', className: 'stroke', 'aria-hidden': 'true', data: { family } }, drawn('path', { d: 'M1 5H21' }));

function safeLink(address) {
  if (!/^https?:\/\//i.test(address)) return null;
  try {
    const url = new URL(address);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}
