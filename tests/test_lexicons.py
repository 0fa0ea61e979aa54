"""Lexicons in both directions: every written form scans as its entry, and a file that is wrong is refused by name."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import extraction.lexicon
from extraction import read
from extraction.article import Article
from extraction.facts import Role
from extraction.lexicon import (
    BodyEntry,
    DocumentEntry,
    Entry,
    Lexicon,
    LexiconError,
    RoleEntry,
    Trie,
    TypeEntry,
    WordEntry,
    lexicon,
)
from extraction.mentions import BodyPhrase, Mention
from extraction.scanner import Scanner
from extraction.text import Span, fold, tokens
from extraction.words import Words

FOLDER = Path(extraction.lexicon.__file__).parent / "lexicons"
FILES = sorted(path.stem for path in FOLDER.glob("*.toml"))
Row = dict[str, Any]


@cache
def table(name: str) -> Row:
    """One lexicon file as it stands."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def scanner() -> Scanner:
    return Scanner(lexicon())


def scan(before: str, surface: str, after: str) -> Mention | None:
    """The mention that begins where `surface` stands between the two contexts."""
    text = before + surface + after
    mentions = scanner().scan(Words(lexicon(), text, Span(0, len(text))))
    return next((m for m in mentions if m.start == len(before)), None)


def capital(surface: str) -> str:
    return surface[0].upper() + surface[1:]


def ends(mention: Mention | None, before: str, surface: str) -> bool:
    return mention is not None and mention.end == len(before) + len(surface)


# ---- roles --------------------------------------------------------------------------------------------------


def role_forms(row: Row) -> Iterator[tuple[str, str, bool]]:
    """Every form of a role: surface, label, whether it counts in capitals only."""
    cased = set(row.get("cased", ()))
    forms = [(v, row["vi"], v in cased) for v in row["variants"]]
    if row.get("deputy"):
        written = [f"phó {v}" for v in row["variants"]] + list(row.get("deputy_variants", ()))
        forms += [(v, f"Phó {row['vi']}", False) for v in written]
    if row.get("standing"):
        ways = (" thường trực", " - thường trực", " tt", " t.t")
        forms += [(v + way, f"{label} Thường trực", False) for v, label, _ in tuple(forms) for way in ways]
    yield from forms


@pytest.mark.parametrize("row", table("roles")["role"], ids=lambda row: "-".join([row["vi"], *row["variants"][:1]]))
def test_role(row: Row) -> None:
    """Each form of a role, alone and before a body, in capitals and without."""
    wrong = []
    for surface, label, cased in role_forms(row):
        for form in (surface.upper(), capital(surface)) if cased else (surface, capital(surface)):
            for after in (" UBND tỉnh Bến Tre",) if row.get("before_body") else ("", " UBND tỉnh Bến Tre"):
                mention = scan("Lê Văn Hùng - ", form, after)
                entry = mention.entry if mention else None
                told = entry.role if isinstance(entry, RoleEntry) else None
                if told is None or told.vi != label or not ends(mention, "Lê Văn Hùng - ", form):
                    wrong.append((form, after, mention))
    assert not wrong


def test_role_that_needs_a_capital_is_none_without() -> None:
    """ "uv", "bt", "ct" in lower case are no roles."""
    for row in table("roles")["role"]:
        for variant in row.get("cased", ()):
            mention = scan("Lê Văn Hùng - ", variant, " UBND tỉnh Bến Tre")
            assert mention is None or mention.kind != "ROLE", variant


def test_role_that_needs_a_body_is_none_without() -> None:
    """ "CT" alone is no chairman."""
    for row in table("roles")["role"]:
        for variant in row["variants"] if row.get("before_body") else ():
            mention = scan("Theo ", variant.upper(), " sáng nay")
            assert mention is None or mention.kind != "ROLE", variant


# ---- bodies --------------------------------------------------------------------------------------------------

AFTER_BODY = {"none": "", "area": " tỉnh Bến Tre", "body": " tỉnh Bến Tre", "open": " Sao Mai tỉnh Bến Tre"}
FIELD = {"mass-organization": " Nông dân tỉnh Bến Tre"}


