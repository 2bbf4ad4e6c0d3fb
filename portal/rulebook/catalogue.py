"""Every number and every reason of the law that this portal goes by, in one list."""

from dataclasses import dataclass
from datetime import date

from accounts.rules.values import Rule, RuleBook, Value, ValueNotInForce
from accounts.rules.wording import Text
from agencies.rules.terms import TERMS
from records.rules import interest, retirement, unemployment
from transfers.rules import amounts, benefit_place, form_lines, pension
from transfers.rules.reasons import REASONS, Reason


@dataclass(frozen=True)
class Chapter:
    """Rules that are read together."""

    title: Text
    rules: tuple[Rule, ...]


CHAPTERS = (
    Chapter(Text("办理期限", "Terms of handling"), tuple(TERMS.values())),
    Chapter(
        Text("养老保险转移", "Moving old-age insurance"),
        (*amounts.RULES, *form_lines.RULES, *pension.RULES, *benefit_place.RULES),
    ),
    Chapter(Text("个人账户计息", "Interest on personal accounts"), interest.RULES),
    Chapter(Text("退休和养老金", "Retirement and pensions"), retirement.RULES),
    Chapter(Text("失业保险", "Unemployment insurance"), unemployment.RULES),
)
RULES = {rule.name: rule for chapter in CHAPTERS for rule in chapter.rules}


def in_force(chapter: Chapter, day: date, book: RuleBook) -> list[tuple[Rule, Value]]:
    """Return the rules of a chapter with the value of the day; what is silent then is left out."""
    found = []
    for rule in chapter.rules:
        try:
            found.append((rule, book.value(rule, day)))
        except ValueNotInForce:
            continue
    return found


def reasons_in_force(day: date) -> list[Reason]:
    """Return the reasons whose document is in force on the day."""
    return [reason for reason in REASONS.values() if reason.basis.effective_on <= day]
