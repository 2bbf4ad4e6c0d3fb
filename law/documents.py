"""The documents our rules stand on: number, title in both languages, date in force."""

from dataclasses import dataclass
from datetime import date

from law.wording import Basis, Text


@dataclass(frozen=True)
class Document:
    """A law, regulation, notice or standard; `verified`: its date was confirmed."""

    number: str
    title: Text
    effective_on: date
    verified: bool = True


SOCIAL_INSURANCE_LAW = Document(
    "主席令第35号",
    Text("中华人民共和国社会保险法", "Social Insurance Law"),
    date(2011, 7, 1),
)
SOCIAL_INSURANCE_LAW_RULES = Document(
    "人社部令第13号",
    Text(
        "实施《中华人民共和国社会保险法》若干规定",
        "Rules on Carrying Out the Social Insurance Law",
    ),
    date(2011, 7, 1),
)
COLLECTION_REGULATIONS = Document(
    "国务院令第259号",
    Text(
        "社会保险费征缴暂行条例",
        "Interim Regulations on the Collection of Social Insurance Contributions",
    ),
    date(1999, 1, 22),
)
HANDLING_REGULATIONS = Document(
    "国务院令第765号",
    Text("社会保险经办条例", "Regulations on the Handling of Social Insurance"),
    date(2023, 12, 1),
)
CIVIL_CODE = Document(
    "主席令第45号",
    Text("中华人民共和国民法典", "Civil Code"),
    date(2021, 1, 1),
)
CIVIL_LAW_PRINCIPLES = Document(
    "主席令第37号",
    Text("中华人民共和国民法通则", "General Principles of the Civil Law"),
    date(1987, 1, 1),
    verified=False,
)
LICENSING_LAW = Document(
    "主席令第7号",
    Text("中华人民共和国行政许可法", "Administrative Licensing Law"),
    date(2004, 7, 1),
)
PERSONAL_INFORMATION_LAW = Document(
    "主席令第91号",
    Text("中华人民共和国个人信息保护法", "Personal Information Protection Law"),
    date(2021, 11, 1),
    verified=False,
)
# Its article on logs as it stood before the amendment of 2026, whose numbering was not at hand.
CYBERSECURITY_LAW = Document(
    "主席令第53号",
    Text("中华人民共和国网络安全法", "Cybersecurity Law"),
    date(2017, 6, 1),
    verified=False,
)
DISPUTE_MEASURES = Document(
    "劳动和社会保障部令第13号",
    Text("社会保险行政争议处理办法", "Measures on Administrative Disputes over Social Insurance"),
    date(2001, 5, 27),
    verified=False,
)
ADMINISTRATIVE_REVIEW_LAW = Document(
    "主席令第9号",
    Text("中华人民共和国行政复议法", "Administrative Review Law"),
    date(2024, 1, 1),
)
ADMINISTRATIVE_LITIGATION_LAW = Document(
    "主席令第71号",
    Text("中华人民共和国行政诉讼法", "Administrative Litigation Law"),
    date(2017, 7, 1),
)

_HOLIDAYS = Text("全国年节及纪念日放假办法", "Rules on Public Holidays")
HOLIDAY_RULES_1999 = Document(
    "国务院令第270号",
    _HOLIDAYS,
    date(1999, 9, 18),
    verified=False,
)
HOLIDAY_RULES_2008 = Document(
    "国务院令第513号",
    _HOLIDAYS,
    date(2008, 1, 1),
    verified=False,
)
HOLIDAY_RULES_2014 = Document(
    "国务院令第644号",
    _HOLIDAYS,
    date(2014, 1, 1),
    verified=False,
)
HOLIDAY_RULES = Document(
    "国务院令第795号",
    _HOLIDAYS,
    date(2025, 1, 1),
)

