"""What can be told of a SPARQL query by its words alone: what it may not do, and where it is wrong."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache

from ontology import terms

_FORBIDDEN = {
    "SERVICE": "asks another server",
    "FROM": "names another data set",
    "LOAD": "fetches data",
    "INSERT": "changes the graph",
    "DELETE": "changes the graph",
    "CLEAR": "changes the graph",
    "DROP": "changes the graph",
    "CREATE": "changes the graph",
    "ADD": "changes the graph",
    "MOVE": "changes the graph",
    "COPY": "changes the graph",
}
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r"""
      (?P<space>\s+|\#[^\r\n]*)
    | (?P<string>\"{3}(?:[^\\"]|\\.|\"{1,2}(?!\"))*\"{3} | '{3}(?:[^\\']|\\.|'{1,2}(?!'))*'{3}
        | "(?:[^\\"\r\n]|\\.)*" | '(?:[^\\'\r\n]|\\.)*')
    | (?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d_][\w.\-]*)?:(?:[\w:%]|\\.|[.\-](?=[\w:%.\-]))*|_:[\w.\-]+)
    | (?P<word>[^\W\d]\w*)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ENGINE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_WORDS = """
    a abs add all as asc ask avg base bind bnode bound by ceil clear coalesce concat construct contains copy
    count create data datatype day default delete desc describe distinct drop encode_for_uri exists false filter
    floor from graph group group_concat having hours if in insert into iri isblank isiri isliteral isnumeric
    isuri lang langmatches lcase limit load max md5 min minus minutes month move named not now offset optional
    order prefix rand reduced regex replace round sameterm sample seconds select separator service sha1 sha256
    sha384 sha512 silent str strafter strbefore strdt strends strlang strlen strstarts struuid substr sum
    timezone to true tz ucase undef union unsaid uri using uuid values where with year
"""
_PAIRS = {")": "(", "}": "{", "]": "["}


class QueryError(ValueError):
    """A query that cannot be asked: where it is wrong, or what it may not do."""


def refuse_outside(sparql: str) -> None:
    """Refuse what would change the graph or open a connection; the words are free in strings, comments and names.

    >>> refuse_outside('SELECT ?from { ?s dang:from ?from } # SERVICE <http://a.example/>')
    >>> refuse_outside("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    graph.sparql.QueryError: SERVICE at 1:12 asks another server: only queries on this graph are answered
    """
    for text in dict.fromkeys((sparql, _ESCAPE.sub(_unescaped, sparql))):
        for token in _tokens(text):
            if token.lastgroup != "word":
                continue
            said = token.group().upper()
            word = "SERVICE" if "SERVICE" in said else said  # engines read "1e5SERVICE" as a number and a keyword
            if word in _FORBIDDEN:
                line, column = _place(text, token.start())
                why = _FORBIDDEN[word]
                raise QueryError(f"{word} at {line}:{column} {why}: only queries on this graph are answered")


def mistake(sparql: str, said: str) -> QueryError:
    """What is wrong with a query that an engine refused, with the line and a mark under the place.

    >>> print(mistake("SELECT * {\\n  ?s dagn:name ?o }", "error at 2:10: expected _"))
    not SPARQL at 2:6: the prefix "dagn:" is not declared; did you mean "dang:"?
      ?s dagn:name ?o }
         ^
    """
    found, near = next(_suspects(sparql), None), "at"
    if found is not None:
        at, why = found
        line, column = _place(sparql, at)
    elif (engine := _ENGINE.match(said)) is not None:
        line, column, why = int(engine.group(1)), int(engine.group(2)), _expected(engine.group(3))
        near = "near"  # engines tell how far they came, which is often behind the mistake
    else:
        return QueryError(f"not SPARQL: {said}")
    lines = sparql.split("\n")
    text = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
    cut = max(0, column - 60)
    shown = text[cut : cut + 100].replace("\t", " ")
    indent = len(shown) - len(shown.lstrip())
    mark = " " * max(0, column - 1 - cut - indent) + "^"
    return QueryError(f"not SPARQL {near} {line}:{column}: {why}\n  {shown.strip()}\n  {mark}")


