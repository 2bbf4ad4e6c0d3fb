"""Where the portal is reached, how messages go out, and which other systems it asks."""

from .here import VAR_DIR, env
from .identity_provider import identity_provider
from .secrets import read_secret

PORTAL_URL = env("PORTAL_URL", default="http://127.0.0.1:8000")
# Where a weakness is told, as /.well-known/security.txt names it: mailto: or https:, or nowhere.
SECURITY_CONTACT = env("SECURITY_CONTACT", default="")
PORTAL_HOST = PORTAL_URL.split("//")[-1].split(":")[0].split("/")[0]
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="portal@transfer.example")
EMAIL_TIMEOUT = 10  # seconds, for each word that a mail server says
# What reads the mail server's log and knows by its Message-ID whether a mail was taken; or nothing:
# then a mail of which that is not known is not sent again (docs/decisions/0075).
MAIL_STATUS_URL = env("MAIL_STATUS_URL", default="")
MAIL_STATUS_TOKEN = env("MAIL_STATUS_TOKEN", default="")
SMS_CHANNEL = env("SMS_CHANNEL", default="folder")
SMS_FOLDER = VAR_DIR / "sms"
SMS_GATEWAY_URL = env("SMS_GATEWAY_URL", default="")
SMS_GATEWAY_TOKEN = env("SMS_GATEWAY_TOKEN", default="")
# Where the gateway says by a message's own id what became of it; empty: it is not asked.
SMS_STATUS_URL = env("SMS_STATUS_URL", default="")
# The police's population register: `gateway`, or `none` where there is no way to ask it.
POLICE_CHANNEL = env("POLICE_CHANNEL", default="none")
POLICE_GATEWAY_URL = env("POLICE_GATEWAY_URL", default="")
POLICE_GATEWAY_TOKEN = env("POLICE_GATEWAY_TOKEN", default="")
# Banks, asked whether an account works and whose name it is in: `gateway`, or `none`.
ACCOUNT_CHECK_CHANNEL = env("ACCOUNT_CHECK_CHANNEL", default="none")
ACCOUNT_CHECK_URL = env("ACCOUNT_CHECK_URL", default="")
ACCOUNT_CHECK_TOKEN = env("ACCOUNT_CHECK_TOKEN", default="")
# How payments reach the banks: by files that clerks carry, or an invented bank.
PAYOUT_CHANNEL = "files"
# Of how many payments the invented bank sends one back, by their keys; 0: none but the known ones.
SANDBOX_BANK_RETURNS_ONE_IN = 0
# Where social security cards are made: sandbox, gateway, or none (orders wait).
CARD_MAKER_CHANNEL = env("CARD_MAKER_CHANNEL", default="none")
CARD_MAKER_URL = env("CARD_MAKER_URL", default="")
CARD_MAKER_TOKEN = env("CARD_MAKER_TOKEN", default="")
# Who tells the places of treatment of a registration; by default nobody: they read it elsewhere.
TREATMENT_PLACES_CHANNEL = env("TREATMENT_PLACES_CHANNEL", default="none")
TREATMENT_PLACES_GATEWAY_URL = env("TREATMENT_PLACES_GATEWAY_URL", default="")
TREATMENT_PLACES_GATEWAY_TOKEN = env("TREATMENT_PLACES_GATEWAY_TOKEN", default="")
# The addresses that the portal may send to; nothing leaves for any other (kit.gateways).
_GATEWAYS = (
    SMS_GATEWAY_URL,
    SMS_STATUS_URL,
    MAIL_STATUS_URL,
    POLICE_GATEWAY_URL,
    ACCOUNT_CHECK_URL,
    CARD_MAKER_URL,
    TREATMENT_PLACES_GATEWAY_URL,
)
OUTGOING: list[str] = [each for each in _GATEWAYS if each]

# Where people show in person who they are (docs/decisions/0060): nobody, until all of it is told.
IDENTITY_PROVIDER = identity_provider(env, read_secret, in_clear=True)
OUTGOING += [IDENTITY_PROVIDER["issuer"]] if IDENTITY_PROVIDER else []
