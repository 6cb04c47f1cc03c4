"""IATI 2.03: what donors and their registries read of a programme, and of each plan line that is carried out."""

from .file import activities_of_programme, activities_of_unit

__all__ = ["activities_of_programme", "activities_of_unit"]
