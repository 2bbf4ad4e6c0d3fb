"""A day's arrivals: taken whole or not at all, once; a later version replaces what it changes.

What the record does not explain is put aside (`placing`), with its reason.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import Count, QuerySet

from agencies.actors import Actor
from agencies.models import Agency
from casework.policies import may_generally
from casework.rules.authorisation import Action
from intake.actions import booking
from intake.actions.beside import Books
from intake.actions.taking_in import new_number
from intake.models import Arrival, ArrivalFile
from intake.rules import arrival_file
from intake.rules.arrival_file import DayFile, Line
from intake.rules.arriving import against, rates_of
from kit import wall
from kit.errors import NotPermitted, NotValid
from kit.spelling import wording
from law.wording import Text
from records.models import Relationship
from records.rules.line_files import FileRefused

AT_ONCE = 1_000
PREFIX = "A"
WHOLE = "book what the tax channel reports to whom it names"
State = Arrival.State
OTHER_DAY = Text("文件的日期与地址中的不同。", "The file is of another day than its address.")
OLDER = Text(
    "版本号应比已收到的大1。", "Its version has to be the next after the one that was received."
)
KNOWN_FLOW = Text(
    "流水号在另一天的文件中已经出现过。", "The flow number came with the file of another day."
)
DECIDED = Text(
    "这一行的月份已被业务办理改变，不能再由文件更正；请保留原来的内容，由经办机构更正记录。",
    "A case has changed the month of this line since, so no file changes it. Leave the line as it "
    "was; the agency corrects the record.",
)
END = Text("文件不能用：第{line}行，{why}", "The file was not taken: line {line}, {why}")


def receive(raw: bytes, day: date, *, by: Actor, now: datetime) -> ArrivalFile:
    """Take a day's file; the same file again is the one that is there.

    Raises `NotPermitted`, or `NotValid` with the line and the reason; then nothing of it is taken.
    """
    if by.agency is None or by.client is None or not may_generally(by, Action.SEND_ARRIVALS):
        raise NotPermitted
    try:
        found = arrival_file.read(raw)
        if found.day != day:
            raise FileRefused(1, OTHER_DAY)
        return _take(found, raw, by.agency, by=by, now=now)
    except FileRefused as refused:
        said = wording(END.format(line=refused.line, why=wording(refused.why)))
        raise NotValid({"file": said}) from refused


@wall.as_house(WHOLE)
@transaction.atomic
def _take(found: DayFile, raw: bytes, agency: Agency, *, by: Actor, now: datetime) -> ArrivalFile:
    Agency.objects.select_for_update().get(pk=agency.pk)  # two of one day at once are one
    digest = sha256(raw).hexdigest()
    there = list(ArrivalFile.objects.filter(agency=agency, day=found.day).order_by("version"))
    if there and there[-1].sha256 == digest:
        return there[-1]
    if found.version != len(there) + 1:
        raise FileRefused(1, OLDER)
    file = ArrivalFile.objects.create(
        number=new_number(now, PREFIX),
        agency=agency,
        day=found.day,
        version=found.version,
        sha256=digest,
        rows=len(found.lines),
        total_fen=found.total_fen,
        client=by.client,
        received_at=now,
    )
    lines = _what_is_new(file, found.lines, there, now=now)
    for begin in range(0, len(lines), AT_ONCE):
        left = lines[begin : begin + AT_ONCE]
        while left:
            left = _take_part(file, left, now=now)
    return file


# --- Beside the version before --------------------------------------------------------------------
def _what_is_new(
    file: ArrivalFile, lines: Sequence[Line], before: Sequence[ArrivalFile], *, now: datetime
) -> list[Line]:
    """Take out what the versions before said and this one does not; return what they did not say.

    Raises `FileRefused` for a flow number of another day, and for a month that has moved since.
    """
    standing = Arrival.objects.filter(file__in=before).exclude(state=State.TAKEN_OUT)
    there = {each.flow: each for each in standing.select_related("file", "relationship")}
    said = {each.flow: each for each in lines}
    gone = [each for flow, each in there.items() if not _says_the_same(said.get(flow), each)]
    stays = there.keys() - {each.flow for each in gone}
    new = [each for each in lines if each.flow not in stays]
    _check_flows(file, new, gone)
    for each in sorted(gone, key=lambda arrival: arrival.pk):
        if each.state == State.BOOKED and not booking.can_be_taken_out(each):
            raise FileRefused(said[each.flow].line if each.flow in said else 1, DECIDED)
        booking.take_out(each, number=file.number, now=now)
    return new


def _says_the_same(line: Line | None, there: Arrival) -> bool:
    return line is not None and replace(line, line=there.line) == there.as_line()


def _check_flows(file: ArrivalFile, new: Sequence[Line], gone: Sequence[Arrival]) -> None:
    going = {each.flow for each in gone}
    by_flow = {each.flow: each for each in new if each.flow not in going}
    known = Arrival.objects.filter(agency=file.agency).exclude(state=State.TAKEN_OUT)
    flows = list(by_flow)
    for begin in range(0, len(flows), AT_ONCE):
        part = known.filter(flow__in=flows[begin : begin + AT_ONCE])
        twice = part.values_list("flow", flat=True).first()
        if twice is not None:
            raise FileRefused(by_flow[twice].line, KNOWN_FLOW)


# --- Booked or put aside --------------------------------------------------------------------------
Key = tuple[str, str, str]  # insurance, scheme, personal number


def _take_part(file: ArrivalFile, lines: Sequence[Line], *, now: datetime) -> list[Line]:
    """Book some lines: what is plain with few statements for all, the rest one by one.

    Of several lines for one person the first is booked before the next is looked at: those that
    have to wait are returned.
    """
    held = _held(file.agency, lines)
    books = Books(held.values(), lines)
    later: list[Line] = []
    plain, aside = [], []
    seen: set[int] = set()
    for line in lines:
        relationship = held.get((line.insurance, line.scheme, line.personal_number))
        if relationship is not None and relationship.pk in seen:
            later.append(line)
            continue
        seen.add(relationship.pk if relationship else 0)
        beside = books.beside(relationship, line) if relationship else None
        reason = against(line, beside)
        rates = None if reason or beside is None else rates_of(line, beside.rates)
        arrival = _row(file, line)
        if relationship is None or rates is None:
            # Under another name it may be somebody else's: whose number it is sees nothing of it.
            arrival.reason = reason
            arrival.relationship = None if reason == "name" else relationship
            aside.append(arrival)
        elif (way := books.plain(relationship, line, rates)) is not None:
            plain.append(booking.Plain(arrival, relationship, rates, way))
        else:
            booking.book(arrival, relationship, rates, now=now)
    booking.book_all(file, plain, now=now)
    Arrival.objects.bulk_create(aside)
    return later


def _held(agency: Agency, lines: Sequence[Line]) -> dict[Key, Relationship]:
    numbers = {each.personal_number for each in lines}
    named = Relationship.objects.filter(agency=agency, personal_number__in=numbers)
    locked = named.select_for_update(of=("self",)).select_related("person").order_by("pk")
    return {(each.insurance, each.scheme, str(each.personal_number)): each for each in locked}


def _row(file: ArrivalFile, line: Line) -> Arrival:
    names = (
        "flow", "line", "personal_number", "name", "insurance_code", "period", "kind",
        "employer_code", "base_fen", "employer_fen", "personal_fen", "late_fee_fen", "arrived_on",
    )  # fmt: skip
    said = {name: getattr(line, name) for name in names}
    return Arrival(file=file, agency=file.agency, state=State.PARKED, **said)


# --- How a day stands -----------------------------------------------------------------------------
def _of_day(file: ArrivalFile) -> QuerySet[Arrival]:
    """Return what stands of a day, whichever version has said it first."""
    of_day = {"file__agency": file.agency_id, "file__day": file.day}
    return Arrival.objects.filter(**of_day).exclude(state=State.TAKEN_OUT)


@wall.as_house("count what has become of a day's payments")
def states_of(file: ArrivalFile) -> dict[str, int]:
    """Return how many payments of a day are booked, put aside and turned down."""
    counted = _of_day(file).order_by().values_list("state").annotate(n=Count("pk"))
    return dict(counted)


@wall.as_house("say which payments of a day were put aside")
def put_aside_of(file: ArrivalFile) -> list[Arrival]:
    """Return what waits for two persons."""
    return list(_of_day(file).filter(state=State.PARKED).order_by("line"))
