"""The server: what it answers by the SPARQL 1.1 Protocol, over JSON and as pages, and what it refuses."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import socket
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
import rdflib

import ontology
from dangbo import workspace
from dangbo.serve.requests import accepted
from tests.conftest import Served, serving

PEOPLE = "SELECT ?name WHERE { ?p a dang:Person ; rdfs:label ?name } ORDER BY ?name"
TRIPLES = "CONSTRUCT { ?p a dang:Person } WHERE { ?p a dang:Person }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
PATIENCE = 120.0
"""Seconds that a test waits for an answer at most, on a machine that has other things to do."""


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[httpx.Client]:
    """A client of the server over the examples."""
    with httpx.Client(base_url=served.address, timeout=PATIENCE) as made:
        yield made


@pytest.fixture(scope="module")
def strict(examples_built: Path) -> Iterator[Served]:
    """A server with narrow limits."""
    with serving(examples_built, "--timeout", "4", "--rows", "50", "--memory", "1024") as running:
        yield running


@pytest.fixture(scope="module")
def people(examples_built: Path) -> list[str]:
    """The names that the graph holds, asked without a server."""
    return [name for (name,) in workspace.Workspace(examples_built).ask(PEOPLE).values()]


# ---- the protocol


def test_a_query_by_get_by_form_and_as_it_is(client: httpx.Client, people: list[str]) -> None:
    answers = [
        client.get("/sparql", params={"query": PEOPLE}),
        client.post("/sparql", data={"query": PEOPLE}),
        client.post("/sparql", content=PEOPLE, headers={"Content-Type": "application/sparql-query; charset=utf-8"}),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/sparql-results+json"
        bindings = answer.json()["results"]["bindings"]
        assert [row["name"]["value"] for row in bindings] == people


@pytest.mark.parametrize("accept", ["application/sparql-results+xml", "text/csv", "text/tab-separated-values"])
def test_rows_in_every_format(client: httpx.Client, people: list[str], accept: str) -> None:
    answer = client.get("/sparql", params={"query": PEOPLE}, headers={"Accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    if accept.endswith("xml"):
        found = [
            node.text for node in ET.fromstring(answer.content).iter("{http://www.w3.org/2005/sparql-results#}literal")
        ]
    elif accept == "text/csv":
        found = [row[0] for row in csv.reader(io.StringIO(answer.text))][1:]
    else:
        parsed = ox.parse_query_results(answer.content, ox.QueryResultsFormat.TSV)
        assert isinstance(parsed, ox.QuerySolutions)
        found = [row["name"].value for row in parsed]  # type: ignore[union-attr]
    assert found == people


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ],
)
def test_triples_in_every_format(client: httpx.Client, people: list[str], accept: str, format: str) -> None:
    answer = client.get("/sparql", params={"query": TRIPLES}, headers={"Accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    assert len(rdflib.Graph().parse(data=answer.content, format=format)) == len(people)


def test_yes_or_no(client: httpx.Client) -> None:
    for query, expected in (("ASK { ?p a dang:Person }", True), ("ASK { ?p a dang:Fact }", False)):
        assert client.get("/sparql", params={"query": query}).json()["boolean"] is expected
        answer = client.get("/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+xml"})
        assert f"<boolean>{str(expected).lower()}</boolean>" in answer.text


def test_what_the_client_prefers_is_what_it_gets(client: httpx.Client) -> None:
    for accept, media in (
        ("*/*", "application/sparql-results+json"),
        ("text/*;q=0.5, application/xml", "application/sparql-results+xml"),
        ("text/html, text/csv;q=0.9, application/json;q=0.2", "text/csv"),
        ("text/csv;q=0, application/json", "application/sparql-results+json"),
    ):
        answer = client.get("/sparql", params={"query": PEOPLE}, headers={"Accept": accept})
        assert answer.headers["content-type"].startswith(media)
        assert "Accept" in answer.headers["vary"]
    assert client.get("/sparql", params={"query": PEOPLE}, headers={"Accept": "image/png"}).status_code == 406


def test_the_service_describes_itself(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=answer.content, format="turtle")
    service = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert list(graph.objects(None, service.endpoint)) == [rdflib.URIRef(str(client.base_url.join("/sparql")))]
    assert client.get("/sparql", headers={"Accept": "text/html"}).headers["location"] == "/"


@pytest.mark.parametrize(
    ("method", "arguments", "status", "said"),
    [
        ("POST", {"data": {"update": "DROP ALL"}}, 403, "for reading"),
        ("POST", {"content": "DROP ALL", "headers": {"Content-Type": "application/sparql-update"}}, 403, "for reading"),
        ("POST", {"data": {}}, 415, "expected"),
        ("POST", {"data": {"query": ""}}, 400, "not SPARQL"),
        ("POST", {"content": "SELECT", "headers": {"Content-Type": "text/plain"}}, 415, "application/sparql-query"),
        ("POST", {"content": b"\xff", "headers": {"Content-Type": "application/sparql-query"}}, 400, "not UTF-8"),
        (
            "POST",
            {"content": b"query=%FF", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
            400,
            "UTF-8",
        ),
        ("GET", {"params": {"query": "DELETE WHERE { ?s ?p ?o }"}}, 400, "changes the graph"),
        ("GET", {"params": {"query": "LOAD <file:///etc/passwd>"}}, 400, "fetches data"),
        ("GET", {"params": {"query": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"}}, 400, "another data set"),
        ("GET", {"params": {"query": PEOPLE, "default-graph-uri": "http://a.example/"}}, 400, "one graph"),
        ("GET", {"params": [("query", PEOPLE), ("query", PEOPLE)]}, 400, "given twice"),
        ("GET", {"params": {"query": "SELECT * {\n ?s dagn:x ?o }"}}, 400, 'not SPARQL at 2:5: the prefix "dagn:"'),
        ("PUT", {"content": "x"}, 405, ""),
        ("DELETE", {}, 405, ""),
    ],
)
def test_what_is_refused(
    client: httpx.Client, method: str, arguments: dict[str, object], status: int, said: str
) -> None:
    answer = client.request(method, "/sparql", **arguments)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert said in answer.text


def test_scripts_of_this_machine_may_ask_and_others_not(client: httpx.Client, examples_built: Path) -> None:
    def allowed(origin: str, of: httpx.Client) -> str | None:
        answer = of.get("/sparql", params={"query": PEOPLE}, headers={"Origin": origin})
        return answer.headers.get("access-control-allow-origin")

    assert allowed("http://localhost:3000", client) == "http://localhost:3000"
    assert allowed("https://a.example", client) is None
    assert allowed("http://localhost.a.example", client) is None
    ask_first = {"Origin": "http://127.0.0.1:8000", "Access-Control-Request-Method": "POST"}
    assert client.options("/sparql", headers=ask_first).status_code == 200
    with (
        serving(examples_built, "--allow-origin", "https://a.example") as open_to_one,
        httpx.Client(base_url=open_to_one.address, timeout=PATIENCE) as other,
    ):
        assert allowed("https://a.example", other) == "https://a.example"
        assert allowed("https://b.example", other) is None


def test_a_name_that_is_not_this_machine_is_refused(client: httpx.Client) -> None:
    assert client.get("/", headers={"Host": "a.example"}).status_code == 400


# ---- entities, facts, pages


def test_entities_and_their_facts(client: httpx.Client) -> None:
    found = client.get("/api/entities", params={"q": "truong hoai nhan", "kind": "Person"}).json()
    assert (found["total"], found["items"][0]["label"]) == (1, "Trương Hoài Nhân")
    person = client.get(f"/api/entities/{found['items'][0]['id']}").json()
    assert {value["value"] for value in person["says"]["rdfs:label"]} == {"Trương Hoài Nhân"}
    facts = client.get(f"/api/entities/{person['id']}/facts", params={"limit": 2}).json()
    assert facts["total"] > len(facts["items"]) == 2
    fact = facts["items"][0]
    assert client.get(f"/api/facts/{fact['id']}").json() == fact
    assert fact["evidence"][0]["quote"]
    article = fact["evidence"][0]["article"]
    assert client.get("/api/facts", params={"article": article, "family": fact["family"]}).json()["total"] > 0


def test_pages_of_a_long_list_fit_together(client: httpx.Client) -> None:
    whole = client.get("/api/entities", params={"limit": 500}).json()
    parts = [
        client.get("/api/entities", params={"limit": 100, "offset": at}).json()["items"] for at in range(0, 500, 100)
    ]
    assert [one for part in parts for one in part] == whole["items"]


def test_shipped_queries_with_parameters(client: httpx.Client) -> None:
    listed = client.get("/api/queries").json()
    assert [query["name"] for query in listed] == list(ontology.queries())
    rows = client.get("/api/queries/holders", params={"place": "Châu Thành, Trà Vinh"}).json()["results"]["bindings"]
    assert {row["province"]["value"] for row in rows} == {"Trà Vinh"}
    refused = client.get("/api/queries/holders", params={"place": "huyện Châu Thành"})
    assert refused.status_code == 400
    assert "huyện Châu Thành, tỉnh Hậu Giang" in refused.json()["error"]
    told = client.get("/api/queries/holders/sparql", params={"place": "Châu Thành, Trà Vinh"}).json()["sparql"]
    assert client.get("/sparql", params={"query": told}).json()["results"]["bindings"] == rows


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/entities/nobody", 404),
        ("/api/entities/%3E%20%3C", 404),
        ("/api/facts/nothing", 404),
        ("/api/queries/nothing", 404),
        ("/api/entities?limit=0", 400),
        ("/api/entities?limit=1e9", 400),
        ("/api/entities?offset=-1", 400),
        ("/api/entities?kind=Fact", 400),
        ("/api/entities?colour=red", 400),
        ("/api/facts?family=x", 400),
        ("/api/queries/holders?on=tomorrow", 400),
        ("/id/nobody", 404),
        ("/assets/../app.py", 404),
        ("/assets/..%2Fapp.py", 404),
        ("/assets/query.html", 404),
        ("/etc/passwd", 404),
    ],
)
def test_what_is_not_there(client: httpx.Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    if path.startswith("/api/"):
        assert answer.json()["error"]


def test_a_node_answers_as_it_is_asked(client: httpx.Client) -> None:
    def node(accept: str) -> httpx.Response:
        return client.get("/id/place-d933-old", headers={"Accept": accept})

    page = node("text/html,application/xhtml+xml,*/*;q=0.8")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "huyện Châu Thành, tỉnh Hậu Giang" in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]
    graph = rdflib.Graph().parse(data=node("text/turtle").content, format="turtle")
    place = rdflib.URIRef("https://w3id.org/dangbo/id/place-d933-old")
    assert (place, rdflib.RDF.type, rdflib.URIRef("https://w3id.org/dangbo/ontology#Place")) in graph
    assert list(graph.subjects(None, place))
    assert node("application/json").json()["label"] == "huyện Châu Thành, tỉnh Hậu Giang"
    assert node("image/png").status_code == 406


def test_hostile_text_stays_text_on_a_page(tmp_path: Path) -> None:
    text = "Ông Lê Văn Sáu, Bí thư Huyện ủy Ba Tri, tỉnh Bến Tre phát biểu."
    record = {"id": "a", "text": text, "title": "<script>alert(1)</script>", "source": "javascript:alert(1)"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    from dangbo import build

    out = build(tmp_path / "a.jsonl", tmp_path / "out").path
    with serving(out) as running, httpx.Client(base_url=running.address, timeout=PATIENCE) as other:
        articles = other.get("/sparql", params={"query": "SELECT ?a { ?a a dang:Article }"}).json()["results"][
            "bindings"
        ]
        name = articles[0]["a"]["value"].rsplit("/", 1)[1]
        page = other.get(f"/id/{name}", headers={"Accept": "text/html"}).text
    assert "<script>alert" not in page
    assert 'href="javascript:' not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_interface_is_described(client: httpx.Client) -> None:
    document = client.get("/api/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    for path in ("/api/entities", "/api/entities/{id}/facts", "/api/facts/{id}", "/api/queries/holders"):
        assert path in document["paths"]


# ---- limits


def test_limits_of_time_rows_and_body(strict: Served) -> None:
    with httpx.Client(base_url=strict.address, timeout=PATIENCE) as other:
        stopped = other.get("/sparql", params={"query": ENDLESS})
        assert (stopped.status_code, stopped.text) == (
            503,
            "stopped after 4 seconds: ask for less, or allow more time\n",
        )
        assert stopped.headers["retry-after"]
        long = _not_stopped(other, "SELECT * { ?s ?p ?o }")
        assert (long.status_code, long.text) == (400, "more than 50 rows: add a LIMIT, or ask for less\n")
        assert len(_answer(other, "SELECT * { ?s ?p ?o } LIMIT 50")["results"]["bindings"]) == 50
        large = other.post("/sparql", data={"query": PEOPLE + " #" * (1 << 20)})
        assert large.status_code == 413
        assert _answer(other, "ASK {}")["boolean"] is True


def _answer(client: httpx.Client, query: str) -> Any:
    """The answer of a server with narrow limits, asked again where a busy machine made it too slow."""
    answer = _not_stopped(client, query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def _not_stopped(client: httpx.Client, query: str) -> httpx.Response:
    deadline = time.monotonic() + PATIENCE
    while (answer := client.get("/sparql", params={"query": query})).status_code == 503:
        assert time.monotonic() < deadline, answer.text
    return answer


def test_fifty_clients_at_once_are_all_answered(served: Served, people: list[str]) -> None:
    def ask(_: int) -> int:
        with httpx.Client(base_url=served.address, timeout=PATIENCE) as own:
            answer = own.post("/sparql", data={"query": PEOPLE})
            assert answer.status_code == 200, answer.text
            return len(answer.json()["results"]["bindings"])

    with ThreadPoolExecutor(50) as pool:
        assert set(pool.map(ask, range(50))) == {len(people)}


def test_nobody_else_is_asked(client: httpx.Client) -> None:
    """A server beside ours, that queries name in every way, hears nothing."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.2)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    connection, _ = trap.accept()
                except TimeoutError:
                    continue
                with connection:
                    heard.append(connection.recv(1000))

        thread = threading.Thread(target=listen)
        thread.start()
        there = f"<http://127.0.0.1:{trap.getsockname()[1]}/x>"
        for query in (
            f"SELECT * {{ SERVICE {there} {{ ?s ?p ?o }} }}",
            f"SELECT * {{ SERVICE SILENT {there} {{ ?s ?p ?o }} }}",
            f"SELECT * {{ BIND({there} AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}",
            f"SELECT * {{ ?s ?p 1e5SERVICE{there}{{?s?p?o}} }}",
            f"SELECT * {{ \\u0053ERVICE {there} {{ ?s ?p ?o }} }}",
            f"SELECT * FROM {there} {{ ?s ?p ?o }}",
            f"SELECT * FROM NAMED {there} {{ GRAPH ?g {{ ?s ?p ?o }} }}",
            f"SELECT * {{ GRAPH {there} {{ ?s ?p ?o }} }}",
            f"DESCRIBE {there}",
            f"BASE {there} SELECT * {{ <y> ?p ?o }}",
            f"LOAD {there}",
            f"PREFIX x: {there} SELECT * {{ ?s x: ?o }}",
        ):
            assert client.post("/sparql", data={"query": query}).status_code in (200, 400)
        client.get("/sparql", params={"query": PEOPLE, "default-graph-uri": there[1:-1]})
        stop.set()
        thread.join()
    assert heard == []


