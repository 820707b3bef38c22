"""The words of the JSON API: what requests may say, what answers say, and places counted as browsers count them."""

from webapp.web.schemas.answers import diagnostics_json, diagram_json, edits_json

__all__ = ["diagnostics_json", "diagram_json", "edits_json"]
