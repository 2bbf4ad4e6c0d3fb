"""One line of the bank: the cases it may belong to, and what becomes of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from agencies.actors import Actor
from applications.desk.doing import version_seen
from casework.actions import looking
from casework.desk.door import at_desk
from kit import clock
from kit.errors import NotValid, Refusal
from law.money import from_fen, to_fen
from records.models import BankEntry
from transfers.actions import allotting, banking, bouncing, taking_away, taking_back, unallotted
from transfers.bank_forms import (
    BankForm,
    BouncedForm,
    MatchForm,
    SentBackForm,
    TookBackForm,
    WhyForm,
)
from transfers.desk.bank import TONES
from transfers.matching import Candidate, ComingBack, candidates_for, coming_back, lines_for
from transfers.models import Allotment, Transfer

Given = dict[str, Any]


def _line(who: Actor, pk: int) -> BankEntry:
    banking.agency_of(who)
    lines = lines_for(who)
    related = ("agency", "statement", "decided_by", "sent_back_by", "made_by")
    return get_object_or_404(lines.select_related(*related), pk=pk)


def _transfer(who: Actor, number: str) -> Transfer:
    """Return the case somebody names; one they may not see does not exist for them."""
    found = Transfer.objects.visible_to(who).whole().filter(case__number=number.strip()).first()
    if found is None:
        raise NotValid({"case": _("There is no such case at your agency.")})
    return found


def _match(entry: BankEntry, said: Given, edge: Given) -> None:
    transfer = _transfer(edge["by"], said["case"])
    if transfer.sides[1].in_office != entry.agency.in_office:
        raise NotValid({"case": _("The money of this case is not for your agency.")})
    allotting.match(entry, transfer, amount_fen=to_fen(said["amount"]), **edge)


def _bounced(entry: BankEntry, said: Given, edge: Given) -> None:
    bouncing.own_money_back(entry, _transfer(edge["by"], said["case"]), note=said["note"], **edge)


def _took_back(entry: BankEntry, said: Given, edge: Given) -> None:
    taking_back.take_back(entry, _transfer(edge["by"], said["case"]), **edge)


ACTS: dict[str, tuple[type[BankForm], Callable[[BankEntry, Given, Given], None], Any]] = {
    "match": (MatchForm, _match, gettext_lazy("Matched.")),
    "bounced": (
        BouncedForm,
        _bounced,
        gettext_lazy("Written down. The money is owed again; the new agency has been told."),
    ),
    "took-back": (
        TookBackForm,
        _took_back,
        gettext_lazy("Written down: the surplus is back. Nothing else has to be done."),
    ),
    "set-aside": (
        WhyForm,
        lambda entry, said, edge: banking.set_aside(entry, reason=said["reason"], **edge),
        gettext_lazy("Set aside."),
    ),
    "take-up": (
        BankForm,
        lambda entry, _said, edge: banking.take_up_again(entry, **edge),
        gettext_lazy("Taken up again."),
    ),
    "ask-to-send-back": (
        WhyForm,
        lambda entry, said, edge: banking.ask_to_send_back(entry, reason=said["reason"], **edge),
        gettext_lazy("A second person of your agency has to send it back."),
    ),
    "send-back": (
        SentBackForm,
        lambda entry, said, edge: banking.send_back(entry, **said, **edge),
        gettext_lazy("Written down as sent back."),
    ),
}


@require_GET
@at_desk
def desk_bank_line(request: HttpRequest, who: Actor, line: int) -> HttpResponse:
    """Show a line, its candidates and what this person may do with it."""
    return _page(request, who, _line(who, line))


def _named(found: list[Candidate]) -> str:
    """Return the one case that a number of the line names, so that nobody types it again."""
    numbers = {each.transfer.case.number for each in found if each.is_named}
    return numbers.pop() if len(numbers) == 1 else ""


def _page(
    request: HttpRequest,
    who: Actor,
    entry: BankEntry,
    *,
    refused: BankForm | None = None,
    act: str = "",
    status: int = 200,
) -> HttpResponse:
    left = unallotted.left_of(entry)
    given = list(entry.allotments.select_related("transfer__case", "taking_asked_by", "taken_by"))
    is_open = entry.state == entry.State.OPEN
    found = candidates_for(who, [entry]).get(entry.pk, []) if is_open else []
    ours = coming_back(who, [entry]).get(entry.pk) if is_open else None
    named = [each.transfer.case for each in (*given, *found[:10], *filter(None, [ours]))]
    looking.listed(named, by=who, now=clock.now())
    chosen = _chosen(request, found) or _named(found)
    forms = {
        "match": MatchForm(
            initial={"case": chosen, "amount": from_fen(max(left, 0))}, auto_id="match_%s"
        ),
        **_coming_back_forms(entry, ours),
        "set_aside": WhyForm(auto_id="aside_%s"),
        "ask_to_send_back": WhyForm(auto_id="ask_%s"),
        "send_back": SentBackForm(initial={"returned_on": clock.today()}, auto_id="back_%s"),
        "take_away": WhyForm(auto_id="away_%s"),
    }
    context = {
        "entry": entry,
        "left": left,
        "size": abs(entry.amount_fen),
        "given": given,
        "candidates": found[:10],
        "chosen": chosen,
        "tone": TONES.get(BankEntry.State(entry.state), "ok"),
        "forms": forms | ({act.replace("-", "_"): refused} if refused else {}),
        "form": refused,
        "act": act or (ours.act if ours else ""),
        "is_mine": entry.decided_by is not None and entry.decided_by == who.user,
        "who": who,
    }
    return render(request, "desk/bank_line.html", context, status=status)


def _coming_back_forms(entry: BankEntry, ours: ComingBack | None) -> dict[str, BankForm]:
    """Return the forms for own money that came back, with the case that the line names."""
    case = {"case": ours.transfer.case.number} if ours else {}
    return {
        "bounced": BouncedForm(initial={**case, "note": entry.purpose}, auto_id="bounced_%s"),
        "took_back": TookBackForm(initial=case, auto_id="took_%s"),
    }


def _chosen(request: HttpRequest, found: list[Candidate]) -> str:
    """Return the case that stands in the form: the one asked for, or the one that is certain."""
    certain = [each.transfer.case.number for each in found if each.is_certain]
    return request.GET.get("case", certain[0] if len(certain) == 1 else "")[:32]


@require_POST
@at_desk
def decide(request: HttpRequest, who: Actor, line: int, act: str) -> HttpResponse:
    """Do one thing with a line."""
    entry = _line(who, line)
    if act not in ACTS:
        raise Http404
    kind, run, said = ACTS[act]
    form = kind(request.POST, auto_id=f"{act}_%s")
    return _do(
        request, who, entry, form, act, lambda edge: run(entry, form.cleaned_data, edge), said
    )


def _do(
    request: HttpRequest,
    who: Actor,
    entry: BankEntry,
    form: BankForm,
    act: str,
    run: Callable[[Given], None],
    said: Any,
) -> HttpResponse:
    """Do it and say so, or show the form again with what is wrong."""
    if not form.is_valid():
        return _page(request, who, entry, refused=form, act=act, status=422)
    try:
        run({"by": who, "now": clock.now(), "version": version_seen(request)})
    except NotValid as refusal:
        form.add_refusal(refusal.errors)
        return _page(request, who, _line(who, entry.pk), refused=form, act=act, status=422)
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, said)
    return redirect("desk_bank_line", entry.pk)


@require_POST
@at_desk
def take_away(request: HttpRequest, who: Actor, allotment: int) -> HttpResponse:
    """Take a line from the wrong case: one person asks, another looks and does it."""
    banking.agency_of(who)
    found = get_object_or_404(
        Allotment.objects.select_related("entry", "transfer__case", "remittance"),
        pk=allotment,
        entry__in=lines_for(who),
    )
    if found.taking_asked_by_id:
        return _do(
            request,
            who,
            found.entry,
            BankForm(request.POST),
            "take-away",
            lambda edge: taking_away.take_away(found, **edge),
            _("Taken from the case. The line is open again."),
        )
    form = WhyForm(request.POST, auto_id="away_%s")

    def ask(edge: Given) -> None:
        edge.pop("version")
        taking_away.ask_to_take_away(found, reason=form.cleaned_data["reason"], **edge)

    said = _("A second person of your agency has to take it from the case.")
    return _do(request, who, found.entry, form, "take-away", ask, said)
