"""The way, one room each, in the order in which a plan is made."""

STAGES = (
    "profile",
    "circle",
    "needs",
    "dialogue",
    "projects",
    "vote",
    "plan",
    "assembly",
    "grants",
    "partners",
    "results",
)
