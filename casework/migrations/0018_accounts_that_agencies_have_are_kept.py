from django.db import migrations
from django.utils import timezone

PARTICULARS = ("account_name", "bank_name", "bank_account")


def keep_accounts(apps, schema_editor):
    """Write down, as the first of its line, the account that each agency has."""
    agencies = apps.get_model("agencies", "Agency").objects.exclude(bank_account="")
    account = apps.get_model("casework", "BankAccount")
    now = timezone.now()
    account.objects.bulk_create(
        account(agency=each, since=now, **{name: getattr(each, name) for name in PARTICULARS})
        for each in agencies.order_by("pk")
    )


class Migration(migrations.Migration):

    dependencies = [("casework", "0017_more_than_one_person_decides")]

    operations = [migrations.RunPython(keep_accounts, migrations.RunPython.noop)]
