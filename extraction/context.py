"""What an article as a whole tells: where it is, which Tỉnh ủy is "Tỉnh ủy", who "ông Quang" is, which year it is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, cached_property, reduce
from operator import or_

from extraction.article import Article
from extraction.bare_places import BarePlaces
from extraction.facts import Area, Person
from extraction.lexicon import Lexicon, read, words_of
from extraction.lives_told import LivesTold
from extraction.mentions import AreaRef, Mention, Sentence
from extraction.occasional import occasional
from extraction.phrases import HolderPhrase
from extraction.place_headings import PlaceHeadings
from extraction.text import Span, fold
from extraction.unowned import unowned
from extraction.where import Where
from extraction.words import Words

_YEAR = re.compile(r"năm(?<!đến năm)(?<!tới năm)\s+((?:19|20)\d\d)\b(?!\s*[-–]\s*\d)")
_DATED = re.compile(r"\d(?<!\d.)\d?[-/.]\s?((?:19|20)\d\d)\b(?!\s*[-–/]\s*\w)")


_VIETNAM = re.compile(r"việt\s+nam|\bVN\b", re.IGNORECASE)
_SITTING = re.compile(r"kỳ họp|phiên họp|chất vấn|cử tri|nghị trường|quốc hội", re.IGNORECASE)
_ASSEMBLY = re.compile(r"quốc hội|\bĐBQH\b", re.IGNORECASE)
_COUNCIL = re.compile(r"hội đồng nhân dân|\bHĐND\b", re.IGNORECASE)
_CONGRESS = re.compile(r"đại hội", re.IGNORECASE)
_NEWS_DAY = re.compile(
    r"\b(?:ngày|sáng|trưa|chiều|tối|hôm)(?: nay| qua)?,?\s+\(?\d{1,2}\s?[-/.]\s?\d{1,2}(?!\s?[-/.]?\d)", re.IGNORECASE
)
_ABROAD_KINDS = ("FOREIGN", "PARTY_ABROAD")
_ABROAD = 2
"""Countries named in an article about another one."""
_BACK = 2
"""Sentences before a pronoun in which its person may be named."""
_HEAD = 8
"""Mentions at the beginning of a sentence among which stands whom it is about."""
_TITLE = frozenset("COMMA DASH LPAR ROLE BODY CENTRAL ALSO FORMER HON OTHER".split())
"""What the posts told beside a name are made of."""
_LIFE = 12
"""Sentences before a pronoun in which its person may be the only one named."""


@cache
def _birth_order() -> frozenset[str]:
    """What people are called by before their given names: the second child of a house is "Ba"."""
    return frozenset(map(fold, words_of("names", "birth_order")))


def _of_party_abroad(row: Sequence[Mention], name: int) -> bool:
    """ "ông Kim, Ủy viên Bộ Chính trị, Trưởng Ban Quốc tế Đảng Lao động Triều Tiên", "… Đảng Lao động Triều Tiên do
    Ủy viên Bộ Chính trị Kim dẫn đầu"."""
    after = next((m.kind for m in row[name + 1 :] if m.kind not in _TITLE), "")
    if after == "PARTY_ABROAD":
        return True
    before = [m.kind for m in reversed(row[:name]) if m.kind not in _TITLE]
    return before[:2] == ["DO", "PARTY_ABROAD"]


