from django.db import migrations

# Ranges stand for equal keys, so that no extension is needed. What stands alone takes all room
# beside itself; those that may stand side by side take a room each.
NO_TWO = """
ALTER TABLE care_registration ADD CONSTRAINT no_two_registrations_for_elsewhere_overlap
EXCLUDE USING gist (
    int8range(person_id * 2 + (scheme = 'resident')::int,
              person_id * 2 + (scheme = 'resident')::int, '[]') WITH &&,
    daterange(from_day, until, '[]') WITH &&,
    int8range(CASE WHEN stands_alone THEN 0 ELSE id END,
              CASE WHEN stands_alone THEN NULL ELSE id + 1 END) WITH &&
) WHERE (state = 'active')
"""
BACK = "ALTER TABLE care_registration DROP CONSTRAINT no_two_registrations_for_elsewhere_overlap"


def put_up(apps, schema_editor):
    """PostgreSQL refuses two that overlap; with SQLite the action alone does (one writer)."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(NO_TWO)


def take_down(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BACK)


class Migration(migrations.Migration):

    dependencies = [("care", "0001_registrations_for_elsewhere")]

    operations = [migrations.RunPython(put_up, take_down)]
