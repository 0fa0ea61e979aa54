"""Articles out of zstd, Parquet, HTML and WARC: as they are, broken, cut off, and made to do harm."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import dangbo
from dangbo.cli import _columns
from dangbo.errors import UsageError
from extraction.article import Article
from extraction.reading import Record, Refused, read
from extraction.reading.packed import _zstd

BODY = (
    "Sáng 5/7, Huyện ủy Mỏ Cày Nam tổ chức hội nghị sơ kết công tác xây dựng Đảng sáu tháng đầu năm.",
    "Bà Lê Thị Mới, Bí thư Huyện ủy Mỏ Cày Nam, tỉnh Bến Tre, chủ trì hội nghị và phát biểu chỉ đạo với các đại biểu.",
    "Trong sáu tháng, Đảng bộ huyện kết nạp 98 đảng viên mới, đạt sáu mươi phần trăm kế hoạch của cả năm.",
)
HEADLINE = "Mỏ Cày Nam kết nạp 98 đảng viên"


def page(head: str = "", under: str = "", title: str = HEADLINE) -> str:
    """A page as newspapers have them."""
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY)
    return (
        f"<!doctype html><html><head><title>{title} | Báo Đồng Khởi</title>{head}</head><body>"
        "<nav><a href='/'>Trang chủ</a> <a href='/dang'>Xây dựng Đảng</a></nav>"
        f"<article><h1>{title}</h1>{under}{paragraphs}</article>"
        "<footer>Giấy phép số 12/GP-BTTTT ngày 1/2/2013. Bản quyền Báo Đồng Khởi.</footer></body></html>"
    )


def articles(*paths: Path, **named: Any) -> list[Article]:
    items = list(read(paths, **named))
    assert all(isinstance(item, Record) for item in items), items
    return [item.article for item in items if isinstance(item, Record)]


def refusals(*paths: Path) -> list[Refused]:
    return [item for item in read(paths) if isinstance(item, Refused)]


# ---- zstd


def test_lines_in_zstd(tmp_path: Path) -> None:
    path, lines = tmp_path / "a.jsonl.zst", [json.dumps({"id": str(n), "text": f"Bài {n}"}) + "\n" for n in range(300)]
    compress = _zstd().compress
    path.write_bytes(compress("".join(lines[:100]).encode()) + compress("".join(lines[100:]).encode()))  # two frames
    assert [article.id for article in articles(path)] == [str(n) for n in range(300)]


def test_zstd_that_ends_early_or_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.zst"
    lines = "".join(json.dumps({"id": str(n), "text": f"Bài {n * 7919 % 1000003}"}) + "\n" for n in range(60_000))
    whole = _zstd().compress(lines.encode())
    path.write_bytes(whole[: len(whole) // 2])
    items = list(read([path]))
    assert sum(isinstance(item, Record) for item in items) > 100
    assert isinstance(items[-1], Refused)
    assert "the zstd stream ends early here; what comes before was read" in items[-1].reason
    path.write_bytes(b"no zstd at all")
    assert "the zstd stream is broken" in refusals(path)[0].reason


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: _zstd().compress(data)])
def test_what_unpacks_without_measure_is_refused(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    ending = "gz" if pack is gzip.compress else "zst"
    path = tmp_path / f"bomb.jsonl.{ending}"
    path.write_bytes(pack(b'{"id": "a", "text": "b"}\n') + pack(b" " * (100 << 20)))
    items = list(read([path]))
    assert isinstance(items[0], Record)
    assert isinstance(items[-1], Refused)
    assert "unpacks to more than 200 times its size" in items[-1].reason


# ---- Parquet


def table(path: Path, **columns: list[Any]) -> Path:
    pq.write_table(pa.table(columns), path)  # type: ignore[no-untyped-call]
    return path


def test_rows_of_a_table(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.parquet",
        id=[1, 2, 3],
        text=["Bài một", "Bài hai", None],
        published=[dt.date(2021, 5, 6), None, None],
        source=["https://example.org/1", None, None],
        crawl=[b"\x00" * 100] * 3,
    )
    one, two, three = read([path])
    assert isinstance(one, Record) and isinstance(two, Record)
    assert (one.article.id, one.article.text, one.article.published) == ("1", "Bài một", dt.date(2021, 5, 6))
    assert (one.article.source, one.where, two.article.published) == ("https://example.org/1", f"{path}:1", None)
    assert three == Refused(f"{path}:3", 'no "text"')


def test_columns_of_other_names(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.parquet", url=["u1"], body=["Bài một"], day=[dt.datetime(2021, 5, 6, 7, 8, tzinfo=dt.UTC)]
    )
    columns = _columns(["id=url", "text=body", "published=day"])
    (article,) = articles(path, columns=columns)
    assert (article.id, article.text, article.published) == ("u1", "Bài một", dt.date(2021, 5, 6))
    lines = tmp_path / "a.jsonl"
    lines.write_text(
        '{"url": "u2", "body": "Bài hai", "day": "2021-05-06"}\n{"id": "x", "text": "y"}\n', encoding="utf-8"
    )
    items = list(read([lines], columns=columns))
    assert isinstance(items[0], Record) and items[0].article.published == dt.date(2021, 5, 6)
    assert items[1] == Refused(f"{lines}:2", 'no "body"')
    for wrong in ("body=text", "text", "text="):
        with pytest.raises(UsageError, match="expected FIELD=NAME"):
            _columns([wrong])


def test_tables_that_cannot_be_read(tmp_path: Path) -> None:
    good = table(tmp_path / "good.parquet", id=["a"], text=["b"]).read_bytes()
    for name, data, said in (
        ("none", b"PAR1 no table PAR1", "no Parquet that can be read"),
        ("cut", good[: len(good) // 2], "no Parquet that can be read"),
        ("empty", b"", "no Parquet that can be read"),
    ):
        path = tmp_path / f"{name}.parquet"
        path.write_bytes(data)
        (refused,) = refusals(path)
        assert said in refused.reason, name
    (refused,) = refusals(
        table(tmp_path / "rows.parquet", id=pa.array([], pa.string()), text=pa.array([], pa.string()))
    )
    assert refused.reason == "empty file"


def test_a_table_that_unpacks_without_measure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.parquet"
    text = pa.array([" " * (100 << 20)])
    pq.write_table(pa.table({"id": ["a"], "text": text}), path, compression="zstd")  # type: ignore[no-untyped-call]
    (refused,) = refusals(path)
    assert "a part of it unpacks to" in refused.reason


# ---- pages


def test_a_page(tmp_path: Path) -> None:
    head = (
        f'<meta charset="utf-8"><meta property="og:title" content="{HEADLINE}">'
        '<meta property="og:site_name" content="Báo Đồng Khởi"><meta name="author" content="Người Viết">'
        '<link rel="canonical" href="https://example.org/mo-cay">'
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": '
        '"2019-07-05T10:00:00+07:00"}]}</script>'
    )
    path = tmp_path / "mo-cay.html"
    path.write_text(page(head), encoding="utf-8")
    (article,) = articles(tmp_path)
    assert article.id == "mo-cay"
    assert all(line in article.text for line in BODY)
    assert not any(odd in article.text for odd in ("Trang chủ", "Giấy phép", "<p>"))
    assert (article.title, article.published) == (HEADLINE, dt.date(2019, 7, 5))
    assert (article.source, article.publisher) == ("https://example.org/mo-cay", "Báo Đồng Khởi")
    assert article.creator == "Người Viết"


@pytest.mark.parametrize(
    ("head", "under", "published"),
    [
        ('<meta property="article:published_time" content="2020-01-02T03:04:05">', "", dt.date(2020, 1, 2)),
        ("", '<time datetime="2020-01-03">hôm qua</time>', dt.date(2020, 1, 3)),
        ("", "<div><span>Thứ Sáu, 03/01/2020, 10:00</span></div>", dt.date(2020, 1, 3)),
        ('<script type="application/ld+json">{"datePublished": "2019-13-45"}</script>', "", None),
        ('<script type="application/ld+json">[[[{{{</script>', "", None),
        ("", "", None),  # the one in the footer is that of a licence
    ],
)
def test_when_a_page_was_published(tmp_path: Path, head: str, under: str, published: dt.date | None) -> None:
    path = tmp_path / "a.html"
    path.write_text(page(head, under), encoding="utf-8")
    assert articles(path)[0].published == published


@pytest.mark.parametrize(
    ("charset", "head"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("utf-8", '<meta charset="windows-1258">')],
)
def test_charsets_of_pages(tmp_path: Path, charset: str, head: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(page(head if charset != "utf-8" or not head else "").encode(charset))
    assert BODY[0] in articles(path)[0].text


def test_a_page_in_windows_1258(tmp_path: Path) -> None:
    """A letter with its circumflex, the tone behind it: composed again, the words are those of the article."""
    import unicodedata

    tones = "\u0300\u0301\u0303\u0309\u0323"
    written = "".join(
        unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", letter) if c not in tones))
        + "".join(c for c in unicodedata.normalize("NFD", letter) if c in tones)
        for letter in page('<meta charset="windows-1258">')
    )
    path = tmp_path / "a.html"
    path.write_bytes(written.encode("windows-1258"))
    assert BODY[1] in articles(path)[0].text


def test_hostile_pages(tmp_path: Path) -> None:
    for name, data in (
        ("deep", b"<div>" * 200_000 + b"x"),
        ("script", b"<html><body><script>alert(1)</script></body></html>"),
        ("empty", b""),
        ("controls", bytes(range(32)) * 50),
        ("big", b"<p>" + b"a" * (9 << 20)),
        ("include", b'<iframe src="file:///etc/passwd"></iframe><link rel="stylesheet" href="http://127.0.0.1:9/x">'),
    ):
        path = tmp_path / f"{name}.html"
        path.write_bytes(data)
        assert len(refusals(path)) == 1, name
    path = tmp_path / "title.html"
    path.write_text(page(title="<script>alert(1)</script>&lt;img src=x onerror=alert(1)&gt;"), encoding="utf-8")
    built = dangbo.build(path, tmp_path / "out")
    assert built.report.articles == 1
    assert "<img src=x" not in built.page.read_text(encoding="utf-8")


# ---- archives


def record(
    address: str, body: bytes, headers: str = "Content-Type: text/html; charset=utf-8", status: int = 200
) -> bytes:
    http = f"HTTP/1.1 {status} OK\r\n{headers}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2022-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{abs(hash(address)) % 10**12:012d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n")


def test_an_archive_of_the_web(tmp_path: Path) -> None:
    path, html = tmp_path / "a.warc.gz", page('<meta property="og:title" content="Tin">').encode()
    path.write_bytes(
        record("https://example.org/1", html)
        + record("https://example.org/robots.txt", b"User-agent: *", "Content-Type: text/plain")
        + record("https://example.org/gone", html, status=404)
        + record("https://example.org/2", gzip.compress(html), "Content-Type: text/html\r\nContent-Encoding: gzip")
        + record("https://example.org/empty", b"<html></html>")
    )
    items = list(read([path]))
    found = {item.article.id: item for item in items if isinstance(item, Record)}
    assert list(found) == ["https://example.org/1", "https://example.org/2"]
    assert found["https://example.org/1"].article.source == "https://example.org/1"
    assert found["https://example.org/1"].article.text == found["https://example.org/2"].article.text
    (refused,) = (item for item in items if isinstance(item, Refused))
    assert refused == Refused(f"{path}:5", "no text of an article in this page")
    plain = tmp_path / "a.warc"
    plain.write_bytes(gzip.decompress(path.read_bytes()))
    assert len([item for item in read([plain]) if isinstance(item, Record)]) == 2


def test_archives_that_are_cut_off_or_broken(tmp_path: Path) -> None:
    path, html = tmp_path / "a.warc.gz", page().encode()
    first, second = record("https://example.org/1", html), record("https://example.org/2", html * 50)
    for name, data, readable in (
        ("cut", first + second[: len(second) // 2], 1),
        ("bits", first + second[:300] + b"\xff\xff\xff" + second[303:], 1),
        ("none", b"no archive" * 100, 0),
        ("bomb", first + record("https://example.org/2", b" " * (100 << 20)), 1),
    ):
        path.write_bytes(data)
        items = list(read([path]))
        assert sum(isinstance(item, Record) for item in items) == readable, (name, items)
        assert isinstance(items[-1], Refused), name


def test_a_body_that_unpacks_without_measure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    bomb = gzip.compress(b"<p>" + b" " * (60 << 20))
    path.write_bytes(
        record("https://example.org/1", bomb, "Content-Type: text/html\r\nContent-Encoding: gzip")
        + record("https://example.org/2", page().encode())
    )
    refused, read_after = read([path])
    assert isinstance(refused, Refused) and "more than 8 MB" in refused.reason
    assert isinstance(read_after, Record)


# ---- without the extra


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("a.html", "trafilatura", "web"),
        ("a.warc.gz", "fastwarc.warc", "web"),
        ("a.parquet", "pyarrow", "parquet"),
        ("a.jsonl.zst", "compression" if sys.version_info >= (3, 14) else "backports", "zstd"),
    ],
)
def test_what_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    path = tmp_path / name
    path.write_bytes(gzip.compress(b"x"))
    (refused,) = refusals(path)
    assert f"pip install 'dangbo[{extra}]'" in refused.reason
