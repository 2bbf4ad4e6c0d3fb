"""Why something cannot be registered, or need not be, each with its way forward; codes are ours."""

from casework.rules.reasons import ReasonClass, Use, service_reason
from law.documents import PORTAL_PRACTICE, SOCIAL_INSURANCE_LAW, TREATMENT_ELSEWHERE, cite
from law.local_documents import HENAN_ANSWER, JIANGSU_ELSEWHERE
from law.wording import Text

FRAME = cite(TREATMENT_ELSEWHERE, "二")
JIANGSU_LOCK = cite(JIANGSU_ELSEWHERE, "11")
JIANGSU_COVER = cite(JIANGSU_ELSEWHERE, "13")
# Said by the guide of the province; its article was not noted.
JIANGSU_GUIDE = cite(JIANGSU_ELSEWHERE, verified=False)


NOT_COVERED = service_reason(
    "CAR01",
    ReasonClass.HOLD,
    Text("记录显示您当前不在医保待遇期。", "By the record you are not covered now."),
    Text(
        "欠费的，补缴后恢复待遇；在等待期的，期满后恢复。备案可以先提交，由经办人员核实。",
        "If contributions are owed, pay them; if you are in a waiting period, cover begins after "
        "it. You may send the registration all the same: a clerk looks into it.",
    ),
    cite(SOCIAL_INSURANCE_LAW, "28"),
    Use.REFUSAL,
)
SAME_AREA = service_reason(
    "CAR02",
    ReasonClass.NOT_NEEDED,
    Text(
        "就医地在参保统筹区内，无需备案。",
        "This place is in your own pooling area: there is nothing to register.",
    ),
    Text(
        "直接带医保码或社保卡就医。",
        "Go to a hospital there with your insurance code or social security card.",
    ),
    FRAME,
)
THERE_ALREADY = service_reason(
    "CAR03",
    ReasonClass.REFUSE,
    Text("您已有一项有效备案。", "You have a registration that counts already."),
    Text(
        "去了别处的，变更这项备案；回来了的，取消它。",
        "If you have moved on, change it; if you are back, cancel it.",
    ),
    FRAME,
    leads_to="service:care-change",
)
LOCKED = service_reason(
    "CAR04",
    ReasonClass.HOLD,
    Text(
        "备案未满规定的月数，暂不能自行变更或取消。",
        "This registration has not run long enough to be changed or cancelled by yourself.",
    ),
    Text(
        "能证明已经返回或情况有变的，可以提交，由经办人员核实。急诊抢救不受影响。",
        "If you can show that you are back or that things have changed, send it: a clerk looks "
        "into it. Emergencies are not affected.",
    ),
    JIANGSU_LOCK,
    Use.REFUSAL,
)
FREE_IN_PROVINCE = service_reason(
    "CAR05",
    ReasonClass.NOT_NEEDED,
    Text(
        "您的参保地规定省内就医免备案。",
        "Your place asks for no registration inside the province.",
    ),
    Text(
        "直接到联网医院就医。",
        "Go to a linked hospital with your insurance code or card.",
    ),
    FRAME,
    leads_to="care_hospitals",
)
PROMISE_ONE_PLACE = service_reason(
    "CAR06",
    ReasonClass.REFUSE,
    Text(
        "以承诺方式备案，不能同时选择多地。",
        "By a promise only one place can be registered at a time.",
    ),
    Text(
        "只选一个就医地，或改为提交材料。",
        "Choose one place, or show the paper instead of promising.",
    ),
    JIANGSU_LOCK,
)
PROMISE_BROKEN = service_reason(
    "CAR07",
    ReasonClass.HOLD,
    Text(
        "您曾有承诺的材料未按期提交，现须提交材料。",
        "A paper you once promised did not arrive in time, so papers are asked for now.",
    ),
    Text(
        "改为提交材料；当时的情况有误的，请说明，由经办人员核实。",
        "Show the paper. If that record is wrong, say so: a clerk looks into it.",
    ),
    cite(HENAN_ANSWER),
)
NO_REFERRALS = service_reason(
    "CAR08",
    ReasonClass.HOLD,
    Text(
        "这家医院未登记转诊资格。",
        "This hospital is not listed as one that may refer.",
    ),
    Text(
        "请核对医院名称，或请有资格的医院开具转诊；也可以提交，由经办人员核实。",
        "Check the name, or ask a hospital that may refer. You may also send it: a clerk looks.",
    ),
    FRAME,
    Use.REFUSAL,
    leads_to="care_hospitals",
)
EMERGENCY = service_reason(
    "CAR09",
    ReasonClass.NOT_NEEDED,
    Text(
        "急诊抢救视同已备案，无需办理。",
        "An emergency counts as registered: there is nothing to apply for.",
    ),
    Text(
        "告诉医院您参加了医保；医院在结算时上传急诊标识。计划中的就医请选择其他类型。",
        "Tell the hospital that you are insured; it marks the emergency when it settles. For "
        "treatment that is planned, choose another kind.",
    ),
    FRAME,
    leads_to="care_emergency",
)
CLAIM_BY_HAND = service_reason(
    "CAR10",
    ReasonClass.NOTE,
    Text(
        "已出院并自费结算的，补办备案后按手工报销办理。",
        "You have left and paid yourself: register late, then claim by hand.",
    ),
    Text(
        "保留发票、费用清单和诊断证明，备案后向参保地申请报销。",
        "Keep invoice, cost list and diagnosis, and claim at your own agency afterwards.",
    ),
    FRAME,
)
NOT_LINKED = service_reason(
    "CAR11",
    ReasonClass.NOTE,
    Text(
        "就医地没有查到已开通的联网医院。",
        "No linked hospital is listed for that place.",
    ),
    Text(
        "查看附近城市的联网医院；未联网的，保留票据，回参保地手工报销。",
        "Look at linked hospitals nearby. At others keep the papers and claim by hand at home.",
    ),
    FRAME,
    leads_to="care_hospitals",
)
TREATED_AT_HOME = service_reason(
    "CAR23",
    ReasonClass.NOTE,
    Text(
        "长期备案期间有在参保地就医的记录。",
        "While you were registered as living elsewhere you were also treated at home.",
    ),
    Text(
        "这不影响备案：长期备案人员回参保地就医也可以报销。经办人员可能会问您现在住在哪里。",
        "That stands in the way of nothing: whoever lives elsewhere is paid at home too. A clerk "
        "may ask where you live now.",
    ),
    FRAME,
)
CHRONIC_FIRST = service_reason(
    "CAR12",
    ReasonClass.NOTE,
    Text(
        "门诊慢特病须先在参保地认定。",
        "Out-patient care of chronic diseases has to be granted at home first.",
    ),
    Text(
        "备案可以先办；慢特病待遇请向参保地医保经办机构申请认定。",
        "You may register now; ask your own agency to grant the chronic-disease benefit.",
    ),
    FRAME,
)
TOO_EARLY = service_reason(
    "CAR13",
    ReasonClass.HOLD,
    Text(
        "开始日期早于可以登记的最早日期。",
        "The first day is earlier than a registration may begin.",
    ),
    Text(
        "改为今天或以后；已经住院或出院的，请办理补备案。",
        "Choose today or later. If you are in hospital already or have left it, register late.",
    ),
    cite(PORTAL_PRACTICE, verified=False),
    Use.REFUSAL,
    leads_to="service:care-late",
)
NOT_FOR_RESIDENTS = service_reason(
    "CAR14",
    ReasonClass.REFUSE,
    Text(
        "居民医保不能选择“异地安置退休人员”。",
        "“Retired and settled there” is for the employee scheme only.",
    ),
    Text(
        "请选择“异地长期居住人员”，待遇相同。",
        "Choose “living there for long”: it is paid in the same way.",
    ),
    FRAME,
)
# --- Beyond those of the list: what a place has not said, and what a clerk may find -------------
PLACE_NOT_LOADED = service_reason(
    "CAR15",
    ReasonClass.HOLD,
    Text(
        "参保地对此的规定尚未录入，须由经办人员核实。",
        "What your place says of this is not loaded: a clerk has to look.",
    ),
    Text(
        "可以提交，不会因此拒绝；也可以只选一个就医地并提交材料。",
        "You may send it, and nobody refuses it for that. Or choose one place and show the paper.",
    ),
    FRAME,
)
SHORTENED = service_reason(
    "CAR20",
    ReasonClass.NOTE,
    Text(
        "备案有效期比您填写的结束日期短。",
        "The registration ends earlier than the day you have named.",
    ),
    Text(
        "到期前会提醒您；仍在外地的，可以再次备案。",
        "You are reminded before it ends. If you are still away then, register again.",
    ),
    FRAME,
)
FAR_AHEAD = service_reason(
    "CAR21",
    ReasonClass.HOLD,
    Text("开始日期太远。", "The first day lies too far ahead."),
    Text(
        "本平台最多提前90天登记；请到时再办，或提交后由经办人员核实。",
        "The portal registers up to 90 days ahead. Come back then, or send it for a clerk to see.",
    ),
    cite(PORTAL_PRACTICE, verified=False),
    Use.REFUSAL,
)
NOT_SHOWN = service_reason(
    "CAR16",
    ReasonClass.REFUSE,
    Text(
        "材料不能证明所选的备案类型。",
        "The paper does not show what the chosen kind asks for.",
    ),
    Text(
        "取得合适的材料后可以重新申请；其他临时外出备案不需要材料。",
        "Apply again with a paper that does, or register a short stay: it needs no paper.",
    ),
    FRAME,
)
NOTHING_THERE = service_reason(
    "CAR17",
    ReasonClass.REFUSE,
    Text("没有可以变更或取消的有效备案。", "There is no registration to change or to cancel."),
    Text("需要备案的，请重新办理。", "If you need one, register anew."),
    FRAME,
    leads_to="service:care-long",
)
TOO_LATE = service_reason(
    "CAR18",
    ReasonClass.REFUSE,
    Text(
        "已超过补办备案并申请报销的期限。",
        "The day until which one may register late and claim has passed.",
    ),
    Text(
        "按未备案的标准申请报销，或说明迟办的原因。",
        "Claim at the share of those not registered, or say why it is late.",
    ),
    FRAME,
)
NOT_PROMISED = service_reason(
    "CAR19",
    ReasonClass.REFUSE,
    Text("没有等待提交的承诺材料。", "No promised paper is owed."),
    Text("您不用做什么。", "You need not do anything."),
    FRAME,
)
WHICH_ONE = service_reason(
    "CAR22",
    ReasonClass.REFUSE,
    Text(
        "您有多个备案同时有效，请选择其中一个。",
        "Several of your registrations count: choose one of them.",
    ),
    Text("在第一页选择要变更或取消的备案。", "Choose it on the first page."),
    FRAME,
)
