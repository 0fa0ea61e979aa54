"""`tools/check_bodies.py`: what articles of several provinces speak of, and nothing that only shares a name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOLDER = "Ông Lê Văn Hùng, {}, phát biểu. Lãnh đạo tỉnh {} đến dự.\n"


def test_bodies_of_several_provinces(tmp_path: Path) -> None:
    """A Tỉnh ủy told in another province is listed; two Huyện ủy Châu Thành are two, and are not."""
    posts = [("Bí thư Tỉnh ủy Bến Tre", "Bến Tre"), ("Bí thư Huyện ủy Châu Thành", "Bến Tre")]
    posts += [("nguyên Bí thư Tỉnh ủy Bến Tre", "An Giang"), ("Bí thư Huyện ủy Châu Thành", "An Giang")]
    for n, (post, province) in enumerate(posts):
        text = f"{province}: Hội nghị sơ kết\n\nTỉnh {province} họp. {HOLDER.format(post, province)}"
        (tmp_path / f"bai-{n}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, str(ROOT / "tools" / "check_bodies.py"), str(tmp_path)]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", check=True, cwd=ROOT, env={"PYTHONIOENCODING": "utf-8"}
    )
    listed = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert listed == ["Tỉnh ủy Bến Tre  [party-committee]"]
