"""Rules are pure: a busy machine must not make their property tests fail."""

import os

from hypothesis import Phase, settings

settings.register_profile("calm", deadline=None)
# A rule that was broken on purpose need only be seen to be broken, the same way each time.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile("mutants" if "MUTANT_UNDER_TEST" in os.environ else "calm")
