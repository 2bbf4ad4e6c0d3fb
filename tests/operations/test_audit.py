"""What is installed is listed and looked up; that nothing was answered is never taken for well."""

import json
import re

from scripts import audit

WELL = {"name": "django", "version": "5.2.19", "vulns": []}
WEAK = {"name": "old", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}
UNKNOWN = {"name": "ours", "skip_reason": "Dependency not found"}


def test_a_weakness_and_a_silence_both_end_with_one():
    assert audit.judged([WELL]) == (0, ["1 of 1 were looked up"])
    assert audit.judged([WELL, WEAK])[0] == 1
    assert audit.judged([WELL, WEAK])[1][0] == "old 1: PYSEC-1, mended in ['2']"
    assert audit.judged([])[0] == 1
    code, lines = audit.judged([WELL, UNKNOWN])
    assert (code, lines[0]) == (1, "1 of 2 were looked up")
    assert "NOT AUDITED" in lines[1]


def test_the_list_holds_every_package_of_the_lock_file(tmp_path):
    text = (audit.ROOT / audit.LOCKS[0]).read_text()
    locked = len(re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==", text, re.MULTILINE))

    assert audit.write_sbom(tmp_path / "sbom.json") == locked
    told = json.loads((tmp_path / "sbom.json").read_text())
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
