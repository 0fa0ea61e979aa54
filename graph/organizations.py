"""Which body: one node for one body of one place, and one of its own wherever the place stays open."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import msgspec

from extraction.facts import Level
from extraction.facts import Organization as Named
from extraction.lexicon import read
from graph.entities import Organization
from graph.identity import digest, folded, local_id, main_label, other_labels, tidy
from graph.places import Places

_SHORT = {
    folded(short): folded(whole)
    for short, whole in (
        ("CP", "cổ phần"),
        ("TNHH", "trách nhiệm hữu hạn"),
        ("MTV", "một thành viên"),
        ("TMCP", "thương mại cổ phần"),
        ("HTX", "hợp tác xã"),
    )
}
"""Words of firms' names in short, and whole, folded."""
_AREA_TYPES = tuple(
    sorted(
        (folded(t) for t in ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")),
        key=lambda t: -len(t.split()),
    )
)
"""The type words of the administrative units there are or were."""


@cache
def _incomplete_labels() -> frozenset[str]:
    """Folded labels that name no body until something follows: "Ban Tổ chức", "Ủy ban nhân dân"."""
    entries = read("organizations")["organization"]
    return frozenset(folded(entry["label"]) for entry in entries if entry.get("follow", "none") != "none")


class Body(msgspec.Struct, frozen=True, array_like=True):
    """What it tells of a person to be at a body, once all facts are in."""

    id: str
    kind: str
    """Id of its entry in the lexicon of bodies."""
    level: Level
    jurisdiction: str | None
    """Id of the place it is responsible for."""
    label: str
    of_area: bool
    """Whether it is a body of a province, a district or a commune (and not a school that only lies there)."""
    central: bool
    """Whether it is a body of the whole country."""
    open: bool
    """Whether only one article is known to mean it: there may be others of its name."""


@dataclass(slots=True)
class _Body:
    """What all articles together say of one organisation."""

    kind: str
    parent: str | None
    jurisdiction: str | None
    article: str
    """The only article it is known from, "" where it is known across articles."""
    labels: Counter[str] = field(default_factory=Counter)
    levels: Counter[Level] = field(default_factory=Counter)
    stem: str = ""
    """What its label says before the area."""
    candidates: set[str] = field(default_factory=set)
    replaced_by: set[str] = field(default_factory=set)
    ended: dt.date | None = None
    completed: bool = False
    """Whether no article names it: it stands above one that is named."""


class Organizations:
    """Every organisation that facts speak of."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._bodies: dict[str, _Body] = {}
        self._ids: dict[Named, str] = {}
        """Of the article that is being read."""
        self._article = ""

    def node(self, named: Named, article: str) -> str:
        """Id of the body an article names; each call counts as one mention of its label.

        All bodies of an article are to be asked for before those of the next one.
        """
        if article != self._article:
            self._article = article
            self._ids.clear()
        organization = self._ids.get(named)
        if organization is None:
            organization = self._ids[named] = self._identify(named, article)
        body = self._bodies[organization]
        body.labels[tidy(named.label)] += 1
        body.levels[named.level] += 1
        return organization

    def jurisdiction(self, organization: str) -> str | None:
        """Id of the place an organisation is responsible for."""
        return self._bodies[organization].jurisdiction

    def is_of_area(self, organization: str) -> bool:
        """Whether it is a body of a province, a district or a commune (and not a school that only lies there)."""
        levels = self._bodies[organization].levels
        return any(level in ("province", "district", "commune") for level in levels)

    def is_central(self, organization: str) -> bool:
        """Whether it is a body of the whole country."""
        levels = self._bodies[organization].levels
        return bool(levels) and main_label(Counter({str(k): v for k, v in levels.items()})) == "central"

    def kind(self, organization: str) -> str:
        """Id of its entry in the lexicon of bodies."""
        return self._bodies[organization].kind

    def level(self, organization: str) -> Level:
        """What most facts say of its level."""
        levels = self._bodies[organization].levels
        return min(levels, key=lambda level: (-levels[level], level))

    def is_open(self, organization: str) -> bool:
        """Whether only one article is known to mean it: there may be others of its name."""
        return bool(self._bodies[organization].article)

    def label(self, organization: str) -> str:
        """How to call it, once all facts are in."""
        return main_label(self._bodies[organization].labels)

    def body(self, organization: str) -> Body:
        """What it tells of a person to be at it, once all facts are in."""
        return Body(
            id=organization,
            kind=self.kind(organization),
            level=self.level(organization),
            jurisdiction=self.jurisdiction(organization),
            label=self.label(organization),
            of_area=self.is_of_area(organization),
            central=self.is_central(organization),
            open=self.is_open(organization),
        )

    def ids(self) -> list[str]:
        """All organisations so far, sorted."""
        return sorted(self._bodies)

    def stem(self, organization: str) -> str:
        """What its label says before the area, folded: equal for a kind of body everywhere."""
        return self._bodies[organization].stem

    def parent(self, organization: str) -> str | None:
        """Id of the body that it belongs to."""
        return self._bodies[organization].parent

    def completed(self, named: Named) -> str:
        """Id of a body that no article needs to name; it is in the graph from now on, marked so."""
        organization = self._identify(named, "")
        body = self._bodies[organization]
        if not body.labels:
            body.completed = True
            body.labels[tidy(named.label)] += 1
            body.levels[named.level] += 1
        return organization

    def put_under(self, organization: str, parent: str) -> None:
        """Say to which body one belongs; its id stays."""
        self._bodies[organization].parent = parent

    def replace(self, organization: str, later: str) -> None:
        """Say which body took the place of one."""
        if later != organization:
            self._bodies[organization].replaced_by.add(later)

    def end(self, organization: str, last: dt.date) -> None:
        """Say which day was the last of a body."""
        self._bodies[organization].ended = last

    def entities(self) -> list[Organization]:
        """All organisations, ordered by id, each with a preferred label of its own."""
        preferred = self._preferred_labels()
        out = []
        for organization in sorted(self._bodies):
            body = self._bodies[organization]
            label = main_label(body.labels)
            first, last = self._validity(body, self.level(organization))
            out.append(
                Organization(
                    id=organization,
                    label=label,
                    pref_label=preferred[organization],
                    kind=body.kind,
                    level=self.level(organization),
                    alt_labels=other_labels(body.labels, label),
                    parent=body.parent,
                    jurisdiction=body.jurisdiction,
                    candidates=tuple(sorted(body.candidates)),
                    valid_from=first,
                    valid_to=last,
                    replaced_by=tuple(sorted(body.replaced_by)),
                    completed=body.completed,
                )
            )
        return out

    def _validity(self, body: _Body, level: Level) -> tuple[dt.date | None, dt.date | None]:
        """First and last day of a body as far as they are known: the body of a district ended with it."""
        if body.jurisdiction is None or self._places.level(body.jurisdiction) != level:
            return None, body.ended
        first, last = self._places.lifetime(body.jurisdiction)
        return first, body.ended or last

    def _identify(self, named: Named, article: str) -> str:
        parent = self.node(named.parent, article) if named.parent is not None else None
        known_from = self._bodies[parent].article if parent is not None else ""
        place = self._bodies[parent].jurisdiction if parent is not None else None
        area = named.area
        guesses: tuple[str, ...] = ()
        if area is not None:
            guesses = tuple(sorted(area.candidates)) if not area.place else ()
            place = None if guesses and not self._places.has_province(area) else self._places.node(area, article)
            if not self._places.shared(area):
                known_from = article
        elif parent is None and _needs_area(named):
            known_from = article
        of_area = area is not None and named.level in ("province", "district", "commune")
        ends_in_area = of_area or parent is not None
        stem = self._stem(named.label, place) if ends_in_area and place is not None else folded(named.label)
        stem = _written_out(stem)
        of_country = named.level == "central"
        level = "" if place is not None and not of_country else named.level
        key = (named.kind, level, "" if of_country else place or "", parent or "", stem, known_from, *guesses)
        organization = local_id("organization", self._readable(stem, place), *key)
        body = self._bodies.setdefault(organization, _Body(named.kind, parent, place, known_from, stem=stem))
        body.candidates.update(self._places.known(guess) for guess in guesses)
        return organization

    def _stem(self, label: str, place: str) -> str:
        """What the label says before it comes to the area: equal for "UBND Bến Tre" and "UBND tỉnh Bến Tre", and for
        "Ban Tổ chức Tỉnh ủy Đắk Nông" and "… Đăk Nông".
        """
        words = folded(label).split()
        for names in reversed(self._places.spellings(place)):
            ends = (_without_end(words, folded(name).split()) for name in names)
            without = next((rest for rest in ends if rest is not None), None)
            if without is None:
                continue
            for kind in _AREA_TYPES:
                without = _without_end(without, kind.split()) or without
            words = without
        return " ".join(words)

    def _readable(self, stem: str, place: str | None) -> str:
        name = folded(self._places.names(place)[0][1]) if place is not None else ""
        return stem if f" {name} " in f" {stem} " else f"{stem} {name}"

    def _preferred_labels(self) -> dict[str, str]:
        labels = {
            one: self._with_area(main_label(body.labels), body.jurisdiction) for one, body in self._bodies.items()
        }
        for remark in (self._era, self._open, lambda one: digest(one)[:4], lambda one: one):
            labels = _told_apart(labels, remark)
        return labels

    def _with_area(self, label: str, place: str | None) -> str:
        """The label, and the areas around it as far as it does not name them itself."""
        if place is None:
            return label
        own, *around = self._places.names(place)
        said = f" {folded(label)} "
        parts = [label]
        if f" {folded(own[1])} " not in said:
            parts.append(" ".join(own).strip())
        parts += [" ".join(outer) for outer in around if f" {folded(' '.join(outer))} " not in said]
        return ", ".join(parts)

    def _era(self, organization: str) -> str:
        place = self._bodies[organization].jurisdiction
        return self._places.era(place) if place else ""

    def _open(self, organization: str) -> str:
        article = self._bodies[organization].article
        return f"chưa rõ địa bàn, bài {article}" if article else ""


def _written_out(stem: str) -> str:
    """A stem with "CP", "TNHH MTV" written out: "Công ty CP A" and "Công ty cổ phần A" are one firm."""
    return " ".join(_SHORT.get(word, word) for word in stem.split())


def _needs_area(named: Named) -> bool:
    """Whether a body without area is one of many: a Huyện ủy or a Ban Chỉ đạo thi is, the Bộ Chính trị is not."""
    if named.level in ("province", "district", "commune", "cell"):
        return True
    if named.level != "":
        return False
    label = folded(named.label)
    if label in _incomplete_labels():
        return True
    lexicon = read("organizations")
    return named.kind in lexicon["local"] and not any(f" {folded(one)} " in f" {label} " for one in lexicon["national"])


def _without_end(words: list[str], end: list[str]) -> list[str] | None:
    """The words before an ending; None where they do not end so or nothing would remain."""
    if end and len(words) > len(end) and words[-len(end) :] == end:
        return words[: -len(end)]
    return None


def _told_apart(labels: dict[str, str], remark: Callable[[str], str]) -> dict[str, str]:
    """Labels that several bodies share get a remark each, where there is one to make."""
    bearers: dict[str, list[str]] = {}
    for one, label in labels.items():
        bearers.setdefault(label, []).append(one)
    out = dict(labels)
    for label, ones in bearers.items():
        for one in ones if len(ones) > 1 else ():
            if note := remark(one):
                out[one] = f"{label} ({note})"
    return out


def ends_open(text: str) -> bool:
    """Whether a name stops where its area should follow.

    >>> ends_open("Nghị quyết Đại hội Đảng bộ huyện"), ends_open("Nghị quyết Đại hội Đảng bộ huyện Châu Thành")
    (True, False)
    """
    words = folded(text)
    bodies = (label for label in _incomplete_labels() if " " in label)  # "sở" alone ends "dân chủ ở cơ sở" too
    return any(f" {words}".endswith(f" {end}") for end in (*_AREA_TYPES, *bodies))
