from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("casework", "0001_cases")]

    operations = [
        migrations.AddField("step", "resumed_on", models.DateField(null=True)),
        migrations.RemoveConstraint("step", "a_stopped_clock_knows_what_is_left"),
        migrations.AddConstraint(
            "step",
            models.CheckConstraint(
                condition=models.Q(paused_on=None, resumed_on=None)
                | models.Q(days_left_at_pause__isnull=False),
                name="a_stopped_clock_knows_what_is_left",
            ),
        ),
        migrations.AddConstraint(
            "step",
            models.CheckConstraint(
                condition=models.Q(paused_on=None) | models.Q(resumed_on=None),
                name="a_clock_stands_or_goes_on",
            ),
        ),
    ]
