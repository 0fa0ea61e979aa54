"""The evidence of a fact as views of a graph hold it: each quote with its article, in the order of articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any

from graph.descriptions import Description, Descriptions, local_name
from ontology import terms

Quote = dict[str, Any]
"""`quote`, `article` (its name), `title`, `date`, `source`, `publisher`, `status`, `start`, `end`, `rule`,
`confidence`; `id`, `article_id` and `story` are local names, the last one that of the article that told it first."""


class _Fields:
    """What makes a quote: the dictionaries of its instances share one table of keys, and take 0.4 of the memory."""

    def __init__(self, quote: str, article: Quote, status: str, start: int, end: int, rule: str, sure: float, id: str):
        self.quote = quote
        self.article = article["article"]
        self.title = article["title"]
        self.date = article["date"]
        self.source = article["source"]
        self.publisher = article["publisher"]
        self.article_id = article["article_id"]
        self.story = article["story"]
        self.status = status
        self.start, self.end = start, end
        self.rule, self.confidence, self.id = rule, sure, id


class Quotes:
    """The quotes of the facts of a graph."""

    def __init__(self, graph: Descriptions) -> None:
        self._graph = graph
        self._article = cache(self._read_article)
        self._status = cache(lambda status: graph[status].one(terms.skos_notation) if status else "")
        self._sure = cache(float)
        self._once: dict[str, str] = {}
        """Names of rules: one string for all that say it."""

    def of(self, fact: Description) -> list[Quote]:
        """All of a fact."""
        found = [self._quote(piece) for piece in self._pieces(fact)]
        return sorted(found, key=lambda p: (p["date"], p["article"], p["start"], p["end"], p["rule"], p["status"]))

    def stories(self, fact: Description) -> int:
        """How many stories tell it."""
        articles = (piece.one(terms.article) for piece in self._pieces(fact))
        return len({self._reprints.get(article, article) for article in articles})

    def is_former(self, fact: Description) -> bool:
        """Whether an article says that it was so and is no more."""
        return any(self._status(piece.one(terms.status)) == "former" for piece in self._pieces(fact))

    @cached_property
    def _reprints(self) -> dict[str, str]:
        """Articles that print a story again, and the one that did first."""
        articles = self._graph.of_class(terms.Article)
        return {one.iri: first for one in articles if (first := one.one(terms.sameStory))}

    def _pieces(self, fact: Description) -> Iterator[Description]:
        return (self._graph[iri] for iri in fact.all(terms.evidence))

    def _quote(self, piece: Description) -> Quote:
        rule, sure = piece.one(terms.rule), piece.one(terms.confidence)
        return vars(
            _Fields(
                piece.one(terms.quote),
                self._article(piece.one(terms.article)),
                self._status(piece.one(terms.status)),
                int(piece.one(terms.start)),
                int(piece.one(terms.end)),
                self._once.setdefault(rule, rule),
                self._sure(sure),
                piece.id,
            )
        )

    def _read_article(self, iri: str) -> Quote:
        article = self._graph[iri]
        return {
            "article": article.one(terms.dcterms_identifier),
            "title": article.one(terms.dcterms_title),
            "date": article.one(terms.dcterms_issued),
            "source": next((text for text, kind in article.said.get(terms.dcterms_source, ()) if not kind), ""),
            "publisher": article.one(terms.dcterms_publisher),
            "article_id": local_name(iri),
            "story": local_name(article.one(terms.sameStory) or iri),
        }


def latest_first(quotes: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Quotes as they are shown, those of the latest article first."""
    ordered = sorted(quotes, key=lambda q: (str(q.get("article")), int(q.get("start") or 0), str(q.get("quote"))))
    ordered.sort(key=lambda q: str(q.get("date") or ""), reverse=True)
    return ordered
