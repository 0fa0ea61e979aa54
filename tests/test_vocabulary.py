"""All families' words in one trie: what one walk hears is what each family's own trie finds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.lexicon import read
from extraction.text import fold, tokens
from extraction.vocabulary import FAMILIES, asked, heard, lexicon

WORDS = sorted(
    {
        word
        for name in FAMILIES
        for kind, row in read(name).items()
        if isinstance(row, dict) and kind.isupper()
        for word in row.get("words", ())
    }
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(["Huyện ủy", ",", "12", "ba"])), max_size=8))
def test_one_walk_hears_what_each_family_finds(words: list[str]) -> None:
    """At every token, and up to every end."""
    row = tokens(" ".join(words))
    found, _ = heard([t.key for t in row])
    for name in FAMILIES:
        for i in range(len(row)):
            ends = [(end, word.kinds[name]) for first, end, word in found if first == i and name in word.kinds]
            assert lexicon(name).longest(row, i) == (ends[-1] if ends else None)
            if len(ends) > 1:
                assert lexicon(name).longest(row, i, ends[-1][0] - 1) == ends[-2]


def test_a_word_is_told_of_its_table_however_it_is_written() -> None:
    """In capitals, with its tone on either vowel; not where it is a part of another syllable."""
    talks, visits = asked("events", "CONFERENCE"), asked("events", "VISITS")
    for text in ("Sáng 5-5, huyện tổ chức tọa đàm.", "SÁNG 5-5, HUYỆN TỔ CHỨC TỌA ĐÀM.", "Buổi toạ đàm kết thúc."):
        _, told = heard([t.key for t in tokens(text)])
        assert told & talks
    _, told = heard([fold(word) for word in ("Thămm", "dò")])
    assert not told & visits
