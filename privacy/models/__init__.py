"""What somebody has asked of their data, and what is released for deletion."""

from privacy.models.closings import Closing
from privacy.models.packages import Package
from privacy.models.releases import Release

__all__ = ["Closing", "Package", "Release"]
