"""Which body acts: the one that words mean, the one that a paragraph is about, the article's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extraction.area_bodies import area_label, committee, owned
from extraction.context import Context
from extraction.facts import Area, Organization
from extraction.families.acting import CENTRE, COMMITTEES, ONE_UNIT, Actor, directing, unit_of, whole
from extraction.families.document_words import Named
from extraction.families.documents import Reader
from extraction.families.subjects import DATELINE, GOVERNING, is_bare, unplaced
from extraction.families.unions import UNIONS
from extraction.lexicon import words_of
from extraction.mentions import AreaRef, Mention, body_kind, owner_of, walk
from extraction.organizations import NO_HINT, Hint, Organizations
from extraction.text import classic, fold

_PREDICATES = frozenset("FILL LEAD ASK IMPLEMENT STUDY OTHER COMMA ISSUE CONCRETISE REVIEW LPAR".split())
_PARTY = COMMITTEES | {"inspection-committee", "party-department", "office"}
_ASIDE = frozenset(
    "enterprise press publisher embassy religious museum corporate-board court procuracy hospital".split()
)
_SIDE = frozenset("mass-organization fatherland-front youth-union police military school unit".split())
_LEAD = 700
"""Letters of an article within which it names the place that it is about."""
_OFTEN = 2
"""Times that an article about a commune names its Party bodies, at least."""
_ONE_BY_ONE = (fold("mỗi"), fold("từng"))


class Bodies:
    """The bodies that act in one article, as its words and paragraphs tell them."""

    def __init__(self, context: Context, organizations: Organizations, reader: Reader) -> None:
        self.context = context
        self.organizations = organizations
        self.reader = reader
        self._rows: dict[int, list[Mention]] = {}
        self._places: dict[str, Area] | None = None
        self._told_of: dict[str, int] = {}
        """How often Party bodies of a place are named, by its id."""
        self._topics: dict[int, Organization | Area | None] = {}
        self._before_in_paragraph: dict[int, tuple[Organization | Area | None, Organization | Area | None]] = {}
        """The body that a paragraph is about before a sentence, and one that only stands beside it."""
        self._centres: dict[int, bool] = {}

    def row(self, n: int) -> list[Mention]:
        """Sentence `n` in this family's words."""
        if n not in self._rows:
            self._rows[n] = self.reader.row(n)
        return self._rows[n]

    # ---- from words to bodies --------------------------------------------------------------------------------

    def actor(
        self, mention: Mention, row: Sequence[Mention], n: int, named: Named | None, hint: Hint = NO_HINT
    ) -> Actor | None:
        body = self.body(mention, row, n, named, hint)
        if isinstance(body, Organization) and body.area is None and body.parent is None and unplaced(mention):
            return None
        if body is None or (self._aside(body) and (named is None or not named.party)):
            return None
        return Actor(body, unit_of(body), mention.start, mention.end)

    def body(
        self, mention: Mention, row: Sequence[Mention], n: int, named: Named | None, hint: Hint = NO_HINT
    ) -> Organization | Area | None:
        if mention.kind == "THEM":
            return self.them(mention, row, n)
        if mention.kind == "GENERIC":
            owner = self.owner_after(mention, row)
            if owner is not None:
                return self.body(owner, row, n, named)
            area = self._area_after(mention, row, n) or self._each_of(mention, n) or self._asker(mention, row, n)
            return self._party_organization(area) if area is not None else self._ours()
        if mention.kind == "HAMLET":
            return self.organizations.cell_of(mention, n) if named is None or named.party else None
        if mention.kind == "ORG":
            mention = directing(mention)
            body = self.organizations.of_mention(mention, n, hint) or self._told_whole(mention)
            kind = body_kind(mention)
            if kind in ("ministry", "ministry-department") and self.context.article.text[mention.start].islower():
                return None  # "cán bộ", "nhiệm vụ"
            if kind == "party-organization" and (body is None or (body.area is None and body.parent is None)):
                return self._bare(mention, row)
            return whole(body, self.organizations.told.homes()) if body is not None else None
        return self._place(self._area(mention, n), named)

    def _told_whole(self, mention: Mention) -> Organization | None:
        """ "Đảng ủy Sư đoàn": the one whose name was told before."""
        of = owner_of(mention)
        if of is None or body_kind(of) != "military":
            return None
        head = classic(" ".join(self.context.article.text[mention.start : mention.end].split()))
        return self.organizations.told.last_named(head, mention.start)

    def _bare(self, mention: Mention, row: Sequence[Mention]) -> Organization | None:
        """ "Đảng bộ" alone, where no name of its own follows."""
        at = row.index(mention) + 1
        named = " " in self.context.article.text[mention.start : mention.end].strip()[8:]
        if named or (at < len(row) and row[at].kind in ("OTHER", "EACH", "CENTRAL", "OF")):
            return None
        return self._ours()

    def _ours(self) -> Organization | None:
        """The Party organisation of whom the article is about: a block, firm or force, or a place."""
        owner = self.organizations.told.home_owner()
        if owner is not None:
            return owned("Đảng bộ", "party-organization", owner)
        area = self._home()
        return self._party_organization(area) if area is not None else None

    def pair(self, mention: Mention, n: int) -> tuple[Mention, ...]:
        """ "hai địa phương": the two bodies joined by "và" last before it."""
        text = self.context.article.text
        if not fold(text[mention.start : mention.end]).startswith(fold("hai ")):
            return ()
        for k in range(n, -1, -1):
            row = self.row(k)
            for i in range(len(row) - 1, 1, -1):
                pair = row[i - 2], row[i]
                if (
                    row[i].end <= mention.start
                    and row[i - 1].kind == "AND"
                    and all(m.kind in ("ORG", "AREA") for m in pair)
                ):
                    return pair
        return ()

    def them(self, mention: Mention, row: Sequence[Mention], n: int) -> Organization | Area | None:
        """ "cơ quan này": the body last named in the sentence, or the paragraph's; "Nhà trường": the one so called."""
        words = self.context.article.text[mention.start : mention.end].casefold()
        if not words.endswith(words_of("documents", "demonstratives")):
            return self._same_head(mention, n)
        named = next((m for m in reversed(row[: row.index(mention)]) if m.kind == "ORG"), None)
        return self.body(named, row, n, None) if named is not None else self.paragraph(n)

    def _same_head(self, mention: Mention, n: int) -> Organization | None:
        """ "Hội", "Nhà trường": the body named last before it whose name begins so."""
        text = self.context.article.text
        word = text[mention.start : mention.end]
        head = fold(word).removeprefix("nhà ")
        if not word[0].isupper() and " " not in word:
            return None
        home = next((b for b in self.organizations.told.homes() if fold(b.label).startswith(f"{head} ")), None)
        for k in range(n, -1, -1):
            if k < n and home is not None:
                return home
            for other in reversed(self.context.sentences[k].row):
                if (
                    other.kind == "ORG"
                    and other.end <= mention.start
                    and fold(text[other.start : other.end]).startswith(f"{head} ")
                ):
                    return self.organizations.of_mention(other, k)
        return None

    @staticmethod
    def _place(area: Area | None, named: Named | None) -> Organization | Area | None:
        """A place stands for its Party organisation where the document is the Party's."""
        if area is None:
            return None
        return committee(area) if named is None or named.party else area

    def _area(self, mention: Mention, n: int) -> Area | None:
        ref = mention.value
        if not isinstance(ref, AreaRef):
            return None
        return self.context.area(ref) if ref.name else self.context.bare(ref.type, ref.level, mention.start, n)

    def _each_of(self, mention: Mention, n: int) -> Area | None:
        """ "mỗi chi bộ", "từng chi bộ": of the place whose Party organisation the paragraph is about."""
        if fold(self.context.article.text[mention.start : mention.end]).split()[0] not in _ONE_BY_ONE:
            return None
        body = self.paragraph(n)
        if isinstance(body, Organization):
            return body.area if _of_place(body) else None
        return body

    def _asker(self, mention: Mention, row: Sequence[Mention], n: int) -> Area | None:
        """ "Tỉnh ủy A yêu cầu các cấp ủy thực hiện": those of the place whose committee asks it of them."""
        i = row.index(mention) - 1
        while i > 0 and row[i].kind in ("FILL", "EACH"):
            i -= 1
        if i < 1 or row[i].kind != "ASK" or body_kind(row[i - 1]) not in _PARTY:
            return None
        body = self.organizations.of_mention(directing(row[i - 1]), n)
        return body.area if body is not None and body.level not in ("", "central", "cell") else None

    @staticmethod
    def owner_after(mention: Mention, row: Sequence[Mention]) -> Mention | None:
        """The Party organisation of "các chi bộ thuộc Đảng bộ xã A": they act as it."""
        at = row.index(mention) + 1
        while at < len(row) and row[at].kind in ("OF", "AT", "FILL", "LEVELS", "OTHER"):
            at += 1
        owner = row[at] if at < len(row) and row[at - 1].kind in ("OF", "AT") else None
        return owner if owner is not None and body_kind(owner) in ONE_UNIT else None

    def _area_after(self, mention: Mention, row: Sequence[Mention], n: int) -> Area | None:
        """The place of "các cấp ủy trong tỉnh Thanh Hóa"."""
        at = row.index(mention) + 1
        if [m.kind for m in row[at : at + 3]] == ["COMMA", "ORG", "LEVELS"] and is_bare(row[at + 1]):
            at += 2  # "cấp ủy, ủy ban kiểm tra các cấp trong huyện"
        while at < len(row) and row[at].kind in ("OF", "AT", "FILL", "LEVELS"):
            at += 1
        if at < len(row) and row[at].kind in ("AREA", "AREAREF", "PLACE"):
            return self._area(row[at], n)
        return None

    @staticmethod
    def _party_organization(area: Area) -> Organization:
        return Organization(label=f"Đảng bộ {area_label(area)}", kind="party-organization", level=area.level, area=area)

    # ---- elsewhere --------------------------------------------------------------------------------------------

    def elsewhere(self, n: int, named: Named, *, asked: bool) -> list[Actor]:
        """The body the paragraph is about, else the article's own committee: only for documents of the Party."""
        body = None if asked else self.paragraph(n)  # who speaks asks it of the whole place
        body = body or self._heading(n)
        of = named.issuer.parent if named.issuer is not None and named.issuer.kind == "party-committee" else None
        if of is not None and (body is None or _of_place(body)):
            return self._within(of, n)  # no place is under the committee of a force, a block or a firm
        if body is None and named.party and not self._central(n):
            body = self._own()
        if body is None or not (named.party or isinstance(body, Organization)):
            return []
        return [Actor(body, unit_of(body))]

    def _within(self, owner: Organization, n: int) -> list[Actor]:
        """ "Thực hiện Chỉ thị số 15 của Đảng ủy Quân khu, …": the body it is of, where the paragraph tells of that."""
        for k in range(n - 1, self.context.paragraph_start(n) - 1, -1):
            for mention in walk(self.context.sentences[k].row):
                if mention.kind == "ORG" and self.organizations.of_mention(mention, k) == owner:
                    return [Actor(owner, unit_of(owner))]
        return []

    def _heading(self, n: int) -> Organization | None:
        """The committee of the place under whose name an item of a column stands: "* KIẾN XƯƠNG - Sáng 2-4, …"."""
        row = self.row(self.context.paragraph_start(n))
        end = next((i for i, m in enumerate(row[: DATELINE + 1]) if m.kind in ("DASH", "COLON")), 0)
        marked = end == 2 and not self.context.article.text[row[0].start : row[0].end].isalnum()
        if not marked or row[1].kind not in ("AREA", "PLACE"):
            return None
        area = self._area(row[1], n)
        return committee(area) if area is not None else None

    def _central(self, n: int) -> bool:
        """The paragraph up to sentence `n` speaks of the Party's centre itself, not only of its documents."""
        sentences = self.context.sentences
        start = n
        while start and start not in self._centres and sentences[start - 1].paragraph == sentences[n].paragraph:
            start -= 1
        for k in range(start, n + 1):
            before = k > 0 and sentences[k - 1].paragraph == sentences[k].paragraph and self._centres.get(k - 1, False)
            self._centres[k] = before or any(
                m.kind == "CENTRAL" or (m.kind == "ORG" and body_kind(m) in CENTRE) for m in self.row(k)
            )
        return self._centres[n]

    def paragraph(self, n: int) -> Organization | Area | None:
        sentences = self.context.sentences
        main: Organization | Area | None = None
        side: Organization | Area | None = None
        for k in range(n - 1, -1, -1):
            if sentences[k].paragraph != sentences[k + 1].paragraph:
                text = self.context.article.text[sentences[k].span.start : sentences[k].span.end].rstrip()
                if not text.endswith(":"):
                    break
            body = self._topic(k)
            if isinstance(body, Organization) and body.kind in _SIDE:
                side = side or body
            elif body is not None:
                main = body
                break
            if k in self._before_in_paragraph:
                main, before = self._before_in_paragraph[k]
                side = side or before
                break
        self._before_in_paragraph[n] = main, side
        return main or side

    def _topic(self, n: int) -> Organization | Area | None:
        """The body that is the subject of sentence `n`."""
        if n not in self._topics:
            self._topics[n] = next(self._subjects(n), None)
        return self._topics[n]

    def _subjects(self, n: int) -> Iterator[Organization | Area]:
        if not any(m.kind in ("ORG", "AREA", "AREAREF", "PLACE") for m in self.context.sentences[n].row):
            return
        row = self.row(n)
        for i, mention in enumerate(row):
            if mention.kind not in ("ORG", "AREA", "AREAREF"):
                continue
            prior = row[i - 1].kind if i else ""
            after = row[i + 1].kind if i + 1 < len(row) else ""
            if (prior in GOVERNING and prior != "AT") or after not in _PREDICATES:
                continue
            if prior == "AT" and (mention.kind == "ORG" or after != "COMMA"):
                continue
            if mention.kind == "AREAREF" and prior in ("NUMBER", "EACH"):
                continue  # "là huyện miền núi có 21 xã, thị trấn"
            body = self.body(mention, row, n, None)
            if body is not None and not self._aside(body):
                yield body

    @staticmethod
    def _aside(body: Organization | Area) -> bool:
        """Firms, hospitals, courts: they carry out documents of the Party, but laws bind everyone."""
        return isinstance(body, Organization) and body.kind in _ASIDE

    def _home(self) -> Area | None:
        """The place the article is about: its district if a Party body of it is named, a new commune, its province."""
        reformed = self.context.where.eras.reformed
        district = self.context.home_area("district") if not reformed else None
        named = self._party_places()
        first = next(iter(named.values()), None)
        if first is not None and first.level == "commune" and not reformed and self._of_commune(first, district):
            return first
        if district is not None and district.place in named and self._opens(district):
            return district
        if len(named) == 1 and (only := next(iter(named.values()))).level == "commune":
            return only
        commune = self.context.home_area("commune") if reformed else None
        title = self.context.article.text[:200]
        if commune is not None and commune.name.casefold() in title.casefold():
            return commune
        province = self.context.home_area("province") if named else None
        return province if province is not None and self._opens(province) else None

    def _of_commune(self, commune: Area, district: Area | None) -> bool:
        """Whether an article that names the Party body of a commune first speaks of it at least as often as of its
        district's."""
        above = self._told_of.get(district.place, 0) if district is not None else 0
        headline = self.context.article.text[: self.context.sentences[0].span.end].casefold()
        headed = district is not None and district.name.casefold() in headline
        headed = headed and commune.name.casefold() not in headline
        return not headed and self._told_of[commune.place] >= max(above, _OFTEN) and self._opens(commune)

    def _own(self) -> Organization | None:
        """The committee of the firm, force or place that the article is about, or the union that it begins with."""
        owner = self.organizations.told.home_owner()
        if owner is not None:
            party = self.organizations.told.party_of(owner)  # "Thực hiện Nghị quyết Đại hội Chi bộ Trường A, …"
            if party is not None and party.kind == "party-cell":
                return party
            return owned("Đảng ủy", "party-committee", owner)
        union = self._union()
        area = self._home() if union is None else None
        return committee(area) if area is not None else union

    def _union(self) -> Organization | None:
        """The union with whose name the article begins: it is about that one, not about the place's committee."""
        home = next(iter(self.organizations.told.homes()), None)
        union = home.parent if home is not None and home.parent is not None and home.kind in COMMITTEES else home
        capitals = union is not None and any(len(word) > 1 and word.isupper() for word in union.label.split())
        return union if union is not None and union.kind in UNIONS and not capitals else None

    def _opens(self, area: Area) -> bool:
        """Whether the article begins with words on a place; one told further down is not what it is about."""
        for n, sentence in enumerate(self.context.sentences):
            if sentence.span.start >= _LEAD:
                return False
            for mention in walk(sentence.row):
                told = self._area(mention, n) if mention.kind in ("AREA", "PLACE") else None
                body = self.organizations.of_mention(mention, n) if mention.kind == "ORG" else None
                if area in (told, body.area if body is not None else None):
                    return True
        return False

    def _party_places(self) -> dict[str, Area]:
        """Places whose Party bodies the article names, by their ids."""
        if self._places is None:
            found: dict[str, Area] = {}
            for n, sentence in enumerate(self.context.sentences):
                for mention in walk(sentence.row):
                    if mention.kind == "ORG" and body_kind(mention) in _PARTY:
                        body = self.organizations.of_mention(mention, n)
                        if body is not None and body.area is not None:
                            found.setdefault(body.area.place, body.area)
                            self._told_of[body.area.place] = self._told_of.get(body.area.place, 0) + 1
            self._places = found
        return self._places


def _of_place(body: Organization | Area) -> bool:
    """A place, or its Party organisation or committee."""
    return isinstance(body, Area) or (body.kind in ONE_UNIT and body.parent is None and body.area is not None)
