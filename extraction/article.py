"""An article: its text exactly as it came in, and what is known about it."""

from __future__ import annotations

import datetime as dt
import hashlib

import msgspec

from extraction.signature import signature


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One news article. `text` is never changed: every piece of evidence points into it by code point.

    `title`, `published` and the rest are what the reader found, in the record or in the text; None where nobody said.
    """

    id: str
    text: str
    title: str | None = None
    published: dt.date | None = None
    source: str | None = None
    publisher: str | None = None
    creator: str | None = None

    @property
    def sha256(self) -> str:
        """Hex digest of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def signature(self) -> str:
        """What the text is like; see `extraction.signature`."""
        return signature(self.text)