# ---- a thousand bad requests

PIECES = (
    *"{}()[]<>\"'\\#?$@^|*+-/.;:,%&=!~`\n\t\0",
    *(
        "SELECT",
        "ASK",
        "WHERE",
        "CONSTRUCT",
        "DESCRIBE",
        "SERVICE",
        "FROM",
        "LOAD",
        "INSERT",
        "DROP",
        "GRAPH",
        "FILTER",
    ),
    *("BIND", "VALUES", "OPTIONAL", "UNION", "MINUS", "EXISTS", "GROUP BY", "ORDER BY", "LIMIT", "OFFSET", "REGEX"),
    *(
        "?s",
        "?p",
        "?o",
        "dang:name",
        "rdfs:label",
        "<http://a.example/>",
        "<file:///etc/passwd>",
        '"x"',
        "1",
        "-1",
        "1e999",
    ),
    *("Châu Thành", "\u202e", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "ﷺ", "a" * 3000),
)
PATHS = ("/sparql", "/", "/api/entities", "/api/facts", "/api/queries/holders", "/id/x", "/assets/x", "/graph", "/%00")
DEEP = (
    "SELECT * " + "{" * 5000 + "}" * 5000,
    "SELECT * { FILTER(" + "(" * 20000 + "1" + ")" * 20000 + ") }",
    "SELECT * { ?s " + "/".join(["dang:within"] * 5000) + " ?o }",
    "SELECT * { ?s (" + "(dang:within*)*" * 200 + ") ?o }",
    "SELECT * { FILTER(" + "!" * 50000 + "true) }",
    "SELECT * { VALUES ?x { " + "1 " * 100000 + "} }",
    "SELECT * { ?s ?p ?o FILTER REGEX(STR(?o), '" + "(a*)*" * 20 + "b') }",
    "a." * 50000,
)


