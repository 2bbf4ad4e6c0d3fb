"""Everything from which a path leads to somebody is handed over, or says why not."""

from django.apps import apps

from privacy.contents import SECTIONS
from privacy.left_out import LEFT_OUT, reason_for
from privacy.sections import key_of
from privacy.words import WORDS
from tests.privacy.walking import tables_of_somebody

HANDED_OVER = {section.model for section in SECTIONS}


def test_every_table_with_a_path_to_somebody_is_handed_over_or_left_out_for_a_reason():
    """A new table goes into `privacy.contents`, or into `privacy.left_out` with its reason."""
    listed = HANDED_OVER | set(LEFT_OUT)

    assert sorted(tables_of_somebody() - listed) == []
    assert sorted(listed - tables_of_somebody()) == []
    assert sorted(HANDED_OVER & set(LEFT_OUT)) == []


def test_every_column_of_what_is_handed_over_goes_along_or_says_why_not():
    lost, twice = [], []

    for model in sorted(HANDED_OVER):
        sections = [section for section in SECTIONS if section.model == model]
        given = {each.split("__")[0] for section in sections for each in section.fields}
        for column in apps.get_model(model)._meta.concrete_fields:
            reason = reason_for(model, column.name)
            if column.name not in given and not reason:
                lost.append(f"{model}.{column.name}")
            if column.name in given and reason:
                twice.append(f"{model}.{column.name}")

    assert (lost, twice) == ([], [])


def test_what_is_secret_or_a_colleagues_is_never_handed_over():
    secret = {
        "password",
        "session_key",
        "session_data",
        "code_hash",
        "secret",
        "knox.AuthToken.digest",
        "clerk",
        "actor_name",
    }
    given = {part for section in SECTIONS for each in section.fields for part in each.split("__")}
    given |= {f"{section.model}.{each}" for section in SECTIONS for each in section.fields}

    assert not given & secret


def test_every_name_in_the_file_has_words_for_the_page_in_both_languages():
    keys = {key_of(each) for section in SECTIONS for each in section.fields}

    assert sorted(keys - set(WORDS)) == []
    assert sorted(set(WORDS) - keys) == []
    assert all(each.zh and each.en for each in WORDS.values())


def test_names_of_sections_stand_once():
    names = [section.name for section in SECTIONS]

    assert len(names) == len(set(names))