def unknown_names(sparql: str) -> list[str]:
    """Names in `dang:` that the vocabulary does not have, each with the nearest one: a query with them finds nothing.

    >>> unknown_names("SELECT * { ?s dang:holdPosition ?o ; dang:name 'dang:nme' }")
    ['dang:holdPosition is not in the vocabulary; did you mean dang:holdsPosition?']
    """
    out = []
    for name in dict.fromkeys(t.group() for t in _tokens(sparql) if t.lastgroup == "name"):
        prefix, _, local = name.partition(":")
        if prefix == "dang" and local and local not in _vocabulary():
            near = difflib.get_close_matches(local, _vocabulary(), 1)
            out.append(f"{name} is not in the vocabulary{f'; did you mean dang:{near[0]}?' if near else ''}")
    return out


def _suspects(sparql: str) -> Iterator[tuple[int, str]]:
    """Where a query is likely to be wrong, in the order of the text, and why."""
    declared, opened, before = dict.fromkeys(terms.PREFIXES, ""), [], ""
    for token in _tokens(sparql):
        text = token.group()
        if token.lastgroup == "name":
            prefix = text.partition(":")[0]
            if before == "PREFIX":
                declared[prefix] = ""
            elif prefix not in declared and prefix != "_":
                near = difflib.get_close_matches(prefix, declared, 1)
                yield token.start(), f'the prefix "{prefix}:" is not declared{_meant(near, ":")}'
        elif token.lastgroup == "word" and text.lower() not in _keywords():
            near = [one.upper() for one in difflib.get_close_matches(text.lower(), _keywords(), 1)]
            yield token.start(), f'"{text}" is no word of SPARQL{_meant(near)}'
        elif text in ('"', "'"):
            yield token.start(), "a string begins here and has no end"
        elif text in "([{":
            opened.append((token.start(), text))
        elif text in _PAIRS:
            if not opened or opened[-1][1] != _PAIRS[text]:
                yield token.start(), f'"{text}" closes nothing that is open'
                return
            opened.pop()
        if token.lastgroup != "space":
            before = text.upper()
    if opened:
        yield opened[-1][0], f'"{opened[-1][1]}" is opened here and never closed'


def _meant(near: list[str], end: str = "") -> str:
    return f'; did you mean "{near[0]}{end}"?' if near else ""


def _expected(said: str) -> str:
    """What the engine's parser would have accepted, in words a person can use."""
    parts = [part.strip() for part in re.split(r",\s(?=\S)", said)]
    told = [part for part in parts if re.fullmatch(r"[A-Z][a-z]* [\w ]+", part)]
    if told:
        return told[0][0].lower() + told[0][1:]
    words = [
        part.replace('\\"', '"')
        for part in parts
        if re.fullmatch(r'(?!LATERAL|SERVICE)[A-Z]{2,}|"[^A-Za-z\d\\]{1,2}"', part)
    ]
    return f"expected {' or '.join(words)}" if 0 < len(words) <= 4 else "this cannot stand here"


def _tokens(sparql: str) -> Iterator[re.Match[str]]:
    return _TOKEN.finditer(sparql)


def _place(text: str, at: int) -> tuple[int, int]:
    """Line and column, from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


@cache
def _keywords() -> frozenset[str]:
    return frozenset(_WORDS.split())


@cache
def _vocabulary() -> frozenset[str]:
    found: set[str] = set()
    for value in vars(terms).values():
        for iri in value.values() if isinstance(value, dict) else (value,):
            if isinstance(iri, str) and iri.startswith(terms.DANG):
                found.add(iri.removeprefix(terms.DANG))
    return frozenset(found)


def _unescaped(found: re.Match[str]) -> str:
    code = int(found.group(1) or found.group(2), 16)
    return chr(code) if code < 0x110000 else found.group()
