"""A client that holds every answer of the API to its description."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from webapp.web.api import PARTS
from webapp.web.schemas.failures import ErrorReply

OPERATIONS = {f"{part.bp.name}.{operation.name}": operation for part in PARTS for operation in part.operations}


class CheckedClient(FlaskClient):
    """Refuses answers that the description of the API does not describe."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request and check its answer."""
        answer = super().open(*args, **kwargs)
        request = answer.request
        json = answer.mimetype == "application/json" and not answer.content_encoding
        if request.path.startswith("/api/") and request.method != "HEAD" and json:
            self._check(answer)
        return answer

    def _check(self, answer: TestResponse) -> None:
        if answer.status_code >= 400:
            ErrorReply.model_validate_json(answer.data)
            return
        try:
            endpoint, _ = self.application.url_map.bind("").match(answer.request.path, answer.request.method)
        except HTTPException:
            return
        operation = OPERATIONS.get(endpoint)
        if operation and operation.reply:
            assert answer.status_code == operation.status
            operation.reply.model_validate_json(answer.data)
