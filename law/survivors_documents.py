"""The documents of what a family gets when an insured person has died."""

from datetime import date

from law.documents import Document
from law.wording import Text

SURVIVORS = Document(
    "人社部发〔2021〕18号",
    Text(
        "企业职工基本养老保险遗属待遇暂行办法",
        "Interim Measures on Survivors' Benefits of Employees' Old-age Insurance",
    ),
    date(2021, 9, 1),
)


def _income(place: str, place_en: str, year: int) -> Document:
    return Document(
        f"{place}{year}年城镇居民人均可支配收入",
        Text(
            f"{place}统计公布的城镇居民人均可支配收入", f"Disposable income in {place_en}, {year}"
        ),
        date(year + 1, 1, 1),
        verified=False,
    )


SHANDONG_INCOME = _income("山东省", "Shandong", 2021)
JIANGSU_INCOME = _income("江苏省", "Jiangsu", 2022)
LIAONING_INCOME = _income("辽宁省", "Liaoning", 2020)
