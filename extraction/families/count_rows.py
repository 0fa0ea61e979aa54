"""A sentence as figures on Party work see it: the bodies it counts are words, decimal fractions are figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from extraction.context import Context
from extraction.datewords import numbers
from extraction.families.figures import Rows
from extraction.mentions import BodyPhrase, Mention
from extraction.text import Token, fold, tokens

_COUNTED_BODIES = frozenset(("party-cell", "party-organization", "party-committee"))
_BEFORE = 24
"""Letters looked at before a body for the number that counts it: the longest number word has ten."""
_NO_NUMBERS = frozenset(("i", "ii", "iii", "iv", "tư", fold("năm")))
"""Number words that are more often something else before a body: "trong năm chi bộ kết nạp …"."""
_CALENDAR = frozenset((fold("năm"), "khóa", fold("tháng"), fold("quý"), fold("ngày")))
"""Words whose number counts nothing: "đến cuối tháng 9 Đảng bộ Khối có …"."""
_RATED = frozenset(("EXEMPLARY", "STRONG", "EXCELLENT", "GOOD", "COMPLETED", "FAILED"))
_AFTER_FIGURE = frozenset(("COMMA", "SEMI", "DOT", "SLASH", "LPAR", "AND"))
_CELL = "chi"
_ROUNDS = fold("lượt")
_HOW_MANY, _SOME = fold("số"), fold("một")
_OF_THEM = re.compile(r"[^.;:%\d]{0,90}(?:chiếm|đạt|là|nhiệm vụ) (?:tỷ lệ |trên |gần |hơn )?\d{1,3}(?:[.,]\d{1,2})? ?%")
"""A kind of bodies of which a share is told."""
_CENTRE = "trung tâm"
_CENTRE_NAMED = re.compile(r"trung tâm (?:bồi dưỡng )?(?:lý luận )?chính trị", re.IGNORECASE)
"""A school of the Party by its name, and in short."""
_FRACTION = re.compile(r"\d+[.,]\d{1,2}")


class CountRows(Rows):
    """Rows with the words of the lexicon of counts."""

    counted = frozenset(("MEMBERS", "THEM", "ORGS", "CELLS", "LOOSE", "CADRES", "CLASS", "PAPER", "TALK", "LEARNER"))

    def __init__(self, context: Context) -> None:
        super().__init__(context, "counts")

    def split(self, mention: Mention) -> list[Mention]:
        """ "19 chi bộ trực thuộc Đảng bộ xã Long Trì": what is counted is a word, the body above it stays one."""
        phrase = mention.value
        if mention.kind != "ORG" or not isinstance(phrase, BodyPhrase) or phrase.entry.kind not in _COUNTED_BODIES:
            return [mention]
        before = tokens(self.text, max(0, mention.start - _BEFORE), mention.start)
        if [t.key for t in before[-2:]] == [_CELL, ","]:
            before = before[:-2]  # "24 chi, đảng bộ"
        if self._class(mention, phrase):
            return []
        if not before or not self._number(before):
            return [mention]
        above = phrase.of
        named = above is not None and isinstance(above.value, BodyPhrase) and above.value.of is not None
        if above is None or (above.kind == "ORG" and not named):
            return []
        return [replace(above, end=mention.end)]  # with the place in brackets after it

    def _class(self, mention: Mention, phrase: BodyPhrase) -> bool:
        """ "Chi bộ trực thuộc đảng ủy cơ sở đạt trong sạch, vững mạnh chiếm 90%": so many of them, no single one."""
        above = phrase.of
        if phrase.name or (above is not None and isinstance(above.value, BodyPhrase) and above.value.of is not None):
            return False
        if _OF_THEM.match(self.text, mention.start) is None:
            return False
        found = self._trie.longest(tokens(self.text, mention.start, mention.end + _BEFORE), 0)
        words = tokens(self.text, mention.start, mention.end)
        return found is not None and found[0] >= len(words) and found[1] in ("ORGS", "CELLS")

    def _read(self, n: int) -> list[Mention]:
        """The sentence; a school that helped is no unit: "phối hợp với Trung tâm Chính trị huyện mở 4 lớp"."""
        row = self._glossed(super()._read(n))
        for i in range(len(row) - 1, 0, -1):
            if row[i].kind == "HOLD" and row[i - 1].kind == "NUMBER":  # "5 tổ chức được xếp loại"
                words = tokens(self.text, row[i].start, row[i].end)
                row[i : i + 1] = [
                    Mention("LOOSE", row[i].start, words[-2].end),
                    Mention("PASSIVE", words[-1].start, words[-1].end),
                ]
        for i in range(len(row) - 2):
            if row[i].kind == "ORG" and row[i + 1].kind in _RATED and self._so_many(row[i + 2 : i + 4]):
                row[i] = self._counted(row[i])  # "chi bộ hoàn thành xuất sắc nhiệm vụ 12/63"
            elif row[i].kind == "GIVEN":
                row[i] = self._decided(row, i)
        for i in range(len(row) - 1):
            with_ = row[i].kind == "EACH" and self.text[row[i].start : row[i].end].casefold() == "cùng"
            if with_ and row[i + 1].kind in ("NUMBER", "ABOUT", "OVER"):  # "có 42 chi bộ cùng 1.200 đảng viên"
                row[i] = Mention("AND", row[i].start, row[i].end)
        for i in range(len(row)):
            if row[i].kind == "ORG" and self.text[row[i].start : row[i].end].casefold() == _CENTRE:
                taught = _CENTRE_NAMED.search(self.text, 0, row[i].start)  # "Trung tâm đã mở 7 lớp"
                row[i] = Mention("CENTRE", row[i].start, row[i].end) if taught else row[i]
        for i in range(1, len(row) - 1):
            if row[i].kind == "CENTRE" and row[i - 1].kind == "AT" and row[i + 1].kind in ("AREA", "AREAREF", "PLACE"):
                row[i + 1] = Mention("OTHER", row[i + 1].start, row[i + 1].end)
        return row

    @staticmethod
    def _so_many(row: Sequence[Mention]) -> bool:
        """Whether a figure stands here that counts what was told before it."""
        kinds = [m.kind for m in row]
        return kinds[:1] == ["NUMBER"] and (kinds[1:] == [] or kinds[1] in _AFTER_FIGURE)

    def _counted(self, mention: Mention) -> Mention:
        """A body without a name, as the word for those of its kind."""
        words = tokens(self.text, mention.start, mention.end)
        found = self._trie.longest(words, 0)
        whole = found is not None and found[0] == len(words) and found[1] in ("ORGS", "CELLS")
        return Mention(found[1], mention.start, mention.end) if found is not None and whole else mention

    def _decided(self, row: Sequence[Mention], i: int) -> Mention:
        """ "xem xét thi hành kỷ luật 3 đảng viên bằng hình thức khiển trách": no more than that was to be decided."""
        words = self.text[row[i].start : row[i].end].casefold()
        kinds = [m.kind for m in row[i + 1 : i + 5]]
        done = kinds[-2:] == ["FILL", "PUNISH"] and kinds[:1] == ["NUMBER"]
        return Mention("DISCIPLINE", row[i].start, row[i].end) if done and words.endswith("kỷ luật") else row[i]

    def _glossed(self, row: list[Mention]) -> list[Mention]:
        """A word without its short form in brackets, "tổ chức cơ sở đảng (TCCSĐ)"; "kỷ luật đảng | viên" cut right."""
        for i in range(len(row) - 2, 0, -1):
            kinds = [m.kind for m in row[i - 1 : i + 3]]
            words = self.text[row[i + 1].start : row[i + 1].end]
            if kinds == [kinds[0], "LPAR", kinds[0], "RPAR"] and words.isupper():
                row[i - 1 : i + 3] = [replace(row[i - 1], end=row[i + 2].end)]
            elif words == "viên" and self.text[row[i].start : row[i].end].casefold().endswith(" đảng"):
                at = row[i].end - len("đảng")
                row[i : i + 2] = [replace(row[i], end=at - 1), Mention("MEMBERS", at, row[i + 1].end)]
        return row

    @staticmethod
    def _number(before: Sequence[Token]) -> bool:
        before = before[:-1] if len(before) > 1 and before[-1].key == _ROUNDS else before  # "18 lượt chi bộ"
        last = before[-1]
        if last.key == "%":  # "100% chi bộ hoàn thành tốt nhiệm vụ"
            return True
        if last.shape == "0":
            return len(before) < 2 or before[-2].key not in _CALENDAR
        if last.key == _HOW_MANY:  # "Số chi bộ hoàn thành xuất sắc nhiệm vụ là 62", not "một số chi bộ"
            return len(before) < 2 or before[-2].key != _SOME
        return last.key in numbers() and last.shape == "x" and last.key not in _NO_NUMBERS

    def figure(self, token: Token) -> Mention:
        """Whole numbers, and fractions for rates."""
        if _FRACTION.fullmatch(token.key):
            return Mention("FRACTION", token.start, token.end, value=float(token.key.replace(",", ".")))
        return super().figure(token)
