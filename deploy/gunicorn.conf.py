"""The web server, in the demo and in production alike."""

import os
import shutil
import tempfile
from pathlib import Path

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
worker_class = "portal.receiving.ReceivingWorker"  # threads that wait for no sender
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True  # read the code once and share it
timeout = 30
graceful_timeout = 20
keepalive = 5
# What a browser of ours sends in a head, and some room.
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 -- heartbeats only
loglevel = "warning"
logger_class = "portal.web_log.WebLog"
accesslog = None  # the proxy keeps one, without query strings
control_socket_disable = True
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")

# Where the workers of this server write what they count, so that one of them can tell all of it. A
# folder bears the number of its server: what one that was killed has left is removed by the next.
COUNTED, NAMED = "PROMETHEUS_MULTIPROC_DIR", "portal-metrics-"
_memory = Path(worker_tmp_dir or tempfile.gettempdir())
for _left in _memory.glob(f"{NAMED}*"):
    if not Path("/proc", _left.name.split("-")[2]).exists():
        shutil.rmtree(_left, ignore_errors=True)
os.environ[COUNTED] = tempfile.mkdtemp(prefix=f"{NAMED}{os.getpid()}-", dir=_memory)


def on_exit(server):
    """Leave nothing behind."""
    shutil.rmtree(os.environ[COUNTED], ignore_errors=True)


WORKER_INSIDE = "WORKER_INSIDE"  # set by `runportal` where no broker can run
if os.environ.get(WORKER_INSIDE):
    workers = 1


def post_worker_init(worker):
    """Start the threads of the fall-back once the process that serves pages exists."""
    if os.environ.get(WORKER_INSIDE):
        from portal import worker_inside  # noqa: PLC0415 -- only where it is needed

        worker_inside.start()
