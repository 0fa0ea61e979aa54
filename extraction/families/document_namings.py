"""Which namings of an article are of one document, and what they tell of it together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.facts import Document, Organization
from extraction.families.document_words import Named, plenum_of


def _head(named: Named) -> str:
    if named.number is None:
        return plenum_of(named.title) or " ".join(named.title.casefold().split())
    return re.split(r"[-/]", named.number, maxsplit=1)[0].lstrip("0")


def agree(a: Named, b: Named) -> bool:
    """Whether two namings of one article can be the same document."""
    if a.type != b.type or (a.number is None) != (b.number is None) or _head(a) != _head(b):
        return False
    if a.issuer is not None and b.issuer is not None and a.issuer != b.issuer:
        return False
    if a.number and b.number and a.number != b.number:
        return a.number.isdecimal() or b.number.isdecimal()
    return True


def fullest(namings: Sequence[Named]) -> dict[int, Named]:
    """Of each naming (by its `id`) the fullest one of the article, its gaps filled by the others."""
    groups: dict[tuple[str, bool, str], list[tuple[list[Named], dict[object, Named]]]] = {}
    for told in namings:
        alike = groups.setdefault((told.type, told.number is None, _head(told)), [])
        known = next((g for g in alike if all(agree(told, other) for other in g[1].values())), None)
        if known is None:
            known = ([], {})
            alike.append(known)
        known[0].append(told)
        known[1].setdefault((told.number, told.issuer), told)
    meant: dict[int, Named] = {}
    for group, _ in (group for alike in groups.values() for group in alike):
        best = max(group, key=lambda d: (len(d.number or ""), d.issuer is not None, len(d.title)))
        best = replace(
            best,
            issuer=best.issuer or next((d.issuer for d in group if d.issuer), None),
            issued=best.issued or next((d.issued for d in group if d.issued), None),
            year=best.year or next((d.year for d in group if d.year), None),
            subject=best.subject or next((d.subject for d in group if d.subject), None),
        )
        meant.update((id(d), best) for d in group)
    return meant


def document_of(named: Named, issuer: Organization | None) -> Document:
    """The document as a fact has it; who issues it is its issuer where the text tells no other."""
    return Document(
        type=named.type,
        title=named.title,
        number=named.number,
        year=named.year,
        issuer=named.issuer or issuer,
        subject=named.subject,
        issued=named.issued,
    )
