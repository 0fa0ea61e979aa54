"""A built graph on the web, for reading: a SPARQL endpoint, a page to write queries on, and a JSON interface."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dangbo.errors import UsageError

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """How a graph is served."""

    host: str = "127.0.0.1"
    port: int = 8765
    """0: any that is free."""
    seconds: float = 30.0
    """That a question may take."""
    memory: int = 2048 * MEGABYTE
    """Bytes that a question may take; 0 for no limit."""
    rows: int = 100_000
    """Of an answer."""
    body: int = MEGABYTE
    """Bytes of a request."""
    workers: int = 2
    """Processes that answer."""
    origins: tuple[str, ...] = ()
    """Web sites, beside those of this machine, whose scripts may ask: "https://a.example", or "*" for all."""

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host in ("127.0.0.1", "::1", "localhost")


def run(source: Path, page: Path, settings: Settings, ready: Callable[[str], None]) -> None:
    """Serve the store at `source` and the explorer's page until interrupted; `ready` hears the address."""
    import uvicorn

    from dangbo.serve.app import application
    from graph.workers import Limits, Workers

    listener = _listener(settings.host, settings.port)
    port = listener.getsockname()[1]
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    with Workers(source, Limits(settings.seconds, settings.memory), settings.workers) as workers:
        config = uvicorn.Config(
            application(workers, page, settings),
            log_level="warning",
            lifespan="off",
            server_header=False,
            limit_concurrency=1000,
            timeout_graceful_shutdown=2,
        )
        ready(f"http://{host}:{port}/")
        uvicorn.Server(config).run(sockets=[listener])


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(256)
    except (OSError, OverflowError) as error:
        listener.close()
        raise UsageError(f"cannot listen on {host}, port {port}: {getattr(error, 'strerror', None) or error}") from None
    return listener
