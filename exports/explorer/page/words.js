// Interface words in both languages, and small makers of text and elements. Nothing here reads the data.

const WORDS = {
  vi: {
    search: 'Tìm người, tổ chức, địa bàn, văn bản…', results: 'Kết quả tìm', none: 'Không tìm thấy',
    found: (n) => `${n} kết quả`, first: (n, of) => `${n} trong ${of} kết quả, gõ thêm để thu hẹp`,
    counts: (n, e, a) => `${n} thực thể · ${e} quan hệ · ${a} bài viết`,
    notice: (shown, of) => `Trang này vẽ ${shown} trong ${of} thực thể: những thực thể có nhiều bằng chứng nhất.`,
    missing: (n, e) => `Không có ở đây: ${n} thực thể và ${e} quan hệ.`,
    repeats: (n) => `Không nhắc lại ${n} trích dẫn cùng nội dung.`,
    language: 'English', languageLabel: 'Switch to English', theme: 'Đổi nền sáng, tối',
    legend: 'Chú giải', hint: 'Bấm một nút hoặc một đường để đọc trích dẫn. Bấm một dòng ở đây để ẩn hoặc hiện.',
    nearer: 'Phóng to', farther: 'Thu nhỏ', whole: 'Xem toàn bộ', close: 'Đóng', panel: 'Chi tiết',
    graph: 'Mạng lưới. Dùng ô tìm kiếm để đi tới từng thực thể bằng bàn phím.', empty: 'Chưa có gì để vẽ.',
    more: (n) => `Thêm ${n} trích dẫn`, rest: (n) => `Hiện thêm ${n}`, facts: 'Không có trích dẫn riêng.',
    article: 'Bài', source: 'Mở bài gốc', structure: 'Quan hệ cấu trúc, không có trích dẫn riêng.',
    kind: { person: 'Cá nhân', organization: 'Tổ chức', place: 'Địa bàn', document: 'Văn bản', figure: 'Số liệu', event: 'Sự kiện', programme: 'Mô hình, phong trào', other: 'Khác' },
    family: { position: 'Chức vụ', change: 'Thay đổi nhân sự', implementation: 'Thực hiện văn bản', admission: 'Kết nạp đảng viên', count: 'Số liệu khác', participation: 'Tham gia sự kiện', adoption: 'Mô hình, phong trào', within: 'Trực thuộc' },
    out: { position: 'Chức vụ', change: 'Thay đổi nhân sự', implementation: 'Văn bản thực hiện', admission: 'Kết nạp đảng viên', count: 'Số liệu', participation: 'Sự kiện', adoption: 'Mô hình, phong trào', within: 'Thuộc' },
    in: { position: 'Người giữ chức vụ', change: 'Thay đổi nhân sự', implementation: 'Nơi thực hiện', admission: 'Nơi kết nạp', count: 'Của', participation: 'Ai tham gia', adoption: 'Nơi áp dụng', within: 'Gồm' },
    status: { current: 'đương nhiệm', former: 'nguyên', incoming: 'mới' },
  },
  en: {
    search: 'Find people, bodies, places, documents…', results: 'Search results', none: 'Nothing found',
    found: (n) => `${n} found`, first: (n, of) => `${n} of ${of} found, type more to narrow down`,
    counts: (n, e, a) => `${n} entities · ${e} relations · ${a} articles`,
    notice: (shown, of) => `This page draws ${shown} of ${of} entities: those with the most evidence.`,
    missing: (n, e) => `Not here: ${n} entities and ${e} relations.`,
    repeats: (n) => `${n} more quotes of the same facts are not repeated.`,
    language: 'Tiếng Việt', languageLabel: 'Chuyển sang tiếng Việt', theme: 'Switch between light and dark',
    legend: 'Legend', hint: 'Click a node or a line to read the quotes. Click a row here to hide or show it.',
    nearer: 'Zoom in', farther: 'Zoom out', whole: 'Show all', close: 'Close', panel: 'Details',
    graph: 'Network. Use the search box to reach every entity by keyboard.', empty: 'Nothing to draw yet.',
    more: (n) => `${n} more quotes`, rest: (n) => `Show ${n} more`, facts: 'No quotes of its own.',
    article: 'Article', source: 'Open the source', structure: 'Structure, without a quote of its own.',
    kind: { person: 'Person', organization: 'Organisation', place: 'Place', document: 'Document', figure: 'Figure', event: 'Event', programme: 'Programme', other: 'Other' },
    family: { position: 'Position', change: 'Change of post', implementation: 'Carries out a document', admission: 'Members admitted', count: 'Other figures', participation: 'Takes part', adoption: 'Runs a programme', within: 'Belongs to' },
    out: { position: 'Positions', change: 'Changes of post', implementation: 'Documents carried out', admission: 'Members admitted', count: 'Figures', participation: 'Events', adoption: 'Programmes', within: 'Belongs to' },
    in: { position: 'People in office', change: 'Changes of post', implementation: 'Carried out by', admission: 'Admitted by', count: 'Of', participation: 'Who took part', adoption: 'Run by', within: 'Includes' },
    status: { current: 'in office', former: 'former', incoming: 'newly named' },
  },
};

