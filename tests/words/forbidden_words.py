"""Words and phrases that must not come back, each with what is written instead.

One word for each thing: diagram, lane, node (event, activity, decision, task), edge, label, side, loop, problem, run,
step (one firing of a run), branch, version, link.
"""

from __future__ import annotations

FORBIDDEN: dict[str, str] = {
    # Other words for a thing that has one.
    r"connections?": "edge",
    r"arrows?(?! keys?\b)": "edge",
    r"documents?": "diagram",
    r"findings?": "problem",
    r"workflows?(?! as swimlane diagrams)": "diagram",
    r"(?:the|a|this|whole|your) drawings?": "diagram",
    r"(?:add|insert|select|place|rename|connect|new|first)(?: an?| the| one)? steps?": "node, or activity",
    r"(?:its|with|the) steps in it|with its steps|steps? stands?": "node",
    r"(?:this|one) way (?:is )?taken|ways? (?:on|at once)": "branch",
    r"caret": "cursor",
    r"the words(?: on| of|$)|its words": "label, or text",
    r"(?:the )?first page": "home page",
    r"new versions? of one's own|a copy of your own": "copy",
    # What no native writer would write.
    r"allows? to": "lets you, or can",
    r"stands?|standing": "is",
    r"lanes lie|where lanes": "lanes are rows, lanes are columns",
    r"let(?:s|ting)? go(?: of)?": "reset, or cancel",
    r"anew": "again, or a verb with re-",
    r"out of reach": "cannot be reached",
    r"no room left": "is full",
    r"by chance": "at random",
    r"another future|choose otherwise": "a different run, another branch",
    r"undo brings|brings (?:it|them) back": "You can undo this",
    r"takes? (?:\w+ ){0,3}over": "uses, or replaces",
    r"taken off|take (?:\S+ )?off": "removed from",
    r"keeps? the right|has its right|the right of": "can edit, can view",
    r"what may stand|what is offered": "suggestions",
    r"was moved away|forget what was moved": "reset all positions",
    r"fix all safe": "Apply all safe fixes",
    r"is said about|what is told": "the message",
    r"run from \S+ to \S+ without gaps|a brace too many": "a sentence that says what is wrong and what to do",
    r"and mends|mends? (?:it|the|them)": "fixes",
    r"to the byte": "unchanged, or exactly",
    r"until then": "for now, where no sentence before it names a moment",
    r"by blanks": "by spaces, or with spaces",
    r"scrub": "move through the steps",
}
