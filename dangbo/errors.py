"""What a person who uses `dangbo` can have done wrong or has run into: one clear line each, and an exit code."""

from __future__ import annotations

from collections.abc import Sequence

LISTED = 10
"""Entities named where a name means several."""


class DangboError(Exception):
    """Said in one line on the terminal; `exit_code` is what the command ends with."""

    exit_code = 2


class UsageError(DangboError):
    """Asked for something that cannot be: a folder that is no workspace, a query that is none."""


class ShadowedError(UsageError):
    """Another installed package has taken the name of one of ours."""


class NothingReadError(DangboError):
    """Not one article could be read."""

    exit_code = 1


class InterruptedBuildError(DangboError):
    """Stopped by the user (Ctrl-C)."""

    exit_code = 130


class DefectError(DangboError):
    """The program broke one of its own guarantees: nothing is written."""

    exit_code = 3


class WorkerDefectError(DefectError):
    """The program failed in a process that reads articles; the message is the traceback there."""


def listed(candidates: Sequence[tuple[str, str]]) -> str:
    """The ids and names that somebody can choose from, one a line, and how many more there are.

    >>> listed([("place-a", "huyện A")])
    '\\n  place-a  huyện A'
    """
    shown = "".join(f"\n  {node}  {name}" for node, name in candidates[:LISTED])
    return shown + (f"\n  and {len(candidates) - LISTED} more" if len(candidates) > LISTED else "")
