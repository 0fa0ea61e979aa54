"""Names of places as the sources and the press write them: type word, key, other spellings."""

from __future__ import annotations

import re
import unicodedata

TYPES = ("Thành phố", "Tỉnh", "Quận", "Huyện", "Thị xã", "Phường", "Xã", "Thị trấn", "Đặc khu")
DAK = ("Đắk", "Đăk", "Đak", "Đắc", "Dak")
PAK = ("Pắc", "Pắk", "Păk", "Pak")
LAK = ("Lắk", "Lăk", "Lak", "Lắc")
HIGHLANDS = {"51", "52", "62", "64", "66", "67", "68", "70"}
"""Provinces some of whose names come from languages of the Central Highlands and are spelt in several ways."""
VOWELS = (("Quy", "Qui"), ("Quý", "Quí"), ("Quỳ", "Quì"), ("Sỹ", "Sĩ"), ("Vỹ", "Vĩ"))


def split_type(full: str) -> tuple[str, str]:
    """("thị trấn", "Mường Chà") from "Thị Trấn  Mường Chà"."""
    words = unicodedata.normalize("NFC", full).split()
    for count in (2, 1):
        kind = " ".join(words[:count]).capitalize()
        if kind in TYPES and len(words) > count:
            return kind.lower(), " ".join(words[count:]).lstrip("0")
    raise SystemExit(f"build_places: {full!r} begins with none of {', '.join(TYPES)}")


def long_form(name: str) -> str:
    """A name with "NT" and "N.T" written out."""
    return re.sub(r"^N\.?T ", "Nông trường ", name)


def plain(text: str) -> str:
    """Letters and digits without diacritics: the form of vietnamadminunits' keys."""
    stripped = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(char for char in stripped.lower() if char.isalnum() and char.isascii())


def spellings(name: str, *, highland: bool) -> set[str]:
    """Other ways the press writes a name."""
    found = {name}
    for family in (DAK, PAK, LAK) if highland else ():
        found |= {re.sub(rf"\b(?:{'|'.join(family)})\b", other, known) for known in set(found) for other in family}
    for pair in VOWELS:
        for one, other in (pair, pair[::-1]):
            found |= {re.sub(rf"\b{one}\b", other, known) for known in set(found)}
    for known in set(found):
        found |= {known.replace("'", "’"), known.replace("'", "")}
        found |= {known.replace(" - ", sign) for sign in (" ", " – ", "-")}
    return found