@pytest.mark.parametrize("row", table("organizations")["organization"], ids=lambda row: row["label"])
def test_body(row: Row) -> None:
    """Each form of a body, after a role or inside a body where it needs that, before what its name goes on with."""
    before = "Chi bộ " if row.get("only_inside") else "Bí thư "
    after = AFTER_BODY.get(row["follow"]) or FIELD.get(row["kind"], " Nội vụ tỉnh Bến Tre")
    after = "" if row["follow"] == "none" else after
    wrong = []
    for surface in row["variants"]:
        label = surface if row.get("surface") else row["label"]
        forms = (surface.upper(),) if surface in row.get("cased", ()) else (surface, capital(surface))
        for form in forms:
            mention = scan(before, form, after)
            entry = mention.entry if mention else None
            hit = isinstance(entry, BodyEntry) and fold(entry.label) == fold(label) and entry.kind == row["kind"]
            if not hit and (surface.lower(), "organization") not in EARLIER:
                wrong.append((form, mention))
    assert not wrong


def test_body_only_after_a_role_or_inside() -> None:
    """ "khoa", "quân sự" are bodies in the right company only."""
    for row in table("organizations")["organization"]:
        if row.get("only_inside") or row.get("after_role"):
            for variant in row["variants"]:
                mention = scan("Họ bàn về ", variant, " Sao Mai")
                assert mention is None or mention.kind != "BODY" or mention.entry.label != row["label"], variant  # type: ignore[union-attr]


def test_short_body_in_lower_case_is_none() -> None:
    """ "trường", "vùng", "hội" alone in lower case are words."""
    for row in table("organizations")["organization"]:
        for variant in row["variants"] if row.get("short") else ():
            mention = scan("họ nhớ ", variant.lower(), " và nhà")
            assert mention is None or mention.kind != "BODY", variant


# ---- fields of administration ---------------------------------------------------------------------------------

HEADS = {
    "state": ("Sở", "tỉnh Bến Tre"),
    "district": ("Phòng", "huyện Ba Tri"),
    "police": ("Phòng", "Công an tỉnh Bến Tre"),
    "mass": ("Hội", "tỉnh Bến Tre"),
}


SAME_BODY = {"hội phụ nữ": "Hội Liên hiệp Phụ nữ"}
"""What the press shortens, under its full name."""
KNOWN = {
    ("mass", "Đồng đội"): "'Hội đồng' wins",
}


def fields() -> list[Any]:
    """Every field with the ways to write it; KNOWN says which are not found yet, and why."""
    out = []
    for name, row in table("domains").items():
        for canonical in row["names"]:
            marks = [pytest.mark.xfail(reason=KNOWN[name, canonical])] if (name, canonical) in KNOWN else []
            forms = [canonical, *row.get("short", {}).get(canonical, ())]
            out.append(pytest.param(name, canonical, forms, id=f"{name}-{canonical}", marks=marks))
    return out


@pytest.mark.parametrize(("name", "canonical", "forms"), fields())
def test_field(name: str, canonical: str, forms: list[str]) -> None:
    """Each field after its head, under its own name however it is written."""
    head, owner = HEADS[name]
    wrong = []
    for form in forms:
        for surface in dict.fromkeys((f"{head} {form}", f"{head.lower()} {form}", f"{head} {form.upper()}")):
            mention = scan("Giám đốc ", surface, f" {owner}")
            value = mention.value if mention else None
            told = f"{value.entry.label} {value.name}".strip() if isinstance(value, BodyPhrase) else ""
            wanted = SAME_BODY.get(surface.lower(), f"{head} {canonical}")
            if fold(told) != fold(wanted) or not ends(mention, "Giám đốc ", surface):
                wrong.append((surface, told))
    assert not wrong


def test_short_forms_stand_for_fields_that_are_told() -> None:
    """The long form of a short one stands in the list of names."""
    for name, row in table("domains").items():
        assert set(row.get("short", ())) <= set(row["names"]), name


# ---- places ----------------------------------------------------------------------------------------------------

NAMED = {"province": "Bến Tre", "district": "Ba Tri", "commune": "Tiên Thủy", "city": "Vinh", "hamlet": "Sao Mai"}


