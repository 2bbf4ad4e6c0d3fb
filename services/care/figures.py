"""The numbers of a registration: how long it counts, and what a stay costs with and without it."""

from datetime import date

from applications.fields import Figure
from law.values import percent
from law.wording import Text, filled, say_day
from records.rules.elsewhere import (
    SITUATIONS,
    Elsewhere,
    Factor,
    FirstShare,
    Nothing,
    Points,
    Same,
    Situation,
)
from services.care.facts import CareFacts
from services.care.rules.kinds import LONG_TERM, SITUATION_OF
from services.care.rules.paying import Example, Row, compare
from services.care.rules.reasons import FRAME
from services.care.rules.registering import Proof, least_of, lock_of, locked_until
from services.care.wording import span_text

OF_A_STAY = Text("{situation}：目录内费用{amount}元", "{situation}: {amount} yuan that are covered")
PAYS = Text("自付 ¥{own}", "you pay ¥{own}")
PAYS_AT_LEAST = Text("自付至多 ¥{own}", "you pay ¥{own} at most")
FUND = Text("基金支付 {formula} = ¥{fund}", "the fund pays {formula} = ¥{fund}")
FUND_AT_LEAST = Text(
    "基金至少支付 {formula} = ¥{fund}", "the fund pays at least {formula} = ¥{fund}"
)
CLERK = Text(
    "当地标准尚未录入，须由经办人员核定",
    "the local figures are not loaded: a clerk works them out",
)
UNTIL_CHANGED = Text("长期备案，情况不变一直有效", "long-term: it counts while nothing changes")


def figures(facts: CareFacts) -> tuple[Figure, ...]:
    """Return the days of the registration, and the five situations of an example stay.

    A place whose numbers are not loaded keeps nobody from registering: then the sum is left open.
    """
    return (validity_figure(facts), *_lock(facts), *stay_figures(facts.example, facts))


def validity_figure(facts: CareFacts) -> Figure:
    """Return from when until when it would count."""
    until = facts.span.until
    least = least_of(facts.span.from_, facts.book)
    short = filled(
        Text("起始日后{months}个月的同一日", "the same day {months} months on"),
        months=int(least.number),
    )
    return Figure(
        label=Text("备案有效期", "Registered"),
        value=span_text(facts.span),
        formula=UNTIL_CHANGED if until is None else short,
        basis=least.basis,
        is_sure=least.is_verified,
    )


def _lock(facts: CareFacts) -> tuple[Figure, ...]:
    where = {"region": facts.insured, "book": facts.book}
    locked = locked_until(facts.kind, facts.proof, facts.span.from_, **where)
    value = lock_of(facts.kind, facts.proof, facts.span.from_, **where)
    if facts.kind not in LONG_TERM or value is None:
        return ()
    return (
        Figure(
            label=Text("最早可以变更或取消", "May be changed or cancelled from"),
            value=say_day(locked) if locked else Text("随时", "any day"),
            formula=_locked_because(facts.proof, locked, int(value.number)),
            basis=value.basis,
            is_sure=value.is_verified,
        ),
    )


def _locked_because(proof: Proof, locked: date | None, months: int) -> Text:
    if locked is None:
        return Text("提交材料的，没有时间限制", "shown by paper: no waiting")
    how = Text("以承诺方式", "by promise") if proof is Proof.PROMISE else Text("备案", "registered")
    return filled(
        Text("{how}备案满{months}个月", "{months} months after it began, {how}"),
        how=how if proof is Proof.PROMISE else Text("", "registered"),
        months=months,
    )


# --- What a stay costs -------------------------------------------------------------------------
def stay_figures(example: Example, facts: CareFacts) -> tuple[Figure, ...]:
    """Return the five situations of an example stay, the one that was chosen marked."""
    if not example.region:
        return ()
    chosen = SITUATION_OF[facts.kind]
    rows = compare(example, on=facts.today, book=facts.book)
    return tuple(_stay(row, example, is_chosen=row.situation is chosen) for row in rows)


def _stay(row: Row, example: Example, *, is_chosen: bool) -> Figure:
    return Figure(
        label=stay_label(row.situation, example, is_chosen=is_chosen),
        value=stay_value(row, example),
        formula=stay_formula(row),
        basis=row.elsewhere.basis if row.elsewhere else FRAME,
        is_sure=row.is_sure,
    )


def stay_label(situation: Situation, example: Example, *, is_chosen: bool = False) -> Text:
    """Return what a situation is called, with the amount of the example."""
    mark = Text("（您选择的）", " (what you chose)") if is_chosen else Text("", "")
    said = SITUATIONS[situation]
    named = Text(said.zh + mark.zh, said.en + mark.en)
    return filled(OF_A_STAY, situation=named, amount=f"{example.covered:,.0f}")


def stay_value(row: Row, example: Example) -> Text:
    """Return what is paid; without the numbers of the place, how much less at most, or nothing."""
    if row.elsewhere is None:
        return CLERK
    if row.sheet is None:
        return _without_sums(row.elsewhere, example)
    pays = PAYS_AT_LEAST if row.elsewhere.is_least else PAYS
    return pays.format(own=f"{row.sheet.own:,.2f}")


def _without_sums(elsewhere: Elsewhere, example: Example) -> Text:
    """Say in words what is known although the share at home is not."""
    said, model = rule_text(elsewhere), elsewhere.model
    if isinstance(model, Points) and model.lower:
        most = f"{example.covered * model.lower:,.2f}"
        less = Text(f"，最多少付 ¥{most}", f": ¥{most} less at most")
        return Text(said.zh + less.zh, said.en + less.en)
    return said


def stay_formula(row: Row) -> Text:
    """Return how the sum was reckoned."""
    if row.elsewhere is None:
        return Text("没有录入的标准不作推算", "what is not loaded is not guessed")
    if row.sheet is None:
        return Text(
            "参保地的起付标准和支付比例尚未录入；知道的可以自己填写",
            "deductible and share of your place are not loaded; if you know them, fill them in",
        )
    pays = FUND_AT_LEAST if row.elsewhere.is_least else FUND
    return filled(pays, formula=row.sheet.formula, fund=f"{row.sheet.fund:,.2f}")


def rule_text(elsewhere: Elsewhere) -> Text:
    """Say by which rule a stay elsewhere is paid."""
    if elsewhere.share is not None:
        rate = percent(elsewhere.share)
        return Text(f"支付比例{rate}", f"a share of {rate}")
    match elsewhere.model:
        case Same():
            return Text("支付比例与参保地相同", "the same share as at home")
        case Points(lower):
            points = f"{(lower * 100).normalize():f}"
            most = elsewhere.is_least
            return Text(
                f"支付比例{'最多' if most else ''}降低{points}个百分点",
                f"{'at most ' if most else ''}{points} percentage points lower",
            )
        case Factor(factor):
            return Text(
                f"按参保地标准的{percent(factor)}支付", f"{percent(factor)} of what is paid at home"
            )
        case FirstShare(share):
            return Text(f"先自付{percent(share)}", f"{percent(share)} is your own first")
        case Nothing():
            return Text("不予支付", "nothing is paid")
