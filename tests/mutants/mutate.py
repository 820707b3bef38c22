"""Put one fault after the other into a copy of the project, and see whether the tests of its room notice.

python3 dev.py mutate                  all of them
python3 dev.py mutate layout gaps.py   those in files whose path has one of these words
"""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from mutants import ROOT, Mutant, all_mutants

LEAST_NOTICED = 0.9
PATIENCE = 300
"""Seconds after which tests that a mutant keeps from ending have noticed it; so long for each file without one."""
SHARED = (".venv", "node_modules", "static/dist")
"""What is installed or built: a copy of the project uses it and has no mutant in it."""
PASSED, FAILED, BROKEN_OFF = 0, 1, 2
MOST_SAID = 4_000


class Copies:
    """Copies of the project, of which each runs one set of tests at a time."""

    def __init__(self, folder: Path, number: int) -> None:
        """Make so many copies in a folder."""
        self._free: queue.SimpleQueue[Path] = queue.SimpleQueue()
        self._moments = count(int(time.time()) + 10)
        for name in range(number):
            self._free.put(_copied(folder / str(name)))

    def failure(self, tests: Sequence[str]) -> str:
        """Return what tests say that fail as the project is."""
        with self._one() as copy:
            return _failure(copy, tests, PATIENCE * len(tests))

    def notices(self, mutant: Mutant) -> bool:
        """Return whether the tests of a mutant fail with it."""
        with self._one() as copy:
            file = copy / mutant.file
            sound = file.read_text("utf-8")
            try:
                self._write(file, mutant.applied(sound))
                return bool(_failure(copy, mutant.tests, PATIENCE))
            finally:
                self._write(file, sound)

    @contextmanager
    def _one(self) -> Iterator[Path]:
        copy = self._free.get()
        try:
            yield copy
        finally:
            self._free.put(copy)

    def _write(self, file: Path, text: str) -> None:
        file.write_text(text, encoding="utf-8", newline="")
        # Python knows by the second whether compiled code is that of the file.
        moment = next(self._moments)
        os.utime(file, (moment, moment))


def main(words: Sequence[str]) -> int:
    """Run the mutants and return the exit status."""
    chosen = [mutant for mutant in all_mutants() if not words or any(word in mutant.file for word in words)]
    if not chosen:
        print(f"No mutant is in a file whose path has {' or '.join(words)}.")
        return 2
    started = time.monotonic()
    at_once = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory(prefix="lanestep-mutants-") as folder, ThreadPoolExecutor(at_once) as threads:
        copies = Copies(Path(folder), at_once)
        files = sorted({test for mutant in chosen for test in mutant.tests})
        kinds = [kind for kind in (files[::2], files[1::2]) if kind]
        if failures := list(filter(None, threads.map(copies.failure, kinds))):
            print("Some tests fail without any mutant; mend them first.", *failures, sep="\n")
            return 2
        noticed = 0
        for mutant, seen in zip(chosen, threads.map(copies.notices, chosen), strict=True):
            noticed += seen
            print(f"{'noticed' if seen else 'SURVIVED'}  {mutant.file}", flush=True)
            if not seen:
                print(f"  - {mutant.old.strip()}\n  + {mutant.new.strip()}\n  {' '.join(mutant.tests)}")
    seconds = time.monotonic() - started
    print(f"\n{noticed} of {len(chosen)} mutants were noticed ({noticed / len(chosen):.0%}) in {seconds:.0f} s")
    return 0 if noticed >= LEAST_NOTICED * len(chosen) else 1


def _copied(folder: Path) -> Path:
    """Copy what belongs to the project, changes that are in no commit included."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    for name in SHARED:
        if (ROOT / name).exists() and not (folder / name).exists():
            (folder / name).symlink_to(ROOT / name)
    return folder


def _failure(copy: Path, tests: Sequence[str], seconds: int) -> str:
    """Run tests and return what is said where one fails, else nothing."""
    scripts = [test for test in tests if test.endswith(".js")]
    others = [test for test in tests if not test.endswith(".js")]
    python = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--hypothesis-seed=0", *others]
    node = ["node", "--test", *scripts]
    return "".join(_said(copy, line, seconds) for line, files in ((python, others), (node, scripts)) if files)


def _said(copy: Path, line: Sequence[str], seconds: int) -> str:
    try:
        done = subprocess.run(line, cwd=copy, timeout=seconds, capture_output=True, text=True)
    except subprocess.TimeoutExpired:
        return f"{' '.join(line)} takes longer than {seconds} s"
    said = f"{done.stdout[-MOST_SAID:]}{done.stderr[-MOST_SAID:]}"
    if done.returncode not in (PASSED, FAILED, BROKEN_OFF):
        raise SystemExit(f"{' '.join(line)} could not run:\n{said}")
    return said if done.returncode != PASSED else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
