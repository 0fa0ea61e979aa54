"""The two levels of the grammar: rules over kinds, and the cascade that builds bodies, posts and persons with them."""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import extraction
from extraction import extract, read
from extraction.article import Article
from extraction.facts import Tenure
from extraction.grammar import MADE, Found, GrammarError, Rule, find, needed, possible, spell, symbol, tape, tape_of
from extraction.holders import HOLDERS, begun_by
from extraction.lexicon import word_kinds
from extraction.mentions import BodyPhrase, Mention
from extraction.phrases import HolderPhrase, PostPhrase


def row(kinds: str) -> list[Mention]:
    """Mentions of these kinds, one character each."""
    return [Mention(kind, n, n + 1) for n, kind in enumerate(kinds.split())]


def sentence(text: str) -> list[Mention]:
    """The phrases of a text of one sentence."""
    (only,) = read(Article(id="x", text=text)).sentences
    return only.row


# ---- rules --------------------------------------------------------------------------------------------------------


def test_groups_are_slots() -> None:
    """What a rule covers is told by its groups; a group that took no part is empty."""
    mentions = row("OTHER ROLE BODY NAME COMMA ROLE NAME OTHER")
    found = list(find((Rule("title", "(?P<role> ROLE ) (?P<body> BODY )? (?P<name> NAME )"),), mentions))
    assert [(f.first, f.last, f.start, f.end) for f in found] == [(1, 4, 1, 4), (5, 7, 5, 7)]
    assert [f["name"] for f in found] == [[mentions[3]], [mentions[6]]]
    assert [f.has("body") for f in found] == [True, False]
    assert list(found[1]["body"]) == []


def test_rules_are_tried_one_after_the_other() -> None:
    """Rule by rule, left to right; a rule that covers nothing finds nothing."""
    rules = (Rule("names", "NAME"), Rule("roles", "ROLE"), Rule("nothing", "BODY*"))
    found = list(find(rules, row("ROLE NAME ROLE NAME")))
    assert [(f.rule.name, f.first) for f in found] == [("names", 1), ("names", 3), ("roles", 0), ("roles", 2)]


def test_a_rule_does_not_cross_what_it_does_not_name() -> None:
    """OTHER, a comma, a sentence's end: each stops a rule that does not allow for it."""
    rule = Rule("title", "ROLE BODY? NAME")
    for between in ("OTHER", "COMMA", "DOT", "STOP", "CAPS", "QUOTE"):
        assert not list(find((rule,), row(f"ROLE {between} NAME")))
        assert not list(find((rule,), row(f"ROLE BODY {between} NAME")))


def test_kinds_are_words_not_letters() -> None:
    """POST is none of POSTS, AREA none of AREAREF, whatever the order of the kinds."""
    assert not list(find((Rule("post", "POST"),), row("POSTS")))
    assert not list(find((Rule("area", "AREA"),), row("AREAREF")))
    assert list(find((Rule("one of", "[AREA AREAREF]"),), row("AREAREF")))
    assert len(tape_of(["POST", "POSTS", "AREA"])) == len(set(tape_of(["POST", "POSTS", "AREA"]))) == 3
    assert tape(row("POST POSTS")) == tape_of(["POST", "POSTS"])


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("ROLE TITEL NAME", "TITEL"),
        ("(?P<name> NAMES )", "NAMES"),
        ("[ROLE BODDY]", "BODDY"),
        ("ROLE ( BODY NAME", "unterminated subpattern"),
        ("(?P<name> NAME ) (?P<name> NAME )", "redefinition"),
        ("ROLE ** NAME", "multiple repeat"),
        ("(?<= ROLE* ) NAME", "look-behind"),
    ],
)
def test_rule_that_is_wrong_is_refused_by_name(pattern: str, words: str) -> None:
    """The message names the rule and what is wrong with it; an unknown kind is told with those that exist."""
    with pytest.raises(GrammarError) as caught:
        _ = Rule("my-rule", pattern).regex
    message = str(caught.value)
    assert message.startswith("rule my-rule: ")
    assert words in message
    assert ("there is no kind" in message) == words.isupper()
    if words.isupper():
        assert all(kind in message for kind in ("ROLE", "NAME", "HOLDER"))


