"""The words of the JSON API: what requests may say, what answers say, and places counted as browsers count them."""

from webapp.web.schemas.answers import diagram_json, edits_json, findings_json, strict_findings_json

__all__ = ["diagram_json", "edits_json", "findings_json", "strict_findings_json"]
