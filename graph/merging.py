"""Facts that say the same become one with all their evidence: those of one subject at a time.

The subject of a fact is the person whom it is about, or the body or place, or the document that acts on another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from extraction import facts as said
from graph import entities as known
from graph import timeline
from graph.identity import folded, local_id, merged_evidence
from graph.tenures import Holding, Mandate, Told, mandates
from graph.timeline import Dispute


class HeldPost(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """A tenure of one article, with its body and role settled."""

    fact: said.Tenure
    published: dt.date | None
    role: str
    organization: str


class Act(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """A change of one article."""

    fact: said.Change
    role: str | None
    organization: str | None


class Dealing(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """An implementation of one article."""

    fact: said.Implementation
    document: str = ""
    """Id, once documents are settled."""


class Related(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """What one document does to another, as one article has it."""

    fact: said.DocumentRelation
    related: str = ""
    """Id, once documents are settled."""


class Figure(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """An admission or a count of one article."""

    fact: said.Admission | said.Count


class Part(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """A participation of one article."""

    fact: said.Participation
    event: str


class Adopted(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """An adoption of one article."""

    fact: said.Adoption
    programme: str


class CameFrom(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """Where a person is from, as one article has it."""

    fact: said.Origin
    home: str | None


Row = HeldPost | Act | Dealing | Related | Figure | Part | Adopted | CameFrom
"""A fact of one article, with all settled but its subject."""
Post = tuple[str, str]
"""Role and organisation, by id."""


class Dated(msgspec.Struct, frozen=True, array_like=True):
    """A document whose day an article tells."""

    document: str
    fact: str
    """Id of a fact that the document is in."""
    day: dt.date
    evidence: said.Evidence


class Merged(msgspec.Struct, frozen=True, array_like=True):
    """What is told of one subject, each fact once; predecessors of tenures are still to be found."""

    facts: tuple[known.ResolvedFact, ...]
    disputes: dict[str, Dispute]
    """Those of tenures, by id."""
    dated: tuple[Dated, ...]


def merge(batch: bytes) -> bytes:
    """Merge the facts of some subjects (pairs of an id and its rows): encoded, what is told of each, in their order."""
    return msgspec.msgpack.encode([Subject(subject, rows).merged() for subject, rows in _BATCH.decode(batch)])


_BATCH = msgspec.msgpack.Decoder(list[tuple[str, list[Row]]])


class Subject:
    """All that articles say of one person, body, place or document."""

    def __init__(self, subject: str, rows: Iterable[Row]) -> None:
        self.id = subject
        self._held: dict[Post, list[HeldPost]] = {}
        self._acts: list[Act] = []
        self._dealings: list[Dealing] = []
        self._related: list[Related] = []
        self._figures: list[said.Admission | said.Count] = []
        self._parts: list[Part] = []
        self._adopted: list[Adopted] = []
        self._came_from: list[CameFrom] = []
        for row in sorted(rows, key=lambda row: repr(row.fact)):
            self._take(row)
        self._told = self._told_of()
        self.mandates = {post: mandates(self._holdings(post, rows)) for post, rows in self._held.items()}
        self._disputes: dict[str, Dispute] = {}

    def _take(self, row: Row) -> None:
        match row:
            case HeldPost():
                self._held.setdefault((row.role, row.organization), []).append(row)
            case Act():
                self._acts.append(row)
            case Dealing():
                self._dealings.append(row)
            case Related():
                self._related.append(row)
            case Figure():
                self._figures.append(row.fact)
            case Part():
                self._parts.append(row)
            case Adopted():
                self._adopted.append(row)
            case CameFrom():
                self._came_from.append(row)

    def _told_of(self) -> dict[Post, list[Told]]:
        """The changes of each post."""
        out: dict[Post, list[Told]] = {}
        for fact, role, organization in ((act.fact, act.role, act.organization) for act in self._acts):
            if role is not None and organization is not None:
                out.setdefault((role, organization), []).append(Told.by(fact))
        return out

    def _holdings(self, post: Post, rows: Iterable[HeldPost]) -> list[Holding]:
        return [
            Holding(
                row.fact,
                row.published,
                tuple(one for one in self._told.get(post, ()) if row.fact.evidence[0].article in one.articles),
            )
            for row in rows
        ]

    def merged(self) -> Merged:
        """What they come to."""
        facts = (
            *self._tenures(),
            *self._changes(),
            *self._implementations(),
            *self._relations(),
            *self._counted(),
            *self._participations(),
            *self._adoptions(),
            *self._origins(),
        )
        return Merged(facts, self._disputes, tuple(self._dated()))

    def _dated(self) -> Iterator[Dated]:
        for row in self._dealings:
            day = row.fact.document.issued
            if day is not None:
                fact = _implementation_id(self.id, row.document, row.fact.action)
                yield Dated(row.document, fact, day, row.fact.evidence[0])

    def _tenures(self) -> Iterator[known.Tenure]:
        moves = self._moves()
        for post, found in self.mandates.items():
            role, organization = post
            own: dict[str, list[Told]] = {mandate.key: [] for mandate in found}
            for one in self._told.get(post, ()):
                if (meant := timeline.mandate_of(one, found)) is not None:
                    own[meant.key].append(one)
            for mandate in found:
                bounds = timeline.bounds(mandate, own[mandate.key], moves)
                first, last = mandate.attested()
                tenure = tenure_id(self.id, post, mandate)
                if bounds.dispute is not None:
                    self._disputes[tenure] = bounds.dispute
                yield known.Tenure(
                    id=tenure,
                    person=self.id,
                    role=role,
                    organization=organization,
                    post=post_id(role, organization),
                    term=mandate.term,
                    first_attested=first,
                    last_attested=last,
                    start=bounds.start,
                    end=bounds.end,
                    end_cause=bounds.cause,
                    evidence=mandate.evidence,
                )

    def _moves(self) -> set[str]:
        """The articles that tell of a change of post."""
        out = {piece.article for act in self._acts for piece in act.fact.evidence}
        held = (piece for rows in self._held.values() for row in rows for piece in row.fact.evidence)
        return out | {piece.article for piece in held if piece.status == "incoming"}

    def _changes(self) -> Iterator[known.Change]:
        groups: dict[tuple[str, ...], list[Act]] = {}
        for act in self._acts:
            when = (str(act.fact.earliest), str(act.fact.latest))
            key: tuple[str, ...] = (act.role or "", act.organization or "", act.fact.change, *when)
            groups.setdefault(key, []).append(act)
        for key, same in groups.items():
            first = same[0]
            post = (first.role or "", first.organization or "")
            evidence = _evidence(act.fact for act in same)
            told = Told.by(msgspec.structs.replace(first.fact, evidence=evidence))
            mandate = timeline.mandate_of(told, self.mandates.get(post, ()))
            yield known.Change(
                id=local_id("change", name_of(self.id), self.id, *key),
                person=self.id,
                kind=first.fact.change,
                role=first.role,
                organization=first.organization,
                earliest=first.fact.earliest,
                latest=first.fact.latest,
                tenure=tenure_id(self.id, post, mandate) if mandate is not None else None,
                evidence=evidence,
            )

    def _implementations(self) -> Iterator[known.Implementation]:
        groups: dict[tuple[str, said.Action], list[said.Implementation]] = {}
        for row in self._dealings:
            groups.setdefault((row.document, row.fact.action), []).append(row.fact)
        for (one, action), same in groups.items():
            start = min((fact.start for fact in same if fact.start), default=None)
            end = max((fact.end for fact in same if fact.end), default=None)
            if start and end and start > end:  # of different articles, and no span together
                start = end = None
            yield known.Implementation(
                id=_implementation_id(self.id, one, action),
                organization=self.id,
                document=one,
                action=action,
                start=start,
                end=end,
                evidence=_evidence(same),
            )

    def _relations(self) -> Iterator[known.DocumentRelation]:
        groups: dict[tuple[said.Relation, str], list[said.DocumentRelation]] = {}
        for row in self._related:
            groups.setdefault((row.fact.relation, row.related), []).append(row.fact)
        for (relation, related), same in groups.items():
            if related != self.id:  # two ways to write one number
                yield known.DocumentRelation(
                    id=local_id("relation", name_of(self.id), self.id, relation, related),
                    document=self.id,
                    relation=relation,
                    related=related,
                    evidence=_evidence(same),
                )

    def _counted(self) -> Iterator[known.Admission | known.Count]:
        groups: dict[tuple[str, ...], list[said.Admission | said.Count]] = {}
        for fact in self._figures:
            kind = (fact.measure, str(fact.population), str(fact.total)) if isinstance(fact, said.Count) else ()
            key = (self.id, str(fact.value), fact.approximate, str(fact.start), str(fact.end), *kind)
            groups.setdefault(key, []).append(fact)
        for key, same in groups.items():
            fact = same[0]
            evidence = _evidence(same)
            if isinstance(fact, said.Admission):
                yield known.Admission(
                    id=local_id("admission", name_of(self.id), *key),
                    unit=self.id,
                    value=fact.value,
                    approximate=fact.approximate,
                    start=fact.start,
                    end=fact.end,
                    evidence=evidence,
                )
            else:
                yield known.Count(
                    id=local_id("count", f"{fact.measure} {name_of(self.id)}", *key),
                    unit=self.id,
                    measure=fact.measure,
                    population=fact.population,
                    value=fact.value,
                    total=fact.total,
                    approximate=fact.approximate,
                    start=fact.start,
                    end=fact.end,
                    evidence=evidence,
                )

    def _participations(self) -> Iterator[known.Participation]:
        groups: dict[tuple[said.Part, str], list[said.Participation]] = {}
        for row in self._parts:
            groups.setdefault((row.fact.part, row.event), []).append(row.fact)
        for (part, event), same in groups.items():
            yield known.Participation(
                id=local_id("participation", name_of(self.id), self.id, part, event),
                agent=self.id,
                part=part,
                event=event,
                evidence=_evidence(same),
            )

    def _adoptions(self) -> Iterator[known.Adoption]:
        groups: dict[tuple[str, said.AdoptionAction], list[said.Adoption]] = {}
        for row in self._adopted:
            groups.setdefault((row.programme, row.fact.action), []).append(row.fact)
        for (programme, action), same in groups.items():
            yield known.Adoption(
                id=local_id("adoption", name_of(self.id), self.id, programme, action),
                unit=self.id,
                programme=programme,
                action=action,
                evidence=_evidence(same),
            )

    def _origins(self) -> Iterator[known.Origin]:
        groups: dict[tuple[known.Window, str | None, str], list[said.Origin]] = {}
        for row in self._came_from:
            groups.setdefault((row.fact.born or (None, None), row.home, row.fact.people), []).append(row.fact)
        for (born, home, people), same in groups.items():
            yield known.Origin(
                id=local_id("origin", name_of(self.id), self.id, *map(str, born), home or "", people),
                person=self.id,
                born=born,
                home=home,
                people=people,
                evidence=_evidence(same),
            )


def post_label(role: str, organization: str) -> str:
    """Role and organisation in one, words that meet in the middle said once.

    >>> post_label("Trưởng ban", "Ban Tổ chức Tỉnh ủy Bến Tre"), post_label("Phó Bí thư", "Tỉnh ủy Bến Tre")
    ('Trưởng Ban Tổ chức Tỉnh ủy Bến Tre', 'Phó Bí thư Tỉnh ủy Bến Tre')
    """
    left, right = role.split(), organization.split()
    for size in range(min(len(left) - 1, len(right)), 0, -1):
        if [folded(word) for word in left[-size:]] == [folded(word) for word in right[:size]]:
            return " ".join(left[:-size] + right)
    return f"{role} {organization}"


def tenure_id(person: str, post: Post, mandate: Mandate) -> str:
    """Local name of a tenure."""
    return local_id("tenure", name_of(person), person, post_id(*post), mandate.key)


def post_id(role: str, organization: str) -> str:
    """Local name of a post."""
    return local_id("post", f"{name_of(role)} {name_of(organization)}", role, organization)


def _implementation_id(organization: str, document: str, action: said.Action) -> str:
    return local_id("implementation", name_of(organization), organization, document, action)


def _evidence(facts: Iterable[said.Fact]) -> tuple[said.Evidence, ...]:
    """All that they have."""
    return merged_evidence(piece for fact in facts for piece in fact.evidence)


def name_of(node: str) -> str:
    """The readable part of a local name."""
    kind, _, rest = node.partition("-")
    return rest if kind == "place" else rest.rpartition("-")[0]
