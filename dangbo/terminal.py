"""What a person sees on the terminal: the summary of a build, answers as tables, the grammar at work.

Text of articles is hostile: it is never read as markup, and no control character of it reaches the terminal.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec
from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from dangbo.pipeline import Built, Changes
    from dangbo.validation import Validation
    from extraction.explanation import Explained
    from extraction.facts import Fact
    from graph.conflicts import Conflict
    from graph.entities import Doubt, Identity
    from graph.store import Answer
    from ontology import Query

_SHOWN_REFUSALS = 20
_SHOWN_VIOLATIONS = 10
_BIDI = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C))
_ENTITY_NAMES = {
    "Person": "persons",
    "Organization": "organisations",
    "Place": "places",
    "Post": "posts",
    "Role": "roles",
    "Document": "documents",
    "Event": "events",
    "Programme": "programmes",
}


def clean(text: str) -> str:
    """Text without control characters (line ends and tabs become spaces) and without turns of reading direction."""
    return harmless(" ".join(text.split()))


def harmless(text: str) -> str:
    """Text as it is, without control characters but tabs, and without turns of reading direction."""
    return "".join(c for c in text.translate(_BIDI) if c == "\t" or unicodedata.category(c) != "Cc")


def show_summary(console: Console, built: Built) -> None:
    """What a build read, found and wrote."""
    report, where = built.report, built.workspace.path
    articles, seconds = report.articles, sum(built.seconds.values())
    console.print()
    console.print(_bold(f"{articles:,} article{'s' if articles != 1 else ''}"), end="")
    for number, what in (
        *_numbers(built.changes),
        (len(report.refused), "refused"),
        (len(report.duplicates), "given twice"),
        (report.without_facts, "without a fact"),
    ):
        if number:
            console.print(f", {number:,} {what}", end="", style="yellow" if what == "refused" else "")
    console.print(f" in {seconds:.1f} s")
    if built.changes and built.changes.unchanged and built.changes.read_again:
        console.print(Text(f"All were read again: {clean(built.changes.read_again)}."), style="dim")
    console.print()
    sides = Table(box=None, show_header=False, padding=(0, 6, 0, 0))
    named = {_ENTITY_NAMES.get(kind, kind.lower()): n for kind, n in report.entities.items()}
    sides.add_row(_counts("Facts", report.facts), _counts("Entities", named))
    console.print(Padding(sides, (0, 0, 0, 2)))
    slowest = sorted(built.seconds.items(), key=lambda step: -step[1])[:3]
    console.print("  most time: " + ", ".join(f"{name} {spent:.1f} s" for name, spent in slowest), style="dim")
    if any(built.memory.values()):
        console.print(f"  most memory: {_memory(built.memory)}", style="dim")
    console.print()
    files = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for path, what in (
        (built.workspace.page, f"the page to explore it ({built.page}): dangbo show {where}"),
        (built.workspace.turtle, "the graph in Turtle"),
        (where / "facts.jsonl", "every fact with its quote, one a line"),
        (where / "articles.jsonl", "what became of every article, one a line"),
        (where / "conflicts.jsonl", f"where articles contradict each other: dangbo conflicts {where}"),
        (where / "report.json", "the numbers, and what was refused"),
        *([(where / "undecided.toml", _open_pairs(report.undecided))] if report.undecided else []),
        (where / "store", f"the store that answers: dangbo ask {where} leaders"),
    ):
        files.add_row(
            Text(clean(str(path)), style="cyan", no_wrap=True, overflow="fold"), Text(clean(what), style="dim")
        )
    console.print(Padding(files, (0, 0, 0, 2)))


def _open_pairs(number: int) -> str:
    return f"{number:,} pair{'s' if number > 1 else ''} of persons who may be one: for you to decide"


def show_refusals(console: Console, built: Built) -> None:
    """One line for each article that could not be read."""
    refused = built.report.refused
    for row in refused[:_SHOWN_REFUSALS]:
        console.print(Text(clean(f"refused {row.where}: {row.reason}"), style="yellow"), soft_wrap=True)
    if len(refused) > _SHOWN_REFUSALS:
        rest = len(refused) - _SHOWN_REFUSALS
        console.print(Text(f"… and {rest:,} more: all are in report.json", style="yellow"))


def show_decisions(console: Console, built: Built) -> None:
    """What decisions name that is not there."""
    for told in built.report.decisions_unmatched:
        console.print(Text(clean(f"decisions: {told}"), style="yellow"), soft_wrap=True)


def show_identities(console: Console, found: Iterable[tuple[Identity, list[Doubt]]]) -> None:
    """Person by person: the mentions, what makes them one, and with whom it stays open."""
    for person, doubts in found:
        console.print(Text(clean(f"{person.label} ({person.id})"), style="bold"), soft_wrap=True)
        console.print(Text(f"  {len(person.mentions):,} {'mentions' if len(person.mentions) > 1 else 'mention'}"))
        if not person.links:
            for article, name in person.mentions:
                console.print(Text(f"  {clean(f'{name} in {article}')}"), soft_wrap=True)
        for link in person.links:
            (one, name), (other, written) = link.one, link.other
            told = f"{name} in {one} = {written} in {other}: {link.because}"
            console.print(Text(f"  {clean(told)}"), soft_wrap=True)
        for link in person.apart:
            (one, name), (other, written) = link.one, link.other
            told = f"apart: {name} in {one} and {written} in {other}: {link.because}"
            console.print(Text(f"  {clean(told)}"), soft_wrap=True)
        for doubt in doubts:
            whom = doubt.other if doubt.one == person.id else doubt.one
            (one, name), (other, written) = doubt.mentions
            told = f"open: {name} in {one} and {written} in {other} ({whom}): {doubt.because}"
            console.print(Text(f"  {clean(told)}", style="yellow"), soft_wrap=True)
        console.print()


def _memory(peaks: dict[str, int]) -> str:
    """What each process had at most.

    >>> _memory({"": 300_000_000, "worker 1": 120_000_000, "worker 2": 121_000_000})
    '300 MB, worker 1 120 MB, worker 2 121 MB'
    """
    return ", ".join(f"{name} {size / 1e6:.0f} MB".strip() for name, size in peaks.items() if size)


def _numbers(changes: Changes | None) -> list[tuple[int, str]]:
    if changes is None:
        return []
    return [
        (changes.added, "added"),
        (changes.updated, "changed"),
        (changes.removed, "removed"),
        (changes.unchanged, "as before"),
    ]


def show_validation(console: Console, found: Validation) -> None:
    """Promise by promise, whether it is kept, and where not."""
    counts = ", ".join(f"{number:,} {what}" for what, number in found.counts.items())
    console.print(Text(clean(f"{found.where}: {counts}"), style="bold"), soft_wrap=True)
    console.print()
    for finding in found.findings:
        number = len(finding.violations)
        state = Text("broken  " if number else "kept    ", style="red" if number else "green")
        console.print(Text("  ") + state + Text(finding.says + (f": {number:,} times" if number else "")))
        for violation in finding.violations[:_SHOWN_VIOLATIONS]:
            console.print(Padding(Text(clean(str(violation))), (0, 0, 0, 12)))
        if number > _SHOWN_VIOLATIONS:
            console.print(
                Padding(Text(f"… and {number - _SHOWN_VIOLATIONS:,} more (--json)", style="dim"), (0, 0, 0, 12))
            )
    for note in found.not_checked:
        console.print(Text("  not checked  ", style="yellow") + Text(clean(note)))
    broken = sum(1 for finding in found.findings if finding.violations)
    console.print()
    console.print(_bold("valid" if found.valid else f"not valid: {broken} of {len(found.findings)} promises broken"))


def show_answer(console: Console, answer: Answer) -> None:
    """An answer as a table; names of the graph without their namespace."""
    from graph import results

    columns, rows = results.table(answer)
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for name in columns:
        table.add_column(Text(clean(name)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean(_local(value))) for value in row))
    console.print(table)
    console.print(f"{len(rows):,} row{'s' if len(rows) != 1 else ''}", style="dim")


def show_conflicts(console: Console, conflicts: Sequence[Conflict]) -> None:
    """Each contradiction with both its sides, word for word."""
    for conflict in conflicts:
        console.print(Text(f"{conflict.kind}  ", style="yellow") + _bold(clean(conflict.label)), soft_wrap=True)
        for mark, side in (("    ", conflict.one), ("  ≠ ", conflict.other)):
            for told in side:
                where = ", ".join(filter(None, (str(told.published or ""), clean(told.article))))
                says = Text(f"{mark}{clean(told.says)}: “{clean(told.quote)}” ") + Text(where, style="dim")
                console.print(says, soft_wrap=True)
    number = len(conflicts)
    console.print(f"{number:,} contradiction{'s' if number != 1 else ''}", style="dim")


def show_queries(console: Console, queries: Iterable[Query]) -> None:
    """The shipped queries: name, what each asks in both languages, what it can be narrowed by."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("name", "asks", "hỏi", "options"):
        table.add_column(heading, no_wrap=heading == "name")
    for query in queries:
        options = " ".join(f"--{parameter.name}" for parameter in query.parameters)
        table.add_row(query.name, query.title_en, query.title_vi, Text(options, style="dim"))
    console.print(table)
    console.print("dangbo queries NAME explains one and prints its SPARQL", style="dim")