def _bad(random: Random, number: int) -> httpx.Request:
    """One bad request: any method, any path, any parameters, any body, odd headers."""
    text = " ".join(random.choice(PIECES) for _ in range(random.randrange(1, 25)))
    method = random.choice(("GET", "GET", "POST", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "FOO"))
    path = random.choice(PATHS) + random.choice(("", "", "/..", "//", "/%2e%2e/%2e%2e/etc/passwd", "?" + "a=1&" * 100))
    headers = {
        "Accept": random.choice(
            ("*/*", "text/html", "image/*", ";;;q=x", "a/b;q=9", ",," * 500, "\xff".encode().hex())
        ),
        "Content-Type": random.choice(
            ("application/x-www-form-urlencoded", "application/sparql-query", "text/plain", "multipart/form-data", "")
        ),
    }
    if number % 3 == 0:
        name = random.choice(("query", "update", "q", "place", "limit", "on", "default-graph-uri", "\x00"))
        return httpx.Request(method, f"http://x{path}", params={name: text}, headers=headers)
    if number % 3 == 1:
        return httpx.Request(method, f"http://x{path}", data={"query": text}, headers={"Accept": headers["Accept"]})
    return httpx.Request(method, f"http://x{path}", content=text.encode("utf-8", "replace"), headers=headers)


