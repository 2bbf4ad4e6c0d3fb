"""“I do not know what I am entitled to”: some questions, then what there is to do and read."""

from dataclasses import dataclass

from law.wording import Text


@dataclass(frozen=True)
class End:
    """Where the questions lead: services to apply for, calculators, answers to read."""

    services: tuple[str, ...] = ()
    calculators: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """One reply, and what follows from it."""

    key: str
    said: Text
    then: "Fork | End"


@dataclass(frozen=True)
class Fork:
    """A question with its replies."""

    asked: Text
    choices: tuple[Choice, ...]


def _end(services: str = "", calculators: str = "", answers: str = "") -> End:
    return End(tuple(services.split()), tuple(calculators.split()), tuple(answers.split()))


def _choice(key: str, zh: str, en: str, then: Fork | End) -> Choice:
    return Choice(key, Text(zh, en), then)


_UNEMPLOYED = Fork(
    Text(
        "您缴失业保险满一年了吗？（各地的合在一起算）",
        "Have you paid unemployment insurance for a year in all?",
    ),
    (
        _choice(
            "year",
            "满一年，不是自己要走的",
            "A year, and it was not my own wish",
            _end(
                "unemployment-benefit",
                "unemployment-term",
                "who-gets-unemployment-benefit how-long-unemployment-benefit "
                "medical-cover-while-unemployed",
            ),
        ),
        _choice(
            "resigned",
            "是我自己辞职的",
            "I resigned",
            _end("enrolment-flexible", "", "resigned gap-of-months pay-by-myself"),
        ),
        _choice(
            "short",
            "不满一年",
            "Less than a year",
            _end("enrolment-flexible", "", "one-year-not-reached pay-by-myself"),
        ),
        _choice(
            "near",
            "离退休不到一年",
            "Less than a year before I retire",
            _end("unemployment-benefit", "retirement-age", "unemployed-near-retirement"),
        ),
    ),
)
_ILL = Fork(
    Text("在哪里看病？", "Where are you treated?"),
    (
        _choice(
            "home",
            "在参保的地方",
            "Where I am insured",
            _end(
                "account-sharing", "", "what-is-paid-in-hospital out-patient-bills chronic-illness"
            ),
        ),
        _choice(
            "elsewhere",
            "在外地",
            "In another place",
            _end(
                "care-which care-temporary care-long",
                "",
                "register-before-treatment-elsewhere share-elsewhere emergency-elsewhere",
            ),
        ),
        _choice(
            "paid",
            "已经自己垫了钱",
            "I have paid already",
            _end(
                "care-late reimbursement-inpatient", "", "bills-paid-by-myself emergency-elsewhere"
            ),
        ),
        _choice(
            "work",
            "是上班受的伤",
            "I was hurt at work",
            _end("", "", "injured-at-work employer-without-injury-insurance"),
        ),
        _choice(
            "cannot-work",
            "病得不能再工作",
            "I can work no more",
            _end("disability-allowance", "", "cannot-work-any-more"),
        ),
    ),
)
_OLD = Fork(
    Text("到退休年龄了吗？", "Are you of the age to retire?"),
    (
        _choice(
            "soon",
            "还没到",
            "Not yet",
            _end(
                "retirement-choice",
                "retirement-age pension-estimate benefit-place",
                "when-may-i-retire earlier-by-choice least-years-for-a-pension",
            ),
        ),
        _choice(
            "short",
            "到了，年限不够",
            "Yes, and I am short of years",
            _end(
                "pension-extension",
                "cumulative-months",
                "short-of-years-at-the-age join-resident-and-employee-pension",
            ),
        ),
        _choice(
            "now",
            "到了，年限够",
            "Yes, with enough years",
            _end(
                "retirement",
                "pension-estimate benefit-place",
                "how-to-apply-for-a-pension which-place-pays",
            ),
        ),
        _choice(
            "drawing",
            "已经在领",
            "I draw already",
            _end("pay-account-change", "", "pension-rises proof-of-life when-the-pension-stops"),
        ),
    ),
)
_MOVED = Fork(
    Text("换到了哪里？", "Where did you move to?"),
    (
        _choice(
            "province",
            "外省，新单位已经缴费",
            "Another province, the new employer pays",
            _end(
                "pension-transfer medical-transfer",
                "pension-eligibility medical-eligibility",
                "move-a-pension-from-home move-medical-insurance medical-gap-after-changing-jobs",
            ),
        ),
        _choice(
            "same",
            "同一个省",
            "The same province",
            _end("medical-transfer", "medical-eligibility", "transfer-before-changing-job"),
        ),
        _choice(
            "alone",
            "没有单位，自己缴",
            "I pay by myself",
            _end("enrolment-flexible", "", "pay-by-myself gap-of-months"),
        ),
        _choice(
            "abroad",
            "出国，或者离开中国",
            "Abroad, or I leave China",
            _end("account-closing", "", "foreigner-leaves-china settle-abroad"),
        ),
    ),
)
_JOIN = Fork(
    Text("您是哪一种情况？", "Which is yours?"),
    (
        _choice(
            "employed",
            "有单位",
            "I have an employer",
            _end("contribution-arrears", "", "employer-must-enrol base-too-low see-what-was-paid"),
        ),
        _choice(
            "alone",
            "没有单位，想交职工的",
            "No employer, employees' scheme",
            _end(
                "enrolment-flexible contribution-payment",
                "pension-estimate",
                "pay-by-myself choose-a-base which-scheme-is-better",
            ),
        ),
        _choice(
            "resident",
            "没有工作，或者老人孩子",
            "No work, or old, or a child",
            _end(
                "enrolment-resident-medical enrolment-resident-pension",
                "",
                "resident-medical resident-pension newborn-child",
            ),
        ),
        _choice(
            "foreigner",
            "外国人、港澳台居民",
            "From abroad, Hong Kong, Macao or Taiwan",
            _end("", "", "foreigner-works-here agreement-country hong-kong-macao-taiwan"),
        ),
    ),
)