def show_query(console: Console, query: Query) -> None:
    """One shipped query: its explanation, its parameters, its SPARQL."""
    for title, about in ((query.title_en, query.about_en), (query.title_vi, query.about_vi)):
        console.print(_bold(title))
        console.print(Padding(Text(about), (0, 0, 1, 2)))
    for parameter in query.parameters:
        said = f"{parameter.en} · {parameter.vi}"
        choices = f": {', '.join(parameter.choices)}" if parameter.choices else f", such as {parameter.example!r}"
        console.print(Text.assemble((f"--{parameter.name}  ", "cyan"), said, (choices, "dim")))
    console.print()
    console.print(query.text, markup=False, soft_wrap=True)


def show_explanation(console: Console, sentences: Iterable[Explained]) -> None:
    """Sentence by sentence: the words, their tape, the rules that fired, the facts."""
    for sentence in sentences:
        words = clean(sentence.text)
        if not words:
            continue
        console.print(Text.assemble((f"{sentence.start:>6} ", "dim"), (words, "bold" if sentence.facts else "")))
        if sentence.tape:
            console.print(Padding(Text.assemble(("tape  ", "dim"), (clean(sentence.tape), "blue")), (0, 0, 0, 7)))
        if sentence.rules:
            rules = ", ".join(sentence.rules)
            console.print(Padding(Text.assemble(("rule  ", "dim"), (clean(rules), "magenta")), (0, 0, 0, 7)))
        for fact in sentence.facts:
            console.print(Padding(Text.assemble(("fact  ", "dim"), (clean(describe(fact)), "green")), (0, 0, 0, 7)))
        console.print()


