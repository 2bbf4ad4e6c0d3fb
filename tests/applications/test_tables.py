"""A table among the questions: rows come and go by buttons, and each fault is named at its cell."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils.translation import override

from applications import kinds
from applications.fields import Field, Kind
from applications.page_forms import QuestionsForm
from applications.rules.pasted import rows_pasted
from law.wording import Text
from tests.applications import samples
from tests.cast import MONDAY

TABLE = Field(
    name="it",
    kind=Kind.TABLE,
    label=Text("发票", "Invoices"),
    why=samples.WHY,
    columns=samples.COLUMNS,
    most=3,
)
ONE_ROW = {"it-rows": "1", "it-0-paper": "12", "it-0-on": "2026-09-07", "it-0-paid": "3.00"}
READ = {"paper": "12", "on": date(2026, 9, 7), "paid": Decimal("3.00")}


def form(said, asked=TABLE, language="en"):
    data = QueryDict(mutable=True)
    data.update(said)
    with override(language):
        made = QuestionsForm(data, questions=[asked], answers={}, today=MONDAY.date())
        made.full_clean()
        return made


def drawn(made):
    with override("en"):
        return str(made["it"])


@pytest.mark.parametrize(
    ("pressed", "rows"),
    [
        ({}, ["12"]),
        ({"it-add": "1"}, ["12", ""]),
        ({"it-drop": "0"}, [""]),
        ({"it-drop": "7"}, ["12"]),
        ({"it-read": "1", "it-pasted": "a,2026-09-06,1.00\nb\t"}, ["12", "a", "b"]),
        ({"it-read": "1", "it-pasted": "a\n" * 9}, ["12", "a", "a", "a"]),
    ],
)
def test_a_button_changes_the_rows_and_asks_nothing(pressed, rows):
    made = form({**ONE_ROW, "it-0-kind": "green", **pressed})
    boxes = [f'name="it-{n}-paper"' for n in range(6) if f'name="it-{n}-paper"' in drawn(made)]

    assert (not made.errors) == bool(pressed)
    assert not made.is_valid()
    assert len(boxes) == len(rows)
    for value in filter(None, rows):
        assert f'value="{value}"' in drawn(made)


def test_the_new_row_is_where_one_goes_on_typing():
    page = drawn(form({**ONE_ROW, "it-add": "1"}))

    assert page.count("autofocus") == 1
    assert page.index("autofocus") > page.index('name="it-1-paper"') > page.index("12")


def test_what_is_wrong_is_said_at_the_cell_and_in_the_list_of_faults():
    made = form({**ONE_ROW, "it-rows": "2", "it-1-paid": "1,0", "it-1-on": "2026-02-30"})

    assert [text.partition(":")[0] for text in made.errors["it"]] == ["Row 2, On", "Row 2, Paid"]
    assert drawn(made).count('aria-invalid="true"') == 2
    assert 'value="1,0"' in drawn(made)


def test_a_cell_that_has_to_be_filled_and_a_day_that_has_not_come_are_named():
    made = form({"it-rows": "1", "it-0-on": "2026-09-08"})

    assert [text.partition(":")[0] for text in made.errors["it"]] == ["Row 1, Paper", "Row 1, On"]


def test_empty_rows_count_as_nothing_and_an_empty_table_as_no_answer():
    assert form({**ONE_ROW, "it-rows": "3"}).answers == {"it": [READ]}
    assert list(form({"it-rows": "2"}).errors) == ["it"]


def test_a_kept_table_is_drawn_again_as_it_may_be_typed():
    kept = kinds.keep(TABLE, [READ])
    assert kept == [{"paper": "12", "on": "2026-09-07", "paid": "3.00"}]
    made = QuestionsForm(
        questions=[TABLE], answers={"it": kinds.read(TABLE, kept)}, today=MONDAY.date()
    )

    assert all(f'value="{each}"' in drawn(made) for each in ("12", "2026-09-07", "3.00"))


def test_a_table_is_read_row_by_row():
    rows = [READ, {"paper": "13", "kind": "blue"}]

    assert kinds.say(TABLE, rows) == Text(
        "12 · 2026年9月7日 · ¥3.00\n13 · 蓝", "12 · 7 September 2026 · ¥3.00\n13 · Blue"
    )


@pytest.mark.parametrize(
    "text",
    ["票号,金额\n12,3.00", "\ufeff金额\t票号\r\n3.00\t12\r\n", "Paid; paper; what\n3.00;12;x"],
)
def test_pasted_rows_are_read_by_their_headings(text):
    columns = {"paper": ("paper", "票号"), "paid": ("Paid", "金额")}
    assert rows_pasted(text, columns) == [{"paper": "12", "paid": "3.00"}]


def test_pasted_words_choose_what_they_are_called():
    made = form({"it-rows": "0", "it-read": "1", "it-pasted": "12,2026/9/7,3,蓝"})
    assert '<option value="blue" selected>' in drawn(made)


def test_a_column_holds_what_fits_into_one_box():
    for wrong in ({"columns": ()}, {"columns": (TABLE,)}, {"columns": (samples.CODE,)}):
        with pytest.raises(ValueError, match="it:"):
            Field(name="it", kind=Kind.TABLE, label=TABLE.label, why=TABLE.why, **wrong)
