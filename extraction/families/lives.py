"""The steps of a life that its lines and sentences tell without saying of whom: "Từ tháng 8/2005 đến tháng 5/2010:
Phó Trưởng phòng …", "Năm 2012 được bầu làm Bí thư Huyện đoàn; tháng 4/2017 được điều động …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from extraction.datewords import TO_TEN
from extraction.facts import Status
from extraction.grammar import Found, Rule
from extraction.lexicon import words_of
from extraction.mentions import Mention
from extraction.text import either

_DAY = (
    r"(?:(?:đầu|giữa|cuối)\s+)?(?:(?:ngày|tháng|năm)\s+)?"
    r"(?:(?:\d{1,2}\s?[-/.]\s?){0,2}|(?:\d{1,2}\s+tháng\s+)?\d{1,2},?\s+năm\s+)\d{4}"
)
_LATER = (
    rf"(?:hơn )?(?:\d{{1,2}}|{TO_TEN}) (?:năm|tháng) sau(?: đó)?"
    r"|(?:đầu|giữa|cuối) năm (?:ấy|đó)"
)
_YEARS = re.compile(
    r"[^\w“\"']*(?:(?:tóm tắt )?quá trình (?:công tác|hoạt động|cống hiến)\s*:\s*[-–+]?\s*)?"
    r"(?:(?:sau khi|khi|về|sau ngày)\s[^.;:,\n\d]{2,40},\s*)?"
    r"(?:(?:và|rồi|còn|sau đó|tiếp đó|trước đó|từ|kể từ|giai đoạn|thời kỳ|trong|vào|đến)[\s,]+){0,3}"
    rf"(?:(?:{_LATER}),?|{_DAY}(?:\s*(?:cho đến|đến|tới|[-–—])\s*(?P<end>{_DAY}|nay|khi|lúc))?)"
    r"\s*[:,)]?\s*[-–—]?\s*(?:(?:đồng chí|ông|bà|cụ|đ/c)\s+)?(?:thì\s+|lại\s+)?",
    re.I,
)
"""What stands before the posts of a step: the years of them."""
_SIGNS = re.compile(r"\W*")
_YEARS_OF = re.compile(
    r"(?s:(?:.*[\s,])?)\d{1,2} (?:năm|kh[oó][aá]|nhiệm kỳ)(?: liền)?(?: làm| giữ chức| giữ chức vụ| là)?\s*", re.I
)
_BACK = re.compile(r"\b(?:trước (?:đó|đây)|nghỉ hưu|về (?:hưu|làng|quê|địa phương))\b", re.I)
"""Posts held for so many years, where they are looked back on: "Về làng, … 6 năm Bí thư Chi bộ thôn"."""
_BARE = re.compile(r"\W*(?:(?:đã|cũng|còn|và|rồi)\s+)*", re.I)
_OPENS = re.compile(r"\W*(?:\d{1,2}[.)]\s*)?|(?s:.*)\b(?:sinh|quê|quán|trú)\b(?s:[^:]*:?[^:]*)", re.I)
"""Before posts that are all that a sentence says, or that follow a birth and where somebody is from."""
_GOES = re.compile(
    r"(?:được )?(?:chuyển|lên|về|sang|đến|ra|trở về|quay về|trở lại|điều động|luân chuyển|biệt phái|tăng cường)"
    r"\s[^;.:\n\d]{1,60}(?P<apart>:\s*)?",
    re.I,
)
"""Where somebody goes, before what he is there: "năm 1979 lên huyện giữ chức Trưởng phòng"."""
_THEN = re.compile(
    r"\W*(?:sau đó|tiếp đó|rồi),?\s+(?:(?:ông|bà|cụ|đồng chí)\s+)?(?:(?:lại|chuyển|về|lên|sang)\s+){0,2}", re.I
)
"""Before what somebody was next, where that is told without its day."""
_PASSIVE = re.compile(
    r"(?:vừa |tiếp tục |lại )?(?:được|trúng cử|đắc cử|tái đắc cử|tái cử|nhận (?:quyết định|nhiệm vụ))\b", re.I
)
_GIVEN = re.compile(r"(?<!\w)(?:được|bị)\s+(?P<by>(?:(?!được|,)[^.;:\n]){1,60})$", re.I)
"""Whoever names somebody between the sign of the passive and the act: "được HĐND huyện bầu làm"."""
_FOLK = re.compile(
    r"(?:tổ chức|cấp trên|tập thể|nhân dân|bà con|cơ quan|chi bộ|hội nghị|đại hội|cử tri|đảng viên|huyện|tỉnh|xã)\b"
)
"""Such words for it, in small letters."""
_THAT_ONE = re.compile(r"người (?:[^\s,;.]+ ){1,5}(?:ấy|này|đó|nọ)\b", re.I)
"""Words for somebody told of before."""
_UNTIL = re.compile(
    r"\s*(?:\([^()\n]{1,60}\)\s*)?(?:(?:suốt|liền|liên tục|trong)\s[^.;:,\n]{1,30})?,?\s*"
    r"(?:cho )?(?:đến|tới) (?:khi|lúc|ngày) ",
    re.I,
)
"""Before the next step, told as the end of the one before: "…, cho đến khi được điều lên làm …"."""
_NOT_TOLD = re.compile(r"\b(?:khi|lúc|trước|sẽ|để|nếu)\s+$", re.I)
"""Before an act that is told of another time than the step's, or not at all: "trước khi được bầu"."""
_MORE = re.compile(
    r"\s*(?:,?\s*(?:nhiệm kỳ|kh[oó][aá])\s[^,;.()\n]{1,24})?(?:\([^()\n]{1,60}\)\s*)?[,;/]?\s*"
    r"(?:(?:và|rồi|kiêm|đồng thời|sau đó|tiếp đó|sau)(?: là| đến| làm)?,?\s+){0,2}",
    re.I,
)
"""Between posts of the same years: "Tỉnh ủy viên (từ 10/2010), Bí thư Tỉnh đoàn"."""
_OTHER_WORK = re.compile(r"\s*[,;]?\s[^.:\n]{2,80},?;?\s*(?<=[,;]\s)")
"""Work that is no post, among what somebody went through."""
_ENDED = re.compile(r"\s*,?\s*(?:cho đến|đến|tới)\s+" + _DAY, re.I)
"""After posts that were left some day."""
_OWN = re.compile(r"\s*(?:[,;(]|(?:và|rồi|kiêm|từ|(?:cho )?đến|tới|năm|tháng)\s)", re.I)
"""How the words for a step begin that follow posts: the posts do not act themselves ("Chủ tịch … được bầu làm")."""
_BEFORE = re.compile(r"\b(?:trước khi|khi|sẽ|để|nếu)\b[^,;]*$", re.I)
"""Before a choice that is told of another time, or of none."""
_SPELL = re.compile(
    rf"\s*(?:\(\s*(?:từ )?{_DAY}\s*(?:[-–—]|đến|tới)\s*(?:{_DAY}|(?P<now>nay))\s*\)"
    rf"|,?\s*từ {_DAY}\s+(?:đến|tới)\s+(?:{_DAY}|(?P<today>nay)))\s*(?=[;.,\n]|\Z)",
    re.I,
)
"""The years of posts that are told after them: "Bí thư Đảng ủy xã A (1996 - 2005); Phó Chủ tịch … từ 2005 đến nay"."""
_WAS = re.compile(r"\W*(?:(?:đã|từng|còn|cũng)\s+)*(?:là|làm)?\s*", re.I)
_OVER = re.compile(
    r"\s*(?:\Z|[.,;:(/\n–-]|(?:và|kiêm|rồi|từ|đến|tới|cho|nhiệm kỳ|kh[oó][aá]|thay|phụ trách|sau|năm|tháng)\b)",
    re.I,
)
"""After posts that do nothing themselves: not "Tháng 5-2016, Chủ tịch UBND thành phố ban hành …"."""
_UNTIL_THEN = re.compile(
    r"\b(?:trước|sau) khi (?:được |về |lên |sang )?(?:làm|là|giữ|trở thành|bầu|bổ nhiệm)\b[^,;.]{0,20}$", re.I
)
"""Before posts that only tell when somebody had others: "trước khi làm Bí thư Huyện ủy từng là …"."""
_VERBS = frozenset(("APPOINT", "BECOME", "COP", "IS", "ALSO", "DISMISS", "ONCE"))
_ENDS = frozenset(("SEMI", "DOT", "POSTS", "HOLDER"))
"""Where the words for one step end, and those for the next one begin."""
_BODIES = frozenset(
    "ORG AREA PLACE AREAREF OTHER STOP TERM COMMA COLON NUMBER SLASH DASH FROM CAPS OF AND LPAR RPAR".split()
)
"""What stands on the way to an act of a body's: "8/2019: Ban Thường vụ Tỉnh ủy điều động giữ chức …"."""
_BARRED = frozenset(("NOT", "PLANNED", "SPOUSE", "WHO", "INSTEAD", "TOWARDS"))
"""Kinds on the way to an act that is not of the one whose life it is."""
_SUBJECTS = frozenset(("ORG", "AREA", "PLACE", "AREAREF", "SPOUSE", "WHO"))
"""What may be told to have been a post's holder, or a member, itself."""
_AFTER = frozenset(("SEMI", "DOT"))
"""What stands after posts that are a clause of their own."""
SEAT = Rule("career-seat", "(?P<act> JOIN | APPOINT JOIN ) (?P<orgs> ORG ( ( COMMA | AND ) ORG )* )")
"""A committee that somebody is chosen into: "tháng 8/2020 được bầu vào Ban Chấp hành Đảng bộ huyện"."""
_CHOSEN = re.compile(r"(?:được )?(?:bầu|chỉ định|trúng cử|đắc cử|tái cử)\b", re.I)


