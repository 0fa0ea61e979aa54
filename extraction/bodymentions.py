"""Bodies by the nouns that head them, and by roles that hold such a noun."""

from __future__ import annotations

from extraction.bodynames import BodyNames
from extraction.lexicon import BodyEntry, RoleEntry, TypeEntry
from extraction.marks import COUNTRY, Marks
from extraction.mentions import BodyPhrase, Mention
from extraction.row import is_cap
from extraction.text import fold

_YEARS_OLD = [fold("tuổi")]
_DELEGATES = [fold(w) for w in ("đại", "biểu")]
_CENTRE = [fold(w) for w in ("trung", "ương")]
_AUTHORITIES = ("general-department", "central-department", "institute")
_SHORT_FIELDS = ("centre", "school", "hospital")
_CALLED = ("school", "hospital")
"""Kinds whose name in small letters ends in a name with capitals: "Học viện âm nhạc Huế"."""
_ENDS = (",", ")", ".", ";", "(")
_LONG_FIELD = 12
"""Syllables of a field told in small letters."""


class BodyMentions:
    """Reads bodies from the row of a sentence, in the light of what is marked before them."""

    def __init__(self, marks: Marks) -> None:
        self.marks, self.row, self.out = marks, marks.row, marks.out
        self.names = BodyNames(marks.row)

    def of_role(self, i: int, role: Mention) -> int | None:
        """ "Thứ trưởng Nội vụ", "Chi cục trưởng Kiểm lâm": the role's name holds the head of the body."""
        entry = role.entry
        if not isinstance(entry, RoleEntry) or not entry.unit:
            return None
        found = self.row.lexicon.domains["state"].longest(self.row.tokens, i)
        body = self.row.lexicon.bodies.get(fold(entry.unit))
        authority = body is not None and body.kind in (*_AUTHORITIES, "sub-department", "ministry-department")
        if body is None or not (is_cap(self.row.tokens[i]) or (found and authority)):
            return None
        if found is None and authority and self.row.small(i + 1) and not self.row.surname(i):
            end = self.names.open_end(i)  # "Vụ trưởng An toàn giao thông"
            begins = end - i > 2 and self.row.lexicon.domains["state"].leads(self.row.tokens, i, 2)
            found = (end, self.row.surface(i, end)) if begins else None
        if found is None:
            return None
        end, name = self._national(found, body)
        return self.marks.emit("BODY", i, end, body, BodyPhrase(body, name))

    def _national(self, known: tuple[int, str], entry: BodyEntry) -> tuple[int, str]:
        """ "Cục Hàng không Việt Nam", "Trung ương Hội Luật gia Việt Nam": the country belongs to the name."""
        end, name = known
        central = entry.kind in _AUTHORITIES or entry.label.startswith("Trung ương ")
        after = [t.key for t in self.row.tokens[end : end + 2]]
        if entry.kind == "institute" and after == _CENTRE and is_cap(self.row.tokens[end]):
            return end + 2, f"{name} Trung ương"  # "Viện trưởng Huyết học và Truyền máu Trung ương"
        return (end + 2, f"{name} Việt Nam") if central and after == COUNTRY else known

    def _said_again(self, i: int, j: int) -> bool:
        """ "Trưởng ban Ban Dân vận", "Phó Trưởng phòng phụ trách Phòng Tư pháp": the head noun with the role, and again
        with the body."""
        alone = self.row.word(j) != "INCHARGE"
        if not alone and (charge := self.row.entry(j)) is not None:
            j = charge[0]
        found = self.row.entry(j)
        again = found is not None and isinstance(found[1], BodyEntry) and found[0] > j + alone
        return again and self.row.tokens[j].key == self.row.tokens[i].key

    def body(self, i: int, j: int, entry: BodyEntry) -> int | None:
        """The body whose head stands from token `i` to before `j`, with its own name; None if it is none here."""
        after_role = self.marks.previous("ROLE", "INCHARGE")
        inside = self.marks.previous("BODY")
        if entry.word:
            return self.marks.emit("CENTRAL", i, j, entry)
        if entry.kind == "central-committee" and self._union(j):
            return None  # "Ban Chấp hành Trung ương HLG": of a union by its short name, not of the Party
        if entry.only_inside and not (inside or after_role):
            return None
        if entry.after_role and not (after_role or inside):
            return None
        if entry.kind == "school" and j == i + 1 and self._holds_congress(j):
            return None
        if entry.kind == "mass-organization" and j == i + 1 and self.row.place_before_name(i, j):
            return None
        if entry.short and not (is_cap(self.row.tokens[i]) or after_role or inside):
            return None
        if j == i + 1 and self.marks.previous("ROLE") and self._said_again(i, j):
            role = self.out.pop()
            self.out.append(Mention(role.kind, role.start, self.row.tokens[j - 1].end, role.entry, role.value))
            return j
        bare = entry.bare and (inside or (after_role and not entry.only_inside))
        end = j
        name = ""
        if entry.follow == "domain":
            end, name = self._domain(j, entry, after_role=after_role)
            if not name and not (after_role and entry.noun) and not bare:
                return None
        elif entry.follow == "open":
            end = self.names.end(j, entry, after_role=after_role)
            if entry.kind == "military" and end > j + 1 and self.row.tokens[j].shape == "0" and not self.row.cap(j + 1):
                end = j + 1  # "Trung đoàn 50 họp"
            fields = self.row.lexicon.fields.get("enterprise" if entry.enterprise else entry.kind, frozenset())
            if (after_role or inside) and end == j and tuple(t.key for t in self.row.tokens[j : j + 2]) in fields:
                end = self.names.open_end(j, prose=True)  # "Tổng công ty đầu tư và kinh doanh vốn nhà nước"
                end = end if end - j > (2 if entry.kind in _SHORT_FIELDS else 3) else j
                if entry.kind in _CALLED and end > j and not self._ends_in_name(j, end):
                    end = j
            name = self.row.surface(j, end) if end > j else ""
            if entry.short and not name and not bare and " " not in entry.label and not self.names.goes_on(end):
                return None
        return self.marks.emit("BODY", i, end, entry, BodyPhrase(entry, name))

    def _ends_in_name(self, start: int, end: int) -> bool:
        """ "Học viện âm nhạc Huế", not "một trường đại học kỹ thuật lo ngại" nor "Trường đại học luật | Lê Văn A"."""
        first = next((k for k in range(start, end) if is_cap(self.row.tokens[k])), end)
        person = first < end and self.row.strong_name(first) and self.row.run(first) - first > 2
        return first < end and is_cap(self.row.tokens[end - 1]) and not person

    def _holds_congress(self, j: int) -> bool:
        """ "Nghị quyết ĐH Đảng bộ tỉnh", "ĐH đại biểu": a congress, not a university."""
        after = self.row.entry(j)
        party = after is not None and isinstance(after[1], BodyEntry) and after[1].kind == "party-organization"
        return party or [t.key for t in self.row.tokens[j : j + 2]] == _DELEGATES

    def _union(self, j: int) -> bool:
        """The short name of a union comes next, or another that is nothing known."""
        if j >= len(self.row) or self.row.tokens[j].shape != "A" or self.marks.heading or self.row.strong_name(j):
            return False
        found = self.row.entry(j)
        union = found is None or getattr(found[1], "kind", "") == "mass-organization"
        return union and self.row.adjacent(j, 0)

    def _domain(self, j: int, entry: BodyEntry, *, after_role: bool) -> tuple[int, str]:
        """The field of a Bộ, Sở, Phòng, Hội … that starts at token `j`: where it ends and what it is called."""
        fields = self.row.lexicon.domains
        if [t.key for t in self.row.tokens[j + 1 : j + 2]] == _YEARS_OLD:
            return j, ""  # "Giám đốc sở 30 tuổi"
        table = "mass" if entry.kind == "mass-organization" else "state"
        if entry.kind in ("district-office", "squad", "central-department"):
            police = fields["police"].longest(self.row.tokens, j)
            if police:
                return police
        known = fields[table].longest(self.row.tokens, j)
        if known:
            end, name = self._national(known, entry)
            listed = self.names.fields_end(end) if after_role and entry.kind == "district-office" else end
            if listed > end:
                return listed, self.row.surface(j, listed)
            if after_role and self._numbered(end):
                return end + 1, self.row.surface(j, end + 1)
            closed = entry.kind in ("ministry", "sector-department") or not self._more_of_the_field(end)
            longer = end if closed else self.names.open_end(j)
            return (longer, self.row.surface(j, longer)) if longer > end else (end, name)
        if after_role and self.row.strong_name(j) and self.row.run(j) - j > 2:
            return j, ""  # "Trưởng ban Trương Lâm Danh"
        if self.row.cap(j) or (after_role and table == "state"):
            end = self.names.open_end(j)
            if end > j or self.row.cap(j):
                return end, self.row.surface(j, end) if end > j else ""
        if after_role and self._in_small_letters(j, entry):
            end = self.names.open_end(j, prose=True)
            return end, self.row.surface(j, end)
        return j, ""

    def _numbered(self, j: int) -> bool:
        """ "Giám đốc Ban Thủy lợi 4,": one of several that are told apart by numbers."""
        if j >= len(self.row) or self.row.tokens[j].shape != "0" or len(self.row.tokens[j].key) > 1:
            return False
        ends = j + 1 == len(self.row) or self.row.tokens[j + 1].key in _ENDS
        return ends and self.row.adjacent(j, 0)  # not the number of the next line

    def _in_small_letters(self, j: int, entry: BodyEntry) -> bool:
        """ "Cục trưởng Cục chống tham nhũng", "Chủ tịch Hội bảo vệ rừng Việt Nam": no capital letter tells its end.

        It counts after a role that says what it is, or where it ends with the country's name.
        """
        end = self.names.open_end(j, prose=True)
        if not 2 <= end - j <= _LONG_FIELD:
            return False
        if entry.kind == "board":  # "Giám đốc Ban xúc tiến và hỗ trợ đầu tư thành phố Đà Nẵng"
            role = self.out[-1].entry if self.out else None
            found = self.row.entry(end)
            place = found is not None and isinstance(found[1], TypeEntry)
            return place and isinstance(role, RoleEntry) and role.firm
        if entry.kind == "mass-organization":
            return [t.key for t in self.row.tokens[end - 2 : end]] == COUNTRY
        role = self.out[-1].entry if self.out else None
        return isinstance(role, RoleEntry) and role.unit != "" and fold(role.unit) == fold(entry.label)

    def _more_of_the_field(self, j: int) -> bool:
        """ "Vụ Giáo dục Chính trị": a capitalised word that is no place, no person and nothing else known."""
        if not self.row.cap(j) or self.row.entry(j) is not None or self.row.surname(j):
            return False
        return self.row.text[self.row.tokens[j - 1].end : self.row.tokens[j].start] == " " and not (
            self.row.lexicon.places.longest(self.row.tokens, j)
        )
