"""Tenures over time: what bounds them, what does not, and that more articles never tell less."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction import extract
from extraction.article import Article
from extraction.facts import Change, ChangeKind, Effect, Evidence, Fact, Organization, Person, Status, Tenure
from graph import entities as known
from graph.resolve import resolve
from graph.tenures import Term
from tests.small_graph import BEN_TRE, SECRETARY, article, evidence, provincial_committee

COMMITTEE = provincial_committee(BEN_TRE)
COUNCIL = Organization(label="Hội đồng nhân dân tỉnh Bến Tre", kind="people-council", level="province", area=BEN_TRE)
UNION = Organization(label="Hội Nông dân tỉnh Bến Tre", kind="mass-organization", level="province", area=BEN_TRE)
WORDS = "Ông Lê Văn Hòa, Bí thư; bà Đỗ Thị Mến, Bí thư."
OPEN = (None, None)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def source(name: str, published: str | None) -> Article:
    return article(name, WORDS, day(published) if published else None)


def held(
    at: Article,
    status: Status,
    body: Organization = COMMITTEE,
    *,
    term: str = "",
    who: str = "Lê Văn Hòa",
    rule: str = "title-after",
) -> Tenure:
    words = evidence(at, f"{who}, Bí thư", status, rule)
    return Tenure(person=Person(name=who), role=SECRETARY, organization=body, term=term, evidence=(words,))


def act(
    at: Article, kind: ChangeKind, on: str | None, body: Organization = COMMITTEE, *, effect: Effect = "dated"
) -> Change:
    when = day(on) if on else None
    return Change(
        person=Person(name="Lê Văn Hòa"),
        change=kind,
        role=SECRETARY,
        organization=body,
        earliest=when,
        latest=when,
        effect=effect,
        evidence=(evidence(at, "Lê Văn Hòa, Bí thư"),),
    )


def tenures(articles: list[Article], facts: list[Fact]) -> list[known.Tenure]:
    return [one for one in resolve(articles, facts).facts if isinstance(one, known.Tenure)]


def days(*told: str | None) -> known.Window:
    first, last = (day(one) if one else None for one in told)
    return first, last


@pytest.mark.parametrize(
    ("told", "body", "term"),
    [
        ("nhiệm kỳ 2015-2020", "party-committee", Term(None, (2015, 2020))),
        ("khóa IX, nhiệm kỳ 2016 – 2021", "people-council", Term(9, (2016, 2021))),
        ("khoá XII", "central-committee", Term(12, (2016, 2021))),
        ("khóa 14", "national-assembly", Term(14, (2016, 2021))),
        ("khóa XIV", "people-council", Term(14, None)),
        ("nhiệm kỳ 2016-2012", "people-council", None),
        ("nhiệm kỳ 201", "people-council", None),
        ("khóa XIIV", "people-council", None),
        ("", "people-council", None),
    ],
)
def test_what_a_term_says(told: str, body: str, term: Term | None) -> None:
    assert Term.of(told, body) == term


def test_a_term_bounds_the_tenure_that_is_told_with_it() -> None:
    a = source("bai-1", None)
    (found,) = tenures([a], [held(a, "current", COUNCIL, term="nhiệm kỳ 2016-2021")])
    assert (found.start, found.end) == (days("2016-01-01", None), days(None, "2021-12-31"))


def test_the_term_of_2004_was_made_longer() -> None:
    a = source("bai-1", None)
    (found,) = tenures([a], [held(a, "former", COUNCIL, term="nhiệm kỳ 2004-2009")])
    assert found.end == days(None, "2011-12-31")


def test_the_term_of_an_association_bounds_nothing() -> None:
    a = source("bai-1", None)
    (found,) = tenures([a], [held(a, "current", UNION, term="nhiệm kỳ 2013-2018")])
    assert (found.term, found.start, found.end) == ("nhiệm kỳ 2013-2018", OPEN, OPEN)


def test_one_mandate_however_its_term_is_told() -> None:
    articles = [source(f"bai-{i}", None) for i in range(3)]
    terms = ("khóa IX", "khóa 9, nhiệm kỳ 2016-2021", "nhiệm kỳ 2016 – 2021")
    found = tenures(articles, [held(a, "current", COUNCIL, term=t) for a, t in zip(articles, terms, strict=True)])
    assert len(found) == 1


def test_who_is_told_to_have_held_a_post_for_several_terms_held_it_in_each() -> None:
    a = source("bai-1", None)
    assembly = Organization(label="Quốc hội", kind="national-assembly", level="central")
    found = tenures([a], [held(a, "current", assembly, term="khóa XII, XIV")])
    assert sorted((one.term, one.start, one.end) for one in found) == [
        ("khóa 12", days("2007-01-01", None), days(None, "2011-12-31")),
        ("khóa 14", days("2016-01-01", None), days(None, "2021-12-31")),
    ]
    found = tenures([a], [held(a, "former", COUNCIL, term="nhiệm kỳ 2011-2016, 2016-2021")])
    assert [one.start for one in sorted(found, key=lambda one: one.term)] == [
        days("2011-01-01", None),
        days("2016-01-01", None),
    ]


def test_articles_of_a_term_s_years_tell_of_it_and_others_do_not() -> None:
    first = source("bai-1", "2016-07-01")
    others = [source("bai-2", "2018-03-01"), source("bai-3", "2022-03-01"), source("x", None)]
    facts = [held(first, "current", COUNCIL, term="nhiệm kỳ 2016-2021"), *(held(a, "current", COUNCIL) for a in others)]
    stated, loose = sorted(tenures([first, *others], facts), key=lambda one: one.term, reverse=True)
    assert {piece.article for piece in stated.evidence} == {"bai-1", "bai-2"}
    assert {piece.article for piece in loose.evidence} == {"bai-3", "x"}
    assert (stated.first_attested, stated.last_attested) == (day("2016-07-01"), day("2018-03-01"))
    assert (loose.start, loose.end) == (OPEN, OPEN)


def test_an_act_begins_the_mandate_that_its_article_tells_of() -> None:
    a, b = source("bai-1", "2021-07-01"), source("bai-2", None)
    facts = [
        held(a, "incoming", COUNCIL, term="nhiệm kỳ 2021-2026"),
        act(a, "elected", "2021-06-28", COUNCIL),
        held(b, "former", COUNCIL, term="nhiệm kỳ 2011-2016"),
    ]
    late, early = sorted(tenures([a, b], facts), key=lambda one: one.term, reverse=True)
    assert late.start == days("2021-06-28", "2021-06-28")
    assert early.start == days("2011-01-01", None)


@pytest.mark.parametrize("effect", ["undated", "none"])
def test_days_told_elsewhere_bound_nothing(effect: Effect) -> None:
    a = source("bai-1", None)
    (found,) = tenures([a], [held(a, "incoming"), act(a, "elected", "2020-10-15", effect=effect)])
    assert found.start == OPEN


def test_a_title_withdrawn_from_a_former_holder_ends_nothing() -> None:
    a = source("bai-1", None)
    (found,) = tenures([a], [held(a, "former"), act(a, "dismissed", "2020-10-15", effect="none")])
    assert (found.end, found.end_cause) == (OPEN, None)


def test_who_held_the_post_before_did_not_come_to_it_by_a_later_election() -> None:
    a, b = source("bai-1", "2014-05-01"), source("bai-2", "2016-06-20")
    (found,) = tenures([a, b], [held(a, "current"), held(b, "incoming"), act(b, "elected", "2016-06-20")])
    assert found.start == OPEN


def test_a_former_holder_has_left_by_the_day_of_the_article() -> None:
    a, b = source("bai-1", "2018-05-01"), source("bai-2", "2019-03-01")
    (found,) = tenures([a, b], [held(a, "former"), held(b, "former")])
    assert (found.end, found.end_cause) == (days(None, "2018-05-01"), None)


def test_whom_the_news_moves_may_leave_some_days_later() -> None:
    a = source("bai-1", "2018-05-01")
    facts = [held(a, "former"), act(a, "dismissed", None)]
    (found,) = tenures([a], facts)
    assert (found.end, found.end_cause) == (OPEN, "dismissed")


def test_who_was_on_the_way_and_is_the_holder_came_in_between() -> None:
    a, b, c = source("bai-1", "2018-05-01"), source("bai-2", "2018-06-01"), source("bai-3", "2019-06-01")
    (found,) = tenures([a, b, c], [held(a, "incoming"), held(c, "current"), held(b, "current")])
    assert found.start == days(None, "2018-06-01")
    (found,) = tenures([a, b], [held(b, "incoming"), held(a, "current")])
    assert found.start == OPEN


def test_a_later_holder_closes_nothing() -> None:
    a, b = source("bai-1", "2018-05-01"), source("bai-2", "2019-05-01")
    facts = [held(a, "current"), held(b, "incoming", who="Đỗ Thị Mến")]
    assert all((one.end, one.predecessor) == (OPEN, None) for one in tenures([a, b], facts))


def test_a_predecessor_is_one_that_an_article_tells() -> None:
    text = "Bà Đỗ Thị Mến được bầu giữ chức Bí thư Tỉnh ủy Bến Tre thay ông Lê Văn Hòa nghỉ hưu."
    told = Article(id="bai-1", text=text)
    new, old = sorted(tenures([told], extract(told)), key=lambda one: one.person)
    assert (new.predecessor, old.predecessor) == (old.id, None)


def test_the_term_told_with_a_successor_is_not_the_predecessor_s() -> None:
    a = source("bai-1", None)
    (found,) = tenures([a], [held(a, "former", term="nhiệm kỳ 2020-2025", rule="instead-of")])
    assert (found.term, found.start, found.end) == ("", OPEN, OPEN)


def test_an_end_before_the_start_opens_both() -> None:
    a, b = source("bai-1", None), source("bai-2", None)
    facts = [
        held(a, "incoming"),
        act(a, "elected", "2018-05-01"),
        held(b, "former"),
        act(b, "dismissed", "2016-05-01"),
    ]
    resolved = resolve([a, b], facts)
    (found,) = (one for one in resolved.facts if isinstance(one, known.Tenure))
    assert (found.start, found.end, found.end_cause) == (OPEN, OPEN, "dismissed")
    assert [one.kind for one in resolved.conflicts] == ["order"]


def test_two_days_of_one_act_are_both_possible() -> None:
    a, b = source("bai-1", None), source("bai-2", None)
    facts = [held(a, "incoming"), act(a, "elected", "2018-05-01"), held(b, "incoming"), act(b, "elected", "2018-05-03")]
    (found,) = tenures([a, b], facts)
    assert found.start == days("2018-05-01", "2018-05-03")


def effects(text: str, published: str | None = None) -> list[tuple[str, str, str]]:
    told = extract(Article(id="bai-1", text=text, published=day(published) if published else None))
    return [(one.change, str(one.earliest), one.effect) for one in told if isinstance(one, Change) and one.role]


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        (
            "Tháng 5/2015, ông Lê Văn Hòa được bầu giữ chức Chủ tịch UBND tỉnh Bến Tre.",
            None,
            [("elected", "2015-05-01", "dated")],
        ),
        (
            "Thủ tướng quyết định xóa tư cách nguyên Chủ tịch UBND tỉnh Bến Tre của ông Lê Văn Hòa vào ngày 5/8/2017.",
            None,
            [("dismissed", "2017-08-05", "none")],
        ),
        (
            "Tháng 5/2015, ông Lê Văn Hòa được điều động từ vị trí Giám đốc Sở Nội vụ tỉnh Bến Tre về Huyện ủy Ba Tri.",
            None,
            [],
        ),
        (
            "Sáng 15/10, HĐND tỉnh Bến Tre họp bất thường.\n\nHĐND tỉnh đã bầu ông Lê Văn Hòa làm Chủ tịch UBND tỉnh.",
            "2020-10-16",
            [("elected", "2020-10-15", "dated")],
        ),
    ],
)
def test_what_an_act_means_for_a_post(text: str, published: str | None, wanted: list[tuple[str, str, str]]) -> None:
    told = effects(text, published)
    assert [one for one in told if one[2] == "dated" or one in wanted] == wanted


def test_a_day_without_its_year_bounds_nothing_in_an_article_without_a_date() -> None:
    text = (
        "Ngày 1/4/2018, ông Lê Văn Hòa nhận nhiệm vụ mới tại tỉnh Bến Tre.\n\n"
        "Chiều 8/4, HĐND tỉnh Bến Tre bầu ông Lê Văn Hòa giữ chức Chủ tịch HĐND tỉnh Bến Tre."
    )
    assert [effect for kind, _, effect in effects(text) if kind == "elected"] == ["undated"]


# ---- a world, and articles that tell the truth of it ------------------------------------------------------------


@dataclass(frozen=True)
class Reign:
    """Somebody's time in the post, as it was."""

    who: str
    start: dt.date
    end: dt.date | None


