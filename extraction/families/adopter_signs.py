"""The signs by which a tagger tells who adopts a name: what stands between, before and after it and a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extraction.families.owners import BEGINS
from extraction.families.programme_names import Named
from extraction.families.unit_rows import is_bare
from extraction.families.units import NAMED
from extraction.lexicon import words_of
from extraction.text import tokens

UNITS = NAMED | {"HAMLET", "SUBJECT"}
"""Kinds of mentions that units are told by."""
_ACTS = frozenset("PILOT LAUNCH REPLICATE RUN FOLLOW EMERGE PRESUPPOSE BRING MANAGE SHARE".split())
_DOUBTS = ("ASK", "LEARN", "ENDED", "PAPER", "BY", "THAT", "MODEL")
_BESIDE = 5
"""Words between a unit and a name that are told one by one."""
_WINDOW = 4
"""Words beside a name whose letters are signs."""
_BOUNDS = ("SEMI", "DOT")


class Signs:
    """The signs of one name and of the units beside it in its sentence."""

    def __init__(self, text: str, named: Named) -> None:
        self.text = text
        self.row = named.row
        self.named = named
        self.kinds = [m.kind for m in named.row]
        self.acted = self._act(range(named.at - 1, -1, -1))
        """The nearest word before the name that tells what is done, in its clause."""
        self.acts = self._act(range(named.end, len(named.row)))
        """The nearest one after it."""

    def _act(self, places: Sequence[int]) -> int | None:
        for k in places:
            if self.kinds[k] in _ACTS:
                return k
            if self.kinds[k] in _BOUNDS:
                return None
        return None

    def _word(self, i: int) -> str:
        return " ".join(self.text[self.row[i].start : self.row[i].end].casefold().split())

    def _kind(self, i: int) -> str:
        return self.kinds[i] if 0 <= i < len(self.kinds) else "^"

    def of_name(self) -> Iterator[str]:
        """Signs of the name in its sentence."""
        at, end, kinds = self.named.at, self.named.end, self.kinds
        noun = self._word(at).split("“")[0].split('"')[0].split()[:2] if self.named.called else ["-"]
        yield f"noun={' '.join(noun)}"
        for step in range(1, 4):
            yield f"k-{step}={self._kind(at - step)}"
            yield f"k+{step}={self._kind(end - 1 + step)}"
        yield f"k-2,1={','.join(kinds[max(0, at - 2) : at])}"
        yield f"k+1,2={','.join(kinds[end : end + 2])}"
        yield from (f"w-={self._word(i)}" for i in range(max(0, at - _WINDOW), at) if kinds[i] not in UNITS)
        yield from (f"w+={self._word(i)}" for i in range(end, min(end + _WINDOW, len(kinds))) if kinds[i] not in UNITS)
        if at:
            yield f"w-1={self._word(at - 1)}" if kinds[at - 1] not in UNITS else "w-1=unit"
        if end < len(kinds):
            yield f"w+1={self._word(end)}" if kinds[end] not in UNITS else "w+1=unit"
        if self.acted is not None:
            yield f"vb={kinds[self.acted]}"
            yield f"vbw={self._word(self.acted)}"
            yield f"vb={kinds[self.acted]}:{min(at - self.acted, 4)}"
        if self.acts is not None:
            yield f"va={kinds[self.acts]}:{'PASSIVE' in kinds[end : self.acts]}"
            yield f"vaw={self._word(self.acts)}"
        begin = next((k + 1 for k in range(at - 1, -1, -1) if kinds[k] in _BOUNDS), 0)
        yield from (f"doubt={kind}" for kind in _DOUBTS if kind in kinds[begin:at])
        yield f"names={min(kinds.count('MODEL'), 4)}"
        if kinds[:at].count("LPAR") > kinds[:at].count("RPAR"):
            yield "in-brackets"

    def bare(self) -> Iterator[str]:
        """Words for bodies without a name beside what is done or named: "Hội", "đồn", "nhà trường"."""
        end, row = self.named.end, self.row
        if self.acted is not None:
            yield from self._nouns(row[max(0, self.acted - _WINDOW)].start, row[self.acted].start, "s")
        if end < len(row):
            yield from self._nouns(row[end].start, row[min(len(row) - 1, end + _WINDOW)].end, "o")

    def _nouns(self, start: int, end: int, side: str) -> Iterator[str]:
        words = (self.text[token.start : token.end].casefold() for token in tokens(self.text, start, end))
        yield from (f"{side}:{word}" for word in words if word in words_of("programmes", "bodies"))

    def before(self, i: int, rank: int) -> Iterator[str]:
        """Signs of a unit at `row[i]` before the name, the `rank`-th from there."""
        at, kinds, acted = self.named.at, self.kinds, self.acted
        between = kinds[i + 1 : at]
        bound = any(b in _BOUNDS for b in between)
        models = min(between.count("MODEL"), 2)
        then, prior = self._kind(i + 1), self._kind(i - 1)
        verb = "none" if acted is None else kinds[acted] if acted > i else "earlier"
        yield f"b{rank}"
        yield f"b{rank}:{self._unit_kind(i)}"
        yield f"b{rank}:prior={prior}"
        yield f"b{rank}:then={then}"
        yield f"b:prior={prior}:vb={verb}"
        yield f"b{rank}:vb={verb}"
        yield f"b{rank}:m{models}:bound={bound}"
        yield f"b:m{models}:bound={bound}:vb={verb}"
        yield f"b{rank}:comma={'COMMA' in between}:vb={verb}"
        if rank == 1:
            yield f"b1:next={self._kind(self.named.end)}"
        if len(between) <= _BESIDE:
            yield f"b:seq={','.join(between)}"
        if acted is not None and acted > i:
            yield f"b:to-verb={min(acted - i, 5)}:{verb}"
            yield f"b:verb={self._word(acted)}"
            if acted - i <= _BESIDE:
                yield f"b:seq-verb={','.join(kinds[i + 1 : acted])}"
        if prior in ("COMMA", "AND"):
            yield "b:listed"
        if then in ("COMMA", "AND") and self._kind(i + 2) in UNITS:
            yield f"b:goes-on:{rank}"
        if i <= BEGINS:
            yield f"b:begins:vb={verb}:m{models}"
        opened = between.count("LPAR") - between.count("RPAR")
        if opened:
            yield f"b:inside:{rank}" if opened < 0 else "b:name-inside"
        if not models and "PASSIVE" in between:
            yield f"b:passive:vb={verb}"

    def after(self, i: int, rank: int) -> Iterator[str]:
        """Signs of a unit at `row[i]` after the name, the `rank`-th from there."""
        end, kinds = self.named.end, self.kinds
        between = kinds[end:i]
        bound = any(b in _BOUNDS for b in between)
        models = min(between.count("MODEL"), 2)
        then, prior = self._kind(i + 1), self._kind(i - 1)
        verb = next((k for k in reversed(between) if k in _ACTS), "none")
        follows = next((k for k in kinds[i + 1 : i + 6] if k in _ACTS or k in (*_BOUNDS, "MODEL")), "none")
        yield f"a{rank}"
        yield f"a{rank}:{self._unit_kind(i)}"
        yield f"a{rank}:prior={prior}"
        yield f"a{rank}:then={then}"
        yield f"a{rank}:m{models}:bound={bound}"
        yield f"a:m{models}:prior={prior}"
        yield f"a{rank}:verb={verb}:follows={follows}"
        yield f"a:prior={prior}:verb={verb}:follows={follows}"
        yield f"a:prior={prior}:follows={follows}:m{models}"
        if prior in ("AT", "OF", "PASSIVE", "OTHER", "FILL"):
            yield f"a:word={self._word(i - 1)}:follows={follows}:m{models}"
        if len(between) <= _BESIDE:
            yield f"a:seq={','.join(between)}"
            yield f"a:seq={','.join(between)}:follows={follows}"
        if prior in ("COMMA", "AND") and i - 2 >= end and kinds[i - 2] in UNITS:
            yield f"a:listed:{follows}"
        if between.count("LPAR") > between.count("RPAR"):
            yield f"a:inside:{rank}"

    def _unit_kind(self, i: int) -> str:
        """The kind of words that a unit is told by: BARE for a body without a name of its own."""
        return "BARE" if self.kinds[i] == "ORG" and is_bare(self.row[i]) else self.kinds[i]
