"""The samples, for programs."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from webapp.web.api.routing import Routes
from webapp.web.context import services
from webapp.web.schemas import document_models

routes = Routes("sample_list")


@routes.add("GET", "/samples", reply=document_models.SamplesReply)
def samples() -> ResponseReturnValue:
    """Return all samples in the order in which they are shown."""
    return {
        "samples": [
            {
                "name": sample.name,
                "title": sample.title,
                "description": sample.companion.description,
                "code": sample.code,
                "companion": sample.companion.to_json(),
            }
            for sample in services().samples.all()
        ]
    }
