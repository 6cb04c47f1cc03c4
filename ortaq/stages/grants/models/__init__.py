"""Facts of grants: the call, the applications, how they were judged, and what came of the money."""

from ortaq.stages.grants.models.applying import (
    Applicant,
    Application,
    ApplicationState,
    BudgetItem,
    Evidence,
    PersonKind,
)
from ortaq.stages.grants.models.calling import Call, Criterion, Requirement
from ortaq.stages.grants.models.carrying_out import (
    Contract,
    JobCount,
    Report,
    ReportState,
    Survival,
    Tranche,
    Visit,
)
from ortaq.stages.grants.models.judging import (
    Assessment,
    Assignment,
    Decision,
    EligibilityAnswer,
    Interest,
    Mark,
    Outcome,
    Sitting,
)

__all__ = [
    "Applicant",
    "Application",
    "ApplicationState",
    "Assessment",
    "Assignment",
    "BudgetItem",
    "Call",
    "Contract",
    "Criterion",
    "Decision",
    "EligibilityAnswer",
    "Evidence",
    "Interest",
    "JobCount",
    "Mark",
    "Outcome",
    "PersonKind",
    "Report",
    "ReportState",
    "Requirement",
    "Sitting",
    "Survival",
    "Tranche",
    "Visit",
]
