
import django.db.models.deletion
import django.db.models.functions.comparison
import kit.model_fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_people'),
        ('agencies', '0001_agencies_and_calendar'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Tick',
            fields=[
                ('driver', models.CharField(max_length=16, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=32, unique=True, verbose_name='case number')),
                ('service', models.CharField(max_length=40, verbose_name='service')),
                ('matter', models.CharField(blank=True, default='', max_length=80)),
                ('status', models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('correction-asked', 'correction-asked'), ('withdrawn', 'withdrawn'), ('refused', 'refused'), ('letter-issued', 'letter-issued'), ('clarification-asked', 'clarification-asked'), ('letter-returned', 'letter-returned'), ('handed-over', 'handed-over'), ('disputed', 'disputed'), ('clearing', 'clearing'), ('completed', 'completed'), ('ended', 'ended')], default='draft', max_length=24, verbose_name='status')),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('applicant', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='accounts.person')),
            ],
            options={
                'verbose_name': 'case',
                'verbose_name_plural': 'cases',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='AfterDeath',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_at', models.DateTimeField(editable=False, verbose_name='proposed')),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='approved')),
                ('turned_down_at', models.DateTimeField(editable=False, null=True, verbose_name='turned down')),
                ('goes_on', models.BooleanField()),
                ('reason', kit.model_fields.EncryptedField(max_length=500)),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='after_death', to='casework.case')),
            ],
            options={
                'verbose_name': 'decision after a death',
                'verbose_name_plural': 'decisions after deaths',
                'ordering': ['proposed_at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClientProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_at', models.DateTimeField(editable=False, verbose_name='proposed')),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='approved')),
                ('turned_down_at', models.DateTimeField(editable=False, null=True, verbose_name='turned down')),
                ('name', models.CharField(help_text='For example: Guangzhou core system', max_length=100, verbose_name='Name of the system')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency', verbose_name='agency')),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('client', models.ForeignKey(blank=True, help_text='Empty: a new system. Otherwise it gets a new secret and works again.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.apiclient', verbose_name='system')),
                ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
            ],
            options={
                'verbose_name': 'proposed API client',
                'verbose_name_plural': 'proposed API clients',
                'ordering': ['-proposed_at', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', kit.model_fields.EncryptedField()),
                ('fields', kit.model_fields.EncryptedJSONField(default=list)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='casework.case')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='DeathReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_at', models.DateTimeField(editable=False, verbose_name='proposed')),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='approved')),
                ('turned_down_at', models.DateTimeField(editable=False, null=True, verbose_name='turned down')),
                ('is_taken_back', models.BooleanField(default=False)),
                ('died_on', kit.model_fields.EncryptedDateField(null=True)),
                ('source', kit.model_fields.EncryptedField(max_length=200)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='death_reports', to='accounts.person')),
                ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
            ],
            options={
                'verbose_name': 'report of a death',
                'verbose_name_plural': 'reports of deaths',
                'ordering': ['proposed_at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('started', 'Application started'), ('moved', 'Status changed'), ('claimed', 'Clerk took the case on'), ('released', 'Clerk gave the case back'), ('delivered', 'Letter delivered'), ('prepared', 'Prepared for a second person'), ('sent-back', 'Second person sent it back'), ('arrived', 'Money arrived'), ('corrected', 'Arrival corrected'), ('surplus-returned', 'Surplus sent back'), ('bounced', 'Remittance returned by the bank'), ('sent-anew', 'Money sent anew'), ('answered', 'Answered which months stay and where the money goes'), ('paid-back', 'Money of double months paid back'), ('payment-bounced', 'Payment to the person came back from the bank'), ('reminded', 'Reminder sent'), ('late', 'Term exceeded'), ('rescheduled', 'Due day moved'), ('held', 'Waits until letters may go out again'), ('overtaken', 'Waiting decision not carried out'), ('voided', 'Letter voided'), ('death-reported', 'Death reported, to be confirmed'), ('death-confirmed', 'Record of a death confirmed'), ('death-taken-back', 'Record of a death taken back'), ('goes-on', 'Goes on after the death'), ('taken-over', 'Another agency has taken the case over'), ('compared', 'Another authority answered'), ('paper-judged', 'Page of a paper judged'), ('particulars', 'Personal data on the record corrected'), ('supervised', 'Supervising agency closed its enquiry')], max_length=16)),
                ('at', models.DateTimeField()),
                ('actor_position', models.CharField(max_length=12)),
                ('actor_agency_name', models.CharField(blank=True, db_default='', default='', max_length=120)),
                ('actor_agency_name_en', models.CharField(blank=True, db_default='', default='', max_length=120)),
                ('actor_name', models.CharField(blank=True, db_default='', default='', max_length=60)),
                ('moved_from', models.CharField(blank=True, max_length=24)),
                ('moved_to', models.CharField(blank=True, max_length=24)),
                ('note', kit.model_fields.Evidence(blank=True)),
                ('data', kit.model_fields.JSONEvidence(default=dict)),
                ('nonce', models.CharField(blank=True, db_default='', default='', max_length=32)),
                ('previous_hash', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('actor_agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='agencies.agency')),
                ('actor_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='casework.case')),
            ],
            options={
                'verbose_name': 'event',
                'ordering': ['case', 'sequence'],
            },
        ),
        migrations.CreateModel(
            name='Halt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', kit.model_fields.EncryptedField(max_length=300, verbose_name='reason')),
                ('stopped_at', models.DateTimeField(verbose_name='stopped')),
                ('lifting_asked_at', models.DateTimeField(null=True, verbose_name='lifting asked for')),
                ('lifted_at', models.DateTimeField(null=True, verbose_name='lifted')),
                ('lifting_reason', kit.model_fields.EncryptedField(blank=True, max_length=300, verbose_name='why it goes on')),
                ('agency', models.ForeignKey(blank=True, help_text='Leave empty to stop all agencies.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='halts', to='agencies.agency', verbose_name='agency')),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='lifted by')),
                ('lifting_asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='lifting asked for by')),
                ('stopped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='stopped by')),
            ],
            options={
                'verbose_name': 'stop of letters and money',
                'verbose_name_plural': 'stops of letters and money',
                'ordering': ['-stopped_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='HeldAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(max_length=24)),
                ('said', kit.model_fields.EncryptedField(default='{}')),
                ('ended_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField()),
                ('held_at', models.DateTimeField()),
                ('refusal', kit.model_fields.EncryptedField(blank=True, max_length=300)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('by_client', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.apiclient')),
                ('by_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('kind', models.CharField(max_length=32)),
                ('data', kit.model_fields.EncryptedJSONField(default=dict)),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='casework.case')),
                ('to_agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='agencies.agency')),
                ('to_person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='accounts.person')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PostProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_at', models.DateTimeField(editable=False, verbose_name='proposed')),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='approved')),
                ('turned_down_at', models.DateTimeField(editable=False, null=True, verbose_name='turned down')),
                ('role', models.CharField(choices=[('clerk', 'Clerk'), ('supervisor', 'Supervisor'), ('auditor', 'Provincial auditor')], max_length=12, verbose_name='role')),
                ('kept_from', models.JSONField(default=list, editable=False)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency', verbose_name='agency')),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'proposed post',
                'verbose_name_plural': 'proposed posts',
                'ordering': ['-proposed_at', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PreparedAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(max_length=24)),
                ('said', kit.model_fields.EncryptedField(default='{}')),
                ('ended_at', models.DateTimeField(null=True)),
                ('prepared_at', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, choices=[('issued', 'Issued'), ('sent-back', 'Sent back by the second person'), ('taken-back', 'Taken back'), ('replaced', 'Prepared anew'), ('overtaken', 'Overtaken by another event')], max_length=12)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_by_client', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.apiclient')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=24, verbose_name='step')),
                ('opened_at', models.DateTimeField(null=True)),
                ('starts_on', models.DateField(null=True)),
                ('working_days', models.PositiveSmallIntegerField(default=0)),
                ('due_on', models.DateField(null=True, verbose_name='due')),
                ('is_provisional', models.BooleanField(default=False)),
                ('paused_on', models.DateField(null=True)),
                ('days_left_at_pause', models.SmallIntegerField(null=True)),
                ('resumed_on', models.DateField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='agencies.agency')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='casework.case')),
                ('clerk', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to=settings.AUTH_USER_MODEL, verbose_name='clerk')),
                ('term', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='agencies.rulevalue')),
            ],
            options={
                'verbose_name': 'step',
                'verbose_name_plural': 'steps',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('raised_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('outcome', kit.model_fields.EncryptedField(blank=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='escalations', to='casework.case')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('supervisor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='escalations', to='agencies.agency')),
                ('step', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='escalation', to='casework.step')),
            ],
            options={
                'ordering': ['-raised_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('kind', models.CharField(choices=[('deliver-letter', 'Render and deliver a letter'), ('send-notice', 'Send a notice by mail'), ('text-notice', 'Send a notice as a text message'), ('remind', 'Remind the clerk'), ('late', 'Tell everybody that a term is exceeded'), ('issue', 'Carry out a decision that was held'), ('ask-again', 'Ask the person a second time'), ('ask-elsewhere', 'Ask another authority'), ('judge-paper', 'Check a page that was sent'), ('tell-old-contact', 'Tell the contact that was replaced')], max_length=16)),
                ('subject', models.CharField(blank=True, max_length=40)),
                ('milestone', models.SmallIntegerField(null=True)),
                ('due_at', models.DateTimeField()),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('claimed_until', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('dead_at', models.DateTimeField(null=True)),
                ('last_error', models.CharField(blank=True, max_length=200)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='casework.case')),
                ('issuer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('held_act', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='casework.heldact')),
                ('notice', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='casework.notice')),
                ('step', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='casework.step')),
            ],
            options={
                'verbose_name': 'duty',
                'verbose_name_plural': 'duties',
            },
        ),
        migrations.CreateModel(
            name='AccountProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_at', models.DateTimeField(editable=False, verbose_name='proposed')),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='approved')),
                ('turned_down_at', models.DateTimeField(editable=False, null=True, verbose_name='turned down')),
                ('account_name', models.CharField(max_length=120, verbose_name='account name')),
                ('bank_name', models.CharField(max_length=120, verbose_name='bank')),
                ('bank_account', models.CharField(max_length=40, verbose_name='bank account')),
                ('reason', kit.model_fields.EncryptedField(max_length=300, verbose_name='reason')),
                ('confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='confirmed')),
                ('rejected_at', models.DateTimeField(editable=False, null=True, verbose_name='rejected')),
                ('rejection', kit.model_fields.EncryptedField(blank=True, editable=False, max_length=300, verbose_name='why rejected')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='account_proposals', to='agencies.agency', verbose_name='agency')),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('confirmed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by')),
                ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
                ('rejected_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='rejected by')),
            ],
            options={
                'verbose_name': 'proposed bank account',
                'verbose_name_plural': 'proposed bank accounts',
                'ordering': ['-proposed_at', '-pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='nobody_approves_their_own_accountproposal'), models.CheckConstraint(condition=models.Q(('approved_at', None), ('turned_down_at', None), _connector='OR'), name='a_accountproposal_is_approved_or_turned_down'), models.CheckConstraint(condition=models.Q(('approved_at', None), models.Q(('approved_by', None), ('proposed_by', None)), models.Q(('approved_by__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='a_proposed_accountproposal_is_approved_by_somebody'), models.UniqueConstraint(condition=models.Q(('confirmed_at', None), ('rejected_at', None), ('turned_down_at', None)), fields=('agency',), name='one_new_account_of_an_agency_waits'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), models.Q(('confirmed_by', models.F('approved_by')), _negated=True), ('approved_at__isnull', False), ('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('rejected_at', None)), _connector='OR'), name='an_account_is_confirmed_by_a_third_person')],
            },
        ),
        migrations.CreateModel(
            name='BankAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account_name', models.CharField(max_length=120, verbose_name='account name')),
                ('bank_name', models.CharField(max_length=120, verbose_name='bank')),
                ('bank_account', models.CharField(max_length=40, verbose_name='bank account')),
                ('before', models.CharField(blank=True, max_length=290, verbose_name='account before')),
                ('since', models.DateTimeField(verbose_name='since')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='agencies.agency', verbose_name='agency')),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('confirmed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by')),
                ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
            ],
            options={
                'verbose_name': 'bank account of an agency',
                'verbose_name_plural': 'bank accounts of agencies',
                'ordering': ['agency', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('approved_by', None), ('confirmed_by', None), ('proposed_by', None)), models.Q(models.Q(('proposed_by', models.F('approved_by')), _negated=True), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), models.Q(('confirmed_by', models.F('approved_by')), _negated=True), ('approved_by__isnull', False), ('confirmed_by__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='three_persons_change_an_account')],
            },
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['person', '-created_at'], name='casework_ca_person__bad7e7_idx'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['created_at', 'id'], name='cases_by_time'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None), ('submitted_at__isnull', False)), fields=('person', 'service', 'matter'), name='one_open_case_of_a_matter_for_each_person'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None), ('submitted_at', None)), fields=('person', 'service', 'matter'), name='one_draft_of_a_matter_for_each_person'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at', None), ('status__in', ['completed', 'ended', 'refused', 'withdrawn']), _connector='XOR'), name='a_case_is_closed_when_its_status_ends'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'draft'), ('submitted_at', None)), ('submitted_at__isnull', False), ('status', 'withdrawn'), _connector='OR'), name='what_is_no_draft_was_submitted'),
        ),
        migrations.AddConstraint(
            model_name='afterdeath',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='nobody_approves_their_own_afterdeath'),
        ),
        migrations.AddConstraint(
            model_name='afterdeath',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at', None), ('turned_down_at', None), _connector='OR'), name='a_afterdeath_is_approved_or_turned_down'),
        ),
        migrations.AddConstraint(
            model_name='afterdeath',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at', None), models.Q(('approved_by', None), ('proposed_by', None)), models.Q(('approved_by__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='a_proposed_afterdeath_is_approved_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='afterdeath',
            constraint=models.UniqueConstraint(condition=models.Q(('approved_at', None), ('turned_down_at', None)), fields=('case',), name='one_decision_after_a_death_waits'),
        ),
        migrations.AddConstraint(
            model_name='clientproposal',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='nobody_approves_their_own_clientproposal'),
        ),
        migrations.AddConstraint(
            model_name='clientproposal',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at', None), ('turned_down_at', None), _connector='OR'), name='a_clientproposal_is_approved_or_turned_down'),
        ),
        migrations.AddConstraint(
            model_name='clientproposal',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at', None), models.Q(('approved_by', None), ('proposed_by', None)), models.Q(('approved_by__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='a_proposed_clientproposal_is_approved_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='clientproposal',
            constraint=models.CheckConstraint(condition=models.Q(('proposed_by__isnull', False)), name='a_system_is_proposed_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('case',), name='one_correction_waits_for_an_answer'),
        ),
        migrations.AddConstraint(
            model_name='deathreport',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='nobody_approves_their_own_deathreport'),
        ),
        migrations.AddConstraint(
            model_name='deathreport',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at', None), ('turned_down_at', None), _connector='OR'), name='a_deathreport_is_approved_or_turned_down'),
        ),
        migrations.AddConstraint(
            model_name='deathreport',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at', None), models.Q(('approved_by', None), ('proposed_by', None)), models.Q(('approved_by__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='a_proposed_deathreport_is_approved_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='deathreport',
            constraint=models.UniqueConstraint(condition=models.Q(('approved_at', None), ('turned_down_at', None)), fields=('person',), name='one_report_of_a_death_waits'),
        ),
        migrations.AddConstraint(
            model_name='deathreport',
            constraint=models.CheckConstraint(condition=models.Q(('is_taken_back', True), ('died_on__isnull', False), _connector='OR'), name='a_death_has_a_day'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('case', 'sequence'), name='events_of_a_case_stand_in_one_line'),
        ),
        migrations.AddConstraint(
            model_name='halt',
            constraint=models.UniqueConstraint(django.db.models.functions.comparison.Coalesce('agency', 0), condition=models.Q(('lifted_at', None)), name='one_halt_in_force_for_an_agency'),
        ),
        migrations.AddConstraint(
            model_name='halt',
            constraint=models.CheckConstraint(condition=models.Q(('lifted_at', None), ('lifted_at__gte', models.F('stopped_at')), _connector='OR'), name='a_halt_is_lifted_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='halt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifting_asked_at', None), ('lifting_asked_by', None)), models.Q(('lifting_asked_at__isnull', False), ('lifting_asked_by__isnull', False)), _connector='OR'), name='somebody_asked_for_the_lifting_at_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='halt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_by', None)), models.Q(models.Q(('lifted_by', models.F('lifting_asked_by')), _negated=True), ('lifted_at__isnull', False), ('lifted_by__isnull', False), ('lifting_asked_by__isnull', False)), _connector='OR'), name='a_halt_is_lifted_by_two_persons'),
        ),
        migrations.AddIndex(
            model_name='heldact',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['agency', 'id'], name='decisions_held_in_order'),
        ),
        migrations.AddConstraint(
            model_name='heldact',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('case',), name='one_decision_of_a_case_is_held'),
        ),
        migrations.AddConstraint(
            model_name='heldact',
            constraint=models.CheckConstraint(condition=models.Q(('by_user__isnull', False), ('by_client__isnull', False), _connector='OR'), name='a_held_decision_is_somebodys'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['to_person', '-at'], name='casework_no_to_pers_8ea112_idx'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['to_agency', '-at'], name='casework_no_to_agen_d65775_idx'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('to_person__isnull', False), ('to_agency__isnull', False), _connector='XOR'), name='a_notice_has_one_recipient'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('case__isnull', False), ('to_agency__isnull', False), _connector='OR'), name='a_person_is_told_about_a_case'),
        ),
        migrations.AddConstraint(
            model_name='postproposal',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='nobody_approves_their_own_postproposal'),
        ),
        migrations.AddConstraint(
            model_name='postproposal',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at', None), ('turned_down_at', None), _connector='OR'), name='a_postproposal_is_approved_or_turned_down'),
        ),
        migrations.AddConstraint(
            model_name='postproposal',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at', None), models.Q(('approved_by', None), ('proposed_by', None)), models.Q(('approved_by__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='a_proposed_postproposal_is_approved_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='postproposal',
            constraint=models.UniqueConstraint(condition=models.Q(('approved_at', None), ('turned_down_at', None)), fields=('user',), name='one_post_of_somebody_is_proposed'),
        ),
        migrations.AddConstraint(
            model_name='postproposal',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('user')), _negated=True), _connector='OR'), name='nobody_approves_a_post_of_their_own'),
        ),
        migrations.AddConstraint(
            model_name='postproposal',
            constraint=models.CheckConstraint(condition=models.Q(('kept_from', []), _negated=True), name='a_post_is_proposed_with_the_number_of_its_holder'),
        ),
        migrations.AddIndex(
            model_name='preparedact',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['agency'], name='acts_for_a_second'),
        ),
        migrations.AddConstraint(
            model_name='preparedact',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('case', 'agency'), name='one_decision_of_an_agency_is_prepared'),
        ),
        migrations.AddConstraint(
            model_name='preparedact',
            constraint=models.CheckConstraint(condition=models.Q(('prepared_by__isnull', False), ('prepared_by_client__isnull', False), _connector='OR'), name='a_prepared_decision_is_somebodys'),
        ),
        migrations.AddConstraint(
            model_name='preparedact',
            constraint=models.CheckConstraint(condition=models.Q(('issued_by', None), ('prepared_by', None), models.Q(('issued_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='nobody_issues_what_they_prepared'),
        ),
        migrations.AddConstraint(
            model_name='preparedact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('issued_by__isnull', False), ('outcome', 'issued')), models.Q(models.Q(('outcome', 'issued'), _negated=True), ('issued_by', None)), _connector='OR'), name='what_was_issued_a_second_person_issued'),
        ),
        migrations.AddConstraint(
            model_name='preparedact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('outcome', '')), models.Q(('ended_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='a_prepared_decision_ends_in_one_way'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['agency', 'due_on', 'id'], name='steps_waiting_at_an_agency'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(fields=['agency', 'case'], name='cases_of_an_agency'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['agency', '-opened_at', '-id'], name='turns_by_agency_and_opening'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['due_on', 'id'], name='turns_by_due_day'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['-opened_at', '-id'], name='turns_by_opening'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('case', 'kind'), name='one_open_step_of_a_kind_for_each_case'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('due_on', None), ('starts_on__isnull', False), _connector='OR'), name='a_due_day_follows_from_a_start'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paused_on', None), ('resumed_on', None)), ('days_left_at_pause__isnull', False), _connector='OR'), name='a_stopped_clock_knows_what_is_left'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('paused_on', None), ('resumed_on', None), _connector='OR'), name='a_clock_stands_or_goes_on'),
        ),
        migrations.AddIndex(
            model_name='escalation',
            index=models.Index(fields=['-closed_at', 'raised_at', 'id'], name='escalations_on_the_board'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='an_escalation_is_closed_by_somebody'),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(condition=models.Q(('dead_at', None), ('done_at', None)), fields=['due_at'], name='duties_that_are_owed'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.CheckConstraint(condition=models.Q(('done_at', None), ('dead_at', None), _connector='OR'), name='a_done_duty_is_not_dead'),
        ),
    ]
