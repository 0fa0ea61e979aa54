"""From characters to kinds: marks the typed mentions of a sentence, leftmost and longest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extraction.bodymentions import BodyMentions
from extraction.lexicon import BodyEntry, Entry, Lexicon, RoleEntry, TypeEntry, WordEntry
from extraction.marks import Marks
from extraction.mentions import FIRM, AreaRef, BodyPhrase, Mention
from extraction.personnames import NAME_LIMIT, PersonNames
from extraction.placenames import PlaceNames
from extraction.row import Row, is_cap
from extraction.short_forms import skipped
from extraction.text import fold, tokens
from extraction.words import Words

_ROMAN = r"[IVXLC]+"
_SPECIAL = re.compile(
    r"[\dNnKkSs](?<!\w.)(?:"
    r"(?P<DOCNO>(?<=\d)\d{0,4}(?:\s?/\s?\d{4})?\s?[-–/]\s?[A-ZĐ]{2,6}[a-zđ]?(?:\s?[-/]\s?[A-ZĐ][A-Za-zĐư]{1,8})?(?![\w]))"
    r"|(?P<TERM>(?:(?<=[Nn])hiệm\s+kỳ|(?<=N)K|(?<=[Kk])h(?:óa|oá))"
    rf"\s+(?:thứ\s+|lần\s+thứ\s+)?(?:{_ROMAN}\b|\d+|\(\s?\d{{4}}\s*[-–]\s*\d{{4}}\s?\))"
    r"(?:\s*[-–]\s*\d{4})?(?:(?:\s*,\s*|\s+và\s+)(?:\d{4}\s*[-–]\s*\d{4}\b|[IVXLC]+\b(?!\s*[-–/%])|\d{1,2}\b(?!\s*[-–/%]?\s*\w)))*"
    r"(?:\s*,\s*(?:[Nn]hiệm\s+kỳ|NK)\s+\d{4}\s*[-–]\s*\d{4})?)"
    r"|(?P<AGE>(?<=\d)\d\s+tuổi\b|(?:(?<=S)N|(?<=[Ss])inh(?:\s+năm)?)\s+\d{4}\b))"
)
"""All begin with one set of letters, so that most places are ruled out by one look."""

_TERMS = frozenset(map(fold, ("khóa", "nk", "nhiệm")))
"""What a term begins with, which alone of the special stretches may be told without a digit: "khóa XII"."""
_CENTRAL = 3
"""Tokens of the longest way to write "Trung ương": "T.Ư"."""
_PLURAL = frozenset(map(fold, ("các", "hai")))
_ALL = frozenset(map(fold, ("các", "những", "mấy")))
"""Before the word for persons that is said of several."""
_PRONOUN = frozenset(map(fold, ("ông", "bà", "đồng", "anh", "chị", "cụ")))
_CU = fold("cụ")
_TOOLS = frozenset(map(fold, ("công", "dụng", "nhạc", "ngư", "đạo", "khí", "giáo", "nông", "hậu", "bạo", "xe")))
"""Syllables before "cụ" that make a thing of it: "công cụ"."""
_DEPUTY = fold("phó")
_NO_PERSON = frozenset(
    (fold(one), fold(other)) for one, other in (("bà", "con"), ("anh", "em"), ("chị", "em"), ("cụ", "thể"))
)
"""Words for many people that begin like one for somebody told of before."""
_PARTY = fold("đảng")
_QUARTER = "khối phố"
_FIRM_NAME = re.compile(
    r"(?!UB[A-Z]{2}\b)[A-Z]{3,8}|[A-Z][a-z]+[A-Z][A-Za-z]{1,12}|(?!(?:Ng|[NKPT]h|G[hi]|Qu|[A-Z])[aeiouy]{1,3}(?:n[gh]|ch|[cmnpt])?\b)[A-Z][a-z]{3,15}"
)
"""Letters in capitals, or what is no syllable of ours: "PVN", "Novaland"."""
_LEADING = frozenset("FORMER NEWLY ACTING BECOME COP IS HON RANK INCHARGE APPOINT".split())


class Scanner:
    """Marks mentions with one lexicon; keeps no state between sentences."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def scan(self, words: Words) -> list[Mention]:
        """The mentions of one sentence; what the lexicon does not know is OTHER, one per token."""
        shapes = words.shapes
        capitals = shapes.count("A")
        letters = capitals + shapes.count("a") + shapes.count("x")
        heading = letters > 3 and capitals > 0.6 * letters
        tokens, plain = words.tokens, words.plain
        if "(" in words.keys and (aside := skipped(tokens)):
            tokens = tuple(t for i, t in enumerate(tokens) if i not in aside)
            plain = [m for i, m in enumerate(plain) if i not in aside]
        walk = _Walk(Marks(Row(self._lexicon, words.text, tokens), heading), plain)
        if "0" in shapes or not _TERMS.isdisjoint(words.keys):
            walk.read({m.start(): m for m in _SPECIAL.finditer(words.text, *words.span)})
        else:
            walk.read({})
        return walk.marks.out


