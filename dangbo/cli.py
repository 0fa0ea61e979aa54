"""The command line: build, ask, conflicts, validate, show, export, explain, why, serve, queries."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from dangbo import __version__
from dangbo.answers import Format
from dangbo.console import Bar, console
from dangbo.errors import DangboError, DefectError, InterruptedBuildError

if TYPE_CHECKING:
    from dangbo.pipeline import Built
    from graph.decisions import Verdict

DEFECT = "this is a defect of dangbo, not of your input; nothing was written"

app = typer.Typer(
    name="dangbo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Out = Annotated[Path, typer.Argument(metavar="OUT", help="The folder that a build wrote.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dangbo {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """A grounded knowledge graph from Vietnamese news on Party organisation work and local government."""


@app.command()
def build(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="The folder to write to.")],
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="Text, JSON lines, Parquet, HTML, WARC; folders, globs; - for stdin."),
    ] = None,
    add: Annotated[
        bool, typer.Option("--add", help="Keep the articles that OUT holds already, and add or update these.")
    ] = False,
    remove: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Leave out the article of this id; may be repeated.")
    ] = None,
    max_chars: Annotated[
        int | None, typer.Option(min=1, help="Refuse texts longer than this.", show_default="2,000,000")
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="IRI", help="The namespace of the graph's nodes.", show_default="https://w3id.org/dangbo/id/"
        ),
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Who is the same and who is not, as decided.", show_default="OUT/decisions.toml"
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=NAME", help="What JSON lines and Parquet call a field (text=body)."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that read the articles.", show_default="all cores")
    ] = None,
    engine: Annotated[str, typer.Option(metavar="NAME", help="Where the work is done: local, or dask.")] = "local",
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The scheduler of a Dask cluster: tcp://host:8786.")
    ] = None,
    shared: Annotated[
        str | None,
        typer.Option(metavar="URL", help="A folder that all workers of the cluster see.", show_default="OUT"),
    ] = None,
) -> None:
    """Build a graph, a Turtle file and an interactive page from articles.

    OUT holds exactly the articles of these paths afterwards. Those it held before and that have not changed are not
    read again. Without paths, OUT is built again from what it holds.
    """
    from dangbo import engines, pipeline, terminal

    notices = console(sys.stderr)
    try:
        with Bar(notices) as bar:
            built: Built = pipeline.build(
                paths or (),
                out,
                add=add,
                remove=remove or (),
                max_chars=max_chars,
                base=base,
                decisions=decisions,
                columns=_columns(column or ()),
                workers=workers,
                engine=engines.named(engine, scheduler, shared),
                progress=bar.update,
            )
    except KeyboardInterrupt:
        told = f"interrupted; {out} is as it was before, and the next build need not read again what this one has read"
        raise InterruptedBuildError(told) from None
    terminal.show_refusals(notices, built)
    terminal.show_decisions(notices, built)
    terminal.show_summary(console(sys.stdout), built)


def _columns(given: Sequence[str]) -> dict[str, str]:
    """Names of fields, as --column has them."""
    from dangbo.errors import UsageError
    from extraction.reading import FIELDS

    named = {}
    for one in given:
        field, _, name = one.partition("=")
        if field not in FIELDS or not name:
            raise UsageError(f"--column {one}: expected FIELD=NAME with one of {', '.join(FIELDS)}")
        named[field] = name
    return named


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def ask(
    context: typer.Context,
    out: Out,
    query: Annotated[str, typer.Argument(help="SPARQL, a .rq file, or a shipped query's name (see: dangbo queries).")],
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the answer.")] = Format.table,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds after which the question is stopped.")] = 60.0,
    memory: Annotated[int, typer.Option(min=0, help="Megabytes that it may take; 0 for no limit.")] = 4096,
) -> None:
    """Answer a question from a built graph.

    A shipped query takes its parameters as options after its name: dangbo ask OUT holders --place "Đồng Tháp"
    """
    from dangbo import answers, terminal, workspace

    parameters = answers.options(context.args)
    source = workspace.Workspace(out).source
    answer = answers.ask_within(source, query, parameters, timeout, memory << 20)
    for notice in answers.notices(query):
        typer.echo(f"dangbo: {terminal.clean(notice)}", err=True)
    if format is Format.table:
        terminal.show_answer(console(sys.stdout), answer)
        return
    _print(answers.printed(answer, format))


@app.command()
def conflicts(
    out: Out,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND", help="two-heads, two-posts, order, figures, document-dates, births; may be repeated."
        ),
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="NAME", help="A province, district or commune, with all that lies in it.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print them.")] = Format.table,
) -> None:
    """List where articles contradict each other, with the words of both sides. The graph settles none of it."""
    from dangbo import answers, contradictions, terminal, workspace

    found = contradictions.found(workspace.Workspace(out), kind or (), place)
    if format is Format.table:
        terminal.show_conflicts(console(sys.stdout), found)
    else:
        _print(answers.printed(contradictions.answer(found), format))


@app.command()
def validate(
    where: Annotated[
        Path, typer.Argument(metavar="OUT|FILE", help="The folder that a build wrote, or any Turtle file.")
    ],
    articles: Annotated[
        list[str] | None,
        typer.Option("--articles", "-a", metavar="PATH", help="Look the quotes up in these texts; may be repeated."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print every violation, as JSON.")] = False,
) -> None:
    """Check that a graph keeps what it promises: evidence, names, dates, places, shapes. Ends with 1 if it does not."""
    from dangbo import terminal, validation

    found = validation.validate(where, articles or ())
    if as_json:
        sys.stdout.buffer.write(found.to_json())
        sys.stdout.flush()
    else:
        terminal.show_validation(console(sys.stdout), found)
    raise typer.Exit(0 if found.valid else 1)


@app.command()
def show(
    out: Out,
    entity: Annotated[
        str | None,
        typer.Argument(metavar="[ENTITY]", help="Open it there: a name, without diacritics if you like, or an id."),
    ] = None,
    province: Annotated[
        str | None, typer.Option(metavar="NAME", help="A smaller page: what lies in this province.")
    ] = None,
    first: Annotated[
        int | None, typer.Option("--from", metavar="YEAR", help="A smaller page: what held in this year or later.")
    ] = None,
    last: Annotated[
        int | None, typer.Option("--to", metavar="YEAR", help="A smaller page: what held in this year or earlier.")
    ] = None,
    subgraph: Annotated[bool, typer.Option("--subgraph", help="A smaller page: ENTITY and what is around it.")] = False,
    steps: Annotated[int, typer.Option(min=1, max=6, help="How far --subgraph goes.")] = 2,
    page: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write a smaller page.", show_default="a temporary file"),
    ] = None,
) -> None:
    """Open the interactive page of a built graph in the browser."""
    import webbrowser

    from dangbo import views, workspace

    built = workspace.Workspace(out)
    view = views.View(entity, province, first, last, steps if subgraph else 0)
    file, fragment = views.page_of(built, view, page)
    typer.echo(f"{file}{fragment}")
    if not webbrowser.open(file.resolve().as_uri() + fragment):
        typer.echo("No browser could be started: open the file above in one.", err=True)


@app.command()
def export(
    out: Out,
    format: Annotated[
        str,
        typer.Option(
            "--to",
            "-t",
            metavar="FORMAT",
            help="turtle, ntriples, nquads, trig, jsonld, graphml, gexf, csv, parquet, neo4j, followthemoney; "
            "of one entity: markdown, html.",
        ),
    ],
    path: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="Where to; - is standard output. A name made of OUT's."),
    ] = None,
    entity: Annotated[
        str | None,
        typer.Option("--entity", "-e", metavar="NAME", help="Whom or what a dossier is of: a name, or a node's name."),
    ] = None,
) -> None:
    """Write a built graph in another format, or the dossier of one entity."""
    from dangbo import workspace

    written = workspace.Workspace(out).export(format, path, entity=entity)
    if written.path is not None:
        counts = ", ".join(f"{count:,} {what}" for what, count in written.counts.items())
        typer.echo(f"{written.path}: {counts}")


@app.command()
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Articles, as for build; - is standard input.")],
) -> None:
    """Show sentence by sentence what the grammar sees: the tape, the rule that fired, the fact."""
    from rich.text import Text

    from dangbo import terminal
    from dangbo.errors import NothingReadError
    from extraction import explain as explained
    from extraction.reading import Record, Refused, read

    screen, notices, seen = console(sys.stdout), console(sys.stderr), 0
    for item in read([file]):
        if isinstance(item, Refused):
            notices.print(terminal.clean(f"refused {item.where}: {item.reason}"), style="yellow", markup=False)
        elif isinstance(item, Record):
            seen += 1
            article = item.article
            title = terminal.clean(f"{article.id}: {article.title or 'no headline found'}")
            screen.rule(Text(f"{title} ({article.published or 'no date found'})"), align="left")
            terminal.show_explanation(screen, explained(article))
    if not seen:
        raise NothingReadError("no article could be read")


@app.command()
def why(
    out: Out,
    person: Annotated[
        str, typer.Argument(metavar="PERSON", help="A full name, without diacritics if you like, or an id.")
    ],
) -> None:
    """Tell why mentions of a person are one, and with whom it stays open: what decisions.toml can settle."""
    from dangbo import identities, terminal, workspace

    terminal.show_identities(console(sys.stdout), identities.about(workspace.Workspace(out), person))


Whom = Annotated[list[str], typer.Argument(metavar="WHO WHO...", help="Ids of persons, or ARTICLE:NAME.")]


@app.command()
def same(out: Out, who: Whom) -> None:
    """Decide that they are one person: a line in OUT/decisions.toml, followed by the next build."""
    _decide(out, "same", who)


@app.command()
def apart(out: Out, who: Whom) -> None:
    """Decide that no two of them are one person: a line in OUT/decisions.toml, followed by the next build."""
    _decide(out, "apart", who)


def _decide(out: Path, verdict: Verdict, who: list[str]) -> None:
    from dangbo import identities, workspace

    path = identities.decide(workspace.Workspace(out), verdict, who)
    typer.echo(f"{path}: one more decision; to follow it, build again: dangbo build -o {out}")


@app.command()
def serve(
    out: Out,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 for any that is free.")] = 8765,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that a question may take.")] = 30.0,
    memory: Annotated[int, typer.Option(min=0, help="Megabytes that a question may take; 0 for no limit.")] = 2048,
    rows: Annotated[int, typer.Option(min=1, help="Rows that an answer may have.")] = 100_000,
    workers: Annotated[int, typer.Option(min=1, help="Questions that are worked on at the same time.")] = 2,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="A web site whose scripts may ask, beside this machine's; '*' for all."),
    ] = None,
) -> None:
    """Serve a built graph for reading: SPARQL endpoint, query page, JSON. Ctrl-C ends it."""
    from dangbo import serve as serving
    from dangbo import workspace

    found = workspace.Workspace(out)
    settings = serving.Settings(
        host=host,
        port=port,
        seconds=timeout,
        memory=memory * serving.MEGABYTE,
        rows=rows,
        workers=workers,
        origins=tuple(allow_origin or ()),
    )
    serving.run(found.source, found.page, settings, ready=lambda address: typer.echo(f"dangbo: {out} is at {address}"))


@app.command()
def queries(
    name: Annotated[str | None, typer.Argument(help="Explain this one, and print its SPARQL.")] = None,
) -> None:
    """List the questions that come with dangbo, or explain one."""
    from dangbo import terminal
    from dangbo.errors import UsageError
    from ontology import queries as shipped

    if name is None:
        terminal.show_queries(console(sys.stdout), shipped().values())
    elif name in shipped():
        terminal.show_query(console(sys.stdout), shipped()[name])
    else:
        raise UsageError(f"{name!r} is no shipped query; there are: {', '.join(shipped())}")


def _print(written: str) -> None:
    """An answer as programs read it; on a terminal, what might play tricks on it left out."""
    from dangbo.terminal import harmless

    if sys.stdout.isatty():
        written = "".join(harmless(line) + "\n" for line in written.splitlines())
    sys.stdout.buffer.write(written.encode())
    sys.stdout.flush()


def main() -> NoReturn:
    """Run the command line; every expected failure is one line on standard error and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        from dangbo import neighbours

        neighbours.check()
        app(standalone_mode=True)
    except DangboError as error:
        _say(error)
        sys.exit(error.exit_code)
    except Exception:  # a bug: told whole, but an article's text in it stays harmless
        import traceback

        from dangbo.terminal import clean

        sys.stderr.write(
            "".join(
                f"{line[: len(line) - len(line.lstrip())]}{clean(line)}\n"
                for line in traceback.format_exc().splitlines()
            )
        )
        sys.stderr.write(f"dangbo: {DEFECT}\n")
        sys.exit(DefectError.exit_code)
    sys.exit(0)


def _say(error: DangboError) -> None:
    from dangbo.terminal import clean

    lines = [*str(error).splitlines(), *getattr(error, "__notes__", ())]
    if isinstance(error, DefectError):
        lines.append(DEFECT)
    for line in lines:
        indent = line[: len(line) - len(line.lstrip(" "))]
        if shown := clean(line):
            sys.stderr.write(f"{'' if indent else 'dangbo: '}{indent}{shown}\n")


if __name__ == "__main__":
    main()
