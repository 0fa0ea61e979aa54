"""Which unit a figure is told of: the place or body before it, whoever speaks, or the one the article is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from extraction.area_bodies import WHOLE_PARTY, area_label
from extraction.context import Context
from extraction.facts import LEVELS, Area, Organization
from extraction.families.figures import Rows
from extraction.families.leads import HOSTS, OF_AREA, PARTY, PARTY_BODIES
from extraction.families.unit_bodies import Bodies
from extraction.families.unit_rows import (
    acts_for_another,
    apposed_to,
    gave,
    inside_force,
    is_bare,
    is_predicate,
    is_where,
    kind_after,
    leads,
    made_of,
    names_where,
    of_employees,
    opens_with,
    several,
)
from extraction.lexicon import TypeEntry
from extraction.mentions import AreaRef, BodyPhrase, Mention, body_kind, owner_of, owners, walk
from extraction.phrases import HolderPhrase, PostPhrase
from ontology.places import gazetteer

NAMED = frozenset(("ORG", "AREA", "AREAREF", "PLACE", "CAPS"))
_OWN = ("chúng tôi", "nhà trường")
"""What tells whose the body before it is: "chi bộ nhà trường"."""
_POST = "đồn"
_GOVERNED = frozenset(("OF", "AT", "GIVEN", "DOCNO", "COUNT_OF", "WITH"))
_ONE = frozenset(("party-committee", "party-organization"))
_BELOW = re.compile(r"\s+(?i:(?:cấp\s)?(?:cơ sở|các (?:xã|phường|cấp|đơn vị)))\b(?!\s[A-ZĐ])")
"""What follows a body that stands for all those of its kind."""
_EACH_OF = re.compile(
    r"\bcác\s(?:quận|huyện|thị|thành)(?:\s(?:ủy|uỷ))?(?:\s?,\s\w+(?:\s(?:ủy|uỷ))?)*(?:,|\svà)\s$", re.I
)
_LISTED = 40
"""What comes before it, and how far to look for that."""
_PAIR = 2
"""Words and signs before the second of two units."""
_BEGINS = frozenset(("COMMA", "SEMI", "DOT", "COLON", "LEAD", "PERIOD", "COUNT_OF"))
"""What stands before the first of several units."""
_HELPED = ("giao ", "giao cho ", "phân công ", "phối hợp ", "phối kết hợp ")
"""Right before who only helps, or is asked to; the longest last."""
_BETWEEN = 3
"""Words between bodies and the place told with them."""


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

    @property
    def area(self) -> Area | None:
        """Its place, or that of the body it is."""
        return self.body.area if isinstance(self.body, Organization) else self.body

    def lies_in(self, other: Unit) -> bool:
        """Whether its place, or that of the body it is, is another one inside the other place."""
        inner, outer = self.area, other.area if other.key.startswith("area ") else None
        if inner is None or not inner.place or outer is None or not outer.place:
            return False
        return inner.place != outer.place and gazetteer().lies_in(inner.place, outer.place)


Fits = Callable[[Unit], bool]
"""Whether a unit can have a figure at all: a cell has no cells."""


def anyone(_unit: Unit) -> bool:
    """Every unit fits."""
    return True


def _inspects(mention: Mention) -> bool:
    """Whether a body is the inspection commission of a committee that its words name."""
    return body_kind(mention) == "inspection-committee" and owner_of(mention) is not None


def _unnamed(mention: Mention, kinds: Collection[str]) -> bool:
    """Whether a body and all those that its words tell it is of are of these kinds, none with a name of its own."""
    phrases = [m.value for m in owners(mention)]
    return all(isinstance(p, BodyPhrase) and not p.name and p.entry.kind in kinds for p in phrases)


class Units:
    """Finds the units of one article."""

    def __init__(self, context: Context, rows: Rows, apart: frozenset[str] = frozenset()) -> None:
        self.context = context
        self.rows = rows
        self.bodies = Bodies(context, rows, OF_AREA - apart)  # those `apart` act for themselves
        self.organizations = self.bodies.organizations

    # ---- from words --------------------------------------------------------------------------------------------

    def of_mention(self, row: Sequence[Mention], i: int, n: int, kind: TypeEntry | None = None) -> Unit | None:
        """The unit that `row[i]` means, a place of that kind where a word before it says so; None where it is none."""
        mention = row[i]
        body: Organization | Area | None = None
        if mention.kind == "ORG" and self._anywhere(mention, n):
            # the whole Party is "toàn Đảng": "toàn Đảng bộ" is somebody's, told before or not at all
            body = self.bodies.topic(n) if body_kind(mention) == "party-organization" else WHOLE_PARTY
        elif mention.kind == "ORG" and self._of_all(mention):
            beside = i >= _PAIR and row[i - 1].kind == "AND" and row[i - 2].kind == "ORG"
            above = self.of_mention(row, i - 2, n) if beside else None  # "UBKT Huyện ủy và UBKT đảng ủy cơ sở"
            body = above.body if above is not None else self.bodies.home()
        elif mention.kind == "ORG" and i > 0 and self._says(row[i - 1], "riêng") and _inspects(mention):
            body = self.organizations.of_mention(mention, n)  # "các cấp kiểm tra 5, riêng UBKT Huyện ủy kiểm tra 2"
        elif mention.kind == "ORG" and (ours := self._ours(row, i, n)) is not None:
            body = ours
        elif mention.kind == "ORG":
            counted = i > 0 and row[i - 1].kind == "COUNT_OF"
            if counted and self._of_communes(mention):
                return None
            mention = self._introduced_body(mention, n)
            if counted and is_bare(mention):
                body = self.bodies.home()
            else:
                body = self.bodies.body(self._above(mention, counted), n)
        elif mention.kind == "SUBJECT":
            return self.subject(row, i, n)
        elif kind or isinstance(mention.value, AreaRef):
            body = self.bodies.place(mention, n, kind)
        return Unit(body, mention.start) if body is not None else None

    def _ours(self, row: Sequence[Mention], i: int, n: int) -> Organization | Area | None:
        """ "Đảng bộ chúng tôi": of the place whose post the person who speaks holds or has held."""
        if not is_bare(row[i]) or i + 1 == len(row) or not self._says(row[i + 1], "chúng tôi"):
            return None
        return self.bodies.speaker(n, row[i].start) or self.bodies.speaker_after(n, row[i].start)

    def _of_all(self, mention: Mention) -> bool:
        """ "đảng ủy cơ sở", "Ban Tổ chức các huyện, thị ủy": the committees below the unit the article is about."""
        if not _unnamed(mention, PARTY | self.bodies.of_area):
            return False
        text = self.context.article.text
        before = _EACH_OF.search(text, max(0, mention.start - _LISTED), mention.start)
        return before is not None or _BELOW.match(text, mention.end) is not None

    @staticmethod
    def _of_communes(mention: Mention) -> bool:
        """ "các chi bộ quân sự xã", "các chi bộ quân sự": those of communes that are not named."""
        *bodies, last = owners(mention)
        if len(bodies) == 1 and last.kind == "ORG" and body_kind(mention) == "party-cell":
            phrase = last.value
            return isinstance(phrase, BodyPhrase) and not phrase.name and phrase.of is None
        if any(isinstance(m.value, BodyPhrase) and m.value.entry.kind in PARTY for m in bodies[1:]):
            return False
        ref = last.value
        return isinstance(ref, AreaRef) and not ref.name and ref.level == "commune"

    def _anywhere(self, mention: Mention, n: int) -> bool:
        """ "Ban Thường vụ Tỉnh ủy" in an article about the Party as a whole, in a paragraph without a place."""
        if not _unnamed(mention, HOSTS):
            return False
        central = any(isinstance(m.value, BodyPhrase) and m.value.entry.level == "central" for m in owners(mention))
        return not central and self.bodies.national and not self._placed_before(mention.start, n)

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
        ref = self.bodies.called(of.value, n)
        if ref is None:
            return mention
        named = Mention("AREA", of.start, of.end, of.entry, ref)
        return replace(mention, value=BodyPhrase(phrase.entry, phrase.name, named))

    @staticmethod
    def _above(mention: Mention, several: bool) -> Mention:
        """ "các chi bộ trực thuộc Đảng ủy xã Vĩnh Trạch" are that committee's."""
        phrase = mention.value
        of = phrase.of if isinstance(phrase, BodyPhrase) else None
        inner = of.value if of is not None else None
        party = isinstance(inner, BodyPhrase) and inner.entry.kind in PARTY
        cells = isinstance(phrase, BodyPhrase) and phrase.entry.level == "cell" and not phrase.name  # of a committee
        return of if (several or cells) and of is not None and party else mention

    # ---- before a figure ------------------------------------------------------------------------------------------

    def before(self, row: Sequence[Mention], at: int, floor: int, n: int, fits: Fits = anyone) -> Unit | None:
        """The unit that acts, told in `row[floor:at]`: the nearest subject, else the place of a phrase that is none.

        A unit that does not fit is passed over.
        """
        governed: Unit | None = None
        agent: Unit | None = None
        inner = 0
        origin = made_of(row, floor, at, self.context.article.text)
        for i in range(at - 1, floor - 1, -1):
            inner += (row[i].kind == "RPAR") - (row[i].kind == "LPAR")
            if inner > 0 or i in origin:
                continue  # "thành lập trên cơ sở xã A, hiện có …", "Chi bộ thôn Nà Lang (xã Quang Trung, …) kết nạp …"
            if row[i].kind == "HAMLET" and opens_with(row, i, at):
                return Unit(self.organizations.cell_of(row[i], n), row[i].start)
            kind = kind_after(row, i)
            named = row[i].kind in NAMED and (row[i].kind != "CAPS" or kind is not None or self._acts(row, i, at))
            if row[i].kind == "SUBJECT" or named:
                prior = row[i - 1] if i else None
                if row[i].kind == "SUBJECT" and (is_predicate(row, i) or self._says(prior, "là", "đứng đầu")):
                    continue  # "Xã là đơn vị đầu tiên", "người đứng đầu cấp ủy": not the body
                if prior is not None and prior.kind == "OF" and self._says(row[i], _POST):
                    continue  # "đảng viên của đồn giới thiệu 41 quần chúng"
                if prior is not None and prior.kind == "NUMBER" and row[i].kind == "ORG" and is_bare(row[i]):
                    continue  # "chọn 3 chi bộ để làm điểm"
                if gave(row, i, self.context.article.text):
                    continue
                if row[i].kind == "AREAREF" and (several(row, i) or kind_after(row, i - 2)):
                    continue
                if row[i].kind == "AREAREF" and self._says(prior, "dẫn đầu", "đứng đầu", "đi đầu"):
                    continue  # "xã A dẫn đầu huyện về kết nạp đảng viên: …"
                if prior is not None and prior.kind == "ORG" and i > floor and self._says(row[i], *_OWN):
                    continue  # "Đảng bộ huyện chúng tôi", "chi bộ nhà trường": the body before it
                if row[i].kind == "AREAREF" and self._says(prior, "cấp"):
                    level = self._of_level(row[i])
                    if level is not None and fits(level):
                        return level
                    continue
                where = names_where(row, i)
                if where and floor > 0:
                    continue
                described = apposed_to(row, i, self.context.article.text)
                if described is not None and described >= floor:
                    continue
                by = i > 0 and acts_for_another(row, i, at)
                held = by or where or (prior is not None and (prior.kind in _GOVERNED or self._object(prior)))
                held = held or self._helps(row[i])
                if row[i].kind == "SUBJECT" and i + 1 < at and row[i + 1].kind in ("AT", "OF"):
                    held = False
                unit = self._around(row, i, at, n) or self.of_mention(row, i, n, kind)
                if unit is None or not fits(unit):
                    continue
                if row[i].kind == "SUBJECT" and governed is not None:
                    return governed  # "bí thư các cấp ủy trong huyện đã …"
                if not held or row[i].kind == "SUBJECT" or is_where(row, i, self.context.article.text):
                    return self._lying(row, i, n) or unit
                if prior is not None and prior.kind == "COUNT_OF":
                    return self._whole_before(row, i, floor, n) or unit
                governed = governed or self._reported(unit, prior) or self._governed(unit, prior)
                agent = agent or (unit if by else None)
        return governed or agent

    def _helps(self, body: Mention) -> bool:
        """ "Ban A phối hợp Sở B mở 3 lớp", told without "với"; "giao Ban C soạn tài liệu; mở 3 lớp"."""
        before = self.context.article.text[max(0, body.start - len(_HELPED[-1])) : body.start]
        return before.casefold().endswith(_HELPED)

    def _around(self, row: Sequence[Mention], i: int, at: int, n: int) -> Unit | None:
        """ "ủy ban kiểm tra hai cấp trong huyện": bodies that only the place told with them says of whom."""
        if row[i].kind != "ORG" or not _unnamed(row[i], self.bodies.of_area | PARTY) or owner_of(row[i]) is not None:
            return None
        k = next((k for k in range(i + 1, at) if row[k].kind != "OTHER"), at)
        if k + 1 >= at or k - i > _BETWEEN or row[k].kind not in ("AT", "OF"):
            return None
        at_place = k + 1 + (row[k + 1].kind == "WHOLE")
        told = row[at_place].kind in ("AREA", "AREAREF", "PLACE")
        unit = self.of_mention(row, at_place, n) if told else None
        return Unit(unit.body, row[i].start) if unit is not None else None

    def _of_level(self, mention: Mention) -> Unit | None:
        """ "cấp huyện tổ chức 29 lớp": those of a level below the unit that the article is about."""
        ref, home = mention.value, self.bodies.home()
        level = home.level or (home.area.level if isinstance(home, Organization) and home.area else "") if home else ""
        if home is None or not isinstance(ref, AreaRef) or level not in LEVELS or ref.level not in LEVELS:
            return None
        return Unit(home, mention.start) if LEVELS.index(level) < LEVELS.index(ref.level) else None

    def _says(self, mention: Mention | None, *words: str) -> bool:
        return mention is not None and self.context.article.text[mention.start : mention.end].casefold() in words

    def _whole_before(self, row: Sequence[Mention], i: int, floor: int, n: int) -> Unit | None:
        """ "Nhìn ra toàn tỉnh, các đảng bộ kết nạp …": the place that all of them are in, told before in the clause."""
        for k in range(i - 1, floor, -1):
            if row[k].kind in ("SEMI", "DOT"):
                return None
            if row[k].kind in ("AREA", "AREAREF", "PLACE") and row[k - 1].kind in ("WHOLE", "AT"):
                return self.of_mention(row, k, n) if is_bare(row[i]) else None
        return None

    def _acts(self, row: Sequence[Mention], i: int, at: int) -> bool:
        """A commune by its bare name right before its act, in the article's own district or province."""
        ref = row[i].value
        area = self.context.area(ref) if isinstance(ref, AreaRef) else None
        if area is None or not area.place:
            return False
        between = ("FILL", "PASSIVE", "NUMBER", "BUT")  # "Pà Cò 4 nhưng chỉ kết nạp 2"
        if any(m.kind not in between for m in row[i + 1 : at]) and not leads(row, i, at):
            return False
        around = self.context.home.get("district") or self.context.home.get("province") or ""
        return gazetteer().lies_in(area.place, around)

    def _lying(self, row: Sequence[Mention], i: int, n: int) -> Unit | None:
        """ "Chi bộ Hợp tác xã A, huyện B kết nạp": the body that lies in the place or Party told after its comma."""
        if row[i].kind == "AREA" and [m.kind for m in row[max(0, i - 2) : i]] == ["RPAR", "COMMA"]:
            return self._lying_after_aside(row, i, n)
        inside = row[i].kind == "ORG" and (body_kind(row[i]) in _ONE or body_kind(row[i]) == "military")
        if (row[i].kind != "AREA" and not inside) or [m.kind for m in row[max(0, i - 2) : i]] != ["ORG", "COMMA"]:
            return None
        unit = self.of_mention(row, i - 2, n)
        body = unit.body if unit is not None else None
        if not isinstance(body, Organization):
            return None
        if inside_force(self.context.article.text, row[i - 2], row[i]):
            return unit
        return unit if body.kind == "party-cell" or (of_employees(body) and not inside) else None

    def _lying_after_aside(self, row: Sequence[Mention], i: int, n: int) -> Unit | None:
        """ "Xã A (trước đây là xã B), huyện C có 203 đảng viên": the place before the brackets, where it lies there."""
        at = next((k for k in range(i - 3, 0, -1) if row[k].kind == "LPAR"), 0) - 1
        inner = self.of_mention(row, at, n) if at >= 0 and row[at].kind in ("AREA", "ORG") else None
        outer = self.of_mention(row, i, n)
        return inner if inner is not None and outer is not None and inner.lies_in(outer) else None

    def _object(self, prior: Mention) -> bool:
        text = self.context.article.text[prior.start : prior.end].casefold()
        return prior.kind in ("FILL", "HAVE") and text in ("có", "cho")

    def _reported(self, unit: Unit, prior: Mention | None) -> Unit | None:
        """ "Theo Sở Nội vụ tỉnh A, từ năm 2020 có 402 viên chức nghỉ việc": the place of an office that reports."""
        body = unit.body
        if not isinstance(body, Organization) or body.area is None or body.level not in LEVELS:
            return None
        office = body.kind not in PARTY_BODIES and self._says(prior, "theo")
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
        if words == _POST:  # a border post named before, never the place around it
            post = self.organizations.told.last_named("Đồn ", start)
            return Unit(post, start) if post is not None else None
        body: Organization | Area | None = None
        if words == "khối":
            body = self.organizations.told.block_before(start)
        if words.startswith(("chúng", "nhà")):
            school = self.organizations.told.last_of(("school",), start) if words == "nhà trường" else None
            body = (
                self.bodies.speaker(n, start) or self.bodies.speaker_after(n, start) or school or self.bodies.topic(n)
            )
        if self.bodies.national and body is None:
            everywhere = words.startswith(("cấp ủy", "cấp uỷ", "các cấp", "các tổ chức"))
            return Unit(WHOLE_PARTY, start) if everywhere and not self._placed_before(start, n) else None
        body = body or (self._whole_of(row, i, n) if words.endswith("địa phương") else None) or self.bodies.home()
        return Unit(body, start) if body is not None else None

    def _whole_of(self, row: Sequence[Mention], i: int, n: int) -> Area | None:
        """ "Theo BĐBP tỉnh A, các đồn đã giúp địa phương kết nạp 60": of the place of whoever reports."""
        told = i > 2 and row[1].kind == "ORG" and self._says(row[0], "theo")
        unit = self.of_mention(row, 1, n) if told else None
        body = unit.body if unit is not None else None
        return body.area if isinstance(body, Organization) and body.level in LEVELS else None

    def holder(self, n: int, at: int, kinds: Collection[str] = PARTY) -> Unit | None:
        """The unit of the post that the sentence has named before: "Bí thư Huyện ủy A đã đối thoại với …"."""
        before = [m for m in self.context.sentences[n].row if m.start < at]
        for mention in reversed(before):
            holder = mention.value.posts if isinstance(mention.value, HolderPhrase) else (mention.parts or (mention,))
            for post in holder:
                phrase = post.value
                if isinstance(phrase, PostPhrase) and phrase.org is not None and phrase.org.kind == "ORG":
                    body = self.bodies.body(phrase.org, n)
                    if isinstance(body, Area) or (body is not None and body.kind in kinds):
                        return Unit(body, mention.start)
        return None

    def place_before(self, at: int, n: int) -> Unit | None:
        """The place that the paragraph has named last before an offset in sentence `n`."""
        for k in range(n, self.context.paragraph_start(n) - 1, -1):
            row = self.rows.row(k)
            named = [i for i, m in enumerate(row) if m.start < at and m.kind in ("AREA", "PLACE")]
            units = [unit for i in named if (unit := self.of_mention(row, i, k)) is not None]
            if units:
                opens = named[0] <= (row[0].kind in ("AT", "OTHER"))
                within = opens and units[0].lies_in(units[-1])  # "Xã A nằm cách trung tâm huyện B 60 km. Tại đây …"
                return Unit(units[0 if within else -1].body)
        return None

    def body_before(self, n: int, fits: Fits) -> Unit | None:
        """The body that the sentence before names last, outside of brackets and posts."""
        row = self.rows.row(n - 1) if n else []
        for i in range(len(row) - 1, -1, -1):
            unit = self.of_mention(row, i, n - 1) if row[i].kind == "ORG" else None
            if unit is not None and fits(unit):
                return Unit(unit.body)
        return None

    def one_of_two(self, row: Sequence[Mention], unit: Unit, n: int) -> bool:
        """ "các huyện ủy ở tỉnh A và tỉnh B trao 310 Huy hiệu Đảng": nobody knows how many each."""
        at = next((i for i, m in enumerate(row) if m.start == unit.start), 0)
        if at < _PAIR or row[at].kind not in ("ORG", "AREA", "PLACE"):
            return False
        other, joint = row[at - 2], row[at - 1].kind
        listed = joint == "COMMA" and (at == _PAIR or row[at - 3].kind in _BEGINS)  # not "sau xã A, xã B"
        alike = other.kind == row[at].kind or (other.kind, row[at].kind) in (("ORG", "AREA"), ("AREA", "PLACE"))
        if not alike or not (joint == "AND" or listed):
            return False
        pair = self.of_mention(row, at - 2, n)
        one, two = unit.area, pair.area if pair is not None else None
        return one is not None and two is not None and one.level == two.level and one.place != two.place

    def hamlet(self, n: int) -> Unit | None:
        """The cell of the hamlet that the paragraph has named by now, if it has."""
        told = self.organizations.told
        hamlets = told.hamlet_before(n) or told.hamlet_in(n) or told.only_hamlet
        return Unit(self.organizations.cell_of(hamlets[0], n)) if hamlets else None
