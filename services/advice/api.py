"""The library and questions for programs: anybody reads and asks, staff answer."""

from datetime import date
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.models import Agency, Region
from casework.api.views import PortalView, PublicView
from journal import keys
from kit import held
from kit.api.asked import day_asked
from kit.api.errors import BadParameter
from kit.callers import neighbour_of
from kit.errors import NotValid
from kit.spelling import wording
from services.advice import library, serializers
from services.advice.actions import answering, asking, publishing, reading, talking
from services.advice.actions.writing import check_may
from services.advice.models import Question
from services.advice.rules import codes

MOST, MOST_FOUND, LONGEST_SEARCH = 100, 20, 100
CODE_HEADER = "Question-Code"


class OfLibrary(PublicView):
    """A route of the library: for a day, a place."""

    tag = "advice"

    @property
    def day(self) -> date:
        """The day that was asked for; today unless one is named."""
        return day_asked(self.request, "on") or self.today

    @property
    def region(self) -> str:
        """The place that was asked for; empty for the whole country."""
        code = self.request.query_params.get("region", "")
        if code and held.row(Region, code) is None:
            raise BadParameter("region", _("This place does not exist."))
        return code

    def entry(self, slug: str) -> library.Entry:
        """Return an answer; raises `Http404`."""
        found = library.current().entries.get(slug)
        if found is None:
            raise Http404
        return found


class FindAnswers(OfLibrary):
    """The twenty answers that fit some words best, the best first; without words all of them."""

    summary = gettext_lazy("Search the library of answers")
    answer = serializers.LibraryAnswerLine(many=True)
    parameters = frozenset({"q", "region", "insurance", "on"})

    def get(self, request: Request) -> Response:
        """List them."""
        words = request.query_params.get("q", "").strip()
        if len(words) > LONGEST_SEARCH:
            raise BadParameter("q", _("Enter at most 100 characters."))
        insurance, known = request.query_params.get("insurance", ""), library.current()
        if insurance and insurance not in {each.row.insurance for each in known.entries.values()}:
            raise BadParameter("insurance", _("This value is not possible here."))
        if words:
            found = known.found(
                words, on=self.day, region=self.region, insurance=insurance, limit=MOST_FOUND
            )
            entries = [entry for entry, _hit in found]
        else:
            entries = [
                each
                for each in known.entries.values()
                if not insurance or each.row.insurance == insurance
            ]
        region, day = self.region, self.day
        rows = [line(library.read(each, region=region, on=day)) for each in entries]
        return Response(serializers.LibraryAnswerLine(rows, many=True).data)


class LibraryAnswer(OfLibrary):
    """One answer with its figures of a day and a place, each with its article."""

    summary = gettext_lazy("An answer of the library")
    answer = serializers.LibraryAnswerOut
    parameters = frozenset({"region", "on"})

    def get(self, request: Request, slug: str) -> Response:
        """Show it."""
        read = library.read(self.entry(slug), region=self.region, on=self.day)
        row = line(read) | {
            "steps": [wording(each) for each in read.steps],
            "figures": [_figure(each) for each in read.used],
            "services": list(read.entry.content.services),
            "calculators": list(read.entry.content.calculators),
            "reviewed_on": read.entry.row.reviewed_on,
            "on": self.day,
            "region": self.region,
        }
        return Response(serializers.LibraryAnswerOut(row).data)


def line(read: library.Read) -> dict[str, Any]:
    """Return an answer as it stands in a list."""
    return {
        "slug": read.entry.slug,
        "title": wording(read.entry.content.title),
        "short": wording(read.short),
        "basis": [wording(each.label) for each in read.bases],
        "insurance": read.entry.row.insurance,
        "verified": read.entry.is_verified,
        "under_review": library.has_moved(read.entry),
    }


def _figure(used: Any) -> dict[str, Any]:
    value = used.value
    return {
        "rule": used.rule.name,
        "value": f"{value.number.normalize():f}" if value else None,
        "spelled": wording(used.spelled),
        "basis": wording(value.basis.label) if value else None,
        "valid_from": value.valid_from if value else None,
        "verified": bool(value and value.is_verified),
    }


class WholeLibrary(OfLibrary):
    """The whole library under a signature, for other portals to show: figures stay named."""

    summary = gettext_lazy("The whole library, signed")
    answer = serializers.LibraryDump

    def get(self, request: Request) -> Response:
        """Sign it with the key of the journal."""
        said = {
            "answers": [
                {
                    "slug": each.slug,
                    "chapter": each.row.chapter,
                    "insurance": each.row.insurance,
                    "regions": each.row.regions,
                    "reviewed_on": each.row.reviewed_on.isoformat(),
                    **each.row.content,
                }
                for each in library.current().entries.values()
            ],
            "on": self.today.isoformat(),
        }
        key = keys.mounted()
        row = {"library": said, "key": key.name, "signature": key.sign(said)}
        return Response(serializers.LibraryDump(row).data)


class RateAnswer(OfLibrary):
    """Say whether an answer helped."""

    summary = gettext_lazy("Rate an answer")
    body = serializers.AnswerRatingBody
    answer = serializers.AnswerRated

    def post(self, request: Request, slug: str) -> Response:
        """Keep it."""
        said, entry = self.read(self.body), self.entry(slug)
        counted = reading.rate(
            entry.row, said["kind"], said["note"], address=neighbour_of(request), now=self.now
        )
        return Response(serializers.AnswerRated({"counted": counted}).data)


