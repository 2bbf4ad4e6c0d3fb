"""Which row of the table of authorisation claims which address; an unclaimed one fails the tests.

A route that ends with `*` claims everything beneath it; of two claims the longer one counts.
"""

from enum import StrEnum

from applications.acts.table import ACTS as OF_APPLICATIONS
from casework.rules.authorisation import Action
from transfers.acts.table import ACTS as OF_TRANSFERS


class Door(StrEnum):
    """How an address shows to whom it is not open."""

    PUBLIC = "public"  # open to everybody
    ENTRANCE = "entrance"  # where one signs in: open, and of use only to those who are out
    ACCOUNT = "account"  # whoever is signed in, for themselves
    PERSON = "person"  # insured persons, verified, for themselves
    DESK = "desk"  # staff of agencies
    SHARED = "shared"  # a file that the person and both agencies read
    PROGRAM = "program"  # the API: 401 without a token
    PERSON_PROGRAM = "person-program"  # the same, for insured persons
    TILL = "till"  # clerks and supervisors, for the account of their agency
    TILL_PROGRAM = "till-program"  # the same, and the agency's system
    SUPERVISION = "supervision"  # supervisors of agencies
    OVERSIGHT = "oversight"  # supervisors and auditors
    DESK_PROGRAM = "desk-program"  # the same, for staff and systems of agencies
    ADMINISTRATION = "administration"  # the administrator of the portal


CASE, DESK_CASE, API_CASE = (
    "cases/<str:number>/",
    "desk/cases/<str:number>/",
    "api/v1/cases/<str:number>/",
)

