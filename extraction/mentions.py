"""From characters to kinds: marks the typed mentions of a sentence, leftmost and longest, in order and never overlapping."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extraction.lexicon import BodyEntry, DocumentEntry, Entry, Lexicon, RoleEntry, TypeEntry, WordEntry
from extraction.text import Span, Token, classic, fold, tokens
from ontology.places import Place


@dataclass(slots=True)
class AreaRef:
    """A place as named in the text: `level` is "city" where only the place itself tells province from district."""

    name: str
    type: str
    level: str
    candidates: tuple[Place, ...] = ()
    within: AreaRef | None = None


@dataclass(slots=True)
class BodyPhrase:
    """A body's own name ("Sở Nội vụ", "Công ty …") and, once phrases are built, what it goes on with."""

    entry: BodyEntry
    name: str = ""
    of: Mention | None = None


@dataclass(slots=True)
class Mention:
    """A typed stretch of the sentence. `text[start:end]` is its surface."""

    kind: str
    start: int
    end: int
    entry: Entry | None = None
    value: object = None
    parts: tuple[Mention, ...] = field(default=())


PUNCTUATION = {
    ",": "COMMA", ";": "SEMI", ":": "COLON", "(": "LPAR", ")": "RPAR", "[": "LPAR", "]": "RPAR", "-": "DASH", "–": "DASH",
    "—": "DASH", ".": "DOT", "…": "DOT", "?": "DOT", "!": "DOT", "/": "SLASH", "&": "AND", "%": "PERCENT",
    '"': "QUOTE", "“": "QUOTE", "”": "QUOTE", "«": "QUOTE", "»": "QUOTE", "'": "MARK", "’": "MARK", "‘": "MARK",
}  # fmt: skip

_ROMAN = r"[IVXLC]+"
_SPECIAL = re.compile(
    r"(?P<DOCNO>\b\d{1,5}(?:\s?/\s?\d{4})?\s?[-–/]\s?[A-ZĐ]{2,6}[a-zđ]?(?:\s?[-/]\s?[A-ZĐ][A-Za-zĐư]{1,8})?(?![\w]))"
    rf"|(?P<TERM>\b(?:[Nn]hiệm\s+kỳ|NK|[Kk]hóa|[Kk]hoá)\s+(?:thứ\s+|lần\s+thứ\s+)?(?:{_ROMAN}\b|\d+)"
    r"(?:\s*[-–]\s*\d{4})?(?:\s*,\s*(?:[Nn]hiệm\s+kỳ|NK)\s+\d{4}\s*[-–]\s*\d{4})?)"
    r"|(?P<AGE>\b\d{2}\s+tuổi\b|\b(?:SN|[Ss]inh\s+năm|[Ss]inh)\s+\d{4}\b)"
)

_OPEN_LIMIT = 14
"""Syllables of an open name: the longest firm names of the corpus have thirteen."""
_NAME_LIMIT = 6
_CUT_KINDS = frozenset(
    "STOP FIRSTOF HON RANK IS ONCE WHEN_ONCE APPOINT DISMISS BECOME INSTEAD NOT PLANNED OF FORMER TOWARDS COP JOIN ALSO COUNT_OF DO TERM WHO".split()
)


_NAMED = frozenset(("school", "hospital"))
"""Kinds whose own name begins with a capital letter."""
_AND = fold("và")
_PLURAL = frozenset(map(fold, ("các", "hai")))
_PRONOUN = frozenset(map(fold, ("ông", "bà", "đồng", "anh", "chị")))
_LEADING = frozenset("FORMER NEWLY ACTING BECOME COP IS HON RANK INCHARGE APPOINT".split())


def _is_cap(token: Token) -> bool:
    return token.shape in ("a", "A")


