"""What a transfer should be after each thing that happens to it: a plain dictionary of facts.

It knows the procedure and nothing of the portal's code.
"""

from dataclasses import dataclass
from typing import Any

START = {
    "status": "draft",
    "is_sent": False,  # the application
    "is_delivered": False,  # the acceptance letter
    "refusal_by": None,  # who prepared one that nobody has issued
    "prepared_by": None,  # the information form
    "confirmed_by": None,  # the settlement
    "is_under_way": 0,  # money: how much of what was missing
    "sent": 0,  # how many remittances
    "missing": 1,  # what is still owed by the original agency; less than nothing: came too much
    "lacks": None,  # what of the first remittance was said not to have arrived
    "recorded_by": None,  # an arrival, last
    "is_double": False,  # months of a pension were paid twice
    "is_asked_twice": False,  # the person, about them
    "is_answered": False,  # by the person, on the double months
    "noted_by": None,  # the clerk who wrote the answer down
    "cleared_by": None,  # whoever prepared the clearing
}
OTHER = {"a": "b", "b": "a"}


@dataclass(frozen=True)
class Verb:
    """One thing somebody does: when it can be done, and what it makes of the facts."""

    name: str
    given: dict[str, Any]
    needs: Any
    makes: Any

    def is_possible(self, facts):
        """Whether the procedure allows it now."""
        return bool(self.needs(facts))

    def after(self, facts):
        """Return the facts afterwards: a prepared refusal falls when the case moves on."""
        made = self.makes(facts)
        fallen = (
            {"refusal_by": None} if made.get("status", facts["status"]) != facts["status"] else {}
        )
        return facts | fallen | made


def at(*statuses):
    """Return the condition that the case stands at one of these."""
    return lambda facts: facts["status"] in statuses


def _of_original(facts):
    return facts["status"] == "letter-issued" and facts["is_delivered"]


def _may_prepare(facts):
    return _of_original(facts) or facts["status"] == "disputed"


def _may_arrive(facts, less):
    """Something arrives if anything was ever sent; more of it when nothing is awaited."""
    if not facts["is_under_way"]:
        return facts["sent"] > 0
    return facts["lacks"] is None or facts["is_under_way"] > less


def _arrived(facts, less, who):
    """What is awaited arrives, less so much; when nothing is, one fen more than was announced."""
    is_first, more = facts["lacks"] is None, {"recorded_by": who, "confirmed_by": None}
    if not facts["is_under_way"]:
        less = -1
        lacks = facts["lacks"] - 1 if facts["sent"] == 1 else facts["lacks"]
    else:
        lacks = less if is_first else facts["lacks"]
    missing = facts["missing"] + less
    return {"is_under_way": 0, "lacks": lacks, "missing": missing, **more}


def _may_correct(facts, less):
    """What was said to have arrived can be put right unless it says this already."""
    is_open = facts["status"] in ("handed-over", "disputed")
    return is_open and facts["lacks"] not in (None, less)


def _corrected(facts, less, who):
    missing = facts["missing"] + less - facts["lacks"]
    return {"lacks": less, "missing": missing, "recorded_by": who, "confirmed_by": None}


def _has_surplus(facts):
    at_hand = facts["status"] in ("handed-over", "completed") and not facts["is_under_way"]
    return at_hand and facts["missing"] < 0


def _settles(facts):
    matches = not facts["is_under_way"] and not facts["missing"]
    return facts["status"] == "handed-over" and matches


def _may_clear(facts):
    is_heard = facts["is_answered"] or facts["is_asked_twice"]
    return facts["status"] == "clearing" and is_heard


def to(status, **more):
    """Return what a move to this status makes of the facts."""
    return lambda _facts: {"status": status, **more}


def _sent(facts):
    missing = facts["missing"]
    is_owed = missing > 0
    under_way = facts["is_under_way"] + (missing if is_owed else 0)
    more = {"is_under_way": under_way, "missing": min(missing, 0)}
    sent = facts["sent"] + is_owed
    return {"status": "handed-over", "prepared_by": None, "sent": sent, **more}


