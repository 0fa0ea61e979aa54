"""Who holds, held or is about to hold which post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extraction.context import Context
from extraction.facts import Area, Evidence, Organization, Person, Role, Status, Tenure
from extraction.grammar import Found, Mention, Rule, find
from extraction.organizations import NO_HINT, OWNERS, Hint, Organizations, committee
from extraction.mentions import BodyPhrase
from extraction.phrases import HolderPhrase, PostPhrase
from extraction.text import classic

_GAP = "( OTHER | STOP | COMMA | ORG | DATE | PERIOD | NUMBER | AREA | PLACE | AREAREF | TERM | AND | TOWARDS | CAPS | SLASH | DASH | PERCENT | OF | WHO | INCHARGE | GUARD | COUNT_OF | AGAIN | FIRSTOF ){0,%d}"
_FAR = _GAP.replace("( OTHER", "( LPAR | RPAR | SEMI | COP | AGE | HON | DOT | OTHER")
_JOINED = _GAP.replace("( OTHER", "( JOIN | OTHER")
_LEFT = _GAP.replace("( OTHER", "( DISMISS | POSTS | BECOME | APPOINT | OTHER")
_ENDS = "( BECOME | COP | IS | JOIN | ORG | COMMA | AND | DISMISS | POSTS ){0,10}"
_PEOPLE = "HOLDER ( ( COMMA AND | COMMA | AND | SEMI ) HOLDER )*"
_SAY = "( BECOME | COP | IS | JOIN )"

RULES = (
    Rule("appointed-to", f"(?P<people> {_PEOPLE} ) COMMA? ( STOP | OTHER | ORG | COMMA | DATE | PERIOD | PLANNED | WHO | AGE ){{0,6}} (?P<act> APPOINT ( ( COMMA | AND )? APPOINT )* ) {_GAP % 8} {_SAY}? COLON? (?P<posts> POSTS ) (?! TERM? ( TOWARDS | OF ) HOLDER )"),
    Rule("appoints-as", f"(?P<act> APPOINT ( ( COMMA | AND )? APPOINT )* ) (?P<people> {_PEOPLE} ) ( COMMA | DASH )? {_JOINED % 10} {_SAY}+ (?P<posts> POSTS )"),
    Rule("appoints-post-to", f"(?P<act> APPOINT ( ( COMMA | AND )? APPOINT )* ) {_SAY}? (?P<posts> POSTS ) TOWARDS (?P<people> {_PEOPLE} )"),
    Rule("moves-to", f"(?P<people> HOLDER ) {_GAP % 4} DISMISS {_ENDS} {_GAP % 6} (?P<act> APPOINT | BECOME | COP ) ( ( COMMA | AND )? APPOINT )* {_SAY}? (?P<posts> POSTS )"),
    Rule("takes-post", f"(?P<people> {_PEOPLE} ) COMMA? {_GAP % 6} (?P<act> BECOME ) (?P<posts> POSTS )"),
    Rule("made-by", "DO (?P<people> HOLDER ) (?P<act> COP | BECOME ) (?P<posts> POSTS )"),
    Rule("elected-list", f"(?P<act> APPOINT ) NUMBER? (?P<posts> POSTS ) NUMBER? ( COMMA )? ( COP | FIRSTOF | COLON ) ( FIRSTOF | HON | COLON | COMMA )* (?P<people> {_PEOPLE} )"),
    Rule("joins-body", f"(?P<people> HOLDER ) {_LEFT % 8} (?P<act> JOIN | APPOINT JOIN ) (?P<orgs> ORG ( ( COMMA | AND ) ORG )* )"),
    Rule("elects-body", f"(?P<act> APPOINT ) (?P<orgs> ORG ) TERM? FIRSTOF? ( NUMBER ( HON | WHO | OTHER ) )? COMMA? FIRSTOF ( HON | COLON | COMMA )* (?P<people> {_PEOPLE} )"),
)
FORMER_RULES = (
    Rule("leaves-body", f"(?P<people> HOLDER ) COMMA? {_GAP % 3} (?P<act> DISMISS ) {_SAY}? (?P<orgs> ORG ( ( COMMA | AND ) ORG )* )"),
    Rule("dismissed-from", f"(?P<people> HOLDER ) COMMA? ( OTHER | STOP | COMMA | ORG | DISMISS | AND | JOIN ){{0,8}} (?P<act> DISMISS ) {_SAY}? (?P<posts> POSTS ) (?! TERM? ( TOWARDS | OF ) HOLDER )"),
    Rule("dismisses-from", f"(?P<act> DISMISS ) {_SAY}? (?P<posts> POSTS ) ( TERM | OF ){{0,2}} ( TOWARDS | OF )? (?P<people> HOLDER )"),
    Rule("dismisses-as", f"(?P<act> DISMISS ) ( TOWARDS )? (?P<people> HOLDER ) {_GAP % 3} {_SAY} (?P<posts> POSTS )"),
    Rule("once-was", f"(?P<people> HOLDER ) {_FAR % 18} (?P<act> ONCE ) {_SAY}? COLON? (?P<posts> POSTS )"),
    Rule("when-once", f"(?P<people> HOLDER ) {_GAP % 14} (?P<act> WHEN_ONCE ) {_SAY}? (?P<posts> POSTS )"),
    Rule("not-kept", f"(?P<people> HOLDER ) NOT (?P<act> APPOINT ) {_SAY}? (?P<posts> POSTS )"),
    Rule("once-being", f"(?P<act> ONCE | WHEN_ONCE ) {_SAY}? (?P<posts> POSTS ) {_GAP % 10} COMMA (?P<people> HOLDER )"),
)
CURRENT_RULES = (
    Rule("is", f"(?P<people> HOLDER ) COMMA? ( STOP | OTHER ){{0,2}} (?P<act> IS | COP ) (?P<posts> POSTS )"),
    Rule("as", f"(?P<act> IS | COP ) (?P<posts> POSTS ) {_GAP % 8} COMMA (?P<people> HOLDER )"),
    Rule("post-is", f"(?P<posts> POSTS ) (?P<act> COP ) (?P<people> HOLDER )"),
    Rule("list-of-post", f"( COUNT_OF | NUMBER ) (?P<posts> POST | POSTS ) ( COLON | FIRSTOF | COP FIRSTOF ) ( HON | COLON )* (?P<people> {_PEOPLE} )"),
    Rule("list-of-title", f"( ^ | COUNT_OF | HON | NUMBER | FIRSTOF ) HON? COUNT_OF? (?P<posts> POSTS ) ( HON | COLON | COMMA )* COLON ( HON )* (?P<people> {_PEOPLE} )"),
)
KEEPS = Rule("keeps-post", f"(?P<people> HOLDER ) {_GAP % 4} (?P<act> APPOINT | IS ) {_SAY}? AGAIN")
GONE = Rule("gone", f"(?P<people> HOLDER ) {_GAP % 6} (?P<act> GONE )")
INSTEAD = Rule("instead-of", f"(?P<posts> POSTS ) ( TOWARDS HOLDER )? {_GAP % 6} INSTEAD ( HON )? (?P<people> HOLDER )")
_BLOCK = ("NOT", "PLANNED")
_AGAIN = re.compile(r"tái đắc cử|tái cử|tiếp tục|tái bổ nhiệm|bổ nhiệm lại", re.I)
_YEAR = re.compile(r"(?:năm\s+|\d[-/.]\s?)((?:19|20)\d\d)\b|(?:19|20)\d\d\s*(?:[-–]|đến(?:\s+năm)?)\s*((?:19|20)\d\d)")
_MANDATE = re.compile(r"(?:nhiệm kỳ|khóa|khoá|NK)\s+(?:[IVXL]+\s*\(?)?[^,;.]{0,12}?(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d", re.I)
_PASSIVE = re.compile(r"được|nhận|trúng cử|đắc cử|tái cử|nhậm chức|tuyên thệ|sẽ về", re.I)


_OWNED = frozenset("party-committee party-organization standing-committee executive-committee party-caucus corporate-board youth-union party-cell".split())


@dataclass(frozen=True, slots=True)
class Claim:
    """A person at a post, as one stretch of the text has it."""

    person: Person
    role: Role
    organization: Organization
    status: Status
    start: int
    end: int
    rule: str
    sentence: int
    term: str = ""
    acting: bool = False
    re_elected: bool = False


def extract(context: Context) -> list[Tenure]:
    """The tenures of an article."""
    claims: list[Claim] = []
    organizations = Organizations(context)
    for n, sentence in enumerate(context.sentences):
        if any(m.kind in ("HOLDER", "POSTS", "ORG") for m in sentence.row):
            reader = _Reader(context, organizations, n)
            claims.extend(reader.read(sentence.row))
    return _tenures(context, _settle(claims))


class _Reader:
    """Reads the claims of one sentence."""

    def __init__(self, context: Context, organizations: Organizations, sentence: int) -> None:
        self.context = context
        self.organizations = organizations
        self.n = sentence

    def read(self, row: Sequence[Mention]) -> Iterator[Claim]:
        """All claims of the sentence: beside names first, then by what happened."""
        for mention in row:
            if mention.kind == "HOLDER" and isinstance(mention.value, HolderPhrase) and mention.value.posts:
                yield from self._beside(mention, mention.value, row)
        used: set[tuple[int, int]] = set()
        plain = _without_brackets(row)
        rows = (row, plain) if len(plain) < len(row) else (row,)
        for rules, status in ((RULES, "incoming"), (FORMER_RULES, "former"), (CURRENT_RULES, "current")):
            for flat in rows:
                for found in find(rules, flat):
                    yield from self._event(found, flat, status, used)  # type: ignore[arg-type]
        yield from self._instead(row)
        yield from self._kept_or_gone(row)

    # ---- posts --------------------------------------------------------------------------------------------------

    def posts(self, mentions: Sequence[Mention], holder: HolderPhrase | None = None, around: Sequence[Mention] = ()) -> list[tuple[Mention, PostPhrase, Organization]]:
        """Posts with their bodies; a body that is not told whole takes what its neighbours in the list tell."""
        beside = [*mentions, *(holder.posts if holder is not None else ())]
        phrases = [m.value for m in beside if isinstance(m.value, PostPhrase)]
        first = [self._organization(p, m, NO_HINT) for p, m in zip(phrases, beside, strict=True)]
        out = []
        for k, (phrase, mention) in enumerate(zip(phrases[: len(mentions)], mentions, strict=True)):
            hint = self._hint(k, phrase, phrases, first)
            organization = self._organization(phrase, mention, hint) if hint is not NO_HINT else first[k]
            if organization is None:
                organization = self._completed(k, phrase, phrases[: len(mentions)], first, mention, holder) or self._around(phrase, around)
            if organization is not None:
                out.append((mention, phrase, organization))
        return out

    def _completed(
        self, k: int, phrase: PostPhrase, phrases: Sequence[PostPhrase], first: Sequence[Organization | None], mention: Mention, holder: HolderPhrase | None
    ) -> Organization | None:
        """The body of a role that stands alone: of the next post, of the person's own post, else the one named last."""
        shared = self._shared(k, phrase, phrases, first)
        near = self._near(phrase, mention)
        if near is not None and shared is not None and shared.kind not in phrase.entry.near.split():
            return near
        return shared or self._own(phrase, holder) or near

    def _organization(self, phrase: PostPhrase, mention: Mention, hint: Hint) -> Organization | None:
        org = phrase.org
        if org is not None and org.kind == "CAPS":
            label = " ".join(classic(self.context.article.text[org.start : org.end]).split())
            return Organization(label=label, kind="enterprise")
        if org is not None and org.kind == "ORG" and phrase.entry.alone and phrase.entry.body:
            told = self.organizations.of_mention(org, self.n, hint)
            return self.organizations.within(phrase.entry.body, told) if told is not None else None
        if org is not None and org.kind in ("ORG", "CENTRAL"):
            return self.organizations.of_mention(org, self.n, hint)
        return self.organizations.of_role(phrase.entry, org, mention.start, self.n, hint)

    @staticmethod
    def _told(phrase: PostPhrase) -> bool:
        """Whether the post's own words place its body: an area, a parent with one, or a level."""
        org = phrase.org
        value = org.value if org is not None else None
        while isinstance(value, BodyPhrase):
            if value.of is None:
                return value.entry.follow in ("none", "area") and (value.entry.level != "" or value.entry.follow == "none") or bool(value.name) or value.entry.bare
            if value.of.kind in ("AREA", "PLACE", "CENTRAL", "HAMLET", "AREAREF", "CAPS"):
                return True
            value = value.of.value
        return org is not None

    def _hint(self, k: int, phrase: PostPhrase, phrases: Sequence[PostPhrase], first: Sequence[Organization | None]) -> Hint:
        """From the posts beside it: the parent of the next one, else of the one before."""
        org = phrase.org
        value = org.value if org is not None else None
        open_body = isinstance(value, BodyPhrase) and not self._told(phrase)
        bare = isinstance(value, BodyPhrase) and self._bare(value)
        if not open_body and not bare:
            return NO_HINT
        order = [*range(k + 1, len(phrases)), *range(k - 1, -1, -1)]
        for other in order:
            body = first[other]
            owner = self._owner(value, body)
            if owner is not None and self._told(phrases[other]):
                return Hint(owner=owner)
            if body is None or body.area is None or not self._told(phrases[other]):
                continue
            if phrases[other].entry.alone and other < k:  # "Tỉnh ủy viên" says nothing of the posts after it
                continue
            if bare and not open_body:
                if self._named(phrases[other]):
                    return Hint(area=body.area, level=body.area.level)
                continue
            wanted = (value.entry.level or value.entry.base) if isinstance(value, BodyPhrase) else ""
            if wanted and wanted != body.area.level and not (wanted == "commune" and value.entry.kind == "party-committee"):
                continue
            parent = body if body.kind == "party-committee" else body.parent
            if isinstance(value, BodyPhrase) and value.entry.kind == "office":
                parent = body
            return Hint(area=body.area, level=body.area.level, parent=parent)
        return NO_HINT

    @staticmethod
    def _owner(value: object, body: Organization | None) -> Organization | None:
        """The firm, ministry or force whose board or Party body stands open beside it."""
        if not isinstance(value, BodyPhrase) or value.entry.kind not in _OWNED or body is None:
            return None
        if value.entry.kind == "party-caucus" and body.kind in ("people-committee", "court", "procuracy"):
            return body
        for candidate in (body, body.parent):
            if candidate is not None and candidate.kind in OWNERS:
                return candidate
        return None

    @staticmethod
    def _bare(value: BodyPhrase) -> bool:
        """ "UBND huyện", "Huyện ủy": a level, but no name."""
        of: Mention | None = value.of
        while of is not None and isinstance(of.value, BodyPhrase):
            value, of = of.value, of.value.of
        return of is None and value.entry.follow == "area" or of is not None and of.kind == "AREAREF"

    @staticmethod
    def _named(phrase: PostPhrase) -> bool:
        value = phrase.org.value if phrase.org is not None else None
        while isinstance(value, BodyPhrase):
            if value.of is not None and value.of.kind in ("AREA", "PLACE"):
                return True
            value = value.of.value if value.of is not None else None
        return False

    def _near(self, phrase: PostPhrase, mention: Mention) -> Organization | None:
        """"UBKT Huyện ủy …, do đồng chí A làm Chủ nhiệm": the body of its kind named last before it in the sentence."""
        if phrase.org is not None or not phrase.entry.near or phrase.former:
            return None
        return self.organizations.last_of(tuple(phrase.entry.near.split()), mention.start)

    def _own(self, phrase: PostPhrase, holder: HolderPhrase | None) -> Organization | None:
        """"ông A - phó chủ tịch UBND huyện - làm quyền chủ tịch": at the body of the post told beside the name."""
        if phrase.org is not None or holder is None:
            return None
        head = phrase.label.removeprefix("Quyền ").removeprefix("Phó ").split()[0]
        for _, own, organization in self.posts(holder.posts):
            if own.label.removeprefix("Phó ").startswith(head):
                return organization
        return None

    def _around(self, phrase: PostPhrase, around: Sequence[Mention]) -> Organization | None:
        """"… về công tác tại Huyện ủy Hạ Lang và giữ chức Bí thư": the body of the role's kind told on the way to it."""
        wanted = {phrase.entry.body, *phrase.entry.near.split()} - {""}
        for mention in reversed(around):
            organization = self.organizations.of_mention(mention, self.n) if phrase.org is None else None
            if organization is not None and organization.kind in wanted:
                return organization
        return None

    def _shared(self, k: int, phrase: PostPhrase, phrases: Sequence[PostPhrase], first: Sequence[Organization | None]) -> Organization | None:
        """A role that stands without a body shares the one of the next post: "Phó Tư lệnh kiêm Tham mưu trưởng Quân khu 2"."""
        if phrase.org is not None or phrase.entry.alone:
            return None
        following = first[k + 1 :]
        body = following[0] if following and k + 1 < len(phrases) and phrases[k + 1].org is not None else None
        if body is None:
            return None
        if phrase.entry.body == "party-committee" and body.kind in ("people-committee", "people-council"):
            return committee(body.area) if body.area is not None else None
        if phrase.entry.body == "party-committee" and body.kind in OWNERS:
            return Organization(label=f"Đảng ủy {body.label}", kind="party-committee", level=body.level, area=body.area, parent=body)
        return body.parent if body.kind == "corporate-board" and body.parent is not None else body

    # ---- claims --------------------------------------------------------------------------------------------------

    def _beside(self, mention: Mention, holder: HolderPhrase, row: Sequence[Mention]) -> Iterator[Claim]:
        person = self.context.holder(holder, self.n)
        if person is None or self._credited(mention, row):
            return
        former = False
        posts = self.posts(holder.posts)
        if holder.rule == "title-before" and len(posts) > 1 and self._of_office(mention, row):
            posts = posts[1:]
        for post, phrase, organization in posts:
            former = phrase.former or (former and not phrase.newly)
            status: Status = "former" if former else "incoming" if phrase.newly else "current"
            yield self._claim(person, phrase, organization, status, holder.name, post, holder.rule)
            if phrase.term:
                former = False

    def _of_office(self, mention: Mention, row: Sequence[Mention]) -> bool:
        """"Chứng kiến lễ bàn giao nhiệm vụ Tư lệnh …, Bí thư Thành ủy A": the first post belongs to the noun before it."""
        at = row.index(mention)
        before = self.context.article.text[max(0, mention.start - 9) : mention.start].casefold().strip()
        return at > 0 and (row[at - 1].kind == "BECOME" or before.endswith("nhiệm vụ"))

    @staticmethod
    def _credited(mention: Mention, row: Sequence[Mention]) -> bool:
        at = row.index(mention)
        return at >= 2 and row[at - 1].kind == "COLON" and row[at - 2].kind == "CREDIT"

    def _claim(self, person: Person, phrase: PostPhrase, organization: Organization, status: Status, name: Mention, post: Mention, rule: str) -> Claim:
        role = Role(vi=phrase.label, en=f"Acting {phrase.entry.role.en}" if phrase.acting else phrase.entry.role.en)
        return Claim(person, role, organization, status, min(name.start, post.start), max(name.end, post.end), rule, self.n, phrase.term, phrase.acting)

    def _event(self, found: Found, row: Sequence[Mention], status: Status, used: set[tuple[int, int]]) -> Iterator[Claim]:
        target = found["posts"][0] if "posts" in found.rule.pattern and found.has("posts") else found["orgs"][0]
        people = [m for m in found["people"] if m.kind == "HOLDER"]
        fresh = [m for m in people if (m.start, target.start) not in used]
        if not fresh or self._blocked(found, row, status):
            return
        used.update((m.start, target.start) for m in fresh)
        act = found["act"] if "(?P<act>" in found.rule.pattern else ()
        words = " ".join(self.context.article.text[m.start : m.end].casefold() for m in act)
        re_elected = bool(_AGAIN.search(words)) or self._again_after(found, row)
        status = self._status(found, row, status, re_elected=re_elected)
        for mention in fresh:
            holder = mention.value
            assert isinstance(holder, HolderPhrase)
            person = self.context.holder(holder, self.n)
            if person is None:
                continue
            if "orgs" in found.rule.pattern:
                yield from self._members(found, person, holder, status)
                continue
            posts = list(target.parts) if target.kind == "POSTS" else [target]
            around = [m for m in row[found.first : found.last] if m.kind == "ORG" and m.start < target.start]
            former = False
            for post, phrase, organization in self.posts(posts, holder, around):
                former = phrase.former or former
                acting = found.rule.name == "appoints-post-to" and "giao" in words and phrase.acting
                told: Status = "former" if former else "incoming" if phrase.newly or acting else status
                claim = self._claim(person, phrase, organization, told, holder.name, post, found.rule.name)
                yield replace(claim, re_elected=re_elected)

    def _again_after(self, found: Found, row: Sequence[Mention]) -> bool:
        """"… gồm các ông A, B và C tái cử"."""
        after = row[found.last] if found.last < len(row) else None
        return after is not None and after.kind == "APPOINT" and bool(_AGAIN.search(self.context.article.text, after.start, after.end))

    def _status(self, found: Found, row: Sequence[Mention], status: Status, *, re_elected: bool) -> Status:
        """As the words around the claim have it: kept, told of an earlier time, or handed to somebody else."""
        if found.first and row[found.first - 1].kind == "INSTEAD":
            return "former"
        if status == "incoming" and re_elected:
            return "current"
        beforehand = any(m.kind == "BEFOREHAND" for m in row[: found.first])
        if status == "incoming" and (self._past(found) or (beforehand and found.rule.name == "takes-post")):
            return "former"
        if status == "current" and found.rule.name in ("is", "as", "post-is") and (beforehand or self._past(found)):
            return "former"
        return status

    def _past(self, found: Found) -> bool:
        """Whether the sentence up to the claim, or what follows it at once, dates it to a year before the article's."""
        now = self.context.year
        if now is None:
            return False
        text = self.context.article.text
        span = self.context.sentences[self.n].span
        clause = _MANDATE.sub(" ", text[span.start : min(span.end, found.end + 24)])
        years = [int(a or b) for a, b in _YEAR.findall(clause)]
        return bool(years) and max(years) < now

    def _members(self, found: Found, person: Person, holder: HolderPhrase, status: Status) -> Iterator[Claim]:
        """Elected or called into a committee: a member of it."""
        after = [m for m in found.mentions[found.last : found.last + 4] if m.kind == "POSTS"]
        hint = NO_HINT
        if after:
            known = self.posts(list(after[0].parts))
            if known and known[-1][2].area is not None:
                area = known[-1][2].area
                hint = Hint(area=area, level=area.level)
        for mention in found["orgs"]:
            told = self.organizations.of_mention(mention, self.n) if isinstance(mention.value, BodyPhrase) and mention.value.of is not None else None
            if hint is NO_HINT and told is not None and told.area is not None:
                hint = Hint(area=told.area, level=told.area.level)
        for mention in found["orgs"]:
            organization = self.organizations.of_mention(mention, self.n, hint) if mention.kind == "ORG" else None
            if organization is None or organization.kind not in ("executive-committee", "standing-committee", "inspection-committee", "central-committee"):
                continue
            start, end = min(holder.name.start, mention.start), max(holder.name.end, mention.end)
            yield Claim(person, Role(vi="Ủy viên", en="Member"), organization, status, start, end, found.rule.name, self.n)

    def _blocked(self, found: Found, row: Sequence[Mention], status: Status) -> bool:
        """Negated or only planned: the cue stands before or inside what the rule covers."""
        act = found["act"][0] if "(?P<act>" in found.rule.pattern and found.has("act") else None
        if act is None:
            return False
        if found.rule.name == "appointed-to" and not _PASSIVE.search(self.context.article.text, found["people"][-1].end, found["posts"][0].start):
            return True
        at = next(i for i, m in enumerate(row) if m is act)
        before = row[max(0, at - 3) : at]
        inside = [m for m in row[found.first : found.last]]
        cues = [m for m in (*before, *inside) if m.kind in _BLOCK and m.start < act.end]
        if found.rule.name == "as" and at > 0 and row[at - 1].kind not in ("COMMA", "SEMI", "COLON", "DOT", "QUOTE"):
            return True
        if found.rule.name == "joins-body" and act.end - act.start < 4 and not any(m.kind == "APPOINT" for m in inside):  # a bare "vào"
            return True
        if found.rule.name == "joins-body" and any(m.kind == "DISMISS" for m in inside) and not any(m.kind == "APPOINT" for m in inside):
            return True
        if status == "incoming" and any(m.kind == "INCHARGE" for m in inside if m.start > act.start):
            return True
        if status == "former":
            return any(m.kind == "PLANNED" for m in cues)
        return bool(cues)

    def _kept_or_gone(self, row: Sequence[Mention]) -> Iterator[Claim]:
        """"… tái đắc cử chức vụ này" keeps the post told beside the name; "… nghỉ hưu" ends it."""
        for found in find((KEEPS, GONE), row):
            holder = found["people"][0].value
            assert isinstance(holder, HolderPhrase)
            person = self.context.holder(holder, self.n)
            if person is None or self._blocked(found, row, "current"):
                continue
            kept = found.rule is KEEPS
            if kept and not _AGAIN.search(self.context.article.text, found.start, found.end):
                continue
            for post, phrase, organization in self.posts(holder.posts)[: 1 if kept else None]:
                claim = self._claim(person, phrase, organization, "current" if kept else "former", holder.name, post, found.rule.name)
                yield replace(claim, re_elected=kept)

    def _instead(self, row: Sequence[Mention]) -> Iterator[Claim]:
        """Whoever is replaced held the post before."""
        for found in find((INSTEAD,), row):
            posts = found["posts"][0]
            holder = found["people"][0].value
            assert isinstance(holder, HolderPhrase)
            person = self.context.holder(holder, self.n)
            told = self.posts(list(posts.parts))
            if person is None or not told:
                continue
            post, phrase, organization = told[0]
            plain = replace_acting(phrase)
            yield self._claim(person, plain, organization, "former", holder.name, post, INSTEAD.name)


