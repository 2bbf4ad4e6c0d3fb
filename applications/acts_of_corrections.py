"""Writing down, line by line, what of a record is put right: for a second person to approve."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from applications import corrections
from applications.act import Act
from applications.actions import correction_lines
from applications.actions.correcting import CORRECTION
from applications.declaring import Service
from applications.fields import Answers, Field, Kind, never
from applications.models import Application
from applications.rules.correcting import NOT_A_SHARE, share
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from law.money import to_fen
from law.wording import Text
from records.models import RecordCorrection

WHY = Text("两人核准后写入决定书。", "It goes into the letter once a second person approves.")
LINE_KINDS = RecordCorrection.Kind
RECORD = Field(
    name="record",
    kind=Kind.CHOICE,
    label=Text("哪一份记录", "Which record"),
    why=Text("只能更正本机构的记录。", "Your agency puts its own records right, and no others."),
    choices=(
        ("pension-employee", Text("职工养老保险", "Old-age insurance of employees")),
        ("pension-resident", Text("居民养老保险", "Old-age insurance of residents")),
        ("medical-employee", Text("职工医疗保险", "Medical insurance of employees")),
        ("medical-resident", Text("居民医疗保险", "Medical insurance of residents")),
    ),
)
FIRST = Field(
    name="first_month", kind=Kind.MONTH, label=Text("从哪个月", "From"), why=WHY, is_past=True
)


def _in_order(value: Any, said: Answers) -> Text | None:
    first = said.get("first_month")
    if first is None or value is None or value >= first:
        return None
    return Text("结束月份早于开始月份。", "The last month lies before the first one.")


LAST = Field(
    name="last_month",
    kind=Kind.MONTH,
    label=Text("到哪个月", "Until"),
    why=WHY,
    is_past=True,
    checks=(_in_order,),
)


def _is_share(value: Any, _said: Answers) -> Text | None:
    try:
        share(str(value))
    except ValueError:
        return NOT_A_SHARE
    return None


def _share(name: str, zh: str, en: str) -> Field:
    label = Text(f"{zh}（%）", f"{en} (%)")
    return Field(name=name, kind=Kind.TEXT, label=label, why=WHY, longest=10, checks=(_is_share,))


REASON = Field(
    name="reason",
    kind=Kind.NOTE,
    label=Text("依据", "Why"),
    why=Text("第二个人会看到，并留在记录中。", "The second person reads it, and it stays."),
    hint=Text(
        "例如：2019年工资发放凭证，见异议材料第2页",
        "Such as: pay slips of 2019, page 2 of the papers",
    ),
    longest=500,
)


def _amount(label: Text, *, required: Callable[[Answers], bool], hint: Text | None = None) -> Field:
    return Field(
        name="amount",
        kind=Kind.MONEY,
        label=label,
        why=Text("写入决定书，并记入个人账户。", "It stands in the letter and is booked."),
        hint=hint,
        required=required,
    )


BY_ITSELF = Text(
    "可不填：按基数和比例计算；应计利息的，请填写含利息的金额。",
    "May stay empty: then base and rates make it. Where interest is owed, enter the sum with it.",
)


def _add_fields(_service: Service) -> tuple[Field, ...]:
    return (
        RECORD,
        FIRST,
        LAST,
        Field(name="base", kind=Kind.MONEY, label=Text("月缴费基数", "Monthly base"), why=WHY),
        _share("employer_rate", "单位缴费比例", "Employer's share"),
        _share("personal_rate", "个人缴费比例", "Person's share"),
        _share("account_rate", "记入个人账户比例", "Share into the account"),
        _amount(Text("个人账户增加", "The account gains"), required=never, hint=BY_ITSELF),
        REASON,
    )


def _strike_fields(_service: Service) -> tuple[Field, ...]:
    return (
        RECORD,
        FIRST,
        LAST,
        _amount(Text("个人账户减少", "The account loses"), required=never, hint=BY_ITSELF),
        Field(
            name="pooled",
            kind=Kind.MONEY,
            label=Text("统筹基金退回转出地", "Of the common fund goes back"),
            why=Text(
                "这些月份随转移而来的，多转的统筹基金退回转出地。",
                "Where the months came with a transfer, so did too much of the common fund.",
            ),
            required=never,
        ),
        REASON,
    )


def _account_fields(_service: Service) -> tuple[Field, ...]:
    way = Field(
        name="way",
        kind=Kind.CHOICE,
        label=Text("增加还是减少", "More or less"),
        why=WHY,
        choices=(
            ("more", Text("增加", "The account gains")),
            ("less", Text("减少", "The account loses")),
        ),
    )
    return (RECORD, way, _amount(Text("金额", "Amount"), required=lambda _s: True), REASON)


def _drop_fields(_service: Service) -> tuple[Field, ...]:
    line = Field(
        name="line",
        kind=Kind.NUMBER,
        label=Text("哪一行的编号", "Number of the line"),
        why=Text("见本页所列。", "It stands beside the line."),
    )
    return (line,)


# --- Done -----------------------------------------------------------------------------------------
def _add(
    application: Application,
    *,
    record: str,
    base: Decimal,
    amount: Decimal | None = None,
    **said: Any,
) -> None:
    rates = {n: share(said.pop(n)) for n in ("employer_rate", "personal_rate", "account_rate")}
    sums = {"amount_fen": to_fen(amount)} if amount is not None else {}
    correction_lines.write(
        application,
        LINE_KINDS.ADD,
        record_of=record,
        base_fen=to_fen(base),
        **rates,
        **sums,
        **said,
    )


def _strike(
    application: Application,
    *,
    record: str,
    amount: Decimal | None = None,
    pooled: Decimal | None = None,
    **said: Any,
) -> None:
    sums = {"amount_fen": -to_fen(amount)} if amount is not None else {}
    sums |= {"pooled_fen": to_fen(pooled)} if pooled else {}
    correction_lines.write(application, LINE_KINDS.STRIKE, record_of=record, **sums, **said)


def _account(
    application: Application, *, record: str, way: str, amount: Decimal, **said: Any
) -> None:
    fen = to_fen(amount) if way == "more" else -to_fen(amount)
    correction_lines.write(
        application, LINE_KINDS.ACCOUNT, record_of=record, amount_fen=fen, **said
    )


def _drop(application: Application, *, line: int, **edge: Any) -> None:
    correction_lines.drop(application, line, **edge)


def _has_lines(application: Application) -> bool:
    return bool(corrections.lines_of(application.case.number))


KEPT = Text(
    "已记下，待拟办决定后由另一人核准。", "Written down. It counts once a second person approves."
)


def _act(name: str, title: Text, run: Callable[..., None], fields: Any, **how: Any) -> Act:
    return Act(
        name=name,
        title=title,
        row=Action.PREPARE_DECISION,
        at=(Status.SUBMITTED,),
        run=run,
        done=KEPT,
        fields=fields,
        only_for=CORRECTION,
        **how,
    )


ACTS = (
    _act(
        "add-months",
        Text("增加漏记的月份", "Add months that are missing"),
        _add,
        _add_fields,
        about="Write down months that are missing on the agency's own record of the person.",
    ),
    _act(
        "strike-months",
        Text("划去错记的月份", "Strike months out"),
        _strike,
        _strike_fields,
        about="Write down months that stand wrongly on the agency's own record of the person.",
    ),
    _act(
        "correct-account",
        Text("更正个人账户金额", "Correct the personal account"),
        _account,
        _account_fields,
        about="Write down what the personal account at the agency has too much or too little.",
    ),
    _act(
        "drop-line",
        Text("取消一行", "Drop a line"),
        _drop,
        _drop_fields,
        about="Take a line of the correction out again, by its number.",
        when=_has_lines,
    ),
)
