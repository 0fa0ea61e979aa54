"""Whether the ontology holds every name a graph is built and asked with, in both languages, and its queries answer."""

from __future__ import annotations

import html
import re
import runpy
import tomllib
from pathlib import Path
from typing import cast

import owlrl
import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.query import ResultRow

import ontology
from graph.sparql import unknown_names
from ontology import terms

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = (ROOT / "tests" / "sample.ttl").read_text(encoding="utf-8")

CLASSES = (
    "Article Evidence Person Organization Place Document Event Programme "
    "Tenure Change Implementation DocumentRelation Count Admission Participation Adoption Origin"
)
PROPERTIES = (
    "article quote start end rule confidence sha256 searchKey jurisdiction name level within province gsoCode "
    "validFrom validTo documentType number year issuer subject eventType earliest latest place evidence from to edtf "
    "post firstAttested lastAttested startEarliest startLatest endEarliest endLatest endCause status person kind "
    "tenure organization document action unit measure population value total approximate agent part event programme "
    "relation relatedDocument holdsPosition implements admitted bornEarliest bornLatest homePlace ethnicGroup"
)
VALUES = {
    "STATUS": "current former incoming",
    "CHANGE": "elected appointed transferred dismissed resigned retired disciplined",
    "ACTION": "implement study concretise review issue pilot launch run replicate",
    "RELATION": "implements concretises basedOn amends repeals",
    "APPROXIMATE": "exact about atLeast atMost",
    "PART": "chair leader speaker attendee host organizer giver recipient",
    "EVENT_TYPE": "meeting conference congress session ceremony visit contest inspection dialogue",
    "MEASURE": "admitted confirmed members organizations cells evaluated rated_exemplary rated_strong rated_excellent "
    "rated_good rated_completed rated_failed resigned left_party disciplined inspected supervised badges dialogues "
    "attendees documents trained weak target_rate other",
    "POPULATION": "organizations members cadres people documents events",
}
SUBCLASSES = {
    "Article": "schema:NewsArticle prov:Entity",
    "Evidence": "oa:SpecificResource",
    "Person": "foaf:Person",
    "Organization": "org:Organization",
    "Place": "schema:AdministrativeArea",
    "Document": "eli:LegalResource schema:Legislation",
    "Event": "sem:Event",
    "Tenure": "org:Membership dang:Fact",
    "Change": "sem:Event dang:Fact",
    "Implementation": "sem:Event dang:Fact",
    "DocumentRelation": "dang:Fact",
    "Count": "qb:Observation dang:Fact",
    "Admission": "dang:Count",
    "Participation": "sem:Role dang:Fact",
    "Adoption": "sem:Event dang:Fact",
    "Origin": "dang:Fact",
}
SUBPROPERTIES = {"article": "oa:hasSource", "quote": "oa:exact", "start": "oa:start", "end": "oa:end"}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph(bind_namespaces="none").parse(ontology.path_ontology(), format="turtle")


