import django.db.models.deletion
import kit.model_fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_people'),
        ('casework', '0001_cases'),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(choices=[('name', 'Name'), ('document_type', 'Document type'), ('issued_in', 'Country of issue'), ('number', 'Document number'), ('born_on', 'Date of birth'), ('sex', 'Sex'), ('phone', 'Phone on record'), ('email', 'E-mail on record'), ('address', 'Address on record')], max_length=16)),
                ('old', kit.model_fields.EncryptedField(blank=True)),
                ('new', kit.model_fields.EncryptedField()),
                ('effective_on', models.DateField()),
                ('at', models.DateTimeField()),
                ('is_undoing', models.BooleanField(default=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='person_versions', to='casework.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='accounts.person')),
            ],
            options={
                'verbose_name': 'version of a person',
                'ordering': ['at', 'pk'],
                'indexes': [models.Index(fields=['person', 'field', '-at'], name='versions_of_a_person')],
                'constraints': [models.UniqueConstraint(fields=('case', 'field', 'is_undoing'), name='a_case_changes_a_particular_once_and_undoes_it_once')],
            },
        ),
        migrations.CreateModel(
            name='PoliceAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_index', models.CharField(max_length=64)),
                ('answer', models.CharField(choices=[('same', 'same'), ('other', 'other'), ('no-answer', 'no-answer')], max_length=12)),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='police_answers', to='casework.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'asked_index'), name='the_police_answer_a_question_once')],
            },
        ),
    ]