@pytest.mark.parametrize("row", table("places")["type"], ids=lambda row: row["label"])
def test_type_of_place(row: Row) -> None:
    """Each word for a kind of place before a name; short forms of thị trấn before a known one."""
    wrong = []
    for variant in row["variants"]:
        for form in (capital(variant),) if variant in row.get("cased", ()) else (variant, capital(variant)):
            name = "Ba Tri" if row["label"] == "thị trấn" else NAMED[row["level"]]
            mention = scan("Họ đến ", form, f" {name} sáng nay")
            entry = mention.entry if mention else None
            if (
                not isinstance(entry, TypeEntry)
                or entry.label != row["label"]
                or not ends(mention, "Họ đến ", f"{form} {name}")
            ):
                wrong.append((form, mention))
    assert not wrong


@pytest.mark.parametrize(("code", "name"), table("publishers")["dateline"].items())
def test_dateline(code: str, name: str) -> None:
    """Each code of a paper stands for a province of the gazetteer, and an article that begins with it is from there."""
    context = read(Article(id="x", text=f"({code}) - Sáng nay, lãnh đạo tỉnh đến thăm bà con.\n"))
    home = context.home_area("province")
    assert home is not None
    assert home.name == name


@pytest.mark.parametrize(("label", "name"), table("publishers")["host"].items())
def test_host(label: str, name: str) -> None:
    """Each part of a host's name stands for a province, and what that host publishes is from there."""
    text = "Sáng nay, lãnh đạo thành phố đến thăm bà con.\n"
    day = dt.date(2025, 3, 1)  # Huế is a province by then
    home = read(Article(id="x", text=text, published=day, source=f"https://www.{label}.vn/a")).home_area("province")
    assert home is not None
    assert home.name == name


# ---- documents -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", table("documents")["document"], ids=lambda row: row["label"])
def test_type_of_document(row: Row) -> None:
    """Each way to write a type of document, before a number."""
    for variant in row["variants"]:
        for form in (variant.upper(),) if variant in row.get("cased", ()) else (variant, capital(variant)):
            mention = scan("Họ đọc ", form, " số 5")
            hit = (
                mention is not None and isinstance(mention.entry, DocumentEntry) and mention.entry.label == row["label"]
            )
            assert hit or (variant, "document") in EARLIER, (form, mention)


# ---- words -----------------------------------------------------------------------------------------------------

LEADING = " Giám đốc Sở Nội vụ tỉnh Bến Tre"


def word_contexts(kind: str, word: str, row: Row) -> Iterator[tuple[str, str, str]]:
    """What stands before a word, its form, and what stands after it."""
    after = " Quỳnh" if kind in ("HON", "RANK") else LEADING if word in row.get("lead", ()) else " ."
    if kind == "FOREIGN":
        yield "Thủ tướng ", capital(word), " ."
    elif word in row.get("cased", ()):
        yield "Theo họ, ", capital(word), after
    else:
        yield "Theo họ, ", word, after
        if word not in row.get("lower", ()):
            yield "", capital(word), after


@pytest.mark.parametrize("kind", sorted(table("words")))
def test_word(kind: str) -> None:
    """Each word with a grammatical job has the kind of its table; those of PLAIN are no mention of any kind."""
    row = table("words")[kind]
    wrong = []
    for word in row["words"]:
        for before, form, after in word_contexts(kind, word, row):
            mention = scan(before, form, after)
            wanted = "OTHER" if kind == "PLAIN" else kind
            hit = mention is not None and mention.kind == wanted and ends(mention, before, form)
            if not hit and (word, kind) not in EARLIER:
                wrong.append((form, mention))
    assert not wrong


def test_word_that_leads_to_a_role_is_none_elsewhere() -> None:
    """ "quyền", "cố", "giữ" before anything else than a role are ordinary words."""
    for kind, row in table("words").items():
        for word in row.get("lead", ()):
            mention = scan("Theo họ, ", capital(word) if word in row.get("cased", ()) else word, " cây xanh .")
            assert mention is None or mention.kind != kind, (kind, word)


def test_countries_are_not_places_that_begin_alike() -> None:
    """Lào Cai is no Laos, Mỹ Tho no America; the chair of Trung Quốc is none of ours."""
    for text in ("Chủ tịch UBND tỉnh Lào Cai", "Bí thư Thành ủy Mỹ Tho", "Bí thư Huyện ủy Đức Thọ"):
        assert not [m for s in read(Article(id="x", text=text)).sentences for m in s.mentions if m.kind == "FOREIGN"]


