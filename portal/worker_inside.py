"""Where no broker can run: Celery's worker and beat as threads of the one web process."""

import threading

from celery.beat import EmbeddedService

from portal.celery import app


def start() -> None:
    """Work on messages in this process's memory; the sweep does whatever is lost with it."""
    worker = app.WorkController(pool="threads", concurrency=4, quiet=True)
    threading.Thread(target=worker.start, name="worker", daemon=True).start()
    EmbeddedService(app, thread=True, schedule_filename=app.conf.beat_schedule_filename).start()
