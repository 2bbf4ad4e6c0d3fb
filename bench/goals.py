"""What is asked for, whether it was met, and what was not: told at the end once more."""

import sys

OK, MISSED = "ok", "MISSED"
_over: list[tuple[str, list[str]]] = []  # of each row its name, and what is more than its goal


def verdict(name: str, *pairs: tuple[float, float | None]) -> str:
    """Return whether each figure is at most its goal; without any goal there is nothing to say."""
    asked = [(found, most) for found, most in pairs if most is not None]
    if not asked:
        return ""
    over = [f"{found:.4g} of {most:g}" for found, most in asked if found > most]
    _over.append((name, over))
    return MISSED if over else OK


def end() -> None:
    """Name every goal that was missed, and end with 1 where there is one."""
    missed = [(name, over) for name, over in _over if over]
    if _over:
        held = len(_over) - len(missed)
        print(f"\n{held} of {len(_over)} rows hold what is asked for.", flush=True)
    for name, over in missed:
        print(f"  missed: {name}: {', '.join(over)}")
    if missed:
        sys.exit(1)
