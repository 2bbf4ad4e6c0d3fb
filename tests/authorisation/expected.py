"""The table of authorisation, read once more by a second reader: columns, sides, stages.

The tests hold the code against this reading, so it must not call the code that it judges.
"""

from casework.rules.authorisation import TABLE, Action, Role

# Rows that are about something else than a case.
NOT_ABOUT_A_CASE = {
    Action.CHECK_LETTER,
    Action.READ_PUBLIC,
    Action.VERIFY_IDENTITY,
    Action.OWN_ACCOUNT,
    Action.REFERENCE_DATA,
    Action.OFFERS,
    Action.CONFIRM_IDENTITY,
    Action.DEAD_DUTIES,
    Action.STOP_ISSUING,
    Action.OWN_BANK,
    Action.OWN_SYSTEMS,
    Action.MANDATES,
    Action.MANDATE_AT_COUNTER,
    Action.GUARDIAN_AT_COUNTER,
    Action.EMPLOYERS,
    Action.ANSWER_QUESTIONS,
    Action.CARDS,
    Action.CARD_SYSTEMS,
    Action.PREPARE_RECORDS,
    Action.RELEASE_RECORDS,
    Action.SEND_ARRIVALS,
    Action.READ_PAYMENTS,
    Action.CHANGE_ENTITLEMENT,
    Action.PREPARE_BATCH,
    Action.RELEASE_BATCH,
    Action.PROVE,
    Action.MANAGE_CLERKS,
    Action.HOSPITALS,
    Action.SEE_FIGURES,
}
ABOUT_A_CASE = [action for action in Action if action not in NOT_ABOUT_A_CASE]

# The column each of the cast stands in, and where their agency is to the case: on the new side (N),
# the original side (R), above the new side (S), in its province (P), or nowhere.
COLUMN = {
    "anonymous": (Role.ANONYMOUS, ""),
    "unverified": (Role.UNVERIFIED, ""),
    "applicant": (Role.VERIFIED, "O"),
    "other_person": (Role.VERIFIED, ""),
    # G: by a mandate for this service; the others' has ended, or is for another service.
    "delegate": (Role.DELEGATE, "G"),
    "former_delegate": (Role.VERIFIED, ""),
    "delegate_elsewhere": (Role.VERIFIED, ""),
    "pension_new_a": (Role.NEW_CLERK, "N"),
    "pension_original_a": (Role.ORIGINAL_CLERK, "R"),
    "pension_stranger": (Role.NEW_CLERK, ""),
    "medical_new_a": (Role.NEW_CLERK, ""),
    "new_supervisor": (Role.SUPERVISOR, "N"),
    "original_supervisor": (Role.SUPERVISOR, "R"),
    "supervisor_above": (Role.SUPERVISOR, "S"),
    "stranger_supervisor": (Role.SUPERVISOR, ""),
    "auditor_here": (Role.AUDITOR, "P"),
    "auditor_elsewhere": (Role.AUDITOR, ""),
    "administrator": (Role.ADMINISTRATOR, ""),
    "client_new": (Role.CLIENT, "N"),
    "client_original": (Role.CLIENT, "R"),
    "client_stranger": (Role.CLIENT, ""),
}

# From which stage on each side has had a turn. Nobody but its owner sees a draft.
NEW_SIDE = {
    "in review",
    "correction asked",
    "withdrawn",
    "refused",
    "letter issued",
    "letter delivered",
    "clarification asked",
    "letter returned",
    "handed over",
    "disputed",
    "clearing",
    "completed",
}
ORIGINAL_SIDE = {
    "letter delivered",
    "clarification asked",
    "letter returned",
    "handed over",
    "disputed",
    "clearing",
    "completed",
}


def lets_in(name, action, stage, *, is_escalated=False):
    """Whether the table lets this one of the cast do this to the case at this stage."""
    role, place = COLUMN[name]
    letters = TABLE[action].cells.get(role, "")
    if not letters or action is Action.FILE_AT_COUNTER:  # nobody stands at anybody's counter
        return False
    reach = _reach(place, stage, is_escalated)
    letter = letters[0]
    if letter == "A":
        return True
    if letter == "E":
        return bool(reach & {"N", "R", "S"})
    return letter in reach


def _reach(place, stage, is_escalated):
    reach = set()
    if place in ("O", "G"):
        reach.add(place)
    if stage in NEW_SIDE:
        reach |= {"N"} & {place} | {"P"} & {place}
    if stage in ORIGINAL_SIDE:
        reach |= {"R"} & {place}
    if is_escalated:
        reach |= {"S"} & {place}
    return reach


def sees(name, stage, *, is_escalated=False):
    """Whether the case exists for this one of the cast at this stage (row 7)."""
    role, place = COLUMN[name]
    if place in ("O", "G"):
        return True
    wanted = {
        Role.NEW_CLERK: {"N"},
        Role.ORIGINAL_CLERK: {"R"},
        Role.SUPERVISOR: {"N", "R", "S"},
        Role.AUDITOR: {"P"},
        Role.CLIENT: {"N", "R"},
    }.get(role, set())
    return bool(_reach(place, stage, is_escalated) & wanted)


def lets_file_at_counter(name, stage):
    """Whether this one of the cast files for the person while they stand there (row 5).

    A draft has no agency yet, so any counter may fill it in; none but the agency's own sends it.
    """
    role, place = COLUMN[name]
    is_clerk = role in (Role.NEW_CLERK, Role.ORIGINAL_CLERK)  # of a draft nobody is either yet
    column = Role.NEW_CLERK if is_clerk else role
    letters = TABLE[Action.FILE_AT_COUNTER].cells.get(column, "")
    return bool(letters) and (stage == "draft" or place == "N")
