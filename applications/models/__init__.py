"""An application on a declared service: its answers, its decision, and what agencies offer."""

from applications.models.application import Application
from applications.models.contacts import ContactProof, WayBack
from applications.models.decisions import Decision
from applications.models.employers import Employer, ListedPerson
from applications.models.figures import FigureCorrection
from applications.models.offers import Offer, OfferProposal, Terms
from applications.models.paper_pages import PaperPage
from applications.models.signing import Signing

__all__ = [
    "Application",
    "ContactProof",
    "Decision",
    "Employer",
    "FigureCorrection",
    "ListedPerson",
    "Offer",
    "OfferProposal",
    "PaperPage",
    "Signing",
    "Terms",
    "WayBack",
]