class Step(NamedTuple):
    """Posts of somebody's life, whether they are held, and the act by which they came or went, if it is told."""

    posts: list[Mention]
    status: Status
    act: Mention | None


@cache
def _headed(table: str) -> re.Pattern[str]:
    """Words that head posts: "Chức vụ hiện nay:", "Chức vụ trước khi nghỉ hưu:", "đã kinh qua các chức vụ:"."""
    words = either(words_of("names", table))
    past = table == "course"
    lead, other = (r"(?s:.*[\s])?", r"(?:[^.;:()\n]{2,60},\s*|\w+\s)?") if past else (r"(?s:.*[;.,\n–-])?\W*", "")
    other = _jobs().pattern if table == "office" else other
    return re.compile(rf"{lead}(?:{words})\s*[:,]?\s*(?:là\s+|như\s+)?[:,]?\s*[-–—]?\s*{other}", re.I)


@cache
def _jobs() -> re.Pattern[str]:
    """Work that is no post, before the posts of the same years: "Chuyên viên, Phó Trưởng phòng …"."""
    return re.compile(rf"(?:(?:{either(words_of('names', 'jobs'))})\b[^;:.\n]{{0,80}}?(?:,|;|và|rồi|sau đó)\s*)*", re.I)


def steps(text: str, row: Sequence[Mention], *, born: bool) -> Iterator[Step]:
    """The steps that a sentence tells of the one whose life it is; `born` where it tells, or follows, the birth."""
    step: Step | None = None
    past = False
    prior: Mention | None = None
    for i, mention in enumerate(row):
        if mention.kind != "POSTS":
            continue
        told = _told(text, row, i)
        if told is None and step is not None and prior is not None:
            told = _next_until(text, row, i, prior.end)
        spell = _spelled(text, row, i) if told is None else None
        told = Step(list(mention.parts), spell, None) if spell is not None else told
        after = text[prior.end : mention.start] if prior is not None and step is not None and told is None else None
        if after is not None and step is not None and _MORE.fullmatch(after):
            told = Step(list(mention.parts), step.status, None)
            if step.act is None:  # of the same years: one tells the body of another
                told, step = told._replace(posts=[*step.posts, *told.posts]), None
        elif after is not None and step is not None and past and _OTHER_WORK.fullmatch(after):
            told = Step(list(mention.parts), step.status, None)
        elif told is not None:
            past = told.status == "former" and told.act is None
        elif born and step is None and _alone(text, row, i) and _opens(text, row[0].start, mention.start):
            told = Step(list(mention.parts), "current", None)
        if told is not None and told.act is None and _ENDED.match(text, mention.end):
            told = told._replace(status="former")
        if step is not None:
            yield step
        step, prior = told, mention
    if step is not None:
        yield step


