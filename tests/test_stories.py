"""One story printed several times is one source."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest

import dangbo
from extraction.article import Article
from extraction.signature import signature
from graph.stories import Stories
from tests.conftest import written
from tests.test_pipeline import contents

LEAD = "Đồng chí Lê Thị Mẫu, Bí thư Huyện ủy Ba Tri, tỉnh Bến Tre chủ trì hội nghị."
STORY = (
    f"{LEAD} Theo báo cáo, sáu tháng qua các cấp ủy đã bám sát nghị quyết, tập trung lãnh đạo phát triển kinh tế, "
    "giữ vững quốc phòng, an ninh, chăm lo đời sống nhân dân ở các xã ven biển. Công tác phát triển đảng viên được "
    "quan tâm, nhiều chi bộ nông thôn đã làm tốt việc tạo nguồn từ đoàn viên trẻ. Bí thư Huyện ủy yêu cầu các đơn vị "
    "khắc phục những hạn chế đã nêu, rà soát từng chỉ tiêu và phân công rõ trách nhiệm của người đứng đầu."
)
OTHER = (
    f"{LEAD} Các đại biểu góp ý vào dự thảo quy chế phối hợp giữa Mặt trận và chính quyền cơ sở trong giám sát đầu tư "
    "cộng đồng. Nhiều ý kiến đề nghị quy định rõ thời hạn trả lời kiến nghị của cử tri và công khai kết quả tại nhà "
    "văn hóa các ấp, khu phố để người dân tiện theo dõi, phản ánh khi cần thiết."
)


def stories(articles: Iterable[Article]) -> dict[str, str]:
    told = Stories()
    for one in articles:
        told.add(one)
    return told.found()


def article(name: str, text: str, day: dt.date | None = None) -> Article:
    return Article(id=name, text=text, published=day)


@pytest.mark.parametrize(
    "again",
    [
        STORY,
        f"Ba Tri tổng kết sáu tháng đầu năm\n\n{STORY}\n\nTheo Báo Mẫu",
        unicodedata.normalize("NFD", STORY),
        STORY.upper().replace("ỦY", "UỶ"),
        STORY.replace("các xã ven biển", "các xã vùng ven"),
    ],
)
def test_a_text_printed_again_is_the_same_story(again: str) -> None:
    assert stories([article("b", again), article("a", STORY), article("c", OTHER)]) == {"b": "a"}


def test_the_first_is_the_one_that_came_out_first() -> None:
    may = dt.date(2021, 5, 8)
    printed = [article("a", STORY, may), article("b", STORY, may - dt.timedelta(days=1)), article("c", STORY)]
    assert stories(printed) == stories(reversed(printed)) == {"a": "b", "c": "b"}


def test_a_text_that_comes_back_in_another_month_is_another_story() -> None:
    assert stories([article("a", STORY, dt.date(2021, 5, 8)), article("b", STORY, dt.date(2021, 7, 8))]) == {}


def test_short_texts_are_like_no_other() -> None:
    assert signature(LEAD[:40]) == ""
    assert stories([article("a", LEAD[:40]), article("b", LEAD[:40])]) == {}


def test_support_counts_stories_whatever_way_the_build_was_made(tmp_path: Path) -> None:
    printed = {"mot": STORY, "hai": f"Tin mới\n{STORY}", "ba": f"{STORY} Theo TTXVN"}
    folder, out = written(tmp_path / "articles", printed), tmp_path / "out"
    built = dangbo.build(folder, out)
    again = built.ask(
        "SELECT ?again ?first { ?a dang:sameStory ?b . ?a dcterms:identifier ?again . ?b dcterms:identifier ?first }"
    )
    assert sorted(again.values()) == [("hai", "ba"), ("mot", "ba")]
    assert built.ask("support").values() == []
    (folder / "bon.txt").write_text(OTHER, encoding="utf-8")
    dangbo.build(folder / "bon.txt", out, add=True)
    assert {row[2] for row in dangbo.open(out).ask("support").values()} == {"2"}
    dangbo.build(folder, tmp_path / "whole")
    assert contents(out)["graph.ttl"] == contents(tmp_path / "whole")["graph.ttl"]