def _state(out: Path) -> dict[str, str]:
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def test_a_thousand_bad_requests_do_no_harm(strict: Served) -> None:
    random, before = Random(1), _state(strict.out)
    statuses: dict[int, int] = {}
    with httpx.Client(base_url=strict.address, timeout=PATIENCE) as other:
        for number in range(1000):
            bad = _bad(random, number)
            answer = other.request(
                bad.method,
                bad.url.copy_with(host="127.0.0.1", port=strict.port),
                content=bad.read(),
                headers={name: value for name, value in bad.headers.items() if name != "host"},
            )
            statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
            assert "root:x:0" not in answer.text
            assert "Traceback" not in answer.text
        for query in DEEP:
            answer = other.post(f"{strict.address}/sparql", data={"query": query})
            assert answer.status_code in (200, 400, 503), answer.text[:300]
        assert _answer(other, "ASK {}")["boolean"] is True
    assert not [status for status in statuses if status >= 500 and status != 503], statuses
    assert _state(strict.out) == before


@pytest.mark.parametrize(
    "sent",
    [
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /sparql?query=\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    ],
    ids=[str(number) for number in range(10)],
)
def test_what_is_no_http_at_all(served: Served, client: httpx.Client, sent: bytes) -> None:
    answer = b""
    with (
        socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as connection,
        contextlib.suppress(OSError),  # hanging up on it is an answer, too
    ):
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        while part := connection.recv(65_536):
            answer += part
    assert not answer.startswith(b"HTTP/1.1 5")
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_a_new_build_is_served_from_then_on(tmp_path: Path) -> None:
    from dangbo import build

    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("Ông Lê Văn Sáu, Bí thư Huyện ủy Ba Tri, tỉnh Bến Tre phát biểu.", encoding="utf-8")
    second.write_text("Bà Đỗ Thị Bảy, Bí thư Huyện ủy Ba Tri, tỉnh Bến Tre phát biểu.", encoding="utf-8")
    out = build(first, tmp_path / "out").path
    with serving(out) as running, httpx.Client(base_url=running.address, timeout=PATIENCE) as other:

        def names() -> list[str]:
            rows = other.get("/sparql", params={"query": PEOPLE}).json()["results"]["bindings"]
            return [row["name"]["value"] for row in rows]

        assert names() == ["Lê Văn Sáu"]
        build([first, second], out)
        deadline = time.monotonic() + PATIENCE
        while names() != ["Lê Văn Sáu", "Đỗ Thị Bảy"] and time.monotonic() < deadline:
            time.sleep(0.2)
        assert names() == ["Lê Văn Sáu", "Đỗ Thị Bảy"]