# --- Questions --------------------------------------------------------------------------------
class Ask(PublicView):
    """Ask an agency, with or without a token; the code is told this once."""

    tag = "advice"
    summary = gettext_lazy("Ask an agency")
    body = serializers.AskBody
    answer = serializers.AskedWithCode
    answer_status = 201

    def post(self, request: Request) -> Response:
        """Take the question."""
        said = self.read(self.body)
        if held.row(Region, said["region"]) is None:
            raise NotValid({"region": _("This place does not exist.")})
        asking.check_often(self.who, neighbour_of(request), self.now)
        ticket = asking.draw(self.now)
        question = asking.ask(
            asking.Said(**said, language=get_language() or "zh-hans"),
            by=self.who,
            ticket=ticket,
            now=self.now,
        )
        row = serializers.AskedQuestion(question).data | {"code": codes.spelled(ticket.code)}
        return Response(
            serializers.AskedWithCode(row | {"agency": question.agency}).data, status=201
        )


class ReadQuestion(PublicView):
    """A question, for whoever has its code in the header `Question-Code`."""

    tag = "advice"
    summary = gettext_lazy("Read a question by its code")
    answer = serializers.ThreadOfQuestion

    def found(self, number: str) -> Question:
        """Return the question whose code is sent along; a wrong code is counted."""
        code = self.request.headers.get(CODE_HEADER, "")
        try:
            return asking.find(number, code, address=neighbour_of(self.request), now=self.now)
        except NotValid as error:
            raise Http404 from error

    def shown(self, question: Question) -> Response:
        """Answer with a question and its thread, kept by nobody on the way."""
        row = {
            **serializers.AskedQuestion(question).data,
            "agency": question.agency,
            "thread": asking.events_of(question),
        }
        answer = Response(serializers.ThreadOfQuestion(row).data)
        answer["Cache-Control"] = "no-store"
        return answer

    def get(self, request: Request, question: str) -> Response:
        """Show it."""
        return self.shown(self.found(question))


class SayMore(ReadQuestion):
    """Reply to what was asked back, or ask again what an answer has left open."""

    summary = gettext_lazy("Reply, or ask again")
    body = serializers.SayMoreBody

    def get(self, request: Request, question: str) -> Response:
        """Nothing is read here."""
        raise MethodNotAllowed(request.method or "GET")

    def post(self, request: Request, question: str) -> Response:
        """Take the words."""
        said, found = self.read(self.body), self.found(question)
        asking.check_often(self.who, neighbour_of(request), self.now)
        talking.say_more(found, said["words"], by=self.who, now=self.now)
        return self.shown(asking.again(found))


class OfDesk(PortalView):
    """A route for the staff who answer questions."""

    tag = "advice"
    answer = serializers.AskedQuestion

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Turn away whoever does not answer questions, before anything is looked for."""
        super().initial(request, *args, **kwargs)
        check_may(self.who)

    def question(self, number: str) -> Question:
        """Return a question of the caller's agency."""
        return get_object_or_404(Question.objects.visible_to(self.who), number=number)

    def shown(self, question: Question) -> Response:
        """Answer with how it stands now."""
        return Response(serializers.AskedQuestion(asking.again(question)).data)


class WaitingQuestions(OfDesk):
    """What waits for an answer of the caller's agency, what is due first at the top."""

    summary = gettext_lazy("Questions that wait for an answer")
    answer = serializers.AskedQuestion(many=True)

    def get(self, request: Request) -> Response:
        """List them."""
        offices = self.who.agency.offices if self.who.agency else []
        found = Question.objects.visible_to(self.who).open().filter(agency__in=offices)[:MOST]
        return Response(serializers.AskedQuestion(found, many=True).data)


class ClaimQuestion(OfDesk):
    """Take a question up."""

    summary = gettext_lazy("Take a question up")

    def post(self, request: Request, question: str) -> Response:
        """Note who works on it."""
        found = self.question(question)
        answering.claim(found, by=self.who, now=self.now)
        return self.shown(found)


class AskBackQuestion(OfDesk):
    """Ask whoever asked for one thing more; the term stands still until they reply."""

    summary = gettext_lazy("Ask for one thing more")
    body = serializers.SayMoreBody

    def post(self, request: Request, question: str) -> Response:
        """Ask it."""
        said, found = self.read(self.body), self.question(question)
        talking.ask_back(found, said["words"], by=self.who, now=self.now)
        return self.shown(found)


class PublishQuestion(OfDesk):
    """Propose an answer for the library out of an answered question; another person approves it."""

    summary = gettext_lazy("Propose an answer for the library")
    body = serializers.PublishBody
    answer = serializers.ProposedAnswer
    answer_status = 201

    def post(self, request: Request, question: str) -> Response:
        """Propose it; whoever asked has to let it be read by others."""
        said, found = self.read(self.body), self.question(question)
        proposed = publishing.propose_from(found, said, by=self.who, now=self.now)
        return Response(serializers.ProposedAnswer(proposed).data, status=201)


class HandOnQuestion(OfDesk):
    """Send a question on to the agency that is responsible; its term runs on."""

    summary = gettext_lazy("Send a question on")
    body = serializers.QuestionHandOnBody

    def post(self, request: Request, question: str) -> Response:
        """Send it on."""
        said, found = self.read(self.body), self.question(question)
        agency = Agency.objects.active().filter(code=said["agency"]).first()
        if agency is None:
            raise NotValid({"agency": _("There is no agency with this code.")})
        answering.hand_on(found, agency, by=self.who, now=self.now)
        return self.shown(found)


class AnswerQuestion(OfDesk):
    """Answer a question, and all that ask the same."""

    summary = gettext_lazy("Answer a question")
    body = serializers.AnswerToQuestionBody

    def post(self, request: Request, question: str) -> Response:
        """Answer it."""
        said, found = self.read(self.body), self.question(question)
        answering.answer(found, said["text"], said["law"], said["slug"], by=self.who, now=self.now)
        return self.shown(found)