class Context:
    """The article read as a whole."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], lexicon: Lexicon) -> None:
        self.article = article
        self.sentences = sentences
        self.lexicon = lexicon
        self._sentence_starts = [s.span.start for s in sentences]
        self._by_last: defaultdict[str, list[tuple[int, str, list[str]]]] = defaultdict(list)
        self._fuller: dict[tuple[str | int, ...], list[tuple[int, str]]] = {}
        """Of syllables and a limit: where the names stand that end in them and are no longer."""
        self._people: dict[int, frozenset[str]] = {}
        """The persons named in a sentence."""
        self._topics: list[Person | None] = []
        """Whom each sentence is about, as far as it was asked for."""
        self._genders: dict[str, str] = {}
        self._foreigners: set[str] = set(read("names")["statesmen"])
        self._collect_names()

    @cached_property
    def folded(self) -> str:
        """The article's text in small letters, to look for words in; its offsets may be others."""
        return self.article.text.casefold()

    @cached_property
    def year(self) -> int | None:
        """The article's year: of its date, else the latest year its text names."""
        if self.article.published is not None:
            return self.article.published.year
        text = self.article.text
        told = [int(y) for y in _DATED.findall(text)] or [int(y) for y in _YEAR.findall(text)]
        return max(told, default=None)

    @cached_property
    def daily(self) -> bool:
        """Whether an article without a date of its own tells its days without their years, as news does."""
        return self.article.published is None and _NEWS_DAY.search(self.article.text) is not None

    @cached_property
    def countries(self) -> int:
        """How often the article names other countries."""
        told = (s.row for s in self.sentences if not s.kinds.isdisjoint(_ABROAD_KINDS))
        return sum(m.kind in _ABROAD_KINDS for row in told for m in row)

    @cached_property
    def abroad(self) -> bool:
        """Whether the article is about another country: it names some, but neither Việt Nam nor a place of ours."""
        if self.countries < _ABROAD:
            return False
        mentions = [m for s in self.sentences for m in s.mentions]
        places = (m.value for m in mentions if m.kind in ("AREA", "PLACE"))
        ours = any(p.level == "province" for ref in places if isinstance(ref, AreaRef) for p in ref.candidates)
        return not ours and _VIETNAM.search(self.article.text) is None

    @cached_property
    def sitting(self) -> bool:
        """Whether the article reports of a sitting of deputies, not of a congress of delegates."""
        text = self.article.text
        return _SITTING.search(text) is not None and _CONGRESS.search(text) is None

    @cached_property
    def of_assembly(self) -> bool:
        """Whether the deputies of the article are the National Assembly's: it is named far more than a council."""
        assembly, council = (len(found.findall(self.article.text)) for found in (_ASSEMBLY, _COUNCIL))
        return assembly >= 2 and assembly > 2 * council

    def words(self, n: int) -> Words:
        """The words of sentence `n`."""
        return self.sentences[n].words

    def tells(self, n: int, asked: int) -> bool:
        """Whether sentence `n` has a word of some tables of the families (`vocabulary.asked`)."""
        return self.words(n).told & asked != 0

    @cached_property
    def told(self) -> int:
        """The tables of the families whose words the article has."""
        return reduce(or_, (sentence.words.told for sentence in self.sentences), 0)

    def sentence_start(self, at: int) -> int:
        """Text offset where the sentence around an offset begins."""
        n = bisect_right(self._sentence_starts, at)
        return self._sentence_starts[n - 1] if n else 0

    @cached_property
    def occasional(self) -> list[Span]:
        """The stretches that tell who is who in committees of one occasion: of a funeral, a congress, a vote."""
        return occasional(self.article.text, self.sentences)

    @cached_property
    def _paragraphs(self) -> dict[int, Span]:
        """Where each paragraph begins and ends."""
        out: dict[int, Span] = {}
        for s in self.sentences:
            out[s.paragraph] = Span(out.get(s.paragraph, s.span).start, s.span.end)
        return out

    def paragraph_start(self, sentence: int) -> int:
        """The first sentence of a sentence's paragraph."""
        return bisect_left(self.sentences, self.sentences[sentence].paragraph, key=lambda s: s.paragraph)

    def paragraph(self, sentence: int) -> Span:
        """The paragraph of a sentence."""
        return self._paragraphs[self.sentences[sentence].paragraph]

    # ---- places: see extraction.where and extraction.bare_places -----------------------------------------------

    @cached_property
    def where(self) -> Where:
        """The places of the article, weighed when the first of them is asked for."""
        return Where(self.article, self.sentences, self.lexicon)

    @cached_property
    def _bare(self) -> BarePlaces:
        return BarePlaces(self.article, self.sentences, self.where)

    @property
    def home(self) -> dict[str, str]:
        """Gazetteer ids of the province, district and commune the article is about, by level."""
        return self.where.home

    def area(self, ref: AreaRef, level: str = "") -> Area | None:
        """A named place as the article means it; `level` where the body before it tells."""
        return self.where.area(ref, level)

    def home_area(self, level: str) -> Area | None:
        """The province, district or commune the article is about."""
        return self.where.home_area(level)

    def bare(self, type_word: str, level: str, at: int, sentence: int) -> Area | None:
        """The place a bare "huyện", "tỉnh", "xã" means at a text offset."""
        return self._bare.area(type_word, level, at, sentence)

    def governing(self, level: str, at: int, sentence: int) -> Area | None:
        """The place of a level that a text offset is about, where the one told last is only where somebody was."""
        return self._bare.governing("", level, at, sentence)

    @cached_property
    def headings(self) -> PlaceHeadings:
        """The places under which lists of the article stand."""
        return PlaceHeadings(self.article.text, self.sentences, unowned(self.area))

    @cached_property
    def lives(self) -> LivesTold:
        """Whose lives the article tells, and where."""
        spoken_of, people_of = unowned(self.spoken_of), unowned(self.people_of)
        return LivesTold(self.article.text, self.sentences, self.occasional, spoken_of, people_of)

    # ---- persons -----------------------------------------------------------------------------------------------

    def _collect_names(self) -> None:
        for sentence in self.sentences:
            abroad = "PARTY_ABROAD" in sentence.kinds
            for i, mention in enumerate(sentence.mentions):
                if mention.kind != "NAME":
                    continue
                name = str(mention.value)
                words = [fold(w) for w in name.split()]
                self._by_last[words[-1]].append((mention.start, name, words))
                if not i:
                    continue
                before = sentence.mentions[i - 1]
                if before.kind in _ABROAD_KINDS or (abroad and _of_party_abroad(sentence.mentions, i)):
                    self._foreigners.add(name)
                address = self.article.text[before.start : before.end].casefold()
                if address in ("ông", "bà"):
                    self._genders.setdefault(words[-1], address)

    def person(self, name: str, at: int) -> Person | None:
        """Who a name at a text offset is: the fullest name of the article that ends in it; None for a lone given name
        nobody bears."""
        words = [fold(w) for w in name.split()]
        full = len(words) >= 3 or (len(words) == 2 and words[0] in self.lexicon.surnames) or "'" in words[0]
        if len(words) == 2 and (real := self._by_birth_order(words)) is not None:
            return Person(name=real)
        if len(words) < 3:
            longer = self._longer(words, at, most=len(words) + 2 if full else 9)
            if longer is not None and (not full or longer[0] == 0):
                return self.person(longer[1], at)
        return Person(name=name) if full or len(words) > 1 else None

    def _by_birth_order(self, words: Sequence[str]) -> str | None:
        """ "ông Tư Mẫn": Trần Văn Mẫn, where the article names nobody else so; None for any other two words."""
        if words[0] not in _birth_order():
            return None
        named = {name for _, name, told in self._by_last.get(words[1], ()) if len(told) > 2}
        return min(named) if len(named) == 1 else None

    def _longer(self, words: list[str], at: int, most: int) -> tuple[int, str] | None:
        """The nearest longer name that ends in these syllables: 0 if it stands before the offset, and the name."""
        key: tuple[str | int, ...] = (*words, most)
        if key not in self._fuller:
            theirs = self._by_last.get(words[-1], ())
            fit = (
                (start, name) for start, name, t in theirs if len(words) < len(t) <= most and t[-len(words) :] == words
            )
            self._fuller[key] = sorted(fit)
        fuller = self._fuller[key]
        n = bisect_right(fuller, at, key=lambda told: told[0])
        if n:
            return 0, fuller[n - 1][1]
        return (1, fuller[0][1]) if fuller else None

    def pronoun(self, at: int, sentence: int) -> Person | None:
        """Whom "ông", "bà", "đồng chí" alone means: the first person named in its sentence, else whom the two before
        are about, by name or by a pronoun that carries on."""
        word = self.article.text[at : at + 3].casefold()
        named = self._first_of(sentence, at, word)
        if named is not None:
            return named
        told = self._carried(sentence, word) or self._only_one(at, sentence)
        if told is None and self.lives.told:
            told = self.lives.whose(sentence)
            told = told if told is not None and self._agrees(told.name, word) else None
        return told

    def _first_of(self, n: int, before: int, word: str) -> Person | None:
        """The first person named in sentence `n` up to an offset whom the word may mean."""
        for mention in self.sentences[n].mentions:
            if mention.kind == "NAME" and mention.start < before and self._agrees(str(mention.value), word):
                person = self.person(str(mention.value), mention.start)
                if person is not None:
                    return person
        return None

    def _carried(self, sentence: int, word: str) -> Person | None:
        """Whom the two sentences before speak of: one that begins with a pronoun goes on about the same person."""
        for n in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
            told = self.spoken_of(n)
            if told is not None and self._agrees(told.name, word):
                return told
            named = self._first_of(n, self.sentences[n].span.end, word)
            if named is not None:
                return named
        return None

    def spoken_of(self, n: int) -> Person | None:
        """Whom sentence `n` is about: the person its head names, or whom a pronoun there carries on."""
        while len(self._topics) <= n:  # in order: each rests on those before it
            k = len(self._topics)
            head = self.sentences[k].mentions[:_HEAD]
            first = self.lives.born(k) or next((m for m in head if m.kind in ("NAME", "PRON", "DO")), None)
            before = self._topics[max(0, k - _BACK) :][::-1]
            topic: Person | None = None
            if first is not None and first.kind == "NAME":
                topic = self.person(str(first.value), first.start)
            elif first is not None and first.kind == "PRON":
                word = self.article.text[first.start : first.start + 3].casefold()
                topic = next((p for p in before if p is not None and self._agrees(p.name, word)), None)
            self._topics.append(topic)
        return self._topics[n]

    def _only_one(self, at: int, sentence: int) -> Person | None:
        """Whom the sentences before have been about, where they name one person alone: in a life told at length."""
        people: set[str] = set()
        for n in range(max(0, sentence - _LIFE), sentence):
            people |= self.people_of(n)
        word = self.article.text[at : at + 3].casefold()
        return (
            Person(name=min(people))
            if len(people) == 1 and self._addressed(min(people)) in (word.strip(), "")
            else None
        )

    def people_of(self, n: int) -> frozenset[str]:
        """The persons named in sentence `n`."""
        if n not in self._people:
            names = [(m.start, str(m.value)) for m in self.sentences[n].mentions if m.kind == "NAME"]
            people = (self.person(name, start) for start, name in names)
            self._people[n] = frozenset(person.name for person in people if person is not None)
        return self._people[n]

    def _agrees(self, name: str, word: str) -> bool:
        """Whether "ông" or "bà" may mean a name: as the article addresses it, else by its middle name."""
        told = self._addressed(name)
        return not (word.startswith("bà") and told == "ông") and not (word == "ông" and told == "bà")

    def _addressed(self, name: str) -> str:
        """ "ông" or "bà", "" where the article does not tell."""
        return self._genders.get(fold(name.rsplit(maxsplit=1)[-1])) or ("bà" if " Thị " in name else "")

    def holder(self, holder: HolderPhrase, sentence: int) -> Person | None:
        """The person of a holder phrase; None for one the article calls by a country ("Thủ tướng Lào …")."""
        name = holder.name
        if name.kind == "PRON":
            return self.pronoun(name.start, sentence)
        if name.kind == "CAPS":
            return Person(name=" ".join(self.article.text[name.start : name.end].split()))
        person = self.person(str(name.value), name.start)
        return None if person is not None and person.name in self._foreigners else person
