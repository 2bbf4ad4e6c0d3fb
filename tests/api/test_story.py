"""The whole pension story, told by programs: a person, two agencies' clerks, and a system."""

from datetime import timedelta

from casework.actions.duties import do_what_is_due
from casework.models import Case
from tests.api.calling import program_of, program_of_agency
from tests.cast import MONDAY

ANSWERS = {
    "original_region": "510100",
    "new_region": "440100",
    "employer_name": "广州示例科技有限公司",
    "contact_phone": "+8613800000000",
}


def do(response, status=200):
    assert response.status_code == status, response.content.decode()
    return response.json()


def test_a_transfer_from_the_first_draft_to_the_last_month(world, person, time_machine):
    new_a, new_b = program_of(world.pension_new_a), program_of(world.pension_new_b)
    original_b = program_of(world.pension_original_b)
    number = do(person.post("cases", {"insurance": "pension"}), 201)["number"]
    do(person.patch(f"cases/{number}/answers", ANSWERS))
    assert do(person.get(f"cases/{number}/pre-check"))["may_file"] is True
    do(person.post(f"cases/{number}/submit"))
    do_what_is_due(now=MONDAY)

    waiting = do(new_a.get("queue?whose=unassigned"))["results"]
    assert [step["case"] for step in waiting] == [number]
    do(new_a.post(f"cases/{number}/claim"))
    assert do(new_a.get("queue?whose=mine"))["results"][0]["is_mine"] is True
    ask = {"fields_to_correct": [{"field": "employer_name", "message": "请写全称"}]}
    do(new_a.act(number, "ask-correction", **ask))
    assert do(person.get(f"cases/{number}"))["correction"]["fields_to_correct"] == [
        {"field": "employer_name", "message": "请写全称"}
    ]
    do(person.act(number, "answer-correction", employer_name="广州示例科技股份有限公司"))
    do(new_a.act(number, "accept"))
    do_what_is_due(now=MONDAY + timedelta(hours=1))

    time_machine.move_to(MONDAY + timedelta(days=1), tick=False)
    system = program_of_agency(world.agency("pension", "chengdu"))
    assert do(system.get(f"cases/{number}"))["person"]["number"] == world.person.number
    do(system.act(number, "ask-clarification", question="请确认银行账号"))
    do(new_a.act(number, "clarify", reply="账号无误"))
    prepared = do(system.act(number, "prepare-form", remark="系统生成"))
    total = prepared["forms"][0]["total"]
    assert do(system.act(number, "send-form", reference="B-1", sent_on="2026-09-08"), 403)
    do(original_b.act(number, "send-form", reference="B-1", sent_on="2026-09-08"))

    time_machine.move_to(MONDAY + timedelta(days=2), tick=False)
    arrival = {"reference": "B-1", "amount": total, "arrived_on": "2026-09-09"}
    do(new_a.act(number, "record-arrival", **arrival))
    do(new_a.act(number, "prepare-settlement"))
    assert do(new_a.act(number, "complete"), 403)["code"] == "not_permitted"
    whole = do(new_b.act(number, "complete"))
    do_what_is_due(now=MONDAY + timedelta(days=2))

    assert whole["status"] == "completed"
    assert whole["settlement"]["months_counted"] == 11 * 12 + 12 + 8
    record = do(person.get("record/pension"))
    assert record["months"] == 11 * 12 + 12 + 8
    letters = do(person.get(f"cases/{number}/letters"))
    assert [each["kind"] for each in letters][-1] == "completion-notice"
    pdf = person.get(f"letters/{letters[-1]['number']}/file", accept="application/pdf")
    assert pdf.content.startswith(b"%PDF-")
    told = {notice["kind"] for notice in do(person.get("notices"))["results"]}
    assert {"submitted", "accepted", "completed"} <= told
    assert do(person.get(f"cases/{number}/events"))[0]["kind"] == "started"


def test_a_letter_goes_back_and_the_case_is_refused(world, submitted, clerk):
    number = submitted.case.number
    original = program_of(world.pension_original_a)
    do(clerk.act(number, "accept"))
    do_what_is_due(now=MONDAY + timedelta(hours=1))
    codes = {
        use: do(clerk.get(f"reason-codes?insurance=pension&use={use}"))[0]["code"]
        for use in ("return-of-letter", "refusal")
    }

    do(original.act(number, "return-letter", reasons=[codes["return-of-letter"]], note="查无此人"))
    prepared = do(clerk.act(number, "prepare-refusal", reasons=[codes["refusal"]]))
    assert (prepared["status"], prepared["decision"]["is_yours"]) == ("letter-returned", True)
    assert clerk.act(number, "refuse").status_code == 403
    assert do(original.get(f"cases/{number}"))["decision"] is None
    refused = do(program_of(world.pension_new_b).act(number, "refuse"))

    assert (refused["status"], refused["decision"]) == ("refused", None)


