"""One article out of a text file, a line of JSON, a row, a page, or standard input; or the reason why not.

The text stays exactly as it came: bytes are decoded strictly as UTF-8, and line ends, composition and a byte order mark
at the front stay, so that every offset counts what the file holds.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, BinaryIO

import msgspec

from extraction.article import Article
from extraction.reading import pages, tables
from extraction.reading.metadata import parse_date
from extraction.reading.packed import MissingExtraError, PackedError, unpacked

MAX_CHARS = 2_000_000
"""A text longer than this is no article: the longest of 4,998 real ones has 12,133 characters."""
_MAX_ID = 500
_BOM = b"\xef\xbb\xbf"


FIELDS = ("id", "text", "title", "published", "source", "publisher", "creator")
"""What is read of an article, by the names that lines and rows have for it where nobody says otherwise."""
Columns = Mapping[str, str]
"""Other names for some of `FIELDS`."""


class Refused(msgspec.Struct, frozen=True):
    """What could not be read: where ("file:line"), and why."""

    where: str
    reason: str


class Record(msgspec.Struct, frozen=True):
    """An article, where it was read, and what was passed over in its metadata."""

    article: Article
    where: str
    notes: tuple[str, ...] = ()


class _UnreadableError(ValueError):
    """Why one article is refused; `line` counts within its text or file."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


def shown(path: str | Path) -> str:
    """A path as a person may read it, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def read_text_file(path: Path, where: str, max_chars: int = MAX_CHARS) -> Record | Refused:
    """A `.txt` file: the article is the whole file, its id the name without ending."""
    try:
        if path.stat().st_size > 4 * max_chars:  # UTF-8 has at most four bytes a character
            return Refused(where, _too_long(max_chars))
        return Record(_article_of_bytes(path.read_bytes(), path.stem, max_chars), where)
    except OSError as error:
        return Refused(where, f"cannot be read: {error.strerror}")
    except _UnreadableError as error:
        return _refusal(where, error)


def read_standard_input(
    stream: BinaryIO, max_chars: int = MAX_CHARS, columns: Columns | None = None
) -> Iterator[Record | Refused]:
    """JSON lines where the first character that is no white space is `{`, else one text with the id "stdin"."""
    head: list[bytes] = []
    while line := stream.readline(_line_limit(max_chars)):
        head.append(line)
        if line.removeprefix(_BOM).strip():
            break
    if head and head[-1].removeprefix(_BOM).lstrip().startswith(b"{"):
        yield from _articles_of_lines(itertools.chain(head, _pieces(stream, max_chars)), "stdin", max_chars, columns)
        return
    data = b"".join(head)
    data += stream.read(max(4 * max_chars + 1 - len(data), 0))
    try:
        yield Record(_article_of_bytes(data, "stdin", max_chars), "stdin")
    except _UnreadableError as error:
        yield _refusal("stdin", error)


def read_lines(
    path: Path, where: str, max_chars: int = MAX_CHARS, columns: Columns | None = None
) -> Iterator[Record | Refused]:
    """A `.jsonl`, `.jsonl.gz` or `.jsonl.zst` file: an article a line, one line in memory at a time."""
    last = 0
    try:
        with unpacked(path) as stream:
            pieces = _counted(_pieces(stream, max_chars))
            for last, record in _numbered_articles(pieces, where, max_chars, columns):  # noqa: B007 (where a broken stream stopped)
                if record is not None:
                    yield record
        if last == 0:
            yield Refused(where, "empty file")
    except PackedError as error:
        yield Refused(f"{where}:{last + 1}", str(error))
    except MissingExtraError as error:
        yield Refused(where, str(error))
    except OSError as error:
        yield Refused(where, f"cannot be read: {error.strerror or error}")


def read_table(
    path: Path, where: str, max_chars: int = MAX_CHARS, columns: Columns | None = None
) -> Iterator[Record | Refused]:
    """A `.parquet` file: an article a row."""
    named = columns or {}
    number = 0
    try:
        for number, row in tables.rows(path, frozenset(named.get(field, field) for field in FIELDS)):
            place = f"{where}:{number}"
            try:
                article, notes = _article_of_fields(row, max_chars, named)
                yield Record(article, place, notes)
            except _UnreadableError as error:
                yield Refused(place, str(error))
        if number == 0:
            yield Refused(where, "empty file")
    except PackedError as error:
        yield Refused(f"{where}:{number + 1}", str(error))
    except MissingExtraError as error:
        yield Refused(where, str(error))
    except OSError as error:
        yield Refused(where, f"cannot be read: {error.strerror or error}")


def read_page_file(path: Path, where: str, max_chars: int = MAX_CHARS) -> Record | Refused:
    """A `.html` file: the article of a page, its id the file's name without ending."""
    try:
        page = pages.read_page(pages.page_file(path))
        return Record(_article_of_page(page, path.stem, max_chars), where, page.notes)
    except OSError as error:
        return Refused(where, f"cannot be read: {error.strerror}")
    except (MissingExtraError, pages.NoPageError, _UnreadableError) as error:
        return Refused(where, str(error))


def read_archive(path: Path, where: str, max_chars: int = MAX_CHARS) -> Iterator[Record | Refused]:
    """A `.warc`, `.warc.gz` or `.warc.zst` file: an article a page, its id the page's address."""
    try:
        for place, address, page in pages.archived(path, where):
            if isinstance(page, str):
                yield Refused(place, page)
                continue
            try:
                yield Record(_article_of_page(page, address, max_chars), place, page.notes)
            except _UnreadableError as error:
                yield Refused(place, str(error))
    except (MissingExtraError, PackedError) as error:
        yield Refused(where, str(error))
    except OSError as error:
        yield Refused(where, f"cannot be read: {error.strerror or error}")