def _rules_in(value: object) -> list[Rule]:
    if isinstance(value, Rule):
        return [value]
    return [rule for part in value for rule in _rules_in(part)] if isinstance(value, tuple) else []


@cache
def rules_of_extraction() -> tuple[Rule, ...]:
    """All rules, each once."""
    modules = [importlib.import_module(m.name) for m in pkgutil.walk_packages(extraction.__path__, "extraction.")]
    rules = [rule for module in modules for value in vars(module).values() for rule in _rules_in(value)]
    return tuple({id(rule): rule for rule in rules}.values())


def test_every_rule_of_extraction_compiles() -> None:
    """Rules are compiled when first used: here all of them are."""
    assert len(rules_of_extraction()) > 200
    for rule in rules_of_extraction():
        assert rule.regex.pattern
        assert rule.name == rule.name.lower().replace(" ", "-"), "names of rules are words with dashes"


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_rule_is_skipped_where_it_matches(data: st.DataObject) -> None:
    """What a rule needs at least stands on every tape that it matches."""
    rule = data.draw(st.sampled_from(rules_of_extraction()))
    symbols = tape_of([*MADE, *word_kinds()])
    letters = st.characters(min_codepoint=ord(min(symbols)), max_codepoint=ord(max(symbols)))
    like = near(rule) if "(?>" in rule.pattern else st.from_regex(rule.regex, alphabet=letters)
    row = data.draw(like)
    if rule.regex.search(row):
        assert list(possible((rule,), row)) == [rule]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_holder_begins_with_what_its_rule_begins_with(data: st.DataObject) -> None:
    """The rules tried where a kind stands are all that match there."""
    rule = data.draw(st.sampled_from(HOLDERS))
    row = data.draw(near(rule))
    for match in rule.regex.finditer(row):
        kind = next(kind for kind in {*MADE, *word_kinds()} if symbol(kind) == row[match.start()])
        assert rule in begun_by(kind), kind


def near(rule: Rule) -> st.SearchStrategy[str]:
    """Tapes of the kinds that a rule names, for those that hypothesis cannot write tapes for."""
    kinds = sorted(set(re.findall(r"(?<!\?P<)\b[A-Z][A-Z_]+\b", rule.pattern)))
    return st.lists(st.sampled_from(kinds), max_size=8).map(tape_of)


def test_rules_are_skipped_by_what_they_need() -> None:
    """Kinds that cannot be left out, whatever stands around them; what cannot be told is not needed."""
    assert needed("( HON | RANK )* NAME (?! ROLE )") == [{"NAME"}]
    assert needed("NAME{2} ROLE{0,2} (?<= BODY | ORG OF ) .") == [{"NAME"}, {"BODY", "ORG"}]
    assert needed("NAME | ROLE?") == []
    assert needed("(?P<who> HOLDER (?> [COMMA AND] HOLDER )+ ) $") == [{"HOLDER"}, {"COMMA", "AND"}, {"HOLDER"}]
    rules = tuple(Rule(kinds.casefold(), kinds) for kinds in ("NAME", "NAME ROLE", "[ROLE BODY] NAME", "ORG"))
    assert [rule.pattern for rule in possible(rules, tape_of(["BODY", "NAME"]))] == ["NAME", "[ROLE BODY] NAME"]


def test_spelling_for_people() -> None:
    """The tape for people: kinds with their surfaces, OTHER as it stands."""
    text = "Ông Lê Văn Hùng, Bí thư  Huyện ủy Ba Tri dự."
    (only,) = read(Article(id="x", text=text)).sentences
    told = spell(only.mentions, text)
    assert told == "HON[Ông] NAME[Lê Văn Hùng] , ROLE[Bí thư] BODY[Huyện ủy] PLACE[Ba Tri] dự ."
    assert spell(only.row, text) == "HOLDER[Ông Lê Văn Hùng, Bí thư Huyện ủy Ba Tri] dự ."


