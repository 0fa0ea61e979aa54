"""Which unit a figure is told of: the place or body before it, whoever speaks, or the one the article is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from msgspec.structs import replace

from extraction.area_bodies import WHOLE_PARTY, area_label, owned
from extraction.context import Context
from extraction.facts import Area, Organization
from extraction.families.acting import whole
from extraction.families.figures import Rows
from extraction.families.leads import OF_AREA, PARTY, asked, is_national, presented
from extraction.families.unit_rows import acts_for_another, alone, apposed_to, gave, kind_after, of_employees
from extraction.lexicon import TypeEntry
from extraction.mentions import AreaRef, BodyPhrase, Mention, body_kind, owner_of, owners
from extraction.organizations import Organizations
from extraction.phrases import HolderPhrase, PostPhrase
from extraction.text import classic, tokens
from extraction.where import LEVELS, walk
from ontology.places import gazetteer

NAMED = frozenset(("ORG", "AREA", "AREAREF", "PLACE", "CAPS"))
_OWN = ("chúng tôi", "nhà trường")
"""What tells whose the body before it is: "chi bộ nhà trường"."""
_NAMES = NAMED | {"SUBJECT"}
_BARE = frozenset(("party-organization", "party-cell", "party-committee"))
_GOVERNED = frozenset(("OF", "AT", "GIVEN", "DOCNO", "COUNT_OF", "WITH"))
_ONE = frozenset(("party-committee", "party-organization"))
_UNIONS = ("mass-organization", "youth-union")
"""Bodies whose committees are no place's: "Ban Chấp hành Công đoàn Công ty A"."""
_BORDER_POST = "đồn biên phòng"
_TITLE = 3
"""Sentences at the beginning that tell what an article is about: title, lead and what stands between."""

_BELOW = re.compile(r"\s+(?i:(?:cấp\s)?(?:cơ sở|các (?:xã|phường|cấp|đơn vị)))\b(?!\s[A-ZĐ])")
"""What follows a body that stands for all those of its kind."""
_EACH_OF = re.compile(
    r"\bcác\s(?:quận|huyện|thị|thành)(?:\s(?:ủy|uỷ))?(?:\s?,\s\w+(?:\s(?:ủy|uỷ))?)*(?:,|\svà)\s$", re.I
)
_LISTED = 40
"""What comes before it, and how far to look for that."""
_SHORT = 3
"""Words of "Đảng bộ Khối", which the article calls in full elsewhere."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, and where the sentence says so (None where something else does)."""

    body: Organization | Area
    start: int | None = None

    @property
    def key(self) -> str:
        """Equal for a place, its Đảng bộ and its committee: they count as one unit."""
        body = self.body
        if isinstance(body, Organization) and body.kind in _ONE and body.area is not None and body.parent is None:
            body = body.area if body.level == body.area.level and body.area.name in body.label else body
        block = body.parent if isinstance(body, Organization) and body.kind in _ONE else None
        if block is not None and block.kind == "party-block":
            return f"body {block.label}"
        if isinstance(body, Area):
            return f"area {body.place or area_label(body)}"
        return f"body {body.label}"


Fits = Callable[[Unit], bool]
"""Whether a unit can have a figure at all: a cell has no cells."""


def anyone(_unit: Unit) -> bool:
    """Every unit fits."""
    return True


def _unnamed(mention: Mention, kinds: Collection[str]) -> bool:
    """Whether a body and all those that its words tell it is of are of these kinds, none with a name of its own."""
    phrases = [m.value for m in owners(mention)]
    return all(isinstance(p, BodyPhrase) and not p.name and p.entry.kind in kinds for p in phrases)