Claims = dict[tuple[Door, Action], tuple[str, ...]]
WRITTEN: Claims = {
    (Door.PUBLIC, Action.CHECK_LETTER): (
        "verify/",
        "verify/<str:code>/",
        "verify/root.pem",
        "api/v1/letters/verify/",
    ),
    (Door.PUBLIC, Action.READ_PUBLIC): (
        "",
        "how-it-works/",
        "help/*",  # answers, and questions that one sends and finds without a sign-in
        "services/",
        "services/<str:service>/",
        "services/<str:service>/pre-check/",
        "cards/lost/",  # whoever holds the phone on record of a person they can name
        "api/v1/emergency-loss/",
        "care/",
        "retirement/forecast/",
        "publications/",
        "care/compare/",
        "care/hospitals/",
        "care/emergency/",
        "undo/",  # whoever holds the code that a replaced contact was told
        "my/calendar.ics",  # whoever holds the secret that its owner was shown
        "accessibility/",
        "privacy/",
        "privacy/format.json",
        "status/",
        "offline/",
        "offline.js",
        "punctuality/",
        "agencies/",
        "agencies/<str:code>/",
        "calendar/",
        "calendar/<int:year>/",
        "journal/",
        "journal/roots.jsonl",
        "journal/verify.py",
        "calculators/",
        "calculators/<str:calculator>/",
        "rules/",
        "rules/<str:name>/",
        "preferences/",
        "demo/clock/",
        "styleguide/",
        "csp-report/",
        "healthz",
        "readyz",
        "api/",
        "api/schema/",
        "api/docs/",
        "api/v1/agencies/",
        "api/v1/agencies/<str:code>/",
        "api/v1/regions/",
        "api/v1/regions/<str:code>/",
        "api/v1/reason-codes/",
        "api/v1/terms/",
        "api/v1/rules/",
        "api/v1/services/",
        "api/v1/services/<str:service>/",
        "api/v1/services/<str:service>/pre-check/",
        "api/v1/journal/",
        "api/v1/journal/keys/",
        "api/v1/hospitals/",
        "api/v1/answers.json",
        "api/v1/answers/*",
        "api/v1/questions/*",
        "api/v1/sandbox/*",  # in the demonstration alone
        "api/v1/care/compare/",
        "api/v1/publications/",
        "api/v1/calculators/",
        "api/v1/calculators/<str:calculator>/",
        "api/v1/payments/<slug:provider>/events/",  # signed by the provider, or refused
        "pay/sandbox/<str:order_no>/",  # stands for a site of somebody else, in the demonstration
        ".well-known/*",
    ),
    (Door.ENTRANCE, Action.READ_PUBLIC): (
        "account/login/*",
        "account/logout/",
        "account/signup/",
        "account/inactive/",
        "account/confirm-email/",
        "account/phone/verify/",
        "account/password/reset/*",
        "account/second-factor/authenticate/",
        "identity/o/*",
    ),
    (Door.ACCOUNT, Action.OWN_ACCOUNT): (
        "arrive/",
        "account/*",
        "settings/*",
        "words/*",
        "notices/*",
        "help/<slug:slug>/follow/",
        "my/calendar/*",
    ),
    (Door.ACCOUNT, Action.VERIFY_IDENTITY): (
        "identity/",
        "identity/code/*",
        "identity/provider/*",
        "identity/ways/",
        "identity/counter/",
    ),
    (Door.TILL, Action.CONFIRM_IDENTITY): ("desk/identity/*",),
    (Door.TILL, Action.CLAIM): ("desk/next/", "desk/assign/"),
    (Door.TILL, Action.EMPLOYERS): ("desk/employers/*",),
    (Door.TILL, Action.ANSWER_QUESTIONS): ("desk/questions/*", "desk/library/*"),
    (Door.TILL, Action.RELEASE_RECORDS): ("desk/records/*",),
    # Read by auditors as well; what is done there asks for its own row.
    (Door.DESK, Action.READ_PAYMENTS): ("desk/payouts/*",),
    (Door.TILL, Action.PREPARE_BATCH): (
        "desk/payouts/prepare/",
        "desk/payouts/payments/<int:pk>/again/",
        "desk/payouts/batches/<slug:batch>/decide/",
        "desk/payouts/batches/<slug:batch>/file/",
        "desk/payouts/batches/<slug:batch>/answer/",
    ),
    (Door.TILL, Action.CHANGE_ENTITLEMENT): (
        "desk/payouts/findings/<int:pk>/",
        "desk/payouts/recoveries/<int:pk>/",
    ),
    (Door.PERSON, Action.READ_PAYMENTS): ("my/benefits/*", "my/recoveries/*"),
    (Door.TILL, Action.FILE_AT_COUNTER): ("desk/counter/*",),
    # Of an account of one's own: whoever works at the desk is turned away.
    (Door.PERSON, Action.OWN_ACCOUNT): ("employer/*", "dues/*"),
    (Door.PERSON, Action.WHO_LOOKED): ("who-looked/",),
    (Door.PERSON, Action.MANDATES): ("mandates/*", "acting/<str:mandate>/"),
    (Door.TILL, Action.MANDATE_AT_COUNTER): ("desk/mandates/*",),
    (Door.PERSON, Action.EXPORT_LIST): ("cases/list/",),
    (Door.OVERSIGHT, Action.WHO_LOOKED): ("desk/looks/",),
    (Door.OVERSIGHT, Action.SEE_FIGURES): ("desk/board/",),
    (Door.OVERSIGHT, Action.EXPORT_LIST): ("desk/export/", "desk/lists/take/"),
    (Door.SUPERVISION, Action.MANAGE_CLERKS): ("desk/staff/*",),
    (Door.PERSON, Action.FILE): (
        "transfer/*",
        "services/<str:service>/apply/",
        "apply/*",
        "listed/<slug:key>/",
        f"{CASE}correct/",
        f"{CASE}object/",
        f"{CASE}arrears/",
        f"{CASE}clearing/",
    ),
    (Door.PERSON, Action.CARDS): ("cards/", "cards/<slug:key>/*"),
    (Door.PERSON_PROGRAM, Action.CARDS): ("api/v1/cards/*",),
    (Door.PROGRAM, Action.CARD_SYSTEMS): ("api/v1/card-codes/check/", "api/v1/card-orders/*"),
    (Door.PERSON, Action.WITHDRAW): (f"{CASE}withdraw/",),
    (Door.PERSON, Action.READ_CASE): (
        *("my/", "my/contributions/*", "my/particulars/*", "my/questions/*"),
        *("my/registrations/", "my/forecast/", "publications/<int:key>/object/"),
        *("cases/", CASE, f"{CASE}proofs/*"),
    ),
    (Door.PERSON, Action.READ_HISTORY): (
        *("my/accounts/*", "my/inheritances/*"),
        *("my/unemployment/", "my/shares/*"),
    ),
    (Door.SHARED, Action.DOWNLOAD): (
        "letters/<str:number>/",
        "papers/<slug:key>/",
        "papers/<slug:key>/picture/",
        "papers/<slug:key>/thumbnail/",
    ),
    (Door.SHARED, Action.READ_CASE): ("letters/<str:number>/checks/",),
    (Door.DESK, Action.READ_CASE): (
        "desk/",
        "desk/cases/",
        "desk/lists/keep/",
        "desk/lists/drop/",
        "desk/notices/",
        "desk/help/",
        "desk/account/",
        DESK_CASE,
        f"{DESK_CASE}told/",
    ),
    (Door.DESK, Action.FIND_BY_NUMBER): ("desk/search/",),
    (Door.DESK, Action.SEE_ESCALATION): ("desk/escalations/*",),
    (Door.TILL, Action.SETTLE): ("desk/bank/*", "desk/differences/*"),
    (Door.SUPERVISION, Action.STOP_ISSUING): ("desk/issuing/*",),
    (Door.SUPERVISION, Action.OFFERS): ("desk/offers/*",),
    (Door.SUPERVISION, Action.OWN_SYSTEMS): ("desk/systems/*",),
    (Door.SUPERVISION, Action.OWN_BANK): ("desk/account/confirm/", "desk/account/reject/"),
    (Door.DESK, Action.DOWNLOAD): (f"{DESK_CASE}papers/", f"{DESK_CASE}cost-list/"),
    (Door.DESK, Action.UPLOAD): (f"{DESK_CASE}papers/add/<slug:slot>/",),
    (Door.DESK, Action.UNMASK): (f"{DESK_CASE}reveal/",),
    (Door.DESK, Action.CLAIM): (
        f"{DESK_CASE}give/",
        f"{DESK_CASE}put-off/",
        f"{DESK_CASE}claim/",
        f"{DESK_CASE}release/",
        f"{DESK_CASE}take-back/",
    ),
    # Each act asks for its own row besides; none is open to more than this one.
    (Door.DESK, Action.PREPARE_DECISION): (f"{DESK_CASE}draft/", f"{DESK_CASE}<slug:act>/"),
    (Door.DESK, Action.VOID_LETTER): (f"{DESK_CASE}void/*",),
    (Door.DESK, Action.HAND_OVER): (f"{DESK_CASE}form/*",),
    (Door.DESK, Action.SETTLE): (
        f"{DESK_CASE}settle/*",
        f"{DESK_CASE}clear/*",
    ),
    (Door.PERSON, Action.MESSAGES): (f"{CASE}messages/",),
    (Door.DESK, Action.MESSAGES): (f"{DESK_CASE}messages/",),
    (Door.PERSON, Action.PROCEEDINGS): (f"{CASE}proceedings/",),
    (Door.DESK, Action.PROCEEDINGS): (f"{DESK_CASE}proceedings/",),
    (Door.PERSON, Action.REMIND): (f"{CASE}remind/",),
    (Door.DESK, Action.REMIND): (f"{DESK_CASE}term/",),
    (Door.SUPERVISION, Action.SENTENCES): ("desk/sentences/",),
    (Door.PROGRAM, Action.MESSAGES): (f"{API_CASE}messages/",),
    (Door.PROGRAM, Action.EXPORT_LIST): ("api/v1/case-list/",),
    (Door.PROGRAM, Action.OWN_ACCOUNT): ("api/v1/me/", "api/v1/notices/read/"),
    (Door.PERSON_PROGRAM, Action.OWN_ACCOUNT): (
        "api/v1/notice-wishes/",
        "api/v1/days/",
        "api/v1/dues/",
        "api/v1/orders/*",
        "api/v1/employer/*",
    ),
    (Door.PROGRAM, Action.READ_CASE): (
        "api/v1/cases/",
        "api/v1/notices/",
        API_CASE,
        f"{API_CASE}findings/",
        f"{API_CASE}events/",
        f"{API_CASE}events/<int:sequence>/proof/",
        f"{API_CASE}letters/",
        f"{API_CASE}papers/",
    ),
    # Each act of a call asks for its own row besides.
    (Door.DESK_PROGRAM, Action.READ_CASE): ("api/v1/queue/", "api/v1/events/", "api/v1/acts/"),
    (Door.DESK_PROGRAM, Action.READ_HISTORY): (f"{API_CASE}checks/",),
    (Door.DESK_PROGRAM, Action.CORRECT_FIGURE): (f"{API_CASE}lines/",),
    (Door.PERSON_PROGRAM, Action.READ_CASE): (
        "api/v1/registrations/",
        "api/v1/visits/",
        "api/v1/certificates/",
        "api/v1/particulars/*",
        "api/v1/pay-accounts/",
        "api/v1/forecast/",
        "api/v1/determinations/",
    ),
    (Door.PROGRAM, Action.HOSPITALS): (
        "api/v1/registration-status/",
        "api/v1/referrals/",
        "api/v1/emergency-marks/",
        "api/v1/hospital-visits/",
    ),
    (Door.PERSON_PROGRAM, Action.READ_HISTORY): (
        "api/v1/record/<str:insurance>/",
        "api/v1/accounts/*",
        "api/v1/sharing/*",
        "api/v1/inheritances/*",
        "api/v1/contributions/*",
        "api/v1/employers/me/arrears/",
    ),
    (Door.PERSON_PROGRAM, Action.MANDATES): ("api/v1/mandates/*",),
    (Door.PERSON_PROGRAM, Action.FILE): (
        "api/v1/services/<str:service>/applications/",
        "api/v1/registrations/<str:registration>/*",
    ),
    (Door.PROGRAM, Action.READ_HISTORY): (f"{API_CASE}record/",),
    (Door.PROGRAM, Action.DOWNLOAD): (
        "api/v1/letters/<str:letter>/file/",
        f"{API_CASE}papers/<slug:slot>/<slug:page>/file/",
    ),
    (Door.PROGRAM, Action.UPLOAD): (f"{API_CASE}papers/<slug:slot>/",),
    (Door.PROGRAM, Action.FIND_BY_NUMBER): ("api/v1/search/", "api/v1/police-comparisons/"),
    (Door.PROGRAM, Action.UNMASK): (f"{API_CASE}identity-number/",),
    (Door.PROGRAM, Action.FILE): (
        f"{API_CASE}pre-check/",
        f"{API_CASE}answers/",
        f"{API_CASE}papers/<slug:slot>/<slug:page>/",
        f"{API_CASE}codes/",
        f"{API_CASE}submit/",
        f"{API_CASE}object/",
        f"{API_CASE}answer-correction/",
        f"{API_CASE}answer-clearing/",
        f"{API_CASE}choose-arrears/",
    ),
    (Door.PROGRAM, Action.WITHDRAW): (f"{API_CASE}withdraw/",),
    (Door.PROGRAM, Action.CLAIM): (f"{API_CASE}claim/", f"{API_CASE}release/"),
    (Door.DESK, Action.RECORD_DEATH): ("desk/cases/<str:number>/death/",),
    (Door.TILL_PROGRAM, Action.ANSWER_QUESTIONS): ("api/v1/desk-questions/*",),
    (Door.TILL_PROGRAM, Action.SETTLE): ("api/v1/bank-lines/*", "api/v1/reconciliation/*"),
    (Door.PROGRAM, Action.PREPARE_RECORDS): ("api/v1/record-files/*",),
    (Door.PROGRAM, Action.SEND_ARRIVALS): ("api/v1/feeds/*",),
    (Door.PROGRAM, Action.READ_PAYMENTS): ("api/v1/entitlements/*", "api/v1/payables/"),
    (Door.TILL_PROGRAM, Action.PREPARE_BATCH): ("api/v1/batches/*",),
    (Door.TILL_PROGRAM, Action.PROVE): ("api/v1/entitlements/<int:entitlement>/proofs/",),
    (Door.TILL, Action.RELEASE_BATCH): ("api/v1/batches/<slug:batch>/release/",),
    # Own money that came back: the original agency's side of its account.
    (Door.TILL_PROGRAM, Action.HAND_OVER): (
        "api/v1/bank-lines/<int:line>/bounced/",
        "api/v1/bank-lines/<int:line>/took-back/",
    ),
    (Door.ADMINISTRATION, Action.OWN_ACCOUNT): (
        "admin/login/",  # leads to the one entrance
        "admin/logout/",
        "admin/password_change/*",
    ),
    (Door.ADMINISTRATION, Action.REFERENCE_DATA): (
        "admin/",
        "admin/autocomplete/",
        "admin/jsi18n/",
        "admin/r/*",
        "admin/accounts/user/*",
        "admin/agencies/*",
        "admin/casework/accountproposal/*",
        "admin/casework/agencychange/*",
        "admin/casework/agencyproposal/*",
        "admin/casework/bankaccount/*",
        "admin/letters/certificate/*",
        "admin/letters/documentmark/*",
        "admin/letters/lettertemplate/*",
        "admin/casework/postproposal/*",
        "admin/casework/clientproposal/*",
        "admin/casework/factorproposal/*",
        "admin/casework/decoy/*",
        "admin/casework/decoyalarm/*",
        "admin/privacy/release/*",
        "admin/^(?P<app_label>*",
        "admin/(?P<url>*",
    ),
    (Door.ADMINISTRATION, Action.OFFERS): (
        "admin/applications/offer/*",
        "admin/applications/offerproposal/*",
    ),
    (Door.ADMINISTRATION, Action.DEAD_DUTIES): (
        "admin/casework/duty/*",
        "admin/casework/dispatch/*",
        "admin/casework/gateway/*",
    ),
    (Door.ADMINISTRATION, Action.STOP_ISSUING): ("admin/casework/halt/*",),
}


