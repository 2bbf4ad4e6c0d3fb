
import django.db.models.deletion
import django.db.models.expressions
import kit.model_fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_agencies_and_calendar'),
        ('casework', '0001_cases'),
        ('letters', '0001_letters'),
        ('records', '0001_records'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='transfer', serialize=False, to='casework.case')),
                ('insurance', models.CharField(choices=[('pension', '养老保险'), ('medical', '医疗保险')], max_length=12, verbose_name='insurance')),
                ('from_scheme', models.CharField(choices=[('employee', 'Employee scheme'), ('resident', 'Resident scheme')], default='employee', max_length=12)),
                ('to_scheme', models.CharField(choices=[('employee', 'Employee scheme'), ('resident', 'Resident scheme')], default='employee', max_length=12)),
                ('employer_name', kit.model_fields.EncryptedField(blank=True, max_length=120, verbose_name='new employer')),
                ('contact_phone', kit.model_fields.EncryptedField(blank=True, verbose_name='contact phone')),
                ('contact_address', kit.model_fields.EncryptedField(blank=True, verbose_name='postal address')),
                ('arrears', models.CharField(choices=[('none', 'None'), ('pay', 'Pay'), ('waive', 'Waive')], default='none', max_length=8, verbose_name='months still owed')),
                ('is_approved_move', models.BooleanField(default=False, verbose_name='my move was approved by a personnel department')),
                ('note', kit.model_fields.EncryptedField(blank=True, max_length=500, verbose_name='anything the clerk should know')),
                ('is_human_review_asked', models.BooleanField(default=False)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('new_agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfers_in', to='agencies.agency')),
                ('new_region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.region')),
                ('new_relationship', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfers_in', to='records.relationship')),
                ('original_agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfers_out', to='agencies.agency')),
                ('original_region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.region')),
                ('original_relationship', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfers_out', to='records.relationship')),
            ],
            options={
                'verbose_name': 'transfer',
                'verbose_name_plural': 'transfers',
            },
        ),
        migrations.CreateModel(
            name='Clearing',
            fields=[
                ('bank_name', kit.model_fields.EncryptedField(blank=True, max_length=80)),
                ('account_number', kit.model_fields.EncryptedField(blank=True)),
                ('transfer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='clearing', serialize=False, to='transfers.transfer')),
                ('began_at', models.DateTimeField()),
                ('keep', models.CharField(blank=True, choices=[('here', 'Keep the months of the new place'), ('arrived', 'Keep the months that came with the transfer')], max_length=8)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answer_way', models.CharField(blank=True, choices=[('portal', 'In the portal'), ('counter', 'At the counter'), ('phone', 'By phone')], max_length=8)),
                ('answer_note', kit.model_fields.EncryptedField(blank=True, max_length=500)),
                ('prepared_by_client', models.CharField(blank=True, max_length=80)),
                ('prepared_at', models.DateTimeField(null=True)),
                ('months', models.PositiveSmallIntegerField(null=True)),
                ('amount_fen', models.BigIntegerField(null=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='InformationForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('transfer_on', models.DateField()),
                ('account_kind', models.CharField(choices=[('general', 'General account'), ('temporary', 'Temporary contribution account')], max_length=12)),
                ('months', models.PositiveSmallIntegerField()),
                ('pre_1998_fen', models.BigIntegerField(default=0)),
                ('balance_fen', models.BigIntegerField()),
                ('current_year_fen', models.BigIntegerField()),
                ('account_fen', models.BigIntegerField()),
                ('pooled_fen', models.BigIntegerField()),
                ('total_fen', models.BigIntegerField()),
                ('interest', models.JSONField(default=dict)),
                ('interest_stated', models.JSONField(default=list)),
                ('remark', kit.model_fields.EncryptedField(blank=True)),
                ('prepared_by_client', models.CharField(blank=True, max_length=80)),
                ('prepared_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forms', to='transfers.transfer')),
            ],
            options={
                'ordering': ['version'],
            },
        ),
        migrations.CreateModel(
            name='FormLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('employee', 'Employee scheme'), ('resident', 'Resident scheme')], default='employee', max_length=12)),
                ('first_month', models.DateField()),
                ('last_month', models.DateField()),
                ('months', models.PositiveSmallIntegerField()),
                ('base_fen', models.BigIntegerField()),
                ('employer_rate', models.DecimalField(decimal_places=5, max_digits=6)),
                ('personal_rate', models.DecimalField(decimal_places=5, max_digits=6)),
                ('account_rate', models.DecimalField(decimal_places=5, max_digits=6)),
                ('credited_fen', models.BigIntegerField()),
                ('credited_personal_fen', models.BigIntegerField()),
                ('interest_fen', models.BigIntegerField(default=0)),
                ('closing_fen', models.BigIntegerField(default=0)),
                ('remark', kit.model_fields.EncryptedField(blank=True, max_length=200)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='transfers.informationform')),
            ],
            options={
                'ordering': ['first_month', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PartThatStays',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=8)),
                ('first_month', models.DateField(null=True)),
                ('last_month', models.DateField(null=True)),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='letters.letter')),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts_that_stay', to='transfers.transfer')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Remittance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=40, verbose_name='bank reference')),
                ('amount_fen', models.BigIntegerField()),
                ('sent_on', models.DateField()),
                ('arrived_fen', models.BigIntegerField(null=True)),
                ('arrived_on', models.DateField(null=True)),
                ('bounced_on', models.DateField(null=True)),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remittances', to='transfers.informationform')),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remittances', to='transfers.transfer')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Allotment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('arrived', 'Arrived'), ('bounced', 'Returned by the bank'), ('surplus', 'Surplus that came back')], default='arrived', max_length=8)),
                ('amount_fen', models.BigIntegerField()),
                ('is_late', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('taking_reason', kit.model_fields.EncryptedField(blank=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allotments', to='records.bankentry')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taking_asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allotments', to='transfers.transfer')),
                ('remittance', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='allotments', to='transfers.remittance')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SurplusReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=40, verbose_name='bank reference')),
                ('amount_fen', models.BigIntegerField()),
                ('returned_on', models.DateField()),
                ('returned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='transfers.transfer')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Repayment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bank_name', kit.model_fields.EncryptedField(blank=True, max_length=80)),
                ('account_number', kit.model_fields.EncryptedField(blank=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('amount_fen', models.BigIntegerField()),
                ('prepared_by_client', models.CharField(blank=True, max_length=80)),
                ('prepared_at', models.DateTimeField()),
                ('approved_at', models.DateTimeField(null=True)),
                ('bounced_on', models.DateField(null=True)),
                ('bounce_note', kit.model_fields.EncryptedField(blank=True, max_length=200)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('bounce_recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('clearing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='repayments', to='transfers.clearing')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('transfer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='settlement', serialize=False, to='transfers.transfer')),
                ('prepared_by_client', models.CharField(blank=True, max_length=80)),
                ('prepared_at', models.DateTimeField()),
                ('completed_at', models.DateTimeField(null=True)),
                ('months_counted', models.PositiveSmallIntegerField(null=True)),
                ('months_overlapping', models.PositiveSmallIntegerField(null=True)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='transfers.informationform')),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('original_agency', None), ('new_agency', None), models.Q(('original_agency', models.F('new_agency')), _negated=True), _connector='OR'), name='a_transfer_joins_two_agencies'),
        ),
        migrations.AddIndex(
            model_name='informationform',
            index=models.Index(condition=models.Q(('sent_at', None)), fields=['transfer'], name='forms_waiting_to_be_sent'),
        ),
        migrations.AddConstraint(
            model_name='informationform',
            constraint=models.UniqueConstraint(fields=('transfer', 'version'), name='one_form_for_each_version'),
        ),
        migrations.AddConstraint(
            model_name='informationform',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='nobody_sends_the_form_they_prepared'),
        ),
        migrations.AddConstraint(
            model_name='informationform',
            constraint=models.CheckConstraint(condition=models.Q(('account_fen', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('pre_1998_fen'), '+', models.F('balance_fen')), '+', models.F('current_year_fen')))), name='account_is_the_sum_of_1_2_and_3'),
        ),
        migrations.AddConstraint(
            model_name='informationform',
            constraint=models.CheckConstraint(condition=models.Q(('total_fen', django.db.models.expressions.CombinedExpression(models.F('account_fen'), '+', models.F('pooled_fen')))), name='total_is_the_sum_of_4_and_5'),
        ),
        migrations.AddConstraint(
            model_name='partthatstays',
            constraint=models.UniqueConstraint(fields=('transfer', 'reason', 'first_month'), name='a_part_that_stays_is_told_once'),
        ),
        migrations.AddConstraint(
            model_name='partthatstays',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('first_month', None), ('last_month', None)), ('first_month__lte', models.F('last_month')), _connector='OR'), name='what_stays_is_a_stretch_of_months'),
        ),
        migrations.AddConstraint(
            model_name='remittance',
            constraint=models.UniqueConstraint(fields=('transfer', 'reference'), name='a_remittance_is_sent_once'),
        ),
        migrations.AddConstraint(
            model_name='remittance',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='a_remittance_moves_money'),
        ),
        migrations.AddConstraint(
            model_name='remittance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('arrived_fen', None), ('arrived_on', None)), models.Q(('arrived_fen__isnull', False), ('arrived_on__isnull', False)), _connector='OR'), name='what_arrived_arrived_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='remittance',
            constraint=models.CheckConstraint(condition=models.Q(('arrived_on', None), ('bounced_on', None), _connector='OR'), name='what_came_back_did_not_arrive'),
        ),
        migrations.AddConstraint(
            model_name='allotment',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='an_allotment_gives_money'),
        ),
        migrations.AddConstraint(
            model_name='allotment',
            constraint=models.CheckConstraint(condition=models.Q(('taken_by', None), models.Q(('taken_by', models.F('taking_asked_by')), _negated=True), _connector='OR'), name='nobody_alone_takes_money_from_a_case'),
        ),
        migrations.AddConstraint(
            model_name='surplusreturn',
            constraint=models.UniqueConstraint(fields=('transfer', 'reference'), name='a_surplus_is_returned_once'),
        ),
        migrations.AddConstraint(
            model_name='surplusreturn',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='a_return_moves_money'),
        ),
        migrations.AddConstraint(
            model_name='repayment',
            constraint=models.UniqueConstraint(fields=('clearing', 'number'), name='payments_of_a_clearing_stand_in_one_line'),
        ),
        migrations.AddConstraint(
            model_name='repayment',
            constraint=models.UniqueConstraint(condition=models.Q(('bounced_on', None)), fields=('clearing',), name='cleared_money_is_paid_back_once'),
        ),
        migrations.AddConstraint(
            model_name='repayment',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='nobody_pays_what_they_prepared'),
        ),
        migrations.AddConstraint(
            model_name='repayment',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='a_repayment_pays'),
        ),
        migrations.AddConstraint(
            model_name='repayment',
            constraint=models.CheckConstraint(condition=models.Q(('bounced_on', None), ('approved_at__isnull', False), _connector='OR'), name='only_what_was_paid_comes_back'),
        ),
        migrations.AddConstraint(
            model_name='clearing',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='nobody_clears_what_they_prepared'),
        ),
        migrations.AddConstraint(
            model_name='clearing',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at', None), ('prepared_at__isnull', False), _connector='OR'), name='what_is_cleared_was_prepared'),
        ),
        migrations.AddConstraint(
            model_name='clearing',
            constraint=models.CheckConstraint(condition=models.Q(('prepared_at', None), models.Q(('amount_fen__gte', 0), ('months__gt', 0)), _connector='OR'), name='what_is_prepared_names_months_and_amount'),
        ),
        migrations.AddIndex(
            model_name='settlement',
            index=models.Index(condition=models.Q(('completed_at', None)), fields=['transfer'], name='matches_waiting_to_complete'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='nobody_completes_what_they_prepared'),
        ),
    ]
