"""A believable receipt, for previews of its template and for tests."""

from datetime import date, datetime
from typing import Any

from law.wording import Text
from letters.data import CHINA, Agency
from letters.rules.codes import code_of
from letters.samples import person
from services.dues.receipts import PaidLine, PaymentReceipt

PENSION = Text("基本养老保险", "Old-age insurance")
AGENCY = Text("广州市社会保险基金管理中心", "Guangzhou Social Insurance Fund Centre")
MONTHS = (("2026年9月", "September 2026"), ("2026年10月", "October 2026"))


def receipt(insurance: str = "pension", **facts: Any) -> PaymentReceipt:
    """Return the receipt of two months of a flexible worker."""
    lines = tuple(
        PaidLine(
            insurance=PENSION,
            agency=AGENCY,
            period=Text(*month),
            base="5,510.00",
            rate="20%",
            pooled="661.20",
            account="440.80",
            amount="1,102.00",
        )
        for month in MONTHS
    )
    usual = {
        "insurance": insurance,
        "number": "P440100-D-2026-000008",
        "official_number": "穗社保核〔2026〕8号",
        "case_number": "P2026-7KQ4-9TRM",
        "issued_on": date(2026, 11, 23),
        "issuer": Agency(
            name=AGENCY,
            region_code="440100",
            region_name=Text("广州市", "Guangzhou"),
            phone="020-12345678",
            address="广州市越秀区梅东路28号",
            postcode="510080",
        ),
        "person": person(),
        "code": code_of(bytes(range(16))),
        "verify_url": "https://transfer.example/verify/",
        "lines": lines,
        "total": "2,204.00",
        "order_number": "P2026-7KQM-49XD-A2",
        "channel": Text("演示支付", "Invented provider"),
        "channel_number": "SB2611230A1B2C3D4E5F6071",
        "paid_at": datetime(2026, 11, 23, 9, 40, tzinfo=CHINA),
        "bases": (
            Text("《中华人民共和国社会保险法》第六十条", "Social Insurance Law, article 60"),
        ),
    }
    return PaymentReceipt(**usual | facts)