# ---- bodies nest to the right ---------------------------------------------------------------------------------------


def nested(mention: Mention) -> list[str]:
    """The heads of a body and of what it is of, from left to right."""
    out = []
    inner: Mention | None = mention
    while inner is not None and isinstance(inner.value, BodyPhrase):
        out.append(f"{inner.value.entry.label} {inner.value.name}".strip())
        inner = inner.value.of
    return out


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Huyện ủy Ba Tri", ["Huyện ủy"]),
        ("Ban Tổ chức Huyện ủy Ba Tri", ["Ban Tổ chức", "Huyện ủy"]),
        ("Ban Tổ chức của Huyện ủy Ba Tri", ["Ban Tổ chức", "Huyện ủy"]),
        ("Phòng Nghiệp vụ Ban Tổ chức Tỉnh ủy Bến Tre", ["Phòng Nghiệp vụ", "Ban Tổ chức", "Tỉnh ủy"]),
        ("Đội Cảnh sát giao thông Công an huyện Ba Tri", ["Đội Cảnh sát giao thông", "Công an"]),
        ("Ban Thường vụ Đảng ủy Công an tỉnh Bến Tre", ["Ban Thường vụ", "Đảng ủy", "Công an"]),
        ("Ban Thường vụ Đảng ủy Khối các cơ quan tỉnh Bến Tre", ["Ban Thường vụ", "Đảng ủy", "Khối các cơ quan"]),
        (
            "Chi bộ Phòng Tổ chức cán bộ Sở Nội vụ tỉnh Bến Tre",
            ["Chi bộ", "Phòng Tổ chức cán bộ", "Sở Nội vụ"],
        ),
        ("Ban Chấp hành Đảng bộ tỉnh Bến Tre", ["Ban Chấp hành Đảng bộ"]),
        ("Văn phòng Đăng ký đất đai tỉnh Bến Tre", ["Văn phòng Đăng ký đất đai"]),
        ("Chi bộ thôn 5, xã Tiên Thủy, huyện Châu Thành, tỉnh Bến Tre", ["Chi bộ"]),
    ],
)
def test_bodies_nest_to_the_right(text: str, heads: list[str]) -> None:
    """One phrase, from the smallest body to the largest, that covers the whole text."""
    (mention,) = sentence(text)
    assert mention.kind == "ORG"
    assert nested(mention) == heads
    assert (mention.start, mention.end) == (0, len(text))


@pytest.mark.parametrize("between", [", ", "; ", " và ", " cùng "])
def test_bodies_of_a_list_stay_apart(between: str) -> None:
    """A sign or a word between two bodies keeps the second out of the first."""
    mentions = [m for m in sentence(f"Huyện ủy Ba Tri{between}Ban Tổ chức Tỉnh ủy Bến Tre") if m.kind == "ORG"]
    assert [nested(m) for m in mentions] == [["Huyện ủy"], ["Ban Tổ chức", "Tỉnh ủy"]]


def test_a_body_takes_no_body_of_its_own_kind() -> None:
    """ "Huyện ủy Ba Tri Huyện ủy Giồng Trôm": a slip of the page, not a nest."""
    mentions = sentence("Huyện ủy Ba Tri Huyện ủy Giồng Trôm")
    assert [nested(m) for m in mentions] == [["Huyện ủy"], ["Huyện ủy"]]


# ---- posts and holders -----------------------------------------------------------------------------------------


