"""“I need a new card”: lost, broken, expired, another name or bank, moved; one clerk grants it."""

from dataclasses import dataclass

from applications.declaring import Deciding, Deed, LifeEvent, Service
from applications.fields import Asked, Figure, FormPage, Question
from applications.known import answers_of
from applications.rules.flows import produced
from casework.rules.verdicts import Condition
from law.values import Rule, ValueNotInForce
from law.wording import Text
from records.models import Relationship
from services.cards.actions import ordering
from services.cards.facts import CardFacts, facts_of, issuer_of
from services.cards.losing import BOTH_SIDES, card_of, conditions_of
from services.cards.questions import card_field
from services.cards.replacing_questions import (
    ADDRESS,
    BANK,
    BANK_CHOICE,
    COLLECTOR_NAME,
    COLLECTOR_NUMBER,
    COLLECTS,
    DELIVERY,
    EXPIRED,
    KEEP,
    LOST,
    PHOTO,
    PICTURE,
    SINCE,
    WHY,
)
from services.cards.rules import reasons
from services.cards.rules.numbers import FEE, INTERIM, PRODUCE, REVIEW, photo_is_old
from services.cards.rules.states import Wish
from services.cards.standing import REPLACEMENT


@dataclass(frozen=True, kw_only=True)
class ReplacementFacts(CardFacts):
    """The card, why it is replaced, and whether a pension is drawn."""

    draws_pension: bool

    @property
    def why(self) -> str:
        """The reason that was chosen."""
        return str(self.answers.get("reason") or "")


def _facts(asked: Asked) -> ReplacementFacts:
    found = facts_of(asked)
    held = asked.known.relationships if asked.known else ()
    drawing = any(each.status == Relationship.Status.DRAWING for each in held)
    return ReplacementFacts(**vars(found), draws_pension=drawing)


def _is_not_reported(facts: ReplacementFacts) -> bool:
    """Whether a lost card is still to be reported formally."""
    against = facts.against(Wish.REPLACE)
    if against is reasons.FORMAL_FIRST:
        return True
    lost = facts.standing is not None and facts.standing.card.lost_at is not None
    return facts.why == LOST and facts.standing is not None and not lost


def _is_too_early(facts: ReplacementFacts) -> bool:
    return (
        facts.why == EXPIRED and facts.standing is not None and (not facts.standing.can_be_renewed)
    )


def _photo_is_old(facts: ReplacementFacts) -> bool:
    if facts.standing is None or facts.answers.get("photo") != KEEP:
        return False
    return photo_is_old(facts.standing.card.photo_taken_on, facts.today, facts.book)


def _is_for_a_counter(facts: ReplacementFacts) -> bool:
    """Whether guides of places ask this kind of document to the counter; it refuses nobody."""
    if facts.standing is None:
        return False
    return facts.standing.card.person.document_type != "resident-id"


CONDITIONS: tuple[Condition[ReplacementFacts], ...] = (
    *conditions_of(Wish.REPLACE, reasons.CARD_IN_THE_MAKING, reasons.IS_CANCELLED),
    Condition[ReplacementFacts](
        reasons.FORMAL_FIRST,
        Text("丢失的卡已经正式挂失吗？", "Was a lost card reported formally?"),
        Text("已挂失，或不是丢失。", "Yes, or it is not lost."),
        Text("还没有。", "Not yet."),
        _is_not_reported,
    ),
    Condition[ReplacementFacts](
        reasons.TOO_EARLY_TO_RENEW,
        Text("快到期了吗？", "Does it expire soon?"),
        Text("是，或者不是因为到期。", "Yes, or it is for another reason."),
        Text("离到期还有60天以上。", "It expires in more than 60 days."),
        _is_too_early,
    ),
    Condition[ReplacementFacts](
        reasons.PHOTO_IS_OLD,
        Text("照片可以用吗？", "Can the photograph be used?"),
        Text("可以，或会交新照片。", "Yes, or a new one is sent."),
        Text("档案里的照片超过10年，或没有日期。", "It is older than ten years, or undated."),
        _photo_is_old,
    ),
    Condition[ReplacementFacts](
        reasons.AT_A_COUNTER,
        Text("可以网上办理吗？", "Can it be done online?"),
        Text("可以。", "Yes."),
        Text("不是居民身份证。", "The document is no resident identity card."),
        _is_for_a_counter,
    ),
    Condition[ReplacementFacts](
        reasons.BENEFIT_IS_PAID_THERE,
        Text("有待遇发到旧卡吗？", "Is a benefit paid to the old card?"),
        Text("没有。", "No."),
        Text("正在领取养老金。", "A pension is drawn."),
        lambda facts: facts.draws_pension and facts.why in (BANK, LOST),
    ),
)


