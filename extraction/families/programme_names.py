"""Names in quotation marks: those of models, and others that may be one's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extraction.families.programme_capitals import Unquoted
from extraction.lexicon import words_of
from extraction.mentions import Mention

OPENING = ("“", '"', "«")
_CLOSING = frozenset('”"»')
_CLOSES_ONLY = frozenset("”»")
CONTESTS = ("cuộc thi", "hội thi", "giải ")
"""What is called for as well, and is no movement."""
QUOTED = 40
"""Words and signs between quotation marks, at most."""
_NAMED = range(2, 26)
"""Words that a name may have: one alone is mostly no name, and beyond that it is a quotation."""
_NAME = range(2, 13)
"""Words of a name that no word calls one."""
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
        if isinstance(mention.value, Unquoted):
            continue
        if mention.kind == "MODEL" and isinstance(mention.value, list) and all(map(_begins, mention.value)):
            yield _named(n, row, i, i + 1, tuple(mention.value), called=True)
        elif i > inside and mention.kind in ("QUOTE", "OTHER") and text.startswith(OPENING, mention.start):
            name, inside = _quoted(text, row, i)
            if name and _may_name(text, row, i):
                yield _named(n, row, i, inside + 1, (name,), called=False)


def _quoted(text: str, row: Sequence[Mention], i: int) -> tuple[str, int]:
    """The name in quotation marks at `row[i]`, and the index of its last mention."""
    if row[i].kind == "QUOTE":
        name, end = quotation(text, row, i)
    else:  # read as one before
        name, end = " ".join(text[row[i].start + 1 : row[i].end - 1].split()).strip(" .,;…"), i + 1
    other = name.casefold().startswith(CONTESTS) or any(m.kind == "MODEL" for m in row[i:end])
    return (name, end - 1) if _begins(name) and len(name.split()) in _NAME and not other else ("", i)


def quotation(text: str, row: Sequence[Mention], i: int) -> tuple[str, int]:
    """The words in the quotation marks that open at `row[i]`, if they can be a name, and the index after them."""
    close = _closing(text, row, i)
    if close is None and row[-1].kind == "DOT" and text[row[-1].end : row[-1].end + 1] in _CLOSING:
        close = len(row) - 1  # the sentence ends within the quotation marks
    if close is None or text[row[i].start] in _CLOSES_ONLY:
        return "", i
    name = " ".join(text[row[i].end : row[close].start].split()).strip(" .,;…")
    name += "”" * (name.count("“") > name.count("”"))  # of a name in a name, only one ends in the text
    return (name, close + 1) if len(name.split()) in _NAMED else ("", i)


def _closing(text: str, row: Sequence[Mention], i: int) -> int | None:
    """The mark that closes the quotation that opens at `row[i]`: “Chi hội “5 không, 3 sạch”” holds another."""
    marks = [k for k in range(i + 1, min(i + QUOTED, len(row))) if row[k].kind == "QUOTE"]
    inside = [k for k in marks[:2] if text[row[k].start] == "“"] == marks[:1] and len(marks) > 1
    if not inside or text[row[i].start] != "“" or text[row[marks[1]].start] != "”":
        return marks[0] if marks else None
    last = marks[2] if len(marks) > 2 else marks[1]
    return last if text[row[last].start] == "”" and _whole(row, marks[1], last) else marks[1]


def _whole(row: Sequence[Mention], inner: int, last: int) -> bool:
    """Whether nothing that names another model stands between the ends of a name and of the one within it."""
    return all(m.kind not in ("MODEL", "COMMA", "AND", "SEMI", "ORG", "AREA", "DOT") for m in row[inner + 1 : last])


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
