"""What holds for every merge of three texts."""

from __future__ import annotations

from contextlib import suppress

from digits import Draw, for_any_draws
from drawn_texts import ENDINGS, operation, sound_text
from dsl_texts import TEXTS
from hypothesis import given

from webapp.domain import Shape, Side
from webapp.dsl import Document, parse
from webapp.dsl.difference import compare
from webapp.dsl.edits import AddEdge, AddNode, Operation, UpdateEdge, UpdateNode, apply
from webapp.dsl.merging import Choice, Picks, merge_texts
from webapp.dsl.merging.three_texts import ThreeTexts
from webapp.errors import EditRefused


def edited(document: Document, draw: Draw) -> Document:
    """The text after up to three operations; those that cannot be done are left out."""
    for _ in range(draw.of([1, 2, 3])):
        with suppress(EditRefused):
            document = apply(document, [operation(draw, document.diagram)]).document
    return document


@for_any_draws(2)
def test_what_only_one_side_changed_is_taken_to_the_byte(draw: Draw, more: Draw):
    base = parse(sound_text(draw))
    side = edited(base, more)
    assert ThreeTexts(base, side, base).merge(Picks()).document.text == side.text
    assert ThreeTexts(base, base, side).merge(Picks()).document.text == side.text
    assert merge_texts(base, side, side).document.text == side.text


@given(TEXTS, TEXTS)
def test_what_only_one_side_changed_in_any_text_is_taken_to_the_byte(text: str, other: str):
    base, side = parse(text), parse(other)
    for mine, theirs in ((side, base), (base, side)):
        merged = ThreeTexts(base, mine, theirs).merge(Picks())
        assert merged.document.text == other
        assert merged.clashes == ()


@for_any_draws(3)
def test_a_merge_is_what_its_decisions_say_and_its_clashes_differ(draw: Draw, first: Draw, second: Draw):
    base = parse(sound_text(draw))
    mine, theirs = edited(base, first), edited(base, second)
    merged = merge_texts(base, mine, theirs)
    keys = [clash.key for clash in merged.clashes]
    assert len({*keys}) == len(keys)
    decided = merge_texts(base, mine, theirs, Picks(dict.fromkeys(keys, Choice("theirs"))))
    assert decided.document.text == merged.document.text
    assert decided.clashes == ()
    ThreeTexts(base, mine, theirs).with_markers()


@given(TEXTS, TEXTS, TEXTS)
def test_any_three_texts_are_merged(base: str, mine: str, theirs: str):
    merged = merge_texts(parse(base), parse(mine), parse(theirs))
    assert ("<<<<<<<" in ThreeTexts(parse(base), parse(mine), parse(theirs)).with_markers()) or not merged.clashes


@for_any_draws(3)
def test_every_new_line_is_in_the_merged_text_or_in_a_clash(draw: Draw, first: Draw, second: Draw):
    base = sound_text(draw)
    mine, words = with_lines(base, first, "mine")
    theirs, more = with_lines(base, second, "theirs")
    merged = merge_texts(parse(base), parse(mine), parse(theirs))
    held = "\n".join([merged.document.text, *(f"{clash.mine}\n{clash.theirs}" for clash in merged.clashes)])
    assert [word for word in (*words, *more) if word not in held] == []


def with_lines(text: str, draw: Draw, who: str) -> tuple[str, list[str]]:
    """A text without some of its lines and with others, and a word in each of the new lines."""
    lines = [line for line in text.splitlines(keepends=True) if draw.of([0, 1, 2, 3]) or "{" in line or "}" in line]
    words = []
    for number in range(draw.of([1, 2, 3])):
        word = f"{who}{number}"
        name, other = (f"n{draw.of([1, 2, 4, 7, 8])}" for _ in range(2))
        made = draw.of(
            [
                f'  {name}: circle label:"{word}"',
                f'  {name}.handle(right) -> {other}.handle(left) [label="{word}"]',
                f"  loop [{word}] {name} {other}",
                f"// {word}",
                f"what is {word}",
                f"{word} {{ # {word}\n  n{number + 20}: circle\n}}",
            ]
        )
        words.append(word)
        lines.insert(draw.of(range(len(lines) + 1)), made + draw.of(ENDINGS)[0])
    return "".join(lines), words


def independent(draw: Draw, document: Document, names: tuple[str, ...]) -> Operation | None:
    """An operation on these nodes and the edges between them alone."""
    node, words = draw.of(names), draw.of(["Check", 'say "hi"', "é 你好"])
    edges = [edge.id for edge in document.diagram.edges if {edge.source, edge.target} <= {*names}]
    made: list[Operation | None] = [
        AddNode(document.diagram.node[node].lane, Shape.CIRCLE, words, after=node),
        UpdateNode(node, words, Shape.TASKBOX),
        AddEdge(node, draw.of(names), Side.TOP, Side.BOTTOM, words),
        UpdateEdge(draw.of(edges), words, source_side=Side.TOP) if edges else None,
    ]
    return draw.of(made)


@for_any_draws(2)
def test_edits_that_do_not_touch_are_both_done(draw: Draw, more: Draw):
    base = parse(sound_text(draw))
    mine, theirs = independent(more, base, ("n1", "n2")), independent(more, base, ("n4",))
    if mine is None or theirs is None:
        return
    both = apply(apply(base, [theirs]).document, [mine]).document.diagram
    for first, second in ((mine, theirs), (theirs, mine)):
        merged = merge_texts(base, apply(base, [first]).document, apply(base, [second]).document)
        assert merged.clashes == ()
        found = compare(both, merged.document.diagram)
        assert (found.added, found.removed, [it for it in found.altered if it.changes]) == ((), (), [])
