"""Documents of single places: from which dated values come, and what agencies answer in public.

But for Jiangsu's procedure none was read in the official gazette: they are not verified, and none
of their numbers refuses anybody.
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
PENSION_BASES_2025 = _notice(
    "各省份2025年度养老金计发基数通知",
    "各省份2025年度企业职工基本养老金计发基数",
    "Bases of the pension of 2025, province by province",
    date(2025, 1, 1),
)
PENSION_BASES_2024 = _notice(
    "各省份2024年度养老金计发基数通知",
    "各省份2024年度企业职工基本养老金计发基数",
    "Bases of the pension of 2024, province by province",
    date(2024, 1, 1),
)
BEIJING_PENSION_BASE = _notice(
    "京人社发〔2025〕13号",
    "北京市2025年度企业职工基本养老金计发基数",
    "Base of the pension in Beijing, 2025",
    date(2025, 1, 1),
)
# What forms and answers of the provinces show; none of their texts was at hand.
PENSION_PRACTICE = _notice(
    "各省份养老金核定实例",
    "各省份企业职工基本养老金核定表和公开答复",
    "Determinations and public answers of the provinces",
    date(2006, 1, 1),
)
RONGCHENG_ANSWER = _notice(
    "荣成市公开答复（2026-01-30）",
    "荣成市人社部门公开答复",
    "Public answer of the agency of Rongcheng",
    date(2026, 1, 30),
)
GUANGDONG_DISABILITY = _notice(
    "广东省病残津贴办事指南（2025）",
    "广东省企业职工病残津贴申领办事指南",
    "Guangdong guide to the disability allowance",
    date(2025, 1, 1),
)
SPECIAL_WORK_GUIDES = _notice(
    "各地特殊工种提前退休办事指南",
    "各地特殊工种提前退休公示和审核指南",
    "Local guides to early retirement after special work",
    date(2020, 1, 1),
)
FILE_REVIEW_GUIDES = _notice(
    "各地人事档案预审办事指南",
    "各地退休人员人事档案预审办事指南",
    "Local guides to the review of personal files",
    date(2020, 1, 1),
)
NATIONAL_WAGES = _notice(
    "国家统计局年度数据",
    "全国城镇单位就业人员年平均工资",
    "National average yearly wages in urban units",
    date(1994, 1, 1),
)
FOREIGNERS = Document(
    "人社部令第16号",
    Text(
        "在中国境内就业的外国人参加社会保险暂行办法",
        "Interim Measures on the Social Insurance of Foreigners Employed in China",
    ),
    date(2011, 10, 15),
    verified=False,
)

# --- Healthcare ---------------------------------------------------------------------------------
JIANGSU_ELSEWHERE = Document(
    "苏医保发〔2022〕75号",
    Text(
        "江苏省异地就医经办服务规程",
        "Jiangsu Procedure for Treatment in Another Place",
    ),
    date(2023, 1, 1),
)
SHENZHEN_MEASURES = Document(
    "深圳市人民政府令第358号",
    Text("深圳市医疗保障办法", "Shenzhen Measures on Healthcare Security"),
    date(2023, 10, 1),
    verified=False,  # the day on which it began was not seen
)


def _public_answer(place: str, place_en: str, day: date) -> Document:
    """Return what a local agency has said in public, of which no document was at hand."""
    return Document(
        f"{place}公开答复（{day:%Y-%m-%d}）",
        Text(f"{place}医保部门公开答复", f"Public answer of the healthcare agency of {place_en}"),
        day,
        verified=False,
    )


LIYANG_ANSWER = _public_answer("溧阳市", "Liyang", date(2024, 11, 20))
HANGGIN_ANSWER = _public_answer("杭锦后旗", "Hanggin Rear Banner", date(2025, 11, 4))
# Their days were not kept: what they say is not older than the notice that they carry out.
HARBIN_ANSWER = _public_answer("哈尔滨市", "Harbin", date(2023, 1, 1))
NANNING_ANSWER = _public_answer("南宁市", "Nanning", date(2023, 1, 1))
GUYANG_ANSWER = _public_answer("固阳县", "Guyang", date(2023, 1, 1))
HENAN_ANSWER = _public_answer("河南省", "Henan", date(2023, 1, 1))
DONGGUAN_ANSWER = _public_answer("东莞市", "Dongguan", date(2023, 1, 1))
LUOYANG_ANSWER = _public_answer("洛阳市", "Luoyang", date(2023, 1, 1))
BEIJING_SHARES = _public_answer("北京市", "Beijing", date(2025, 3, 1))
SHANGHAI_SHARES = _public_answer("上海市", "Shanghai", date(2024, 7, 1))
HANGZHOU_SHARES = _public_answer("杭州市", "Hangzhou", date(2020, 12, 1))
WUHAN_SHARES = _public_answer("武汉市", "Wuhan", date(2023, 1, 1))
SHANGHAI_NEXT_SHARES = _public_answer("上海市", "Shanghai", date(2025, 7, 1))
CHENGDU_SHARES = _public_answer("成都市", "Chengdu", date(2023, 1, 1))
