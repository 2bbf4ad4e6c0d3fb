"""What the rules of enrolment are asked, from answers and records."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from agencies import rule_book
from agencies.models import Agency
from applications.fields import AgencyChoice, Answers, Asked, Known
from law.money import to_fen
from records.models import ChosenBase, Relationship, Scheme
from records.rules.contributions import month_number, month_of
from services.enrolments.rules import values
from services.enrolments.rules.contributions import MEDICAL, PENSION, fixed_tiers
from services.enrolments.rules.enrolling import EnrolFacts
from services.enrolments.rules.reasons import NO_PLACE

Status = Relationship.Status
STOP, RESUME, BASE = "stop", "resume", "base"
STANDS_FOR = {STOP: Status.ACTIVE, BASE: Status.ACTIVE, RESUME: Status.SUSPENDED}
THIS, NEXT, EARLIER = "this", "next", "earlier"


def month_asked(answers: Answers, on: date) -> date:
    """Return the first day of the month from which somebody wants to be insured."""
    first = on.replace(day=1)
    if answers.get("year") == NEXT:
        return date(on.year + 1, 1, 1)
    if answers.get("begins") == NEXT:
        return month_of(month_number(on) + 1)
    asked = answers.get("from_month")
    return asked if answers.get("begins") == EARLIER and asked else first


def day_of(asked: Asked) -> date:
    """Return the day by which an application is judged: that of its sending, or today."""
    filed = asked.known.filed_on if asked.known else None
    return filed or asked.today


def agency_for(insurance: str):
    """Return who enrols in an insurance at the place that was answered."""

    def choose(_known: Known, answers: Answers) -> AgencyChoice:
        named = str(answers.get("insurance") or insurance)
        place = answers.get("place")
        if not place or not named:
            return AgencyChoice(is_by_answers=True)
        found = Agency.objects.serving(str(place), named).first()
        return AgencyChoice(agencies=(found,)) if found else AgencyChoice(reason=NO_PLACE)

    return choose


def running(known: Known, insurance: str) -> list[Relationship]:
    """Return the person's relationships of an insurance in which contributions run."""
    of = [each for each in known.relationships if each.insurance == insurance]
    return [each for each in of if each.status == Status.ACTIVE]


def is_own(relationship: Relationship) -> bool:
    """Whether somebody pays it themselves: they have chosen on what."""
    return ChosenBase.objects.filter(relationship=relationship).exists()


def own_of(known: Known, answers: Answers) -> Relationship | None:
    """Return what somebody pays themselves and can change so; an employer's is not theirs."""
    wanted = STANDS_FOR.get(str(answers.get("what") or ""))
    insurance = answers.get("insurance")
    found = [e for e in known.relationships if e.insurance == insurance and e.status == wanted]
    return next((each for each in reversed(found) if is_own(each)), None)


def facts_of(asked: Asked, insurance: str, scheme: str) -> EnrolFacts:
    """Return the facts; without a sign-in from what was said of oneself."""
    answers, day = asked.answers, day_of(asked)
    held = {**_said(answers), **_recorded(asked.known, insurance, scheme)}
    return EnrolFacts(
        insurance=insurance,
        region=str(answers.get("place") or ""),
        month=month_asked(answers, day),
        today=day,
        base_fen=base_of(answers),
        medical_tier=str(answers.get("medical_tier") or values.FIRST),
        has_permit=bool(answers.get("permit")),
        left_on=answers.get("left_on"),
        book=asked.book,
        **held,
    )


def _said(answers: Answers) -> dict[str, Any]:
    """Return what somebody says of themselves in a check without a sign-in."""
    stands = answers.get("stands")
    return {
        "born_on": answers.get("born_on"),
        "sex": answers.get("sex"),
        "draws": stands == "draws",
        "employed": stands == "employed",
        "runs_in": str(answers.get("place") or "-") if stands == "pays" else None,
        "other_scheme": stands == "other-scheme",
    }


def _recorded(known: Known | None, insurance: str, scheme: str) -> dict[str, Any]:
    if known is None:
        return {}
    runs, person = running(known, insurance), known.person
    same = [each for each in runs if each.scheme == scheme]
    employed = scheme == Scheme.EMPLOYEE and any(not is_own(each) for each in same)
    return {
        "born_on": person.born_on,
        "sex": person.sex,
        "household": person.hukou_region_code,
        "draws": _draws(known.relationships, insurance),
        "employed": employed,
        "runs_in": same[0].agency.region_id if same else None,
        "other_scheme": any(each.scheme != scheme for each in runs),
    }


def _draws(held: Iterable[Relationship], insurance: str) -> bool:
    return any(
        each.status == Status.DRAWING and each.insurance == insurance == PENSION for each in held
    )


OTHER = "other"


def base_of(answers: Answers) -> int:
    """Return the base that was chosen or typed, in fen; nothing yet is 0."""
    chosen = answers.get("tier_base")
    if chosen and chosen != OTHER:
        return to_fen(Decimal(str(chosen)))
    return to_fen(answers["base"]) if answers.get("base") else 0


def asks_base(answers: Answers) -> bool:
    """Whether a base is to be chosen: not where medical insurance costs a fixed amount."""
    return answers.get("insurance") != MEDICAL or not _fixed(answers)


def asks_tier(answers: Answers) -> bool:
    """Whether one of several fixed amounts is to be chosen."""
    return answers.get("insurance") == MEDICAL and len(_fixed(answers)) > 1


def _fixed(answers: Answers) -> tuple[str, ...]:
    return fixed_tiers(str(answers.get("place") or ""), rule_book.current())
