"""What must hold between the settings of any installation; `manage.py check` tells."""

import base64
import binascii

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import DatabaseError

from casework.actions.claiming import QUEUES
from kit import clock, grants, wall_policies
from letters.actions import certificates
from portal import stored_keys
from sealing import trust
from sealing.signers import signers

AES_256_BYTES = 32


@register("security")
def the_demo_stays_at_home(app_configs, **kwargs):
    """The demonstration clock and its invented people never meet a real installation."""
    if settings.DEMO and getattr(settings, "SECURE_HSTS_SECONDS", 0):
        return [Error("The demo runs with production settings.", id="portal.E001")]
    return []


@register("security")
def every_field_key_is_a_key(app_configs, **kwargs):
    """The ring reads "kid:base64key,kid:base64key" and each key has 256 bits."""
    faulty = [entry for entry in settings.FIELD_KEYS.split(",") if not is_field_key(entry)]
    if not faulty:
        return []
    hint = 'FIELD_KEYS reads "name:base64 of 32 bytes", several separated by commas.'
    return [Error("A field key is missing or malformed.", hint=hint, id="portal.E002")]


def is_field_key(entry: str) -> bool:
    """Whether this entry of the ring has a name and 256 bits."""
    name, _, key = entry.partition(":")
    try:
        return bool(name) and len(base64.b64decode(key, validate=True)) == AES_256_BYTES
    except binascii.Error:
        return False


@register()
def sqlite_writers_queue(app_configs, **kwargs):
    """Deferred SQLite transactions fail under two writers instead of waiting."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return []
    if database.get("OPTIONS", {}).get("transaction_mode") == "IMMEDIATE":
        return []
    return [Error("SQLite must open its transactions as IMMEDIATE.", id="portal.E004")]


@register()
def every_queue_that_is_named_is_there(app_configs, **kwargs):
    """A driver for a queue that nobody knows would do nothing, for ever and without a word."""
    unknown = sorted(settings.QUEUES_HERE - {queue.name for queue in QUEUES})
    if not unknown:
        return []
    hint = f"QUEUES names some of: {', '.join(queue.name for queue in QUEUES)}."
    return [Error(f"No such queue: {', '.join(unknown)}.", hint=hint, id="portal.E009")]


@register("security")
def there_is_a_root_above_the_seals(app_configs, **kwargs):
    """A certificate of the portal's own stands above every seal, and the signers can be made."""
    try:
        if trust.roots() and signers():
            return []
    except (ValueError, ImportError):
        pass
    hint = "SEAL_ROOT_CERTIFICATES is PEM; LETTER_SIGNER and COUNTER_SIGNER name classes."
    return [Error("Nothing can be sealed.", hint=hint, id="portal.E005")]


@register(Tags.database, deploy=True)
def the_application_owns_nothing(app_configs, databases, **kwargs):
    """Whoever asks with `manage.py check --deploy --database default` hears of a wall that is low.

    Asked as the owner, who migrates, it names every table; SQLite has no roles, hence no wall.
    """
    try:
        beyond = [each for alias in databases or () for each in grants.excess(alias)]
    except DatabaseError:
        return []
    if not beyond:
        return []
    hint = "DATABASE_URL names a role that owns nothing; `migrate` as the owner gives its rights."
    told = f"The application may do too much in the database: {', '.join(beyond)}."
    return [Error(told, hint=hint, id="portal.E006")]


@register(Tags.database, deploy=True)
def the_wall_stands(app_configs, databases, **kwargs):
    """The database itself shows the rows of a person or case only to whom they concern."""
    try:
        missing = [each for alias in databases or () for each in wall_policies.missing(alias)]
    except DatabaseError:
        return []
    if not missing:
        return []
    hint = "`migrate` as the owner puts it up again."
    told = f"Rows are not kept apart in the database: {', '.join(missing)}."
    return [Error(told, hint=hint, id="portal.E007")]


@register(Tags.database)
def the_keys_are_those_of_the_data(app_configs, databases, **kwargs):
    """Whoever asks with `manage.py check --database default` hears of keys of another time."""
    try:
        wrong = stored_keys.misfit() if databases else ""
    except DatabaseError:  # before the first migration nothing is stored
        return []
    if not wrong:
        return []
    hint = "Put the files back that `make secrets` made; an older key stays in the ring."
    return [Error(wrong, hint=hint, id="portal.E008")]


@register(Tags.database)
def every_seal_lasts(app_configs, databases, **kwargs):
    """Whoever asks with `manage.py check --database default` hears of seals that end soon."""
    try:
        return _seals_that_end() if databases else []
    except DatabaseError:  # before the first migration there is nothing that could end
        return []


def _seals_that_end():
    now = clock.now()
    ending = list(certificates.ending(now=now))
    found = [
        Warning(f"{each.number} ends on {each.ends_at:%Y-%m-%d}.", id="portal.W001")
        for each in ending
    ]
    if not settings.CERTIFICATES_ON_DEMAND:
        codes = certificates.agencies_without(now=now).values_list("code", flat=True)
        found += [Warning(f"{code} cannot seal a letter.", id="portal.W002") for code in codes]
    return found
