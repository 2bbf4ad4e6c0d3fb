"""Why benefit is not drawn, or a person has to look; each with its way forward. Codes are ours."""

from casework.rules.reasons import ReasonClass, Use, service_reason
from law.documents import (
    HANDLING_REGULATIONS,
    SOCIAL_INSURANCE_LAW,
    SOCIAL_INSURANCE_LAW_RULES,
    UNEMPLOYMENT_REGULATIONS,
    cite,
)
from law.unemployment_documents import (
    CLAIM_MEASURES,
    GUANGDONG,
    HANDLING_NOTICE,
    NEAR_RETIREMENT,
    SMOOTH_CLAIMS,
)
from law.wording import Text

CONDITIONS = cite(SOCIAL_INSURANCE_LAW, "45")
ENDS = cite(SOCIAL_INSURANCE_LAW, "51")
EMPLOYER_SAYS = cite(SOCIAL_INSURANCE_LAW, "50")
REVIEWING = cite(HANDLING_NOTICE, "1")
NO_PAPER = cite(SMOOTH_CLAIMS, "4")
REPORTING = cite(HANDLING_REGULATIONS, "25")

TOO_FEW_MONTHS = service_reason(
    "UNE01",
    ReasonClass.REFUSE,
    Text("失业保险累计缴费不满12个月。", "Fewer than 12 months of contributions are paid."),
    Text(
        "在别处缴过的，先把记录归集到一起；上次失业没领完的月数仍可继续领取。"
        "都没有的，可以到街道办事处申请最低生活保障。",
        "If you have paid at other places too, gather those months first. Months left over from an "
        "earlier unemployment may still be drawn. If there are none, the street office can help "
        "with the minimum living allowance.",
    ),
    CONDITIONS,
    leads_to="my_accounts",
)
OWN_WISH = service_reason(
    "UNE02",
    ReasonClass.REFUSE,
    Text("离职是本人意愿。", "The work was ended by your own wish."),
    Text(
        "不是这样的，请照实更正离职原因，或请经办机构向单位核实；对解除有争议的，一年内可以申请劳动仲裁。",
        "If it was not so, correct the reason or have the agency ask the employer. Against the "
        "dismissal itself you can go to labour arbitration within a year.",
    ),
    CONDITIONS,
)
NOT_REPORTED = service_reason(
    "UNE03",
    ReasonClass.HOLD,
    Text(
        "单位还没有报送您的离职记录。",
        "The employer has not reported yet that you have left.",
    ),
    Text(
        "照常申请即可。单位应在15日内报送，我们会去问单位；办理期限照样计算。",
        "Apply all the same. The employer has 15 days to report it and we ask them; the term goes "
        "on meanwhile.",
    ),
    EMPLOYER_SAYS,
)
STILL_INSURED = service_reason(
    "UNE04",
    ReasonClass.HOLD,
    Text(
        "记录显示您现在仍在参保缴费。",
        "By the record contributions are still paid for you.",
    ),
    Text(
        "请单位办理停保；已经离职的，照常申请，写明离职日期，由经办人员核实。",
        "Ask the employer to stop them. If you have left already, apply with the day on which you "
        "left: a clerk looks into it.",
    ),
    ENDS,
    Use.REFUSAL,
)
HAS_A_BUSINESS = service_reason(
    "UNE05",
    ReasonClass.HOLD,
    Text("您名下有经营主体登记。", "A business is registered in your name."),
    Text(
        "已经停业的，写明注销日期；正在经营的，在有此规定的地方可以一次性领取剩余月数。",
        "If it is closed, say since when. If it runs, some places pay all months left at once.",
    ),
    cite(GUANGDONG, "23"),
    Use.REFUSAL,
    leads_to="service:unemployment-lump",
)
PENSION_AGE = service_reason(
    "UNE06",
    ReasonClass.REFUSE,
    Text(
        "您已领取养老金或病残津贴，或已到法定退休年龄。",
        "You draw a pension or a disability allowance, or have reached the statutory age.",
    ),
    Text(
        "到龄的，请办理退休。领取失业保险金期间自己缴的养老保险费，可以申请返还。",
        "At the age, apply for the pension. Pension contributions that you paid while drawing "
        "benefit can be paid back.",
    ),
    ENDS,
)
DRAWING_ELSEWHERE = service_reason(
    "UNE07",
    ReasonClass.REFUSE,
    Text("您正在另一地领取失业保险金。", "You draw unemployment benefit at another place."),
    Text(
        "只能在一地领取。要换到这里的，先在那里停领，剩余月数随您转来。",
        "It is drawn at one place only. To draw it in this place, stop it in the other first: the "
        "months left come with you.",
    ),
    cite(SOCIAL_INSURANCE_LAW, "52"),
)
REASONS_DIFFER = service_reason(
    "UNE08",
    ReasonClass.HOLD,
    Text(
        "单位与您填写的离职原因不一致。",
        "You and the employer have given different reasons.",
    ),
    Text(
        "照常申请。经办人员会问单位，只凭单位一面之词不会拒绝您；10个工作日的期限不变。",
        "Apply all the same. A clerk asks the employer; nobody is refused on the employer's word "
        "alone, and the 10 working days stay.",
    ),
    cite(CLAIM_MEASURES, "4"),
    Use.REFUSAL,
)
ALL_DRAWN = service_reason(
    "UNE09",
    ReasonClass.REFUSE,
    Text("本次可领的月数已经领完。", "All months that you had have been drawn."),
    Text(
        "重新就业并缴费满一年后再失业的，可以再次申请；生活有困难的，街道办事处可以帮助。",
        "After another year of contributions you may apply again. If money is short, the street "
        "office can help.",
    ),
    cite(SOCIAL_INSURANCE_LAW, "46"),
)
NEAR_AGE = service_reason(
    "UNE10",
    ReasonClass.NOTE,
    Text(
        "您距法定退休年龄不足一年，可以领到退休。",
        "You are less than a year from the statutory age: benefit is drawn until then.",
    ),
    Text(
        "可以同时申请“失业保险金领至退休”，期间缴的养老保险费由基金返还。",
        "Ask for “Unemployment benefit until the pension age” too: the fund pays back your pension "
        "contribution.",
    ),
    cite(NEAR_RETIREMENT, "1"),
    leads_to="service:unemployment-to-retirement",
)
OWED_MONTHS = service_reason(
    "UNE11",
    ReasonClass.NOTE,
    Text(
        "有单位欠缴的月份，暂未计入年限。",
        "Months that an employer owes are not counted yet.",
    ),
    Text(
        "可以投诉单位欠费；补缴到账后即计入。",
        "You may complain about the employer. The months count once they have been paid.",
    ),
    cite(SOCIAL_INSURANCE_LAW, "86"),
    leads_to="service:contribution-arrears",
)
INTERRUPTED = service_reason(
    "UNE12",
    ReasonClass.HOLD,
    Text(
        "服刑或强制戒毒期间，失业保险金中止发放。",
        "Benefit is interrupted in prison or in compulsory treatment for drugs.",
    ),
    Text(
        "期满后接着领取剩余月数，以当地规定为准。",
        "It goes on afterwards with the months that are left, as the place has it.",
    ),
    cite(UNEMPLOYMENT_REGULATIONS, "15", verified=False),
)
LATER_THAN_SIXTY = service_reason(
    "UNE13",
    ReasonClass.NOTE,
    Text(
        "离职已超过60天，不影响领取。",
        "More than 60 days have passed since you left: it does no harm.",
    ),
    Text("照常申请即可。", "Just apply."),
    NO_PAPER,
)
# What stands in the way of the services beside the first one.
NOTHING_DRAWN = service_reason(
    "UNE14",
    ReasonClass.REFUSE,
    Text("您现在没有在这里领取失业保险金。", "You draw no unemployment benefit here now."),
    Text("失业了的，请先申请失业保险金。", "If you have lost your work, apply for benefit first."),
    ENDS,
    leads_to="service:unemployment-benefit",
)
NOT_PAID_AT_ONCE = service_reason(
    "UNE15",
    ReasonClass.HOLD,
    Text(
        "没有查到当地一次性发放剩余月数的规定。",
        "No rule of your place about paying the months left at once is loaded.",
    ),
    Text(
        "可以提交，由经办人员按当地规定核定。",
        "Send it all the same: a clerk decides by the rules of the place.",
    ),
    cite(UNEMPLOYMENT_REGULATIONS, "21"),
    Use.REFUSAL,
)
NOT_NEAR_AGE = service_reason(
    "UNE16",
    ReasonClass.REFUSE,
    Text(
        "距法定退休年龄还有一年以上。",
        "The statutory age is a year away or more.",
    ),
    Text(
        "失业保险金照常领取；不足一年时再申请，2039年12月31日前都可以。",
        "Benefit goes on as it is. Ask again once it is less than a year: until 31 December 2039.",
    ),
    cite(NEAR_RETIREMENT, "1"),
)
CONFIRMED_ALREADY = service_reason(
    "UNE17",
    ReasonClass.NOT_NEEDED,
    Text("这个月您已经确认过了。", "You have confirmed this month already."),
    Text("不用再做什么。", "Nothing has to be done."),
    ENDS,
)
NO_RECORD_YET = service_reason(
    "UNE19",
    ReasonClass.HOLD,
    Text(
        "没有查到您的失业保险缴费记录。",
        "No record of your unemployment insurance was found.",
    ),
    Text(
        "照常申请，由经办人员核对缴费月数；您不用提供材料。",
        "Apply all the same: a clerk finds out how many months were paid. You bring nothing.",
    ),
    NO_PAPER,
)
NOT_LOADED = service_reason(
    "UNE20",
    ReasonClass.HOLD,
    Text(
        "该地区的领取月数或标准尚未录入，需人工核定。",
        "The months or amounts of this place are not loaded: a clerk works them out.",
    ),
    Text("照常申请，不会少领。", "Apply all the same: nothing is lost."),
    REVIEWING,
)
# The lump sum for workers from the countryside.
RURAL = cite(UNEMPLOYMENT_REGULATIONS, "21")
RURAL_ENDED = service_reason(
    "UNE21",
    ReasonClass.REFUSE,
    Text(
        "当地已取消农民合同制工人一次性生活补助。",
        "Your place pays no lump sum to rural contract workers any more.",
    ),
    Text(
        "您与其他职工一样缴费、一样享受待遇：请申请失业保险金，按月领取。",
        "You pay and draw like everybody else: apply for unemployment benefit, month by month.",
    ),
    RURAL,
    leads_to="service:unemployment-benefit",
)
RURAL_TOO_SHORT = service_reason(
    "UNE22",
    ReasonClass.REFUSE,
    Text(
        "在这家单位连续工作并缴费不满一年。",
        "You have not worked, insured, for a whole year in a row.",
    ),
    Text(
        "月份不对的，请先核对缴费记录；缴费累计满12个月的，可以申请按月领取的失业保险金。",
        "If months are missing, check your record first. With 12 months paid in all you may apply "
        "for monthly benefit.",
    ),
    RURAL,
    leads_to="service:unemployment-benefit",
)
RURAL_NOT_LOADED = service_reason(
    "UNE23",
    ReasonClass.HOLD,
    Text(
        "当地一次性生活补助的标准尚未录入，需人工核定。",
        "The amount of your place is not loaded: a clerk works it out.",
    ),
    Text(
        "照常申请。有的地方已取消这项补助；不再发的，经办人员会告诉您怎样按月领取失业保险金。",
        "Apply all the same. Some places have ended it; where yours has, the clerk says how you "
        "draw monthly benefit.",
    ),
    RURAL,
    Use.REFUSAL,
)
RURAL_PAID_OWN = service_reason(
    "UNE24",
    ReasonClass.HOLD,
    Text(
        "您本人也缴了失业保险费，按月领取可能更多。",
        "You have paid contributions yourself: monthly benefit may be more.",
    ),
    Text(
        "同一段缴费只能用一次。请先用“我失业了”算一下，再决定申请哪一项。",
        "The same months count once. Reckon with “I lost my work” first, then choose.",
    ),
    RURAL,
    leads_to="service:unemployment-benefit",
)
RURAL_DRAWS = service_reason(
    "UNE25",
    ReasonClass.REFUSE,
    Text(
        "您正在按月领取失业保险金，同一段缴费不能再领一次性补助。",
        "You draw monthly benefit: the same months do not earn a lump sum as well.",
    ),
    Text(
        "找到工作了，请告知，剩余月数会留存。",
        "If you have found work, say so: the months left are kept.",
    ),
    RURAL,
    leads_to="service:unemployment-end",
)
# A clerk's own ground, where nothing above fits: it is explained in the letter.
REFUSED_WORK = service_reason(
    "UNE18",
    ReasonClass.REFUSE,
    Text(
        "无正当理由拒绝了介绍的适当工作或培训。",
        "Suitable work or training was refused without a reason.",
    ),
    Text(
        "有正当理由的，请向经办机构说明；此后可以重新申请。",
        "If you had a reason, tell the agency; you may apply again.",
    ),
    cite(SOCIAL_INSURANCE_LAW, "51"),
)
LEFT_OVER = cite(SOCIAL_INSURANCE_LAW_RULES, "14", verified=False)