def holders(text: str) -> list[tuple[str, list[str]]]:
    """Each person with the surfaces of the posts beside the name."""
    out = []
    for mention in sentence(text):
        if isinstance(mention.value, HolderPhrase):
            posts = [text[p.start : p.end] for p in mention.value.posts]
            out.append((text[mention.value.name.start : mention.value.name.end], posts))
    return out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bí thư Huyện ủy Ba Tri Lê Văn Hùng", [("Lê Văn Hùng", ["Bí thư Huyện ủy Ba Tri"])]),
        ("Lê Văn Hùng, Bí thư Huyện ủy Ba Tri", [("Lê Văn Hùng", ["Bí thư Huyện ủy Ba Tri"])]),
        ("Lê Văn Hùng - Bí thư Huyện ủy Ba Tri", [("Lê Văn Hùng", ["Bí thư Huyện ủy Ba Tri"])]),
        ("Lê Văn Hùng (Bí thư Huyện ủy Ba Tri)", [("Lê Văn Hùng", ["Bí thư Huyện ủy Ba Tri"])]),
        (
            "Lê Văn Hùng, Tỉnh ủy viên, Bí thư Huyện ủy Ba Tri",
            [("Lê Văn Hùng", ["Tỉnh ủy viên", "Bí thư Huyện ủy Ba Tri"])],
        ),
        (
            "Bí thư Huyện ủy Ba Tri Lê Văn Hùng, Chủ tịch UBND huyện Ngô An Bình",
            [("Lê Văn Hùng", ["Bí thư Huyện ủy Ba Tri"]), ("Ngô An Bình", ["Chủ tịch UBND huyện"])],
        ),
        (
            "Lê Văn Hùng, Bí thư Huyện ủy Ba Tri, Ngô An Bình, Chủ tịch UBND huyện",
            [("Lê Văn Hùng", ["Bí thư Huyện ủy Ba Tri"]), ("Ngô An Bình", ["Chủ tịch UBND huyện"])],
        ),
        (
            "Lê Văn Hùng, Bí thư Huyện ủy Ba Tri và Chủ tịch UBND huyện Ngô An Bình",
            [("Lê Văn Hùng", ["Bí thư Huyện ủy Ba Tri"]), ("Ngô An Bình", ["Chủ tịch UBND huyện"])],
        ),
        (
            "Bí thư Huyện ủy Ba Tri Lê Văn Hùng và ông Ngô An Bình, Chủ tịch UBND huyện",
            [("Lê Văn Hùng", ["Bí thư Huyện ủy Ba Tri"]), ("Ngô An Bình", ["Chủ tịch UBND huyện"])],
        ),
        ("Lê Văn Hùng gặp Bí thư Huyện ủy Ba Tri", [("Lê Văn Hùng", [])]),
        ("Lê Văn Hùng. Bí thư Huyện ủy Ba Tri", [("Lê Văn Hùng", [])]),
        (
            "Chủ tịch UBND huyện Ba Tri cùng Lê Văn Hùng, Bí thư Huyện đoàn",
            [("Lê Văn Hùng", ["Bí thư Huyện đoàn"])],
        ),
    ],
)
def test_holders(text: str, told: list[tuple[str, list[str]]]) -> None:
    """A person has the posts that stand beside the name, and none of the neighbour's."""
    assert holders(text.replace("Hùng.", "Hùng …")) == told


def test_a_post_knows_its_marks() -> None:
    """Former, acting and newly named belong to the post they stand before; a term to the one before it."""
    (mention,) = sentence("nguyên Bí thư, quyền Chủ tịch UBND huyện Ba Tri khóa XII, tân Giám đốc Sở Nội vụ")
    posts = [p.value for p in mention.parts]
    assert all(isinstance(p, PostPhrase) for p in posts)
    marks = [(p.label, p.former, p.acting, p.newly, p.term) for p in posts if isinstance(p, PostPhrase)]
    assert marks == [
        ("Bí thư", True, False, False, ""),
        ("Quyền Chủ tịch", False, True, False, "khóa XII"),
        ("Giám đốc", False, False, True, ""),
    ]


def test_found_is_a_view() -> None:
    """What is found points into the row it was found in."""
    mentions = row("ROLE NAME")
    (found,) = find((Rule("title", "ROLE (?P<name> NAME )"),), mentions)
    assert isinstance(found, Found)
    assert found["name"][0] is mentions[1]


# ---- a list of any length, in any order ------------------------------------------------------------------------

