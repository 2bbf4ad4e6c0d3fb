"""What can be wrong with a file of records or a row of it, in words without any value."""

from law.identity_number import REASONS as OF_NUMBERS
from law.names import REASONS as OF_NAMES
from law.phone import REASONS as OF_PHONES
from law.wording import Text

LARGEST = 60_000_000  # bytes of a file that is sent by page or program
MOST_ROWS_OF_A_SHEET = 100_000

OF_FILES = {
    "empty": Text("文件里没有数据行。", "There are no rows in this file."),
    "no-table": Text(
        "无法读取这个文件。请另存为 CSV、XLSX 或 JSON Lines 后再上传。",
        "This file cannot be read. Save it as CSV, XLSX or JSON lines and send it again.",
    ),
    "encoding": Text(
        "文件的文字编码无法识别。请用 UTF-8 或 GB 18030 保存。",
        "The letters of this file cannot be read. Save it in UTF-8 or GB 18030.",
    ),
    "columns": Text(
        "第一行缺少必需的列名，或者有重复的列名。请对照本页下方的列表。",
        "The first line lacks a column that is needed, or names one twice. Compare the list below.",
    ),
    "too-large": Text(
        "XLSX 文件最多100000行、解压后300 MB。更大的请用 CSV 或 JSON Lines。",
        "An XLSX file holds at most 100,000 rows and 300 MB unpacked. Use CSV or JSON lines.",
    ),
    "not-taken": Text("本机构不办理这个险种。", "This agency does not handle this insurance."),
}
OF_ROWS = {
    # --- A value ---------------------------------------------------------------------------
    "missing": Text("这一栏必须填写。", "This has to be filled in."),
    "too-long": Text("内容过长。", "This is too long."),
    "not-plain": Text("含有不可见字符。", "There are characters in it that cannot be seen."),
    "day": Text("请写成 2026-03-01 的样子，且日期须存在。", "Write a day that exists: 2026-03-01."),
    "month": Text("请写成 2026-03 的样子。", "Write a month as 2026-03."),
    "year": Text("请填写1951年至今的年份。", "Write a year from 1951 until now."),
    "ahead": Text("时间不能晚于今天。", "This lies in the future."),
    "too-early": Text("时间不能早于1951年。", "This is before 1951, when the insurance began."),
    "money": Text(
        "请填写金额，如 14400.00：只用数字，最多两位小数，不加逗号和单位。",
        "Write an amount such as 14400.00: digits, at most two decimals, no commas or unit.",
    ),
    "rate": Text("请填写比例，如 0.08 或 8%。", "Write a rate such as 0.08 or 8%."),
    "choice": Text("不在可填写的范围内，请对照列表。", "This is none of the values of the list."),
    "yes-no": Text("请填写“是”或“否”。", "Write yes or no."),
    "region": Text("请填写6位行政区划代码。", "Write a region code of 6 digits."),
    "personal-number": Text(
        "个人编号只能用字母和数字，最多20位。",
        "A personal number has letters and digits, at most 20.",
    ),
    "credit-code": Text(
        "统一社会信用代码不正确，请逐位核对。",
        "This is no unified social credit code. Compare the 18 characters.",
    ),
    "cells": Text("这一行的栏数比列名多。", "This row has more cells than there are columns."),
    "json": Text(
        "这一行不是一个 JSON 对象，或有不认识的名称。",
        "This line is no JSON object, or it holds a name that is not known.",
    ),
    # --- Values beside each other ----------------------------------------------------------
    "birth": Text("与证件号码中的出生日期不一致。", "This is not the day of birth in the number."),
    "birth-missing": Text(
        "这种证件的号码不含出生日期，必须填写。",
        "The number of this document does not tell the day of birth: write it.",
    ),
    "sex-missing": Text(
        "这种证件的号码不含性别，必须填写。",
        "The number of this document does not tell the sex: write it.",
    ),
    "order": Text("月份或年份没有按先后排列。", "Months or years are not in their order."),
    "apart": Text(
        "同一个人编号的行必须连在一起。", "All rows of one personal number stand together."
    ),
    "twice": Text("同一内容在文件中出现了两次。", "The same stands in this file twice."),
    "one-year": Text(
        "一行只能在同一年内，跨年的请分成两行。",
        "A row lies within one calendar year. Divide it at the turn of the year.",
    ),
    "reversed": Text("结束月份早于开始月份。", "It ends before it begins."),
    "paid-and-owed": Text(
        "已缴的月份不能同时是欠费。", "What is paid is not owed at the same time."
    ),
    "owed-by": Text(
        "没有到账的，必须写明由谁欠缴；已到账的不写。",
        "What has not arrived is owed by somebody: say by whom; for what has arrived say nothing.",
    ),
    "account-share": Text(
        "计入个人账户的金额多于缴费金额。", "The account would get more than was paid."
    ),
    "adds-up": Text(
        "年末余额应为：年初＋记入＋利息－支付。",
        "The closing balance has to be: opening + credited + interest - paid out.",
    ),
    "opening": Text(
        "年初余额与上一年的年末余额不一致。",
        "The opening balance is not the closing balance of the year before.",
    ),
    "year-gap": Text("年份必须连续。", "Years follow one another without a gap."),
    "open-interest": Text(
        "尚未结息的年份不能有利息。", "A year that is not closed has no interest yet."
    ),
    # --- What the records hold -------------------------------------------------------------
    "no-person": Text(
        "没有这个证件的参保人。请先上传人员文件。",
        "No person with this document is on record. Send the file of persons first.",
    ),
    "no-relationship": Text(
        "本机构没有这个个人编号。请先上传参保关系文件；其他机构的人员由其他机构上传。",
        "This personal number is not of this agency. Send the file of relationships first; what "
        "another agency holds, it sends itself.",
    ),
    "no-period": Text(
        "这个月不在参保时段内。请先上传参保时段文件。",
        "This month lies in no insured period. Send the file of periods first.",
    ),
    "number-taken": Text(
        "这个个人编号已属于另一参保关系。", "This personal number belongs to another relationship."
    ),
    "insurance": Text("本机构不办理这个险种。", "This agency does not handle this insurance."),
    "overlap": Text("与已有的时段重叠。", "This overlaps with a period that is there."),
    "particulars": Text(
        "这个证件已登记，但其他信息不一致。已在使用本平台的，或其他机构也有记录的，由本人申请更正。",
        "This document is on record with other particulars. Of somebody who uses this portal, or "
        "whom another agency holds as well, they change by a correction that the person asks for.",
    ),
    "decided": Text(
        "这一记录已由业务办理改变（转移、更正等），不能用文件修改。",
        "A case has changed this record (a transfer, a correction): no file changes it any more.",
    ),
}
FAULTS: dict[str, Text] = {**OF_NUMBERS, **OF_NAMES, **OF_PHONES, **OF_FILES, **OF_ROWS}


class Wrong(ValueError):
    """A value or a row cannot be used; `code` is a key of `FAULTS`."""

    def __init__(self, code: str, field: str = "") -> None:
        super().__init__(code)
        self.code, self.field = code, field
