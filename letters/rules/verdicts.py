"""What can be said of a letter that somebody checks, in the words that everybody reads."""

from dataclasses import dataclass
from enum import StrEnum

from law.wording import Text


class Outcome(StrEnum):
    """The verdict on a code or on a file."""

    VALID = "valid"
    VOIDED = "voided"
    UNKNOWN = "unknown"  # a code that belongs to no letter
    ADDED_TO = "added-to"  # the letter is whole inside, something was added behind it
    CHANGED = "changed"
    UNTRUSTED = "untrusted"  # sealed with a certificate that was revoked
    UNRECORDED = "unrecorded"  # sealed with a good certificate, yet never issued here
    NOT_OURS = "not-ours"
    NOT_SIGNED = "not-signed"
    INCOMPLETE = "incomplete"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too-large"
    NOT_A_PDF = "not-a-pdf"

    @property
    def is_good(self) -> bool:
        """Whether one may rely on the letter."""
        return self is Outcome.VALID


class Tone(StrEnum):
    """How a verdict looks; its sign goes with it."""

    OK = "ok"
    WARN = "warn"
    ALERT = "alert"


@dataclass(frozen=True)
class Words:
    """The verdict in one sentence, what it means, and what to do."""

    tone: Tone
    sentence: Text
    advice: Text


_ASK_THE_AGENCY = Text(
    "请勿依据它办事。有疑问时，向函上写明的经办机构核实，或拨打 12333。",
    "Do not act on it. If in doubt, ask the agency named on it, or call 12333.",
)
_TRY_THE_ORIGINAL = Text(
    "请上传收到的原始文件，或输入函上的核验码。",
    "Upload the file as you received it, or enter the code on the letter.",
)

OF_A_CODE = {
    Outcome.VALID: Words(
        Tone.OK,
        Text("此函有效。", "This letter is valid."),
        Text(
            "请与您手中的函件核对以下各项。有任何一项不同，您手中的就不是这份函件。"
            "核验码不能证明函上的姓名和金额：要确认这些内容，请上传 PDF 原件，或向经办机构核实。",
            "Compare these with the letter in your hand. If anything differs, yours is not this "
            "letter. The code says nothing of the name and the amounts on the paper: to be sure "
            "of those, upload the original PDF or ask the agency.",
        ),
    ),
    Outcome.VOIDED: Words(
        Tone.ALERT,
        Text("此函已作废。", "This letter no longer counts."),
        Text("请勿再依据此函办事。", "Do not act on it any more."),
    ),
    Outcome.UNKNOWN: Words(
        Tone.ALERT,
        Text("没有使用这个核验码的函件。", "There is no letter with this code."),
        Text(
            "核验码没有输错，但本平台从未签发过使用它的函件。请勿依据它办事；有疑问请拨打 12333。",
            "The code was not mistyped. This portal has never issued a letter with it. Do not act "
            "on such a letter; if in doubt, call 12333.",
        ),
    ),
}

OF_A_FILE = {
    Outcome.VALID: Words(
        Tone.OK,
        Text(
            "与签发的文件完全一致，此函有效。",
            "This is exactly the letter that was issued, and it is valid.",
        ),
        Text(
            "文件没有任何改动，电子签名完好。",
            "Not one byte was changed, and the signature holds.",
        ),
    ),
    Outcome.VOIDED: Words(
        Tone.ALERT,
        Text(
            "文件未被改动，但此函已作废。",
            "The file is unchanged, but the letter no longer counts.",
        ),
        OF_A_CODE[Outcome.VOIDED].advice,
    ),
    Outcome.ADDED_TO: Words(
        Tone.WARN,
        Text(
            "原函真实，但这份文件后来被另存过或添加过内容。",
            "The letter inside is genuine, but this copy was saved again or added to.",
        ),
        Text(
            "显示出来的内容可能与原函不同。请以原始文件为准，或核对以下各项。",
            "What it shows may differ from the letter. Ask for the original file, or compare "
            "these facts.",
        ),
    ),
    Outcome.CHANGED: Words(
        Tone.ALERT,
        Text("文件在签发之后被改动过。", "The file was changed after it was issued."),
        _ASK_THE_AGENCY,
    ),
    Outcome.UNTRUSTED: Words(
        Tone.ALERT,
        Text(
            "签章证书已被撤销，这份文件不可信。",
            "The certificate of its seal was revoked: the file cannot be trusted.",
        ),
        _ASK_THE_AGENCY,
    ),
    Outcome.UNRECORDED: Words(
        Tone.ALERT,
        Text(
            "签章完好，但本平台没有签发这份文件的记录。",
            "The seal holds, but this portal has no record of issuing the file.",
        ),
        _ASK_THE_AGENCY,
    ),
    Outcome.NOT_OURS: Words(
        Tone.ALERT,
        Text("这份文件不是本平台签发的。", "This file does not come from this portal."),
        _ASK_THE_AGENCY,
    ),
    Outcome.NOT_SIGNED: Words(
        Tone.WARN,
        Text(
            "这份 PDF 没有本平台的电子签名，无法证明真伪。",
            "This PDF carries no signature of this portal: nothing can be said of it.",
        ),
        Text(
            "它可能是打印、扫描或另存的副本。请上传收到的原始文件，或输入函上的核验码。",
            "It may be a print, a scan or a copy saved anew. Upload the file as you received it, "
            "or enter the code on the letter.",
        ),
    ),
    Outcome.INCOMPLETE: Words(
        Tone.WARN,
        Text("文件不完整，缺少结尾部分。", "The file is incomplete: its end is missing."),
        Text(
            "可能是下载中断。请重新下载后再上传，或输入函上的核验码。",
            "Perhaps a download was cut off. Download it again, or enter the code on the letter.",
        ),
    ),
    Outcome.ENCRYPTED: Words(
        Tone.WARN,
        Text("文件已加密，无法核验。", "The file is encrypted and cannot be checked."),
        Text(
            "本平台的函件不加密。" + _TRY_THE_ORIGINAL.zh,
            "Letters of this portal are not encrypted. " + _TRY_THE_ORIGINAL.en,
        ),
    ),
    Outcome.TOO_LARGE: Words(
        Tone.WARN,
        Text(
            "文件太大，不是本平台的函件。", "The file is too large to be a letter of this portal."
        ),
        Text("最大 5 MB。" + _TRY_THE_ORIGINAL.zh, "At most 5 MB. " + _TRY_THE_ORIGINAL.en),
    ),
    Outcome.NOT_A_PDF: Words(
        Tone.WARN,
        Text("这不是 PDF 文件。", "This is not a PDF."),
        Text(
            "照片和扫描件无法核验。" + _TRY_THE_ORIGINAL.zh,
            "Photos and scans cannot be checked. " + _TRY_THE_ORIGINAL.en,
        ),
    ),
}


def words_of(outcome: Outcome, *, is_file: bool) -> Words:
    """Return what is said of a verdict."""
    return OF_A_FILE[outcome] if is_file else OF_A_CODE[outcome]


def slip(typed: int, wanted: int) -> Text:
    """Return what is wrong with a code that cannot be one: its length, or a character."""
    if typed != wanted:
        return Text(
            f"核验码共 {wanted} 位，您输入了 {typed} 位。请对照函件再看一遍。",
            f"A code has {wanted} characters; you entered {typed}. Look at the letter once more.",
        )
    return Text(
        "核验码中有一处输错了。请对照函件逐组再看一遍。",
        "One of the characters is mistyped. Compare the code with the letter, group by group.",
    )