PEOPLE = ["Nguyễn Văn An", "Trần Thị Bích", "Lê Quốc Cường", "Phạm Minh Dũng", "Đỗ Thúy Hạnh", "Vũ Đình Khoa"]
TITLES = [
    ("Bí thư Tỉnh ủy Bến Tre", "Bí thư", "Tỉnh ủy Bến Tre"),
    ("Chủ tịch UBND tỉnh Sơn La", "Chủ tịch", "Ủy ban nhân dân tỉnh Sơn La"),
    ("Phó Chủ tịch HĐND huyện Ba Tri", "Phó Chủ tịch", "Hội đồng nhân dân huyện Ba Tri"),
    ("Giám đốc Sở Nội vụ tỉnh Đồng Tháp", "Giám đốc", "Sở Nội vụ tỉnh Đồng Tháp"),
    ("Trưởng Ban Tổ chức Thành ủy Hải Phòng", "Trưởng ban", "Ban Tổ chức Thành ủy Hải Phòng"),
    ("Chánh Văn phòng Tỉnh ủy Lạng Sơn", "Chánh Văn phòng", "Văn phòng Tỉnh ủy Lạng Sơn"),
    ("Bộ trưởng Bộ Tài chính", "Bộ trưởng", "Bộ Tài chính"),
    ("Chủ tịch Hội Nông dân tỉnh Hà Giang", "Chủ tịch", "Hội Nông dân tỉnh Hà Giang"),
    ("Viện trưởng Viện KSND tỉnh Thái Bình", "Viện trưởng", "Viện Kiểm sát nhân dân tỉnh Thái Bình"),
    ("Giám đốc Công an tỉnh Nghệ An", "Giám đốc", "Công an tỉnh Nghệ An"),
]
STYLES = {
    "after a comma": ("{name}, {posts}", "; "),
    "after a comma, all commas": ("ông {name}, {posts}", ", "),
    "after a dash": ("{name} - {posts}", "; "),
    "in brackets": ("ông {name} ({posts})", ", "),
    "before": ("{posts} {name}", ", "),
    "before, with and": ("{posts} {name}", " và "),
    "bullets": ("\n- Đồng chí {name}, {posts}", ""),
}

Person = tuple[str, list[tuple[str, str, str]]]


@st.composite
def rosters(draw: st.DrawFn) -> list[Person]:
    """One to five persons, each with one or two of the posts, no post twice."""
    titles = draw(st.permutations(TITLES))
    people = draw(st.permutations(PEOPLE))[: draw(st.integers(1, 5))]
    out, at = [], 0
    for name in people:
        size = draw(st.integers(1, 2))
        out.append((name, list(titles[at : at + size])))
        at += size
    return out


def tenures(text: str) -> set[tuple[str, str, str]]:
    """Who, role and body of each tenure."""
    facts = extract(Article(id="x", text=text))
    return {(f.person.name, f.role.vi, f.organization.label) for f in facts if isinstance(f, Tenure)}


@pytest.mark.parametrize("style", STYLES)
@given(roster=rosters())
@example(roster=[(name, [title]) for name, title in zip(PEOPLE, TITLES, strict=False)])
@settings(max_examples=25, deadline=None)
def test_no_title_goes_to_the_neighbour(style: str, roster: list[Person]) -> None:
    """Whoever stands in a list, in whatever style: each has his or her own posts, all of them and no other."""
    form, between = STYLES[style]
    told = between.join(form.format(name=name, posts=", ".join(t[0] for t in posts)) for name, posts in roster)
    lead = "Dự có các đồng chí:" if style == "bullets" else "Dự hội nghị có "
    assert tenures(f"{lead}{told}.") == {(name, role, body) for name, posts in roster for _, role, body in posts}


@given(roster=rosters(), forms=st.lists(st.sampled_from([form for form, _ in STYLES.values()][:5]), min_size=5))
@settings(max_examples=100, deadline=None)
def test_styles_may_be_mixed(roster: list[Person], forms: list[str]) -> None:
    """Semicolons part the persons of a list, however each of them is told."""
    told = "; ".join(
        form.format(name=name, posts=", ".join(t[0] for t in posts))
        for form, (name, posts) in zip(forms, roster, strict=False)
    )
    assert tenures(f"Dự hội nghị có {told}.") == {
        (name, role, body) for name, posts in roster for _, role, body in posts
    }
