"""What is sent and answered: generated from docs/integrator/openapi.json by manage.py api_client."""

# ruff: noqa: E501
from typing import Any, Literal, NotRequired, TypedDict

AboutEnum = Literal['pension', 'medical', 'unemployment', 'injury', 'maternity', 'card', 'unknown']


class AccountOut(TypedDict):
    agency: str
    balance: str
    base: str | None
    id: int
    insurance: str
    last_paid: str | None
    months: int
    scheme: str
    since: str
    status: str




class AccountYearOut(TypedDict):
    amounts: list["AmountOut"]
    is_closed: bool
    year: int




class ActsBodyRequest(TypedDict):
    acts: list["RowBodyRequest"]




class ActsOut(TypedDict):
    results: list["RowOut"]




class AfterDeathBodyRequest(TypedDict):
    goes_on: bool
    reason: str
    version: NotRequired[int]




class AgencyOut(TypedDict):
    address: str
    address_en: NotRequired[str]
    code: str
    email: NotRequired[Any]
    hours: NotRequired[str]
    hours_en: NotRequired[str]
    insurances: list["InsuranceEnum"]
    is_active: NotRequired[bool]
    name: str
    name_en: str
    phone: str
    postcode: str
    region: str
    supervisor: NotRequired[str | None]




class AgencyRef(TypedDict):
    code: str
    name: str




class AgreementBody(TypedDict):
    agrees: bool




class AgreementBodyRequest(TypedDict):
    agrees: bool




class AgreementOut(TypedDict):
    agreed_on: str
    key: int
    name: str
    number: str
    until: str




class AmountLineOut(TypedDict):
    amount: str
    article: str
    document: str
    formula: str
    name: str
    title: str
    title_en: str
    verified: bool




class AmountOut(TypedDict):
    amount: str
    label: str
    lines: list["LineOut"]
    name: str
    note: str




class AnswerOut(TypedDict):
    basis: list["BasisOut"]
    explanation: list[str]
    result: dict[str, Any]




class AnswerRated(TypedDict):
    counted: bool


AnswerRatingBodyKindEnum = Literal['helped', 'not', 'wrong']


class AnswerRatingBodyRequest(TypedDict):
    kind: "AnswerRatingBodyKindEnum"
    note: NotRequired[str]




class AnswerToQuestionBodyRequest(TypedDict):
    law: NotRequired[list[str]]
    slug: NotRequired[str]
    text: NotRequired[str]




class AnswersBodyRequest(TypedDict):
    arrears: NotRequired["ArrearsEnum"]
    contact_address: NotRequired[str]
    contact_phone: NotRequired[str]
    employer_name: NotRequired[str]
    from_scheme: NotRequired["TransferSchemeEnum"]
    is_approved_move: NotRequired[bool]
    new_region: NotRequired[str]
    note: NotRequired[str]
    original_region: NotRequired[str]
    to_scheme: NotRequired["TransferSchemeEnum"]
    version: NotRequired[int]




class AnswersOut(TypedDict):
    arrears: str | None
    contact_address: str | None
    contact_phone: str | None
    employer_name: str | None
    is_approved_move: bool | None
    is_human_review_asked: bool
    note: str | None




class ApplicationLineOut(TypedDict):
    agency: Any
    channel: str
    closed_at: str | None
    created_at: str
    due_on: str | None
    insurance: str
    is_late: bool
    is_provisional: bool
    number: str
    service: str
    status: str
    status_label: str
    submitted_at: str | None
    title: str
    turn: str | None
    version: int


ApplicationLineOutOrTransferLineOut = Any


class ApplicationOut(TypedDict):
    about: str | None
    acts: list["PossibleActOut"]
    agencies: list["AgencyRef"]
    agency: Any
    answers: dict[str, Any]
    channel: str
    closed_at: str | None
    correction: Any
    created_at: str
    decision: Any
    due_on: str | None
    insurance: str
    is_human_review_asked: bool
    is_late: bool
    is_provisional: bool
    lines: list["RecordLineOut"]
    number: str
    person: "PersonOut"
    prepared: Any
    service: str
    status: str
    status_label: str
    steps: list["StepOut"]
    submitted_at: str | None
    title: str
    turn: str | None
    version: int


ApplicationOutOrTransferOut = Any


class ArrearsChoiceBodyRequest(TypedDict):
    arrears: "ArrearsEnum"
    version: NotRequired[int]


ArrearsEnum = Literal['pay', 'waive']


class ArrivalBodyRequest(TypedDict):
    amount: str
    arrived_on: str
    reference: str
    version: NotRequired[int]




class ArrivalsOfDayOut(TypedDict):
    booked: int
    day: str
    number: str
    put_aside: list["PutAsideOut"]
    received_at: str
    rows: int
    sha256: str
    total: str
    turned_down: int
    version: int




class AskBodyRequest(TypedDict):
    about: "AboutEnum"
    may_publish: NotRequired[bool]
    region: str
    situation: "SituationEnum"
    text: str




class AskedQuestion(TypedDict):
    agency: str
    answer: str
    answered_at: str | None
    asked_at: str
    due_on: str
    law: list[str]
    number: str
    slug: str
    state: str
    text: str




class AskedWithCode(TypedDict):
    agency: str
    answer: str
    answered_at: str | None
    asked_at: str
    code: str
    due_on: str
    law: list[str]
    number: str
    slug: str
    state: str
    text: str




class BankLineBodyRequest(TypedDict):
    amount: str
    counter_account: NotRequired[str]
    counterparty: NotRequired[str]
    day: str
    paid_out: NotRequired[bool]
    purpose: NotRequired[str]
    reference: str




