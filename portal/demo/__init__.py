"""The demo world: invented agencies, people, histories and cases, and a clock that can be moved."""

from portal.demo.sign_ins import greeting, identity_to_verify, sign_ins

__all__ = ["greeting", "identity_to_verify", "sign_ins"]
