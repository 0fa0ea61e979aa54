"""From characters to kinds: marks the typed mentions of a sentence, leftmost and longest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from extraction.bodynames import BodyNames
from extraction.facts import LEVELS
from extraction.lexicon import BodyEntry, DocumentEntry, Entry, Lexicon, RoleEntry, TypeEntry, WordEntry
from extraction.mentions import FIRM, AreaRef, BodyPhrase, Mention
from extraction.row import Row, is_cap, titled
from extraction.short_forms import skipped
from extraction.text import fold
from extraction.words import Words
from ontology.places import Place

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
_NAME_LIMIT = 6
"""Syllables of a person's name."""
_ZONE = fold("khu")
_ZONE_WORDS = 4
"""Syllables between "khu" and the name of a zone."""
_NAME_LETTERS = 2
"""Letters of a syllable that names may have in capitals: "Y", "K'", "Ma"."""
_PLURAL = frozenset(map(fold, ("các", "hai")))
_PRONOUN = frozenset(map(fold, ("ông", "bà", "đồng", "anh", "chị")))
_YEARS_OLD = [fold("tuổi")]
_SAME = fold("cùng")
_COUNTRY = [fold(w) for w in ("việt", "nam")]
_PARTY = fold("đảng")
_DELEGATES = [fold(w) for w in ("đại", "biểu")]
_AUTHORITIES = ("general-department", "central-department", "institute")
_FIRM_NAME = re.compile(
    r"(?!UB[A-Z]{2}\b)[A-Z]{3,8}|[A-Z][a-z]+[A-Z][A-Za-z]{1,12}|(?!(?:Ng|[NKPT]h|G[hi]|Qu|[A-Z])[aeiouy]{1,3}(?:n[gh]|ch|[cmnpt])?\b)[A-Z][a-z]{3,15}"
)
"""Letters in capitals, or what is no syllable of ours: "PVN", "Novaland"."""
_LONG_FIELD = 12
"""Syllables of a field told in small letters."""
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
        walk = _Walk(Row(self._lexicon, words.text, tokens), plain, heading)
        if "0" in shapes or not _TERMS.isdisjoint(words.keys):
            walk.read({m.start(): m for m in _SPECIAL.finditer(words.text, *words.span)})
        else:
            walk.read({})
        return walk.out


