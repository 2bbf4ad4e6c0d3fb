"""An application on a declared service: its answers, its decision, and what agencies offer."""

from applications.models.application import Application
from applications.models.contacts import ContactProof, WayBack
from applications.models.decisions import Decision
from applications.models.offers import Offer, OfferProposal, Terms
from applications.models.paper_pages import PaperPage

__all__ = [
    "Application",
    "ContactProof",
    "Decision",
    "Offer",
    "OfferProposal",
    "PaperPage",
    "Terms",
    "WayBack",
]