class BankLineOut(TypedDict):
    amount: str
    counterparty: str
    day: str
    id: int
    left: str
    paid_out: bool
    purpose: str
    reference: str
    state: str
    version: int




class BankLinesBodyRequest(TypedDict):
    lines: list["BankLineBodyRequest"]




class BasisOut(TypedDict):
    article: str
    document: str
    effective_on: str




class BatchOut(TypedDict):
    bank: str
    fund: str
    lines: int
    not_answered: int
    number: str
    paid: int
    pay_on: str
    period: str
    returned: int
    sha256: str
    state: str
    total: str




class BounceBodyRequest(TypedDict):
    bounced_on: str
    note: str
    version: NotRequired[int]




class BouncedBodyRequest(TypedDict):
    case: str
    note: str
    version: int




class CalculatorOut(TypedDict):
    fields_read: list[str]
    name: str
    title: str




class CallBackOut(TypedDict):
    is_new: bool




class CallerOut(TypedDict):
    agency: Any
    client: str | None
    is_insured_person: bool
    level: str
    position: str




class CardCodeBodyRequest(TypedDict):
    code: str




class CardOrderOut(TypedDict):
    due_on: str | None
    has_moved: bool
    order: str
    state: str




class CardOut(TypedDict):
    bank: str
    bank_phone: str
    id: str
    lapses_at: str | None
    lost_at: str | None
    may: list[str]
    number: str
    state: str
    valid_to: str


ChapterEnum = Literal['before', 'meanwhile', 'afterwards', 'transfers', 'contributions', 'retirement', 'pension', 'unemployment', 'medical', 'elsewhere', 'card', 'particulars', 'residents', 'from-abroad', 'injury-and-birth', 'family', 'rights', 'helping', 'using']


class CheckOut(TypedDict):
    basis: str
    code: str
    detail: str
    question: str
    result: str
    told: str | None
    way_forward: str | None




class CheckedLetterOut(TypedDict):
    agency: Any
    agency_today: str | None
    issued_on: str
    kind: str
    kind_label: str
    number: str




class CitedOut(TypedDict):
    article: str
    document: str
    effective_on: str
    is_verified: bool
    label: str




class ClearingAnswerBodyRequest(TypedDict):
    account_number: str
    bank_name: str
    holder: str
    keep: NotRequired["KeepEnum"]
    version: NotRequired[int]




class ClearingChoiceOut(TypedDict):
    amount: str
    articles: list[str]
    cleared: list["DoubleMonthsOut"]
    keep: str
    title: str




class ClearingNoteBodyRequest(TypedDict):
    account_number: NotRequired[str]
    bank_name: NotRequired[str]
    holder: NotRequired[str]
    keep: NotRequired["KeepEnum"]
    note: str
    version: NotRequired[int]
    way: "ClearingNoteBodyWayEnum"


ClearingNoteBodyWayEnum = Literal['counter', 'phone']


class ClearingOut(TypedDict):
    account_number: str | None
    amount: str | None
    answered_at: str | None
    approved_at: str | None
    bank_name: str
    choices: list["ClearingChoiceOut"]
    cleared: list["DoubleMonthsOut"]
    keep: str
    masked_account: str
    prepared_at: str | None
    state: str




class CodeBodyRequest(TypedDict):
    field: str
    version: NotRequired[int]




class CodeOut(TypedDict):
    answer: str
    card: str
    is_valid: bool
    name: str
    sentence: str




class ContributionOut(TypedDict):
    agency: str
    arrived_on: str | None
    base: str
    due_on: str | None
    employer: str
    employer_share: str
    insurance: str
    month: str
    own_share: str
    scheme: str
    source: str
    state: str
    to_account: str




class CorrectLineBodyRequest(TypedDict):
    account_rate: NotRequired[str]
    amount: NotRequired[str]
    base: NotRequired[str]
    employer_rate: NotRequired[str]
    first_month: NotRequired[str]
    last_month: NotRequired[str]
    personal_rate: NotRequired[str]
    reason: str
    scheme: NotRequired["SchemeEnum"]
    version: NotRequired[int]
    way: NotRequired["CorrectLineBodyWayEnum"]
    what: "WhatEnum"


CorrectLineBodyWayEnum = Literal['more', 'less']


class CorrectedArrivalBodyRequest(TypedDict):
    amount: str
    arrived_on: NotRequired[str]
    note: str
    reference: str
    version: NotRequired[int]




class CorrectionBodyRequest(TypedDict):
    fields_to_correct: NotRequired[list["WrongAnswerRequest"]]
    note: NotRequired[str]
    version: NotRequired[int]




class CorrectionOut(TypedDict):
    asked_at: str
    fields_to_correct: list["WrongAnswerOut"]
    note: str




class CurrentState(TypedDict):
    number: str
    status: str
    version: int




class DayOut(TypedDict):
    day: str
    is_yours: bool
    key: str
    title: str




class DeathBodyRequest(TypedDict):
    died_on: NotRequired[str | None]
    source: str
    taken_back: NotRequired[bool]
    version: NotRequired[int]




class DecidedOut(TypedDict):
    decided_at: str
    letter: str
    note: str
    outcome: str
    reasons: list["GroundOut"]




class DecisionOut(TypedDict):
    act: str
    first_month: str | None
    is_yours: bool
    last_month: str | None
    note: str
    prepared_at: str
    reasons: list[str]


DeclaredAnswersBodyOrAnswersBodyRequest = Any


class DeclaredAnswersBodyRequest(TypedDict):
    agency: NotRequired[str]
    version: NotRequired[int]


DeclaredBodyOrCorrectionBodyRequest = Any
DeclaredBodyOrNothingBodyRequest = Any


class DeclaredBodyRequest(TypedDict):
    version: NotRequired[int]




