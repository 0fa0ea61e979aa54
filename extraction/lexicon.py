"""The lexicons: TOML files read once into entries, and a trie over folded syllables that finds them.

A file that is wrong is refused with its name and the entry at fault (`LexiconError`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, KeysView, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Generic, Literal, TypeVar

from extraction.facts import Level, Role
from extraction.text import Token, fold, tokens
from ontology.places import Place, gazetteer

Follow = Literal["none", "area", "body", "domain", "open"]
T = TypeVar("T")


class LexiconError(ValueError):
    """A lexicon file says something that cannot be used; the message names file and entry."""


class Trie(Generic[T]):
    """Sequences of folded syllables, each with a value; finds the longest one that starts at a token."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}

    def add(self, surface: str, value: T) -> None:
        """Store `value` under `surface`; the first value stays."""
        self.add_keys([t.key for t in tokens(surface)], value)

    def add_keys(self, keys: Sequence[str], value: T) -> None:
        """Store `value` under syllables already folded; the first value stays."""
        node = self._root
        for key in keys:
            node = node.setdefault(key, {})
        node.setdefault("", value)

    @property
    def firsts(self) -> KeysView[str]:
        """The folded syllables that sequences start with."""
        return self._root.keys()

    def leads(self, row: Sequence[Token], at: int, count: int) -> bool:
        """Whether `count` tokens from `row[at]` are what some sequence begins with."""
        node = self._root
        for token in row[at : at + count]:
            node = node.get(token.key)  # type: ignore[assignment]
            if node is None:
                return False
        return len(row) >= at + count

    def longest(self, row: Sequence[Token], at: int, stop: int | None = None) -> tuple[int, T] | None:
        """Index after the longest match that starts at `row[at]` and ends by `stop`, and its value; else None."""
        if stop is None:
            stop = len(row)
        node: dict[str, Any] | None = self._root.get(row[at].key) if at < stop else None
        best: tuple[int, T] | None = None
        while node is not None:
            at += 1
            if "" in node:
                best = (at, node[""])
            if at == stop:
                break
            node = node.get(row[at].key)
        return best


@dataclass(frozen=True, slots=True)
class WordEntry:
    """A word with a grammatical job: its kind is the name of its table in words.toml."""

    kind: str
    cased: bool = False
    lower: bool = False
    """It counts only in lower case, or where a sentence begins."""
    lead: bool = False
    """It counts only where a role, or a word that leads to one, comes next."""


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """A role; see roles.toml for what the fields mean."""

    role: Role
    body: str = ""
    level: Level = ""
    unit: str = ""
    head: bool = False
    deputy: bool = False
    alone: bool = False
    national: bool = False
    city: bool = False
    near: str = ""
    firm: bool = False
    before_body: bool = False
    cased: bool = False
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """A kind of organisation; see organizations.toml for what the fields mean."""

    kind: str
    label: str
    follow: Follow
    level: Level = ""
    base: Level = ""
    parent: str = ""
    noun: str = ""
    typed: bool = False
    short: bool = False
    city: bool = False
    surface: bool = False
    enterprise: bool = False
    only_inside: bool = False
    after_role: bool = False
    prose: bool = False
    bare: bool = False
    of_type: str = ""
    seat: str = ""
    cased: bool = False
    word: str = ""


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """A word for a kind of place: "huyện"."""

    label: str
    level: Literal["province", "district", "commune", "city", "hamlet"]
    cased: bool = False
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A type of directing document."""

    label: str
    cased: bool = False


Entry = WordEntry | RoleEntry | BodyEntry | TypeEntry | DocumentEntry


@dataclass(slots=True)
class Lexicon:
    """Everything the scanner looks up."""

    words: Trie[Entry] = field(default_factory=Trie)
    domains: dict[str, Trie[str]] = field(default_factory=dict)
    places: Trie[tuple[Place, ...]] = field(default_factory=Trie)
    surnames: frozenset[str] = frozenset()
    weak_surnames: frozenset[str] = frozenset()
    double_surnames: frozenset[tuple[str, str]] = frozenset()
    bodies: dict[str, BodyEntry] = field(default_factory=dict)
    """By folded variant: "ban" …, for roles that hold the head noun of their unit."""
    middle_names: frozenset[str] = frozenset()
    landforms: frozenset[str] = frozenset()
    estates: frozenset[tuple[str, ...]] = frozenset()
    zones: frozenset[str] = frozenset()
    revered: frozenset[tuple[str, ...]] = frozenset()
    attributes: Trie[str] = field(default_factory=Trie)
    """What may stand between a kind of place and its name."""
    counted: frozenset[str] = frozenset()
    firm_words: frozenset[str] = frozenset()
    never_second: frozenset[str] = frozenset()
    dashed: frozenset[tuple[str, ...]] = frozenset()
    tails: frozenset[tuple[str, ...]] = frozenset()
    arms: frozenset[tuple[str, ...]] = frozenset()
    fields: dict[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)
    """What an own name in small letters begins with, by kind of body."""
    publishers: dict[str, str] = field(default_factory=dict)
    hosts: dict[str, str] = field(default_factory=dict)
    """Provinces by a part of the host's name of their papers and portals, where it is not their own name."""
    suffixes: dict[str, str] = field(default_factory=dict)


