// Interface words in both languages. Nothing here reads the data.

const WORDS = {
  vi: {
    search: 'Tìm người, tổ chức, địa bàn, văn bản…', searchTo: (name) => `Từ ${name} tới…`, results: 'Kết quả tìm', none: 'Không tìm thấy',
    found: (n) => `${n} kết quả`, first: (n, of) => `${n} trong ${of} kết quả, gõ thêm để thu hẹp`,
    counts: (n, e) => `${n} thực thể · ${e} dữ kiện`, shown: (n) => `đang hiện ${n}`,
    notice: (shown, of) => `Trang này có ${shown} trong ${of} thực thể: những thực thể có nhiều bằng chứng nhất.`,
    missing: (n, e) => `Không có ở đây: ${n} thực thể và ${e} quan hệ.`, repeats: (n) => `Không nhắc lại ${n} trích dẫn cùng nội dung.`,
    language: 'English', languageLabel: 'Switch to English', theme: 'Đổi nền sáng, tối', charts: 'Biểu đồ', save: 'Lưu', filters: 'Chú giải và bộ lọc',
    hint: 'Bấm một nút hoặc một đường để đọc trích dẫn. Bấm một dòng ở đây để ẩn hoặc hiện.',
    nearer: 'Phóng to', farther: 'Thu nhỏ', whole: 'Xem toàn bộ', close: 'Đóng', panel: 'Chi tiết',
    graph: 'Bản đồ các thực thể. Phím mũi tên để di chuyển, + và − để phóng to, thu nhỏ; dùng ô tìm kiếm để đi tới từng thực thể.', empty: 'Chưa có gì để vẽ.', nothing: 'Không còn gì qua được bộ lọc.',
    more: (n) => `Thêm ${n} trích dẫn`, rest: (n) => `Hiện thêm ${n}`, facts: 'Không có trích dẫn riêng.', loading: 'Đang mở…', broken: 'Không đọc được dữ liệu của trang này: trình duyệt quá cũ hoặc tệp bị hỏng.',
    article: 'Bài', source: 'Mở bài gốc', structure: 'Quan hệ cấu trúc, không có trích dẫn riêng.', undated: 'bài không rõ ngày', sure: (n) => `độ tin cậy ${n}`,
    area: 'Tỉnh, thành phố', allAreas: 'Tất cả', central: 'Trung ương', elsewhere: 'Chưa rõ địa bàn', year: 'Năm', allYears: 'Mọi năm', asOf: (y) => `Đồ thị của năm ${y}`, undatedOut: (n) => `${n} dữ kiện không rõ năm bị ẩn`,
    certainty: 'Độ tin cậy', any: 'Mọi mức', atLeast: (n) => `từ ${n}`, statuses: 'Tình trạng chức vụ', reset: 'Bỏ mọi bộ lọc', kinds: 'Loại', relations: 'Quan hệ',
    steps: ['1 bước', '2 bước'], around: 'Xung quanh', pathTo: 'Đường đi tới…', path: 'Đường đi', noPath: 'Không có đường đi nào giữa hai thực thể này trong những gì đang hiện.', pathOf: (n) => `${n} bước`, cancel: 'Thôi',
    names: 'Cũng viết là', possibly: (n) => `Có thể là một với ${n} người khác: các bài báo không đủ để khẳng định`, possible: 'Bài báo không cho biết là nơi nào trong số', namesakes: (n) => `Cùng tên với ${n} thực thể khác, được coi là khác nhau`,
    tenures: 'Thời gian giữ chức', holders: 'Ai giữ chức, khi nào', attested: 'bài viết xác nhận đang giữ', formerly: 'bài viết nói đã thôi', known: 'biết rõ bắt đầu, kết thúc', unknown: 'không rõ từ hay đến khi nào', noDates: 'Không bài nào có ngày.', start: 'bắt đầu', end: 'kết thúc', unknownEnd: 'không rõ', since: 'được nhắc tới', term: (t) => t,
    cause: { abolished: 'chức vụ không còn', died: 'từ trần', dismissed: 'bị miễn nhiệm', 'moved-on': 'nhận chức vụ khác', resigned: 'từ chức', retired: 'nghỉ hưu', 'term-ended': 'hết nhiệm kỳ' },
    figures: 'Số liệu theo thời gian', approximate: { about: 'khoảng', atLeast: 'ít nhất', atMost: 'nhiều nhất' }, noYear: 'không rõ năm',
    admissions: 'Kết nạp đảng viên', otherFigures: 'Số liệu khác', chart: 'Sơ đồ tổ chức', unit: 'Đơn vị', noFigures: 'Không có số liệu nào ở đây.', noHolders: 'Không có ai giữ chức ở đây vào thời gian này.', chooseArea: 'Chọn tỉnh, thành phố', lastSeen: (d) => `theo bài ngày ${d}`, table: 'Bảng', chartNote: 'Mỗi người đứng theo bài mới nhất nói tới chức vụ đó; chức vụ mà bài mới nhất nói đã thôi thì không vẽ.', yearNote: (y) => `Những người được biết là giữ chức trong năm ${y}.`,
    savePng: 'Ảnh PNG', saveSvg: 'Ảnh vector SVG', saveCsv: 'Bảng CSV các dữ kiện', saveTurtle: 'RDF (Turtle) các dữ kiện', saveNote: 'Những gì đang thấy trên màn hình.', saved: (name) => `Đã lưu ${name}`, link: 'Chép đường dẫn', linkNote: 'Đường dẫn mở lại đúng chỗ này.', copied: 'Đã chép.',
    kind: { person: 'Cá nhân', organization: 'Tổ chức', place: 'Địa bàn', document: 'Văn bản', figure: 'Số liệu', event: 'Sự kiện', programme: 'Mô hình, phong trào', trait: 'Nhân thân', other: 'Khác' },
    family: { position: 'Chức vụ', change: 'Thay đổi nhân sự', implementation: 'Thực hiện văn bản', relation: 'Quan hệ văn bản', admission: 'Kết nạp đảng viên', count: 'Số liệu khác', participation: 'Tham gia sự kiện', adoption: 'Áp dụng mô hình', origin: 'Nhân thân', within: 'Trực thuộc' },
    out: { position: 'Chức vụ', change: 'Thay đổi nhân sự', implementation: 'Văn bản thực hiện', relation: 'Văn bản được thực hiện, căn cứ, thay thế', admission: 'Kết nạp đảng viên', count: 'Số liệu', participation: 'Sự kiện', adoption: 'Mô hình, phong trào', origin: 'Nhân thân', within: 'Thuộc' },
    in: { position: 'Người giữ chức vụ', change: 'Thay đổi nhân sự', implementation: 'Nơi thực hiện', relation: 'Văn bản thực hiện, căn cứ, thay thế văn bản này', admission: 'Nơi kết nạp', count: 'Của', participation: 'Ai tham gia', adoption: 'Nơi áp dụng', origin: 'Quê của', within: 'Gồm' },
    status: { current: 'đương nhiệm', former: 'nguyên', incoming: 'mới' },
  },
  en: {
    search: 'Find people, bodies, places, documents…', searchTo: (name) => `From ${name} to…`, results: 'Search results', none: 'Nothing found',
    found: (n) => `${n} found`, first: (n, of) => `${n} of ${of} found, type more to narrow down`,
    counts: (n, e) => `${n} entities · ${e} facts`, shown: (n) => `${n} shown`,
    notice: (shown, of) => `This page has ${shown} of ${of} entities: those with the most evidence.`,
    missing: (n, e) => `Not here: ${n} entities and ${e} relations.`, repeats: (n) => `${n} more quotes of the same facts are not repeated.`,
    language: 'Tiếng Việt', languageLabel: 'Chuyển sang tiếng Việt', theme: 'Switch between light and dark', charts: 'Charts', save: 'Save', filters: 'Legend and filters',
    hint: 'Click a node or a line to read the quotes. Click a row here to hide or show it.',
    nearer: 'Zoom in', farther: 'Zoom out', whole: 'Show all', close: 'Close', panel: 'Details',
    graph: 'Map of the entities. Arrow keys move it, + and − zoom; the search box reaches every entity.', empty: 'Nothing to draw yet.', nothing: 'Nothing passes the filters.',
    more: (n) => `${n} more quotes`, rest: (n) => `Show ${n} more`, facts: 'No quotes of its own.', loading: 'Opening…', broken: 'The data of this page cannot be read: the browser is too old, or the file is damaged.',
    article: 'Article', source: 'Open the source', structure: 'Structure, without a quote of its own.', undated: 'article without a date', sure: (n) => `confidence ${n}`,
    area: 'Province', allAreas: 'All', central: 'Central bodies', elsewhere: 'No known area', year: 'Year', allYears: 'All years', asOf: (y) => `The graph of ${y}`, undatedOut: (n) => `${n} facts without a year are hidden`,
    certainty: 'Confidence', any: 'Any', atLeast: (n) => `from ${n}`, statuses: 'Status of a position', reset: 'Clear all filters', kinds: 'Kinds', relations: 'Relations',
    steps: ['1 step', '2 steps'], around: 'Around it', pathTo: 'Path to…', path: 'Path', noPath: 'No path between these two in what is shown.', pathOf: (n) => `${n} steps`, cancel: 'Cancel',
    names: 'Also written', possibly: (n) => `May be the same as ${n} other person(s): the articles do not settle it`, possible: 'The articles do not tell which of these it is', namesakes: (n) => `Shares its name with ${n} other entities, held to be different`,
    tenures: 'Time in office', holders: 'Who held a post, and when', attested: 'an article has them in office', formerly: 'an article has them as former', known: 'start and end are known', unknown: 'unknown since or until when', noDates: 'No article has a date.', start: 'start', end: 'end', unknownEnd: 'unknown', since: 'mentioned', term: (t) => `mandate: ${t}`,
    cause: { abolished: 'post abolished', died: 'died', dismissed: 'dismissed', 'moved-on': 'moved on', resigned: 'resigned', retired: 'retired', 'term-ended': 'term ended' },
    figures: 'Figures over time', approximate: { about: 'about', atLeast: 'at least', atMost: 'at most' }, noYear: 'no year',
    admissions: 'Members admitted', otherFigures: 'Other figures', chart: 'Organisation chart', unit: 'Unit', noFigures: 'No figures here.', noHolders: 'Nobody is known to hold a post here at that time.', chooseArea: 'Choose a province', lastSeen: (d) => `as of ${d}`, table: 'Table', chartNote: 'Everybody stands by the latest article on that post; a post that the latest article calls former is not drawn.', yearNote: (y) => `Those known to be in office in ${y}.`,
    savePng: 'PNG image', saveSvg: 'SVG vector image', saveCsv: 'CSV table of the facts', saveTurtle: 'RDF (Turtle) of the facts', saveNote: 'What is seen on the screen.', saved: (name) => `Saved ${name}`, link: 'Copy the link', linkNote: 'The link opens just this view.', copied: 'Copied.',
    kind: { person: 'Person', organization: 'Organisation', place: 'Place', document: 'Document', figure: 'Figure', event: 'Event', programme: 'Programme', trait: 'Birth, ethnic group', other: 'Other' },
    family: { position: 'Position', change: 'Change of post', implementation: 'Carries out a document', relation: 'Document to document', admission: 'Members admitted', count: 'Other figures', participation: 'Takes part', adoption: 'Runs a programme', origin: 'Origin', within: 'Belongs to' },
    out: { position: 'Positions', change: 'Changes of post', implementation: 'Documents carried out', relation: 'Acts on these documents', admission: 'Members admitted', count: 'Figures', participation: 'Events', adoption: 'Programmes', origin: 'Origin', within: 'Belongs to' },
    in: { position: 'People in office', change: 'Changes of post', implementation: 'Carried out by', relation: 'Documents that act on it', admission: 'Admitted by', count: 'Of', participation: 'Who took part', adoption: 'Run by', origin: 'Home town of', within: 'Includes' },
    status: { current: 'in office', former: 'former', incoming: 'newly named' },
  },
};

