"""Readers: the text as it came, and a reason for everything that is refused."""

from __future__ import annotations

import datetime as dt
import errno
import gzip
import io
import json
import os
from pathlib import Path

import pytest

from extraction.reading import Duplicate, Record, Refused, read

Item = Record | Refused | Duplicate

KNOWN = ".txt, .jsonl (.gz, .zst), .parquet, .html and .warc (.gz, .zst)"


def one(path: Path | str, **options: int) -> Item:
    (item,) = read([path], **options)  # type: ignore[arg-type]
    return item


def refusal(path: Path | str, **options: int) -> Refused:
    item = one(path, **options)
    assert isinstance(item, Refused)
    return item


def article_ids(items: list[Item]) -> list[str]:
    return [item.article.id for item in items if isinstance(item, Record)]


def write_lines(path: Path, *records: object) -> Path:
    lines = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_text_stays_as_it_came(tmp_path: Path) -> None:
    text = "\ufeffTiêu đề của bài\r\n\r\nHuyện u\u0309y họp.\r\n\u00a0\tHết\n"
    path = tmp_path / "bài.số-1.txt"
    path.write_bytes(text.encode())
    item = one(path)
    assert isinstance(item, Record)
    assert item.article.text == text == path.read_bytes().decode("utf-8")
    assert item.article.id == "bài.số-1"
    assert item.where == str(path)


def test_lines_of_json(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "a.jsonl",
        {"id": "một", "text": "Bài một\r\n", "title": "T", "published": "2020-02-03", "source": "https://a.vn/1"},
        "",
        {"id": 2, "text": "Bài hai", "published": "hôm qua", "title": 5, "publisher": "Báo\nA", "creator": "B", "x": 1},
    )
    first, second = read([path])
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert first.article.text == "Bài một\r\n"
    assert (first.article.title, first.article.published) == ("T", dt.date(2020, 2, 3))
    assert first.article.source == "https://a.vn/1"
    assert (second.where, second.article.id) == (f"{path}:3", "2")
    assert (second.article.publisher, second.article.creator) == ("Báo A", "B")
    assert second.notes == ('"title" is no string: passed over', '"published" is no date that can be read: passed over')


