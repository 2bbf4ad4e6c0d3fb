"""Particulars on which no number hangs: education, marriage, household, occupation, ethnic group.

The codes are those of GB/T 4658, GB/T 2261.2, AAC009 and GB/T 3304 as records are exchanged.
"""

from collections.abc import Mapping

from law.wording import Text

EDUCATION = {
    "10": Text("研究生", "Postgraduate"),
    "20": Text("大学本科", "Bachelor's degree"),
    "30": Text("大学专科", "College"),
    "40": Text("中等专业学校", "Vocational secondary school"),
    "60": Text("高中", "Senior secondary school"),
    "70": Text("初中", "Junior secondary school"),
    "80": Text("小学", "Primary school"),
    "90": Text("其他", "Other"),
}
MARRIAGE = {
    "10": Text("未婚", "Never married"),
    "20": Text("已婚", "Married"),
    "30": Text("丧偶", "Widowed"),
    "40": Text("离婚", "Divorced"),
}
HOUSEHOLD_KIND = {
    "10": Text("城镇户口", "Urban household"),
    "20": Text("农村户口", "Rural household"),
    "90": Text("其他", "Other"),
}
_GROUPS = (
    "汉族 Han,蒙古族 Mongol,回族 Hui,藏族 Tibetan,维吾尔族 Uyghur,苗族 Miao,彝族 Yi,"
    "壮族 Zhuang,布依族 Bouyei,朝鲜族 Korean,满族 Manchu,侗族 Dong,瑶族 Yao,白族 Bai,"
    "土家族 Tujia,哈尼族 Hani,哈萨克族 Kazak,傣族 Dai,黎族 Li,傈僳族 Lisu,佤族 Va,畲族 She,"
    "高山族 Gaoshan,拉祜族 Lahu,水族 Sui,东乡族 Dongxiang,纳西族 Naxi,景颇族 Jingpo,"
    "柯尔克孜族 Kirgiz,土族 Tu,达斡尔族 Daur,仫佬族 Mulao,羌族 Qiang,布朗族 Blang,"
    "撒拉族 Salar,毛南族 Maonan,仡佬族 Gelao,锡伯族 Xibe,阿昌族 Achang,普米族 Pumi,"
    "塔吉克族 Tajik,怒族 Nu,乌孜别克族 Uzbek,俄罗斯族 Russian,鄂温克族 Ewenki,"
    "德昂族 De'ang,保安族 Bonan,裕固族 Yugur,京族 Gin,塔塔尔族 Tatar,独龙族 Derung,"
    "鄂伦春族 Oroqen,赫哲族 Hezhen,门巴族 Monba,珞巴族 Lhoba,基诺族 Jino"
)
NATION = {
    f"{number:02}": Text(*each.split(" ", 1))
    for number, each in enumerate(_GROUPS.split(","), start=1)
}
OCCUPATION = "occupation"
CODED = {
    "education": EDUCATION,
    "marriage": MARRIAGE,
    "household_kind": HOUSEHOLD_KIND,
    "nation": NATION,
}
NAMES = ("education", "marriage", "household_kind", OCCUPATION, "nation")
LABELS = {
    "education": Text("学历", "Education"),
    "marriage": Text("婚姻状况", "Marriage"),
    "household_kind": Text("户口性质", "Kind of household"),
    OCCUPATION: Text("职业", "Occupation"),
    "nation": Text("民族", "Ethnic group"),
}
# The police's register holds it: what it says counts, so somebody compares.
HELD_BY_THE_POLICE = frozenset({"nation"})
NOT_SAID = Text("未登记", "Not on the record")


def spell(name: str, kept: str) -> Text:
    """Return a particular as people read it."""
    if not kept:
        return NOT_SAID
    return CODED.get(name, {}).get(kept, Text(kept, kept))


def changed(before: Mapping[str, str], wanted: Mapping[str, str]) -> dict[str, str]:
    """Return what would be another afterwards."""
    return {name: new for name, new in wanted.items() if new and new != before.get(name, "")}


NO_SUCH = Text("“{head}”一栏的内容不在可选范围内。", "“{head}” holds none of the possible values.")
NOTHING_LISTED = Text(
    "除姓名、证件号码、手机号外，至少填写一栏。",
    "Beside name, number and phone, fill in at least one column.",
)
LONGEST_OCCUPATION = 60


def listed(cells: Mapping[str, str]) -> dict[str, object] | Text:
    """Return the answers that a line of an employer's list makes, or what is wrong with it.

    A value is its code, or its word in either language.
    """
    found: dict[str, str] = {}
    for name in NAMES:
        said = (cells.get(name) or "").strip()
        code = _code_of(name, said)
        if said and not code:
            head = LABELS[name]
            return Text(NO_SUCH.zh.format(head=head.zh), NO_SUCH.en.format(head=head.en))
        if code:
            found[name] = code
    return {"what": list(found), **found} if found else NOTHING_LISTED


def _code_of(name: str, said: str) -> str:
    if name == OCCUPATION:
        return said if said.isprintable() and len(said) <= LONGEST_OCCUPATION else ""
    words = {
        word.lower(): code for code, text in CODED[name].items() for word in (text.zh, text.en)
    }
    return said if said in CODED[name] else words.get(said.lower(), "")


def is_for_a_clerk(changes: Mapping[str, str]) -> bool:
    """Whether another authority holds it too, so that a clerk compares before it counts."""
    return not HELD_BY_THE_POLICE.isdisjoint(changes)