class Units:
    """Finds the units of one article."""

    def __init__(self, context: Context, rows: Rows, apart: frozenset[str] = frozenset()) -> None:
        self.context = context
        self.of_area = OF_AREA - apart
        """Kinds of bodies that stand for their place; those `apart` act for themselves."""
        self.rows = rows
        self.organizations = Organizations(context)
        self._home: list[Organization | Area | None] = []
        self._names: dict[str, list[tuple[int, str]]] = {}
        self._ranked: dict[tuple[str, frozenset[int]], str] = {}
        """What the article calls a body most often, by its noun and the mentions that do not count."""
        self._topics: dict[int, Organization | None] = {}
        self._introductions: dict[tuple[int, str | None], list[tuple[int, AreaRef]]] = {}
        """Places named as one of a kind, by paragraph and kind, in the sentences before `_introduced`."""
        self._introduced = 0
        self.headed = True
        """Whether headline and lead name what the article is about (known once `home` was asked)."""

    # ---- from words --------------------------------------------------------------------------------------------

    def of_mention(self, row: Sequence[Mention], i: int, n: int, kind: TypeEntry | None = None) -> Unit | None:
        """The unit that `row[i]` means, a place of that kind where a word before it says so; None where it is none."""
        mention = row[i]
        body: Organization | Area | None = None
        if mention.kind == "ORG" and self._anywhere(mention, n):
            body = WHOLE_PARTY
        elif mention.kind == "ORG" and self._of_all(mention):
            body = self.home()
        elif mention.kind == "ORG":
            several = i > 0 and row[i - 1].kind == "COUNT_OF"
            if several and self._of_communes(mention):
                return None
            mention = self._introduced_body(mention, n)
            body = self.home() if several and self._bare(mention) else self._body(self._above(mention, several), n)
        elif mention.kind == "SUBJECT":
            return self.subject(row, i, n)
        elif kind or isinstance(mention.value, AreaRef):
            ref = self._named(mention, kind) if kind else cast(AreaRef, mention.value)
            ref = ref if ref.name else self._called(ref, n) or ref
            bare = (
                None if ref.name else self.context.bare(ref.type, ref.level, mention.start, n) or self._around_home(ref)
            )
            body = self.context.area(ref) if ref.name else bare
        return Unit(body, mention.start) if body is not None else None

    def _around_home(self, ref: AreaRef) -> Area | None:
        """ "Toàn huyện kết nạp 78" in an article about a commune whose district it does not name."""
        home = self.context.home.get("commune")
        around = gazetteer().get(home).within if home else None
        place = gazetteer().get(around) if around else None
        if place is None or place.level != ref.level or ref.type not in place.types:
            return None
        return self.context.area(AreaRef(place.name, ref.type, place.level, (place,)))

    def _of_all(self, mention: Mention) -> bool:
        """ "đảng ủy cơ sở", "Ban Tổ chức các huyện, thị ủy": the committees below the unit the article is about."""
        if not _unnamed(mention, PARTY | self.of_area):
            return False
        text = self.context.article.text
        before = _EACH_OF.search(text, max(0, mention.start - _LISTED), mention.start)
        return before is not None or _BELOW.match(text, mention.end) is not None

    @staticmethod
    def _of_communes(mention: Mention) -> bool:
        """ "các chi bộ quân sự xã": those of communes that are not named."""
        *bodies, last = owners(mention)
        if any(isinstance(m.value, BodyPhrase) and m.value.entry.kind in PARTY for m in bodies[1:]):
            return False
        ref = last.value
        return isinstance(ref, AreaRef) and not ref.name and ref.level == "commune"

    def _anywhere(self, mention: Mention, n: int) -> bool:
        """ "Ban Thường vụ Tỉnh ủy" in an article about the Party as a whole, in a paragraph without a place."""
        if not _unnamed(mention, PARTY | OF_AREA):
            return False
        central = any(isinstance(m.value, BodyPhrase) and m.value.entry.level == "central" for m in owners(mention))
        return not central and self.national and not self._placed_before(mention.start, n)

    def _placed_before(self, at: int, n: int) -> bool:
        """Whether the paragraph has named a place by then."""
        for k in range(n, self.context.paragraph_start(n) - 1, -1):
            if any(m.kind in ("AREA", "PLACE") and m.start < at for m in walk(self.context.sentences[k].row)):
                return True
        return False

    def _introduced_body(self, mention: Mention, n: int) -> Mention:
        """ "Tùng Vài là xã có phong trào khá. … Đảng bộ xã kết nạp 14": the body of the place named before."""
        phrase = mention.value
        of = phrase.of if isinstance(phrase, BodyPhrase) else None
        if not isinstance(phrase, BodyPhrase) or of is None or not isinstance(of.value, AreaRef) or of.value.name:
            return mention
        ref = self._called(of.value, n)
        if ref is None:
            return mention
        named = Mention("AREA", of.start, of.end, of.entry, ref)
        return replace(mention, value=BodyPhrase(phrase.entry, phrase.name, named))

    def _called(self, ref: AreaRef, n: int) -> AreaRef | None:
        """The name that the paragraph gives a bare place before: "Sín Chéng là xã làm tốt nhất. … xã kết nạp 38"."""
        for k in range(self._introduced, n):
            row = self.rows.row(k)[:3]
            kind = row[2].entry if len(row) > 2 and row[2].kind == "AREAREF" else None
            if isinstance(kind, TypeEntry) and row[0].kind in ("CAPS", "PLACE") and row[1].kind == "IS":
                key = self.context.sentences[k].paragraph, kind.label
                self._introductions.setdefault(key, []).append((k, self._named(row[0], kind)))
        self._introduced = max(self._introduced, n)
        known = self._introductions.get((self.context.sentences[n].paragraph, ref.type), ())
        return next((named for k, named in reversed(known) if k < n), None)

    def _named(self, mention: Mention, kind: TypeEntry) -> AreaRef:
        """A place whose kind is told before the list it stands in."""
        name = classic(" ".join(self.context.article.text[mention.start : mention.end].split()))
        known = mention.value if isinstance(mention.value, AreaRef) else None
        name = known.name if known is not None else name
        found = self.context.lexicon.places.longest(tokens(name), 0)
        places = tuple(p for p in found[1] if p.level == kind.level) if found else ()
        return AreaRef(name, kind.label, kind.level, places, known.within if known is not None else None)

    def has_in(self, mention: Mention, kind: TypeEntry, around: str) -> bool:
        """Whether a place, given by its gazetteer id, has one of that kind inside by this name."""
        return any(gazetteer().lies_in(place.id, around) for place in self._named(mention, kind).candidates)

    @staticmethod
    def _above(mention: Mention, several: bool) -> Mention:
        """ "các chi bộ trực thuộc Đảng ủy xã Vĩnh Trạch" are that committee's."""
        phrase = mention.value
        of = phrase.of if isinstance(phrase, BodyPhrase) else None
        inner = of.value if of is not None else None
        party = isinstance(inner, BodyPhrase) and inner.entry.kind in PARTY
        return of if several and of is not None and party else mention

    def is_cell(self, mention: Mention) -> bool:
        """Whether a mention is "chi bộ" and nothing says of what."""
        phrase = mention.value
        return self._bare(mention) and isinstance(phrase, BodyPhrase) and phrase.entry.level == "cell"

    @staticmethod
    def _bare(mention: Mention) -> bool:
        phrase = mention.value
        return isinstance(phrase, BodyPhrase) and phrase.of is None and not phrase.name and phrase.entry.kind in _BARE

    def _body(self, mention: Mention, n: int) -> Organization | Area | None:
        phrase = mention.value
        assert isinstance(phrase, BodyPhrase)
        if self._bare(mention) and phrase.entry.follow != "area":
            if phrase.entry.level == "cell":
                owner = self.organizations.told.owner_before(mention.start, n)
                if owner is not None:
                    return self._placed(owned(phrase.entry.label, phrase.entry.kind, owner))
                told = self.organizations.told
                before = self.organizations.cell_before(phrase.entry, n) or told.told_before(
                    phrase.entry, mention.start
                )
                house = None if before is not None else told.only_house(mention.start, n)
                if house is not None:
                    return self._placed(owned(phrase.entry.label, phrase.entry.kind, house))
                return self._placed(before) if before is not None else None
            return self._beside(mention, n) or self._topic(n) or self.home()
        body = self.organizations.of_mention(mention, n) or self.organizations.of_mention(alone(mention), n)
        if body is not None and body.area is None and body.kind in _ONE and self._of_a_place(phrase):
            near = (self.home(), self.organizations.told.last_of(("party-committee",), mention.start))
            return next((b for b in near if isinstance(b, Organization) and b.level == body.level), body)
        if body is None:
            if phrase.entry.kind in _BARE and phrase.of is None and not phrase.name:
                return self.home()
            head = classic(" ".join(self.context.article.text[mention.start : mention.end].split()))
            return self.organizations.told.last_named(head, mention.start)  # "Đảng bộ Trung đoàn", of one told before
        if body.kind in self.of_area and body.area is not None:
            above = body.parent
            if above is not None and above.kind in _UNIONS:
                return self._placed(above)
            if above is None or not of_employees(above):
                return body.area
            owner = above.parent
            one = owner is not None and above.kind == "party-committee"  # its members are those of the Đảng bộ
            return self._placed(owned("Đảng bộ", "party-organization", owner) if one and owner else above)
        return self._completed(body, mention)

    def _beside(self, mention: Mention, n: int) -> Organization | Area | None:
        """ "xã kết nạp 14 đảng viên, đảng bộ hiện có 186": of the place that acts before it in its sentence."""
        row = self.rows.row(n)
        at = next((i for i, m in enumerate(row) if m.start >= mention.start), 0)
        for i in range(at - 2, -1, -1):
            acts = [m.kind for m in row[i + 1 : i + 3]]
            if row[i].kind in ("AREA", "AREAREF") and "ADMIT" in acts and not self.several(row, i):
                unit = self.of_mention(row, i, n)
                return unit.body if unit is not None else None
            if row[i].kind in ("ORG", "SEMI", "DOT"):
                break
        return None

    @staticmethod
    def _of_a_place(phrase: BodyPhrase) -> bool:
        """ "Đảng bộ thị xã": of a place that only the article tells."""
        of = phrase.of.value if phrase.of is not None else None
        return isinstance(of, AreaRef) and not of.name

    def _completed(self, body: Organization, mention: Mention) -> Organization:
        """ "Đảng bộ Bệnh viện" with the name that the article gives the hospital elsewhere, and in its province."""
        fuller = whole(body, self.organizations.told.homes())
        if not fuller.label.split()[-1].isdigit():  # "Đảng bộ Công ty Điện lực 8, …": a figure
            body = fuller
        words = body.label.split()
        home = self._home[0] if self._home else None
        if body.kind in PARTY and len(words) == _SHORT and isinstance(home, Organization) and home.kind in PARTY:
            own = home.label.split()
            if len(own) > _SHORT and words[2] == own[2]:
                return replace(body, label=" ".join((*words[:2], *own[2:])), area=home.area)
        if body.kind in PARTY and len(words) <= 4 and not (body.area is not None and body.area.name in body.label):
            name = self._full_name(" ".join(words[2:]), mention)
            if name:
                body = replace(body, label=f"{' '.join(words[:2])} {name}")
        return self._placed(body)

    def _placed(self, body: Organization) -> Organization:
        """A Party body or border post without a territory lies in the province of the article."""
        near = body.kind in (*PARTY, "party-cell") or body.label.casefold().startswith(_BORDER_POST)
        if body.area is None and body.level != "central" and near:
            return replace(body, area=self._province())
        return body

    def _full_name(self, noun: str, mention: Mention) -> str:
        """What the article calls "Bệnh viện", "Công ty", "Trường" most often where it says more."""
        if noun not in self._names:
            self._names[noun] = list(self._longer(noun)) if noun else []
        own = frozenset(k for k, (start, _) in enumerate(self._names[noun]) if mention.start <= start <= mention.end)
        if (noun, own) not in self._ranked:
            told = [told for k, told in enumerate(self._names[noun]) if k not in own]
            sure = [name for start, name in told if start not in self._held]
            names = Counter(sure or [name for _, name in told])
            ranked = sorted(names.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))
            self._ranked[noun, own] = ranked[0][0] if ranked else ""
        return self._ranked[noun, own]

    def _longer(self, noun: str) -> Iterator[tuple[int, str]]:
        """Where the article names bodies by a noun and more, and what it calls them."""
        for start, text in self._bodies:
            at = text.find(f"{noun} ")
            if at >= 0 and not text[at:].isupper() and sum(w.isupper() for w in text[at:].split()) <= 3:
                yield start, text[at:]

    @cached_property
    def _held(self) -> frozenset[int]:
        """Where posts without a holder tell bodies: "Bí thư Đảng ủy Khối Lê Văn Tám" ends in a person's name."""
        posts = (m for sentence in self.context.sentences for m in sentence.row if m.kind in ("POST", "POSTS"))
        return frozenset(m.start for m in walk(posts) if m.kind == "ORG")

    @cached_property
    def _bodies(self) -> list[tuple[int, str]]:
        """Where the article names bodies, and their words."""
        text = self.context.article.text
        bodies = (m for sentence in self.context.sentences for m in walk(sentence.row) if m.kind == "ORG")
        return [(m.start, classic(" ".join(text[m.start : m.end].split()))) for m in bodies]

    def _province(self) -> Area | None:
        """The province of the article's own place; None where it is about a ministry or another central body."""
        home = self._home[0] if self._home else None
        if isinstance(home, Organization) and (home.level == "central" or "Bộ" in home.label.split()):
            return None
        return self.context.home_area("province")

    # ---- before a figure ------------------------------------------------------------------------------------------

    def before(self, row: Sequence[Mention], at: int, floor: int, n: int, fits: Fits = anyone) -> Unit | None:
        """The unit that acts, told in `row[floor:at]`: the nearest subject, else the place of a phrase that is none.

        A unit that does not fit is passed over.
        """
        governed: Unit | None = None
        agent: Unit | None = None
        inner = 0
        for i in range(at - 1, floor - 1, -1):
            inner += (row[i].kind == "RPAR") - (row[i].kind == "LPAR")
            if inner > 0:
                continue  # "Chi bộ thôn Nà Lang (xã Quang Trung, huyện Bình Gia) kết nạp …"
            if row[i].kind == "HAMLET" and self._opening(row, i, at):
                return Unit(self.organizations.cell_of(row[i], n), row[i].start)
            kind = kind_after(row, i)
            named = row[i].kind in NAMED and (row[i].kind != "CAPS" or kind is not None or self._acts(row, i, at))
            if row[i].kind == "SUBJECT" or named:
                prior = row[i - 1] if i else None
                if row[i].kind == "SUBJECT" and (self._predicate(row, i) or self._says(prior, "là", "đứng đầu")):
                    continue  # "Xã là đơn vị đầu tiên", "người đứng đầu cấp ủy": not the body
                if prior is not None and prior.kind == "NUMBER" and row[i].kind == "ORG" and self._bare(row[i]):
                    continue  # "chọn 3 chi bộ để làm điểm"
                if row[i].kind == "AREAREF" and (self.several(row, i) or gave(row, i) or kind_after(row, i - 2)):
                    continue
                if prior is not None and prior.kind == "ORG" and i > floor and self._says(row[i], *_OWN):
                    continue  # "Đảng bộ huyện chúng tôi", "chi bộ nhà trường": the body before it
                if row[i].kind == "AREAREF" and self._says(prior, "cấp"):
                    level = self._of_level(row[i])
                    if level is not None and fits(level):
                        return level
                    continue
                described = apposed_to(row, i, self.context.article.text)
                if described is not None and described >= floor:
                    continue
                by = i > 0 and acts_for_another(row, i, at)
                held = by or (prior is not None and (prior.kind in _GOVERNED or self._object(prior)))
                if row[i].kind == "SUBJECT" and i + 1 < at and row[i + 1].kind in ("AT", "OF"):
                    held = False
                unit = self._around(row, i, at, n) or self.of_mention(row, i, n, kind)
                if unit is None or not fits(unit):
                    continue
                if row[i].kind == "SUBJECT" and governed is not None:
                    return governed  # "bí thư các cấp ủy trong huyện đã …"
                if not held or row[i].kind == "SUBJECT":
                    return self._lying(row, i, n) or unit
                if prior is not None and prior.kind == "COUNT_OF":
                    return unit
                governed = governed or self._reported(unit, prior) or self._governed(unit, prior)
                agent = agent or (unit if by else None)
        return governed or agent

    def _around(self, row: Sequence[Mention], i: int, at: int, n: int) -> Unit | None:
        """ "ủy ban kiểm tra hai cấp trong huyện": bodies that only the place told with them says of whom."""
        if row[i].kind != "ORG" or not _unnamed(row[i], self.of_area | PARTY) or owner_of(row[i]) is not None:
            return None
        k = next((k for k in range(i + 1, at) if row[k].kind != "OTHER"), at)
        if k + 1 >= at or k - i > _SHORT or row[k].kind not in ("AT", "OF"):
            return None
        place = row[k + 1 + (row[k + 1].kind == "WHOLE")]
        unit = self.of_mention(row, row.index(place), n) if place.kind in ("AREA", "AREAREF", "PLACE") else None
        return Unit(unit.body, row[i].start) if unit is not None else None

    def _of_level(self, mention: Mention) -> Unit | None:
        """ "cấp huyện tổ chức 29 lớp": those of a level below the unit that the article is about."""
        ref, home = mention.value, self.home()
        level = home.level or (home.area.level if isinstance(home, Organization) and home.area else "") if home else ""
        if home is None or not isinstance(ref, AreaRef) or level not in LEVELS or ref.level not in LEVELS:
            return None
        return Unit(home, mention.start) if LEVELS.index(level) < LEVELS.index(ref.level) else None

    @staticmethod
    def several(row: Sequence[Mention], i: int) -> bool:
        """ "các xã, thị trấn", "quận và huyện": all those of the place above."""
        kinds = [m.kind for m in row[max(0, i - 2) : i]]
        return (
            kinds[-1:] == ["COUNT_OF"]
            or (len(kinds) == 2 and kinds[0] in ("MANY", "AREAREF") and kinds[1] in ("COMMA", "AND", "DASH"))
            or Units._enumerated(row, i)
        )

    @staticmethod
    def _enumerated(row: Sequence[Mention], i: int) -> bool:
        """ "14 điểm cầu xã, phường": two kinds of places of one level."""
        here, after = row[i].entry, [m.kind for m in row[i + 1 : i + 3]]
        if after not in (["COMMA", "AREAREF"], ["AND", "AREAREF"], ["DASH", "AREAREF"]):
            return False
        there = row[i + 2].entry
        return isinstance(here, TypeEntry) and isinstance(there, TypeEntry) and here.level == there.level

    @staticmethod
    def _predicate(row: Sequence[Mention], i: int) -> bool:
        """ "Đảng bộ A là đơn vị dẫn đầu", "Huyện ủy A - đơn vị đã …": said of the body before it."""
        prior = row[i - 1].kind if i else ""
        return prior == "IS" or (prior in ("DASH", "COMMA") and i > 1 and row[i - 2].kind in ("ORG", "AREA", "PLACE"))

    def _says(self, mention: Mention | None, *words: str) -> bool:
        return mention is not None and self.context.article.text[mention.start : mention.end].casefold() in words

    def _acts(self, row: Sequence[Mention], i: int, at: int) -> bool:
        """A commune by its bare name right before its act, in the article's own district or province."""
        ref = row[i].value
        area = self.context.area(ref) if isinstance(ref, AreaRef) else None
        if area is None or not area.place:
            return False
        if any(m.kind not in ("FILL", "PASSIVE") for m in row[i + 1 : at]) and not self._leads(row, i, at):
            return False
        around = self.context.home.get("district") or self.context.home.get("province") or ""
        return gazetteer().lies_in(area.place, around)

    @staticmethod
    def _leads(row: Sequence[Mention], i: int, at: int) -> bool:
        """ "Chỉ có Ba Tầng là đi lùi: năm 2012 có 8": a name that begins a sentence is told of in it."""
        opens = all(m.kind in ("FILL", "HAVE", "LEAD", "BUT") for m in row[:i])
        told = [m.kind for m in row[i + 1 : i + 2]] == ["IS"]
        return opens and told and not any(m.kind in _NAMES for m in row[i + 1 : at])

    def _lying(self, row: Sequence[Mention], i: int, n: int) -> Unit | None:
        """ "Chi bộ Hợp tác xã A, huyện B kết nạp": the body that lies in the place or Party told after its comma."""
        inside = row[i].kind == "ORG" and body_kind(row[i]) in _ONE
        if (row[i].kind != "AREA" and not inside) or [m.kind for m in row[max(0, i - 2) : i]] != ["ORG", "COMMA"]:
            return None
        unit = self.of_mention(row, i - 2, n)
        body = unit.body if unit is not None else None
        if not isinstance(body, Organization):
            return None
        return unit if body.kind == "party-cell" or (of_employees(body) and not inside) else None

    @staticmethod
    def _opening(row: Sequence[Mention], i: int, at: int) -> bool:
        """ "Bản Ta Bán, nơi …, có 2 đảng viên mới": a hamlet that the sentence begins with, and nothing named since."""
        begins = i == 0 or (i == 1 and row[0].kind in ("AT", "LEAD", "PERIOD"))
        return begins and not any(m.kind in ("ORG", "SUBJECT", "AREAREF", "LEAD") for m in row[i + 1 : at])

    def _object(self, prior: Mention) -> bool:
        text = self.context.article.text[prior.start : prior.end].casefold()
        return prior.kind in ("FILL", "HAVE") and text in ("có", "cho")

    def _reported(self, unit: Unit, prior: Mention | None) -> Unit | None:
        """ "Theo Sở Nội vụ tỉnh A, từ năm 2020 có 402 viên chức nghỉ việc": the place of an office that reports."""
        body = unit.body
        if not isinstance(body, Organization) or body.area is None or body.level not in LEVELS:
            return None
        office = body.kind not in (*PARTY, "party-cell") and self._says(prior, "theo")
        return Unit(body.area, unit.start) if office else None

    @staticmethod
    def _governed(unit: Unit, prior: Mention | None) -> Unit | None:
        """ "Tại phường Pleiku, …", "theo Ban Tổ chức Huyện ủy, …": the place is the unit."""
        if isinstance(unit.body, Area) or (prior is not None and prior.kind == "AT"):
            return unit
        return None

    def subject(self, row: Sequence[Mention], i: int, n: int) -> Unit | None:
        """The unit of "các cấp ủy", "chúng tôi": of the place told with it, of who speaks, else of the article."""
        start = row[i].start
        k = i + 1
        while k < len(row) and row[k].kind in ("AT", "OF", "WHOLE", "OTHER") and k <= i + 3:
            k += 1
        if (
            k > i + 1
            and k < len(row)
            and row[k].kind in ("AREA", "AREAREF", "PLACE", "ORG")
            and row[k - 1].kind != "OTHER"
        ):
            unit = self.of_mention(row, k, n)
            if unit is not None:
                return Unit(unit.body, start)
        words = self.context.article.text[start : row[i].end].casefold()
        if words.endswith(("toàn đảng", "cả nước", "toàn quốc")):
            return Unit(WHOLE_PARTY, start)
        body: Organization | Area | None = None
        if words == "khối":
            body = self.organizations.told.block_before(start)
        if words.startswith(("chúng", "nhà")):
            school = self.organizations.told.last_of(("school",), start) if words == "nhà trường" else None
            body = self._speaker(n, start) or self._speaker_after(n, start) or school or self._topic(n)
        if self.national and body is None:
            everywhere = words.startswith(("cấp ủy", "cấp uỷ", "các cấp", "các tổ chức"))
            return Unit(WHOLE_PARTY, start) if everywhere and not self._placed_before(start, n) else None
        body = body or self.home()
        return Unit(body, start) if body is not None else None

    @cached_property
    def national(self) -> bool:
        """Whether an article is about the Party as a whole: its beginning names central bodies and no local one."""
        if isinstance(self.home(), Organization):
            return False
        return is_national(self.context)

    def holder(self, n: int, at: int, kinds: Collection[str] = PARTY) -> Unit | None:
        """The unit of the post that the sentence has named before: "Bí thư Huyện ủy A đã đối thoại với …"."""
        before = [m for m in self.context.sentences[n].row if m.start < at]
        for mention in reversed(before):
            holder = mention.value.posts if isinstance(mention.value, HolderPhrase) else (mention.parts or (mention,))
            for post in holder:
                phrase = post.value
                if isinstance(phrase, PostPhrase) and phrase.org is not None and phrase.org.kind == "ORG":
                    body = self._body(phrase.org, n)
                    if isinstance(body, Area) or (body is not None and body.kind in kinds):
                        return Unit(body, mention.start)
        return None

    def _speaker(self, n: int, at: int) -> Organization | Area | None:
        """The unit of the person who speaks: by the post told with the name."""
        paragraph = self.context.sentences[n].paragraph
        for k in range(n, max(-1, n - 4), -1):
            if self.context.sentences[k].paragraph != paragraph:
                break
            for mention in reversed(self.context.sentences[k].row):
                if mention.kind == "HOLDER" and mention.start < at and isinstance(mention.value, HolderPhrase):
                    body = self._of_posts(mention.value, k)
                    if body is not None:
                        return body
        return None

    def _speaker_after(self, n: int, at: int) -> Organization | Area | None:
        """The unit of whoever is named right after the words that the sentence quotes: "…", Bí thư Đảng ủy xã nói."""
        for mention in self.context.sentences[n].row:
            if mention.kind == "HOLDER" and mention.start > at and isinstance(mention.value, HolderPhrase):
                return self._of_posts(mention.value, n)
        return None

    def _of_posts(self, holder: HolderPhrase, n: int) -> Organization | Area | None:
        for post in reversed(holder.posts):
            phrase = post.value
            if isinstance(phrase, PostPhrase) and phrase.org is not None and phrase.org.kind == "ORG":
                return self._body(phrase.org, n)
        return None

    def place_before(self, at: int, n: int) -> Unit | None:
        """The place that the paragraph has named last before an offset in sentence `n`."""
        for k in range(n, self.context.paragraph_start(n) - 1, -1):
            row = self.rows.row(k)
            named = [i for i, m in enumerate(row) if m.start < at and m.kind in ("AREA", "PLACE")]
            units = [unit for i in named if (unit := self.of_mention(row, i, k)) is not None]
            if units:
                opens = named[0] <= (row[0].kind in ("AT", "OTHER"))
                return Unit((units[0] if opens and self._inside(units[0], units[-1]) else units[-1]).body)
        return None

    @staticmethod
    def _inside(one: Unit, other: Unit) -> bool:
        """Whether one place lies in another: "Xã A nằm cách trung tâm huyện B 60 km. Tại đây …" is told of the xã."""
        inner, outer = one.body, other.body
        if not isinstance(inner, Area) or not isinstance(outer, Area) or not inner.place or not outer.place:
            return False
        return inner.place != outer.place and gazetteer().lies_in(inner.place, outer.place)

    def hamlet(self, n: int) -> Unit | None:
        """The cell of the hamlet that the paragraph has named by now, if it has."""
        told = self.organizations.told
        hamlets = told.hamlet_before(n) or told.hamlet_in(n) or told.only_hamlet
        return Unit(self.organizations.cell_of(hamlets[0], n)) if hamlets else None

    # ---- the article ----------------------------------------------------------------------------------------------

    def home(self) -> Organization | Area | None:
        """The unit the article is about: the first Party body or place of its beginning, else its own place."""
        if not self._home:
            self._home.append(self._find_home())
        return self._home[0]

    def _find_home(self) -> Organization | Area | None:
        owner = self.organizations.told.home_owner()
        if owner is not None:
            return self._placed(owned("Đảng bộ", "party-organization", owner))
        for n in range(min(_TITLE, len(self.context.sentences))):
            for body in self._heads(n):
                return (self._after_colon() if n == 0 and isinstance(body, Area) else None) or body
        self.headed = False
        for n, mention in presented(self.context):
            led = None if self._bare(mention) else self._body(mention, n)
            if isinstance(led, Organization) and led.kind in PARTY and led.level != "central":
                return led
        for n, mention in asked(self.context):
            of = self._body(mention, n)
            if of is not None and of.level != "central":
                return of
        for level in ("commune", "district", "province"):
            if level == "commune" and self.context.home.get("district"):
                continue
            area = self.context.home_area(level)
            if area is not None:
                return area
        return None

    def _heads(self, n: int) -> Iterator[Organization | Area]:
        """Bodies and places of a sentence that an article can be about, Party bodies first."""
        places: list[Area] = []
        for mention in self.context.sentences[n].row:
            if mention.kind == "ORG" and not self._bare(mention) and not isinstance(mention.entry, TypeEntry):
                body = self.organizations.of_mention(mention, n)
                if (
                    body is not None
                    and body.kind in PARTY
                    and sum(len(w) > 1 and w.isupper() for w in body.label.split()) < 4
                ):
                    yield self._completed(body, mention)
                elif body is not None and body.area is not None and body.level == body.area.level:
                    places.append(body.area)
            elif mention.kind in ("AREA", "PLACE") and isinstance(mention.value, AreaRef):
                area = self.context.area(mention.value)
                if area is not None:
                    places.append(area)
        yield from places

    def _after_colon(self) -> Organization | Area | None:
        """ "Phú Thọ: Xã Tu Vũ chăm lo …": what the headline names after a place and a colon, where it lies there."""
        row = self.context.sentences[0].row if self.context.sentences else []
        if [m.kind for m in row[:2]] != ["PLACE", "COLON"] or not isinstance(row[0].value, AreaRef):
            return None
        around = self.context.area(row[0].value)
        for mention in walk(row[2:]):
            area: Area | None = None
            if mention.kind in ("AREA", "PLACE") and isinstance(mention.value, AreaRef):
                area = self.context.area(mention.value)
            if area is not None and around is not None and area.place and around.place and area.place != around.place:
                return area if gazetteer().lies_in(area.place, around.place) else None
        return None

    def _topic(self, n: int) -> Organization | Area | None:
        """The Party body that the sentences before this one in its paragraph are about."""
        paragraph, found = self.context.sentences[n].paragraph, None
        for k in range(n - 1, -1, -1):
            if self.context.sentences[k].paragraph != paragraph:
                break
            found = self._opens(k) or self._topics.get(k)
            if found is not None or k in self._topics:
                break
        self._topics[n] = found
        return found

    def _opens(self, k: int) -> Organization | None:
        """The Party body that sentence `k` begins with."""
        row = self.context.sentences[k].row
        for i, mention in enumerate(row[:6]):
            if mention.kind == "ORG" and not self._bare(mention) and (i == 0 or row[i - 1].kind in ("COMMA", "OTHER")):
                body = self.organizations.of_mention(mention, k)
                if body is not None and body.kind in PARTY:
                    return self._completed(body, mention)
        return None
