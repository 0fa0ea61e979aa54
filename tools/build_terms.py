"""Writes ontology/terms.py, ontology/context.jsonld and docs/ontology.md from ontology/dangbo.ttl.

`python tools/build_terms.py [--check]`: with `--check` nothing is written; the exit code is 1 if a file is not what the
Turtle says.
"""

from __future__ import annotations

import json
import keyword
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from rdflib import OWL, QB, RDF, RDFS, SKOS, XSD, Graph, URIRef
from rdflib.term import Literal, Node

ROOT = Path(__file__).resolve().parent.parent
TURTLE = ROOT / "ontology" / "dangbo.ttl"
TERMS = ROOT / "ontology" / "terms.py"
CONTEXT = ROOT / "ontology" / "context.jsonld"
GLOSSARY = ROOT / "docs" / "ontology.md"

DANG = "https://w3id.org/dangbo/ontology#"
ENTITY_BASE = "https://w3id.org/dangbo/id/"
NOT_OFFERED = frozenset({"ftm", "owl", "pq", "pr", "ps", "vann", "wdt"})
"""Prefixes that only the ontology file itself needs."""
DICTIONARY_NAMES = {"organizationKind": "CLASSIFICATION"}
"""Where the dictionary of a scheme is not called after the scheme."""
KEYED_BY_LABEL = frozenset({"documentType"})
"""Schemes whose values are looked up by their Vietnamese label, as extraction names them."""


TEXTS = ("rdfs:label", "skos:prefLabel", "skos:altLabel", "dcterms:title")
"""Borrowed properties whose objects are words in a language."""


class Term(NamedTuple):
    """A class, property or concept with what the ontology says of it."""

    iri: str
    short: str
    vi: str
    en: str
    about_vi: str
    about_en: str
    notation: str


class Section(NamedTuple):
    """Terms that belong together."""

    name: str
    vi: str
    en: str
    terms: list[Term]


class Vocabulary(NamedTuple):
    """The ontology, sorted into what is generated from it."""

    prefixes: dict[str, str]
    classes: Section
    properties: Section
    borrowed: Section
    schemes: list[Section]


def in_language(graph: Graph, subject: Node, predicates: Iterable[URIRef], language: str) -> str:
    """The one literal of a subject in a language, or an error that names both."""
    found = [
        o for p in predicates for o in graph.objects(subject, p) if isinstance(o, Literal) and o.language == language
    ]
    if len(found) != 1:
        raise SystemExit(
            f"{TURTLE.name}: {subject} has {len(found)} texts @{language} in {list(predicates)}, needs one"
        )
    return str(found[0])


