"""What an agency's system may be let in for."""

READ, WRITE = "cases.read", "cases.write"
SCOPES = {
    READ: "Read the cases of the agency.",
    WRITE: "Act in the cases of the agency; a second person still approves.",
}
