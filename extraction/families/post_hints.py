"""What the posts beside one tell of its body: of which place, firm or committee it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.area_bodies import committee
from extraction.context import Context
from extraction.facts import LEVELS, Area, Organization
from extraction.families.unions import UNIONS
from extraction.mentions import AreaRef, BodyPhrase, Mention, walk
from extraction.organizations import NO_HINT, Hint, Organizations
from extraction.phrases import HolderPhrase, PostPhrase
from extraction.told import OWNERS
from ontology.places import gazetteer

_OWNED = frozenset(
    "party-committee party-organization standing-committee executive-committee party-caucus corporate-board youth-union"
    " party-cell".split()
)
"""Kinds of bodies that a firm, a ministry or a force has of its own."""
_CAUCUSES = frozenset(("people-committee", "people-council", "court", "procuracy", *UNIONS))
"""Bodies that have a Ban cán sự đảng or a Đảng đoàn of their own, whatever place they are of."""
_CELLS = (
    "ministry-department",
    "district-office",
    "sub-department",
    "office",
    "board",
    "squad",
    "branch",
    "management-board",
)
"""Bodies that have no more than a cell of the Party."""
_OF_AREAS = ("sector-department", "police", "military")
"""Bodies whose heads sit on the Party committee of the province or district."""
_FORCES = ("military", "police")
"""What has a Party committee of its own in a district or a province, but a cell at most in a commune."""
_DEPARTMENTS = ("party-department", "inspection-committee")
_DECIDING = ("party-committee", "standing-committee", "executive-committee", "party-organization")
_DECISION = re.compile(r"\b(?:quyết định|điều động|luân chuyển|bổ nhiệm)\b", re.I)
_BESIDES = re.compile(r"\bkiêm\b", re.I)
_DECIDED = 3
"""Sentences before one that may tell who decides."""
OF_COMMITTEE = ("inspection-committee", "party-department", "office", "standing-committee")
"""Bodies of a Party committee: their heads often are its Phó Bí thư, and sit on its Ban Thường vụ."""
_PAIR = 2
"""A name and a semicolon."""
OF_PLACES = ("people-committee", "people-council", "fatherland-front", "national-assembly-delegation")
"""Bodies of a province, district or commune: who sits on its Party committee often heads one of them."""
_FIRMS = frozenset("enterprise ministry school hospital press publisher institute central-department".split())
"""Owners whose bodies a person's new post may be at, if the old one was there."""
BOARDS = ("Hội đồng quản trị ", "Hội đồng thành viên ")
_COUNTRY = re.compile(r"quốc gia|trung ương|nhà nước|chính phủ|việt nam|toàn quốc|liên ngành|^tây |biển", re.I)
"""What the name of a steering committee of the country, or of a region of it, holds."""
_EXAM = re.compile(r"\bthi\b.{0,10}? quốc gia", re.I)
"""An examination held in every province: "kỳ thi THPT quốc gia"."""
_TRADE = re.compile(r"\s*,\s*(?:[^\W\d]+ ){1,4}")
"""Between a seat on a committee and the office where somebody works: ", chuyên viên "."""

_OF_STAFF = re.compile(
    r"\s*đối với (?:ông|bà|anh|chị|đồng chí|đ/c) [^,;.]{3,40},\s*"
    r"(?:công chức|viên chức|cán bộ|nhân viên|chuyên viên|giáo viên)\b[^,;.]{0,40}\s",
    re.I,
)
"""Between a seat and the place where whoever has it works: " đối với ông A, công chức địa chính "."""


