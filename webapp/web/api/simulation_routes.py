"""Many runs: short computations are answered at once, longer ones get a name under which one asks for progress."""

from __future__ import annotations

from typing import Any

from flask.typing import ResponseReturnValue

from webapp.services.parsed_text import ParsedText
from webapp.services.simulating import begun_after, setting_of, wanted_of
from webapp.services.simulation_jobs import Computation
from webapp.simulation.many_runs.wanted_runs import Setting
from webapp.web.api.routing import Routes, read_body
from webapp.web.context import services
from webapp.web.schemas.simulations import SimulateReply, SimulateRequest

AT_ONCE = 1.0
"""Seconds for which the first answer waits for the result: most computations take less."""
NEXT = 1.0
"""Seconds for which a question about progress waits for some: it holds a thread."""

routes = Routes("simulations")


@routes.add("POST", "/simulate", body=SimulateRequest, reply=SimulateReply, errors=(413, 422, 503))
def simulate() -> ResponseReturnValue:
    """Compute many runs of a diagram: how long they take, how they end, who is busy, what waits."""
    body = read_body(SimulateRequest)
    parsed = services().drawing.read(body.code, body.companion)
    setting = setting_of(parsed, body.profile, body.options)
    begun = None
    if body.after:
        after = body.after
        begun = begun_after(parsed, after.choices, after.seed, body.options, after.at)
    wanted = wanted_of(body.runs, body.seed, body.warm_up, body.within, begun)
    computation = services().simulations.start(setting, wanted, _other(body, parsed))
    computation.wait_for_end(AT_ONCE)
    return _answer(computation)


@routes.add("GET", "/simulate/<job>", reply=SimulateReply, errors=(404, 422, 503))
def simulation(job: str) -> ResponseReturnValue:
    """Return the result of many runs that were asked for, or how far their computation is."""
    computation = services().simulations.find(job)
    computation.wait(NEXT)
    return _answer(computation)


@routes.add("DELETE", "/simulate/<job>", status=204, errors=(404,))
def cancel_simulation(job: str) -> ResponseReturnValue:
    """Cancel a computation of many runs."""
    services().simulations.cancel(job)
    return "", 204


def _other(body: SimulateRequest, parsed: ParsedText) -> Setting | None:
    other = body.other
    if other is None:
        return None
    profile = other.profile if other.profile is not None else body.profile if other.companion is None else None
    if other.code is not None or other.companion is not None:
        code = other.code if other.code is not None else body.code
        companion = other.companion if other.companion is not None else body.companion
        parsed = services().drawing.read(code, companion)
    return setting_of(parsed, profile, body.options)


def _answer(computation: Computation) -> dict[str, Any]:
    if not computation.ended:
        return {"job": computation.id, "progress": min(computation.progress, 1.0), "result": None}
    services().simulations.finish(computation)
    return {"job": None, "progress": 1.0, "result": computation.result()}
