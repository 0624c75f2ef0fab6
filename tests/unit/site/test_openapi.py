"""The description of the API is what the code says, and describes no route of a later issue."""

import json
import re

from functions.site.public_documents import openapi_text
from tools import build_openapi
from tools.openapi_operations import OPERATIONS


def test_the_committed_description_is_what_the_code_says() -> None:
    assert build_openapi.main(["--check"]) == 0


def test_it_describes_every_route_and_no_other() -> None:
    assert build_openapi.routes() == set(OPERATIONS)
    paths = json.loads(openapi_text())["paths"]
    assert "/api/forms/applications/{receipt}/file" not in paths
    assert set(paths["/api/forms/families"]["post"]["requestBody"]["content"]) == {
        "application/json",
        "application/x-www-form-urlencoded",
    }


def test_every_reference_leads_somewhere() -> None:
    document = json.loads(openapi_text())
    schemas = set(document["components"]["schemas"])
    references = set(re.findall(r'"#/components/schemas/(\w+)"', openapi_text()))
    assert references <= schemas
    assert document["openapi"] == "3.1.0"
