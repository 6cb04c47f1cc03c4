"""Addresses of the documents."""

from django.urls import path

from ortaq.publish import (
    ballots,
    call_pages,
    conversation_sheet,
    grant_pages,
    meeting_pages,
    needs_sheet,
    partner_sheet,
    plan_pages,
    press_release,
    report_pages,
)

app_name = "publish"
urlpatterns = [
    path("needs/sheet.xlsx", needs_sheet.needs_sheet, name="needs_sheet"),
    path("circle/sheet.xlsx", call_pages.volunteer_sheet, name="volunteer_sheet"),
    path("circle/call-<str:language>.pdf", call_pages.call_poster, name="call_poster"),
    path("meetings/<int:number>/notice-<str:language>.pdf", meeting_pages.notice, name="notice"),
    path("meetings/<int:number>/sheet-<str:language>.pdf", meeting_pages.sheet, name="sheet"),
    path("meetings/<int:number>/protocol-<str:language>.<str:format>", meeting_pages.protocol, name="protocol"),
    path("plan/<int:number>.<str:kind>", plan_pages.plan_version, name="plan_version"),
    path("plan/draft.<str:kind>", plan_pages.plan_draft, name="plan_draft"),
    path(
        "dialogue/<int:number>/sheet-<str:language>.pdf",
        conversation_sheet.conversation_sheet,
        name="conversation_sheet",
    ),
    path("plan/lines/<int:number>/partner-<str:language>.pdf", partner_sheet.partner_sheet, name="partner_sheet"),
    path("news/<int:number>/release-<str:language>.pdf", press_release.press_release, name="press_release"),
    path("report.<str:kind>", report_pages.report, name="report"),
    path(
        "grants/<slug:programme>/<int:call>/<int:number>.<str:kind>", grant_pages.own_letter, name="grant_letter"
    ),
    path("vote/cards/", ballots.cards, name="vote_cards"),
    path("vote/ballot.pdf", ballots.paper_ballot, name="paper_ballot"),
]
