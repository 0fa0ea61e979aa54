"""FollowTheMoney: persons, positions, who occupied them, bodies and articles, for OpenSanctions, Aleph and their tools.

The model has no place for figures, admissions, documents carried out and programmes; those are in the other formats.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

import msgspec

from exports.source import Counts, Source
from graph.descriptions import Description, Descriptions
from ontology import terms

if TYPE_CHECKING:
    from followthemoney import EntityProxy

COUNTRY = "vn"
"""Of what has an administrative unit of Viet Nam for its area."""


def write(source: Source, to: IO[bytes]) -> Counts:
    """One entity a line, in JSON; the counts are entities by schema."""
    counts: Counts = {}
    for entity in _entities(source.descriptions):
        counts[entity.schema.name] = counts.get(entity.schema.name, 0) + 1
        said = {name: sorted(entity.get(name)) for name in sorted(entity.properties)}
        line = {"id": entity.id, "schema": entity.schema.name, "caption": entity.caption, "properties": said}
        to.write(msgspec.json.encode(line) + b"\n")
    return counts


def _entities(descriptions: Descriptions) -> Iterator[EntityProxy]:
    yield from (_article(one) for one in descriptions.of_class(terms.Article))
    yield from (_organization(one) for one in descriptions.of_class(terms.Organization))
    yield from (_person(one) for one in descriptions.of_class(terms.Person))
    yield from (_position(one, descriptions) for one in descriptions.of_class(terms.org_Post))
    yield from (_occupancy(one, descriptions) for one in descriptions.of_class(terms.Tenure))


def _article(article: Description) -> EntityProxy:
    entity = _entity("Article", article)
    entity.add("title", article.one(terms.dcterms_title) or article.one(terms.dcterms_identifier))
    entity.add("publishedAt", article.one(terms.dcterms_issued))
    entity.add("sourceUrl", article.one(terms.dcterms_source))
    entity.add("publisher", article.one(terms.dcterms_publisher))
    entity.add("author", article.one(terms.dcterms_creator))
    entity.add("language", "vie")
    return entity


def _organization(body: Description) -> EntityProxy:
    entity = _entity("Organization", body)
    entity.add("name", body.full_label)
    entity.add("alias", [one for one in (body.label, *body.all(terms.skos_altLabel)) if one != body.full_label])
    entity.add("country", COUNTRY if terms.jurisdiction in body.said else None)
    entity.add("parent", _id(body, terms.org_subOrganizationOf))
    return entity


def _person(person: Description) -> EntityProxy:
    entity = _entity("Person", person)
    entity.add("name", person.label)
    entity.add("alias", person.all(terms.skos_altLabel))
    entity.add("birthDate", _common(person.one(terms.bornEarliest), person.one(terms.bornLatest)))
    entity.add("ethnicity", person.words(terms.ethnicGroup) or None)
    return entity


def _position(post: Description, descriptions: Descriptions) -> EntityProxy:
    body = descriptions[post.one(terms.org_postIn)]
    place = descriptions[body.one(terms.jurisdiction)] if terms.jurisdiction in body.said else None
    entity = _entity("Position", post)
    entity.add("name", f"{descriptions[post.one(terms.org_role)].label} {body.full_label}")
    entity.add("organization", _id(post, terms.org_postIn))
    if place is not None:
        entity.add("country", COUNTRY)
        entity.add("subnationalArea", place.full_label)
    return entity


def _occupancy(tenure: Description, descriptions: Descriptions) -> EntityProxy:
    """`status` is "ended" where the articles say so, else "unknown": who held a post then need not hold it now."""
    evidence = descriptions.evidence(tenure)
    entity = _entity("Occupancy", tenure)
    entity.add("holder", _id(tenure, terms.org_member))
    entity.add("post", _id(tenure, terms.post))
    entity.add("startDate", _common(tenure.one(terms.startEarliest), tenure.one(terms.startLatest)))
    entity.add("endDate", _common(tenure.one(terms.endEarliest), tenure.one(terms.endLatest)))
    has_ended = terms.endEarliest in tenure.said or terms.endCause in tenure.said
    has_ended = has_ended or evidence[-1][0].one(terms.status) == terms.STATUS["former"]
    entity.add("status", "ended" if has_ended else "unknown")
    entity.add("recordId", tenure.id)
    for piece, article in evidence:
        entity.add("summary", piece.one(terms.quote))
        entity.add("proof", article.id)
        if piece.one(terms.status) == terms.STATUS["current"]:  # the others do not have the person in office that day
            entity.add("date", article.one(terms.dcterms_issued))
        entity.add("sourceUrl", article.one(terms.dcterms_source))
        entity.add("publisher", article.one(terms.dcterms_publisher))
    return entity


def _entity(schema: str, one: Description) -> EntityProxy:
    from followthemoney import model  # noqa: PLC0415  takes its time to import

    entity = model.make_entity(schema)
    entity.id = one.id
    return entity


def _id(one: Description, predicate: str) -> str | None:
    found = one.said.get(predicate)
    return None if not found else Description(found[0][0], {}).id


def _common(earliest: str, latest: str) -> str | None:
    """What two days have in common, as FollowTheMoney writes a date it does not know to the day: 2021-05, 2021."""
    for length in (10, 7, 4):
        if earliest and earliest[:length] == latest[:length]:
            return earliest[:length]
    return None
