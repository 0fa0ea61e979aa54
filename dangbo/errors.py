"""What a person who uses `dangbo` can have done wrong or has run into: one clear line each, and an exit code."""

from __future__ import annotations


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