def _with_acts(claims: Claims) -> Claims:
    """Add the addresses of the acts, at the desk and for programs: each asks for its own row."""
    found: dict[tuple[Door, Action], list[str]] = {each: [*claims[each]] for each in claims}
    for act in OF_APPLICATIONS.values():
        found.setdefault((Door.PROGRAM, act.row), []).append(f"{API_CASE}{act.name}/")
    for act in OF_TRANSFERS.values():
        if act.run is not None:
            found.setdefault((Door.PROGRAM, act.row), []).append(f"{API_CASE}{act.name}/")
        if act.run is not None and act.has_its_address:
            found.setdefault((Door.DESK, act.row), []).append(f"{DESK_CASE}{act.name}/")
    return {each: tuple(dict.fromkeys(routes)) for each, routes in found.items()}


CLAIMS = _with_acts(WRITTEN)


def claim_of(route: str) -> tuple[Door, Action] | None:
    """Return the door and the row that claim a route, or nothing."""
    exact = [claim for claim, routes in CLAIMS.items() if route in routes]
    if exact:
        return exact[0]
    prefixes = [
        (len(each), claim)
        for claim, routes in CLAIMS.items()
        for each in routes
        if each.endswith("*") and route.startswith(each[:-1])
    ]
    return max(prefixes)[1] if prefixes else None
