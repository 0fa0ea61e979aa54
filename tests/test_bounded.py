"""Who is who is decided in memory that facts do not fill: they wait on disk."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterator

from extraction.article import Article
from extraction.facts import Change, Event, Fact, Participation, Person
from graph.resolve import Resolution
from graph.work import Each
from tests.small_graph import BEN_TRE, DONG_THAP, article, evidence, provincial_committee, tenure

BODIES = (provincial_committee(BEN_TRE), provincial_committee(DONG_THAP))
SYLLABLES = "An Bảo Châu Diệp Giang Hân Khôi Lam Mây Nga Oanh Phúc Quý Sơn Thảo Uyên Vinh Xuyến Yến".split()
LENGTH = 3_000
"""Characters of each quote."""


def said(number: int) -> tuple[Article, list[Fact]]:
    """An article of three facts, with a name and an event of its own."""
    chance = random.Random(number)
    name = f"Hoàng {' '.join(chance.choices(SYLLABLES, k=3))}"
    source = article(f"bai-{number:06}", f"{name} {number} ".ljust(LENGTH, "x"))
    body = chance.choice(BODIES)
    words = (evidence(source, source.text),)
    event = Event(type="meeting", name=f"Hội nghị {number}")
    return source, [
        tenure(source, source.text, name, body),
        Change(person=Person(name=name), change="retired", evidence=words),
        Participation(agent=Person(name=name), part="chair", event=event, evidence=words),
    ]


def resolved(numbers: range, each: Each = map) -> Iterator[object]:
    with Resolution(each=each) as resolution:
        for number in numbers:
            resolution.read(*said(number))
        resolution.settle()
        yield from resolution.entities()
        yield from resolution.facts()
        yield from resolution.conflicts()


def peak(number: int) -> tuple[int, int]:
    """Things that come out of so many articles, and bytes of Python objects at most."""
    tracemalloc.start()
    try:
        return sum(1 for _ in resolved(range(number))), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_facts_are_not_kept() -> None:
    peak(20)  # lexicons and the gazetteer
    (few, small), (many, large) = peak(100), peak(400)
    assert many > 3.5 * few
    grown = (large - small) / 300
    assert grown < LENGTH, f"{grown:,.0f} bytes more with every article, whose three facts take {3 * LENGTH:,} and more"
