
import django.db.models.deletion
import kit.model_fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_agencies_and_calendar'),
        ('casework', '0001_cases'),
        ('letters', '0001_letters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='application', serialize=False, to='casework.case')),
                ('kept_answers', kit.model_fields.EncryptedField(default='{}')),
                ('revision', models.PositiveIntegerField(default=0)),
                ('is_human_review_asked', models.BooleanField(default=False)),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='agencies.agency')),
            ],
            options={
                'verbose_name': 'application',
            },
        ),
        migrations.CreateModel(
            name='ContactProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=40)),
                ('contact_index', models.CharField(max_length=64)),
                ('code_hash', models.CharField(max_length=128)),
                ('sent_at', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('proven_at', models.DateTimeField(null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proofs', to='applications.application')),
            ],
            options={
                'indexes': [models.Index(fields=['application', 'field', '-sent_at'], name='latest_proofs')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('granted', 'granted'), ('partly', 'partly'), ('refused', 'refused')], max_length=12)),
                ('reasons', models.JSONField(default=list)),
                ('note', kit.model_fields.EncryptedField(blank=True)),
                ('decided_at', models.DateTimeField()),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='casework.case')),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='letters.letter')),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('approved_by', None), ('outcome', 'granted'), ('prepared_by', None)), models.Q(('approved_by__isnull', False), models.Q(('prepared_by', None), models.Q(('prepared_by', models.F('approved_by')), _negated=True), _connector='OR')), _connector='OR'), name='nobody_approves_what_they_prepared'), models.CheckConstraint(condition=models.Q(('outcome', 'granted'), models.Q(('reasons', []), _negated=True), _connector='OR'), name='a_no_has_its_reasons')],
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('service', models.CharField(max_length=40, verbose_name='service')),
                ('is_online', models.BooleanField(default=True, verbose_name='can be done online')),
                ('online_from', models.DateField(blank=True, null=True, verbose_name='online from')),
                ('promised_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='promised working days')),
                ('counters', models.TextField(blank=True, verbose_name='counters')),
                ('counters_en', models.TextField(blank=True, verbose_name='counters in English')),
                ('hours', models.CharField(blank=True, max_length=200, verbose_name='opening hours')),
                ('hours_en', models.CharField(blank=True, max_length=200, verbose_name='opening hours in English')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('complaint_phone', models.CharField(blank=True, max_length=40, verbose_name='phone for complaints')),
                ('since', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='agencies.agency', verbose_name='agency')),
            ],
            options={
                'verbose_name': 'offer',
                'verbose_name_plural': 'offers',
                'ordering': ['agency', 'service'],
                'constraints': [models.UniqueConstraint(fields=('agency', 'service'), name='an_agency_offers_a_service_once')],
            },
        ),
        migrations.CreateModel(
            name='OfferProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_at', models.DateTimeField(editable=False, verbose_name='proposed')),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='approved')),
                ('turned_down_at', models.DateTimeField(editable=False, null=True, verbose_name='turned down')),
                ('service', models.CharField(max_length=40, verbose_name='service')),
                ('is_online', models.BooleanField(default=True, verbose_name='can be done online')),
                ('online_from', models.DateField(blank=True, null=True, verbose_name='online from')),
                ('promised_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='promised working days')),
                ('counters', models.TextField(blank=True, verbose_name='counters')),
                ('counters_en', models.TextField(blank=True, verbose_name='counters in English')),
                ('hours', models.CharField(blank=True, max_length=200, verbose_name='opening hours')),
                ('hours_en', models.CharField(blank=True, max_length=200, verbose_name='opening hours in English')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('complaint_phone', models.CharField(blank=True, max_length=40, verbose_name='phone for complaints')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency', verbose_name='agency')),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
            ],
            options={
                'verbose_name': 'proposed offer',
                'verbose_name_plural': 'proposed offers',
                'ordering': ['-proposed_at', '-pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='nobody_approves_their_own_offerproposal'), models.CheckConstraint(condition=models.Q(('approved_at', None), ('turned_down_at', None), _connector='OR'), name='a_offerproposal_is_approved_or_turned_down'), models.CheckConstraint(condition=models.Q(('approved_at', None), models.Q(('approved_by', None), ('proposed_by', None)), models.Q(('approved_by__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='a_proposed_offerproposal_is_approved_by_somebody'), models.UniqueConstraint(condition=models.Q(('approved_at', None), ('turned_down_at', None)), fields=('agency', 'service'), name='one_change_of_an_offer_waits')],
            },
        ),
        migrations.CreateModel(
            name='WayBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contact', models.CharField(max_length=40)),
                ('told_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ways_back', to='casework.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'contact'), name='a_replaced_contact_has_one_way_back'), models.CheckConstraint(condition=models.Q(('undone_at', None), ('told_at__isnull', False), _connector='OR'), name='only_who_was_told_undoes')],
            },
        ),
    ]
