"""Counts the syllables of persons' names in builds: `python tools/count_name_parts.py OUT... > graph/name_parts.toml`

Every name counts once, however many articles have it. The shipped table was counted over 3,577 names in 5,000 newspaper
articles of 2016 to 2019. It is not counted anew by a build: how rare a name is must not change with the articles.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import dangbo  # noqa: E402
from extraction.facts import Change, Participation, Person, Tenure  # noqa: E402
from graph.identity import folded, tidy  # noqa: E402

LEAST = 3
"""A syllable met less often counts as any unknown one."""
COMMENT = """\
# How often syllables stand in the names of persons, first, between, last: counted by tools/count_name_parts.py over the
# 3,577 different names in 5,000 newspaper articles of 2016 to 2019. Those met less than three times are left out.
"""


def names(builds: Iterable[str]) -> Iterator[str]:
    """Every person's name once, tidied."""
    found: dict[str, str] = {}
    for build in builds:
        for fact in dangbo.open(build).facts():
            if isinstance(fact, Tenure | Change):
                person = fact.person
            elif isinstance(fact, Participation) and isinstance(fact.agent, Person):
                person = fact.agent
            else:
                continue
            found.setdefault(folded(person.name), tidy(person.name))
    return (found[name] for name in sorted(found))


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="How often syllables stand in names of persons, as TOML.")
    parser.add_argument("build", nargs="+", help="a folder that dangbo build wrote")
    counts: dict[str, Counter[str]] = {"first": Counter(), "between": Counter(), "last": Counter()}
    for name in names(parser.parse_args().build):
        first, *rest = name.title().split()
        if rest:
            counts["first"][first] += 1
            counts["between"].update(rest[:-1])
            counts["last"][rest[-1]] += 1
    print(COMMENT)
    for part, counted in counts.items():
        print(f"[{part}]")
        print(f"total = {sum(counted.values())}")
        rows = [
            f'"{word}" = {n}' for word, n in sorted(counted.items(), key=lambda row: (-row[1], row[0])) if n >= LEAST
        ]
        print("counts = { " + ", ".join(rows) + " }\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
