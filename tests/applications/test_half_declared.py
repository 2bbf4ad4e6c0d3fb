"""Half a declaration is refused when the portal starts, with the sentence that mends it."""

from dataclasses import replace

import pytest

from applications.declaring import Deciding
from applications.fields import FormPage
from law.wording import Text
from tests.applications.samples import CODE, LINE, PHONE, PHONE_CHANGE, PLATE

TITLE = Text("页", "Page")


def page(slug, *fields):
    return FormPage(slug=slug, title=TITLE, fields=fields)


@pytest.mark.parametrize(
    ("whole", "otherwise", "sentence"),
    [
        (PLATE, {"deciding": Deciding.AT_ONCE}, "reviewed with Deciding.ONE or Deciding.TWO"),
        (PHONE_CHANGE, {"deciding": Deciding.TWO}, "at_once goes with Deciding.AT_ONCE"),
        (PLATE, {"conditions": ()}, "conditions or refusals with their reasons"),
        (PLATE, {"pages": ()}, "there is a page with a question"),
        (PLATE, {"pages": (page("check", LINE),)}, "the page check"),
        (PLATE, {"pages": (page("a", LINE), page("a", PHONE))}, "two pages"),
        (PLATE, {"pages": (page("a", LINE, LINE),)}, "two questions"),
        (PHONE_CHANGE, {"pages": (page("a", CODE),)}, "no phone or e-mail is asked by that name"),
    ],
)
def test_it_says_what_does_not_fit_together(whole, otherwise, sentence):
    with pytest.raises(ValueError, match=sentence) as refused:
        replace(whole, **otherwise)

    assert str(refused.value).startswith(f"{whole.name}: ")
