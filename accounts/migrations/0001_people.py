
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
                ('number_index', models.CharField(editable=False, max_length=64)),
                ('sex', models.CharField(choices=[('male', 'Male'), ('female', 'Female')], max_length=8, verbose_name='sex')),
                ('born_on', kit.model_fields.EncryptedDateField(verbose_name='date of birth')),
                ('hukou_region_code', models.CharField(blank=True, max_length=6, verbose_name='household registration')),
                ('phone', kit.model_fields.EncryptedField(blank=True, verbose_name='phone on record')),
                ('phone_index', models.CharField(blank=True, editable=False, max_length=64)),
                ('email', kit.model_fields.EncryptedField(blank=True, verbose_name='e-mail on record')),
                ('address', kit.model_fields.EncryptedField(blank=True, verbose_name='address on record')),
                ('deceased_on', kit.model_fields.EncryptedDateField(blank=True, null=True, verbose_name='date of death')),
            ],
            options={
                'verbose_name': 'insured person',
                'verbose_name_plural': 'insured persons',
                'indexes': [models.Index(condition=models.Q(('phone_index', ''), _negated=True), fields=['phone_index'], name='persons_by_phone')],
                'constraints': [models.UniqueConstraint(fields=('document_type', 'number_index'), name='one_person_for_each_identity_document')],
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
            },
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('device', kit.model_fields.EncryptedField(blank=True, max_length=200)),
                ('started_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='IssuedCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('sign-in', 'Sign in'), ('password', 'Set a new password'), ('phone', 'Confirm a phone number'), ('email', 'Confirm an e-mail address'), ('second-factor', 'Set up a second factor')], max_length=16)),
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
        migrations.CreateModel(
            name='IdentityCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number_index', models.CharField(max_length=64)),
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
                'indexes': [models.Index(fields=['user', 'started_at'], name='accounts_id_user_id_5f4980_idx'), models.Index(fields=['number_index', 'started_at'], name='accounts_id_number__55e26f_idx')],
            },
        ),
        migrations.CreateModel(
            name='AccessEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency_name', models.CharField(max_length=120)),
                ('agency_name_en', models.CharField(max_length=120)),
                ('what', models.CharField(choices=[('case', 'Your case'), ('search', 'Found you by your identity number'), ('number', 'Your full identity number'), ('account', 'The number of your bank account'), ('history', 'Your contributions and amounts'), ('document', 'A document of yours'), ('letter', 'A letter about your case'), ('list', 'A list with your case in it')], max_length=40)),
                ('case_number', models.CharField(blank=True, max_length=32)),
                ('reason', kit.model_fields.EncryptedField(blank=True, max_length=200)),
                ('reason_index', models.CharField(blank=True, editable=False, max_length=64)),
                ('at', models.DateTimeField()),
                ('within', models.DateTimeField()),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='access_entries', to='accounts.person')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['person', '-at'], name='accounts_ac_person__5de81b_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('user', 'person', 'case_number', 'what', 'within', 'reason_index'), name='somebody_looking_twice_an_hour_is_noted_once'), models.UniqueConstraint(condition=models.Q(('user', None)), fields=('agency_name', 'person', 'case_number', 'what', 'within', 'reason_index'), name='a_system_looking_twice_an_hour_is_noted_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('identity_verified_at__isnull', True), ('person__isnull', True)), models.Q(('identity_verified_at__isnull', False), ('person__isnull', False)), _connector='OR'), name='an_identity_is_proven_at_a_known_moment'),
        ),
        migrations.AddIndex(
            model_name='signin',
            index=models.Index(fields=['user', 'expire_date'], name='accounts_si_user_id_b8eb92_idx'),
        ),
    ]
