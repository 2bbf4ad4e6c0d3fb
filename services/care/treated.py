"""What this room says to others of hospitals, and of who was registered where."""

from datetime import date

from accounts.models import Person
from law.wording import Text
from records.rules.elsewhere import Situation
from records.treatment import TreatedAt
from services.care import hospitals
from services.care.models import EmergencyMark, Hospital, Registration
from services.care.rules.kinds import SITUATION_OF, Kind


def _as_treated(each: Hospital) -> TreatedAt:
    name = Text(each.name, each.name_en or each.name)
    return TreatedAt(code=each.code, name=name, place=each.code_of_region, grade=each.grade)


class Kept:
    """Hospitals and registrations as they stand."""

    def hospital(self, code: str) -> TreatedAt | None:
        """Return a hospital by its code, linked or not."""
        found = hospitals.named(code)
        return _as_treated(found) if found else None

    def hospitals_of(self, place: str) -> tuple[TreatedAt, ...]:
        """Return the hospitals of a place."""
        return tuple(_as_treated(each) for each in hospitals.listed_at(place))

    def situation(self, person: Person, place: str, day: date, hospital: str) -> Situation | None:
        """Return as what somebody was registered; an emergency that was marked counts first."""
        marks = EmergencyMark.objects.filter(person=person, admitted_on=day)
        if hospital and marks.filter(hospital=hospital).exists():
            return Situation.EMERGENCY
        held = Registration.objects.of(person).counting_on(day)
        there = next((each for each in held if each.leads_to(place)), None)
        return SITUATION_OF[Kind(there.kind)] if there else None
