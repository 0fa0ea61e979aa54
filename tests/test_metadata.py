"""Headline and publication date out of the text."""

from __future__ import annotations

import datetime as dt
import tomllib
import unicodedata
from pathlib import Path

import pytest

from extraction.article import Article
from extraction.reading import metadata
from extraction.reading.metadata import complete, find_published, find_title, parse_date, read_stamp

PAGE = tomllib.loads((Path(metadata.__file__).parent / "page.toml").read_text(encoding="utf-8"))
BODY = "Sáng 2-3-2021, Huyện ủy tổ chức hội nghị, sơ kết công tác quý I và bàn nhiệm vụ quý II năm 2021. " * 3


@pytest.mark.parametrize("example", PAGE["stamp"]["examples"], ids=lambda example: str(example["line"]))
def test_a_stamp_is_read(example: dict[str, object]) -> None:
    stamp = read_stamp(str(example["line"]))
    assert stamp is not None
    assert stamp.date == example["date"]
    decomposed = read_stamp(unicodedata.normalize("NFD", str(example["line"])))
    assert decomposed == stamp


@pytest.mark.parametrize(
    "line",
    [
        "Ngày 12/10/2023, Huyện ủy tổ chức hội nghị.",
        "Đoàn kiểm tra làm việc với Huyện ủy, tháng 5-2013.",
        "Hội nghị ngày 10/8/2015",
        "10/8/2015 - 12/8/2015",
        "Từ 08:00 ngày 10/8/2015 đến 12/8/2015",
        "31/02/2020 - 07:49",
        "05/23/2024 10:00",
        "08/05/2217 - 07:49",
        "08/05/0017 - 07:49",
        "08/05/17",
        "Quyết định 10/11/21/3",
        "Chỉ thị 05-CT/TW",
        "Nghị quyết số 12/2019/NQ-HĐND",
        "1.052",
        "",
        "-/-/-",
        "Ảnh chụp 08:10 ngày 10/8/2015",
    ],
)
def test_what_is_no_stamp(line: str) -> None:
    assert read_stamp(line) is None


def test_the_date_near_the_top_comes_first() -> None:
    text = f"Tiêu đề bài viết hôm nay\n\n08/05/2017 - 07:49\n\n{BODY}\n\nCập nhật: 09:32 - 12/10/2023"
    assert find_published(text) == dt.date(2017, 5, 8)


def test_the_date_at_the_very_end() -> None:
    assert find_published(f"Tiêu đề bài viết\n\n{BODY}\n\nTác giả\nCập nhật: 09:32 - 12/10/2023\n") == dt.date(
        2023, 10, 12
    )


def test_a_date_in_running_text_is_none() -> None:
    assert find_published(f"Tiêu đề bài viết hôm nay\n\n{BODY}") is None


def test_a_date_in_the_middle_is_none() -> None:
    paragraphs = "\n\n".join([BODY] * 12)
    assert find_published(f"Tiêu đề bài viết\n\n{paragraphs}\n\n08/05/2017 - 07:49\n\n{paragraphs}") is None


def test_dates_of_other_articles_are_not_ours() -> None:
    others = "Các tin khác:\nHội nghị báo cáo viên\n12/10/2023 09:32\n"
    assert find_published(f"Tiêu đề bài viết hôm nay\n\n{BODY}\n{others}") is None


