"""Other formats: a foreign text into ours, and a diagram into a foreign file. The README says what each can hold."""

from webapp.interchange.exchange_values import Exported, Imported, Omission
from webapp.interchange.formats import FORMATS, OURS, Format, format_of_file, format_of_text, readable, writable

__all__ = [
    "FORMATS",
    "OURS",
    "Exported",
    "Format",
    "Imported",
    "Omission",
    "format_of_file",
    "format_of_text",
    "readable",
    "writable",
]
