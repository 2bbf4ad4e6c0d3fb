"""What tampering is called, in both languages, and where it was found."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from law.wording import Text


class Kind(Enum):
    """The ways in which a history can be falsified."""

    EDITED = Text("内容被改动", "its content was changed")
    DELETED = Text("记录被删除", "it was deleted")
    INSERTED = Text("记录是事后插入的", "it was inserted afterwards")
    REORDERED = Text("记录顺序被调换", "the order was changed")
    CUT_TAIL = Text("末尾的记录被截去", "the end of the history was cut off")
    FORKED = Text("记录链出现分叉", "the chain forks here")
    OLD_COPY = Text("数据库是旧的副本", "the database is an older copy")
    KEY_SWAPPED = Text("签名密钥被替换", "the signing key was swapped")
    SHIFTED_TIME = Text("时间被改动", "its time was changed")
    BULK = Text("数据被成批改动", "many were changed at once")
    TRIGGER_OFF = Text("防改动触发器缺失或已停用", "the trigger that refuses changes is off")
    REWRITTEN = Text("记录链被整体重写", "the chain was rewritten")

    @property
    def code(self) -> str:
        """The word for programs."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True)
class Finding:
    """One tampering: which kind, in which case, event, day or table."""

    kind: Kind
    case: str = ""
    sequence: int | None = None
    day: date | None = None
    name: str = ""  # of a table or a key
    count: int = 0  # how many, where there are many
    cases: int = 0

    @property
    def line(self) -> str:
        """The finding in Chinese and in English, with the word for programs before it."""
        where, what = self._where, self.kind.value
        return f"{self.kind.code}\t{where.zh}：{what.zh}。\t{where.en}: {what.en}."

    @property
    def _where(self) -> Text:
        if self.count:
            return Text(
                f"{self.cases} 个业务件的 {self.count} 条记录",
                f"{self.count} events of {self.cases} cases",
            )
        if self.case and self.sequence is not None:
            zh, en = f"业务件 {self.case} 第 {self.sequence} 条", "case {}, event {}"
            return Text(zh, en.format(self.case, self.sequence))
        if self.case:
            return Text(f"业务件 {self.case}", f"case {self.case}")
        return self._where_in_journal

    @property
    def _where_in_journal(self) -> Text:
        if self.day and self.sequence is not None:
            zh, en = f"{self.day} 的日志第 {self.sequence} 条", "journal of {}, leaf {}"
            return Text(zh, en.format(self.day, self.sequence))
        if self.day:
            return Text(f"{self.day} 的日志", f"journal of {self.day}")
        return Text(self.name, self.name)