WORLD = (
    Reign("Lê Văn Hòa", dt.date(2011, 6, 20), dt.date(2014, 3, 5)),
    Reign("Đỗ Thị Mến", dt.date(2016, 6, 15), None),
)
TERMS = {"Lê Văn Hòa": "nhiệm kỳ 2011-2016", "Đỗ Thị Mến": "nhiệm kỳ 2016-2021"}
LAST = dt.date(2020, 12, 31)


@st.composite
def truths(draw: st.DrawFn) -> list[tuple[Article, tuple[Fact, ...]]]:
    """Articles in some order, each with what it truly says."""
    told = []
    for number in range(draw(st.integers(2, 7))):
        reign = draw(st.sampled_from(WORLD))
        earliest = reign.start - dt.timedelta(30)
        published = earliest + dt.timedelta(draw(st.integers(0, (LAST - earliest).days)))
        at = article(f"bai-{number}", WORDS, published)
        told.append((at, tuple(said(draw, reign, at, published))))
    return told


def said(draw: st.DrawFn, reign: Reign, at: Article, published: dt.date) -> list[Fact]:
    term = draw(st.sampled_from(("", TERMS[reign.who])))
    status: Status = "current"
    if published < reign.start:
        status = "incoming"
    elif reign.end is not None and published > reign.end:
        status = "former"
    facts: list[Fact] = [held(at, status, COUNCIL, term=term, who=reign.who)]
    if status == "former" and draw(st.booleans()):
        kind: ChangeKind = draw(st.sampled_from(("elected", "dismissed")))
        on = reign.start if kind == "elected" or reign.end is None else reign.end
        change = act(at, kind, on.isoformat(), COUNCIL)
        quote = (evidence(at, f"{reign.who}, Bí thư"),)
        facts.append(
            Change(
                person=Person(name=reign.who),
                change=kind,
                role=SECRETARY,
                organization=COUNCIL,
                earliest=change.earliest,
                latest=change.latest,
                evidence=quote,
            )
        )
    return facts


