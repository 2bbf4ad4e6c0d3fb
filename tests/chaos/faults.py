"""What is done to the running portal: each fault breaks something as a machine room would."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import psycopg2
import redis

from tests.chaos.receiver import Receiver
from tests.chaos.server import Server, children_of
from tests.chaos.stack import Stack


@dataclass
class Scene:
    """The portal at work, and what was done to it and when."""

    stack: Stack
    server: Server
    chance: random.Random
    receiver: Receiver
    done: list[tuple[str, float]] = field(default_factory=list)  # the fault and its moment
    frozen: list[tuple[float, float]] = field(default_factory=list)  # the broker stood still

    def broker(self) -> redis.Redis:
        """A connection to the broker."""
        return redis.Redis(unix_socket_path=str(self.stack.socket), socket_timeout=2)

    def kill(self, program) -> None:
        """Kill a program; the supervisor starts it again as after a first crash."""
        program.crashes = 0
        self.stack.kill(program)


Fault = Callable[[Scene], None]
FAULTS: dict[str, tuple[Fault, int]] = {}  # with how often one is chosen


def fault(name: str, *, weight: int = 4):
    """Register a fault by its name, as the report calls it."""

    def registered(act: Fault) -> Fault:
        FAULTS[name] = act, weight
        return act

    return registered


def inject(scene: Scene, name: str) -> None:
    """Do one fault and note it; what it hits may be down already."""
    scene.done.append((name, time.time()))
    with suppress(OSError, redis.RedisError, psycopg2.Error, SystemExit):
        FAULTS[name][0](scene)


def chosen(chance: random.Random, number: int) -> list[str]:
    """Return so many faults: each at least once where there is room, the rest by chance."""
    every = sorted(FAULTS)
    weights = [FAULTS[name][1] for name in every]
    more = chance.choices(every, weights, k=max(number - len(every), 0))
    found = [*every, *more][:number]
    chance.shuffle(found)
    return found


def _stand_still(pids: list[int], seconds: float) -> None:
    for which in (signal.SIGSTOP, signal.SIGCONT):
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, which)
        if which == signal.SIGSTOP:
            time.sleep(seconds)


def _pid(program) -> list[int]:
    return [program.process.pid] if program.process else []


# --- Web server -------------------------------------------------------------------------------
@fault("F1 one web worker killed")
def kill_web_worker(scene: Scene) -> None:
    workers = [pid for top in _pid(scene.stack.web) for pid in children_of(top)]
    if workers:
        os.kill(scene.chance.choice(workers), signal.SIGKILL)


@fault("F2 web server killed with all its workers", weight=2)
def kill_web(scene: Scene) -> None:
    workers = [pid for top in _pid(scene.stack.web) for pid in children_of(top)]
    scene.kill(scene.stack.web)
    for pid in workers:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


# --- Those who do what is due -------------------------------------------------------------------
@fault("F3 worker and beat killed")
def kill_worker(scene: Scene) -> None:
    scene.kill(scene.stack.worker)


@fault("F5 sweep killed")
def kill_sweep(scene: Scene) -> None:
    scene.kill(scene.stack.sweep)


@fault("F5 worker and beat stand still for two seconds")
def freeze_worker(scene: Scene) -> None:
    _stand_still(_pid(scene.stack.worker), 2)


@fault("F5 sweep stands still for two seconds")
def freeze_sweep(scene: Scene) -> None:
    _stand_still(_pid(scene.stack.sweep), 2)


@fault("F16 thirty bells at once")
def ring(scene: Scene) -> None:
    from portal.celery import app  # noqa: PLC0415 -- of the running portal's settings

    address = scene.stack.environment["REDIS_URL"]
    with app.connection_for_write(address) as connection:
        for _bell in range(30):
            app.send_task("casework.tasks.tick", connection=connection, retry=False)


# --- The broker -------------------------------------------------------------------------------
@fault("F6 broker killed")
def kill_broker(scene: Scene) -> None:
    scene.kill(scene.stack.broker)


@fault("F7 all messages forgotten")
def forget(scene: Scene) -> None:
    scene.stack.forget_all_messages()


@fault("F8 broker stands still for three seconds")
def freeze_broker(scene: Scene) -> None:
    time.sleep(3)  # what was done before is over: this one is measured
    began = time.time()
    _stand_still(_pid(scene.stack.broker), 3)
    scene.frozen.append((began, time.time()))


@fault("F9 broker full for two seconds")
def fill_broker(scene: Scene) -> None:
    with scene.broker() as client:
        client.config_set("maxmemory", "1")
        time.sleep(2)
        client.config_set("maxmemory", "0")


# --- The database -----------------------------------------------------------------------------
@fault("F10 database killed", weight=1)
def kill_database(scene: Scene) -> None:
    scene.server.die()


@fault("F10 one of its processes killed, so that it begins anew", weight=1)
def kill_backend(scene: Scene) -> None:
    found = scene.server.ask(
        "SELECT pid FROM pg_stat_activity WHERE usename = 'portal' ORDER BY random() LIMIT 1"
    )
    for (pid,) in found:
        os.kill(pid, signal.SIGKILL)


@fault("F11 database stands still for two seconds", weight=2)
def freeze_database(scene: Scene) -> None:
    scene.server.signal(signal.SIGSTOP)
    time.sleep(2)
    scene.server.signal(signal.SIGCONT)


@fault("F12 connections ended, five within a second")
def end_connections(scene: Scene) -> None:
    for _time in range(5):
        scene.server.ask(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE usename = 'portal' ORDER BY random() LIMIT 1"
        )
        time.sleep(0.2)


@fault("F25 one insert of an event, letter or notice fails")
def fail_an_insert(scene: Scene) -> None:
    table = scene.chance.choice(("casework_event", "letters_letter", "casework_notice"))
    scene.server.ask(
        "CREATE OR REPLACE FUNCTION chaos_fails() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'a fault of the drill'; END $$"
    )
    scene.server.ask(
        f"CREATE OR REPLACE TRIGGER chaos BEFORE INSERT ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION chaos_fails()"
    )
    try:
        time.sleep(0.5)
    finally:
        _surely(lambda: scene.server.ask(f"DROP TRIGGER IF EXISTS chaos ON {table}"))


@fault("F26 a case is held for four seconds")
def hold_a_case(scene: Scene) -> None:
    with scene.server.session() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT id FROM casework_case ORDER BY random() LIMIT 1 FOR UPDATE")
        time.sleep(4)
        cursor.execute("ROLLBACK")


@fault("F27 connections of the database exhausted for a second", weight=2)
def exhaust_connections(scene: Scene) -> None:
    held = []
    try:
        for _each in range(100):
            held.append(
                psycopg2.connect(dbname="postgres", user="postgres", host=str(scene.server.folder))
            )
    except psycopg2.Error:
        time.sleep(1)
    finally:
        for each in held:
            each.close()


# --- A system of an agency ----------------------------------------------------------------------
@fault("F18 a system that is told of events is busy for two seconds", weight=2)
def be_busy(scene: Scene) -> None:
    scene.receiver.is_busy = True
    time.sleep(2)
    scene.receiver.is_busy = False


@fault("F18 a system that is told of events does not answer for six seconds", weight=1)
def fall_asleep(scene: Scene) -> None:
    scene.receiver.is_asleep = True
    time.sleep(6)
    scene.receiver.is_asleep = False


# --- Everything -------------------------------------------------------------------------------
@fault("F24 everything but the database killed at once", weight=1)
def kill_all(scene: Scene) -> None:
    stack = scene.stack
    programs = [stack.web, stack.worker, stack.sweep, stack.broker]
    scene.chance.shuffle(programs)
    for each in programs:
        scene.kill(each)


def _surely(act: Callable[[], object]) -> None:
    """Do what has to be done before the run goes on, however long the database is away."""
    for _attempt in range(60):
        try:
            act()
        except psycopg2.Error:
            time.sleep(0.5)
        else:
            return


def in_background(act: Callable[[], None]) -> threading.Thread:
    """Do something beside the rest."""
    thread = threading.Thread(target=act, daemon=True)
    thread.start()
    return thread
