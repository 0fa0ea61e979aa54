"""Bodies that follow from an area alone: its Party committee, its executive and standing committee, its council."""

from __future__ import annotations

from extraction.facts import Area, Organization

CENTRAL = Organization(label="Ban Chấp hành Trung ương Đảng", kind="central-committee", level="central")
WHOLE_PARTY = Organization(label="Đảng Cộng sản Việt Nam", kind="party-organization", level="central")
"""Whom the committees of all levels are of, where no place is told."""
NATIONAL = {
    "central-committee": CENTRAL,
    "state": Organization(label="Nhà nước", kind="state", level="central"),
    "government": Organization(label="Chính phủ", kind="government", level="central"),
    "government-inspectorate": Organization(
        label="Thanh tra Chính phủ", kind="government-inspectorate", level="central"
    ),
    "state-audit": Organization(label="Kiểm toán Nhà nước", kind="state-audit", level="central"),
    "national-assembly": Organization(label="Quốc hội", kind="national-assembly", level="central"),
}
_COMMITTEE = {
    "province": "Tỉnh ủy",
    "huyện": "Huyện ủy",
    "quận": "Quận ủy",
    "thị xã": "Thị ủy",
    "thành phố": "Thành ủy",
}


def area_label(area: Area) -> str:
    """Type word and name: "huyện Châu Thành"."""
    return f"{area.type} {area.name}".strip()


def owned(head: str, kind: str, owner: Organization) -> Organization:
    """A body of another body: "Đảng ủy Trường Đại học Vinh", "Ban Tổ chức Huyện ủy Ba Tri"."""
    return Organization(label=f"{head} {owner.label}", kind=kind, level=owner.level, area=owner.area, parent=owner)


def committee(area: Area) -> Organization:
    """The Party committee of a place: Tỉnh ủy, Thành ủy, Huyện ủy … Đảng ủy xã."""
    if area.level == "province":
        label = f"Thành ủy {area.name}" if area.type == "thành phố" else f"Tỉnh ủy {area.name}"
    elif area.level == "district":
        label = f"{_COMMITTEE.get(area.type, 'Huyện ủy')} {area.name}"
    else:
        label = f"Đảng ủy {area_label(area)}"
    return Organization(label=label, kind="party-committee", level=area.level, area=area)


def executive(area: Area) -> Organization:
    """Ban Chấp hành Đảng bộ of a place."""
    return Organization(
        label=f"Ban Chấp hành Đảng bộ {area_label(area)}", kind="executive-committee", level=area.level, area=area
    )


def of_kind(kind: str, area: Area) -> Organization | None:
    """The body of a kind in an area."""
    if kind == "party-committee":
        return committee(area)
    if kind == "executive-committee":
        return executive(area)
    if kind == "standing-committee":
        return owned("Ban Thường vụ", kind, committee(area))
    label = {"people-committee": "Ủy ban nhân dân", "people-council": "Hội đồng nhân dân"}.get(kind)
    return Organization(label=f"{label} {area_label(area)}", kind=kind, level=area.level, area=area) if label else None


def within(kind: str, body: Organization) -> Organization | None:
    """The executive or standing committee of a Party committee told beside it: "UVBTV Tỉnh ủy"."""
    if body.kind != "party-committee":
        return None
    if body.area is not None and body == committee(body.area):
        return of_kind(kind, body.area)
    if kind == "executive-committee" and body.parent is not None:
        return owned("Ban Chấp hành Đảng bộ", kind, body.parent)
    head = "Ban Thường vụ" if kind == "standing-committee" else "Ban Chấp hành"
    return owned(head, kind, body)
