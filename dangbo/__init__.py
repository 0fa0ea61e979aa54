"""A grounded knowledge graph from Vietnamese news on Party organisation work and local government.

`dangbo.build(["articles"], "out")` builds one; `dangbo.open("out").ask("leaders").values()` asks it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dangbo.validation import Validation
    from dangbo.workspace import Workspace

__all__ = ["__version__", "build", "open", "validate"]
__version__ = "0.1.0"


def build(
    paths: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    add: bool = False,
    remove: Collection[str] = (),
    max_chars: int | None = None,
    base: str | None = None,
    decisions: str | Path | None = None,
    columns: Mapping[str, str] | None = None,
    workers: int | None = None,
    engine: str = "local",
    scheduler: str | None = None,
    shared: str | None = None,
) -> Workspace:
    """Build a graph from articles (files, folders, globs, "-" for standard input) into the folder `out`, and open it.

    `out` holds exactly these articles afterwards; with `add`, those that it held before as well. Articles whose id is
    in `remove` are left out. What was read before and has not changed is not read again. What was refused, and why,
    is in `.report`. `decisions` is a file of what people have decided about who is who (docs/identity.md), None the one
    in `out`. `columns` tells what lines of JSON and rows of Parquet call a field: {"text": "body"}. `workers` is the
    number of processes that read, None what the machine has; it changes no file. The `engine` "dask" works on the
    cluster of a `scheduler`, whose workers see the folder `out`, or the `shared` one (docs/cluster.md).
    Raises `dangbo.errors.NothingReadError` if no article could be read.
    """
    from dangbo import neighbours

    neighbours.check()
    from dangbo import engines, pipeline

    given = [paths] if isinstance(paths, str | Path) else list(paths)
    built = pipeline.build(
        given,
        out,
        add=add,
        remove=remove,
        max_chars=max_chars,
        base=base,
        decisions=decisions,
        columns=columns,
        workers=workers,
        engine=engines.named(engine, scheduler, shared),
    )
    return built.workspace


def open(out: str | Path) -> Workspace:
    """Open the folder that an earlier build wrote."""
    from dangbo import neighbours

    neighbours.check()
    from dangbo import workspace

    return workspace.Workspace(Path(out))


def validate(where: str | Path, articles: str | Path | Iterable[str | Path] = ()) -> Validation:
    """Examine a folder that a build wrote, or any Turtle file; with `articles`, look its quotes up in their texts."""
    from dangbo import neighbours

    neighbours.check()
    from dangbo import validation

    texts = [articles] if isinstance(articles, str | Path) else list(articles)
    return validation.validate(Path(where), texts)
