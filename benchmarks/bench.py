"""How fast dangbo is, beside underthesea over the same articles in the same run: `make bench`.

    python benchmarks/bench.py
    python benchmarks/bench.py --corpus articles.jsonl.gz --limit 500

What a line counts is said in it: everything runs in this one process, models are loaded before the clock starts, and
the slow ones run on fewer articles, spread evenly over all of them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extraction.article import Article  # noqa: E402 (so that it runs from anywhere)
from extraction.reading import Record, read  # noqa: E402

WORD_SAMPLE, NER_SAMPLE = 100, 20


class Timing(NamedTuple):
    """One line of the table."""

    what: str
    articles: int
    seconds: float

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds


def main() -> int:
    """Measure and print."""
    arguments = _arguments()
    articles = [item.article for item in islice(read([arguments.corpus]), arguments.limit) if isinstance(item, Record)]
    if not articles:
        print(f"{arguments.corpus}: no article could be read", file=sys.stderr)
        return 1
    characters = sum(len(article.text) for article in articles)
    mean = characters / len(articles)
    print(f"{len(articles):,} articles, {characters:,} characters ({mean:,.0f} each), one process\n")
    timings = [
        _extraction(articles),
        *_builds(articles),
        *_underthesea(articles, arguments.words, arguments.ner),
    ]
    _table(timings)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast dangbo is, beside underthesea over the same articles.")
    parser.add_argument("--corpus", default=str(ROOT / "examples" / "articles"), help="what dangbo build reads")
    parser.add_argument("--limit", type=int, default=500, help="how many articles (500)")
    parser.add_argument("--words", type=int, default=WORD_SAMPLE, help=f"of them for word_tokenize ({WORD_SAMPLE})")
    parser.add_argument("--ner", type=int, default=NER_SAMPLE, help=f"of them for ner ({NER_SAMPLE})")
    return parser.parse_args()


def _extraction(articles: Sequence[Article]) -> Timing:
    from extraction import extract

    return _timed("dangbo: extraction alone", articles, extract)


def _builds(articles: Sequence[Article]) -> list[Timing]:
    """From nothing; and again with one article changed, in the middle."""
    import msgspec

    from dangbo import pipeline

    middle = len(articles) // 2
    changed = msgspec.structs.replace(articles[middle], text=articles[middle].text + "\n")
    timings = []
    with tempfile.TemporaryDirectory() as folder:
        lines, out = Path(folder) / "articles.jsonl", Path(folder) / "out"
        for what, given in (
            ("dangbo: the whole build", articles),
            ("dangbo: built again, one article changed", [*articles[:middle], changed, *articles[middle + 1 :]]),
        ):
            lines.write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in given))
            started = time.perf_counter()
            built = pipeline.build([lines], out)
            timings.append(Timing(what, len(articles), time.perf_counter() - started))
            steps = ", ".join(f"{step} {spent:.1f} s" for step, spent in built.seconds.items())
            facts = ", ".join(f"{count:,} {family}" for family, count in built.report.facts.items())
            print(f"{what} found {facts or 'nothing'}\nits steps took: {steps}\n")
    return timings


def _underthesea(articles: Sequence[Article], words: int, ner: int) -> list[Timing]:
    import underthesea

    return [
        _timed("underthesea.sent_tokenize", articles, lambda article: underthesea.sent_tokenize(article.text)),
        _timed(
            "underthesea.word_tokenize",
            _sample(articles, words),
            lambda article: underthesea.word_tokenize(article.text),
        ),
        _timed("underthesea.ner", _sample(articles, ner), lambda article: underthesea.ner(article.text)),
    ]


def _sample(articles: Sequence[Article], size: int) -> Sequence[Article]:
    """Articles spread evenly over all of them."""
    return articles[:: max(len(articles) // size, 1)][:size]


def _timed(what: str, articles: Sequence[Article], work: Callable[[Article], Any]) -> Timing:
    work(Article(id="warm", text="Đồng chí Nguyễn Văn An, Bí thư Huyện ủy, phát biểu."))  # loads models and lexicons
    started = time.perf_counter()
    for article in articles:
        work(article)
    return Timing(what, len(articles), time.perf_counter() - started)


def _table(timings: Sequence[Timing]) -> None:
    extraction, build = timings[0].rate, timings[1].rate
    print("| what | articles | seconds | articles/s | extraction is | the build is |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for line in timings:
        print(
            f"| {line.what} | {line.articles:,} | {line.seconds:.2f} | {line.rate:,.1f} "
            f"| {extraction / line.rate:,.1f} × | {build / line.rate:,.1f} × |"
        )


if __name__ == "__main__":
    sys.exit(main())