class DepartureBody(TypedDict):
    last_day: str
    note: NotRequired[str]
    reason: str


DepartureBodyReasonEnum = Literal['term-over', 'agreed-employer', 'agreed-own', 'dismissed-fault', 'dismissed-notice', 'probation', 'reduction', 'employer-fault', 'own-wish', 'bankrupt', 'closed', 'public-post', 'owner-died', 'sent-back', 'retired', 'own-business', 'other']


class DepartureBodyRequest(TypedDict):
    last_day: str
    note: NotRequired[str]
    reason: "DepartureBodyReasonEnum"




class DepartureOut(TypedDict):
    asked_on: str
    due_on: str
    key: int
    name: str
    number: str




class DespiteBodyRequest(TypedDict):
    despite_checks: NotRequired[bool]
    note: NotRequired[str]
    version: NotRequired[int]




class DeterminationOut(TypedDict):
    account: str
    at: str
    average_index: str
    born: str | None
    case: str
    deemed_months: int
    from_month: str
    is_provisional: bool
    paid_months: int
    region: str
    retires: str
    total: str




class DifferenceOut(TypedDict):
    day: str
    explanation: str
    id: int
    is_settled: bool
    kind: str
    order: str
    ours: str | None
    provider: str
    provider_no: str
    theirs: str | None


DigestEnum = Literal['none', 'daily']
DocumentTypeEnum = Literal['resident-id', 'hmt-residence-permit', 'foreign-permanent-resident', 'hk-macao-pass', 'taiwan-pass', 'passport']


class DoubleMonthsOut(TypedDict):
    amount: str
    base: str
    first_month: str
    last_month: str
    months: int
    place: str
    scheme: str




class DropLineBodyRequest(TypedDict):
    line: int
    version: NotRequired[int]




class DueOut(TypedDict):
    account: str
    agency: str
    amount: str
    base: str
    id: int
    insurance: str
    kind: str
    last_day: str
    order: str
    period: str
    pooled: str
    state: str




class DuesOut(TypedDict):
    dues: list["DueOut"]
    total: str




class EmergencyLossBodyRequest(TypedDict):
    code: NotRequired[str]
    handle: NotRequired[str]
    named: NotRequired[str]
    number: NotRequired[str]




class EmergencyLossOut(TypedDict):
    handle: str | None
    stopped: list["StoppedOut"]




class EmergencyMarkBodyRequest(TypedDict):
    admitted_on: str
    document_type: NotRequired["DocumentTypeEnum"]
    hospital: str
    is_injury: NotRequired[bool]
    is_third_party: NotRequired[bool]
    issued_in: NotRequired["IssuedInEnum"]
    number: str




class EmergencyMarkOut(TypedDict):
    admitted_on: str
    at: str




class EmployersArrearsOut(TypedDict):
    complaint: str
    owed: list["OwedByEmployerOut"]




class EntitlementOut(TypedDict):
    agency: str
    amount: str
    benefit: str
    case: str
    from_month: str
    fund: str
    id: int
    lines: list["AmountLineOut"]
    proven_until: str | None
    state: str
    until_month: str | None




class EventOut(TypedDict):
    agency: Any
    at: str
    hash: str
    kind: str
    kind_label: str
    mandate: str | None
    moved_from: str
    moved_to: str
    note: str
    position: str
    reasons: list[str]
    sequence: int




class ExplanationBodyRequest(TypedDict):
    explanation: str




class ExtensionBodyRequest(TypedDict):
    document: str
    first_day: str
    ground: "GroundEnum"
    last_day: str
    version: NotRequired[int]




class FeedOut(TypedDict):
    last: str
    next: str | None
    results: list["HappenedOut"]


FieldEnum = Literal['original_region', 'from_scheme', 'new_region', 'to_scheme', 'arrears', 'is_approved_move', 'employer_name', 'contact_phone', 'contact_address', 'note']


class FigureOut(TypedDict):
    basis: str
    formula: str
    is_sure: bool
    label: str
    value: str




class FindingBodyRequest(TypedDict):
    amount: str
    finding: "FindingEnum"
    note: str
    version: NotRequired[int]


FindingEnum = Literal['sent-less', 'sent-more', 'not-ours']


class FindingOut(TypedDict):
    counts: bool
    from_month: str | None
    is_confirmed: bool
    judged_at: str
    kind: str
    proof_page: str
    to_month: str | None
    value: str




class ForBodyRequest(TypedDict):
    mandate: NotRequired[str]




class ForecastOut(TypedDict):
    earliest: str
    growths: list["GrowthOut"]
    is_estimate: bool
    latest: str
    statutory: str




class FormLineOut(TypedDict):
    account_rate: str
    agency: "AgencyRef"
    base: str
    closing: str
    credited: str
    credited_personal: str
    employer_rate: str
    first_month: str
    interest: str
    last_month: str
    months: int
    personal_rate: str
    remark: str
    scheme: str




class FormOut(TypedDict):
    account: str
    account_kind: str
    balance: str
    current_year: str
    interest: list["InterestOut"]
    lines: list["FormLineOut"]
    months: int
    pooled: str
    pre_1998: str
    prepared_at: str
    remark: str
    sent_at: str | None
    total: str
    transfer_on: str
    version: int




class FoundBodyRequest(TypedDict):
    document_type: NotRequired["DocumentTypeEnum"]
    issued_in: NotRequired["IssuedInEnum"]
    number: str
    reason: NotRequired[str]


FundEnum = Literal['pension', 'unemployment', 'medical']
GroundEnum = Literal['force-majeure', 'assessment']


class GroundOut(TypedDict):
    basis: str
    code: str
    kind: str
    sentence: str
    way_forward: str




