"""Deductibles and shares of in-patient care by place, grade of hospital and insured person.

None was read in the text that set it: all come from public answers and tables of hospitals, are
marked as not confirmed, and refuse nobody. A place that is not here has none: a clerk works it out.
"""

from collections.abc import Iterable, Iterator, Mapping

from law.documents import Document, cite
from law.local_documents import BEIJING_SHARES, HANGZHOU_SHARES, SHANGHAI_SHARES, WUHAN_SHARES
from law.values import Unit, Value, rule, value
from law.wording import Text

GRADE = Text("医院等级", "Grade of hospital")
INSURED = Text("参保人员", "Insured person")
STAY = Text("本年度住院次数", "Stay of the year")
BAND = Text("费用段", "Band")
BEIJING, SHANGHAI, HANGZHOU, WUHAN = "110000", "310000", "330100", "420100"
MOST_BANDS = 5
ALL_GRADES = ("3", "2", "1", "community")
GRADES_AND_INSURED = {
    "3": Text("三级", "grade 3"),
    "2": Text("二级", "grade 2"),
    "1": Text("一级", "grade 1"),
    "community": Text("社区", "community"),
    "active": Text("在职", "employed"),
    "retired": Text("退休", "retired"),
}
BANDS = {f"band-{n}": Text(f"第{n}段", f"band {n}") for n in range(1, MOST_BANDS + 1)}
STAYS = {"first": Text("首次", "first"), "later": Text("第二次起", "second and later")}
WORDS = {**GRADES_AND_INSURED, **STAYS, **BANDS}
Rates = Mapping[tuple[str, str], str]


def _deductibles(place: str, document: Document, by_key: Rates) -> Iterator[Value]:
    """Yield them from `(grade, insured): first/later`; one number counts for every stay."""
    for (grade, insured), amounts in by_key.items():
        first, _slash, later = amounts.partition("/")
        for stay, amount in (("first", first), ("later", later or first)):
            yield value(amount, cite(document), region=place, key=(grade, insured, stay))


def _shares(place: str, document: Document, by_key: Rates) -> Iterator[Value]:
    """Yield them from `(grade, insured): percent of band 1/of band 2/…`."""
    for (grade, insured), percents in by_key.items():
        for number, percent in enumerate(percents.split("/"), start=1):
            key = (grade, insured, band_key(number))
            yield value(_rate(percent), cite(document), region=place, key=key)


def band_key(number: int) -> str:
    """Return what the nth band is called in a key."""
    return f"band-{number}"


def _rate(percent: str) -> str:
    whole, _dot, rest = percent.partition(".")
    return f"0.{int(whole):02d}{rest}" if whole != "100" else "1"


def _ends(place: str, document: Document, ends: Iterable[int]) -> Iterator[Value]:
    for number, end in enumerate(ends, start=1):
        yield value(end, cite(document), region=place, key=(band_key(number),))


def _each(grades: Iterable[str], insured: str, said: str) -> dict[tuple[str, str], str]:
    return {(grade, insured): said for grade in grades}


DEDUCTIBLE = rule(
    "medical-share.deductible",
    Text("住院起付标准", "Deductible of a stay in hospital"),
    Unit.YUAN,
    *_deductibles(
        BEIJING,
        BEIJING_SHARES,
        _each(ALL_GRADES, "active", "1300/650") | _each(ALL_GRADES, "retired", "1300/650"),
    ),
    # Of those who retired after 2000; who retired before has 700.
    *_deductibles(
        SHANGHAI,
        SHANGHAI_SHARES,
        _each(ALL_GRADES, "active", "1500") | _each(ALL_GRADES, "retired", "1200"),
    ),
    *_deductibles(
        HANGZHOU,
        HANGZHOU_SHARES,
        {
            (grade, insured): amount
            for grade, amount in (("3", "800"), ("2", "500"), ("1", "300"))
            for insured in ("active", "retired")
        },
    ),
    *_deductibles(
        WUHAN,
        WUHAN_SHARES,
        {
            (grade, insured): amount
            for grade, amount in zip(
                ALL_GRADES, ("800/400", "600/300", "400/200", "200"), strict=True
            )
            for insured in ("active", "retired")
        },
    ),
    axes=(GRADE, INSURED, STAY),
    is_local=True,
    words=WORDS,
)
SHARE = rule(
    "medical-share.rate",
    Text("住院统筹基金支付比例", "Share of a stay that the fund pays"),
    Unit.RATE,
    *_shares(
        BEIJING,
        BEIJING_SHARES,
        {
            ("1", "active"): "90/95/97/85",
            ("2", "active"): "87/92/97/85",
            ("3", "active"): "85/90/95/85",
            ("1", "retired"): "97/98.5/99.1/90",
            ("2", "retired"): "96.1/97.6/99.1/90",
            ("3", "retired"): "95.5/97/98.5/90",
        },
    ),
    *_shares(
        SHANGHAI,
        SHANGHAI_SHARES,
        _each(ALL_GRADES, "active", "85") | _each(ALL_GRADES, "retired", "92"),
    ),
    *_shares(
        HANGZHOU,
        HANGZHOU_SHARES,
        {
            ("3", "active"): "82/88/90",
            ("2", "active"): "84/90/90",
            ("1", "active"): "88/92/90",
            ("3", "retired"): "86/92/90",
            ("2", "retired"): "88/94/90",
            ("1", "retired"): "92/96/90",
        },
    ),
    *_shares(
        WUHAN,
        WUHAN_SHARES,
        {
            ("3", "active"): "86",
            ("2", "active"): "89",
            ("1", "active"): "92",
            ("3", "retired"): "88.8",
            ("2", "retired"): "91.2",
            ("1", "retired"): "93.6",
        },
    ),
    axes=(GRADE, INSURED, BAND),
    is_local=True,
    words=WORDS,
)
BAND_END = rule(
    "medical-share.band-end",
    Text("住院费用分段上限", "End of a band of a stay in hospital"),
    Unit.YUAN,
    *_ends(BEIJING, BEIJING_SHARES, (30_000, 40_000, 100_000)),
    *_ends(HANGZHOU, HANGZHOU_SHARES, (40_000, 360_000)),
    axes=(BAND,),
    is_local=True,
    words=BANDS,
)
RULES = (DEDUCTIBLE, SHARE, BAND_END)
