"""What we know of each language; standard library only, 3.10 syntax, imported by both rooms."""

from languages.folding import fold
from languages.identification import Identification, identify, load
from languages.language import Language
from languages.registry import TAGS, direction_of, get, nearest

__all__ = ["TAGS", "Identification", "Language", "direction_of", "fold", "get", "identify", "load", "nearest"]