class GroupSumOut(TypedDict):
    employer_share: str
    insurance: str
    late: int
    months: int
    name: str
    owed: int
    own_share: str
    to_account: str




class GrowthOut(TypedDict):
    growth: str
    months: list["MonthOut"]




class GuideOut(TypedDict):
    asked_first: list[str]
    assurance: str | None
    deciding: str | None
    errand: str
    event: str | None
    facts: dict[str, Any] | None
    fee: str
    fields: dict[str, Any] | None
    insurance: str
    law: list["CitedOut"]
    level: str | None
    name: str
    offers: list["OfferOut"]
    papers: list["PaperOut"]
    procedure: list["MoveOut"]
    questions: list["QuestionOut"]
    result: str
    terms: list["TermOfServiceOut"]
    title: str
    visits: int | None




class HappenedOut(TypedDict):
    at: str
    case: str
    kind: str
    moved_from: str
    moved_to: str
    now: NotRequired[dict[str, Any]]
    place: str
    sequence: int
    service: str




class HeirAnswerBodyRequest(TypedDict):
    agrees: bool




class HeirAnswerOut(TypedDict):
    agreed_at: str | None
    declined_at: str | None
    id: int




class HospitalOut(TypedDict):
    address: str
    chronic: bool
    code: str
    departments: str
    grade: str
    in_patient: bool
    may_refer: bool
    name: str
    name_en: str
    out_patient: bool
    phone: str
    region: str




class InheritanceOut(TypedDict):
    agency: str
    agreed_at: str | None
    deceased: str
    declined_at: str | None
    heirs: list["ShareOut"]
    id: int
    insurance: str
    is_open: bool


InsuranceEnum = Literal['pension', 'medical']


class InsuranceSumOut(TypedDict):
    gaps: list["MonthsInARowOut"]
    insurance: str
    months: int
    overlaps: list["MonthsInARowOut"]




class InterestBodyRequest(TypedDict):
    amount: str
    year: int




class InterestOut(TypedDict):
    amount: str
    is_stated: bool
    year: int


IssuedInEnum = Literal['AFG', 'AGO', 'ALB', 'AND', 'ARE', 'ARG', 'ARM', 'ATG', 'AUS', 'AUT', 'AZE', 'BDI', 'BEL', 'BEN', 'BFA', 'BGD', 'BGR', 'BHR', 'BHS', 'BIH', 'BLR', 'BLZ', 'BOL', 'BRA', 'BRB', 'BRN', 'BTN', 'BWA', 'CAF', 'CAN', 'CHE', 'CHL', 'CHN', 'CIV', 'CMR', 'COD', 'COG', 'COK', 'COL', 'COM', 'CPV', 'CRI', 'CUB', 'CYP', 'CZE', 'DEU', 'DJI', 'DMA', 'DNK', 'DOM', 'DZA', 'ECU', 'EGY', 'ERI', 'ESP', 'EST', 'ETH', 'FIN', 'FJI', 'FRA', 'FSM', 'GAB', 'GBR', 'GEO', 'GHA', 'GIN', 'GMB', 'GNB', 'GNQ', 'GRC', 'GRD', 'GTM', 'GUY', 'HND', 'HRV', 'HTI', 'HUN', 'IDN', 'IND', 'IRL', 'IRN', 'IRQ', 'ISL', 'ISR', 'ITA', 'JAM', 'JOR', 'JPN', 'KAZ', 'KEN', 'KGZ', 'KHM', 'KIR', 'KNA', 'KOR', 'KWT', 'LAO', 'LBN', 'LBR', 'LBY', 'LCA', 'LIE', 'LKA', 'LSO', 'LTU', 'LUX', 'LVA', 'MAR', 'MCO', 'MDA', 'MDG', 'MDV', 'MEX', 'MHL', 'MKD', 'MLI', 'MLT', 'MMR', 'MNE', 'MNG', 'MOZ', 'MRT', 'MUS', 'MWI', 'MYS', 'NAM', 'NER', 'NGA', 'NIC', 'NIU', 'NLD', 'NOR', 'NPL', 'NRU', 'NZL', 'OMN', 'PAK', 'PAN', 'PER', 'PHL', 'PLW', 'PNG', 'POL', 'PRK', 'PRT', 'PRY', 'PSE', 'QAT', 'ROU', 'RUS', 'RWA', 'SAU', 'SDN', 'SEN', 'SGP', 'SLB', 'SLE', 'SLV', 'SMR', 'SOM', 'SRB', 'SSD', 'STP', 'SUR', 'SVK', 'SVN', 'SWE', 'SWZ', 'SYC', 'SYR', 'TCD', 'TGO', 'THA', 'TJK', 'TKM', 'TLS', 'TON', 'TTO', 'TUN', 'TUR', 'TUV', 'TZA', 'UGA', 'UKR', 'URY', 'USA', 'UZB', 'VAT', 'VCT', 'VEN', 'VNM', 'VUT', 'WSM', 'YEM', 'ZAF', 'ZMB', 'ZWE']


class JournalDayOut(TypedDict):
    day: str
    hash: str
    key: str
    previous: str
    root: str
    sealed_at: str
    signature: str
    size: int
    type: str




class JournalKeyOut(TypedDict):
    introduced_at: str
    introduced_by: str
    key: str
    public: str
    signature: str
    type: str


KeepEnum = Literal['here', 'arrived']


class KnownPlaceOut(TypedDict):
    account_kind: str
    agency: "AgencyRef"
    balance: str
    first_month: str | None
    last_month: str | None
    months: int
    region: "RegionRef"
    scheme: str
    status: str




class LetterOut(TypedDict):
    agency: "AgencyRef"
    case: str
    delivered_at: str | None
    file: str | None
    is_valid: bool
    issued_at: str
    kind: str
    kind_label: str
    number: str
    official_number: str
    replaced_by: str | None
    sha256: str | None
    to_agency: Any
    to_person: bool




