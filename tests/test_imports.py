"""Who may import whom: the house is drawn here, and any other arrow fails."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ALLOWED: dict[str, set[str]] = {
    "extraction": {"extraction", "ontology.places"},
    "ontology": {"ontology"},
    "graph": {"graph", "extraction", "ontology"},
    "exports": {"exports", "graph", "ontology"},
    "dangbo": {"dangbo", "extraction", "ontology", "graph", "exports"},
}


def imported(source: str, package: str) -> Iterator[str]:
    """Every module that this source imports, by its full name, wherever in the file."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package if node.level else ""
            name = ".".join(part for part in (base, node.module or "") if part)
            yield from (f"{name}.{alias.name}" for alias in node.names)


def forbidden(house: str, modules: Iterator[str]) -> list[str]:
    ours = [name for name in modules if name.split(".")[0] in ALLOWED]
    return [n for n in ours if not any(n == ok or n.startswith(f"{ok}.") for ok in ALLOWED[house])]


@pytest.mark.parametrize("house", ALLOWED)
def test_imports_go_down_only(house: str) -> None:
    wrong = {}
    for path in sorted((ROOT / house).rglob("*.py")):
        if found := forbidden(house, imported(path.read_text(encoding="utf-8"), house)):
            wrong[str(path.relative_to(ROOT))] = found
    assert not wrong


def test_a_wrong_arrow_is_seen() -> None:
    assert forbidden("extraction", imported("import graph.store", "extraction"))
    assert forbidden("extraction", imported("from ontology import terms", "extraction"))
    assert forbidden("graph", imported("def f():\n    from dangbo import cli", "graph"))
    assert not forbidden("extraction", imported("from ontology.places import load\nimport re", "extraction"))
    assert not forbidden("graph", imported("from extraction.facts import Fact", "graph"))
