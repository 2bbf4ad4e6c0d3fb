"""Every service describes itself wholly: whatever status a case has, all that is asked is said."""

import pytest

from casework.rules.procedures import Procedure, UnknownService, procedure_of, procedures, register
from casework.rules.statuses import ENDS, Party, Status

each_service = pytest.mark.parametrize("service", procedures(), ids=lambda service: service.name)


def reachable(moves, start):
    found, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        new = {to for came_from, to in moves if came_from == here} - found
        found |= new
        waiting += new
    return found


def said(texts):
    return all(text.zh.strip() and text.en.strip() for text in texts)


@each_service
def test_every_status_can_be_reached(service):
    assert reachable(service.moves, Status.DRAFT) == service.statuses


@each_service
def test_from_every_status_the_case_can_end(service):
    backwards = {(to, came_from) for came_from, to in service.moves}
    able = set().union(*(reachable(backwards, end) for end in ENDS))

    assert service.statuses <= able


@each_service
def test_nothing_follows_an_end(service):
    assert not [move for move in service.moves if move[0] in ENDS]
    assert not set(service.whose) & ENDS


@each_service
def test_whose_turn_it_is_can_move(service):
    assert set(service.whose) == service.statuses - ENDS
    for status, party in service.whose.items():
        assert service.next_from(status, party), status


@each_service
def test_statuses_parties_moves_and_turns_are_named_in_both_languages(service):
    moving = {*service.moves.values(), *service.whose.values()}

    assert set(service.labels) >= service.statuses
    assert set(service.parties) >= moving
    assert set(service.sentences) == set(service.moves)
    assert said([service.title, *service.sentences.values(), *service.desk_labels.values()])
    assert said(service.labels[each] for each in service.statuses)
    assert said(service.parties[each] for each in moving)
    assert said(turn.title for turn in service.turns.values())


@each_service
def test_no_two_statuses_are_called_the_same(service):
    names = [service.labels[each].zh for each in service.statuses]

    assert len(set(names)) == len(names)


@each_service
def test_every_agency_that_may_move_has_a_kind_of_turn_on_its_side(service):
    sides = {Party.HANDLING: "N", Party.OTHER: "R"}
    needed = {sides[party] for party in service.moves.values() if party in sides}

    assert needed <= {turn.side for turn in service.turns.values()}


@each_service
def test_a_term_is_a_number_of_working_days_with_its_article(service):
    for turn in service.turns.values():
        if turn.term is not None:
            assert turn.term.name.startswith("term.")
            assert all(value.basis.document for value in turn.term.values)


def test_a_name_stands_for_one_service():
    known = procedures()[0]
    told = {name: getattr(known, name) for name in Procedure.__dataclass_fields__}
    other = Procedure(**{**told, "insurance": "injury"})

    register(known)
    with pytest.raises(ValueError, match="two services"):
        register(other)
    assert procedure_of(known.name) is known


def test_a_service_that_nobody_described_is_refused_by_name():
    with pytest.raises(UnknownService, match="teleportation"):
        procedure_of("teleportation")
