"""Presenters: all pages of a diagram are told of their run and their place, and nobody speaks for them."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from test_bell import Listener, listening, server  # noqa: F401 (a fixture)

from webapp.services.audience import Audience
from webapp.services.people import MOST_PEOPLE, People
from webapp.services.presenters import Presenters

SECRET, OTHER = "a" * 32, "b" * 32
PLACE = {"x": 1.5, "y": 0, "width": 800, "height": 600, "scale": 1.25, "drawing": [900, 700], "node": "n2"}


def state(number: int = 1, **differs: Any) -> dict[str, Any]:
    return {"secret": SECRET, "number": number, "name": "Anna", "run": f"at={number}", "place": PLACE, **differs}


def post(client: FlaskClient, key: str, **differs: Any) -> Any:
    return client.post(f"/api/documents/{key}/presenter", json=state(**differs))


def shown_to(there: Listener) -> Any:
    """What the next event of a presenter says."""
    while (found := there.next())[0] != "follow":
        assert found[0]
    return found[1]


def test_a_state_is_told_to_all_and_to_those_who_come_later(server, client, keys):  # noqa: F811
    with listening(server.port, keys["view"]) as first:
        made = post(client, keys["edit"])
        assert made.status_code == 200
        told = shown_to(first)
        expected = {"name": "Anna", "colour": 0, "edits": True, "run": "at=1", "place": PLACE, "version": 0}
        assert told == {**expected, "presenter": made.json["presenter"], "followers": 0}
        assert post(client, keys["edit"], turn=made.json["turn"], number=2).status_code == 200
        assert shown_to(first)["run"] == "at=2"
        with listening(server.port, keys["view"]) as later:
            assert shown_to(later)["run"] == "at=2"

        post(client, keys["edit"], turn=made.json["turn"], number=3, gone=True)
        assert shown_to(first) == {"presenter": "", "name": "Anna", "ended": "gone", "followers": 0}


def test_everybody_knows_how_many_follow(server, client, keys):  # noqa: F811
    presenter = post(client, keys["edit"]).json["presenter"]
    said = {"person": "tab-1", "name": "Ben", "follows": presenter}
    with listening(server.port, keys["view"]) as there:
        assert shown_to(there)["followers"] == 0
        client.post(f"/api/documents/{keys['view']}/presence", json=said)
        assert shown_to(there)["followers"] == 1
        client.post(f"/api/documents/{keys['view']}/presence", json={**said, "gone": True})
        assert shown_to(there)["followers"] == 0


def test_one_presents_at_a_time_and_taking_over_is_asked_for(client: FlaskClient, keys: dict[str, str]):
    first = post(client, keys["view"]).json
    refused = post(client, keys["edit"], secret=OTHER, name="Ben")
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "somebody-presents")
    assert refused.json["error"]["name"] == "Anna"

    assert post(client, keys["edit"], secret=OTHER, name="Ben", takes_over=True).status_code == 200

    late = post(client, keys["view"], turn=first["turn"], number=2)
    assert (late.status_code, late.json["error"]["name"]) == (409, "Ben")
    by_view = post(client, keys["view"], takes_over=True)
    assert by_view.status_code == 403
    assert "Ben presents and may edit" in by_view.json["error"]["message"]


@pytest.mark.parametrize(
    ("differs", "said"),
    [
        ({"run": "choices=n1"}, "choice 1 must be a node"),
        ({"run": "at=-1"}, "the step"),
        ({"run": "<b>\n"}, "run"),
        ({"run": "x" * 30_001}, "run"),
        ({"place": {**PLACE, "x": 1e9}}, "place"),
        ({"place": {**PLACE, "width": 0}}, "place"),
        ({"place": {"x": 1}}, "place"),
        ({"secret": "short"}, "secret"),
        ({"turn": 2**53 - 1}, "turn"),
        ({"name": "a\n"}, "name"),
        ({"presenter": "somebody"}, "presenter"),
    ],
)
def test_a_forged_state_is_refused_in_words(client: FlaskClient, keys: dict[str, str], differs: Any, said: str):
    answer = post(client, keys["view"], **differs)

    assert answer.status_code == 400
    assert said in str(answer.json["error"])


def test_a_link_that_was_ended_presents_no_longer(client: FlaskClient, keys: dict[str, str]):
    turn = post(client, keys["edit"]).json["turn"]
    links = client.get(f"/api/documents/{keys['own']}/links").json["links"]
    edit = next(link for link in links if link["right"] == "edit")
    client.delete(f"/api/documents/{keys['own']}/links/{edit['id']}")

    answer = post(client, keys["edit"], turn=turn, number=2)

    assert answer.status_code == 404
    assert "this link has been ended" in answer.json["error"]["message"]


class Clock:
    """Counts seconds as it is told."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def news(turn: int, presenter: str, number: int, ended: str = "") -> dict[str, Any]:
    return {
        "turn": turn,
        "presenter": presenter,
        "number": number,
        "edits": False,
        "said": {"name": presenter, "run": f"at={number}"},
        "ended": ended,
    }


