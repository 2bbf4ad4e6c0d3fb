"""Addresses of the API: version 1, its schema, and the page that explains it."""

from django.urls import include, path, re_path

from applications.api import bulk, desk, objecting, papers, person, services
from calculators.api import Calculate, Calculators
from casework.api import cases as cases_of_all
from casework.api import exporting, inbox, mandates, messages, reference, wishes
from demo import sandbox
from feeds import api as feeds
from intake.api import arrivals, record_files
from journal import api as journal
from letters.api import checking, letters
from payments import api as payments
from payments import reconciliation
from payouts.api import batches, drawn
from portal.api.docs import Docs, NoSuchRoute, Schema
from portal.rulebook.api import Rules
from services.advice import api as advice
from services.cards.api import cards as own_cards
from services.cards.api import orders as card_orders
from services.care import api as care
from services.contributions import api as contributions
from services.dues import api as dues
from services.enrolments.api import accounts, inheritances, sharing
from services.particulars import api as particulars
from services.reimbursement import api as claims
from services.retirement import api as retirement
from services.retirement import employer_api as agreements
from services.unemployment import api as departures
from transfers.api import acts, bank, cases
from transfers.api.reference import ReasonCodes

app_name = "api"

PUBLIC = [
    path(
        "payments/<slug:provider>/events/",
        payments.ProviderEvents.as_view(),
        name="provider-events",
    ),
    path("agencies/", reference.Agencies.as_view(), name="agencies"),
    path("agencies/<str:code>/", reference.OneAgency.as_view(), name="agency"),
    path("regions/", reference.Regions.as_view(), name="regions"),
    path("regions/<str:code>/", reference.OneRegion.as_view(), name="region"),
    path("reason-codes/", ReasonCodes.as_view(), name="reason-codes"),
    path("terms/", reference.Terms.as_view(), name="terms"),
    path("rules/", Rules.as_view(), name="rules"),
    path("journal/", journal.JournalDays.as_view(), name="journal"),
    path("journal/keys/", journal.JournalKeys.as_view(), name="journal-keys"),
    path("services/", services.Services.as_view(), name="services"),
    path("services/<str:service>/", services.OneService.as_view(), name="service"),
    path(
        "services/<str:service>/pre-check/", services.CheckService.as_view(), name="service-check"
    ),
    path("emergency-loss/", own_cards.EmergencyLoss.as_view(), name="emergency-loss"),
    path("hospitals/", care.Hospitals.as_view(), name="hospitals"),
    path("care/compare/", care.Compare.as_view(), name="care-compare"),
    path("publications/", retirement.Publications.as_view(), name="publications"),
    path("letters/verify/", checking.VerifyLetter.as_view(), name="verify-letter"),
    path("answers/", advice.FindAnswers.as_view(), name="answers-of-the-library"),
    path("answers.json", advice.WholeLibrary.as_view(), name="library"),
    path("answers/<slug:slug>/", advice.LibraryAnswer.as_view(), name="answer-of-the-library"),
    path("answers/<slug:slug>/rate/", advice.RateAnswer.as_view(), name="rate-answer"),
    path("questions/", advice.Ask.as_view(), name="ask"),
    path("questions/<str:question>/", advice.ReadQuestion.as_view(), name="question"),
    path("questions/<str:question>/say/", advice.SayMore.as_view(), name="say-more"),
    path("calculators/", Calculators.as_view(), name="calculators"),
    path("calculators/<str:calculator>/", Calculate.as_view(), name="calculate"),
]
SANDBOX = [
    path("sandbox/people/", sandbox.People.as_view(), name="sandbox-people"),
    path("sandbox/offices/", sandbox.Offices.as_view(), name="sandbox-offices"),
    path("sandbox/webhooks/", sandbox.Webhooks.as_view(), name="sandbox-webhooks"),
    path("sandbox/clock/", sandbox.Clock.as_view(), name="sandbox-clock"),
]
READING = [
    path("forecast/", retirement.MyForecast.as_view(), name="forecast"),
    path("determinations/", retirement.MyDeterminations.as_view(), name="determinations"),
    path("registrations/", care.MyRegistrations.as_view(), name="registrations"),
    path(
        "registrations/<str:registration>/change/",
        care.ChangeRegistration.as_view(),
        name="registration-change",
    ),
    path(
        "registrations/<str:registration>/cancel/",
        care.CancelRegistration.as_view(),
        name="registration-cancel",
    ),
    path("visits/", care.MyVisits.as_view(), name="visits"),
    path("hospital-visits/", care.Visits.as_view(), name="hospital-visits"),
    path("registration-status/", care.RegistrationStatus.as_view(), name="registration-status"),
    path("referrals/", care.Referrals.as_view(), name="referrals"),
    path("emergency-marks/", care.EmergencyMarks.as_view(), name="emergency-marks"),
    path("events/", feeds.AgencyEvents.as_view(), name="agency-events"),
    path("me/", reference.Me.as_view(), name="me"),
    path("record/<str:insurance>/", cases.MyRecord.as_view(), name="record"),
    path("accounts/", accounts.Accounts.as_view(), name="accounts"),
    path(
        "accounts/<int:relationship>/years/",
        accounts.AccountYears.as_view(),
        name="account-years",
    ),
    path(
        "accounts/<int:relationship>/projection/",
        accounts.AccountProjection.as_view(),
        name="account-projection",
    ),
    path("sharing/", sharing.Sharings.as_view(), name="sharing"),
    path("sharing/<int:key>/agree/", sharing.Agree.as_view(), name="sharing-agree"),
    path("sharing/<int:key>/end/", sharing.End.as_view(), name="sharing-end"),
    path("inheritances/", inheritances.Inheritances.as_view(), name="inheritances"),
    path("inheritances/<int:key>/", inheritances.Answer.as_view(), name="inheritance"),
    path("reconciliation/", reconciliation.Days.as_view(), name="reconciliation"),
    path(
        "reconciliation/<int:line>/explain/",
        reconciliation.Explain.as_view(),
        name="difference-explain",
    ),
    path(
        "reconciliation/<int:line>/settle/",
        reconciliation.Settle.as_view(),
        name="difference-settle",
    ),
    path(
        "services/<str:service>/applications/",
        services.StartApplication.as_view(),
        name="applications",
    ),
    path("contributions/", contributions.Contributions.as_view(), name="contributions"),
    path(
        "contributions/summary/",
        contributions.Summary.as_view(),
        name="contributions-summary",
    ),
    path("employers/me/arrears/", contributions.EmployersArrears.as_view(), name="my-arrears"),
    path("certificates/", contributions.Certificates.as_view(), name="certificates"),
    path("cases/", cases.Cases.as_view(), name="cases"),
    path("case-list/", exporting.CaseList.as_view(), name="case-list"),
    path("cases/<str:number>/", desk.OneCase.as_view(), name="case"),
    path("cases/<str:number>/events/", inbox.Events.as_view(), name="events"),
    path(
        "cases/<str:number>/events/<int:sequence>/proof/",
        journal.EventProof.as_view(),
        name="event-proof",
    ),
    path("cases/<str:number>/letters/", letters.CaseLetters.as_view(), name="letters"),
    path("cases/<str:number>/messages/", messages.Messages.as_view(), name="messages"),
    path("cases/<str:number>/record/", cases.CaseRecord.as_view(), name="case-record"),
    path("cases/<str:number>/checks/", desk.CaseChecks.as_view(), name="checks"),
    path("cases/<str:number>/findings/", retirement.Findings.as_view(), name="findings"),
    path("cases/<str:number>/pre-check/", person.Precheck.as_view(), name="pre-check"),
    path("cases/<str:number>/papers/", papers.CasePapers.as_view(), name="papers"),
    path("cases/<str:number>/papers/<slug:slot>/", papers.AddPage.as_view(), name="paper"),
    path(
        "cases/<str:number>/papers/<slug:slot>/<slug:page>/",
        papers.OnePage.as_view(),
        name="paper-page",
    ),
    path(
        "cases/<str:number>/papers/<slug:slot>/<slug:page>/file/",
        papers.PaperFile.as_view(),
        name="paper-file",
    ),
    path("letters/<str:letter>/file/", letters.LetterPdf.as_view(), name="letter-file"),
    path("mandates/", mandates.Mandates.as_view(), name="mandates"),
    path("mandates/accept/", mandates.AcceptMandate.as_view(), name="mandate-accept"),
    path("mandates/<str:mandate>/end/", mandates.EndMandate.as_view(), name="mandate-end"),
    path("notices/", inbox.Notices.as_view(), name="notices"),
    path("notices/read/", wishes.ReadNotices.as_view(), name="notices-read"),
    path("notice-wishes/", wishes.NoticeWishes.as_view(), name="notice-wishes"),
    path("dues/", dues.Dues.as_view(), name="dues"),
    path("orders/", dues.Orders.as_view(), name="orders"),
    path("orders/<str:order_no>/", dues.OneOrder.as_view(), name="order"),
    path("orders/<str:order_no>/cancel/", dues.CancelOrder.as_view(), name="order-cancel"),
    path("entitlements/", drawn.Entitlements.as_view(), name="entitlements"),
    path(
        "entitlements/<int:entitlement>/",
        drawn.OneEntitlement.as_view(),
        name="entitlement",
    ),
    path("payables/", drawn.Payables.as_view(), name="payables"),
    path("employer/departures/", departures.Departures.as_view(), name="employer-departures"),
    path(
        "employer/departures/<int:key>/",
        departures.Departure.as_view(),
        name="employer-departure",
    ),
    path("employer/agreements/", agreements.Agreements.as_view(), name="employer-agreements"),
    path(
        "employer/agreements/<int:key>/",
        agreements.Agreement.as_view(),
        name="employer-agreement",
    ),
    path(
        "entitlements/<int:entitlement>/proofs/",
        drawn.Proofs.as_view(),
        name="entitlement-proofs",
    ),
    path("batches/", batches.Batches.as_view(), name="batches"),
    path("batches/<slug:batch>/release/", batches.ReleaseBatch.as_view(), name="batch-release"),
    path("batches/<slug:batch>/file/", batches.FileOfBatch.as_view(), name="batch-file"),
    path("batches/<slug:batch>/answer/", batches.AnswerToBatch.as_view(), name="batch-answer"),
    path("days/", wishes.MyDays.as_view(), name="days"),
    path("acts/", bulk.Acts.as_view(), name="acts"),
    path("queue/", inbox.Queue.as_view(), name="queue"),
    path("bank-lines/", bank.BankLines.as_view(), name="bank-lines"),
    path("bank-lines/<int:line>/match/", bank.MatchBankLine.as_view(), name="bank-line-match"),
    path("bank-lines/<int:line>/bounced/", bank.MoneyBounced.as_view(), name="bank-line-bounced"),
    path(
        "bank-lines/<int:line>/took-back/",
        bank.SurplusTakenBack.as_view(),
        name="bank-line-took-back",
    ),
    path("particulars/", particulars.MyParticulars.as_view(), name="particulars"),
    path("particulars/contact/", particulars.ChangeContact.as_view(), name="particulars-contact"),
    path("pay-accounts/", particulars.PayAccounts.as_view(), name="pay-accounts"),
    path(
        "police-comparisons/",
        particulars.PoliceComparisons.as_view(),
        name="police-comparisons",
    ),
    path("cards/", own_cards.MyCards.as_view(), name="cards"),
    path("cards/<slug:card>/loss/", own_cards.ReportLoss.as_view(), name="card-loss"),
    path("cards/<slug:card>/found/", own_cards.ReportFound.as_view(), name="card-found"),
    path("card-codes/check/", card_orders.CheckCode.as_view(), name="card-code"),
    path(
        "card-orders/<str:order>/state/", card_orders.OrderState.as_view(), name="card-order-state"
    ),
    path("record-files/", record_files.RecordFiles.as_view(), name="record-files"),
    path("record-files/<slug:file>/", record_files.OneRecordFile.as_view(), name="record-file"),
    path("record-files/<slug:file>/faults/", record_files.RowFaults.as_view(), name="row-faults"),
    path("feeds/tax/<str:day>/", arrivals.DayOfArrivals.as_view(), name="day-of-arrivals"),
    path("search/", cases_of_all.Search.as_view(), name="search"),
    path("cases/<str:number>/lines/", claims.Lines.as_view(), name="cost-lines"),
    path("desk-questions/", advice.WaitingQuestions.as_view(), name="waiting-questions"),
    path(
        "desk-questions/<str:question>/claim/",
        advice.ClaimQuestion.as_view(),
        name="claim-question",
    ),
    path(
        "desk-questions/<str:question>/ask-back/",
        advice.AskBackQuestion.as_view(),
        name="ask-back-question",
    ),
    path(
        "desk-questions/<str:question>/publish/",
        advice.PublishQuestion.as_view(),
        name="publish-question",
    ),
    path(
        "desk-questions/<str:question>/hand-on/",
        advice.HandOnQuestion.as_view(),
        name="hand-on-question",
    ),
    path(
        "desk-questions/<str:question>/answer/",
        advice.AnswerQuestion.as_view(),
        name="answer-question",
    ),
]
ACTS = {
    "answers": person.Answers,
    "codes": person.Codes,
    "submit": person.Submit,
    "answer-correction": person.AnswerCorrection,
    "withdraw": person.Withdraw,
    "object": objecting.Object,
    "claim": inbox.Claim,
    "release": inbox.Release,
    "identity-number": cases_of_all.FullNumber,
    "answer-clearing": acts.AnswerClearing,
    "choose-arrears": acts.ChooseArrears,
    # An act of both, such as asking for a correction, is answered for by the room of its case.
    **acts.ACT_VIEWS,
    **desk.ACT_VIEWS,
}
ACTING = [
    path(f"cases/<str:number>/{name}/", view.as_view(), name=name) for name, view in ACTS.items()
]
urlpatterns = [
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", Docs.as_view(), name="docs"),
    path("v1/", include([*PUBLIC, *SANDBOX, *READING, *ACTING])),
    re_path(r"", NoSuchRoute.as_view(), name="nothing"),
]
