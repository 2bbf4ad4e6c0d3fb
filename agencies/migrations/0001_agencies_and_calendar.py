
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('allauth_idp_oidc', '0003_client_allow_uri_wildcards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('name_en', models.CharField(max_length=120, verbose_name='English name')),
                ('handles_pension', models.BooleanField(default=False, verbose_name='old-age insurance')),
                ('handles_medical', models.BooleanField(default=False, verbose_name='medical insurance')),
                ('address', models.CharField(max_length=200, verbose_name='address')),
                ('address_en', models.CharField(blank=True, max_length=200, verbose_name='English address')),
                ('postcode', models.CharField(max_length=6, verbose_name='postcode')),
                ('phone', models.CharField(max_length=30, verbose_name='phone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('account_name', models.CharField(blank=True, max_length=120, verbose_name='account name')),
                ('bank_name', models.CharField(blank=True, max_length=120, verbose_name='bank')),
                ('bank_account', models.CharField(blank=True, max_length=40, verbose_name='bank account')),
                ('is_active', models.BooleanField(default=True, verbose_name='takes cases')),
                ('successor', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='agencies.agency', verbose_name='successor')),
                ('supervisor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supervised', to='agencies.agency', verbose_name='supervising agency')),
            ],
            options={
                'verbose_name': 'agency',
                'verbose_name_plural': 'agencies',
                'ordering': ['region_id', 'code'],
            },
        ),
        migrations.CreateModel(
            name='ApiClient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('secret_waits', models.BooleanField(default=False, verbose_name='secret waits to be fetched')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='api_clients', to='agencies.agency')),
                ('client', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='agency_client', to='allauth_idp_oidc.client')),
            ],
            options={
                'verbose_name': 'API client',
                'verbose_name_plural': 'API clients',
            },
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('code', models.CharField(max_length=6, primary_key=True, serialize=False, verbose_name='code')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('name_en', models.CharField(max_length=80, verbose_name='English name')),
                ('level', models.CharField(choices=[('province', 'Province'), ('prefecture', 'City'), ('county', 'District or county')], max_length=12, verbose_name='level')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='agencies.region')),
            ],
            options={
                'verbose_name': 'region',
                'verbose_name_plural': 'regions',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='CalendarNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='official number')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='issued on')),
                ('is_verified', models.BooleanField(default=True, verbose_name='checked against the official text')),
                ('loaded_at', models.DateTimeField(verbose_name='loaded')),
                ('area', models.ForeignKey(blank=True, help_text='Leave empty for the notice of the whole country.', limit_choices_to={'level__in': ['province', 'prefecture']}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.region', verbose_name='area')),
            ],
            options={
                'verbose_name': 'holiday notice',
                'verbose_name_plural': 'holiday notices',
                'ordering': ['-year', 'area_id'],
            },
        ),
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='date')),
                ('is_workday', models.BooleanField(verbose_name='working day')),
                ('reason', models.CharField(max_length=60, verbose_name='reason')),
                ('reason_en', models.CharField(max_length=60, verbose_name='reason in English')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='agencies.calendarnotice')),
                ('area', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.region', verbose_name='area')),
            ],
            options={
                'verbose_name': 'calendar day',
                'verbose_name_plural': 'calendar days',
                'ordering': ['date'],
            },
        ),
        migrations.AddField(
            model_name='agency',
            name='region',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agencies', to='agencies.region', verbose_name='region'),
        ),
        migrations.CreateModel(
            name='RuleValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_at', models.DateTimeField(editable=False, verbose_name='proposed')),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='approved')),
                ('turned_down_at', models.DateTimeField(editable=False, null=True, verbose_name='turned down')),
                ('rule', models.CharField(max_length=60, verbose_name='rule')),
                ('number', models.DecimalField(decimal_places=6, max_digits=14, verbose_name='number')),
                ('document_number', models.CharField(max_length=60, verbose_name='official number')),
                ('document', models.CharField(max_length=120, verbose_name='document')),
                ('document_en', models.CharField(max_length=200, verbose_name='document in English')),
                ('article', models.CharField(blank=True, help_text='As in 8, or 8(2) for item 2 of article 8.', max_length=40, verbose_name='article')),
                ('effective_on', models.DateField(verbose_name='document in force since')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, help_text='Leave empty while it applies: a later value takes its place by itself.', null=True, verbose_name='valid to')),
                ('is_verified', models.BooleanField(default=True, verbose_name='checked against the official text')),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
            ],
            options={
                'verbose_name': 'dated value',
                'verbose_name_plural': 'dated values',
                'ordering': ['rule', 'valid_from', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Merger',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_at', models.DateTimeField(editable=False, verbose_name='proposed')),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='approved')),
                ('turned_down_at', models.DateTimeField(editable=False, null=True, verbose_name='turned down')),
                ('on', models.DateField(help_text='The second administrator approves it on this day or later.', verbose_name='from')),
                ('document', models.CharField(max_length=120, verbose_name='document that says so')),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('into', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency', verbose_name='successor')),
                ('old', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency', verbose_name='agency that closes')),
                ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
            ],
            options={
                'verbose_name': 'merger of agencies',
                'verbose_name_plural': 'mergers of agencies',
                'ordering': ['-proposed_at', '-pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='nobody_approves_their_own_merger'), models.CheckConstraint(condition=models.Q(('approved_at', None), ('turned_down_at', None), _connector='OR'), name='a_merger_is_approved_or_turned_down'), models.CheckConstraint(condition=models.Q(('approved_at', None), models.Q(('approved_by', None), ('proposed_by', None)), models.Q(('approved_by__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='a_proposed_merger_is_approved_by_somebody'), models.CheckConstraint(condition=models.Q(('old', models.F('into')), _negated=True), name='no_agency_is_merged_into_itself'), models.UniqueConstraint(condition=models.Q(('approved_at__isnull', False)), fields=('old',), name='an_agency_is_merged_once')],
            },
        ),
        migrations.CreateModel(
            name='NoticeVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='number of the notice')),
                ('issued_on', models.DateField(null=True, verbose_name='issued on')),
                ('source', models.CharField(choices=[('release', 'Came with the portal'), ('command', 'Command of whoever runs the portal'), ('file', 'File'), ('form', 'Form')], editable=False, max_length=8, verbose_name='source')),
                ('file_name', models.CharField(blank=True, editable=False, max_length=120, verbose_name='file')),
                ('file_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='SHA-256 of the file')),
                ('deviation', models.CharField(blank=True, max_length=120, verbose_name='special decision')),
                ('days', models.JSONField(editable=False, verbose_name='days')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('loaded_at', models.DateTimeField(verbose_name='loaded')),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='agencies.calendarnotice')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
            ],
            options={
                'verbose_name': 'version of a holiday notice',
                'verbose_name_plural': 'versions of the holiday notice',
                'ordering': ['notice', 'version'],
                'constraints': [models.UniqueConstraint(fields=('notice', 'version'), name='versions_of_a_notice_stand_in_one_line'), models.CheckConstraint(condition=models.Q(models.Q(('approved_by', None), ('proposed_by', None), ('source__in', ['release', 'command'])), models.Q(models.Q(('proposed_by', models.F('approved_by')), _negated=True), ('approved_by__isnull', False), ('proposed_by__isnull', False), ('source__in', ['file', 'form'])), _connector='OR'), name='two_persons_load_a_holiday_notice')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('clerk', 'Clerk'), ('supervisor', 'Supervisor'), ('auditor', 'Provincial auditor')], max_length=12, verbose_name='role')),
                ('kept_from', models.JSONField(blank=True, default=list, editable=False)),
                ('started_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='agencies.agency')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'post',
                'verbose_name_plural': 'posts',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('user',), name='nobody_holds_two_posts')],
            },
        ),
        migrations.CreateModel(
            name='NoticeProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_at', models.DateTimeField(editable=False, verbose_name='proposed')),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='approved')),
                ('turned_down_at', models.DateTimeField(editable=False, null=True, verbose_name='turned down')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='number of the notice')),
                ('issued_on', models.DateField(null=True, verbose_name='issued on')),
                ('source', models.CharField(choices=[('release', 'Came with the portal'), ('command', 'Command of whoever runs the portal'), ('file', 'File'), ('form', 'Form')], editable=False, max_length=8, verbose_name='source')),
                ('file_name', models.CharField(blank=True, editable=False, max_length=120, verbose_name='file')),
                ('file_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='SHA-256 of the file')),
                ('deviation', models.CharField(blank=True, max_length=120, verbose_name='special decision')),
                ('days', models.JSONField(editable=False, verbose_name='days')),
                ('year', models.PositiveSmallIntegerField(editable=False, verbose_name='year')),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.region', verbose_name='area')),
            ],
            options={
                'verbose_name': 'proposed holiday notice',
                'verbose_name_plural': 'proposed holiday notices',
                'ordering': ['-proposed_at', '-pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='nobody_approves_their_own_noticeproposal'), models.CheckConstraint(condition=models.Q(('approved_at', None), ('turned_down_at', None), _connector='OR'), name='a_noticeproposal_is_approved_or_turned_down'), models.CheckConstraint(condition=models.Q(('approved_at', None), models.Q(('approved_by', None), ('proposed_by', None)), models.Q(('approved_by__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='a_proposed_noticeproposal_is_approved_by_somebody'), models.CheckConstraint(condition=models.Q(('proposed_by__isnull', False)), name='a_notice_is_proposed_by_somebody')],
            },
        ),
        migrations.AddConstraint(
            model_name='calendarnotice',
            constraint=models.UniqueConstraint(condition=models.Q(('area', None)), fields=('year',), name='a_year_has_one_notice_for_the_country', violation_error_message='A notice of this year is there already.'),
        ),
        migrations.AddConstraint(
            model_name='calendarnotice',
            constraint=models.UniqueConstraint(fields=('year', 'area'), name='a_year_has_one_notice_for_an_area', violation_error_message='A notice of this year and area is there already.'),
        ),
        migrations.AddConstraint(
            model_name='calendarday',
            constraint=models.UniqueConstraint(condition=models.Q(('area', None)), fields=('date',), name='a_day_stands_once_in_the_calendar_of_the_country'),
        ),
        migrations.AddConstraint(
            model_name='calendarday',
            constraint=models.UniqueConstraint(fields=('date', 'area'), name='a_day_stands_once_in_the_calendar_of_an_area'),
        ),
        migrations.AddConstraint(
            model_name='agency',
            constraint=models.CheckConstraint(condition=models.Q(('handles_pension', True), ('handles_medical', True), _connector='OR'), name='an_agency_handles_an_insurance'),
        ),
        migrations.AddConstraint(
            model_name='agency',
            constraint=models.CheckConstraint(condition=models.Q(('supervisor__isnull', True), models.Q(('supervisor', models.F('id')), _negated=True), _connector='OR'), name='no_agency_supervises_itself'),
        ),
        migrations.AddConstraint(
            model_name='agency',
            constraint=models.CheckConstraint(condition=models.Q(('successor__isnull', True), ('is_active', False), _connector='OR'), name='only_a_closed_agency_has_a_successor'),
        ),
        migrations.AddConstraint(
            model_name='agency',
            constraint=models.CheckConstraint(condition=models.Q(('successor__isnull', True), models.Q(('successor', models.F('id')), _negated=True), _connector='OR'), name='no_agency_succeeds_itself'),
        ),
        migrations.AddIndex(
            model_name='rulevalue',
            index=models.Index(fields=['rule', 'valid_from'], name='values_of_a_rule'),
        ),
        migrations.AddConstraint(
            model_name='rulevalue',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='nobody_approves_their_own_rulevalue'),
        ),
        migrations.AddConstraint(
            model_name='rulevalue',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at', None), ('turned_down_at', None), _connector='OR'), name='a_rulevalue_is_approved_or_turned_down'),
        ),
        migrations.AddConstraint(
            model_name='rulevalue',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at', None), models.Q(('approved_by', None), ('proposed_by', None)), models.Q(('approved_by__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='a_proposed_rulevalue_is_approved_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='rulevalue',
            constraint=models.UniqueConstraint(condition=models.Q(('proposed_by', None)), fields=('rule', 'valid_from'), name='a_release_brings_one_value_for_a_day'),
        ),
        migrations.AddConstraint(
            model_name='rulevalue',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='a_value_ends_after_it_begins'),
        ),
    ]
