"""Where articles contradict each other: told with both sides, and never settled here.

Two heads of one body at one time, one person at the head of two such bodies, a tenure that was over before it began or
went on, two figures for one thing, two dates of one document, two births of one person. Times overlap by the days on
which articles have somebody in a post, or tell that somebody came to it or left it; what only may be proves nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Literal, NamedTuple, TypeVar, get_args

import msgspec

from extraction.facts import Evidence
from extraction.lexicon import read
from graph import entities as known
from graph.identity import evidence_key, folded, local_id
from graph.merging import Dated
from graph.reasons import birth
from graph.rows import Rows, grouped
from graph.timeline import Dispute

Kind = Literal["two-heads", "two-posts", "order", "figures", "document-dates", "births"]
KINDS: Mapping[Kind, str] = {
    "two-heads": "two persons at the head of one body at one time",
    "two-posts": "one person at the head of two bodies of one kind at one time",
    "order": "a post that was left before it was taken, or held after it was left",
    "figures": "two exact figures for one unit, measure and period in different articles",
    "document-dates": "two dates of one document",
    "births": "two births of one person that cannot both be, in different articles",
}
"""What each kind is."""

_ALSO_HEADS = ("Tổng Bí thư", "Bộ trưởng")
"""Heads whose deputies are called otherwise than "Phó" and the title."""
_ONE_PLACE = frozenset(("party-committee", "people-committee", "people-council"))
"""Kinds of bodies of which nobody heads two of different places at once."""
_LOOSE = frozenset(("other", "attendees", "documents", "dialogues"))
"""Measures of which one unit has several in a period: of one meeting and of another."""
_HABIT = dt.timedelta(90)
"""How long the press may go on calling somebody by a title that was left."""
_SUPPORT = 2
"""Articles that must have somebody in a post: one alone is oftener misread than right."""

Counted = known.Count | known.Admission
Days = tuple[dt.date, dt.date]
"""The first and the last."""
K = TypeVar("K", bound=Hashable)
F = TypeVar("F")


class Statement(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What one article says."""

    fact: str
    """Id of the fact it is evidence of."""
    says: str
    article: str
    published: dt.date | None
    quote: str


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Two sides that cannot both be right."""

    id: str
    kind: Kind
    about: str
    """Id of the post, person, unit or document it is about."""
    label: str
    """How that is called."""
    one: tuple[Statement, ...]
    other: tuple[Statement, ...]


class Articles(NamedTuple):
    """What is known of all articles, by id."""

    dates: Mapping[str, dt.date | None]
    reprints: Mapping[str, str]
    """Of those that print a story again, the first that did."""

    def stories(self, evidence: Iterable[Evidence]) -> set[str]:
        """Those that tell it, a story once."""
        return {self.reprints.get(piece.article, piece.article) for piece in evidence}


class _Held(NamedTuple):
    """A tenure by what is sure of its time."""

    tenure: known.Tenure
    days: Days
    ends: tuple[Evidence, ...]


class _Head(msgspec.Struct, frozen=True, array_like=True):
    """A tenure at the head of a body by what is sure of its time."""

    person: str
    days: Days
    """First and last day on which the person is told to be in the post."""
    told: tuple[Statement, ...]
    """The words that tell of the first and of the last of these days, or else of the post: that the person holds it."""


class _Dated(msgspec.Struct, frozen=True, array_like=True):
    """A document as the evidence of a fact has it."""

    day: dt.date
    place: tuple[str, int, int, str, str]
    """Where that stands."""
    told: Statement


_SCHEMA = """
DROP TABLE IF EXISTS head;
DROP TABLE IF EXISTS dated;
DROP TABLE IF EXISTS conflict;
CREATE TABLE head(post TEXT, head BLOB);
CREATE TABLE dated(document TEXT, dated BLOB);
CREATE TABLE conflict(kind INTEGER, id TEXT, conflict BLOB);
"""
"""What has to wait until all articles were heard on a post or a document, and what was found."""


class Conflicts:
    """Give it all facts, those of one subject at a time, `end`, and then take what was found.

    `entities` finds roles, bodies, places, persons and documents by id; a post is called by what `called` says.
    """

    def __init__(
        self,
        rows: Rows,
        entities: Callable[[str], known.Entity],
        called: Callable[[str, str], str],
        articles: Articles,
    ) -> None:
        rows.executescript(_SCHEMA)
        self._rows = rows
        self._entity = entities
        self._called = called
        self._dates = articles.dates
        self._articles = articles

    def see(self, facts: Sequence[known.ResolvedFact], disputes: Mapping[str, Dispute]) -> None:
        """Take in all facts of one subject. `disputes` are those of tenures, by id."""
        tenures = [one for one in facts if isinstance(one, known.Tenure)]
        self._keep(self._of_posts(tenures))
        self._keep(self._of_order(tenures, disputes))
        self._keep(self._of_figures(one for one in facts if isinstance(one, known.Count | known.Admission)))
        self._keep(self._of_births(one for one in facts if isinstance(one, known.Origin)))

    def see_date(self, told: Dated) -> None:
        """Take in a document whose day is told."""
        statement = self._statement(told.fact, str(told.day), told.evidence)
        row = _Dated(told.day, evidence_key(told.evidence), statement)
        self._rows.execute("INSERT INTO dated VALUES (?, ?)", (told.document, msgspec.msgpack.encode(row)))

    def end(self) -> None:
        """No more are coming: compare what different articles tell of one post or document."""
        for post, rows in grouped(self._rows.execute("SELECT post, head FROM head ORDER BY post")):
            self._keep(self._of_post(post, [_HEAD.decode(row) for (row,) in rows]))
        for document, rows in grouped(self._rows.execute("SELECT document, dated FROM dated ORDER BY document")):
            self._keep(self._of_document(document, [_DATED.decode(row) for (row,) in rows]))

    def __iter__(self) -> Iterator[Conflict]:
        """All contradictions, ordered by kind and id."""
        rows = self._rows.execute("SELECT conflict FROM conflict ORDER BY kind, id")
        return (_CONFLICT.decode(row) for (row,) in rows)

    def _keep(self, found: Iterable[Conflict]) -> None:
        self._rows.executemany(
            "INSERT INTO conflict VALUES (?, ?, ?)",
            ((get_args(Kind).index(one.kind), one.id, msgspec.msgpack.encode(one)) for one in found),
        )

    def _of_posts(self, tenures: Iterable[known.Tenure]) -> Iterator[Conflict]:
        """One head of two bodies. Heads are kept for when all of a post are known."""
        heads = [held for one in tenures if self._is_head(one) and (held := self._held(one)) is not None]
        for held in heads:
            tenure = held.tenure
            head = _Head(tenure.person, held.days, self._side(held, self._label(tenure.person)))
            row = (f"{tenure.post} {self._post(tenure)}", msgspec.msgpack.encode(head))
            self._rows.execute("INSERT INTO head VALUES (?, ?)", row)
        placed = [one for one in heads if self._place(one.tenure) is not None]
        for (person, *_), posts in _groups(placed, lambda one: (one.tenure.person, *self._sort(one.tenure))).items():
            for one, other in combinations(posts, 2):
                if self._place(one.tenure) != self._place(other.tenure) and _at_once(one.days, other.days):
                    sides = (self._side(held, self._post(held.tenure)) for held in (one, other))
                    yield _conflict("two-posts", person, self._label(person), *sides)

    @staticmethod
    def _of_post(post: str, heads: Sequence[_Head]) -> Iterator[Conflict]:
        """Two heads of one body."""
        about, _, label = post.partition(" ")
        for one, other in combinations(heads, 2):
            if one.person != other.person and _at_once(one.days, other.days):
                yield _conflict("two-heads", about, label, one.told, other.told)

    def _of_order(self, tenures: Iterable[known.Tenure], disputes: Mapping[str, Dispute]) -> Iterator[Conflict]:
        """A tenure over before it began or went on."""
        for tenure in tenures:
            dispute = disputes.get(tenure.id)
            if dispute is not None and _contradicts(dispute):
                post = self._post(tenure)
                who = f"{self._label(tenure.person)}: {post}"
                over = self._statement(tenure.id, f"{who}, left by {dispute.by}", dispute.over)
                later = self._statement(tenure.id, f"{who}, held or taken on {dispute.on}", dispute.later)
                yield _conflict("order", tenure.post, post, (over,), (later,))

    def _of_figures(self, counts: Iterable[Counted]) -> Iterator[Conflict]:
        """Two exact values of different articles for one unit, measure, population and period."""
        exact = (
            one for one in counts if one.approximate == "exact" and one.end is not None and _measure(one) is not None
        )
        for key, same in _groups(exact, lambda one: (one.unit, _measure(one), one.start, one.end)).items():
            for one, other in combinations(same, 2):
                told = [self._articles.stories(figure.evidence) for figure in (one, other)]
                if one.value != other.value and told[0].isdisjoint(told[1]):
                    sides = (self._figure(figure) for figure in (one, other))
                    yield _conflict("figures", key[0], self._label(key[0]), *sides)

    def _of_births(self, told: Iterable[known.Origin]) -> Iterator[Conflict]:
        """Two births of one person that have no day in common."""
        births = [(one, days) for one in told if (days := _days(one.born)) is not None]
        for (one, days), (other, others) in combinations(births, 2):
            stories = [self._articles.stories(fact.evidence) for fact in (one, other)]
            if max(days[0], others[0]) > min(days[1], others[1]) and stories[0].isdisjoint(stories[1]):
                sides = (
                    (self._statement(fact.id, f"born {birth([born])}", fact.evidence[0]),)
                    for fact, born in ((one, days), (other, others))
                )
                yield _conflict("births", one.person, self._label(one.person), *sides)

    def _of_document(self, document: str, told: Sequence[_Dated]) -> Iterator[Conflict]:
        """Two dates of one document."""
        by_day = _groups(told, lambda one: one.day)
        first = [min(by_day[day], key=lambda one: (one.place, one.told)) for day in sorted(by_day)]
        for one, other in combinations(first, 2):
            yield _conflict("document-dates", document, self._label(document), (one.told,), (other.told,))

    def _held(self, tenure: known.Tenure) -> _Held | None:
        """What is sure of a tenure's time: articles that have the person in the post, and the days of acts.

        None where that is one article alone, or nothing.
        """
        current = [
            (day, piece)
            for piece in tenure.evidence
            if piece.status == "current" and (day := self._dates.get(piece.article)) is not None
        ]
        if (ended := tenure.end[1]) is not None:  # "Bí thư nhiệm kỳ 2010-2015" is told of long after
            current = [one for one in current if one[0] <= ended]
        days = [day for day, _ in current]
        acts = [first for first, last in (tenure.start, tenure.end) if first is not None and first == last]
        if not acts and len(self._articles.stories(piece for _, piece in current)) < _SUPPORT:
            return None
        days += acts
        current.sort(key=lambda one: (one[0], evidence_key(one[1])))
        ends = dict.fromkeys((current[0][1], current[-1][1]) if current else tenure.evidence[:1])
        return _Held(tenure, (min(days), max(days)), tuple(ends))

    def _side(self, held: _Held, says: str) -> tuple[Statement, ...]:
        return tuple(self._statement(held.tenure.id, says, piece) for piece in held.ends)

    def _is_head(self, tenure: known.Tenure) -> bool:
        role, body = self._entity(tenure.role), self._entity(tenure.organization)
        if not isinstance(role, known.Role) or not isinstance(body, known.Organization) or body.candidates:
            return False
        if body.level == "central" and folded(role.vi) == folded("Bí thư"):
            return False  # "Bí thư Trung ương Đảng", "Bí thư Trung ương Đoàn": there are several
        return _leads(role.vi) and (body.jurisdiction is not None or body.level == "central")

    def _sort(self, tenure: known.Tenure) -> tuple[str, str]:
        return tenure.role, getattr(self._entity(tenure.organization), "kind", "")

    def _place(self, tenure: known.Tenure) -> str | None:
        """The place of a body of which one place has one; None of others."""
        body = self._entity(tenure.organization)
        is_one = (
            isinstance(body, known.Organization)
            and body.kind in _ONE_PLACE
            and body.level not in ("", "central", "cell")
        )
        return body.jurisdiction if isinstance(body, known.Organization) and is_one else None

    def _post(self, tenure: known.Tenure) -> str:
        return self._called(tenure.role, tenure.organization)

    def _label(self, entity: str) -> str:
        found = self._entity(entity)
        return found.vi if isinstance(found, known.Role) else getattr(found, "pref_label", found.label)

    def _figure(self, figure: Counted) -> tuple[Statement, ...]:
        measure, population = _measure(figure) or ("", None)
        says = " ".join(filter(None, (str(figure.value), measure, population, _period(figure))))
        return (self._statement(figure.id, says, figure.evidence[0]),)

    def _statement(self, fact: str, says: str, piece: Evidence) -> Statement:
        published = self._dates.get(piece.article)
        return Statement(fact=fact, says=says, article=piece.article, published=published, quote=piece.quote)


_HEAD, _DATED = msgspec.msgpack.Decoder(_Head), msgspec.msgpack.Decoder(_Dated)
_CONFLICT = msgspec.msgpack.Decoder(Conflict)


def _conflict(kind: Kind, about: str, label: str, one: tuple[Statement, ...], other: tuple[Statement, ...]) -> Conflict:
    one, other = sorted((one, other))
    key = (kind, about, *(f"{told.fact} {told.says}" for told in (*one, *other)))
    found = local_id("conflict", folded(label), *key)
    return Conflict(id=found, kind=kind, about=about, label=label, one=one, other=other)


def _groups(items: Iterable[F], key: Callable[[F], K]) -> dict[K, list[F]]:
    out: dict[K, list[F]] = {}
    for item in items:
        out.setdefault(key(item), []).append(item)
    return out


def _days(born: known.Window) -> Days | None:
    first, last = born
    return (first, last) if first is not None and last is not None else None


def _at_once(one: Days, other: Days) -> bool:
    """Whether the days of both overlap; on the one day of a turn both may be told."""
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return first < last or (first == last and any(a < first < b for a, b in (one, other)))


def _contradicts(dispute: Dispute) -> bool:
    """Whether it is more than the story of one article, or the old title kept for a while."""
    return dispute.over.article != dispute.later.article and dispute.on - dispute.by > _HABIT


def _measure(figure: Counted) -> tuple[str, str | None] | None:
    """Measure and population; None of a measure that says nothing of the whole."""
    if isinstance(figure, known.Admission):
        return "admitted", "members"
    share = isinstance(figure.value, float) and figure.measure != "target_rate"
    return None if share or figure.measure in _LOOSE else (figure.measure, figure.population)


def _period(figure: Counted) -> str:
    return f"({figure.start or '…'} – {figure.end})"


@cache
def _heads() -> frozenset[str]:
    entries = read("roles")["role"]
    return frozenset(folded(one["vi"]) for one in entries if one.get("deputy")) | frozenset(map(folded, _ALSO_HEADS))


def _leads(role: str) -> bool:
    """Whether a body has one such at a time: a role that there are deputies of.

    >>> [role for role in ("Bí thư", "Trưởng ban", "Phó Bí thư", "Ủy viên", "Chánh Văn phòng") if _leads(role)]
    ['Bí thư', 'Trưởng ban', 'Chánh Văn phòng']
    """
    words = folded(role)
    return words in _heads() or words.split()[0] in (folded("trưởng"), folded("chánh"))
