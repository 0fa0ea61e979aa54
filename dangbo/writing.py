"""How a build is written: by one at a time, whole or not at all, whenever it is killed.

A build works in `.building`. When all is done, one renaming makes that `.finished`: from this instant on the new build
is what the folder holds, and its files go in place one by one. Whoever finds a `.finished`, the next build or a reader,
goes on from there.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from dangbo.errors import UsageError
from dangbo.workspace import FINISHED, MANIFEST, MARKER, DamagedError, manifest

JOURNAL = ".journal"
_BUILDING = ".building"
_PATIENCE = 3.0
"""Seconds to wait for another build: what a killed one has started ends within a moment."""
_ASIDE = ".aside"
_UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO)
_MARK = "This folder belongs to `dangbo build`, which replaces what it wrote here.\n"


class Site:
    """A folder that is being built into: work in `building`, then `commit`."""

    def __init__(self, out: Path, handles: Sequence[int] = ()) -> None:
        self.out = out
        self.handles = handles
        """What keeps other builds away as long as a process has it open."""
        self.building = out / _BUILDING
        self.journal = out / JOURNAL

    def commit(self) -> None:
        """Make what `building` holds the content of the folder."""
        for root, _, names in os.walk(self.building):
            for name in names:
                _sync(Path(root) / name)
        self.building.rename(self.out / FINISHED)
        _put_in_place(self.out)


def refuse_foreign(out: Path) -> None:
    """Say so, before any work, where `out` cannot be built into."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: a file, not a folder to write to")
    if not out.is_dir():
        return
    try:
        known = manifest(out) is not None
    except DamagedError:
        known = True
    if not known and not (out / MARKER).is_file() and any(path.name != ".DS_Store" for path in out.iterdir()):
        raise UsageError(f"{out}: holds other files and was not written by dangbo: choose a new or an empty folder")


@contextmanager
def into(out: Path) -> Iterator[Site]:
    """Take the folder `out`, made where it is missing, for one build; finishes or clears what a killed one left.

    Where the block fails before its `commit`, what `out` held stays as it was, and so does its journal.
    """
    refuse_foreign(out)
    made = not out.exists()
    with _locked(out) as handle:
        refuse_foreign(out)
        site = Site(out, (handle,))
        try:
            _put_in_place(out)
            shutil.rmtree(site.building, ignore_errors=True)
            site.building.mkdir()
            yield site
        except OSError as error:
            reason = _why_unwritable(error)
            if not reason:
                raise
            raise UsageError(f"{out}: cannot be written to: {reason}") from error
        finally:
            shutil.rmtree(site.building, ignore_errors=True)
            if made and {path.name for path in out.iterdir()} == {MARKER}:
                (out / MARKER).unlink()
                with suppress(OSError):
                    out.rmdir()


def _put_in_place(out: Path) -> None:
    """Move a finished build to where it is looked for, its manifest last; nothing to do where there is none."""
    finished = out / FINISHED
    if not finished.is_dir():
        return
    aside = finished / _ASIDE
    aside.mkdir(exist_ok=True)
    news = (path for path in finished.iterdir() if path != aside)
    for new in sorted(news, key=lambda path: (path.name == MANIFEST, path.name)):
        old = out / new.name
        if old.is_dir():  # a folder is not replaced in one step: the old one steps aside first
            shutil.rmtree(aside / new.name, ignore_errors=True)
            old.replace(aside / new.name)
        new.replace(old)
    shutil.rmtree(finished)


def _why_unwritable(error: OSError) -> str:
    """What the system says where it is not our fault, else ""; Oxigraph has no number for it, only the words."""
    said = (os.strerror(number) for number in _UNWRITABLE)
    if error.errno is None:
        return next((words for words in said if words in str(error)), "")
    return os.strerror(error.errno) if error.errno in _UNWRITABLE else ""


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _locked(out: Path) -> Iterator[int]:
    """Two builds into one folder would mix; the lock ends with the processes that have it open, however they end."""
    try:
        handle = _lock(out)
    except BlockingIOError:
        raise UsageError(f"{out}: another build is writing here; wait for it, or choose another folder") from None
    except OSError as error:
        raise UsageError(f"{out}: cannot be written to: {error.strerror}") from error
    try:
        yield handle
    finally:
        os.close(handle)


def _lock(out: Path) -> int:
    until = time.monotonic() + _PATIENCE
    while True:
        out.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(out / MARKER, os.O_RDWR | os.O_CREAT, 0o666)
        except FileNotFoundError:  # a build that failed took its empty folder away
            continue
        try:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # no POSIX: not worth a dependency
            pass
        except OSError as error:
            os.close(handle)
            if not isinstance(error, BlockingIOError) or time.monotonic() > until:
                raise
            time.sleep(0.05)
            continue
        if os.fstat(handle).st_nlink == 0:  # as above, after it was opened
            os.close(handle)
            continue
        if os.fstat(handle).st_size == 0:
            os.write(handle, _MARK.encode())
        return handle
