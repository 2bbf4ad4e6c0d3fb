"""From which tables a path leads to somebody: read from the models, and from nothing else."""

from django.apps import apps

from accounts.models import Person, User

LONGEST = 5  # foreign keys one after the other


def tables_of_somebody():
    """Return the labels of all models from which foreign keys lead to a person or an account."""
    return {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if leads_to_somebody(model, LONGEST)
    }


def leads_to_somebody(model, steps):
    """Whether so many foreign keys lead from a table to a person or an account."""
    if model in (Person, User):
        return True
    if not steps:
        return False
    onward = {each.related_model for each in model._meta.concrete_fields if each.is_relation}
    return any(leads_to_somebody(each, steps - 1) for each in onward - {model})
