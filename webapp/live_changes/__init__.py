"""Changes of stored texts, as editors send them while several people work: pure."""

from __future__ import annotations

from webapp.live_changes.change_sets import ChangeError, Changes
from webapp.live_changes.live_text import changed_text, live_text
from webapp.live_changes.merge_patch import patch_between, patched
from webapp.live_changes.step_between import Step, step_between

__all__ = [
    "ChangeError",
    "Changes",
    "Step",
    "changed_text",
    "live_text",
    "patch_between",
    "patched",
    "step_between",
]
