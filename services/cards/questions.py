"""What the services about cards ask: which card, and that the bank is another matter."""

from applications.fields import Field, Kind
from law.wording import Text
from services.cards.facts import only_card, own_cards, said
from services.cards.rules import reasons


def card_field(label: Text) -> Field:
    """Return the question which card it is; whoever has one is not asked to choose."""
    return Field(
        name="card",
        kind=Kind.CHOICE,
        label=label,
        why=Text("您可能有不止一张卡。", "You may have more than one."),
        called=Text("社保卡", "Card"),
        options=own_cards,
        named=said,
        known=only_card,
    )


BANK_TOLD = Field(
    name="bank_told",
    kind=Kind.DECLARATION,
    label=Text(
        "我知道卡里的银行账户要另外打银行电话挂失",
        "I know that the bank account on the card is reported to the bank, by phone",
    ),
    why=Text(
        "这里只能停用社保功能，停不了银行账户。",
        "Only the social insurance side is stopped here, and never the bank account.",
    ),
    basis=reasons.BANK,
)
