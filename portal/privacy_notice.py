"""What the privacy notice must tell, kind by kind (个人信息保护法 arts. 17, 30, 35, 44–50)."""

from dataclasses import dataclass

from law import documents as law
from law.documents import cite
from law.wording import Basis, Text


@dataclass(frozen=True)
class Kind:
    """One kind of data: what it is, what it is needed for, and how long it is kept."""

    what: Text
    purpose: Text
    kept: Text
    sensitive: bool = False


@dataclass(frozen=True)
class Right:
    """Something everybody may ask for, and how to do it here."""

    title: Text
    how: Text
    basis: Basis


WITH_THE_CASE = Text(
    "随业务档案保存，按社会保险档案管理规定执行",
    "With the file of the case, as the rules on social insurance archives require",
)
UNTIL_CLOSED = Text("至您注销账号为止", "Until you close your account")

KINDS = (
    Kind(
        Text(
            "姓名、证件类型和号码、出生日期、性别",
            "Name, identity document and number, date of birth, sex",
        ),
        Text(
            "确认您是谁，在两地经办机构找到您的记录",
            "To know who you are and to find your records at both agencies",
        ),
        WITH_THE_CASE,
        sensitive=True,
    ),
    Kind(
        Text("手机号码、电子邮箱、通讯地址", "Mobile number, e-mail, postal address"),
        Text(
            "登录，发送验证码、通知和书面决定",
            "To sign in, and to send codes, notices and decisions",
        ),
        UNTIL_CLOSED,
    ),
    Kind(
        Text(
            "您选择接收哪些消息；每条短信、邮件发到了哪一步（不保存内容和号码）；您日历的地址",
            "What you wish to be sent; how far each text message and e-mail has come, without its "
            "words and your number; the address of your calendar",
        ),
        Text(
            "按您的选择通知您，让您和经办人员看到是否送达",
            "To tell you as you wish, and to show you and the clerk whether it arrived",
        ),
        Text(
            "消息记录随业务档案保存；其余至您注销账号为止",
            "What was sent with the file of the case, the rest until you close your account",
        ),
    ),
    Kind(
        Text(
            "您变更个人信息时：变更前后的内容，以及公安机关核对“一致”或“不一致”的答复",
            "When your particulars are changed: what they were and are, and whether the police "
            "register answered “the same” or “not the same”",
        ),
        Text(
            "更正经办机构的记录；为核对，填写的姓名、证件、出生日期和性别会发给公安机关",
            "To correct the agencies' record; to compare them, the name, document, birth date and "
            "sex you enter go to the police",
        ),
        WITH_THE_CASE,
        sensitive=True,
    ),
    Kind(
        Text(
            "您上传的材料（照片、扫描件）；照片中的拍摄地点、时间和设备信息在保存前去除",
            "Papers you send (photographs, scans); where, when and with what a picture was taken "
            "is removed before it is kept",
        ),
        Text(
            "在没有数据可以核对时证明您申请的内容",
            "To show what you ask for, where no data can be compared",
        ),
        Text(
            "随业务档案保存；未提交的申请180天未改动、或放弃7天后删除",
            "With the file of the case; of drafts, until 180 days without a change, or 7 days "
            "after they are discarded",
        ),
        sensitive=True,
    ),
    Kind(
        Text(
            "参保地、缴费月份、缴费基数、个人账户",
            "Places, months, contribution bases, personal account",
        ),
        Text("判断能否转移，计算转移的月数和金额", "To judge whether and what can be moved"),
        WITH_THE_CASE,
        sensitive=True,
    ),
    Kind(
        Text("户籍所在地（省、市）", "Place of household registration (province, city)"),
        Text(
            "判断在新参保地建立一般账户还是临时账户",
            "To judge which kind of account the new place keeps",
        ),
        WITH_THE_CASE,
    ),
    Kind(
        Text("您本人的银行账户", "A bank account of yours"),
        Text(
            "两处重复缴费时，把个人缴费退还给您",
            "To pay your own share of months paid twice back to you",
        ),
        WITH_THE_CASE,
        sensitive=True,
    ),
    Kind(
        Text("申请、往来文书和办理记录", "Applications, letters and the history of the case"),
        Text("办理业务，答复查询，备查", "To handle the case and to answer for it later"),
        WITH_THE_CASE,
    ),
    Kind(
        Text("查看记录：谁、何时、看了什么", "The record of who looked at what and when"),
        Text("让您知道，也便于监督", "So that you can see it, and for supervision"),
        Text("不少于三年", "At least three years"),
    ),
    Kind(
        Text(
            "函件核验记录：哪份函件、何时、以何种方式核验、结果；不记录核验人及其网络地址",
            "Checks of letters: which letter, when, how, with what result; not who, nor from which "
            "address",
        ),
        Text(
            "让您和经办机构知道函件何时被核验过",
            "So that you and the agencies can see when a letter was checked",
        ),
        WITH_THE_CASE,
    ),
    Kind(
        Text(
            "填写中尚未提交的内容（加密保存；证件号码、银行账号、密码和验证码不予保留）",
            "What you are typing and have not sent (encrypted; never numbers of identity cards or "
            "accounts, passwords or codes)",
        ),
        Text(
            "登录失效、浏览器意外关闭时，您填写的内容不致丢失；只有您本人能看到",
            "So that a lost sign-in or a crash costs you nothing; only you see it",
        ),
        Text("提交或清空时即删除，最长七天", "Until you send or clear it, seven days at most"),
    ),
    Kind(
        Text(
            "登录、索取和输入验证码的次数，以及您登录过的网络；联系方式和网络地址只存无法还原的加密摘要",
            "How often somebody signs in, asks for codes and types them, and from which networks "
            "you have signed in; of contact and address only a keyed digest that leads back to "
            "neither",
        ),
        Text(
            "防止他人猜测您的密码和验证码，又不妨碍您本人登录",
            "So that nobody guesses your password or a code, and you still come in",
        ),
        Text("次数最长九十天，验证码记录三十天", "Counts ninety days at most, codes thirty days"),
    ),
    Kind(
        Text(
            "当前登录的设备和浏览器类型、登录和最近使用的时间（加密保存）；"
            "设置指纹或面容登录的，还有公钥和您起的名称。指纹和面容不离开您的设备",
            "Of a sign-in that is open: kind of device and browser, when it began and was last "
            "used (encrypted); if you sign in by fingerprint or face, the public key and what you "
            "call it. Fingerprint and face never leave your device",
        ),
        Text(
            "您可以查看在哪里登录，并逐一退出",
            "So that you see where you are signed in, and end each by itself",
        ),
        Text(
            "登录结束时即删除；公钥至您移除为止",
            "Until the sign-in ends; the key until you remove it",
        ),
    ),
    Kind(
        Text(
            "核验本人身份的方式、时间，以及经办机构或身份认证平台的名称",
            "How, when and before which agency or identity provider you proved who you are",
        ),
        Text(
            "证明账号确属您本人，便于事后核查；平台提供的姓名、证件号码和出生日期只用于比对，不留存",
            "To show that the account is yours, whoever asks later; the name, number and date of "
            "birth that a provider gives are compared and not kept",
        ),
        WITH_THE_CASE,
    ),
    Kind(
        Text(
            "您申请的全部数据副本（加密保存）",
            "The copy of all your data that you asked for (encrypted)",
        ),
        Text("供您下载", "For you to fetch"),
        Text("七天", "Seven days"),
    ),
    Kind(
        Text(
            "偏好：语言、长者版（存于浏览器）",
            "Preferences: language, larger text (in your browser)",
        ),
        Text("按您的习惯显示页面", "To show the pages as you like them"),
        Text("一年，您可以随时清除", "One year; clear it whenever you like"),
    ),
)

