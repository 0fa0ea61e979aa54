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


class Quotes:
    """The quotes of the facts of a graph."""

    def __init__(self, graph: Descriptions) -> None:
        self._graph = graph
        self._article = cache(self._read_article)
        self._status = cache(lambda status: graph[status].one(terms.skos_notation) if status else "")
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
        rule = piece.one(terms.rule)
        return {
            "quote": piece.one(terms.quote),
            **self._article(piece.one(terms.article)),
            "status": self._status(piece.one(terms.status)),
            "start": int(piece.one(terms.start)),
            "end": int(piece.one(terms.end)),
            "rule": self._once.setdefault(rule, rule),
            "confidence": float(piece.one(terms.confidence)),
            "id": piece.id,
        }

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
