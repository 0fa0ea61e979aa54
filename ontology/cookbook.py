"""The queries that are shipped: SPARQL that runs as it stands, with lines that a parameter switches on.

A query is a file `queries/NAME.rq`. Its head says what it asks, in both languages. A line `# if place: …` is a comment
to every SPARQL engine; where the parameter `place` is given, what stands behind the colon becomes part of the query,
with `$place` replaced by the RDF term that it was resolved to; of several terms, each makes an alternative.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from ontology import terms

Kind = Literal["entity", "choice", "date", "year"]

_HEAD = re.compile(r"^# (title|about)-(vi|en): (.+)$", re.MULTILINE)
_LINE = re.compile(r"^( *)# if ([a-z]+): (.+)$", re.MULTILINE)
_SLOT = re.compile(r"\$([a-z]+)\b")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query can be narrowed by: the same name means the same in all of them."""

    name: str
    kind: Kind
    vi: str
    en: str
    example: str
    of: str = ""
    """Of an entity: the IRI of its class."""
    choices: Mapping[str, str] | None = None
    """Of a choice: the words that may be given, and the IRI each stands for."""


@dataclass(frozen=True, slots=True)
class Query:
    """A shipped SPARQL query; `text` has no prefixes (`ontology.prologue` has them all)."""

    name: str
    title_vi: str
    title_en: str
    about_vi: str
    about_en: str
    parameters: tuple[Parameter, ...]
    text: str

    def narrowed(self, given: Mapping[str, Sequence[str]]) -> str:
        """The query with these parameters: of each name, one or several RDF terms as SPARQL writes them."""
        allowed = {parameter.name for parameter in self.parameters}
        if not given.keys() <= allowed:
            raise KeyError(f"{self.name} has no parameter {min(given.keys() - allowed)!r}")

        def switched(line: re.Match[str]) -> str:
            indent, name, sparql = line.groups()
            if name not in given:
                return line.group()
            told = dict.fromkeys(sparql.replace(f"${name}", term) for term in given[name])
            return indent + (" UNION ".join(f"{{ {one} }}" for one in told) if len(told) > 1 else next(iter(told)))

        return _LINE.sub(switched, self.text)


PARAMETERS: Mapping[str, Parameter] = {
    one.name: one
    for one in (
        Parameter(
            "place",
            "entity",
            "tỉnh, huyện hoặc xã, gồm cả mọi nơi thuộc về nó",
            "a province, district or commune, with all that lies in it",
            "Châu Thành, Hậu Giang",
            of=terms.Place,
        ),
        Parameter("person", "entity", "một người", "a person", "Trần Văn Thử", of=terms.Person),
        Parameter("body", "entity", "một tổ chức", "a body", "Huyện ủy Tam Nông", of=terms.Organization),
        Parameter("document", "entity", "một văn bản", "a document", "Chỉ thị 05-CT/TW", of=terms.Document),
        Parameter("programme", "entity", "một mô hình, phong trào", "a programme", "Dân vận khéo", of=terms.Programme),
        Parameter("article", "entity", "mã bài báo", "the id of an article", "bai-1", of=terms.Article),
        Parameter("role", "entity", "một vai trò", "a role", "Bí thư", of=terms.skos_Concept),
        Parameter("fact", "entity", "mã dữ kiện", "the id of a fact", "tenure-…", of=terms.Fact),
        Parameter("level", "choice", "cấp", "a level", "district", choices=terms.LEVEL),
        Parameter("kind", "choice", "loại thay đổi", "a kind of change", "appointed", choices=terms.CHANGE),
        Parameter("measure", "choice", "chỉ số", "a measure", "members", choices=terms.MEASURE),
        Parameter("on", "date", "một ngày", "a day", "2023-01-01"),
        Parameter("year", "year", "một năm", "a year", "2022"),
    )
}


@cache
def queries() -> dict[str, Query]:
    """The shipped queries by name, in the order of their names."""
    folder = Path(str(files("ontology"))) / "queries"
    return {path.stem: _read(path) for path in sorted(folder.glob("*.rq"))}


def query(name: str) -> Query:
    """One shipped query; `KeyError` says which names there are."""
    try:
        return queries()[name]
    except KeyError:
        raise KeyError(f"no query is called {name!r}; there are: {', '.join(queries())}") from None


def _read(path: Path) -> Query:
    text = path.read_text(encoding="utf-8")
    head = {f"{what}_{language}": said for what, language, said in _HEAD.findall(text)}
    if head.keys() != {"title_vi", "title_en", "about_vi", "about_en"}:
        raise ValueError(f"{path.name}: needs one line each of '# title-vi: …', title-en, about-vi and about-en")
    lines = [(name, sparql) for _, name, sparql in _LINE.findall(text)]
    names = {name for name, _ in lines}
    if names - PARAMETERS.keys():
        raise ValueError(f"{path.name}: no parameter is called {min(names - PARAMETERS.keys())!r}")
    for name, sparql in lines:
        if set(_SLOT.findall(sparql)) - {name}:
            raise ValueError(f"{path.name}: a line of {name!r} uses another parameter: {sparql}")
    used = tuple(parameter for name, parameter in PARAMETERS.items() if name in names)
    return Query(name=path.stem, parameters=used, text=text, **head)
