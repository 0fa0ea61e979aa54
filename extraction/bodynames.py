"""Where a body's own name ends: "Công ty TNHH …", "Cục Chế biến và Phát triển thị trường nông sản"."""

from __future__ import annotations

import re

from extraction.lexicon import BodyEntry, DocumentEntry, Entry, RoleEntry, TypeEntry, WordEntry
from extraction.row import Row, is_cap
from extraction.text import fold

_LIMIT = 20
"""Syllables and signs of an open name: the longest firm names of the corpus have seventeen."""
_CUT_KINDS = frozenset(
    "STOP FROM NO_LONGER FIRSTOF HON RANK IS ONCE WHEN_ONCE APPOINT DISMISS BECOME INSTEAD NOT PLANNED OF"
    " FORMER TOWARDS COP JOIN ALSO"
    " COUNT_OF DO TERM WHO PARTY_ABROAD".split()
)
_MARKS = {"“": "”", '"': '"', "«": "»"}
_NAMED = frozenset(("school", "hospital"))
"""Kinds whose own name begins with a capital letter."""
_AND = fold("và")
_NO = fold("số")
_OF_SHARES = (fold("phần"), "cp")
"""Last syllables of the form of a firm after which a word for firms begins its name."""
_LIMITED = (fold("tnhh"),)
_ONE_MEMBER = tuple(map(fold, "một thành viên".split()))
_CENTRAL = tuple(map(fold, "trung ương".split()))
_COUNTRY = tuple(map(fold, "việt nam".split()))
_MONTH = fold("tháng")
_YEARS = fold("năm")
_TIMES = frozenset(map(fold, ("năm", "tháng", "quý", "tuần", "ngày", "lần", "nhiệm", "kỳ", "khóa")))
"""What a number before them counts."""
_YEAR = re.compile(r"(?:19|20)\d\d")