class LetterVerdictOut(TypedDict):
    advice: str
    certificate: str | None
    checked_at: str
    is_good: bool
    letter: Any
    replaced_by: str | None
    sentence: str
    signed_at: str | None
    verdict: str
    voided_at: str | None




class LibraryAnswerLine(TypedDict):
    basis: list[str]
    insurance: str
    short: str
    slug: str
    title: str
    under_review: bool
    verified: bool




class LibraryAnswerOut(TypedDict):
    basis: list[str]
    calculators: list[str]
    figures: list["LibraryFigure"]
    insurance: str
    on: str
    region: str
    reviewed_on: str
    services: list[str]
    short: str
    slug: str
    steps: list[str]
    title: str
    under_review: bool
    verified: bool




class LibraryDump(TypedDict):
    key: str
    library: Any
    signature: str




class LibraryFigure(TypedDict):
    basis: str | None
    rule: str
    spelled: str
    valid_from: str | None
    value: str | None
    verified: bool




class LineOut(TypedDict):
    amount: str
    article: str
    text: str


LossBodyKindEnum = Literal['temporary', 'formal']


class LossBodyRequest(TypedDict):
    kind: "LossBodyKindEnum"




class MandateCodeBodyRequest(TypedDict):
    code: str




class MandateOut(TypedDict):
    accepted_at: str | None
    ended_at: str | None
    given_on: str
    giver: str
    holder: str
    is_in_force: bool
    kind: str
    last_day: str
    number: str
    proof: str
    role: str
    services: list[str]




class MatchBodyRequest(TypedDict):
    amount: str
    case: str
    version: int




class MessageBodyRequest(TypedDict):
    answer_due_on: NotRequired[str | None]
    is_internal: NotRequired[bool]
    text: str




class MessageOut(TypedDict):
    agency: Any
    at: str
    id: int
    is_internal: bool
    text: str




class MonthOut(TypedDict):
    counted_months: int
    lines: list["PensionLineOut"]
    minimum_months: int
    month: str
    notice_by: str | None
    total: str
    way: str




class MonthsInARowOut(TypedDict):
    first: str
    last: str




class MoveOut(TypedDict):
    begins: str
    ends: str
    sentence: str
    who: str




class NoteBodyRequest(TypedDict):
    note: NotRequired[str]
    version: NotRequired[int]




class NothingBodyRequest(TypedDict):
    version: NotRequired[int]




class NoticeOut(TypedDict):
    at: str
    body: str
    case: str | None
    id: int
    kind: str
    read_at: str | None
    sent: list["SentOut"]
    title: str




class NumberOut(TypedDict):
    number: str




class OfferOut(TypedDict):
    agency: "AgencyRef"
    complaint_phone: str
    counters: str
    hours: str
    is_online: bool
    online_from: str | None
    phone: str
    promised_days: int | None




class OrderBodyRequest(TypedDict):
    dues: list[int]
    provider: "ProviderEnum"




class OrderPaymentOut(TypedDict):
    amount: str
    currency: str
    number: str
    paid_at: str
    state: str


OutcomeEnum = Literal['upheld', 'changed', 'ended']


class OwedByEmployerOut(TypedDict):
    agency: str
    count: int
    employer: str
    employer_share: str
    insurance: str
    months: list["MonthsInARowOut"]
    own_share: str




class PaginatedAgencyOutList(TypedDict):
    next: str | None
    results: list["AgencyOut"]




class PaginatedApplicationLineOutOrTransferLineOutList(TypedDict):
    next: str | None
    results: list["ApplicationLineOutOrTransferLineOut"]




class PaginatedBankLineOutList(TypedDict):
    next: str | None
    results: list["BankLineOut"]




class PaginatedBatchOutList(TypedDict):
    next: str | None
    results: list["BatchOut"]




class PaginatedContributionOutList(TypedDict):
    next: str | None
    results: list["ContributionOut"]




class PaginatedEntitlementOutList(TypedDict):
    next: str | None
    results: list["EntitlementOut"]




class PaginatedJournalDayOutList(TypedDict):
    next: str | None
    results: list["JournalDayOut"]




class PaginatedJournalKeyOutList(TypedDict):
    next: str | None
    results: list["JournalKeyOut"]




class PaginatedLetterOutList(TypedDict):
    next: str | None
    results: list["LetterOut"]




class PaginatedMandateOutList(TypedDict):
    next: str | None
    results: list["MandateOut"]




class PaginatedMessageOutList(TypedDict):
    next: str | None
    results: list["MessageOut"]




class PaginatedNoticeOutList(TypedDict):
    next: str | None
    results: list["NoticeOut"]




class PaginatedPayAccountOutList(TypedDict):
    next: str | None
    results: list["PayAccountOut"]




class PaginatedPayableOutList(TypedDict):
    next: str | None
    results: list["PayableOut"]




class PaginatedQueueStepOutList(TypedDict):
    next: str | None
    results: list["QueueStepOut"]




class PaginatedRecordFileOutList(TypedDict):
    next: str | None
    results: list["RecordFileOut"]




class PaginatedRegionOutList(TypedDict):
    next: str | None
    results: list["RegionOut"]




class PaginatedRowFaultOutList(TypedDict):
    next: str | None
    results: list["RowFaultOut"]




class PaperOut(TypedDict):
    basis: "CitedOut"
    slot: str
    title: str
    unless: str | None
    where_from: str
    why: str




class PaperPageOut(TypedDict):
    added_at: str
    fault: str | None
    file: str | None
    is_asked_again: bool
    key: str
    kind: str
    mark: str
    name: str
    place: int
    said: str | None
    sha256: str
    sheets: int
    size: int
    state: str