const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* not kept, no harm */ } };
const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };

let language = kept('dangbo-language') === 'en' ? 'en' : 'vi';
const words = () => WORDS[language];
const number = (n) => n.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function date(iso) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (!parts) return iso;
  if (language === 'vi') return `${parts[3]}/${parts[2]}/${parts[1]}`;
  return `${Number(parts[3])} ${MONTHS[Number(parts[2]) - 1] ?? parts[2]} ${parts[1]}`;
}

// A span of days as short as it can be said: 2021, 5/2021, 3/2/2021, 1/2021–6/2021.
function span(from, to) {
  if (!from || !to) return from || to ? `${from ? date(from) : '…'}–${to ? date(to) : '…'}` : '';
  if (from === to) return date(from);
  const [start, end] = [from, to].map((day) => day.split('-').map(Number));
  const full = start[2] === 1 && new Date(Date.UTC(end[0], end[1] - 1, end[2] + 1)).getUTCDate() === 1;
  if (!full) return `${date(from)}–${date(to)}`;
  if (start[1] === 1 && end[1] === 12) return start[0] === end[0] ? `${start[0]}` : `${start[0]}–${end[0]}`;
  const month = ([year, m]) => (language === 'vi' ? `${m}/${year}` : `${MONTHS[m - 1]} ${year}`);
  return start[0] === end[0] && start[1] === end[1] ? month(start) : `${month(start)}–${month(end)}`;
}

// Lower case without diacritics, as people type it.
const fold = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}+/gu, '').replaceAll('đ', 'd').replace(/\s+/g, ' ').trim();
