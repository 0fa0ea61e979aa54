"""Which person: evidence for and against, names written in two ways, and what people decide."""

from __future__ import annotations

import datetime as dt
import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dangbo
from benchmarks import persons as labelled
from extraction.article import Article
from extraction.facts import Area, Event, Evidence, Fact, Organization, Participation, Person, Role, Status, Tenure
from graph import decisions as decided
from graph import entities as known
from graph.identity import folded
from graph.names import likeness, share
from graph.resolve import Resolved, resolve
from tests.small_graph import (
    BEN_TRE,
    CHAU_THANH_BEN_TRE,
    DEPUTY,
    DONG_THAP,
    POLITBURO,
    SECRETARY,
    article,
    district_committee,
    provincial_committee,
)

COMMON, RARE = "Nguyễn Văn Hùng", "Huỳnh Vĩnh Kha"
CHAIR, DIRECTOR, MEMBER = (
    Role(vi=vi, en=en) for vi, en in (("Chủ tịch", "Chair"), ("Giám đốc", "Director"), ("Ủy viên", "Member"))
)
BEN_TRE_COUNCIL = Organization(
    label="Hội đồng nhân dân tỉnh Bến Tre", kind="people-council", level="province", area=BEN_TRE
)
MINISTRY = Organization(label="Bộ Nội vụ", kind="ministry", level="central")
DISTRICT = district_committee(CHAU_THANH_BEN_TRE)
TIEN_THUY = Area(name="Tiên Thủy", type="xã", level="commune", place="c28861-old")


def firm(name: str) -> Organization:
    return Organization(label=name, kind="enterprise")


def says(source: str, name: str, body: Organization | None, role: Role = SECRETARY, status: Status = "current") -> Fact:
    """An article has somebody in a post, or only at a meeting; each statement at a place of its own."""
    at = sum(map(ord, f"{name}{body and body.label}{role.vi}")) % 5000
    quote = f"{name}, {role.vi}"
    piece = Evidence(article=source, start=at, end=at + len(quote), quote=quote, rule="test", status=status)
    if body is None:
        event = Event(type="meeting", name=f"Họp {source}")
        return Participation(agent=Person(name=name), part="speaker", event=event, evidence=(piece,))
    return Tenure(person=Person(name=name), role=role, organization=body, evidence=(piece,))


def graph(*facts: Fact, days: dict[str, dt.date] | None = None, decisions: str = "") -> Resolved:
    ids = sorted({piece.article for fact in facts for piece in fact.evidence})
    articles = [article(one, "Lời.", (days or {}).get(one)) for one in ids]
    return resolve(articles, facts, decisions=decided.parse(decisions))


def persons(resolved: Resolved) -> list[list[str]]:
    """The articles of each person, in order."""
    return sorted([one for one, _ in identity.mentions] for identity in resolved.identities)


ONE, TWO = [["a", "b"]], [["a"], ["b"]]


def test_how_rare_a_name_is() -> None:
    order = ["Nguyễn Văn Hùng", "Lê Thanh Hải", "Nguyễn Thị Thu Hằng", "Trần Vĩnh Tuyến", "Thạch Sên Vuông"]
    shares = [share(folded(name)) for name in order]
    assert shares == sorted(shares, reverse=True)
    assert share(folded("NGUYỄN VĂN HÙNG")) == shares[0]


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Trần Ngọc Tam", "Trần Tam", "without a middle name"),
        ("Nguyễn Thị Thanh Nhàn", "Nguyễn Thanh Nhàn", "without a middle name"),
        ("Huỳnh Đức Thơ", "Huỳnh Đức Thọ", "one letter apart"),
        ("Nguyễn Sỹ Cương", "Nguyễn Sĩ Cương", "one letter apart"),
        ("Thạch Sên Vuông", "Thach Sen Vuong", "without its diacritics"),
        ("Y Thanh Hà Niê Kđăm", "Y Thanh Hà", "without its last part"),
        ("Lê Văn Thanh", "Lê Trí Thanh", ""),
        ("Lê Văn An", "Trần Văn An", ""),
        ("Lê Văn An", "An", ""),
    ],
)
def test_which_names_are_alike(one: str, other: str, how: str) -> None:
    assert likeness(folded(one), folded(other)) == likeness(folded(other), folded(one)) == how


