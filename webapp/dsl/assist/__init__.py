"""What an editor asks about a text: what may stand here, what is this, where is it declared, what is it called next."""

from webapp.dsl.assist.completion import Completion, Completions, complete
from webapp.dsl.assist.hover import Hover, findings_at, hover
from webapp.dsl.assist.renaming import rename, rename_part, renameable
from webapp.dsl.assist.symbols import Symbol, declaration, references, symbol_at
from webapp.dsl.assist.text_tree import Entry, Fold, folds, outline_entries
from webapp.dsl.assist.vocabulary import vocabulary

__all__ = [
    "Completion",
    "Completions",
    "Entry",
    "Fold",
    "Hover",
    "Symbol",
    "complete",
    "declaration",
    "findings_at",
    "folds",
    "hover",
    "outline_entries",
    "references",
    "rename",
    "rename_part",
    "renameable",
    "symbol_at",
    "vocabulary",
]
