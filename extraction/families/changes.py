"""Who was elected, appointed, moved, dismissed, disciplined or retired, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extraction.context import Context
from extraction.facts import Change, ChangeKind, Effect, Organization, Person, Role
from extraction.families import mandates
from extraction.families.acts import clause_start, only_asked
from extraction.families.days import Days
from extraction.families.effects import effect, told_with
from extraction.families.evidence import evidence
from extraction.families.measures import Measure, Measures
from extraction.families.position_rules import INSTEAD
from extraction.families.tenures import SIDE, Act, Claim
from extraction.families.told_days import Span
from extraction.lexicon import Trie, read
from extraction.mentions import Mention, Sentence
from extraction.text import tokens
from ontology.places import gazetteer

_SORTS = ("elected", "transferred", "confirmed", "named", "stripped", "proposed", "resigned", "held", "sent")
_GOING = ("moves-to", "steps-over", "leaves-post-too", "leaves-seats-too")
"""Rules that tell what post is left for another, with the day of both."""
_ASIDE = ("before-being-named", "then-named", "wins-seat", "having-left")
"""Rules of what was before the day that the article reports of."""
_TO_RETIRE = ("leaves-to-retire", "leaves-and-retires", "retires-for")
_NAMING = ("elected", "appointed", "transferred")
_PROPOSED = re.compile(r"giới thiệu (?:để|đề|cho)[^.;]*$", re.I)
"""Before an election that is still to come."""
_TO_ELECT = re.compile(r"(?:được )?giới thiệu (?:(?:(?:để|đề) )?bầu|ứng cử)", re.I)
_REASON = re.compile(r"\b(?:do|vì)(?: đã)?(?: được(?: [A-ZĐ][^,;.]{2,24})?)?\s*$")
_LOOKED_AT = re.compile(r"(?:(?:\A|[.\n]\s?)|\b(?:liên quan (?:đến|tới)|rằng|kiểm tra|thanh tra) )việc $", re.I)
_WHEN_IT_WAS = re.compile(r"\bkhi (?:được |mới )?$")
_LATELY = re.compile(r"\b(?:vừa|mới)(?: mới)?(?: được)?(?: [A-ZĐ][^,;.]{2,50})?\s*$")
_BEFORE_THAT = re.compile(
    r"\btrước (?:đó|đây)(?: (?:đã|từng|cũng|vừa|mới)){0,2}(?: (?:được|bị))?(?: [A-ZĐ][^,;.\d]{2,50})?\s*\Z"
)
"""Between somebody and an act that came before what the sentence dates."""
_ONE_OF = re.compile(r"\W*(?:trong đó|trong số (?:này|đó)|cụ thể)\b", re.I)
"""How a sentence begins that tells of some of those whom the one before tells of."""
_DECISIONS_ARE = re.compile(r"\W*(?:(?:các )?quyết định(?: trên)? (?:gồm|như sau)|theo đó|cụ thể)\b", re.I)
"""How a sentence begins that tells what the decisions are which the one before tells of."""
_REPLACED = re.compile(
    r"\bthay (?:cho |thế (?:cho )?)?(?:(?:nguyên )?(?:ông|bà|đồng chí|đ/c|thầy|cô|\w+ tá) )?\Z", re.I
)
_ALREADY = re.compile(r"\bđã\b", re.I)
_DIGIT = re.compile(r"\d")
_DECISION = re.compile(r"(?:trao|công bố|theo|nhận|ký|các)\s+(?:các\s+)?quyết định", re.I)
_IN_FORCE = re.compile(r"quyết định [^.;]{0,24}hiệu lực|hiệu lực (?:của )?quyết định", re.I)
_BY_DECISION = re.compile(r"[\s,]*(?:cũng )?theo (?:các |những )?(?:quyết định )?(?:về )?(?:việc )?", re.I)
_COMING = re.compile(r"(?:chuyển )?(?:về|sang|đến|lên)\b", re.I)
"""Words that tell of coming to a post, unlike "giữ chức" alone."""
_RISES = re.compile(r"(?<!chuyển )\blên (?:làm|giữ)\b", re.I)
_REQUEST = re.compile(r"\b(?:đơn|xin)\b", re.I)
_JOINT = re.compile(r"\s*(?:,|và)\s*(?:được\s+)?", re.I)
_THERE = re.compile(r"\b(?:đến|về|sang)\b", re.I)
"""Before where somebody is moved to."""
_BULLETS = frozenset(("DASH", "NUMBER", "DOT", "HON", "SLASH", "RPAR"))
_ITEMS = 12
"""Lines of a list back to its head."""
_JOINED = 30
"""Characters before an act within which the one it is joined to may stand."""
_LONGEST = 250
"""Characters of a quote; where act and post stand further apart, the post is quoted with the name."""


@cache
def _acts() -> Trie[str]:
    """The words that sort acts, each with its sort."""
    trie: Trie[str] = Trie()
    for sort in _SORTS:
        for word in read("changes")[sort]["words"]:
            trie.add(word, sort)
    return trie


@dataclass(frozen=True, slots=True)
class _Told:
    """A change as one stretch of the text has it."""

    person: Person
    kind: ChangeKind
    role: Role | None
    organization: Organization | None
    days: Span | None
    start: int
    end: int
    rule: str
    effect: Effect
    since: bool
    """Whether those are the days since when it holds."""
    weak: bool
    """No word for the act stands there: only "giữ chức" of somebody who did not hold the post before."""


def extract(context: Context, told: Sequence[Claim]) -> list[Change]:
    """The changes of an article: of the claims to posts those with an act, and acts told of a person alone."""
    days = Days(context)
    found = [*_of_claims(context, told, days), *_of_measures(context, told, days)]
    return _changes(context, list(_settled(found)))


# ---- from claims to posts -----------------------------------------------------------------------------------


def _of_claims(context: Context, claims: Sequence[Claim], days: Days) -> Iterator[_Told]:
    text, moved = context.article.text, _moved(context, claims)
    for claim in claims:
        if claim.act is None:
            continue
        sorts = _sorts(context, claim.act)
        if claim.act.kind == "BECOME" and (announced := _announced(context, claim)):
            sorts |= announced - {"held"}
        if claim.act.kind in ("BECOME", "JOIN") and not sorts - {"held"} and (headed := _headed(context, claim)):
            sorts = headed
        if claim.act.kind == "BECOME":
            sorts |= _decreed(context, claim)
        elif claim.act.end <= claim.start and _RISES.search(text, claim.start, claim.end):
            sorts -= {"transferred"}  # "điều động ông A …; bà B lên làm Bí thư"
        held = claim.act.kind == "BECOME" and "held" in sorts and claim.rule not in _GOING
        held = held and _COMING.match(text, claim.act.start) is None
        if held and not _comes(context, claim, days):
            continue
        kind = _kind(claim, claim.act, sorts)
        if kind is None or (kind == "resigned" and only_asked(context, claim.sentence, claim.act, _REQUEST)):
            continue
        joins = kind == "appointed" and claim.role.vi == "Ủy viên"
        if joins and _THERE.search(text, moved.get(_told_in(claim), claim.act.start), claim.act.start):
            kind = "transferred"  # "điều động ông A đến Đảng bộ huyện B, chỉ định tham gia Ban Chấp hành"
        if kind == "elected" and _to_come(context.article.text, claim.act):
            continue
        start, end = min(claim.start, claim.act.start), max(claim.end, claim.act.end)
        ended = mandates.over(claim.term, None, context.year)
        over = claim.status == "former" or ended
        past = (over and kind in _NAMING) or claim.rule in _ASIDE or _reason(text, claim.act) or _of_then(text, claim)
        since = days.since(claim.sentence, start, end)
        if since is None and claim.rule in _GOING:
            since = days.since_within(claim.sentence, start, end)
        if since is None and kind in _NAMING:
            since = days.up_to_now(claim.sentence, end)
        when = days.in_brackets(claim.sentence, end) if since is None and kind in _NAMING else None
        if when is None:
            when = days.began(claim.sentence, start) if over and kind in _NAMING else since
        if when is None and not _in_passing(context.article.text, claims, claim):
            when = days.of(claim.sentence, start, end, past=past, province=_province(claim.organization))
        if end - start > _LONGEST:
            start, end = claim.start, claim.end
        weak, means = claim.act.kind == "BECOME", effect(context, claim, when)
        if kind in ("dismissed", "resigned") and ended:
            means = "none"  # a title taken from somebody whose term was long over
        told = _Told(
            claim.person, kind, claim.role, claim.organization, when, start, end, claim.rule, means, bool(since), weak
        )
        yield told
        if "stripped" in sorts:
            yield replace(told, kind="disciplined", role=None, organization=None)


def _told_in(claim: Claim) -> tuple[str, int]:
    return claim.person.name, claim.sentence


def _moved(context: Context, claims: Sequence[Claim]) -> dict[tuple[str, int], int]:
    """Who is moved in which sentence, and where the words for it begin."""
    acts = ((_told_in(c), c.act) for c in claims if c.act is not None and c.act.kind == "APPOINT")
    return {key: act.start for key, act in acts if "transferred" in _sorts(context, act)}


def _in_passing(text: str, claims: Sequence[Claim], claim: Claim) -> bool:
    """Whether it is told beside what the sentence reports of another: "kế nhiệm bà A vừa được điều động".

    So is what was before that: "thay ông A, người trước đó được điều động".
    """
    assert claim.act is not None
    if _BEFORE_THAT.search(text, claim.start, claim.act.start) and not _DIGIT.search(text, claim.act.start, claim.end):
        return True
    replaced = _REPLACED.search(text, max(0, claim.start - _JOINED), claim.start)
    if replaced and _ALREADY.search(text, claim.start, claim.act.end):
        return True  # "bầu ông A …, thay ông B đã được điều động làm …"
    if not _LATELY.search(text, max(0, claim.act.start - 2 * _JOINED), claim.act.start):
        return False
    others = (c for c in claims if c.sentence == claim.sentence and c.person != claim.person)
    return any(c.act is not None and c.act.start < claim.act.start for c in others)


def _reason(text: str, act: Act) -> bool:
    """Whether an act only tells why something else was done: "miễn nhiệm …, do được điều động giữ chức …"."""
    return _REASON.search(text, max(0, act.start - _JOINED), act.start) is not None


def _of_then(text: str, claim: Claim) -> bool:
    """Whether not the act is told but what it was like: "ông A khi được bổ nhiệm …", "Việc bổ nhiệm ông A …"."""
    assert claim.act is not None
    start = claim.act.start
    return bool(
        _LOOKED_AT.search(text, max(0, start - _JOINED), start) or _WHEN_IT_WAS.search(text, claim.start, start)
    )


def _province(body: Organization) -> str:
    """Gazetteer id of the province a body lies in, "" where it is not known or of the centre."""
    place = body.area.place if body.area is not None else ""
    return gazetteer().get(place).province if place else ""


def _to_come(text: str, act: Act) -> bool:
    """Whether somebody is only proposed for an election: "giới thiệu … để bầu", "giới thiệu bầu"."""
    return bool(_PROPOSED.search(text, max(0, act.start - 40), act.start) or _TO_ELECT.match(text, act.start, act.end))


def _announced(context: Context, claim: Claim) -> set[str]:
    """ "… điều động 18 đồng chí. Trong đó, ông A giữ chức …": the sorts of the act that the sentence before tells."""
    text, before = context.article.text, context.sentences[claim.sentence - 1] if claim.sentence else None
    here = context.sentences[claim.sentence]
    if before is None:
        return set()
    one_of = before.paragraph == here.paragraph and _ONE_OF.match(text, *here.span)
    comes = claim.act is not None and _COMING.match(text, claim.act.start)  # "Các quyết định gồm: ông A … về làm"
    if not (one_of or (comes and _DECISIONS_ARE.match(text, *here.span))):
        return set()
    at = max((i for i, m in enumerate(before.row) if m.kind == "APPOINT"), default=-1)
    if at < 0 or any(m.kind in ("NOT", "PLANNED") for m in before.row[clause_start(before.row, at) :]):
        return set()
    act = before.row[at]
    return _sorts(context, Act(act.start, act.end, "APPOINT"))


def _headed(context: Context, claim: Claim) -> set[str]:
    """ "chỉ định các đồng chí sau: …", "chỉ định ông A …": the sorts of the act that lines of names go on with."""
    if claim.status != "incoming" or not _begins_with_name(context.sentences[claim.sentence]):
        return set()
    for sentence in reversed(context.sentences[max(0, claim.sentence - _ITEMS) : claim.sentence]):
        if _begins_with_name(sentence):
            continue
        row, text = sentence.row, context.article.text
        listed = text[sentence.span.start : sentence.span.end].rstrip().endswith(":")
        acts = [i for i, m in enumerate(row) if m.kind == "APPOINT" and (listed or _heads(row, i))]
        if not acts or any(m.kind in ("NOT", "PLANNED") for m in row[clause_start(row, acts[-1]) : acts[-1]]):
            return set()
        told = _sorts(context, Act(row[acts[-1]].start, row[acts[-1]].end, "APPOINT"))
        return told if told <= {"named", "transferred"} else set()
    return set()


def _heads(row: Sequence[Mention], i: int) -> bool:
    """Whether an act stands right before a name, or at the end of its line."""
    return i + 1 == len(row) or row[i + 1].kind == "HOLDER"


def _begins_with_name(sentence: Sentence) -> bool:
    """ "- Đồng chí A, …", "2. Bà B, …": a line that goes on with a list of persons."""
    row = sentence.row[:4]
    at = next((i for i, m in enumerate(row) if m.kind == "HOLDER"), len(row))
    return at < len(row) and all(m.kind in _BULLETS for m in row[:at])


def _decreed(context: Context, claim: Claim) -> set[str]:
    """ "… về làm Bí thư Huyện ủy theo quyết định luân chuyển": the sorts of the act that a decision is told to be."""
    row, text = context.sentences[claim.sentence].row, context.article.text
    end = max(claim.end, claim.act.end if claim.act is not None else 0)
    told = (m for m in row if m.kind == "APPOINT" and end <= m.start < end + 2 * _JOINED)
    by = next((m for m in told if _BY_DECISION.fullmatch(text, end, m.start)), None)
    return _sorts(context, Act(by.start, by.end, "APPOINT")) if by is not None else set()


def _sorts(context: Context, act: Act) -> set[str]:
    """The sorts of the words of an act, and of the one it is joined to: "được điều động, phân công"."""
    text = context.article.text
    row = tokens(text, max(0, act.start - _JOINED), act.end)
    first = next((i for i, t in enumerate(row) if t.start >= act.start), len(row))
    hits = [(i, hit) for i in range(len(row)) if (hit := _acts().longest(row, i))]
    joined = {h[1] for i, h in hits if h[0] < first and _JOINT.fullmatch(text, row[h[0] - 1].end, row[first].start)}
    return {h[1] for i, h in hits if i >= first} | joined


def _comes(context: Context, claim: Claim, days: Days) -> bool:
    """Whether a bare "giữ chức" tells of coming to a post: with its mandate, its first day or a decision."""
    return (
        bool(claim.term) or _decided(context, claim) or days.since(claim.sentence, claim.start, claim.end) is not None
    )


def _kind(claim: Claim, act: Act, sorts: set[str]) -> ChangeKind | None:
    """What the words of the act make of a claim; None where they tell of no change."""
    if (act.kind == "BECOME" and claim.status != "incoming") or (act.kind == "JOIN" and not sorts):
        return None
    if act.kind == "DISMISS":
        return "resigned" if "resigned" in sorts else "dismissed"
    if "transferred" in sorts:
        return "transferred"
    chosen = "sent" in sorts and claim.organization.kind == "fatherland-front"
    if chosen or ("elected" in sorts and "confirmed" not in sorts):
        return "elected"
    return None if "proposed" in sorts and sorts <= {"proposed", "sent"} else "appointed"


def _decided(context: Context, claim: Claim) -> bool:
    """Whether the paragraph up to a claim tells of decisions: "trao quyết định …: ông A … giữ chức …"."""
    text = context.article.text
    if _first_decision(text, *context.paragraph(claim.sentence)) <= claim.start:
        return True
    return _IN_FORCE.search(text, claim.end, context.sentences[claim.sentence].span.end) is not None


@lru_cache(maxsize=16)
def _first_decision(text: str, start: int, end: int) -> int:
    """Where a paragraph has told of decisions for the first time."""
    found = _DECISION.search(text, start, end)
    return found.end() if found is not None else end + 1


# ---- from acts told of a person -------------------------------------------------------------------------------


def _of_measures(context: Context, claims: Sequence[Claim], days: Days) -> Iterator[_Told]:
    for measure in Measures(context).read():
        where = measure.sentence, measure.start, measure.end
        since = days.since(*where)
        if since is None and measure.rule in _TO_RETIRE:  # "thôi giữ chức … từ ngày 1/8 để nghỉ hưu"
            since = days.since_within(*where)
        when = since if measure.aside or since is not None else days.of(*where, past=measure.past)
        start, end = measure.start, measure.end
        if end - start > _LONGEST and measure.holder is not None:
            start, end = measure.holder.name.start, measure.holder.name.end
        post = _post_left(measure, claims)
        role, body = (post.role, post.organization) if post is not None else (None, measure.organization)
        means: Effect = "dated" if when is not None and told_with(context, measure.sentence, when) else "undated"
        yield _Told(
            measure.person, measure.kind, role, body, when, start, end, measure.rule, means, bool(since), weak=False
        )


def _post_left(measure: Measure, claims: Sequence[Claim]) -> Claim | None:
    """The post that the sentence tells of who retires: "ông A, Phó Chủ nhiệm Ủy ban Kiểm tra, nghỉ hưu".

    Of whom somebody replaces ("giữ chức Bí thư thay ông A nghỉ hưu") the one that is taken over.
    """
    if measure.kind != "retired":
        return None
    told = [c for c in claims if (c.person, c.sentence) == (measure.person, measure.sentence)]
    if measure.aside:
        return next((c for c in told if c.rule == INSTEAD.name), None)
    return next((c for c in told if not c.role.vi.startswith(SIDE)), told[0] if told else None)


# ---- one article, one story ------------------------------------------------------------------------------------


_Key = tuple[str, str, str]


def _post(told: _Told) -> _Key:
    return told.person.name, told.role.vi if told.role else "", told.organization.label if told.organization else ""


def _settled(found: Sequence[_Told]) -> Iterator[_Told]:
    """Told weakly and told outright is told once; who is moved to a post is not appointed to it as well."""
    strong: dict[_Key, set[ChangeKind]] = {}
    for told in found:
        if not told.weak:
            strong.setdefault(_post(told), set()).add(told.kind)
    moved = {t.person.name for t in found if t.kind == "transferred" and t.role}
    for told in found:
        if told.kind == "transferred" and not told.role and told.person.name in moved:
            continue  # to which post is told elsewhere
        others = strong.get(_post(told), set())
        if told.weak and others & {"elected", "transferred"}:
            continue
        if told.kind == "appointed" and "transferred" in others:
            continue
        yield told


def _changes(context: Context, found: Iterable[_Told]) -> list[Change]:
    """One fact for each person, kind and post, with all its evidence; its day is that of its effect, else the first."""
    grouped: dict[tuple[_Key, ChangeKind], list[_Told]] = {}
    for told in found:
        key = (told.person.name, "", "") if told.kind == "retired" else _post(told)
        grouped.setdefault((key, told.kind), []).append(told)
    return [_change(context, group) for group in grouped.values()]


def _change(context: Context, group: Sequence[_Told]) -> Change:
    best = next((told for told in group if told.role), group[0])
    told = [t.days for t in sorted(group, key=lambda t: (not t.since, t.start)) if t.days]
    exact = (d for d in told if best.role and d[0] == d[1] and told[0][0] <= d[0] <= told[0][1])
    days = next(exact, told[0]) if told else None
    return Change(
        person=best.person,
        change=best.kind,
        role=best.role,
        organization=best.organization,
        earliest=days[0] if days else None,
        latest=days[1] if days else None,
        effect=_effect(group, days),
        evidence=evidence(context.article, group, lambda t: 0.7 if t.weak else 0.9),
    )


def _effect(group: Sequence[_Told], days: Span | None) -> Effect:
    """That of the words which tell the days; a post that one stretch tells was left before was left before."""
    means = {told.effect for told in group}
    if "none" in means:
        return "none"
    return "dated" if any(told.effect == "dated" and told.days == days for told in group) else "undated"
