"""Every kind of letter says what it must, in Chinese and with English beneath."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from applications import letter_samples as decisions
from letters.render import KINDS, UnknownTemplate, latest_version, render
from letters.rules.codes import grouped
from letters.samples import LONGEST_NAME, MADE_AT, SAMPLES, person
from transfers.letter_samples import information_forms, outcomes, reviews

BOTH = ("pension", "medical")
DECISIONS = sorted(set(decisions.SAMPLES) - {"collection-note"})
OF_DECISIONS = [
    *decisions.SAMPLES,
    "payment-receipt",
    "determination",
    "settlement",
]  # numbered with them
IN_FIRST_VERSION = sorted(
    set(KINDS) - {"partial-notice", "clearing-notice", "surplus-return", *OF_DECISIONS}
)


def pages(letter, kind, language="zh"):
    made = render(
        kind, latest_version(kind), letter.as_json(), timestamp=MADE_AT, language=language
    )
    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]


def words(letter, kind, language="zh"):
    """Return the whole text without spaces and line ends, which are the layout's business."""
    return re.sub(r"\s+", "", "".join(pages(letter, kind, language)))


def assert_says(text, *expected):
    missing = [phrase for phrase in expected if phrase.replace(" ", "") not in text]
    assert not missing


@pytest.mark.parametrize("insurance", BOTH)
@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_names_its_case_agency_and_hotline(kind, insurance):
    text = words(SAMPLES[kind](insurance), kind)

    assert_says(text, "P2026-7KQ4-9TRM", "第1页", "共")
    assert_says(text, "12333" if insurance == "pension" else "12393")


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_is_signed_by_its_agency_with_the_date(kind):
    letter = SAMPLES[kind]()

    text = words(letter, kind)

    assert_says(text, f"{letter.issuer.name.zh}2026年11月23日")


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_says_how_to_check_it(kind):
    letter = SAMPLES[kind]()

    text = words(letter, kind)

    assert_says(
        text, "扫码核验真伪", "transfer.example/verify", grouped(letter.code), letter.number
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_bears_its_official_number(kind):
    mark = "核" if kind in OF_DECISIONS else "转"

    assert_says(words(SAMPLES[kind](), kind), f"社保{mark}〔2026〕")


@pytest.mark.parametrize("kind", KINDS)
def test_a_translation_says_that_the_chinese_letter_prevails(kind):
    letter = SAMPLES[kind]()

    assert_says(words(letter, kind, "bilingual"), "以中文函件为准", "theletterinChineseprevails")
    assert "prevails" not in words(letter, kind)


@pytest.mark.parametrize("kind", IN_FIRST_VERSION)
def test_a_letter_of_the_first_version_can_still_be_read(kind):
    assert render(kind, 1, SAMPLES[kind]().as_json(), timestamp=MADE_AT)


@pytest.mark.parametrize("insurance", BOTH)
@pytest.mark.parametrize("kind", KINDS)
def test_the_bilingual_letter_holds_all_of_the_chinese_one(kind, insurance):
    letter = SAMPLES[kind](insurance)

    chinese = set(re.findall(r"[\u4e00-\u9fff]", words(letter, kind)))
    bilingual = words(letter, kind, "bilingual")

    assert chinese <= set(bilingual)
    assert_says(bilingual.lower(), "insurance", "hotline", "page 1 of")


def test_the_acceptance_letter_has_every_field_of_the_form():
    text = words(reviews.acceptance_letter(), "acceptance-letter")

    assert_says(
        text, "基本养老保险关系转移接续联系函", "穗社保转〔2026〕123号", "成都市社会保险事业管理局"
    )
    assert_says(text, "𬭎䶮", "510104198506150008", "5101000012345", "510100", "440100")
    assert_says(text, "中国工商银行股份有限公司广州第一支行", "3602000109000000000", "102581000013")
    assert_says(text, "广州市越秀区梅东路28号", "510080", "王志强", "15个工作日")


def test_the_medical_acceptance_letter_has_its_own_term_and_title():
    letter = reviews.acceptance_letter("medical", tracking_number="T-88")

    text = words(letter, "acceptance-letter")

    assert_says(text, "基本医疗保险关系转移接续联系函", "10个工作日", "职工基本医疗保险", "T-88")


def test_a_letter_that_replaces_another_says_so():
    letter = reviews.acceptance_letter(replaces="440100-2026-000099")

    assert_says(words(letter, "acceptance-letter"), "440100-2026-000099", "原函作废")


def test_a_refusal_gives_reasons_articles_and_ways_forward():
    text = words(reviews.refusal(), "refusal")

    assert_says(text, "转出地仍在缴费", "国办发〔2009〕66号", "第八条", "请原单位在成都市办理停保")
    assert_says(text, "人工复核", "投诉", "020-87654321", "行政复议", "12333")


def test_the_information_form_prints_the_money_with_its_identities():
    text = words(information_forms.information_form(), "information-form")

    assert_says(text, "④＝①＋②＋③", "104,589.93", "218,760.00", "⑥＝④＋⑤", "323,349.93")


def test_the_information_form_adds_up_its_lines():
    letter = information_forms.information_form()

    assert letter.as_json()["totals"]["months"] == 156
    assert_says(words(letter, "information-form"), "合计", "84,864.00", "1,604.85")


def test_the_medical_information_form_has_balance_and_lines():
    text = words(information_forms.information_form("medical"), "information-form")

    assert_says(
        text, "参保人员基本医疗保险信息表", "3,456.78", "6.5%", "2019.01–2019.12", "11,520.00"
    )


def test_many_lines_run_over_pages_with_the_header_on_each():
    letter = information_forms.pension_information_form(
        lines=information_forms.three_pages_of_lines()
    )

    sheets = pages(letter, "information-form")

    assert len(sheets) == 3
    assert all("当年记账金额" in sheet for sheet in sheets)
    assert all("续页" in sheet for sheet in sheets[1:])


@pytest.mark.parametrize("number", range(10, 26))
def test_the_seal_never_stands_on_a_page_without_a_line(number):
    lines = information_forms.three_pages_of_lines()[:number]

    last = pages(information_forms.pension_information_form(lines=lines), "information-form")[-1]

    assert "扫码核验真伪" in last
    assert lines[-1].from_month.strftime("%Y.%m") in last


def test_a_form_without_lines_is_still_a_form():
    letter = information_forms.information_form("medical", lines=())

    assert_says(words(letter, "information-form"), "合计", "扫码核验真伪")


def test_the_completion_notice_counts_months_and_money():
    text = words(outcomes.completion_notice(), "completion-notice")

    assert_says(text, "177个月", "14年9个月", "154", "151", "¥126,031.13", "¥323,349.93")
    assert_says(text, "同一月份只计算一次", "2025年8月至10月两地重复缴费3个月")


def test_the_medical_completion_notice_knows_no_pooled_fund():
    assert "统筹基金" not in words(outcomes.completion_notice("medical"), "completion-notice")


def test_the_receipt_says_what_was_sent_and_by_when():
    text = words(reviews.submission_receipt(), "submission-receipt")

    assert_says(text, "2026年11月9日14:05", "2026年11月30日", "15个工作日", "138****0000", "成都市")
    assert "暂定" not in text


def test_a_provisional_date_says_that_it_may_move():
    assert_says(words(reviews.submission_receipt(provisional=True), "submission-receipt"), "暂定")


def test_the_return_note_names_the_letter_and_what_is_wrong():
    text = words(reviews.return_note(), "return-note")

    assert_says(text, "穗社保转〔2026〕123号", "银行账户信息不完整", "补充开户行行号后重新发函")


def test_the_notice_of_what_stays_names_the_months_the_reason_and_what_moves():
    text = words(outcomes.partial_notice(), "partial-notice")

    assert_says(text, "2017年1月至2020年3月", "39个月", "人社厅发〔2019〕94号", "第三条")
    assert_says(text, "其余年限和资金照常全部转移", "不得要求您提供", "行政复议")
    assert_says(text, "抄送：广州市社会保险基金管理中心")


@pytest.mark.parametrize("insurance", BOTH)
@pytest.mark.parametrize("kind", DECISIONS)
def test_every_decision_prints_what_can_be_done_against_it(kind, insurance):
    letter = SAMPLES[kind](insurance)

    assert_says(words(letter, kind), "60日内", "行政复议", "6个月内", "行政诉讼")
    # What was looked at again is not looked at a third time: then others decide.
    assert ("请求复核" in words(letter, kind)) == (kind != "objection-decision")
    assert_says(words(letter, kind), letter.issuer.phone, letter.issuer.complaint_phone)
    assert_says(words(letter, kind, "bilingual"), "within60days", "within6months")


def test_a_decision_prints_figures_with_their_articles_and_what_changes():
    text = words(decisions.decision(), "decision")

    assert_says(text, "关于“示例事项核定”的决定书", "穗社保核〔2026〕7号", "您于2026年11月9日申请")
    assert_says(
        text, "¥1,234.50", "¥4,115.00×30%", "第三十一条", "依据待核实", "原登记内容同时更新"
    )


def test_a_yes_prints_the_words_of_whoever_decided():
    assert_says(
        words(decisions.decision(note="请于次月核对到账。"), "decision"), "请于次月核对到账"
    )


@pytest.mark.parametrize("number", [1, 6])
def test_a_refusal_gives_every_reason_its_article_and_its_way_forward(number):
    reasons = tuple(decisions.reason(each, "系统显示11个月") for each in range(1, number + 1))
    text = words(decisions.refusal(reasons=reasons), "application-refusal")

    assert text.count("您可以怎么办") == number
    assert_says(text, f"SMP{number:02d}", "系统显示11个月", "随时重新申请")


@pytest.mark.parametrize("language", ["zh", "bilingual"])
@pytest.mark.parametrize(
    "letter",
    [
        decisions.decision(),
        decisions.confirmation(person=person(name=LONGEST_NAME)),
        decisions.refusal(figures=(), reasons=(decisions.reason(1, "系统显示11个月"),)),
    ],
    ids=["decision", "confirmation of a long name", "refusal"],
)
def test_a_usual_decision_stands_on_one_page(letter, language):
    kind = "application-refusal" if letter.outcome == "refused" else "decision"

    assert len(pages(letter, kind, language)) == 1


@pytest.mark.parametrize(("language", "number"), [("zh", 5), ("bilingual", 3), ("bilingual", 4)])
def test_a_refusal_that_runs_over_takes_its_remedies_along_with_the_signature(language, number):
    reasons = (reviews.STILL_PAYING, reviews.NO_PAYMENT_YET) * 3

    first, last = pages(reviews.refusal(reasons=reasons[:number]), "refusal", language)

    assert "如果您不同意" in last
    assert "60日" in last
    assert "如果您不同意" not in first


@pytest.mark.parametrize("language", ["zh", "bilingual"])
def test_a_refusal_with_two_reasons_stands_on_one_page(language):
    assert len(pages(reviews.refusal(), "refusal", language)) == 1


def test_the_receipt_of_an_application_names_its_service():
    text = words(decisions.receipt(), "submission-receipt")

    assert_says(text, "“示例事项核定”申请回执", "2026年11月30日", "15个工作日", "138****0000")


def test_there_is_a_template_of_every_kind():
    assert {kind: latest_version(kind) for kind in KINDS} == dict.fromkeys(KINDS, 2)


@pytest.mark.parametrize(
    ("kind", "version"), [("refusal", 99), ("layout", 1), ("../v1/refusal", 1)]
)
def test_an_unknown_template_is_refused(kind, version):
    with pytest.raises(UnknownTemplate):
        render(kind, version, {}, timestamp=MADE_AT)
