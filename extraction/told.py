"""Bodies told elsewhere in the article: what a bare "Đảng ủy", "HĐND" or "Hội" means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

from extraction.context import Context
from extraction.facts import Organization
from extraction.lexicon import BodyEntry, words_of
from extraction.mentions import AreaRef, BodyPhrase, Mention, body_kind, walk

KIN = {
    "standing-committee": ("party-committee", "executive-committee", "party-organization", "standing-committee"),
    "executive-committee": ("party-committee", "executive-committee", "party-organization", "standing-committee"),
    "party-department": ("party-committee", "executive-committee", "party-department"),
    "inspection-committee": ("party-committee", "executive-committee", "inspection-committee"),
}
"""Bodies that stand for the same Party organisation: one told whole places the others."""
OWNERS = frozenset(
    [
        "enterprise",
        "ministry",
        "police",
        "military",
        "court",
        "procuracy",
        "school",
        "hospital",
        "press",
        "publisher",
        "institute",
        "centre",
        "general-department",
        "sector-department",
        "state-audit",
        "government-inspectorate",
        "central-department",
    ]
)


_PARTY = ("party-committee", "party-organization", "party-cell")
_OFFICES = ("district-office", "squad")
_OFFICE_OWNERS = frozenset("sector-department police sub-department enterprise hospital school institute".split())
"""Bodies whose Phòng are told after them by their names alone."""
_ABOVE = ("party-organization", "party-committee")
_FAR = 40
"""Sentences of a paragraph that are looked back over, at most."""
HOUSES = ("school", "hospital", "enterprise", "institute")
"""Owners that an article can be about without naming their Party body first."""
_ACTORS = OWNERS | {"party-block"}
"""Owners whose Party body an article can be about."""
_NO_HEAD = ("standing-committee", "executive-committee")
"""Bodies that have no Trưởng ban."""
_PAGE = 1500
"""Letters back to a body that a role's head noun can mean."""
_CAPTION = re.compile(r"[^\n]{0,120}[\s.(–-]Ảnh\s?:[^\n]{1,40}(?:\n|\Z)")
"""After a body that only a picture shows."""
_LEAD = 3
"""Sentences that tell what an article is about."""

_NOBODY = Organization(label="", kind="")
_REACH = 50
"""Bodies of a kind looked at before and after a bare one."""


_SHORT = re.compile(r"(?: (?i:trách nhiệm hữu hạn(?: một thành viên)?))?\s?\(\s?([A-ZĐ][A-Za-zĐđ0-9&.-]{1,15})\s?\)")
"""A short name in brackets, in one word, behind the form of the firm written out."""
_BRAND = re.compile(r"[A-Z][A-Za-z0-9]{2,14}")
"""A name that is one word of no syllable with a mark: "Mobifone", "PVC"."""
_TAIL = re.compile(r"^.* - ")
"""What stands before the short name in "Tổng công ty … giao thông 5 - Cienco 5"."""
_OPENS = 2
"""Mentions within which a paragraph that begins with a body names it: "Ở Công ty …"."""
_AT = re.compile(r"(?:Tại|Ở|Đến|Về|Như ở|Như tại) ")
"""What a paragraph begins with before the body at which it is."""
_FIRMS = ("enterprise", "corporate-board")
_BOARD = re.compile(r"^Hội đồng (?:quản trị|thành viên|quản lý) ")
"""What the name of a firm's board begins with."""


def _firm_of_board(board: Organization) -> Organization:
    """The firm whose board it is: "Hội đồng quản trị Vietcombank"."""
    return board.parent or Organization(label=_BOARD.sub("", board.label), kind="enterprise")


