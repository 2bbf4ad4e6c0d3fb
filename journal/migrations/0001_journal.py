import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('casework', '0001_cases'),
    ]

    operations = [
        migrations.CreateModel(
            name='JournalKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=16, unique=True)),
                ('public', models.CharField(max_length=44)),
                ('introduced_at', models.DateTimeField()),
                ('introduced_by', models.CharField(max_length=16)),
                ('signature', models.CharField(max_length=88)),
            ],
            options={
                'verbose_name': 'journal key',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='JournalDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('size', models.PositiveIntegerField()),
                ('root', models.CharField(max_length=64)),
                ('previous_hash', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('sealed_at', models.DateTimeField()),
                ('signature', models.CharField(max_length=88)),
                ('secret', models.BinaryField(max_length=32)),
                ('blocks', models.BinaryField()),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='days', to='journal.journalkey')),
            ],
            options={
                'verbose_name': 'day of the journal',
                'ordering': ['-day'],
            },
        ),
        migrations.CreateModel(
            name='JournalLeaf',
            fields=[
                ('event', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='leaf', serialize=False, to='casework.event')),
                ('day', models.DateField()),
                ('index', models.PositiveIntegerField()),
                ('sequence', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('event_hash', models.BinaryField(max_length=32)),
                ('hash', models.BinaryField(max_length=32)),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='casework.case')),
            ],
            options={
                'verbose_name': 'leaf of the journal',
                'ordering': ['day', 'index'],
                'constraints': [models.UniqueConstraint(fields=('day', 'index'), name='leaves_of_a_day_stand_in_one_line')],
            },
        ),
    ]
