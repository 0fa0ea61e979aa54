"""The body that one post's own words tell: written out, of the firm or union that short names mean, or of none."""

from __future__ import annotations

import re

from msgspec import structs

from extraction.area_bodies import area_label, owned, within
from extraction.facts import Organization
from extraction.families.post_ends import head_goes_on
from extraction.families.post_hints import BOARDS, PostHints
from extraction.families.unions import UNIONS
from extraction.mentions import BodyPhrase, Mention
from extraction.organizations import Hint
from extraction.phrases import PostPhrase
from extraction.text import classic

_NAMED = ("enterprise", "school")
"""Bodies that have names of their own."""
_STATE_BANK = "Ngân hàng Nhà nước Việt Nam"
_CHAMBER = "Cham"
"""How the short names of chambers of commerce end."""
_ANYWHERE = ("Đảng ủy", "Đảng bộ")
"""Bodies of the Party that forces, firms and offices have as well as places."""
_SITS = ("Bí thư", "Ủy viên", "Ủy viên dự khuyết")
"""Posts at the Central Committee itself, which other bodies call by "Trung ương", too."""
_BORDER = "Bộ đội Biên phòng"
_COUNTRY = " Việt Nam"
_FIRM_TOLD = r"\b(?:[Cc]ổ phiếu|HĐQT|[Nn]gân hàng|[Tt]ập đoàn)"
"""What stands before the short names of firms."""
_MORE = re.compile(r" [a-zà-ỹđ][^,;.()\n–-]{2,60}[),]")
"""The rest of the name of a union that the lexicons do not know, up to what ends the posts told of somebody."""
_NO_NAME = frozenset(("STOP", "PLANNED", "HON", "NAME", "APPOINT", "DOCTYPE", "DOCNO"))
"""What such a rest of a name does not hold: "Phó Bí thư Đảng ủy giới thiệu Nghị quyết 57, 59"."""


def head_of(phrase: PostPhrase) -> str:
    head = phrase.label.removeprefix("Quyền ").removeprefix("Phó ")
    return head.removesuffix(" Thường trực").removesuffix(" không chuyên trách")


def _led(phrase: PostPhrase) -> bool:
    """ "Tư lệnh Bộ đội Biên phòng": of the country; in a province it has a Chỉ huy trưởng."""
    return head_of(phrase) == "Tư lệnh"


def _command(body: Organization | None) -> Organization | None:
    """ "Chỉ huy trưởng Quân sự huyện": head of its command."""
    if body is None or not body.label.startswith("Quân sự "):
        return body
    head = "Bộ Chỉ huy" if body.level == "province" else "Ban Chỉ huy"
    return structs.replace(body, label=f"{head} {body.label}")


class PostBodies(PostHints):
    """Writes out the bodies of the posts of one sentence, one by one."""

    def _organization(self, phrase: PostPhrase, mention: Mention, hint: Hint) -> Organization | None:
        org = phrase.org
        if org is not None and org.kind == "CAPS":
            label = " ".join(classic(self.context.article.text[org.start : org.end]).split())
            known = self.organizations.told.aliased(label)
            if known is not None and known.kind in UNIONS:
                return known
            firm = known is not None and known.kind == "enterprise"
            if not (phrase.entry.firm or firm or (known is None and self._traded(label))) and label.isupper():
                return known or Organization(label=label, kind="mass-organization")
            if label.endswith(_CHAMBER) and not phrase.entry.firm:
                return known or Organization(label=label, kind="mass-organization")
            house = known or Organization(label=label, kind="enterprise")
            if phrase.entry.firm:
                return house
            members = self.organizations.told.last_named(f"{BOARDS[1]}{house.label}", mention.start)
            return members or owned(BOARDS[0].strip(), "corporate-board", house)
        if org is not None and org.kind == "ORG" and phrase.entry.alone and phrase.entry.body:
            told = self.organizations.of_mention(org, self.n, hint)
            return within(phrase.entry.body, told) if told is not None else None
        if org is not None and self._bare_head(org) and head_goes_on(self.context.article.text, mention.end):
            return None  # "Hiệu trưởng trường tư thục …": not the school named before
        if org is not None and self._of_some_other(org, mention):
            return None
        if org is not None and self._inspects(org):
            named = self.organizations.told.last_named("Thanh tra ", mention.start)
            if named is not None and named.label.startswith("Thanh tra Sở "):
                return named  # "Ông A giữ chức Phó Chánh Thanh tra": of the Sở told before
        if org is not None and org.kind == "CENTRAL" and phrase.label not in _SITS and not phrase.entry.national:
            return None  # "Tổng Thư ký Trung ương Giáo hội …"
        if org is not None and org.kind in ("ORG", "CENTRAL"):
            body = self.organizations.of_mention(org, self.n, hint)
            if body is not None and body.area is not None and self._of_country(body, org):
                head = body.label.removesuffix(f" {area_label(body.area)}")
                return Organization(label=head + _COUNTRY, kind=body.kind, level="central")
            if body is not None and body.label.startswith(_BORDER) and not self.named(phrase) and _led(phrase):
                return Organization(label=_BORDER, kind=body.kind, level="central")
            if body is not None and body.label == _STATE_BANK and head_of(phrase) == "Giám đốc":
                return None  # of a branch
            if body is not None and phrase.entry.body == "party-cell":  # "Chi ủy viên Chi bộ thôn 2"
                if body.kind != "party-cell":
                    return owned("Chi ủy", "party-cell", body)
                return structs.replace(body, label=body.label.replace("Chi bộ ", "Chi ủy ", 1))
            return _command(body)
        return self.organizations.of_role(phrase.entry, org, mention.start, self.n, hint)

    def _traded(self, label: str) -> bool:
        """ "Chủ tịch QCG", where the article tells of "cổ phiếu QCG" or "HĐQT QCG": a firm."""
        return re.search(rf"{_FIRM_TOLD} {re.escape(label)}\b", self.context.article.text) is not None

    def _of_country(self, body: Organization, org: Mention) -> bool:
        """ "Phó Chủ tịch HLG Việt Nam": a short name that the article gives to the union of its province as well."""
        return body.kind == "mass-organization" and self.context.article.text.startswith(_COUNTRY, org.end)

    def _of_some_other(self, org: Mention, mention: Mention) -> bool:
        """ "(Chủ tịch Hội bảo trợ người tàn tật …)", "- Bí thư Đảng ủy than Quảng Ninh,": not the one named before."""
        body = org.value
        some = isinstance(body, BodyPhrase) and (body.entry.kind in UNIONS or body.entry.label in _ANYWHERE)
        bare = isinstance(body, BodyPhrase) and some and body.of is None and not body.name
        more = _MORE.match(self.context.article.text, mention.end) if bare else None
        if more is None or not head_goes_on(self.context.article.text, mention.end):
            return False
        inside = (m for m in self.context.sentences[self.n].mentions if mention.end <= m.start < more.end())
        return all(m.kind not in _NO_NAME for m in inside)

    @staticmethod
    def _inspects(org: Mention) -> bool:
        """ "Chánh Thanh tra" alone: of a province, a district or a Sở."""
        body = org.value
        return isinstance(body, BodyPhrase) and body.entry.label == "Thanh tra" and body.of is None and not body.name

    @staticmethod
    def _bare_head(org: Mention) -> bool:
        """ "Giám đốc công ty": the body named before, whose name does not stand here."""
        body = org.value
        return isinstance(body, BodyPhrase) and body.entry.kind in _NAMED and not body.name and body.of is None