def _article_of_page(page: pages.Page, identifier: str, max_chars: int) -> Article:
    _check_text(page.text, max_chars)
    told = {name: _metadata(getattr(page, name), name, []) for name in ("title", "source", "publisher", "creator")}
    return Article(id=_checked_id(identifier), text=page.text, published=page.published, **told)


def _line_limit(max_chars: int) -> int:
    return 6 * max_chars + 65_536  # \uXXXX is six bytes a character; and room for the other fields


def _pieces(stream: IO[bytes], max_chars: int) -> Iterator[bytes]:
    """Lines; of one beyond the limit, its front without an end, and the rest passed over."""
    limit = _line_limit(max_chars)
    while line := stream.readline(limit):
        yield line
        while len(line) == limit and not line.endswith(b"\n"):
            line = stream.readline(limit)


def _counted(pieces: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    return enumerate(pieces, start=1)


def _articles_of_lines(
    pieces: Iterable[bytes], where: str, max_chars: int, columns: Columns | None
) -> Iterator[Record | Refused]:
    numbered = _numbered_articles(_counted(pieces), where, max_chars, columns)
    return (record for _, record in numbered if record is not None)


def _numbered_articles(
    pieces: Iterable[tuple[int, bytes]], where: str, max_chars: int, columns: Columns | None
) -> Iterator[tuple[int, Record | Refused | None]]:
    """With its line number, what each line holds: None for a blank one."""
    for number, raw in pieces:
        line = raw.removeprefix(_BOM) if number == 1 else raw
        if not line.strip():
            yield number, None
            continue
        place = f"{where}:{number}"
        try:
            if len(line) >= _line_limit(max_chars):
                raise _UnreadableError(_too_long(max_chars))
            article, notes = _article_of_line(line, max_chars, columns or {})
            yield number, Record(article, place, notes)
        except _UnreadableError as error:
            yield number, Refused(place, str(error))


def _article_of_line(line: bytes, max_chars: int, columns: Columns) -> tuple[Article, tuple[str, ...]]:
    try:
        fields: Any = msgspec.json.decode(line)
    except UnicodeDecodeError:
        raise _UnreadableError(_not_utf8(line)) from None
    except RecursionError:
        raise _UnreadableError("no JSON that can be read: nested too deeply") from None
    except msgspec.DecodeError as error:
        raise _UnreadableError(f"no JSON: {error}") from None
    if not isinstance(fields, dict):
        raise _UnreadableError('no JSON object: {"id": …, "text": …} is read')
    return _article_of_fields(fields, max_chars, columns)


def _article_of_fields(
    fields: Mapping[str, object], max_chars: int, columns: Columns
) -> tuple[Article, tuple[str, ...]]:
    """An article, and what was passed over, of what a line or row has under these names."""
    named = {field: columns.get(field, field) for field in FIELDS}
    text = fields.get(named["text"])
    if not isinstance(text, str):
        raise _UnreadableError(f'no "{named["text"]}"' if text is None else f'"{named["text"]}" is no string')
    identifier = fields.get(named["id"])
    if isinstance(identifier, int) and not isinstance(identifier, bool):
        identifier = str(identifier)
    if not isinstance(identifier, str):
        raise _UnreadableError(f'no "{named["id"]}"' if identifier is None else f'"{named["id"]}" is no string')
    try:
        _check_text(text, max_chars)
    except _UnreadableError as error:
        raise _UnreadableError(f'"{named["text"]}": {error}') from None
    notes: list[str] = []
    known = {
        name: _metadata(fields.get(named[name]), named[name], notes)
        for name in ("title", "source", "publisher", "creator")
    }
    published = _published(fields.get(named["published"]), named["published"], notes)
    return Article(id=_checked_id(identifier), text=text, published=published, **known), tuple(notes)


def _metadata(value: object, name: str, notes: list[str]) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        notes.append(f'"{name}" is no string: passed over')
        return None
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in value).split()) or None


def _published(value: object, name: str, notes: list[str]) -> dt.date | None:
    if value is None or value == "":
        return None
    day = parse_date(value) if isinstance(value, str) else None
    if day is None:
        notes.append(f'"{name}" is no date that can be read: passed over')
    return day


def _article_of_bytes(data: bytes, identifier: str, max_chars: int) -> Article:
    if not data:
        raise _UnreadableError("empty file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _UnreadableError(_not_utf8(data), data.count(b"\n", 0, error.start) + 1) from None
    _check_text(text, max_chars)
    return Article(id=_checked_id(identifier), text=text)


def _check_text(text: str, max_chars: int) -> None:
    if len(text) > max_chars:
        raise _UnreadableError(_too_long(max_chars))
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise _UnreadableError("no text in it")
    if (nul := text.find("\0")) >= 0:
        raise _UnreadableError(f"a NUL byte at character {nul:,}: no text", text.count("\n", 0, nul) + 1)


def _checked_id(identifier: str) -> str:
    if not identifier.strip():
        raise _UnreadableError("its id is empty")
    if len(identifier) > _MAX_ID:
        raise _UnreadableError(f"its id has more than {_MAX_ID} characters")
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in identifier):
        raise _UnreadableError("its id (or file name) holds control characters or is not UTF-8")
    return identifier


def _too_long(max_chars: int) -> str:
    return f"more than {max_chars:,} characters (--max-chars raises the limit)"


def _not_utf8(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        hint = ""
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            hint = "; it looks like UTF-16 (iconv -f UTF-16 -t UTF-8 converts it)"
        return f"not UTF-8: byte {error.start:,} is 0x{data[error.start]:02X}{hint}"
    return "not UTF-8"


def _refusal(where: str, error: _UnreadableError) -> Refused:
    return Refused(where if error.line is None else f"{where}:{error.line}", str(error))
