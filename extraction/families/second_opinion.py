"""What a figure counts as a tagger learned it: asked where no rule has read the figure.

The tagger is a conditional random field of `underthesea_core` over the figures of a sentence, learned from the articles
in `training/` by `tools/train.py`. Its labels are the measures of the counts, `ADMITTED`, and `NOTHING`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, NamedTuple

from extraction.context import Context
from extraction.families.count_rows import CountRows
from extraction.families.figure_signs import FIGURES, signs
from extraction.mentions import Mention

if TYPE_CHECKING:
    from underthesea_core import CRFTagger

ADMITTED = "admitted"
NOTHING = "none"
MODEL = "figures"
RULE = "second-opinion"
"""The rule that evidence names where the tagger read a figure."""
SURE = 0.65
"""Probability from which on a label is believed: of those tried the best on articles that were not learned from."""
FIRM = 0.95
"""From which on it is believed against words that speak of plans."""
_ORDINAL = re.compile(
    r"(?:[^\W\d_]-|\d[-–/]|\b(?:năm|tháng|ngày|quý|khóa|khoá|kỳ|lần|thứ|điều|khoản|mục|lộ|lớp|khối|tuổi"
    r"|(?:định|quyết|thị|luận|hoạch|tra|đội) số) )$",
    re.IGNORECASE,
)
"""Before a figure that is part of a name, a date or a number in a row."""
_BEFORE = 12
"""Letters looked at before a figure."""
_BACK = 2
"""Sentences before one that its figures may go on from."""


class Opinion(NamedTuple):
    """What a figure counts, and how probably."""

    label: str
    probability: float

    @property
    def firm(self) -> bool:
        """Whether it is believed against words that speak of plans."""
        return self.probability >= FIRM


class Opinions:
    """The figures of one article, sentence by sentence."""

    def __init__(self, context: Context) -> None:
        self.rows = CountRows(context)
        self._of: dict[int, dict[int, Opinion]] = {}

    def of(self, n: int) -> Mapping[int, Opinion]:
        """What each figure of sentence `n` surely counts, by its offset in the text."""
        if n not in self._of:
            self._of[n] = self._read(n)
        return self._of[n]

    def told(self, n: int) -> list[tuple[int, list[str]]]:
        """The figures of sentence `n` by their offsets, each with its signs."""
        row = self.rows.row(n)
        at = [i for i, m in enumerate(row) if m.kind in FIGURES and self._counts(m)]
        if not at:
            return []
        before = [frozenset(m.kind for m in self.rows.row(k)) for k in range(n - 1, max(n - 1 - _BACK, -1), -1)]
        return [(row[i].start, signs(row, before, i, self.rows.text)) for i in at]

    def _counts(self, figure: Mention) -> bool:
        """Whether a figure can count: not in "Covid-19", "Quyết định số 875", "tháng 8-2013", "khối 12"."""
        return _ORDINAL.search(self.rows.text, max(0, figure.start - _BEFORE), figure.start) is None

    def _read(self, n: int) -> dict[int, Opinion]:
        told = self.told(n)
        if not told:
            return {}
        model, labels = tagger(MODEL)
        chances = marginals(model, [found for _, found in told])
        best = [max(range(len(labels)), key=chance.__getitem__) for chance in chances]
        return {
            start: Opinion(labels[k], chance[k])
            for (start, _), chance, k in zip(told, chances, best, strict=True)
            if labels[k] != NOTHING and chance[k] >= SURE
        }


@lru_cache(maxsize=1)
def opinions_of(context: Context) -> Opinions:
    """The opinions on an article for all families that ask for them."""
    return Opinions(context)


@cache
def tagger(name: str) -> tuple[CRFTagger, list[str]]:
    """A learned model of `extraction/models`, and its labels in the order of the probabilities it gives."""
    from underthesea_core import CRFModel, CRFTagger

    with as_file(files("extraction") / "models" / f"{name}.crf") as path:
        model = CRFTagger.from_model(CRFModel.load(str(path)))
    return model, list(model.labels())


def marginals(model: CRFTagger, told: list[list[str]]) -> list[list[float]]:
    """The probabilities of each label, of each row of signs; half a character that a broken file holds is a "?"."""
    try:
        chances: list[list[float]] = model.marginals(told)
    except UnicodeEncodeError:
        chances = model.marginals([[sign.encode("utf-8", "replace").decode() for sign in row] for row in told])
    return chances
