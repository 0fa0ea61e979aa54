"""Whether a built folder, or anybody's Turtle, keeps what it promises: each promise, and the places that break it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dangbo.errors import UsageError
from dangbo.readings import sha256
from dangbo.workspace import FACTS, STORE, Workspace, located
from extraction.reading import Record, Refused, read
from graph.guarantees import FACTS as FACT_CLASSES
from graph.promises import Violation
from graph.validate import Finding, UnreadableError, examine, load
from ontology import terms

if TYPE_CHECKING:
    import rdflib

_SHOWN_IDS = 5


class Validation(msgspec.Struct, frozen=True, kw_only=True):
    """What was looked at, and what was found."""

    where: str
    counts: dict[str, int]
    """Triples, articles, facts, pieces of evidence."""
    findings: tuple[Finding, ...]
    not_checked: tuple[str, ...] = ()
    """What could not be looked at, and what it would take."""

    @property
    def valid(self) -> bool:
        """Whether no promise is broken."""
        return not any(finding.violations for finding in self.findings)

    def to_json(self) -> bytes:
        """All of it, every violation included."""
        told = {"where": self.where, "valid": self.valid, **msgspec.to_builtins(self)}
        return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


class _Quote(msgspec.Struct, frozen=True):
    """A piece of evidence as the graph has it."""

    node: str
    article: str
    """Identifier of the article."""
    start: int
    end: int
    quote: str


def validate(where: Path, texts: Sequence[str | Path] = ()) -> Validation:
    """Examine a folder that a build wrote, or a Turtle file of anybody's.

    `texts` are paths as for a build: each quote is then looked up in the text of its article, if that is among them.
    """
    workspace = Workspace(where) if where.is_dir() else None
    if workspace is None and not where.is_file():
        raise UsageError(f"{where}: no such file or folder")
    path = workspace.turtle if workspace else where
    try:
        graph = load(path)
    except UnreadableError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None
    findings = examine(graph)
    quotes = list(_quotes(graph))
    not_checked = []
    if workspace is not None:
        findings += [
            Finding("files", "the files are as the build wrote them", tuple(_files(workspace))),
            Finding("store", "the store holds the triples of the Turtle", tuple(_store(workspace, len(graph)))),
            Finding("facts", "every quote of the graph is that of a fact on disk", tuple(_facts(workspace, quotes))),
        ]
    if texts:
        wrong, missing = _against_texts(graph, quotes, texts)
        findings.append(Finding("texts", "every quote stands in the text of its article", tuple(sorted(wrong))))
        not_checked += missing
    else:
        not_checked.append("whether the quotes stand in the articles: give their texts with --articles PATH")
    return Validation(
        where=str(where), counts=_counts(graph, quotes), findings=tuple(findings), not_checked=tuple(not_checked)
    )


def _counts(graph: rdflib.Graph, quotes: Sequence[_Quote]) -> dict[str, int]:
    from rdflib import RDF, URIRef

    facts = {node for kind in FACT_CLASSES for node in graph.subjects(RDF.type, URIRef(kind))}
    articles = sum(1 for _ in graph.subjects(RDF.type, URIRef(terms.Article)))
    return {"triples": len(graph), "articles": articles, "facts": len(facts), "evidence": len(quotes)}


def _quotes(graph: rdflib.Graph) -> Iterator[_Quote]:
    """All evidence that says where it stands; what does not is told by the shapes."""
    from rdflib import RDF, URIRef

    for node in graph.subjects(RDF.type, URIRef(terms.Evidence)):
        article = graph.value(node, URIRef(terms.article))
        said = [graph.value(node, URIRef(one)) for one in (terms.start, terms.end, terms.quote)]
        name = graph.value(article, URIRef(terms.dcterms_identifier)) if article is not None else None
        start, end, quote = (str(one) for one in said)
        if name is not None and start.isdecimal() and end.isdecimal() and said[2] is not None:
            yield _Quote(str(node), str(name), int(start), int(end), quote)


def _files(workspace: Workspace) -> Iterator[Violation]:
    for name, digest in sorted(workspace.manifest.files.items()):
        path = located(workspace.path, name)
        if not path.is_file():
            yield Violation(name, "", "is missing")
        elif sha256(path) != digest:
            yield Violation(name, "", "has been changed since")


def _store(workspace: Workspace, triples: int) -> Iterator[Violation]:
    import pyoxigraph as ox

    try:
        held = workspace.store
    except OSError as error:
        yield Violation(STORE, "", f"cannot be opened: {error}")
        return
    if len(held) != triples:
        yield Violation(STORE, "", f"holds {len(held):,} triples, the Turtle {triples:,}")
    parsed = ox.parse(path=str(workspace.turtle), format=ox.RdfFormat.TURTLE)
    lacking = next((quad for quad in parsed if not held.holds(quad)), None)
    if lacking is not None:
        yield Violation(lacking.subject.value, lacking.predicate.value, "a triple of the Turtle is not in the store")


def _facts(workspace: Workspace, quotes: Sequence[_Quote]) -> Iterator[Violation]:
    try:
        articles = {row.id for row in workspace.articles()}
        told = {
            (piece.article, piece.start, piece.end, piece.quote)
            for fact in workspace.facts()
            for piece in fact.evidence
        }
    except (OSError, msgspec.DecodeError) as error:
        yield Violation(FACTS, "", f"cannot be read: {error}")
        return
    for one in quotes:
        if one.article not in articles:
            yield Violation(one.node, terms.article, "the article is not in articles.jsonl", one.article)
        elif (one.article, one.start, one.end, one.quote) not in told:
            yield Violation(one.node, terms.quote, "the quote is not in facts.jsonl", one.quote)


def _against_texts(
    graph: rdflib.Graph, quotes: Sequence[_Quote], texts: Sequence[str | Path]
) -> tuple[set[Violation], list[str]]:
    """What is wrong with quotes whose text is given, and of which articles or paths nothing can be said."""
    from graph.grounding import flaw_of_quote

    digests, of_article = _digests(graph), _by_article(quotes)
    wrong: set[Violation] = set()
    missing, notes = set(digests), []
    for item in read(texts):
        if isinstance(item, Refused):
            notes.append(f"refused {item.where}: {item.reason}")
        elif isinstance(item, Record) and item.article.id in missing:
            article = item.article
            missing.remove(article.id)
            node, digest = digests[article.id]
            if digest != article.sha256:
                wrong.add(Violation(node, terms.sha256, f"the text in {item.where} is not the one that was read"))
                continue
            for one in of_article.get(article.id, ()):
                if flaw := flaw_of_quote(article.text, one.start, one.end, one.quote):
                    wrong.add(Violation(one.node, terms.quote, f"{flaw} ({item.where})"))
    if missing:
        some = ", ".join(sorted(missing)[:_SHOWN_IDS]) + (", …" if len(missing) > _SHOWN_IDS else "")
        notes.append(f"the quotes of {len(missing):,} of {len(digests):,} articles, whose texts are not given: {some}")
    return wrong, notes


def _digests(graph: rdflib.Graph) -> dict[str, tuple[str, str]]:
    """Of each article by its identifier: its node, and the digest of its text."""
    from rdflib import URIRef

    found = {}
    for node, digest in graph.subject_objects(URIRef(terms.sha256)):
        name = graph.value(node, URIRef(terms.dcterms_identifier))
        if name is not None:
            found[str(name)] = (str(node), str(digest))
    return found


def _by_article(quotes: Iterable[_Quote]) -> dict[str, list[_Quote]]:
    found: dict[str, list[_Quote]] = {}
    for one in quotes:
        found.setdefault(one.article, []).append(one)
    return found
