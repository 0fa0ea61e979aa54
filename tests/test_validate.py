"""Whether the shapes let a good graph pass and name what is wrong with a bad one."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, SH, Graph

from graph.validate import UnreadableError, Violation, examine, validate
from graph.validate import _against_shapes as against_shapes
from ontology import concepts, path_shapes, terms

SAMPLE = (Path(__file__).parent / "sample.ttl").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def good() -> str:
    """The sample with the closed values described, as a built graph has them."""
    described = [
        f'<{c.iri}> a skos:Concept ; skos:notation "{c.notation}" ; rdfs:label "{c.vi}"@vi, "{c.en}"@en .\n'
        for c in concepts().values()
    ]
    return SAMPLE + "".join(described)


def _violations(turtle: str) -> list[Violation]:
    return validate(Graph(bind_namespaces="none").parse(data=turtle, format="turtle"))


def test_a_good_graph_has_no_violation(good: str) -> None:
    assert _violations(good) == []


def test_a_file_is_read_as_the_graph_it_holds(good: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(good, encoding="utf-8")
    assert validate(path) == []
    path.write_text(good.replace("dang:confidence 0.9", "dang:confidence 1.9"), encoding="utf-8")
    assert [v.path for v in validate(path)] == [terms.confidence]


MUTATIONS = [
    # what stands in the sample, what stands there instead, and what is said of it
    ("id:tenure-1 dang:evidence id:evidence-1 .", "", "a fact has at least one dang:evidence"),
    (
        "id:tenure-1 dang:evidence id:evidence-1 .",
        "id:tenure-1 dang:evidence id:person-1 .",
        "at least one dang:evidence",
    ),
    ('dang:article id:article-1 ; dang:quote "Bà Lò', 'dang:quote "Bà Lò', "exactly one dang:article"),
    ('"Bà Lò Thị Mẫu"@vi', '"Bà Lò Thị Mẫu"', "tagged @vi"),
    ('dang:quote "Bà Lò Thị Mẫu"@vi', 'dang:quote "Bà Lò Thị Mẫu"@vi, "Bà"@vi', "exactly one dang:quote"),
    ("dang:start 10 ; dang:end 23", "dang:start -1 ; dang:end 12", "an integer from 0"),
    ("dang:start 10 ; dang:end 23", "dang:start 23 ; dang:end 10", "below its dang:end"),
    ("dang:start 10 ; dang:end 23", "dang:start 10 ; dang:end 24", "the 13 characters of the quote"),
    ('dang:rule "title-name" ; dang:confidence 0.9', "dang:confidence 0.9", "exactly one dang:rule"),
    ("dang:confidence 0.9", "dang:confidence 9", "a decimal from 0 to 1"),
    ("dang:confidence 0.9", "dang:confidence -0.1", "a decimal from 0 to 1"),
    ("; dang:status dang:status-current", "", "the evidence of a tenure has a dang:status"),
    ("dang:status dang:status-current", "dang:status dang:status-retired", "current, former or incoming"),
    ("org:member id:person-1", "org:member id:organization-1", "exactly one org:member, a dang:Person"),
    ("org:member id:person-1", "org:member id:person-1, id:person-2", "exactly one org:member"),
    ("org:role id:role-bi-thu ; dang:post", "dang:post", "a tenure has exactly one org:role"),
    ("; dang:post id:post-1 ;", ";", "exactly one dang:post"),
    ("; dang:post id:post-1 ;", "; dang:post id:post-2 ;", "has its org:organization as org:postIn"),
    (
        'dang:lastAttested "2020-05-07"^^xsd:date',
        'dang:lastAttested "2019-05-07"^^xsd:date',
        "not after its dang:lastAttested",
    ),
    ('dang:lastAttested "2020-05-07"^^xsd:date', 'dang:lastAttested "2020"^^xsd:gYear', "an xsd:date"),
    (
        'dang:lastAttested "2020-05-07"^^xsd:date',
        'dang:lastAttested "2020-13-01"^^xsd:date',
        "not a day of the calendar",
    ),
    ('"Lò Thị Mẫu"@vi ;', '"Lò Thị Mẫu"@vi, "Lo Thi Mau"@vi ;', "a person has exactly one rdfs:label"),
    ('dang:searchKey "lo thi mau"', 'dang:searchKey "lo thi mau"@vi', "a dang:searchKey"),
    ('skos:prefLabel "Huyện ủy Mường Thử, tỉnh Mẫu"@vi', "", "exactly one skos:prefLabel"),
    ('"Huyện ủy Mường Thử, tỉnh Mẫu"@vi', '"Đảng ủy xã Bản Thử, tỉnh Mẫu"@vi', "skos:prefLabel is not unique"),
    ('dcterms:identifier "bai-2"', 'dcterms:identifier "bai-1"', "dcterms:identifier is not unique"),
    ("org:classification dang:kind-party-committee ;", "", "an org:classification"),
    ("dang:jurisdiction id:place-2 ", "dang:jurisdiction id:person-1 ", "at most one dang:jurisdiction, a dang:Place"),
    (
        "dang:level dang:level-district ;\n  dang:within",
        "dang:level dang:level-cell ; dang:within",
        "province, district or commune",
    ),
    ('"Bí thư"@vi, "Secretary"@en', '"Bí thư"@vi', "a role has one rdfs:label @vi and one @en"),
    ('"Bí thư"@vi, "Secretary"@en', '"Bí thư"@vi, "Secretary"@vi', "a role has one rdfs:label @vi and one @en"),
    ("dang:documentType dang:documentType-chi-thi ;", "", "exactly one dang:documentType"),
    ("dang:year 2016", 'dang:year "2016"', "an xsd:integer"),
    ("dang:issuer id:organization-3", "dang:issuer id:person-1", "at most one dang:issuer"),
    ("dang:action dang:action-study", "dang:action dang:action-pilot", "implement, study, concretise, review or issue"),
    (
        "dang:document id:document-1 ; dang:action",
        "dang:document id:place-1 ; dang:action",
        "exactly one dang:document",
    ),
    ("dang:organization id:organization-1 ;", "dang:organization id:person-1 ;", "exactly one dang:organization"),
    ("dang:value 37", "dang:value -37", "not negative"),
    ("dang:value 37", "dang:value 37.5", "the dang:value of an admission is an integer"),
    ("dang:value 37", 'dang:value "37"', "exactly one dang:value"),
    (
        "id:place-2 ; dang:measure dang:measure-admitted",
        "id:place-2 ; dang:measure dang:measure-members",
        "the dang:measure of an admission",
    ),
    ("dang:approximate dang:approximate-about", "dang:approximate dang:about", "exact, about, atLeast or atMost"),
    (
        "id:admission-1 a dang:Admission, dang:Count, qb:Observation",
        "id:admission-1 a dang:Admission",
        "an admission is also a dang:Count",
    ),
    ('dang:from "2019-01-01"^^xsd:date', 'dang:from "2020-01-01"^^xsd:date', "not after its dang:to"),
    ("dang:holdsPosition id:post-1", "dang:holdsPosition id:post-2", "dang:holdsPosition without a dang:Tenure"),
    ("dang:implements id:document-1", "dang:implements id:document-2", "dang:implements without a dang:Implementation"),
    (
        "eli:ensures_implementation_of id:document-1",
        "eli:repeals id:document-1",
        "eli:repeals without a dang:DocumentRelation",
    ),
    ("dang:relatedDocument id:document-1", "dang:relatedDocument id:document-2", "is its own dang:relatedDocument"),
    ("dang:relatedDocument id:document-1 ;", "", "exactly one dang:relatedDocument"),
    ("dang:relatedDocument id:document-1", "dang:relatedDocument id:place-1", "exactly one dang:relatedDocument"),
    ("dang:relation dang:relation-implements", "dang:relation dang:action-study", "exactly one dang:relation"),
    ("dang:admitted id:admission-1", "dang:admitted id:tenure-1", "dang:admitted without a dang:Admission"),
    ("dang:person id:person-2 ; dang:evidence", "dang:evidence", "an origin has exactly one dang:person"),
    ("; dang:homePlace id:place-2 .", ".", "an origin tells a birth, a home place or an ethnic group"),
    ("dang:homePlace id:place-2", "dang:homePlace id:person-1", "at most one dang:homePlace, a dang:Place"),
    (
        "dang:holdsPosition id:post-1 ;",
        "dang:holdsPosition id:post-1 ; dang:homePlace id:place-1 ;",
        "dang:homePlace without a dang:Origin that says so",
    ),
    ("id:programme-1 a dang:Programme", "[] a dang:Programme", "no blank nodes"),
    ("dang:part dang:part-chair", "dang:part dang:part-guest", "one of the eight"),
    ("dang:kind dang:change-elected", "dang:kind dang:elected", "one of the seven"),
    ("dang:action dang:action-launch", "dang:action dang:action-study", "pilot, launch, run or replicate"),
    (
        'dang:firstAttested "2020-05-07"^^xsd:date',
        'dang:startEarliest "2021-01-01"^^xsd:date ; dang:endLatest "2020-01-01"^^xsd:date',
        "dang:startEarliest is after dang:endLatest 2020-01-01",
    ),
    (
        'dang:name "Mẫu" ;',
        'dang:name "Mẫu" ; dang:validFrom "2025-07-01"^^xsd:date ; dang:validTo "2004-01-01"^^xsd:date ;',
        "dang:validFrom is after dang:validTo",
    ),
    ("dang:level-province ; dang:province id:place-1 .", "dang:level-province ; dang:province id:place-2 .", "its own"),
    ("dang:within id:place-1 ; dang:province id:place-1", "dang:province id:place-2", "dang:province is no province"),
    (
        "dang:within id:place-1 ; dang:province id:place-1",
        "dang:within id:place-1 ; dang:province id:place-2",
        "within a place of another province",
    ),
    ("dang:within id:place-1 ;", "dang:within id:place-2 ;", "not of a wider level"),
    (
        "dang:within id:place-1 ; dang:province id:place-1",
        "dang:within id:place-1 ; dang:province id:place-1, id:place-2",
        "at most one dang:province",
    ),
    ("id:person-2 a dang:Person, foaf:Person", "id:person-2 a dang:Person", "a dang:Person is also a foaf:Person"),
    (
        "dang:holdsPosition id:post-1",
        "dang:holdsPost id:post-1",
        "is no term of the vocabulary (found: dang:holdsPost)",
    ),
    ("id:tenure-1 dang:evidence id:evidence-1 .", "", "evidence that no fact has"),
    ("dang:eventType dang:eventType-congress", "dang:eventType 1", "exactly one dang:eventType"),
]


@pytest.mark.parametrize(("before", "after", "said"), MUTATIONS, ids=[f"{i}: {m[2]}" for i, m in enumerate(MUTATIONS)])
def test_a_bad_graph_is_told_what_is_wrong(good: str, before: str, after: str, said: str) -> None:
    assert good.count(before) == 1, f"the sample has to hold {before!r} once"
    found = _violations(good.replace(before, after))
    assert any(said in str(violation) for violation in found), [str(v) for v in found]


def test_a_closed_value_is_described_where_it_is_used() -> None:
    assert any("is a skos:Concept" in v.message for v in _violations(SAMPLE))


def test_a_violation_reads_like_a_sentence(good: str) -> None:
    (violation,) = _violations(good.replace("dang:confidence 0.9", "dang:confidence 1.9"))
    assert str(violation) == (
        "id:evidence-1: evidence has exactly one dang:confidence, a decimal from 0 to 1 (found: 1.9)"
    )


def test_validating_quickly_finds_what_the_shapes_alone_find(good: str) -> None:
    """The shapes are rearranged for speed; plain pyshacl on the file has to report the same."""
    turtle = good
    for before, after, _ in MUTATIONS[:1] + MUTATIONS[9:10] + MUTATIONS[21:24] + MUTATIONS[30:35]:
        turtle = turtle.replace(before, after)
    graph = Graph(bind_namespaces="none").parse(data=turtle, format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=Graph().parse(path_shapes()), inference="none")
    assert isinstance(report, Graph)
    plain = {
        (str(report.value(r, SH.focusNode)), str(report.value(r, SH.resultMessage)))
        for r in report.subjects(RDF.type, SH.ValidationResult)
    }
    assert len(plain) >= 6
    assert plain == {(v.focus, v.message) for v in against_shapes(graph)}
    assert plain <= {(v.focus, v.message) for v in validate(graph)}


def test_what_cannot_be_compared_is_in_no_order(good: str) -> None:
    """pyshacl has no word for some of it, and stops; rdflib has all numbers before all words."""
    for begin, end in (("_:here", "_:there"), ('"x"^^xsd:integer', '"x"^^xsd:date'), ("1.5e0", '"x"@vi')):
        broken = good.replace("dang:start 10 ; dang:end 23", f"dang:start {begin} ; dang:end {end}")
        assert broken != good
        found = [v.message for v in _violations(broken) if v.path == terms.start]
        assert "evidence has exactly one dang:start, an integer from 0 and below its dang:end" in found


def test_every_value_in_the_shapes_is_a_concept() -> None:
    shapes = Graph().parse(path_shapes())
    used = {str(o) for o in shapes.objects(None, RDF.first) if str(o).startswith(terms.DANG)}
    assert used
    assert used <= set(concepts())


def test_what_is_wrong_is_told_by_promise(good: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(good.replace("dang:start 10 ; dang:end 23", "dang:start -1 ; dang:end 12"), encoding="utf-8")
    found = {finding.name: len(finding.violations) for finding in examine(path)}
    assert {name for name, number in found.items() if number} == {"grounded"}
    assert list(found) == [
        *(
            "content",
            "grounded",
            "names",
            "dates",
            "places",
            "posts",
            "shortcuts",
            "relations",
            "origins",
            "classes",
            "terms",
            "nodes",
        ),
        "shapes",
    ]


@pytest.mark.parametrize(
    "turtle", ["", "<#me> a <http://xmlns.com/foaf/0.1/Person> ; <http://xmlns.com/foaf/0.1/name> 'A' ."]
)
def test_a_graph_about_something_else_is_not_valid(turtle: str, tmp_path: Path) -> None:
    path = tmp_path / "else.ttl"
    path.write_text(turtle, encoding="utf-8")
    (violation,) = validate(path)
    assert "there is nothing to validate" in str(violation)


@pytest.mark.parametrize(
    ("turtle", "said"),
    [("<a> <b>", "not Turtle"), ("<a> <b> << <a> <b> <c> >> .", "not Turtle|RDF 1.1"), ("\xff", "not Turtle|nothing")],
)
def test_what_is_no_turtle_is_told(turtle: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.ttl"
    path.write_bytes(turtle.encode("latin-1"))
    with pytest.raises(UnreadableError, match=said):
        validate(path)
