from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("casework", "0003_answers_kept_for_programs")]

    operations = [
        migrations.AlterField(
            "duty",
            "kind",
            models.CharField(
                choices=[
                    ("deliver-letter", "Render and deliver a letter"),
                    ("send-notice", "Send a notice by mail"),
                    ("text-notice", "Send a notice as a text message"),
                    ("remind", "Remind the clerk"),
                    ("late", "Tell everybody that a term is exceeded"),
                ],
                max_length=16,
            ),
        ),
    ]
