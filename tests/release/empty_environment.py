"""An environment that has a wheel and the packages that the wheel asks for, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def install(wheel: Path, folder: Path) -> Path:
    """Make an environment in the folder, install the wheel, and return the folder of its programs.

    The packages come from the environment of the tests, file by file, so that no network is needed.
    """
    venv.create(folder, with_pip=False, symlinks=True)
    programs = folder / "bin"
    pip(programs, "install", "--quiet", "--no-deps", "--no-index", str(wheel))
    [site_packages] = folder.glob("lib/python*/site-packages")
    [installed] = distributions(path=[str(site_packages)])
    for package in needed(installed):
        for file in package.files or ():
            # Programs stand outside, and what imports an editable installation is no package's own file.
            if ".." not in file.parts:
                share(Path(str(file.locate())), site_packages / file)
    pip(programs, "check")
    return programs


def pip(programs: Path, *words: str) -> None:
    """Run this environment's pip upon another one."""
    line = [sys.executable, "-m", "pip", "--python", str(programs / "python"), *words]
    subprocess.run(line, check=True, stdout=subprocess.DEVNULL)


def needed(package: Distribution) -> list[Distribution]:
    """Return the packages that a package asks for, and those that they ask for."""
    found: dict[str, Distribution] = {}
    asked = {("", "")}
    waiting = [(package, "")]
    while waiting:
        asking, extra = waiting.pop()
        for requirement in map(Requirement, asking.requires or ()):
            if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
                continue
            name = canonicalize_name(requirement.name)
            found.setdefault(name, distribution(name))
            new = {(name, one) for one in ("", *requirement.extras)} - asked
            asked |= new
            waiting += [(found[name], one) for _, one in new]
    return list(found.values())


def share(source: Path, target: Path) -> None:
    """Give a file a second name, or copy it where the file system cannot."""
    if not source.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