PENSION_TRANSFER = Document(
    "国办发〔2009〕66号",
    Text(
        "城镇企业职工基本养老保险关系转移接续暂行办法",
        "Interim Measures for the Transfer of Urban Enterprise Employees' Basic Pension Insurance",
    ),
    date(2010, 1, 1),
)
PENSION_NOTICE_187 = Document(
    "人社部发〔2009〕187号",
    Text(
        "关于贯彻落实国务院办公厅转发城镇企业职工基本养老保险关系转移接续暂行办法的通知",
        "Notice on Carrying Out the Interim Measures for Pension Transfers",
    ),
    date(2010, 1, 1),
    verified=False,
)
PENSION_NOTICE_70 = Document(
    "人社部发〔2010〕70号",
    Text(
        "关于城镇企业职工基本养老保险关系转移接续若干具体问题意见的通知",
        "Opinions on Concrete Issues of Pension Transfers",
    ),
    date(2010, 9, 26),
)
PENSION_RULES_5 = Document(
    "人社部规〔2016〕5号",
    Text(
        "关于城镇企业职工基本养老保险关系转移接续若干问题的通知",
        "Notice on Issues of Pension Transfers",
    ),
    date(2016, 11, 28),
)
RESIDENTS_FROM_OUTSIDE = Document(
    "人社部令第41号",
    Text(
        "香港澳门台湾居民在内地（大陆）参加社会保险暂行办法",
        "Interim Measures on Social Insurance of Residents of Hong Kong, Macao and Taiwan",
    ),
    date(2020, 1, 1),
    verified=False,
)
PENSION_NOTICE_94 = Document(
    "人社厅发〔2019〕94号",
    Text(
        "关于职工基本养老保险关系转移接续有关问题的补充通知",
        "Supplementary Notice on Issues of Pension Transfers",
    ),
    date(2019, 9, 29),
)
PENSION_STANDARD = Document(
    "GB/T 34282.1-2017",
    Text(
        "社会保险关系转移接续 第1部分：企业职工基本养老保险",
        "Transfer of Social Insurance, Part 1: Enterprise Employees' Basic Pension Insurance",
    ),
    date(2018, 4, 1),
)
PENSION_RESIDENT_LINK = Document(
    "人社部发〔2014〕17号",
    Text(
        "城乡养老保险制度衔接暂行办法",
        "Interim Measures for Linking the Urban and Rural Pension Schemes",
    ),
    date(2014, 7, 1),
)
PENSION_DUPLICATE_BENEFITS = Document(
    "人社厅发〔2021〕77号",
    Text(
        "关于做好重复领取养老保险待遇处理工作的通知",
        "Notice on Persons Drawing Pensions Twice",
    ),
    date(2021, 1, 1),
    verified=False,
)
PENSION_INSTITUTION_LINK = Document(
    "人社部规〔2017〕1号",
    Text(
        "关于机关事业单位基本养老保险关系和职业年金转移接续有关问题的通知",
        "Notice on Transfers of Institution Staff's Pension Insurance and Annuities",
    ),
    date(2017, 1, 1),
    verified=False,
)
PENSION_INSTITUTION_PROCEDURE = Document(
    "人社厅发〔2017〕7号",
    Text(
        "机关事业单位基本养老保险关系和职业年金转移接续经办规程",
        "Procedure for Transfers of Institution Staff's Pension Insurance and Annuities",
    ),
    date(2017, 1, 18),
)
PENSION_MILITARY = Document(
    "后财〔2015〕1726号",
    Text(
        "关于军人退役基本养老保险关系转移接续有关问题的通知",
        "Notice on Transfers of Retiring Soldiers' Pension Insurance",
    ),
    date(2015, 1, 1),
    verified=False,
)
CONTRIBUTION_CUT = Document(
    "国办发〔2019〕13号",
    Text(
        "降低社会保险费率综合方案",
        "Plan for Lower Social Insurance Contributions",
    ),
    date(2019, 5, 1),
    verified=False,
)
PENSION_INTEREST = Document(
    "人社部发〔2017〕31号",
    Text(
        "统一和规范职工养老保险个人账户记账利率办法",
        "Measures for a Uniform Interest Rate of Pension Personal Accounts",
    ),
    date(2017, 1, 1),
)
PENSION_ACCOUNT_INTEREST = Document(
    "劳办发〔1997〕116号",
    Text(
        "职工基本养老保险个人账户管理暂行办法",
        "Interim Measures for the Management of Pension Personal Accounts",
    ),
    date(1998, 1, 1),
    verified=False,
)

PENSION_SERVICE_GUIDE = Document(
    "国务院客户端",
    Text("养老保险关系转移服务专区办事指南", "Guide of the Pension Transfer Service Zone"),
    date(2024, 7, 31),
)

