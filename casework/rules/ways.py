"""The ways through a procedure: the straight one, and what may come between."""

from collections import deque
from collections.abc import Iterable, Sequence

from casework.rules.procedures import Procedure
from casework.rules.statuses import Moves, Status
from law.wording import Text


def straight_way(moves: Moves, first: Status, last: Status) -> list[Status]:
    """Return the shortest way through the table of moves."""
    came_from: dict[Status, Status] = {}
    waiting = deque([first])
    while waiting:
        here = waiting.popleft()
        for (start, to), _who in moves.items():
            if start == here and to not in came_from and to != first:
                came_from[to] = here
                waiting.append(to)
    way = [last]
    while way[0] != first:
        way.insert(0, came_from[way[0]])
    return way


def side_ways(procedure: Procedure, status: Status, way: Sequence[Status]) -> Iterable[Text]:
    """Yield what may happen instead, and how it comes back to the straight way."""
    for (start, to), sentence in procedure.sentences.items():
        if start == status and to not in way:
            yield sentence
            yield from (text for (back, _to), text in procedure.sentences.items() if back == to)
