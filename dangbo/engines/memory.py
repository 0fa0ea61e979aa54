"""How much memory a process has had at most."""

from __future__ import annotations

import sys


def peak() -> int:
    """Bytes of this process, at most so far; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # no POSIX
        return 0
    told = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return told if sys.platform == "darwin" else told * 1024