def _verbs():
    yield Verb("submit", {}, at("draft"), to("submitted", is_sent=True))
    yield Verb("answer", {}, at("correction-asked"), to("submitted"))
    yield Verb("withdraw", {}, at("draft", "submitted", "correction-asked"), to("withdrawn"))
    answered = {"is_answered": True, "noted_by": None, "cleared_by": None}
    yield Verb("answer_clearing", {}, at("clearing"), lambda _facts: answered)
    for who in "ab":
        yield from _new_agency({"who": f"new_{who}"}, who)
        yield from _original_agency({"who": f"original_{who}"}, who)


def _new_agency(given, who):
    yield Verb("ask_correction", given, at("submitted", "letter-returned"), to("correction-asked"))
    yield Verb(
        "prepare_refusal",
        given,
        at("submitted", "letter-returned"),
        lambda _facts: {"refusal_by": who},
    )
    yield Verb(
        "refuse",
        given,
        lambda facts: facts["refusal_by"] == OTHER[who],
        to("refused", refusal_by=None),
    )
    yield Verb(
        "send_back_refusal",
        given,
        lambda facts: facts["refusal_by"],
        lambda _facts: {"refusal_by": None},
    )
    issued = to("letter-issued", is_delivered=False)
    yield Verb("accept", given, at("submitted"), issued)
    yield Verb("reissue", given, at("letter-returned"), issued)
    yield Verb("clarify", given, at("clarification-asked"), to("letter-issued"))
    for less in (0, 1):
        yield Verb(
            "record_arrival",
            given | {"less": less},
            lambda facts, less=less: _may_arrive(facts, less),
            lambda facts, less=less: _arrived(facts, less, who),
        )
        yield Verb(
            "correct_arrival",
            given | {"less": less},
            lambda facts, less=less: _may_correct(facts, less),
            lambda facts, less=less: _corrected(facts, less, who),
        )
    yield Verb(
        "return_surplus",
        given,
        lambda facts: _has_surplus(facts) and facts["recorded_by"] == OTHER[who],
        lambda _facts: {"missing": 0},
    )
    disputed = to("disputed", confirmed_by=None, prepared_by=None)
    yield Verb("dispute", given, at("handed-over"), disputed)
    yield Verb("prepare_settlement", given, _settles, lambda _facts: {"confirmed_by": who})
    yield Verb(
        "send_back_settlement",
        given,
        lambda facts: facts["confirmed_by"],
        lambda _facts: {"confirmed_by": None},
    )
    yield Verb(
        "complete",
        given,
        lambda facts: facts["confirmed_by"] == OTHER[who],
        lambda facts: {
            "status": "clearing" if facts["is_double"] else "completed",
            "confirmed_by": None,
        },
    )
    noted = {"is_answered": True, "noted_by": who, "cleared_by": None}
    yield Verb("note_answer", given, at("clearing"), lambda _facts: noted)
    yield Verb("prepare_clearing", given, _may_clear, lambda _facts: {"cleared_by": who})
    yield Verb(
        "send_back_clearing",
        given,
        lambda facts: facts["cleared_by"],
        lambda _facts: {"cleared_by": None},
    )
    yield Verb(
        "approve_clearing",
        given,
        lambda facts: facts["cleared_by"] == OTHER[who] and facts["noted_by"] != who,
        to("completed", cleared_by=None),
    )


def _original_agency(given, who):
    returned = to("letter-returned", prepared_by=None)
    yield Verb("return_letter", given, _of_original, returned)
    yield Verb("ask", given, _of_original, to("clarification-asked"))
    yield Verb("prepare_form", given, _may_prepare, lambda _facts: {"prepared_by": who})
    yield Verb(
        "send_form",
        given,
        lambda facts: _may_prepare(facts) and facts["prepared_by"] == OTHER[who],
        _sent,
    )
    yield Verb(
        "send_back_form",
        given,
        lambda facts: facts["prepared_by"],
        lambda _facts: {"prepared_by": None},
    )


VERBS = tuple(_verbs())
