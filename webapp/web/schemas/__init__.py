"""The JSON of the API: models of requests and answers, and positions as browsers count them."""

from webapp.web.schemas.text_json import diagram_json, edits_json, findings_json, strict_findings_json

__all__ = ["diagram_json", "edits_json", "findings_json", "strict_findings_json"]
