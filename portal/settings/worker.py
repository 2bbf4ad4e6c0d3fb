"""Broker and worker: they only ring the bell, the database is the record."""

from .here import VAR_DIR, env

REDIS_URL = env("REDIS_URL", default="")
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# No limits of time: a pool of threads keeps none. What may hang has its own: a statement and a lock
# (POSTGRESQL_LIMITS), a mail server and a gateway (below), the typesetter (sealing.sandbox).
CELERY_TASK_IGNORE_RESULT = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_PUBLISH_RETRY = False
CELERY_ENABLE_UTC = True
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # LOGGING masks personal data, Celery's own would not
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# visibility_timeout must stay above the longest task; throttle 1 so that abandoned
# messages come back within seconds instead of minutes.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 120,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
}
_RINGS = {  # every so many seconds
    "casework.tasks.tick": 30.0,
    # Whatever day has ended by then; a bell that was missed costs ten minutes and no day.
    "journal.tasks.seal_journal": 600.0,
    "accounts.tasks.forget_words": 3600.0,
    "accounts.tasks.forget_ways_in": 3600.0,
    "accounts.tasks.tell_of_guesses": 300.0,
    "applications.tasks.forget_papers": 3600.0,
    "casework.tasks.forget_answers": 3600.0,
    "kit.tasks.forget_attempts": 3600.0,
}
# A bell that nobody heard is over when the next one rings: after an outage none have piled up.
CELERY_BEAT_SCHEDULE = {
    task: {"task": task, "schedule": every, "options": {"expires": every}}
    for task, every in _RINGS.items()
}
# Which queues of duties (casework.actions.claiming) this process does; none named: all of them. So
# that a month's money has workers of its own and holds up no letter.
QUEUES_HERE = frozenset(env.list("QUEUES", default=[]))
