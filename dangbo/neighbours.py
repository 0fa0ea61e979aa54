"""Tells whether `graph`, `extraction`, `ontology` and `exports` are ours: other packages go by these names, too."""

from __future__ import annotations

import importlib.util
from importlib.machinery import ModuleSpec
from pathlib import Path

from dangbo.errors import ShadowedError

NAMES = ("extraction", "ontology", "graph", "exports")


def check() -> None:
    """Refuse to go on where one of the names means another package than the one beside `dangbo`."""
    home = Path(__file__).resolve().parent.parent
    for name in NAMES:
        found = _folder(_spec(name))
        if found is None:
            raise ShadowedError(
                f"the package {name!r} that belongs beside dangbo in {home} is missing: install dangbo again"
            )
        if found.parent != home:
            raise ShadowedError(
                f"another package named {name!r} ({found}) hides the one of dangbo ({home / name}): "
                "install dangbo in an environment of its own, and do not run it from a folder that holds that package"
            )


def _spec(name: str) -> ModuleSpec | None:
    try:
        return importlib.util.find_spec(name)
    except ValueError:  # imported already, by something that left no spec
        return None


def _folder(spec: ModuleSpec | None) -> Path | None:
    if spec is None:
        return None
    if spec.origin not in (None, "namespace"):
        origin = Path(str(spec.origin)).resolve()
        return origin.parent if origin.name.startswith("__init__.") else origin
    locations = list(spec.submodule_search_locations or ())
    return Path(locations[0]).resolve() if locations else None
