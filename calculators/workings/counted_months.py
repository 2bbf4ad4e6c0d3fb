"""Months of contributions, drawn with their places."""

from calculators.answers import Answer, Known
from calculators.asking import Asking
from calculators.provinces import name_of
from calculators.workings.working import Working, drawn
from kit.spelling import wording
from records.rules.benefit_place import GENERAL, province
from records.rules.months import history_grid
from transfers.presenting.grids import history_named


def timeline(form: Asking, answer: Answer, known: Known) -> Working:
    """Draw every month with its places, and count them by place."""
    segments, count = answer.found
    names = {segment.region: wording(name_of(segment.region)) for segment in segments}
    history = history_named(history_grid(segments), count, names)
    return drawn(
        "months",
        months=history.months,
        places=history.places,
        by_region=[{"name": names[each.region], "months": each.months} for each in count.by_region],
        counted=count.months,
        overlapping=count.overlapping_months,
    )


def place_by_place(form: Asking, answer: Answer, known: Known) -> Working:
    """Show the months of each province, in the order in which they were typed."""
    counted: dict[str, dict[str, int]] = {}
    for segment in form.question()["segments"]:
        of_place = counted.setdefault(province(segment["region"]), {})
        of_place[segment["account"]] = of_place.get(segment["account"], 0) + segment["months"]
    rows = [
        {
            "name": wording(name_of(region)),
            "general": months.get(GENERAL, 0),
            "temporary": sum(months.values()) - months.get(GENERAL, 0),
            "pays": region == answer.result["region"],
        }
        for region, months in counted.items()
    ]
    return drawn("places", rows=rows, told=True)