_LAW = law.PERSONAL_INFORMATION_LAW
RIGHTS = (
    Right(
        Text("查阅、复制", "To see and to copy"),
        Text(
            "登录后在“我的数据”中申请副本（PDF、JSON），七天内下载。",
            "Sign in; “My data” puts a copy together (PDF, JSON), to be fetched for seven days.",
        ),
        cite(_LAW, "45"),
    ),
    Right(
        Text("更正、补充", "To have it corrected"),
        Text(
            "“我的数据”逐项说明到哪里更正；参保记录有误的，向保存记录的经办机构提出。",
            "“My data” says for each kind where it is put right; have a wrong record corrected at "
            "the agency that holds it.",
        ),
        cite(_LAW, "46"),
    ),
    Right(
        Text("删除", "To have it deleted"),
        Text(
            "在“我的数据”中注销账号，两天后删除登录信息、草稿和通知；法律要求保存的业务档案除存储外不再作他用。",
            "Close your account under “My data”: sign-in data, drafts and notices are deleted two "
            "days later; files the law obliges us to keep are stored and used for nothing else.",
        ),
        cite(_LAW, "47"),
    ),
    Right(
        Text("要求说明，并由人工决定", "An explanation, and a decision by a human being"),
        Text(
            "系统只作提示，不自动拒绝。您认为提示不对的，可以坚持提交，由工作人员审核。",
            "Rules only advise; no machine refuses. If you think the advice is wrong, send the "
            "application all the same and a clerk decides.",
        ),
        cite(_LAW, "24"),
    ),
    Right(
        Text("近亲属的权利", "The rights of near relatives"),
        Text(
            "本人去世后，近亲属可以向经办机构申请查阅、复制、更正、删除。",
            "After a person's death near relatives may ask the agency for the same.",
        ),
        cite(_LAW, "49"),
    ),
)
