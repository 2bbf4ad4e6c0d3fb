"""Look whether anything of the lock files has a known weakness, and list what the image is made of.

Usage: .venv/bin/python scripts/audit.py [--sbom FILE]

Ends with 1 where something has a weakness, and as well where it could not be asked about: silence
of the source is no verdict. The list is CycloneDX 1.6, in JSON.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-chart.lock")
PROGRAMS = Path(sys.executable).parent


def main() -> int:
    """Write the list, then ask about each lock file; say what is known and what is not."""
    parser = argparse.ArgumentParser(prog="audit")
    parser.add_argument("--sbom", type=Path, default=ROOT / "var" / "sbom.json")
    sbom = parser.parse_args().sbom
    print(f"{write_sbom(sbom)} components: {sbom}")
    return max([audit(ROOT / lock) for lock in LOCKS])


def write_sbom(file: Path) -> int:
    """Write what the image is made of, and return how many parts that is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    command = [PROGRAMS / "cyclonedx-py", "requirements", ROOT / LOCKS[0]]
    command += ["--pyproject", ROOT / "pyproject.toml", "--spec-version", "1.6"]
    command += ["--output-reproducible", "--output-format", "JSON", "--output-file", file]
    subprocess.run(command, check=True, capture_output=True)
    return len(json.loads(file.read_text())["components"])


def audit(lock: Path) -> int:
    """Ask about every package of a lock file; return the exit code."""
    command = [PROGRAMS / "pip-audit", "--disable-pip", "--no-deps", "-r", lock, "--format", "json"]
    asked = subprocess.run([*command, "--progress-spinner", "off"], capture_output=True, text=True)
    try:
        packages = json.loads(asked.stdout)["dependencies"]
    except (ValueError, KeyError):
        lines = asked.stderr.strip().splitlines() or ["nothing was said"]
        print(f"{lock.name}: could not be audited: {lines[-1][:200]}")
        return 1
    code, lines = judged(packages)
    print("\n".join(f"{lock.name}: {line}" for line in lines))
    return code


def judged(packages: list[dict]) -> tuple[int, list[str]]:
    """Return the exit code for what was told of some packages, and the lines that say it."""
    weak = [each for each in packages if each.get("vulns")]
    unknown = [each["name"] for each in packages if "skip_reason" in each]
    lines = [
        f"{each['name']} {each['version']}: {vuln['id']}, mended in {vuln['fix_versions'] or '-'}"
        for each in weak
        for vuln in each["vulns"]
    ]
    lines.append(f"{len(packages) - len(unknown)} of {len(packages)} were looked up")
    if unknown:
        lines.append(f"NOT AUDITED, the source does not know them: {', '.join(unknown)[:300]}")
    return int(bool(weak or unknown or not packages)), lines


if __name__ == "__main__":
    sys.exit(main())
