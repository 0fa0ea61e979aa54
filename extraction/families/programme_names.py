"""Names in quotation marks: those of models, and others that may be one's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extraction.families.programme_models import CONTESTS
from extraction.lexicon import words_of
from extraction.mentions import Mention

_OPENING = ("“", '"', "«")
_NAME = range(2, 13)
"""Words of a name that no word calls one."""
_QUOTED = 40
"""Words and signs between quotation marks, at most."""
_AROUND = 60
"""Words and signs kept before a name and after it."""
_BEFORE = 4
"""Words before a name that may say what else it is of."""


@dataclass(slots=True)
class Named:
    """A name in quotation marks in sentence `n`: from `row[at]` to before `row[end]`."""

    n: int
    row: Sequence[Mention]
    at: int
    end: int
    names: tuple[str, ...]
    called: bool
    """Whether a word tells that it is a model's."""
    told: Counter[str] = field(default_factory=Counter)
    """The keys of the units that rules have found to adopt it there."""
    denied: bool = False
    """Whether nobody adopts it, as rules say."""

    @property
    def read(self) -> bool:
        """Whether a rule has told who adopts it, or that nobody does."""
        return self.denied or bool(self.told)

    @property
    def start(self) -> int:
        """Where in the text it begins."""
        return self.row[self.at].start


def names(text: str, n: int, row: Sequence[Mention]) -> Iterator[Named]:
    """The names of a sentence: of models, and others in quotation marks that may be one's."""
    inside = -1
    for i, mention in enumerate(row):
        if mention.kind == "MODEL" and isinstance(mention.value, list) and all(map(_begins, mention.value)):
            yield _named(n, row, i, i + 1, tuple(mention.value), called=True)
        elif i > inside and mention.kind in ("QUOTE", "OTHER") and text.startswith(_OPENING, mention.start):
            name, inside = _quoted(text, row, i)
            if name and _may_name(text, row, i):
                yield _named(n, row, i, inside + 1, (name,), called=False)


def _quoted(text: str, row: Sequence[Mention], i: int) -> tuple[str, int]:
    """The name in quotation marks at `row[i]`, and the index of its last mention."""
    start, end = row[i].start + 1, i
    if row[i].kind == "QUOTE":
        end = next((k for k in range(i + 1, min(i + _QUOTED, len(row))) if row[k].kind == "QUOTE"), i)
        if end == i:
            return "", i
    stop = row[end].start if end > i else row[i].end - 1
    name = " ".join(text[start:stop].split()).strip(" .,;…")
    other = name.casefold().startswith(CONTESTS) or any(m.kind == "MODEL" for m in row[i : end + 1])
    return (name, end) if _begins(name) and len(name.split()) in _NAME and not other else ("", i)


def _may_name(text: str, row: Sequence[Mention], i: int) -> bool:
    """Whether no word tells that something else is named: "hội thi “…”", "phương châm “…”"."""
    before = text[row[max(0, i - _BEFORE)].start : row[i].start].casefold().rstrip(" :")
    return not before.endswith(words_of("programmes", "others"))


def _begins(name: str) -> bool:
    """Whether a name begins as one does: "cách làm “mưa dầm thấm lâu”" is a saying."""
    return name[:1].isupper() or name[:1].isdigit()


def _named(n: int, row: Sequence[Mention], at: int, end: int, names: tuple[str, ...], *, called: bool) -> Named:
    """A name with as much of its row as is looked at."""
    first = max(0, at - _AROUND)
    return Named(n, row[first : end + _AROUND], at - first, end - first, names, called)
