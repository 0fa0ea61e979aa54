"""The JSON interface against its own description: schemathesis makes the requests and checks the answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import Served

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)


def test_every_answer_is_as_described(served: Served, tmp_path: Path) -> None:
    command = [str(Path(sys.executable).parent / "schemathesis"), "run", f"{served.address}/api/openapi.json"]
    command += ["--checks", ",".join(CHECKS), "--max-examples", "2", "--seed", "1", "--phases", "fuzzing"]
    command += ["--mode", "all", "--request-timeout", "60", "--no-color", "--generation-database", "none"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=600)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
