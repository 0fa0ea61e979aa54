"""Who is who, as people see it and change it: why mentions are one person, what is open, and what is decided.

`identity.jsonl` has a person or an open pair a line, `undecided.toml` the open pairs as they can be pasted into
`decisions.toml`, which belongs to the user: the build reads it, and writes it only where another file is named.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from dangbo import workspace as workspaces
from dangbo.errors import UsageError
from dangbo.workspace import DECISIONS, IDENTITY, UNDECIDED, Manifest, Workspace
from extraction.text import search_key
from graph.decisions import NONE, DecisionError, Decisions, Verdict, parse
from graph.entities import Doubt, Identity

_EXPLAINED = """\
# Pairs of persons who may be one, and stay two until somebody decides. To decide, copy a pair into decisions.toml,
# without the marks in front, as [[same]] or [[apart]], and build again.
"""


class Chosen(msgspec.Struct, frozen=True):
    """The decisions that a build follows."""

    decisions: Decisions
    text: bytes
    """Of the file; empty where there is none."""
    comes_in: bool
    """Whether the file is to be copied into the folder."""

    @property
    def sha256(self) -> str:
        """Of the text; "" where there are no decisions."""
        return hashlib.sha256(self.text).hexdigest() if self.text else ""


def chosen(out: Path, file: Path | None, before: Manifest | None) -> Chosen:
    """The decisions of a file, or those that lie in the folder; a `UsageError` where they cannot be followed.

    A file that is named is copied into the folder, where builds to come find it: over the copy that is there,
    but never over one that somebody has changed there.
    """
    own = out / DECISIONS
    lying = _text(own) if own.is_file() else b""
    if file is None:
        return Chosen(_parsed(lying, own), lying, False)
    text = _text(file)
    known = ("", before.decisions if before else "", hashlib.sha256(text).hexdigest())
    if lying and hashlib.sha256(lying).hexdigest() not in known:
        raise UsageError(f"{own}: was changed by hand: put what it says into {file}, or build without --decisions")
    return Chosen(_parsed(text, file), text, not own.exists() or own.resolve() != file.resolve())


def _text(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None


def _parsed(text: bytes, path: Path) -> Decisions:
    if not text:
        return NONE
    try:
        return parse(text.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8") from None
    except DecisionError as error:
        raise UsageError(f"{path}: {error}") from None


def write(identities: Iterable[Identity], doubts: Iterable[Doubt], folder: Path) -> int:
    """Both files, into a folder; returns how many doubts there are."""
    encode = msgspec.json.Encoder().encode
    number = 0
    with (
        (folder / IDENTITY).open("wb") as lines,
        (folder / UNDECIDED).open("w", encoding="utf-8", newline="\n") as text,
    ):
        lines.writelines(encode(row) + b"\n" for row in identities)
        text.write(_EXPLAINED)
        for doubt in doubts:
            number += 1
            lines.write(encode(doubt) + b"\n")
            text.write(f"\n# {_plain(doubt.label)}: {_plain(doubt.because)}.\n")
            text.write(f"#   {doubt.one} and {doubt.other}\n")
            text.write(f"# [[same]]\n# mentions = [{', '.join(map(_pair, doubt.mentions))}]\n")
    return number


def decide(workspace: Workspace, verdict: Verdict, named: Sequence[str]) -> Path:
    """Add a decision to the folder's `decisions.toml`, to be followed by the next build; returns the file.

    Each one named is the id of a person, or `ARTICLE:NAME`. A `UsageError` where there is no such one, or where the
    decision contradicts another one: then nothing is written.
    """
    people = [row for row in rows(workspace) if isinstance(row, Identity)]
    mentions = [_mention(one, people, workspace.path) for one in named]
    path = workspace.path / DECISIONS
    before = _text(path).decode("utf-8-sig") if path.is_file() else ""
    added = f"[[{verdict}]]\nmentions = [{', '.join(map(_pair, mentions))}]\n"
    text = f"{before.rstrip()}\n\n{added}" if before.strip() else added
    _parsed(text.encode(), path)
    path.write_bytes(text.encode())
    return path


def _mention(named: str, people: Iterable[Identity], where: Path) -> tuple[str, str]:
    """The mention that is named, or one of the person who is."""
    article, _, name = named.rpartition(":")
    for person in people:
        if person.id == named:
            return person.mentions[0]
        for mention in person.mentions:
            if mention[0] == article and search_key(mention[1]) == search_key(name):
                return mention
    raise UsageError(f"{where} has no person and no mention {named!r}: expected the id of a person, or ARTICLE:NAME")


def _pair(mention: tuple[str, str]) -> str:
    return f"[{', '.join(map(_quoted, mention))}]"


def _quoted(text: str) -> str:
    """A basic string of TOML: what JSON has, without the one character that only JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _plain(text: str) -> str:
    """Fit for a comment of one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def rows(workspace: Workspace) -> Iterator[Identity | Doubt]:
    """Every person, then every open pair."""
    return workspaces.rows(workspace.path, IDENTITY, Identity | Doubt)


def about(workspace: Workspace, wanted: str) -> list[tuple[Identity, list[Doubt]]]:
    """The persons of a name (without diacritics if you like) or id, and what is open about each.

    A `UsageError` where there is nobody.
    """
    key = search_key(" ".join(wanted.split()))
    found: dict[str, tuple[Identity, list[Doubt]]] = {}
    for row in rows(workspace):
        if isinstance(row, Identity):
            names = {row.label, *(name for _, name in row.mentions)}
            if row.id == wanted or key in map(search_key, names):
                found[row.id] = (row, [])
        else:
            for person in {row.one, row.other} & found.keys():
                found[person][1].append(row)
    if not found:
        raise UsageError(f"no person {wanted!r} in {workspace.path}: give the full name, or the id that the graph has")
    return list(found.values())
