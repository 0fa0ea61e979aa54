"""N-Quads: each article's evidence and the facts it attests in a named graph, to ask which article says what.

A named graph is called by its article's IRI. It holds the article's pieces of evidence, and every fact that they state,
each fact with the evidence of this article alone; a fact that three articles state is in three graphs. What is not one
article's word stands in the default graph: entities, the articles' own descriptions, closed values, shortcuts. All
graphs together hold the triples of the Turtle, no more and no less.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import pyoxigraph as ox

from exports.counted import Counted
from exports.source import Counts, Source
from graph.descriptions import Description, Descriptions
from ontology import terms


def write(source: Source, to: IO[bytes]) -> Counts:
    """Subject by subject."""
    found = Counted(quads(source.descriptions))
    ox.serialize(found, to, ox.RdfFormat.N_QUADS)
    return {"quads": found.count, "named graphs": sum(1 for _ in source.descriptions.of_class(terms.Article))}


def quads(descriptions: Descriptions) -> Iterator[ox.Quad]:
    """Every triple in the graphs it belongs to."""
    for one in descriptions:
        if terms.article in one.said:
            yield from one.quads(ox.NamedNode(one.one(terms.article)))
        elif terms.evidence in one.said:
            yield from _attested(one, descriptions)
        else:
            yield from one.quads()


def _attested(fact: Description, descriptions: Descriptions) -> Iterator[ox.Quad]:
    by_article: dict[str, list[tuple[str, str]]] = {}
    for piece in fact.all(terms.evidence):
        by_article.setdefault(descriptions[piece].one(terms.article), []).append((piece, ""))
    for article in sorted(by_article):
        told = Description(fact.iri, {**fact.said, terms.evidence: by_article[article]})
        yield from told.quads(ox.NamedNode(article))
