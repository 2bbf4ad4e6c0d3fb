"""Citations read as one writes them in a letter."""

from datetime import date

import pytest

from law import documents
from law.documents import Document, cite
from law.wording import Text, chinese_number, counted


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (5, "五"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (32, "三十二"),
        (110, "一百一十"),
        (165, "一百六十五"),
        (201, "二百零一"),
        (1002, "一千零二"),
        (1012, "一千零一十二"),
        (1127, "一千一百二十七"),
    ],
)
def test_articles_are_counted_in_chinese(number, words):
    assert chinese_number(number) == words


def test_a_citation_names_document_number_article_and_item():
    label = cite(documents.PENSION_TRANSFER, "5(2)").label

    assert label.zh.endswith("暂行办法》（国办发〔2009〕66号）第五条第（二）项")
    assert label.en.endswith("(国办发〔2009〕66号), article 5(2)")


def test_a_citation_without_an_article_names_the_document():
    assert cite(documents.MEDICAL_TRANSFER).label.zh.endswith("（医保办发〔2021〕43号）")


def test_an_unconfirmed_document_makes_its_citations_unconfirmed():
    draft = Document("1号", Text("草案", "Draft"), date(2026, 1, 1), verified=False)

    assert not cite(draft, "1").verified


def test_no_two_documents_share_a_number():
    numbers = [d.number for d in vars(documents).values() if isinstance(d, Document)]

    assert len(numbers) == len(set(numbers))


def test_a_sentence_is_filled_in_both_languages():
    filled = Text("还剩{days}天", "{days} days left").format(days=3)

    assert (filled.in_language("zh-hans"), filled.in_language("en")) == ("还剩3天", "3 days left")


def test_one_of_a_thing_is_said_otherwise_than_two():
    assert counted(1, "年", "year") == Text("1年", "1 year")
    assert counted("2.5", "年", "year") == Text("2.5年", "2.5 years")