RETIREMENT_OLD_AGES = Document(
    "国发〔1978〕104号",
    Text(
        "国务院关于工人退休、退职的暂行办法",
        "Interim Measures on the Retirement of Workers",
    ),
    date(1978, 6, 2),
    verified=False,
)
RETIREMENT_DECISION = Document(
    "关于实施渐进式延迟法定退休年龄的决定",
    Text(
        "全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定",
        "Decision of the Standing Committee on Raising the Statutory Retirement Age Step by Step",
    ),
    date(2025, 1, 1),
)
RETIREMENT_MEASURES = Document(
    "关于渐进式延迟法定退休年龄的办法",
    Text(
        "国务院关于渐进式延迟法定退休年龄的办法",
        "Measures of the State Council on Raising the Statutory Retirement Age Step by Step",
    ),
    date(2025, 1, 1),
)
FLEXIBLE_RETIREMENT = Document(
    "人社部发〔2024〕94号",
    Text("实施弹性退休制度暂行办法", "Interim Measures on Flexible Retirement"),
    date(2025, 1, 1),
)
DISABILITY_ALLOWANCE = Document(
    "人社部发〔2024〕72号",
    Text(
        "企业职工基本养老保险病残津贴暂行办法",
        "Interim Measures on the Disability Allowance of Employees' Basic Pension Insurance",
    ),
    date(2025, 1, 1),
)
# Known from many answers of agencies; the text itself was not at hand.
RETIREMENT_FILES = Document(
    "劳社部发〔1999〕8号",
    Text(
        "关于制止和纠正违反国家规定办理企业职工提前退休有关问题的通知",
        "Notice on Stopping Early Retirement against the Rules",
    ),
    date(1999, 3, 9),
    verified=False,
)
PENSION_REFORM = Document(
    "国发〔2005〕38号",
    Text(
        "国务院关于完善企业职工基本养老保险制度的决定",
        "Decision on Improving the Basic Pension Insurance of Enterprise Employees",
    ),
    date(2006, 1, 1),
    verified=False,
)
PENSION_UNIFICATION = Document(
    "国发〔1997〕26号",
    Text(
        "国务院关于建立统一的企业职工基本养老保险制度的决定",
        "Decision on a Uniform Basic Pension Insurance of Enterprise Employees",
    ),
    date(1997, 7, 16),
    verified=False,
)
UNEMPLOYMENT_REGULATIONS = Document(
    "国务院令第258号",
    Text("失业保险条例", "Regulations on Unemployment Insurance"),
    date(1999, 1, 22),
)
IDENTITY_NUMBER_STANDARD = Document(
    "GB 11643-1999",
    Text("公民身份号码", "Citizen Identification Number"),
    date(1999, 7, 1),
    verified=False,
)

MEDICAL_TRANSFER = Document(
    "医保办发〔2021〕43号",
    Text(
        "基本医疗保险关系转移接续暂行办法",
        "Interim Measures for the Transfer of Basic Medical Insurance",
    ),
    date(2021, 12, 1),
    verified=False,
)
MEDICAL_ENROLMENT = Document(
    "国办发〔2024〕38号",
    Text(
        "关于健全基本医疗保险参保长效机制的指导意见",
        "Guiding Opinions on Lasting Enrolment in Basic Medical Insurance",
    ),
    date(2025, 1, 1),
)
# The social security card: neither text nor day in force was at hand.
CARD_MEASURES = Document(
    "人社部发〔2011〕47号",
    Text("“中华人民共和国社会保障卡”管理办法", "Measures for the Social Security Card"),
    date(2011, 4, 26),
    verified=False,
)
CARD_WITH_BANK = Document(
    "人社部发〔2011〕83号",
    Text(
        "关于社会保障卡加载金融功能的通知",
        "Notice on the Bank Function of the Social Security Card",
    ),
    date(2011, 7, 26),
    verified=False,
)
# What agencies of single places publish of cards: seen in guides and answers, in no text of law.
CARD_GUIDES = Document(
    "各地社保卡服务指南",
    Text("各地社会保障卡服务指南", "Local guides to the social security card"),
    date(2020, 1, 1),
    verified=False,
)
TREATMENT_ELSEWHERE = Document(
    "医保发〔2022〕22号",
    Text(
        "关于进一步做好基本医疗保险跨省异地就医直接结算工作的通知",
        "Notice on Direct Settlement of Treatment in Another Province",
    ),
    date(2023, 1, 1),
)
# Days that no text names and that this portal keeps by itself: said to be that wherever they stand.
PORTAL_PRACTICE = Document(
    "本平台办理惯例",
    Text("本平台办理惯例（并非法律规定）", "Own practice of this portal (no rule of law)"),
    date(2010, 1, 1),
)


def cite(document: Document, article: str = "", *, verified: bool = True) -> Basis:
    """Return the citation of one article; an unconfirmed document makes it unconfirmed too."""
    return Basis(
        document=document.number,
        article=article,
        effective_on=document.effective_on,
        title=document.title,
        verified=verified and document.verified,
    )
