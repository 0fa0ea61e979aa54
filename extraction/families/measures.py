"""Who was disciplined, retired or left the service: acts that are told of a person without a post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.context import Context
from extraction.facts import ChangeKind, Organization, Person
from extraction.families.acts import denied, on_its_way, without_brackets, without_kin
from extraction.families.figures import Rows
from extraction.families.hearsay import tells_of_others
from extraction.families.measure_rules import IN_THE_SAME_WAY, KINDS, LISTED_TOO, RETIRES_ALONE
from extraction.grammar import Found, find, tape
from extraction.mentions import Mention
from extraction.organizations import organizations_of
from extraction.phrases import HolderPhrase
from extraction.vocabulary import asked

_DECISION = re.compile(r"quyết định", re.I)
_SPOKEN = ("MEASURE", "PUNISH", "DECIDE", "SAME", "ALIKE", "RETIRE", "TO_RETIRE", "QUIT", "MOVE")
"""Kinds of which one stands wherever one of the rules matches."""
_HEADING = frozenset(
    "OUT TOWARDS FILL NUMBER LIST COLON ORG CENTRAL OF COMMA OTHER AND AREA AREAREF PLACE QUOTE DASH FORM POSTS".split()
)
"""What may stand between a measure and the colon before those whom it is taken against."""
_ITEM_ENDS = frozenset(("COMMA", "DASH", "LPAR", "SEMI", "DOT", "POSTS", "COLON"))
_BULLETS = 3
"""Mentions of a line of a list up to the name."""
_LOOKED_INTO = re.compile(r"xem xét(?:,| và|, quyết định| quyết định)\s", re.I)
_ASKED = re.compile(
    r"\b(?:đề nghị|kiến nghị|đề xuất|yêu cầu|giao|chỉ đạo|sẽ|đang|trình|chuẩn bị|báo cáo|cần|phải)\b[^;.]*$", re.I
)
_DISCIPLINE = re.compile(r"(?:thi hành|xử lý|quyết định) k[ỷỉ] luật", re.I)
_ITEM_OF_PARTY = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:kỷ luật\s*:\s*)?cảnh cáo (?:đối với )?(?:các )?(?:đồng chí|đ/c)\b", re.I
)
"""An item of a newsletter: "- Cảnh cáo đ/c A, Bí thư Đảng ủy xã"."""
_MORE_OF_THEM = re.compile(
    r"\W*(?:(?:các|những|ngoài ra|còn lại|bên cạnh đó|số còn lại)\b(?![^:;.]*\b(?:dự|đoàn|tổ|hội đồng|chủ trì|trao)\b)"
    r"|[^:;.,]{2,80}\bcó \w+ (?:cán bộ|đảng viên|người|công chức|viên chức)(?: là|,? gồm)\b)",
    re.I,
)
"""How a sentence begins that lists more of those punished."""
_WHO_WAS = re.compile(r",\s*(?:là )?người (?:vừa |mới |đã |từng )*$", re.I)
"""Before what was done to the person named right before, whatever the sentence asks for."""
_SPEAKER = re.compile(r"\btheo\s+$", re.I)
_LISTS = ("listed-too", "punished-are", "punishes-list", "punishes-items", "punishes-so-many", "shares-discipline")
"""Rules that list those punished."""
_SAME_MEASURE = 2
"""Sentences back to the measure that "cùng mức kỷ luật" means."""
_REACH = 6
"""Mentions before an act within which what is only asked for or feared is told."""


@dataclass(frozen=True, slots=True)
class Measure:
    """An act told of a person, as one stretch of the text has it."""

    person: Person
    holder: HolderPhrase | None
    """The words for the person; None in a life that goes on without them."""
    kind: ChangeKind
    organization: Organization | None
    """Where somebody is moved to."""
    start: int
    end: int
    act: tuple[int, int]
    """Where the words of the act stand."""
    rule: str
    sentence: int
    past: bool
    """Told in passing ("sau khi bị …", "đã nghỉ hưu"): not on the day that the article reports of."""
    aside: bool
    """Told of who came before ("thay ông A nghỉ hưu"): no day of the sentence is its own."""


class _Rows(Rows):
    """Relatives stay told, so that what happened to one does not go to the other."""

    hard = Rows.hard | {"SPOUSE"}

    def _counts(self, mention: Mention) -> bool:  # noqa: ARG002
        return False  # "Đồng chí nghỉ hưu": nobody is counted here


class Measures:
    """Finds the measures of one article."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.article.text
        self.rows = _Rows(context, "changes")
        self.organizations = organizations_of(context)
        self.last: Measure | None = None
        """The last measure of discipline that was read."""

    def read(self) -> Iterator[Measure]:
        """All of them, sentence by sentence."""
        for measure in self._all():
            if measure.kind == "disciplined":
                self.last = measure
            yield measure

    def _all(self) -> Iterator[Measure]:
        listed: Mention | None = None
        spoken = asked("changes", *_SPOKEN)
        for n, sentence in enumerate(self.context.sentences):
            held = "HOLDER" in sentence.kinds
            if self.context.lives.told and self.context.tells(n, spoken):
                yield from self._of_a_life(n)
            if not (held or self._last_sign(n) == ":"):
                listed = None
                continue
            told = self.context.tells(n, spoken)
            item = self._item(n) if listed is not None and not told else None
            if listed is not None and item is not None:
                yield from self._of_item(listed, item, n)
                continue
            listed = self._list_of(n) if told else None
            if held:
                yield from self._sentence(n) if told else self._more_of_them(n)

    def _last_sign(self, n: int) -> str:
        """What sentence `n` ends with."""
        start, end = self.context.sentences[n].span
        return self.text[start:end].rstrip()[-1:]

    def _of_a_life(self, n: int) -> Iterator[Measure]:
        """ "Năm 1998 nghỉ hưu theo chế độ.": of the one whose life the sentences before tell."""
        row = self.rows.row(n)
        holder = next((m for m in row if m.kind == "HOLDER"), None)
        for found in find(RETIRES_ALONE, row):
            act, days = found["act"][0], found["day"]
            person = self.context.lives.whose(n)
            told_of = holder is None or (found.first == 0 and self._goes_on(holder, act, person, n))
            if person is not None and told_of:
                start, end = min(act.start, days[0].start), max(act.end, days[-1].end)
                words = act.start, act.end
                yield Measure(
                    person, None, "retired", None, start, end, words, found.rule.name, n, past=True, aside=False
                )

    def _goes_on(self, mention: Mention, act: Mention, person: Person | None, n: int) -> bool:
        """ "Nghỉ hưu năm 2008, ông trồng cà phê": a sentence that begins with the act and goes on about the same."""
        holder = mention.value
        if not isinstance(holder, HolderPhrase) or holder.rule != "pronoun" or mention.start <= act.end:
            return False
        return self.context.holder(holder, n) == person

    def _list_of(self, n: int) -> Mention | None:
        """The measure of those whom the next lines list: "khiển trách đối với 4 đảng viên, gồm:"."""
        if self._last_sign(n) != ":":
            return None
        row = self.rows.row(n)
        at = max((i for i, m in enumerate(row) if m.kind == "MEASURE"), default=-1)
        kinds = {m.kind for m in row[at + 1 :]}
        party = {m.kind for m in row} & {"PUNISH", "DECIDE", "OUT"} or self._inspectors(n)
        decided = at >= 0 and bool(party) and all(m.kind != "BLOCK" for m in row)
        return row[at] if decided and "HOLDER" not in kinds and kinds <= _HEADING else None

    def _item(self, n: int) -> Mention | None:
        """Whom a line of a list begins with; None where the list is over."""
        before, here = self.context.sentences[n - 1], self.context.sentences[n]
        row = self.rows.row(n)
        at = next((i for i, m in enumerate(row[:_BULLETS]) if m.kind == "HOLDER"), None)
        sign = self._last_sign(n - 1)
        if at is None or here.paragraph == before.paragraph or (sign == "." and at == 0):
            return None
        after = row[at + 1].kind if at + 1 < len(row) else "DOT"
        return row[at] if sign == ";" or after in _ITEM_ENDS else None

    def _of_item(self, act: Mention, mention: Mention, n: int) -> Iterator[Measure]:
        holder = mention.value
        assert isinstance(holder, HolderPhrase)
        person = self.context.holder(holder, n)
        if person is not None:
            start, end = act.start, mention.end
            words = act.start, act.end
            yield Measure(
                person, holder, "disciplined", None, start, end, words, "punishes-lines", n, past=False, aside=False
            )

    def _sentence(self, n: int) -> Iterator[Measure]:
        row = without_kin(self.rows.row(n))
        flat = without_brackets(row)
        rows = [(r, tape(r)) for r in ((row, flat) if len(flat) < len(row) else (row,))]
        done: set[tuple[int, str]] = set()
        alike = self.last is not None and n - self.last.sentence <= _SAME_MEASURE
        for kind, rules in (*KINDS, *(IN_THE_SAME_WAY if alike else ())):
            for found in (f for r, symbols in rows for f in find(rules, r, symbols)):
                act = found["act"][0]
                before = self.text[self.context.sentences[n].span.start : act.start]
                if (
                    not found.rule.said(self.text[found.start : found.end])
                    or self._blocked(found, n)
                    or (found.rule.name == "punishes-next" and (self.last is None or self.last.sentence != n))
                    or denied(self.context, n, act)
                    or on_its_way(before, self.text[act.start : act.end])
                    or (kind == "disciplined" and not self._of_party(found, n))
                ):
                    continue
                for mention in self._whom(found, kind):
                    if (
                        mention.kind == "HOLDER"
                        and (mention.start, kind) not in done
                        and not self._speaks(found, mention)
                    ):
                        done.add((mention.start, kind))
                        yield from self._measure(found, mention, kind, n)

    def _more_of_them(self, n: int) -> Iterator[Measure]:
        """Those whom a sentence without a word for it adds to a list of those punished."""
        last = self.last
        if last is None or n - last.sentence != 1 or last.rule not in _LISTS:
            return
        if _MORE_OF_THEM.match(self.text, *self.context.sentences[n].span) is None:
            return
        row = without_brackets(without_kin(self.rows.row(n)))
        for found in find((LISTED_TOO,), row, tape(row)):
            for mention in found["people"]:
                if mention.kind == "HOLDER":
                    yield from self._measure(found, mention, "disciplined", n)

    @staticmethod
    def _whom(found: Found, kind: ChangeKind) -> Sequence[Mention]:
        """Whom an act is told of: "ông A và ông B (đã nghỉ hưu)" of the one before the brackets."""
        people = found["people"]
        last = people[-1].end
        aside = any(m.kind == "LPAR" and m.start >= last for m in found.mentions[found.first : found.last])
        return people[-1:] if kind == "retired" and aside else people

    def _speaks(self, found: Found, mention: Mention) -> bool:
        """ "Theo ông A, hai cán bộ bị khiển trách", "ông A cho biết cấp phó bị cách chức": told by him, not of him."""
        if _SPEAKER.search(self.text, max(0, mention.start - 8), mention.start) is not None:
            return True
        act = found["act"][0].start
        got = next((m.start for m in found.mentions if m.kind == "GET" and mention.end <= m.start < act), act)
        return tells_of_others(self.text, mention.end, max(mention.end, got))

    def _measure(self, found: Found, mention: Mention, kind: ChangeKind, n: int) -> Iterator[Measure]:
        holder = mention.value
        assert isinstance(holder, HolderPhrase)
        person = self.context.holder(holder, n)
        if person is not None:
            act = found["act"]
            start, end = min(mention.start, act[0].start), max(mention.end, act[-1].end)
            organization = None
            if kind == "transferred":
                organization = self.organizations.of_mention(found["orgs"][0], n)
                end = max(end, found["orgs"][0].end)
                if organization is None:
                    return
            past, aside = self._past(found, kind), self._aside(found, mention)
            words = act[0].start, act[-1].end
            yield Measure(person, holder, kind, organization, start, end, words, found.rule.name, n, past, aside)

    @staticmethod
    def _aside(found: Found, mention: Mention) -> bool:
        at = next(i for i, m in enumerate(found.mentions) if m is mention)
        return at > 0 and found.mentions[at - 1].kind == "INSTEAD"

    def _past(self, found: Found, kind: ChangeKind) -> bool:
        if kind == "retired":
            leaves = found.rule.name == "leaves-to-retire" or _DECISION.search(
                self.text, max(0, found.start - 24), found.end
            )
            return not leaves
        return found.rule.name == "after-punished"

    def _blocked(self, found: Found, n: int) -> bool:
        """Asked for, feared, denied: the cue stands between, or shortly before in the same clause."""
        inside = found.mentions[found.first : found.last]
        again = max(
            (i for i, m in enumerate(inside) if m.kind == "GET" and inside[i - 1].kind in ("COMMA", "AND")), default=0
        )
        asks = found.rule.name in ("punishes-and-asks", "retires-on-a-day")
        if not asks and any(
            m.kind == "BLOCK" for m in inside[again:]
        ):  # not of what came before: "bị đình chỉ công tác, bị khai trừ"
            return True
        if found.rule.name == "found-guilty" and any(m.kind == "DECIDE" for m in inside):
            return False  # "xem xét kỷ luật đối với bà A, quyết định khiển trách"
        got = next((m for m in inside if m.kind == "GET"), None)
        if got is not None and _WHO_WAS.search(self.text, found.start, got.start):
            return False  # "xem xét khiếu nại của ông A, người bị Huyện ủy khiển trách"
        before = found.mentions[max(0, found.first - _REACH) : found.first]
        for i in range(len(before) - 1, -1, -1):
            listed = before[i].kind == "COMMA" and i > 0 and before[i - 1].kind == "BLOCK"  # "xem xét, cách chức"
            if before[i].kind in ("COMMA", "SEMI", "DOT", "COLON", "HOLDER") and not listed:
                return False
            if before[i].kind == "BLOCK":
                return not self._looked_into(found, before[i], n)
        return False

    def _looked_into(self, found: Found, cue: Mention, n: int) -> bool:
        """ "Xem xét, thi hành kỷ luật đối với ông A bằng hình thức cảnh cáo": with the measure it is decided."""
        start = self.context.sentences[n].span.start
        told = found.rule.name == "punishes-how" and _LOOKED_INTO.match(self.text, cue.start) is not None
        return told and _ASKED.search(self.text, start, cue.start) is None

    def _of_party(self, found: Found, n: int) -> bool:
        """Whether the sentence speaks of discipline, not of a fine or a warning: by a word for it or the Party."""
        if found.rule.name == "gets-disciplined":
            return self.text[found["act"][0].start : found["act"][0].end].casefold().endswith("luật")
        kinds = {m.kind for m in self.rows.row(n)}
        act = self.text[found["act"][0].start : found["act"][0].end].casefold()
        told = bool(kinds & {"PUNISH", "DECIDE", "OUT"}) or not act.startswith("cảnh")
        if not told and _ITEM_OF_PARTY.match(self.text, *self.context.sentences[n].span):
            return True
        follows = self.last is not None and n - self.last.sentence <= 1
        return told or follows or self._inspectors(n) or (n == 0 and _DISCIPLINE.search(self.text) is not None)

    def _inspectors(self, n: int) -> bool:
        """A body that disciplines is named in the sentence or the one before."""
        for k in (n, n - 1):
            if k >= 0 and any(getattr(m.entry, "kind", "") in _BODIES for m in self.rows.row(k)):
                return True
        return False


_BODIES = frozenset(
    ("inspection-committee", "standing-committee", "party-committee", "party-organization", "secretariat", "politburo")
)