def test_a_system_prepares_what_cannot_be_moved_and_a_person_issues_it(world, submitted, clerk):
    number = submitted.case.number
    system = program_of_agency(world.agency("pension", "chengdu"), "chengdu-system")
    first, second = (program_of(getattr(world, f"pension_original_{each}")) for each in "ab")
    do(clerk.act(number, "accept"))
    do_what_is_due(now=MONDAY + timedelta(hours=1))
    months = {"first_month": "2020-01-01", "last_month": "2020-12-01"}

    assert first.act(number, "tell-not-transferable").status_code == 409
    do(system.act(number, "prepare-notice", reasons=["B03"], **months))
    assert system.act(number, "tell-not-transferable").status_code == 403
    assert first.act(number, "send-back-notice", note="").status_code == 422
    do(first.act(number, "send-back-notice", note="请核对月份"))
    shown = do(system.act(number, "prepare-notice", reasons=["B03"], **months))["decision"]
    do(second.act(number, "tell-not-transferable"))

    assert (shown["act"], shown["first_month"]) == ("tell-not-transferable", "2020-01-01")
    letters = do(second.get(f"cases/{number}/letters"))
    assert [each["kind"] for each in letters][-1] == "partial-notice"


def test_two_persons_void_a_letter_and_a_system_may_not(world, submitted, clerk, system):
    number = submitted.case.number
    second = program_of(world.pension_new_b)
    do(clerk.act(number, "accept"))
    do_what_is_due(now=MONDAY + timedelta(hours=1))
    said = {"reason": "账号有误", "reissue": True}

    assert system.act(number, "propose-voiding", **said).status_code == 403
    do(clerk.act(number, "propose-voiding", **said))
    assert clerk.act(number, "approve-voiding").status_code == 403
    do(second.act(number, "turn-down-voiding", note="没有错误"))
    do(clerk.act(number, "propose-voiding", **said))
    do(second.act(number, "approve-voiding"))

    letters = [each for each in do(clerk.get(f"cases/{number}/letters")) if each["to_agency"]]
    assert [each["is_valid"] for each in letters] == [False, True]
    assert letters[0]["replaced_by"] == letters[1]["number"]


def test_what_does_not_match_is_disputed_and_put_right(world, submitted, clerk):
    number = submitted.case.number
    first, second = (program_of(getattr(world, f"pension_original_{each}")) for each in "ab")
    do(clerk.act(number, "accept"))
    do_what_is_due(now=MONDAY + timedelta(hours=1))
    do(first.act(number, "prepare-form"))
    do(second.act(number, "send-back-form", note="请核对"))
    do(first.act(number, "prepare-form"))
    do(second.act(number, "send-form", reference="B-1", sent_on="2026-09-07"))
    code = do(clerk.get("reason-codes?insurance=pension&use=dispute"))[0]["code"]

    disputed = do(clerk.act(number, "dispute", reasons=[code], note="金额不符"))

    assert (disputed["status"], disputed["turn"]) == ("disputed", "original-agency")


def test_a_draft_is_withdrawn_and_is_no_more_open(person, draft):
    withdrawn = do(person.act(draft.case.number, "withdraw", note=""))
    do(person.post(f"cases/{draft.case.number}/withdraw", {"note": "", "version": 1}))

    assert withdrawn["status"] == "withdrawn"
    assert do(person.get("cases?open=true"))["results"] == []
    assert Case.objects.get(pk=draft.pk).closed_at is not None


def test_what_the_rules_speak_against_goes_to_a_clerk_only_when_asked(world, person, draft):
    held = draft.original_relationship
    held.status = "active"
    held.save()
    number = draft.case.number
    verdict = do(person.get(f"cases/{number}/pre-check"))

    refused = person.post(f"cases/{number}/submit")
    sent = person.post(f"cases/{number}/submit", {"despite_checks": True})

    assert verdict["may_file"] is False
    assert verdict["reasons"][0]["basis"]
    assert refused.status_code == 422
    assert do(sent)["answers"]["is_human_review_asked"] is True


def test_a_mistyped_arrival_is_put_right_and_a_surplus_needs_a_second_person(handed_over, world):
    new_a, new_b = program_of(world.pension_new_a), program_of(world.pension_new_b)
    number = handed_over.case.number
    arrival = {"reference": "B-1", "arrived_on": "2026-09-07"}
    do(new_a.act(number, "record-arrival", amount="1.00", **arrival))
    assert do(new_a.act(number, "correct-arrival", amount="2.00", **arrival), 422)

    total = do(new_a.get(f"cases/{number}"))["forms"][0]["total"]
    right = {"amount": total, "note": "录入有误", **arrival}
    whole = do(new_a.act(number, "correct-arrival", **right))
    assert whole["remittances"][0]["arrived_amount"] == total
    assert whole["returns"] == []
    surplus = {"reference": "BACK-1", "returned_on": "2026-09-07"}
    assert do(new_b.act(number, "return-surplus", **surplus), 409)
    nothing = {"reference": "B-1", "amount": "0.00", "note": "记错业务件"}
    whole = do(new_b.act(number, "correct-arrival", **nothing))
    assert whole["remittances"][0]["arrived_on"] is None
