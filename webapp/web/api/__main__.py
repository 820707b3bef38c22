"""Prints the description of the API, as `/api/openapi.json` answers it: the front end's types are made from it."""

import json
import sys

from webapp.web.api import description

json.dump(description().document(), sys.stdout)
