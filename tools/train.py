"""Learns what figures count, whose they are and who adopts a named model: `python tools/train.py [--check N]`

Reads `training/*.jsonl` and the articles of the tests, and writes the models in `extraction/models`. A line is one
article: its `text`, the day it was `published` where the text does not tell, and `figures`, where in the text those
stand that count something, each with what it counts (`?` where two readers could differ) and the names of the unit it
is told of; and `programmes`: from where to where each is told, what is done (or `?`), its names and those of the unit.
What a line does not have is not learned from it. Two runs learn alike but not bit by bit: the trainer adds up in no
fixed order. `--check N` learns N times from all but one of N parts, judges that part, prints a table and writes
nothing. `--from ARTICLES GOLD NAME` makes `training/NAME.jsonl` of a folder of articles and one of their gold (as in
tests/golden).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from underthesea_core import CRFModel, CRFTagger, CRFTrainer

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extraction import read  # noqa: E402
from extraction.area_bodies import area_label  # noqa: E402
from extraction.article import Article  # noqa: E402
from extraction.composition import Composition  # noqa: E402
from extraction.context import Context  # noqa: E402
from extraction.facts import Area  # noqa: E402
from extraction.families import adopters, owners, programmes, second_opinion  # noqa: E402
from extraction.families.figure_signs import FIGURES  # noqa: E402
from extraction.families.owners import OWNER, STRANGER, owners_of  # noqa: E402
from extraction.families.second_opinion import ADMITTED, NOTHING, SURE, opinions_of  # noqa: E402
from extraction.families.units import Unit  # noqa: E402
from extraction.reading import metadata  # noqa: E402
from tests.golden_score import same_body, title_overlap  # noqa: E402

TRAINING = ROOT / "training"
MODELS = ROOT / "extraction" / "models"
UNSURE = "?"
_TESTS = (ROOT / "tests" / "golden", ROOT / "tests" / "writers")
_KEPT = "writer6-"
"""Articles of the tests from which nothing is learned: they are to be scored."""
_L1, _L2, _ITERATIONS = 0.3, 0.3, 120
"""Penalties of large weights; of those tried the best on articles that were not learned from."""
_ALIKE = 0.8
"""Words that two spellings of a name share, at least: as facts are compared."""
_SELDOM = 2
"""Signs that no more figures than these have are left out: they say nothing about others."""


class Item(NamedTuple):
    """Something to be labelled: a figure, or one whom it may be told of."""

    signs: list[str]
    label: str


Row = list[Item]
"""What is labelled together: the figures of a sentence; a candidate stands alone."""


class Told(NamedTuple):
    """What an article teaches: the figures of its sentences, the candidates of each figure and of each named model."""

    sentences: list[Row]
    owners: list[Row]
    adopters: list[Row]


def taught(told: Mapping[str, Any]) -> Told:
    """What an article teaches."""
    published = dt.date.fromisoformat(told["published"]) if "published" in told else None
    context = read(metadata.complete(Article(id=told["id"], text=told["text"], published=published)))
    adopters = list(_adopters(context, told["programmes"])) if "programmes" in told else []
    if "figures" not in told:
        return Told([], [], adopters)
    labels = {start: (label, names) for start, label, names in told["figures"]}
    opinions = opinions_of(context)
    sentences = [
        [Item(signs, labels[start][0] if start in labels else NOTHING) for start, signs in opinions.told(n)]
        for n in range(len(context.sentences))
    ]
    return Told([row for row in sentences if row], list(_owners(context, labels)), adopters)


def _owners(context: Context, labels: Mapping[int, tuple[str, list[str]]]) -> Iterator[Row]:
    """The candidates of each figure whose unit is known and among them, as they are met from left to right."""
    asked = owners_of(context)
    former: dict[bool, tuple[Unit, int]] = {}
    for n in range(len(context.sentences)):
        for at, figure in enumerate(asked.story.rows.row(n)):
            label, names = labels.get(figure.start, ("", []))
            if not names or figure.kind not in FIGURES:
                continue
            family = label == ADMITTED
            candidates = asked.candidates(n, at, label, former.get(family))
            right = [c for c in candidates if same_body(_name(c.unit), names)]
            if right:
                former[family] = right[0].unit, n
                yield [Item(sorted(c.signs), OWNER if c in right else STRANGER) for c in candidates]


def _adopters(context: Context, told: Sequence[tuple[int, int, str, list[str], list[str]]]) -> Iterator[Row]:
    """The candidates of each name in quotation marks, and what they do with it."""
    reader = programmes.Reader(context)
    for n in range(len(context.sentences)):
        reader.read(n)
    for named, _ in reader.named:
        sentence = context.sentences[named.n].span
        row = []
        for candidate in reader.adopters.candidates(named, reader.ran):
            labels = []
            for start, end, action, names, units in told:
                alike = any(title_overlap(name, other) >= _ALIKE for name in named.names for other in names)
                if alike and same_body(_name(candidate.unit), units):
                    here = start < sentence.end and end > sentence.start
                    labels.append((start <= named.start < end, action) if here else (False, UNSURE))
            row.append(Item(sorted(candidate.signs), max(labels, key=_sure)[1] if labels else NOTHING))
        yield [item for item in row if item.label != UNSURE]


def _sure(label: tuple[bool, str]) -> tuple[bool, bool]:
    """What is told sorted after what two readers could read differently, and last what is told with the name."""
    return label[1] != UNSURE, label[0]


def _name(unit: Unit) -> str:
    return area_label(unit.body) if isinstance(unit.body, Area) else unit.body.label


def train(rows: Sequence[Row]) -> CRFModel:
    """The model learned from rows; what two readers could read differently counts nothing."""
    often = Counter(sign for row in rows for item in row for sign in item.signs)
    trainer = CRFTrainer(l1_penalty=_L1, l2_penalty=_L2, max_iterations=_ITERATIONS, verbose=0)
    trainer.train(
        [[[sign for sign in item.signs if often[sign] > _SELDOM] for item in row] for row in rows],
        [[NOTHING if item.label == UNSURE else item.label for item in row] for row in rows],
    )
    return trainer.get_model()


def alone(rows: Sequence[Row]) -> list[Row]:
    """Each item as a row of its own."""
    return [[item] for row in rows for item in row]


class Tally(NamedTuple):
    """How many have a label, how many are given it, and how many of these rightly."""

    gold: Counter[str]
    given: Counter[str]
    right: Counter[str]

    def judge(self, label: str, given: str) -> None:
        """Counts one."""
        self.gold[label] += 1
        self.given[given] += 1
        self.right[given] += given == label


def check(articles: Sequence[Told], parts: int) -> Iterator[str]:
    """The lines of a table: of each label, how many have it and are given it; of how many figures the unit is right."""
    figures, units, adopted = (Tally(Counter(), Counter(), Counter()) for _ in range(3))
    for part in range(parts):
        learned, judged = [a for n, a in enumerate(articles) if n % parts != part], articles[part::parts]
        model = CRFTagger.from_model(train([row for article in learned for row in article.sentences]))
        labels = model.labels()
        for row in (row for article in judged for row in article.sentences):
            for item, chance in zip(row, model.marginals([item.signs for item in row]), strict=True):
                best = max(range(len(labels)), key=chance.__getitem__)
                if item.label != UNSURE:
                    figures.judge(item.label, labels[best] if chance[best] >= SURE else NOTHING)
        model = CRFTagger.from_model(train(alone([row for article in learned for row in article.owners])))
        yes = model.labels().index(OWNER)
        for row in (row for article in judged for row in article.owners):
            chances = [model.marginals([item.signs])[0][yes] for item in row]
            units.judge(OWNER, row[max(range(len(row)), key=chances.__getitem__)].label)
        model = CRFTagger.from_model(train(alone([row for article in learned for row in article.adopters])))
        labels = model.labels()
        for item in (item for article in judged for row in article.adopters for item in row):
            chance = model.marginals([item.signs])[0]
            best = max(range(len(labels)), key=chance.__getitem__)
            sure = 1 - chance[labels.index(NOTHING)] >= min(adopters.SURE.values())
            adopted.judge(item.label, labels[best] if sure else NOTHING)
    yield "| label | there are | given | right | precision | recall |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    yield from _lines(figures, "all figures")
    yield _line("the unit", units.gold[OWNER], units.gold[OWNER], units.right[OWNER])
    yield from _lines(adopted, "all named models")


def _lines(tally: Tally, name: str) -> Iterator[str]:
    told = sorted((label for label in tally.gold if label != NOTHING), key=tally.gold.__getitem__, reverse=True)
    yield from (_line(label, tally.gold[label], tally.given[label], tally.right[label]) for label in told)
    yield _line(name, *(sum(counts[label] for label in told) for counts in tally))


def _line(label: str, gold: int, given: int, right: int) -> str:
    return f"| {label} | {gold:,} | {given:,} | {right:,} | {right / max(given, 1):.3f} | {right / max(gold, 1):.3f} |"


def collected(articles: Path, gold: Path) -> Iterator[dict[str, Any]]:
    """The articles of a folder and what their gold says of their figures."""
    for path in sorted(gold.glob("*.json")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        text = (articles / f"{wanted['id']}.txt").read_bytes().decode("utf-8")
        article = Composition(metadata.complete(Article(id=wanted["id"], text=text))).article
        told = {"figures": _labels(article, wanted), "programmes": _programmes(article, wanted)}
        yield {"id": article.id, "text": article.text, **told}


def _golden() -> Iterator[dict[str, Any]]:
    """The articles of the tests, but for those that are only to be scored."""
    for folder in _TESTS:
        for told in collected(folder / "articles", folder / "gold"):
            if not told["id"].startswith(_KEPT):
                yield told


def _written() -> Iterator[dict[str, Any]]:
    for path in sorted(TRAINING.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def _labels(article: Article, gold: Mapping[str, Any]) -> list[tuple[int, str, list[str]]]:
    """What each figure of an article counts that stands in the quote of a fact, and of whom; elsewhere it is unsure."""
    facts = [
        (fact, ADMITTED if family == "admissions" else fact["measure"])
        for family in ("counts", "admissions")
        for fact in sorted(gold.get(family, ()), key=lambda fact: not fact["optional"])
    ]
    values = {fact["value"] for fact, _ in facts}
    context = read(article)
    rows = opinions_of(context).rows
    out: list[tuple[int, str, list[str]]] = []
    for n in range(len(context.sentences)):
        for figure in rows.row(n):
            if figure.kind not in FIGURES or (value := float(str(figure.value))) not in values:
                continue
            label, names = UNSURE, []
            for fact, told in facts:
                if fact["value"] == value and _quoted(article.text, fact["quote"], figure.start, figure.end):
                    label = UNSURE if fact["optional"] or told == "other" else told
                    names += fact["unit"]
            out.append((figure.start, label, names))
    return out


def _programmes(article: Article, gold: Mapping[str, Any]) -> list[tuple[int, int, str, list[str], list[str]]]:
    """Where an article tells its programmes, what is done with them, their names and the units."""
    out = []
    for fact in gold.get("programmes", ()):
        start = article.text.find(fact["quote"])
        if start >= 0:
            action = UNSURE if fact["optional"] else fact["action"]
            out.append((start, start + len(fact["quote"]), action, fact["name"], fact["unit"]))
    return out


def _quoted(text: str, quote: str, start: int, end: int) -> bool:
    """Whether a stretch of the text stands in a quote of it."""
    return text.find(quote, max(0, end - len(quote)), start + len(quote)) >= 0


def main() -> int:
    """Learns and writes the model, or checks it, or makes a training file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0].split(":")[0])
    parser.add_argument("--check", type=int, metavar="N", help="parts of which each is judged by the others")
    parser.add_argument(
        "--from", dest="source", nargs=3, metavar=("ARTICLES", "GOLD", "NAME"), help="a new training file"
    )
    wanted = parser.parse_args()
    if wanted.source:
        articles, gold, name = wanted.source
        lines = (json.dumps(one, ensure_ascii=False) for one in collected(Path(articles), Path(gold)))
        (TRAINING / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return 0
    told = [taught(line) for line in [*_written(), *_golden()]]
    if wanted.check:
        print(*check(told, wanted.check), sep="\n")
        return 0
    MODELS.mkdir(exist_ok=True)
    train([row for article in told for row in article.sentences]).save(str(MODELS / f"{second_opinion.MODEL}.crf"))
    train(alone([row for article in told for row in article.owners])).save(str(MODELS / f"{owners.MODEL}.crf"))
    train(alone([row for article in told for row in article.adopters])).save(str(MODELS / f"{adopters.MODEL}.crf"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
