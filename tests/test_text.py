"""Text as it is: tokens and sentences with their places, and foldings that make equal what people write differently."""

from __future__ import annotations

import textwrap
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from underthesea import sent_tokenize

from extraction import text as module
from extraction.text import Span, classic, fold, search_key, sentences, tokens, unwrapped

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵbcdđghklmnpqrstvx"
TONES = "\u0300\u0301\u0303\u0309\u0323"
PIECES = [
    *("Huyện uỷ", "Ông", "K’Brìu", "K ’ Bốt", "TP.HCM", "1.234,5", "12/5", "18-NQ/TW", "Bến Tre", "hoà", "- ", "1. "),
    *("TP.", "Q. 1", "(", ")", ":", ";", ",", ".", "…", "?!", "“", "”", '"', "&", "_", "½", "İ", "😀"),
    *("\x00", "\u200b"),
    *("\n", "\r\n", "\n\n", "\t", "\x0c", " ", "\u00a0", "\u2028", "\u0301", "\u0300\u0301"),
]

syllables = st.from_regex(
    r"(?:ngh|th|kh|tr|qu|[bcđhlmnt])?[aàảãáạăằặâấậeèéẹêếệiìíịoòóọôồốộơờớợuùúụưừứựyỳýỵ](?:ng|ch|nh|[cmnptiou])?",
    fullmatch=True,
)
words = st.text(LETTERS + LETTERS.upper(), min_size=1, max_size=8)
texts = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), words), max_size=40).map(" ".join),
)
quick = settings(max_examples=150, deadline=None)


# ---- foldings ---------------------------------------------------------------------------------------------------


@given(words)
def test_composed_and_decomposed_fold_alike(word: str) -> None:
    """NFC and NFD, capitals and small letters are one key for each folding."""
    forms = {unicodedata.normalize(form, w) for form in ("NFC", "NFD") for w in (word, word.upper(), word.lower())}
    assert len({fold(w) for w in forms}) == 1
    assert len({search_key(w) for w in forms}) == 1
    assert len({classic(w).lower() for w in forms}) == 1


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("rhyme", ["oa", "oe", "uy"])
@pytest.mark.parametrize("onset", ["", "h", "th", "T", "Kh", "ngh"])
def test_tone_on_either_vowel(onset: str, rhyme: str, tone: str) -> None:
    """hoà is hòa, thuỷ is thủy, whichever vowel carries the mark, however it is composed, in capitals too."""
    old, new = onset + rhyme[0] + tone + rhyme[1], onset + rhyme + tone
    for left, right in ((old, new), (old.upper(), new.upper())):
        for form in ("NFC", "NFD"):
            a, b = unicodedata.normalize(form, left), unicodedata.normalize(form, right)
            assert fold(a) == fold(b)
            assert classic(b) == classic(a) == unicodedata.normalize("NFC", left)


@pytest.mark.parametrize(
    "word", ["quý", "Quỳnh", "hoàn", "toán", "thuyền", "ngoài", "khoét", "Đắk", "giầy", "Krông", ""]
)
def test_classic_leaves_the_rest(word: str) -> None:
    """The y of qu- and vowels before a final consonant keep their marks."""
    assert classic(word) == word


@pytest.mark.parametrize(
    ("left", "right"),
    [("ba", "bà"), ("ban", "bản"), ("Đăk", "Đắk"), ("dong", "đông"), ("to", "tơ"), ("hoa", "hòa"), ("má", "mà")],
)
def test_words_that_differ_stay_apart(left: str, right: str) -> None:
    """Folding takes nothing but case and the place of the tone."""
    assert fold(left) != fold(right)


@given(syllables)
def test_foldings_settle(word: str) -> None:
    """Folding twice is folding once, and a word folds as it does with its tone in the classic place."""
    for form in (word, word.upper(), word.capitalize()):
        assert fold(fold(form)) == fold(form) == fold(classic(form))
        assert classic(classic(form)) == classic(form) == unicodedata.normalize("NFC", classic(form))


@given(texts)
@quick
def test_search_keys_have_no_marks(text: str) -> None:
    """A search key is its own search key."""
    key = search_key(text)
    assert search_key(key) == key
    assert not any(unicodedata.combining(c) for c in key)


@given(st.lists(words, min_size=1, max_size=5))
def test_words_are_folded_one_by_one(row: list[str]) -> None:
    """The tone of a word goes to the end of its own word."""
    assert fold(" ".join(row)) == " ".join(fold(word) for word in row)