class Scanner:
    """Marks mentions with one lexicon; keeps no state between sentences."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def scan(self, text: str, span: Span) -> list[Mention]:
        """The mentions of one sentence; what the lexicon does not know is OTHER, one per token."""
        row = tokens(text, span.start, span.end)
        special = {m.start(): m for m in _SPECIAL.finditer(text, span.start, span.end)}
        letters = [t for t in row if t.shape in "aAx"]
        heading = len(letters) > 3 and sum(t.shape == "A" for t in letters) > 0.6 * len(letters)
        walk = _Walk(self._lexicon, text, row, heading)
        i = 0
        while i < len(row):
            match = special.get(row[i].start)
            if match:
                walk.out.append(Mention(str(match.lastgroup), match.start(), match.end(), value=match.group()))
                while i < len(row) and row[i].start < match.end():
                    i += 1
            else:
                i = walk.step(i)
        return walk.out


class _Walk:
    """One pass over the tokens of one sentence."""

    def __init__(self, lexicon: Lexicon, text: str, row: Sequence[Token], heading: bool) -> None:
        self.lexicon = lexicon
        self.text = text
        self.row = row
        self.heading = heading
        self.out: list[Mention] = []

    # ---- one step ---------------------------------------------------------------------------------

    def step(self, i: int) -> int:
        """Mark what starts at token `i`; returns the token to go on with."""
        token = self.row[i]
        if token.shape == "0":
            return self._emit("NUMBER", i, i + 1, value=token.key)
        if token.shape == ".":
            return self._emit(PUNCTUATION.get(token.key, "OTHER"), i, i + 1)
        previous = self.out[-1] if self.out else None
        found = self.lexicon.words.longest(self.row, i)
        if previous is not None and previous.kind == "ROLE":
            after = self._unit_of_role(i, previous)
            if after:
                return after
        if _is_cap(token):
            if previous is not None and previous.kind == "BODY":
                after = self._place_after_body(i, previous)
                if after:
                    return after
            end = None if self._is_honorific(found) else self._name(i, found)
            if end:
                return self._emit("NAME", i, end, value=self._name_value(i, end))
        if found:
            after = self._entry(i, *found)
            if after:
                return after
        if _is_cap(token):
            return self._free_capitals(i)
        return self._emit("OTHER", i, i + 1)

    def _emit(self, kind: str, i: int, j: int, entry: Entry | None = None, value: object = None) -> int:
        self.out.append(Mention(kind, self.row[i].start, self.row[j - 1].end, entry, value))
        return j

    def _previous(self, *kinds: str) -> bool:
        return bool(self.out) and self.out[-1].kind in kinds

    def surface(self, i: int, j: int) -> str:
        """The text of tokens i to j, spaces evened, tones placed the classic way."""
        return classic(" ".join(self.text[self.row[i].start : self.row[j - 1].end].split()))

    @staticmethod
    def _is_honorific(found: tuple[int, Entry] | None) -> bool:
        return found is not None and isinstance(found[1], WordEntry) and found[1].kind in ("HON", "RANK")

    def _unit_of_role(self, i: int, role: Mention) -> int | None:
        """"Thứ trưởng Nội vụ", "Chi cục trưởng Kiểm lâm": the role's name holds the head of the body."""
        entry = role.entry
        if not isinstance(entry, RoleEntry) or not entry.unit:
            return None
        found = self.lexicon.domains["state"].longest(self.row, i)
        if not found or not _is_cap(self.row[i]):
            return None
        body = self.lexicon.bodies[fold(entry.unit)]
        return self._emit("BODY", i, found[0], body, BodyPhrase(body, found[1]))

    # ---- lexicon entries ---------------------------------------------------------------------------

    def _entry(self, i: int, j: int, entry: Entry) -> int | None:
        if getattr(entry, "cased", False) and self.row[i].shape not in ("a", "A"):
            return None
        if isinstance(entry, RoleEntry):
            return self._emit("ROLE", i, j, entry)
        if isinstance(entry, BodyEntry):
            return self._body(i, j, entry)
        if isinstance(entry, TypeEntry):
            return self._area(i, j, entry)
        if isinstance(entry, DocumentEntry):
            return self._emit("DOCTYPE", i, j, entry)
        return self._word(i, j, entry)

    def _word(self, i: int, j: int, entry: WordEntry) -> int:
        kind = entry.kind
        if entry.lead and not self._leads(j):
            kind = "OTHER"
        elif kind == "HON":
            after = self.row[j] if j < len(self.row) else None
            name_follows = after is not None and (_is_cap(after) or after.key in (":", ","))
            plural = self.row[i].key in _PLURAL
            if not name_follows and not plural:
                word = after and self.lexicon.words.longest(self.row, j)
                titled = bool(word) and (
                    isinstance(word[1], RoleEntry) or (isinstance(word[1], WordEntry) and word[1].kind in ("HON", "RANK", "FORMER"))
                )
                if not titled:
                    kind = "PRON" if self.row[i].key in _PRONOUN else "OTHER"
        elif kind == "PLAIN":
            kind = "OTHER"
        return self._emit(kind, i, j, entry)

    def _leads(self, j: int) -> bool:
        """A role, or a word that leads to one, comes next."""
        found = self.lexicon.words.longest(self.row, j) if j < len(self.row) else None
        if not found:
            return False
        entry = found[1]
        return isinstance(entry, RoleEntry) or (isinstance(entry, WordEntry) and entry.kind in _LEADING)

    # ---- bodies --------------------------------------------------------------------------------------

    def _body(self, i: int, j: int, entry: BodyEntry) -> int | None:
        after_role = self._previous("ROLE", "INCHARGE")
        inside = self._previous("BODY")
        if entry.word:
            return self._emit("CENTRAL", i, j, entry)
        if entry.only_inside and not (inside or after_role):
            return None
        if entry.after_role and not (after_role or inside):
            return None
        if entry.short and not (_is_cap(self.row[i]) or after_role or inside):
            return None
        name, end = "", j
        if entry.follow == "domain":
            table = "mass" if entry.kind == "mass-organization" else "state"
            police = self.lexicon.domains["police"].longest(self.row, j) if entry.kind in ("district-office", "squad") else None
            domain = police or self.lexicon.domains[table].longest(self.row, j)
            if domain:
                end, name = domain
            elif (j < len(self.row) and _is_cap(self.row[j])) or (after_role and table == "state"):
                end = self._open_end(j)
                name = self.surface(j, end) if end > j else ""
            if not name and not (after_role and entry.noun) and not self._stands_bare(entry, after_role or inside):
                return None
        elif entry.follow == "open":
            end = j if self._person_next(j, entry) else self._open_end(j, prose=entry.prose, named=entry.level == "cell" or entry.kind in _NAMED)
            name = self.surface(j, end) if end > j else ""
            if entry.short and not name and not self._goes_on(end) and not self._stands_bare(entry, after_role or inside):
                return None
        return self._emit("BODY", i, end, entry, BodyPhrase(entry, name))

    @staticmethod
    def _stands_bare(entry: BodyEntry, inside: bool) -> bool:  # noqa: FBT001
        """"Đảng ủy Công ty": the head alone, after a role or another body."""
        return entry.bare and inside

    def _person_next(self, j: int, entry: BodyEntry) -> bool:
        """"Giám đốc Công ty Lã Văn Quyết": three syllables led by a family name are no firm's name."""
        return entry.bare and entry.enterprise and self._strong_name(j) and self._run(j) - j >= 3

    def _goes_on(self, j: int) -> bool:
        found = self.lexicon.words.longest(self.row, j) if j < len(self.row) else None
        return bool(found) and isinstance(found[1], (BodyEntry, TypeEntry))  # type: ignore[index]

    def _open_end(self, start: int, *, prose: bool = False, named: bool = False) -> int:
        """End of a body's own name: it runs to a stop word, a sign, a place word, another body or a person."""
        j = start
        while j < len(self.row) and j - start < _OPEN_LIMIT:
            token = self.row[j]
            if token.shape == "." and not self._joins(j, start):
                break
            found = self.lexicon.words.longest(self.row, j)
            if found and self._cuts(j, start, *found):
                break
            if j > start and _is_cap(token) and self._strong_name(j) and self._run(j) - j >= 3:
                break
            j = max(found[0], j + 1) if found and isinstance(found[1], WordEntry) and found[1].kind == "PLAIN" else j + 1
        while j > start and (self.row[j - 1].shape == "." or self.row[j - 1].key == _AND):
            j -= 1
        last = max((k for k in range(start, j) if self.row[k].shape in "aA0"), default=start)
        if last > start and _is_cap(self.row[last]) and _is_cap(self.row[last - 1]):
            j = last + 1  # "Tập đoàn Thiên Thanh bất ngờ"
        if named and j > start and self.row[start].shape == "x":
            return start
        proper = any(self.row[k].shape in "aA0" for k in range(start, min(j, start + 4)))
        return j if proper or prose else start

    def _joins(self, j: int, start: int) -> bool:
        """A sign inside a name: "Hạ tầng & Đô thị", "công trình giao thông 5 - Cienco 5"."""
        token = self.row[j]
        if j + 1 >= len(self.row) or j == start or not (_is_cap(self.row[j + 1]) or self.row[j + 1].shape == "0"):
            return False
        glued = self.text[self.row[j - 1].end : token.start] == "" and self.row[j + 1].start == token.end
        if token.key == "&":
            return True
        return token.key in "-–." and (glued or (token.key in "-–" and not self._strong_name(j + 1) and self._short_tail(j + 1)))

    def _short_tail(self, j: int) -> bool:
        """After a dash: one or two capitalised syllables and a sign or the end, as in "- Cienco 5 (…)"."""
        if self.lexicon.words.longest(self.row, j):
            return False
        end = j
        while end < len(self.row) and (_is_cap(self.row[end]) or self.row[end].shape == "0"):
            end += 1
        return end - j <= 3 and (end == len(self.row) or self.row[end].shape in ".x")

    def _cuts(self, j: int, start: int, end: int, entry: Entry) -> bool:
        if getattr(entry, "cased", False) and not _is_cap(self.row[j]):
            return False
        if isinstance(entry, WordEntry):
            if entry.kind == "AND" and self.row[j].key not in (_AND, "&"):
                return True
            if entry.kind == "AND":
                after = self.lexicon.words.longest(self.row, end) if end < len(self.row) else None
                return end >= len(self.row) or (after is not None and not isinstance(after[1], DocumentEntry)) or self._strong_name(end)
            around = (j > start and _is_cap(self.row[j - 1])) or (end < len(self.row) and _is_cap(self.row[end]))
            named = _is_cap(self.row[j]) and end - j == 1 and around and entry.kind not in ("HON", "RANK")
            return entry.kind in _CUT_KINDS and not named
        if isinstance(entry, RoleEntry):
            return end - j > 1 or entry.head is False
        if isinstance(entry, BodyEntry):
            if entry.follow == "domain" and j > start and _is_cap(self.row[j - 1]) and not self.lexicon.domains["state"].longest(self.row, end):
                return False  # "Tây Nam Bộ"
            return not (entry.short or entry.after_role or entry.only_inside) or _is_cap(self.row[j])
        return isinstance(entry, TypeEntry)

    # ---- places --------------------------------------------------------------------------------------

    def _area(self, i: int, j: int, entry: TypeEntry) -> int | None:
        if j < len(self.row) and (_is_cap(self.row[j]) or self.row[j].shape == "0"):
            gap = self.text[self.row[j - 1].end : self.row[j].start]
            end, places = self._place_name(j, entry.level)
            if end > j and "\n" not in gap:
                ref = AreaRef(self._place_label(j, end), entry.label, entry.level, places)
                return self._emit("HAMLET" if entry.level == "hamlet" else "AREA", i, end, entry, ref)
        if entry.level == "hamlet":
            return None
        return self._emit("AREAREF", i, j, entry, AreaRef("", entry.label, entry.level))

    def _place_label(self, i: int, j: int) -> str:
        name = self.surface(i, j)
        return _titled(name) if name.isupper() and not name.isdigit() and len(name) > 3 else name

    def _place_name(self, j: int, level: str) -> tuple[int, tuple[Place, ...]]:
        """End of the place name after a type word, and the units it may be."""
        found = self.lexicon.places.longest(self.row, j)
        if found:
            fit = tuple(p for p in found[1] if level == "city" and p.type in ("thành phố", "tỉnh") or p.level == level)
            if level == "hamlet":
                fit = ()
            if fit:
                return found[0], fit
        if self.row[j].shape == "0":
            return j + 1, ()
        if self._strong_name(j) and self._run(j) - j >= 3:
            return j, ()
        end = j
        while end < len(self.row) and _is_cap(self.row[end]) and end - j < 4 and self._adjacent(end, j):
            if end > j and (self._strong_name(end) or self._starts_entry(end)):
                break
            end += 1
        if found and found[0] <= end and level != "hamlet":  # a name of another level: "huyện" said of a town since then
            near = tuple(p for p in found[1] if p.level == ("province" if level == "province" else "district" if level in ("city", "district") else "commune"))
            return found[0], near
        return end, ()

    def _starts_entry(self, j: int) -> bool:
        found = self.lexicon.words.longest(self.row, j)
        return bool(found) and isinstance(found[1], (RoleEntry, BodyEntry, TypeEntry)) and found[0] - j > 1  # type: ignore[index]

    def _adjacent(self, j: int, start: int) -> bool:
        return j == start or self.text[self.row[j - 1].end : self.row[j].start] in (" ", "\xa0", "  ")

    def _place_after_body(self, i: int, body: Mention) -> int | None:
        """A place that stands bare after a body: "Tỉnh ủy Bến Tre", "Sở Nội vụ Đắk Nông"."""
        phrase = body.value
        if not isinstance(phrase, BodyPhrase) or phrase.entry.follow == "none" or (phrase.entry.enterprise and phrase.name):
            return None
        found = self.lexicon.places.longest(self.row, i)
        if not found:
            return None
        end, places = found
        level = phrase.entry.level
        fit = tuple(p for p in places if (p.level == level if level in ("province", "district", "commune") else p.level != "commune"))
        run = self._run(i)
        if run > end and not (run - end >= 2 and self.row[end].key in self.lexicon.surnames) and not self._starts_entry(end):
            return None
        if not fit:
            return None
        return self._emit("PLACE", i, end, value=AreaRef(self._place_label(i, end), "", level or fit[0].level, fit))

    def _free_capitals(self, i: int) -> int:
        """Capitalised syllables nobody claimed: a province or district by its bare name, or CAPS."""
        found = self.lexicon.places.longest(self.row, i)
        if found:
            end, places = found
            fit = tuple(p for p in places if p.level != "commune")
            if fit and self._run(i) == end and end - i >= (1 if fit[0].level == "province" else 2):
                return self._emit("PLACE", i, end, value=AreaRef(self._place_label(i, end), "", fit[0].level, fit))
            remainder = self._run(i) - end
            if fit and remainder >= 2 and self.row[end].key in self.lexicon.surnames:
                return self._emit("PLACE", i, end, value=AreaRef(self._place_label(i, end), "", fit[0].level, fit))
        if self.heading:
            return self._emit("OTHER", i, i + 1)
        end = max(i + 1, min(self._run(i), i + _NAME_LIMIT))
        for j in range(i + 1, end):
            if self._starts_entry(j):
                end = j
                break
        value = None
        if found and found[0] == end:
            value = AreaRef(self._place_label(i, end), "", "commune", tuple(p for p in found[1] if p.level == "commune"))
        return self._emit("CAPS", i, end, value=value)

    # ---- persons ---------------------------------------------------------------------------------------

    def _run(self, i: int) -> int:
        """End of the run of capitalised syllables that starts at token `i` (spaces between, nothing else)."""
        j = i
        while j < len(self.row) and _is_cap(self.row[j]) and self._adjacent(j, i):
            j += 1
        return j

    def _surname(self, i: int) -> int:
        """Tokens of the family name at `i`: 0 if there is none."""
        key = self.row[i].key
        if i + 1 < len(self.row) and (key, self.row[i + 1].key) in self.lexicon.double_surnames:
            return 2
        if key in self.lexicon.surnames or (len(key) > 2 and key[1] == "'"):
            return 1
        return 0

    def _strong_name(self, i: int) -> bool:
        """Two or more capitalised syllables led by a family name that is nothing else."""
        if i >= len(self.row) or not _is_cap(self.row[i]) or not self._surname(i):
            return False
        weak = self.row[i].key in self.lexicon.weak_surnames
        run = self._run(i) - i
        if weak and run >= 4 and self._strong_name(i + 1):  # "CHLB Đức Nguyễn Minh Vũ"
            return False
        if self._starts_entry(i) or (run >= 2 and self._starts_entry(i + 1)):
            return False
        found = self.lexicon.places.longest(self.row, i)
        place = bool(found) and found[0] >= i + run  # type: ignore[index]
        return run >= (3 if weak else 2) and not place

    def _name(self, i: int, found: tuple[int, Entry] | None) -> int | None:
        """End of the person's name that starts at token `i`, if one does."""
        addressed = self._previous("HON", "RANK")
        if found and isinstance(found[1], (RoleEntry, BodyEntry, TypeEntry)) and found[0] - i > 1:
            return None
        if found and isinstance(found[1], WordEntry) and found[0] - i > 1:
            return None
        run = min(self._run(i), i + _NAME_LIMIT)
        for j in range(i + 1, run):
            if self._starts_entry(j):
                run = j
                break
        size = run - i
        if addressed:
            blocked = found is not None and isinstance(found[1], (RoleEntry, WordEntry)) and size == 1 and found[1] != "x" and isinstance(found[1], RoleEntry)
            return None if blocked else run
        if self.heading or self._previous("GUARD") or not self._surname(i) or size < 2:
            return None
        place = self.lexicon.places.longest(self.row, i)
        if place:
            end, units = place
            big = any(p.level != "commune" for p in units)
            if end >= run and (big or size == 2) and self.row[i].key in self.lexicon.weak_surnames:
                return None
            if end >= run and big:
                return None
            if end < run and big and run - end >= 2 and self.row[end].key in self.lexicon.surnames and end - i >= 2:
                return None
        if self.row[i].key in self.lexicon.weak_surnames and size < 3 and not self._previous("ROLE", "BODY", "PLACE", "AREA", "AREAREF", "CENTRAL"):
            return None
        return run

    def _name_value(self, i: int, j: int) -> str:
        name = self.surface(i, j).replace(" ’ ", "’").replace(" ' ", "'").replace("’ ", "’")
        return _titled(name) if name.isupper() and len(name) > 3 else name


def _titled(name: str) -> str:
    return " ".join(w[:1].upper() + w[1:].lower() for w in name.split())
