"""What employers and persons usually paid to old-age insurance: a default, never a finding.

The employer's share was set by each province below a national ceiling; the records decide.
"""

from datetime import date
from decimal import Decimal

from law.documents import CONTRIBUTION_CUT, PENSION_UNIFICATION, cite
from law.values import Rule, RuleBook, Unit, rule, value
from law.wording import Text

EMPLOYER_SHARE = rule(
    "pension.usual-employer-share",
    Text("单位通常的养老保险缴费比例", "Usual share of employers in old-age contributions"),
    Unit.RATE,
    value("0.20", cite(PENSION_UNIFICATION, "3", verified=False)),
    value("0.16", cite(CONTRIBUTION_CUT, "1", verified=False)),
)
PERSONAL_SHARE = rule(
    "pension.usual-personal-share",
    Text("个人通常的养老保险缴费比例", "Usual share of persons in old-age contributions"),
    Unit.RATE,
    value("0.08", cite(PENSION_UNIFICATION, "3", verified=False)),
)
RULES = (EMPLOYER_SHARE, PERSONAL_SHARE)


def usual_share(of: Rule, month: date, book: RuleBook | None = None) -> Decimal:
    """Return the usual share of a month; before the first text the first one is meant."""
    return of.number(max(month, of.values[0].valid_from), book)
