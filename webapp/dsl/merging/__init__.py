"""Three texts in one: what two people made of the text that both began with, statement by statement."""

from webapp.dsl.merging.clashes import Choice, Clash, Picks, Side
from webapp.dsl.merging.json_values import merge_values
from webapp.dsl.merging.three_texts import Merge, merge_texts

__all__ = ["Choice", "Clash", "Merge", "Picks", "Side", "merge_texts", "merge_values"]
