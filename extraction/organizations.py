"""Bodies written out: from the words of a phrase and the article around them to "Ban Tổ chức Huyện ủy Châu Thành"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from msgspec import structs

from extraction.area_bodies import CENTRAL, NATIONAL, area_label, committee, executive, of_kind, owned
from extraction.context import Context
from extraction.facts import LEVELS, Area, Level, Organization
from extraction.institutions import SEATED, province_named, seat
from extraction.lexicon import BodyEntry, RoleEntry, read
from extraction.mentions import AreaRef, BodyPhrase, Mention, walk
from extraction.text import classic, fold
from extraction.told import KIN, Told
from extraction.unowned import unowned

_CELL = BodyEntry(kind="party-cell", label="Chi bộ", follow="area", level="cell")
_OWN_NAME = re.compile(r"(?:Quân đoàn|Binh đoàn|Sư đoàn|Lữ đoàn|Trung đoàn) \d+$|Đồn [Bb]iên phòng .")
"""Forces of which there is one of each number or name in the whole army, whatever they belong to."""
_OF_HUYEN = re.compile(r"(?:nguyên |cựu )?huyện (?:ủy|uỷ) viên", re.I)
_STANDING = BodyEntry(kind="standing-committee", label="", follow="body")
_OF_OWNER = {
    "Đảng ủy": "Đảng ủy",
    "Đảng bộ": "Đảng bộ",
    "Ban Chấp hành": "Ban Chấp hành Đảng bộ",
    "Ban Thường vụ": "Ban Thường vụ Đảng ủy",
    "Ủy ban Kiểm tra": "Ủy ban Kiểm tra Đảng ủy",
}
"""Bare bodies, and what they are called where a firm, school or force has them."""

_OF_THE_PARTY = frozenset(
    "party-committee party-organization party-cell standing-committee executive-committee".split()
)
_FRONT = "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"
"""The front of an article that tells of no province."""
_WHOLE = ("ministry", "sector-department")
_FORCE = ("Cảnh sát", "An ninh", "Kỹ thuật hình sự", "Quản lý xuất nhập cảnh")
"""Fields that only the police have; every Sở has a Phòng Tổ chức cán bộ."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What stands beside a body in a list of posts: place and level its neighbours are of, and their parent."""

    area: Area | None = None
    level: str = ""
    parent: Organization | None = None
    owner: Organization | None = None
    """A firm, ministry, school … whose Party committee or board the body is."""


NO_HINT = Hint()


_BY_NAME = ("party-department", "mass-organization")
"""Kinds of which a place has several: "Ban Xây dựng Đảng" is not the Ban Tuyên giáo that was told before."""


def _another(told: Organization, entry: BodyEntry, head: str) -> bool:
    return entry.kind in _BY_NAME and told.level != "central" and not told.label.startswith(head)


def _of_place(parent: Organization | None) -> bool:
    """Whether a neighbour is of the committee of a place: "Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Tỉnh ủy"."""
    return parent is not None and parent.kind == "party-committee" and parent.parent is None


@cache
def _fields(table: str) -> frozenset[str]:
    """The fields of the offices of districts, or of the police."""
    return frozenset(read("domains")[table]["names"])