def _told(text: str, row: Sequence[Mention], i: int) -> Step | None:
    """The step that the words before the posts at an index tell with them."""
    verb = i
    while verb and (row[verb - 1].kind in _VERBS or (verb < i and _between_verbs(row, verb - 1))):
        verb -= 1
    before = _last_end(row, verb)
    begun = _begun(text, row, before, row[verb].start)
    acts = before >= 0 and row[before].kind == "POSTS" and _OWN.match(text, begun) is None
    if acts and not _UNTIL_THEN.search(text, row[0].start, row[before].start):
        return None  # "Chủ tịch … được bầu làm": the posts themselves
    if verb == i and i + 1 < len(row) and row[i + 1].kind in ("APPOINT", "DISMISS"):
        return None  # "Ngày 18/4, Giám đốc Sở Xây dựng bổ nhiệm bà A"
    told = row[verb : i + 1]
    for comma in (m for m in reversed(row[before + 1 : verb]) if m.kind == "COMMA" and m.start >= begun):
        if _YEARS.match(text, comma.end, told[0].start) is None:
            continue  # "đi bộ đội từ 1974, năm 1982 chuyển ngành về làm …"
        step = _step(text, told, [m for m in row[before + 1 : verb] if m.start > comma.start], comma.end)
        if step is not None:
            return step
    return _step(text, told, [m for m in row[before + 1 : verb] if m.start >= begun], begun)


