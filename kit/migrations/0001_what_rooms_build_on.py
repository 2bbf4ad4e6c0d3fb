import kit.model_fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('ends_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DemoClock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('days_ahead', models.PositiveIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TableMark',
            fields=[
                ('table', models.CharField(max_length=63, primary_key=True, serialize=False)),
                ('mark', models.CharField(max_length=36)),
            ],
        ),
        migrations.CreateModel(
            name='KeptAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('principal', models.CharField(max_length=120)),
                ('key', models.CharField(max_length=100)),
                ('fingerprint', models.CharField(max_length=64)),
                ('begun_at', models.DateTimeField()),
                ('claim', models.UUIDField(default=uuid.uuid4)),
                ('expires_at', models.DateTimeField()),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('body', kit.model_fields.EncryptedField(blank=True)),
                ('headers', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['principal', 'expires_at'], name='kit_keptans_princip_bd1088_idx')],
                'constraints': [models.UniqueConstraint(fields=('principal', 'key'), name='a_key_stands_for_one_request'), models.CheckConstraint(condition=models.Q(('status', None), models.Q(('status__gte', 200), ('status__lt', 300)), _connector='OR'), name='only_what_was_done_is_kept')],
            },
        ),
    ]
