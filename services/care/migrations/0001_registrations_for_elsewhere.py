import django.db.models.deletion
import kit.model_fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("accounts", "0002_for_more_services"),
        ('agencies', '0002_values_by_region_and_key'),
        ("casework", "0002_for_more_services"),
    ]

    operations = [
        migrations.CreateModel(
            name='Hospital',
            fields=[
                ('code', models.CharField(max_length=16, primary_key=True, serialize=False, verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=160, verbose_name='English name')),
                ('grade', models.CharField(max_length=10, verbose_name='grade')),
                ('departments', models.CharField(blank=True, max_length=200, verbose_name='departments')),
                ('departments_en', models.CharField(blank=True, max_length=300, verbose_name='departments in English')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                ('in_patient', models.BooleanField(default=True, verbose_name='in-patient care')),
                ('out_patient', models.BooleanField(default=False, verbose_name='out-patient care')),
                ('chronic', models.BooleanField(default=False, verbose_name='chronic diseases, out-patient')),
                ('may_refer', models.BooleanField(default=False, verbose_name='may refer to other places')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='no longer linked since')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hospitals', to='agencies.region')),
            ],
            options={
                'verbose_name': 'linked hospital',
                'verbose_name_plural': 'linked hospitals',
                'ordering': ['region', 'code'],
            },
        ),
        migrations.CreateModel(
            name='EmergencyMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('admitted_on', models.DateField()),
                ('is_injury', models.BooleanField(default=False)),
                ('is_third_party', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='emergency_marks', to='accounts.person')),
                ('hospital', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='care.hospital')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'hospital', 'admitted_on'), name='an_emergency_is_marked_once_a_day_and_hospital')],
            },
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, unique=True)),
                ('department', kit.model_fields.EncryptedField(blank=True, max_length=80)),
                ('diagnosis', kit.model_fields.EncryptedField(max_length=200)),
                ('is_again', models.BooleanField(default=False)),
                ('referred_on', models.DateField()),
                ('filed_at', models.DateTimeField()),
                ('hospital', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='care.hospital')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='accounts.person')),
                ('to_place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.region')),
            ],
            options={
                'verbose_name': 'referral',
                'indexes': [models.Index(fields=['person', '-referred_on'], name='referrals_of_a_person')],
            },
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('settled-retiree', 'settled-retiree'), ('long-resident', 'long-resident'), ('posted-worker', 'posted-worker'), ('referral', 'referral'), ('emergency', 'emergency'), ('other', 'other')], max_length=16)),
                ('scheme', models.CharField(choices=[('employee', 'Employee scheme'), ('resident', 'Resident scheme')], max_length=12)),
                ('places', models.JSONField()),
                ('from_day', models.DateField()),
                ('until', models.DateField(null=True)),
                ('proof', models.CharField(choices=[('data', 'data'), ('paper', 'paper'), ('promise', 'promise')], max_length=8)),
                ('state', models.CharField(choices=[('active', 'Registered'), ('ended', 'Ended'), ('cancelled', 'Cancelled'), ('replaced', 'Changed'), ('void', 'Void: the promised paper did not come')], default='active', max_length=10)),
                ('stands_alone', models.BooleanField(default=True)),
                ('locked_until', models.DateField(null=True)),
                ('stopped_on', models.DateField(null=True)),
                ('paper_due_on', models.DateField(null=True)),
                ('paper_came_on', models.DateField(null=True)),
                ('made_at', models.DateTimeField()),
                ('announced_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='casework.case')),
                ('insured_area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.region')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='accounts.person')),
                ('replaced_by', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='care.registration')),
            ],
            options={
                'verbose_name': 'registration for treatment elsewhere',
                'indexes': [models.Index(fields=['person', 'from_day'], name='registrations_of_a_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('from_day')), _connector='OR'), name='a_registration_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'active'), ('stopped_on', None)), models.Q(models.Q(('state', 'active'), _negated=True), ('stopped_on__isnull', False)), _connector='OR'), name='what_no_longer_counts_has_stopped_on_a_day'), models.CheckConstraint(condition=models.Q(('state', 'replaced'), ('replaced_by', None), _connector='OR'), name='only_a_changed_registration_is_replaced'), models.UniqueConstraint(fields=('case',), name='a_case_makes_one_registration_for_elsewhere')],
            },
        ),
    ]