class PaperStandsOut(TypedDict):
    basis: "CitedOut"
    is_missing: bool
    is_needed: bool
    pages: list["PaperPageOut"]
    slot: str
    spared: str | None
    title: str
    why: str




class PartialBodyRequest(TypedDict):
    first_month: NotRequired[str]
    last_month: NotRequired[str]
    note: NotRequired[str]
    reasons: list[str]
    version: NotRequired[int]




class ParticularOut(TypedDict):
    case: str | None
    name: str
    since: str | None
    value: str




class ParticularsOut(TypedDict):
    particulars: list["ParticularOut"]


PatchedDeclaredAnswersBodyOrAnswersBodyRequest = Any


class PatchedDeclaredAnswersBodyRequest(TypedDict):
    agency: NotRequired[str]
    version: NotRequired[int]




class PatchedWishesBodyRequest(TypedDict):
    digest: NotRequired["DigestEnum"]
    message: NotRequired[list["WayEnum"]]
    must: NotRequired[list["WayEnum"]]
    progress: NotRequired[list["WayEnum"]]
    reminder: NotRequired[list["WayEnum"]]




class PayAccountOut(TypedDict):
    bank: str
    case: str
    first_paid_on: str
    kind: str
    number: str
    state: str




class PayableOut(TypedDict):
    amount: str
    benefit: str
    booked_on: str | None
    case: str
    due: str
    entitlement: int | None
    held_because: str
    id: int
    kept_back: str
    kind: str
    month: str
    returned_because: str
    state: str




class PaymentOrderOut(TypedDict):
    amount: str
    case: str
    dues: list["DueOut"]
    expires_at: str
    number: str
    opened_at: str
    pay_at: str | None
    payments: list["OrderPaymentOut"]
    provider: str
    state: str




class PensionLineOut(TypedDict):
    amount: str
    formula: str
    is_sure: bool
    name: str
    title: str




class PersonOut(TypedDict):
    born_on: str
    document_type: str
    hukou_region: str
    is_masked: bool
    issued_in: str
    name: str
    number: str
    sex: str




class PlaceError(TypedDict):
    detail: str
    parameter: NotRequired[str]
    pointer: NotRequired[str]




class PoliceBodyRequest(TypedDict):
    document_type: NotRequired["DocumentTypeEnum"]
    issued_in: NotRequired["IssuedInEnum"]
    number: str




class PoliceOut(TypedDict):
    answer: str
    answered_at: str | None
    day: str




class PossibleActOut(TypedDict):
    body: dict[str, Any]
    name: str
    title: str




class PreCheckOut(TypedDict):
    answer: str
    checks: list["CheckOut"]
    figures: list["FigureOut"]
    follows: list[str]
    may_file: bool
    missing: dict[str, Any]
    outcome: str
    reasons: list["GroundOut"]
    unknown: str | None


PreCheckOutOrVerdictOut = Any


class PrepareBodyRequest(TypedDict):
    fund: "FundEnum"




class PrepareFormBodyRequest(TypedDict):
    interest: NotRequired[list["InterestBodyRequest"]]
    remark: NotRequired[str]
    version: NotRequired[int]




class PreparedBatchesOut(TypedDict):
    batches: list["BatchOut"]
    is_whole: bool




class PreparedOut(TypedDict):
    act: str
    is_yours: bool
    note: str
    outcome: str
    prepared_at: str
    reasons: list[str]




class Problem(TypedDict):
    code: str
    current: NotRequired[Any]
    detail: str
    errors: NotRequired[list["PlaceError"]]
    needed_level: NotRequired[str]
    prove_at: NotRequired[str]
    status: int
    title: str
    type: str


ProceedingBodyKindEnum = Literal['reconsideration', 'lawsuit']


class ProceedingBodyRequest(TypedDict):
    body: str
    filed_on: str
    kind: "ProceedingBodyKindEnum"
    number: str
    stops: NotRequired[str]
    version: NotRequired[int]




class ProceedingOutcomeBodyRequest(TypedDict):
    ended_on: str
    outcome: "OutcomeEnum"
    outcome_note: NotRequired[str]
    proceeding: int
    version: NotRequired[int]




class ProjectionOut(TypedDict):
    as_of: str
    growth: str
    interest_rate: str
    interest_rate_of: int
    is_estimate: bool
    monthly_credit: str
    until: str
    years: list["YearAheadOut"]




class ProofBodyRequest(TypedDict):
    note: NotRequired[str]
    way: "ProofBodyWayEnum"


ProofBodyWayEnum = Literal['counter', 'visit', 'consulate', 'comparison']


class ProofOut(TypedDict):
    closed: dict[str, Any]
    day: "JournalDayOut"
    format: str
    in_words: dict[str, Any]
    index: int
    keys: list["JournalKeyOut"]
    path: list[str]
    shown: dict[str, Any]




class ProposedAnswer(TypedDict):
    slug: str
    state: str


ProviderEnum = Literal['tax-channel', 'sandbox']


class PublicationOut(TypedDict):
    agency: str
    employer: str
    from_day: str
    id: int
    name: str
    until_day: str
    what: str




class PublishBodyRequest(TypedDict):
    chapter: "ChapterEnum"
    law: list[str]
    short_en: str
    short_zh: str
    slug: str
    title_en: str
    title_zh: str
    words: NotRequired[list[str]]




class PutAsideOut(TypedDict):
    flow: str
    line: int
    reason: str
    said: str




class QuestionBodyRequest(TypedDict):
    question: str
    version: NotRequired[int]




class QuestionHandOnBodyRequest(TypedDict):
    agency: str