# ---- names -----------------------------------------------------------------------------------------------------


def test_surnames() -> None:
    """Each family name makes a name of three syllables a person's, after "Bà": no man is called Thị."""
    wrong = []
    for surname in table("names")["surnames"]:
        if surname.endswith("'"):
            continue
        name = f"{surname} Xuân Quỳnh"
        mention = scan("Bà ", name, " .")
        if mention is None or mention.kind != "NAME" or not ends(mention, "Bà ", name):
            wrong.append(surname)
    assert not wrong


# ---- no entry in the shadow of another --------------------------------------------------------------------------

EARLIER = {
    ("thường trực", "organization"): "the role wins (Thường trực Ban Bí thư); the body is 'Ban Thường trực'",
    ("trung ương đảng", "organization"): "the Central Committee wins; nothing asks for the Secretariat's",
    ("bt", "CREDIT"): "the role wins, and counts before a body only",
    ("ct", "document"): "the role wins; the documents family reads 'CT 05' with its own trie",
    ("kết luận", "document"): "a verb in the general lexicon; the documents family reads it with its own trie",
    ("quyết định", "document"): "a verb in the general lexicon; the documents family reads it with its own trie",
    ("làng", "GUARD"): "a kind of place",
    ("anh", "FOREIGN"): "a form of address in lower case; England after a role is told from it by its capital",
    ("luật sư", "PLAIN"): "a form of address",
    ("anh hùng", "PLAIN"): "a form of address",
    ("cùng", "STOP"): "joins persons: AND",
    ("gồm", "STOP"): "begins a list: FIRSTOF",
    ("giữ", "STOP"): "BECOME before a role",
    ("giữ cương vị", "BECOME"): "IS: whoever holds it holds it now",
    ("nhận nhiệm vụ", "APPOINT"): "BECOME before a role",
    ("ứng cử viên", "PLAIN"): "PLANNED",
    ("thực hiện", "STOP"): "CREDIT under a picture; the documents family re-reads it",
    ("báo cáo", "PLAIN"): "STOP",
    ("ban hành", "PLAIN"): "STOP",
    ("trên", "AGAIN"): "STOP",
}
"""Surfaces that stand in two tables: (surface, the table that comes too late), and why that is right."""


class _Listening(Trie[Entry]):
    """A trie that remembers what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, Entry]] = []

    def add(self, surface: str, value: Entry) -> None:
        self.told.append((surface, value))
        super().add(surface, value)


def _sense(entry: Entry) -> tuple[str, str]:
    """What an entry is, for telling apart what would be scanned differently."""
    if isinstance(entry, RoleEntry):
        return "role", entry.role.vi
    if isinstance(entry, BodyEntry):
        return "organization", f"{entry.kind} {entry.label}"
    if isinstance(entry, TypeEntry):
        return "place", entry.label
    if isinstance(entry, DocumentEntry):
        return "document", entry.label
    assert isinstance(entry, WordEntry)
    return entry.kind, ""


@cache
def _told() -> list[tuple[str, Entry]]:
    listening = _Listening()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extraction.lexicon, "Lexicon", lambda: Lexicon(words=listening))
        lexicon.__wrapped__()
    return listening.told


def test_no_entry_shadows_another_of_its_own_surface() -> None:
    """The first entry of a surface wins: the others must say the same, or stand in EARLIER with a reason."""
    first: dict[tuple[str, ...], Entry] = {}
    shadowed, known = [], set()
    for surface, entry in _told():
        keys = tuple(token.key for token in tokens(surface))
        winner = first.setdefault(keys, entry)
        if _sense(winner) != _sense(entry):
            late = (surface, _sense(entry)[0])
            known.add(late)
            if late not in EARLIER:
                shadowed.append((surface, _sense(winner), _sense(entry)))
    assert not shadowed
    assert set(EARLIER) <= known, "no longer twice in the lexicons"


def test_no_form_is_told_twice() -> None:
    """Within one table a form stands once, however it is spaced or where its tone is put."""
    seen: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for surface, entry in _told():
        seen[(*_sense(entry), *(token.key for token in tokens(surface)))].append(surface)
    twice = {tuple(forms) for forms in seen.values() if len(forms) > 1}
    assert twice == DERIVED_TWICE


DERIVED_TWICE = {
    ("phó bí thư - thường trực", "phó bí thư - thường trực"),
    ("phó thủ tướng chính phủ", "phó thủ tướng chính phủ"),
}
"""Deputies that are derived from their chief and told with a body of their own as well."""


# ---- files that are wrong ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_file_is_clean(name: str) -> None:
    """Every file is read, holds something, and its words are NFC without blanks around them."""
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    assert extraction.lexicon.read(name) == tomllib.loads(text)
    assert not [word for word in re.findall(r'"([^"\n]*)"', text) if word != word.strip()]


def lists(value: object) -> Iterator[list[object]]:
    """Every list of words within a file, at any depth."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from lists(inner)
    elif isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            yield value
        for inner in value:
            yield from lists(inner)


