"""Whatever stands in a field of a letter of any kind is printed as text, or stops the letter."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from kit.errors import NotValid
from letters.render import KINDS, latest_version, typeset
from letters.samples import LONGEST_NAME, MADE_AT, SAMPLES, person
from sealing.characters import MissingGlyph
from tests.story import Story
from transfers.actions import refusing
from transfers.letter_samples import reviews

HOSTILE = [
    '#panic("no")',
    '#read("/etc/passwd") #eval("1+1")',
    "*粗* _斜_ $x^2$ @ref <label> // /* */ `raw` ]]]",
    "<script>alert(1)</script>{{x}}{%x%}&amp;",
    '"},{"name":"\\u0041"\\',
    "= 标题\n- 项目\n+ 项目\n\n第二段",
    "=1+1\\CMD|' /C calc'!A0",
]
# Facts that are no free text: a letter without a true date or amount cannot be issued at all.
FIXED = re.compile(r"^(\d{4}-\d\d-\d\d.*|-?\d+(\.\d+)?|pension|medical)$")


def everywhere(facts, text):
    """Put the text into every field of a letter that holds words."""
    match facts:
        case str():
            return facts if not facts or FIXED.match(facts) else text
        case dict():
            kept = ("code", "verify_url", "hotline")
            return {k: v if k in kept else everywhere(v, text) for k, v in facts.items()}
        case list():
            return [everywhere(each, text) for each in facts]
    return facts


def sheets(kind, facts):
    pdf = typeset(kind, latest_version(kind), facts, timestamp=MADE_AT).pdf
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def squeezed(text):
    return re.sub(r"[\s\u200b]+", "", text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field_of_every_letter_stays_text(kind, text):
    printed = squeezed("".join(sheets(kind, everywhere(SAMPLES[kind]().as_json(), text))))

    assert squeezed(text) in printed


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lacking", ["\ue000", "😀", "\ud800", "ﷺ"])
def test_a_character_without_a_glyph_stops_every_kind_of_letter(kind, lacking):
    facts = SAMPLES[kind](person=person(name=f"王{lacking}")).as_json()

    with pytest.raises(MissingGlyph) as stopped:
        sheets(kind, facts)

    assert f"U+{ord(lacking):04X}" in stopped.value.named


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["徐㼆", "𠮷𫖯", "䶮", "𬭎㛃", LONGEST_NAME])
def test_rare_and_long_names_are_printed_on_every_kind_of_letter(kind, name):
    facts = SAMPLES[kind](person=person(name=name)).as_json()

    assert name in squeezed("".join(sheets(kind, facts)))


@pytest.mark.parametrize("kind", KINDS)
def test_what_hides_or_turns_text_is_written_out(kind):
    facts = SAMPLES[kind](person=person(name="张\u202e三\u200b四\u2066")).as_json()

    assert "张[U+202E]三[U+200B]四[U+2066]" in squeezed("".join(sheets(kind, facts)))


@pytest.mark.parametrize("kind", ["refusal", "return-note"])
@pytest.mark.parametrize("sign", ["说", "W", "说 "])
def test_ten_thousand_characters_run_over_pages_and_lose_nothing(kind, sign):
    long = reviews.STILL_PAYING.detail.__class__(sign * 10_000, "")
    reason = reviews.WRONG_BANK.__class__(
        code="A06", title=reviews.WRONG_BANK.title, way_forward=reviews.WRONG_BANK.way_forward,
        detail=long,
    )  # fmt: skip

    pages = sheets(kind, SAMPLES[kind](reasons=(reason,)).as_json())

    assert len(pages) > 3
    assert squeezed("".join(pages)).count(sign.strip()) >= 10_000


def test_the_seal_stands_on_a_page_with_words_however_long_the_letter():
    for lines in range(1, 60, 4):
        detail = reviews.STILL_PAYING.detail.__class__("这是第一条说明。\n" * lines, "")
        reason = reviews.WRONG_BANK.__class__(
            code="A06", title=detail, way_forward=reviews.WRONG_BANK.way_forward
        )
        last = sheets("return-note", reviews.return_note(reasons=(reason,)).as_json())[-1]

        assert "特此函复" in last
        assert "扫码核验真伪" in last


@pytest.fixture
def story(world):
    told = Story(world)
    told.submit()
    told.wait()
    return told


def refuse(story, note):
    refusing.prepare_refusal(story.transfer, ["A04"], note=note, **story.by("new_a"))
    return story.refuse()


def test_who_prepares_is_told_which_character_cannot_be_printed(story):
    with pytest.raises(NotValid) as refused:
        refuse(story, "请核对\ue000姓名😀")

    said = str(refused.value.errors[""])
    assert "U+E000" in said
    assert "😀 (U+1F600)" in said
    assert story.prepared is None


def test_lines_as_a_browser_sends_them_are_lines_of_the_letter(story):
    letter = refuse(story, "第一行\r\n第二行\t第三")

    assert "第一行\\n第二行 第三" in letter.content


def test_a_hidden_character_in_a_note_is_named_to_the_clerk(story):
    with pytest.raises(NotValid) as refused:
        refuse(story, "看不见\u202e的字")

    assert "U+202E" in str(refused.value.errors[""])
