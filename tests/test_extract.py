"""Extraction as a whole: a pure function whose facts travel, whose quotes hold on any text, in linear time."""

from __future__ import annotations

import datetime as dt
import gc
import pickle
import textwrap
import time
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction import explain, extract
from extraction.article import Article
from extraction.facts import Fact, Tenure

TESTS = Path(__file__).parent
GOLDEN = sorted((TESTS / "golden" / "articles").glob("*.txt"))


def article(text: str) -> Article:
    return Article(id="a", text=text, published=dt.date(2019, 6, 3))


@cache
def golden() -> tuple[Article, ...]:
    """A dozen articles of all kinds."""
    return tuple(Article(id=p.stem, text=p.read_bytes().decode("utf-8")) for p in GOLDEN[::4])


@cache
def wordings() -> tuple[str, ...]:
    """The sentences of all families."""
    files = sorted((TESTS / "sentences").glob("*.toml"))
    cases = [case for path in files for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
    return tuple(case.get("context", "") + " " + case["text"] for case in cases)


def sound(of: Article, facts: list[Fact]) -> None:
    """Each fact has evidence, whose quote stands in the article where it says."""
    for fact in facts:
        assert fact.evidence
        for evidence in fact.evidence:
            assert evidence.article == of.id
            assert 0 <= evidence.start < evidence.end <= len(of.text)
            assert of.text[evidence.start : evidence.end] == evidence.quote
            assert 0 < evidence.confidence <= 1
            assert evidence.rule
            assert (evidence.status is not None) == isinstance(fact, Tenure)


# ---- a pure function --------------------------------------------------------------------------------------------


def test_same_article_same_facts() -> None:
    """Twice the same article, others in between: the same facts in the same order."""
    first = [extract(a) for a in golden()]
    again = [extract(Article(id=a.id, text=a.text)) for a in reversed(golden())]
    assert first == again[::-1]
    assert any(first)


def test_facts_travel() -> None:
    """Facts survive pickle and JSON, and are told apart by their kind."""
    facts = [fact for a in golden() for fact in extract(a)]
    facts += extract(article("Ông Lê Văn Hùng (sinh năm 1965), Bí thư Tỉnh ủy Bến Tre."))
    assert {type(fact) for fact in facts} == set(get_args(Fact))
    assert pickle.loads(pickle.dumps(facts)) == facts
    assert msgspec.json.decode(msgspec.json.encode(facts), type=list[Fact]) == facts
    assert len({msgspec.json.encode(fact) for fact in facts}) == len(facts)


def test_facts_are_frozen() -> None:
    """Nobody changes a fact."""
    fact = extract(article("Ông Lê Văn Hùng, Bí thư Tỉnh ủy Bến Tre."))[0]
    assert isinstance(fact, Tenure)
    with pytest.raises(AttributeError):
        fact.term = "khóa XIII"  # type: ignore[misc]


def test_explaining_says_what_extracting_says() -> None:
    """`explain` tells every fact, beside the sentence its evidence lies in."""
    for a in golden()[:4]:
        told = [fact for line in explain(a) for fact in line.facts]
        assert {msgspec.json.encode(fact) for fact in told} == {msgspec.json.encode(fact) for fact in extract(a)}


def test_metadata_are_not_text() -> None:
    """A title or a publisher gives no fact by itself."""
    a = Article(id="a", text="Trời mưa.", title="Bí thư Tỉnh ủy Bến Tre Lê Văn Hùng", publisher="Báo Đồng Khởi")
    assert extract(a) == []


# ---- any text -----------------------------------------------------------------------------------------------------

FRAGMENTS = [
    *("Bí thư Tỉnh ủy", "Phó Chủ tịch UBND huyện Ba Tri", "ông Lê Văn Hùng", "bà Trần Thị Lan", "Nguyễn Văn An", "ông"),
    *("các đồng chí:", "nguyên", "được bầu giữ chức", "bổ nhiệm", "thôi giữ chức", "miễn nhiệm", "là", "do", "làm"),
    *("và", ",", ";", ":", "-", "–", "(", ")", ".", "\n", "\n- ", "1. ", "“", "”", "của", "đối với", "kiêm", "Quyền"),
    *("thực hiện", "quán triệt", "Nghị quyết số 18-NQ/TW", "Chỉ thị 05 của Bộ Chính trị", "khóa XII", "về công tác"),
    *("kết nạp", "42", "đảng viên", "Đảng bộ huyện Ba Tri", "chi bộ", "trong năm 2018", "nhiệm kỳ 2015 - 2020", "thay"),
    *("xã Tiên Thủy", "huyện Châu Thành", "tỉnh Bến Tre", "TP.HCM", "Hà Nội", "toàn tỉnh", "Công ty TNHH Sao Mai"),
]
HOSTILE = [
    *(
        "\x00",
        "\u200b",
        "\ufeff",
        "\u202e",
        "\u0301",
        "\u0300\u0301\u0323",
        "😀",
        "👩\u200d👧",
        "\r\n",
        "\r",
        "\x0b",
        "\x0c",
    ),
    *("\u2028", "\u00a0", "</script>", "<b>", '"', "'", "’", "\\", "%s", "{0}", "\ud800", "\U0010ffff", "½", "①", "İ"),
    *("ﬁ", "Ａ", "\ue000", "A" * 300),
]

pieces = st.one_of(
    st.sampled_from(FRAGMENTS), st.sampled_from(FRAGMENTS), st.sampled_from(HOSTILE), st.text(max_size=6)
)
joints = st.sampled_from([" ", " ", " ", "", ", ", "\n"])


@st.composite
def genre(draw: st.DrawFn) -> str:
    """Something like an article: fragments of the genre in any order, with whatever else a page may hold."""
    out = [p + draw(joints) for p in draw(st.lists(pieces, max_size=30))]
    form = draw(st.sampled_from(["", "", "NFD"]))
    return unicodedata.normalize(form, "".join(out)) if form else "".join(out)


@given(genre())
@settings(max_examples=400, deadline=None)
def test_any_text_is_read(text: str) -> None:
    """No text breaks extraction, every quote is in it, and reading it again says the same."""
    a = article(text)
    facts = extract(a)
    sound(a, facts)
    assert extract(a) == facts


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_disturbed_wordings_are_read(data: st.DataObject) -> None:
    """Sentences that do give facts, with something hostile put in anywhere, keep their quotes."""
    text = data.draw(st.sampled_from(wordings()))
    at = data.draw(st.integers(0, len(text)))
    a = article(text[:at] + data.draw(st.sampled_from(HOSTILE)) + text[at:])
    sound(a, extract(a))


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n\n"])
def test_line_ends_of_any_system(newline: str) -> None:
    """However the lines end, the facts are the same but for their places."""
    for a in golden():
        other = Article(id=a.id, text=a.text.replace("\r\n", "\n").replace("\n", newline))
        facts = extract(other)
        sound(other, facts)
        if newline == "\r\n":
            assert gist(facts) == gist(extract(a))


def gist(facts: list[Fact]) -> list[str]:
    """Facts without their evidence."""
    plain = [msgspec.structs.replace(fact, evidence=()) for fact in facts]
    return sorted({unicodedata.normalize("NFC", msgspec.json.encode(fact).decode()) for fact in plain})


def test_evidence_counts_code_points() -> None:
    """Characters outside the basic plane before a quote move it by one each."""
    plain = extract(article("Ông Lê Văn Hùng, Bí thư Tỉnh ủy Bến Tre, dự."))
    moved = extract(article("😀👩\u200d👧 \n Ông Lê Văn Hùng, Bí thư Tỉnh ủy Bến Tre, dự."))
    assert gist(plain) == gist(moved)
    assert moved[0].evidence[0].start - plain[0].evidence[0].start == len("😀👩\u200d👧 \n ")


def quotes(facts: list[Fact]) -> list[str]:
    """All quotes, in composed letters."""
    return sorted(unicodedata.normalize("NFC", e.quote) for fact in facts for e in fact.evidence)


def test_decomposed_articles_are_read_alike() -> None:
    """An article in NFD gives the facts it gives in NFC, and the same quotes, whole letters with their marks."""
    for a in golden():
        plain = extract(Article(id=a.id, text=unicodedata.normalize("NFC", a.text)))
        other = Article(id=a.id, text=unicodedata.normalize("NFD", a.text))
        marked = extract(other)
        sound(other, marked)
        assert gist(marked) == gist(plain)
        assert quotes(marked) == quotes(plain)


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u00ad", "\u200e"])
@pytest.mark.parametrize("place", ["after blanks", "inside words"])
def test_signs_without_width_are_nothing(sign: str, place: str) -> None:
    """They may stand anywhere: the facts are the same, the quotes hold them where they are."""
    for a in golden()[:6]:
        text = a.text.replace(" ", f" {sign}") if place == "after blanks" else a.text.replace("n", f"n{sign}")
        other = Article(id=a.id, text=text)
        facts = extract(other)
        sound(other, facts)
        assert gist(facts) == gist(extract(a))
        assert [quote.replace(sign, "") for quote in quotes(facts)] == quotes(extract(a))


def test_icelandic_eth_is_the_vietnamese_d() -> None:
    """Some papers send Ð for Đ; the quote has it as it came."""
    text = "Ông Ðỗ Văn Ðiền, Phó Chủ tịch UBND tỉnh Ðồng Tháp, dự."
    (fact,) = extract(article(text))
    assert isinstance(fact, Tenure)
    assert (fact.person.name, fact.organization.label) == ("Đỗ Văn Điền", "Ủy ban nhân dân tỉnh Đồng Tháp")
    sound(article(text), [fact])
    assert fact.evidence[0].quote.startswith("Ðỗ Văn Ðiền")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "\ufeff", "...", "😀", "a", "A" * 10_000, "\u0301" * 5_000])
