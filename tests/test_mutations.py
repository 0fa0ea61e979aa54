"""Whatever words an article has, in whatever order, it is read, and the graph of all holds what it promises."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import random
import re
from pathlib import Path

import pytest

import dangbo
from extraction import extract
from extraction.article import Article

ROOT = Path(__file__).resolve().parent
TYPES = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "đặc khu", "thôn", "")
NAMES = ("Thanh Hóa", "Bác Ái", "Châu Thành", "Hà Giang", "Hà Hân", "Thủ Đức", "12")
"""A province, a district, a name of several units, a province of before 2025, no place, a city in a city, a number."""
POSTS = (
    "Chủ tịch UBND",
    "Bí thư Đảng ủy",
    "Bí thư Thành ủy",
    "Bí thư Chi bộ",
    "Giám đốc Sở Y tế",
    "Chủ tịch Hội Nông dân",
)
DAYS = (dt.date(2008, 3, 1), dt.date(2019, 5, 12), dt.date(2025, 9, 12), None)


@pytest.mark.parametrize(
    "text",
    [
        "Bí thư Thị ủy làm việc ở tỉnh Hòa Bình với Công ty Long Hải.",
        "Bí thư Đảng ủy xã Vừ A Chứ cho biết đã kết nạp được 21 đảng viên.",
        "Ông Lò Văn Cường, Bí thư Chi bộ Bác Ái, dự hội nghị.",
    ],
)
@pytest.mark.parametrize("day", DAYS)
def test_an_article_is_read_whatever_its_day(text: str, day: dt.date | None) -> None:
    """Units of before the reform, persons behind a bare "xã", the bare name of a district behind a cell."""
    for fact in extract(Article(id="x", text=text, published=day)):
        area = getattr(getattr(fact, "organization", None), "area", None)
        assert area is None or area.level in ("province", "district", "commune")


def test_places_told_in_any_places(tmp_path: Path) -> None:
    """ "quận Hà Hân, thành phố Hà Hân", "phường 12 (thôn Hà Giang)": two places of any kinds, one told in the other."""
    chance, texts = random.Random(5), []
    for inner, outer in itertools.product(itertools.product(TYPES, NAMES), repeat=2):
        a, b = (" ".join(filter(None, one)) for one in (inner, outer))
        place = chance.choice((f"{a}, {b}", f"{a} ({b})", f"{a} - {b}"))
        texts.append(f"Ông Nguyễn Văn An, {chance.choice(POSTS)} {place}, dự. Đảng bộ {place} kết nạp 12 đảng viên.")
    chance.shuffle(texts)
    _build(tmp_path, [" ".join(texts[n : n + 8]) for n in range(0, len(texts), 8)], chance)


@pytest.mark.parametrize("seed", range(2))
def test_sentences_out_of_order(seed: int, tmp_path: Path) -> None:
    """Sentences of all golden articles mixed, words in them moved, doubled, left out, in capitals."""
    chance = random.Random(seed)
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "golden" / "articles").glob("*.txt"))]
    sentences = [one for text in texts for one in re.split(r"(?<=[.;:]) |\n", text) if one.strip()]
    articles = [" ".join(_mutated(chance.choice(sentences), sentences, chance) for _ in range(8)) for _ in range(120)]
    _build(tmp_path, articles, chance)


def _mutated(sentence: str, others: list[str], chance: random.Random) -> str:
    words = sentence.split(" ")
    for _ in range(chance.randint(0, 3)):
        at, way = chance.randrange(len(words)), chance.randrange(5)
        if way == 0:
            words[at:at] = chance.choice(others).split(" ")[: chance.randint(1, 6)]
        elif way == 1 and len(words) > 3:
            del words[at : at + 2]
        elif way == 2:
            words[at] = words[at].upper()
        elif way == 3:
            other = chance.randrange(len(words))
            words[at], words[other] = words[other], words[at]
        else:
            words.insert(at, chance.choice(",;:()-–“”"))
    return " ".join(words)


def _build(folder: Path, texts: list[str], chance: random.Random) -> None:
    """All of them, each of some day; a graph that breaks a promise is not written."""
    given = folder / "articles.jsonl"
    with given.open("w", encoding="utf-8") as lines:
        for n, text in enumerate(texts):
            day = chance.choice(DAYS)
            told = {"id": f"a{n}", "text": text, "published": day.isoformat() if day else None}
            lines.write(json.dumps(told, ensure_ascii=False) + "\n")
    assert dangbo.build([given], folder / "out", workers=1).report.articles == len(texts)