class QuestionOut(TypedDict):
    answer: str
    basis: Any
    question: str




class QueueStepOut(TypedDict):
    agency: "AgencyRef"
    case: str
    closed_at: str | None
    due_on: str | None
    insurance: str
    is_claimed: bool
    is_late: bool
    is_mine: bool
    is_provisional: bool
    kind: str
    opened_at: str | None
    paused_on: str | None
    service: str
    starts_on: str | None
    status: str
    title: str
    version: int
    working_days: int




class ReadBodyRequest(TypedDict):
    all: NotRequired[bool]
    notices: NotRequired[list[int]]




class ReadOut(TypedDict):
    marked: int
    unread: int




class ReasonBodyRequest(TypedDict):
    reason: str




class ReasonOut(TypedDict):
    basis: str
    code: str
    insurance: str | None
    kind: str
    sentence: str
    uses: list[str]
    way_forward: str




class ReasonsBodyRequest(TypedDict):
    note: NotRequired[str]
    reasons: list[str]
    version: NotRequired[int]




class ReconciliationOut(TypedDict):
    differences: list["DifferenceOut"]
    sheets: list["SheetOut"]




class RecordFileOut(TypedDict):
    decided_at: NotRequired[str | None]
    ended_at: NotRequired[str | None]
    kind: str
    number: str
    prepared_at: str
    rows_changed: NotRequired[int]
    rows_new: NotRequired[int]
    rows_read: NotRequired[int]
    rows_same: NotRequired[int]
    rows_wrong: NotRequired[int]
    said: str
    sha256: str
    size: int
    state: NotRequired[str]




class RecordLineOut(TypedDict):
    key: str
    title: str




class RecordOut(TypedDict):
    balance: str
    gap_months: int
    gaps: list["SpanOut"]
    insurance: str
    months: int
    overlapping_months: int
    overlaps: list["SpanOut"]
    places: list["KnownPlaceOut"]
    schemes: list["SchemeOut"]




class ReferralBodyRequest(TypedDict):
    department: NotRequired[str]
    diagnosis: str
    document_type: NotRequired["DocumentTypeEnum"]
    hospital: str
    is_again: NotRequired[bool]
    issued_in: NotRequired["IssuedInEnum"]
    number: str
    referral: str
    referred_on: str
    to_place: str




class ReferralOut(TypedDict):
    filed_at: str
    referral: str




class RegionOut(TypedDict):
    code: str
    level: str
    name: str
    name_en: str
    parent: str | None




class RegionRef(TypedDict):
    code: str
    name: str




class RegistrationOut(TypedDict):
    case: str
    from_day: str
    insured_area: str
    is_announced: bool
    kind: str
    locked_until: str | None
    paper_due_on: str | None
    places: list[str]
    proof: str
    state: str
    until: str | None




class ReissueBodyRequest(TypedDict):
    addressee: NotRequired[str]
    note: NotRequired[str]
    version: NotRequired[int]




class ReminderAnswerBodyRequest(TypedDict):
    done_by: NotRequired[str | None]
    note: NotRequired[str]
    version: NotRequired[int]




class RemittanceOut(TypedDict):
    amount: str
    arrived_amount: str | None
    arrived_on: str | None
    bounced_on: str | None
    reference: str
    sent_on: str




class ReplyBodyRequest(TypedDict):
    reply: str
    version: NotRequired[int]




class ReportOut(TypedDict):
    bank: str
    bank_phone: str
    case: str | None
    id: str
    lapses_at: str | None
    lost_at: str | None
    may: list[str]
    number: str
    state: str
    valid_to: str




class RowBodyRequest(TypedDict):
    act: str
    body: dict[str, Any]
    case: str
    key: str




class RowFaultOut(TypedDict):
    code: str
    field: str
    head: str
    row: int
    said: str




class RowOut(TypedDict):
    act: str
    case: str
    key: str
    problem: Any
    replayed: bool
    status: int
    version: int | None




class RuleOut(TypedDict):
    article: str
    basis: str
    cell: str
    chapter: str
    document: str
    key: list[str]
    name: str
    number: str
    region: str
    spelled: str
    title: str
    unit: str
    valid_from: str
    valid_to: str | None
    verified: bool




class SaidOfQuestion(TypedDict):
    at: str
    kind: str
    law: list[str]
    slug: str
    words: str




class SayMoreBodyRequest(TypedDict):
    words: str


SchemeEnum = Literal['employee', 'resident']


class SchemeOut(TypedDict):
    balance: str | None
    months: int
    scheme: str




class SendFormBodyRequest(TypedDict):
    reference: NotRequired[str]
    sent_on: str
    version: NotRequired[int]




class SentOut(TypedDict):
    at: str | None
    state: str
    way: str
    why: str | None




class ServiceOut(TypedDict):
    deciding: str | None
    errand: str
    event: str | None
    insurance: str
    name: str
    terms: list["TermOfServiceOut"]
    title: str




class SettlementOut(TypedDict):
    completed_at: str | None
    months_counted: int | None
    months_overlapping: int | None
    prepared_at: str




class ShareOut(TypedDict):
    is_own: bool
    name: str
    of_parts: int
    parts: int
    relation: str




class SharingOut(TypedDict):
    agreed_at: str | None
    ended_at: str | None
    from_day: str | None
    id: int
    is_giver: bool
    month_limit: str | None
    offered_until: str
    other: str
    purposes: list[str]
    relation: str
    spent: list["SpendOut"]
    until: str | None
    year_limit: str | None




class SheetOut(TypedDict):
    day: str
    ours: str
    ours_count: int
    provider: str
    refunds: str
    theirs: str
    theirs_count: int




class ShownPart(TypedDict):
    salt: str
    value: Any