@pytest.mark.parametrize("name", FILES)
def test_no_list_has_a_word_twice(name: str) -> None:
    """What stands twice in one list was added without looking."""
    assert not [word for words in lists(table(name)) for word in {*words} if words.count(word) > 1]


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The lexicon files in a folder of their own, from which the loader reads during the test."""
    folder = tmp_path / "lexicons"
    shutil.copytree(FOLDER, folder)
    monkeypatch.setattr(extraction.lexicon, "files", lambda _package: tmp_path)
    extraction.lexicon.read.cache_clear()
    yield folder
    extraction.lexicon.read.cache_clear()


@pytest.mark.parametrize("name", ["roles", "organizations", "places", "words", "documents", "domains", "names"])
def test_broken_file_is_refused(copies: Path, name: str) -> None:
    """What is no TOML is refused with the name of the file and the line."""
    (copies / f"{name}.toml").write_text('[[role]]\nvi = "Bí thư\n', encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"^{name}\.toml: .*line 2"):
        lexicon.__wrapped__()


@pytest.mark.parametrize(
    ("name", "entry", "missing"),
    [
        ("roles", '[[role]]\nvi = "Tổ trưởng"\nvariants = ["tổ trưởng"]\n', "en"),
        ("roles", '[[role]]\nvi = "Tổ trưởng"\nen = "Head of Group"\n', "variants"),
        ("organizations", '[[organization]]\nkind = "group"\nlabel = "Tổ"\nvariants = ["tổ"]\n', "follow"),
        ("organizations", '[[organization]]\nlabel = "Tổ"\nvariants = ["tổ"]\nfollow = "area"\n', "kind"),
        ("places", '[[type]]\nlabel = "sóc"\nvariants = ["sóc"]\n', "level"),
        ("documents", '[[document]]\nlabel = "Tờ trình"\n', "variants"),
    ],
)
def test_entry_without_a_field_is_refused(copies: Path, name: str, entry: str, missing: str) -> None:
    """An entry that lacks a field is refused with the names of the file, the entry and the field."""
    path = copies / f"{name}.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{entry}", encoding="utf-8")
    label = re.search(r'"(.+?)"', entry)
    assert label is not None
    with pytest.raises(LexiconError) as caught:
        lexicon.__wrapped__()
    message = str(caught.value)
    assert message.startswith(f"{name}.toml")
    assert label.group(1) in message
    assert message.endswith(f"{missing} missing")


@pytest.mark.parametrize(("name", "entry"), [("words", "[GREETING]\nlead = []\n"), ("domains", "[harbour]\n")])
def test_table_without_words_is_refused(copies: Path, name: str, entry: str) -> None:
    """A table that lacks its list is refused with its name."""
    path = copies / f"{name}.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{entry}", encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"{name}\.toml.*(?:GREETING|harbour)"):
        lexicon.__wrapped__()


def test_roles_are_told_in_both_languages() -> None:
    """No role without a label in Vietnamese and in English, and no Vietnamese label with two English ones."""
    told: defaultdict[str, set[Role]] = defaultdict(set)
    for _, entry in _told():
        if isinstance(entry, RoleEntry):
            told[entry.role.vi].add(entry.role)
    assert not {label: roles for label, roles in told.items() if len(roles) > 1 or not all(r.en for r in roles)}
