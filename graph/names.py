"""Names of persons: how rare one is, and which two can be one name written in two ways."""

from __future__ import annotations

import tomllib
from array import array
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import combinations, groupby

from rapidfuzz.distance import OSA

from extraction.text import fold, search_key

_UNKNOWN = 0.5
"""Times that a syllable which the table does not have counts."""
_WITHOUT_MIDDLE = 0.05
_FOUR_SYLLABLES = 0.3
"""Shares of names of two and of four or more syllables among those that the table was counted from."""
_WOMEN = "thị"
"""Second syllable of names that mostly have four."""
_WORD, _SHELVES = (1 << 64) - 1, 64
"""Keys of names are kept as numbers of 64 bits, in as many lists, of which one is sorted at a time."""
_IN_FASHION = 3.0
"""Syllables that go together (Văn with men's names, Thị with women's, Mạnh with Hùng, Thu with Hằng) are met so many
times more often than each of them alone lets expect."""


@cache
def _shares() -> dict[str, dict[str, float]]:
    """How often a folded syllable stands first, between or last; "" is any that is not listed."""
    text = resources.files("graph").joinpath("name_parts.toml").read_text(encoding="utf-8")
    found = {}
    for part, counted in tomllib.loads(text).items():
        total = counted["total"]
        found[part] = {fold(word): n / total for word, n in counted["counts"].items()}
        found[part][""] = _UNKNOWN / total
    return found


@lru_cache(maxsize=1 << 16)
def share(name: str) -> float:
    """The part of all people that bears this folded name, as its syllables let expect.

    >>> share(fold("Nguyễn Văn Hùng")) > 100 * share(fold("Triệu Tài Vinh"))
    True
    """
    words = name.split()
    if len(words) < 2:
        return 1.0  # a given name alone is no name
    shares = _shares()
    first, *between, last = words
    found = shares["first"].get(first, shares["first"][""]) * shares["last"].get(last, shares["last"][""])
    for word in between:
        found *= _IN_FASHION * shares["between"].get(word, shares["between"][""])
    if not between:
        return found * _WITHOUT_MIDDLE
    return found * _FOUR_SYLLABLES if len(between) > 1 and between[0] != fold(_WOMEN) else found


def likeness(one: str, other: str) -> str:
    """How two different folded names can be one: "" where they cannot, else in words.

    >>> likeness(fold("Trần Ngọc Tam"), fold("Trần Tam"))
    'without a middle name'
    >>> likeness(fold("Huỳnh Đức Thơ"), fold("Huỳnh Đưc Thơ")), likeness(fold("Lê Văn An"), fold("Lê Văn Bình"))
    ('one letter apart', '')
    """
    words, others = sorted((one.split(), other.split()), key=len)
    if len(words) == len(others):
        differing = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
        if search_key(one) == search_key(other):
            return "without its diacritics" if one.isascii() or other.isascii() else _one_letter(differing)
        return _one_letter(differing)
    if len(words) < 2:
        return ""
    if words[0] == others[0] and words[-1] == others[-1] and _holds(others, words):
        return "without a middle name"
    return "without its last part" if len(words) >= 3 and others[: len(words)] == words else ""


def _one_letter(differing: list[tuple[str, str]]) -> str:
    """The only two syllables that differ: by a letter, or by their marks alone."""
    if len(differing) != 1:
        return ""
    one, other = differing[0]
    alike = search_key(one) == search_key(other) or OSA.distance(one, other, score_cutoff=1) <= 1
    return "one letter apart" if alike else ""


def _holds(words: list[str], some: list[str]) -> bool:
    """Whether all of `some` stand in `words`, in their order."""
    rest = iter(words)
    return all(word in rest for word in some)


def alike(names: Collection[str]) -> list[tuple[str, str]]:
    """All pairs of folded names that `likeness` has a word for, found without comparing every two; sorted.

    Of the keys by which they are found, only digests are kept: names of one digest are compared, whatever their keys.

    >>> alike(["lê tam", "lê minh tam", "lê minh tâm", "lê minh tân", "mai tam"])
    [('lê minh tam', 'lê minh tâm'), ('lê minh tam', 'lê tam'), ('lê minh tâm', 'lê minh tân')]
    """
    known, every = sorted(names), set(names)
    bits = len(known).bit_length()
    shelves = [array("Q") for _ in range(_SHELVES)]
    for number, name in enumerate(known):
        for key in _neighbourhood(name):
            digest, shelf = divmod(hash(key) & _WORD, _SHELVES)
            shelves[shelf].append(digest << bits & _WORD | number)
    found = {
        (min(name, other), max(name, other))
        for name in known
        for other in _shortened(name) & every
        if likeness(name, other)
    }
    for shelved in shelves:
        pairs: set[tuple[int, int]] = set()
        for _, some in groupby(sorted(shelved), key=lambda one: one >> bits):
            near = {one & (1 << bits) - 1 for one in some}
            pairs.update(combinations(sorted(near), 2))
        found.update((known[one], known[other]) for one, other in pairs if likeness(known[one], known[other]))
    return sorted(found)


def _shortened(name: str) -> set[str]:
    """The name without some of its middle, or without its last part."""
    first, *between, last = name.split() if " " in name else (name, name)
    some = (part for size in range(len(between)) for part in combinations(between, size))
    words = name.split()
    return {" ".join((first, *part, last)) for part in some} | {" ".join(words[:at]) for at in range(3, len(words))}


def _neighbourhood(name: str) -> Iterator[str]:
    """Keys that names share whose one differing syllable is a letter apart or differs in its marks alone."""
    words = name.split()
    yield search_key(name)
    for at, word in enumerate(words if len(words) > 1 else ()):
        for near in {word, search_key(word), *(word[:cut] + word[cut + 1 :] for cut in range(len(word)))}:
            yield " ".join([*words[:at], f"?{near}", *words[at + 1 :]])
