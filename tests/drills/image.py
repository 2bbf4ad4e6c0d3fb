"""`make image`: the lines of the Dockerfile, run one after the other without an engine.

Each COPY, ENV, WORKDIR and RUN of the stage that builds is carried out in an empty folder that
stands for the root of the image, with what `.dockerignore` lets in and no more. Then the program of
the last stage reads its configuration there. What only an engine does (the base image, its user,
volumes) is not tried. Ends with 1 where a line fails.
"""

import fnmatch
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD, LAST = "build", "last"
INSIDE = ("/opt/portal", "/tmp/requirements.lock", "/tmp/secrets", "/tmp/var")  # noqa: S108 -- theirs
LINE = re.compile(r"^(FROM|RUN|COPY|ENV|WORKDIR|CMD) (.+)$", re.MULTILINE)


class Image:
    """What was built so far: a folder for the root, variables, the folder that is worked in."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root
        self.variables = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        self.ignored = (ROOT / ".dockerignore").read_text().split()

    def put(self, text: str) -> str:
        """Return a text in which the paths of the image lie below its root."""
        for path in INSIDE:
            text = text.replace(path, f"{self.root}{path}")
        return text

    def env(self, told: str) -> None:
        """Set variables."""
        for name, _is, value in (each.partition("=") for each in shlex.split(self.put(told))):
            self.variables[name] = os.path.expandvars(
                value.replace("$PATH", self.variables["PATH"])
            )

    def workdir(self, told: str) -> None:
        """Work in a folder from now on."""
        self.folder = Path(self.put(told))
        self.folder.mkdir(parents=True, exist_ok=True)

    def copy(self, told: str) -> None:
        """Copy what is known to git and not ignored."""
        source, target = told.split()
        to = Path(self.put(target))
        to.parent.mkdir(parents=True, exist_ok=True)
        if source != ".":
            shutil.copy(ROOT / source, to)
            return
        listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
        for name in subprocess.check_output(listed, cwd=ROOT, text=True).splitlines():
            if not self._is_ignored(name) and (ROOT / name).is_file():
                (to / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, to / name)

    def _is_ignored(self, name: str) -> bool:
        parts = name.split("/")
        begins = ["/".join(parts[: at + 1]) for at in range(len(parts))]
        return any(fnmatch.fnmatch(each, rule) for each in begins for rule in self.ignored)

    def run(self, told: str) -> None:
        """Run a line of the shell, with nothing of this machine but its programs."""
        command = ["sh", "-ec", self.put(told)]
        subprocess.run(command, cwd=self.folder, env=self.variables, check=True)


def stages() -> dict[str, list[tuple[str, str]]]:
    """Return the lines of both stages of the Dockerfile."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    found: dict[str, list[tuple[str, str]]] = {BUILD: [], LAST: []}
    stage = BUILD
    for word, told in LINE.findall(text.replace("\\\n", " ")):
        if word == "FROM":
            stage = BUILD if told.endswith(f" AS {BUILD}") else LAST
        else:
            found[stage].append((word, told))
    return found


def say(line: str) -> None:
    """Tell whoever waits, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Build, then let the program of the image read its configuration."""
    lines = stages()
    with tempfile.TemporaryDirectory(prefix="image-") as folder:
        image = Image(Path(folder))
        (image.root / "tmp").mkdir()
        carry_out = {"ENV": image.env, "WORKDIR": image.workdir, "COPY": image.copy}
        for word, told in lines[BUILD]:
            say(f"{word} {told[:90]}")
            carry_out.get(word, image.run)(told)
        for word, told in lines[LAST]:
            if word in ("ENV", "WORKDIR"):
                carry_out[word](told)
        say(f"CMD {try_program(image, json.loads(dict(lines[LAST])['CMD']))}")
    say("Every line was carried out.")
    return 0


def try_program(image: Image, command: list[str]) -> str:
    """Let the program of the image read its configuration and load the portal, as in production."""
    secrets = image.root / "secrets"
    image.run(f"python -m portal.keys {secrets}")
    image.variables |= {f"{each.name.upper()}_FILE": str(each) for each in secrets.iterdir()}
    image.env("SITE_HOST=build.invalid REDIS_URL=redis://broker/0 EMAIL_URL=smtp://mail")
    image.env("DATABASE_URL=postgres://portal@db/portal SMS_GATEWAY_URL=https://build.invalid")
    image.variables |= {"SMS_GATEWAY_TOKEN": "nothing-is-sent", "VAR_DIR": str(image.root / "var")}
    told = shlex.join([command[0], "--check-config", *command[1:]])
    image.run(told)
    return told


if __name__ == "__main__":
    sys.exit(main())