@pytest.mark.parametrize(
    ("name", "first", "second", "expected"),
    [
        (COMMON, (DISTRICT, SECRETARY), (DISTRICT, CHAIR), ONE),  # one body
        (COMMON, (DISTRICT, SECRETARY), (BEN_TRE_COUNCIL, CHAIR), TWO),  # a province has many of this name
        (RARE, (DISTRICT, SECRETARY), (BEN_TRE_COUNCIL, CHAIR), ONE),  # and none of that one
        (RARE, (DISTRICT, SECRETARY), (provincial_committee(DONG_THAP), DEPUTY), TWO),  # far, and no word of a move
        (COMMON, (POLITBURO, MEMBER), (MINISTRY, DEPUTY), TWO),
        (RARE, (POLITBURO, MEMBER), (MINISTRY, DEPUTY), ONE),
        (RARE, (provincial_committee(BEN_TRE), SECRETARY), (MINISTRY, DEPUTY), ONE),  # the usual way up
        (RARE, (firm("Công ty Hoa Mai"), DIRECTOR), (firm("Công ty TNHH Hoa Mai"), DIRECTOR), ONE),
        (COMMON, (firm("Công ty Hoa Mai"), DIRECTOR), (firm("Công ty TNHH Hoa Mai"), DIRECTOR), TWO),
        (COMMON, (firm("Công ty Hoa Mai"), DIRECTOR), (firm("Công ty Hoa Mai"), CHAIR), ONE),
    ],
)
def test_posts_of_two_articles(
    name: str, first: tuple[Organization, Role], second: tuple[Organization, Role], expected: list[list[str]]
) -> None:
    assert persons(graph(says("a", name, *first), says("b", name, *second))) == expected


def test_an_article_that_tells_of_the_move_joins() -> None:
    both = [says("c", COMMON, DISTRICT, status="former"), says("c", COMMON, BEN_TRE_COUNCIL, CHAIR)]
    found = graph(says("a", COMMON, DISTRICT), says("b", COMMON, BEN_TRE_COUNCIL, CHAIR), *both)
    assert persons(found) == [["a", "b", "c"]]


def test_an_article_that_tells_two_apart() -> None:
    """Two heads of two communes of one name, each with the full name beside the post."""
    other = Area(name="Phú Đức", type="xã", level="commune", place="c28834-old")
    bodies = [
        Organization(label=f"Đảng ủy xã {area.name}", kind="party-committee", level="commune", area=area)
        for area in (TIEN_THUY, other)
    ]
    found = graph(*(says("a", RARE, body) for body in bodies))
    assert persons(found) == [["a"], ["a"]]
    assert not found.doubts
    moved = [says("a", RARE, bodies[0], status="former"), says("a", RARE, bodies[1])]
    assert persons(graph(*moved)) == [["a"]]


def test_two_provinces_led_in_one_month_are_led_by_two() -> None:
    facts = [says("a", RARE, provincial_committee(BEN_TRE)), says("b", RARE, provincial_committee(DONG_THAP))]
    facts += [says("a", RARE, MINISTRY, MEMBER, "former"), says("b", RARE, MINISTRY, MEMBER, "former")]
    day = dt.date(2017, 5, 8)
    apart = graph(*facts, days={"a": day, "b": day + dt.timedelta(days=20)})
    assert persons(apart) == TWO
    (doubt,) = apart.doubts
    assert doubt.mentions == (("a", RARE), ("b", RARE))
    assert persons(graph(*facts, days={"a": day, "b": day + dt.timedelta(days=900)})) == ONE


def test_a_name_without_a_post_is_the_one_of_those_it_is_named_with() -> None:
    facts = [says("a", "Lê Thanh Hải", DISTRICT), says("a", RARE, DISTRICT, DEPUTY)]
    facts += [says("b", "Lê Thanh Hải", None), says("b", RARE, None)]
    assert persons(graph(*facts)) == [["a", "b"], ["a", "b"]]
    alone = [fact for fact in facts if not (fact.evidence[0].article == "b" and RARE in fact.evidence[0].quote)]
    assert persons(graph(*alone)) == [["a"], ["a"], ["b"]]