START = Fork(
    Text("发生了什么事？", "What has happened?"),
    (
        _choice("work", "没有工作了", "I lost my work", _UNEMPLOYED),
        _choice("ill", "生病、受伤了", "I am ill or hurt", _ILL),
        _choice("old", "要退休、养老", "I retire, or am retired", _OLD),
        _choice("moved", "换工作、换地方", "I changed jobs or moved", _MOVED),
        _choice("join", "想参保、缴费", "I want to join or pay", _JOIN),
        _choice(
            "birth",
            "生孩子",
            "A child is born",
            _end(
                "enrolment-resident-medical",
                "",
                "maternity-allowance birth-costs maternity-without-job newborn-child",
            ),
        ),
        _choice(
            "death",
            "家里有人去世",
            "Somebody has died",
            _end(
                "record-stop-death survivors account-closing",
                "",
                "somebody-died funeral-grant inherit-the-account",
            ),
        ),
        _choice(
            "card",
            "社保卡、个人信息",
            "The card, my details",
            _end(
                "card-loss-temporary card-replacement contact-change particulars-key",
                "",
                "card-lost new-card name-or-number-wrong",
            ),
        ),
    ),
)


def walk(path: str) -> tuple[list[Choice], Fork | End]:
    """Return what was replied so far and where it leads; a wrong turn ends the walk before it."""
    taken: list[Choice] = []
    here: Fork | End = START
    for key in filter(None, path.split(".")):
        if isinstance(here, End):
            break
        choice = next((each for each in here.choices if each.key == key), None)
        if choice is None:
            break
        taken.append(choice)
        here = choice.then
    return taken, here


def ends(fork: Fork = START) -> tuple[End, ...]:
    """Return every end of the tree."""
    found: list[End] = []
    for each in fork.choices:
        found += ends(each.then) if isinstance(each.then, Fork) else [each.then]
    return tuple(found)
