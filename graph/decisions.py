"""What people have decided about who is who, in a TOML file that they keep: it overrides what articles tell.

```toml
[[same]]
mentions = [["bai-1", "Nguyễn Văn An"], ["bai-7", "Nguyễn Văn Ân"]]
note = "Misspelt in the second one."

[[apart]]
mentions = [["bai-1", "Nguyễn Văn An"], ["bai-9", "Nguyễn Văn An"]]
```

A mention is the id of an article and the name of a person in it: both stay what they are, whatever else is built.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import combinations
from typing import Any, Literal, NamedTuple

from graph.identity import Groups, folded

Verdict = Literal["same", "apart"]
Named = tuple[str, str]
"""Id of an article, and the name of a person in it as the decision writes it."""

_ACCEPTED = (
    'expected [[same]] or [[apart]] with mentions = [["ARTICLE", "NAME"], ["ARTICLE", "NAME"]] and, if you like, a note'
)
_VERDICTS: dict[str, Verdict] = {"same": "same", "apart": "apart"}
_HEADER = re.compile(r"^\s*\[\[\s*(\w+)\s*\]\]", re.MULTILINE)


class DecisionError(ValueError):
    """A file of decisions that cannot be followed: what is wrong, in which line, and what would be accepted."""


class Decision(NamedTuple):
    """These mentions are one person, or no two of them are."""

    verdict: Verdict
    mentions: tuple[Named, ...]
    line: int

    def pairs(self) -> Iterator[tuple[Named, Named]]:
        """Every two mentions that it speaks of."""
        return combinations(self.mentions, 2)


class Decisions(NamedTuple):
    """All decisions of a file, in its order."""

    all: tuple[Decision, ...] = ()

    def of(self, verdict: Verdict) -> Iterator[Decision]:
        """Those of one kind."""
        return (decision for decision in self.all if decision.verdict == verdict)


NONE = Decisions()


def parse(text: str) -> Decisions:
    """The decisions in the text of a TOML file; a `DecisionError` where there is something else in it."""
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DecisionError(f"not TOML: {error}") from None
    lines: dict[str, list[int]] = {}
    for header in _HEADER.finditer(text):
        lines.setdefault(header[1], []).append(text.count("\n", 0, header.start(1)) + 1)
    found: list[Decision] = []
    for word, rows in read.items():
        numbers = lines.get(word, [])
        if word not in _VERDICTS or not isinstance(rows, list) or len(numbers) != len(rows):
            line = numbers[0] if numbers else text.count("\n", 0, max(0, text.find(word))) + 1
            raise DecisionError(f"line {line}: {word!r} is nothing that can be decided so; {_ACCEPTED}")
        for line, row in zip(numbers, rows, strict=True):
            found.append(Decision(_VERDICTS[word], _mentions(row, line), line))
    found.sort(key=lambda decision: decision.line)
    _check(found)
    return Decisions(tuple(found))


def _mentions(row: Any, line: int) -> tuple[Named, ...]:
    if not isinstance(row, dict) or not isinstance(row.get("note", ""), str) or row.keys() - {"mentions", "note"}:
        raise DecisionError(f"line {line}: {_ACCEPTED}")
    mentions = row.get("mentions")
    if not isinstance(mentions, list) or len(mentions) < 2:
        raise DecisionError(f"line {line}: two mentions or more are needed; {_ACCEPTED}")
    for mention in mentions:
        if not isinstance(mention, list) or len(mention) != 2 or not all(isinstance(one, str) for one in mention):
            raise DecisionError(f"line {line}: {mention!r} is no mention; {_ACCEPTED}")
    return tuple((article, name) for article, name in mentions)


def _check(found: list[Decision]) -> None:
    """Refuse what is both the same and apart."""
    groups: Groups[Named] = Groups()
    for decision in found:
        if decision.verdict == "same":
            for one, other in decision.pairs():
                groups.join(_key(one), _key(other))
    for decision in found:
        for one, other in decision.pairs() if decision.verdict == "apart" else ():
            if groups.find(_key(one)) == groups.find(_key(other)):
                raise DecisionError(
                    f"line {decision.line}: {one!r} and {other!r} are apart here, and the same by other decisions"
                )


def _key(mention: Named) -> Named:
    return mention[0], folded(mention[1])