def _next_until(text: str, row: Sequence[Mention], i: int, start: int) -> Step | None:
    """The step at an index by which those told up to an offset end: "…, cho đến khi được điều lên làm …"."""
    until = _UNTIL.match(text, start)
    told = [m for m in row[: i + 1] if until is not None and m.start >= until.end()]
    if until is None or not all(m.kind in _VERBS for m in told[:-1]):
        return None
    return _step(text, told, (), until.end())


def _last_end(row: Sequence[Mention], i: int) -> int:
    """Index of the mention before one at which the step before ends; -1 if it is the first of its sentence."""
    return next((k for k in range(i - 1, -1, -1) if row[k].kind in _ENDS), -1)


def _begun(text: str, row: Sequence[Mention], before: int, start: int) -> int:
    """Where the words before an offset begin that are told after the mention at an index, or in their line."""
    begun = row[before].end if before >= 0 else row[0].start
    return max(begun, text.rfind("\n", begun, start) + 1)


def chosen(text: str, row: Sequence[Mention], found: Found) -> bool:
    """Whether it is an act of choosing that the words before a committee tell, of nobody else and not denied."""
    act = found["act"][0]
    way = row[_last_end(row, found.first) + 1 : found.first]
    barred = any(m.kind in _BARRED for m in way) or _BEFORE.search(text, row[0].start, act.start)
    return _CHOSEN.match(text, act.start) is not None and not barred


def _between_verbs(row: Sequence[Mention], i: int) -> bool:
    """ "được điều động, giữ chức": a comma between two verbs."""
    return i > 0 and row[i].kind in ("COMMA", "AND") and row[i - 1].kind in _VERBS