def test_search_key_is_what_people_type() -> None:
    """Without any diacritics, đ included."""
    assert search_key("Huyện ủy CHÂU THÀNH") == "huyen uy chau thanh"
    assert search_key("Đắk Đoa, Buôn Ma Thuột") == "dak doa, buon ma thuot"


# ---- tokens -----------------------------------------------------------------------------------------------------


@given(texts)
@quick
def test_tokens_have_their_places(text: str) -> None:
    """In order, without overlap, each the key of what stands there; between them is nothing but blanks."""
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert not text[end : token.start].strip()
        word = text[token.start : token.end]
        assert token.key == fold(word.replace(" ", ""))
        assert token.shape in "Aax0."
        assert (token.shape == "0") == word[0].isdecimal()
        end = token.end
    assert not text[end:].strip()


@given(texts, texts, texts)
@quick
def test_tokens_of_a_part_have_offsets_into_the_whole(before: str, text: str, after: str) -> None:
    """Tokens of a stretch are those of the stretch alone, moved by where it begins."""
    head = f"{before}\n"
    part = tokens(f"{head}{text}\n{after}", len(head), len(head) + len(text))
    assert list(part) == [replace(t, start=t.start + len(head), end=t.end + len(head)) for t in tokens(text)]


@given(texts, st.data())
@quick
def test_tokens_are_what_the_expression_finds(text: str, data: st.DataObject) -> None:
    """Reading piece by piece, as most texts are read, gives what the expression finds in the whole stretch."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert tokens(text, start, end) == tuple(module._found(text, start, end))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Huyện ủy Ba Tri", ["a Huyện", "x ủy", "a Ba", "a Tri"]),
        ("UBND TP.HCM", ["A UBND", "A TP", ". .", "A HCM"]),
        ("1.234.567,8 đồng", ["0 1.234.567,8", "x đồng"]),
        ("69,56%.", ["0 69,56", ". %", ". ."]),
        ("18-NQ/TW", ["0 18", ". -", "A NQ", ". /", "A TW"]),
        ("K’Brìu và H'Len", ["a K’Brìu", "x và", "a H'Len"]),
        ("Y Krông", ["a Y", "a Krông"]),
        ("Ảnh:T.H", ["a Ảnh", ". :", "a T", ". .", "a H"]),
    ],
)
def test_tokens(text: str, found: list[str]) -> None:
    """Syllables, numbers and signs, with their shapes, also where the text is decomposed."""
    for form in ("NFC", "NFD"):
        written = unicodedata.normalize(form, text)
        told = [unicodedata.normalize("NFC", f"{t.shape} {written[t.start : t.end]}") for t in tokens(written)]
        assert told == [unicodedata.normalize("NFC", f) for f in found]


# ---- sentences ----------------------------------------------------------------------------------------------------


def tiled(text: str) -> list[Span]:
    """The sentences of a text, after a look at what holds for all of them."""
    out = sentences(text)
    end = 0
    for span in out:
        assert end <= span.start < span.end <= len(text)
        assert not text[end : span.start].strip(), "text between sentences"
        assert span.end - span.start <= module._LONGEST
        end = span.end
    assert not text[end:].strip(), "text after the last sentence"
    return out


@given(texts)
@quick
def test_sentences_cover_the_text(text: str) -> None:
    """In order, without overlap, all of the text but blanks."""
    tiled(text)


@pytest.mark.parametrize("blank", [" ", "\t", "\u00a0", " \r"])
def test_blanks_at_the_end_of_a_line_are_nothing(blank: str) -> None:
    """No sentence is blank, and a list is one with a blank behind the colon too."""
    text = f"Gồm các đồng chí:{blank}\n- Lê Văn Hùng, Bí thư{blank}\n- Trần Thị Lan, Phó Bí thư{blank}\nHết.{blank}\n"
    assert [line.split()[0] for line in cut(text)] == ["Gồm", "Hết."]


def test_a_list_within_an_item_ends_with_it() -> None:
    """Items of the list around it, marked otherwise and set off by a blank line, are sentences of their own."""
    text = "* Cụ thể:\n + Xã A: 5\n + Xã B: 4\n\n* Hội huyện mở lớp.\n\n* Thực hiện Chỉ thị 05, Hội họp.\n"
    assert [line.split()[1] for line in cut(text)] == ["Cụ", "Hội", "Thực"]
    goes_on = "Cụ thể:\n\n- Xã A: 5\n\n- Xã B: 4\n+ Thôn C: 1\n- Xã D: 2\n"
    assert len(cut(goes_on)) == 1


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map(" ".join), st.integers(1, 3000))
@settings(max_examples=40, deadline=None)
def test_no_sentence_is_endless(piece: str, times: int) -> None:
    """Whatever a line consists of, its sentences keep to the bound."""
    tiled((piece * times)[:12_000])


@pytest.mark.parametrize(
    "line", ["a" * 9000, "a " * 4500, "Bí thư, " * 1200, "-\n" * 3000, "Gồm:\n" + "- Lê Văn A\n" * 900]
)
def test_long_lines_and_lists_are_cut(line: str) -> None:
    """A line or a list beyond all measure is cut, at a sign where there is one."""
    spans = tiled(line)
    assert len(spans) > 1
    if "," in line:
        assert all(line[s.end - 1] in ", " for s in spans[:-1])


WHOLE = [
    "Sáng 12/5, UBND TP. Hồ Chí Minh tổ chức hội nghị.",
    "Tx. Hồng Lĩnh và TX. Kỳ Anh được khen.",
    "Ông Lê Văn Hùng ở P. 5, Q. 3 nhận quà.",
    "Bộ trưởng, PGS. TS. Nguyễn Văn Nam dự.",
    "Đ/c. Nam và đ/c. Hoa phát biểu.",
    "Ban Bí thư T.Ư. Đảng kết luận.",
    "ThS. Trần Thị Lan, BS. Lê Hùng, LS. Ngô Bình dự.",
    "Ngày 20.11. 2019 huyện họp.",
    "Ngày 2.9.1945 nước ta độc lập.",
    "Số tiền 1.234.567,8 đồng đã chi.",
    "Tỷ lệ đạt 98.5 phần trăm.",
    "Theo Nghị định số 59/2023/NĐ-CP, xã phải công khai.",
    "Mr. Park cám ơn.",
]


def cut(text: str) -> list[str]:
    """The sentences as they stand, without the blanks around them."""
    return [text[s.start : s.end].strip() for s in tiled(text)]


@pytest.mark.parametrize("sentence", WHOLE)
def test_abbreviations_dates_and_numbers_end_no_sentence(sentence: str) -> None:
    """A dot that belongs to a word or a number is not the end; the one after it is."""
    assert cut(f"Mở đầu. {sentence} Sau đó ra về.") == ["Mở đầu.", sentence, "Sau đó ra về."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Lãnh đạo tx. Kỳ Anh và h. Can Lộc dự.",
        "BS.CKII. Lê Văn Hùng phát biểu.",
        "Bà Lê Thị Lan, SN. 1960, được khen.",
        "UBND t.p. Vinh họp.",
        "Website www.bentre.gov.vn đăng tin.",
    ],
)
def test_dots_inside(sentence: str) -> None:
    """Abbreviations in lower case, degrees of physicians, years of birth, addresses."""
    assert len(tiled(sentence)) == 1


@given(st.one_of(texts, st.lists(st.sampled_from('ab .?!…"” '), max_size=12).map("".join)))
@quick
def test_only_three_signs_end_a_sentence_within_a_line(text: str) -> None:
    """Lines without them are not given to the tokenizer, which would find one sentence in each."""
    for line in text.splitlines():
        if not module._INNER_END.search(line):
            assert sent_tokenize(line) == ([line.strip()] if line.strip() else [])


def test_one_line_is_one_sentence_at_least() -> None:
    """Headlines, bylines and paragraphs never run into each other."""
    text = "Huyện ủy Ba Tri họp\r\nTheo Báo Đồng Khởi\r\n\r\nSáng nay, huyện họp. Chiều nay, xã họp."
    assert cut(text) == ["Huyện ủy Ba Tri họp", "Theo Báo Đồng Khởi", "Sáng nay, huyện họp.", "Chiều nay, xã họp."]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\n\n"])
@pytest.mark.parametrize("bullets", ["- | - | - ", "+ | + | + ", "• | • | • ", "1. | 2. | 3. ", "1) | 2) | 3) "])
def test_a_list_stays_together(bullets: str, newline: str) -> None:
    """Lines with bullets after a colon belong to the sentence that introduces them; the line after them does not."""
    marks = [mark.strip() + " " for mark in bullets.split("|")]
    names = ["Lê Văn Hùng, Bí thư", "Trần Thị Lan, Phó Bí thư", "Ngô Bình, Ủy viên"]
    lines = ["Ban Thường vụ gồm các đồng chí:", *(m + n for m, n in zip(marks, names, strict=True))]
    text = newline.join([*lines, "Hội nghị kết thúc."])
    assert cut(text) == [newline.join(lines), "Hội nghị kết thúc."]


def test_no_list_without_its_introduction() -> None:
    """Dashes that nobody introduced, and lines without a mark, are sentences of their own."""
    assert len(tiled("- Một việc\n- Hai việc")) == 2
    assert len(tiled("Gồm các đồng chí:\nLê Văn Hùng, Bí thư\nTrần Thị Lan, Phó Bí thư")) == 3
    assert len(tiled("Gồm:\n\n\n- Một\n- Hai")) == 3


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\r\n", "\u00a0\u2003"])
def test_blank_text_has_no_sentences(text: str) -> None:
    assert sentences(text) == []
    assert tokens(text) == ()


PARAGRAPHS = [
    "Sáng 4/6, Thường trực Tỉnh ủy Lai Châu làm việc với Ban Thường vụ Huyện ủy Sìn Hồ về công tác phát triển đảng "
    "viên. Đến nay, Đảng bộ huyện có 52 tổ chức cơ sở đảng, 371 chi bộ với trên 5.200 đảng viên.",
    "Phát biểu tại buổi làm việc, đồng chí Lò Văn Thử, Phó Bí thư Thường trực Tỉnh ủy đề nghị huyện quan tâm các "
    "bản chưa có đảng viên, nhất là ở vùng cao, vùng biên giới; không chạy theo số lượng.",
]


@pytest.mark.parametrize("width", [60, 68, 80, 100])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_broken_at_a_width_are_one(width: int, newline: str) -> None:
    broken = (newline * 2).join(textwrap.fill(p, width).replace("\n", newline) for p in PARAGRAPHS)
    whole = unwrapped(broken)
    assert len(whole) == len(broken)
    assert [p.split() for p in whole.split(newline * 2)] == [p.split() for p in PARAGRAPHS]
    assert whole.replace(newline, "").count("\n") == 0


def test_lines_broken_by_eye_are_one() -> None:
    """No line is as long as it could be, and some of them break a name."""
    broken = """Hôm qua, sau hai ngày làm việc, kỳ họp thứ bảy HĐND huyện
