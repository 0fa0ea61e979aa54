"""What is counted as an article goes on: admissions, from the sentence that tells of them until something else is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extraction.families.cues import clause_start
from extraction.families.story import Story
from extraction.lexicon import words_of
from extraction.mentions import BodyPhrase, Mention, owners
from extraction.text import either

_REACH = 4
"""Sentences after the last admission in which what is counted may still be admissions."""
_SIGNS = r"[\s,:;()“”\"–-]"
COMPARISON = re.compile(r"tăng|giảm|vượt|so với|bằng|kém|hụt|chiếm|nâng", re.IGNORECASE)
"""Words that set a figure beside another one of its kind."""
_FULL = re.compile(r"công nhận|chuyển đảng chính thức", re.IGNORECASE)
_DIFFERS = re.compile(r"tăng|giảm|vượt|hơn|kém|hụt", re.IGNORECASE)
"""Words before a figure that tells by how many, not how many."""
_COMPARES = frozenset(("OTHERWISE", "OVER"))
_OF_TIME = re.compile(r"\s?(?:giờ|ngày|tuần|tháng|quý|năm|lần|tuổi|%)(?!\w)", re.IGNORECASE)
_REFERS = re.compile(
    r"(?<!\w)(?:này|ấy|đó|kể trên|nói trên|con số|chỉ tiêu|kết nạp|đảng viên mới|phát triển đảng)(?!\w)", re.IGNORECASE
)
"""Words by which a sentence without figures speaks of those told before."""
_WHICH = re.compile(
    r"(?<!\w)(?:đơn vị|địa phương|nơi|cơ sở|đảng bộ|đảng ủy|chi bộ|huyện|xã|phường) nào(?!\w)"
    r"(?![^?]*(?:bao nhiêu|(?:nhiều|ít|đông) (?!nhất|hơn|đảng viên mới|kết quả)\w))[^?]*\?\s*\Z",
    re.IGNORECASE,
)
"""Which units, asked without a word of how many of what: "Xã nào làm tốt?", not "Xã nào có nhiều hộ nghèo?"."""
_SILENT = frozenset(
    (
        "COMMA COLON SEMI DASH QUOTE LPAR RPAR AND LEAD MOST OVER FILL IS PASSIVE WHOLE COUNT_OF MANY AREAREF SUBJECT"
        " AT OF PERIOD BUT THAT EACH RESPECTIVELY DONE OTHERWISE NEW ADMIT DEVELOP MEMBERS"
    ).split()
)
"""Kinds of words that name nothing else to be counted."""
_GROUPS = frozenset(("ORG", "AREAREF", "SUBJECT"))
"""What several of are no figure of their own: "3 đơn vị dẫn đầu là …"."""


@cache
def _ranks() -> re.Pattern[str]:
    return re.compile(rf"(?:{_SIGNS}|(?<!\w){either(words_of('figures', 'ranks'))}(?!\w))*", re.IGNORECASE)


def goes_on(story: Story, n: int) -> bool:
    """Whether the figures of sentence `n` may be admissions, as the last ones before it were."""
    if story.counted is None or story.told is None:
        return False
    last, _ = story.counted
    sentences = story.context.sentences
    asked = [k for k in range(last + 1, n) if _asks_who(story, k)]
    if n - last - len(asked) > _REACH or sentences[n].paragraph - sentences[last].paragraph - len(asked) > 1:
        return False
    if any(counts(row, story.text) for row in _since(story, n)):
        return False
    return all(_refers(story, k) for k in range(last + 1, n) if k not in asked)


def _asks_who(story: Story, n: int) -> bool:
    """Whether a sentence asks which units they were: "- PV: Xã nào làm tốt?", and names nothing else to count."""
    span = story.context.sentences[n].span
    alone = story.context.paragraph_start(n) == n and story.context.paragraph(n)[1] <= span.end + 1
    which = _WHICH.search(story.text, span.start, span.end) if alone else None
    return which is not None and not any(m.kind in ("OTHERWISE", "NUMBER") for m in story.rows.row(n))


def spoken(row: Sequence[Mention]) -> int:
    """Where in a row begins what somebody says: after "- Bà Lê Thị A:"."""
    kinds = [m.kind for m in row[:3]]
    at = int(kinds[:1] == ["DASH"])
    return at + 2 if kinds[at : at + 2] == ["HOLDER", "COLON"] else 0


def turned(story: Story, n: int) -> bool:
    """Whether something else is named and counted between the last admission and sentence `n`.

    Those who became full members are told beside the new ones, who stay what the text is about.
    """
    beside = COMPARISON, _FULL
    for row in _since(story, n):
        named = any(m.kind == "OTHERWISE" and not any(b.match(story.text, m.start) for b in beside) for m in row)
        if named and any(m.kind == "NUMBER" for m in row):
            return True
    last = story.counted[0] if story.counted is not None else n
    return any(_counts_else(story, k) for k in range(max(last + 1, n - _REACH), n))


def confirmed(story: Story, n: int) -> bool:
    """ "Công nhận chính thức 120 đồng chí. Trong đó, xã A 12": parts of those who became full members."""
    span = story.context.sentences[n].span
    if not n or not story.text[span.start : span.end].strip().casefold().startswith(words_of("figures", "parts")):
        return False
    row = story.rows.row(n - 1)
    return (
        _of_full(story, row) and counts(row, story.text) and not any(m.kind in ("ADMIT", "NEW", "DEVELOP") for m in row)
    )


def _counts_else(story: Story, n: int) -> bool:
    """Whether a whole sentence counts something without a word for admissions: "Toàn huyện có 312 chi bộ"."""
    row = story.rows.row(n)
    if [m.kind for m in row[:1]] == ["LEAD"]:
        return False  # "Trong số này có 61 nữ"
    if not counts(row, story.text) or any(m.kind in ("ADMIT", "NEW", "DEVELOP", "ENTER", "THAT") for m in row):
        return False
    return not _of_full(story, row)


def _of_full(story: Story, row: Sequence[Mention]) -> bool:
    """Whether a row tells of those who became full members."""
    return any(m.kind == "OTHERWISE" and _FULL.match(story.text, m.start) for m in row)


def _since(story: Story, n: int) -> Iterator[Sequence[Mention]]:
    """What was told between the last admission and sentence `n`, row by row."""
    last, end = story.counted or (n, 0)
    if last < n:
        row = story.rows.row(last)[end:]
        aside = [m.kind for m in row[:1]] == ["LPAR"] and any(m.kind == "RPAR" for m in row)
        yield row[next(i for i, m in enumerate(row) if m.kind == "RPAR") :] if aside else row  # "(nam 61, nữ 91)"
    for k in range(max(last + 1, n - _REACH), n):
        yield story.rows.row(k)


def ranks(text: str, words: Sequence[Mention]) -> bool:
    """Whether words only say how units stand to each other: "Nhóm cuối bảng gồm", "giữ ngôi đầu toàn huyện"."""
    said: list[tuple[int, int]] = []
    for before, mention, after in zip((None, *words), words, (*words[1:], None), strict=False):
        if mention.kind in ("OTHER", "CAPS"):
            if words[0].kind == "LEAD" and before is not None and before.kind in _GROUPS:
                continue  # "Dẫn đầu các đảng bộ cấp xã là": of what kind those are that it leads
            joined = before is not None and bool(said) and said[-1][1] == before.end
            said.append((said.pop()[0] if joined else mention.start, mention.end))
        elif mention.kind == "NUMBER":
            led = before is not None and before.kind == "AT"  # "Khối trường học nổi trội với 31 đảng viên, trong đó …"
            best = before is not None and text[before.start : before.end].casefold() in ("tốp", "top")
            if not (led or best) and (after is None or after.kind not in _GROUPS):
                return False
        elif mention.kind == "TARGET":
            if before is None or before.kind not in ("OTHERWISE", "IS"):
                return False  # but "Những nơi vượt chỉ tiêu là"
        elif mention.kind == "ORG":
            if any(isinstance(m.value, BodyPhrase) and m.value.name for m in owners(mention)):
                return False
        elif mention.kind not in _SILENT:
            return False
    return all(_ranks().fullmatch(text, *span) for span in said)


def counts(row: Sequence[Mention], text: str) -> bool:
    """Whether a row counts anything; by how many it grew, for how long, and what was aimed at do not count."""
    for i, mention in enumerate(row):
        if mention.kind != "NUMBER" or _OF_TIME.match(text, mention.end) is not None:
            continue
        since = row[clause_start(row, i) : i]
        if any(m.kind == "THAT" for m in since):
            continue  # "con số này của năm trước là 98"
        aimed = any(m.kind in ("TARGET", "AIM") for m in since)
        if not aimed and not any(_DIFFERS.match(text, m.start) for m in since if m.kind in _COMPARES):
            return True
    return False


def _refers(story: Story, n: int) -> bool:
    span = story.context.sentences[n].span
    return _REFERS.search(story.text, span.start, span.end) is not None
