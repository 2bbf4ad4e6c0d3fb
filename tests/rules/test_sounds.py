"""Places by their sound: pinyin and initials, as people type them on a phone."""

import pytest

from agencies.rules.sounds import sounding_like, sounds, syllables


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("guangzhou", "440100"),
        ("Guang Zhou", "440100"),
        ("gz", "440100"),
        ("chongqing", "500000"),
        ("cq", "500000"),
        ("xiamen", "350200"),
        ("xi'an", "610100"),
        ("luan", "341500"),
    ],
)
def test_a_place_is_found_by_its_pinyin_and_its_initials(typed, code):
    assert code in sounding_like(typed)


@pytest.mark.parametrize("typed", ["", " ", "g", "440100", "广州", "%", "a" * 400])
def test_what_is_no_sound_finds_nothing(typed):
    assert sounding_like(typed) == []


def test_every_region_has_its_sound():
    assert len(syllables()) > 3000
    assert all(sounds(code).isascii() and " " in sounds(code) for code in syllables())
