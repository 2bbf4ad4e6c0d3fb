"""Notices of single places from which dated values come; seen in copies and agencies' answers.

None was read in the official gazette, so none is verified, and none of their numbers refuses
anybody.
"""

from datetime import date

from law.documents import Document
from law.wording import Text

YEAR_2025 = date(2025, 7, 1)


def _notice(number: str, zh: str, en: str, begins: date = YEAR_2025) -> Document:
    return Document(number, Text(zh, en), begins, verified=False)


BEIJING_BASES = _notice(
    "京人社发〔2025〕11号", "北京市2025年度社会保险缴费工资基数", "Bases in Beijing, 2025"
)
SHANGHAI_FLEXIBLE = _notice(
    "沪人社规〔2023〕5号",
    "上海市灵活就业人员参加社会保险办法",
    "Flexible workers in Shanghai",
    date(2024, 3, 1),
)
SHANGHAI_BASES = _notice(
    "上海市2025年度通知", "上海市2025年度社会保险缴费基数", "Bases in Shanghai, 2025"
)
GUANGDONG_BASES = _notice(
    "粤人社发〔2025〕32号", "广东省2025年度养老保险缴费基数", "Bases in Guangdong, 2025"
)
GUANGDONG_FLEXIBLE = _notice(
    "粤人社规〔2026〕14号",
    "广东省灵活就业人员参加企业职工基本养老保险办法",
    "Flexible workers in Guangdong",
    date(2026, 5, 1),
)
GUANGZHOU_MEDICAL = _notice(
    "穗医保规字〔2022〕1号", "广州市职工医疗保险缴费", "Medical contributions in Guangzhou"
)
SHENZHEN_MEDICAL = _notice(
    "深圳市2026年通知", "深圳市医疗保险缴费", "Medical contributions in Shenzhen"
)
JIANGSU_BASES = _notice(
    "江苏省2025年度通知", "江苏省2025年度社会保险缴费基数", "Bases in Jiangsu, 2025"
)
JIANGSU_WAIT = _notice(
    "江苏省医保部门2026年2月问答",
    "江苏省居民医保待遇等待期",
    "Waiting period of residents in Jiangsu",
    date(2026, 1, 1),
)
ZHEJIANG_BASES = _notice(
    "浙人社发〔2025〕52号", "浙江省2025年度社会保险缴费基数", "Bases in Zhejiang, 2025"
)
SICHUAN_BASES = _notice(
    "川人社办发〔2025〕39号", "四川省2025年度社会保险缴费基数", "Bases in Sichuan, 2025"
)
CHONGQING_BASES = _notice(
    "重庆市2025年度通知", "重庆市2025年度社会保险缴费基数", "Bases in Chongqing, 2025"
)
WUHAN_BASES = _notice(
    "武汉市2025年度通知", "武汉市2025年度社会保险缴费基数", "Bases in Wuhan, 2025"
)
TIANJIN_BASES = _notice(
    "天津市2025年度通知", "天津市2025年度社会保险缴费基数", "Bases in Tianjin, 2025"
)
RESIDENTS_2026 = _notice(
    "各地2026年度居民医保缴费通知",
    "各地2026年度城乡居民医疗保险个人缴费标准",
    "Residents' own part of medical insurance, 2026, place by place",
    date(2026, 1, 1),
)
RESIDENT_PENSION = Document(
    "国发〔2014〕8号",
    Text(
        "国务院关于建立统一的城乡居民基本养老保险制度的意见",
        "Opinions on a Unified Basic Pension Scheme for Residents",
    ),
    date(2014, 2, 21),
    verified=False,
)
FAMILY_SHARING = Document(
    "国办发〔2021〕14号",
    Text(
        "关于建立健全职工基本医疗保险门诊共济保障机制的指导意见",
        "Guiding Opinions on Shared Out-patient Cover in Employees' Medical Insurance",
    ),
    date(2021, 4, 13),
    verified=False,
)
