"""What the notice of completion says beside its figures: what stays, and what counts by itself."""

from agencies.rules.terms import Insurance
from law.wording import Text
from records.models import Scheme
from records.rules.double_months import Plan
from transfers.clearing_letter import listed, months_are_double
from transfers.merged_shown import stays_behind
from transfers.models import InformationForm, Transfer

STAYS = Text(
    "不能转移的月份共{months}个月，连同已缴资金留在转出地，原因见转出地的书面告知：",
    "Months that could not be moved: {months}. They stay at the original place with what was paid "
    "for them; the agency there has told you why in writing: ",
)
RESIDENT_MONTHS = {
    Insurance.PENSION: Text(
        "转入的城乡居民养老保险缴费月数单独记录，不折算为职工养老保险缴费月数（人社部发〔2014〕17号第五条）。",
        "The resident months that came are recorded by themselves and do not become months of an "
        "employee (人社部发〔2014〕17号, article 5).",
    ),
    Insurance.MEDICAL: Text(
        "转入的城乡居民医疗保险参保月数单独记录；是否以及如何计入职工医疗保险缴费年限，由转入地规定。",
        "The resident months that came are recorded by themselves; whether and how they count for "
        "an employee's cover is decided locally.",
    ),
}


def remarks(transfer: Transfer, form: InformationForm, doubles: Plan) -> tuple[Text, ...]:
    """Return the remarks, once months and money have moved."""
    return (
        *_what_stays(transfer),
        *_resident_months(transfer, form),
        *((months_are_double(doubles),) if doubles.cleared else ()),
    )


def _what_stays(transfer: Transfer) -> list[Text]:
    found = stays_behind(transfer)
    if not found:
        return []
    zh, en = listed((each.first_month, each.last_month) for each in found)
    told = STAYS.format(months=sum(each.months for each in found))
    return [Text(f"{told.zh}{zh}。", f"{told.en}{en}.")]


def _resident_months(transfer: Transfer, form: InformationForm) -> list[Text]:
    if transfer.to_scheme != Scheme.EMPLOYEE:
        return []
    came = form.lines.filter(scheme=Scheme.RESIDENT, months__gt=0).exists()
    return [RESIDENT_MONTHS[Insurance(transfer.insurance)]] if came else []