SituationEnum = Literal['employed', 'flexible', 'resident', 'unemployed', 'retired', 'family', 'employer', 'other']


class SituationOut(TypedDict):
    basis: str | None
    formula: str
    fund: str | None
    is_least: bool
    is_sure: bool
    own: str | None
    situation: str
    title: str




class SpanOut(TypedDict):
    first_month: str
    last_month: str
    months: int




class SpendOut(TypedDict):
    amount: str
    on: str
    purpose: str




class StartBodyRequest(TypedDict):
    insurance: "InsuranceEnum"
    mandate: NotRequired[str]




class StateBodyRequest(TypedDict):
    moment: str
    number: NotRequired[str]
    state: "StateBodyStateEnum"


StateBodyStateEnum = Literal['made', 'sent', 'at-counter', 'returned']


class StatusBodyRequest(TypedDict):
    day: NotRequired[str | None]
    document_type: NotRequired["DocumentTypeEnum"]
    hospital: str
    issued_in: NotRequired["IssuedInEnum"]
    number: str




class StatusOut(TypedDict):
    from_day: str | None
    kind: str
    registered: bool
    until: str | None




class StepOut(TypedDict):
    agency: "AgencyRef"
    closed_at: str | None
    due_on: str | None
    is_claimed: bool
    is_provisional: bool
    kind: str
    opened_at: str | None
    paused_on: str | None
    starts_on: str | None
    working_days: int




class StoppedOut(TypedDict):
    bank: str
    bank_phone: str
    lapses_at: str | None
    lost_at: str | None
    number: str




class SubmitBodyRequest(TypedDict):
    despite_checks: NotRequired[bool]
    version: NotRequired[int]




class SummaryOut(TypedDict):
    employers: list["GroupSumOut"]
    insurances: list["InsuranceSumOut"]
    years: list["GroupSumOut"]




class SurplusBodyRequest(TypedDict):
    reference: str
    returned_on: str
    version: NotRequired[int]




class SurplusReturnOut(TypedDict):
    amount: str
    reference: str
    returned_on: str




class TermOfServiceOut(TypedDict):
    basis: Any
    kind: str
    title: str
    working_days: int | None




class TermOut(TypedDict):
    basis: str
    insurance: str
    is_verified: NotRequired[bool]
    kind: str
    region: str | None
    rule: str
    valid_from: str
    valid_to: NotRequired[str | None]
    working_days: int




class ThreadOfQuestion(TypedDict):
    agency: str
    answer: str
    answered_at: str | None
    asked_at: str
    due_on: str
    law: list[str]
    number: str
    slug: str
    state: str
    text: str
    thread: list["SaidOfQuestion"]




class TookBackBodyRequest(TypedDict):
    case: str
    version: int




class TransferLineOut(TypedDict):
    channel: str
    closed_at: str | None
    created_at: str
    due_on: str | None
    from_scheme: str
    insurance: str
    is_late: bool
    is_provisional: bool
    new_agency: Any
    new_region: Any
    number: str
    original_agency: Any
    original_region: Any
    service: str
    status: str
    status_label: str
    submitted_at: str | None
    title: str
    to_scheme: str
    turn: str | None
    version: int




class TransferOut(TypedDict):
    answers: "AnswersOut"
    channel: str
    clearing: Any
    closed_at: str | None
    correction: Any
    created_at: str
    decision: Any
    due_on: str | None
    forms: list["FormOut"]
    from_scheme: str
    insurance: str
    is_late: bool
    is_provisional: bool
    is_stopped_by_death: bool
    new_agency: Any
    new_region: Any
    number: str
    original_agency: Any
    original_region: Any
    person: "PersonOut"
    remittances: list["RemittanceOut"]
    returns: list["SurplusReturnOut"]
    service: str
    settlement: Any
    status: str
    status_label: str
    steps: list["StepOut"]
    submitted_at: str | None
    title: str
    to_scheme: str
    turn: str | None
    version: int


TransferSchemeEnum = Literal['employee', 'resident']


class VerdictOut(TypedDict):
    account_at_new: str | None
    may_file: bool
    missing: dict[str, Any]
    outcome: str
    reasons: list["ReasonOut"]




class VisitBodyRequest(TypedDict):
    admitted_on: str
    covered: str
    deductible: str
    discharged_on: str
    document_type: NotRequired["DocumentTypeEnum"]
    fund: str
    hospital: str
    issued_in: NotRequired["IssuedInEnum"]
    kind: "VisitKindEnum"
    number: str
    settled_on: str
    total: str
    visit: str


VisitKindEnum = Literal['in-patient', 'out-patient', 'chronic']


class VisitOut(TypedDict):
    admitted_on: str
    covered: str
    deductible: str
    discharged_on: str
    fund: str
    hospital: str
    kind: str
    own: str
    registered_as: str
    settled_on: str
    total: str
    visit: str




class VoidingBodyRequest(TypedDict):
    note: NotRequired[str]
    reason: str
    reissue: bool
    version: NotRequired[int]


WayEnum = Literal['mail', 'sms']
WhatEnum = Literal['change', 'strike', 'add', 'account']


class WhichProceedingBodyRequest(TypedDict):
    proceeding: int
    version: NotRequired[int]




class WishesBody(TypedDict):
    digest: str
    message: list["WayEnum"]
    must: list["WayEnum"]
    progress: list["WayEnum"]
    reminder: list["WayEnum"]




class WrittenOut(TypedDict):
    written: int




class WrongAnswerOut(TypedDict):
    field: str
    message: str




class WrongAnswerRequest(TypedDict):
    field: "FieldEnum"
    message: str




class YearAheadOut(TypedDict):
    closing: str
    credited: str
    interest: str
    opening: str
    year: int