class PostHints:
    """Reads the hints of one sentence."""

    def __init__(self, context: Context, organizations: Organizations, sentence: int) -> None:
        self.context = context
        self.organizations = organizations
        self.n = sentence

    @property
    def _row(self) -> Sequence[Mention]:
        return self.context.sentences[self.n].row

    @staticmethod
    def _told(phrase: PostPhrase) -> bool:
        """Whether the post's own words place its body: an area, a parent with one, or a level."""
        org = phrase.org
        value = org.value if org is not None else None
        while isinstance(value, BodyPhrase):
            if value.of is None:
                return (
                    (
                        value.entry.follow in ("none", "area")
                        and (value.entry.level != "" or value.entry.city or value.entry.follow == "none")
                    )
                    or bool(value.name)
                    or value.entry.bare
                )
            if value.of.kind in ("AREA", "PLACE", "CENTRAL", "HAMLET", "AREAREF", "CAPS"):
                return True
            value = value.of.value
        return org is not None

    def _hint(
        self,
        k: int,
        phrase: PostPhrase,
        phrases: Sequence[PostPhrase],
        first: Sequence[Organization | None],
        told_here: int,
    ) -> Hint:
        """From the posts beside it: the parent of the next one, else of the one before."""
        org = phrase.org
        leveled = phrase.entry.level or phrase.entry.city
        if org is None and phrase.entry.alone and leveled and phrase.entry.body == "executive-committee":
            return self._member_hint(k, phrase, phrases, first)
        if org is None and phrase.entry.alone and phrase.entry.body == "standing-committee":
            return self._bureau_hint(k, phrase, phrases, first)
        value = org.value if org is not None else None
        if isinstance(value, BodyPhrase) and value.entry.kind == "sector-department" and value.of is None:
            return self._same_name_hint(k, value, phrases, first)
        open_body = isinstance(value, BodyPhrase) and (self._steers(value) or not self._told(phrase))
        bare = isinstance(value, BodyPhrase) and self._bare(value)
        if not open_body and not bare:
            return NO_HINT
        order = [*range(k + 1, len(phrases)), *range(k - 1, -1, -1)]
        for other in order:
            body = first[other]
            owner = self._owner(value, body)
            beside = other < told_here or (owner is not None and owner.kind in _FIRMS)
            if owner is not None and beside and self._told(phrases[other]):
                return Hint(owner=owner)
            if body is None or body.area is None or not self._told(phrases[other]):
                continue
            with_name = k < told_here <= other
            if with_name and self._elsewhere(phrases[other], phrase, body.area):
                continue
            department = org if with_name and self._department(value) else None
            above = self._moved_up(phrases[other], body, department.start) if department is not None else None
            if above is not None:
                return Hint(area=above.area, level=above.level, parent=above)
            if phrases[other].former != phrase.former and not self.context.where.at_home(body.area):
                continue  # "Phó Bí thư Tỉnh ủy, nguyên Trưởng Ban Tổ chức Tỉnh ủy Quảng Trị" in another province
            if phrases[other].entry.alone and other < k:  # "Tỉnh ủy viên" says nothing of the posts after it
                continue
            if bare and not open_body:
                if self.named(phrases[other]):
                    return Hint(area=body.area, level=body.area.level)
                continue
            assert isinstance(value, BodyPhrase)
            wanted = value.entry.level or value.entry.base
            of_any_level = wanted == "commune" and value.entry.kind == "party-committee"
            if wanted and wanted != body.area.level and not (of_any_level and other < told_here):
                continue
            whole = body.kind == "party-committee" or (value.entry.kind == "office" and body.kind not in _CELLS)
            if value.entry.kind == "office" and not whole and body.parent is None:
                continue  # "Phó Chánh Văn phòng, Trưởng phòng Hành chính": of the body that both are in
            return Hint(area=body.area, level=body.area.level, parent=body if whole else body.parent)
        return NO_HINT

    @staticmethod
    def _department(value: object) -> bool:
        """ "Ban Dân vận", "Ủy ban Kiểm tra": a bare department of whatever committee."""
        return isinstance(value, BodyPhrase) and value.of is None and value.entry.kind in _DEPARTMENTS

    def deciding(self, held: PostPhrase, body: Organization) -> Organization | None:
        """ "Tỉnh ủy điều động ông A, Bí thư Huyện ủy B, giữ chức Trưởng Ban Dân vận": of the Tỉnh ủy.

        The committee that decides, where it is above that of the post that is held: the first of a place, or any of a
        commune, which is left for one of a department.
        """
        first = (body.kind, held.label) in (("party-committee", "Bí thư"), ("people-committee", "Chủ tịch"))
        if held.former or body.area is None or not (first or body.level == "commune"):
            return None
        area = self._decides(body.area)
        return committee(area) if area is not None else None

    def _moved_up(self, held: PostPhrase, body: Organization, at: int) -> Organization | None:
        """Of which committee a bare department is that the head of one comes to: of its own it is not, unless he keeps
        his post ("kiêm")."""
        above = self.deciding(held, body)
        if above is not None or held.former or (body.kind, held.label) != ("party-committee", "Bí thư"):
            return above
        if _BESIDES.search(self.context.article.text, self.context.sentences[self.n].span.start, at):
            return None
        area = self._home_around(body.area) if body.area is not None else None
        return committee(area) if area is not None else None

    def _decides(self, area: Area) -> Area | None:
        """The place above one whose committee decides, as the sentence or one shortly before it tells."""
        below = LEVELS.index(area.level)
        for k in range(self.n, max(-1, self.n - 1 - _DECIDED), -1):
            span, row = self.context.sentences[k].span, self.context.sentences[k].row
            if k < self.n and not _DECISION.search(self.context.article.text, *span):
                continue
            holder = next((i for i, m in enumerate(row) if m.kind == "HOLDER" and k == self.n), None)
            for mention in row[:holder]:
                by = self.organizations.of_mention(mention, k) if mention.kind == "ORG" else None
                if by is not None and by.area is not None and by.kind in _DECIDING:
                    if LEVELS.index(by.area.level) < below:
                        return by.area
                    if k == self.n:
                        return None
        return None

    def _home_around(self, area: Area) -> Area | None:
        """The home of the article around a place."""
        home = self.context.home_area(LEVELS[LEVELS.index(area.level) - 1]) if area.level != LEVELS[0] else None
        known = home is not None and home.place and area.place and gazetteer().lies_in(area.place, home.place)
        return home if known else None

    def _elsewhere(self, told: PostPhrase, phrase: PostPhrase, area: Area) -> bool:
        """ "Phó Bí thư Huyện ủy A về huyện B giữ chức Bí thư Huyện ủy": another place is named before the new post.

        So it is in a list on another: "* Xã B: ông X, Bí thư Đảng ủy xã A, làm Chủ tịch UBND xã".
        """
        if told.org is None or phrase.org is None:
            return False
        governing = self.context.governing(area.level, phrase.org.start, self.n)
        if governing is not None and governing != area:
            return True
        for mention in walk(self._row):
            if mention.kind not in ("ORG", "AREA", "PLACE") or not told.org.end <= mention.start < phrase.org.start:
                continue
            there = self._area_of(mention)
            if there is not None and there.level == area.level and there != area:
                return True
        return False

    def _area_of(self, mention: Mention) -> Area | None:
        """The place that a mention of a place means, or of which the body is that it means."""
        if mention.kind == "ORG":
            body = self.organizations.of_mention(mention, self.n)
            return body.area if body is not None else None
        return self.context.area(mention.value) if isinstance(mention.value, AreaRef) else None

    def _in_list(self, phrase: PostPhrase, mention: Mention) -> Hint:
        """ "A, Bí thư Tỉnh ủy; B, Phó Chủ tịch UBND; C, Trưởng Ban Dân vận Tỉnh ủy": of what those beside are of."""
        value = phrase.org.value if phrase.org is not None else None
        if not isinstance(value, BodyPhrase) or value.of is not None or value.entry.kind not in OF_PLACES:
            return NO_HINT
        row = self._row
        at = next((i for i, m in enumerate(row) if m.kind == "HOLDER" and m.start <= mention.start < m.end), 0)
        beside = [*row[max(0, at - 2) : at], *row[at + 1 : at + 3][::-1]]
        if at < _PAIR or any(m.kind != kind for m, kind in zip(beside, ("HOLDER", "SEMI") * 2, strict=False)):
            return NO_HINT
        areas = {area for m in beside if isinstance(m.value, HolderPhrase) for area in self._areas(m.value)}
        area = areas.pop() if len(areas) == 1 else None
        return Hint(area=area, level=area.level) if area is not None else NO_HINT

    def _areas(self, holder: HolderPhrase) -> list[Area | None]:
        """The places of the bodies that the posts beside a name tell."""
        posts = [m.value for m in holder.posts if isinstance(m.value, PostPhrase)]
        return [self._area_of(post.org) for post in posts if post.org is not None and not post.former]

    @staticmethod
    def _steers(value: BodyPhrase) -> bool:
        """Whether it is a steering committee of whatever place the next post is of, not one of the country."""
        local = value.entry.kind == "steering-committee" and value.of is None
        return local and _COUNTRY.search(_EXAM.sub("", value.name)) is None

    def _member_hint(
        self, k: int, phrase: PostPhrase, phrases: Sequence[PostPhrase], first: Sequence[Organization | None]
    ) -> Hint:
        """ "Tỉnh ủy viên, Giám đốc Sở Nội vụ Sơn La": of the province of the next post that tells one."""
        for other in range(k + 1, len(phrases)):
            area = body.area if (body := first[other]) is not None else None
            told = area is not None and phrases[other].former == phrase.former and self._told(phrases[other])
            wanted = "province" if phrase.entry.city else phrase.entry.level
            fits = area is not None and area.level == wanted and (not phrase.entry.city or area.type == "thành phố")
            if told and fits and area is not None:
                return Hint(area=area, level=area.level)
        return NO_HINT

    def _trade_hint(self, phrase: PostPhrase, mention: Mention) -> Hint:
        """ "huyện ủy viên, chuyên viên Phòng Nội vụ huyện Tân Phú": of the district where the person works."""
        text = self.context.article.text
        for other in self._row:
            if other.kind not in ("ORG", "AREA") or other.start < mention.end:
                continue
            works = _OF_STAFF if other.kind == "AREA" else _TRADE
            if not works.fullmatch(text, mention.end, other.start):
                continue
            area = self._area_of(other)
            if area is not None and area.level == phrase.entry.level:
                return Hint(area=area, level=area.level)
        return NO_HINT

    @staticmethod
    def _same_name_hint(
        k: int, value: BodyPhrase, phrases: Sequence[PostPhrase], first: Sequence[Organization | None]
    ) -> Hint:
        """ "Phó Giám đốc Sở Tư pháp tỉnh, giữ chức Giám đốc Sở Tư pháp": of the place that the other post tells."""
        for other, body in enumerate(first):
            org = phrases[other].org
            told = org.value if org is not None and other != k else None
            if not isinstance(told, BodyPhrase) or told.of is None or body is None or body.area is None:
                continue
            again = phrases[other].former and phrases[other].label == phrases[k].label  # left, so not come to
            if (told.entry, told.name) == (value.entry, value.name) and not again:
                return Hint(area=body.area, level=body.area.level)
        return NO_HINT

    def _bureau_hint(
        self, k: int, phrase: PostPhrase, phrases: Sequence[PostPhrase], first: Sequence[Organization | None]
    ) -> Hint:
        """ "Ủy viên Thường vụ, Trưởng Ban Tuyên giáo Tỉnh ủy": of the committee that the next post tells."""
        body = first[k + 1] if k + 1 < len(phrases) and phrases[k + 1].former == phrase.former else None
        heads = body is not None and body.kind in _OF_AREAS and not phrases[k + 1].label.startswith("Phó ")
        if body is not None and body.area is not None and (heads or body.kind in OF_PLACES):
            return Hint(area=body.area)  # "UVBTV, Chủ tịch UBMTTQ xã", "UVBTV, Giám đốc Sở …"
        of = body.parent if body is not None and body.kind in OF_COMMITTEE else None
        if of is None or of.kind != "party-committee":
            return NO_HINT
        return Hint(owner=of.parent) if of.parent is not None else Hint(area=of.area, parent=of)

    def _firm_of(self, body: Organization) -> Organization | None:
        """The firm of a board that a short name tells: "Hội đồng quản trị Vietcombank"."""
        if body.kind != "corporate-board" or body.parent is not None or not body.label.startswith(BOARDS):
            return None
        name = body.label.removeprefix(BOARDS[0]).removeprefix(BOARDS[1])
        return self.organizations.told.aliased(name) or Organization(label=name, kind="enterprise")

    def _owner(self, value: object, body: Organization | None) -> Organization | None:
        """The firm, ministry or force whose board or Party body stands open beside it."""
        if not isinstance(value, BodyPhrase) or value.entry.kind not in _OWNED or body is None or self._of_unit(value):
            return None
        if value.entry.kind == "party-caucus" and body.kind in _CAUCUSES:
            return body
        for candidate in (body, body.parent):
            if candidate is not None and (candidate.kind in OWNERS or self._has_cell(value, candidate)):
                whole = value.entry.kind != "party-cell" and candidate.level == "commune"
                return None if whole and candidate.kind in _FORCES else candidate
        if body.kind == "mass-organization" and body.label.endswith(" Việt Nam") and body.area is None:
            return body  # "Bí thư Đảng ủy, Phó Chủ tịch Hội Làm vườn Việt Nam"
        return self._firm_of(body)

    @staticmethod
    def _has_cell(value: BodyPhrase, body: Organization) -> bool:
        """ "Bí thư Chi bộ, Trưởng phòng Nội vụ": the cell of that Phòng; a Ban Quản lý has a committee, too."""
        if value.entry.kind == "party-committee":
            return body.kind == "management-board"
        return value.entry.kind == "party-cell" and body.kind in _CELLS

    @staticmethod
    def _of_unit(value: BodyPhrase) -> bool:
        """ "Ban Thường vụ Tỉnh ủy": of a province, whatever force or firm is told beside it."""
        while value.of is not None and isinstance(value.of.value, BodyPhrase):
            value = value.of.value
        return value.entry.kind == "party-committee" and value.entry.level in ("province", "district")

    @staticmethod
    def _bare(value: BodyPhrase) -> bool:
        """ "UBND huyện", "Huyện ủy": a level, but no name."""
        of: Mention | None = value.of
        while of is not None and isinstance(of.value, BodyPhrase):
            value, of = of.value, of.value.of
        return (of is None and value.entry.follow == "area") or (of is not None and of.kind == "AREAREF")

    @staticmethod
    def named(phrase: PostPhrase) -> bool:
        value = phrase.org.value if phrase.org is not None else None
        while isinstance(value, BodyPhrase):
            if value.of is not None and value.of.kind in ("AREA", "PLACE"):
                return True
            value = value.of.value if value.of is not None else None
        return False
