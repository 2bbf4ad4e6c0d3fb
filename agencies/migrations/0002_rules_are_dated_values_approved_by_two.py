import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.utils import timezone

from agencies.rules.terms import TERMS


def name_the_rule(apps, schema_editor):
    """Give every term the name of its rule, and the document as rules cite it."""
    released = {rule.name: rule.values[0] for rule in TERMS.values()}
    for row in apps.get_model("agencies", "RuleValue").objects.all():
        row.rule = f"term.{row.insurance}.{row.kind}"
        value = released[row.rule]
        row.document_number = value.basis.document
        row.document, row.document_en = value.basis.title.zh, value.basis.title.en
        row.effective_on = value.basis.effective_on
        row.proposed_at = row.approved_at = timezone.now()
        row.save()


def person(verbose_name):
    return models.ForeignKey(
        editable=False,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        verbose_name=verbose_name,
    )


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("agencies", "0001_agencies_and_calendar"),
        # A turn points at its term, which is renamed here.
        ("casework", "0001_cases"),
    ]

    operations = [
        migrations.RenameModel("Term", "RuleValue"),
        migrations.RemoveConstraint("rulevalue", "one_term_begins_on_a_day"),
        migrations.RemoveConstraint("rulevalue", "a_term_lasts_at_least_a_day"),
        migrations.RenameField("rulevalue", "working_days", "number"),
        migrations.AlterField(
            "rulevalue",
            "number",
            models.DecimalField("number", max_digits=14, decimal_places=6),
        ),
        migrations.AddField(
            "rulevalue", "rule", models.CharField("rule", max_length=60, default="")
        ),
        migrations.AddField(
            "rulevalue",
            "document_number",
            models.CharField("official number", max_length=60, default=""),
        ),
        migrations.AddField(
            "rulevalue",
            "effective_on",
            models.DateField("document in force since", default="2010-01-01"),
        ),
        migrations.AlterField(
            "rulevalue",
            "article",
            models.CharField(
                "article",
                blank=True,
                help_text="As in 8, or 8(2) for item 2 of article 8.",
                max_length=40,
            ),
        ),
        migrations.AlterField(
            "rulevalue",
            "valid_to",
            models.DateField(
                "valid to",
                blank=True,
                help_text="Leave empty while it applies: a later value takes its place by itself.",
                null=True,
            ),
        ),
        migrations.AddField("rulevalue", "proposed_by", person("proposed by")),
        migrations.AddField(
            "rulevalue",
            "proposed_at",
            models.DateTimeField("proposed", editable=False, default=timezone.now),
        ),
        migrations.AddField("rulevalue", "approved_by", person("approved by")),
        migrations.AddField(
            "rulevalue",
            "approved_at",
            models.DateTimeField("approved", editable=False, null=True),
        ),
        migrations.AddField(
            "rulevalue",
            "turned_down_at",
            models.DateTimeField("turned down", editable=False, null=True),
        ),
        migrations.RunPython(name_the_rule, migrations.RunPython.noop),
        migrations.AlterModelOptions(
            "rulevalue",
            {
                "ordering": ["rule", "valid_from", "pk"],
                "verbose_name": "dated value",
                "verbose_name_plural": "dated values",
            },
        ),
        migrations.RemoveField("rulevalue", "kind"),
        migrations.RemoveField("rulevalue", "insurance"),
        migrations.AlterField("rulevalue", "rule", models.CharField("rule", max_length=60)),
        migrations.AlterField(
            "rulevalue",
            "document_number",
            models.CharField("official number", max_length=60),
        ),
        migrations.AlterField(
            "rulevalue", "effective_on", models.DateField("document in force since")
        ),
        migrations.AlterField(
            "rulevalue",
            "proposed_at",
            models.DateTimeField("proposed", editable=False),
        ),
        migrations.AddIndex(
            "rulevalue",
            models.Index(fields=["rule", "valid_from"], name="values_of_a_rule"),
        ),
        migrations.AddConstraint(
            "rulevalue",
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="nobody_approves_their_own_rulevalue",
            ),
        ),
        migrations.AddConstraint(
            "rulevalue",
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(turned_down_at=None),
                name="a_rulevalue_is_approved_or_turned_down",
            ),
        ),
        migrations.AddConstraint(
            "rulevalue",
            models.CheckConstraint(
                condition=Q(approved_at=None)
                | Q(proposed_by=None, approved_by=None)
                | Q(proposed_by__isnull=False, approved_by__isnull=False),
                name="a_proposed_rulevalue_is_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            "rulevalue",
            models.UniqueConstraint(
                fields=["rule", "valid_from"],
                condition=Q(proposed_by=None),
                name="a_release_brings_one_value_for_a_day",
            ),
        ),
        migrations.AddConstraint(
            "rulevalue",
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_value_ends_after_it_begins",
            ),
        ),
    ]
