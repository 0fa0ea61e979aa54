"""The dossier of one entity in Markdown (CommonMark), for notes, wikis and Git."""

from __future__ import annotations

import re
from typing import IO

from exports.dossier import Entry, dossier
from exports.source import Counts, Source

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#+!|~&$=^@:]|(?<=www)\.", re.IGNORECASE)


def write(source: Source, to: IO[bytes], entity: str) -> Counts:
    """`entity` is the IRI of a node."""
    found = dossier(source.descriptions, entity)
    lines = [f"# {escaped(found.name)}", "", f"{found.kind[0].capitalize()} · {found.kind[1]} · <{found.iri}>"]
    lines += [""] if found.particulars else []
    lines += [f"- {vi} · {en}: {escaped(text)}" for vi, en, text in found.particulars]
    for section in found.sections:
        lines += ["", f"## {section.vi} · {section.en}", ""]
        for entry in section.entries:
            lines += _entry(entry)
    lines += ["", "## Nguồn · Sources", ""]
    for article in found.sources:
        details = ", ".join(escaped(part) for part in (article.publisher, article.published) if part)
        address = f" <{article.address}>" if article.address else ""
        lines.append(f"{article.number}. {escaped(article.title)}{f' ({details})' if details else ''}{address}")
    to.write(("\n".join(lines) + "\n").encode())
    return found.counts


def _entry(entry: Entry) -> list[str]:
    when = f" ({escaped(entry.when)})" if entry.when else ""
    lines = [f"- **{escaped(entry.text)}**{when}"]
    for quote in entry.quotes:
        status = f" – {escaped(quote.status)}" if quote.status else ""
        lines.append(f"  - “{escaped(quote.words)}” \\[{quote.source}\\]{status}")
    if entry.quotes_left:
        lines.append(f"  - … +{entry.quotes_left}")
    return lines


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands: no markup, no HTML, no link made of an address.

    >>> print(escaped("<b>*a* www.a.example"))
    \\<b\\>\\*a\\* www\\.a.example
    """
    return _SPECIAL.sub(lambda found: f"\\{found.group()}", text)
