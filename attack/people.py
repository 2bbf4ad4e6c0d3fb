"""Who knocks: fourteen visitors, what each may never read, and how each shows who it is."""

import base64
from dataclasses import dataclass, field, replace

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.middleware.csrf import _get_new_csrf_string as new_csrf_secret
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.models import SignIn, User
from agencies.actions.reference import load_terms
from agencies.models import Post
from applications.models import Offer
from attack import HOST, belongings
from attack.belongings import Belongings
from attack.planting import AMOUNTS
from casework.models import Case
from services.particulars.key_change import KEY_CHANGE
from tests.api.calling import BOTH_SCOPES, SECRET
from tests.authorisation.cast import make_everybody
from tests.cast import MONDAY, make_clerk
from tests.story import at_stage
from transfers.actions import drafting

# To the case of the applicant: who may see it, and who must not find a word of it.
OF_THE_CASE = ("applicant", "pension_new_a", "pension_original_a", "auditor_here", "client_new")
STRANGERS = (
    *("anonymous", "unverified", "other_person", "pension_stranger", "stranger_supervisor"),
    *("administrator", "client_stranger", "ended_post", "locked"),
)  # fmt: skip
ROLES = (*OF_THE_CASE, *STRANGERS)
# The host of the proxy is the only one that the server hears.
BEHIND_THE_PROXY = {
    "Host": HOST,
    "Origin": f"https://{HOST}",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "203.0.113.9",
}
EMPLOYER_OF_OTHER = "杭州暗记实业有限公司"


@dataclass
class Visitor:
    """One of them: with a sign-in, a token, or nothing."""

    name: str
    user: User | None = None
    token: str = ""
    markers: frozenset[str] = frozenset()  # words it must not be shown
    headers: dict[str, str] = field(default_factory=dict)

    def sign_in(self) -> None:
        """Begin a new sign-in, for an attack may have ended the one before."""
        self.headers = dict(BEHIND_THE_PROXY)
        if self.token:
            self.headers["Authorization"] = f"Bearer {self.token}"
        secret = new_csrf_secret()
        cookies = {settings.CSRF_COOKIE_NAME: secret}
        if self.user:
            cookies[settings.SESSION_COOKIE_NAME] = _session_of(self.user)
        self.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.headers["X-CSRFToken"] = secret


def _session_of(user: User) -> str:
    client = Client(headers={"x-forwarded-proto": "https", "host": HOST})
    client.force_login(user)
    asked = RequestFactory().get("/")
    asked.session = client.session
    # As after a sign-in with the app: else staff would only ever be led to it.
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    record_authentication(asked, user, method="mfa", type="totp", id=app and app.pk)
    asked.session.save()
    return str(asked.session.session_key)


@dataclass(frozen=True)
class World:
    """Everybody, and the case that everybody is after."""

    visitors: tuple[Visitor, ...]
    story: object
    draft: Case
    belongings: Belongings

    @property
    def transfer(self) -> str:
        """The number of the case that everybody is after."""
        return str(self.story.case.number)  # type: ignore[attr-defined]

    @property
    def number(self) -> str:
        """The number of the document of whose case it is."""
        return str(self.story.case.person.number)  # type: ignore[attr-defined]


def make_world() -> World:
    """Make the case of one person, the draft of another, and all who knock."""
    cast = make_everybody()
    story = at_stage(cast, "handed over")
    draft = _draft_of_other(cast)
    left = _left_beside(cast, story.case)
    users = {name: getattr(cast, name).user for name in ROLES if name in cast.people}
    users["ended_post"], users["locked"] = _ended_post(cast), _locked()
    for user in filter(None, users.values()):  # staff are asked for a second factor
        TOTP.activate(user, generate_totp_secret())
    of_case, of_other = _markers(story.case), frozenset({EMPLOYER_OF_OTHER, draft.number})
    made = []
    for name in ROLES:
        who = cast.people.get(name)
        token = _token_of(who.client.client_id) if is_client(who) else ""
        markers = of_case | AMOUNTS if name in STRANGERS else frozenset()
        markers |= frozenset() if name == "other_person" else of_other
        markers |= belongings.never_for(name, left.words)
        made.append(Visitor(name, users.get(name), token, markers))
    for each in made:
        each.sign_in()
    newest = SignIn.objects.filter(user_id=users["applicant"].pk).latest("pk")
    left = replace(left, sign_in=newest.mark)
    return World(tuple(made), story, draft, left)


def _left_beside(cast: object, case: Case) -> Belongings:
    """Let the agencies correct records online, and the person leave all there is to find."""
    load_terms(now=MONDAY)
    Offer.objects.bulk_create(
        Offer(service=KEY_CHANGE.name, agency=agency, since=MONDAY)
        for agency in cast.agencies.values()
    )
    return belongings.leave(cast, case)


def _token_of(name: str) -> str:
    credentials = base64.b64encode(f"{name}:{SECRET}".encode()).decode()
    asked = {"grant_type": "client_credentials", "scope": BOTH_SCOPES}
    client = Client(headers={"x-forwarded-proto": "https", "host": HOST})
    head = {"authorization": f"Basic {credentials}"}
    return str(client.post("/identity/o/api/token", asked, headers=head).json()["access_token"])


def is_client(who: object) -> bool:
    """Whether it is an agency's system."""
    return getattr(who, "client", None) is not None


def _markers(case: Case) -> frozenset[str]:
    person = case.person
    letters = case.letters.values_list("number", flat=True)
    known = {person.name, str(person.number), person.masked_number, case.number, *letters}
    return frozenset(known | {"广州示例科技有限公司"})


def _draft_of_other(cast: object) -> Case:
    """Let a second person begin what nobody else may see."""
    transfer = drafting.start("medical", by=cast.other_person, now=MONDAY)
    drafting.save(transfer, {"employer_name": EMPLOYER_OF_OTHER}, by=cast.other_person, now=MONDAY)
    return transfer.case


def _ended_post(cast: object) -> User:
    """A clerk of the agency whose post has ended."""
    clerk = make_clerk("gone", cast.agency("pension", "guangzhou"))
    Post.objects.filter(user=clerk.user).update(ended_at=timezone.now())
    return clerk.user


def _locked() -> User:
    """Somebody who was signed in when the account was closed."""
    return User.objects.create_user("locked@people.example", "correct horse", is_active=False)
