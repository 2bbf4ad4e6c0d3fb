"""What a search makes of words, what is taken out of them, and who answers: without a database."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.rules.terms import Insurance
from applications.registry import service_of, services
from law.values import RELEASE, Unit, rule, value
from law.wording import Text
from portal.rulebook.catalogue import rules
from services.advice.documents import NAMES, UnknownDocument, basis
from services.advice.rules import codes, guided
from services.advice.rules.ageing import Change, Standing, due_for_review, is_old, why_reviewed
from services.advice.rules.filling import NOT_LOADED, fill, unknown
from services.advice.rules.masking import TAKEN_OUT, mask
from services.advice.rules.ranking import Indexed, grouped, index_of, is_alike, search
from services.advice.rules.reckoning import OfOneself, of_oneself, reckoned
from services.advice.rules.routing import About, route
from services.advice.rules.terms import meant, terms
from services.advice.seeds import Content, chapters, seeds

TODAY = date(2026, 11, 28)
ASKED = Path(__file__).with_name("asked.txt")
FIRST, ENOUGH = 3, 0.9
DECLARED = {each.name for each in services()}


def indexed(seed):
    said = seed.content
    return Indexed(
        slug=seed.slug,
        title=(said.title.zh, said.title.en),
        words=said.words,
        body=(said.short.zh, said.short.en),
        insurance=seed.insurance,
    )


INDEX = index_of(map(indexed, seeds()))


def found(question, **more):
    return [each.slug for each in search(question, INDEX, on=TODAY, **more)]


def asked():
    lines = ASKED.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" | ") for line in lines if line and not line.startswith("#"))
    return [(question, set(slugs.split())) for question, slugs in pairs]


# --- The search ---------------------------------------------------------------------------------
def test_of_what_people_ask_nine_of_ten_have_their_answer_among_the_first_three():
    questions = asked()
    missed = [question for question, right in questions if not right & set(found(question)[:FIRST])]

    assert len(questions) >= 150
    assert len(missed) <= len(questions) * (1 - ENOUGH), missed


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("I am Canadian and leave next month", "foreigner-leaves-china"),
        ("换了工作医保断了三个月怎么办", "medical-gap-after-changing-jobs"),
        ("我妈在老家交的养老能不能转过来", "move-a-pension-from-home"),
        ("失业多久可以领", "how-long-unemployment-benefit"),
    ],
)
def test_what_was_asked_for_by_name_comes_first(question, slug):
    assert found(question)[0] == slug


def test_every_question_that_names_an_answer_names_one_that_is_there():
    known = {each.slug for each in seeds()}
    assert not [slug for _question, slugs in asked() for slug in slugs - known]


def test_pinyin_wrong_characters_and_wrong_letters_find_it_too():
    assert "card-lost" in found("shebaoka diule")[:5]
    assert found("失叶金怎么领")[0] == "who-gets-unemployment-benefit"
    assert "how-long-unemployment-benefit" in found("unemploymnt benefit how long")[:3]


@settings(max_examples=25)
@given(st.text(max_size=300))
def test_whatever_is_typed_the_same_words_give_the_same_answers(words):
    assert found(words) == found(words)


@pytest.mark.parametrize("words", ["", "   ", "😀" * 1000, "' OR 1=1 --", "<script>", "\x00"])
def test_odd_words_find_nothing_or_something_and_never_fail(words):
    assert isinstance(found(words), list)


@pytest.mark.parametrize(
    "words",
    [
        *("asdfgh", "阿斯顿飞过", "龘龘龘", "红烧肉怎么做", "今天天气怎么样", "月亮上有兔子吗"),
        *("how to cook rice", "lorem ipsum dolor sit amet", "how tall is mount everest"),
        *("I want to learn guitar", "blorptang xyzzy"),
    ],
)
def test_nonsense_finds_nothing_instead_of_something_near(words):
    assert found(words) == []


def test_an_empty_library_finds_nothing():
    assert search("失业金", index_of([]), on=TODAY) == ()


def test_an_answer_of_another_place_or_another_time_is_not_found():
    of_shanghai = Indexed(slug="a", title=("失业金",), regions=("310000",))
    past = Indexed(slug="b", title=("失业金",), valid_to=date(2020, 1, 1))
    index = index_of([of_shanghai, past])

    assert [each.slug for each in search("失业金", index, on=TODAY, region="310100")] == ["a"]
    assert search("失业金", index, on=TODAY, region="440100") == ()
    assert [e.slug for e in search("失业金", index, on=date(2019, 1, 1))] == ["a", "b"]


def test_only_the_insurance_that_was_asked_for():
    assert "how-long-unemployment-benefit" not in found("失业金", insurance="medical")


def test_of_equals_the_first_comes_first():
    index = index_of([Indexed(slug="one", title=("退休",)), Indexed(slug="two", title=("退休",))])
    assert [each.slug for each in search("退休", index, on=TODAY)] == ["one", "two"]


def test_terms_are_pairs_of_characters_and_stems_of_words_and_synonyms_add_to_them():
    assert {"失业", "业金"} <= terms("失业金")
    assert "pension" in terms("Pensions")
    assert "养老" in meant("退休金怎么算")
    assert meant("retired")
    assert not meant("xretire")


def test_twenty_same_questions_are_one():
    pairs = [(n, "失业金可以领多久呢") for n in range(20)] + [(99, "社保卡丢了怎么办")]
    assert set(grouped(pairs).values()) == {0, 99}
    assert not is_alike("", "")


# --- Numbers that are taken out -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("我的身份证11010519491231002X", f"我的身份证{TAKEN_OUT}"),
        ("老号码110105491231002在档案里", f"老号码{TAKEN_OUT}在档案里"),
        ("卡号 6222 0212 3456 7890 128", f"卡号 {TAKEN_OUT}"),
        ("打我13911112222", f"打我{TAKEN_OUT}"),
        ("write to me@example.com", f"write to {TAKEN_OUT}"),
        ("外国人永居911124198108030024", f"外国人永居{TAKEN_OUT}"),
    ],
)
def test_numbers_of_persons_are_taken_out(text, left):
    assert mask(text, today=TODAY).text == left


def test_eighteen_digits_that_are_no_identity_number_stay_with_a_warning():
    masked = mask("110105194912310021", today=TODAY)
    assert (masked.text, masked.taken, masked.is_doubtful) == ("110105194912310021", 0, True)


def test_a_card_whose_check_digit_is_wrong_stays():
    assert mask("6222 0212 3456 7890 129", today=TODAY).taken == 0


@given(st.text(max_size=300))
def test_masking_twice_takes_out_nothing_more(text):
    once = mask(text, today=TODAY).text
    assert mask(once, today=TODAY).text == once


# --- Who answers ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("about", "text", "insurance"),
    [
        (About.MEDICAL, "anything", Insurance.MEDICAL),
        (About.MATERNITY, "", Insurance.MEDICAL),
        (About.UNEMPLOYMENT, "", Insurance.PENSION),
        (About.UNKNOWN, "住院能报销吗", Insurance.MEDICAL),
        (About.UNKNOWN, "什么时候退休", Insurance.PENSION),
        (About.UNKNOWN, "???", Insurance.PENSION),
    ],
)
def test_the_insurance_says_who_answers_and_else_the_words(about, text, insurance):
    assert route(about, text).insurance is insurance


def test_a_complaint_is_seen_and_so_is_what_belongs_to_others():
    assert route(About.UNKNOWN, "我要投诉窗口").is_complaint
    assert route(About.UNKNOWN, "公积金怎么提取").body.phone == "12329"
    assert route(About.PENSION, "请帮我核定养老金").wants_decision
    assert not route(About.PENSION, "养老金怎么算").is_complaint


# --- Codes ----------------------------------------------------------------------------------------
@given(st.integers(0, 10**10 - 1), st.integers(0, 10), st.integers(1, 9))
def test_a_code_with_one_wrong_digit_is_seen_to_be_wrong(number, at, more):
    digits = f"{number:010d}"
    code = digits + codes.check_digit(digits)
    wrong = code[:at] + str((int(code[at]) + more) % 10) + code[at + 1 :]

    assert codes.may_be(codes.spelled(code))
    assert not codes.may_be(wrong)


def test_a_new_code_may_be_one_and_nothing_else_is():
    assert codes.may_be(codes.new_code())
    assert not codes.may_be("")
    assert not codes.may_be("١٢٣")


# --- Figures --------------------------------------------------------------------------------------
LADDER = rule(
    "a.b", Text("甲", "A"), Unit.MONTHS,
    value("12", basis("SIL 46"), date(2022, 1, 1)),
    value("9", basis("SIL 46"), date(2021, 6, 1), date(2021, 12, 31), region="320000"),
    value("6", basis("SIL 46"), date(2022, 1, 1), region="320000"),
)  # fmt: skip


def filled(text, region="", on=TODAY):
    return fill(Text(text, text), region=region, on=on, book=RELEASE, rules={"a.b": LADDER})


def test_a_figure_is_that_of_the_place_and_the_day():
    assert filled("{{rule:a.b}}", "320100").text.zh == "12个月"
    assert filled("{{rule:a.b@region}}", "320100").text.zh == "6个月"
    assert filled("{{rule:a.b@320000}}").text.en == "6 months"


def test_a_figure_says_what_it_was_before_where_that_is_known():
    here, elsewhere = filled("{{rule:a.b@320000}}").used[0], filled("{{rule:a.b}}").used[0]
    assert here.before.en == "9 months"
    assert elsewhere.before is None


def test_a_figure_that_was_not_in_force_is_missing_and_never_todays():
    before = filled("最长{{rule:a.b}}", on=date(2021, 1, 1))
    assert before.text.zh == f"最长{NOT_LOADED.zh}"
    assert not before.is_whole


def test_a_rule_or_a_cell_that_does_not_exist_is_named():
    assert unknown(["{{rule:x.y}} {{rule:a.b[one]}}"], {"a.b": LADDER}) == ["x.y", "a.b"]


# --- Ageing ---------------------------------------------------------------------------------------
def standing(*names, regions=(), on=date(2026, 1, 15)):
    return Standing(frozenset(names), regions, on)


def test_only_answers_that_name_the_rule_for_that_place_or_for_none_are_looked_at_again():
    change = [Change("unemployment.standard", "310000")]
    assert due_for_review(standing("unemployment.standard"), change, today=TODAY)
    assert why_reviewed(
        standing("unemployment.standard", regions=("310100",)), change, today=TODAY
    ) == ("unemployment.standard",)
    assert not why_reviewed(
        standing("unemployment.standard", regions=("440000",)), change, today=TODAY
    )
    assert not due_for_review(standing("another"), change, today=TODAY)


def test_after_twelve_months_an_answer_is_looked_at_again():
    assert not is_old(standing(), today=date(2027, 1, 14))
    assert is_old(standing(), today=date(2027, 1, 15))


# --- Reckoning ------------------------------------------------------------------------------------
def test_what_somebody_says_of_themselves_fills_a_calculator():
    paid = reckoned("交了5年6个月失业保险，失业能领几个月")
    born = reckoned("男1972年9月出生什么时候退休")
    assert dict(paid.asked) == {"contribution_months": 66, "unused_months": 0}
    assert dict(born.asked) == {"category": "male", "born": "1972-09"}
    assert dict(reckoned("女工人1980年3月退休").asked)["category"] == "female-50"
    assert reckoned("失业了") is None
    assert reckoned("1972年9月退休") is None
    assert reckoned("失业 99年") is None


def test_what_is_said_of_oneself_is_taken_and_nothing_is_guessed():
    said = of_oneself("我是女工人，1980年3月出生，交了12年6个月社保，主动辞职")
    nothing = of_oneself("2024年3月断缴了三个月怎么办")
    assert (said.months_paid, said.born, said.category) == (150, date(1980, 3, 1), "female-50")
    assert (said.sex, said.ending) == ("female", "own-wish")
    assert nothing == OfOneself()


def test_what_an_answer_fills_in_is_asked_by_a_pre_check_it_leads_to():
    for each in seeds():
        known = [service_of(name) for name in each.content.services if name in DECLARED]
        asked = [field for service in known for field in service.pre_check]
        for name, said in each.content.fills:
            fitting = [f for f in asked if f.name == name and said in dict(f.choices)]
            assert fitting, (each.slug, name, said)


# --- The seeds ------------------------------------------------------------------------------------
def test_there_are_many_answers_in_both_languages_and_each_names_its_law():
    every = seeds()
    assert len(every) >= 120
    assert len({each.slug for each in every}) == len(every)
    for each in every:
        said = each.content
        assert said.bases, each.slug
        for text in (said.title, said.short, *said.steps):
            assert text.zh.strip(), each.slug
            assert text.en.strip(), each.slug


def test_no_answer_names_a_figure_that_no_rule_carries():
    texts = [text for each in seeds() for text in each.content.texts]
    assert unknown(texts, rules()) == []


def test_what_is_kept_of_an_answer_is_read_as_it_was():
    for each in seeds():
        assert Content.of(each.content.kept) == each.content


def test_every_end_of_the_guided_way_leads_somewhere_that_is_there():
    known = {each.slug for each in seeds()}
    ends = guided.ends()
    assert len(ends) >= 20
    assert all(end.answers for end in ends)
    assert not {slug for end in ends for slug in end.answers} - known


def test_a_wrong_turn_of_the_guided_way_ends_before_it():
    taken, here = guided.walk("work.nonsense")
    assert [each.key for each in taken] == ["work"]
    assert isinstance(here, guided.Fork)
    assert isinstance(guided.walk("work.year.more")[1], guided.End)


def test_a_document_that_is_not_in_the_list_is_refused():
    assert {"SIL", "OPS"} <= NAMES.keys()
    assert len(chapters()) >= 15
    assert not basis("SIL 45?").verified
    with pytest.raises(UnknownDocument):
        basis("XYZ 1")