class _Walk:
    """One pass over the tokens of one sentence."""

    def __init__(self, marks: Marks, plain: Sequence[Mention]) -> None:
        self.marks, self.row, self.out = marks, marks.row, marks.out
        self.plain = plain
        self.persons = PersonNames(marks)
        self.places = PlaceNames(marks, self.persons)
        self.bodies = BodyMentions(marks)

    def read(self, special: Mapping[int, re.Match[str]]) -> None:
        """Mark the whole sentence; `special` is what its letters tell, by where it begins."""
        row, out, plain, firsts = self.row.tokens, self.out, self.plain, self.row.lexicon.words.firsts
        last = len(row)
        i = 0
        while i < last:
            token = row[i]
            if special and token.start in special:
                match = special[token.start]
                out.append(Mention(str(match.lastgroup), token.start, match.end(), value=match.group()))
                while i < last and row[i].start < match.end():
                    i += 1
            elif token.shape == "x":
                after = self.bodies.of_role(i, out[-1]) if out and out[-1].kind == "ROLE" else None
                if after is None and token.key in firsts and (found := self.row.entry(i)) is not None:
                    after = self._entry(i, *found)
                if after is None:
                    out.append(plain[i])
                    i += 1
                else:
                    i = after
            elif token.shape == ".":
                out.append(plain[i])
                i += 1
            elif token.shape == "0":
                i = self.places.numbered(i) or self.marks.emit("NUMBER", i, i + 1, value=token.key)
            else:
                i = self._capital(i)

    def _capital(self, i: int) -> int:
        """Mark what starts at the capitalised token `i`; returns the token to go on with."""
        previous = self.out[-1] if self.out else None
        found = self.row.entry(i)
        if previous is not None and previous.kind in ("PLACE", "BODY") and self.persons.after_title(i):
            return self.marks.emit("NAME", i, self.row.run(i), value=self.persons.value(i, self.row.run(i)))
        if previous is not None and previous.kind == "ROLE":
            after = self.bodies.of_role(i, previous)
            if after:
                return after
        if previous is not None and previous.kind == "BODY":
            after = self.places.after_body(i, previous)
            if after:
                return after
        end = None if self._is_honorific(found) and not self.persons.called_ong(i) else self.persons.end(i, found)
        if end:
            return self.marks.emit("NAME", i, end, value=self.persons.value(i, end))
        if found and not self._place_rather(i, found):
            after = self._entry(i, *found)
            if after:
                return after
        return self._free_capitals(i)

    def _place_rather(self, i: int, found: tuple[int, Entry]) -> bool:
        """A place whose first syllable is a word or a body by itself: "Chợ Mới", "Sông Mã", "Như Cố", "Hội An"."""
        if not isinstance(found[1], WordEntry | BodyEntry) or found[0] - i > 1:
            return False
        place = self.row.lexicon.places.longest(self.row.tokens, i)
        if place is None:
            return False
        if isinstance(found[1], BodyEntry):
            table = "mass" if found[1].kind == "mass-organization" else "state"
            field = self.row.lexicon.domains[table].longest(self.row.tokens, found[0])
            if field and field[0] > place[0]:
                return False  # "Sở Dầu khí và Than", not the place Sở Dầu
        run = self.row.run(i)
        return place[0] == run > i + 1 or place[0] > run > i  # "Bà Rịa - Vũng Tàu"

    @staticmethod
    def _is_honorific(found: tuple[int, Entry] | None) -> bool:
        return found is not None and isinstance(found[1], WordEntry) and found[1].kind in ("HON", "RANK")

    def _entry(self, i: int, j: int, entry: Entry) -> int | None:
        if entry.cased and not is_cap(self.row.tokens[i]):
            return None
        if isinstance(entry, WordEntry):
            return self._word(i, j, entry) if entry.kind != "FOREIGN" or self._country(i, j) else None
        if isinstance(entry, RoleEntry):
            after = self.row.entry(j)
            if entry.before_body and not (after is not None and isinstance(after[1], BodyEntry)):
                return None
            deputy = i > 0 and self.row.tokens[i - 1].key == _DEPUTY  # of a post that no lexicon has a word for
            return self.marks.emit("OTHER" if deputy else "ROLE", i, j, entry)
        if isinstance(entry, BodyEntry):
            named = self._quarter(i, j, entry) or self._named_like_a_body(i, j) or self._body_of_longer(i, j)
            return named or self.bodies.body(i, j, entry)
        if isinstance(entry, TypeEntry):
            return self.places.area(i, j, entry)
        return self.marks.emit("DOCTYPE", i, j, entry)

    def _quarter(self, i: int, j: int, entry: BodyEntry) -> int | None:
        """ "Chi bộ khối 7": the cell of a quarter of a town by its number, not of a block of offices."""
        numbered = j == i + 1 < len(self.row) and self.row.tokens[j].shape == "0" and entry.kind == "party-block"
        body = self.marks.out[-1].value if numbered and self.marks.previous("BODY") else None
        if not isinstance(body, BodyPhrase) or body.entry.level != "cell":
            return None
        quarter = self.row.lexicon.words.longest(tokens(_QUARTER), 0)
        return self.places.area(i, j, quarter[1]) if quarter and isinstance(quarter[1], TypeEntry) else None

    def _named_like_a_body(self, i: int, j: int) -> int | None:
        """ "phường Đoàn Kết": the name of a place begins as the body "phường đoàn" ends."""
        row = self.row
        kind = row.lexicon.words.longest(row.tokens, i, i + 1) if j == i + 2 and row.cap(i + 1) else None
        if kind is None or not isinstance(kind[1], TypeEntry):
            return None
        found = row.lexicon.places.longest(row.tokens, i + 1)
        named = found is not None and found[0] > j and any(p.level == kind[1].level for p in found[1])
        return self.places.area(i, i + 1, kind[1]) if named else None

    def _body_of_longer(self, i: int, j: int) -> int | None:
        """ "Ban Chấp hành Trung ương Đoàn": the last words of a body begin the longer one that it is of."""
        for k in range(max(i + 1, j - _CENTRAL), j):
            of, words = self.row.entry(k), self.row.lexicon.words
            if of is None or of[0] <= j:
                continue
            head, centre = words.longest(self.row.tokens, i, k), words.longest(self.row.tokens, k, j)
            if head is None or centre is None or (head[0], centre[0]) != (k, j):
                continue
            if isinstance(head[1], BodyEntry) and isinstance(centre[1], BodyEntry) and centre[1].word == "CENTRAL":
                return self.bodies.body(i, k, head[1]) if not head[1].word and isinstance(of[1], BodyEntry) else None
        return None

    def _country(self, i: int, j: int) -> bool:
        """A country's name and no more: not Lào Cai, not Mỹ Đình."""
        found = self.row.lexicon.places.longest(self.row.tokens, i)
        longer = found is not None and found[0] > j
        named = self.row.cap(j) and (self.row.strong_name(j) or self.row.outlandish(j))  # "Thủ tướng Đức Angela Merkel"
        return not longer and (j - i > 1 or self.row.run(i) == j or named)

    def _word(self, i: int, j: int, entry: WordEntry) -> int:
        kind = entry.kind
        if kind == "BECOME" and self._ends_in_office(j):
            return self.marks.emit(kind, i, j - 1, entry)  # "giữ chức | Vụ trưởng"
        if entry.lead and not self._leads(j):
            kind = "OTHER"
        elif entry.lower and self.row.cap(i) and self.marks.previous("ROLE", "BODY"):
            kind = "FOREIGN"  # "Thủ tướng Anh"
        elif kind == "HON":
            after = self.row.tokens[j] if j < len(self.row) else None
            name_follows = after is not None and (is_cap(after) or after.key in (":", ","))
            plural = self.row.tokens[i].key in _PLURAL or (i > 0 and self.row.tokens[i - 1].key in _ALL)
            if not name_follows and not plural and not self._titled(j):
                counted = self.marks.previous("NUMBER") and not self._year(i - 1)  # "bầu 3 đồng chí"
                many = after is not None and (self.row.tokens[i].key, after.key) in _NO_PERSON
                many = many or (self.row.tokens[i].key == _CU and i > 0 and self.row.tokens[i - 1].key in _TOOLS)
                kind = "PRON" if self.row.tokens[i].key in _PRONOUN and not counted and not many else "OTHER"
        elif kind == "PLAIN":
            kind = "OTHER"
        return self.marks.emit(kind, i, j, entry)

    def _year(self, i: int) -> bool:
        """The year of a date: "tháng 10/1979 ông được bầu …"."""
        return len(self.row.tokens[i].key) == 4 and self.row.tokens[i].key.startswith(("19", "20"))

    def _ends_in_office(self, j: int) -> bool:
        """The word took the first syllable of the role after it: "giữ chức vụ" of "giữ chức Vụ trưởng"."""
        found = self.row.entry(j - 1)
        return found is not None and found[0] > j and isinstance(found[1], RoleEntry) and self.row.cap(j - 1)

    def _titled(self, j: int) -> bool:
        """A role or another form of address comes next: "đồng chí Bí thư", "đồng chí Thượng tá"."""
        found = self.row.entry(j)
        if found is None:
            return False
        entry = found[1]
        return isinstance(entry, RoleEntry) or (
            isinstance(entry, WordEntry) and entry.kind in ("HON", "RANK", "FORMER")
        )

    def _leads(self, j: int) -> bool:
        """A role, or a word that leads to one, comes next."""
        found = self.row.entry(j) if j < len(self.row) else None
        if not found:
            return False
        entry = found[1]
        return isinstance(entry, RoleEntry) or (isinstance(entry, WordEntry) and entry.kind in _LEADING)

    def _free_capitals(self, i: int) -> int:
        """Capitalised syllables nobody claimed: a province or district by its bare name, or CAPS."""
        found = self.row.lexicon.places.longest(self.row.tokens, i)
        if found:
            end, places = found
            other = self._of_landform(i) or self._revered(i, end)
            fit = () if other else tuple(p for p in places if p.level != "commune")
            if fit and self.row.run(i) <= end and end - i >= (1 if fit[0].level == "province" else 2):
                return self.marks.emit("PLACE", i, end, value=AreaRef(self.places.label(i, end), "", fit[0].level, fit))
            remainder = self.row.run(i) - end
            if fit and remainder >= 2 and self.row.tokens[end].key in self.row.lexicon.surnames:
                return self.marks.emit("PLACE", i, end, value=AreaRef(self.places.label(i, end), "", fit[0].level, fit))
        if self.marks.heading:
            return self.marks.emit("OTHER", i, i + 1)
        end = max(i + 1, min(self.row.run(i), i + NAME_LIMIT))
        for j in range(i + 1, end):
            if self.row.starts_entry(j):
                end = j
                break
        value: object = None
        if self.row.tokens[i].key == _PARTY and self.row.strong_name(i + 1):
            end = i + 1  # "khai trừ ra khỏi Đảng Huỳnh Thị Lan"
        if self.marks.previous("ROLE") and self.persons.letters(i) and end > i + 1 and self.row.strong_name(i + 1):
            end = i + 1  # "Chủ tịch PVN Trần Sỹ Thanh"
        if self.marks.previous("ROLE"):
            value = FIRM if end == i + 1 and _FIRM_NAME.fullmatch(self.row.text, *self._span(i)) else None
            end = self._joined(end)
        if found and found[0] == end:
            value = AreaRef(
                self.places.label(i, end), "", "commune", tuple(p for p in found[1] if p.level == "commune")
            )
        return self.marks.emit("CAPS", i, end, value=value)

    def _span(self, i: int) -> tuple[int, int]:
        return self.row.tokens[i].start, self.row.tokens[i].end

    def _joined(self, end: int) -> int:
        """ "Tổng Giám đốc Coca - Cola Việt Nam": a firm's name goes on after a sign."""
        sign = self.row.tokens[end].key if end + 1 < len(self.row) else ""
        more = sign in ("&", "-") and self.row.tokens[end + 1].shape == "a" and self.row.entry(end + 1) is None
        if not more or self.row.strong_name(end + 1) or self.row.surname(end + 1):
            return end
        return self.row.run(end + 1)

    def _of_landform(self, i: int) -> bool:
        """ "sông Cửu Long", "dãy Hoàng Liên Sơn": no province."""
        return i > 0 and self.row.tokens[i - 1].key in self.row.lexicon.landforms

    def _revered(self, i: int, end: int) -> bool:
        """ "phong cách Hồ Chí Minh": the person, not the city called after him."""
        before = tuple(t.key for t in self.row.tokens[max(0, i - 2) : i])
        return before in self.row.lexicon.revered and self.row.run(i) == end > i + 2