def test_a_bare_date_at_the_end_is_not_sure_enough() -> None:
    assert find_published(f"Tiêu đề bài viết\n\n{BODY}\n\n12/10/2023\n") is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Huyện ủy sơ kết công tác\n\n08/05/2017 - 07:49\n\n{BODY}", "Huyện ủy sơ kết công tác"),
        (f"\ufeffHuyện ủy sơ kết  công tác \r\n\r\n{BODY}", "Huyện ủy sơ kết công tác"),
        (f"Trang chủ  >  Xây dựng Đảng\n\nHuyện ủy sơ kết công tác\n\n{BODY}", "Huyện ủy sơ kết công tác"),
        (f"Trang chủ Tin tức\nXÂY DỰNG ĐẢNG\nHuyện ủy sơ kết công tác\n{BODY}", "Huyện ủy sơ kết công tác"),
        (f"Xuất bản thông tin\n\nnull Một việc tốt\n\nTrang chủ Tin tức\n\nMột việc tốt\n\n{BODY}", "Một việc tốt"),
        (f"null Một việc tốt\n\n{BODY}", "Một việc tốt"),
        (f"Thứ hai, ngày 10 tháng 8 năm 2020\nHuyện ủy sơ kết công tác\n{BODY}", "Huyện ủy sơ kết công tác"),
        (f"CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN BA TRI\nHuyện ủy sơ kết công tác\n{BODY}", "Huyện ủy sơ kết công tác"),
        (BODY, None),
        ("Sáng nay, Huyện ủy họp.\nHội nghị đã bàn nhiều việc.", None),
        ("", None),
        (f"Hội nghị lần thứ nhất… và thứ hai...\n{BODY}", "Hội nghị lần thứ nhất… và thứ hai..."),
    ],
)
def test_the_headline(text: str, title: str | None) -> None:
    assert find_title(text) == title


def test_what_the_record_says_stays() -> None:
    article = Article(
        id="a",
        text=f"Tiêu đề trong bài viết\n\n08/05/2017 - 07:49\n\n{BODY}",
        title="Khác",
        published=dt.date(2020, 1, 2),
    )
    assert complete(article) == article
    found = complete(Article(id="a", text=article.text))
    assert (found.title, found.published, found.publisher) == ("Tiêu đề trong bài viết", dt.date(2017, 5, 8), None)
    assert found.text == article.text


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2017-05-08", dt.date(2017, 5, 8)),
        ("2017-05-08T07:49:00+07:00", dt.date(2017, 5, 8)),
        ("08/05/2017", dt.date(2017, 5, 8)),
        ("Thứ Hai, 10/08/2015, 08:10 [GMT+7]", dt.date(2015, 8, 10)),
        ("2017-13-08", None),
        ("hôm qua", None),
    ],
)
def test_dates_of_metadata(written: str, date: dt.date | None) -> None:
    assert parse_date(written) == date


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Hà Giang, ngày 4 tháng 9 năm 2018", dt.date(2018, 9, 4)),
        ("Báo Kiên Giang, 14-3-2009", dt.date(2009, 3, 14)),
        ("(Theo Báo Bình Thuận điện tử, ngày 2/12/2021)", dt.date(2021, 12, 2)),
        ("Đồng Nai TV – Ngày 10/02/2024", dt.date(2024, 2, 10)),
        ("Sơn La, ngày 14/12/2007 -", dt.date(2007, 12, 14)),
        ("Pleiku (TTXVN 4/9/2018) - Sáng nay, Tỉnh ủy Gia Lai tổ chức hội nghị.", dt.date(2018, 9, 4)),
        ("(Báo Hòa Bình 4/9/2018) - Đảng bộ xã có 11 chi bộ.", dt.date(2018, 9, 4)),
        ("Hậu Giang, 31/2/2018", None),
        ("Kỷ niệm ngày thành lập, 3/2/1930", None),
        ("Lễ khánh thành công trình - ngày 2/9/2015", None),
        ("Sáng nay (4/9/2018) - Tỉnh ủy tổ chức hội nghị", None),
        ("Hà Nội, ngày 4/9/2018, Thành ủy tổ chức hội nghị", None),
        ("Nghị quyết số 12-NQ/TU, ngày 4/9/2018", None),
    ],
)
def test_datelines(line: str, day: dt.date | None) -> None:
    assert find_published(f"Tiêu đề bài viết hôm nay\n\n{line}\n\n{BODY}") == day
    if not line.startswith(("Pleiku", "(Báo")):
        assert find_published(f"Tiêu đề bài viết hôm nay\n\n{BODY}\n\n{line}") == day
