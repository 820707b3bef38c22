"""Results of scenarios as JUnit XML, which build servers show.

There is no standard of it; this is the common core: `testsuites`, `testsuite`, `testcase`, `failure` and `error`, with
the attributes that the schema of the Jenkins xUnit plugin names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 document may have, not even escaped."""


def junit_xml(files: Iterable[tuple[str, float, Sequence[tuple[str, Sequence[str]]], str]]) -> bytes:
    """Return results as JUnit XML: a suite for each file, a case for each scenario and statement.

    Args:
        files: of each its path, the seconds that it took, its cases by name with what does not hold, and why it could
            not be tested.
    """
    root = ET.Element("testsuites", name="lanestep")
    for path, seconds, cases, problem in files:
        failed = sum(bool(messages) for _, messages in cases)
        suite = ET.SubElement(
            root,
            "testsuite",
            name=_allowed(path),
            tests=str(len(cases) or 1),
            failures=str(failed),
            errors=str(int(bool(problem))),
            skipped="0",
            time=f"{seconds:.3f}",
        )
        for name, messages in cases:
            case = _case(suite, path, name)
            if messages:
                failure = ET.SubElement(case, "failure", type="scenario", message=_allowed(messages[0]))
                failure.text = _allowed("\n".join(messages))
        if problem:
            case = _case(suite, path, path)
            ET.SubElement(case, "error", type="not-tested", message=_allowed(problem))
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _case(suite: ET.Element, path: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=_allowed(path), name=_allowed(name), time="0")


def _allowed(text: str) -> str:
    return NOT_IN_XML.sub("\ufffd", text)
