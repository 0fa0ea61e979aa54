"""Loads a graph's exports into Jena, Virtuoso and n3, and compares what they count and answer with `dangbo ask`.

`python tools/foreign_stores.py OUT`, where OUT is what a build left. On Debian the stores come with `apt-get install
libapache-jena-java virtuoso-opensource-7`; npm puts n3 into a temporary folder; what is not installed is said and left
out. The exit code is 1 where one that is there reads or answers otherwise. Kept out of CI: the packages are large.
"""

from __future__ import annotations

import csv
import io
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import dangbo
import ontology
from dangbo.workspace import Workspace

JARS = Path("/usr/share/java")
OF_JENA = """commons-cli commons-codec commons-compress commons-csv commons-io commons-lang3 dexx.collection gson guava
httpclient httpcore jackson-annotations jackson-core jackson-databind jakarta.json-api jcl-over-slf4j jsonld-java
protobuf slf4j-api slf4j-nop thrift titanium-json-ld"""
"""What Jena's jars need; the bridges to log4j are left out, they call each other for ever."""
VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = 1000000
"""
COUNTED = (
    ("turtle", "ttl", "triples"),
    ("ntriples", "nt", "triples"),
    ("nquads", "nq", "quads"),
    ("trig", "trig", "quads"),
)
N3 = "n3@2.13.12"
COUNT_IN_N3 = """
const text = require('fs').readFileSync(process.argv[1], 'utf8');
console.log(new (require('n3').Parser)().parse(text).length);
"""
Rows = list[tuple[str, ...]]
Ask = Callable[[str], Rows]


def main(out: str) -> int:
    """Print a line for each thing tried; the exit code."""
    workspace = dangbo.open(out)
    with tempfile.TemporaryDirectory(prefix="dangbo-") as made:
        folder = Path(made)
        results = [*n3(workspace, folder), *jena(workspace, folder), *virtuoso(workspace, folder)]
    for what, is_so in results:
        print(f"{'ok  ' if is_so else 'NOT '} {what}")
    return 0 if all(is_so for _, is_so in results) else 1


def n3(workspace: Workspace, folder: Path) -> Iterator[tuple[str, bool]]:
    """The parser of N3.js, on which Comunica stands, counts what it reads in four formats."""
    if shutil.which("npm") is None:
        print("left out: npm is not installed")
        return
    subprocess.run(["npm", "install", "--silent", "--prefix", str(folder), N3], check=True)
    for name, ending, unit in COUNTED:
        count = workspace.export(name, folder / f"graph.{ending}").counts[unit]
        command = ["node", "-e", COUNT_IN_N3, str(folder / f"graph.{ending}")]
        told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
        yield f"N3.js counts {count:,} {unit} in {name}", told == f"{count}\n"


def jena(workspace: Workspace, folder: Path) -> Iterator[tuple[str, bool]]:
    """riot counts what it reads in four formats; arq answers the shipped queries over a TDB2 store."""
    if not (JARS / "jena-arq.jar").exists():
        print("left out: Jena is not installed (Debian: libapache-jena-java)")
        return
    path = _classpath(folder)

    def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["java", "-cp", path, *map(str, command)], capture_output=True, text=True, check=True)

    for name, ending, unit in COUNTED:
        count = workspace.export(name, folder / f"graph.{ending}").counts[unit]
        told = run("riotcmd.riot", "--validate", "--count", folder / f"graph.{ending}").stderr
        yield f"Jena riot counts {count:,} {unit} in {name}", f" = {count:,}\n" in told
    run("tdb2.tdbloader", "--loc", folder / "tdb2", folder / "graph.ttl")

    def ask(query: str) -> Rows:
        (folder / "query.rq").write_text(query, encoding="utf-8")
        told = run("tdb2.tdbquery", "--loc", folder / "tdb2", "--query", folder / "query.rq", "--results=CSV").stdout
        return [tuple(row) for row in list(csv.reader(io.StringIO(told)))[1:]]

    yield from _compared("Jena TDB2", workspace, ask)


def _classpath(folder: Path) -> str:
    """Debian's Jena looks for its messages under another name than it has them."""
    with zipfile.ZipFile(JARS / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith("org/apache/jena/ext/xerces/") and name.endswith(".properties"):
                moved = folder / "messages" / name.removeprefix("org/apache/jena/ext/")
                moved.parent.mkdir(parents=True, exist_ok=True)
                moved.write_bytes(jar.read(name))
    own = [path for path in sorted(JARS.glob("jena-*.jar")) if not path.stem[-1].isdigit() or path.stem == "jena-tdb2"]
    return ":".join(map(str, (folder / "messages", *own, *(JARS / f"{name}.jar" for name in OF_JENA.split()))))


def virtuoso(workspace: Workspace, folder: Path) -> Iterator[tuple[str, bool]]:
    """A server of its own on loopback loads the Turtle and answers the shipped queries."""
    if shutil.which("virtuoso-t") is None or shutil.which("isql-vt") is None:
        print("left out: Virtuoso is not installed (Debian: virtuoso-opensource-7)")
        return
    database = folder / "virtuoso"
    database.mkdir()
    graph = database / "graph.ttl"
    triples = workspace.export("turtle", graph).counts["triples"]
    with _virtuoso_server(database) as (sql, http):
        load = f"DB.DBA.TTLP_MT(file_to_string_output('{graph}'), '', 'urn:dangbo', 0);"
        subprocess.run(["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}"], check=True, capture_output=True)

        def ask(query: str) -> Rows:
            form = {"query": query, "default-graph-uri": "urn:dangbo", "format": "text/csv"}
            body = urllib.parse.urlencode(form).encode()
            with urllib.request.urlopen(f"http://127.0.0.1:{http}/sparql", body, timeout=120) as response:
                return [tuple(row) for row in list(csv.reader(io.StringIO(response.read().decode())))[1:]]

        counted = ask("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        yield f"Virtuoso counts {triples:,} triples", counted == [(str(triples),)]
        yield from _compared("Virtuoso", workspace, ask)


@contextmanager
def _virtuoso_server(database: Path) -> Iterator[tuple[int, int]]:
    sql, http = _free_port(), _free_port()
    (database / "virtuoso.ini").write_text(VIRTUOSO.format(sql=sql, http=http, folder=database), encoding="utf-8")
    command = ["virtuoso-t", "+configfile", "virtuoso.ini", "+foreground"]
    with subprocess.Popen(command, cwd=database, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + 120
            while True:
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{http}/sparql", timeout=10):
                        break
                except OSError:
                    if process.poll() is not None or time.monotonic() > deadline:
                        raise
                    time.sleep(0.5)
            yield sql, http
        finally:
            process.kill()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _compared(store: str, workspace: Workspace, ask: Ask) -> Iterator[tuple[str, bool]]:
    for name, query in ontology.queries().items():
        try:
            rows = ask(ontology.prologue() + query.text)
        except (subprocess.CalledProcessError, urllib.error.HTTPError) as error:
            said = error.read().decode(errors="replace") if isinstance(error, urllib.error.HTTPError) else error.stderr
            yield f"{store} answers {name}: {said.strip().splitlines()[0] if said else error}", False
            continue
        own = [tuple(" ".join(cell.split()) for cell in row) for row in workspace.ask(query.text).values()]
        told = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
        yield f"{store} answers {name} alike: {len(own)} rows", sorted(own) == sorted(told)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
