"""Is every word inside its shape? 500 labels of 20 scripts, drawn by the program and measured by Chromium.

    python tests/benchmarks/measure_text.py [--count 500] [--show 10]

Each label is drawn in all four shapes, on an edge and as a lane's name; every line of text is measured as the browser
draws it and compared with the inside of its outline, and its width with what the program expected. Scripts without a
font on this machine are named and left out: what a browser shows for them has no shape to measure.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))

from installed_chromium import installed_chromium
from measured_text import TOLERANCE, WORDS, Finding, has_font, labels, measure
from playwright.sync_api import sync_playwright

from webapp.config import Settings
from webapp.render import Renderer


def measured(count: int) -> list[Finding]:
    """Draw so many labels and measure every line of them; say which scripts are left out."""
    missing = [script for script in WORDS if not has_font(script)]
    if missing:
        print(f"no font here for {', '.join(missing)}: left out\n")
    settings = Settings(data_folder=Path(), database_url="")
    with sync_playwright() as playwright, Renderer(settings) as renderer:
        browser = playwright.chromium.launch(executable_path=installed_chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        findings = [
            finding
            for script, label in labels(count)
            if script not in missing
            for finding in measure(page, renderer, script, label)
        ]
        browser.close()
    return findings


def report(findings: Sequence[Finding], show: int) -> bool:
    """Print what was found; return whether nothing leaves its shape."""
    by_script: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_script[finding.script].append(finding)
    print("| script | lines | outside | farthest outside, px | wider than expected | widest, px |")
    print("|---|---|---|---|---|---|")
    for script, found in {**by_script, "all": findings}.items():
        outside = sum(item.outside > TOLERANCE for item in found)
        wide = sum(item.wider > TOLERANCE for item in found)
        worst, widest = max(item.outside for item in found), max(item.wider for item in found)
        print(f"| {script} | {len(found):,} | {outside} | {worst:.1f} | {wide} | {widest:.1f} |")
    bad = sorted((item for item in findings if item.outside > TOLERANCE), key=lambda item: -item.outside)
    print(f"\nOutside by shape: {dict(Counter(item.kind for item in bad)) or 'none'}")
    for item in bad[:show]:
        print(f"- {item.outside:.1f} px outside, {item.wider:.1f} wider: {item.kind} {item.words!r}")
    return not bad


def main() -> int:
    """Measure and print; 1 if something leaves its shape."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--show", type=int, default=10)
    wanted = parser.parse_args()
    return 0 if report(measured(wanted.count), wanted.show) else 1


if __name__ == "__main__":
    sys.exit(main())
