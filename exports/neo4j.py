"""Neo4j: CSV files with headers for `neo4j-admin database import`, its argument file, and a Cypher file of constraints.

Every node of the graph is a node, its classes are its labels, what is said in words, numbers and addresses are its
properties, and what leads to another node is a relationship: facts stay nodes with their evidence, as in RDF.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from exports.source import Counts, Source
from graph.descriptions import Description, Descriptions, Value, local_name
from ontology import terms

LABELS = {
    "Admission": terms.Admission,
    "Adoption": terms.Adoption,
    "Article": terms.Article,
    "Change": terms.Change,
    "Concept": terms.skos_Concept,
    "Count": terms.Count,
    "Document": terms.Document,
    "DocumentRelation": terms.DocumentRelation,
    "Event": terms.Event,
    "Evidence": terms.Evidence,
    "Implementation": terms.Implementation,
    "Organization": terms.Organization,
    "Origin": terms.Origin,
    "Participation": terms.Participation,
    "Person": terms.Person,
    "Place": terms.Place,
    "Post": terms.org_Post,
    "Programme": terms.Programme,
    "Tenure": terms.Tenure,
}
"""A file of nodes for each; a node of two of these classes stands with the first one."""
EDGES, ARGUMENTS, CONSTRAINTS = "relationships.csv", "import.args", "constraints.cypher"
FILES = (*(f"{label}.csv" for label in LABELS), EDGES, ARGUMENTS, CONSTRAINTS)
BETWEEN = "\x1f"
"""Between the items of a list: the unit separator, which no text keeps."""
_TYPE = terms.RDF + "type"
_TYPES = {terms.XSD + "date": "date", terms.XSD + "integer": "long", terms.XSD + "decimal": "double"}
_LISTS = frozenset({"altLabel", "searchKey"})
"""Properties that are lists even where no node of this graph has two."""
_NAMED = ("Person", "Organization", "Place", "Document", "Event", "Programme", "Post")

_Properties = dict[str, list[Value]]


def write(source: Source, folder: Path) -> Counts:
    """The counts are nodes and relationships."""
    nodes = {label: _write_nodes(label, source.descriptions, folder / f"{label}.csv") for label in LABELS}
    edges = _write_edges(source.descriptions, folder / EDGES)
    (folder / ARGUMENTS).write_text(_arguments(), encoding="utf-8", newline="\n")
    (folder / CONSTRAINTS).write_text(_constraints(), encoding="utf-8", newline="\n")
    return {"nodes": sum(nodes.values()), "relationships": edges}


def _write_nodes(label: str, descriptions: Descriptions, path: Path) -> int:
    columns = _columns(label, descriptions)
    count = 0
    with path.open("w", encoding="utf-8", newline="") as to:
        writer = csv.writer(to, lineterminator="\n")
        writer.writerow(["iri:ID", *(f"{name}:{kind}" for name, kind in columns.items()), ":LABEL"])
        for node in _nodes(label, descriptions):
            found = _properties(node, descriptions)
            labels = [one for one, iri in LABELS.items() if node.is_a(iri)]
            writer.writerow([node.iri, *(_cell(found.get(name, [])) for name in columns), BETWEEN.join(labels)])
            count += 1
    return count


def _cell(values: list[Value]) -> str:
    return BETWEEN.join(text.replace(BETWEEN, "\ufffd") for text, _ in values)


def _nodes(label: str, descriptions: Descriptions) -> Iterator[Description]:
    before = [iri for name, iri in LABELS.items() if name < label]
    return (one for one in descriptions.of_class(LABELS[label]) if not any(one.is_a(iri) for iri in before))


def _columns(label: str, descriptions: Descriptions) -> dict[str, str]:
    """The properties that nodes of this label have, with Neo4j's types: the widest that all values need."""
    kinds: dict[str, set[str]] = {}
    lists = set(_LISTS)
    for node in _nodes(label, descriptions):
        for name, values in _properties(node, descriptions).items():
            kinds.setdefault(name, set()).update(_TYPES.get(kind, "string") for _, kind in values)
            if len(values) > 1:
                lists.add(name)
    return {name: _widest(kinds[name]) + ("[]" if name in lists else "") for name in sorted(kinds)}


def _widest(kinds: set[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    return "double" if kinds == {"long", "double"} else "string"


def _properties(node: Description, descriptions: Descriptions) -> _Properties:
    """What is said in words, numbers and addresses; English words under a name of their own."""
    found: _Properties = {}
    for predicate, values in node.said.items():
        if predicate == _TYPE:
            continue
        for text, kind in values:
            if kind or text not in descriptions:
                name = local_name(predicate) + ("_en" if kind == "@en" else "")
                found.setdefault(name, []).append((text, kind))
    return found


def _write_edges(descriptions: Descriptions, path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as to:
        writer = csv.writer(to, lineterminator="\n")
        writer.writerow([":START_ID", ":END_ID", ":TYPE"])
        for node in descriptions:
            for predicate, values in node.said.items():
                for text, kind in values:
                    if predicate != _TYPE and not kind and text in descriptions:
                        writer.writerow([node.iri, text, relationship(predicate)])
                        count += 1
    return count


def relationship(predicate: str) -> str:
    """The type of a relationship, as Neo4j's are written.

    >>> relationship("https://w3id.org/dangbo/ontology#holdsPosition")
    'HOLDS_POSITION'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", local_name(predicate)).upper()


def _arguments() -> str:
    lines = ["--array-delimiter=U+001F", "--multiline-fields=true", "--id-type=string"]
    lines += [f"--nodes={label}.csv" for label in LABELS]
    return "".join(f"{line}\n" for line in (*lines, f"--relationships={EDGES}"))


def _constraints() -> str:
    lines = ["// Run after the import: cypher-shell -f constraints.cypher"]
    for label in LABELS:
        name = f"{label.lower()}_iri"
        lines.append(f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.iri IS UNIQUE;")
    for label in _NAMED:
        lines.append(f"CREATE INDEX {label.lower()}_label IF NOT EXISTS FOR (n:{label}) ON (n.label);")
    lines.append(
        f"CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:{'|'.join(_NAMED)}) ON EACH [n.label, n.prefLabel];"
    )
    return "".join(f"{line}\n" for line in lines)
