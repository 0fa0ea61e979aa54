"""Documents that a sentence does not name: "nghị quyết này", "văn bản ấy", "Huyện ủy đã cụ thể hóa bằng …"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from extraction.context import Context
from extraction.families.congress_title import congress, means_it
from extraction.families.document_words import Named, Trigger, names, plenum_of
from extraction.families.subjects import BODIES
from extraction.lexicon import words_of
from extraction.mentions import Mention
from extraction.organizations import Organizations

_ACTS = frozenset(("IMPLEMENT", "STUDY", "CONCRETISE", "REVIEW"))
_CLOSED = frozenset(("", "COMMA", "DOT", "SEMI", "PASSIVE"))
"""Kinds after "nghị quyết trên" that leave nothing it could be on."""


class References:
    """Finds the documents meant in one article; `named` gives the row of a sentence with those it names."""

    def __init__(
        self, context: Context, organizations: Organizations, named: Callable[[int], Sequence[Mention]]
    ) -> None:
        self.context = context
        self.organizations = organizations
        self.text = context.article.text
        self._named = named

    def read(self, n: int) -> list[Mention]:
        """The row of sentence `n` with the documents that its words only point to, or leave out."""
        row = self._named(n)
        out: list[Mention] = []
        for i, mention in enumerate(row):
            if out and mention.start < out[-1].end:
                continue  # "này", "ấy": part of the words before it
            again = self._again(row, i, n)
            if mention.kind == "OTHER" and i + 1 < len(row) and isinstance(row[i + 1].value, Named):
                again = self._studied(mention)
            out.append(again)
            left_out = self._left_out(row, i, n) if mention.kind in _ACTS else None
            if left_out is not None:
                out.append(Mention("DOC", mention.end, mention.end, value=left_out))
        return out

    def _studied(self, mention: Mention) -> Mention:
        """ "buổi học Nghị quyết số 35": a short word for an act where a document follows."""
        short = self.text[mention.start : mention.end].casefold() in words_of("documents", "studied")
        return Mention("STUDY", mention.start, mention.end) if short else mention

    def _left_out(self, row: Sequence[Mention], i: int, n: int) -> Named | None:
        """The document that the act at `i` leaves out: "Huyện ủy A triển khai sớm nhất", "… thực hiện bằng"."""
        following = row[i + 1].kind if i + 1 < len(row) else ""
        if following == "SOONEST":
            there = self._only(n - 1) if not any(isinstance(m.value, Named) for m in row[:i]) else None
            return replace(there[1], end=row[i].end, told=None) if there is not None else None
        if following != "BY" or row[i].kind not in ("IMPLEMENT", "CONCRETISE") or not _has_subject(row, i):
            return None
        told = self._by_then(row, i, n)
        if told is None or not (told[0] >= row[0].start or told[1].party):
            return None
        return replace(told[1], end=row[i].end, told=told[0])

    def _only(self, n: int) -> tuple[int, Named] | None:
        """The one document that a sentence names which stands in the paragraph of the one after it, and where."""
        sentences = self.context.sentences
        if n < 0 or sentences[n].paragraph != sentences[n + 1].paragraph:
            return None
        return _single([(m.start, m.value) for m in self._named(n) if isinstance(m.value, Named)])

    def _again(self, row: Sequence[Mention], i: int, n: int) -> Mention:
        """ "nghị quyết này", "để thực hiện nghị quyết", "văn bản ấy": the document which the words can mean."""
        mention, trigger = row[i], row[i].value
        if mention.kind not in ("DOCTYPE", "PAPER"):
            return mention
        assert isinstance(trigger, Trigger)
        if trigger.type == "Nghị quyết" and means_it(self.text, row, i) and self._congress:
            end = row[i + 1].end
            title = f"Nghị quyết {self._congress}"
            return Mention("DOC", mention.start, end, value=Named(trigger.type, title, end, party=True))
        pointed = self._points(row, i)
        if mention.kind == "PAPER":
            one = self.text[mention.start : mention.end].casefold() in words_of("documents", "papers")
            meant = self._by_then(row, i, n) if pointed and one else None
        else:
            meant = self._last(row, i, n, trigger.type) if pointed else None
            if meant is None and (pointed or _bare(row, i, self.text)):
                meant = self._one(mention.start, trigger.type)
        if meant is None:
            return mention
        at, named = meant
        end = row[i + 1].end if pointed else mention.end
        return Mention("DOC", mention.start, end, value=replace(named, end=end, told=at))

    def _points(self, row: Sequence[Mention], i: int) -> bool:
        """Whether "này", "ấy" follows, or "trên" with nothing that it could be on."""
        following = row[i + 1] if i + 1 < len(row) else None
        if following is None or following.kind == "THIS":
            return following is not None
        after = row[i + 2].kind if i + 2 < len(row) else ""
        return self.text[following.start : following.end] == "trên" and after in _CLOSED

    def _by_then(self, row: Sequence[Mention], i: int, n: int) -> tuple[int, Named] | None:
        """ "văn bản ấy": the one document that this sentence has named by then, else the sentence before."""
        here = [(m.start, m.value) for m in row[:i] if isinstance(m.value, Named)]
        return _single(here) if here else self._only(n - 1)

    def _last(self, row: Sequence[Mention], i: int, n: int, kind: str) -> tuple[int, Named] | None:
        """The document of a type named last, in this sentence or the two before; none carries out itself."""
        carries = i >= 2 and row[i - 1].kind in _ACTS and row[i - 2].kind == "DOC"
        for before in (row[: i - 2 if carries else i], *(self._named(k) for k in range(n - 1, max(-1, n - 3), -1))):
            for other in reversed(before):
                if isinstance(other.value, Named) and other.value.type == kind:
                    return other.start, other.value
        return None

    def _one(self, at: int, kind: str) -> tuple[int, Named] | None:
        """The document of a type named last before an offset, where the article has named no other one by then."""
        return _single([(start, named) for start, named in self._all if start < at and named.type == kind])

    @cached_property
    def _congress(self) -> str:
        """The congress that the article is about."""
        return congress(self.context, self.organizations, self._named)

    @cached_property
    def _all(self) -> list[tuple[int, Named]]:
        """All documents that the article names, and where."""
        sentences = self.context.sentences
        spoken = [n for n, s in enumerate(sentences) if names(self.text[s.span.start : s.span.end])]
        return [(m.start, m.value) for n in spoken for m in self._named(n) if isinstance(m.value, Named)]


def _single(named: Sequence[tuple[int, Named]]) -> tuple[int, Named] | None:
    """The last of several namings, where all are of one document."""
    alike = {(one.type, one.number or plenum_of(one.title) or one.title) for _, one in named}
    return named[-1] if len(alike) == 1 else None


def _has_subject(row: Sequence[Mention], i: int) -> bool:
    """Whether a body stands right before the act at `i`: not "nghị quyết được Huyện ủy A cụ thể hóa"."""
    while i > 0 and row[i - 1].kind in ("FILL", "EACH"):
        i -= 1
    before = row[i - 2].kind if i > 1 else ""
    return i > 0 and row[i - 1].kind in BODIES and before not in ("PASSIVE", "DO", "WHICH", "OF")


def _bare(row: Sequence[Mention], i: int, text: str) -> bool:
    """ "để thực hiện nghị quyết.": right after its act, and nothing follows that could tell which it is."""
    before = next((m.kind for m in reversed(row[:i]) if m.kind != "FILL"), "")
    after = [m.kind for m in row[i + 1 : i + 3]]
    if after[:1] == ["BY"] or after[:1] == ["WITH"]:
        return before in _ACTS
    if after[:1] == ["AT"] and text[row[i + 1].start : row[i + 1].end].casefold() in ("đến", "tới"):
        return before in _ACTS  # "triển khai Nghị quyết đến 100% chi bộ"
    if after[:1] == ["PASSIVE"]:
        return before in ("", "COLON", "SEMI")  # "…: quy chế được thực hiện"
    listed = after[:1] == ["COMMA"] and after[1:] in (["DOCTYPE"], ["PAPER"], ["OWNED"], ["CONTENT"], ["DOC"])
    return before in _ACTS and after[:1] in ([], ["DOT"], ["SEMI"], ["COMMA"]) and not listed
