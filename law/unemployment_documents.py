"""The documents of unemployment benefit, beside the law and the regulations: national and local."""

from datetime import date

from law.documents import Document
from law.wording import Text

LABOUR_CONTRACT_LAW = Document(
    "主席令第65号",
    Text("中华人民共和国劳动合同法", "Labour Contract Law"),
    date(2008, 1, 1),
)
CLAIM_MEASURES = Document(
    "劳动保障部令第8号",
    Text("失业保险金申领发放办法", "Measures on Claiming and Paying Unemployment Benefit"),
    date(2001, 1, 1),
    verified=False,
)
SMOOTH_CLAIMS = Document(
    "人社厅发〔2020〕24号",
    Text(
        "关于畅通失业保险金申领渠道的通知",
        "Notice on Claiming Unemployment Benefit Without Hindrance",
    ),
    date(2020, 3, 1),
)
HANDLING_NOTICE = Document(
    "人社厅发〔2024〕60号",
    Text("关于失业保险金申领审核的通知", "Notice on Reviewing Claims of Unemployment Benefit"),
    date(2024, 9, 1),
)
NEAR_RETIREMENT = Document(
    "人社部发〔2024〕76号",
    Text(
        "关于大龄领取失业保险金人员参加企业职工基本养老保险有关问题的通知",
        "Notice on Old-age Insurance of Older People Who Draw Unemployment Benefit",
    ),
    date(2025, 1, 1),
)
GUANGDONG = Document(
    "广东省失业保险条例",
    Text("广东省失业保险条例", "Regulations of Guangdong on Unemployment Insurance"),
    date(2022, 5, 1),
    verified=False,  # the day on which it began was not seen
)
CHONGQING = Document(
    "重庆市失业保险条例",
    Text("重庆市失业保险条例", "Regulations of Chongqing on Unemployment Insurance"),
    date(2011, 7, 1),
    verified=False,  # the text may have been replaced since
)
HENAN = Document(
    "河南省失业保险条例",
    Text("河南省失业保险条例", "Regulations of Henan on Unemployment Insurance"),
    date(2011, 7, 1),
    verified=False,  # the day on which it began was not seen
)


def _notice(number: str, zh: str, en: str, begins: date) -> Document:
    return Document(number, Text(zh, en), begins, verified=False)


GUANGDONG_WAGES = _notice(
    "广东省2025年最低工资通知", "广东省最低工资标准", "Minimum wages in Guangdong", date(2025, 3, 1)
)
ZHEJIANG_ANSWER = _notice(
    "浙江省失业保险公开答复",
    "浙江省失业保险金标准和领取期限",
    "Unemployment benefit in Zhejiang",
    date(2022, 8, 1),
)
BEIJING_2025 = _notice(
    "京人社发〔2025〕9号",
    "北京市失业保险金标准",
    "Unemployment benefit in Beijing",
    date(2025, 9, 1),
)
BEIJING_BEFORE = _notice(
    "北京市2024年度失业保险金标准",
    "北京市失业保险金标准（2025年9月以前）",
    "Unemployment benefit in Beijing until August 2025",
    date(2024, 9, 1),
)
BEIJING_TERMS = _notice(
    "北京市失业保险规定",
    "北京市失业保险规定",
    "Rules of Beijing on unemployment insurance",
    date(2007, 6, 14),
)
SHANGHAI_ANSWER = _notice(
    "沪人社规（失业保险金标准）",
    "上海市失业保险金支付标准",
    "Unemployment benefit in Shanghai",
    date(2023, 7, 1),
)
SICHUAN_ANSWER = _notice(
    "四川省2023年失业保险金标准",
    "四川省失业保险金标准",
    "Unemployment benefit in Sichuan",
    date(2023, 4, 1),
)
JIANGSU_ANSWER = _notice(
    "江苏省2025年失业保险金标准",
    "江苏省失业保险金标准",
    "Unemployment benefit in Jiangsu",
    date(2025, 7, 1),
)
