"""Months of insurance: how many there are, and where the pension will be drawn."""

from collections.abc import Sequence
from typing import Any

from calculators.answers import Answer, Known, joined, say_length, spell_month
from calculators.provinces import name_of
from calculators.reading import readers, shapes
from calculators.reading.refusing import BadInput
from calculators.reading.shapes import Shape, list_of, optional
from law.wording import Basis, Text, filled, say_month, say_months
from records.rules import benefit_place as places
from records.rules import cover, cover_gaps, months
from records.rules.benefit_place import GENERAL, TEMPORARY, PlaceSegment, province
from records.rules.months import Segment, Span

MOST_SEGMENTS = 500
DRAWN_IN = Text("养老金在{region}领取。", "The pension is drawn in {region}.")
COUNTED = Text(
    "累计{months}，每个自然月只算一次。", "{months} in all; each calendar month counts once."
)
OVERLAPS = Text("重复参保{number}：{spans}。", "Insured twice in {number}: {spans}.")
GAPS = Text("中断{number}：{spans}。", "Not insured in {number}: {spans}.")
RESIDENT = Text(
    "居民保险的月份不折算为职工保险的月份。",
    "Months of the residents' scheme are not counted as months of the employees' scheme.",
)
MONTHS_THERE = Text("{region}：一般账户{months}。", "{region}: {months}.")
TEMPORARY_LEFT_OUT = Text(
    "临时账户的月份不用来确定待遇领取地。",
    "Months in a temporary account do not make a place the one where the pension is drawn.",
)

BENEFIT_PLACE = Shape(
    {
        "hukou_region": shapes.Field(readers.province, may_be_null=True),
        "segments": list_of(
            Shape(
                {
                    "region": readers.region,
                    "months": readers.whole_number(0, readers.MOST_MONTHS),
                    "account": shapes.choice_of((GENERAL, TEMPORARY)),
                }
            ),
            MOST_SEGMENTS,
        ),
        "relationship_region": optional(readers.region),
    }
)
CUMULATIVE_MONTHS = Shape(
    {
        "insurance": shapes.choice_of(("pension", "medical")),
        "segments": list_of(
            Shape(
                {
                    "region": readers.region,
                    "from": readers.month,
                    "to": readers.month,
                    "scheme": shapes.choice_of(("employee", "resident")),
                }
            ),
            MOST_SEGMENTS,
        ),
    }
)


def benefit_place(asked: dict[str, Any], known: Known) -> Answer:
    """Say which province pays the pension."""
    segments = [PlaceSegment(**segment) for segment in asked["segments"]]
    if asked["hukou_region"] is None and not segments:
        raise BadInput("no_place", "segments")
    found = places.benefit_place(
        asked["hukou_region"],
        segments,
        asked["relationship_region"],
        on=known.today,
        book=known.book,
    )
    left_out = any(segment.account == TEMPORARY for segment in segments)
    explanation = (
        filled(DRAWN_IN, region=name_of(found.region)),
        found.explanation,
        *_months_there(segments),
        *([TEMPORARY_LEFT_OUT] if left_out else []),
    )
    return Answer({"region": found.region, "rule": found.rule}, (found.basis,), explanation)


def _months_there(segments: Sequence[PlaceSegment]) -> list[Text]:
    counted: dict[str, int] = {}
    for segment in segments:
        if segment.account == GENERAL:
            place = province(segment.region)
            counted[place] = counted.get(place, 0) + segment.months
    return [
        filled(MONTHS_THERE, region=name_of(region), months=say_length(number))
        for region, number in counted.items()
    ]


def cumulative_months(asked: dict[str, Any], known: Known) -> Answer:
    """Count the months of one insurance, each calendar month once."""
    insurance = asked["insurance"]
    segments = [
        _segment(each, insurance, f"segments[{index}]")
        for index, each in enumerate(asked["segments"])
    ]
    found = months.count_months(segments)
    explanation = [filled(COUNTED, months=say_length(found.months))]
    for sentence, number, spans in (
        (OVERLAPS, found.overlapping_months, found.overlaps),
        (GAPS, found.gap_months, found.gaps),
    ):
        if number:
            explanation.append(
                filled(sentence, number=say_months(number), spans=joined(map(_say, spans)))
            )
    if len(found.by_scheme) > 1:
        explanation.append(RESIDENT)
    basis = [months.BASIS[insurance]]
    if insurance == "medical":
        sentences, articles = _about_cover(segments, known)
        explanation += sentences
        basis += articles
    result = {
        "months": found.months,
        "overlapping_months": found.overlapping_months,
        "gap_months": found.gap_months,
        "by_region": [{"region": r.region, "months": r.months} for r in found.by_region],
        "overlaps": [_spell(span) for span in found.overlaps],
        "gaps": [_spell(span) for span in found.gaps],
    }
    return Answer(result, tuple(basis), tuple(explanation), (segments, found))


def _about_cover(segments: Sequence[Segment], known: Known) -> tuple[list[Text], list[Basis]]:
    """Say what the last gap means for benefits, by the rules of the month it ended in."""
    gap = cover_gaps.last_gap(segments)
    ended = gap.begins_in if gap else None
    found = cover.advise(gap, on=ended, book=known.book) if gap and ended else None
    sentences, basis = (found.sentences, found.basis) if found else ((), ())
    return [*sentences, cover.YEARS_ARE_LOCAL], [*basis, cover.YEARS_BASIS]


def _segment(each: dict[str, Any], insurance: str, path: str) -> Segment:
    if each["to"] < each["from"]:
        raise BadInput("month_order", f"{path}.to")
    return Segment(each["region"], each["from"], each["to"], insurance, each["scheme"])


def _spell(span: Span) -> dict[str, str]:
    return {"from": spell_month(span.first_month), "to": spell_month(span.last_month)}


def _say(span: Span) -> Text:
    if span.first_month == span.last_month:
        return say_month(span.first_month)
    both = Text("{first}至{last}", "{first} to {last}")
    return filled(both, first=say_month(span.first_month), last=say_month(span.last_month))