def read(path: Path = TURTLE) -> Vocabulary:
    """Read the Turtle; whatever lacks a label or an explanation in either language is refused."""
    graph = Graph(bind_namespaces="none").parse(path, format="turtle")
    prefixes = {prefix: str(iri) for prefix, iri in graph.namespaces() if prefix not in NOT_OFFERED}
    prefixes["id"] = ENTITY_BASE
    by_length = sorted(prefixes.items(), key=lambda item: -len(item[1]))

    def term(node: Node) -> Term:
        iri = str(node)
        short = next(f"{prefix}:{iri[len(base) :]}" for prefix, base in by_length if iri.startswith(base))
        about = (RDFS.comment, SKOS.definition)
        return Term(
            iri,
            short,
            in_language(graph, node, (RDFS.label,), "vi"),
            in_language(graph, node, (RDFS.label,), "en"),
            in_language(graph, node, about, "vi"),
            in_language(graph, node, about, "en"),
            str(graph.value(node, SKOS.notation) or ""),
        )

    def terms(*types: URIRef) -> list[Term]:
        nodes = {s for t in types for s in graph.subjects(RDF.type, t)}
        return sorted((term(n) for n in nodes), key=lambda t: t.iri)

    classes = terms(OWL.Class)
    properties = terms(OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    schemes = [
        Section(s.iri.removeprefix(f"{DANG}scheme-"), s.vi, s.en, _members(graph, URIRef(s.iri), term))
        for s in terms(SKOS.ConceptScheme)
    ]
    return Vocabulary(
        dict(sorted(prefixes.items())),
        Section("classes", "Lớp", "Classes", [t for t in classes if t.iri.startswith(DANG)]),
        Section("properties", "Thuộc tính", "Properties", [t for t in properties if t.iri.startswith(DANG)]),
        Section(
            "borrowed", "Mượn từ nơi khác", "Borrowed", [t for t in classes + properties if not t.iri.startswith(DANG)]
        ),
        schemes,
    )


def _members(graph: Graph, scheme: URIRef, term: Callable[[Node], Term]) -> list[Term]:
    return sorted((term(c) for c in graph.subjects(SKOS.inScheme, scheme)), key=lambda t: t.iri)


def identifier(short: str) -> str:
    """The Python name of a term: `Tenure`, `from_`, `org_member`."""
    prefix, _, local = short.partition(":")
    name = local if prefix == "dang" else f"{prefix}_{local}"
    return f"{name}_" if keyword.iskeyword(name) else name


def constant_case(name: str) -> str:
    """`eventType` becomes `EVENT_TYPE`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()


def as_python(vocabulary: Vocabulary) -> str:
    """The text of ontology/terms.py."""
    lines = [
        '"""The names of the vocabulary as plain strings; generated by tools/build_terms.py, do not edit."""',
        "",
        "# ruff: noqa: N816",
        "from __future__ import annotations",
        "",
        "from typing import Final",
        "",
    ]
    lines += [f'{prefix.upper()}: Final = "{iri}"' for prefix, iri in vocabulary.prefixes.items()]
    lines += ["", "PREFIXES: Final[dict[str, str]] = {"]
    lines += [f'    "{prefix}": {prefix.upper()},' for prefix in vocabulary.prefixes]
    lines += ["}"]
    for section in (vocabulary.classes, vocabulary.properties, vocabulary.borrowed):
        lines += ["", f"# {section.en}"]
        lines += [f'{identifier(t.short)}: Final = "{t.iri}"' for t in section.terms]
    lines += ["", "# Closed values, by the word that stands for them"]
    for scheme in vocabulary.schemes:
        name = DICTIONARY_NAMES.get(scheme.name, constant_case(scheme.name))
        lines += ["", f"{name}: Final[dict[str, str]] = {{"]
        lines += [f'    "{t.vi if scheme.name in KEYED_BY_LABEL else t.notation}": "{t.iri}",' for t in scheme.terms]
        lines += ["}"]
    return "\n".join(lines) + "\n"


def as_context(path: Path = TURTLE) -> str:
    """The text of ontology/context.jsonld: dangbo's own terms by their bare names, others by prefix and name.

    Words come by language ({"vi": …}); nodes and days are plain strings; whole numbers are numbers.
    """
    graph = Graph(bind_namespaces="none").parse(path, format="turtle")
    vocabulary = read(path)
    context: dict[str, object] = {"@version": 1.1, "@vocab": DANG, **vocabulary.prefixes}
    context |= {short: {"@id": short, "@container": "@language"} for short in TEXTS}
    for term in (*vocabulary.properties.terms, *vocabulary.borrowed.terms):
        node = URIRef(term.iri)
        name = term.short.removeprefix("dang:")
        ranges, types = set(graph.objects(node, RDFS.range)), set(graph.objects(node, RDF.type))
        if OWL.ObjectProperty in types:
            context[name] = {"@id": term.short, "@type": "@id"}
        elif RDF.langString in ranges:
            context[name] = {"@id": term.short, "@container": "@language"}
        elif XSD.date in ranges or term.short == "dcterms:issued":
            context[name] = {"@id": term.short, "@type": "xsd:date"}
        elif XSD.decimal in ranges and not {QB.MeasureProperty, QB.AttributeProperty} & types:
            context[name] = {"@id": term.short, "@type": "xsd:decimal"}
    return json.dumps({"@context": context}, ensure_ascii=False, indent=1) + "\n"


def as_glossary(vocabulary: Vocabulary) -> str:
    """The text of docs/ontology.md."""
    lines = [
        "# Từ vựng · Vocabulary",
        "",
        "<!-- Generated by tools/build_terms.py from ontology/dangbo.ttl: change it there. -->",
        "",
        f"Tiền tố `dang:` là <{DANG}>. Thực thể ở dưới <{ENTITY_BASE}> nếu không đặt khác.  ",
        f"The prefix `dang:` is <{DANG}>. Entities live under <{ENTITY_BASE}> unless told otherwise.",
    ]
    for section in (vocabulary.classes, vocabulary.properties):
        lines += _table(section, "Thuật ngữ · Term", [(f"`{t.short}`", t) for t in section.terms])
    lines += ["", "# Giá trị đóng · Closed values"]
    for scheme in vocabulary.schemes:
        lines += _table(scheme, "Ký hiệu · Notation", [(f"`{t.notation}`", t) for t in scheme.terms])
    lines += _table(vocabulary.borrowed, "Thuật ngữ · Term", [(f"`{t.short}`", t) for t in vocabulary.borrowed.terms])
    return "\n".join(lines) + "\n"


def _table(section: Section, first: str, rows: list[tuple[str, Term]]) -> list[str]:
    lines = ["", f"## {section.vi} · {section.en}", ""]
    if rows and rows[0][1].notation:
        lines += [f"`{rows[0][1].short.removesuffix(rows[0][1].notation)}…`", ""]
    lines += [f"| {first} | Tiếng Việt | English |", "| --- | --- | --- |"]
    lines += [f"| {name} | **{t.vi}**: {t.about_vi} | **{t.en}**: {t.about_en} |" for name, t in rows]
    return lines


def generated(path: Path = TURTLE) -> dict[Path, str]:
    """What each generated file has to hold."""
    vocabulary = read(path)
    return {TERMS: as_python(vocabulary), CONTEXT: as_context(path), GLOSSARY: as_glossary(vocabulary)}


def main() -> int:
    """Write the files, or with `--check` say which are stale."""
    stale = [p for p, text in generated().items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    for path in stale:
        if "--check" in sys.argv[1:]:
            print(f"stale: {path.relative_to(ROOT)}; run python tools/build_terms.py", file=sys.stderr)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(generated()[path], encoding="utf-8")
            print(f"written: {path.relative_to(ROOT)}")
    return 1 if stale and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
