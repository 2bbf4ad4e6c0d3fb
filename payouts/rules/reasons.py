"""Why money stops, waits or comes back, in words; rooms above add what their own codes mean."""

from law.wording import Text

_WORDS = {
    "death": Text("领取人去世", "The person has died"),
    "work": Text("重新就业", "Work again"),
    "age": Text("达到规定年龄", "The age that the law names is reached"),
    "retired": Text("开始领取养老金", "A pension is drawn"),
    "abroad": Text("出国定居", "Settled abroad"),
    "prison": Text("被判刑收监", "In prison"),
    "ran-out": Text("期限届满", "The months have run out"),
    "not-proven": Text("未按期完成领取资格认证", "It was not shown in time that it may be drawn"),
    "recalculated": Text("重新核定", "Worked out anew"),
    "raised": Text("养老金调整", "The yearly rise"),
    "own-wish": Text("本人申请停止", "The person asked for it"),
    "withdrawn": Text("决定被撤销", "The decision was taken back"),
    "by-mistake": Text("多发", "Paid by mistake"),
}
ANOTHER = Text("其他原因", "Another reason")


def declare(code: str, said: Text) -> None:
    """Say what a code of a room above means; once, while the portal starts."""
    _WORDS[code] = said


def why(code: str) -> Text:
    """Return what a code means."""
    return _WORDS.get(code, ANOTHER)