def test_nothing_to_read(text: str) -> None:
    """No words, no facts."""
    assert extract(article(text)) == []


# ---- time ----------------------------------------------------------------------------------------------------------


def seconds(text: str) -> float:
    """Processor time, without that of the garbage collector, whose full rounds come when they come."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    facts = extract(article(text))
    took = time.process_time() - start
    gc.enable()
    assert isinstance(facts, list)
    return took


def growth(piece: str, small: int) -> float:
    """How many times as long four times the text takes: the best of up to five tries."""
    text = piece * (4 * small // len(piece) + 1)
    best = 99.0
    for _ in range(5):
        best = min(best, seconds(text[: 4 * small]) / max(seconds(text[:small]), 0.002))
        if best < 6:
            break
    return best


@pytest.fixture(scope="module")
def warm() -> None:
    extract(article("Ông Lê Văn Hùng, Bí thư Tỉnh ủy Bến Tre, thực hiện Chỉ thị 05, kết nạp 5 đảng viên."))


SHAPES = {
    "articles": "\n".join(a.text for a in golden()),
    "a line of titles": "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Bến Tre, Trưởng Ban Tổ chức, ",
    "a line of holders": "Phó Bí thư Tỉnh ủy Bến Tre Nguyễn Văn An, Chủ tịch UBND huyện Ba Tri Lê Văn Hùng, ",
    "capitalised": "Nguyễn Trần Lê Phạm ",
    "capitals": "BÍ THƯ HUYỆN ỦY ",
    "digits": "1234567890 12/5 ",
    "one number": "1234567890",
    "one word": "a",
    "marks": "a\u0301\u0323",
    "brackets": "(",
    "dots that end nothing": "12. 13. ",
    "documents without an actor": "thực hiện Nghị quyết số 5-NQ/TW, ",
    "bullets": "- Lê Văn Hùng, Bí thư Tỉnh ủy Bến Tre\n",
    "changes": "Ông Lê Văn Hùng được bổ nhiệm giữ chức Giám đốc Sở Nội vụ tỉnh Bến Tre, ",
    "measures": "Khai trừ ông Lê Văn Hùng. Ông thôi giữ chức Bí thư Đảng ủy. ",
    "documents issued": "Huyện ủy Ba Tri ban hành Nghị quyết số 5-NQ/HU.\n",
    "admissions": "Năm 2019, huyện Ba Tri kết nạp 214 đảng viên; riêng quý I kết nạp khoảng 36 đảng viên. ",
    "figures": "12 chi bộ đạt 5,5 %, ",
    "ratings": "Khiển trách 3 đảng viên. 9 tổ chức đảng hoàn thành tốt nhiệm vụ. ",
    "badges": "- Trao Huy hiệu Đảng cho 12 đảng viên\n",
    "a table": "Hoàn thành tốt | 12 | 30 | ",
    "days without a year": "ngày 12-5, ",
    "events on days without a year": "Ngày 12-5, Huyện ủy Ba Tri tổ chức hội nghị do ông Lê Văn Hùng chủ trì. ",
    "years": "năm 2018, ",
    "terms": "Trong nhiệm kỳ qua, huyện kết nạp 5 đảng viên. Nhiệm kỳ 2010 - 2015. ",
    "events attended": "dự buổi lễ có ông Lê Văn Hùng, ",
    "given names": "Ông Lê Văn An chủ trì hội nghị. Ông An phát biểu. Ông kết luận. ",
    "lives": "Ông Lê An sinh năm 1960. Năm 1990 được bầu làm Bí thư Đảng ủy xã An Thủy; 1995 - 1999: Trưởng phòng. ",
    "steps of a life": "tuổi 60 tuổi, năm 1990 chuyển ngành, 1995 - 1999: Phó Bí thư Huyện ủy Ba Tri, ",
    "programmes": "triển khai mô hình “Chi bộ bốn tốt”, ",
    "programmes of units": "mô hình “Ba không” nhắc tới xã An Thủy, huyện Ba Tri, Hội Nông dân xã An Hòa: “Bốn tốt”, ",
    "quotation marks": "“",
    "and": "và ",
    "short paragraphs": "Xã\n",
    "headlines": "HUYỆN ỦY BA TRI HỌP BÁO\n",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_time_is_linear(shape: str, warm: None) -> None:
    """160,000 characters take about four times as long as 40,000, whatever they are."""
    assert growth(SHAPES[shape], 40_000) < 9


LONGEST = 2400
"""Characters of a sentence at most; a longer stretch without a full stop is read in pieces."""
SENTENCES = {
    **SHAPES,
    "500 posts": "Bí thư Huyện ủy Ba Tri, Chủ tịch UBND xã An Thủy, ",
    "no full stop": "đồng chí Lê Văn Hùng cùng đoàn công tác đến thăm bà con xã An Thủy và ",
    "commas": ",",
    "a list of appointments": "ngày 12/4/2019, ông Hà Văn Thụ được bổ nhiệm giữ chức Giám đốc Sở Tư pháp, ",
}


@pytest.mark.parametrize("shape", SENTENCES)
def test_no_sentence_takes_long(shape: str, warm: None) -> None:
    """A sentence takes some milliseconds, at most 50 on a machine that does nothing else: here four times that."""
    piece = SENTENCES[shape].replace("\n", " ").replace(". ", ", ")
    text = (piece * (3 * LONGEST // len(piece) + 1))[: 3 * LONGEST]
    sentences = -(-len(text) // LONGEST)
    assert min(seconds(text) for _ in range(3)) / sentences < 0.2


def test_lines_broken_at_a_width_change_nothing() -> None:
    """A text broken every 76 letters tells the same facts as one whose paragraphs are lines, in its own words."""
    for whole in golden()[:6]:
        paragraphs = [line for line in whole.text.splitlines() if line.strip()]
        broken = msgspec.structs.replace(
            whole, text="\n\n".join(textwrap.fill(p, 76, break_on_hyphens=False) for p in paragraphs)
        )
        plain = msgspec.structs.replace(whole, text="\n\n".join(" ".join(p.split()) for p in paragraphs))
        told, again = extract(plain), extract(broken)
        sound(broken, again)
        assert [msgspec.structs.replace(f, evidence=()) for f in again] == [
            msgspec.structs.replace(f, evidence=()) for f in told
        ]
        assert [" ".join(q.split()) for q in quotes(again)] == [" ".join(q.split()) for q in quotes(told)]
