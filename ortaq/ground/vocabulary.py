"""The words by which needs, problems and projects are sorted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Theme(models.TextChoices):
    """What a need or a project is about."""

    WATER = "water", _("drinking water")
    ROADS = "roads", _("roads and lighting")
    TRANSPORT = "transport", _("transport")
    POWER = "power", _("electricity and heating")
    CONNECTION = "connection", _("mobile connection and internet")
    HEALTH = "health", _("health")
    SCHOOL = "school", _("school and kindergarten")
    CULTURE = "culture", _("culture and sport")
    SAFETY = "safety", _("safety")
    ENVIRONMENT = "environment", _("cleanliness and nature")
    LIVESTOCK = "livestock", _("livestock and pasture")
    WORK = "work", _("work and business")
    CARE = "care", _("social support")
    OTHER = "other", _("other")


class Group(models.TextChoices):
    """Groups whose voice is easily missed. A speaker names a group of their own will, or none."""

    WOMEN = "women", _("women")
    YOUTH = "youth", _("young people")
    OLDER = "older", _("older people")
    DISABILITY = "disability", _("people with disabilities and their families")
    LARGE_FAMILY = "large_family", _("large families")
    UNEMPLOYED = "unemployed", _("people without work")
    HERDERS = "herders", _("herders and people at far camps")
    ENTREPRENEURS = "entrepreneurs", _("entrepreneurs and farmers")
    MINORITY = "minority", _("ethnic minorities")
