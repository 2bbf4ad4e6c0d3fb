"""Rows that go once they have served; every other row stays."""

from django.db import models


class Erasable(models.Model):
    """A row that goes once it has served; the application may delete from no other table."""

    class Meta:
        abstract = True
