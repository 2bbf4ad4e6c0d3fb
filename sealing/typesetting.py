"""Setting type: from a template and its facts to a PDF, and where its seals are drawn."""

import io
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import segno
import typst

from sealing.characters import legible, refuse_missing_glyphs
from sealing.fonts import FONT_FOLDER

# PDF/A-2a is readable in decades, PDF/UA-1 by a screen reader; typst refuses what is neither.
STANDARDS: list[Any] = ["a-2a", "ua-1"]

_one_at_a_time = Lock()


@dataclass(frozen=True, kw_only=True)
class Seal:
    """What is written on the seal besides the agency's name: its kind, its certificate."""

    mark: str
    number: str


@dataclass(frozen=True, kw_only=True)
class SealPlace:
    """Where a seal was drawn: page from 1, and its square from the upper left, in points."""

    page: int
    x: float
    y: float
    size: float


@dataclass(frozen=True)
class Paper:
    """A typeset letter, and where its seals lie: none on a sheet that was not to be sealed."""

    pdf: bytes
    seals: tuple[SealPlace, ...]


def inputs_of(
    data: dict[str, Any], language: Literal["zh", "bilingual"], seal: Seal | None
) -> dict[str, str]:
    """Return what a template is given; raises `MissingGlyph` if it could not all be printed."""
    shown = legible(data)
    refuse_missing_glyphs(shown)
    inputs = {"data": json.dumps(shown, ensure_ascii=False), "language": language}
    if data.get("code"):
        inputs["qr"] = _square_code(data["verify_url"] + data["code"] + "/")
    if seal:
        inputs["seal"] = json.dumps(asdict(seal), ensure_ascii=False)
    return inputs


def set_type(
    source: Path, inputs: dict[str, str], timestamp: datetime, *, root: Path
) -> tuple[bytes, list[dict[str, Any]]]:
    """Return the PDF of a template, and where it drew seals, in the compiler's own words.

    A template reads nothing outside the root: the compiler sees to that.
    """
    # The compiler keeps the typeface parsed between letters and is not made for two threads.
    with _one_at_a_time:
        compiler = _compiler(root)
        pdf: bytes = compiler.compile(  # type: ignore[assignment]  # a PDF is one file
            input=source,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=STANDARDS,
            timestamp=timestamp.astimezone(UTC).replace(microsecond=0),  # typst refuses them
        )
        return pdf, json.loads(compiler.query("<seal-place>", field="value"))


def paper_of(pdf: bytes, places: list[dict[str, Any]]) -> Paper:
    """Return a letter with the places of its seals."""
    return Paper(pdf, tuple(map(_seal_place, places)))


def _square_code(address: str) -> str:
    """Return the QR code of an address as a drawing; a quarter of it may be soiled."""
    drawing = io.BytesIO()
    # Any mask can be read; trying all eight for the most even one takes longer than the letter.
    code = segno.make(address, error="q", micro=False, mask=3)
    code.save(drawing, kind="svg", border=0, xmldecl=False)
    return drawing.getvalue().decode()


def _seal_place(drawn: dict[str, Any]) -> SealPlace:
    x, y, size = (float(drawn[name].removesuffix("pt")) for name in ("x", "y", "size"))
    return SealPlace(page=drawn["page"], x=x, y=y, size=size)


@cache
def _compiler(root: Path) -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[FONT_FOLDER],
    )
    return typst.Compiler(root=root, font_paths=fonts, ignore_system_fonts=True)