class BodyNames:
    """Reads the name of a body's own from a row of tokens."""

    def __init__(self, row: Row) -> None:
        self.row = row

    def end(self, j: int, entry: BodyEntry, *, after_role: bool = False) -> int:
        """End of the own name that starts at token `j` after the head of a body; `j` if there is none."""
        if self._person_next(j, entry) or (after_role and self._holder_next(j, entry)) or self._lasts(j):
            return j
        if entry.kind == "military" and self._only_number(j):
            return j + 1
        end = self.open_end(j, prose=entry.prose, named=entry.level == "cell" or entry.kind in _NAMED)
        return self._with_tail(end, entry) if end > j else end

    def _lasts(self, j: int) -> bool:
        """ "Chi bộ 3 năm liền hoàn thành xuất sắc nhiệm vụ": a number that counts times is no name."""
        after = self.row.tokens[j + 1 : j + 2]
        counts = bool(after) and self.row.tokens[j].shape == "0" and after[0].key in _TIMES
        return counts and not self._year_told(j + 1)

    def _year_told(self, j: int) -> bool:
        """ "Đảng bộ Công ty A | năm 2013 kết nạp 9": a year begins at token `j`."""
        after = self.row.tokens[j + 1 : j + 2]
        return bool(after) and self.row.tokens[j].key == _YEARS and _YEAR.fullmatch(after[0].key) is not None

    def _with_tail(self, end: int, entry: BodyEntry) -> int:
        """ "… TNHH một thành viên", "Viện Huyết học và Truyền máu Trung ương"."""
        keys = tuple(t.key for t in self.row.tokens[end - 1 : end + 3])
        if keys[:1] == _LIMITED and keys[1:] == _ONE_MEMBER:
            return end + len(_ONE_MEMBER)
        whole = entry.kind in ("institute", "hospital") and keys[1:3] == _CENTRAL and is_cap(self.row.tokens[end])
        return end + len(_CENTRAL) if whole else end

    def _only_number(self, j: int) -> bool:
        """ "Trung đoàn 893 họp": the number is the name, and what follows begins with no capital."""
        if j >= len(self.row) or self.row.tokens[j].shape != "0":
            return False
        arms = tuple(t.key for t in self.row.tokens[j + 1 : j + 3]) in self.row.lexicon.arms  # "Lữ đoàn 429 đặc công"
        return j + 1 == len(self.row) or (self.row.tokens[j + 1].shape in ".x" and not arms)

    def goes_on(self, j: int) -> bool:
        """Another body or a place comes next."""
        found = self.row.entry(j)
        return found is not None and isinstance(found[1], (BodyEntry, TypeEntry))

    def _person_next(self, j: int, entry: BodyEntry) -> bool:
        """ "Giám đốc Công ty Lã Văn Quyết": three syllables led by a family name are no firm's name."""
        of_that_kind = entry.bare and (entry.enterprise or entry.kind == "party-block")
        return of_that_kind and self.row.strong_name(j) and self.row.run(j) - j >= 3

    def _holder_next(self, j: int, entry: BodyEntry) -> bool:
        """ "Bí thư Chi bộ Điểu Khương kể", "Bí thư Chi bộ A Nhun": a person, after a title of the kind."""
        if not (entry.level == "cell" or entry.kind == "mass-organization") or not self.row.strong_name(j):
            return False
        end = self.row.run(j)
        letter = len(self.row.tokens[j].key) == 1  # "A Nhun", "Y Mlô": names of the Highlands
        return end - j <= 4 and (end - j >= 3 or letter or self.row.word(end) == "STOP")

    def open_end(self, start: int, *, prose: bool = False, named: bool = False) -> int:
        """End of a body's own name: it runs to a stop word, a sign, a place word, another body or a person."""
        j = start
        while j < len(self.row) and j - start < _LIMIT:
            token = self.row.tokens[j]
            if j > start and "\n" in self.row.text[self.row.tokens[j - 1].end : token.start]:
                break  # the next item of a list
            if token.shape == "." and not self._joins(j, start):
                quoted = self._quotation(j) if prose and j > start else j
                if quoted > j:
                    return quoted
                break
            found = self.row.entry(j)
            if found and self._cuts((j, start), found, prose=prose) and not self._called_after(j, start):
                break
            if self._figures(j) or self._holder(j, start) or (j > start and not prose and self._year_told(j)):
                break
            j = (
                max(found[0], j + 1)
                if found and isinstance(found[1], WordEntry) and found[1].kind == "PLAIN"
                else j + 1
            )
        while j > start and (self.row.tokens[j - 1].shape == "." or self.row.tokens[j - 1].key == _AND):
            j -= 1
        j -= self._counts(start, j)
        last = max((k for k in range(start, j) if self._of_name(k, j)), default=start)
        short = next((k for k in range(start, j) if not prose and self._is_short(k, j)), None)
        if short is not None:
            j = short + 1  # "Ngân hàng BIDV bất ngờ"
        named_whole = last > start and is_cap(self.row.tokens[last]) and self.row.tokens[last - 1].shape == "a"
        if named_whole:  # "CP Du lịch", "CĐ Kinh tế": the form, not the name
            j = last + 1  # "Tập đoàn Thiên Thanh bất ngờ"
        numbered = j > start + 1 and self.row.tokens[start].key == _NO and self.row.tokens[start + 1].shape == "0"
        if named and j > start and self.row.tokens[start].shape == "x" and not numbered:
            return start
        # "Công ty cổ phần xây dựng Bắc Nam 79": a firm's own name may stand far behind what it does
        firm = start < j and self.row.tokens[start].key in self.row.lexicon.firm_words
        reach = start + (8 if firm else 4)
        proper = any(
            self.row.tokens[k].shape in "aA0" if k == start else self._of_name(k, j)
            for k in range(start, min(j, reach))
        )
        if proper and tuple(t.key for t in self.row.tokens[j - 1 : j + 1]) in self.row.lexicon.tails:
            return j + 1
        return j if proper or prose else start

    def _quotation(self, j: int) -> int:
        """ "Ban Chỉ đạo phong trào “Dân vận khéo” tỉnh A": where the quotation in a name ends; else `j`."""
        if self.row.tokens[j].key not in _MARKS:
            return j
        close = next((k for k in range(j + 1, len(self.row)) if self.row.tokens[k].key in _MARKS.values()), j)
        placed = self.row.entry(close + 1) if close + 1 < len(self.row) else None
        return close + 1 if close - j < _LIMIT and placed and isinstance(placed[1], TypeEntry) else j

    def _figures(self, j: int) -> bool:
        """What is told in figures of a body begins: "nắm 1,86%", "bán 32ha", "tháng 11-2015"."""
        token, after = self.row.tokens[j], self.row.tokens[j + 1 : j + 2]
        if token.key == _MONTH and after and after[0].shape == "0":
            return True
        if token.shape != "0":
            return False
        unit = bool(after) and after[0].start == token.end and after[0].shape == "x"
        return unit or "," in self.row.text[token.start : token.end]

    def _holder(self, j: int, start: int) -> bool:
        """Somebody's name begins at token `j`, behind more of the name than its form: "TNHH MTV", "TNHH Hoa | Viên"."""
        first = next((k for k in range(start, j) if not self._form(k)), j)
        begun = any(self.row.tokens[k].shape == "a" for k in range(start, j))  # more than "TNHH MTV"
        # "Trường THCS Nguyễn Thị Minh Khai", "TNHH Giày Thuận Hưng Phát", "Luật TNHH Hùng Vương Xanh"
        within = j == first + 1 and (first > start or self.row.surname(first))
        within = within or self.row.tokens[j - 1].key in _LIMITED
        if not begun or within or not is_cap(self.row.tokens[j]) or not self.row.strong_name(j):
            return False
        middle = self.row.lexicon.middle_names  # "Trường THPT Phan Đình Phùng | Nguyễn Thị Lan"
        later = self.row.run(j) > j + 3 and self.row.strong_name(j + 1) and self.row.tokens[j + 2].key in middle
        return self.row.run(j) - j >= 3 and not (later and is_cap(self.row.tokens[j - 1]))

    def _called_after(self, j: int, start: int) -> bool:
        """ "Công ty CP Đoàn Ánh Dương": what reads as a body begins the proper name right behind the form."""
        return j > start and all(self._form(k) for k in range(start, j)) and self.row.surname(j) and self.row.cap(j + 1)

    def _form(self, k: int) -> bool:
        """A short word for what firm it is: "CP", "TNHH", "MTV"."""
        return self.row.tokens[k].shape == "A" and self.row.tokens[k].key in self.row.lexicon.firm_words

    def _counts(self, start: int, end: int) -> bool:
        """Whether the last word counts what comes next: "Đồn Biên phòng Hướng Phùng nhận giúp 5 bản"."""
        if end - start < 3 or end == len(self.row) or [t.shape for t in self.row.tokens[end - 2 : end]] != ["x", "0"]:
            return False
        if _YEAR.fullmatch(self.row.tokens[end - 1].key):
            return False  # "kỳ thi năm 2018 tỉnh …"
        after = self.row.entry(end)
        named = any(t.shape == "a" for t in self.row.tokens[start : end - 2])
        return named and self.row.tokens[end - 2].key != _NO and after is not None and isinstance(after[1], TypeEntry)

    def _is_short(self, k: int, end: int) -> bool:
        """A short name or a word of another tongue with only small letters after it: "BIDV", "Sabeco", not "CP"."""
        token = self.row.tokens[k]
        brand = self.row.outlandish(k) if token.shape == "a" else token.shape == "A" and len(token.key) >= 3
        if not brand or not is_cap(token) or token.key in self.row.lexicon.firm_words:
            return False
        return k + 1 < end and all(self.row.tokens[m].shape == "x" for m in range(k + 1, end))

    def _of_name(self, k: int, end: int) -> bool:
        """A capital, or a number that counts nothing: "Bắc Nam 79", not "An Bình chỉ 5 tháng"."""
        if self.row.tokens[k].shape != "0":
            return self.row.tokens[k].shape in "aA"
        return k + 1 == end or self.row.tokens[k - 1].shape != "x" or self.row.tokens[k + 1].shape != "x"

    def _joins(self, j: int, start: int) -> bool:
        """A sign inside a name: "Hạ tầng & Đô thị", "công trình giao thông 5 - Cienco 5"."""
        token = self.row.tokens[j]
        if token.key == "-" and start < j < len(self.row) - 1:
            around = tuple(t.key for t in (self.row.tokens[j - 1], *self.row.tokens[j + 1 : j + 3]))
            if not self.row.lexicon.dashed.isdisjoint((around, around[:2])):
                return True
        if token.key == "-" and self._list_of_goods(j, start):
            return True
        if token.key == "," and self._list_of_trades(j, start):
            return True
        if (
            j + 1 >= len(self.row)
            or j == start
            or not (is_cap(self.row.tokens[j + 1]) or self.row.tokens[j + 1].shape == "0")
        ):
            return False
        glued = (
            self.row.text[self.row.tokens[j - 1].end : token.start] == "" and self.row.tokens[j + 1].start == token.end
        )
        if token.key == "&" or (token.key == "-" and self.row.tokens[j + 1].key in self.row.lexicon.firm_words):
            return True  # "Du lịch - Dịch vụ Minh Hà"
        return token.key in "-." and (
            glued or (token.key == "-" and not self.row.strong_name(j + 1) and self._short_tail(j + 1))
        )

    def _list_of_goods(self, j: int, start: int) -> bool:
        """ "Đầu tư phát triển công nghệ bia - rượu - nước giải khát Hà Nội": between small letters, known to nobody."""
        if not start < j < len(self.row) - 1 or self.row.tokens[start].key not in self.row.lexicon.firm_words:
            return False
        small = self.row.tokens[j - 1].shape == self.row.tokens[j + 1].shape == "x"
        return small and self.row.entry(j + 1) is None

    def _list_of_trades(self, j: int, start: int) -> bool:
        """ "Công ty TNHH Xây dựng, Thương mại và Dịch vụ An Phú": trades on both sides, written alike."""
        words, keys = self.row.lexicon.firm_words, [t.key for t in self.row.tokens[j - 2 : j + 2]]
        if j - 2 < start or self.row.tokens[start].key not in words or keys[0] not in words or keys[-1] not in words:
            return False
        found = self.row.entry(j + 1)
        trade = found is None or (isinstance(found[1], WordEntry) and found[1].kind not in _CUT_KINDS)
        return trade and is_cap(self.row.tokens[j - 2]) == is_cap(self.row.tokens[j + 1])

    def fields_end(self, j: int) -> int:
        """ "Trưởng phòng Giáo dục, Đào tạo và Khoa học huyện …": where they end, after the first; else `j`."""
        end, commas = j, 0
        while end < len(self.row) and self.row.tokens[end].key in (",", _AND):
            last = self.row.tokens[end].key == _AND
            begun = end + 1
            end = self._field_end(begun)
            if end == begun:
                return j
            if last:
                return end if commas else j
            commas += 1
        return j

    def _field_end(self, j: int) -> int:
        """End of a field, known or of one or two syllables, that begins with a capital letter; `j` where none does."""
        known = self.row.lexicon.domains["state"].longest(self.row.tokens, j) if self.row.cap(j) else None
        if known is not None or not self.row.cap(j) or self.row.strong_name(j) or self._taken(j):
            return known[0] if known is not None else j
        second = j + 1 < len(self.row) and self.row.tokens[j + 1].shape in "ax" and not self._taken(j + 1)
        return j + 1 + second

    def _taken(self, j: int) -> bool:
        """Whether something else begins at token `j`; fields may begin like bodies and places: "Khoa học", "Xã hội"."""
        found, known = self.row.entry(j), self.row.lexicon.domains["state"]
        if found is None or known.leads(self.row.tokens, j, 2):
            return False
        if isinstance(found[1], TypeEntry):
            return not (self.row.cap(j) and self.row.small(found[0]))
        return not isinstance(found[1], WordEntry) or found[1].kind != "PLAIN"

    def _short_tail(self, j: int) -> bool:
        """After a dash: one or two capitalised syllables and a sign or the end, as in "- Cienco 5 (…)"."""
        if self.row.entry(j):
            return False
        end = j
        while end < len(self.row) and (is_cap(self.row.tokens[end]) or self.row.tokens[end].shape == "0"):
            end += 1
        return end - j <= 3 and (end == len(self.row) or self.row.tokens[end].shape in ".x")

    @staticmethod
    def _another(entry: Entry) -> bool:
        """Something else than more of the name: a post, a person addressed, a place, another body."""
        if isinstance(entry, WordEntry):
            return entry.kind in _CUT_KINDS
        return not isinstance(entry, DocumentEntry)

    def _cuts(self, at: tuple[int, int], found: tuple[int, Entry], *, prose: bool) -> bool:
        """Whether the entry found at token `j` of a name that began at `start` ends the name."""
        (j, start), (end, entry) = at, found
        if getattr(entry, "cased", False) and not is_cap(self.row.tokens[j]):
            return False
        if isinstance(entry, WordEntry):
            if entry.kind == "STOP" and entry.lower and is_cap(self.row.tokens[j]):
                return False  # "Trung tâm Phối hợp tìm kiếm cứu nạn"
            if entry.kind == "AND" and self.row.tokens[j].key not in (_AND, "&"):
                return True
            if entry.kind == "AND":
                after = self.row.entry(end) if end < len(self.row) else None
                others = end < len(self.row) and self.row.tokens[end].shape == "0"  # "và 7 chuyên viên"
                return (
                    end >= len(self.row)
                    or others
                    or (after is not None and self._another(after[1]))
                    or self.row.strong_name(end)
                )
            if entry.kind == "COUNT_OF" and prose:
                return False
            if entry.kind == "CREDIT" and end - j > 1:
                return not is_cap(self.row.tokens[j])  # "Chi bộ Khoa Ngữ văn thực hiện phong trào"
            second = entry.kind == "STOP" and j == start + 1 and end == j + 1 and self.row.tokens[start].shape == "a"
            if (
                second
                and self.row.tokens[j].key not in self.row.lexicon.never_second
                and not self.row.outlandish(start)
            ):
                return False  # the second syllable of a word: "Địa bàn"
            around = (j > start and is_cap(self.row.tokens[j - 1])) or (
                end < len(self.row) and is_cap(self.row.tokens[end])
            )
            begins = j == start and entry.kind == "PLANNED"  # "Viện Quy hoạch"
            named = (
                is_cap(self.row.tokens[j])
                and (end - j == 1 or begins)
                and (around or begins)
                and entry.kind not in ("HON", "RANK")
            )
            return entry.kind in _CUT_KINDS and not named
        if isinstance(entry, RoleEntry):
            return end - j > 1 or entry.head is False
        if isinstance(entry, BodyEntry):
            if entry.enterprise and is_cap(self.row.tokens[j]) and self.row.tokens[j - 1].key in _OF_SHARES:
                return False  # "Công ty cổ phần Tập đoàn Sao Mai"
            if entry.kind == "embassy" and self.row.tokens[j].key == _COUNTRY[0]:
                return False  # "Ngân hàng Ngoại thương Việt Nam tại Lào"
            if (
                entry.follow == "domain"
                and j > start
                and is_cap(self.row.tokens[j - 1])
                and not self.row.lexicon.domains["state"].longest(self.row.tokens, end)
            ):
                return False  # "Tây Nam Bộ"
            return not (entry.short or entry.after_role or entry.only_inside) or is_cap(self.row.tokens[j])
        return isinstance(entry, TypeEntry)
