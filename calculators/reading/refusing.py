"""What was sent and cannot be answered, in words."""

from law.wording import Text, filled

MESSAGES = {
    "not_json": Text("这一行不是一个JSON对象。", "This is not a JSON object."),
    "unknown_field": Text("没有这个字段。", "This field does not exist."),
    "missing_field": Text("缺少这个字段。", "This field is missing."),
    "wrong_type": Text("类型不对，应为{wanted}。", "Wrong type: {wanted} is expected."),
    "not_a_choice": Text("只能是：{wanted}。", "It must be one of: {wanted}."),
    "date_form": Text(
        "日期应写成2026-11-23，且确有其日。", "Write an existing date as 2026-11-23."
    ),
    "month_form": Text("月份应写成2026-11。", "Write a month as 2026-11."),
    "money_form": Text(
        '金额应为带两位小数的文字，如"14400.00"，不能为负。',
        'Write an amount as a text with two decimals, such as "14400.00", not below zero.',
    ),
    "signed_money_form": Text(
        '金额应为带两位小数的文字，如"14400.00"或"-20.00"。',
        'Write an amount as a text with two decimals, such as "14400.00" or "-20.00".',
    ),
    "number_form": Text(
        '应为写成文字的数字，如"0.08"。', 'Write the number as a text, such as "0.08".'
    ),
    "region_form": Text(
        "应为六位行政区划代码，如330000。", "Give a region code of six digits, such as 330000."
    ),
    "not_a_province": Text(
        "没有这个省级行政区划代码，如330000。", "This is no code of a province, such as 330000."
    ),
    "too_small": Text("不能小于{limit}。", "It must be at least {limit}."),
    "too_large": Text("不能大于{limit}。", "It must be at most {limit}."),
    "too_long": Text("太长，最多{limit}。", "Too long: at most {limit}."),
    "month_order": Text("结束月份早于开始月份。", "The last month is before the first."),
    "month_after_transfer": Text(
        "这个月在转移月份之后。", "This month is after the month of the transfer."
    ),
    "before_birth": Text("这一天早于出生日期。", "This day is before the date of birth."),
    "in_the_future": Text("这个月还没有到。", "This month has not come yet."),
    "exactly_one": Text(
        "{wanted}必须填写其中一项，且只能填一项。", "Give exactly one of {wanted}."
    ),
    "no_place": Text(
        "没有户籍的，至少要有一段参保。", "Without a hukou at least one segment is needed."
    ),
    "no_divisor": Text(
        "计发月数表只到70岁整。", "The table of divisors ends at the age of exactly 70 years."
    ),
}


class BadInput(ValueError):
    """What was sent cannot be answered: why, in which field, and in words."""

    def __init__(self, code: str, field: str = "", message: Text | None = None, **blanks: object):
        super().__init__(code)
        self.code = code
        self.field = field
        self.message = message or filled(MESSAGES[code], **blanks)

    def spelled(self, language: str) -> dict[str, dict[str, str]]:
        """Return the error as programs read it."""
        message = self.message.in_language(language)
        return {"error": {"code": self.code, "field": self.field, "message": message}}
