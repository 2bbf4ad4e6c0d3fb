
import django.db.models.deletion
import django.db.models.expressions
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
            name='BankStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.CharField(max_length=40, verbose_name='account')),
                ('from_day', models.DateField()),
                ('to_day', models.DateField()),
                ('opening_fen', models.BigIntegerField(null=True)),
                ('closing_fen', models.BigIntegerField(null=True)),
                ('lines_fen', models.BigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('read_at', models.DateTimeField()),
                ('explanation', kit.model_fields.EncryptedField(blank=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bank_statements', to='agencies.agency')),
                ('close_asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('read_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-to_day', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='BankEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.CharField(max_length=40, verbose_name='account')),
                ('day', models.DateField(verbose_name='day')),
                ('amount_fen', models.BigIntegerField()),
                ('reference', models.CharField(max_length=60, verbose_name='bank reference')),
                ('counterparty', kit.model_fields.EncryptedField(blank=True, verbose_name='other side')),
                ('counter_account', kit.model_fields.EncryptedField(blank=True, verbose_name='account of the other side')),
                ('purpose', kit.model_fields.EncryptedField(blank=True, verbose_name='purpose')),
                ('is_by_hand', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('open', 'Open'), ('matched', 'Matched'), ('returning', 'To be sent back'), ('sent-back', 'Sent back'), ('set-aside', 'Set aside'), ('struck', 'Struck out')], default='open', max_length=12)),
                ('reason', kit.model_fields.EncryptedField(blank=True)),
                ('sent_back_fen', models.BigIntegerField(default=0)),
                ('return_reference', models.CharField(blank=True, max_length=40)),
                ('returned_on', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bank_entries', to='agencies.agency')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sent_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('statement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='records.bankstatement')),
            ],
            options={
                'ordering': ['day', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_number', models.CharField(blank=True, max_length=32)),
                ('movement', models.CharField(choices=[('sent', 'Sent'), ('arrived', 'Arrived'), ('reversed', 'Arrival taken out'), ('returned', 'Returned'), ('taken-back', 'Taken back'), ('bounced', 'Returned by the bank'), ('credited', 'Came to the account'), ('struck', 'Line struck out'), ('allotted', 'Given to a case'), ('released', 'Taken from a case'), ('sent-back', 'Sent back to the sender'), ('set-aside', 'Set aside for the person'), ('paid-back', 'Paid back to the person'), ('pay-bounced', "Came back from the person's bank")], max_length=12)),
                ('reference', models.CharField(max_length=60)),
                ('side', models.CharField(choices=[('fund', 'Fund of an agency'), ('transit', 'Under way'), ('unmatched', 'With an agency, for no case yet'), ('owed', 'Owed to the person'), ('person', 'With the person')], max_length=10)),
                ('amount_fen', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='agencies.agency')),
            ],
        ),
        migrations.CreateModel(
            name='Relationship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('insurance', models.CharField(choices=[('pension', '养老保险'), ('medical', '医疗保险')], max_length=12)),
                ('scheme', models.CharField(choices=[('employee', 'Employee scheme'), ('resident', 'Resident scheme')], default='employee', max_length=12)),
                ('account_kind', models.CharField(choices=[('general', 'General account'), ('temporary', 'Temporary contribution account')], default='general', max_length=12)),
                ('status', models.CharField(choices=[('active', 'Paying'), ('suspended', 'Contributions stopped'), ('moved', 'Moved to another place'), ('drawing', 'Drawing benefits'), ('ended', 'Ended')], max_length=12)),
                ('personal_number', kit.model_fields.FindableField(max_length=20)),
                ('employer_name', kit.model_fields.EncryptedField(blank=True, max_length=120)),
                ('opened_month', models.DateField()),
                ('pre_1998_fen', models.BigIntegerField(default=0)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relationships', to='agencies.agency')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relationships', to='accounts.person')),
            ],
            options={
                'verbose_name': 'insurance relationship',
            },
        ),
        migrations.CreateModel(
            name='InsuredPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_month', models.DateField()),
                ('last_month', models.DateField()),
                ('base_fen', models.BigIntegerField()),
                ('employer_rate', models.DecimalField(decimal_places=5, max_digits=6)),
                ('personal_rate', models.DecimalField(decimal_places=5, max_digits=6)),
                ('account_rate', models.DecimalField(decimal_places=5, max_digits=6)),
                ('scheme', models.CharField(choices=[('employee', 'Employee scheme'), ('resident', 'Resident scheme')], default='employee', max_length=12)),
                ('is_paid', models.BooleanField(default=True)),
                ('is_personal_arrears', models.BooleanField(default=False)),
                ('case_number', models.CharField(blank=True, max_length=32)),
                ('gone_as', models.CharField(blank=True, choices=[('moved', 'Moved to another place'), ('given-up', 'Owed, and given up with a transfer'), ('cleared', 'Paid twice, and paid back')], max_length=12)),
                ('gone_with', models.CharField(blank=True, max_length=32)),
                ('came_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='periods_moved_away', to='agencies.agency')),
                ('relationship', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='periods', to='records.relationship')),
            ],
            options={
                'ordering': ['first_month', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AccountYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('opening_fen', models.BigIntegerField(default=0)),
                ('credited_fen', models.BigIntegerField(default=0)),
                ('credited_personal_fen', models.BigIntegerField(default=0)),
                ('arrived_fen', models.BigIntegerField(default=0)),
                ('interest_fen', models.BigIntegerField(default=0)),
                ('is_closed', models.BooleanField(default=True)),
                ('made_up_fen', models.BigIntegerField(default=0)),
                ('moved_out_fen', models.BigIntegerField(default=0)),
                ('paid_out_fen', models.BigIntegerField(default=0)),
                ('closing_fen', models.BigIntegerField(default=0)),
                ('relationship', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='account_years', to='records.relationship')),
            ],
            options={
                'ordering': ['year'],
            },
        ),
        migrations.CreateModel(
            name='AccountEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('made-up', 'Made up by the agency'), ('moved-out', 'Moved to another place'), ('arrived', 'Arrived from another place'), ('paid-out', 'Paid back to the person')], max_length=12)),
                ('amount_fen', models.BigIntegerField()),
                ('pre_1998_fen', models.BigIntegerField(default=0)),
                ('case_number', models.CharField(max_length=32)),
                ('at', models.DateTimeField()),
                ('relationship', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='account_entries', to='records.relationship')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='bankstatement',
            constraint=models.UniqueConstraint(fields=('agency', 'account', 'sha256'), name='a_statement_is_read_once'),
        ),
        migrations.AddConstraint(
            model_name='bankstatement',
            constraint=models.CheckConstraint(condition=models.Q(('from_day__lte', models.F('to_day'))), name='a_statement_is_of_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='bankstatement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), models.Q(('closed_by', models.F('close_asked_by')), _negated=True)), _connector='OR'), name='a_day_is_closed_by_a_second_person'),
        ),
        migrations.AddIndex(
            model_name='bankentry',
            index=models.Index(fields=['agency', 'state', 'day'], name='lines_of_the_bank_by_state'),
        ),
        migrations.AddConstraint(
            model_name='bankentry',
            constraint=models.UniqueConstraint(fields=('agency', 'account', 'reference', 'day', 'amount_fen'), name='a_line_of_the_bank_is_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='bankentry',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen', 0), _negated=True), name='a_line_of_the_bank_moves_money'),
        ),
        migrations.AddConstraint(
            model_name='bankentry',
            constraint=models.CheckConstraint(condition=models.Q(('sent_back_by', None), models.Q(('sent_back_by', models.F('decided_by')), _negated=True), _connector='OR'), name='nobody_alone_sends_unknown_money_back'),
        ),
        migrations.AddConstraint(
            model_name='bankentry',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), ('state', 'set-aside'), _negated=True), name='what_is_set_aside_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.UniqueConstraint(fields=('case_number', 'movement', 'reference', 'side'), name='a_movement_is_posted_once'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen', 0), _negated=True), name='a_posting_moves_money'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agency__isnull', False), ('side__in', ['fund', 'unmatched'])), models.Q(models.Q(('side__in', ['fund', 'unmatched']), _negated=True), ('agency__isnull', True)), _connector='OR'), name='money_lies_with_an_agency_or_with_none'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('side', 'unmatched'), _negated=True), ('case_number', ''), _connector='OR'), name='unmatched_money_belongs_to_no_case'),
        ),
        migrations.AddConstraint(
            model_name='relationship',
            constraint=models.UniqueConstraint(fields=('person', 'agency', 'insurance', 'scheme'), name='one_relationship_at_an_agency_for_each_scheme'),
        ),
        migrations.AddConstraint(
            model_name='relationship',
            constraint=models.UniqueConstraint(fields=('agency', 'insurance', 'personal_number'), name='a_personal_number_belongs_to_one_relationship'),
        ),
        migrations.AddConstraint(
            model_name='insuredperiod',
            constraint=models.CheckConstraint(condition=models.Q(('first_month__lte', models.F('last_month')), ('first_month__year', models.F('last_month__year'))), name='a_period_lies_within_one_year'),
        ),
        migrations.AddConstraint(
            model_name='insuredperiod',
            constraint=models.CheckConstraint(condition=models.Q(('base_fen__gte', 0)), name='a_base_is_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='insuredperiod',
            constraint=models.CheckConstraint(condition=models.Q(('is_paid', True), ('is_personal_arrears', True), _negated=True), name='what_is_paid_is_not_in_arrears'),
        ),
        migrations.AddConstraint(
            model_name='insuredperiod',
            constraint=models.UniqueConstraint(condition=models.Q(('case_number', ''), _negated=True), fields=('relationship', 'scheme', 'first_month', 'came_from', 'case_number'), name='a_month_arrives_once_with_a_case'),
        ),
        migrations.AddConstraint(
            model_name='insuredperiod',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('gone_as', ''), ('gone_with', '')), models.Q(models.Q(('gone_as', ''), _negated=True), models.Q(('gone_with', ''), _negated=True)), _connector='OR'), name='what_left_left_with_a_case'),
        ),
        migrations.AddConstraint(
            model_name='accountyear',
            constraint=models.UniqueConstraint(fields=('relationship', 'year'), name='one_account_line_for_each_year'),
        ),
        migrations.AddConstraint(
            model_name='accountyear',
            constraint=models.CheckConstraint(condition=models.Q(('closing_fen', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('opening_fen'), '+', models.F('credited_fen')), '+', models.F('arrived_fen')), '+', models.F('interest_fen')), '+', models.F('made_up_fen')), '-', models.F('moved_out_fen')), '-', models.F('paid_out_fen')))), name='an_account_year_adds_up'),
        ),
        migrations.AddConstraint(
            model_name='accountyear',
            constraint=models.CheckConstraint(condition=models.Q(('is_closed', True), ('interest_fen', 0), _connector='OR'), name='open_interest_is_not_written_yet'),
        ),
        migrations.AddConstraint(
            model_name='accountentry',
            constraint=models.UniqueConstraint(fields=('case_number', 'relationship', 'kind'), name='a_case_changes_an_account_once_in_a_way'),
        ),
        migrations.AddConstraint(
            model_name='accountentry',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen', 0), _negated=True), name='an_entry_changes_the_account'),
        ),
    ]
