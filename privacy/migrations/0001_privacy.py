import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='closings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_at', None), ('taken_back_at', None)), fields=('user',), name='one_closing_of_an_account_waits'), models.CheckConstraint(condition=models.Q(('taken_back_at', None), ('done_at', None), _connector='OR'), name='a_closing_is_taken_back_or_done'), models.CheckConstraint(condition=models.Q(('due_at__gt', models.F('asked_at'))), name='a_closing_leaves_time_to_think')],
            },
        ),
        migrations.CreateModel(
            name='Package',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('made_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField(null=True)),
                ('name', models.CharField(blank=True, max_length=32)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='data_copies', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['user', '-asked_at'], name='privacy_pac_user_id_d41cd9_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('made_at', None)), fields=('user',), name='one_copy_is_made_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('expires_at', None), ('made_at', None), ('name', '')), models.Q(models.Q(('name', ''), _negated=True), ('expires_at__isnull', False), ('made_at__isnull', False)), _connector='OR'), name='a_copy_that_is_made_has_files_and_an_end')],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_at', models.DateTimeField(editable=False, verbose_name='proposed')),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='approved')),
                ('turned_down_at', models.DateTimeField(editable=False, null=True, verbose_name='turned down')),
                ('kind', models.CharField(choices=[('notices', 'notices'), ('number-searches', 'number-searches'), ('identity-checks', 'identity-checks'), ('duties', 'duties')], max_length=40, verbose_name='kind of data')),
                ('before', models.DateTimeField(editable=False, verbose_name='from before')),
                ('rows', models.PositiveIntegerField(editable=False, verbose_name='rows when it was proposed')),
                ('erased', models.PositiveIntegerField(default=0, editable=False, verbose_name='rows erased')),
                ('done_at', models.DateTimeField(editable=False, null=True, verbose_name='finished')),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
            ],
            options={
                'verbose_name': 'release for deletion',
                'verbose_name_plural': 'releases for deletion',
                'ordering': ['-proposed_at', '-pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='nobody_approves_their_own_release'), models.CheckConstraint(condition=models.Q(('approved_at', None), ('turned_down_at', None), _connector='OR'), name='a_release_is_approved_or_turned_down'), models.CheckConstraint(condition=models.Q(('approved_at', None), models.Q(('approved_by', None), ('proposed_by', None)), models.Q(('approved_by__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='a_proposed_release_is_approved_by_somebody'), models.UniqueConstraint(condition=models.Q(('done_at', None), ('turned_down_at', None)), fields=('kind',), name='one_release_of_a_kind_stands'), models.CheckConstraint(condition=models.Q(('proposed_by__isnull', False)), name='a_release_is_proposed_by_somebody'), models.CheckConstraint(condition=models.Q(('done_at', None), ('approved_at__isnull', False), _connector='OR'), name='only_what_is_released_is_erased')],
            },
        ),
    ]