def test_a_name_without_a_post_stays_open_between_two() -> None:
    facts = [says("a", RARE, DISTRICT), says("b", RARE, firm("Công ty Sao Biển"), DIRECTOR), says("c", RARE, None)]
    facts += [says("b", RARE, provincial_committee(DONG_THAP), MEMBER)]
    found = graph(*facts)
    assert persons(found) == [["a"], ["b"], ["c"]]
    ids = {identity.mentions[0][0]: identity.id for identity in found.identities}
    assert {frozenset((doubt.one, doubt.other)) for doubt in found.doubts} >= {
        frozenset((ids["a"], ids["c"])),
        frozenset((ids["b"], ids["c"])),
    }
    assert all("the name is rare" in doubt.because for doubt in found.doubts)
    people = {one.id: one for one in found.entities if isinstance(one, known.Person)}
    assert set(people[ids["c"]].possibly) == {ids["a"], ids["b"]}
    assert ids["c"] in people[ids["a"]].possibly


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Trần Ngọc Quyên", "Trần Quyên", ONE),
        ("Huỳnh Đức Thơ", "Huỳnh Đức Thọ", ONE),
        ("Y Thanh Hà Niê Kđăm", "Y Thanh Hà", ONE),
        ("Thạch Sên Vuông", "Thach Sen Vuong", ONE),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", TWO),  # both are names of many
        ("Lê Văn Thanh", "Lê Trí Thanh", TWO),
    ],
)
def test_two_ways_to_write_a_name_at_one_post(one: str, other: str, expected: list[list[str]]) -> None:
    found = graph(says("a", one, DISTRICT), says("a2", one, DISTRICT), says("b", other, DISTRICT))
    assert [[one for one in group if one != "a2"] for group in persons(found)] == expected


def test_whom_a_story_names_again_is_the_same() -> None:
    text = (
        "Huyện ủy tổng kết công tác xây dựng Đảng năm qua và bàn phương hướng, nhiệm vụ của năm tới tại hội trường. "
        * 2
    )
    facts = [says("a", COMMON, DISTRICT), says("b", COMMON, None), says("c", COMMON, None)]
    articles = [article("a", text), article("b", f"Tin vắn. {text}"), article("c", "Một bài khác hẳn.")]
    found = resolve(articles, facts)
    assert persons(found) == [["a", "b"], ["c"]]
    (link,) = (link for identity in found.identities for link in identity.links)
    assert link.because.startswith("both articles print one story")


def test_names_alike_without_a_circle_in_common_stay_two() -> None:
    found = graph(says("a", "Huỳnh Đức Thơ", DISTRICT), says("b", "Huỳnh Đức Thọ", provincial_committee(DONG_THAP)))
    assert persons(found) == TWO


def test_why_is_told() -> None:
    found = graph(says("a", COMMON, DISTRICT), says("b", COMMON, DISTRICT), says("c", COMMON, DISTRICT, CHAIR))
    (identity,) = found.identities
    assert [(link.one, link.other) for link in identity.links] == [
        (("a", COMMON), ("b", COMMON)),
        (("a", COMMON), ("c", COMMON)),
    ]
    assert identity.links[0].because == (
        "both are Bí thư at Huyện ủy Châu Thành; 0.01 others of this name are to be expected there"
    )


SAME = '[[same]]\nmentions = [["a", "Nguyễn Văn Hùng"], ["b", "NGUYỄN VĂN HÙNG"]]\n'


def test_decisions_override() -> None:
    far = [says("a", COMMON, DISTRICT), says("b", COMMON, MINISTRY, DEPUTY)]
    assert persons(graph(*far)) == TWO
    joined = graph(*far, decisions=SAME)
    assert persons(joined) == ONE
    assert joined.identities[0].links[0].because == "a decision says so"
    near = [says(one, COMMON, DISTRICT) for one in "abc"]
    apart = graph(*near, decisions=SAME.replace("same", "apart"))
    assert persons(apart) == [["a", "c"], ["b"]]
    assert not apart.doubts
    assert not apart.unmatched


def test_a_decision_about_nobody_is_told() -> None:
    found = graph(says("a", COMMON, DISTRICT), decisions="\n" + SAME)
    assert found.unmatched == ("line 2: article 'b' names no 'NGUYỄN VĂN HÙNG'",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[same]\n", "not TOML"),
        ("\n[[equal]]\nmentions = []\n", "line 2: 'equal'"),
        ("[same]\nmentions = []\n", "line 1: 'same'"),
        ("[[same]]\nmentions = [['a', 'Lê An']]\n", "line 1: two mentions"),
        ("[[apart]]\nmentions = ['a', 'b']\n", "line 1: 'a' is no mention"),
        ("[[apart]]\nmention = []\n", "line 1: expected"),
        (SAME + SAME.replace("same", "apart"), "line 3: .* apart here, and the same by other decisions"),
    ],
)
def test_decisions_that_cannot_be_followed(text: str, told: str) -> None:
    with pytest.raises(decided.DecisionError, match=told):
        decided.parse(text)


