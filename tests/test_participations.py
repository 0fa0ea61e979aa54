"""Participations: sentences with those who took part in events, and sentences where nobody did."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from extraction import extract
from extraction.article import Article
from extraction.facts import Area, Participation, Person
from extraction.families import event_rules
from extraction.families.figures import speaks
from extraction.lexicon import read
from extraction.text import fold, tokens
from extraction.vocabulary import lexicon
from tests.test_sentences import cases, differences, facts_of


def told(fact: Participation) -> tuple[str, str, str, str, str, str]:
    """Agent, part, type of event, its first and last day, its name."""
    agent, event = fact.agent, fact.event
    name = agent.name if isinstance(agent, Person) else agent.label if not isinstance(agent, Area) else agent.name
    return fold(name), fact.part, event.type, str(event.earliest or ""), str(event.latest or ""), fold(event.name)


def agree(found: tuple[str, ...], wanted: list[str]) -> bool:
    """Whether a found participation is the wanted one, in the slots that the table gives."""
    folded = [fold(wanted[0]), *wanted[1:5], *(fold(name) for name in wanted[5:])]
    return all(a == b for a, b in zip(found, folded, strict=False))


@pytest.mark.parametrize("case", cases("participations"))
def test_sentence(case: dict[str, Any]) -> None:
    """Exactly the participations of the table."""
    found = [told(fact) for fact in facts_of(case) if isinstance(fact, Participation)]
    assert differences(case, found, agree) == ([], []), "(missing, too many)"


def participations(text: str, published: dt.date | None = None) -> list[Participation]:
    """The participations of an article made of one text."""
    facts = extract(Article(id="case", text=text, published=published))
    return [fact for fact in facts if isinstance(fact, Participation)]


def test_said_twice_is_one_fact() -> None:
    """Text and caption tell the same speech: one fact, two quotes."""
    text = (
        "Ngày 15/3/2022, Huyện ủy Sơn Dương (Tuyên Quang) tổ chức hội nghị.\n\nPhát biểu tại hội nghị, đồng chí"
        " Quan Thị Sửu đề nghị tiếp tục cố gắng.\n\nĐồng chí Quan Thị Sửu phát biểu tại hội nghị."
    )
    speeches = [fact for fact in participations(text) if fact.part == "speaker"]
    assert [len(fact.evidence) for fact in speeches] == [2]


def test_an_event_is_where_its_body_is() -> None:
    """The organizer's area is the place of the event."""
    (fact,) = participations("Ngày 15/3/2022, Huyện ủy Sơn Dương (Tuyên Quang) tổ chức hội nghị.")
    assert fact.event.place is not None
    assert fact.event.place.name == "Sơn Dương"


def test_the_quote_is_short() -> None:
    """No evidence is longer than a reader can take in at a glance."""
    people = "; ".join(f"Nguyễn Văn {name}, Phó Chủ tịch UBND tỉnh Hà Nam" for name in ("An", "Bình", "Cường") * 20)
    text = f"Ngày 15/3/2022, Tỉnh ủy Hà Nam tổ chức hội nghị. Dự hội nghị có các đồng chí: {people}."
    found = participations(text)
    assert len(found) == 4
    assert all(len(e.quote) <= 250 for fact in found for e in fact.evidence)


def test_every_word_of_the_lexicon_is_found() -> None:
    """Every entry scans as its own kind: no word stands in two tables."""
    for kind, row in read("events").items():
        for word in row["words"] if kind != "NUMBERED" else ():
            keys = tokens(word)
            assert lexicon("events").longest(keys, 0) == (len(keys), kind), f"{kind}: {word}"


def test_every_rule_and_every_table_has_its_sentence() -> None:
    """No rule and no table of words without a case that needs it."""
    from extraction import read as read_article
    from extraction.families.figures import Rows

    rules, kinds = set(), set()
    for parameter in cases("participations"):
        case = parameter.values[0]
        rules |= {e.rule for f in facts_of(case) if isinstance(f, Participation) for e in f.evidence}
        context = read_article(Article(id="case", text=f"{case.get('context', '')}\n\n{case['text']}"))
        rows = Rows(context, "events")
        kinds |= {mention.kind for n in range(len(context.sentences)) for mention in rows.row(n)}
    told = {rule.name for _, group in event_rules.PARTS for rule in group} | {rule.name for rule in event_rules.LISTS}
    assert told <= rules, told - rules
    assert set(read("events")) - {"NUMBERED"} <= kinds, set(read("events")) - kinds


def test_types_and_verbs_have_names() -> None:
    """Every verb that alone tells an event names it; every noun has a type."""
    tables = read("events")
    assert set(event_rules.TYPES) <= set(tables)
    for kind in ("HELD", "HELD_SESSION", "WORK", "WORK_AT", "RECEIVE", "VISITS", "INSPECTS", "GIVE", "GOT", "PUBLISH"):
        assert tables[kind]["label"]


def test_most_texts_are_passed_over() -> None:
    """A text without the words costs a look at its letters."""
    assert not speaks("Giá cà phê tăng mạnh", "events", *event_rules.TYPES)
    assert speaks("SÁNG 5-5, HUYỆN ỦY TỔ CHỨC HỘI NGHỊ", "events", *event_rules.TYPES)
