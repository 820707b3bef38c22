"""How many examples a property is tried on, here and in CI."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A machine that is busy is slow at drawing examples too, and that is no fault of the test.
_patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

# The language is what everything else rests on, and any text may reach it: what it promises of texts and of edits
# is tried often. Each example costs milliseconds, so this number alone decides how long CI takes for a property.
OF_THE_LANGUAGE_IN_CI = 5_000
# The examples are the same in each run of CI: more of them find nothing in later runs that the first did not find.
OTHERS_IN_CI = 500

settings.register_profile("default", _patient, max_examples=75)
settings.register_profile("ci", _patient, max_examples=OTHERS_IN_CI, derandomize=True)
# A long hunt for what CI's examples miss: pytest --hypothesis-profile=hunt
settings.register_profile("hunt", _patient, max_examples=20_000)


def promised_by_the_language() -> settings:
    """Return how often a property is tried that the language promises: in CI ten times as often as others."""
    if settings.get_current_profile_name() == "ci":
        return settings(max_examples=OF_THE_LANGUAGE_IN_CI)
    return settings()