# ---- parts


def test_the_accept_header_is_read_as_it_is_meant() -> None:
    from starlette.requests import Request

    def read(*values: str) -> list[str]:
        headers = [(b"accept", value.encode()) for value in values]
        return accepted(Request({"type": "http", "headers": headers}))

    assert read() == ["*/*"]
    assert read("") == ["*/*"]
    assert read("text/csv;q=0.5, text/turtle") == ["text/turtle", "text/csv"]
    assert read("a/b;q=0.5", "c/d;q=0.7;level=1") == ["c/d", "a/b"]
    assert read("a/b;q=nan, c/d;q=2, e/f;q=0") == ["*/*"]


def test_json_of_results_is_what_others_read(client: httpx.Client) -> None:
    query = 'SELECT * { VALUES (?a ?b ?c ?d) { (<http://a.example/> "x\\ty\\n\\u0001"@vi 1.5 UNDEF) } }'
    answers = {
        format: client.get("/sparql", params={"query": query}, headers={"Accept": format.media_type}).content
        for format in (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.TSV)
    }
    for format, body in answers.items():
        rows = ox.parse_query_results(body, format)
        assert isinstance(rows, ox.QuerySolutions)
        assert [[row[name] for name in "abcd"] for row in rows] == [
            [
                ox.NamedNode("http://a.example/"),
                ox.Literal("x\ty\n\x01", language="vi"),
                ox.Literal("1.5", datatype=DECIMAL),
                None,
            ]
        ]
    assert json.loads(answers[ox.QueryResultsFormat.JSON])["head"]["vars"] == ["a", "b", "c", "d"]
    xml = client.get("/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+xml"})
    assert ET.fromstring(xml.content).find(".//{*}literal[@datatype]") is not None


DECIMAL = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