NAMES = (COMMON, "Nguyễn Văn Hưng", RARE, "Thạch Vuông", "Lê Thanh Hải", "LÊ THANH HẢI")
BODIES = (
    None,
    DISTRICT,
    BEN_TRE_COUNCIL,
    provincial_committee(DONG_THAP),
    MINISTRY,
    POLITBURO,
    firm("Công ty Hoa Mai"),
)


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[Article], list[Fact]]:
    """Articles and facts in which much could be the same."""
    ids = [f"bai-{number}" for number in range(draw(st.integers(1, 6)))]
    days = st.sampled_from([None, dt.date(2016, 3, 1), dt.date(2016, 3, 9), dt.date(2021, 6, 1)])
    statement = st.builds(
        says,
        st.sampled_from(ids),
        st.sampled_from(NAMES),
        st.sampled_from(BODIES),
        st.sampled_from([SECRETARY, CHAIR, MEMBER]),
        st.sampled_from(["current", "former"]),
    )
    return [article(one, "Lời.", draw(days)) for one in ids], draw(st.lists(statement, min_size=1, max_size=14))


@settings(max_examples=80, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_persons(corpus: tuple[list[Article], list[Fact]], chance: random.Random) -> None:
    articles, facts = corpus
    shuffled = [*facts, facts[0]]
    chance.shuffle(shuffled)
    expected = resolve(articles, facts)
    assert resolve(reversed(articles), shuffled) == expected
    with pytest.MonkeyPatch.context() as patch:  # nor does it matter what is settled and merged together
        for module in ("graph.people", "graph.resolve"):
            patch.setattr(f"{module}._AT_ONCE", 1)
        assert resolve(articles, facts) == expected
    for identity in expected.identities:  # its links lead from each of its mentions to all others
        reached = {identity.mentions[0]}
        for _ in identity.links:
            reached |= {
                end for link in identity.links for end in (link.one, link.other) if {link.one, link.other} & reached
            }
        assert {one for one, _ in reached} == {one for one, _ in identity.mentions}
    ids = {one.id for one in expected.entities}
    assert all({doubt.one, doubt.other} <= ids and doubt.one < doubt.other for doubt in expected.doubts)


@settings(max_examples=60, deadline=None)
@given(corpora())
def test_a_later_article_renames_nobody_it_does_not_touch(corpus: tuple[list[Article], list[Fact]]) -> None:
    articles, facts = corpus
    later = article("bai-9", "Lời.", dt.date(2025, 1, 1))
    before = {identity.mentions: identity.id for identity in resolve(articles, facts).identities}
    news = [says("bai-9", "Vừ Thị Máy", DISTRICT)]
    after = {identity.mentions: identity.id for identity in resolve([*articles, later], [*facts, *news]).identities}
    assert before.items() <= after.items()


BUILD = "DANGBO_LABELLED_BUILD"


@pytest.mark.skipif(
    BUILD not in os.environ, reason=f"{BUILD} names no build of the corpus that benchmarks/persons_gold.json is of"
)
def test_as_right_as_before() -> None:
    workspace = dangbo.open(os.environ[BUILD])
    facts = list(workspace.facts())
    resolved = resolve(workspace.articles(), facts)
    where = labelled.persons_of(facts, resolved)
    got = labelled.score(labelled.blocks(labelled.read(labelled.GOLD), where, labelled.persons(resolved), True))
    assert (got.mentions > 600, got.precision >= 0.99, got.recall >= 0.96) == (True, True, True)


def test_the_measure() -> None:
    """An example of Bagga and Baldwin: two groups that should be three."""
    truth = dict.fromkeys(range(5), "a") | dict.fromkeys((5, 6), "b") | dict.fromkeys(range(7, 12), "c")
    found = dict.fromkeys(range(5), "x") | dict.fromkeys(range(5, 12), "y")
    block = labelled.Block(
        "",
        {("", 0, one): ord(group) for one, group in truth.items()},
        {("", 0, one): who for one, who in found.items()},
    )
    got = labelled.score([block])
    assert (got.mentions, round(got.precision, 3), got.recall) == (12, 0.762, 1.0)
