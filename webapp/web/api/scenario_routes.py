"""Scenarios: run them, propose missing ones, and compare what two versions do."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from webapp.web.api.routing import Routes, read_body
from webapp.web.context import services
from webapp.web.schemas import scenario_models as schemas

routes = Routes("scenarios")


@routes.add("POST", "/scenarios", body=schemas.ScenarioRequest, reply=schemas.ScenariosReply, errors=(413, 422))
def run_scenarios() -> ResponseReturnValue:
    """Run the scenarios of a companion, and return which pass and what they come to."""
    body = read_body(schemas.ScenarioRequest)
    return services().scenarios.run_all(services().drawing.read(body.code, body.companion)).to_json()


@routes.add("POST", "/scenarios/propose", body=schemas.ScenarioRequest, reply=schemas.ProposedReply, errors=(413, 422))
def propose_scenarios() -> ResponseReturnValue:
    """Propose few scenarios for what those of the companion do not come to; nothing is stored."""
    body = read_body(schemas.ScenarioRequest)
    proposal = services().scenarios.propose(services().drawing.read(body.code, body.companion))
    return {"scenarios": [each.to_json() for each in proposal.scenarios], "explored": proposal.explored}


@routes.add("POST", "/scenarios/through", body=schemas.ThroughRequest, reply=schemas.ThroughReply, errors=(413, 422))
def run_through() -> ResponseReturnValue:
    """Find the shortest run that comes to a node or crosses an edge."""
    body = read_body(schemas.ThroughRequest)
    found = services().scenarios.through(services().drawing.read(body.code, body.companion), body.part)
    return {"run": found.run.to_json() if found.run else None, "message": found.message, "explored": found.explored}


@routes.add("POST", "/behaviour", body=schemas.BehaviourRequest, reply=schemas.BehaviourReply, errors=(413, 422))
def compare_behaviour() -> ResponseReturnValue:
    """Compare what two versions do: scenarios and simple paths that appeared, vanished or end elsewhere."""
    body = read_body(schemas.BehaviourRequest)
    before, after = (services().drawing.read(version.code, version.companion) for version in (body.before, body.after))
    return services().scenarios.compare(before, after).to_json()