Sìn Hồ khóa XIX đã bế mạc. Đồng chí Giàng A Tủa, Bí thư
Huyện ủy, Chủ tịch HĐND huyện chủ trì. Dự có đồng chí Lò
Thị Hương, Phó Trưởng đoàn đại biểu Quốc hội tỉnh; đại diện
lãnh đạo các xã, thị trấn và 38 đại biểu HĐND huyện.

Kỳ họp đã bầu ông Vàng Văn Pin, Trưởng phòng Nội vụ
giữ chức Phó Chủ tịch UBND huyện với 36/38
phiếu; miễn nhiệm chức danh này đối với bà Tẩn Mý
Dao để nhận nhiệm vụ mới; thông qua nghị quyết về
chương trình giám sát năm sau.

Lò Thử"""
    assert [line for line in unwrapped(broken).split("\n") if line] == [
        " ".join(paragraph.split()) for paragraph in broken.split("\n\n")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        "\n".join(f"- Đảng bộ xã Nậm Ban số {n}: {n * 7} đảng viên mới kết nạp" for n in range(12)),
        "\n".join(("Núi cao bởi có đất bồi", "Núi chê đất thấp núi ngồi ở đâu", "Muôn dòng sông đổ biển sâu") * 4),
        "\n".join(f"xã Nậm Ban số {n} có {n * 7} đảng viên mới được kết nạp trong quý" for n in range(12)),
        "\n".join(f"xã Nậm Ban: {n} đảng viên" for n in range(12)),
        "\n".join(("Lễ kết nạp đảng viên mới ở Chi bộ bản Nà Kế, xã Phìn Hồ năm nay", "Tin: Lò Thử") * 5),
    ],
)
def test_lists_verse_and_paragraphs_keep_their_lines(text: str) -> None:
    assert unwrapped(text) == text
