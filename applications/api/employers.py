"""The furniture of routes for employers: whoever is let in by two of their agency."""

from django.utils.translation import gettext as _

from applications.actions import employing
from applications.models import Employer
from casework.api.views import PortalView
from kit.errors import NotPermitted


class OfEmployer(PortalView):
    """A route for the contact person of an employer, and nobody else (403)."""

    tag = "employers"

    def employer(self) -> Employer:
        """Return the employer for which the caller acts."""
        user = self.who.user
        found = None
        if user is not None:
            found = employing.employer_of(user, is_of_the_house=self.who.is_of_the_house)
        if found is None:
            raise NotPermitted(_("This account acts for no employer."))
        return found