@cache
def read(name: str) -> dict[str, Any]:
    """The contents of one lexicon file (read once: do not change what it returns)."""
    source = files("extraction") / "lexicons" / f"{name}.toml"
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name}.toml: {error}") from error


@cache
def words_of(name: str, table: str) -> tuple[str, ...]:
    """A plain list of words of one lexicon file."""
    return tuple(read(name)[table])


@cache
def word_kinds() -> tuple[str, ...]:
    """The kinds of mentions that lexicons define: every table or list of theirs whose name is in capitals."""
    names = sorted(f.name.removesuffix(".toml") for f in (files("extraction") / "lexicons").iterdir())
    tables = [read(name) for name in names if not name.startswith("_")]
    inner = [t for table in tables for t in table.values() if isinstance(t, dict)]
    return tuple(
        sorted({k for table in (*tables, *inner) for k, v in table.items() if k.isupper() and not isinstance(v, str)})
    )


def _entries(name: str, table: str, needed: Iterable[str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = read(name)[table]
    for n, row in enumerate(rows, 1):
        missing = [f for f in needed if f not in row]
        if missing:
            raise LexiconError(f"{name}.toml, {table} {n} ({row}): {', '.join(missing)} missing")
    return rows


def _deputy(label: str) -> str:
    return f"Phó {label}"


def _add_roles(lexicon: Lexicon) -> None:
    for row in _entries("roles", "role", ("vi", "en", "variants")):
        base = RoleEntry(
            role=Role(vi=row["vi"], en=row["en"]),
            body=row.get("body", ""),
            level=row.get("level", ""),
            unit=row.get("unit", ""),
            head=row.get("head", False),
            alone=row.get("alone", False),
            national=row.get("national", False),
            city=row.get("city", False),
            near=row.get("near", ""),
            firm=row.get("firm", False),
            before_body=row.get("before_body", False),
            only=tuple(row.get("only", ())),
        )
        entries = [(base, list(row["variants"]))]
        if row.get("deputy"):
            role = Role(vi=_deputy(row["vi"]), en=f"Deputy {row['en']}")
            written = [word + v for v in row["variants"] for word in ("phó ", "p.")] + list(
                row.get("deputy_variants", ())
            )
            entries.append((_with(base, role=role, deputy=True), written))
        if row.get("standing"):
            for entry, written in list(entries):
                role = Role(vi=f"{entry.role.vi} Thường trực", en=f"Standing {entry.role.en}")
                forms = [v + s for v in written for s in (" thường trực", " - thường trực", " tt", " t.t")]
                entries.append((_with(entry, role=role), forms))
        for entry, written in entries:
            for variant in written:
                lexicon.words.add(variant, _with(entry, cased=variant in row.get("cased", ())))


def _with(entry: RoleEntry, **changes: Any) -> RoleEntry:
    from dataclasses import replace

    return replace(entry, **changes)


def _add_bodies(lexicon: Lexicon) -> None:
    flags = (
        "typed",
        "short",
        "city",
        "surface",
        "enterprise",
        "only_inside",
        "after_role",
        "prose",
        "bare",
    )
    for row in _entries("organizations", "organization", ("kind", "label", "variants", "follow")):
        cased = set(row.get("cased", ()))
        for variant in row["variants"]:
            label = _capitalised(variant) if row.get("surface") else row["label"]
            entry = BodyEntry(
                kind=row["kind"],
                label=label,
                follow=row["follow"],
                level=row.get("level", "central" if row["follow"] == "none" else ""),
                base=row.get("base", ""),
                parent=row.get("parent", ""),
                noun=row.get("noun", ""),
                word=row.get("word", ""),
                of_type=row.get("of_type", ""),
                seat=row.get("seat", ""),
                cased=variant in cased,
                **{f: row.get(f, False) for f in flags},
            )
            lexicon.words.add(variant, entry)
            lexicon.bodies.setdefault(fold(variant), entry)


def _capitalised(text: str) -> str:
    upper = {w.lower(): w for w in words_of("organizations", "capitals")}
    words = [upper.get(w, w) for w in text.split()]
    return " ".join([words[0][0].upper() + words[0][1:], *words[1:]])


def _list(name: str, table: str, row: dict[str, Any], field_name: str) -> list[str]:
    if not isinstance(row.get(field_name), list):
        raise LexiconError(f"{name}.toml: {table}: {field_name} missing")
    out: list[str] = row[field_name]
    return out


def _add_words(lexicon: Lexicon) -> None:
    for kind, row in read("words").items():
        cased, lower, lead = (set(row.get(flag, ())) for flag in ("cased", "lower", "lead"))
        for word in _list("words", kind, row, "words"):
            lexicon.words.add(word, WordEntry(kind, word in cased, word in lower, word in lead))
    for word in read("admissions")["STOP"]["words"]:
        lexicon.words.add(word, WordEntry("STOP"))
    for row in _entries("documents", "document", ("label", "variants")):
        cased = set(row.get("cased", ()))
        for variant in row["variants"]:
            lexicon.words.add(variant, DocumentEntry(row["label"], variant in cased))


def _add_places(lexicon: Lexicon) -> None:
    for row in _entries("places", "type", ("label", "level", "variants")):
        cased = set(row.get("cased", ()))
        for variant in row["variants"]:
            lexicon.words.add(
                variant, TypeEntry(row["label"], row["level"], variant in cased, row.get("numbered", False))
            )
    named: dict[tuple[str, ...], list[Place]] = {}
    for place in gazetteer():
        for name in (place.name, *place.aliases):
            keys = tuple(t.key for t in tokens(name))
            rows = named.setdefault(keys, [])
            if place not in rows[-1:]:
                rows.append(place)
    for keys, rows in named.items():
        lexicon.places.add_keys(keys, tuple(rows))


def _add_domains(lexicon: Lexicon) -> None:
    for table, row in read("domains").items():
        trie: Trie[str] = Trie()
        for name in _list("domains", table, row, "names"):
            for form in (name, name.replace(" và ", " & ")):
                trie.add(form, name)
        for name, forms in row.get("short", {}).items():
            for form in forms:
                trie.add(form, name)
        lexicon.domains[table] = trie


def _syllables(name: str, table: str) -> frozenset[str]:
    return frozenset(map(fold, words_of(name, table)))


def _sequences(name: str, table: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(map(fold, words.split())) for words in words_of(name, table))


_FIELDS = (
    ("enterprise", "fields"),
    ("centre", "centre_fields"),
    ("institute", "centre_fields"),
    ("school", "school_fields"),
    ("hospital", "hospital_fields"),
)
"""Where the lexicon tells what own names in small letters begin with, by kind of body."""


@cache
def lexicon() -> Lexicon:
    """The lexicon, compiled at the first call (about a third of a second)."""
    out = Lexicon()
    _add_roles(out)
    _add_bodies(out)
    _add_places(out)
    _add_words(out)
    _add_domains(out)
    names = read("names")
    single = [fold(n) for n in names["surnames"] if " " not in n]
    out.surnames = frozenset(single)
    out.weak_surnames = _syllables("names", "weak")
    out.middle_names = _syllables("names", "middle")
    out.double_surnames = frozenset(
        (fold(a), fold(b)) for a, b in (n.split() for n in names["surnames"] if n.count(" ") == 1)
    )
    out.firm_words = _syllables("organizations", "firm_words")
    out.never_second = _syllables("organizations", "never_second")
    out.dashed = _sequences("organizations", "dashed")
    out.tails = _sequences("organizations", "tails")
    out.arms = _sequences("organizations", "arms")
    for kind, name in _FIELDS:
        out.fields[kind] = _sequences("organizations", name)
    out.counted = _syllables("places", "counted")
    for words in read("places")["attributes"]:
        out.attributes.add(words, words)
    out.landforms = _syllables("places", "landforms")
    out.estates = _sequences("places", "estates")
    out.zones = _syllables("places", "zones")
    out.revered = _sequences("places", "revered")
    out.publishers = dict(read("publishers")["dateline"])
    out.hosts = dict(read("publishers")["host"])
    out.suffixes = dict(read("documents")["suffix"])
    return out
