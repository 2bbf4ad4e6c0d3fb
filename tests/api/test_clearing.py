"""Months paid twice, settled by programs: a person, an agency's system, a second clerk."""

from tests.api.calling import program_of, program_of_agency
from tests.api.test_story import do
from tests.story import at_stage


def test_a_system_prepares_and_a_human_being_clears(world, person, time_machine):
    story = at_stage(world, "clearing")
    time_machine.move_to(story.now, tick=False)
    number = story.case.number
    asked = do(person.get(f"cases/{number}"))
    assert (asked["status"], asked["turn"]) == ("clearing", "new-agency")
    offered = {each["keep"]: each["amount"] for each in asked["clearing"]["choices"]}
    assert offered == {"here": "1200.00", "arrived": "1920.00"}

    account = {"holder": "王小燕", "bank_name": "示例银行", "account_number": "6222000000001234"}
    wrong = do(
        person.act(number, "answer-clearing", keep="here", **account | {"holder": "李"}), 422
    )
    assert "holder" in str(wrong)
    do(person.act(number, "answer-clearing", keep="here", **account))
    system = program_of_agency(world.agency("pension", "guangzhou"))
    do(system.act(number, "prepare-clearing"))
    assert do(system.act(number, "approve-clearing"), 403)
    cleared = do(program_of(world.pension_new_b).act(number, "approve-clearing"))

    assert cleared["status"] == "completed"
    assert cleared["clearing"]["state"] == "paid"
    assert cleared["clearing"]["masked_account"] == "•••• 1234"
    assert cleared["clearing"]["cleared"][0]["amount"] == "1200.00"
    assert cleared["clearing"]["account_number"] is None
    bounced = {"bounced_on": story.now.date().isoformat(), "note": "账号有误"}
    back = do(system.act(number, "record-bounced-payment", **bounced))
    assert back["clearing"]["state"] == "account-missing"
