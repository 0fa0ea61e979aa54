"""Text in, facts out: `extract` reads one article and says what it finds, `explain` says why."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extraction.article import Article
    from extraction.context import Context
    from extraction.explanation import Explained
    from extraction.facts import Fact
    from extraction.scanner import Scanner


@cache
def _scanner() -> Scanner:
    from extraction.lexicon import lexicon
    from extraction.scanner import Scanner

    return Scanner(lexicon())


def read(article: Article) -> Context:
    """The article's sentences with their mentions and phrases, and what it tells as a whole."""
    from extraction import cascade, text
    from extraction.context import Context
    from extraction.lexicon import lexicon
    from extraction.mentions import Sentence
    from extraction.words import Words

    scanner = _scanner()
    sentences = []
    paragraph = end = 0
    for span in text.sentences(article.text):
        paragraph += "\n" in article.text[end : span.start]
        end = span.end
        words = Words(lexicon(), article.text, span)
        mentions = scanner.scan(words)
        sentences.append(Sentence(words, mentions, cascade.build(mentions), paragraph))
    return Context(article, sentences, lexicon())


def extract(article: Article) -> list[Fact]:
    """All facts of one article, in the order of their families: a pure function of the article."""
    from extraction.composition import Composition

    composition = Composition(article)
    return [composition.back(fact) for fact in _facts(read(composition.article))]


def _facts(context: Context) -> list[Fact]:
    from extraction.families import (
        admissions,
        changes,
        counts,
        document_relations,
        events,
        implementations,
        origins,
        positions,
        programmes,
    )

    told = positions.claims(context)
    dealings = implementations.read(context)
    admitted = admissions.claims(context)
    found: list[Fact] = [
        *positions.extract(context, told),
        *changes.extract(context, told),
        *implementations.extract(context, dealings),
        *document_relations.extract(context, dealings),
        *admissions.extract(context, admitted),
        *counts.extract(context, admitted),
        *events.extract(context, told),
        *programmes.extract(context),
    ]
    return [*found, *origins.extract(context, origins.persons(found))]


def explain(article: Article) -> list[Explained]:
    """The article, in composed letters, sentence by sentence: the tape, the rules that fired, the facts."""
    from extraction.composition import Composition
    from extraction.explanation import explained

    context = read(Composition(article).article)
    return explained(context, _facts(context))