class Told:
    """The bodies that one article tells whole, and those its headline and lead are about."""

    def __init__(self, context: Context, of_mention: Callable[[Mention, int], Organization | None]) -> None:
        self.context = context
        self._of_mention = of_mention
        self._index: dict[str, list[tuple[int, Organization]]] | None = None
        self.recent: dict[str, list[tuple[int, int, Organization]]] = {}
        """Of each role: where it was told (sentence, text offset) and of which body."""
        self._owner: Organization | None = None
        self._offices: dict[str, Organization] | None = None
        self._aliases: dict[str, Organization] | None = None
        self._home: list[Organization] | None = None
        self._hamlets: dict[int, dict[tuple[str, str], Mention] | None] = {}
        self._hamlets_before: dict[int, list[Mention]] = {}

    # ---- what the article is about ------------------------------------------------------------------------------

    def homes(self) -> list[Organization]:
        """The bodies that headline and lead name, the Party's by whom they belong to."""
        if self._home is None:
            self._home = []  # bare bodies among them are not told by it
            out: list[tuple[tuple[int, int], Organization]] = []
            text = self.context.article.text
            for n in range(min(_LEAD, len(self.context.sentences))):
                for mention in self.context.sentences[n].row:
                    if mention.kind == "ORG" and isinstance(mention.value, BodyPhrase) and self._whole(mention.value):
                        shown = _CAPTION.match(text, mention.end) is not None
                        body = None if shown else self._of_mention(mention, n)
                        if body is not None and sum(len(w) > 1 and w.isupper() for w in body.label.split()) < 4:
                            out.append(((n, text.count("\n", 0, mention.start)), body))
            self._home = [body for _, body in out]
            self._owner = self._find_owner(out)
        return self._home

    def hamlet_before(self, sentence: int) -> list[Mention]:
        """The hamlet that the paragraph has named by now, where it named just one and no firm or school."""
        if sentence not in self._hamlets_before:
            first = max(self.context.paragraph_start(sentence), sentence - _REACH)
            self._hamlets_before[sentence] = self._only_one(range(first, sentence))
        return self._hamlets_before[sentence]

    def hamlet_in(self, sentence: int) -> list[Mention]:
        """The hamlet that a sentence names, where it names just one and no firm or school."""
        return self._only_one((sentence,))

    def _only_one(self, sentences: Iterable[int]) -> list[Mention]:
        named: dict[tuple[str, str], Mention] = {}
        for n in sentences:
            hamlets = self._hamlets_of(n)
            if hamlets is None:
                return []
            named.update(hamlets)
        return list(named.values()) if len(named) == 1 else []

    def _hamlets_of(self, n: int) -> dict[tuple[str, str], Mention] | None:
        """The hamlets that a sentence names; None if it names a firm or a school."""
        if n not in self._hamlets:
            row = list(walk(self.context.sentences[n].row))
            owned = any(m.kind == "ORG" and isinstance(m.entry, BodyEntry) and m.entry.kind in OWNERS for m in row)
            hamlets = [m for m in row if m.kind == "HAMLET"]
            named = {(m.value.type, m.value.name): m for m in hamlets if isinstance(m.value, AreaRef)}
            self._hamlets[n] = None if owned else named
        return self._hamlets[n]

    @cached_property
    def only_hamlet(self) -> list[Mention]:
        """The hamlet of the article, where it names just one and no firm or school: "Chi bộ" alone is its cell."""
        return self._only_one(reversed(range(len(self.context.sentences))))  # as it is named first

    def aliased(self, name: str) -> Organization | None:
        """The firm or school whose short name the article gives in brackets: "Tổng công ty … Sài Gòn (SAGRI)".

        A brand alone ("MobiFone") is the firm that is named most fully with it: "Tổng công ty Mobifone".
        """
        if self._aliases is None:
            self._aliases = {}  # what is read meanwhile has no short name
            found: dict[str, Organization] = {}
            brands: dict[str, Organization] = {}
            for n, sentence in enumerate(self.context.sentences):
                for mention in walk(sentence.row):
                    phrase = mention.value
                    if mention.kind == "ORG" and isinstance(phrase, BodyPhrase) and phrase.entry.follow == "open":
                        bracket = _SHORT.match(self.context.article.text, mention.end)
                        short = bracket[1] if bracket else _TAIL.sub("", phrase.name) if " - " in phrase.name else ""
                        brand = _BRAND.fullmatch(phrase.name) and phrase.entry.enterprise and phrase.of is None
                        body = self._of_mention(mention, n) if short or brand else None
                        if body is not None and short:
                            found.setdefault(short.casefold(), body)
                        elif body is not None:
                            known = brands.setdefault(phrase.name.casefold(), body)
                            brands[phrase.name.casefold()] = max(known, body, key=lambda firm: len(firm.label))
            self._aliases = brands | found
        return self._aliases.get(name.casefold())

    def home_owner(self) -> Organization | None:
        """The firm, school, hospital or force that the article is about: "Đảng ủy" alone is its committee."""
        self.homes()
        return self._owner

    def _find_owner(self, homes: list[tuple[tuple[int, int], Organization]]) -> Organization | None:
        """The owner among the bodies of headline and lead, each with its sentence and line."""
        offices = (
            at for at, body in homes if body.kind in KIN and body.area is not None and body.level == body.area.level
        )
        # "Theo Ban Tổ chức Tỉnh ủy A, toàn Đảng bộ …": what comes after are its parts
        reported = next(offices, (_LEAD, 0))
        for at, body in homes:
            if body.kind in _NO_HEAD and body.parent is not None and at <= reported:
                owner = body.parent.parent if body.parent.kind in _PARTY else body.parent
                if owner is not None and owner.kind in _ACTORS:
                    return owner  # "Ban Chấp hành Đảng bộ Khối …", "Ban Thường vụ Đảng ủy Công an tỉnh …"
            if body.kind in _PARTY:
                if at > reported:
                    return None
                if body.parent is not None:
                    return body.parent if body.parent.kind in _ACTORS else None
                return None if body.area is not None else self._named_after(body)
            if body.kind in HOUSES and body.kind != "enterprise":
                return body
        return None

    def _named_after(self, body: Organization) -> Organization | None:
        """ "Đảng ủy Than Uông Bí" is the committee of Than Uông Bí, whatever that is."""
        unnamed = body.label.casefold() in words_of("figures", "unnamed")  # "148/154 đảng bộ xã, phường"
        name = "" if unnamed else " ".join(body.label.split()[2:])
        return Organization(label=name, kind="enterprise", area=self.context.home_area("province")) if name else None

    # ---- the same kind of body elsewhere in the article ---------------------------------------------------------

    def told_before(self, entry: BodyEntry, at: int) -> Organization | None:
        """The body that a bare "HĐND", "Hội đồng quản trị" or "Ban Thường vụ" means: the last one told whole, else the
        first."""
        kin = entry.kind in KIN
        if entry.kind == "mass-organization":
            mine = (b for b in self.homes() if b.kind == entry.kind and (entry.bare or b.label.startswith(entry.label)))
            home = next(mine, None)
            if home is not None:
                return home
        return self._told_near(KIN.get(entry.kind, (entry.kind,)), at, "" if kin else entry.label)

    def last_of(self, kinds: tuple[str, ...], at: int) -> Organization | None:
        """The body of one of the kinds named last before it in its sentence, else the one the article names most."""
        before = self.beside(kinds, at)
        if before is not None:
            return before
        told = [o for kind in kinds for _, o in self._told().get(kind, ())]
        if "enterprise" in kinds:  # "HĐQT Vinhomes", of which the article says more than of others
            told += [_firm_of_board(o) for _, o in self._told().get("corporate-board", ())]
        ranked = Counter(o.label for o in told).most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return next(o for o in told if o.label == ranked[0][0])

    def beside(self, kinds: tuple[str, ...], at: int) -> Organization | None:
        """The body of one of the kinds named last before it in its sentence."""
        return self._told_near(kinds, at, "", floor=self.context.sentence_start(at))

    def only_of(self, kind: str) -> Organization | None:
        """The body of a kind, if the article names one only."""
        named = {body.label: body for _, body in self._told().get(kind, ())}
        return next(iter(named.values())) if len(named) == 1 else None

    def owner_before(self, at: int, sentence: int) -> Organization | None:
        """The school, firm, hospital … that the sentence begins with, or else its paragraph: "Tại Trường THPT Ba Vì, …
        chi bộ …"."""
        for mention in self.context.sentences[sentence].row:
            if mention.kind == "ORG" and mention.start < at and isinstance(mention.value, BodyPhrase):
                return self._house(mention, sentence)
        opening = self.context.paragraph_start(sentence)
        first = next(
            (m for m in self.context.sentences[opening].row[:_OPENS] if m.kind == "ORG" and m.start < at), None
        )
        return self._house(first, opening) if first is not None and opening < sentence else None

    def opening_house(self, at: int, sentence: int) -> Organization | None:
        """The firm, school … at which the sentence or else its paragraph begins, with no other Party body told since.

        "Tại Công ty A (huyện B), đảng bộ có 6 chi bộ".
        """
        opening = self.context.paragraph_start(sentence)
        for k in dict.fromkeys((sentence, opening)):
            row = self.context.sentences[k].row
            first = next((m for m in row[:_OPENS] if m.kind == "ORG" and m.end <= at), None)
            if first is not None and _AT.fullmatch(self.context.article.text, row[0].start, first.start):
                rows = [self.context.sentences[j].row for j in range(k, sentence + 1)]
                acts = [m for row in rows for m in row if body_kind(m) == "party-committee"]
                of_others = [m for row in rows for m in walk(row) if self._of_others(m)]
                told = any(first.end <= m.start < at for m in (*acts, *of_others))
                return None if told else self._house(first, k)
        return None

    def _of_others(self, mention: Mention) -> bool:
        """Whether a mention is a Party body told whole, and of no firm or school: "Huyện ủy Yên Lạc"."""
        phrase = mention.value
        if mention.kind != "ORG" or not isinstance(phrase, BodyPhrase) or phrase.entry.kind not in (*KIN, *_PARTY):
            return False
        return self._whole(phrase) and (phrase.of is None or body_kind(phrase.of) not in HOUSES)

    def only_house(self, at: int, sentence: int) -> Organization | None:
        """The school, firm, hospital … of a paragraph that has named but one by then."""
        houses: dict[str, Organization] = {}
        for k in range(max(self.context.paragraph_start(sentence), sentence - _FAR), sentence + 1):
            for mention in self.context.sentences[k].row:
                house = self._house(mention, k) if mention.kind == "ORG" and mention.start < at else None
                if house is not None:
                    houses[house.label] = house
        return next(iter(houses.values())) if len(houses) == 1 else None

    def whole_office(self, head: str) -> Organization | None:
        """The Phòng or Đội of a name, where the article tells elsewhere which body it is of, and always the same."""
        if self._offices is None:
            self._offices = {}  # what is read meanwhile is told by itself
            found: dict[str, dict[str, Organization]] = {}
            for n, sentence in enumerate(self.context.sentences):
                for mention in walk(sentence.row):
                    phrase = mention.value
                    if mention.kind == "ORG" and isinstance(phrase, BodyPhrase) and phrase.entry.kind in _OFFICES:
                        owned = phrase.name and phrase.of is not None and body_kind(phrase.of) in _OFFICE_OWNERS
                        body = self._of_mention(mention, n) if owned else None
                        if body is not None:
                            found.setdefault(f"{phrase.entry.label} {phrase.name}", {})[body.label] = body
            self._offices = {name: next(iter(told.values())) for name, told in found.items() if len(told) == 1}
        return self._offices.get(head)

    def office_owner(self, at: int, sentence: int) -> Organization | None:
        """The Sở, force, firm or house that a sentence has named last before an offset, with no person between."""
        owner: Mention | None = None
        for mention in self.context.sentences[sentence].row:
            if mention.end > at:
                break
            if mention.kind == "ORG" and body_kind(mention) in _OFFICE_OWNERS:
                owner = mention
            elif mention.kind in ("HOLDER", "SEMI", "DOT"):
                owner = None
        return self._of_mention(owner, sentence) if owner is not None else None

    def _house(self, mention: Mention, sentence: int) -> Organization | None:
        whole = isinstance(mention.value, BodyPhrase) and self._whole(mention.value)
        body = self._of_mention(mention, sentence) if whole else None
        return body if body is not None and body.kind in HOUSES else None

    def party_of(self, house: Organization) -> Organization | None:
        """The cell or Party organisation of a school or firm that the article names anywhere."""
        rows = (
            row
            for kind in ("party-cell", "party-organization", "party-committee")
            for row in self._told().get(kind, ())
        )
        return next((body for _, body in rows if body.parent is not None and body.parent.label == house.label), None)

    def block_before(self, at: int) -> Organization | None:
        """The Party body of a block of firms or offices told last before an offset: "Khối có 61 tổ chức cơ sở đảng"."""
        rows = (row for kind in _ABOVE for row in self._told().get(kind, ()))
        near = (row for row in rows if row[0] < at)
        blocks = (row for row in near if row[1].parent is not None and row[1].parent.kind == "party-block")
        return max(blocks, key=lambda row: row[0], default=(0, None))[1]

    def tells(self, kind: str) -> bool:
        """Whether the article names a body of a kind."""
        return bool(self._told().get(kind))

    def last_named(self, head: str, at: int) -> Organization | None:
        """The body told whole last before a text offset whose label begins with a head noun: "Phó Trưởng ban" of it."""
        best: tuple[int, Organization] = (at - _PAGE, _NOBODY)
        for kind, rows in self._told().items():
            middle = bisect_left(rows, at, key=lambda row: row[0])
            for start, body in reversed(rows[max(0, middle - _REACH) : middle]):
                if start <= best[0]:
                    break
                if kind not in _NO_HEAD and body.label.startswith(head):
                    best = (start, body)
                    break
        return best[1] if best[1] is not _NOBODY else None

    def _told_near(self, kinds: tuple[str, ...], at: int, head: str, floor: int = -1) -> Organization | None:
        """The last body of the kinds told before an offset, else (with no floor) the first one after it."""
        index = self._told()
        before: list[tuple[int, Organization]] = []
        after: list[tuple[int, Organization]] = []
        for kind in kinds:
            rows = index.get(kind, [])
            middle = bisect_left(rows, at, key=lambda row: row[0])
            near = (r for r in reversed(rows[max(0, middle - _REACH) : middle]) if r[1].label.startswith(head))
            before.extend([next(near, (-1, _NOBODY))])
            far = (r for r in rows[middle : middle + _REACH] if r[1].label.startswith(head))
            after.extend([next(far, (1 << 60, _NOBODY))])
        best = max(before, key=lambda row: row[0], default=(-1, _NOBODY))
        if best[0] > floor:
            return best[1]
        first = min(after, key=lambda row: row[0], default=(1 << 60, _NOBODY))
        later = {r[1].label for k in kinds if k in _FIRMS for r in index.get(k, []) if r[1].label.startswith(head)}
        if len(later) > 1:  # of several firms that are only named later, nobody knows which
            return None
        return first[1] if floor < 0 and first[1] is not _NOBODY else None

    def _told(self) -> dict[str, list[tuple[int, Organization]]]:
        """Bodies the article tells whole, by kind, in order."""
        if self._index is None:
            self._index = {}
            whole = [
                (mention, n)
                for n, sentence in enumerate(self.context.sentences)
                for mention in walk(sentence.row)
                if mention.kind == "ORG" and isinstance(mention.value, BodyPhrase) and self._whole(mention.value)
            ]
            for late in (False, True):  # of which council a committee is, is told by then
                index = {kind: list(rows) for kind, rows in self._index.items()}
                for mention, n in whole:
                    if (getattr(mention.entry, "kind", "") == "council-committee") != late:
                        continue
                    organization = self._of_mention(mention, n)
                    if organization is not None:
                        index.setdefault(organization.kind, []).append((mention.start, organization))
                self._index = {kind: sorted(rows, key=lambda row: row[0]) for kind, rows in index.items()}
        return self._index

    @staticmethod
    def _whole(phrase: BodyPhrase) -> bool:
        if phrase.entry.kind == "council-committee":
            return True
        of = phrase.of
        if phrase.entry.level == "cell" and not phrase.name and of is not None and body_kind(of) in _ABOVE:
            return False  # "9 chi bộ của Đảng bộ xã": of which cell it is, nobody says
        return of is not None or (bool(phrase.name) and phrase.entry.follow in ("open", "domain"))
