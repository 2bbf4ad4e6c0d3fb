"""What reaches the paper: every character or none, text as text, and the same bytes each time."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from letters.render import TEMPLATES, render
from letters.samples import MADE_AT, person
from sealing.characters import MissingGlyph, refuse_missing_glyphs
from sealing.fonts import coverage
from transfers.letter_samples.reviews import acceptance_letter, refusal

HUNDRED = 100


def made(name, **options):
    facts = acceptance_letter(person=person(name=name)).as_json()
    return render("acceptance-letter", 2, facts, **{"timestamp": MADE_AT} | options)


def text_of(pdf):
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def squeezed(text):
    return re.sub(r"[\s\u200b]+", "", text)


@pytest.mark.parametrize("name", ["𬭎䶮", "㛃", "𠮷", "𫖯", "徐㼆", "阿卜杜热西提·买买提"])
def test_rare_names_are_printed(name):
    assert name in text_of(made(name))


@pytest.mark.parametrize(
    ("name", "lacking"),
    [("张\ue000", "\ue000"), ("李😀", "😀"), ("王\ud800", "\ud800"), ("م", "م")],
)
def test_a_character_the_typeface_lacks_stops_the_letter(name, lacking):
    with pytest.raises(MissingGlyph) as stopped:
        made(name)

    assert stopped.value.characters == lacking
    assert f"U+{ord(lacking):04X}" in str(stopped.value)


def test_all_lacking_characters_are_named_at_once():
    with pytest.raises(MissingGlyph) as stopped:
        refuse_missing_glyphs({"a": ["😀"], "b": {"c": "\ue000"}, "d": 7})

    assert stopped.value.characters == "\ue000😀"


def test_the_typeface_covers_rare_characters_beyond_the_first_plane():
    assert len(coverage().characters) == 44_810
    assert sum(code > 0xFFFF for code in coverage().characters) > 2_000


def test_the_templates_use_only_characters_of_the_typeface():
    refuse_missing_glyphs([path.read_text() for path in TEMPLATES.rglob("*.typ")])


@pytest.mark.parametrize(
    "name",
    [
        '#eval("1+1")',
        "#panic()",
        '#read("/etc/passwd")',
        "*粗*_斜_$x$@ref//注/**/`raw`",
        "<script>alert(1)</script>",
        "{{name}}{%now%}",
        '"},{"x":"]',
        "\\#let",
    ],
)
def test_hostile_text_stays_text(name):
    assert squeezed(name) in squeezed(text_of(made(name)))


def test_an_invisible_character_is_written_out():
    assert "张三[U+202E]四[U+200B]" in squeezed(text_of(made("张三\u202e四\u200b")))


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_name_is_printed_or_refused(name):
    drawable = all(ord(character) in coverage().characters for character in name)

    with nullcontext() if drawable else suppress(MissingGlyph):
        assert made(name).startswith(b"%PDF")


@pytest.mark.parametrize("character", ["买", "W", "阿卜杜·"])
def test_a_hundred_characters_wrap_inside_the_page(character):
    name = (character * HUNDRED)[:HUNDRED]
    strokes = []

    page = PdfReader(BytesIO(made(name))).pages[0]
    printed = page.extract_text(visitor_text=lambda text, *_: strokes.append(squeezed(text)))

    assert name in squeezed(printed)
    assert max(map(len, strokes)) < HUNDRED / 2


def test_the_same_facts_give_the_same_bytes():
    assert made("王芳") == made("王芳")
    assert made("王芳", timestamp=MADE_AT.astimezone(ZoneInfo("Asia/Shanghai"))) == made("王芳")


def test_a_letter_is_made_at_any_moment():
    assert made("王芳", timestamp=MADE_AT.replace(microsecond=654321)) == made("王芳")


def test_other_facts_give_other_bytes():
    assert made("王芳") != made("王方")


def test_threads_do_not_disturb_each_other():
    names = [f"王{number}" for number in range(12)]
    with ThreadPoolExecutor(4) as threads:
        letters = list(threads.map(made, names))

    assert letters == [made(name) for name in names]


def test_the_letter_is_an_archive_file_with_tags_title_and_language():
    pdf = made("王芳")
    reader = PdfReader(BytesIO(pdf))

    metadata = reader.xmp_metadata
    assert (metadata.pdfaid_part, metadata.pdfaid_conformance) == ("2", "A")
    assert b"pdfuaid:part" in pdf or "pdfuaid" in metadata.stream.get_data().decode()
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.root_object["/Lang"].startswith("zh")
    assert reader.metadata.title == "基本养老保险关系转移接续联系函"


def test_the_only_typeface_is_ours_and_embedded():
    fonts = {
        str(font["/BaseFont"])
        for font in (
            ref.get_object()
            for page in PdfReader(BytesIO(made("王芳"))).pages
            for ref in page["/Resources"]["/Font"].values()
        )
    }

    assert fonts
    assert all("NotoSansCJKsc" in name for name in fonts)


def test_a_refusal_with_three_reasons_stays_on_one_page():
    facts = refusal()
    facts = refusal(reasons=(*facts.reasons, facts.reasons[0])).as_json()

    pdf = render("refusal", 2, facts, timestamp=MADE_AT)

    assert len(PdfReader(BytesIO(pdf)).pages) == 1
