"""A sign-in that ends while a clerk writes costs them nothing, in whichever form of the desk."""

import pytest

from tests.story import Story


@pytest.fixture
def story(world, monday):
    """A transfer whose money is under way."""
    told = Story(world)
    for verb in ("submit", "accept"):
        getattr(told, verb)()
    told.wait()
    told.prepare_form()
    return told


def lose_sign_in_and_post(client, address, typed):
    """Post as somebody whose sign-in has ended; return where the sign-in will lead back to."""
    client.logout()
    return client.post(address, typed)


@pytest.mark.parametrize(
    ("address", "name", "word"),
    [
        ("form/send-back/", "note", "请核对基数"),
        ("form/send/", "reference", "BANK-7788"),
    ],
)
def test_the_form_stands_as_it_was_typed(desk, story, address, name, word):
    path = f"/desk/cases/{story.case.number}/{address}"
    door = desk("pension_original_b")
    client = door.client

    answer = lose_sign_in_and_post(client, path, {name: word})
    assert answer.url.endswith(f"next={path}")
    door.sign_in()
    again = client.get(path)

    assert word in again.content.decode()
    assert client.get(path).url == f"/desk/cases/{story.case.number}/form/"


def test_why_a_voiding_was_turned_down_stands_as_it_was_typed(desk, world):
    story = Story(world)
    story.submit()
    story.accept()
    story.wait()
    story.propose_voiding()
    path = f"/desk/cases/{story.case.number}/void/turn-down/"
    door = desk("pension_new_b")

    lose_sign_in_and_post(door.client, path, {"note": "没有错误，请再看"})
    door.sign_in()

    assert "没有错误，请再看" in door.client.get(path).content.decode()


def test_the_money_that_arrived_stands_at_its_place(desk, story):
    story.send_form()
    money = story.money_under_way
    path = f"/desk/cases/{story.case.number}/settle/arrived/{money.pk}/"
    door = desk("pension_new_a")
    typed = {"amount": "4321.09", "arrived_on_year": "2026", "arrived_on_month": "11"}

    lose_sign_in_and_post(door.client, path, typed)
    door.sign_in()
    page = door.client.get(path).content.decode()

    assert "4321.09" in page
    assert 'value="11"' in page


def test_no_identity_number_is_kept_for_somebody_signed_out(desk, story):
    path = f"/desk/cases/{story.case.number}/form/send-back/"
    door = desk("pension_original_b")
    answer = lose_sign_in_and_post(door.client, path, {"note": "51010119800101001X"})

    assert answer.status_code == 302
    assert "kept_at_desk" not in door.client.session


def test_stated_interest_is_kept_and_the_desk_asks_for_it_by_year(desk, world):
    original = Story(world).tell("submit wait accept wait").transfer
    held = original.original_relationship
    held.account_years.filter(year=2025).delete()
    path = f"/desk/cases/{original.case.number}/form/"
    door = desk("pension_original_a")
    assert "2025" in door.open(path).content.decode()
    assert door.act(original, "form/prepare", remark="").status_code == 422

    lose_sign_in_and_post(door.client, f"{path}prepare/", {"interest_2025": "77.00"})
    door.sign_in()
    assert "77.00" in door.client.get(f"{path}prepare/").content.decode()
    door.act(original, "form/prepare", remark="", interest_2025="77.00")

    form = original.forms.get()
    assert (form.interest, form.interest_stated) == ({"2025": 77_00}, [2025])
