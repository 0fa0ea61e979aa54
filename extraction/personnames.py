"""Whether capitalised words are a person's name, and where it ends."""

from __future__ import annotations

import re

from extraction.lexicon import BodyEntry, Entry, RoleEntry, TypeEntry, WordEntry
from extraction.marks import COUNTRY, Marks
from extraction.mentions import BodyPhrase
from extraction.row import titled
from extraction.text import fold

NAME_LIMIT = 6
"""Syllables of a person's name."""
_ZONE = fold("khu")
_ZONE_WORDS = 4
"""Syllables between "khu" and the name of a zone."""
_NAME_LETTERS = 2
"""Letters of a syllable that names may have in capitals: "Y", "K'", "Ma"."""


_HIGHLAND = ("a", "y")
"""What names of men and women begin with in the highlands: letters that stand for much else."""
_ONSET = re.compile("(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?[^bcdđfghjklmnpqrstvwxz]")
"""How a Vietnamese syllable begins."""
_BEFORE_NAMES = frozenset(map(fold, ("và", "cùng", "của", "với", "cho", "là", "già", "cụ", "làng", "bầu", "có", "như")))
"""Small words that may stand before such a name."""
_STEMS = frozenset(map(fold, ("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý")))
_BRANCHES = frozenset(map(fold, ("tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi")))
_OF_YEARS = frozenset(map(fold, ("năm", "xuân", "tết")))
"""Syllables that the years of the lunar calendar are made of, and those before them."""