def _figures(facts: ReplacementFacts) -> tuple[Figure, ...]:
    """Return fee, term and interim card of the place; what it has no number for is left out."""
    if facts.standing is None:
        return ()
    region = facts.standing.card.issuer.region_id
    wanted = ((FEE, FEE.title), (PRODUCE, PRODUCE.title), (INTERIM, INTERIM.title))
    found = (_figure(rule, label, region, facts) for rule, label in wanted)
    return tuple(each for each in found if each)


def _figure(rule: Rule, label: Text, region: str, facts: ReplacementFacts) -> Figure | None:
    try:
        value = rule.on(facts.today, facts.book, region=region)
    except ValueNotInForce:
        return None
    return Figure(
        label=label,
        value=rule.spell(value.number),
        formula=Text("当地公布的标准", "As the place has published it"),
        basis=value.basis,
        is_sure=value.is_verified,
    )


def _order(deed: Deed) -> None:
    """Order the card from its maker, in the transaction of the decision."""
    case, answers = deed.application.case, answers_of(deed.application)
    ordering.order(
        case,
        card_of(deed.application),
        bank=str(answers["bank"]),
        delivery=str(answers["delivery"]),
        address=str(answers.get("address") or ""),
        collector=(str(answers.get("collector_name") or ""), answers.get("collector_number")),
        now=deed.now,
    )


def _follows(_asked: Asked) -> tuple[Text, ...]:
    return (
        Text(
            "提交后，旧卡不能再解挂；没有挂失的旧卡，用到领新卡为止。",
            "Once this is sent, a lost card cannot be found again. One that is not lost works "
            "until you have the new one.",
        ),
        Text(
            "领新卡时带身份证；旧卡当场注销。",
            "Bring your identity card to collect it. The old card ends at that moment.",
        ),
    )


def _matter(answers: object) -> str:
    return str(answers.get("card") or "") if isinstance(answers, dict) else ""


CARD_REPLACEMENT = Service(
    procedure=produced(
        REPLACEMENT,
        Text("社保卡补换", "New social security card"),
        term=REVIEW,
        produce=PRODUCE,
        making=Text("制卡、发卡", "Making the card and handing it out"),
    ),
    errand=Text("我要补一张或换一张社保卡", "I need a new social security card"),
    event=LifeEvent.CARD,
    law=(reasons.CARDS, reasons.BANK),
    deciding=Deciding.ONE,
    pages=(
        FormPage(
            slug="card",
            title=Text("哪张卡，为什么", "Which card, and why"),
            fields=(card_field(Text("要换哪张卡？", "Which card is to be replaced?")), WHY, SINCE),
        ),
        FormPage(slug="bank", title=Text("银行", "The bank"), fields=(BANK_CHOICE,)),
        FormPage(
            slug="delivery",
            title=Text("领取方式", "How to get it"),
            fields=(DELIVERY, ADDRESS, COLLECTS, COLLECTOR_NAME, COLLECTOR_NUMBER),
        ),
        FormPage(slug="photo", title=Text("照片", "The photograph"), fields=(PHOTO,)),
    ),
    papers=(PICTURE,),
    agency=issuer_of,
    matter=_matter,
    facts=_facts,
    conditions=CONDITIONS,
    refusals=(reasons.NOT_THE_HOLDER,),
    figures=_figures,
    follows=_follows,
    effect=_order,
    result=Text("新的社会保障卡", "A new social security card"),
    opening=Text("准予您补换社保卡，开始制卡。", "A new card is granted and is being made."),
    visits=1,
    fee=Text(
        "首次领卡免费；补换卡按当地标准（例如广州20元，未经核实）",
        "The first card is free; a new one costs what the place asks (Guangzhou 20 yuan, not "
        "confirmed)",
    ),
    questions=(
        BOTH_SIDES,
        Question(
            question=Text("等新卡的时候怎么看病？", "How do I see a doctor while I wait?"),
            answer=Text(
                "没有挂失的旧卡，用到领新卡为止；已挂失的，就医时出示身份证，按当地办法结算。",
                "An old card that is not lost works until you have the new one. Otherwise show "
                "your identity card: the place has its way to settle it.",
            ),
            basis=reasons.GUIDES,
        ),
    ),
)
