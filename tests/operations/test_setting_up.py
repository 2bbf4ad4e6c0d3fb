"""An operator sets agencies up from one file, and reads it again without harm."""

from io import StringIO

import pytest
import yaml
from django.core.management import CommandError, call_command

from accounts.models import User
from agencies.actors import actor_of
from agencies.models import Agency, Post, Region
from casework.models import BankAccount
from letters.models import Certificate
from tests.cast import load_reference, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
FILE = """
regions:
  - {code: "440000", name: 广东省, name_en: Guangdong, level: province}
  - {code: "440100", name: 广州市, name_en: Guangzhou, level: prefecture, parent: "440000"}
agencies:
  - code: P440100
    name: 广州市社会保险基金管理中心
    name_en: Guangzhou Social Insurance Fund Centre
    region: "440100"
    supervisor: P440000
    handles: [pension]
    address: 广州市政务大道1号
    address_en: 1 Zhengwu Avenue, Guangzhou
    postcode: "510000"
    phone: 020-12333
    email: p440100@agency.example
    account: {account_name: 财政专户, bank_name: 示例银行, bank_account: "0000000000000001"}
    staff:
      - {email: head@agency.example, name: 陈主任, role: supervisor, number: 11010519491231002X}
      - {email: clerk@agency.example, name: 周办事员}
  - code: P440000
    name: 广东省社会保险基金管理局
    name_en: Guangdong Social Insurance Fund Bureau
    region: "440000"
    handles: [pension, medical]
    address: 广州市教育路88号
    postcode: "510000"
    phone: 020-12333
"""


@pytest.fixture
def run(tmp_path):
    def run(said=FILE, *options):
        out, file = StringIO(), tmp_path / "agencies.yaml"
        file.write_text(said if isinstance(said, str) else yaml.safe_dump(said), encoding="utf-8")
        try:
            call_command("setup_agencies", str(file), *options, stdout=out, stderr=out)
        except CommandError as error:
            raise CommandError(f"{out.getvalue()}{error}") from error
        return out.getvalue()

    return run


def test_everything_an_agency_needs_to_begin_is_made_once(run):
    load_reference()
    told = run()

    city = Agency.objects.get(code="P440100")
    assert city.supervisor.code == "P440000"
    assert BankAccount.objects.get(agency=city).bank_account == "0000000000000001"
    assert Certificate.objects.filter(agency=city).exists()
    head = User.objects.get(email="head@agency.example")
    assert actor_of(head).agency == city
    assert not head.has_usable_password()
    assert len(Post.objects.get(user=head).kept_from) >= 1
    assert "11010519491231002X" not in told

    again = run()

    assert "0 made, 6 were there already." in again
    assert (Agency.objects.count(), Post.objects.count()) == (2, 2)


def test_a_trial_says_the_same_and_leaves_nothing(run):
    told = run(FILE, "--dry-run")

    assert "would be made: agency P440100" in told
    assert not Region.objects.exists()
    assert not User.objects.exists()


def test_what_takes_two_persons_is_told_and_not_done(run):
    run()
    changed = yaml.safe_load(FILE)
    changed["agencies"][0]["account"]["bank_account"] = "9999999999999999"
    changed["agencies"][0]["supervisor"] = None
    changed["agencies"][0]["staff"].append({"email": "third@agency.example", "name": "李三"})

    told = run(changed)

    assert "left as it is, two administrators change it at /admin/" in told
    for each in ("bank_account", "supervisor", "the post of third@agency.example"):
        assert each in told
    assert Agency.objects.get(code="P440100").bank_account == "0000000000000001"
    assert not User.objects.filter(email="third@agency.example").exists()


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("agencies", 0, "code"), 440100, "a code is no number"),
        (("agencies", 0, "handles"), ["dental"], "name pension, medical or both"),
        (("agencies", 0, "region"), "999999", "neither in the file nor in the portal"),
        (("agencies", 0, "supervisor"), "P1", "neither in the file nor in the portal"),
        (("agencies", 0, "account"), {"bank_name": "x"}, "an account has"),
        (("agencies", 0, "colour"), "red", "`colour` is not known here"),
        (("agencies", 0, "staff"), [{"email": "x", "name": "x"}], "`email`"),
        (("agencies", 0, "staff"), [{"email": "a@b.example"}], "has no `name`"),
        (("agencies", 0, "staff"), [{"email": "a@b.example", "name": "x", "role": "king"}], "role"),
        (("agencies", 1, "postcode"), "51000000000", "`postcode`"),
        (("regions", 0, "level"), "planet", "`level`"),
        (("more",), [], "no other"),
    ],
)
def test_a_wrong_place_is_named_and_nothing_is_made(run, path, value, said):
    changed = yaml.safe_load(FILE)
    at = changed
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value

    with pytest.raises(CommandError) as refused:
        run(changed)

    assert said in str(refused.value)
    assert not Region.objects.exists()
    assert not Agency.objects.exists()
    assert not User.objects.exists()


def test_an_administrator_is_given_no_post(run):
    make_user("head", is_superuser=True, is_staff=True)
    changed = FILE.replace("head@agency.example", "head@people.example")

    with pytest.raises(CommandError):
        run(changed)

    assert not Post.objects.exists()


@pytest.mark.parametrize("said", ["[", "- 1", "agencies: 7", "\t"])
def test_what_is_no_such_file_is_refused_in_words(run, said):
    with pytest.raises(CommandError):
        run(said)
