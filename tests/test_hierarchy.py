"""What stands above a body, when it began and ended, and what came after it."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from extraction import extract
from extraction.article import Article
from extraction.facts import Level, Organization
from graph import entities as known
from graph.hierarchy import lines
from graph.resolve import Resolved, resolve
from ontology import terms
from tests.small_graph import article, tenure

BEFORE, AFTER = dt.date(2022, 5, 9), dt.date(2025, 9, 9)
REFORM = dt.date(2025, 7, 1)


def of(*posts: tuple[str, dt.date]) -> Resolved:
    """The graph of articles in each of which somebody holds one post on a day."""
    articles = [
        Article(id=f"bai-{n}", text=f"Ông Lê Văn Hùng, {post}, dự.", published=day)
        for n, (post, day) in enumerate(posts)
    ]
    return resolve(articles, [fact for one in articles for fact in extract(one)])


def bodies(resolved: Resolved) -> dict[str, known.Organization]:
    """Its organisations by their unique labels."""
    return {one.pref_label: one for one in resolved.entities if isinstance(one, known.Organization)}


def chain(resolved: Resolved, label: str) -> list[str]:
    """A body and all above it."""
    by_id = {one.id: one for one in bodies(resolved).values()}
    at: known.Organization | None = bodies(resolved)[label]
    out = []
    while at is not None:
        out.append(at.pref_label)
        at = by_id[at.parent] if at.parent else None
    return out


CENTRE, GOVERNMENT = "Ban Chấp hành Trung ương Đảng", "Chính phủ"


@pytest.mark.parametrize(
    ("post", "day", "expected"),
    [
        (
            "Trưởng Ban Tổ chức Huyện ủy Ba Tri (Bến Tre)",
            BEFORE,
            ["Ban Tổ chức Huyện ủy Ba Tri, tỉnh Bến Tre", "Huyện ủy Ba Tri, tỉnh Bến Tre", "Tỉnh ủy Bến Tre", CENTRE],
        ),
        (
            "Bí thư Đảng ủy xã Tiên Thủy",
            BEFORE,
            [
                "Đảng ủy xã Tiên Thủy, huyện Châu Thành, tỉnh Bến Tre",
                "Huyện ủy Châu Thành, tỉnh Bến Tre",
                "Tỉnh ủy Bến Tre",
                CENTRE,
            ],
        ),
        (
            "Bí thư Đảng ủy xã Di Linh",
            AFTER,
            ["Đảng ủy xã Di Linh, tỉnh Lâm Đồng", "Tỉnh ủy Lâm Đồng", CENTRE],
        ),
        (
            "Ủy viên Ban Thường vụ Quận ủy Hoàn Kiếm",
            BEFORE,
            [
                "Ban Thường vụ Quận ủy Hoàn Kiếm, thành phố Hà Nội",
                "Quận ủy Hoàn Kiếm, thành phố Hà Nội",
                "Thành ủy Hà Nội",
                CENTRE,
            ],
        ),
        (
            "Trưởng phòng Nội vụ huyện Ba Tri",
            BEFORE,
            [
                "Phòng Nội vụ huyện Ba Tri, tỉnh Bến Tre",
                "Ủy ban nhân dân huyện Ba Tri, tỉnh Bến Tre",
                "Ủy ban nhân dân tỉnh Bến Tre",
                GOVERNMENT,
            ],
        ),
        (
            "Giám đốc Sở Y tế tỉnh Bến Tre",
            BEFORE,
            ["Sở Y tế tỉnh Bến Tre", "Ủy ban nhân dân tỉnh Bến Tre", GOVERNMENT],
        ),
        (
            "Chủ tịch HĐND xã Di Linh",
            AFTER,
            ["Hội đồng nhân dân xã Di Linh, tỉnh Lâm Đồng", "Hội đồng nhân dân tỉnh Lâm Đồng"],
        ),
        ("Ủy viên Bộ Chính trị", BEFORE, ["Bộ Chính trị", CENTRE]),
        ("Bộ trưởng Bộ Y tế", BEFORE, ["Bộ Y tế", GOVERNMENT]),
    ],
)
def test_chain(post: str, day: dt.date, expected: list[str]) -> None:
    """From the body that an article names up to the whole country."""
    resolved = of((post, day))
    assert chain(resolved, expected[0]) == expected
    added = {one.pref_label for one in bodies(resolved).values() if one.completed}
    assert added <= {*expected[1:]}
    assert {one for one, above in pairwise(expected) if one in added} <= added


IN_LINE = {
    "Chủ tịch Ủy ban MTTQ": (
        "Ủy ban Mặt trận Tổ quốc Việt Nam xã Tiên Thủy, huyện Châu Thành, tỉnh Bến Tre",
        "Ủy ban Mặt trận Tổ quốc Việt Nam huyện Châu Thành, tỉnh Bến Tre",
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bến Tre",
        "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
    ),
    "Chủ tịch Hội Nông dân": (
        "Hội Nông dân xã Tiên Thủy, huyện Châu Thành, tỉnh Bến Tre",
        "Hội Nông dân huyện Châu Thành, tỉnh Bến Tre",
        "Hội Nông dân tỉnh Bến Tre",
        "Hội Nông dân Việt Nam",
    ),
    "Chủ tịch Hội Phụ nữ": (
        "Hội Liên hiệp Phụ nữ xã Tiên Thủy, huyện Châu Thành, tỉnh Bến Tre",
        "Hội Liên hiệp Phụ nữ huyện Châu Thành, tỉnh Bến Tre",
        "Hội Liên hiệp Phụ nữ tỉnh Bến Tre",
        "Hội Liên hiệp Phụ nữ Việt Nam",
    ),
    "Bí thư Đoàn": (
        "Đoàn xã Tiên Thủy, huyện Châu Thành, tỉnh Bến Tre",
        "Huyện đoàn Châu Thành, tỉnh Bến Tre",
        "Tỉnh đoàn Bến Tre",
        "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh",
    ),
    "Trưởng Công an": (
        "Công an xã Tiên Thủy, huyện Châu Thành, tỉnh Bến Tre",
        "Công an huyện Châu Thành, tỉnh Bến Tre",
        "Công an tỉnh Bến Tre",
        "Bộ Công an",
        GOVERNMENT,
    ),
    "Chỉ huy trưởng Ban CHQS": (
        "Ban Chỉ huy Quân sự xã Tiên Thủy, huyện Châu Thành, tỉnh Bến Tre",
        "Ban Chỉ huy Quân sự huyện Châu Thành, tỉnh Bến Tre",
        "Bộ Chỉ huy Quân sự tỉnh Bến Tre",
    ),
}
"""By a post of a commune, the bodies in whose line it stands."""


@pytest.mark.parametrize("post", IN_LINE)
def test_fronts_unions_and_police_stand_in_line(post: str) -> None:
    """Under the one of the area around, whether an article names it or not, and as the same node once one does."""
    expected = list(IN_LINE[post])
    of_commune = (f"{post} xã Tiên Thủy, huyện Châu Thành, tỉnh Bến Tre", BEFORE)
    alone = of(of_commune)
    assert chain(alone, expected[0]) == expected
    assert {label for label, one in bodies(alone).items() if one.completed} == {*expected[1:]}
    role = next(one for one in ("Chủ tịch", "Bí thư", "Trưởng", "Chỉ huy trưởng") if post.startswith(one))
    named = bodies(of(of_commune, (f"{role} {expected[2]}", BEFORE)))
    assert (named[expected[2]].completed, named[expected[1]].completed) == (False, True)


@pytest.mark.parametrize(
    ("post", "day", "expected"),
    [
        (
            "Chánh án Tòa án nhân dân huyện Ba Tri, tỉnh Bến Tre",
            BEFORE,
            [
                "Tòa án nhân dân huyện Ba Tri, tỉnh Bến Tre",
                "Tòa án nhân dân tỉnh Bến Tre",
                "Tòa án nhân dân Tối cao",
            ],
        ),
        (
            "Viện trưởng Viện KSND huyện Ba Tri, tỉnh Bến Tre",
            BEFORE,
            [
                "Viện Kiểm sát nhân dân huyện Ba Tri, tỉnh Bến Tre",
                "Viện Kiểm sát nhân dân tỉnh Bến Tre",
                "Viện Kiểm sát nhân dân Tối cao",
            ],
        ),
        (
            "Chủ tịch Liên đoàn Lao động huyện Ba Tri (Bến Tre)",
            BEFORE,
            [
                "Liên đoàn Lao động huyện Ba Tri, tỉnh Bến Tre",
                "Liên đoàn Lao động tỉnh Bến Tre",
                "Tổng Liên đoàn Lao động Việt Nam",
            ],
        ),
        (
            "Trưởng Công an xã Di Linh, tỉnh Lâm Đồng",
            AFTER,
            ["Công an xã Di Linh, tỉnh Lâm Đồng", "Công an tỉnh Lâm Đồng", "Bộ Công an", GOVERNMENT],
        ),
        (
            "Chỉ huy trưởng Ban CHQS quận Hoàn Kiếm (Hà Nội)",
            BEFORE,
            ["Ban Chỉ huy Quân sự quận Hoàn Kiếm, thành phố Hà Nội", "Bộ Tư lệnh Thủ đô Hà Nội"],
        ),
        (
            "Bí thư Quận đoàn Hoàn Kiếm (Hà Nội)",
            BEFORE,
            [
                "Quận đoàn Hoàn Kiếm, thành phố Hà Nội",
                "Thành đoàn Hà Nội",
                "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh",
            ],
        ),
    ],
)
def test_line_of_other_bodies(post: str, day: dt.date, expected: list[str]) -> None:
    assert chain(of((post, day)), expected[0]) == expected


def test_what_was_added_above_others_comes_after_what_ended() -> None:
    """A committee that only stands above a named one takes the place of the one before it all the same."""
    found = bodies(of(("Bí thư Tỉnh ủy Bến Tre", BEFORE), ("Bí thư Đảng ủy xã Ba Tri, tỉnh Vĩnh Long", AFTER)))
    after = found["Tỉnh ủy Vĩnh Long"]
    assert after.completed
    assert found["Tỉnh ủy Bến Tre"].replaced_by == (after.id,)


STAYED = (
    "Cao Bằng",
    "Điện Biên",
    "Hà Nội",
    "Hà Tĩnh",
    "Lai Châu",
    "Lạng Sơn",
    "Nghệ An",
    "Quảng Ninh",
    "Sơn La",
    "Thanh Hóa",
)


@pytest.mark.parametrize("name", STAYED)
def test_what_stayed_is_one_before_and_after(name: str) -> None:
    """The province, its bodies and a tenure across the reform; its communes changed."""
    committee = "Thành ủy" if name == "Hà Nội" else "Tỉnh ủy"
    resolved = of((f"Bí thư {committee} {name}", BEFORE), (f"Bí thư {committee} {name}", AFTER))
    (tenure_across,) = [fact for fact in resolved.facts if isinstance(fact, known.Tenure)]
    assert (tenure_across.first_attested, tenure_across.last_attested) == (BEFORE, AFTER)
    body = bodies(resolved)[f"{committee} {name}"]
    (province,) = [one for one in resolved.entities if isinstance(one, known.Place) and one.level == "province"]
    assert (body.valid_to, body.replaced_by) == (None, ())
    assert (province.id, province.province) == (body.jurisdiction, body.jurisdiction)
    assert (province.valid_to, province.replaced_by) == (None, ())
    assert province.gso_code
    assert province.iso_code


def test_what_lay_in_a_province_that_stayed_lies_in_it_still() -> None:
    resolved = of(("Bí thư Quận ủy Hoàn Kiếm (Hà Nội)", BEFORE), ("Bí thư Đảng ủy phường Hoàn Kiếm (Hà Nội)", AFTER))
    places = {one.pref_label: one for one in resolved.entities if isinstance(one, known.Place)}
    city = places["thành phố Hà Nội"]
    inside = [places["quận Hoàn Kiếm, thành phố Hà Nội"], places["phường Hoàn Kiếm, thành phố Hà Nội"]]
    assert {(one.within, one.province) for one in inside} == {(city.id, city.id)}
    assert chain(resolved, "Quận ủy Hoàn Kiếm, thành phố Hà Nội")[1:] == ["Thành ủy Hà Nội", CENTRE]
    assert chain(resolved, "Đảng ủy phường Hoàn Kiếm, thành phố Hà Nội")[1:] == ["Thành ủy Hà Nội", CENTRE]


def test_what_became_another_province_is_two() -> None:
    """Thừa Thiên Huế became the thành phố Huế on 1 January 2025; Vĩnh Long took in two others."""
    resolved = of(("Bí thư Tỉnh ủy Thừa Thiên Huế", BEFORE), ("Bí thư Thành ủy Huế", AFTER))
    before, after = bodies(resolved)["Tỉnh ủy Thừa Thiên Huế"], bodies(resolved)["Thành ủy Huế"]
    assert (before.valid_to, before.replaced_by) == (dt.date(2024, 12, 31), (after.id,))
    assert (after.valid_from, after.valid_to) == (dt.date(2025, 1, 1), None)
    merged = of(("Bí thư Tỉnh ủy Vĩnh Long", BEFORE), ("Bí thư Tỉnh ủy Vĩnh Long", AFTER))
    assert sum(isinstance(fact, known.Tenure) for fact in merged.facts) == 2


def test_added_bodies_are_marked_and_not_counted() -> None:
    """What no article names is told from what one does, and becomes the same node once one does."""
    one = of(("Bí thư Huyện ủy Ba Tri (Bến Tre)", BEFORE))
    two = of(("Bí thư Huyện ủy Ba Tri (Bến Tre)", BEFORE), ("Bí thư Tỉnh ủy Bến Tre", BEFORE))
    added, named = bodies(one)["Tỉnh ủy Bến Tre"], bodies(two)["Tỉnh ủy Bến Tre"]
    assert (added.completed, named.completed) == (True, False)
    assert added.id == named.id
    assert added.id not in {entity.id for entity in one.entities if known.is_told(entity)}
    assert named.id in {entity.id for entity in two.entities if known.is_told(entity)}


def test_open_bodies_stand_alone() -> None:
    """A Huyện ủy Châu Thành that may be one of ten is under none of their provinces."""
    (open_one,) = [one for one in bodies(of(("Bí thư Huyện ủy Châu Thành", BEFORE))).values() if not one.completed]
    assert open_one.candidates
    assert open_one.parent is None


@pytest.mark.parametrize(
    ("post", "day", "label", "expected"),
    [
        ("Bí thư Huyện ủy Ba Tri", BEFORE, "Huyện ủy Ba Tri, tỉnh Bến Tre", (None, dt.date(2025, 6, 30))),
        ("nguyên Bí thư Huyện ủy Ba Tri", AFTER, "Huyện ủy Ba Tri, tỉnh Bến Tre", (None, dt.date(2025, 6, 30))),
        ("Bí thư Đảng ủy xã Di Linh", AFTER, "Đảng ủy xã Di Linh, tỉnh Lâm Đồng", (REFORM, None)),
        ("Bí thư Tỉnh ủy Bến Tre", BEFORE, "Tỉnh ủy Bến Tre", (None, dt.date(2025, 6, 30))),
        ("Bí thư Tỉnh ủy Cao Bằng", BEFORE, "Tỉnh ủy Cao Bằng", (None, None)),
        ("Bí thư Tỉnh ủy Cao Bằng", AFTER, "Tỉnh ủy Cao Bằng", (None, None)),
        ("Bí thư Tỉnh ủy Vĩnh Long", AFTER, "Tỉnh ủy Vĩnh Long", (REFORM, None)),
        ("Bộ trưởng Bộ Giao thông vận tải", BEFORE, "Bộ Giao thông vận tải", (None, dt.date(2025, 2, 28))),
        ("Bộ trưởng Bộ Xây dựng", AFTER, "Bộ Xây dựng", (None, None)),
        ("Giám đốc Sở Y tế tỉnh Bến Tre", BEFORE, "Sở Y tế tỉnh Bến Tre", (None, dt.date(2025, 6, 30))),
    ],
)
def test_validity(post: str, day: dt.date, label: str, expected: tuple[dt.date | None, dt.date | None]) -> None:
    """A district's body ends with it, a new commune's begins with it; a province left as it was is no end."""
    body = bodies(of((post, day)))[label]
    assert (body.valid_from, body.valid_to) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Bộ trưởng Bộ Giao thông vận tải", "Bộ trưởng Bộ Xây dựng"),
        ("Bộ trưởng Bộ Tài nguyên và Môi trường", "Bộ trưởng Bộ Nông nghiệp và Môi trường"),
        ("Trưởng Ban Dân vận Tỉnh ủy Cao Bằng", "Trưởng Ban Tuyên giáo và Dân vận Tỉnh ủy Cao Bằng"),
        ("Giám đốc Sở Kế hoạch và Đầu tư tỉnh Cao Bằng", "Giám đốc Sở Tài chính tỉnh Cao Bằng"),
        ("Bí thư Tỉnh ủy Bến Tre", "Bí thư Tỉnh ủy Vĩnh Long"),
        ("Bí thư Tỉnh ủy Quảng Nam", "Bí thư Thành ủy Đà Nẵng"),
        ("Chủ tịch UBND xã Tiên Thủy", "Chủ tịch UBND xã Tiên Thủy"),
    ],
)
def test_what_came_after(before: str, after: str) -> None:
    """Merged and renamed bodies point to what they became, where both are told."""
    resolved = of((before, BEFORE), (after, AFTER))
    held = {f.evidence[0].article: f.organization for f in resolved.facts if isinstance(f, known.Tenure)}
    by_id = {one.id: one for one in bodies(resolved).values()}
    assert held["bai-0"] != held["bai-1"]
    assert by_id[held["bai-0"]].replaced_by == (held["bai-1"],)
    assert by_id[held["bai-1"]].replaced_by == ()


def test_lines_speak_of_known_kinds() -> None:
    """Every kind in the data is one of the vocabulary."""
    kinds = {kind for line in lines().above for kind in (line.kind, line.same, line.around, line.top) if kind}
    tops = {one.label for one in lines().national}
    assert kinds - tops <= {*terms.CLASSIFICATION}
    assert {one.kind for one in lines().national} <= {*terms.CLASSIFICATION}


def test_schools_and_firms_do_not_end_with_their_province() -> None:
    """Only bodies of an area's own level end with it."""
    level: Level = ""
    source = article("bai-0", "Ông Lê Văn Hùng, Hiệu trưởng, dự.", BEFORE)
    (area,) = {
        f.organization.area for f in extract(Article(id="x", text="Ông Lê Văn Hùng, Bí thư Tỉnh ủy Bến Tre, dự."))
    }  # type: ignore[union-attr]
    school = Organization(label="Trường Cao đẳng Bến Tre", kind="school", level=level, area=area)
    resolved = resolve([source], [tenure(source, "Lê Văn Hùng, Hiệu trưởng", "Lê Văn Hùng", school)])
    body = bodies(resolved)["Trường Cao đẳng Bến Tre"]
    assert (body.valid_from, body.valid_to, body.parent) == (None, None, None)
