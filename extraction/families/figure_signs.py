"""What stands around a figure, as a learned tagger is told it: kinds of words before and after, near and far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extraction.families.count_measures import MEASURES
from extraction.mentions import Mention

FIGURES = frozenset(("NUMBER", "FRACTION"))
"""Kinds of mentions that are figures."""
_WINDOW = 2
"""Words on either side that are told one by one."""
_NEAR, _FAR = 3, 6
"""Words from a figure up to which another is beside it, or not far away."""
_MANY = 3
"""Figures in between from which on they are not told apart."""
_SIZES = (3, 10, 30, 100, 1000)
"""Up to which figures are small, middling and large."""
_CALENDAR = range(1900, 2031)
"""Figures that look like years."""
_NOUN_REACH = 5
"""Words after a figure within which stands what it counts."""
_NOUNS = frozenset("MEMBERS ORGS CELLS LOOSE CADRES PEOPLE LEARNER CLASS TIMES THEM YEARS PAPER".split())
_DECIDES = frozenset((*MEASURES, "ADMIT", "TARGET", "OTHERWISE", "PLANNED", "AIM", "GIVEN", "RECOGNISE"))
"""Words that say what is counted, or that nothing is."""
_TELLING = (
    _DECIDES
    | _NOUNS
    | frozenset(
        (
            "TOTAL HAVE CONSIST PER NOT LEAD SEMI COLON PERIOD PERCENT GATHERING CONGRESS BLAME AFTER OUT_OF SLASH LPAR"
            " NO_LEAVE EACH AWARD"
        ).split()
    )
)
"""Kinds of which it is told where they stand in the sentence."""
_NAMES = frozenset("COMMA NUMBER FRACTION CAPS AREA ORG PERIOD PLACE HOLDER HAMLET".split())
"""Kinds whose words say nothing of what is counted."""
_CLAUSE_ENDS, _PART_ENDS = frozenset(("COMMA", "SEMI", "DOT")), frozenset(("SEMI", "DOT"))


def signs(row: Sequence[Mention], before: Sequence[frozenset[str]], at: int, text: str) -> list[str]:
    """Signs of the figure `row[at]`; `before` has the kinds of words of the last sentences, the nearest first."""
    kinds = [m.kind for m in row]
    out = list(_window(row, kinds, at, text))
    out += _around(kinds, range(at - 1, -1, -1), "b")
    out += _around(kinds, range(at + 1, len(kinds)), "a")
    out += _whole(kinds, at)
    out += (f"s{n}:{kind}" for n, told in enumerate(before, 1) for kind in sorted(told & _DECIDES))
    out.append(f"v:{_size(row[at])}")
    return out


def _window(row: Sequence[Mention], kinds: Sequence[str], at: int, text: str) -> Iterator[str]:
    """The words right beside it, by kind and letters."""

    def kind(i: int) -> str:
        return kinds[i] if 0 <= i < len(kinds) else "^" if i < 0 else "$"

    for d in (*range(-_WINDOW, 0), *range(1, _WINDOW + 1)):
        yield f"k{d}={kind(at + d)}"
        if 0 <= at + d < len(row) and kinds[at + d] not in _NAMES:
            word = text[row[at + d].start : row[at + d].end].casefold()
            yield f"w{d}={word.encode('utf-8', 'replace').decode()}"  # broken letters are told as they come
    left, right = kind(at - 1), kind(at + 1)
    further, beyond = kind(at - 2), kind(at + 2)
    yield f"k-1+1={left},{right}"
    yield f"k-2-1={further},{left}"
    yield f"k+1+2={right},{beyond}"
    yield f"k-2-1+1={further},{left},{right}"
    yield f"k+1+2+3={right},{beyond},{kind(at + 3)}"


def _around(kinds: Sequence[str], path: range, side: str) -> Iterator[str]:
    """On one side, the nearest word of each kind: how far, behind how many figures, in its clause or part or not."""
    met: set[str] = set()
    figures = 0
    clause = part = True
    for distance, i in enumerate(path, 1):
        kind = kinds[i]
        if kind in _TELLING and kind not in met:
            met.add(kind)
            yield f"{side}:{kind}"
            yield f"{side}:{kind}:n{figures}"
            yield f"{side}:{kind}:d{(distance >= _NEAR) + (distance >= _FAR) + (distance >= 2 * _FAR)}"
            if clause:
                yield f"{side}:{kind}:clause"
            elif part:
                yield f"{side}:{kind}:part"
        figures = min(figures + (kind in FIGURES), _MANY)
        clause = clause and kind not in _CLAUSE_ENDS
        part = part and kind not in _PART_ENDS


def _whole(kinds: Sequence[str], at: int) -> Iterator[str]:
    """What decides and what is counted, before it and after it, alone and together."""
    told = [kind for kind in kinds[:at] if kind in _DECIDES]
    last = told[-1] if told else "^"
    then = next((kind for kind in kinds[at + 1 :] if kind in _DECIDES), "$")
    noun = next((kind for kind in kinds[at + 1 : at + _NOUN_REACH] if kind in _NOUNS), "-")
    former = next((kind for kind in reversed(kinds[:at]) if kind in _NOUNS), "-")
    yield f"last={last}"
    yield f"last2={','.join(told[-2:])}"
    yield f"then={then}"
    yield f"noun={noun}"
    yield f"former={former}"
    yield f"noun,last={noun},{last}"
    yield f"noun,then={noun},{then}"
    yield f"last,then={last},{then}"
    yield f"nth={min(sum(kind in FIGURES for kind in kinds[:at]), _FAR)}"
    if kinds[:at].count("LPAR") > kinds[:at].count("RPAR"):
        yield "inside"


def _size(figure: Mention) -> str:
    """How large a figure is, or that it looks like a year."""
    value = float(str(figure.value))
    if value in _CALENDAR:
        return "year"
    return str(next((n for n, size in enumerate(_SIZES) if value < size), len(_SIZES)))
