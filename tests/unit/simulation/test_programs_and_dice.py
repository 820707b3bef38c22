"""What is worked out once for many runs: programs that are kept, and numbers that are drawn in blocks."""

from __future__ import annotations

from drawing import draw

from webapp.domain import Diagram
from webapp.simulation import run
from webapp.simulation.compiler import MOST_KEPT, compile_program
from webapp.simulation.dice import ADDEND, FACTOR, MASK, Dice
from webapp.simulation.run_options import RunOptions


def chain(size: int) -> Diagram:
    return draw(" ".join(f"[{number}]" for number in range(1, size + 1)), "1>2")


def test_equal_diagrams_share_a_program_under_equal_options() -> None:
    assert chain(2) is not chain(2)
    assert compile_program(chain(2), RunOptions()) is compile_program(chain(2), RunOptions())
    assert compile_program(chain(2), RunOptions()) is not compile_program(chain(2), RunOptions(join="each"))


def test_a_program_that_is_used_now_and_then_is_kept_and_one_that_is_not_is_forgotten() -> None:
    used, forgotten = (compile_program(chain(size), RunOptions()) for size in (2, 3))
    for size in range(4, 4 + MOST_KEPT):
        compile_program(chain(size), RunOptions())
        assert compile_program(chain(2), RunOptions()) is used
    assert compile_program(chain(3), RunOptions()) is not forgotten


def test_numbers_drawn_in_blocks_are_those_of_one_state_after_the_other() -> None:
    dice = Dice(4711)
    drawn = [dice.word() for _ in range(300)]
    state = 4711 + 0x9E3779B97F4A7C15 & MASK
    state = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 & MASK
    state = (state ^ state >> 27) * 0x94D049BB133111EB & MASK
    state ^= state >> 31
    expected = []
    for _ in drawn:
        state = (state * FACTOR + ADDEND) & MASK
        expected.append(state >> 32)
    assert drawn == expected


def test_a_drawn_run_that_ends_is_cut_back_where_a_node_has_fired_too_often() -> None:
    diagram = draw("(1) [2] <3> (4)", " ".join(["1>2 2>3 3>4:Done", *(f"3>2:Again{branch}" for branch in range(60))]))
    often = [trace for seed in range(60) if (trace := run(diagram, seed=seed)).visited.count("n2") > 90]
    assert {trace.status for trace in often} == {"complete", "limit"}
    for trace in often:
        assert trace.visited.count("n2") <= 101
        assert (trace.visited.count("n2") == 101) == (trace.status == "limit")
