"""Documents and who acts on them: sentences with their facts, sentences without, and the parts the rules stand on."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from extraction import extract
from extraction import read as read_article
from extraction.article import Article
from extraction.facts import Area, Implementation
from extraction.families import implementations
from extraction.families.document_words import speaks, triggers
from extraction.lexicon import read
from extraction.text import fold, tokens
from tests.golden_score import province_of
from tests.test_sentences import cases, differences


def found(text: str, published: dt.date | None = None) -> list[Implementation]:
    """The implementations of an article made of one text."""
    article = Article(id="case", text=text, published=published)
    context = read_article(article)
    facts = implementations.extract(context, implementations.read(context))
    assert all(text[e.start : e.end] == e.quote for fact in facts for e in fact.evidence)
    return facts


def told(fact: Implementation) -> tuple[str, str, str, str]:
    """Who does what with which document, and where."""
    body = fact.organization
    name = f"{body.type} {body.name}" if isinstance(body, Area) else body.label
    document = fact.document.number or fact.document.title
    return fold(name.replace("Ủy ban nhân dân", "UBND")), fact.action, fold(document), province_of(body) or ""


def agree(fact: tuple[str, str, str, str], wanted: list[str]) -> bool:
    """Whether a found fact is the wanted one; a fourth word is the province it must lie in."""
    body, action, document, *province = wanted
    return fact[:3] == (fold(body), action, fold(document)) and (not province or fact[3] == province[0])


@pytest.mark.parametrize("case", cases("documents"))
def test_sentence(case: dict[str, Any]) -> None:
    """Exactly the facts of the table."""
    left = [told(fact) for fact in found(case["text"])]
    assert differences(case, left, agree) == ([], []), "(missing, too many)"


def test_what_a_document_is_told_to_be() -> None:
    """Type, number, issuer, day, year and subject are slots of the document; its title is how to call it."""
    (fact,) = found(
        "Huyện ủy Ba Tơ thực hiện Nghị quyết số 21-NQ/TW, ngày 16-6-2022 của Ban Chấp hành Trung ương "
        "về tăng cường củng cố tổ chức cơ sở đảng trong giai đoạn mới."
    )
    document = fact.document
    assert (document.type, document.number, document.year) == ("Nghị quyết", "21-NQ/TW", 2022)
    assert document.issued == dt.date(2022, 6, 16)
    assert document.issuer is not None
    assert document.issuer.label == "Ban Chấp hành Trung ương Đảng"
    assert document.title == "Nghị quyết số 21-NQ/TW của Ban Chấp hành Trung ương"
    assert document.subject == "tăng cường củng cố tổ chức cơ sở đảng trong giai đoạn mới"


@pytest.mark.parametrize(
    ("document", "issuer"),
    [
        ("Nghị định số 59/2023/NĐ-CP", "Chính phủ"),
        ("Chỉ thị số 26/CT-TTg", "Thủ tướng Chính phủ"),
        ("Hướng dẫn số 12-HD/BTCTW", "Ban Tổ chức Trung ương"),
        ("Chỉ thị số 05-CT/TW", None),
        ("Nghị quyết số 04-NQ/TU", None),
    ],
)
def test_issuer_by_number_only_where_certain(document: str, issuer: str | None) -> None:
    """The letters of a State number tell its issuer; those of a Party number leave Bộ Chính trị and Ban Bí thư open."""
    (fact,) = found(f"Huyện ủy Ba Tơ triển khai {document}.")
    assert (fact.document.issuer.label if fact.document.issuer else None) == issuer


def test_issuing_body_is_the_issuer() -> None:
    """Who issues a document is its issuer, if the text names no other."""
    (fact,) = found("Huyện ủy Ba Tơ ban hành Kế hoạch số 58-KH/HU.")
    assert fact.document.issuer == fact.organization


def test_one_fact_for_a_unit_and_an_act() -> None:
    """A place, its Đảng bộ and its committee are one unit; every mention is evidence of the one fact."""
    (fact,) = found(
        "Huyện ủy Ba Tơ thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị.\n\n"
        "Đảng bộ huyện Ba Tơ tiếp tục thực hiện Chỉ thị 05 của Bộ Chính trị."
    )
    assert len(fact.evidence) == 2
    assert fact.document.number == "05-CT/TW"


def test_who_issued_a_document_holds_for_all_that_is_done_with_it() -> None:
    """Told once by the verb, it is the issuer in every fact of the article: the graph has one document, not two."""
    facts = found(
        "Tỉnh ủy Sơn La đã ban hành Nghị quyết số 15-NQ/TU về phát triển du lịch. "
        "Huyện ủy Mộc Châu triển khai Nghị quyết số 15-NQ/TU đến từng chi bộ."
    )
    assert [(f.action, f.document.issuer and f.document.issuer.label) for f in facts] == [
        ("issue", "Tỉnh ủy Sơn La"),
        ("implement", "Tỉnh ủy Sơn La"),
    ]


def test_evidence_runs_from_actor_to_document() -> None:
    """The quote is the shortest stretch with the body, the act and the document."""
    (fact,) = found(
        "Ngày 3/4, Huyện ủy Ba Tơ tổ chức quán triệt Chỉ thị số 05-CT/TW của Bộ Chính trị về học tập và làm theo Bác."
    )
    assert fact.evidence[0].quote == "Huyện ủy Ba Tơ tổ chức quán triệt Chỉ thị số 05-CT/TW của Bộ Chính trị"


def test_decomposed_text_is_read_alike() -> None:
    """NFD text gives the same facts, quoted as it stands."""
    import unicodedata

    text = "Huyện ủy Ba Tơ thực hiện tốt Quy chế dân chủ ở cơ sở và Kết luận số 21-KL/TW của Ban Chấp hành Trung ương."
    plain = found(text)
    marked = [
        f for f in extract(Article(id="case", text=unicodedata.normalize("NFD", text))) if isinstance(f, Implementation)
    ]
    assert [f.document for f in plain] == [f.document for f in marked]
    assert len(plain) == 2


def test_every_word_of_the_lexicon_is_found() -> None:
    """Each trigger scans as its own kind, unless it is listed under an earlier one."""
    for kind, words in read("documents")["trigger"].items():
        for word in words:
            row = tokens(word)
            hit = triggers().longest(row, 0)
            assert hit is not None and hit[0] == len(row), (kind, word)
            assert hit[1].kind == kind, (kind, hit[1].kind, word)


def test_sentences_without_documents_cost_a_look() -> None:
    """Only sentences with a type of document and an act are read again."""
    assert speaks("Huyện ủy quán triệt Nghị quyết số 5.")
    assert not speaks("Huyện ủy họp sáng nay.")
    assert not speaks("Nghị quyết dài 12 trang.")
