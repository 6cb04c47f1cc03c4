"""Addresses of the documents."""

from django.urls import path

from ortaq.publish import ballots, conversation_sheet, meeting_pages, needs_sheet, plan_pages, report_pages

app_name = "publish"
urlpatterns = [
    path("needs/sheet.xlsx", needs_sheet.needs_sheet, name="needs_sheet"),
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
    path("report.<str:kind>", report_pages.report, name="report"),
    path("vote/cards/", ballots.cards, name="vote_cards"),
    path("vote/ballot.pdf", ballots.paper_ballot, name="paper_ballot"),
]
