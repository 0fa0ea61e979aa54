"""Who acts: which words of a sentence are the subject of the act, before it or after it, else the paragraph's body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.context import Context
from extraction.facts import Organization
from extraction.families.acting import CENTRE, COMMITTEES, ONE_UNIT, Actor, unit_of
from extraction.families.acting_bodies import Bodies
from extraction.families.document_words import Named
from extraction.families.subjects import (
    BODIES,
    GOVERNING,
    REACH,
    acts_itself,
    chain,
    dateline,
    in_brackets,
    in_quotation,
    inspected,
    is_bare,
    is_folk,
    is_plural,
    levels_of,
    lived_in,
    nameless,
    of_all_levels,
    of_first,
    of_many,
    of_several,
    opens,
    resumed,
    set_apart,
)
from extraction.families.unit_rows import strangers_act
from extraction.families.unread_subjects import hamlet_named, unread_name
from extraction.grammar import Found
from extraction.lexicon import words_of
from extraction.mentions import Mention, body_kind, owner_of
from extraction.organizations import NO_HINT, Hint
from extraction.phrases import HolderPhrase, PostPhrase
from extraction.text import fold

_AFTER_NOUN = frozenset(("OTHER", "CHECK", "EACH"))
"""Kinds after which "tỉnh", "huyện" are no body: "lực lượng vũ trang tỉnh", "các huyện"."""
_OF_ELECTORATE = frozenset("FILL AREA AREAREF PLACE AT EACH".split())
"""Kinds between those who hope for something and that word: "cử tri các xã A kiến nghị"."""
_RANK = {"cell": 0, "commune": 1, "district": 2, "province": 3, "central": 4}
_WHERE = re.compile(r"tại|ở|trên địa bàn", re.I)
"""Between what is done and the place."""
_CONFERENCE = re.compile(r"\b(?:hội nghị|lớp|đợt)\b", re.I)
"""Between a body and what is studied: it has called them together."""
_CONFERENCE_REACH = 12
"""Sentences after that in which speakers present what is studied."""
_WHOM = 5
"""Mentions within which it is told down to whom something reaches."""
_SOME_BODIES = re.compile(
    r"\s*(?:cả )?(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d+) "
    r"(?:sở|phòng|ban|đơn vị|cơ quan|ngành|trường|bệnh viện|công ty|doanh nghiệp)\b",
    re.I,
)
"""After a demand: who shall do it, by their number alone."""
_PARTY_LETTERS = {"HU": "huyện", "QU": "quận", "TXU": "thị xã", "ThU": "thành phố"}
"""Of which sort of place the committee is, by the last letters of the numbers of what it issues."""
_STATE_LETTERS = {"UBND": "people-committee", "HĐND": "people-council"}
"""Bodies by the last letters of the numbers of what they issue."""
_CUE = 40
"""Letters before an act within which it is told that somebody leads in it."""
_FAR = 320
"""Letters between a subject and its act: the longest lists of acts after one subject in the corpus stay below."""


class Actors:
    """Finds who acts in one article."""

    def __init__(self, context: Context, bodies: Bodies) -> None:
        self.context = context
        self.bodies = bodies

    # ---- in the sentence ----------------------------------------------------------------------------------

    def of(self, row: Sequence[Mention], act: int, end: int, n: int, named: Named) -> list[Actor]:
        """Who does what `row[act]` says, `end` being the index after its documents."""
        if end < len(row) and fold(self.context.article.text[row[end].start : row[end].end]) == fold("của các"):
            return []  # "nghe báo cáo tiến độ thực hiện nghị quyết của các huyện"
        if (
            self._hoped(row, act)
            or _leads_them(row, act)
            or self._done_by_many(row, end)
            or strangers_act(row, act, 0, self.context.article.text)
        ):
            return []
        held = row[act].kind in ("STUDY", "REVIEW") and [m.kind for m in row[end : end + 2]] == ["DO", "ORG"]
        told = [row[end + 1]] if held else self._foremost(row, act, end)  # "buổi học nghị quyết do Huyện ủy A tổ chức"
        before = told or list(self._before(row, act, n))
        if any(m.kind == "GENERIC" and self._wished(row, m, act) for m in before):
            return []
        if not before and any(self._of_others(row, i, act) for i in range(act)):
            return self._of_levels(row, act)
        if not before:
            after = self._after(row, act, end)
            if after is None and (unread := self._unread(row, end)) is not None:
                return self._of_hamlet(row, unread, n, named)
            before = self._listed(row, after) if after is not None else []
        before = [other for m in before for other in (self.bodies.pair(m, n) if m.kind == "THEM" else ()) or (m,)]
        hint = self._shared(before, n)
        found = [
            a
            for m in before
            if (a := self.bodies.actor(m, row, n, named, self._placed(row, m, n) or (hint if is_bare(m) else NO_HINT)))
            is not None
        ]
        if found or before or self._nationwide(row[act]):
            return found
        if self._only_helps(row, act) and self.bodies.paragraph(n) is None:
            return []
        speaker = next((m for m in reversed(row[:act]) if m.kind in ("HOLDER", "SEMI", "ASK")), None)
        asked = speaker is not None and speaker.kind == "ASK"
        if speaker is not None and asked and self._asks_union(row, act, speaker):
            return []
        if speaker is not None and (speaker.kind == "HOLDER" or (asked and self._asks_people(speaker))):
            return []
        return self.bodies.elsewhere(n, named, asked=asked)

    def _unread(self, row: Sequence[Mention], end: int) -> tuple[int, int] | None:
        """ "Thực hiện …, năm nay Kon Chốt giảm 11 hộ nghèo": where the name stands with which the clause goes on."""
        comma = next((i for i in range(end, min(end + REACH, len(row))) if row[i].kind == "COMMA"), None)
        return unread_name(row, comma, self.context.article.text) if comma is not None else None

    def _of_hamlet(self, row: Sequence[Mention], unread: tuple[int, int], n: int, named: Named) -> list[Actor]:
        """The cell of the hamlet that is called so; nobody where the name is anybody's."""
        start, end = row[unread[0]].start, row[unread[1] - 1].end
        hamlet = hamlet_named(self.context, " ".join(self.context.article.text[start:end].split()))
        if hamlet is None or not named.party:
            return []
        body = self.bodies.organizations.cell_of(hamlet, n)
        return [Actor(body, unit_of(body), start, end)]

    def _says(self, mention: Mention, *words: str) -> bool:
        return self.context.article.text[mention.start : mention.end].casefold() in words

    def _only_helps(self, row: Sequence[Mention], act: int) -> bool:
        """ "việc dọn vệ sinh góp phần thực hiện tốt chỉ thị": what helps is told, not who does it."""
        while act > 0 and row[act - 1].kind == "FILL":
            act -= 1
        return act > 0 and self._says(row[act - 1], "góp phần")

    def _nationwide(self, act: Mention) -> bool:
        """ "trong bối cảnh cả nước đang nỗ lực thực hiện": everybody does it, not "cùng với cả nước"."""
        words = self.context.article.text[max(0, act.start - _CUE) : act.start].casefold()
        return any(
            one in words and not words.partition(one)[0].endswith(("cùng ", "với ", "và "))
            for one in words_of("documents", "nation")
        )

    def _says_before(self, mention: Mention, words: str) -> bool:
        start = max(0, mention.start - len(words))
        return self.context.article.text[start : mention.start].casefold() == words

    def _meets(self, row: Sequence[Mention], of: int) -> bool:
        """ "kỳ họp chuyên đề của HĐND tỉnh ban hành": what its session does the body does."""
        words = self.context.article.text[max(0, row[of].start - _CUE) : row[of].start].casefold()
        return any(one in words for one in words_of("documents", "sessions")) and row[of + 2].kind in ("FILL", "ISSUE")

    def _foremost(self, row: Sequence[Mention], act: int, end: int) -> list[Mention]:
        """ "Đi đầu trong thực hiện nghị quyết là Huyện ủy A và Huyện ủy B": who are told to be."""
        text = self.context.article.text
        told = end + 1 < len(row) and row[end + 1].kind in BODIES and self._says(row[end], "là")
        before = text[max(0, row[act].start - _CUE) : row[act].start].casefold()
        foremost = told and any(one in before for one in words_of("documents", "foremost"))
        return _joined(row, end + 1) if foremost else []

    def _asks_people(self, ask: Mention) -> bool:
        """ "đề nghị các đồng chí … đi đầu thực hiện", "yêu cầu hai sở": those who are there, for themselves."""
        if _SOME_BODIES.match(self.context.article.text, ask.end):
            return True
        after = self.context.article.text[ask.end : ask.end + 20].casefold().lstrip()
        asked = next((word for word in words_of("documents", "people") if after.startswith(word)), None)
        return asked is not None and not after[len(asked) : len(asked) + 1].isalpha()  # "bà", not "bàn"

    def _asks_union(self, row: Sequence[Mention], act: int, ask: Mention) -> bool:
        """ "đề nghị các cấp công đoàn học tập nghị quyết": a union's levels, not the committees of the place."""
        text = self.context.article.text
        levels = next((m for m in row[:act] if m.kind == "LEVELS" and m.start >= ask.end), None)
        words = text[levels.end : row[act].start].casefold().split() if levels is not None else []
        return any(
            " ".join(words).startswith(f"{one} ") or words == one.split() for one in words_of("documents", "ranked")
        )

    def _wished(self, row: Sequence[Mention], generic: Mention, act: int) -> bool:
        """ "đồng chí A lưu ý: các cấp ủy cần học tập": what a speaker asks of all is not done."""
        words = self.context.article.text[generic.end : row[act].start].casefold().split()
        said = any(m.kind == "SAY" and m.end <= generic.start for m in row[:act])
        return said and words[:1] == ["cần"]

    def _of_others(self, row: Sequence[Mention], i: int, act: int) -> bool:
        """Whether the word at `i` tells that it is done by some who are no body of the place."""
        text = self.context.article.text
        return inspected(row, i, act) or is_folk(row, i, text) or of_all_levels(row, i) or of_several(row, i, text)

    def _shared(self, joined: Sequence[Mention], n: int) -> Hint:
        """ "HĐND, UBND huyện A": where the bare ones of several bodies are, and whose."""
        told = next((m for m in joined if owner_of(m) is not None), None)
        body = self.bodies.organizations.of_mention(told, n) if told is not None and len(joined) > 1 else None
        return Hint(area=body.area, level=body.level, parent=body.parent) if body is not None else NO_HINT

    def _of_levels(self, row: Sequence[Mention], act: int) -> list[Actor]:
        """ "các cấp hội luật gia trong tỉnh": the union so called that the article is about."""
        place = next((i for i in range(act) if row[i].kind in ("AREA", "AREAREF", "PLACE")), 0)
        at = levels_of(row, place) if place else None
        if at is None or row[at].kind != "THEM":
            return []
        end = next(k for k in range(at, place + 1) if row[k].kind in ("FILL", "AT", "OF", "AREA", "AREAREF", "PLACE"))
        words = fold(self.context.article.text[row[at].start : row[end].start].strip())
        body = next((b for b in self.bodies.organizations.told.homes() if fold(b.label).startswith(f"{words} ")), None)
        return [Actor(body, unit_of(body))] if body is not None else []

    def _placed(self, row: Sequence[Mention], union: Mention, n: int) -> Hint | None:
        """ "các cấp Hội Phụ nữ trong huyện A": where the union is."""
        at = next((i for i, m in enumerate(row) if m is union), len(row))  # not there where a sign cut the row
        place = next((i for i in range(at + 1, len(row) - 1) if row[i].kind in ("AREA", "AREAREF", "PLACE")), None)
        if place is None or levels_of(row, place) != at:
            return None
        body = self.bodies.body(row[place], row, n, None)
        area = body.area if isinstance(body, Organization) else body
        return Hint(area=area, level=area.level) if area is not None else None

    def at(self, row: Sequence[Mention], act: int, end: int, n: int, named: Named) -> list[Actor]:
        """Where it is done, told in the sentence: "Tại huyện A, nghị quyết được triển khai", "được triển khai ở B"."""
        before = list(self._before(row, act, n))
        place = self._place_after(row, end)
        told = before or ([place] if place is not None else [])
        return [a for m in told if (a := self.bodies.actor(m, row, n, named)) is not None]

    def below(self, found: Found, n: int, named: Named) -> list[Actor]:
        """ "quán triệt đến tất cả các chi bộ": down to the cells of the one that the paragraph or article is about."""
        row, at = found.mentions, found.last
        if at >= len(row) or row[at].kind != "AT":
            return []
        whom = next(
            (m for m in row[at + 1 : at + _WHOM] if m.kind not in ("EACH", "NUMBER", "PERCENT", "FILL", "OTHER")), None
        )
        owner = self.bodies.owner_after(whom, row) if whom is not None else None
        if owner is not None:
            return [a for a in (self.bodies.actor(owner, row, n, named),) if a is not None]
        cells = whom is not None and (whom.kind == "GENERIC" or (body_kind(whom) == "party-cell" and is_bare(whom)))
        return self.bodies.elsewhere(n, named, asked=True) if cells else []  # cells are of no office

    def before(self, found: Found, n: int, named: Named) -> list[Actor]:
        """ "Huyện ủy A vào cuộc từ sớm. Chỉ thị được triển khai …": the committee that the paragraph is about."""
        body = self.bodies.paragraph(n) if named.party else None
        told = isinstance(body, Organization) and body.kind in COMMITTEES
        elsewhere = found.last < len(found.mentions) and found.mentions[found.last].kind in ("AT", "NUMBER")
        return [Actor(body, unit_of(body))] if body is not None and told and not elsewhere else []

    def issuer(self, n: int, named: Named) -> list[Actor]:
        """The body that the paragraph is about, where the letters of a document's number are those of its kind."""
        body = self.bodies.paragraph(n)
        if named.issuer is not None or not isinstance(body, Organization) or body.parent is not None:
            return []
        return [Actor(body, unit_of(body))] if self._has_letters(body, named) else []

    def _has_letters(self, body: Organization, named: Named) -> bool:
        """Whether the last letters of a document's number are those of the body's kind and level."""
        letters = re.split(r"[-–/]", named.number)[-1] if named.number else ""
        place = body.area.type if body.area is not None else ""
        level = self.context.lexicon.suffixes.get(letters) in (body.level, "city")
        party = body.kind in COMMITTEES and level and _PARTY_LETTERS.get(letters, place) == place
        return party or body.kind == _STATE_LETTERS.get(letters)

    def signed(self, row: Sequence[Mention], act: int, n: int, named: Named) -> list[Actor]:
        """ "Chủ tịch UBND tỉnh A ký ban hành Chỉ thị số 4/CT-UBND": who heads a body signs for it."""
        while act > 0 and row[act - 1].kind == "FILL":
            act -= 1
        signer = row[act - 1] if act > 0 else None
        if signer is None or signer.kind not in ("HOLDER", "POSTS"):
            return []
        if named.issuer is not None:
            return [Actor(named.issuer, unit_of(named.issuer))]
        posts = signer.value.posts if isinstance(signer.value, HolderPhrase) else (signer.parts or (signer,))
        for org in (post.value.org for post in posts if isinstance(post.value, PostPhrase)):
            body = self.bodies.organizations.of_mention(org, n) if org is not None and org.kind == "ORG" else None
            plain = named.number is not None and named.number.isdigit() and body is not None
            if body is not None and (self._has_letters(body, named) or (plain and body.kind not in COMMITTEES)):
                return [Actor(body, unit_of(body), signer.start, signer.end)]
        return []

    def stated(self, mentions: Sequence[Mention], n: int) -> list[Actor]:
        """The body that a rule itself has found."""
        mention = next(m for m in mentions if m.kind in BODIES)
        actor = self.bodies.actor(mention, self.bodies.row(n), n, None)
        return [actor] if actor is not None else []

    def _before(self, row: Sequence[Mention], act: int, n: int) -> Iterator[Mention]:
        """The subject before the act, with those joined to it; a place told with "tại" only where there is no other."""
        place: Mention | None = None
        asked = False
        for i in range(act - 1, -1, -1):
            asked = asked or row[i].kind == "ASK"
            if row[act].start - row[i].end > _FAR or inspected(row, i, act):
                break
            if of_several(row, i, self.context.article.text):
                if row[i].kind == "ORG" and [m.kind for m in row[i - 2 : i]] == ["ORG", "AND"]:
                    continue  # "UBND huyện và UBND các xã, thị trấn"
                break
            if not self._is_body(row, i, act, n):
                continue
            joined = chain(row, i)
            prior = row[joined[-1] - 1].kind if joined[-1] > 0 else ""
            if prior == "DASH" and dateline(row, joined[-1] - 1):
                prior = ""  # the mark of a list's item; "* CHỢ GẠO - Đảng ủy xã A vừa …"
            ended = any(m.kind == "SEMI" for m in row[i:act])
            if ended and prior == "LEAD":
                continue  # "Ban A tham mưu Tỉnh ủy ban hành …; quán triệt": who leads goes on
            if prior == "NUMBER" and joined[-1] > 1 and row[joined[-1] - 2].kind == "AT":
                continue  # "yêu cầu huyện khắc phục việc chậm ở 3 đảng ủy xã; thực hiện"
            if prior in GOVERNING and self._governed(row, i, joined[-1] - 1, act):
                if prior == "AT" and (row[i].kind not in ("ORG", "HAMLET") or opens(row, joined[-1], act)):
                    place = place or row[i]
                continue
            if prior == "NOT":
                return  # "trình UBND tỉnh phê duyệt"
            if asked and prior not in ("ASK", "LEAD"):
                return  # who asks does not act, and whom it is asked of is not said
            if prior == "LEAD" and (leader := self._beside(row, joined[-1] - 1)) is not None:
                yield leader
            yield from (row[k] for k in reversed(joined))
            return
        if place is not None:
            yield place

    def _governed(self, row: Sequence[Mention], i: int, by: int, act: int) -> bool:
        """Whether the body at `i` is no subject of the act for the word at `by`, before it and those joined to it."""
        if acts_itself(row, i, act):
            return False
        if row[i + 1].kind == "COMMA" and self._says(row[i + 2], "nơi"):
            return False  # "là Huyện ủy A, nơi thực hiện"
        match row[by].kind:
            case "DO":
                return row[i + 1].kind not in ("FILL", "EACH")  # "là do Huyện ủy đã triển khai"
            case "OF":  # "kết quả của Công an tỉnh trong việc thực hiện"
                return row[act - 1].kind != "ABOUT" and not self._meets(row, by)
            case "AT":
                told = self._says(row[by], "là") and row[i + 1].kind == "FILL"  # "điểm mới là Huyện ủy A đã ban hành"
                return row[i].kind != "ORG" or not (told or self._says(row[by], "bởi"))
        return True

    def _done_by_many(self, row: Sequence[Mention], end: int) -> bool:
        """ "Thực hiện kết luận, các địa phương làm nhiều cách": by some whom nobody names."""
        if end + 2 >= len(row) or row[end].kind != "COMMA" or row[end + 1].kind != "EACH":
            return False
        words = self.context.article.text[row[end + 2].start :][:_CUE].casefold()
        many = next((one for one in words_of("documents", "many") if words.startswith(f"{one} ")), None)
        after = words[len(many) :].split()[:1] if many is not None else []
        return many is not None and after not in (["trong"], ["của"], ["thuộc"], ["ở"], ["trên"], ["trực"])

    def _hoped(self, row: Sequence[Mention], act: int) -> bool:
        """ "Huyện ủy A mong Tỉnh ủy sớm tổng kết", "cử tri kiến nghị": said to those above, who need not do it."""
        at = next((i for i in range(act - 2, 0, -1) if row[i].kind in ("ASK", "SEMI")), 0)
        words = self.context.article.text[row[at].start : row[at].end].casefold()
        by = next((m for m in reversed(row[:at]) if m.kind not in _OF_ELECTORATE), None)
        if by is None or words not in words_of("documents", "hopes") or row[at + 1].kind != "ORG":
            return False
        who = self.context.article.text[max(0, by.end - _CUE) : by.end].casefold()
        return by.kind == "ORG" or who.endswith(words_of("documents", "electorate"))

    def _beside(self, row: Sequence[Mention], lead: int) -> Mention | None:
        """ "Ban A phối hợp với Sở B triển khai": the one that does it together with the other."""
        told = self.context.article.text[row[lead].start : row[lead].end].casefold() in words_of("documents", "beside")
        before = lead - 1 - (row[lead - 1].kind == "FILL")
        return row[before] if told and before >= 0 and row[before].kind == "ORG" else None

    def _is_body(self, row: Sequence[Mention], i: int, act: int, n: int) -> bool:
        """Whether a body or place stands at `i` that can be a subject by itself."""
        kind, following = row[i].kind, row[i + 1].kind
        noun = kind == "AREAREF" and i > 0 and row[i - 1].kind in _AFTER_NOUN
        if (
            kind not in BODIES
            or lived_in(row, i)
            or (noun and not self._says(row[i - 1], *words_of("documents", "whens")))
        ):
            return False
        if (
            set_apart(row, i, act)
            or in_brackets(row, i, act)
            or in_quotation(row, i, act)
            or of_first(row, i)
            or of_many(row, i, self.context.article.text)
        ):
            return False
        if is_bare(row[i]) and self._says_before(row[i], "hội nghị "):
            return False  # "Huyện đoàn A tổ chức Hội nghị BCH mở rộng để quán triệt"
        if following == "SEMI" and kind == "ORG" and i > 0 and row[i - 1].kind == "OTHER":
            return False  # "họp; kiện toàn Ban Chỉ đạo A; thực hiện": it ends what is done before
        if following in ("RPAR", "COLON") and kind != "GENERIC" and not (i <= 1 and following == "COLON"):
            return False  # in brackets, or a speaker; but "Thanh Hóa: Quý I, …" begins a headline with its place
        if (
            is_folk(row, i, self.context.article.text)
            or of_all_levels(row, i)
            or (nameless(row[i]) and is_plural(row, i, self.context.article.text))
        ):
            return False
        if kind == "THEM" and not self.bodies.pair(row[i], n) and not self.bodies.them(row[i], row, n):
            return False
        if kind in ("AREA", "PLACE") and self._places_another(row, i, n):
            return False
        between = {m.kind for m in row[i:act]}
        if "SEMI" in between and getattr(row[i].entry, "level", "") == "cell":
            return False  # "Huyện ủy kiểm điểm với từng chi bộ; ban hành …"
        return not {"SAY", "HOLDER"} <= between  # "Huyện ủy cho biết ông A thực hiện …"

    def _places_another(self, row: Sequence[Mention], i: int, n: int) -> bool:
        """ "Đảng ủy xã X, tỉnh Y": the place only tells where the body before it is."""
        if i < 2 or row[i - 1].kind != "COMMA" or row[i - 2].kind not in ("ORG", "AREA", "PLACE"):
            return False
        outer, inner = (self.bodies.body(row[k], row, n, None) for k in (i, i - 2))
        return outer is not None and inner is not None and _RANK.get(outer.level, 0) > _RANK.get(inner.level, 0)

    def _after(self, row: Sequence[Mention], act: int, end: int) -> Mention | None:
        """The subject that follows: "Thực hiện …, Huyện ủy đã …", "việc thực hiện … được Huyện ủy chú trọng"."""
        while end + 1 < len(row) and row[end].kind == "FILL" and row[end + 1].kind in ("FILL", "PASSIVE"):
            end += 1
        if end + 1 < len(row) and row[end].kind in ("PASSIVE", "DO"):
            if row[end].kind == "DO" and act > 0 and row[act - 1].kind == "ABOUT":
                return None  # "tọa đàm về thực hiện nghị quyết do Ban Tuyên giáo tổ chức"
            by = end + 2 if row[end + 1].kind == "EACH" and end + 2 < len(row) else end + 1
            return row[by] if row[by].kind in BODIES else None
        place = self._place_after(row, end)
        if place is not None:
            return place
        said = max(
            (i for i in range(act) if row[i].kind == "SAY"), default=0
        )  # "ông A cho biết, thực hiện …, Huyện ủy đã"
        if any(m.kind in ("HOLDER", "SEMI") for m in row[said:act]):
            return None
        comma = next((i for i in range(end, min(end + REACH, len(row))) if row[i].kind == "COMMA"), None)
        if comma is None:
            return None
        text = self.context.article.text
        for i in range(comma + 1, min(comma + REACH, len(row))):
            kind = row[i].kind
            if kind in ("SEMI", "DOT", "HOLDER", "IMPLEMENT", "STUDY"):
                return None
            if kind in BODIES:
                prior = row[i - 1].kind
                if body_kind(row[i]) in CENTRE:
                    continue
                if prior == "PERCENT" and nameless(row[i]):
                    return None  # "đến nay 100% đảng ủy xã đã": of many
                if is_folk(row, i, self.context.article.text):
                    return None
                if nameless(row[i]) and kind == "AREAREF" and prior != "EACH" and is_plural(row, i, text):
                    return None  # "năm qua, các xã, thị trấn đã"
                if kind == "AREAREF" and prior == "NUMBER" and getattr(row[i].value, "level", "") == "commune":
                    continue  # "hiện 200/200 xã có …"
                entire = fold(self.context.article.text[row[i - 1].start : row[i - 1].end]) == fold("toàn")
                noun = kind == "AREAREF" and prior in _AFTER_NOUN and not entire  # but "toàn huyện có 143 mô hình"
                if prior not in GOVERNING and kind != "THEM" and not noun and not lived_in(row, i):
                    return row[i]
        return resumed(row, comma)

    @staticmethod
    def _listed(row: Sequence[Mention], first: Mention) -> list[Mention]:
        """ "…, Thành ủy A, Thị ủy B đã ban hành": the subject that follows, and those joined to it."""
        out = _joined(row, row.index(first))
        alike = {body_kind(m) for m in out}
        after = row.index(out[-1]) + 1
        acts = after < len(row) and row[after].kind == "FILL"
        return out if acts and len(alike) == 1 else [first]

    def _place_after(self, row: Sequence[Mention], end: int) -> Mention | None:
        """ "Việc thực hiện chỉ thị ở huyện A": where it is done stands right after."""
        if end + 3 < len(row) and row[end].kind == "PER":  # "thực hiện quy chế theo Pháp lệnh số 34 tại thị xã A"
            end = next((k for k in range(end + 1, end + 5) if k < len(row) and row[k].kind == "AT"), end)
        party = end + 1 < len(row) and body_kind(row[end + 1]) in ONE_UNIT
        if end + 1 >= len(row) or (row[end + 1].kind not in ("AREA", "AREAREF", "PLACE") and not party):
            return None
        told = _WHERE.fullmatch(self.context.article.text, row[end].start, row[end].end)
        return row[end + 1] if told is not None else None

    # ---- conferences of study ---------------------------------------------------------------------------------

    def conveners(self, n: int) -> list[Actor]:
        """Who has called the conference of study that sentence `n` goes on to tell of."""
        for k in range(n - 1, max(-1, n - _CONFERENCE_REACH), -1):
            row = self.bodies.row(k)
            for act, mention in enumerate(row):
                if mention.kind not in ("STUDY", "IMPLEMENT"):
                    continue
                before = list(self._before(row, act, k))
                start = before[-1].end if before else mention.start
                if _CONFERENCE.search(self.context.article.text, start, mention.start):
                    found = [self.bodies.actor(m, row, k, None) for m in before]
                    return [Actor(a.body, a.unit) for a in found if a is not None]
        return []


def _joined(row: Sequence[Mention], at: int) -> list[Mention]:
    """The body at `at` and those joined to it after it."""
    out = [row[at]]
    while at + 2 < len(row) and row[at + 1].kind in ("COMMA", "AND") and row[at + 2].kind == out[0].kind == "ORG":
        at += 2
        out.append(row[at])
    return out


def _leads_them(row: Sequence[Mention], act: int) -> bool:
    """ "đề nghị các xã quan tâm lãnh đạo Hội, thực hiện tốt": some others are asked, and the one that they lead."""
    led = next((i for i in range(1, act) if [m.kind for m in row[i - 1 : i + 2]] == ["LEAD", "THEM", "COMMA"]), None)
    return led is not None and any(m.kind == "ASK" for m in row[:led])
