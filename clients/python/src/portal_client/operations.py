"""What the portal does: generated from docs/integrator/openapi.json by manage.py api_client."""

# ruff: noqa: A002, E501
from typing import Any

from portal_client import models as m
from portal_client.transport import Transport, path_of


class Operations:
    """Every operation of the portal, by its name."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    def accounts(self) -> list[m.AccountOut]:
        """List your accounts."""
        return self.transport.call('GET', path_of('/api/v1/accounts'))

    def account_projection(self, relationship: str | int, *, growth: str | None = None, until: str | None = None) -> m.ProjectionOut:
        """Look ahead at an account."""
        return self.transport.call('GET', path_of('/api/v1/accounts/{relationship}/projection', relationship=relationship), query={'growth': growth, 'until': until})

    def account_years(self, relationship: str | int) -> list[m.AccountYearOut]:
        """Read an account year by year."""
        return self.transport.call('GET', path_of('/api/v1/accounts/{relationship}/years', relationship=relationship))

    def acts(self, body: m.ActsBodyRequest | None = None) -> m.ActsOut:
        """Do many acts, each with its own verdict."""
        return self.transport.call('POST', path_of('/api/v1/acts'), body=body)

    def agencies(self, *, cursor: str | None = None, insurance: str | None = None, ordering: str | None = None, page_size: str | None = None, region: str | None = None) -> m.PaginatedAgencyOutList:
        """List agencies."""
        return self.transport.call('GET', path_of('/api/v1/agencies'), query={'cursor': cursor, 'insurance': insurance, 'ordering': ordering, 'page_size': page_size, 'region': region})

    def one_agency(self, code: str | int) -> m.AgencyOut:
        """Read an agency."""
        return self.transport.call('GET', path_of('/api/v1/agencies/{code}', code=code))

    def find_answers(self) -> list[m.LibraryAnswerLine]:
        """Search the library of answers."""
        return self.transport.call('GET', path_of('/api/v1/answers'))

    def whole_library(self) -> m.LibraryDump:
        """The whole library, signed."""
        return self.transport.call('GET', path_of('/api/v1/answers.json'))

    def library_answer(self, slug: str | int) -> m.LibraryAnswerOut:
        """An answer of the library."""
        return self.transport.call('GET', path_of('/api/v1/answers/{slug}', slug=slug))

    def rate_answer(self, slug: str | int, body: m.AnswerRatingBodyRequest | None = None) -> m.AnswerRated:
        """Rate an answer."""
        return self.transport.call('POST', path_of('/api/v1/answers/{slug}/rate', slug=slug), body=body)

    def bank_lines(self, *, cursor: str | None = None, ordering: str | None = None, page_size: str | None = None, state: str | None = None) -> m.PaginatedBankLineOutList:
        """List lines of the bank."""
        return self.transport.call('GET', path_of('/api/v1/bank-lines'), query={'cursor': cursor, 'ordering': ordering, 'page_size': page_size, 'state': state})

    def start_bank_lines(self, body: m.BankLinesBodyRequest | None = None, *, key: str | None = None) -> m.WrittenOut:
        """Send lines of the bank."""
        return self.transport.call('POST', path_of('/api/v1/bank-lines'), body=body, key=key)

    def money_bounced(self, line: str | int, body: m.BouncedBodyRequest | None = None, *, key: str | None = None) -> m.BankLineOut:
        """Record money that the bank returned."""
        return self.transport.call('POST', path_of('/api/v1/bank-lines/{line}/bounced', line=line), body=body, key=key)

    def match_bank_line(self, line: str | int, body: m.MatchBodyRequest | None = None, *, key: str | None = None) -> m.BankLineOut:
        """Match a line of the bank."""
        return self.transport.call('POST', path_of('/api/v1/bank-lines/{line}/match', line=line), body=body, key=key)

    def surplus_taken_back(self, line: str | int, body: m.TookBackBodyRequest | None = None, *, key: str | None = None) -> m.BankLineOut:
        """Record a surplus that came back."""
        return self.transport.call('POST', path_of('/api/v1/bank-lines/{line}/took-back', line=line), body=body, key=key)

    def batches(self, *, cursor: str | None = None, ordering: str | None = None, page_size: str | None = None) -> m.PaginatedBatchOutList:
        """List batches."""
        return self.transport.call('GET', path_of('/api/v1/batches'), query={'cursor': cursor, 'ordering': ordering, 'page_size': page_size})

    def start_batches(self, body: m.PrepareBodyRequest | None = None, *, key: str | None = None) -> m.PreparedBatchesOut:
        """Prepare batches."""
        return self.transport.call('POST', path_of('/api/v1/batches'), body=body, key=key)

    def release_batch(self, batch: str | int, *, version: int | None = None) -> m.BatchOut:
        """Release a batch."""
        return self.transport.call('POST', path_of('/api/v1/batches/{batch}/release', batch=batch), version=version)

    def calculators(self) -> list[m.CalculatorOut]:
        """List the calculators."""
        return self.transport.call('GET', path_of('/api/v1/calculators'))

    def calculate(self, calculator: str | int) -> m.AnswerOut:
        """Ask a calculator."""
        return self.transport.call('POST', path_of('/api/v1/calculators/{calculator}', calculator=calculator))

    def check_code(self, body: m.CardCodeBodyRequest | None = None) -> m.CodeOut:
        """Check the code of an electronic card."""
        return self.transport.call('POST', path_of('/api/v1/card-codes/check'), body=body)

    def order_state(self, order: str | int, body: m.StateBodyRequest | None = None) -> m.CardOrderOut:
        """Report how far a new card is."""
        return self.transport.call('POST', path_of('/api/v1/card-orders/{order}/state', order=order), body=body)

    def my_cards(self) -> list[m.CardOut]:
        """Your cards."""
        return self.transport.call('GET', path_of('/api/v1/cards'))

    def report_found(self, card: str | int) -> m.ReportOut:
        """Have a card again."""
        return self.transport.call('POST', path_of('/api/v1/cards/{card}/found', card=card))

    def report_loss(self, card: str | int, body: m.LossBodyRequest | None = None) -> m.ReportOut:
        """Report a card lost."""
        return self.transport.call('POST', path_of('/api/v1/cards/{card}/loss', card=card), body=body)

    def compare(self, *, amount: str | None = None, deductible: str | None = None, insured: str | None = None, level: str | None = None, region: str | None = None, share: str | None = None) -> list[m.SituationOut]:
        """Compare what a stay elsewhere costs."""
        return self.transport.call('GET', path_of('/api/v1/care/compare'), query={'amount': amount, 'deductible': deductible, 'insured': insured, 'level': level, 'region': region, 'share': share})

    def cases(self, *, cursor: str | None = None, fields: str | None = None, insurance: str | None = None, open: str | None = None, ordering: str | None = None, page_size: str | None = None, service: str | None = None, status: str | None = None, updated_since: str | None = None) -> m.PaginatedApplicationLineOutOrTransferLineOutList:
        """List cases."""
        return self.transport.call('GET', path_of('/api/v1/cases'), query={'cursor': cursor, 'fields': fields, 'insurance': insurance, 'open': open, 'ordering': ordering, 'page_size': page_size, 'service': service, 'status': status, 'updated_since': updated_since})

    def start_cases(self, body: m.StartBodyRequest | None = None, *, key: str | None = None) -> m.TransferOut:
        """Begin a transfer."""
        return self.transport.call('POST', path_of('/api/v1/cases'), body=body, key=key)

    def one_case(self, number: str | int) -> m.ApplicationOutOrTransferOut:
        """Read a case."""
        return self.transport.call('GET', path_of('/api/v1/cases/{number}', number=number))

    def accept(self, number: str | int, body: m.DespiteBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Accept and issue the letter."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/accept', number=number), body=body, version=version, key=key)

    def add_months(self, number: str | int, body: m.DeclaredBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Add months that are missing."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/add-months', number=number), body=body, version=version, key=key)

    def answer_clearing(self, number: str | int, body: m.ClearingAnswerBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Answer on months paid twice."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/answer-clearing', number=number), body=body, version=version, key=key)

    def answer_correction(self, number: str | int, body: m.DeclaredAnswersBodyOrAnswersBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """Answer a correction."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/answer-correction', number=number), body=body, version=version, key=key)

    def answer_publication(self, number: str | int, body: m.DeclaredBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Answer who objected."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/answer-publication', number=number), body=body, version=version, key=key)

    def answer_reminder(self, number: str | int, body: m.ReminderAnswerBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """答复催办."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/answer-reminder', number=number), body=body, version=version, key=key)

    def answers(self, number: str | int, body: m.PatchedDeclaredAnswersBodyOrAnswersBodyRequest | None = None, *, version: int | None = None) -> m.ApplicationOutOrTransferOut:
        """Save answers."""
        return self.transport.call('PATCH', path_of('/api/v1/cases/{number}/answers', number=number), body=body, version=version)

    def approve_after_death(self, number: str | int, body: m.DeclaredBodyOrNothingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """核准参保人去世后的处理意见."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/approve-after-death', number=number), body=body, version=version, key=key)

    def approve_clearing(self, number: str | int, body: m.NothingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Clear the double months."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/approve-clearing', number=number), body=body, version=version, key=key)

    def approve_decision(self, number: str | int, body: m.DeclaredBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Approve and issue the decision."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/approve-decision', number=number), body=body, version=version, key=key)

    def approve_extension(self, number: str | int, body: m.DeclaredBodyOrNothingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """核准不计入期限."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/approve-extension', number=number), body=body, version=version, key=key)

    def approve_payment(self, number: str | int, body: m.NothingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Pay the person."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/approve-payment', number=number), body=body, version=version, key=key)

    def approve_voiding(self, number: str | int, body: m.NothingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Void the letter."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/approve-voiding', number=number), body=body, version=version, key=key)

    def ask_clarification(self, number: str | int, body: m.QuestionBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Ask the new agency."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/ask-clarification', number=number), body=body, version=version, key=key)

    def ask_correction(self, number: str | int, body: m.DeclaredBodyOrCorrectionBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """Ask for a correction."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/ask-correction', number=number), body=body, version=version, key=key)

    def ask_hospital(self, number: str | int, body: m.DeclaredBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Ask the place of treatment."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/ask-hospital', number=number), body=body, version=version, key=key)

    def case_checks(self, number: str | int) -> list[m.CheckOut]:
        """The checks of a case."""
        return self.transport.call('GET', path_of('/api/v1/cases/{number}/checks', number=number))

    def choose_arrears(self, number: str | int, body: m.ArrearsChoiceBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Change the choice on months still owed."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/choose-arrears', number=number), body=body, version=version, key=key)

    def claim(self, number: str | int, body: m.NothingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.StepOut:
        """Take a turn on."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/claim', number=number), body=body, version=version, key=key)

    def clarify(self, number: str | int, body: m.ReplyBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Answer the question."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/clarify', number=number), body=body, version=version, key=key)

    def codes(self, number: str | int, body: m.CodeBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Have a code sent."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/codes', number=number), body=body, version=version, key=key)

    def complete(self, number: str | int, body: m.DespiteBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Complete the transfer."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/complete', number=number), body=body, version=version, key=key)

    def confirm_death(self, number: str | int, body: m.DeclaredBodyOrNothingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """确认死亡报告."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/confirm-death', number=number), body=body, version=version, key=key)

    def confirm_difference(self, number: str | int, body: m.NothingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Confirm the explanation."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/confirm-difference', number=number), body=body, version=version, key=key)

    def confirm_proceeding(self, number: str | int, body: m.WhichProceedingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """确认行政复议或者诉讼."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/confirm-proceeding', number=number), body=body, version=version, key=key)

    def correct_account(self, number: str | int, body: m.DeclaredBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Correct the personal account."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/correct-account', number=number), body=body, version=version, key=key)

    def correct_arrival(self, number: str | int, body: m.CorrectedArrivalBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Correct a recorded arrival."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/correct-arrival', number=number), body=body, version=version, key=key)

    def correct_figure(self, number: str | int, body: m.DeclaredBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Correct a figure."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/correct-figure', number=number), body=body, version=version, key=key)

    def correct_form_line(self, number: str | int, body: m.CorrectLineBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Put a line of the record right."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/correct-form-line', number=number), body=body, version=version, key=key)

    def cost_list(self, number: str | int, body: m.DeclaredBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """See or enter the cost list."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/cost-list', number=number), body=body, version=version, key=key)

    def dispute(self, number: str | int, body: m.ReasonsBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Dispute form or money."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/dispute', number=number), body=body, version=version, key=key)

    def drop_form_correction(self, number: str | int, body: m.DropLineBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Take out what was to be put right."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/drop-form-correction', number=number), body=body, version=version, key=key)

    def drop_line(self, number: str | int, body: m.DeclaredBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Drop a line."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/drop-line', number=number), body=body, version=version, key=key)

    def events(self, number: str | int) -> list[m.EventOut]:
        """The history of a case."""
        return self.transport.call('GET', path_of('/api/v1/cases/{number}/events', number=number))

    def event_proof(self, number: str | int, sequence: str | int) -> m.ProofOut:
        """Download the proof of an event."""
        return self.transport.call('GET', path_of('/api/v1/cases/{number}/events/{sequence}/proof', number=number, sequence=sequence))

    def explain_difference(self, number: str | int, body: m.FindingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Explain the difference."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/explain-difference', number=number), body=body, version=version, key=key)

    def findings(self, number: str | int) -> list[m.FindingOut]:
        """List what was found in a personal file."""
        return self.transport.call('GET', path_of('/api/v1/cases/{number}/findings', number=number))

    def grant(self, number: str | int, body: m.DeclaredBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Grant it."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/grant', number=number), body=body, version=version, key=key)

    def hospital_answered(self, number: str | int, body: m.DeclaredBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Write down their answer."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/hospital-answered', number=number), body=body, version=version, key=key)

    def full_number(self, number: str | int, body: m.ReasonBodyRequest | None = None, *, version: int | None = None) -> m.NumberOut:
        """Unmask an identity number."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/identity-number', number=number), body=body, version=version)

    def judge_file(self, number: str | int, body: m.DeclaredBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Judge the file."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/judge-file', number=number), body=body, version=version, key=key)

    def judge_paper(self, number: str | int, body: m.DeclaredBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Look at the papers."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/judge-paper', number=number), body=body, version=version, key=key)

    def case_letters(self, number: str | int) -> list[m.LetterOut]:
        """The letters of a case."""
        return self.transport.call('GET', path_of('/api/v1/cases/{number}/letters', number=number))

    def replace_lines(self, number: str | int) -> m.ApplicationOut:
        """Enter the cost list of a claim."""
        return self.transport.call('PUT', path_of('/api/v1/cases/{number}/lines', number=number))

    def make_public(self, number: str | int, body: m.DeclaredBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Make it public."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/make-public', number=number), body=body, version=version, key=key)

    def messages(self, number: str | int, *, cursor: str | None = None, ordering: str | None = None, page_size: str | None = None) -> m.PaginatedMessageOutList:
        """The messages of a case."""
        return self.transport.call('GET', path_of('/api/v1/cases/{number}/messages', number=number), query={'cursor': cursor, 'ordering': ordering, 'page_size': page_size})

    def start_messages(self, number: str | int, body: m.MessageBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.MessageOut:
        """The messages of a case."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/messages', number=number), body=body, version=version, key=key)

    def note_clearing_answer(self, number: str | int, body: m.ClearingNoteBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Note the answer on months paid twice."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/note-clearing-answer', number=number), body=body, version=version, key=key)

    def object(self, number: str | int, body: m.NothingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Object to a case."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/object', number=number), body=body, version=version, key=key)

    def case_papers(self, number: str | int) -> list[m.PaperStandsOut]:
        """The papers of a case."""
        return self.transport.call('GET', path_of('/api/v1/cases/{number}/papers', number=number))

    def remove_one_page(self, number: str | int, page: str | int, slot: str | int) -> m.PaperStandsOut:
        """Replace or remove a page."""
        return self.transport.call('DELETE', path_of('/api/v1/cases/{number}/papers/{slot}/{page}', number=number, page=page, slot=slot))

    def precheck(self, number: str | int) -> m.PreCheckOutOrVerdictOut:
        """Check before sending."""
        return self.transport.call('GET', path_of('/api/v1/cases/{number}/pre-check', number=number))

    def prepare_clearing(self, number: str | int, body: m.NothingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Prepare the clearing of months paid twice."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/prepare-clearing', number=number), body=body, version=version, key=key)

    def prepare_decision(self, number: str | int, body: m.DeclaredBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Prepare the decision."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/prepare-decision', number=number), body=body, version=version, key=key)

    def prepare_form(self, number: str | int, body: m.PrepareFormBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Prepare the information form."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/prepare-form', number=number), body=body, version=version, key=key)

    def prepare_notice(self, number: str | int, body: m.PartialBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Tell what cannot be moved."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/prepare-notice', number=number), body=body, version=version, key=key)

    def prepare_payment(self, number: str | int, body: m.NothingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Prepare a payment to the person."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/prepare-payment', number=number), body=body, version=version, key=key)

    def prepare_refusal(self, number: str | int, body: m.ReasonsBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Refuse with reasons."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/prepare-refusal', number=number), body=body, version=version, key=key)

    def prepare_settlement(self, number: str | int, body: m.NothingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Confirm that form and money match."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/prepare-settlement', number=number), body=body, version=version, key=key)

    def propose_after_death(self, number: str | int, body: m.AfterDeathBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """拟定参保人去世后的处理意见."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/propose-after-death', number=number), body=body, version=version, key=key)

    def propose_extension(self, number: str | int, body: m.ExtensionBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """提议中止期限."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/propose-extension', number=number), body=body, version=version, key=key)

    def propose_refusal(self, number: str | int, body: m.DeclaredBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Prepare a refusal."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/propose-refusal', number=number), body=body, version=version, key=key)

    def propose_voiding(self, number: str | int, body: m.VoidingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Propose to void a letter."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/propose-voiding', number=number), body=body, version=version, key=key)

    def case_record(self, number: str | int) -> m.RecordOut:
        """The contribution record behind a case."""
        return self.transport.call('GET', path_of('/api/v1/cases/{number}/record', number=number))

    def record_arrival(self, number: str | int, body: m.ArrivalBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Record the arrival of money."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/record-arrival', number=number), body=body, version=version, key=key)

    def record_bounced_payment(self, number: str | int, body: m.BounceBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Record a payment that came back."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/record-bounced-payment', number=number), body=body, version=version, key=key)

    def record_proceeding(self, number: str | int, body: m.ProceedingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """登记行政复议或者行政诉讼."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/record-proceeding', number=number), body=body, version=version, key=key)

    def record_proceeding_outcome(self, number: str | int, body: m.ProceedingOutcomeBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """登记复议或者诉讼的结果."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/record-proceeding-outcome', number=number), body=body, version=version, key=key)

    def refuse(self, number: str | int, body: m.NothingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Refuse the application."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/refuse', number=number), body=body, version=version, key=key)

    def reissue_letter(self, number: str | int, body: m.ReissueBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Issue the returned letter anew."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/reissue-letter', number=number), body=body, version=version, key=key)

    def release(self, number: str | int, body: m.NothingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.StepOut:
        """Give a turn back."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/release', number=number), body=body, version=version, key=key)

    def remind(self, number: str | int, body: m.DeclaredBodyOrNothingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """催办正在办理的机构."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/remind', number=number), body=body, version=version, key=key)

    def report_death(self, number: str | int, body: m.DeathBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """报告参保人去世."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/report-death', number=number), body=body, version=version, key=key)

    def return_letter(self, number: str | int, body: m.ReasonsBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Return the letter."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/return-letter', number=number), body=body, version=version, key=key)

    def return_surplus(self, number: str | int, body: m.SurplusBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Send back what was too much."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/return-surplus', number=number), body=body, version=version, key=key)

    def send_anew(self, number: str | int, body: m.SendFormBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Send returned money anew."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/send-anew', number=number), body=body, version=version, key=key)

    def send_back_clearing(self, number: str | int, body: m.NoteBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Send a prepared clearing back."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/send-back-clearing', number=number), body=body, version=version, key=key)

    def send_back_decision(self, number: str | int, body: m.DeclaredBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Send back to whoever prepared it."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/send-back-decision', number=number), body=body, version=version, key=key)

    def send_back_difference(self, number: str | int, body: m.NoteBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Send the explanation back."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/send-back-difference', number=number), body=body, version=version, key=key)

    def send_back_form(self, number: str | int, body: m.NoteBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Send the prepared form back."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/send-back-form', number=number), body=body, version=version, key=key)

    def send_back_notice(self, number: str | int, body: m.NoteBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Send the prepared notice back."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/send-back-notice', number=number), body=body, version=version, key=key)

    def send_back_payment(self, number: str | int, body: m.NoteBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Send a prepared payment back."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/send-back-payment', number=number), body=body, version=version, key=key)

    def send_back_refusal(self, number: str | int, body: m.NoteBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Send the prepared refusal back."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/send-back-refusal', number=number), body=body, version=version, key=key)

    def send_back_settlement(self, number: str | int, body: m.NoteBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Send the settlement back."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/send-back-settlement', number=number), body=body, version=version, key=key)

    def send_form(self, number: str | int, body: m.SendFormBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Send form and money."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/send-form', number=number), body=body, version=version, key=key)

    def strike_months(self, number: str | int, body: m.DeclaredBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOut:
        """Strike months out."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/strike-months', number=number), body=body, version=version, key=key)

    def submit(self, number: str | int, body: m.SubmitBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """Send the application."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/submit', number=number), body=body, version=version, key=key)

    def tell_not_transferable(self, number: str | int, body: m.NothingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Issue the notice of what cannot be moved."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/tell-not-transferable', number=number), body=body, version=version, key=key)

    def turn_down_after_death(self, number: str | int, body: m.NoteBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """不同意参保人去世后的处理意见."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/turn-down-after-death', number=number), body=body, version=version, key=key)

    def turn_down_death(self, number: str | int, body: m.NoteBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """不采用死亡报告."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/turn-down-death', number=number), body=body, version=version, key=key)

    def turn_down_extension(self, number: str | int, body: m.DeclaredBodyOrNothingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """期限不变."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/turn-down-extension', number=number), body=body, version=version, key=key)

    def turn_down_proceeding(self, number: str | int, body: m.WhichProceedingBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """复议或者诉讼记录不作数."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/turn-down-proceeding', number=number), body=body, version=version, key=key)

    def turn_down_voiding(self, number: str | int, body: m.NoteBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.TransferOut:
        """Turn down voiding a letter."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/turn-down-voiding', number=number), body=body, version=version, key=key)

    def withdraw(self, number: str | int, body: m.NoteBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """Withdraw the application."""
        return self.transport.call('POST', path_of('/api/v1/cases/{number}/withdraw', number=number), body=body, version=version, key=key)

    def certificates(self, *, cursor: str | None = None, ordering: str | None = None, page_size: str | None = None) -> m.PaginatedLetterOutList:
        """List my certificates."""
        return self.transport.call('GET', path_of('/api/v1/certificates'), query={'cursor': cursor, 'ordering': ordering, 'page_size': page_size})

    def start_certificates(self, body: m.DeclaredAnswersBodyRequest | None = None, *, key: str | None = None) -> m.LetterOut:
        """Have a certificate made."""
        return self.transport.call('POST', path_of('/api/v1/certificates'), body=body, key=key)

    def contributions(self, *, cursor: str | None = None, insurance: str | None = None, ordering: str | None = None, page_size: str | None = None) -> m.PaginatedContributionOutList:
        """Your own contributions, month by month."""
        return self.transport.call('GET', path_of('/api/v1/contributions'), query={'cursor': cursor, 'insurance': insurance, 'ordering': ordering, 'page_size': page_size})

    def summary(self) -> m.SummaryOut:
        """What your contributions come to."""
        return self.transport.call('GET', path_of('/api/v1/contributions/summary'))

    def my_days(self) -> list[m.DayOut]:
        """Your days."""
        return self.transport.call('GET', path_of('/api/v1/days'))

    def waiting_questions(self) -> list[m.AskedQuestion]:
        """Questions that wait for an answer."""
        return self.transport.call('GET', path_of('/api/v1/desk-questions'))

    def answer_question(self, question: str | int, body: m.AnswerToQuestionBodyRequest | None = None) -> m.AskedQuestion:
        """Answer a question."""
        return self.transport.call('POST', path_of('/api/v1/desk-questions/{question}/answer', question=question), body=body)

    def ask_back_question(self, question: str | int, body: m.SayMoreBodyRequest | None = None) -> m.AskedQuestion:
        """Ask for one thing more."""
        return self.transport.call('POST', path_of('/api/v1/desk-questions/{question}/ask-back', question=question), body=body)

    def claim_question(self, question: str | int) -> m.AskedQuestion:
        """Take a question up."""
        return self.transport.call('POST', path_of('/api/v1/desk-questions/{question}/claim', question=question))

    def hand_on_question(self, question: str | int, body: m.QuestionHandOnBodyRequest | None = None) -> m.AskedQuestion:
        """Send a question on."""
        return self.transport.call('POST', path_of('/api/v1/desk-questions/{question}/hand-on', question=question), body=body)

    def publish_question(self, question: str | int, body: m.PublishBodyRequest | None = None) -> m.ProposedAnswer:
        """Propose an answer for the library."""
        return self.transport.call('POST', path_of('/api/v1/desk-questions/{question}/publish', question=question), body=body)

    def my_determinations(self) -> list[m.DeterminationOut]:
        """List how your pension was determined."""
        return self.transport.call('GET', path_of('/api/v1/determinations'))

    def dues(self) -> m.DuesOut:
        """What is due."""
        return self.transport.call('GET', path_of('/api/v1/dues'))

    def emergency_loss(self, body: m.EmergencyLossBodyRequest | None = None) -> m.EmergencyLossOut:
        """Report a card lost without a sign-in."""
        return self.transport.call('POST', path_of('/api/v1/emergency-loss'), body=body)

    def emergency_marks(self, body: m.EmergencyMarkBodyRequest | None = None) -> m.EmergencyMarkOut:
        """Mark an emergency."""
        return self.transport.call('POST', path_of('/api/v1/emergency-marks'), body=body)

    def agreements(self) -> list[m.AgreementOut]:
        """List agreements on retiring later."""
        return self.transport.call('GET', path_of('/api/v1/employer/agreements'))

    def agreement(self, key_: str | int, body: m.AgreementBodyRequest | None = None, *, key: str | None = None) -> m.AgreementBody:
        """Sign an agreement on retiring later."""
        return self.transport.call('POST', path_of('/api/v1/employer/agreements/{key}', key=key_), body=body, key=key)

    def departures(self) -> list[m.DepartureOut]:
        """List whose end of work you are asked about."""
        return self.transport.call('GET', path_of('/api/v1/employer/departures'))

    def departure(self, key_: str | int, body: m.DepartureBodyRequest | None = None, *, key: str | None = None) -> m.DepartureBody:
        """Say how somebody's work ended."""
        return self.transport.call('POST', path_of('/api/v1/employer/departures/{key}', key=key_), body=body, key=key)

    def employers_arrears(self) -> m.EmployersArrearsOut:
        """What employers owe for you."""
        return self.transport.call('GET', path_of('/api/v1/employers/me/arrears'))

    def entitlements(self, *, cursor: str | None = None, ordering: str | None = None, page_size: str | None = None) -> m.PaginatedEntitlementOutList:
        """What is paid each month."""
        return self.transport.call('GET', path_of('/api/v1/entitlements'), query={'cursor': cursor, 'ordering': ordering, 'page_size': page_size})

    def one_entitlement(self, entitlement: str | int) -> m.EntitlementOut:
        """One monthly payment."""
        return self.transport.call('GET', path_of('/api/v1/entitlements/{entitlement}', entitlement=entitlement))

    def proofs(self, entitlement: str | int, body: m.ProofBodyRequest | None = None, *, key: str | None = None) -> m.EntitlementOut:
        """Report a proof of entitlement."""
        return self.transport.call('POST', path_of('/api/v1/entitlements/{entitlement}/proofs', entitlement=entitlement), body=body, key=key)

    def agency_events(self, *, after: str | None = None, expand: str | None = None, page_size: str | None = None) -> m.FeedOut:
        """What has happened in the cases of your agency."""
        return self.transport.call('GET', path_of('/api/v1/events'), query={'after': after, 'expand': expand, 'page_size': page_size})

    def day_of_arrivals(self, day: str | int) -> m.ArrivalsOfDayOut:
        """The arrivals of a day."""
        return self.transport.call('GET', path_of('/api/v1/feeds/tax/{day}', day=day))

    def my_forecast(self, *, category: str | None = None, growth: str | None = None) -> m.ForecastOut:
        """Read your own forecast."""
        return self.transport.call('GET', path_of('/api/v1/forecast'), query={'category': category, 'growth': growth})

    def visits(self, body: m.VisitBodyRequest | None = None) -> m.VisitOut:
        """File what was settled directly."""
        return self.transport.call('POST', path_of('/api/v1/hospital-visits'), body=body)

    def hospitals(self, *, area: str | None = None, kind: str | None = None, q: str | None = None) -> list[m.HospitalOut]:
        """Find linked hospitals."""
        return self.transport.call('GET', path_of('/api/v1/hospitals'), query={'area': area, 'kind': kind, 'q': q})

    def inheritances(self) -> list[m.InheritanceOut]:
        """List inheritances."""
        return self.transport.call('GET', path_of('/api/v1/inheritances'))

    def answer(self, key_: str | int, body: m.HeirAnswerBodyRequest | None = None) -> m.HeirAnswerOut:
        """Answer as an heir."""
        return self.transport.call('POST', path_of('/api/v1/inheritances/{key}', key=key_), body=body)

    def journal_days(self, *, cursor: str | None = None, day: str | None = None, ordering: str | None = None, page_size: str | None = None) -> m.PaginatedJournalDayOutList:
        """List the days of the journal."""
        return self.transport.call('GET', path_of('/api/v1/journal'), query={'cursor': cursor, 'day': day, 'ordering': ordering, 'page_size': page_size})

    def journal_keys(self, *, cursor: str | None = None, ordering: str | None = None, page_size: str | None = None) -> m.PaginatedJournalKeyOutList:
        """List the keys of the journal."""
        return self.transport.call('GET', path_of('/api/v1/journal/keys'), query={'cursor': cursor, 'ordering': ordering, 'page_size': page_size})

    def verify_letter(self, *, code: str | None = None) -> m.LetterVerdictOut:
        """Check a letter by its code."""
        return self.transport.call('GET', path_of('/api/v1/letters/verify'), query={'code': code})

    def mandates(self, *, cursor: str | None = None, ordering: str | None = None, page_size: str | None = None) -> m.PaginatedMandateOutList:
        """Your mandates."""
        return self.transport.call('GET', path_of('/api/v1/mandates'), query={'cursor': cursor, 'ordering': ordering, 'page_size': page_size})

    def accept_mandate(self, body: m.MandateCodeBodyRequest | None = None, *, key: str | None = None) -> m.MandateOut:
        """Accept a mandate."""
        return self.transport.call('POST', path_of('/api/v1/mandates/accept'), body=body, key=key)

    def end_mandate(self, mandate: str | int, *, key: str | None = None) -> m.MandateOut:
        """End a mandate."""
        return self.transport.call('POST', path_of('/api/v1/mandates/{mandate}/end', mandate=mandate), key=key)

    def me(self) -> m.CallerOut:
        """Who am I."""
        return self.transport.call('GET', path_of('/api/v1/me'))

    def notice_wishes(self) -> m.WishesBody:
        """What is sent to you."""
        return self.transport.call('GET', path_of('/api/v1/notice-wishes'))

    def change_notice_wishes(self, body: m.PatchedWishesBodyRequest | None = None) -> m.WishesBody:
        """What is sent to you."""
        return self.transport.call('PATCH', path_of('/api/v1/notice-wishes'), body=body)

    def notices(self, *, case: str | None = None, cursor: str | None = None, ordering: str | None = None, page_size: str | None = None, unread: str | None = None) -> m.PaginatedNoticeOutList:
        """Your notices."""
        return self.transport.call('GET', path_of('/api/v1/notices'), query={'case': case, 'cursor': cursor, 'ordering': ordering, 'page_size': page_size, 'unread': unread})

    def read_notices(self, body: m.ReadBodyRequest | None = None) -> m.ReadOut:
        """Mark notices as read."""
        return self.transport.call('POST', path_of('/api/v1/notices/read'), body=body)

    def orders(self, body: m.OrderBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.PaymentOrderOut:
        """Order what is due."""
        return self.transport.call('POST', path_of('/api/v1/orders'), body=body, version=version, key=key)

    def one_order(self, order_no: str | int) -> m.PaymentOrderOut:
        """One order."""
        return self.transport.call('GET', path_of('/api/v1/orders/{order_no}', order_no=order_no))

    def cancel_order(self, order_no: str | int) -> m.PaymentOrderOut:
        """Cancel an order."""
        return self.transport.call('POST', path_of('/api/v1/orders/{order_no}/cancel', order_no=order_no))

    def my_particulars(self) -> m.ParticularsOut:
        """Read my particulars."""
        return self.transport.call('GET', path_of('/api/v1/particulars'))

    def change_contact(self, body: m.PatchedDeclaredAnswersBodyRequest | None = None) -> m.ApplicationOut:
        """Change my contact data."""
        return self.transport.call('PATCH', path_of('/api/v1/particulars/contact'), body=body)

    def pay_accounts(self, *, cursor: str | None = None, ordering: str | None = None, page_size: str | None = None) -> m.PaginatedPayAccountOutList:
        """Read to which accounts I am paid."""
        return self.transport.call('GET', path_of('/api/v1/pay-accounts'), query={'cursor': cursor, 'ordering': ordering, 'page_size': page_size})

    def payables(self, *, cursor: str | None = None, month: str | None = None, ordering: str | None = None, page_size: str | None = None, state: str | None = None) -> m.PaginatedPayableOutList:
        """Payments to people."""
        return self.transport.call('GET', path_of('/api/v1/payables'), query={'cursor': cursor, 'month': month, 'ordering': ordering, 'page_size': page_size, 'state': state})

    def police_comparisons(self, body: m.PoliceBodyRequest | None = None) -> m.PoliceOut:
        """Compare a record with the police register."""
        return self.transport.call('POST', path_of('/api/v1/police-comparisons'), body=body)

    def publications(self) -> list[m.PublicationOut]:
        """List what is made public before it is decided."""
        return self.transport.call('GET', path_of('/api/v1/publications'))

    def ask(self, body: m.AskBodyRequest | None = None) -> m.AskedWithCode:
        """Ask an agency."""
        return self.transport.call('POST', path_of('/api/v1/questions'), body=body)

    def read_question(self, question: str | int) -> m.ThreadOfQuestion:
        """Read a question by its code."""
        return self.transport.call('GET', path_of('/api/v1/questions/{question}', question=question))

    def say_more(self, question: str | int) -> m.ThreadOfQuestion:
        """Reply, or ask again."""
        return self.transport.call('GET', path_of('/api/v1/questions/{question}/say', question=question))

    def start_say_more(self, question: str | int, body: m.SayMoreBodyRequest | None = None) -> m.ThreadOfQuestion:
        """Reply, or ask again."""
        return self.transport.call('POST', path_of('/api/v1/questions/{question}/say', question=question), body=body)

    def queue(self, *, cursor: str | None = None, due: str | None = None, insurance: str | None = None, ordering: str | None = None, page_size: str | None = None, service: str | None = None, step: str | None = None, whose: str | None = None) -> m.PaginatedQueueStepOutList:
        """What waits at your agency."""
        return self.transport.call('GET', path_of('/api/v1/queue'), query={'cursor': cursor, 'due': due, 'insurance': insurance, 'ordering': ordering, 'page_size': page_size, 'service': service, 'step': step, 'whose': whose})

    def reason_codes(self, *, insurance: str | None = None, use: str | None = None) -> list[m.ReasonOut]:
        """The code list of reasons."""
        return self.transport.call('GET', path_of('/api/v1/reason-codes'), query={'insurance': insurance, 'use': use})

    def days(self, *, day: str | None = None) -> m.ReconciliationOut:
        """Read the nightly comparison of a day."""
        return self.transport.call('GET', path_of('/api/v1/reconciliation'), query={'day': day})

    def explain(self, line: str | int, body: m.ExplanationBodyRequest | None = None, *, key: str | None = None) -> m.DifferenceOut:
        """Explain a difference."""
        return self.transport.call('POST', path_of('/api/v1/reconciliation/{line}/explain', line=line), body=body, key=key)

    def settle(self, line: str | int, *, key: str | None = None) -> m.DifferenceOut:
        """Close a difference as the second person."""
        return self.transport.call('POST', path_of('/api/v1/reconciliation/{line}/settle', line=line), key=key)

    def record_files(self, *, cursor: str | None = None, ordering: str | None = None, page_size: str | None = None) -> m.PaginatedRecordFileOutList:
        """List files of records."""
        return self.transport.call('GET', path_of('/api/v1/record-files'), query={'cursor': cursor, 'ordering': ordering, 'page_size': page_size})

    def one_record_file(self, file: str | int) -> m.RecordFileOut:
        """How far a file of records is."""
        return self.transport.call('GET', path_of('/api/v1/record-files/{file}', file=file))

    def row_faults(self, file: str | int, *, cursor: str | None = None, ordering: str | None = None, page_size: str | None = None) -> m.PaginatedRowFaultOutList:
        """What is wrong with a file of records."""
        return self.transport.call('GET', path_of('/api/v1/record-files/{file}/faults', file=file), query={'cursor': cursor, 'ordering': ordering, 'page_size': page_size})

    def my_record(self, insurance: str | int) -> m.RecordOut:
        """Your own record: places, months, amounts."""
        return self.transport.call('GET', path_of('/api/v1/record/{insurance}', insurance=insurance))

    def referrals(self, body: m.ReferralBodyRequest | None = None) -> m.ReferralOut:
        """File a referral."""
        return self.transport.call('POST', path_of('/api/v1/referrals'), body=body)

    def regions(self, *, cursor: str | None = None, level: str | None = None, ordering: str | None = None, page_size: str | None = None, parent: str | None = None) -> m.PaginatedRegionOutList:
        """List regions."""
        return self.transport.call('GET', path_of('/api/v1/regions'), query={'cursor': cursor, 'level': level, 'ordering': ordering, 'page_size': page_size, 'parent': parent})

    def one_region(self, code: str | int) -> m.RegionOut:
        """Read a region."""
        return self.transport.call('GET', path_of('/api/v1/regions/{code}', code=code))

    def registration_status(self, body: m.StatusBodyRequest | None = None) -> m.StatusOut:
        """Ask whether somebody is registered."""
        return self.transport.call('POST', path_of('/api/v1/registration-status'), body=body)

    def my_registrations(self) -> list[m.RegistrationOut]:
        """List my registrations for treatment elsewhere."""
        return self.transport.call('GET', path_of('/api/v1/registrations'))

    def cancel_registration(self, registration: str | int, body: m.DeclaredAnswersBodyRequest | None = None, *, key: str | None = None) -> m.ApplicationOut:
        """Cancel a registration for treatment elsewhere."""
        return self.transport.call('POST', path_of('/api/v1/registrations/{registration}/cancel', registration=registration), body=body, key=key)

    def change_registration(self, registration: str | int, body: m.DeclaredAnswersBodyRequest | None = None, *, key: str | None = None) -> m.ApplicationOut:
        """Change a registration for treatment elsewhere."""
        return self.transport.call('POST', path_of('/api/v1/registrations/{registration}/change', registration=registration), body=body, key=key)

    def rules(self) -> list[m.RuleOut]:
        """The numbers of the law in force on a day."""
        return self.transport.call('GET', path_of('/api/v1/rules'))

    def search(self, body: m.FoundBodyRequest | None = None) -> list[m.ApplicationLineOutOrTransferLineOut]:
        """Find cases by an exact identity number."""
        return self.transport.call('POST', path_of('/api/v1/search'), body=body)

    def services(self) -> list[m.ServiceOut]:
        """List the services."""
        return self.transport.call('GET', path_of('/api/v1/services'))

    def one_service(self, service: str | int, *, region: str | None = None) -> m.GuideOut:
        """Read the guide of a service."""
        return self.transport.call('GET', path_of('/api/v1/services/{service}', service=service), query={'region': region})

    def start_application(self, service: str | int, body: m.ForBodyRequest | None = None, *, version: int | None = None, key: str | None = None) -> m.ApplicationOutOrTransferOut:
        """Begin an application."""
        return self.transport.call('POST', path_of('/api/v1/services/{service}/applications', service=service), body=body, version=version, key=key)

    def check_service(self, service: str | int) -> m.PreCheckOut:
        """Check whether a service is open to you."""
        return self.transport.call('POST', path_of('/api/v1/services/{service}/pre-check', service=service))

    def sharings(self) -> list[m.SharingOut]:
        """List shared medical accounts."""
        return self.transport.call('GET', path_of('/api/v1/sharing'))

    def agree(self, key_: str | int) -> m.SharingOut:
        """Agree to share an account."""
        return self.transport.call('POST', path_of('/api/v1/sharing/{key}/agree', key=key_))

    def end(self, key_: str | int) -> m.SharingOut:
        """End the sharing of an account."""
        return self.transport.call('POST', path_of('/api/v1/sharing/{key}/end', key=key_))

    def terms(self) -> list[m.TermOut]:
        """The terms of each step."""
        return self.transport.call('GET', path_of('/api/v1/terms'))

    def my_visits(self) -> list[m.VisitOut]:
        """List what was settled for me elsewhere."""
        return self.transport.call('GET', path_of('/api/v1/visits'))
