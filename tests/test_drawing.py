"""How a page is drawn: whose name goes first, in which language, with which token."""

import re

import pytest
from django.template import engines
from django.utils import translation

pytestmark = pytest.mark.one_database


def page(source):
    return engines["pages"].from_string(source)


def test_a_text_is_in_the_language_that_is_spoken():
    source = '{{ _("Sign in") }}'

    with translation.override("en"):
        assert page(source).render() == "Sign in"
    with translation.override("zh-hans"):
        assert page(source).render() == "登录"


def test_a_folded_text_is_the_same_text():
    with translation.override("zh-hans"):
        assert page("{% trans %}\n  Sign\n  in\n{% endtrans %}").render() == "登录"


def test_what_a_text_is_filled_with_is_escaped_and_a_percent_sign_is_one():
    drawn = page('{% trans name %}{{ name }} is 100% <b>sure</b>{% endtrans %} {{ _("5%%") }}')

    assert drawn.render({"name": "<i>"}) == "&lt;i&gt; is 100% <b>sure</b> 5%"


@pytest.mark.django_db
def test_a_name_of_the_view_goes_before_one_that_every_page_knows(rf):
    assert page("{{ messages }}").render({"messages": "ours"}, rf.get("/")) == "ours"


@pytest.mark.django_db
def test_all_forms_of_a_page_send_the_same_token(rf):
    drawn = page("{{ csrf_input }}{{ csrf_input }}").render({}, rf.get("/"))

    first, second = re.findall(r'value="(\w+)"', drawn)
    assert first == second
