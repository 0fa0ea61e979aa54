"""Posts with their bodies: what one leaves open is told by the posts beside it, the person's own, or the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from extraction.area_bodies import CENTRAL, NATIONAL, committee, executive, of_kind, owned
from extraction.facts import Area, Organization
from extraction.families.elected import at_congress, electing
from extraction.families.post_bodies import PostBodies, head_of
from extraction.families.post_ends import another_body, body_follows, head_goes_on
from extraction.families.post_hints import OF_COMMITTEE, OF_PLACES
from extraction.families.unions import UNIONS, bureau, union_seat
from extraction.mentions import AreaRef, BodyPhrase, Mention
from extraction.occasional import part_in
from extraction.organizations import NO_HINT, Hint
from extraction.phrases import HolderPhrase, PostPhrase
from extraction.told import OWNERS

_OF_MINISTERS = ("agency", "government", "government-inspectorate")
"""Bodies whose heads have the rank of a minister or his deputy: "Thứ trưởng, Phó Chủ nhiệm Ủy ban Dân tộc"."""
_CENTRAL = ("Trung ương", "Trung ương Đảng")
_THIS = re.compile(r" (?:này|trên|nói trên)\b")
_OF_LISTS = frozenset((*OF_PLACES, *OF_COMMITTEE, "party-committee", "executive-committee", "mass-organization"))
"""Bodies of the places under which lists stand."""
_HEADS = {
    "people-council": "Chủ tịch",
    "people-committee": "Chủ tịch",
    "fatherland-front": "Chủ tịch",
    "mass-organization": "Chủ tịch",
    "youth-union": "Bí thư",
    "party-committee": "Bí thư",
    "inspection-committee": "Chủ nhiệm",
}
"""What the heads of bodies are called."""
_NEAR = 2
"""Sentences a bare role may be away from the post it repeats."""

Post = tuple[Mention, PostPhrase, Organization]
_ONCE = re.compile(r"\b(?:cương vị|từng|khi|lúc|thời|trước|nguyên)\b", re.I)
"""Between a name and a post that is looked back on."""
_COMES = re.compile(r"\b(?:về|sang|đến|tới)\b[^,;.]{0,40}\b(?:làm|giữ|nhận|đảm)\b", re.I)
_OF_UNION = re.compile(r" hội(?=[,;.)]| (?!đồng|nghị|viên|thẩm|trường|đàm)[^\W\d]+ )")
"""After the head of a place who is no such: "chủ tịch huyện hội"."""
_ROSE = re.compile(r",? rồi(?: (?:lên|làm|là))? ", re.I)
_GOES_TO = re.compile(r"\b(?:lên|về|xuống|ra|sang|đến|tới) \Z", re.I)
_AND_HOLDS = re.compile(r"\s*(?:,|và) (?:được (?:bầu )?)?(?:giữ|làm|đảm nhiệm)\b(?: chức(?: vụ| danh)?)?", re.I)


def _before_its_like(phrase: PostPhrase, after: PostPhrase) -> bool:
    """ "Phó Trưởng phòng rồi Trưởng phòng Nội vụ", "Phó Trưởng ban, Trưởng Ban Dân vận Huyện ủy": a bare one."""
    here, there = (p.org.value if p.org is not None else None for p in (phrase, after))
    if not isinstance(here, BodyPhrase) or not isinstance(there, BodyPhrase) or not phrase.entry.head:
        return False
    bare = here.entry.label.casefold() == here.entry.noun.casefold() and not here.name and here.of is None
    return bare and there.entry.noun == here.entry.noun and after.label in phrase.label


class Posts(PostBodies):
    """Completes the posts of one sentence."""

    def read(
        self,
        mentions: Sequence[Mention],
        holder: HolderPhrase | None = None,
        around: Sequence[Mention] = (),
        governed: Mention | None = None,
    ) -> list[tuple[Mention, PostPhrase, Organization]]:
        """Posts with their bodies; a body that is not told whole takes what its neighbours in the list tell.

        `around` are bodies on the way to the posts, `governed` is the one said to be led: "UBKT do ông A làm …".
        """
        beside = [*mentions, *(holder.posts if holder is not None else ())]
        phrases = [m.value for m in beside if isinstance(m.value, PostPhrase)]
        first = self._placed(phrases, beside, len(mentions))
        out: list[Post] = []
        left: list[tuple[Mention, PostPhrase]] = []
        for k, (phrase, mention) in enumerate(zip(phrases[: len(mentions)], mentions, strict=True)):
            if part_in(self.context.occasional, mention, phrase):
                continue
            if bureau(phrase):
                if self._of_union(mention):
                    continue
                seat = union_seat(phrase, phrases[k + 1], first[k + 1]) if k + 1 < len(mentions) else None
                if seat is not None:
                    out.append((mention, phrase, seat))
                    continue
            if _OF_UNION.match(self.context.article.text, mention.end):
                continue
            listed = self._listed(phrase, mention) if k < len(mentions) and not phrase.former else None
            if listed is not None:
                out.append((mention, phrase, listed))
                self._keep(phrase, mention, listed)
                continue
            hint = self._hint(k, phrase, phrases, first, len(mentions))
            if hint is NO_HINT and phrase.org is None and phrase.entry.alone and phrase.entry.level:
                hint = self._trade_hint(phrase, mention)
            hint = self._gone_to(phrase, mention) if hint is NO_HINT else hint
            hint = self._in_list(phrase, mention) if hint is NO_HINT else hint
            organization = self._organization(phrase, mention, hint) if hint is not NO_HINT else first[k]
            if k + 1 < len(mentions) and self._of_another_body(phrase, mention, phrases[k + 1], mentions[k + 1]):
                continue
            if k + 1 < len(mentions) and _before_its_like(phrase, phrases[k + 1]):
                organization = first[k + 1]
            if organization is None and self._of_rank(k, phrase, phrases[: len(mentions)], first):
                continue
            if organization is not None and self._of_some_firm(organization, phrase, phrases):
                continue
            if organization is None and phrase.entry.body == "executive-committee" and phrase.org is None:
                local = phrase.entry.city or phrase.entry.level in ("province", "district")
                organization = self._of_home_place(phrase) if local else self._of_owner(first)
            another = phrase.org is None and another_body(self.context.article.text, mention.end)
            if organization is None and not another:
                organization = self._completed(
                    k, phrase, phrases[: len(mentions)], first, mention, holder
                ) or self._around(phrase, [governed] if governed and not around else around, governed)
            if organization is None and phrase.org is None and not another and not self._unknown_follows(mention):
                organization = self._elected(phrase, mention)
            guess = None
            if organization is None and phrase.org is None and not self._unknown_follows(mention):
                organization = self._coming(phrase, mention)
                guess = self._recent(phrase, mention, holder) if organization is None else None
                organization = organization or guess
            if organization is None and self._bare_cell(phrase) and not self._unknown_follows(mention):
                organization = self._cell(phrase, mention, len(beside))
            if organization is not None:
                out.append((mention, structs.replace(phrase, guessed=guess is not None), organization))
                self._keep(phrase, mention, organization)
            elif phrase.org is not None:
                left.append((mention, phrase))
        return [*out, *self._owned(left, out)]

    def _placed(
        self, phrases: Sequence[PostPhrase], mentions: Sequence[Mention], told_here: int
    ) -> list[Organization | None]:
        """The body that each post tells by itself; a bare "UBND tỉnh" is of the province that one beside it names."""
        first = [self._organization(p, m, NO_HINT) for p, m in zip(phrases, mentions, strict=True)]
        if not any(self.named(p) for p in phrases[1:]):
            return first
        for k, phrase in enumerate(phrases):
            value = phrase.org.value if phrase.org is not None else None
            if isinstance(value, BodyPhrase) and self._bare(value) and self._told(phrase):
                hint = self._hint(k, phrase, phrases, first, told_here)
                first[k] = self._organization(phrase, mentions[k], hint) if hint is not NO_HINT else first[k]
        return first

    def _owned(self, left: Sequence[tuple[Mention, PostPhrase]], told: Sequence[Post]) -> list[Post]:
        """ "Phó Bí thư Chi bộ, Phó Tổng Giám đốc": the cell of the firm that the other post turned out to be at."""
        out: list[Post] = []
        for mention, phrase in left:
            value = phrase.org.value if phrase.org is not None else None
            owners = [owner for _, _, body in told if (owner := self._owner(value, body)) is not None]
            if owners:
                body = self._organization(phrase, mention, Hint(owner=owners[0]))
                if body is not None:
                    out.append((mention, phrase, body))
                    self._keep(phrase, mention, body)
        return out

    def _keep(self, phrase: PostPhrase, mention: Mention, body: Organization) -> None:
        """For the posts to come that leave the body open."""
        self.organizations.told.recent.setdefault(head_of(phrase), []).append((self.n, mention.start, body))

    def _cell(self, phrase: PostPhrase, mention: Mention, posts: int) -> Organization | None:
        """ "bị cách chức Bí thư Chi bộ": of the cell told in the sentence before; alone, of the article's only one."""
        for n, start, body in reversed(self.organizations.told.recent.get(head_of(phrase), [])):
            if start < mention.start and self.n == n and body.kind == "party-cell":
                return body
        return self.organizations.told.only_of("party-cell") if posts == 1 else None

    @staticmethod
    def _bare_cell(phrase: PostPhrase) -> bool:
        """Whether it is the post of a cell that is not told: "Phó Bí thư Chi bộ"."""
        value = phrase.org.value if phrase.org is not None else None
        if not isinstance(value, BodyPhrase) or value.entry.kind != "party-cell":
            return False
        return value.of is None and not value.name

    def _of_another_body(self, phrase: PostPhrase, mention: Mention, after: PostPhrase, then: Mention) -> bool:
        """ "Trưởng phòng rồi Phó Giám đốc Kho bạc Nhà nước": of some Phòng there, not the one named last."""
        here, there = (p.org.value if p.org is not None else None for p in (phrase, after))
        if not isinstance(here, BodyPhrase) or not isinstance(there, BodyPhrase) or not phrase.entry.head:
            return False
        bare = here.entry.label.casefold() == here.entry.noun.casefold() and not here.name and here.of is None
        rose = _ROSE.fullmatch(self.context.article.text, mention.end, then.start) is not None
        return bare and rose and there.entry.noun != here.entry.noun and there.entry.kind not in OF_COMMITTEE

    def _gone_to(self, phrase: PostPhrase, mention: Mention) -> Hint:
        """ "được rút lên xã làm Chủ tịch Hội Nông dân": the union of the place that somebody goes to."""
        row, value = self._row, phrase.org.value if phrase.org is not None else None
        at = next((i for i, m in enumerate(row) if m.kind == "POSTS" and m.start <= mention.start < m.end), 0)
        if at < 2 or not isinstance(value, BodyPhrase) or value.entry.kind not in UNIONS or value.of is not None:
            return NO_HINT
        place = row[at - 2]
        goes = _GOES_TO.search(self.context.article.text, max(0, place.start - 8), place.start)
        local = value.entry.follow in ("area", "body", "domain") and not value.name.endswith(" Việt Nam")
        if row[at - 1].kind not in ("COP", "BECOME") or not local or goes is None:
            return NO_HINT
        if not isinstance(place.value, AreaRef):
            return NO_HINT
        area = self.context.bare(place.value.type, place.value.level, place.start, self.n)
        return Hint(area=area, level=area.level) if area is not None else NO_HINT

    def _of_some_firm(self, body: Organization, phrase: PostPhrase, phrases: Sequence[PostPhrase]) -> bool:
        """ "Bí thư Đảng ủy, Chủ tịch HĐQT": a firm's committee, even where the article does not say whose."""
        if body.kind != "party-committee" or body.level != "commune" or self._told(phrase):
            return False
        kinds = [p.org.value.entry.kind for p in phrases if p.org is not None and isinstance(p.org.value, BodyPhrase)]
        return "corporate-board" in kinds or any(p.entry.firm for p in phrases)

    def _of_rank(
        self, k: int, phrase: PostPhrase, phrases: Sequence[PostPhrase], first: Sequence[Organization | None]
    ) -> bool:
        """ "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ": a rank, of no ministry."""
        body = self._shared(k, phrase, phrases, first) if phrase.entry.unit == "bộ" else None
        return body is not None and body.kind in _OF_MINISTERS

    def _unknown_follows(self, mention: Mention) -> bool:
        """Whether a post goes on with a body, or with the rest of a name, that the lexicons do not know."""
        return body_follows(self.context.article.text, mention.end) or self._more_of_name(mention)

    def _more_of_name(self, mention: Mention) -> bool:
        """ "ông A, Trưởng phòng Dự báo": a name that the lexicons do not know follows, with a capital letter."""
        after = self.context.article.text[mention.end : mention.end + 2]
        return len(after) == 2 and after[0] == " " and after[1].isupper() and not self._name_at(mention.end)

    def _name_at(self, at: int) -> bool:
        kinds = ("NAME", "HON", "RANK", "PRON")
        return any(m.start == at + 1 and m.kind in kinds for m in self.context.sentences[self.n].mentions)

    def _coming(self, phrase: PostPhrase, mention: Mention) -> Organization | None:
        """ "bầu ông A giữ chức Chủ tịch và bà B giữ chức Phó Chủ tịch Hội …": of the body that the next post tells."""
        if phrase.entry.head or phrase.entry.alone or phrase.label.startswith("Phó "):
            return None
        later = self._later(mention)
        deputy = later.value if later is not None else None
        if later is None or not isinstance(deputy, PostPhrase) or deputy.org is None:
            return None
        return self._organization(deputy, later, NO_HINT) if deputy.label == f"Phó {phrase.label}" else None

    def _later(self, mention: Mention) -> Mention | None:
        """The first of the next posts that the sentence tells."""
        return next((m.parts[0] for m in self._row if m.kind == "POSTS" and m.start > mention.end), None)

    def _recent(self, phrase: PostPhrase, mention: Mention, holder: HolderPhrase | None) -> Organization | None:
        """ "Phó chủ tịch Lê Văn B" alone: of the body that the last Phó chủ tịch told in these sentences is at."""
        own = self._titles(holder) if holder is not None else []
        for n, start, body in reversed(self.organizations.told.recent.get(head_of(phrase), [])):
            if self.n - n >= _NEAR:
                return None
            if start < mention.start and start not in own:
                return self._still(body, start, mention.start)
        return None

    def _titles(self, holder: HolderPhrase) -> list[int]:
        """ "anh A, Bí thư Thành đoàn B và anh C được bầu làm Phó Bí thư": where such titles begin."""
        row = self._row
        at = next((i for i, m in enumerate(row) if m.value is holder), None)
        out = [m.start for m in holder.posts]
        while at is not None and at > 0 and row[at - 1].kind in ("HOLDER", "COMMA", "SEMI", "AND"):
            at -= 1
            beside = row[at].value
            out += [m.start for m in beside.posts] if isinstance(beside, HolderPhrase) else []
        return out

    def _still(self, body: Organization, start: int, end: int) -> Organization | None:
        """A body told at an offset, unless the sentence has named another of its kind, or its council, by the end."""
        for other in reversed(self._row):
            if other.kind != "ORG" or not start < other.start < end:
                continue
            told = self.organizations.of_mention(other, self.n)
            if told is not None and told.kind == body.kind:
                return told
            if told is not None and told.kind == "people-council" and told.area != body.area:
                return None  # "… Sau đó, HĐND tỉnh miễn nhiệm chức danh Chủ tịch"
        return body

    def _listed(self, phrase: PostPhrase, mention: Mention) -> Organization | None:
        """ "Phường Bồ Đề", and under it "- Phó Bí thư, Chủ tịch UBND: ông A": of the place that heads the list."""
        area = self.context.headings.over(mention.start)
        if area is None:
            return self.of_heading(phrase, mention)
        begun = self.context.article.text.rfind("\n", 0, mention.start) + 1
        told = any(m.kind == "ORG" and begun <= m.start < mention.start for m in self._row)
        return self.under(area, phrase) if phrase.org is not None or not told else None

    def of_heading(self, phrase: PostPhrase, mention: Mention) -> Organization | None:
        """ "* Ủy ban nhân dân tỉnh:", and under it "- Chủ tịch: ông A": of the body that heads the list."""
        head = self.context.headings.body(mention.start) if phrase.org is None and not phrase.entry.alone else None
        body = self.organizations.of_mention(head, self.n) if head is not None else None
        return body if body is not None and head_of(phrase) == _HEADS.get(body.kind) else None

    def under(self, area: Area, phrase: PostPhrase) -> Organization | None:
        """The body of a post that stands under, or beside, the name of a place in a list or a table."""
        if phrase.entry.alone:
            return None
        if phrase.org is None:
            return committee(area) if head_of(phrase) == "Bí thư" else None
        value = phrase.org.value
        if not isinstance(value, BodyPhrase) or self.named(phrase) or value.entry.kind not in _OF_LISTS:
            return None
        body = self.organizations.of_mention(phrase.org, self.n, Hint(area=area, level=area.level))
        return body if body is not None and body.area == area else None

    def _elected(self, phrase: PostPhrase, mention: Mention) -> Organization | None:
        """ "Đại hội Đảng bộ xã A bầu ông B giữ chức Bí thư": of the body that elects, or whose congress is told of."""
        sentences, text = self.context.sentences, self.context.article.text
        asked = mention, head_of(phrase), self.n, text
        here = electing(self.organizations, self._row, *asked)
        told = self.organizations.told.recent.get(head_of(phrase), ())
        if here is None and any(n == self.n and start < mention.start for n, start, _ in told):
            return None  # "ông A tái đắc cử Bí thư Đảng ủy Công an huyện, ông B được bầu làm Phó Bí thư"
        return here or at_congress(self.organizations, sentences, *asked)

    def _of_home_place(self, phrase: PostPhrase) -> Organization | None:
        """ "Thị ủy viên, Trưởng Công an thị xã" in an article about the police: of the place, never of a force."""
        area = self.context.home_area("province" if phrase.entry.level == "province" else "district")
        if area is None or (phrase.entry.city and area.type not in ("thị xã", "thành phố")):
            return None
        return executive(area)

    @staticmethod
    def _of_owner(first: Sequence[Organization | None]) -> Organization | None:
        """ "Đảng ủy viên, Phó Giám đốc Sở Xây dựng": a member of the committee of that Sở."""
        for body in first:
            for owner in (body, body.parent) if body is not None else ():
                if owner is not None and owner.kind in OWNERS:
                    return owned("Ban Chấp hành Đảng bộ", "executive-committee", owner)
        return None

    def _completed(
        self,
        k: int,
        phrase: PostPhrase,
        phrases: Sequence[PostPhrase],
        first: Sequence[Organization | None],
        mention: Mention,
        holder: HolderPhrase | None,
    ) -> Organization | None:
        """The body of a role that stands alone: of the next post, of the person's own post, else the one named last."""
        shared = self._shared(k, phrase, phrases, first) or self._same_firm(k, phrase, first, mention)
        shared = shared or _of_its_committee(phrase, first[:k])
        near = self._near(phrase, mention)
        if near is not None and shared is not None and shared.kind not in phrase.entry.near.split():
            return near
        if holder is None or not self._comes(holder, mention):
            return shared or self._own(phrase, mention, holder) or near or self._of_home(phrase, mention)
        left = [body for _, _, body in self.read(holder.posts)]
        return shared or (near if near not in left else None) or self._of_home(phrase, mention)

    def _comes(self, holder: HolderPhrase, mention: Mention) -> bool:
        """ "Trung tá A, Trưởng Công an huyện B, về làm Phó Trưởng phòng": to a post that is not where he was."""
        start = max((m.end for m in holder.posts if m.end <= mention.start), default=holder.name.end)
        return start < mention.start and _COMES.search(self.context.article.text, start, mention.start) is not None

    def _of_home(self, phrase: PostPhrase, mention: Mention) -> Organization | None:
        """ "nguyên Kế toán trưởng", in an article on one firm."""
        if phrase.org is not None or "enterprise" not in phrase.entry.near or self._unknown_follows(mention):
            return None
        firm = self.organizations.told.home_owner()
        return firm if firm is not None and firm.kind == "enterprise" else None

    def _of_union(self, mention: Mention) -> bool:
        """ "bầu làm Ủy viên Ban Thường vụ và giữ chức Phó Chủ tịch Hội Nông dân": not of the Party's committee."""
        if not _AND_HOLDS.match(self.context.article.text, mention.end):
            return False
        later = self._later(mention)
        post = later.value if later is not None else None
        org = post.org if isinstance(post, PostPhrase) else None
        body = self.organizations.of_mention(org, self.n) if org is not None and org.kind == "ORG" else None
        return any(b is not None and b.kind in UNIONS for b in (body, body.parent if body is not None else None))

    def _near(self, phrase: PostPhrase, mention: Mention) -> Organization | None:
        """ "UBKT Huyện ủy …, do đồng chí A làm Chủ nhiệm": the body of its kind named last before it."""
        text = self.context.article.text
        if self._more_of_name(mention):
            return None
        here = phrase.entry.head or _THIS.match(text, mention.end) is not None
        if phrase.org is not None and here and isinstance(phrase.org.value, BodyPhrase):
            noun = phrase.org.value.entry.noun
            if phrase.org.value.entry.label.casefold() != noun.casefold() or head_goes_on(text, mention.end):
                return None
            # "Phó Trưởng ban Tạ Văn Hạnh", "Phó Giám đốc ban này": of the Ban named before
            return self.organizations.told.last_named(noun[:1].upper() + noun[1:] + " ", mention.start)
        if phrase.org is None and phrase.entry.unit:  # "khi đó là phó hạt trưởng", of the Hạt named before
            return self.organizations.told.last_named(phrase.entry.unit.capitalize() + " ", mention.start)
        if phrase.org is not None or not phrase.entry.near or phrase.former:
            return None
        if phrase.entry.only and not self.context.sitting:
            return None  # "đại biểu" of a congress
        if body_follows(text, mention.end):
            return None  # "phó tổng giám đốc bến xe …"
        if phrase.entry.only and self.context.of_assembly:
            return NATIONAL["national-assembly"]
        return self.organizations.told.last_of(tuple(phrase.entry.near.split()), mention.start)

    def _own(self, phrase: PostPhrase, mention: Mention, holder: HolderPhrase | None) -> Organization | None:
        """ "ông A - phó chủ tịch UBND huyện - làm quyền chủ tịch": at the body of the post told beside the name."""
        if phrase.org is not None or holder is None:
            return None
        head = phrase.label.removeprefix("Quyền ").removeprefix("Phó ").split()[0]
        posts = self.read(holder.posts)
        once = _ONCE.search(self.context.article.text, holder.name.end, max(holder.name.end, mention.start))
        for _, own, organization in posts:
            lower = phrase.label.startswith("Phó ") and not own.label.startswith("Phó ") and (own.former or not once)
            if own.label.removeprefix("Phó ").startswith(head) and not lower and not self._left_for(own, posts):
                return organization  # "Bí thư Đoàn xã … được bầu giữ chức Phó Bí thư": not of that Đoàn
        held = [body for _, own, body in posts if not own.former and body.kind == "party-committee"]
        if len(held) == 1 and len(posts) > 1 and head_of(phrase) == "Chủ tịch" and held[0].area is not None:
            return of_kind("people-committee", held[0].area)
        return None

    @staticmethod
    def _left_for(own: PostPhrase, posts: Sequence[Post]) -> bool:
        """ "Bí thư Huyện ủy A, nguyên Phó Chủ tịch tỉnh B": one of old, beside one that is held."""
        return own.former and any(not other.former for _, other, _ in posts)

    def _around(self, phrase: PostPhrase, around: Sequence[Mention], governed: Mention | None) -> Organization | None:
        """ "… về công tác tại Huyện ủy Hạ Lang và giữ chức Bí thư": the body told on the way to it."""
        wanted = {phrase.entry.body, *phrase.entry.near.split()} - {""}
        for mention in reversed(around):
            organization = self.organizations.of_mention(mention, self.n) if phrase.org is None else None
            if organization is None:
                continue
            noun = head_of(phrase).split()[-1].casefold()
            fits = not head_of(phrase).startswith("Trưởng ") or organization.label.casefold().startswith(f"{noun} ")
            if organization.kind in wanted or (mention is governed and fits):
                heads = organization.kind == "standing-committee" and phrase.entry.body == "party-committee"
                return (organization.parent or organization) if heads else organization
        return None

    def _same_firm(
        self, k: int, phrase: PostPhrase, first: Sequence[Organization | None], mention: Mention
    ) -> Organization | None:
        """ "Phó Tổng Giám đốc Công ty A, nguyên Kế toán trưởng": of the firm of the post before."""
        body = first[k - 1] if k else None
        if body is None or phrase.org is not None or not phrase.entry.firm or self._unknown_follows(mention):
            return None
        return next((b for b in (body, body.parent) if b is not None and b.kind == "enterprise"), None)

    def _shared(
        self, k: int, phrase: PostPhrase, phrases: Sequence[PostPhrase], first: Sequence[Organization | None]
    ) -> Organization | None:
        """A role without a body shares the one of the next post: "Phó Tư lệnh kiêm Tham mưu trưởng Quân khu 2"."""
        if phrase.org is not None or phrase.entry.alone:
            return None
        following = first[k + 1 :]
        body = following[0] if following and k + 1 < len(phrases) and phrases[k + 1].org is not None else None
        if body is None:
            return None
        if phrase.entry.only and body.kind not in phrase.entry.only:
            return None  # "đại biểu A, Bí thư Tỉnh ủy"
        if phrase.entry.unit == "vụ" and body.kind in ("office", "party-caucus"):
            return None  # a rank
        if phrase.entry.body == "party-cell":  # "Chi ủy viên, Phó Giám đốc Ban Quản lý rừng"
            return owned("Chi ủy", "party-cell", body)
        of_party = phrase.entry.body == "party-committee"
        above = body.parent
        if of_party and body.kind in OF_COMMITTEE and above is not None and above.kind == "party-committee":
            return above  # "Phó Bí thư, Chủ nhiệm Ủy ban Kiểm tra Đảng ủy phường 11"
        if head_of(phrase) == "Chủ tịch" and body.kind == "party-committee" and body.area is not None:
            return of_kind("people-committee", body.area)  # "Phó Chủ tịch rồi Phó Bí thư Huyện ủy"
        if not of_party and body.kind in ("party-committee", "party-cell"):
            if above is not None and (above.kind in OWNERS or body.kind == "party-cell"):
                return above  # "Giám đốc kiêm Bí thư Đảng ủy Học viện Âm nhạc"
            if body.kind == "party-cell":
                return None
            if phrase.entry.near:  # "Chính ủy và Phó Bí thư Đảng ủy - Tư lệnh Quân khu 2"
                return next((b for b in following if b is not None and b.kind in phrase.entry.near.split()), None)
        if of_party and body.kind in OF_PLACES:
            return committee(body.area) if body.area is not None else None
        if of_party and body.kind in OF_COMMITTEE and body.label.endswith(_CENTRAL):
            return CENTRAL  # "Bí thư, Chánh Văn phòng Trung ương Đảng"
        if of_party and body.kind in OWNERS:
            return owned("Đảng ủy", "party-committee", body)
        if not of_party and above is not None and body.kind in ("office", above.kind):
            return above  # "Phó Giám đốc, Thủ trưởng Cơ quan An ninh điều tra Công an tỉnh"
        firm = self._firm_of(body)
        if firm is not None:
            return firm
        return body.parent if body.kind == "corporate-board" and body.parent is not None else body


def _of_its_committee(phrase: PostPhrase, before: Sequence[Organization | None]) -> Organization | None:
    """ "Bí thư Huyện đoàn, Trưởng Ban Tuyên giáo Huyện ủy rồi Phó Bí thư Thường trực": of that Huyện ủy."""
    body = before[-1] if before and phrase.org is None and phrase.label.startswith("Phó Bí thư") else None
    above = body.parent if body is not None and body.kind in OF_COMMITTEE else None
    return above if above is not None and above.kind == "party-committee" else None
