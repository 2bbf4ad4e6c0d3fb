"""One role after the other, each with the same chance; what broke is told by the fuzzer itself."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from attack.firing import PORT, server
from attack.people import Visitor, make_world

# In an environment of its own: what it needs is nothing that the portal or its suite runs with.
FUZZER = "schemathesis==4.32.5"
HOME = settings.VAR_DIR / "fuzz"
DOCUMENT = Path(__file__).parents[1] / "docs" / "integrator" / "openapi.json"
ROLES = (
    *("anonymous", "unverified", "applicant", "pension_new_a"),
    *("stranger_supervisor", "auditor_here", "client_new"),
)
SEED = 20261122
TRACE, LONGEST_TRACE, SHOWN = "Traceback (most recent call last)", 1500, 6


def main() -> int:
    """Ask as each role; return 1 if anything was found."""
    options = _options()
    tool = _tool()
    call_command("migrate", verbosity=0)
    visitors = {each.name: each for each in make_world().visitors}
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "errors.log"
        with server(log):
            roles = [role for role in ROLES if role in visitors and options.role in ("", role)]
            wrong = [role for role in roles if not _fuzz(tool, visitors[role], options, folder)]
        _show_what_broke(log)
    print("Nothing was found." if not wrong else f"Found as {', '.join(wrong)}: see above.")
    return 1 if wrong else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fuzz")
    parser.add_argument("--role", default="", choices=("", *ROLES))
    parser.add_argument("--examples", type=int, default=120, help="of each operation, at most")
    parser.add_argument("--seconds", type=int, default=0, help="for each role, at most")
    parser.add_argument("--seed", type=int, default=SEED)
    return parser.parse_args()


def _tool() -> str:
    """Return where the fuzzer is, installed if it is not there."""
    if known := os.environ.get("SCHEMATHESIS") or shutil.which("schemathesis", path=HOME / "bin"):
        return known
    subprocess.run([sys.executable, "-m", "venv", HOME], check=True)
    subprocess.run([HOME / "bin" / "pip", "install", "--quiet", FUZZER], check=True)
    return str(HOME / "bin" / "schemathesis")


def _fuzz(tool: str, who: Visitor, options: argparse.Namespace, folder: str) -> bool:
    """Let the fuzzer ask as somebody; return whether everything was as the document says."""
    print(f"\n=== as {who.name} ===", flush=True)
    said = [f"--header={name}: {value}" for name, value in who.headers.items()]
    limit = [f"--max-time={options.seconds}"] if options.seconds else []
    command = [
        *(tool, "run", str(DOCUMENT), f"--url=http://127.0.0.1:{PORT}"),
        *("--checks=all", "--phases=examples,coverage,fuzzing,stateful", "--continue-on-failure"),
        *("--workers=2", "--no-shrink", "--max-redirects=0", "--request-timeout=20"),
        *(f"--max-examples={options.examples}", f"--seed={options.seed}"),
        *("--suppress-health-check=all", "--output-sanitize=true"),
        *(*limit, *said),
    ]
    return subprocess.run(command, cwd=folder, check=False).returncode == 0


def _show_what_broke(log: Path) -> None:
    """Show the end of each different trace that the server has left."""
    text = log.read_text(encoding="utf-8", errors="replace")
    traces = {_without_what_follows(each) for each in text.split(TRACE)[1:]}
    for trace in sorted(traces)[:SHOWN]:
        print(f"\n{trace}")


def _without_what_follows(text: str) -> str:
    """Return a trace to the line that names its error; the log goes on behind it."""
    lines = text.strip("\n").splitlines()
    last = next((at for at, line in enumerate(lines) if at and not line.startswith(" ")), None)
    return "\n".join(lines[: None if last is None else last + 1])[-LONGEST_TRACE:]
