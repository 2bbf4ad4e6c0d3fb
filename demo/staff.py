"""Invented staff: three clerks and a head at each agency with cases, provincial heads, an auditor.

They all share one password, printed at the start; nobody can sign in with it outside the demo,
because nothing of this is loaded there.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import Person, User
from agencies.actors import Actor, actor_of
from agencies.models import Agency, Post
from agencies.rules.terms import Insurance

PASSWORD = "sunflower"  # noqa: S105 - meant to be known: the demo prints it
HOST = "demo.example"
IN_OFFICE_FOR = timedelta(days=900)
# The third has no part in what the first two decide, and looks at objections with the head.
CLERKS = ("a", "b", "c")
HEAD = "head"
AUDITOR_AT = "P330000"
NAMES = (
    "陈静", "李建军", "王慧", "张磊", "刘洋", "赵敏", "孙强", "周丽", "吴刚", "郑洁", "冯涛",
    "许宁", "何军", "高燕", "罗斌", "梁颖", "宋波", "唐琳", "邓凯", "韩雪",
)  # fmt: skip

# What one proposes the other approves.
ADMINISTRATORS = (("admin", "系统管理员甲"), ("admin-b", "系统管理员乙"))


def sign_in_name(agency: Agency, desk: str) -> str:
    """Return how a member of staff signs in: hangzhou-pension-a@demo.example."""
    insurance = Insurance.PENSION if agency.handles_pension else Insurance.MEDICAL
    place = agency.region.name_en.lower().replace("'", "").replace(" ", "-")
    return f"{place}-{insurance.value}-{desk}@{HOST}"


def load(codes: Iterable[str], *, now: datetime) -> None:
    """Staff these agencies and those above them; add the auditor and two administrators."""
    hashed = make_password(PASSWORD)
    agencies = list(Agency.objects.filter(code__in=set(codes)).order_by("code"))
    posts = [
        (sign_in_name(each, desk), each, Post.Role.CLERK) for each in agencies for desk in CLERKS
    ]
    posts += [(sign_in_name(each, HEAD), each, Post.Role.SUPERVISOR) for each in agencies]
    above = {each.supervisor.code: each.supervisor for each in agencies if each.supervisor}
    posts += [(sign_in_name(each, HEAD), each, Post.Role.SUPERVISOR) for each in above.values()]
    posts.append((f"auditor@{HOST}", Agency.objects.get(code=AUDITOR_AT), Post.Role.AUDITOR))
    for number, (email, agency, role) in enumerate(posts):
        user = make_user(email, hashed, display_name=NAMES[number % len(NAMES)])
        Post.objects.create(user=user, agency=agency, role=role, started_at=now - IN_OFFICE_FOR)
    for name, display_name in ADMINISTRATORS:
        fields = {"is_staff": True, "is_superuser": True, "display_name": display_name}
        make_user(f"{name}@{HOST}", hashed, **fields)


def make_user(email: str, password: str, **fields) -> User:
    """Make somebody who signs in by e-mail; `password` is hashed already, once for all."""
    user = User.objects.create(email=email, password=password, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def make_verified_user(email: str, person: Person, password: str, *, now: datetime) -> User:
    """Make the sign-in of a person whose identity is proven."""
    return make_user(email, password, person=person, identity_verified_at=now)


def at_desk(agency: Agency, desk: str) -> Actor:
    """Return the actor at this agency's desk `a`, `b` or `head`."""
    return actor_of(User.objects.get(email=sign_in_name(agency, desk)))
