"""The way, one room each, in the order in which a plan is made."""

STAGES = (
    "profile",
    "needs",
    "projects",
    "vote",
    "plan",
    "assembly",
    "results",
)