def test_processes_agree_on_who_presents_in_whichever_order_they_hear() -> None:
    told = [news(1, "anna", 1), news(1, "anna", 2), news(1, "ben", 1), news(2, "anna", 1), news(2, "anna", 2, "gone")]
    for each in (told, told[::-1], told[2:] + told):
        process = Presenters(None, None)  # type: ignore[arg-type]
        for one in each:
            process.hear(1, one)
        assert process.current(1) is None
        assert process.hear(1, news(3, "ben", 1)) is not None


def test_a_presenter_who_falls_silent_presents_no_longer_and_may_go_on() -> None:
    clock = Clock()
    process = Presenters(None, None, clock)  # type: ignore[arg-type]
    process.hear(1, news(1, "anna", 1))
    clock.at = 44
    assert process.forget_silent() == []
    clock.at = 45
    assert process.forget_silent() == [(1, {"presenter": "", "name": "anna", "ended": "silent"})]
    assert process.hear(1, news(1, "anna", 2)) is not None


def test_what_a_person_says_again_is_told_to_nobody_and_who_is_silent_is_gone() -> None:
    clock = Clock()
    people = People(clock)
    said = {"person": "a", "name": "Anna", "follows": ""}
    assert people.hear(1, said)
    clock.at = 30
    assert not people.hear(1, dict(said))
    clock.at = 60
    assert people.present(1) == [said]
    clock.at = 75
    assert people.forget_absent() == [(1, {**said, "gone": True})]


def test_of_very_many_people_all_count_as_followers_and_the_first_are_told_of() -> None:
    people = People()
    for number in range(MOST_PEOPLE + 20):
        told = people.hear(1, {"person": str(number), "follows": "anna"})
        assert told == (number < MOST_PEOPLE)

    assert people.followers(1, "anna") == MOST_PEOPLE + 20
    assert len(people.present(1)) == MOST_PEOPLE


class Wire:
    """A bell whose news reach the audiences of two processes, the other one later."""

    reaches_others = True

    def __init__(self) -> None:
        self.hears: list[Any] = []
        self.late: list[Any] = []

    def listen(self, hears: Any) -> None:
        self.hears.append(hears)

    def tell(self, told: Any) -> None:
        self.hears[0](told)
        self.late.append(told)

    def arrive(self) -> None:
        """Everybody hears what was told, also who told it."""
        for told in self.late:
            for hears in self.hears:
                hears(told)
        self.late.clear()


class Documents:
    """One document with two keys."""

    def access(self, key: str, _needed: Any) -> Any:
        from webapp.services.documents import Right

        return type("Access", (), {"document": 1, "right": Right(key)})()

    def live_numbers(self, _documents: Any) -> dict[int, int]:
        return {1: 0}


def test_the_pages_of_another_process_follow_too_and_nobody_is_told_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Audience, "_look_on", lambda self: None)
    wire = Wire()
    here, there = [Audience(Documents(), Documents(), wire, None) for _ in range(2)]  # type: ignore[arg-type]
    told: dict[str, list[Any]] = {"here": [], "there": []}
    for name, audience in (("here", here), ("there", there)):
        audience.follow("view", "", lambda event, data, name=name: told[name].append((event, data)))
    here.present("edit", SECRET, 0, 1, {"name": "Anna", "run": ""})
    wire.arrive()

    assert [event for event, _ in told["here"]] == ["version", "follow"]
    assert told["here"] == told["there"]
    late: list[Any] = []
    there.follow("view", "", lambda event, data: late.append((event, data)))
    assert late == told["there"]
