"""Rules are pure: a busy machine must not make their property tests fail."""

from hypothesis import settings

settings.register_profile("calm", deadline=None)
settings.load_profile("calm")
