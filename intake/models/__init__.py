"""What agencies bring: files of records, and the arrivals that the tax channel reports each day."""

from intake.models.arrivals import Arrival, ArrivalFile
from intake.models.files import RecordFile, RowChange, RowFault

__all__ = ["Arrival", "ArrivalFile", "RecordFile", "RowChange", "RowFault"]
