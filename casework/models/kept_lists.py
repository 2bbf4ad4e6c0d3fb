"""A list of the desk that a member of staff keeps under a name."""

from django.conf import settings
from django.db import models


class KeptList(models.Model):
    """Filters, order and rows of a list, as they stand in its address; codes, and no person."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kept_lists"
    )
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="a_list_is_kept_under_one_name")
        ]

    def __str__(self) -> str:
        return self.name