def _without_brackets(row: Sequence[Mention]) -> list[Mention]:
    """The sentence without what it says in brackets."""
    out: list[Mention] = []
    depth = 0
    for mention in row:
        depth += mention.kind == "LPAR"
        if depth == 0:
            out.append(mention)
        depth -= mention.kind == "RPAR" and depth > 0
    return out if depth == 0 else list(row)


def replace_acting(phrase: PostPhrase) -> PostPhrase:
    """The post itself where somebody only acts in it."""
    return PostPhrase(phrase.entry, phrase.label.removeprefix("Quyền "), phrase.org, term=phrase.term)


# ---- one article, one story --------------------------------------------------------------------------------

_SIDE = ("Ủy viên", "Đại biểu", "Thành viên", "Trưởng đoàn", "Phó Trưởng đoàn")
_PARTY_WITH_STATE = {"party-committee", "people-committee", "people-council"}


def _key(claim: Claim) -> tuple[str, str, str]:
    return claim.person.name, claim.role.vi, claim.organization.label


def _settle(claims: Sequence[Claim]) -> list[Claim]:
    """One status for a person at a post: just named beats current, and a post left for the new one is former."""
    claims = _fuller(claims)
    incoming = {_key(c) for c in claims if c.status == "incoming"}
    re_elected = {_key(c) for c in claims if c.re_elected}
    former = {_key(c) for c in claims if c.status == "former"}
    named = [c for c in claims if c.status == "incoming"]
    out = []
    for claim in claims:
        key = _key(claim)
        if claim.status == "current" and key in incoming and key not in re_elected:
            claim = replace(claim, status="incoming")  # noqa: PLW2901
        elif claim.status == "incoming" and key in re_elected:
            claim = replace(claim, status="current")  # noqa: PLW2901
        elif claim.status == "current" and key in former and key not in re_elected:
            claim = replace(claim, status="former")  # noqa: PLW2901
        elif claim.status == "current" and any(_left(claim, new) for new in named):
            claim = replace(claim, status="former")  # noqa: PLW2901
        out.append(claim)
    return out