class Organizations:
    """Writes out the bodies of one article."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.told = Told(context, unowned(self.of_mention))
        self.whole: dict[str, str] = read("organizations")["whole"]
        """Fields of ministries and departments by the short name that the press gives them."""

    # ---- from a phrase -----------------------------------------------------------------------------------

    def of_mention(self, mention: Mention, sentence: int, hint: Hint = NO_HINT) -> Organization | None:
        """The body an ORG or CENTRAL mention means; None where its words do not make one."""
        if mention.kind == "CENTRAL":
            return CENTRAL
        phrase = mention.value
        if not isinstance(phrase, BodyPhrase):
            return None
        entry = phrase.entry
        if entry.follow == "none":
            seat = self.context.where.province(entry.seat)
            return Organization(label=entry.label, kind=entry.kind, level="central", area=seat)
        name = self.whole.get(phrase.name, phrase.name) if entry.kind in _WHOLE else phrase.name
        head = f"{entry.label} {name}".strip()
        of = phrase.of
        if entry.enterprise and of is None and phrase.name:  # "Ngân hàng BIDV", told whole elsewhere
            *more, short = phrase.name.split()
            aliased = self.told.aliased(short)
            if aliased is not None and set(fold(" ".join(more)).split()) <= set(fold(aliased.label).split()):
                return aliased  # "Công ty Tài chính Vinachem" is another firm than the Tập đoàn
        if entry.kind == "party-block" and of is None and head == entry.label:
            return self.told.told_before(entry, mention.start)
        if entry.follow == "domain" and not phrase.name and not entry.bare:
            return None
        if (
            entry.follow in ("domain", "open")
            and not phrase.name
            and (of is None or entry.bare)
            and entry.level != "cell"
        ):
            return (
                self.told.told_before(entry, mention.start)
                if entry.bare and of is None
                else self._bare_of_area(entry, of, sentence)
            )
        if of is not None and of.kind == "ORG":
            return self._of_body(entry, head, of, sentence, hint)
        if of is not None and of.kind == "CENTRAL":
            return Organization(label=f"{head} Trung ương", kind=entry.kind, level="central")
        if of is not None and of.kind == "CAPS":
            name = classic(" ".join(self.context.article.text[of.start : mention.end].split()))
            after = self.context.article.text[mention.end : mention.end + 2]
            if (
                entry.kind in ("party-committee", "party-organization")
                and " " not in name
                and after[:1] == " "
                and after[1:].islower()
            ):
                return None  # "Đảng ủy Bưu | điện tỉnh": the rest of its name is not read
            firm = self.told.aliased(name) if entry.kind == "corporate-board" else None
            if firm is not None and firm.kind == "enterprise":
                return owned(head, "corporate-board", firm)
            return Organization(label=f"{head} {name}", kind=entry.kind)
        if of is not None and of.kind == "HAMLET":
            return self._of_hamlet(entry, head, of, sentence, hint)
        return self._of_area(entry, head, mention, of, sentence, hint)

    def _bare_of_area(self, entry: BodyEntry, of: Mention | None, sentence: int) -> Organization | None:
        """ "Bệnh viện huyện", "Trường Chính trị tỉnh" without more: named by its territory alone."""
        if (
            of is None
            or not isinstance(of.value, AreaRef)
            or (entry.kind not in ("hospital", "centre") and " " not in entry.label)
        ):
            return None
        area = (
            self.context.area(of.value)
            if of.value.name
            else self.context.bare(of.value.type, of.value.level, of.start, sentence)
        )
        if area is None:
            return None
        place = area.name if of.kind == "PLACE" else area_label(area)  # "Bệnh viện Thống Nhất" is called so itself
        return Organization(label=f"{entry.label} {place}", kind=entry.kind, level=area.level, area=area)

    def _of_body(self, entry: BodyEntry, head: str, of: Mention, sentence: int, hint: Hint) -> Organization | None:
        parent = self.of_mention(of, sentence, hint)
        if parent is None:
            return None
        if parent.kind == "enterprise" and parent.area is None and entry.kind in _OF_THE_PARTY:
            parent = self._local(parent)
        if entry.kind in ("ministry-department", "central-department") and parent.level == "central":
            return Organization(label=f"{head}, {parent.label}", kind=entry.kind, level="central", parent=parent)
        if entry.kind == "military" and parent.kind == "military" and _OWN_NAME.match(head):
            return Organization(label=head, kind=entry.kind, level=parent.level, area=parent.area, parent=parent)
        return owned(head, entry.kind, parent)

    def _local(self, firm: Organization) -> Organization:
        """A company of the article's province, as the Party's bodies in it are; groups and banks are the country's."""
        area = self.context.home_area("province")
        company = firm.label.startswith("Công ty ") and not firm.label.endswith("Việt Nam")
        return structs.replace(firm, area=area) if company and area is not None else firm

    def _of_hamlet(self, entry: BodyEntry, head: str, of: Mention, sentence: int, hint: Hint) -> Organization:
        ref = of.value
        assert isinstance(ref, AreaRef)
        area = self.context.area(ref.within) if ref.within is not None else None
        area = area or hint.area or self.context.bare("", "commune", of.start, sentence)
        label = f"{head} {ref.type} {ref.name}"
        if area is not None:
            label = f"{label}, {area_label(area)}"
        return Organization(label=label, kind=entry.kind, level="cell", area=area)

    def _of_area(
        self, entry: BodyEntry, head: str, mention: Mention, of: Mention | None, sentence: int, hint: Hint
    ) -> Organization | None:
        if entry.kind in ("district-office", "squad") and of is None:
            return self._office_of_field(entry, head, mention, sentence)
        if (
            of is None
            and hint.owner is not None
            and (entry.follow == "body" or (head == entry.label and entry.level == "cell"))
        ):
            return owned(head, entry.kind, hint.owner)
        owner = self.told.home_owner() if of is None and hint.owner is None and head in _OF_OWNER else None
        if owner is not None and (hint.area is None or hint.area == owner.area) and not _of_place(hint.parent):
            return owned(_OF_OWNER[head], entry.kind, owner)
        area = self.territory(entry, mention, of, sentence, hint)
        if area is None and of is None and entry.follow in ("area", "body") and entry.level != "cell":
            told = self.told.told_before(entry, mention.start)
            if told is not None and told.kind == entry.kind and not _another(told, entry, head):
                if told.level == "central" and told.area is None and not told.label.startswith(head):
                    return Organization(label=f"{head} Trung ương", kind=entry.kind, level="central")
                return told
            firm = None
            if told is None and entry.kind == "corporate-board":  # "Về phía Tập đoàn A có bà B, Chủ tịch HĐQT"
                firm = self.told.beside(("enterprise",), mention.start) or self.told.home_owner()
            if firm is not None and firm.kind == "enterprise":
                return owned(head, entry.kind, firm)
            area = told.area if told is not None else None
        if entry.level == "cell":
            if head == entry.label and of is None:
                return self._cell_of_hamlet(entry, head, mention, sentence, hint)
            return self._cell(entry, head, area, of, sentence)
        if entry.parent == "people-council" and area is None:
            council = self.told.last_of((entry.parent,), mention.start)
            area = council.area if council is not None else None
        if entry.parent:
            return self._department(entry, head, area, hint)
        if entry.kind == "executive-committee" and entry.label == "Ban Chấp hành":
            return executive(area) if area is not None else None
        if area is None:
            return self._without_area(entry, head, of)
        if entry.kind == "office" and entry.label == "Văn phòng" and of is None:
            return self._office(head, area, hint)
        if (
            entry.kind == "party-committee"
            and entry.level != "province"
            and entry.label != "Đảng ủy"
            and area.level == "district"
        ):
            label = f"{entry.label} {area.name}"
        elif entry.follow == "open" and head != entry.label and not entry.typed:
            label = f"{head} {area_label(area)}" if self._of_city(entry, of) else head
        else:
            label = f"{head} {area_label(area) if entry.typed or entry.kind == 'office' else area.name}"
        return Organization(label=label, kind=entry.kind, level=area.level, area=area)

    def _cell(
        self, entry: BodyEntry, head: str, area: Area | None, of: Mention | None, sentence: int
    ) -> Organization | None:
        """A cell by its own name or the place that it is of."""
        label = head
        if area is None and head == entry.label:
            return None
        if area is not None and of is not None and of.kind == "PLACE":  # its own name, which a place elsewhere has too
            label, area = f"{head} {area.name}", self.context.bare("", "commune", of.start, sentence)
        elif area is not None:
            label = f"{head} {area_label(area)}"
        return Organization(label=label, kind=entry.kind, level="cell", area=area)

    def _of_city(self, entry: BodyEntry, of: Mention | None) -> bool:
        """ "Trường ĐH Y Dược TP. HCM", "Công ty Cấp nước tỉnh Sóc Trăng": the place belongs to the name."""
        if of is None or of.kind not in ("AREA", "PLACE"):
            return False
        text = self.context.article.text
        city = entry.enterprise or text[of.start : of.end].casefold().startswith(("tp", "thành phố"))
        before = text[max(0, of.start - 8) : of.start].casefold()
        return city and before.endswith(" ") and not before.endswith((", ", "- ", "thuộc ", "của ", "tại ", "ở "))

    def cell_before(self, entry: BodyEntry, sentence: int) -> Organization | None:
        """ "chi bộ", of the hamlet that the paragraph has named by now."""
        hamlets = self.told.hamlet_before(sentence) or self.told.hamlet_in(sentence)
        return self._of_hamlet(entry, entry.label, hamlets[0], sentence, NO_HINT) if hamlets else None

    def cell_of(self, hamlet: Mention, sentence: int) -> Organization:
        """The Party cell of a hamlet."""
        return self._of_hamlet(_CELL, _CELL.label, hamlet, sentence, NO_HINT)

    def _cell_of_hamlet(
        self, entry: BodyEntry, head: str, mention: Mention, sentence: int, hint: Hint
    ) -> Organization | None:
        """ "Bí thư Chi bộ kiêm Trưởng thôn 2, xã …": the cell of the hamlet named nearest in the sentence."""
        hamlets = [m for m in walk(self.context.sentences[sentence].row) if m.kind == "HAMLET"]
        hamlets = hamlets or self.told.hamlet_before(sentence) or self.told.only_hamlet
        if not hamlets:
            return None
        near = min(hamlets, key=lambda m: (abs(m.start - mention.start), m.start))
        return self._of_hamlet(entry, head, near, sentence, hint)

    def _office_of_field(self, entry: BodyEntry, head: str, mention: Mention, sentence: int) -> Organization | None:
        """A Phòng or Đội without a territory: of the body told with it elsewhere, a district's by its field, of the
        body the sentence names before it, a force's, else only a name."""
        name = self._name(mention)
        whole = self.told.whole_office(head)
        if whole is not None:
            return whole
        if name in _fields("district") and entry.kind == "district-office":
            area = self.context.bare("", "district", mention.start, sentence)
            if area is not None:
                return Organization(label=f"{head} {area_label(area)}", kind=entry.kind, level="district", area=area)
        owner = None if name.startswith(_FORCE) else self.told.office_owner(mention.start, sentence)
        if owner is not None:
            return owned(head, entry.kind, owner)
        if name in _fields("police") and (name.startswith(_FORCE) or self.told.tells("police")):
            area = self.context.home_area("province" if entry.kind == "district-office" else "district")
            if area is not None:
                force = Organization(label=f"Công an {area_label(area)}", kind="police", level=area.level, area=area)
                return owned(head, entry.kind, force)
        area = province_named(self.context.where, head) or self.context.home_area("province")
        return Organization(label=head, kind=entry.kind, area=area)

    @staticmethod
    def _name(mention: Mention) -> str:
        """The words of a body's own name."""
        return mention.value.name if isinstance(mention.value, BodyPhrase) else ""

    def _without_area(self, entry: BodyEntry, head: str, of: Mention | None) -> Organization | None:
        """A body with a name of its own, or one whose area the article does not tell."""
        if head == entry.label and entry.follow in ("domain", "open"):
            return None
        if entry.kind in ("enterprise", "party-block"):
            body = Organization(label=head, kind=entry.kind, area=province_named(self.context.where, head))
            return self._local(body) if body.area is None and self.context.where.alone else body
        if entry.kind in ("ministry", "ministry-department", "general-department"):
            return Organization(label=head, kind=entry.kind, level="central")
        if entry.kind == "press":  # "Báo Đồng Tháp"
            there = province_named(self.context.where, head)
            return Organization(label=head, kind=entry.kind, level=there.level if there else entry.base, area=there)
        if entry.kind in SEATED and self.context.home_area("province") is not None:
            return Organization(label=head, kind=entry.kind, area=seat(self.context.where, entry.kind, head))
        level: Level = entry.level or entry.base
        if entry.kind == "fatherland-front" and of is None and self.context.home_area("province") is None:
            return Organization(label=_FRONT, kind=entry.kind, level="central")
        if head == entry.label and of is None and not entry.level:
            return None
        if isinstance(of, Mention) and isinstance(of.value, AreaRef) and of.value.level in LEVELS:
            level = cast(Level, of.value.level)
            head = f"{head} {of.value.type}" if entry.typed else head
        return Organization(label=head, kind=entry.kind, level=level)

    def _department(self, entry: BodyEntry, head: str, area: Area | None, hint: Hint) -> Organization | None:
        """A body that belongs to the committee or council of its area: Ban Tổ chức, Ban Thường vụ, Ban Pháp chế."""
        parent = hint.parent if hint.parent is not None and hint.parent.kind == entry.parent else None
        if parent is None and area is not None:
            parent = committee(area) if entry.parent == "party-committee" else of_kind(entry.parent, area)
        if parent is None:
            return None
        return owned(head, entry.kind, parent)

    def _office(self, head: str, area: Area, hint: Hint) -> Organization:
        parent = hint.parent
        if parent is not None:
            return parent if parent.kind == "office" else owned(head, "office", parent)
        return Organization(label=f"{head} {area_label(area)}", kind="office", level=area.level, area=area)

    # ---- territory ------------------------------------------------------------------------------------------

    def territory(
        self, entry: BodyEntry, mention: Mention, of: Mention | None, sentence: int, hint: Hint
    ) -> Area | None:
        """The area of a body: as its words say, as its neighbours say, as the article says; None where nobody does."""
        ref = of.value if of is not None and isinstance(of.value, AreaRef) else None
        level: str = entry.level
        if entry.city:
            level = "city"
        if ref is not None and ref.name:
            wanted = level if level and level != "city" else ("city" if level == "city" and not ref.type else "")
            return self.context.area(self.context.where.typed(ref, entry.of_type), wanted)
        if ref is not None:
            if hint.area is not None and hint.area.level == ref.level and self._is_a(hint.area, ref.type):
                return hint.area
            return self.context.bare(ref.type, ref.level, mention.start, sentence)
        if (
            entry.enterprise
            or entry.level == "cell"
            or entry.kind in ("ministry", "ministry-department", "general-department")
        ):
            return None
        level = level or hint.level or entry.base
        if entry.city:
            if hint.area is not None and hint.area.type == "thành phố":
                return hint.area
            return self.context.bare("thành phố", "city", mention.start, sentence)
        if not level or level in ("central", "cell"):
            return hint.area if entry.follow == "body" or (entry.typed and entry.follow == "area") else None
        if hint.area is not None and hint.area.level == level and self._is_a(hint.area, entry.of_type):
            return hint.area
        return self.context.bare(entry.of_type, level, mention.start, sentence)

    @staticmethod
    def _is_a(area: Area, type_word: str) -> bool:
        return not type_word or area.type == type_word

    # ---- bodies a role implies ---------------------------------------------------------------------------------

    def _type_at(self, at: int) -> str:
        """ "Huyện ủy viên": of a huyện, whatever other districts are named."""
        told = _OF_HUYEN.match(self.context.article.text, at)
        return "huyện" if told is not None else ""

    def of_role(
        self, role: RoleEntry, place: Mention | None, at: int, sentence: int, hint: Hint
    ) -> Organization | None:
        """The body a role implies: "Tỉnh ủy viên", "Thủ tướng", "Chủ tịch tỉnh"."""
        if role.national:
            return NATIONAL[role.body]
        if not role.body:
            return None
        ref = place.value if place is not None and isinstance(place.value, AreaRef) else None
        area: Area | None = None
        if ref is not None and ref.name:
            area = self.context.area(ref, "")
        elif ref is not None:
            area = self.context.bare(ref.type, ref.level, at, sentence)
        elif role.alone and role.city:
            area = (
                hint.area
                if hint.area is not None and hint.area.type in ("thành phố", "thị xã")
                else self.context.bare("thành phố", "city", at, sentence)
            )
        elif role.alone and role.level:
            area = (
                hint.area
                if hint.area is not None and hint.area.level == role.level
                else self.context.bare(self._type_at(at), role.level, at, sentence)
                or self.context.bare("", role.level, at, sentence)
            )
        elif role.alone and role.body == "standing-committee" and hint.owner is not None:
            return owned(_OF_OWNER["Ban Thường vụ"], role.body, hint.owner)  # "UVBTV, Trưởng Ban Tổ chức Đảng ủy Khối"
        elif role.alone and role.body in KIN:
            told = self.told.told_before(_STANDING, at)
            area = (
                hint.area
                or (told.area if told is not None else None)
                or self.context.home_area(
                    "commune"
                    if self.context.home.get("commune") and "district" not in self.context.home
                    else "district"
                )
            )
        return of_kind(role.body, area) if area is not None else None


@lru_cache(maxsize=1)
def organizations_of(context: Context) -> Organizations:
    """The bodies of an article for all families that only ask for them: what it tells whole is read once."""
    return Organizations(context)
