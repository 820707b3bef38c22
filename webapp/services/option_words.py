"""The options of runs and their values in words, for people who decide between two of them."""

from __future__ import annotations

QUESTIONS = {
    "start": "where runs start",
    "also_start": "where runs start too",
    "outgoing": "where a node with several edges leads",
    "join": "what happens where tokens meet",
    "reply": "what a token does that comes back to a node",
    "end": "what an end ends",
    "choices": "who chooses at a decision",
}
ANSWERS = {
    ("start", "circles"): "At every event that no edge leads to",
    ("start", "sources"): "At every node that no edge leads to",
    ("start", "chosen"): "Only at the nodes that are ticked",
    ("outgoing", "all"): "Along all edges at the same time",
    ("outgoing", "one"): "Along one edge, which is chosen",
    ("outgoing", "any"): "Along one or more edges, which are chosen",
    ("join", "wait"): "They wait for those that can still arrive",
    ("join", "each"): "None waits",
    ("join", "all"): "They wait for one over every edge",
    ("reply", "stop"): "It ends there",
    ("reply", "restart"): "The node fires again",
    ("end", "token"): "Only the token that reaches it",
    ("end", "run"): "The whole run",
    ("choices", "ask"): "You: the run waits",
    ("choices", "first"): "Nobody: the first branch is taken",
    ("choices", "weights"): "Chance, by the weights of the branches",
}
