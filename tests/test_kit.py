"""The design kit: how values read, what the shared fields take, that every component draws."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from django.utils.formats import date_format

from kit import drawing, preferences, spelling
from kit.figures import bars, grids, strips
from kit.form_fields.choices import Option
from kit.form_fields.dates import (
    CalendarDateField,
    CalendarMonthField,
    MonthField,
    ThreeBoxDateField,
)
from kit.form_fields.long_lists import Listed, LongList
from kit.form_fields.money import MoneyField
from kit.form_fields.regions import RegionField, RegionSelect
from kit.icons import ICONS
from portal import navigation
from portal.styleguide import styleguide, term_days

TUESDAY = date(2026, 12, 8)
TEMPLATES = settings.BASE_DIR / "templates"
COMPONENTS = TEMPLATES / "components"


# --- Values in words -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1_440_000, "¥14,400.00"),
        (Decimal("14400"), "¥14,400.00"),
        (5, "¥0.05"),
        (0, "¥0.00"),
        (-1_250, "−¥12.50"),
        (None, "—"),
    ],
)
def test_money_is_shown_in_yuan_with_two_places(value, shown):
    assert spelling.money(value) == shown


def test_a_date_is_written_as_the_reader_writes_it():
    with translation.override("zh-hans"):
        assert spelling.long_date(TUESDAY) == "2026年12月8日（星期二）"
    with translation.override("en"):
        assert spelling.long_date(TUESDAY) == "Tuesday 8 December 2026"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_rooms_below_the_portal_write_a_day_the_same_way(language):
    with translation.override(language):
        assert date_format(TUESDAY, "DATE_FORMAT") == spelling.short_date(TUESDAY)


def test_a_moment_is_told_by_the_clocks_of_the_portal():
    late_on_sunday_in_utc = datetime(2026, 9, 6, 17, 5, tzinfo=UTC)

    with translation.override("en"):
        assert spelling.moment(late_on_sunday_in_utc) == "7 September 2026, 01:05"
        assert spelling.short_date(late_on_sunday_in_utc) == "7 September 2026"
    with translation.override("zh-hans"):
        assert spelling.moment(late_on_sunday_in_utc) == "2026年9月7日 01:05"


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (9, "9 working days left"),
        (1, "1 working day left"),
        (0, "due today"),
        (-1, "1 working day late"),
        (None, ""),
    ],
)
def test_what_is_left_of_a_term_is_said_in_working_days(days, shown):
    with translation.override("en"):
        assert spelling.working_days_left(days) == shown


@pytest.mark.parametrize(("days", "mark"), [(-1, "late"), (0, "soon"), (5, "soon"), (6, "")])
def test_a_row_is_marked_from_five_working_days_before(days, mark):
    assert spelling.urgency(days) == mark


@pytest.mark.parametrize(
    ("number", "shown"),
    [("110101198504061234", "110101********1234"), ("E12345678", "E1*****78"), ("", "—")],
)
def test_the_middle_of_a_number_is_hidden(number, shown):
    assert spelling.masked_id(number) == shown


def test_months_are_told_as_years_and_months():
    with translation.override("en"):
        assert spelling.years_and_months(147) == "12 years 3 months"
        assert spelling.years_and_months(0) == "0 months"
        assert spelling.years_and_months(12) == "1 year"


def test_a_period_is_named_without_repeating_the_month():
    with translation.override("zh-hans"):
        assert spelling.period(date(2026, 10, 1), date(2026, 10, 7)) == "10月1日至7日"
        assert spelling.period(date(2026, 9, 30), date(2026, 10, 2)) == "9月30日至10月2日"
    with translation.override("en"):
        assert spelling.period(date(2026, 10, 1), date(2026, 10, 7)) == "1 to 7 October"


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_silent_to_screen_readers(name):
    assert 'aria-hidden="true"' in drawing.icon(name)


# --- Fields -----------------------------------------------------------------------------------
class Questions(forms.Form):
    """One of each shared field."""

    born_on = ThreeBoxDateField(latest=date(2026, 12, 8))
    since = MonthField(required=False)
    base = MoneyField(required=False)
    region = RegionField(required=False, choices=[("Zhejiang", [("330100", "Hangzhou")])])


def answered(**answers):
    born = {"born_on_year": "1985", "born_on_month": "4", "born_on_day": "6"}
    return Questions({**born, **answers})


def test_a_date_in_three_boxes_is_a_date():
    form = answered()

    assert form.is_valid()
    assert form.cleaned_data["born_on"] == date(1985, 4, 6)


def test_full_width_digits_are_read_as_what_they_mean():
    form = answered(born_on_year="１９８５", born_on_month="０４")

    assert form.is_valid()
    assert form.cleaned_data["born_on"] == date(1985, 4, 6)


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"born_on_month": "2", "born_on_day": "30"}, "no_such_day"),
        ({"born_on_month": "13"}, "month"),
        ({"born_on_month": "0"}, "month"),
        ({"born_on_day": ""}, "incomplete"),
        ({"born_on_day": "six"}, "not_a_number"),
        ({"born_on_day": "-6"}, "not_a_number"),
        ({"born_on_day": "٦"}, "not_a_number"),
        ({"born_on_day": "²"}, "not_a_number"),
        ({"born_on_year": "85"}, "year"),
        ({"born_on_year": "19850"}, "not_a_number"),
        ({"born_on_year": "2027"}, "too_late"),
        ({"born_on_year": "", "born_on_month": "", "born_on_day": ""}, "required"),
    ],
)
def test_what_is_no_date_is_answered_with_the_reason(answers, code):
    form = answered(**answers)

    assert not form.is_valid()
    assert [error.code for error in form.errors["born_on"].as_data()] == [code]


def test_a_month_is_kept_as_its_first_day():
    form = answered(since_year="2019", since_month="3")

    assert form.is_valid()
    assert form.cleaned_data["since"] == date(2019, 3, 1)


def test_month_thirteen_is_refused():
    form = answered(since_year="2019", since_month="13")

    assert form.errors["since"].as_data()[0].code == "month"


def test_an_amount_is_a_decimal_with_two_places():
    form = answered(base="14400.5")

    assert form.is_valid()
    assert form.cleaned_data["base"] == Decimal("14400.50")


@pytest.mark.parametrize(
    "typed", ["1,234.56", "1e9", "NaN", "-1", "１２.５", "0.001", "1_000", "¥5"]
)
def test_only_a_plain_amount_is_money(typed):
    assert answered(base=typed).errors["base"].as_data()[0].code == "money_form"


def test_a_place_outside_the_list_is_refused():
    assert answered(region="999999").errors["region"].as_data()[0].code == "invalid_choice"


def test_a_place_can_be_searched_by_its_other_names():
    field = RegionField(choices=[("Zhejiang", [("330200", Option("宁波市", "Ningbo"))])])

    assert 'data-search="Ningbo"' in field.widget.render("region", None)


def test_a_list_that_is_drawn_once_reads_like_any_other_list():
    grouped = [("Zhejiang", [("330200", Option("宁波市", "Ningbo")), ("330100", "杭州 & 市")])]
    first = [("", "Choose"), ("Yours", [("330200", "宁波市")])]
    held = Listed(first[:1], LongList(grouped, RegionSelect)).after(first[1])

    for chosen in (None, "", "330200", "330100", "999999"):
        drawn = RegionSelect(choices=held).render("place", chosen)
        assert drawn == RegionSelect(choices=[*first, *grouped]).render("place", chosen), chosen
    assert RegionField(choices=held).clean("330100") == "330100"


def test_the_boxes_stand_in_the_order_of_the_language():
    with translation.override("zh-hans"):
        chinese = str(Questions()["born_on"])
    with translation.override("en"):
        english = str(Questions()["born_on"])

    assert chinese.index("born_on_year") < chinese.index("born_on_day")
    assert english.index("born_on_day") < english.index("born_on_year")


def test_a_wrong_answer_stays_in_its_box():
    assert 'value="30"' in str(answered(born_on_month="2", born_on_day="30")["born_on"])


def test_an_error_is_tied_to_its_control():
    drawn = answered(base="much")["base"].as_field_group()

    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_base_error"' in drawn
    assert 'id="id_base_error"' in drawn


def test_the_summary_leads_to_a_group_of_boxes():
    form = answered(born_on_month="13")
    component = engines["pages"].env.get_template("components/error_summary.html").module
    summary = component.error_summary(form)

    assert 'href="#id_born_on"' in summary
    assert '<fieldset class="field" id="id_born_on"' in form["born_on"].as_field_group()


def test_a_choice_can_carry_a_hint():
    class Doors(forms.Form):
        door = forms.ChoiceField(choices=[("a", Option("Old-age", "Your pension."))])
        door.widget = forms.RadioSelect(choices=door.choices)

    assert "Your pension." in Doors()["door"].as_field_group()


# --- Figures -------------------------------------------------------------------------------------
def test_a_holiday_does_not_count_and_a_worked_weekend_does():
    strip = {day.date: day for day in strips.as_strip(term_days())}

    assert strip[date(2026, 10, 1)].is_off
    assert strip[date(2026, 9, 20)].number == 3
    assert strip[date(2026, 10, 13)].is_due


def test_days_after_the_due_day_are_late():
    strip = strips.as_strip(term_days(today=date(2026, 10, 20)))

    assert {day.state for day in strip if day.number and day.date > date(2026, 10, 13)} == {"late"}


def test_the_due_day_itself_is_not_late():
    due = next(day for day in strips.as_strip(term_days()) if day.is_due)

    assert due.state == "ahead"


def test_each_day_is_said_in_full():
    with translation.override("en"):
        due = next(day for day in strips.as_strip(term_days()) if day.is_due)

        assert due.spoken == "Tuesday 13 October 2026, working day 15, due day"


def test_only_stretches_longer_than_a_weekend_are_named():
    with translation.override("en"):
        named = strips.holidays(strips.as_strip(term_days()))

    assert [stretch["period"] for stretch in named] == ["25 to 27 September", "1 to 7 October"]


def test_a_month_paid_twice_counts_once_in_its_year():
    months = [{"month": date(2022, 6, 1), "state": "overlap", "places": ["A", "B"]}]
    places = [{"letter": "A", "name": "Guangzhou"}, {"letter": "B", "name": "Chengdu"}]

    with translation.override("en"):
        (row,) = grids.by_year(months, places)
        cell = row["months"][5]

        assert row["counted"] == 1
        said = "June 2022, Guangzhou and Chengdu, paid in two places, counted once"
        assert cell.spoken(grids.GridWords()) == said


def test_an_empty_history_draws_no_rows():
    assert grids.by_year([], []) == []


def test_bars_are_measured_against_the_longest():
    assert [bar["width"] for bar in bars.as_bars([{"value": 5}, {"value": 10}])] == [50, 100]
    assert bars.as_bars([{"value": 0}])[0]["width"] == 0


# --- The frame ---------------------------------------------------------------------------
def test_the_deepest_link_on_the_way_is_where_one_stands(monkeypatch):
    addresses = {"home": "/", "case_list": "/cases/", "my_page": "/me/"}
    monkeypatch.setattr(navigation, "href_of", lambda name: addresses.get(name, ""))

    links = navigation.menu([(name, name) for name in addresses], path="/cases/2026/")

    assert [link.name for link in links if link.here] == ["case_list"]


def test_a_page_that_does_not_exist_is_left_out_of_the_menu():
    assert navigation.href_of("no_such_page") == ""
    assert navigation.menu([("no_such_page", "Nowhere")], path="/") == []


def change_preferences(**posted):
    return preferences.set_preferences(RequestFactory().post("/preferences/", posted))


def test_preferences_are_kept_and_lead_back():
    answer = change_preferences(language="en", elder="on", next="/cases/?page=2")

    assert answer["Location"] == "/cases/?page=2"
    assert answer.cookies["django_language"].value == "en"
    assert answer.cookies["elder"].value == "on"


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "", "javascript:x"]
)
def test_preferences_never_lead_to_another_site(target):
    assert change_preferences(next=target)["Location"] == "/"


def test_an_unknown_preference_is_not_kept():
    answer = change_preferences(language="xx", elder="perhaps")

    assert not answer.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("room", ["", "desk"])
@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "2026年10月13日（星期二）"), ("en", "Tuesday 13 October 2026")],
)
def test_every_component_draws_in_both_languages(language, words, room, rf):
    with translation.override(language):
        page = styleguide(rf.get("/styleguide/", {"room": room})).content.decode()

    assert words in page


def test_every_component_says_what_it_needs():
    silent = [
        path.name for path in COMPONENTS.glob("*.html") if not path.read_text().startswith("{# ")
    ]

    assert silent == []


def test_every_component_is_used():
    used = "".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    unused = [path.name for path in COMPONENTS.glob("*.html") if path.name not in used]

    assert unused == ["form_fields.html"]


@pytest.mark.parametrize(
    "typed",
    ["2026-09-07", "2026/9/7", "2026.9.7", "20260907", "2026年9月7日", "２０２６－９－７"],
)
def test_a_day_at_the_desk_is_read_as_it_is_written(typed):
    assert CalendarDateField().clean(f" {typed} ") == date(2026, 9, 7)


@pytest.mark.parametrize("typed", ["2026-09", "2026/9", "202609", "2026年9月", "２０２６－０９"])
def test_a_month_at_the_desk_is_read_as_it_is_written(typed):
    assert CalendarMonthField().clean(f" {typed} ") == date(2026, 9, 1)


@pytest.mark.parametrize("typed", ["09/07/2026", "2026-02-30", "2026-13-01", "2026年9月"])
def test_what_is_no_day_at_the_desk_is_said_so(typed):
    with pytest.raises(ValidationError):
        CalendarDateField().clean(typed)


def test_no_day_is_taken_from_a_moment_without_its_place():
    """A moment is kept in UTC: `.date()` of it is yesterday's until eight in the morning."""
    rooms = ("services", "transfers", "applications", "casework", "payouts", "payments", "records")
    found = [
        path.relative_to(settings.BASE_DIR).as_posix()
        for room in rooms
        for path in (settings.BASE_DIR / room).rglob("*.py")
        if "now.date()" in path.read_text(encoding="utf-8")
    ]
    assert found == []