class _Walk:
    """One pass over the tokens of one sentence."""

    def __init__(self, row: Row, plain: Sequence[Mention], heading: bool) -> None:
        self.row = row
        self.plain = plain
        self.heading = heading
        self.names = BodyNames(row)
        self.out: list[Mention] = []

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
                after = self._unit_of_role(i, out[-1]) if out and out[-1].kind == "ROLE" else None
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
                i = self._numbered_district(i) or self._emit("NUMBER", i, i + 1, value=token.key)
            else:
                i = self._capital(i)

    def _capital(self, i: int) -> int:
        """Mark what starts at the capitalised token `i`; returns the token to go on with."""
        previous = self.out[-1] if self.out else None
        found = self.row.entry(i)
        if previous is not None and previous.kind in ("PLACE", "BODY") and self._after_title(i):
            return self._emit("NAME", i, self.row.run(i), value=self._name_value(i, self.row.run(i)))
        if previous is not None and previous.kind == "ROLE":
            after = self._unit_of_role(i, previous)
            if after:
                return after
        if previous is not None and previous.kind == "BODY":
            after = self._place_after_body(i, previous)
            if after:
                return after
        end = None if self._is_honorific(found) and not self._called_ong(i) else self._name(i, found)
        if end:
            return self._emit("NAME", i, end, value=self._name_value(i, end))
        if found and not self._place_rather(i, found):
            after = self._entry(i, *found)
            if after:
                return after
        return self._free_capitals(i)

    def _numbered_district(self, i: int) -> int | None:
        """ "Quận ủy 3": the number is the district's name."""
        body = self.out[-1].value if self._previous("BODY") else None
        if not isinstance(body, BodyPhrase) or body.entry.of_type != "quận" or body.name:
            return None
        found = self.row.lexicon.places.longest(self.row.tokens, i)
        fit = tuple(p for p in found[1] if p.level == "district") if found else ()
        return self._emit("PLACE", i, i + 1, value=AreaRef(self._place_label(i, i + 1), "", "district", fit))

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

    def _after_title(self, i: int) -> bool:
        """ "Bí thư Huyện ủy Mang Yang Krung Dam Đoàn": what follows a title's place is the name."""
        end = self.row.run(i)
        if not 2 <= end - i <= 4 or self.row.entry(i) is not None:
            return False
        if [m.kind for m in self.out[-3:]] == ["ROLE", "BODY", "PLACE"]:
            return True
        body = self.out[-1].value if self._previous("BODY") else None
        local = isinstance(body, BodyPhrase) and body.entry.follow == "area" and not body.name
        return local and self._holder_acts(i, end) and self.row.lexicon.places.longest(self.row.tokens, i) is None

    def _holder_acts(self, i: int, end: int) -> bool:
        """ "Chủ tịch UBND huyện Bloong Pút kiến nghị": after a title, no place is called so, and somebody acts."""
        titled_body = [m.kind for m in self.out[-2:]] == ["ROLE", "BODY"]
        return titled_body and self.row.word(end) in ("STOP", "PLANNED") and 2 <= end - i <= 4

    def _emit(self, kind: str, i: int, j: int, entry: Entry | None = None, value: object = None) -> int:
        self.out.append(Mention(kind, self.row.tokens[i].start, self.row.tokens[j - 1].end, entry, value))
        return j

    def _previous(self, *kinds: str) -> bool:
        return bool(self.out) and self.out[-1].kind in kinds

    @staticmethod
    def _is_honorific(found: tuple[int, Entry] | None) -> bool:
        return found is not None and isinstance(found[1], WordEntry) and found[1].kind in ("HON", "RANK")

    def _called_ong(self, i: int) -> bool:
        """ "bà Ông Thị Nhung", "ông Ông Văn Tùng": a family name, not a form of address."""
        if self.row.tokens[i].key != "ông" or not self.row.cap(i) or self.row.run(i) - i < 3:
            return False
        return self.row.surname(i) or self._previous("HON")

    def _unit_of_role(self, i: int, role: Mention) -> int | None:
        """ "Thứ trưởng Nội vụ", "Chi cục trưởng Kiểm lâm": the role's name holds the head of the body."""
        entry = role.entry
        if not isinstance(entry, RoleEntry) or not entry.unit:
            return None
        found = self.row.lexicon.domains["state"].longest(self.row.tokens, i)
        body = self.row.lexicon.bodies.get(fold(entry.unit))
        authority = body is not None and body.kind in (*_AUTHORITIES, "sub-department", "ministry-department")
        if body is None or not (is_cap(self.row.tokens[i]) or (found and authority)):
            return None
        if found is None and authority and self.row.small(i + 1) and not self.row.surname(i):
            end = self.names.open_end(i)  # "Vụ trưởng An toàn giao thông"
            begins = end - i > 2 and self.row.lexicon.domains["state"].leads(self.row.tokens, i, 2)
            found = (end, self.row.surface(i, end)) if begins else None
        if found is None:
            return None
        end, name = self._national(found, body)
        return self._emit("BODY", i, end, body, BodyPhrase(body, name))

    def _national(self, known: tuple[int, str], entry: BodyEntry) -> tuple[int, str]:
        """ "Cục Hàng không Việt Nam", "Trung ương Hội Luật gia Việt Nam": the country belongs to the name."""
        end, name = known
        central = entry.kind in _AUTHORITIES or entry.label.startswith("Trung ương ")
        whole = central and [t.key for t in self.row.tokens[end : end + 2]] == _COUNTRY
        return (end + 2, f"{name} Việt Nam") if whole else known

    def _entry(self, i: int, j: int, entry: Entry) -> int | None:
        if entry.cased and not is_cap(self.row.tokens[i]):
            return None
        if isinstance(entry, WordEntry):
            return self._word(i, j, entry) if entry.kind != "FOREIGN" or self._country(i, j) else None
        if isinstance(entry, RoleEntry):
            after = self.row.entry(j)
            if entry.before_body and not (after is not None and isinstance(after[1], BodyEntry)):
                return None
            return self._emit("ROLE", i, j, entry)
        if isinstance(entry, BodyEntry):
            return self._named_like_a_body(i, j) or self._body_of_longer(i, j) or self._body(i, j, entry)
        if isinstance(entry, TypeEntry):
            return self._area(i, j, entry)
        return self._emit("DOCTYPE", i, j, entry)

    def _named_like_a_body(self, i: int, j: int) -> int | None:
        """ "phường Đoàn Kết": the name of a place begins as the body "phường đoàn" ends."""
        row = self.row
        kind = row.lexicon.words.longest(row.tokens, i, i + 1)
        if j != i + 2 or kind is None or not isinstance(kind[1], TypeEntry) or not row.cap(i + 1):
            return None
        found = row.lexicon.places.longest(row.tokens, i + 1)
        named = found is not None and found[0] > j and any(p.level == kind[1].level for p in found[1])
        return self._area(i, i + 1, kind[1]) if named else None

    def _body_of_longer(self, i: int, j: int) -> int | None:
        """ "Ban Chấp hành Trung ương Đoàn": the last words of a body begin the longer one that it is of."""
        for k in range(max(i + 1, j - _CENTRAL), j):
            of, words = self.row.entry(k), self.row.lexicon.words
            head, centre = words.longest(self.row.tokens, i, k), words.longest(self.row.tokens, k, j)
            if of is None or of[0] <= j or head is None or centre is None or (head[0], centre[0]) != (k, j):
                continue
            if isinstance(head[1], BodyEntry) and isinstance(centre[1], BodyEntry) and centre[1].word == "CENTRAL":
                return self._body(i, k, head[1]) if not head[1].word and isinstance(of[1], BodyEntry) else None
        return None

    def _country(self, i: int, j: int) -> bool:
        """A country's name and no more: not Lào Cai, not Mỹ Đình."""
        found = self.row.lexicon.places.longest(self.row.tokens, i)
        longer = found is not None and found[0] > j
        return not longer and (j - i > 1 or self.row.run(i) == j or self.row.strong_name(j))

    def _word(self, i: int, j: int, entry: WordEntry) -> int:
        kind = entry.kind
        if kind == "BECOME" and self._ends_in_office(j):
            return self._emit(kind, i, j - 1, entry)  # "giữ chức | Vụ trưởng"
        if entry.lead and not self._leads(j):
            kind = "OTHER"
        elif entry.lower and self.row.cap(i) and self._previous("ROLE", "BODY"):
            kind = "FOREIGN"  # "Thủ tướng Anh"
        elif kind == "HON":
            after = self.row.tokens[j] if j < len(self.row) else None
            name_follows = after is not None and (is_cap(after) or after.key in (":", ","))
            plural = self.row.tokens[i].key in _PLURAL
            if not name_follows and not plural and not self._titled(j):
                counted = self._previous("NUMBER") and not self._year(i - 1)  # "bầu 3 đồng chí"
                kind = "PRON" if self.row.tokens[i].key in _PRONOUN and not counted else "OTHER"
        elif kind == "PLAIN":
            kind = "OTHER"
        return self._emit(kind, i, j, entry)

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

    def _said_again(self, i: int, j: int) -> bool:
        """ "Trưởng ban Ban Dân vận", "Phó Trưởng phòng phụ trách Phòng Tư pháp": the head noun with the role, and again
        with the body."""
        alone = self.row.word(j) != "INCHARGE"
        if not alone and (charge := self.row.entry(j)) is not None:
            j = charge[0]
        found = self.row.entry(j)
        again = found is not None and isinstance(found[1], BodyEntry) and found[0] > j + alone
        return again and self.row.tokens[j].key == self.row.tokens[i].key

    def _body(self, i: int, j: int, entry: BodyEntry) -> int | None:
        after_role = self._previous("ROLE", "INCHARGE")
        inside = self._previous("BODY")
        if entry.word:
            return self._emit("CENTRAL", i, j, entry)
        if entry.kind == "central-committee" and self._union(j):
            return None  # "Ban Chấp hành Trung ương HLG": of a union by its short name, not of the Party
        if entry.only_inside and not (inside or after_role):
            return None
        if entry.after_role and not (after_role or inside):
            return None
        if entry.kind == "school" and j == i + 1 and self._holds_congress(j):
            return None
        if entry.kind == "mass-organization" and j == i + 1 and self.row.place_before_name(i, j):
            return None
        if entry.short and not (is_cap(self.row.tokens[i]) or after_role or inside):
            return None
        if j == i + 1 and self._previous("ROLE") and self._said_again(i, j):
            role = self.out.pop()
            self.out.append(Mention(role.kind, role.start, self.row.tokens[j - 1].end, role.entry, role.value))
            return j
        bare = entry.bare and (inside or (after_role and not entry.only_inside))
        end = j
        name = ""
        if entry.follow == "domain":
            end, name = self._domain(j, entry, after_role=after_role)
            if not name and not (after_role and entry.noun) and not bare:
                return None
        elif entry.follow == "open":
            end = self.names.end(j, entry, after_role=after_role)
            if entry.kind == "military" and end > j + 1 and self.row.tokens[j].shape == "0" and not self.row.cap(j + 1):
                end = j + 1  # "Trung đoàn 50 họp"
            fields = self.row.lexicon.fields.get("enterprise" if entry.enterprise else entry.kind, frozenset())
            if (after_role or inside) and end == j and tuple(t.key for t in self.row.tokens[j : j + 2]) in fields:
                end = self.names.open_end(j, prose=True)  # "Tổng công ty đầu tư và kinh doanh vốn nhà nước"
                end = end if end - j > (2 if entry.kind == "centre" else 3) else j
            name = self.row.surface(j, end) if end > j else ""
            if entry.short and not name and not bare and " " not in entry.label and not self.names.goes_on(end):
                return None
        return self._emit("BODY", i, end, entry, BodyPhrase(entry, name))

    def _holds_congress(self, j: int) -> bool:
        """ "Nghị quyết ĐH Đảng bộ tỉnh", "ĐH đại biểu": a congress, not a university."""
        after = self.row.entry(j)
        party = after is not None and isinstance(after[1], BodyEntry) and after[1].kind == "party-organization"
        return party or [t.key for t in self.row.tokens[j : j + 2]] == _DELEGATES

    def _union(self, j: int) -> bool:
        """The short name of a union comes next, or another that is nothing known."""
        if j >= len(self.row) or self.row.tokens[j].shape != "A" or self.heading or self.row.strong_name(j):
            return False
        found = self.row.entry(j)
        union = found is None or getattr(found[1], "kind", "") == "mass-organization"
        return union and self.row.adjacent(j, 0)

    def _domain(self, j: int, entry: BodyEntry, *, after_role: bool) -> tuple[int, str]:
        """The field of a Bộ, Sở, Phòng, Hội … that starts at token `j`: where it ends and what it is called."""
        fields = self.row.lexicon.domains
        if [t.key for t in self.row.tokens[j + 1 : j + 2]] == _YEARS_OLD:
            return j, ""  # "Giám đốc sở 30 tuổi"
        table = "mass" if entry.kind == "mass-organization" else "state"
        if entry.kind in ("district-office", "squad", "central-department"):
            police = fields["police"].longest(self.row.tokens, j)
            if police:
                return police
        known = fields[table].longest(self.row.tokens, j)
        if known:
            end, name = self._national(known, entry)
            listed = self.names.fields_end(end) if after_role and entry.kind == "district-office" else end
            if listed > end:
                return listed, self.row.surface(j, listed)
            closed = entry.kind in ("ministry", "sector-department") or not self._more_of_the_field(end)
            longer = end if closed else self.names.open_end(j)
            return (longer, self.row.surface(j, longer)) if longer > end else (end, name)
        if after_role and self.row.strong_name(j) and self.row.run(j) - j > 2:
            return j, ""  # "Trưởng ban Trương Lâm Danh"
        if self.row.cap(j) or (after_role and table == "state"):
            end = self.names.open_end(j)
            if end > j or self.row.cap(j):
                return end, self.row.surface(j, end) if end > j else ""
        if after_role and self._in_small_letters(j, entry):
            end = self.names.open_end(j, prose=True)
            return end, self.row.surface(j, end)
        return j, ""

    def _in_small_letters(self, j: int, entry: BodyEntry) -> bool:
        """ "Cục trưởng Cục chống tham nhũng", "Chủ tịch Hội bảo vệ rừng Việt Nam": no capital letter tells its end.

        It counts after a role that says what it is, or where it ends with the country's name.
        """
        end = self.names.open_end(j, prose=True)
        if not 2 <= end - j <= _LONG_FIELD:
            return False
        if entry.kind == "board":  # "Giám đốc Ban xúc tiến và hỗ trợ đầu tư thành phố Đà Nẵng"
            role = self.out[-1].entry if self.out else None
            found = self.row.entry(end)
            place = found is not None and isinstance(found[1], TypeEntry)
            return place and isinstance(role, RoleEntry) and role.firm
        if entry.kind == "mass-organization":
            return [t.key for t in self.row.tokens[end - 2 : end]] == _COUNTRY
        role = self.out[-1].entry if self.out else None
        return isinstance(role, RoleEntry) and role.unit != "" and fold(role.unit) == fold(entry.label)

    def _more_of_the_field(self, j: int) -> bool:
        """ "Vụ Giáo dục Chính trị": a capitalised word that is no place, no person and nothing else known."""
        if not self.row.cap(j) or self.row.entry(j) is not None or self.row.surname(j):
            return False
        return self.row.text[self.row.tokens[j - 1].end : self.row.tokens[j].start] == " " and not (
            self.row.lexicon.places.longest(self.row.tokens, j)
        )

    def _area(self, i: int, j: int, entry: TypeEntry) -> int | None:
        kind_end = j
        found = self.row.entry(j) if entry.level == "hamlet" else None
        if found is not None and isinstance(found[1], DocumentEntry):
            return None  # "bản Nghị quyết", "bài bản Nghị quyết số 13"
        told = self.row.lexicon.attributes.longest(self.row.tokens, j)
        if told and self.row.cap(told[0]) and not self.row.cap(j):
            j = told[0]  # "xã vùng cao Ngọc Sơn"
        if self.row.cap(j) or (entry.numbered and self.row.proper(j)):
            gap = self.row.text[self.row.tokens[j - 1].end : self.row.tokens[j].start]
            end, places = self._place_name(j, entry.level)
            if entry.level == "hamlet" and self._commune_of_that_name(i, end):
                return None
            if (
                end == j + 1
                and self._initials(i, j)
                and (not places or self.row.text.startswith(":", self.row.tokens[j].end))
            ):
                return None  # "Hỏi: Thưa đồng chí, …"
            abbreviated = entry.label == "thị trấn" and len(self.row.tokens[i].key) < 4
            if not places and entry.level == "district" and not self._a_place(j, end) and self._holder_acts(j, end):
                self._emit("AREAREF", i, kind_end, entry, AreaRef("", entry.label, entry.level))
                return self._emit("NAME", j, end, value=self._name_value(j, end))
            if end > j and "\n" not in gap and (places or not abbreviated):
                word = self.row.surface(i, kind_end).lower() if entry.level == "hamlet" else entry.label
                ref = AreaRef(self._place_label(j, end), word, entry.level, places)
                return self._emit("HAMLET" if entry.level == "hamlet" else "AREA", i, end, entry, ref)
            if abbreviated:
                return None
        if entry.level == "hamlet":
            return self._said_before(j)
        if i and self.row.tokens[i - 1].key == _SAME:
            return self._emit("OTHER", i, j)  # "xã Tạ Bú cùng huyện": where it lies, not who does something
        return self._emit("AREAREF", i, j, entry, AreaRef("", entry.label, entry.level))

    def _a_place(self, j: int, end: int) -> bool:
        """ "UBND huyện Vĩnh Phong ký": a place, of whichever level, is nobody's name."""
        known = self.row.lexicon.places.longest(self.row.tokens, j)
        return known is not None and known[0] >= end

    def _initials(self, i: int, j: int) -> bool:
        """Whether a type word and the name after it are one letter each."""
        kind, name = self.row.tokens[i], self.row.tokens[j]
        return len(kind.key) == len(name.key) == 1 and name.key.isalpha()

    def _said_before(self, j: int) -> int | None:
        """ "Trưởng thôn Lê Văn Hợi", "Bí thư Chi bộ thôn Lê Văn Hợi": the name of the hamlet was told before."""
        before = self.out[-1] if self.out else None
        cell = before is not None and isinstance(before.value, BodyPhrase) and before.value.entry.level == "cell"
        if before is None or not (before.kind == "ROLE" or (cell and j < len(self.row) and self.row.strong_name(j))):
            return None
        self.out[-1] = replace(before, kind="BODY" if cell else "HEADMAN", end=self.row.tokens[j - 1].end)
        return j

    def _place_label(self, i: int, j: int) -> str:
        name = self.row.surface(i, j)
        return titled(name) if name.isupper() and not name.isdigit() and len(name) > 3 else name

    def _place_name(self, j: int, level: str) -> tuple[int, tuple[Place, ...]]:
        """End of the place name after a type word, and the units it may be."""
        found = self.row.lexicon.places.longest(self.row.tokens, j)
        if found is not None and self._holder_rather(j, found[0]):
            return j, ()
        estate = tuple(t.key for t in self.row.tokens[j : j + 2]) in self.row.lexicon.estates and self.row.cap(j + 2)
        if found and not (estate and found[0] == j + 2):  # there is a commune called Nông Trường
            fit = tuple(
                p for p in found[1] if (level == "city" and p.type in ("thành phố", "tỉnh")) or p.level == level
            )
            if level == "hamlet":
                fit = ()
            if fit:
                return found[0], fit
        if self.row.tokens[j].shape == "0":
            return j + 1, ()
        begins = self.row.entry(j)
        if begins is not None and isinstance(begins[1], BodyEntry) and not begins[1].short:
            return j, ()
        if self.row.word(j) == "TERM":
            return j, ()  # "HĐND huyện Khóa XX"
        if self.row.strong_name(j) and self.row.run(j) - j >= 3:
            return j, ()
        end = first = j + 2 if estate else j
        while end < len(self.row) and is_cap(self.row.tokens[end]) and end - first < 4 and self.row.adjacent(end, j):
            if end > j and (self.row.strong_name(end) or self.row.starts_entry(end)):
                break
            end += 1
        if level == "hamlet" and end > j and self._number_of_name(end):
            end += 1
        if found and found[0] <= end and level != "hamlet" and not estate:  # "huyện" said of what is a town since then
            wanted = "district" if level == "city" else level
            return found[0], tuple(p for p in found[1] if p.level == wanted)
        return end, ()

    def _holder_rather(self, j: int, end: int) -> bool:
        """ "Phó chủ tịch xã Lò Văn Sơn": a person's name goes on after one of its words that some place is called."""
        rest = self.row.run(j) - end
        if rest < 1 or not self.row.surname(j) or not any(m.kind == "ROLE" for m in self.out[-2:]):
            return False
        if self.row.tokens[j + 1].key in self.row.lexicon.middle_names:
            return rest == 1 or (rest == 2 and (end == j + 1 or not self.row.surname(end)))
        return end == j + 1 and rest == 2 and not self.row.surname(end)

    def _commune_of_that_name(self, i: int, end: int) -> bool:
        """ "Bản Mế", "Làng Giàng": communes whose names begin like a kind of hamlet."""
        found = self.row.lexicon.places.longest(self.row.tokens, i) if self.row.cap(i) else None
        return found is not None and found[0] >= end

    def _number_of_name(self, i: int) -> bool:
        """ "bản Háng Sung 2 từ tháng 9", not "thôn Đoài 3 đảng viên": no counted noun follows the number."""
        if i >= len(self.row) or self.row.tokens[i].shape != "0" or len(self.row.tokens[i].key) > 2:
            return False
        following = self.row.tokens[i + 1].key if i + 1 < len(self.row) else ""
        return following not in self.row.lexicon.counted

    def _place_after_body(self, i: int, body: Mention) -> int | None:
        """A place that stands bare after a body: "Tỉnh ủy Bến Tre", "Sở Nội vụ Đắk Nông"."""
        phrase = body.value
        if (
            not isinstance(phrase, BodyPhrase)
            or phrase.entry.follow == "none"
            or phrase.entry.level == "cell"
            or (phrase.entry.enterprise and phrase.name)
        ):
            return None
        found = self.row.lexicon.places.longest(self.row.tokens, i)
        if not found:
            return None
        end, places = found
        level = phrase.entry.level if phrase.entry.level in LEVELS else ""
        fit = tuple(p for p in places if (p.level == level if level else p.level != "commune"))
        run = self.row.run(i)
        if (
            run > end
            and not (run - end >= 2 and (self.row.surname(end) or (fit and level in LEVELS[:2])))
            and not self.row.starts_entry(end)
        ):
            return None
        if not fit:
            return None
        return self._emit("PLACE", i, end, value=AreaRef(self._place_label(i, end), "", level or fit[0].level, fit))

    def _free_capitals(self, i: int) -> int:
        """Capitalised syllables nobody claimed: a province or district by its bare name, or CAPS."""
        found = self.row.lexicon.places.longest(self.row.tokens, i)
        if found:
            end, places = found
            other = self._of_landform(i) or self._revered(i, end)
            fit = () if other else tuple(p for p in places if p.level != "commune")
            if fit and self.row.run(i) <= end and end - i >= (1 if fit[0].level == "province" else 2):
                return self._emit("PLACE", i, end, value=AreaRef(self._place_label(i, end), "", fit[0].level, fit))
            remainder = self.row.run(i) - end
            if fit and remainder >= 2 and self.row.tokens[end].key in self.row.lexicon.surnames:
                return self._emit("PLACE", i, end, value=AreaRef(self._place_label(i, end), "", fit[0].level, fit))
        if self.heading:
            return self._emit("OTHER", i, i + 1)
        end = max(i + 1, min(self.row.run(i), i + _NAME_LIMIT))
        for j in range(i + 1, end):
            if self.row.starts_entry(j):
                end = j
                break
        value: object = None
        if self.row.tokens[i].key == _PARTY and self.row.strong_name(i + 1):
            end = i + 1  # "khai trừ ra khỏi Đảng Huỳnh Thị Lan"
        if self._previous("ROLE") and self._letters(i) and end > i + 1 and self.row.strong_name(i + 1):
            end = i + 1  # "Chủ tịch PVN Trần Sỹ Thanh"
        if self._previous("ROLE"):
            value = FIRM if end == i + 1 and _FIRM_NAME.fullmatch(self.row.text, *self._span(i)) else None
            end = self._joined(end)
        if found and found[0] == end:
            value = AreaRef(
                self._place_label(i, end), "", "commune", tuple(p for p in found[1] if p.level == "commune")
            )
        return self._emit("CAPS", i, end, value=value)

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

    def _name(self, i: int, found: tuple[int, Entry] | None) -> int | None:
        """End of the person's name that starts at token `i`, if one does."""
        addressed = self._previous("HON", "RANK")
        bodily = found and isinstance(found[1], (RoleEntry, BodyEntry, TypeEntry)) and found[0] - i > 1
        if bodily and not self._called_like_an_estate(i):
            return None
        if found and isinstance(found[1], WordEntry) and found[0] - i > 1:
            return None
        if not addressed and (self.heading or self._previous("GUARD") or not self.row.surname(i)):
            return None
        if not addressed and (self._of_zone(i) or self._of_ban(found)):
            return None
        run = min(self.row.run(i), i + _NAME_LIMIT)
        for j in range(i + 1, run):
            if self.row.starts_entry(j):
                run = j
                break
        if self.row.tokens[i].shape == "a":  # "Chủ tịch Liên FIDE"
            run = next((j for j in range(i + 1, run) if self._letters(j)), run)
        if run - i > 3 and self._field_begins(run):
            run -= 1
        size = run - i
        if self._country_next(i, run):
            return None
        if addressed:
            if size == 1 and self.row.small(i + 1) and self.row.lexicon.domains["state"].leads(self.row.tokens, i, 2):
                return None  # "cử nhân Tài chính"
            role = size == 1 and found is not None and isinstance(found[1], RoleEntry)
            return run if not role or self._called_like_a_role(i) else None
        if size < 2:
            return None
        place = self.row.lexicon.places.longest(self.row.tokens, i)
        if place:
            end, units = place
            big = any(p.level != "commune" for p in units)
            if end >= run and (big or size == 2) and self.row.tokens[i].key in self.row.lexicon.weak_surnames:
                return None
            if end >= run and big:
                return None
            if (
                end < run
                and big
                and run - end >= 2
                and self.row.tokens[end].key in self.row.lexicon.surnames
                and end - i >= 2
            ):
                return None
        if (
            self.row.tokens[i].key in self.row.lexicon.weak_surnames
            and size < 3
            and not self._previous("ROLE", "BODY", "PLACE", "AREA", "AREAREF", "CENTRAL")
        ):
            return None
        return run

    def _of_zone(self, i: int) -> bool:
        """ "khu kinh tế mở Chu Lai", "khu vực Đông Nam Á"."""
        for k in range(i - 1, max(-1, i - 1 - _ZONE_WORDS), -1):
            key = self.row.tokens[k].key
            if key == _ZONE:
                return k < i - 1
            if key not in self.row.lexicon.zones:
                return False
        return False

    def _of_ban(self, found: tuple[int, Entry] | None) -> bool:
        """ "Phó Ban Thanh niên trường học": no member of the family Phó."""
        if found is None or not isinstance(found[1], RoleEntry) or not found[1].head:
            return False
        after = self.row.entry(found[0])
        return after is not None and isinstance(after[1], BodyEntry)

    def _called_like_an_estate(self, i: int) -> bool:
        """ "ông Lâm Trường Huân", unlike "Lâm trường Sông Kôn"."""
        keys = tuple(t.key for t in self.row.tokens[i : i + 2])
        return keys in self.row.lexicon.estates and self.row.run(i) - i > len(keys)

    def _called_like_a_role(self, i: int) -> bool:
        """ "ông Chánh từng giữ chức": one syllable, with no body after it that it could be head of."""
        after = self.row.entry(i + 1)
        return self.row.cap(i) and not (after is not None and isinstance(after[1], (BodyEntry, RoleEntry, TypeEntry)))

    def _letters(self, j: int) -> bool:
        """Letters in capitals that stand for more words, unlike the "A" of "Giàng A Lử"."""
        return self.row.tokens[j].shape == "A" and len(self.row.tokens[j].key) > _NAME_LETTERS

    def _field_begins(self, end: int) -> bool:
        """ "… Trịnh Văn Lâm Nông nghiệp sạch …": the last capital begins another sentence's word."""
        found = self.row.lexicon.domains["state"].longest(self.row.tokens, end - 1)
        return found is not None and found[0] > end

    def _country_next(self, i: int, end: int) -> bool:
        """ "Hội Nghệ sĩ Việt Nam": the country, not an artist of that name."""
        return [t.key for t in self.row.tokens[i:end]] == _COUNTRY

    def _name_value(self, i: int, j: int) -> str:
        name = self.row.surface(i, j).replace(" ’ ", "’").replace(" ' ", "'").replace("’ ", "’")
        return titled(name) if name.isupper() and len(name) > 3 else name
