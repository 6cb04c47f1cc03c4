"""Addresses of a project's pages, with the cycle they belong to."""

from __future__ import annotations

from django.urls import reverse

from ortaq.stages.projects.models import Project


def project_url(project: Project, name: str = "project") -> str:
    """Return the address of a project's page; `unit` and `cycle` of the project are read."""
    return page_url(name, project.unit.slug, project.cycle.first_year, number=project.number)


def page_url(name: str, unit: str, first_year: int, **where: object) -> str:
    """Return the address of a page of this room for a unit's slug and the first year of a cycle."""
    return f"{reverse(f'projects:{name}', kwargs={'unit': unit, **where})}?cycle={first_year}"
