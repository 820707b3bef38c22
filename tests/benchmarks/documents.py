"""The documents that are measured: the samples, and those of the project's generator."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

TOOLS = ROOT.parent / "shared" / "tools"
"""Where the tools are that judge drawings and generate documents, unless --tools says otherwise."""


def samples() -> dict[str, str]:
    """Return the texts of the samples by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.fz"))}


def generated(tools: Path, size: int, seed: int = 1) -> str:
    """Return the text with so many nodes that `generate_document.py` makes of a seed."""
    return str(tool(tools, "generate_document").gen(size, seed))


def tool(tools: Path, name: str) -> Any:
    """Return one of the shared tools as a module."""
    if str(tools) not in sys.path:
        sys.path.append(str(tools))
    return importlib.import_module(name)
