"""`manage.py runportal`: the whole portal on one machine, with nothing installed beforehand."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from demo import identity_provider, sign_ins
from portal import programs
from portal.supervisor import DidNotStart, Supervisor

FIRST_PORT = 8000
PORTS_TO_TRY = 20
HERE = "127.0.0.1"  # the identity provider answers this machine alone


class Command(BaseCommand):
    """Prepare the database and the demo world, then start and watch every program."""

    help = "Start database, broker, worker, sweep and web server; Ctrl-C stops them all."

    def handle(self, *args, **options) -> None:
        if not settings.DEMO:
            raise CommandError("This starts the demo. Production starts from docker-compose.yml.")
        with the_only_one_here():
            host = os.environ.get("HOST", "127.0.0.1")
            port = self.choose_port(host)
            link_to(programs.address(host, port))
            provider_port = self.choose_provider_port(host, port)
            try:
                self.prepare()
                write_people()
            except KeyboardInterrupt:
                raise CommandError("Stopped before everything was prepared.") from None
            self.run_until_told_to_stop(host, port, provider_port)

    def choose_provider_port(self, host: str, port: int) -> int | None:
        """Take a port near the portal's for the invented identity provider, and tell everybody.

        None where the settings name a provider already, where browsers of other machines come,
        whom it could not answer, or where none is free: the portal does without.
        """
        if settings.IDENTITY_PROVIDER or host not in {HERE, "localhost"}:
            return None
        near = range(port + 1000, port + 1000 + PORTS_TO_TRY)
        free = next((each for each in near if each < 65536 and is_free_here(each)), None)
        if free is not None:
            os.environ.update(identity_provider.environment(f"http://{HERE}:{free}"))
        return free

    def choose_port(self, host: str) -> int:
        """Take the port of PORT, which must be free, or the first free one from 8000 on."""
        wanted = os.environ.get("PORT")
        if wanted:
            if not wanted.isdecimal() or not 0 < int(wanted) < 65536:
                raise CommandError(f"PORT={wanted} is not a port.")
            if not programs.is_free(host, int(wanted)):
                raise CommandError(f"Port {wanted} is taken; choose another: make run PORT=8080")
            return int(wanted)
        for port in range(FIRST_PORT, FIRST_PORT + PORTS_TO_TRY):
            if programs.is_free(host, port):
                return port
            self.say(f"Port {port} is taken, trying the next one.")
        raise CommandError("No free port found; choose one: make run PORT=9000")

    def prepare(self) -> None:
        """Bring the database up to date and fill it with the demo world."""
        self.say("Preparing the database")
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_demo", stdout=self.stdout)

    def run_until_told_to_stop(self, host: str, port: int, provider_port: int | None) -> None:
        """Start everything in order, watch it, stop it in reverse."""
        supervisor = Supervisor(self.say)
        supervisor.listen_to_signals()
        socket = programs.broker_socket()
        try:
            if provider_port is not None:
                provider = programs.identity_provider(provider_port, people_file())
                supervisor.start(provider, ready=lambda: True, patience=1)
            self.start_all(supervisor, host, port, socket)
            if not supervisor.is_told_to_stop:
                self.greet(programs.address(host, port))
            supervisor.watch()
        except DidNotStart as problem:
            raise CommandError(str(problem)) from problem
        finally:
            self.say("\nStopping")
            supervisor.stop()
            programs.forget_socket(socket)

    def start_all(self, supervisor, host, port, socket) -> None:
        """Start the broker first, the web server last."""
        environment = self.start_broker(supervisor, socket)
        if "WORKER_INSIDE" not in environment:
            worker = programs.worker(environment)
            supervisor.start(worker, ready=lambda: True, patience=1)
        sweep = programs.sweep(environment)
        supervisor.start(sweep, ready=lambda: True, patience=1)
        web = programs.web(host, port, environment)
        supervisor.start(web, ready=lambda: programs.is_web_up(host, port), patience=60)

    def start_broker(self, supervisor, socket) -> dict[str, str]:
        """Start a broker unless there is one, and return what tells the others where it is."""
        if settings.REDIS_URL:
            return programs.environment_of_children(settings.REDIS_URL)
        binary = programs.broker_binary()
        if binary is None:
            self.say("No broker for this platform: the worker runs inside the web server.")
            return programs.environment_of_children("") | {"WORKER_INSIDE": "1"}
        broker = programs.broker(binary, socket)
        supervisor.start(broker, ready=lambda: programs.is_broker_up(socket), patience=15)
        return programs.environment_of_children(f"redis+socket://{socket}?virtual_host=1")

    def greet(self, address: str) -> None:
        """Say where to look and who may sign in."""
        self.say(f"\nThe portal runs at {address}\n")
        self.say(sign_ins.greeting())
        self.say("\nStop it with Ctrl-C.")

    def say(self, sentence: str) -> None:
        """Tell the person at the terminal, at once."""
        self.stdout.write(sentence)
        self.stdout.flush()


def is_free_here(port: int) -> bool:
    """Whether the identity provider can listen there."""
    return programs.is_free(HERE, port)


def people_file() -> Path:
    """Return where the identity provider reads whom it knows."""
    return settings.VAR_DIR / "run" / "identity-provider.json"


def write_people() -> None:
    """Write down whom the identity provider knows."""
    people_file().write_text(json.dumps(sign_ins.known_to_provider(), ensure_ascii=False))


def link_to(address: str) -> None:
    """Let messages and letters lead to the port that was chosen, here and in every program."""
    os.environ.setdefault("PORTAL_URL", address.rstrip("/"))
    settings.PORTAL_URL = os.environ["PORTAL_URL"]


@contextmanager
def the_only_one_here() -> Iterator[None]:
    """Hold the folder of this installation; two portals would share one broker's files."""
    folder = settings.VAR_DIR / "run"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "portal.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError("The portal already runs from this folder.") from None
        yield