def _step(text: str, told: Sequence[Mention], way: Sequence[Mention], begun: int) -> Step | None:
    """What the verbs before some posts, and the posts, tell of somebody, with what stands before them in their step."""
    posts, verbs = list(told[-1].parts), told[:-1]
    start = told[0].start
    act = next((m for m in verbs if m.kind in ("APPOINT", "DISMISS")), None)
    years = _YEARS.match(text, begun, start)
    if act is not None:
        by_body = years and act.kind == "APPOINT" and all(m.kind in _BODIES for m in way)
        told_of = by_body or _PASSIVE.match(text, act.start) or _given(text, begun, act.start)
        if not told_of or any(m.kind in _BARRED for m in way) or _NOT_TOLD.search(text, begun, act.start):
            return None
        return Step(posts, "incoming" if act.kind == "APPOINT" else "former", act)
    if years is not None and _at_once(text, years.end(), start, verbs) and (verbs or _OVER.match(text, told[-1].end)):
        ended = (years["end"] or "").casefold()
        return Step(posts, "current" if ended == "nay" else "former" if ended else "incoming", None)
    if verbs and _THEN.fullmatch(text, begun, start):
        return Step(posts, "incoming", None)
    of_others = _of_others(text, way)
    ever = next((m for m in verbs if m.kind == "ONCE"), None)
    for_years = _YEARS_OF.fullmatch(text, begun, told[-1].start) and _BACK.search(
        text, text.rfind("\n", 0, begun) + 1, begun
    )
    once = (
        for_years
        or (ever is not None and _elided(text, begun, ever.start))
        or _headed("course").fullmatch(text, begun, told[-1].start)
    )
    if (once and (ever or not of_others)) or _headed("last_office").fullmatch(text, begun, told[-1].start):
        return Step(posts, "former", None)
    return Step(posts, "current", None) if _headed("office").fullmatch(text, begun, told[-1].start) else None


def _of_others(text: str, way: Sequence[Mention]) -> bool:
    """Whether somebody or something else is told of before some posts: not "Về Nam Định, người lính ấy kinh qua …"."""
    for i, mention in enumerate(way):
        aside = mention.kind in ("AREA", "PLACE") and i + 1 < len(way) and way[i + 1].kind == "COMMA"
        himself = mention.kind == "WHO" and _THAT_ONE.match(text, mention.start, way[-1].end)
        if mention.kind in _SUBJECTS and not aside and not himself:
            return True
    return False


def _given(text: str, begun: int, act: int) -> bool:
    """Whether a body, or folk, is told to name somebody: "được HĐND huyện bầu làm"."""
    found = _GIVEN.search(text, begun, act)
    return found is not None and (found["by"][0].isupper() or _FOLK.match(found["by"]) is not None)


def _at_once(text: str, start: int, end: int, verbs: Sequence[Mention]) -> bool:
    """Whether nothing but other work, or where somebody goes, stands between the years and the posts of a step."""
    if _jobs().fullmatch(text, start, end):
        return True
    goes = _GOES.fullmatch(text, start, end)
    return goes is not None and (bool(verbs) or goes["apart"] is not None)


def _elided(text: str, begun: int, start: int) -> bool:
    """Whether a verb is told of nobody in its clause: "vào ngành năm 1990, từng làm", not "Cảng A trước đây là"."""
    return _BARE.fullmatch(text, begun, start) is not None or text[begun:start].rstrip().endswith((",", ";"))


def _spelled(text: str, row: Sequence[Mention], i: int) -> Status | None:
    """ "Huyện ủy viên, Bí thư Đảng ủy xã A (1996 - 2005); …": posts alone in their clause, with the years of them."""
    begun = _begun(text, row, _last_end(row, i), row[i].start)
    spell = _SPELL.match(text, row[i].end)
    if spell is None or not _WAS.fullmatch(text, begun, row[i].start):
        return None
    return "current" if spell["now"] or spell["today"] else "former"


def _alone(text: str, row: Sequence[Mention], i: int) -> bool:
    """ "Sinh năm 1938, quê quán …; nguyên Bí thư Huyện ủy": posts that are all that a clause of theirs tells."""
    after = row[i + 1].kind if i + 1 < len(row) else "DOT"
    begun = _after_jobs(text, _begun(text, row, _last_end(row, i), row[i].start), row[i].start)
    return after in _AFTER and _SIGNS.fullmatch(text, begun, row[i].start) is not None


def _opens(text: str, start: int, end: int) -> bool:
    """Whether nothing stands before posts but a birth, a home, or work: "Kỹ sư xây dựng, Giám đốc Công ty …"."""
    return any(_OPENS.fullmatch(text, at, end) is not None for at in (start, _after_jobs(text, start, end)))


def _after_jobs(text: str, start: int, end: int) -> int:
    """Where the work that is no post ends which is told from an offset on."""
    signs = _SIGNS.match(text, start, end)
    told = _jobs().match(text, signs.end() if signs is not None else start, end)
    return told.end() if told is not None and told.group() else start
