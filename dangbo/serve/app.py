"""The web application: which address answers what, and how every failure is said."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

from dangbo.serve import Settings, api, pages, sparql
from graph.lookup import ParameterError
from graph.results import NotAcceptableError
from graph.sparql import QueryError
from graph.workers import LimitError, Workers

T = TypeVar("T")

_WAITING = 500
"""Questions that may wait for a worker."""
_LOCAL = ["127.0.0.1", "localhost", "[::1]"]
_LOCAL_ORIGIN = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


class Graph:
    """The graph that is served, as the addresses ask it: in a worker, without blocking the others."""

    def __init__(self, workers: Workers, page: Path, settings: Settings) -> None:
        self.settings, self.page = settings, page
        self._workers = workers
        self._limiter: CapacityLimiter | None = None

    async def call(self, function: Callable[..., T], *arguments: Any) -> T:
        """What a function gives for the store and these arguments."""
        if self._limiter is None:  # made inside the event loop
            self._limiter = CapacityLimiter(_WAITING)
        work = partial(self._workers.call, function, *arguments)
        return await anyio.to_thread.run_sync(work, limiter=self._limiter)


def application(workers: Workers, page: Path, settings: Settings) -> Starlette:
    """The application over a graph."""
    graph = Graph(workers, page, settings)
    routes: list[BaseRoute] = [*sparql.routes(graph), *api.routes(graph), *pages.routes(graph)]
    middleware = [
        Middleware(
            CORSMiddleware,
            allow_origins=list(settings.origins),
            allow_origin_regex=_LOCAL_ORIGIN,
            allow_methods=["GET", "POST", "HEAD"],
            allow_headers=["Accept", "Content-Type"],
            max_age=86_400,
        )
    ]
    if settings.is_local:  # a name that somebody else's DNS turns into 127.0.0.1 is not ours
        middleware.insert(0, Middleware(TrustedHostMiddleware, allowed_hosts=_LOCAL, www_redirect=False))
    app = Starlette(
        routes=routes,
        middleware=middleware,
        exception_handlers={
            HTTPException: _refused,
            QueryError: _said(400),
            ParameterError: _said(400),
            NotAcceptableError: _said(406),
            LimitError: _said(503),
        },
    )
    app.router.redirect_slashes = False
    app.add_middleware(_WithHeaders)
    return app


Handler = Callable[[Request, Exception], Awaitable[Response]]


def _said(status: int) -> Handler:
    async def handler(request: Request, error: Exception) -> Response:
        return _failure(request, status, str(error))

    return handler


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = _failure(request, error.status_code, error.detail)
    response.headers.update(error.headers or {})
    return response


def _failure(request: Request, status: int, why: str) -> Response:
    why = re.sub("[\x00-\x09\x0b-\x1f\x7f]", " ", why)
    headers = {"Retry-After": "5"} if status == 503 else {}
    if request.url.path.startswith("/api/"):
        return api.failure(status, why, headers)
    return PlainTextResponse(why + "\n", status, headers)


class _WithHeaders:
    """Adds to every response what keeps browsers from taking it for something else."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def sending(message: Any) -> None:
            if message["type"] == "http.response.start":
                known = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(
                        (name.lower().encode(), value.encode())
                        for name, value in _HEADERS.items()
                        if name.lower().encode() not in known
                    ),
                ]
            await send(message)

        await self._app(scope, receive, sending)
