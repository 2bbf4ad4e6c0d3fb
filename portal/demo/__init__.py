"""The demo world: invented agencies, people, histories and cases, and a clock that can be moved."""
