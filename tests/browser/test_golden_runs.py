"""The golden runs of the samples, which cross every edge, as the page shows them step by step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, expect

TESTS = Path(__file__).parents[1]
GOLDEN = TESTS / "golden" / "simulation"

STEP_THROUGH = """() => {
  const shown = (part, mark) =>
    [...document.querySelectorAll(`#app svg [id^="${part}-"].${mark}`)].map(({ id }) => id.slice(part.length + 1));
  const player = document.querySelector('.player-place');
  const step = player.querySelector('button[aria-label="Step"]');
  const steps = [];
  for (let before = -1; Number(player.dataset.position) > before; ) {
    before = Number(player.dataset.position);
    const fires = shown('node', 'run-active');
    step.click();
    if (Number(player.dataset.position) > before) steps.push([fires, shown('edge', 'run-visited').sort()]);
  }
  return steps;
}"""


def golden_runs(sample: str) -> Iterator[tuple[str, list[tuple[list[str], list[str]]]]]:
    """Yield the choices of each golden run, and by step the node that fires and the edges crossed until then."""
    for told in (GOLDEN / f"{sample}-every-edge.txt").read_text(encoding="utf-8").strip().split("\n\n"):
        _, *lines = told.split("\n")
        crossed: set[str] = set()
        steps: list[tuple[list[str], list[str]]] = []
        choices = []
        for _step, event, node, *edges in (line.split(" ") for line in lines):
            if event == "fire":
                steps.append(([node], []))
            elif event == "choose":
                choices.append(f"{node}:{'+'.join(edges)}")
            else:
                crossed.add(node)
            steps[-1] = (steps[-1][0], sorted(crossed))
        yield ",".join(choices), steps


def test_the_page_shows_the_firings_and_moves_of_golden_runs_over_every_edge_of_each_sample(
    page: Page, base_url: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    samples = sorted(path.stem for path in (TESTS.parent / "samples").glob("*.fz"))
    for sample in samples:
        for choices, steps in golden_runs(sample):
            with page.expect_response("**/api/run"):
                page.goto(f"{base_url}/samples/{sample}#run?at=0&choices={quote(choices)}")
            player = page.locator(".player-place")
            expect(player).to_have_attribute("data-position", "0")
            expect(player).to_have_attribute("data-status", "complete")
            shown = [(fires, crossed) for fires, crossed in page.evaluate(STEP_THROUGH)]
            assert shown == steps, f"{sample} {choices}"
