"""Which event and which programme: what two articles tell of is one where its name and its day say so.

An event of a day with a name of its own ("Hội nghị sơ kết công tác 6 tháng đầu năm") is one in all articles;
"hội nghị" alone is that article's own.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import msgspec

from extraction.facts import Event as Named
from graph.entities import Event, Programme
from graph.identity import folded, local_id, main_label, other_labels, tidy
from graph.places import Places
from graph.rows import Rows, grouped

_TELLING = 4
"""Words of a name that stands for itself; shorter ones ("Lễ trao giải") are of the article that has them."""


_SCHEMA = "CREATE TABLE event(id TEXT, name TEXT, event BLOB)"
"""What events there are, each as often as articles name it."""


class Events:
    """Every event that facts speak of; they are on disk, since every second one is of one article alone."""

    def __init__(self, rows: Rows, places: Places) -> None:
        rows.execute(_SCHEMA)
        self._rows = rows
        self._places = places

    def node(self, event: Named, article: str) -> str:
        """Id of the event an article means; the event is in the graph from now on."""
        place = self._places.node(event.place, article) if event.place is not None else None
        name = folded(event.name)
        own = len(name.split()) < _TELLING or event.earliest is None or event.earliest != event.latest
        key = (event.type, name, _day(event.earliest), _day(event.latest), place or "", article if own else "")
        found = local_id("event", name, *key)
        known = Event(id=found, label="", type=event.type, earliest=event.earliest, latest=event.latest, place=place)
        row = (found, tidy(event.name), msgspec.msgpack.encode(known))
        self._rows.execute("INSERT INTO event VALUES (?, ?, ?)", row)
        return found

    def entities(self) -> Iterator[Event]:
        """All events, ordered by id."""
        for _, told in grouped(self._rows.execute("SELECT * FROM event ORDER BY id")):
            names, rows = zip(*told, strict=True)
            yield msgspec.structs.replace(_EVENT.decode(rows[0]), label=main_label(Counter(names)))


_EVENT = msgspec.msgpack.Decoder(Event)


def _day(day: dt.date | None) -> str:
    return str(day) if day is not None else ""


class Programmes:
    """Every named model, movement or campaign; what has one name is one, whoever runs it."""

    def __init__(self) -> None:
        self._names: dict[str, Counter[str]] = {}

    def node(self, name: str) -> str:
        """Id of a programme; it is in the graph from now on."""
        found = local_id("programme", folded(name), folded(name))
        self._names.setdefault(found, Counter())[tidy(name)] += 1
        return found

    def entities(self) -> list[Programme]:
        """All programmes, ordered by id."""
        out = []
        for programme, names in sorted(self._names.items()):
            label = main_label(names)
            out.append(Programme(id=programme, label=label, alt_labels=other_labels(names, label)))
        return out
