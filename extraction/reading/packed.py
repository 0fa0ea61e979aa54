"""Files that are compressed, as streams: read a piece at a time, and no further where they hold far too much."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FREE = 64 << 20
RATIO = 200
"""Text unpacks to 3 to 10 times its size, one article again and again to some 100 times: what goes beyond this many
times and 64 MB was made to fill a machine."""


class PackedError(ValueError):
    """A file that cannot be unpacked, or should not be."""


class MissingExtraError(ValueError):
    """What reads a kind of file is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"needs {package}, which is not installed: pip install 'dangbo[{extra}]'")


@contextmanager
def unpacked(path: Path) -> Iterator[IO[bytes]]:
    """The content of a file, unpacked by the ending of its name (.gz, .zst)."""
    name = path.name.casefold()
    with path.open("rb") as packed:
        if name.endswith(".gz"):
            broken = (zlib.error, gzip.BadGzipFile)
            yield io.BufferedReader(_Bounded(gzip.GzipFile(fileobj=packed), packed, "gzip", broken))
        elif name.endswith(".zst"):
            zstd = _zstd()
            window = {zstd.DecompressionParameter.window_log_max: _WINDOW}
            content = zstd.ZstdFile(packed, options=window)
            yield io.BufferedReader(_Bounded(content, packed, "zstd", (zstd.ZstdError,)))
        else:
            yield packed


_WINDOW = 27
"""128 MB, as `zstd --long` has it; a file may ask for gigabytes."""


def _zstd() -> Any:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        raise MissingExtraError("backports.zstd", "zstd") from None
    return zstd


class _Bounded(io.RawIOBase):
    """What a decompressor gives, as long as there is some measure in it."""

    def __init__(self, content: Any, packed: IO[bytes], kind: str, broken: tuple[type[Exception], ...]) -> None:
        self._content, self._packed, self._kind, self._broken = content, packed, kind, broken
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            data = self._content.read1(len(view))
        except EOFError:
            raise PackedError(f"the {self._kind} stream ends early here; what comes before was read") from None
        except self._broken:
            raise PackedError(f"the {self._kind} stream is broken here; what comes before was read") from None
        view[: len(data)] = data
        self._given += len(data)
        if self._given > FREE + RATIO * self._packed.tell():
            raise PackedError(f"unpacks to more than {RATIO} times its size: not read from here on")
        return len(data)
