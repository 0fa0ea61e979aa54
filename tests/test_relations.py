"""What one document does to another: sentences that tell it and sentences that do not, up to the graph."""

from __future__ import annotations

import itertools
import tomllib
from typing import Any

import pytest

from extraction import extract
from extraction.article import Article
from extraction.facts import Document, DocumentRelation, Fact
from extraction.families import document_relations
from extraction.lexicon import read, words_of
from extraction.text import fold
from graph import entities as known
from graph.assemble import RELATED, triples
from graph.lookup import narrowed
from graph.resolve import resolve
from graph.store import GraphStore
from ontology import queries, terms
from tests.test_sentences import FOLDER, cases, differences, facts_of

Told = tuple[str, str, str]


def name(document: Document) -> str:
    """A document's number, or its title."""
    return fold(document.number or document.title)


def told(fact: DocumentRelation) -> Told:
    """Which document, what it does, and to which."""
    return name(fact.document), fact.relation, name(fact.related)


def agree(found: Told, wanted: list[str]) -> bool:
    """Whether a found relation is the wanted one."""
    return found == (fold(wanted[0]), wanted[1], fold(wanted[2]))


@pytest.mark.parametrize("case", cases("relations"))
def test_sentence(case: dict[str, Any]) -> None:
    """Exactly the relations of the table: none missing, none besides."""
    found = [told(fact) for fact in facts_of(case) if isinstance(fact, DocumentRelation)]
    assert differences(case, found, agree) == ([], []), "(missing, too many)"


def test_the_table_uses_every_rule_and_every_relation() -> None:
    rows = tomllib.loads((FOLDER / "relations.toml").read_text(encoding="utf-8"))["case"]
    found = [fact for case in rows for fact in facts_of(case) if isinstance(fact, DocumentRelation)]
    assert {rule.name for rule in document_relations.RULES} == {e.rule for fact in found for e in fact.evidence}
    assert {fact.relation for fact in found} == set(RELATED) == set(terms.RELATION)


@pytest.mark.parametrize("table", ["bridges", "resumes", "parts", "grounds"])
def test_words_between_are_told_once(table: str) -> None:
    """No word of the plain lists stands there twice, and those that go on after a comma may stand between as well."""
    assert len(set(words_of("documents", table))) == len(words_of("documents", table))
    assert set(words_of("documents", "resumes")) <= set(words_of("documents", "bridges"))
    assert not set(words_of("documents", "grounds")) & set(read("documents")["trigger"]["IMPLEMENT"])


PLAN = (
    "Huyện ủy Mường La, tỉnh Sơn La ban hành Kế hoạch số 45-KH/HU thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 "
    "của Bộ Chính trị."
)
AGAIN = "Kế hoạch số 45-KH/HU của Huyện ủy Mường La, tỉnh Sơn La cụ thể hóa Chỉ thị 05 của Bộ Chính trị."
ELSEWHERE = "Kế hoạch số 45-KH/HU của Huyện ủy Ba Tơ, tỉnh Quảng Ngãi thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị."
NEWER = "Bộ Chính trị ban hành Quy định số 69-QĐ/TW. Quy định này thay thế Quy định số 102-QĐ/TW."


def articles() -> list[Article]:
    return [Article(id=f"bai-{n}", text=text) for n, text in enumerate((PLAN, AGAIN, ELSEWHERE, NEWER))]


def facts() -> list[Fact]:
    return [fact for article in articles() for fact in extract(article)]


def test_a_quote_holds_both_documents() -> None:
    for fact in facts():
        if isinstance(fact, DocumentRelation):
            for one in (fact.document, fact.related):
                assert one.number is not None
                assert one.number in fact.evidence[0].quote


def test_who_issues_a_plan_tells_which_it_is() -> None:
    """The issuer told by the verb is the issuer of the document, in this family as in the others."""
    (fact,) = (f for f in extract(articles()[0]) if isinstance(f, DocumentRelation))
    assert fact.document.issuer is not None
    assert fact.document.issuer.label == "Huyện ủy Mường La"


def test_ends_are_the_documents_of_the_graph() -> None:
    """One plan told twice is one node, a plan of that number elsewhere another; the directive is one for all."""
    resolved = resolve(articles(), facts())
    labels = {one.id: one for one in resolved.entities if isinstance(one, known.Document)}
    found = [fact for fact in resolved.facts if isinstance(fact, known.DocumentRelation)]
    plans = [fact for fact in found if labels[fact.document].number == "45-KH/HU"]
    assert len({fact.document for fact in plans}) == 2
    assert {labels[fact.related].number for fact in plans} == {"05-CT/TW"}
    assert len({fact.related for fact in plans}) == 1
    assert sorted(fact.relation for fact in found) == ["concretises", "implements", "implements", "repeals"]


def test_the_plain_edges_are_those_of_eli() -> None:
    lines = set(triples(resolve(articles(), facts())))
    for edge, count in ((terms.eli_ensures_implementation_of, 2), (terms.eli_repeals, 1), (terms.eli_amends, 0)):
        assert sum(f"> <{edge}> <" in line for line in lines) == count, edge


@pytest.mark.parametrize("name", ["102-QĐ/TW", "Quy định số 102-QĐ/TW", "quy dinh 102-qd/tw"])
def test_a_document_is_asked_for_as_people_write_it(name: str) -> None:
    """By its number or its type and number, with or without "số"."""
    store = GraphStore.of_triples(triples(resolve(articles(), facts())))
    asked = narrowed(store, queries()["document-relations"], {"document": name})
    assert [row[1] for row in store.query(asked).values()] == ["repeals"]


def test_any_order_gives_the_same_graph() -> None:
    told, sources = facts(), articles()
    wanted = sorted(set(triples(resolve(sources, told))))
    for order in itertools.permutations(range(len(sources))):
        again = [fact for n in order for fact in extract(sources[n])]
        assert sorted(set(triples(resolve([sources[n] for n in order], again)))) == wanted


def test_a_long_sentence_is_read_in_time() -> None:
    """A list of a thousand documents gives no more pairs than the quotes that can be read."""
    many = "Nghị quyết số 18-NQ/TW, " * 500
    found = extract(Article(id="a", text=f"Thực hiện {many}Huyện ủy Ba Tơ ban hành {many}"))
    assert sum(isinstance(fact, DocumentRelation) for fact in found) <= 12