@pytest.fixture(scope="module")
def filled(graph: Graph) -> Graph:
    """The sample with the ontology, in rdflib."""
    return Graph().parse(data=SAMPLE, format="turtle") + graph


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The same in Oxigraph."""
    store = ox.Store()
    store.load(input=SAMPLE, format=ox.RdfFormat.TURTLE)
    store.load(path=str(ontology.path_ontology()), format=ox.RdfFormat.TURTLE)
    return store


def _iri(name: str) -> URIRef:
    prefix, _, local = name.rpartition(":")
    return URIRef(terms.PREFIXES[prefix or "dang"] + local)


def _own(graph: Graph) -> list[URIRef]:
    return sorted({s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(terms.DANG)})


def test_every_name_a_graph_is_asked_with_is_defined(graph: Graph) -> None:
    assert set(graph.subjects(RDF.type, OWL.Class)) >= {_iri(name) for name in CLASSES.split()}
    properties = {*graph.subjects(RDF.type, OWL.ObjectProperty), *graph.subjects(RDF.type, OWL.DatatypeProperty)}
    assert properties >= {_iri(name) for name in PROPERTIES.split()}


def test_every_name_leads_to_the_vocabulary_it_builds_on(graph: Graph) -> None:
    for link, pairs in ((RDFS.subClassOf, SUBCLASSES), (RDFS.subPropertyOf, SUBPROPERTIES)):
        for name, broader in pairs.items():
            assert set(graph.objects(_iri(name), link)) >= {_iri(b) for b in broader.split()}, name


def test_every_term_is_named_and_explained_in_both_languages(graph: Graph) -> None:
    for term in _own(graph):
        for kind, predicates in (("label", (RDFS.label,)), ("text", (RDFS.comment, SKOS.definition))):
            texts = [o for p in predicates for o in graph.objects(term, p)]
            languages = sorted(o.language or "" for o in texts if isinstance(o, Literal))
            assert languages == ["en", "vi"], f"{term}: {kind} in {languages}"
            assert all(str(text).strip() for text in texts)


@pytest.mark.parametrize("name", VALUES)
def test_every_closed_value_is_there_by_its_word(name: str) -> None:
    assert set(getattr(terms, name)) == set(VALUES[name].split())


def test_every_closed_value_is_a_flat_name_made_of_its_word(graph: Graph) -> None:
    for concept in ontology.concepts().values():
        node = URIRef(concept.iri)
        assert (node, RDF.type, SKOS.Concept) in graph
        assert [str(o) for o in graph.objects(node, SKOS.notation)] == [concept.notation]
        local = concept.iri.removeprefix(terms.DANG)
        assert local.endswith(f"-{concept.notation}")
        assert "/" not in local
        assert "#" not in local
        assert {str(o) for o in graph.objects(node, SKOS.prefLabel)} == {concept.vi, concept.en}


def test_what_extraction_names_is_a_concept() -> None:
    lexicons = ROOT / "extraction" / "lexicons"
    kinds = tomllib.loads((lexicons / "organizations.toml").read_text(encoding="utf-8"))["organization"]
    assert {entry["kind"] for entry in kinds} - set(terms.CLASSIFICATION) == set()
    types = tomllib.loads((lexicons / "documents.toml").read_text(encoding="utf-8"))["document"]
    assert {entry["label"] for entry in types} - set(terms.DOCUMENT_TYPE) == set()


def test_the_ontology_says_its_version_and_licence(graph: Graph) -> None:
    (header,) = graph.subjects(RDF.type, OWL.Ontology)
    assert str(header) == terms.DANG.removesuffix("#")
    version = graph.value(header, OWL.versionInfo)
    assert version
    assert str(graph.value(header, OWL.versionIRI)) == f"{header}/{version}"
    assert "LICENSE-2.0" in str(graph.value(header, _iri("dcterms:license")))


def test_the_turtle_reads_alike_everywhere_and_has_no_blank_nodes(graph: Graph) -> None:
    assert len(list(ox.parse(path=str(ontology.path_ontology()), format=ox.RdfFormat.TURTLE))) == len(graph)
    assert not any(isinstance(term, BNode) for triple in graph for term in triple)
    assert len(Graph().parse(ontology.path_shapes())) > 100


def test_every_name_in_shapes_and_queries_is_defined(graph: Graph) -> None:
    defined = set(_own(graph))
    shapes = Graph().parse(ontology.path_shapes())
    used = {t for triple in shapes for t in triple if isinstance(t, URIRef) and t.startswith(terms.DANG)}
    assert used - defined == set()
    for query in ontology.queries().values():
        assert unknown_names(query.text.replace("# if ", "")) == [], query.name


def test_the_generated_files_are_fresh() -> None:
    generated = runpy.run_path(str(ROOT / "tools" / "build_terms.py"))["generated"]()
    for path, text in generated.items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is stale: run python tools/build_terms.py"


def test_the_page_is_fresh_and_its_links_lead_somewhere() -> None:
    text = runpy.run_path(str(ROOT / "tools" / "build_ontology_page.py"))["rendered"]()
    page = (ROOT / "docs" / "ontology.html").read_text(encoding="utf-8")
    assert page == text, "ontology.html is stale: run python tools/build_ontology_page.py"
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)
    assert not re.search(r"<(?:script|link|img|iframe)|url\(", page)  # it makes no request


def test_the_page_has_every_term_in_both_languages(graph: Graph) -> None:
    page = html.unescape((ROOT / "docs" / "ontology.html").read_text(encoding="utf-8"))
    for term in _own(graph):
        assert f'id="{term.removeprefix(terms.DANG)}"' in page, term
        for label in graph.objects(term, RDFS.label):
            assert str(label) in page
    assert str(graph.value(URIRef(terms.DANG.removesuffix("#")), OWL.versionIRI)) in page
    for name in ("Organization Ontology", "PROV-O", "Data Cube", "European Legislation", "Simple Event Model", "FOAF"):
        assert name in page
    for term in ("schema:NewsArticle", "ftm:Occupancy", "ps:P39", "pq:P580"):
        assert f"<code>{term}</code>" in page


ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
"""What owlrl says of a contradiction."""


def _closed(*graphs: Graph) -> Graph:
    closed = Graph(bind_namespaces="none")
    for one in graphs:
        closed += one
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    return closed


def test_a_reasoner_finds_no_contradiction(filled: Graph) -> None:
    assert list(_closed(filled).objects(predicate=ERROR)) == []


def test_a_reasoner_would_find_one(graph: Graph) -> None:
    planted = Graph().parse(
        data=f"<urn:x> a <{terms.Person}>, <{terms.Place}> . <urn:y> <{terms.possibleJurisdiction}> <urn:y> .",
        format="turtle",
    )
    assert len(list(_closed(graph, planted).objects(predicate=ERROR))) >= 2


def test_alignments_infer(graph: Graph, filled: Graph) -> None:
    """Without the classes and properties of other vocabularies in the data, a reasoner puts them back."""
    bare = Graph(bind_namespaces="none")
    foreign = {
        URIRef(broader) for broader in graph.objects(predicate=RDFS.subClassOf) if terms.DANG not in str(broader)
    }
    for s, p, o in Graph().parse(data=SAMPLE, format="turtle"):
        if not (p == RDF.type and o in foreign):
            bare.add((s, p, o))
    assert not list(bare.subjects(RDF.type, _iri("org:Membership")))
    closed = _closed(graph, bare)
    for own, broader in (
        ("Tenure", "org:Membership"),
        ("Admission", "qb:Observation"),
        ("Person", "foaf:Person"),
        ("Person", "schema:Person"),
        ("Organization", "org:Organization"),
        ("Document", "eli:LegalResource"),
        ("Participation", "sem:Role"),
        ("Evidence", "prov:Entity"),
    ):
        found = set(bare.subjects(RDF.type, _iri(own)))
        assert found
        assert found <= set(closed.subjects(RDF.type, _iri(broader))), broader
    for name, broader in (
        ("holdsPosition", "org:holds"),
        ("evidence", "prov:wasDerivedFrom"),
        ("article", "oa:hasSource"),
        ("within", "schema:containedInPlace"),
        ("issuer", "eli:passed_by"),
    ):
        pairs = set(bare.subject_objects(_iri(name)))
        assert pairs
        assert pairs <= set(closed.subject_objects(_iri(broader))), broader


def test_the_shipped_queries_have_titles_and_no_prefixes() -> None:
    assert len(ontology.queries()) >= 25
    for name, query in ontology.queries().items():
        assert query == ontology.query(name)
        assert query.title_vi
        assert query.title_en
        assert "PREFIX" not in query.text
        assert "ORDER BY" in query.text
        assert not {"SERVICE", "FROM", "LOAD"} & set(query.text.split())
    with pytest.raises(KeyError, match="holders"):
        ontology.query("nobody")


def _rdflib(graph: Graph, text: str) -> list[tuple[str, ...]]:
    rows = (cast(ResultRow, row) for row in graph.query(ontology.prologue() + text))
    return [tuple(_plain(str(cell), getattr(cell, "datatype", None)) for cell in row) for row in rows]


def _oxigraph(store: ox.Store, text: str) -> list[tuple[str, ...]]:
    solutions = store.query(ontology.prologue() + text)
    assert isinstance(solutions, ox.QuerySolutions)
    rows = []
    for solution in solutions:
        cells = [solution[variable] for variable in solutions.variables]
        rows.append(tuple(_cell(cell) for cell in cells))
    return rows


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if term is None:
        return "None"
    assert not isinstance(term, ox.Triple)
    return _plain(term.value, term.datatype.value if isinstance(term, ox.Literal) else None)


def _plain(text: str, datatype: str | None) -> str:
    """1.0 and 1 are one decimal: engines write it either way."""
    return str(float(text)) if datatype and str(datatype).endswith("#decimal") else text


def test_the_answers_of_the_shipped_queries(store: ox.Store) -> None:
    def ask(name: str) -> list[tuple[str, ...]]:
        return _oxigraph(store, ontology.query(name).text)

    none = "None"
    committee, council = "Huyện ủy Mường Thử, tỉnh Mẫu", "Hội đồng nhân dân huyện Chung (bai-2)"
    commune = "Đảng ủy xã Bản Thử, tỉnh Mẫu"
    mau, thu = "Lò Thị Mẫu", "Trần Văn Thử"
    assert ask("holders") == [
        (mau, "Bí thư", committee, "Mẫu", "current", "2020-05-07", "bai-1", "Bà Lò Thị Mẫu", none),
        (thu, "Chủ tịch", council, none, "former", none, "bai-2", "ông Trần Văn Thử", none),
        (thu, "Bí thư", commune, none, "former", none, "bai-2", "ông Trần Văn Thử", none),
    ]
    assert ask("careers") == [
        (mau, "Bí thư", committee, none, "2020-05-07", "2020-05-07", *[none] * 5),
        (thu, "Bí thư", commune, *[none] * 8),
        (thu, "Chủ tịch", council, "2021-2026", none, none, "2021-06-01", "2021-06-30", *[none] * 3),
    ]
    assert ask("leaders") == [("Mẫu", committee, "Bí thư", mau, "2020-05-07", "2020-05-07")]
    assert ask("admissions") == [
        ("huyện Mường Thử, tỉnh Mẫu", "Mẫu", "2019", "37", "about", "2019-01-01", "2019-12-31", "bai-1", "quán triệt"),
        (commune, none, none, "4", "exact", none, none, "bai-2", "<b>5.012</b>"),
        (commune, none, none, "12", "atLeast", none, none, "bai-2", "<b>5.012</b>"),
    ]
    assert [row[1:7] for row in ask("implementations")] == [
        ("Chỉ thị", "99-CT/TW", "Bộ Chính trị", committee, "Mẫu", "study"),
        ("Nghị quyết", none, none, "huyện Mường Thử, tỉnh Mẫu", "Mẫu", "implement"),
    ]
    assert [row[:3] for row in ask("document-relations")] == [
        ("Nghị quyết 7", "implements", "Chỉ thị 99-CT/TW của Bộ Chính trị")
    ]
    assert [(row[0], row[-1]) for row in ask("documents")] == [
        ("Chỉ thị 99-CT/TW của Bộ Chính trị", "1"),
        ("Nghị quyết 7", "1"),
    ]
    assert ask("open-bodies") == [
        (council, "district", "huyện Mường Thử, tỉnh Mẫu"),
        (council, "district", "tỉnh Mẫu"),
        (commune, "commune", none),
    ]
    assert [row[:5] for row in ask("changes")] == [(mau, "elected", "Bí thư", committee, "Mẫu")]
    assert [row[:5] for row in ask("figures")] == [(committee, "Mẫu", "members", "members", "5012")]
    assert [row[:6] for row in ask("events")] == [
        ("Đại hội Đảng bộ huyện Mường Thử", "congress", "2020-05-01", "2020-05-31", thu, "chair")
    ]
    assert [row[:4] for row in ask("programmes")] == [("Ba cùng", "huyện Mường Thử, tỉnh Mẫu", "Mẫu", "launch")]
    assert [(row[0], row[-1]) for row in ask("sources")] == [("bai-2", "10"), ("bai-1", "5")]
    assert sorted({row[1] for row in ask("evidence")}) == [
        "admission", "change", "count", "implementation", "origin", "participation", "position",
        "programme", "relation",
    ]  # fmt: skip
    assert len(ask("evidence")) == 15
    assert [row[:5] for row in ask("origins")] == [
        (mau, "1970-01-01", "1970-12-31", none, none),
        (thu, none, none, "huyện Mường Thử, tỉnh Mẫu", none),
    ]


FAMILIES = {
    "positions": """
      SELECT ?person ?role ?org ?province ?status ?quote WHERE {
        ?fact a dang:Tenure ; org:member/rdfs:label ?person ; org:role/rdfs:label ?role ; dang:evidence ?e ;
              org:organization ?o .
        ?o rdfs:label ?org FILTER(LANGMATCHES(LANG(?role), "vi") && LANGMATCHES(LANG(?org), "vi"))
        ?o dang:jurisdiction/dang:province/dang:name ?province .
        ?e dang:status/skos:notation ?status ; dang:quote ?quote }""",
    "changes": """
      SELECT ?person ?change ?role WHERE {
        ?fact a dang:Change ; dang:person/rdfs:label ?person ; dang:kind/skos:notation ?change .
        ?fact org:role/rdfs:label ?role FILTER(LANGMATCHES(LANG(?role), "vi")) }""",
    "implements": """
      SELECT ?org ?action ?type ?number ?issuer WHERE {
        ?fact a dang:Implementation ; dang:organization/rdfs:label ?org ; dang:action/skos:notation ?action .
        ?fact dang:document ?d . ?d dang:documentType/rdfs:label ?type ; dang:issuer/rdfs:label ?issuer .
        ?d dang:number ?number FILTER(LANGMATCHES(LANG(?type), "vi")) }""",
    "relations": """
      SELECT ?document ?relation ?related WHERE {
        ?fact a dang:DocumentRelation ; dang:document/rdfs:label ?document ; dang:relation/skos:notation ?relation .
        ?fact dang:relatedDocument/rdfs:label ?related }""",
    "counts": """
      SELECT ?unit ?measure ?population ?value WHERE {
        ?fact a dang:Count ; dang:unit/rdfs:label ?unit ; dang:measure/skos:notation ?measure ; dang:value ?value .
        ?fact dang:population/skos:notation ?population FILTER NOT EXISTS { ?fact a dang:Admission } }""",
    "participations": """
      SELECT ?agent ?part ?type WHERE {
        ?fact a dang:Participation ; dang:agent/rdfs:label ?agent ; dang:part/skos:notation ?part ;
              dang:event/dang:eventType/skos:notation ?type }""",
    "programmes": """
      SELECT ?unit ?action ?name WHERE {
        ?fact a dang:Adoption ; dang:unit/rdfs:label ?unit ; dang:action/skos:notation ?action .
        ?fact dang:programme/rdfs:label ?name }""",
}
ANSWERS = {
    "positions": ("Lò Thị Mẫu", "Bí thư", "Huyện ủy Mường Thử", "Mẫu", "current", "Bà Lò Thị Mẫu"),
    "changes": ("Lò Thị Mẫu", "elected", "Bí thư"),
    "implements": ("Huyện ủy Mường Thử", "study", "Chỉ thị", "99-CT/TW", "Bộ Chính trị"),
    "relations": ("Nghị quyết 7", "implements", "Chỉ thị 99-CT/TW của Bộ Chính trị"),
    "counts": ("Huyện ủy Mường Thử", "members", "members", "5012"),
    "participations": ("Trần Văn Thử", "chair", "congress"),
    "programmes": ("huyện Mường Thử", "launch", "Ba cùng"),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_can_be_asked_for(family: str, filled: Graph, store: ox.Store) -> None:
    assert _rdflib(filled, FAMILIES[family]) == [ANSWERS[family]] == _oxigraph(store, FAMILIES[family])