const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* not kept, no harm */ } };
const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };

let language = kept('dangbo-language') === 'en' ? 'en' : 'vi';
const words = () => WORDS[language];
const number = (n) => n.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
const byId = (id) => document.getElementById(id);

function date(iso) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (!parts) return iso;
  if (language === 'vi') return `${parts[3]}/${parts[2]}/${parts[1]}`;
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return `${Number(parts[3])} ${months[Number(parts[2]) - 1] ?? parts[2]} ${parts[1]}`;
}

// Lower case without diacritics, as `search_key` is written.
const fold = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}+/gu, '').replaceAll('đ', 'd').replace(/\s+/g, ' ').trim();

// The only way text enters the page: as text.
function element(tag, { text, className, data = {}, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  Object.assign(made.dataset, data);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

// One outline per kind in a box from -1 to 1, for the canvas and for the legend alike.
const OUTLINES = {
  person: 'M0-1A1 1 0 1 1 0 1A1 1 0 1 1 0-1Z',
  organization: 'M-.58-.92H.58A.34.34 0 0 1 .92-.58V.58A.34.34 0 0 1 .58.92H-.58A.34.34 0 0 1-.92.58V-.58A.34.34 0 0 1-.58-.92Z',
  place: 'M0 1.22C-.52.66-.9.2-.9-.26A.9.9 0 1 1 .9-.26C.9.2.52.66 0 1.22ZM0-.58A.33.33 0 1 0 0 .08A.33.33 0 1 0 0-.58Z',
  document: 'M-.8-1.04H.24L.8-.48V1.04H-.8ZM-.42-.12V.1H.42V-.12ZM-.42.36V.58H.42V.36Z',
  figure: 'M0-1.16L1.16 0L0 1.16L-1.16 0Z',
  event: 'M-.54-.96H.54L1.1 0L.54 .96H-.54L-1.1 0Z',
  programme: 'M0-1.2L.36-.38L1.16-.3L.56.26L.74 1.06L0 .64L-.74 1.06L-.56.26L-1.16-.3L-.36-.38Z',
  other: 'M0-.9A.9.9 0 1 1 0 .9A.9.9 0 1 1 0-.9Z',
};
const FAMILIES = ['position', 'change', 'implementation', 'admission', 'count', 'participation', 'adoption', 'within'];
const FIGURES = ['admission', 'count'];
const kindOf = (group) => (group !== 'other' && Object.hasOwn(OUTLINES, group) ? group : 'other');

function mark(kind) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '-1.25 -1.25 2.5 2.5');
  svg.setAttribute('class', 'mark');
  svg.setAttribute('aria-hidden', 'true');
  svg.dataset.kind = kind;
  path.setAttribute('d', OUTLINES[kind]);
  svg.append(path);
  return svg;
}

function stroke(family) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 22 10');
  svg.setAttribute('class', 'stroke');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', 'M1 5H21');
  svg.append(path);
  svg.dataset.family = family;
  return svg;
}
