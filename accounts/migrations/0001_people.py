import django.db.models.deletion
import kit.model_fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', kit.model_fields.EncryptedField(verbose_name='name')),
                ('document_type', models.CharField(choices=[('resident-id', 'Resident identity card'), ('hmt-residence-permit', 'Residence permit, Hong Kong, Macao, Taiwan'), ('foreign-permanent-resident', 'Foreign permanent resident identity card'), ('hk-macao-pass', 'Mainland travel permit, Hong Kong and Macao'), ('taiwan-pass', 'Mainland travel permit, Taiwan'), ('passport', 'Passport')], default='resident-id', max_length=32, verbose_name='document type')),
                ('number', kit.model_fields.EncryptedField(verbose_name='document number')),
                ('issued_in', kit.model_fields.EncryptedField(blank=True, verbose_name='country of issue')),
                ('number_index', models.CharField(editable=False, max_length=64)),
                ('document_index', models.CharField(editable=False, max_length=64)),
                ('name_index', models.CharField(editable=False, max_length=64)),
                ('surname_index', models.CharField(editable=False, max_length=64)),
                ('sex', models.CharField(choices=[('male', 'Male'), ('female', 'Female')], max_length=8, verbose_name='sex')),
                ('born_on', kit.model_fields.EncryptedDateField(verbose_name='date of birth')),
                ('hukou_region_code', models.CharField(blank=True, max_length=6, verbose_name='household registration')),
                ('phone', kit.model_fields.EncryptedField(blank=True, verbose_name='phone on record')),
                ('phone_index', models.CharField(blank=True, editable=False, max_length=64)),
                ('email', kit.model_fields.EncryptedField(blank=True, verbose_name='e-mail on record')),
                ('address', kit.model_fields.EncryptedField(blank=True, verbose_name='address on record')),
                ('deceased_on', kit.model_fields.EncryptedDateField(blank=True, null=True, verbose_name='date of death')),
                ('in_mandates', models.BooleanField(db_default=False, default=False)),
            ],
            options={
                'verbose_name': 'insured person',
                'verbose_name_plural': 'insured persons',
                'indexes': [models.Index(fields=['number_index'], name='persons_by_number'), models.Index(fields=['name_index'], name='persons_by_name'), models.Index(fields=['surname_index'], name='persons_by_surname'), models.Index(condition=models.Q(('phone_index', ''), _negated=True), fields=['phone_index'], name='persons_by_phone')],
                'constraints': [models.UniqueConstraint(fields=('document_index',), name='one_person_for_each_identity_document'), models.CheckConstraint(condition=models.Q(models.Q(('document_type', 'passport'), _negated=True), models.Q(('issued_in', ''), _negated=True), _connector='OR'), name='a_passport_names_its_country')],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', kit.model_fields.FindableEmailField(blank=True, max_length=512, null=True, unique=True, verbose_name='e-mail')),
                ('phone', kit.model_fields.EncryptedField(blank=True, verbose_name='phone')),
                ('phone_index', models.CharField(editable=False, max_length=64, null=True, unique=True)),
                ('phone_verified', models.BooleanField(default=False)),
                ('display_name', models.CharField(blank=True, max_length=60, verbose_name='display name')),
                ('language', models.CharField(default='zh-hans', max_length=8, verbose_name='language')),
                ('identity_verified_at', models.DateTimeField(blank=True, null=True)),
                ('real_person_at', models.DateTimeField(blank=True, null=True)),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('is_staff', models.BooleanField(default=False, verbose_name='may open the administration')),
                ('joined_at', models.DateTimeField(auto_now_add=True)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='user', to='accounts.person')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('identity_verified_at__isnull', True), ('person__isnull', True)), models.Q(('identity_verified_at__isnull', False), ('person__isnull', False)), _connector='OR'), name='an_identity_is_proven_at_a_known_moment'), models.CheckConstraint(condition=models.Q(('real_person_at', None), ('person__isnull', False), _connector='OR'), name='a_real_person_is_a_known_one')],
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=16, unique=True)),
                ('kind', models.CharField(choices=[('given', 'Mandate'), ('guardian', 'Guardianship')], default='given', max_length=12)),
                ('giver_name', kit.model_fields.EncryptedField()),
                ('holder_name', kit.model_fields.EncryptedField()),
                ('services', models.JSONField(default=list)),
                ('expires_at', models.DateTimeField()),
                ('offered_to', models.CharField(editable=False, max_length=64)),
                ('code_index', models.CharField(blank=True, editable=False, max_length=64)),
                ('offered_at', models.DateTimeField()),
                ('offered_until', models.DateTimeField()),
                ('proof', models.CharField(choices=[('account', "By the giver's own account, signed in anew"), ('counter', 'In person at a counter, with the document')], max_length=12)),
                ('approved_at', models.DateTimeField(null=True)),
                ('where', models.CharField(blank=True, max_length=120)),
                ('where_en', models.CharField(blank=True, max_length=120)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.CharField(blank=True, choices=[('giver', 'the person who gave it'), ('holder', 'the person who held it'), ('agency', 'an agency, at the counter'), ('renewed', 'a new mandate took its place')], max_length=12)),
                ('clerk', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('second', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates_given', to='accounts.person')),
                ('holder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates_held', to='accounts.person')),
            ],
            options={
                'verbose_name': 'mandate',
                'verbose_name_plural': 'mandates',
                'ordering': ['-offered_at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('accepted_at__isnull', False), ('ended_at', None)), fields=['holder', 'giver'], name='mandates_that_may_count')],
                'constraints': [models.CheckConstraint(condition=models.Q(('holder', None), models.Q(('holder', models.F('giver')), _negated=True), _connector='OR'), name='nobody_acts_for_themselves_by_mandate'), models.CheckConstraint(condition=models.Q(('accepted_at', None), ('holder__isnull', False), _connector='OR'), name='an_accepted_mandate_has_a_holder'), models.CheckConstraint(condition=models.Q(models.Q(('proof', 'counter'), _negated=True), ('clerk__isnull', False), _connector='OR'), name='somebody_has_seen_the_giver_at_a_counter'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'guardian'), _negated=True), ('accepted_at', None), models.Q(('approved_at__isnull', False), ('second__isnull', False)), _connector='OR'), name='a_guardian_is_approved_by_a_second_person'), models.CheckConstraint(condition=models.Q(('second', None), models.Q(('second', models.F('clerk')), _negated=True), _connector='OR'), name='nobody_approves_a_guardian_they_prepared'), models.UniqueConstraint(condition=models.Q(('accepted_at__isnull', False), ('ended_at', None)), fields=('giver', 'holder'), name='one_mandate_that_counts_between_two_persons'), models.UniqueConstraint(condition=models.Q(('code_index', ''), _negated=True), fields=('code_index',), name='a_code_accepts_one_mandate')],
            },
        ),
        migrations.CreateModel(
            name='IdentityProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('number-match', 'Name, number and a code to the phone on record'), ('counter', 'Document shown at a counter'), ('provider', 'An identity provider')], max_length=16)),
                ('where', models.CharField(blank=True, max_length=120)),
                ('where_en', models.CharField(blank=True, max_length=120)),
                ('at', models.DateTimeField()),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='identity_proofs', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
            ],
            options={
                'indexes': [models.Index(fields=['user', 'at'], name='accounts_id_user_id_20e6a6_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('way', 'counter'), _negated=True), ('confirmed_by__isnull', False), _connector='OR'), name='somebody_has_seen_the_document_at_a_counter'), models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('user')), _negated=True), _connector='OR'), name='nobody_confirms_who_they_are_themselves')],
            },
        ),
        migrations.CreateModel(
            name='IdentityCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document_index', models.CharField(max_length=64)),
                ('code_hash', models.CharField(blank=True, max_length=128)),
                ('code_sent_at', models.DateTimeField(null=True)),
                ('code_sends', models.PositiveSmallIntegerField(default=0)),
                ('code_tries', models.PositiveSmallIntegerField(default=0)),
                ('passed_at', models.DateTimeField(null=True)),
                ('started_at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identity_checks', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='accounts.person')),
            ],
            options={
                'indexes': [models.Index(fields=['user', 'started_at'], name='accounts_id_user_id_5f4980_idx'), models.Index(fields=['document_index', 'started_at'], name='accounts_id_documen_39386b_idx')],
            },
        ),
        migrations.CreateModel(
            name='AccessEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency_name', models.CharField(blank=True, max_length=120)),
                ('agency_name_en', models.CharField(blank=True, max_length=120)),
                ('what', models.CharField(choices=[('case', 'Your case'), ('search', 'Found you by your identity number or name'), ('number', 'Your full identity number'), ('account', 'The number of your bank account'), ('history', 'Your contributions and amounts'), ('document', 'A document of yours'), ('letter', 'A letter about your case'), ('list', 'A list with your case in it'), ('export', 'A list with your case in it, taken along as a file'), ('counter', 'Your identity document, at the counter')], max_length=40)),
                ('case_number', models.CharField(blank=True, max_length=32)),
                ('reason', kit.model_fields.EncryptedField(blank=True, max_length=200)),
                ('reason_index', models.CharField(blank=True, editable=False, max_length=64)),
                ('at', models.DateTimeField()),
                ('within', models.DateTimeField()),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('mandate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.mandate')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='access_entries', to='accounts.person')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['person', '-at'], name='accounts_ac_person__5de81b_idx'), models.Index(fields=['-at', '-id'], name='looks_by_time')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('user', 'person', 'case_number', 'what', 'within', 'reason_index'), name='somebody_looking_twice_an_hour_is_noted_once'), models.UniqueConstraint(condition=models.Q(('user', None)), fields=('agency_name', 'person', 'case_number', 'what', 'within', 'reason_index'), name='a_system_looking_twice_an_hour_is_noted_once')],
            },
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('device', kit.model_fields.EncryptedField(blank=True, max_length=200)),
                ('address_index', models.CharField(blank=True, max_length=64)),
                ('started_at', models.DateTimeField(null=True)),
                ('seen_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['user', 'expire_date'], name='accounts_si_user_id_b8eb92_idx')],
            },
        ),
        migrations.CreateModel(
            name='IssuedCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('sign-in', 'Sign in'), ('password', 'Set a new password'), ('phone', 'Confirm a phone number'), ('email', 'Confirm an e-mail address'), ('second-factor', 'Set up a second factor'), ('counter', 'Name the account at a counter')], max_length=16)),
                ('contact_index', models.CharField(blank=True, max_length=64)),
                ('address_index', models.CharField(max_length=64)),
                ('code_hash', models.CharField(blank=True, max_length=64)),
                ('issued_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('used_at', models.DateTimeField(null=True)),
                ('told_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='issued_codes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('told_at', None), ('tries__gte', 5), ('used_at', None)), fields=['issued_at'], name='codes_that_were_guessed_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(('used_at', None), models.Q(('code_hash', ''), _negated=True), _connector='OR'), name='only_a_code_that_was_sent_is_used')],
            },
        ),
        migrations.CreateModel(
            name='KeptWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=200)),
                ('words', kit.model_fields.EncryptedField()),
                ('kept_at', models.DateTimeField(db_index=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_words', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'address'), name='words_of_a_form_are_kept_once')],
            },
        ),
        migrations.CreateModel(
            name='NumberSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client', models.CharField(blank=True, max_length=100)),
                ('number_index', models.CharField(max_length=64)),
                ('found', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['user', 'at'], name='accounts_nu_user_id_c76a87_idx'), models.Index(fields=['client', 'at'], name='accounts_nu_client_faab93_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('user__isnull', False), models.Q(('client', ''), _negated=True), _connector='XOR'), name='a_search_is_made_by_somebody')],
            },
        ),
    ]