def told_of(pieces: list[tuple[Article, tuple[Fact, ...]]]) -> dict[Evidence, known.Tenure]:
    """For each piece of evidence the tenure it tells of."""
    found = tenures([a for a, _ in pieces], [fact for _, facts in pieces for fact in facts])
    return {piece: one for one in found for piece in one.evidence}


@settings(max_examples=150, deadline=None)
@given(truths())
def test_bounds_hold_the_truth_and_never_get_wider(pieces: list[tuple[Article, tuple[Fact, ...]]]) -> None:
    before: dict[Evidence, known.Tenure] = {}
    for number in range(1, len(pieces) + 1):
        now = told_of(pieces[:number])
        for piece, one in now.items():
            reign = next(r for r in WORLD if piece.quote.startswith(r.who))
            assert holds(one.start, reign.start)
            assert reign.end is None or holds(one.end, reign.end)
            assert reign.end is not None or one.end[1] is None or one.end[1] > LAST
            earlier = before.get(piece)
            assert earlier is None or (narrower(one.start, earlier.start) and narrower(one.end, earlier.end))
        before = now


@settings(max_examples=80, deadline=None)
@given(truths(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same(pieces: list[tuple[Article, tuple[Fact, ...]]], chance: object) -> None:
    articles, facts = [a for a, _ in pieces], [fact for _, told in pieces for fact in told]
    shuffled = list(facts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(reversed(articles), shuffled) == resolve(articles, facts)


def holds(window: known.Window, true: dt.date) -> bool:
    return (window[0] is None or window[0] <= true) and (window[1] is None or true <= window[1])


def narrower(now: known.Window, before: known.Window) -> bool:
    return (before[0] is None or (now[0] is not None and now[0] >= before[0])) and (
        before[1] is None or (now[1] is not None and now[1] <= before[1])
    )