def describe(fact: Fact) -> str:
    """A fact in one line: its kind, then each slot that says something.

    >>> from extraction.facts import Admission, Area, Evidence
    >>> unit = Area(name="Ba Tri", type="huyện", level="district")
    >>> evidence = Evidence(article="a", start=0, end=1, quote="x", rule="r")
    >>> describe(Admission(unit=unit, value=12, evidence=(evidence,)))
    'admission: unit huyện Ba Tri; value 12; approximate exact'
    """
    kind = str(msgspec.inspect.type_info(type(fact)).tag)  # type: ignore[attr-defined]
    slots = []
    for name in fact.__struct_fields__:
        value = getattr(fact, name)
        if name == "evidence":
            slots += [f"status {status}" for status in sorted({e.status for e in value if e.status})]
        elif value not in (None, ""):
            slots.append(f"{name} {_said(value)}")
    return f"{kind}: " + "; ".join(slots)


def _said(value: object) -> str:
    """What a slot holds, by the words the article has for it."""
    if isinstance(value, tuple):
        return " … ".join(_said(item) for item in value)
    if isinstance(value, str | int | float | dt.date):
        return str(value)
    kind = getattr(value, "type", None)
    if kind is not None and hasattr(value, "earliest"):  # an event
        told = (getattr(value, "earliest", None), getattr(value, "latest", None))
        days = dict.fromkeys(day.isoformat() for day in told if day is not None)
        return f"{getattr(value, 'name', '')} ({', '.join((kind, *days))})"
    if kind is not None and hasattr(value, "name"):
        return f"{kind} {getattr(value, 'name', '')}".strip()
    for name in ("label", "title", "name", "vi"):
        if hasattr(value, name):
            return str(getattr(value, name))
    return str(value)


def _counts(title: str, counts: dict[str, int]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_row(_bold(title))
    for name, number in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        table.add_row(name, Text(f"{number:,}", style="green", justify="right"))
    if not counts:
        table.add_row(Text("none", style="dim"))
    return table


def _local(value: str) -> str:
    if value.startswith("https://w3id.org/dangbo/"):
        return value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    return value


def _bold(text: str) -> Text:
    return Text(text, style="bold")
