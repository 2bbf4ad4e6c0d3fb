import django.db.models.deletion
import kit.model_fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('agencies', '0001_agencies_and_calendar'),
        ('casework', '0001_cases'),
    ]

    operations = [
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('series', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('algorithm', models.CharField(choices=[('p256', 'ECDSA P-256 with SHA-256'), ('sm2', 'SM2 with SM3')], max_length=8, verbose_name='way of signing')),
                ('running', models.PositiveSmallIntegerField()),
                ('number', models.CharField(max_length=32, unique=True, verbose_name='certificate number')),
                ('serial', models.CharField(max_length=40, unique=True)),
                ('der', models.BinaryField()),
                ('secret', kit.model_fields.EncryptedField(null=True)),
                ('warnings', models.PositiveSmallIntegerField(default=0)),
                ('begins_at', models.DateTimeField(verbose_name='valid from')),
                ('ends_at', models.DateTimeField(verbose_name='valid until')),
                ('issued_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='revoked from')),
                ('revocation', models.CharField(blank=True, choices=[('key-compromise', 'The key may be known to others'), ('superseded', 'Another certificate took its place'), ('affiliation-changed', 'The agency is called otherwise now'), ('cessation-of-operation', 'The agency has closed')], max_length=24, verbose_name='why it was revoked')),
                ('revocation_note', kit.model_fields.EncryptedField(blank=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='agencies.agency', verbose_name='agency')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'certificate',
                'verbose_name_plural': 'certificates',
                'ordering': ['agency__code', 'algorithm', '-running'],
                'constraints': [models.UniqueConstraint(fields=('agency', 'algorithm', 'running'), name='an_agencys_certificates_are_counted'), models.CheckConstraint(condition=models.Q(('begins_at__lt', models.F('ends_at'))), name='a_certificate_begins_before_it_ends'), models.CheckConstraint(condition=models.Q(models.Q(('revocation', ''), ('revoked_at', None)), models.Q(('revoked_at__isnull', False), models.Q(('revocation', ''), _negated=True)), _connector='OR'), name='a_revocation_has_a_moment_and_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='DocumentMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(max_length=30, unique=True, verbose_name='mark')),
                ('agency', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='document_mark', to='agencies.agency', verbose_name='agency')),
            ],
            options={
                'verbose_name': 'document mark',
                'verbose_name_plural': 'document marks',
                'ordering': ['agency__code'],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('submission-receipt', 'Receipt of the application'), ('refusal', 'Written explanation of the refusal'), ('acceptance-letter', 'Acceptance letter'), ('return-note', 'Note returning the letter'), ('partial-notice', 'Notice of what cannot be transferred'), ('information-form', 'Information form'), ('completion-notice', 'Notice of completion'), ('clearing-notice', 'Notice of months paid back'), ('surplus-return', 'Letter with money sent back'), ('confirmation', 'Confirmation'), ('decision', 'Decision'), ('objection-decision', 'Decision on an objection'), ('application-refusal', 'Decision not to grant an application')], max_length=24)),
                ('number', models.CharField(max_length=40, unique=True)),
                ('official_number', models.CharField(blank=True, max_length=60)),
                ('code', models.CharField(blank=True, max_length=28)),
                ('to_person', models.BooleanField(default=False)),
                ('agency_name', models.CharField(blank=True, db_default='', default='', max_length=120)),
                ('agency_name_en', models.CharField(blank=True, db_default='', default='', max_length=120)),
                ('to_agency_name', models.CharField(blank=True, db_default='', default='', max_length=120)),
                ('to_agency_name_en', models.CharField(blank=True, db_default='', default='', max_length=120)),
                ('template_version', models.PositiveSmallIntegerField()),
                ('issued_at', models.DateTimeField()),
                ('content', kit.model_fields.EncryptedField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters_issued', to='agencies.agency')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='casework.case')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='letters.letter')),
                ('to_agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters_received', to='agencies.agency')),
            ],
            options={
                'verbose_name': 'letter',
                'ordering': ['issued_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('to_person', True), ('to_agency__isnull', False), _connector='OR'), name='a_letter_has_an_addressee'), models.UniqueConstraint(condition=models.Q(('official_number', ''), _negated=True), fields=('official_number',), name='an_official_number_is_given_once'), models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('code',), name='a_code_belongs_to_one_letter')],
            },
        ),
        migrations.CreateModel(
            name='LetterCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('way', models.CharField(choices=[('code', 'by its code'), ('file', 'by its file')], max_length=4)),
                ('by_program', models.BooleanField()),
                ('verdict', models.CharField(choices=[('valid', 'valid'), ('voided', 'no longer counts'), ('added-to', 'genuine, but the copy was added to'), ('untrusted', 'its certificate was revoked')], max_length=16)),
                ('origin', models.CharField(max_length=4)),
                ('letter', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='letters.letter')),
            ],
            options={
                'verbose_name': 'check of a letter',
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['letter', 'at'], name='checks_of_a_letter')],
            },
        ),
        migrations.CreateModel(
            name='LetterDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('delivered_at', models.DateTimeField()),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='delivery', to='letters.letter')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LetterFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pdf', kit.model_fields.EncryptedBytesField()),
                ('sha256', models.CharField(max_length=64)),
                ('rendered_at', models.DateTimeField()),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='file', to='letters.letter')),
            ],
            options={
                'indexes': [models.Index(fields=['sha256'], name='letter_files_by_digest')],
            },
        ),
        migrations.CreateModel(
            name='LetterSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('signed_at', models.DateTimeField()),
                ('counter_signature', models.BinaryField(null=True)),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='letters.certificate')),
                ('counter_certificate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='counter_signatures', to='letters.certificate')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='letters.letter')),
            ],
            options={
                'verbose_name': 'signature',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('counter_certificate', None), ('counter_signature', None)), models.Q(('counter_certificate__isnull', False), ('counter_signature__isnull', False)), _connector='OR'), name='a_counter_signature_names_its_certificate')],
            },
        ),
        migrations.CreateModel(
            name='LetterTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_at', models.DateTimeField(editable=False, verbose_name='proposed')),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='approved')),
                ('turned_down_at', models.DateTimeField(editable=False, null=True, verbose_name='turned down')),
                ('kind', models.CharField(choices=[('submission-receipt', 'Receipt of the application'), ('refusal', 'Written explanation of the refusal'), ('acceptance-letter', 'Acceptance letter'), ('return-note', 'Note returning the letter'), ('partial-notice', 'Notice of what cannot be transferred'), ('information-form', 'Information form'), ('completion-notice', 'Notice of completion'), ('clearing-notice', 'Notice of months paid back'), ('surplus-return', 'Letter with money sent back'), ('confirmation', 'Confirmation'), ('decision', 'Decision'), ('objection-decision', 'Decision on an objection'), ('application-refusal', 'Decision not to grant an application')], max_length=24, verbose_name='kind of letter')),
                ('version', models.PositiveSmallIntegerField(editable=False, verbose_name='version')),
                ('source', models.TextField(verbose_name='template')),
                ('note', models.CharField(max_length=300, verbose_name='what is changed, and why')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('failed_at', models.DateTimeField(editable=False, null=True, verbose_name='failed')),
                ('failure', models.TextField(blank=True, editable=False, verbose_name='why it failed')),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
            ],
            options={
                'verbose_name': 'letter template',
                'verbose_name_plural': 'letter templates',
                'ordering': ['kind', '-version'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='nobody_approves_their_own_lettertemplate'), models.CheckConstraint(condition=models.Q(('approved_at', None), ('turned_down_at', None), _connector='OR'), name='a_lettertemplate_is_approved_or_turned_down'), models.CheckConstraint(condition=models.Q(('approved_at', None), models.Q(('approved_by', None), ('proposed_by', None)), models.Q(('approved_by__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='a_proposed_lettertemplate_is_approved_by_somebody'), models.UniqueConstraint(fields=('kind', 'version'), name='versions_of_a_template_are_counted'), models.CheckConstraint(condition=models.Q(('version__gte', 101)), name='the_release_keeps_its_own_versions'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='a_template_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='LetterTranslation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pdf', kit.model_fields.EncryptedBytesField()),
                ('sha256', models.CharField(max_length=64)),
                ('rendered_at', models.DateTimeField()),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='translation', to='letters.letter')),
            ],
            options={
                'indexes': [models.Index(fields=['sha256'], name='translations_by_digest')],
            },
        ),
        migrations.CreateModel(
            name='LetterVoiding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('reason', kit.model_fields.EncryptedField()),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='voiding', to='letters.letter')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LostNumbers',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.CharField(max_length=60)),
                ('first', models.PositiveIntegerField()),
                ('last', models.PositiveIntegerField()),
                ('found_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('first__lte', models.F('last'))), name='lost_numbers_are_in_order'), models.UniqueConstraint(fields=('series', 'first'), name='numbers_are_lost_once')],
            },
        ),
        migrations.CreateModel(
            name='TemplateFallback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='fallback', to='letters.letter')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VoidingProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_at', models.DateTimeField(editable=False, verbose_name='proposed')),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='approved')),
                ('turned_down_at', models.DateTimeField(editable=False, null=True, verbose_name='turned down')),
                ('reason', kit.model_fields.EncryptedField()),
                ('is_reissued', models.BooleanField()),
                ('note', kit.model_fields.EncryptedField(blank=True)),
                ('answer', kit.model_fields.EncryptedField(blank=True)),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voiding_proposals', to='letters.letter')),
                ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
            ],
            options={
                'verbose_name': 'proposal to void a letter',
                'verbose_name_plural': 'proposals to void a letter',
                'ordering': ['proposed_at', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='nobody_approves_their_own_voidingproposal'), models.CheckConstraint(condition=models.Q(('approved_at', None), ('turned_down_at', None), _connector='OR'), name='a_voidingproposal_is_approved_or_turned_down'), models.CheckConstraint(condition=models.Q(('approved_at', None), models.Q(('approved_by', None), ('proposed_by', None)), models.Q(('approved_by__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='a_proposed_voidingproposal_is_approved_by_somebody'), models.UniqueConstraint(condition=models.Q(('approved_at', None), ('turned_down_at', None)), fields=('letter',), name='one_voiding_of_a_letter_waits')],
            },
        ),
    ]