class PersonNames:
    """Reads names of persons from the row of a sentence, in the light of what is marked before them."""

    def __init__(self, marks: Marks) -> None:
        self.marks, self.row, self.out = marks, marks.row, marks.out

    def after_title(self, i: int) -> bool:
        """ "Bí thư Huyện ủy Mang Yang Krung Dam Đoàn": what follows a title's place is the name."""
        end = self.row.run(i)
        if not 2 <= end - i <= 4 or self.row.entry(i) is not None:
            return False
        if [m.kind for m in self.out[-3:]] == ["ROLE", "BODY", "PLACE"]:
            return True
        body = self.out[-1].value if self.marks.previous("BODY") else None
        local = isinstance(body, BodyPhrase) and body.entry.follow == "area" and not body.name
        return local and self.holder_acts(i, end) and self.row.lexicon.places.longest(self.row.tokens, i) is None

    def holder_acts(self, i: int, end: int) -> bool:
        """ "Chủ tịch UBND huyện Bloong Pút kiến nghị": after a title, no place is called so, and somebody acts."""
        titled_body = [m.kind for m in self.out[-2:]] == ["ROLE", "BODY"]
        return titled_body and self.row.word(end) in ("STOP", "PLANNED") and 2 <= end - i <= 4

    def called_ong(self, i: int) -> bool:
        """ "bà Ông Thị Nhung", "ông Ông Văn Tùng": a family name, not a form of address."""
        if self.row.tokens[i].key != "ông" or not self.row.cap(i) or self.row.run(i) - i < 3:
            return False
        return self.row.surname(i) or self.marks.previous("HON")

    def end(self, i: int, found: tuple[int, Entry] | None) -> int | None:
        """End of the person's name that starts at token `i`, if one does."""
        addressed = self.marks.previous("HON", "RANK") or self._labelled(i)
        bodily = found and isinstance(found[1], (RoleEntry, BodyEntry, TypeEntry)) and found[0] - i > 1
        if bodily and not self._called_like_an_estate(i):
            return None
        if found and isinstance(found[1], WordEntry) and found[0] - i > 1:
            return None
        if not addressed and self.row.word(i) == "FOREIGN" and self.row.cap(i + 1) and self.row.outlandish(i + 1):
            return None  # "Thủ tướng Đức Angela Merkel"
        if not addressed and (self.marks.heading or self.marks.previous("GUARD") or not self.row.surname(i)):
            return None
        if not addressed and (self._of_zone(i) or self._of_ban(found) or self._lunar(i)):
            return None
        run = min(self.row.run(i), i + NAME_LIMIT)
        for j in range(i + 1, run):
            if self.row.starts_entry(j):
                run = j
                break
        if self.row.tokens[i].shape == "a":  # "Chủ tịch Liên FIDE"
            run = next((j for j in range(i + 1, run) if self.letters(j)), run)
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
            and not self.marks.previous("ROLE", "BODY", "PLACE", "AREA", "AREAREF", "CENTRAL")
            and not self._highlander(i)
        ):
            return None
        return run

    def _highlander(self, i: int) -> bool:
        """ "A Glâng", "Y Bôi, Chi hội trưởng": a name of two words, as the peoples of the highlands have them."""
        row, end = self.row, i + 2
        if row.tokens[i].key not in _HIGHLAND or not row.cap(i) or row.run(i) != end or row.tokens[i + 1].shape != "a":
            return False
        before = row.tokens[i - 1] if i else None
        if before is not None and (before.key not in _BEFORE_NAMES if before.shape == "x" else before.shape in "aA0"):
            return False
        if row.entry(i + 1) is not None:
            return False
        strange = _ONSET.match(row.tokens[i + 1].key) is None
        aside = end + 1 < len(row) and row.text[row.tokens[end].start : row.tokens[end].end] in (",", "-", "–", "(")
        told = row.entry(end + 1) if aside else None
        return strange or (told is not None and isinstance(told[1], RoleEntry))

    def _labelled(self, i: int) -> bool:
        """ "1. Ông: MA CÔNG TRỊNH": a line that is a name with its form of address."""
        told = self.marks.previous("COLON") and len(self.out) > 1 and self.out[-2].kind == "HON"
        whole = self.row.run(i) == len(self.row) and len(self.row) - i > 1
        return told and whole and all(m.kind in ("NUMBER", "DOT", "DASH", "RPAR") for m in self.out[:-2])

    def _of_zone(self, i: int) -> bool:
        """ "khu kinh tế mở Chu Lai", "khu vực Đông Nam Á"."""
        for k in range(i - 1, max(-1, i - 1 - _ZONE_WORDS), -1):
            key = self.row.tokens[k].key
            if key == _ZONE:
                return k < i - 1
            if key not in self.row.lexicon.zones:
                return False
        return False

    def _lunar(self, i: int) -> bool:
        """ "năm Nhâm Thìn", "Xuân Quý Tỵ": a year of the lunar calendar."""
        pair = [t.key for t in self.row.tokens[i : i + 2]]
        before = self.row.tokens[i - 1].key if i else ""
        return len(pair) > 1 and pair[0] in _STEMS and pair[1] in _BRANCHES and before in _OF_YEARS

    def _of_ban(self, found: tuple[int, Entry] | None) -> bool:
        """ "Phó Ban Thanh niên trường học": no member of the family Phó."""
        if found is None or not isinstance(found[1], RoleEntry) or not found[1].head:
            return False
        after = self.row.entry(found[0])
        return after is not None and isinstance(after[1], BodyEntry)

    def _called_like_an_estate(self, i: int) -> bool:
        """ "ông Lâm Trường Huân", unlike "Lâm trường Sông Kôn"."""
        keys = tuple([t.key for t in self.row.tokens[i : i + 2]])
        return keys in self.row.lexicon.estates and self.row.run(i) - i > len(keys)

    def _called_like_a_role(self, i: int) -> bool:
        """ "ông Chánh từng giữ chức": one syllable, with no body after it that it could be head of."""
        after = self.row.entry(i + 1)
        return self.row.cap(i) and not (after is not None and isinstance(after[1], (BodyEntry, RoleEntry, TypeEntry)))

    def letters(self, j: int) -> bool:
        """Letters in capitals that stand for more words, unlike the "A" of "Giàng A Lử"."""
        return self.row.tokens[j].shape == "A" and len(self.row.tokens[j].key) > _NAME_LETTERS

    def _field_begins(self, end: int) -> bool:
        """ "… Trịnh Văn Lâm Nông nghiệp sạch …": the last capital begins another sentence's word."""
        found = self.row.lexicon.domains["state"].longest(self.row.tokens, end - 1)
        return found is not None and found[0] > end

    def _country_next(self, i: int, end: int) -> bool:
        """ "Hội Nghệ sĩ Việt Nam": the country, not an artist of that name."""
        return [t.key for t in self.row.tokens[i:end]] == COUNTRY

    def value(self, i: int, j: int) -> str:
        """How a name is written."""
        name = self.row.surface(i, j).replace(" ’ ", "’").replace(" ' ", "'").replace("’ ", "’")
        return titled(name) if name.isupper() and len(name) > 3 else name
