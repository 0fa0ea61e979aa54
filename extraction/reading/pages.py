"""Articles out of pages in HTML, and out of archives of the web (WARC); needs `dangbo[web]`.

The text of an article is what trafilatura takes for it, and evidence points into that. A page is hostile: nothing of it
is run or followed.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from extraction.reading.metadata import parse_date, read_stamp
from extraction.reading.packed import FREE, RATIO, MissingExtraError, PackedError

MAX_PAGE = 8 << 20
"""Bytes of a page; those of newspapers have less than one million."""
_NEAR = 12
"""Lines after the headline in which its date is looked for."""
_OF_DATES = (
    ("property", "article:published_time"),
    ("itemprop", "datePublished"),
    ("name", "pubdate"),
    ("name", "publishdate"),
    ("property", "og:published_time"),
    ("name", "dc.date.issued"),
)


class Page(NamedTuple):
    """What a page says, as far as it says it."""

    text: str
    title: str | None
    published: dt.date | None
    source: str | None
    publisher: str | None
    creator: str | None
    notes: tuple[str, ...]


class NoPageError(ValueError):
    """A page without an article, or one that cannot be read."""


def read_page(data: bytes, charset: str | None = None, address: str | None = None) -> Page:
    """The article of a page; `charset` and `address` are what the server said.

    Raises `MissingExtraError` and `NoPageError`.
    """
    try:
        import trafilatura
        from lxml import etree
        from lxml import html as pages
    except ImportError:
        raise MissingExtraError("trafilatura", "web") from None
    if len(data) > MAX_PAGE:
        raise NoPageError(f"a page of more than {MAX_PAGE >> 20} MB")
    written, notes = _decoded(data, charset)
    written = "".join(c for c in written if c in "\t\n\r" or unicodedata.category(c) != "Cc")
    if not written.strip():
        raise NoPageError("empty page")
    try:
        parser = pages.HTMLParser(encoding="utf-8", no_network=True)
        tree = pages.document_fromstring(written.encode("utf-8", "replace"), parser=parser)
        text = trafilatura.extract(tree, include_comments=False, include_tables=True, include_links=False)
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise NoPageError(f"no HTML that can be read: {error}") from None
    if not text or not text.strip():
        raise NoPageError("no text of an article in this page")
    tree = pages.document_fromstring(written.encode("utf-8", "replace"), parser=parser)  # trafilatura prunes its own
    title = _meta(tree, ("property", "og:title")) or _said(tree.find(".//h1")) or _said(tree.find(".//title"))
    return Page(
        text=text,
        title=title,
        published=_published(tree),
        source=address or _address(tree),
        publisher=_meta(tree, ("property", "og:site_name")),
        creator=_meta(tree, ("name", "author")),
        notes=notes,
    )


def archived(path: Path, where: str) -> Iterator[tuple[str, str, Page | str]]:
    """Of each page in an archive: where it stands, its address, and the page, or why it is none.

    Raises `PackedError` where the archive is broken or cut off, `MissingExtraError`.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise MissingExtraError("fastwarc", "web") from None
    kinds = WarcRecordType.response | WarcRecordType.resource
    number = unpacked = 0
    measure = FREE + RATIO * path.stat().st_size
    try:
        for record in ArchiveIterator(str(path), record_types=kinds, auto_decode="all", fsspec_args=False):
            number += 1
            unpacked += record.content_length
            if unpacked > measure:
                raise PackedError(f"unpacks to more than {RATIO} times its size: not read from here on")
            address = record.headers.get("WARC-Target-URI") or ""
            kind = record.http_content_type or record.headers.get("Content-Type") or ""
            status = record.http_headers.status_code if record.http_headers is not None else 200
            if status != 200 or "html" not in kind.casefold():
                continue
            place = f"{where}:{number}"
            whole = record.content_length
            data = record.reader.read(MAX_PAGE + 1)
            encoded = record.http_headers is not None and (
                record.http_headers.get("Content-Encoding") or record.http_headers.get("Transfer-Encoding")
            )
            if not encoded and len(data) < min(whole, MAX_PAGE + 1):
                raise PackedError("the archive ends early here; what comes before was read")
            try:
                yield place, address, read_page(data, record.http_charset, address)
            except NoPageError as error:
                yield place, address, str(error)
    except OSError as error:
        if error.errno is not None:
            raise
        raise PackedError(f"the archive is broken here ({error}); what comes before was read") from None


def _decoded(data: bytes, said: str | None) -> tuple[str, tuple[str, ...]]:
    """By the mark at the front, what the server says, what the page says, as UTF-8, or as what it looks like."""
    for mark, charset in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(charset, "replace").removeprefix("\ufeff"), ()
    own = re.search(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,40})""", data[:4096], re.IGNORECASE)
    for told in (said, own and own.group(1).decode("ascii", "replace"), "utf-8"):
        if told:
            try:
                return unicodedata.normalize("NFC", data.decode(told)), ()
            except (LookupError, UnicodeDecodeError):
                continue
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise NoPageError("no charset is said, and none fits")
    return unicodedata.normalize("NFC", str(best)), (f"no charset that is said fits: taken for {best.encoding}",)


def _published(tree: Any) -> dt.date | None:
    """What its metadata say; else a `time`, else a date stamp close to the headline."""
    for block in tree.iterfind(".//script[@type='application/ld+json']"):
        if (day := _in_json(block.text or "")) is not None:
            return day
    for which in _OF_DATES:
        if (day := parse_date(_meta(tree, which) or "")) is not None:
            return day
    for one in tree.iterfind(".//time[@datetime]"):
        if (day := parse_date(one.get("datetime"))) is not None:
            return day
    headline = tree.find(".//h1")
    if headline is None:
        return None
    lines = (line.strip() for text in _following(headline) for line in text.splitlines())
    for line in islice((line for line in lines if line), _NEAR):
        if (stamp := read_stamp(line)) is not None:
            return stamp.date
    return None


def _following(element: Any) -> Iterator[str]:
    """The texts of a page after an element."""
    yield from element.itertext()
    yield element.tail or ""
    for other in element.iterancestors():
        seen = False
        for child in other:
            if seen and isinstance(child.tag, str):
                yield from child.itertext()
                yield child.tail or ""
            seen = seen or child is element
        element = other


def _in_json(block: str) -> dt.date | None:
    """`datePublished` of a JSON-LD block."""
    try:
        waiting: list[Any] = [json.loads(block)]
    except (ValueError, RecursionError):
        return None
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            day = parse_date(one["datePublished"]) if isinstance(one.get("datePublished"), str) else None
            if day is not None:
                return day
            waiting.extend(value for value in one.values() if isinstance(value, list | dict))
    return None


def _meta(tree: Any, which: tuple[str, str]) -> str | None:
    name, wanted = which
    for one in tree.iterfind(".//meta[@content]"):
        if (one.get(name) or "").casefold() == wanted.casefold() and one.get("content").strip():
            return str(one.get("content"))
    return None


def _address(tree: Any) -> str | None:
    canonical = tree.find(".//link[@rel='canonical'][@href]")
    return canonical.get("href") if canonical is not None else _meta(tree, ("property", "og:url"))


def _said(element: Any) -> str | None:
    return " ".join(element.text_content().split()) or None if element is not None else None


def page_file(path: Path) -> bytes:
    """The bytes of a page, one more than there may be at most."""
    with path.open("rb") as file:
        return file.read(MAX_PAGE + 1)
