"""Which of a sentence's words say that somebody takes part in an event, and which only look like it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile
from typing import cast

from extraction.facts import Part
from extraction.families.event_agents import Agents
from extraction.families.event_rules import LISTS, PARTS, TYPES
from extraction.grammar import Found, Rule, find, tape
from extraction.mentions import Mention, body_kind

Match = tuple[Found, Part, list[int]]
"""A match of a rule, the part it tells, and the indexes of those who play it."""
_BACK = 5
"""Mentions before an act within which a plan or a negation stands."""
_OBJECT_OF = frozenset("SAY FOR WITH GIVE NOT BLOCK ACCORDING HOLDS".split())
"""Kinds right before a person who is asked, given or accompanied, and does not act."""
_NOT_ACTING = frozenset("OF EACH AT SAY STAFF WITH FOR ACCORDING BLOCK HOLDS".split())
"""Kinds right before a body that does not act, or that only a part of acts."""
_VAST = frozenset(("province", "city"))
"""Levels of places that never stand for the body that acts."""
_JOINED = frozenset(("chair", "attendee", "giver", "leader"))
"""Parts that those named before "và" play as well."""
_AND_AFTER = frozenset(("works-with", "meeting-with", "given-to", "given-to-body", "among-those-given"))
"""Rules whose agents go on after "và"."""
_BEGINS_LIST = frozenset("COMMA PERIOD TODAY YESTERDAY SAMEDAY DOT SEMI COLON DASH RPAR QUOTE FILL".split())
"""Kinds after which a list of those who organise begins."""
_ELECTED = frozenset(("people-committee", "people-council", "fatherland-front"))
_COMMITTEES = frozenset(("party-committee", "standing-committee", "people-council"))
"""Kinds of bodies that act together with those."""
_STEP = 2
"""Mentions from one body of a list to the next."""
_PART_ENDS = frozenset("COMMA SEMI DOT DASH AND PERIOD TODAY YESTERDAY".split())
_NO_OPENING = frozenset("ORG ACCORDING OF LPAR HOLDER".split())
"""Kinds after which the words for a speech are a noun: "theo kết luận"."""
_OWN_ACCORD = frozenset(("works", "working", "tours", "touring", "meets-voters"))
"""Rules for people who come by themselves; who leads a delegation plays another part."""
_FIRST_DONE = frozenset(("working", "meeting-voters", "touring"))
"""Rules for what is done before it is told who does it."""
_LEAGUE = "youth-union"
"""What the scanner takes a bare "đoàn" for."""
_OPENING = 4
"""Mentions a sentence may begin with before it says that somebody speaks."""
_PART = {rule: part for part, rules in PARTS for rule in rules}
_LEADING = tuple(rule for rule, part in _PART.items() if part in ("organizer", "leader"))
_OTHERS = tuple(rule for rule, part in _PART.items() if part not in ("organizer", "leader"))


def matches(row: Sequence[Mention], text: str) -> Iterator[Match]:
    """Every match of a rule that is not blocked, with the part it tells and the indexes of those who play it."""
    symbols = tape(row)
    listed = [m for f in find(LISTS, row, symbols) for m in _listed(f)]
    heads = {i for _, part, people in listed if part == "attendee" for i in people}
    yield from _of_agents(_LEADING, row, symbols, text, heads)
    yield from listed
    yield from _of_agents(_OTHERS, row, symbols, text, heads)


def _of_agents(
    rules: tuple[Rule, ...], row: Sequence[Mention], symbols: str, text: str, heads: AbstractSet[int]
) -> Iterator[Match]:
    """The matches of rules that name who acts; `heads` attend already by a list."""
    for found in find(rules, row, symbols):
        part, who = _PART[found.rule], found.match.start("who")
        if _blocked(found, who) or (part == "attendee" and who in heads):
            continue
        people = [who]
        if found.rule.name == "chaired-by":
            people = _chairs(row, who)
        elif found.rule.name == "meeting-with-them":
            people = _met(row, who)
        elif (part in _JOINED or found.rule.name == "receives-prize") and row[who].kind == "HOLDER":
            people = Agents.joined_before(row, who, text, listed=found.rule.name == "attends-with-others")
        elif part == "organizer" and row[who].kind == "ORG":
            people = _organizers(row, who, found.match.start("act"))
        elif found.rule.name in _AND_AFTER:
            kinds = frozenset(("ORG", "HOLDER") if found.rule.name == "given-to-body" else (row[who].kind,))
            joined = Agents.joined_after(row, who, kinds)
            people = [who, *takewhile(lambda k: not (Agents.acts(row, k) or _whole(row, k)), joined[1:])]
        yield found, part, people


def _organizers(row: Sequence[Mention], who: int, act: int) -> list[int]:
    """Bodies that organise together: "Thành ủy, HĐND, UBND thành phố tổ chức", "Ban A, Ban B và Tỉnh ủy C tổ chức"."""
    people = [k for k in Agents.joined_after(row, who, frozenset(("ORG",))) if k < act]
    for k in range(people[-1] + 1, act):
        if row[k].kind == "ORG" and row[k - 1].kind == "WITH":
            people += [j for j in Agents.joined_after(row, k, frozenset(("ORG",))) if j < act]
    before, k = [], who
    while k >= _STEP and row[k - 1].kind in ("COMMA", "AND", "DASH") and row[k - _STEP].kind == "ORG":
        k -= _STEP
        before.append(k)
    if before and k and row[k - 1].kind not in _BEGINS_LIST:
        before.pop()  # "tại hội trường UBND xã A, Huyện ủy, UBND huyện B tổ chức": where it was
        k += _STEP
    if not before or (k and row[k - 1].kind not in _BEGINS_LIST):
        return people
    if len(before) == 1 and row[k + 1].kind == "DASH" and body_kind(row[k]) not in _COMMITTEES | _ELECTED:
        return people  # "* HUYỆN ỦY A - Đảng ủy xã B tổ chức"; but "Đảng ủy - HĐND - UBND xã A"
    joined = len(people) + len(before) > _STEP or any(m.kind == "AND" for m in row[k : people[-1]])
    return [*people, *before] if joined or _apart(row[k], row[who]) else people


def _apart(one: Mention, other: Mention) -> bool:
    """Whether neither of two bodies is of the other: "Tỉnh ủy, UBND tỉnh", but not "Chi bộ A, Đảng bộ xã B"."""
    if body_kind(other) in _ELECTED:
        return body_kind(one) in _COMMITTEES
    return all(getattr(body.entry, "level", "") == "central" for body in (one, other))


def _whole(row: Sequence[Mention], k: int) -> bool:
    """Whether a body only tells whose the one before is: "với Chi bộ thôn A, Đảng bộ xã B"."""
    return body_kind(row[k]) == "party-organization" and row[k - 1].kind == "COMMA"


def _met(row: Sequence[Mention], who: int) -> list[int]:
    """Those whom somebody meets: "buổi làm việc với ông A và bà B", but not "… với ông A, bà B nói"."""
    people, k = [who], who
    while [m.kind for m in row[k + 1 : k + 3]] == ["AND", "HOLDER"] and not Agents.acts(row, k + 2):
        k += 2
        people.append(k)
    return people


def _chairs(row: Sequence[Mention], who: int) -> list[int]:
    """Those who chair together: "dưới sự chủ trì của các đồng chí: A; B", but not "… của ông A, ông B nói"."""
    people = Agents.joined_after(row, who, frozenset(("HOLDER",)))
    return people if any(m.kind in ("AND", "SEMI") for m in row[who : people[-1]]) else [who]


def _listed(found: Found) -> Iterator[Match]:
    """Those named after "dự hội nghị có", and what else they are said to do there."""
    row, act = found.mentions, found.first
    if _has_subject(row, act) or _blocked(found, act):
        return
    people = list(Agents.listed(row, found.last))
    if found.rule.name == "presence" and _begins_clause(row, found.last, people):
        return  # "Trước buổi nói chuyện có sự tham dự của hơn 500 học sinh, ông A chia sẻ …"
    if found.rule.name == "presence" and len(people) > 1 and Agents.acts(row, people[-1]):
        people = people[:-1]  # "với sự tham dự của ông A, ông B cam kết"
    if not people:
        return
    if found.rule.tells is not None:
        yield found, cast(Part, found.rule.tells), people
        return
    yield found, "attendee", people
    inside = [m.kind for m in row[act : found.last]]
    if "GIVE" in inside and "PRIZE" in inside:
        yield found, "giver", people
    if "CHAIR" in inside:
        yield found, "chair", people
    if "SPEAK" in inside:
        yield found, "speaker", people


def _begins_clause(row: Sequence[Mention], start: int, people: Sequence[int]) -> bool:
    """Whether the only person after those counted stands behind a comma."""
    if len(people) != 1 or row[people[0] - 1].kind != "COMMA":
        return False
    return any(m.kind == "NUMBER" for m in row[start : people[0]])


def _has_subject(row: Sequence[Mention], act: int) -> bool:
    """Whether a person stands right before the verb: "đồng chí A dự", but not "đồng chí A chủ trì; cùng dự có"."""
    for k in range(act - 1, max(-1, act - 4), -1):
        if row[k].kind == "HOLDER":
            return True
        if row[k].kind in ("SEMI", "COMMA", "CHAIR"):
            return False
    return False


def _blocked(found: Found, who: int) -> bool:
    """Whether a match tells no part after all: planned, denied, asked for, or another body acts."""
    row, act = found.mentions, found.match.start("act")
    if found.rule.name == "speech-of" and not _begins(row, act):
        return True
    if row[act].kind == "LED" and row[act + 1].kind == "ORG" and getattr(row[act + 1].entry, "kind", "") != _LEAGUE:
        return True
    if found.rule.name == "met" and who and row[who - 1].kind in ("OF", "BY", "CHAIRED"):
        return True  # "dưới sự chủ trì của ông A, Ban Thường vụ đã họp"
    if row[act].kind == "GIVE" and act and row[act - 1].kind in ("SAY", "SPEAK"):
        return True  # "đề nghị trao bằng khen"
    first, last = min(who, act), max(who, act)
    if found.rule.name in _OWN_ACCORD and any(m.kind in ("LED", "LEADS") for m in row[first:last]):
        return True
    reach = act if found.rule.name in _FIRST_DONE else last
    denied = any(m.kind == "NOT" for m in row[_clause(row, first) : reach + 1])
    planned = any(m.kind == "PLANNED" for m in row[max(0, first - _BACK) : reach + 1])
    if denied or planned or _towards(row, first, reach):
        return True
    before = row[who - 1].kind if who else ""
    if before == "HON" and who > 1:
        before = row[who - 2].kind
    if row[who].kind in ("ORG", "AREA"):
        return _no_subject(found, who, before)
    if found.rule.name == "gives" and row[who].kind == "POSTS" and before == "BY":
        return True  # "10 tập thể được Chủ tịch UBND huyện tặng giấy khen": whose award it is, not who hands it over
    if row[who].kind == "POSTS" and any(m.kind in ("OTHER", "ORG", "EACH") for m in row[max(0, who - 1) : act]):
        return True
    if row[act].kind == "CHAIR" and act + 1 < len(row) and row[act + 1].kind == "OTHER":
        led = who > 0 and row[who - 1].kind in ("BY", "HON", "COLON")  # "kỳ họp do ông A chủ trì đã …"
        if not led and not any(m.kind in TYPES for m in row[act + 1 : act + 5]):
            return True  # "chủ trì việc chỉnh lý"
    return who < act and (before in _OBJECT_OF or _reported(row, who) or _other_subject(row, who, act))


def _clause(row: Sequence[Mention], first: int) -> int:
    """Where a negation may begin that holds for what stands at `first`: "… không họp, ông A dự" denies nothing."""
    begin = max(0, first - _BACK)
    return next((k + 1 for k in range(first - 1, begin - 1, -1) if row[k].kind in ("COMMA", "SEMI", "QUOTE")), begin)


def _towards(row: Sequence[Mention], first: int, last: int) -> bool:
    """ "Huyện ủy chuẩn bị tổ chức đại hội", but not "Chuẩn bị cho kỳ họp thứ 5, Đoàn đại biểu … tổ chức"."""
    for k in range(last, max(-1, first - _BACK - 1), -1):
        if row[k].kind == "COMMA" and k < first:
            return False
        if row[k].kind == "TOWARDS":
            return True
    return False


def _begins(row: Sequence[Mention], act: int) -> bool:
    """Whether the words for a speech begin the sentence or a part of it: no noun ("theo kết luận, ông A …")."""
    if act == 0 or (row[act].kind == "SPEAK" and row[act - 1].kind in _PART_ENDS):
        return True
    if any(m.kind == "ON_BEHALF" for m in row[max(0, act - _OPENING) : act]):
        return True
    return act <= _OPENING and all(m.kind not in _NO_OPENING for m in row[:act])


def _no_subject(found: Found, who: int, before: str) -> bool:
    """A body or place that only tells whose, where or with whom; of a body only the part that is told."""
    act = found.match.start("act")
    if act < who:
        if found.rule.name == "answered-by":
            return False
        if [m.kind for m in found.mentions[who + 1 : who + 2]] == ["EACH"]:
            return True  # "làm việc với Ban Thường vụ các huyện ủy"
        return any(m.kind == "TEAM" for m in found.mentions[act:who]) or any(
            m.kind == "EACH" for m in found.mentions[max(0, act - 1) : who]
        )
    if found.mentions[who].kind == "AREA" and getattr(found.mentions[who].value, "level", "") in _VAST:
        return True
    if before == "STAFF" and who > 1 and found.mentions[who - 2].kind == "ORG":
        return False  # "Ban Thường vụ lãnh đạo Ban Tuyên giáo tổ chức": a verb there
    return before in _NOT_ACTING


def _reported(row: Sequence[Mention], who: int) -> bool:
    """ "Theo ông A, ông B đã yêu cầu": A tells what B did."""
    return [m.kind for m in row[: min(3, who)]] == ["ACCORDING", "HOLDER", "COMMA"]


def _other_subject(row: Sequence[Mention], who: int, act: int) -> bool:
    """ "Cũng theo ông A, Thành ủy đã chỉ đạo": a body stands between, and acts."""
    for k in range(act - 1, who + 1, -1):
        if row[k].kind == "ORG":
            return row[k - 1].kind == "COMMA"
        if row[k].kind != "FILL":
            return False
    return False
