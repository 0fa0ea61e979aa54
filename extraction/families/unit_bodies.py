"""Which body or place a mention means in its article, and which one the article is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import cast

from msgspec.structs import replace

from extraction.area_bodies import owned
from extraction.context import Context
from extraction.facts import Area, Organization
from extraction.families.acting import whole
from extraction.families.body_names import BodyNames
from extraction.families.figures import Rows
from extraction.families.leads import PARTY, PARTY_BODIES, asked, is_national, presented
from extraction.families.unions import MASS
from extraction.families.unit_rows import alone, is_bare, of_employees, of_kind, several
from extraction.lexicon import TypeEntry, words_of
from extraction.mentions import AreaRef, BodyPhrase, Mention, body_kind, owner_of, walk
from extraction.organizations import organizations_of
from extraction.phrases import HolderPhrase, PostPhrase
from extraction.text import classic
from extraction.told import HOUSES
from ontology.places import gazetteer

_ONE = frozenset(("party-committee", "party-organization"))
_SHOWS = frozenset(("LEAD", "IS", "COMMA", "SEMI", "DASH"))
"""What stands before a place that is told of after its colon, and not before one where somebody speaks."""
_BORDER_POST = "đồn biên phòng"
_VENUE = 4
"""Letters of "tại ", before where something is held."""
_TITLE = 3
"""Sentences at the beginning that tell what an article is about: title, lead and what stands between."""
_POST = 3
"""Words within which a sentence that a post opens has told it: "Đồng chí Bí thư …", "Theo đồng chí Bí thư …"."""
_IN_LIST = re.compile(r"\d[,;.]|.(?: \(?|: ?)\d")
_FIGURE = 3
"""Letters between a body of a list and its figure, which may be read as part of its name."""
_SAYS = 4
"""Words of "trăn trở", "cho biết thêm" between a person and what is said."""
_SHORT = 3
"""Words of "Đảng bộ Khối", which the article calls in full elsewhere."""


class Bodies:
    """Finds the bodies and places of one article."""

    def __init__(self, context: Context, rows: Rows, of_area: frozenset[str]) -> None:
        self.context = context
        self.rows = rows
        self.of_area = of_area
        """Kinds of bodies that stand for their place."""
        self.organizations = organizations_of(context)
        self._names = BodyNames(context)
        self._home: list[Organization | Area | None] = []
        self._topics: dict[int, Organization | None] = {}
        self._introductions: dict[tuple[int, str | None], list[tuple[int, AreaRef]]] = {}
        """Places named as one of a kind, by paragraph and kind, in the sentences before `_introduced`."""
        self._introduced = 0
        self.headed = True
        """Whether headline and lead name what the article is about (known once `home` was asked)."""

    # ---- from words ----------------------------------------------------------------------------------------------

    def place(self, mention: Mention, n: int, kind: TypeEntry | None = None) -> Area | None:
        """The place that a mention means, one of that kind where a word elsewhere says so; None where nobody knows."""
        ref = of_kind(self.context, mention, kind) if kind else cast(AreaRef, mention.value)
        ref = ref if ref.name else self.called(ref, n) or ref
        if ref.name:
            return self.context.area(ref)
        return self.context.bare(ref.type, ref.level, mention.start, n) or self._around_home(ref)

    def _around_home(self, ref: AreaRef) -> Area | None:
        """ "Toàn huyện kết nạp 78" in an article about a commune whose district it does not name."""
        home = self.context.home.get("commune")
        around = gazetteer().get(home).within if home else None
        place = gazetteer().get(around) if around else None
        if place is None or place.level != ref.level or ref.type not in place.types:
            return None
        return self.context.area(AreaRef(place.name, ref.type, place.level, (place,)))

    def called(self, ref: AreaRef, n: int) -> AreaRef | None:
        """The name that the paragraph gives a bare place before: "Sín Chéng là xã làm tốt nhất. … xã kết nạp 38"."""
        for k in range(self._introduced, n):
            row = self.rows.row(k)[:3]
            kind = row[2].entry if len(row) > 2 and row[2].kind == "AREAREF" else None
            if isinstance(kind, TypeEntry) and row[0].kind in ("CAPS", "PLACE") and row[1].kind == "IS":
                key = self.context.sentences[k].paragraph, kind.label
                self._introductions.setdefault(key, []).append((k, of_kind(self.context, row[0], kind)))
        self._introduced = max(self._introduced, n)
        known = self._introductions.get((self.context.sentences[n].paragraph, ref.type), ())
        return next((named for k, named in reversed(known) if k < n), None)

    def has_in(self, mention: Mention, kind: TypeEntry, around: str) -> bool:
        """Whether a place, given by its gazetteer id, has one of that kind inside by this name."""
        named = of_kind(self.context, mention, kind).candidates
        return any(kind.label in place.types and gazetteer().lies_in(place.id, around) for place in named)

    def body(self, mention: Mention, n: int) -> Organization | Area | None:
        """The body, or the place it stands for, that a mention of a body in sentence `n` means."""
        phrase = mention.value
        assert isinstance(phrase, BodyPhrase)
        if is_bare(mention) and phrase.entry.follow != "area":
            if phrase.entry.level == "cell":
                owner = self.organizations.told.owner_before(mention.start, n)
                if owner is not None:
                    return self.placed(owned(phrase.entry.label, phrase.entry.kind, owner))
                told = self.organizations.told
                before = self.organizations.cell_before(phrase.entry, n) or told.told_before(
                    phrase.entry, mention.start
                )
                house = None if before is not None else told.only_house(mention.start, n)
                if house is not None:
                    return self.placed(owned(phrase.entry.label, phrase.entry.kind, house))
                return self.placed(before) if before is not None else None
            said = self._beside(mention, n) or self._said_by(mention, n)
            return said or self.topic(n) or self._at_house(mention, n) or self.home()
        body = self.organizations.of_mention(mention, n) or self.organizations.of_mention(alone(mention), n)
        if body is not None and body.area is None and body.kind in _ONE and self._of_a_place(phrase):
            near = (self.home(), self.organizations.told.last_of(("party-committee",), mention.start))
            return next((b for b in near if isinstance(b, Organization) and b.level == body.level), body)
        if body is None:
            if is_bare(mention):
                return self.home()
            if (here := self._cell_here(mention)) is not None:
                return self.organizations.of_mention(here, n)
            head = classic(" ".join(self.context.article.text[mention.start : mention.end].split()))
            return self.organizations.told.last_named(head, mention.start)  # "Đảng bộ Trung đoàn", of one told before
        if body.kind in self.of_area and body.area is not None:
            above = body.parent
            if above is not None and above.kind in MASS:
                return self.placed(above)
            if above is not None and body.kind == "executive-committee" and above.kind not in PARTY - {"party-block"}:
                return self.placed(owned("Đảng bộ", "party-organization", above))  # of a block, a firm, a school
            if above is None or not of_employees(above):
                return body.area
            owner = above.parent
            one = owner is not None and above.kind == "party-committee"  # its members are those of the Đảng bộ
            return self.placed(owned("Đảng bộ", "party-organization", owner) if one and owner else above)
        return self._completed(body, mention)

    def _cell_here(self, mention: Mention) -> Mention | None:
        """ "Chi bộ Quân sự" in an article about a commune, "Đảng bộ Công an": of the office of its place."""
        phrase = cast(BodyPhrase, mention.value)
        office = phrase.of.value if phrase.of is not None else None
        cell = phrase.entry.level == "cell"
        if not (cell or phrase.entry.kind in _ONE) or not isinstance(office, BodyPhrase) or office.of is not None:
            return None
        home = self.home()
        area = home.area if isinstance(home, Organization) and home.kind in PARTY else home
        if office.name or not isinstance(area, Area) or phrase.of is None or cell is not (area.level == "commune"):
            return None
        if office.entry.follow not in (("area", "domain") if cell else ("area",)):
            return None
        known = gazetteer().get(area.place) if area.place else None
        ref = AreaRef(area.name, area.type, area.level, (known,) if known is not None else ())
        named = Mention("AREA", phrase.of.start, phrase.of.end, phrase.of.entry, ref)
        inner = replace(phrase.of, value=BodyPhrase(office.entry, office.name, named))
        return replace(mention, value=BodyPhrase(phrase.entry, phrase.name, inner))

    def _beside(self, mention: Mention, n: int) -> Organization | Area | None:
        """Of the place that acts, or is shown, before it in its sentence.

        "xã kết nạp 14 đảng viên, đảng bộ hiện có 186", "Khó nhất là xã A: cả năm Đảng bộ kết nạp 2 đảng viên".
        """
        row = self.rows.row(n)
        at = next((i for i, m in enumerate(row) if m.start >= mention.start), 0)
        if [m.kind for m in row[:3]] == ["AT", "AREA", "COMMA"] and at > 2:
            return self.place(row[1], n)  # "Tại xã A, đồng chí B kể, ngày đầu hợp nhất, Đảng bộ có 486 đảng viên"
        if at > 1 and row[at - 1].kind == "LPAR" and row[at - 2].kind == "ORG" and not is_bare(row[at - 2]):
            return self.body(row[at - 2], n)  # "thăm Đảng bộ xã A (đảng bộ có 213 đảng viên)"
        for i in range(at - 2, -1, -1):
            acts = [m.kind for m in row[i + 1 : i + 3]]
            headed = row[i].kind == "AREA" and acts[:1] == ["COLON"] and (not i or row[i - 1].kind in _SHOWS)
            if headed or (row[i].kind in ("AREA", "AREAREF") and "ADMIT" in acts and not several(row, i)):
                return self.place(row[i], n)
            if row[i].kind in ("ORG", "SEMI", "DOT"):
                break
        return None

    def _said_by(self, mention: Mention, n: int) -> Organization | Area | None:
        """ "Bí thư Đảng ủy xã A Trần Văn B trăn trở: Năm 2017, Đảng bộ kết nạp 8": that of the person who says so."""
        before = [m.kind for m in self.rows.row(n) if m.start < mention.start]
        colon = before.index("COLON") if "COLON" in before else 0
        said = self.speaker(n, mention.start) if "HOLDER" in before[max(0, colon - _SAYS) : colon] else None
        return said if isinstance(said, Area) or (said is not None and said.kind in PARTY) else None

    def _at_house(self, mention: Mention, n: int) -> Organization | None:
        """ "Tại Công ty A (huyện B), đảng bộ có 6 chi bộ": the Party organisation of the firm itself."""
        organization = body_kind(mention) == "party-organization"
        house = self.organizations.told.opening_house(mention.start, n) if organization else None
        return self.placed(owned("Đảng bộ", "party-organization", house)) if house is not None else None

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
            name = self._names.fullest(" ".join(words[2:]), mention)
            if name and not name.split()[-1].isdigit():
                body = replace(body, label=f"{' '.join(words[:2])} {name}")
        return self.placed(body)

    def placed(self, body: Organization) -> Organization:
        """A Party body or border post without a territory lies in the province of the article."""
        near = body.kind in PARTY_BODIES or body.label.casefold().startswith(_BORDER_POST)
        if body.area is None and body.level != "central" and near:
            return replace(body, area=self._province())
        return body

    def _province(self) -> Area | None:
        """The province of the article's own place; None where it is about a ministry or another central body."""
        home = self._home[0] if self._home else None
        if isinstance(home, Organization) and (home.level == "central" or "Bộ" in home.label.split()):
            return None
        return self.context.home_area("province")

    # ---- who speaks ----------------------------------------------------------------------------------------------

    def speaker(self, n: int, at: int) -> Organization | Area | None:
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
            unnamed = self._opening_post(k, at)
            if unnamed is not None:
                return unnamed
        return None

    def _opening_post(self, k: int, at: int) -> Organization | Area | None:
        """The unit of a post without a name that opens a sentence: "Bí thư Đảng ủy xã A chia sẻ: chúng tôi …"."""
        for mention in self.context.sentences[k].row[:_POST]:
            if mention.kind == "POSTS" and mention.start < at:
                phrase = mention.parts[0].value if mention.parts else mention.value
                if isinstance(phrase, PostPhrase) and phrase.org is not None and phrase.org.kind == "ORG":
                    return self.body(phrase.org, k)
        return None

    def speaker_after(self, n: int, at: int) -> Organization | Area | None:
        """The unit of whoever is named right after the words that the sentence quotes: "…", Bí thư Đảng ủy xã nói."""
        for mention in self.context.sentences[n].row:
            if mention.kind == "HOLDER" and mention.start > at and isinstance(mention.value, HolderPhrase):
                return self._of_posts(mention.value, n)
        return None

    def _of_posts(self, holder: HolderPhrase, n: int) -> Organization | Area | None:
        for post in reversed(holder.posts):
            phrase = post.value
            if isinstance(phrase, PostPhrase) and phrase.org is not None and phrase.org.kind == "ORG":
                return self.body(phrase.org, n)
        return None

    # ---- the article ---------------------------------------------------------------------------------------------

    def home(self) -> Organization | Area | None:
        """The unit the article is about: the first Party body or place of its beginning, else its own place."""
        if not self._home:
            self._home.append(None)  # a body that is asked for meanwhile cannot lean on it
            self._home[0] = self._find_home()
        return self._home[0]

    def _find_home(self) -> Organization | Area | None:
        owner = self.organizations.told.home_owner()
        if owner is not None:
            cell = self._has_one_cell()
            return self.placed(owned(*(("Chi bộ", "party-cell") if cell else ("Đảng bộ", "party-organization")), owner))
        for n in range(min(_TITLE, len(self.context.sentences))):
            for body in self._heads(n):
                return (self._after_colon() if n == 0 and isinstance(body, Area) else None) or body
        self.headed = False
        for n, mention in presented(self.context):
            led = None if is_bare(mention) else self.body(mention, n)
            if isinstance(led, Organization) and led.kind in PARTY and led.level != "central":
                return led
        for n, mention in asked(self.context):
            of = self.body(mention, n)
            if of is not None and of.level != "central":
                return of
        for level in ("commune", "district", "province"):
            if level == "commune" and self.context.home.get("district"):
                continue
            area = self.context.home_area(level)
            if area is not None:
                return area
        return None

    def _has_one_cell(self) -> bool:
        """Whether an article about a school or firm speaks of its cell, and of nothing larger that it could have."""
        bodies = [
            m
            for sentence in self.context.sentences
            for m in walk(sentence.row)
            if body_kind(m) in (*_ONE, "party-cell")
        ]
        own = [m for m in bodies if is_bare(m) or ((of := owner_of(m)) is not None and body_kind(of) in HOUSES)]
        return any(body_kind(m) == "party-cell" for m in own) and not any(body_kind(m) in _ONE for m in own)

    def _heads(self, n: int) -> Iterator[Organization | Area]:
        """Bodies and places of a sentence that an article can be about, Party bodies first."""
        places: list[Organization | Area] = [self.organizations.cell_of(m, n) for m in self._hamlet() if not n]
        venues: list[Area] = []
        for mention in self.context.sentences[n].row:
            if mention.kind == "ORG" and not is_bare(mention) and not isinstance(mention.entry, TypeEntry):
                body = self.organizations.of_mention(mention, n)
                if body is not None and body.parent is not None and body.kind in self.of_area:
                    theirs = self.body(mention, n)  # "Ban Chấp hành Đảng bộ Khối …": of those whose committee it is
                    body = theirs if isinstance(theirs, Organization) else body
                if (
                    body is not None
                    and body.kind in PARTY
                    and body.label.casefold() not in words_of("figures", "unnamed")
                    and sum(len(w) > 1 and w.isupper() for w in body.label.split()) < 4
                ):
                    yield self._completed(body, mention)
                elif body is not None and body.area is not None and body.level == body.area.level:
                    places.append(body.area)
            elif mention.kind in ("AREA", "PLACE") and isinstance(mention.value, AreaRef):
                area = self.context.area(mention.value)
                if area is not None:
                    before = self.context.article.text[max(0, mention.start - _VENUE) : mention.start]
                    (venues if before.casefold().endswith("tại ") else places).append(area)
            elif mention.kind in ("CAPS", "NAME") and not n:
                commune = self.context.home_area("commune")  # "Kỳ Phú phát triển đảng viên"
                if commune is not None and self.context.article.text[mention.start : mention.end] == commune.name:
                    places.append(commune)
        yield from (*places, *venues)  # "tại thị trấn A, Ủy ban Kiểm tra Huyện ủy B sơ kết …"

    def _hamlet(self) -> list[Mention]:
        """The hamlet that the headline names, where it is the only one of the article."""
        row = self.context.sentences[0].row if self.context.sentences else ()
        return self.organizations.told.only_hamlet if any(m.kind == "HAMLET" for m in row) else []

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

    @cached_property
    def national(self) -> bool:
        """Whether an article is about the Party as a whole: its beginning names central bodies and no local one."""
        if isinstance(self.home(), Organization):
            return False
        return is_national(self.context)

    def topic(self, n: int) -> Organization | Area | None:
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
            if mention.kind == "ORG" and not is_bare(mention) and (i == 0 or row[i - 1].kind in ("COMMA", "OTHER")):
                if _IN_LIST.search(self.context.article.text, mention.end - 1, mention.end + _FIGURE):
                    continue  # "Kết nạp nhiều là Đảng bộ A 14, Đảng bộ B 11"
                body = self.organizations.of_mention(mention, k)
                if body is not None and body.kind in PARTY:
                    return self._completed(body, mention)
        return None