def _fuller(claims: Sequence[Claim]) -> list[Claim]:
    """A post whose body stayed open is the one the same person holds, in the same role, at a body of that kind told whole."""
    out = []
    for claim in claims:
        if claim.organization.area is None and claim.organization.parent is None:
            whole = [
                c.organization
                for c in claims
                if c.person == claim.person and c.role == claim.role and c.organization.kind == claim.organization.kind
                and c.organization.label.startswith(claim.organization.label + " ")
            ]
            if whole:
                claim = replace(claim, organization=whole[0])  # noqa: PLW2901
        out.append(claim)
    return out


def _left(old: Claim, new: Claim) -> bool:
    """Whether taking the new post means leaving the old one."""
    if old.person != new.person or new.acting or _key(old) == _key(new):
        return False
    if old.role.vi.startswith(_SIDE) or new.role.vi.startswith(_SIDE) or "không chuyên trách" in new.role.vi:
        return False
    a, b = old.organization, new.organization
    if a.label == b.label:
        return True
    if {a.kind, b.kind} <= _PARTY_WITH_STATE and a.kind != b.kind and a.area == b.area:
        return False
    if "fatherland-front" in (a.kind, b.kind) and "party-department" in (a.kind, b.kind):
        return False
    return abs(old.sentence - new.sentence) <= 1 or old.rule in ("title-after", "title-before")


def _tenures(context: Context, claims: Sequence[Claim]) -> list[Tenure]:
    text = context.article.text
    grouped: dict[tuple[str, str, str, str], list[Claim]] = {}
    for claim in claims:
        grouped.setdefault((*_key(claim), claim.status), []).append(claim)
    out = []
    for group in grouped.values():
        best = group[0]
        evidence = {
            (c.start, c.end): Evidence(
                article=context.article.id, start=c.start, end=c.end, quote=text[c.start : c.end], rule=c.rule, confidence=0.9, status=c.status
            )
            for c in group
        }
        out.append(
            Tenure(
                person=best.person,
                role=best.role,
                organization=best.organization,
                term=next((c.term for c in group if c.term), ""),
                evidence=tuple(evidence[k] for k in sorted(evidence)),
            )
        )
    return out


def place_of(organization: Organization) -> Area | None:
    """The area of a body."""
    return organization.area
