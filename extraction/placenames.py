"""Places by their type words and behind bodies, and where their names end."""

from __future__ import annotations

from msgspec.structs import replace

from extraction.facts import LEVELS
from extraction.lexicon import BodyEntry, DocumentEntry, TypeEntry
from extraction.marks import Marks
from extraction.mentions import AreaRef, BodyPhrase, Mention
from extraction.personnames import PersonNames
from extraction.row import is_cap, titled
from extraction.text import fold
from ontology.places import Place

_NO = fold("số")
_SAME = fold("cùng")
_DOUBLE = 3
"""Words of a name after its first one, where the family's name has two."""

_OF_COMMUNES = frozenset(("party-committee", "party-organization", "people-committee", "people-council"))
"""Kinds of bodies after which a commune may stand without its type."""


class PlaceNames:
    """Reads places from the row of a sentence, in the light of what is marked before them."""

    def __init__(self, marks: Marks, persons: PersonNames) -> None:
        self.marks, self.row, self.out = marks, marks.row, marks.out
        self.persons = persons

    def numbered(self, i: int) -> int | None:
        """ "Quận ủy 3": the number is the district's name."""
        body = self.out[-1].value if self.marks.previous("BODY") else None
        if not isinstance(body, BodyPhrase) or body.entry.of_type != "quận" or body.name:
            return None
        found = self.row.lexicon.places.longest(self.row.tokens, i)
        fit = tuple(p for p in found[1] if p.level == "district") if found else ()
        return self.marks.emit("PLACE", i, i + 1, value=AreaRef(self.label(i, i + 1), "", "district", fit))

    def area(self, i: int, j: int, entry: TypeEntry) -> int | None:
        """The unit that a type word at token `i` (until `j`) begins: "huyện Châu Thành", "xã"; None if none."""
        kind_end = j
        found = self.row.entry(j) if entry.level == "hamlet" else None
        if found is not None and isinstance(found[1], DocumentEntry):
            return None  # "bản Nghị quyết", "bài bản Nghị quyết số 13"
        told = self.row.lexicon.attributes.longest(self.row.tokens, j)
        if told and self.row.cap(told[0]) and not self.row.cap(j):
            j = told[0]  # "xã vùng cao Ngọc Sơn"
        if entry.level == "hamlet" and self._number_said(j):
            ref = AreaRef(self.label(j, j + 2), self.row.surface(i, kind_end).lower(), entry.level, ())
            return self.marks.emit("HAMLET", i, j + 2, entry, ref)
        if self.row.cap(j) or (entry.numbered and self.row.proper(j)):
            gap = self.row.text[self.row.tokens[j - 1].end : self.row.tokens[j].start]
            end, places = self._end(j, entry.level, entry.label)
            if entry.level == "hamlet" and self._commune_of_that_name(i, end):
                return None
            if (
                end == j + 1
                and self._initials(i, j)
                and (not places or self.row.text.startswith(":", self.row.tokens[j].end))
            ):
                return None  # "Hỏi: Thưa đồng chí, …"
            abbreviated = entry.label == "thị trấn" and len(self.row.tokens[i].key) < 4
            if (
                not places
                and entry.level == "district"
                and not self._a_place(j, end)
                and self.persons.holder_acts(j, end)
            ):
                self.marks.emit("AREAREF", i, kind_end, entry, AreaRef("", entry.label, entry.level))
                return self.marks.emit("NAME", j, end, value=self.persons.value(j, end))
            if end > j and "\n" not in gap and (places or not abbreviated):
                word = self.row.surface(i, kind_end).lower() if entry.level == "hamlet" else entry.label
                ref = AreaRef(self.label(j, end), word, entry.level, places)
                return self.marks.emit("HAMLET" if entry.level == "hamlet" else "AREA", i, end, entry, ref)
            if abbreviated:
                return None
        if entry.level == "hamlet":
            return self._said_before(j)
        if i and self.row.tokens[i - 1].key == _SAME:
            return self.marks.emit("OTHER", i, j)  # "xã Tạ Bú cùng huyện": where it lies, not who does something
        return self.marks.emit("AREAREF", i, j, entry, AreaRef("", entry.label, entry.level))

    def _number_said(self, j: int) -> bool:
        """ "tổ dân phố số 5": a hamlet told by its number, with the word for it."""
        tokens = self.row.tokens[j : j + 2]
        return len(tokens) == 2 and tokens[0].key == _NO and tokens[1].shape == "0" and "/" not in self._after(j + 2)

    def _after(self, j: int) -> str:
        """The sign that follows token `j - 1` at once."""
        return self.row.text[self.row.tokens[j - 1].end : self.row.tokens[j - 1].end + 1]

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

    def label(self, i: int, j: int) -> str:
        """How a name is written."""
        name = self.row.surface(i, j)
        return titled(name) if name.isupper() and not name.isdigit() and len(name) > 3 else name

    def _end(self, j: int, level: str, kind: str) -> tuple[int, tuple[Place, ...]]:
        """End of the place name after a type word, and the units it may be."""
        found = self.row.lexicon.places.longest(self.row.tokens, j)
        if found is not None and self._holder_rather(j, found[0], any(kind in p.types for p in found[1])):
            return j, ()
        estate = self.row.cap(j + 2) and tuple([t.key for t in self.row.tokens[j : j + 2]]) in self.row.lexicon.estates
        if found and not (estate and found[0] == j + 2):  # there is a commune called Nông Trường
            fit = tuple(
                p for p in found[1] if (level == "city" and p.type in ("thành phố", "tỉnh")) or p.level == level
            )
            if level == "hamlet":
                fit = ()
            if fit:
                return found[0], fit
        if self.row.tokens[j].shape == "0":
            return j + 1 + (level == "hamlet" and self._lettered(j)), ()
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

    def _lettered(self, j: int) -> bool:
        """ "xóm 3B": a number with a letter right after it."""
        token, letter = self.row.tokens[j], self.row.tokens[j + 1] if j + 1 < len(self.row) else None
        return letter is not None and letter.start == token.end and len(letter.key) == 1 and letter.key.isalpha()

    def _holder_rather(self, j: int, end: int, alike: bool) -> bool:
        """ "Phó chủ tịch xã Lò Văn Sơn": a person's name goes on after one of its words that some place is called.

        `alike` says whether there is a place so called of the kind told.
        """
        rest = self.row.run(j) - end
        if rest < 1 or not self.row.surname(j) or not any(m.kind == "ROLE" for m in self.out[-2:]):
            return False
        if self.row.tokens[j + 1].key in self.row.lexicon.middle_names:
            return rest == 1 or (rest == 2 and (end == j + 1 or not self.row.surname(end)))
        if end == j + 1 and rest == _DOUBLE and not alike:
            return True  # "phường Lâm Vũ Thu Hà": Lâm is a town
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

    def after_body(self, i: int, body: Mention) -> int | None:
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
        if not fit and not level and run >= end > i + 1 and phrase.entry.kind in _OF_COMMUNES:
            fit = places  # "Đảng ủy Mỹ Bình": of the commune of that name that the article can mean
        if (
            run > end
            and not (run - end >= 2 and (self.row.surname(end) or (fit and level in LEVELS[:2])))
            and not self.row.starts_entry(end)
        ):
            return None
        if not fit:
            return None
        return self.marks.emit("PLACE", i, end, value=AreaRef(self.label(i, end), "", level or fit[0].level, fit))