def test_a_folder_is_read_sorted_and_whole(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a/9.txt", "0.TXT", "note.md", ".hidden.txt", ".git/x.txt", "out/old.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Bài {name}", encoding="utf-8")
    with gzip.open(tmp_path / "z.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write('{"id": "z", "text": "Bài"}\n')
    items = list(read([tmp_path], skip=[tmp_path / "out"]))
    assert article_ids(items) == ["0", "z", "9", "1", "2"]
    assert len(items) == 5


def test_globs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("2.txt", "1.txt", "x.md", "[a].txt"):
        Path(name).write_text(f"Bài {name}", encoding="utf-8")
    assert article_ids(list(read(["*.txt"]))) == ["1", "2", "[a]"]
    assert article_ids(list(read(["[a].txt"]))) == ["[a]"]
    assert article_ids(list(read(["*"]))) == ["1", "2", "[a]"]
    assert refusal("*.jsonl").reason == f"no {KNOWN} file matches"


def test_standard_input() -> None:
    lines = b'\n  {"id": "a", "text": "B\xc3\xa0i"}\n{"id": "b", "text": "Hai"}\n'
    assert article_ids(list(read(["-"], stdin=io.BytesIO(lines)))) == ["a", "b"]
    (item,) = read(["-"], stdin=io.BytesIO("\n\nBài {a}\n".encode()))
    assert isinstance(item, Record)
    assert (item.article.id, item.article.text, item.where) == ("stdin", "\n\nBài {a}\n", "stdin")
    assert [type(i) for i in read(["-", "-"], stdin=io.BytesIO(b"x"))] == [Record, Refused]
    assert list(read(["-"], stdin=io.BytesIO(b""))) == [Refused("stdin", "empty file")]
    (long,) = read(["-"], stdin=io.BytesIO(b"x" * 1000), max_chars=100)
    assert isinstance(long, Refused)


def test_files_that_are_refused(tmp_path: Path) -> None:
    for name, content, line, reason in (
        ("empty.txt", b"", "", "empty file"),
        ("blank.txt", b" \r\n\n", "", "no text in it"),
        ("latin.txt", "dòng một\n".encode() + b"t\xecnh", ":2", "not UTF-8: byte 13 is 0xEC"),
        ("utf16.txt", "Bài".encode("utf-16"), ":1", "not UTF-8: byte 0 is 0xFF; it looks like UTF-16"),
        ("nul.txt", b"a\nb\0c", ":2", "a NUL byte at character 3: no text"),
        (
            "pdf.pdf",
            b"%PDF",
            "",
            f"{KNOWN} files are read, not this ending",
        ),
        ("empty.jsonl", b"", "", "empty file"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        found = refusal(path)
        assert found.where == f"{path}{line}"
        assert found.reason.startswith(reason)


def test_paths_that_are_refused(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone")
    assert refusal(tmp_path / "nowhere.txt").reason == "no such file or folder"
    assert refusal(tmp_path / "none").reason == f"holds no {KNOWN} file"
    assert refusal(tmp_path / "pipe.txt").reason == "no regular file"
    assert refusal(tmp_path / "dangling.txt").reason == "no such file or folder"
    assert refusal("x" * 5000 + ".txt").reason == "no such file or folder"
    assert [item.where for item in read([tmp_path]) if isinstance(item, Refused)] == [
        str(tmp_path / "dangling.txt"),
        str(tmp_path / "pipe.txt"),
    ]


def test_files_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> bytes:  # as root, the system would not
        raise PermissionError(errno.EACCES, "Permission denied")

    for name in ("secret.txt", "secret.jsonl"):
        (tmp_path / name).write_text("Bài", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", denied)
    monkeypatch.setattr(Path, "open", denied)
    for name in ("secret.txt", "secret.jsonl"):
        assert refusal(tmp_path / name).reason == "cannot be read: Permission denied"


def test_a_text_that_is_too_long(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("ạ" * 101, encoding="utf-8")
    assert refusal(path, max_chars=100).reason == "more than 100 characters (--max-chars raises the limit)"
    assert isinstance(one(path, max_chars=101), Record)
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as out:
        out.truncate(20_000_000_000)  # sparse: its size alone refuses it
    assert "more than 2,000,000 characters" in refusal(huge).reason
    lines = write_lines(tmp_path / "a.jsonl", {"id": "a", "text": "x" * 90_000}, {"id": "b", "text": "Bài"})
    first, second = read([lines], max_chars=100)
    assert isinstance(first, Refused)
    assert first.where == f"{lines}:1"
    assert isinstance(second, Record)
    assert second.where == f"{lines}:2"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("no json", "no JSON: "),
        ('{"id": "a", "text": "cut', "no JSON: "),
        ("[1, 2]", "no JSON object"),
        ('{"id": "a"}', 'no "text"'),
        ('{"id": "a", "text": null}', 'no "text"'),
        ('{"id": "a", "text": 5}', '"text" is no string'),
        ('{"text": "Bài"}', 'no "id"'),
        ('{"id": ["a"], "text": "Bài"}', '"id" is no string'),
        ('{"id": true, "text": "Bài"}', '"id" is no string'),
        ('{"id": " ", "text": "Bài"}', "its id is empty"),
        ('{"id": "a\\nb", "text": "Bài"}', "its id (or file name) holds control characters"),
        ('{"id": "a", "text": "  "}', '"text": no text in it'),
        ('{"id": "a", "text": "x\\u0000y"}', '"text": a NUL byte at character 1'),
        ('{"id": "a", "text": "\\ud800"}', "no JSON: "),
        ("[" * 100_000, "no JSON"),
        ('{"id": "' + "a" * 501 + '", "text": "Bài"}', "its id has more than 500 characters"),
    ],
)
def test_lines_that_are_refused(tmp_path: Path, line: str, reason: str) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"id": "first", "text": "Bài"}, line, {"id": "last", "text": "Bài"})
    items = list(read([path]))
    assert article_ids(items) == ["first", "last"]
    (refused,) = (item for item in items if isinstance(item, Refused))
    assert refused.where == f"{path}:2"
    assert refused.reason.startswith(reason)


def test_a_line_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": "a", "text": "t\xecnh"}\n{"id": "b", "text": "B"}\n')
    refused, record = read([path])
    assert refused == Refused(f"{path}:1", "not UTF-8: byte 22 is 0xEC")
    assert isinstance(record, Record)


def test_a_mark_at_the_front_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "a", "text": "B"}\n')
    assert isinstance(one(path), Record)


def test_the_same_id_twice(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "a.jsonl",
        {"id": "a", "text": "Bài"},
        {"id": "a", "text": "Bài"},
        {"id": "a", "text": "Khác"},
        {"id": "a", "text": "Bài"},
    )
    record, again, other, third = read([path])
    assert isinstance(record, Record)
    assert again == Duplicate(f"{path}:2", "a", f"{path}:1")
    assert other == Refused(f"{path}:3", f"id 'a' was read with another text before, from {path}:1")
    assert isinstance(third, Duplicate)


def test_the_same_file_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Bài", encoding="utf-8")
    assert [type(item) for item in read([path, tmp_path, str(path)])] == [Record, Duplicate, Duplicate]


def test_a_gzip_file_that_ends_early(tmp_path: Path) -> None:
    whole = gzip.compress(
        "".join(f'{{"id": "{n}", "text": "Bài {os.urandom(40).hex()}"}}\n' for n in range(500)).encode()
    )
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(whole[: len(whole) // 2])
    items = list(read([path]))
    count = len(article_ids(items))
    assert 100 < count < 400
    assert isinstance(items[-1], Refused)
    assert items[-1].where == f"{path}:{count + 1}"
    assert "ends early here; what comes before was read" in items[-1].reason


def test_a_gzip_file_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(b'{"id": "a", "text": "B"}\n')
    assert "gzip stream is broken" in refusal(path).reason


def test_broken_bytes_within_gzip(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(b'{"id": "a", "text": "B"}\n' * 3))
    data[12] ^= 0xFF
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(bytes(data))
    assert any(isinstance(item, Refused) and "gzip" in item.reason for item in read([path]))


def test_a_file_name_that_is_not_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/t\xecnh.txt"
    try:
        with open(path, "wb") as out:  # noqa: PTH123 (a name of bytes)
            out.write(b"x")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    found = refusal(tmp_path)
    assert found.reason.startswith("its id (or file name)")
    found.where.encode("utf-8")
