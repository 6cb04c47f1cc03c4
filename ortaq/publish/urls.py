"""Addresses of the documents."""

from django.urls import path

from ortaq.publish import ballots

app_name = "publish"
urlpatterns = [
    path("vote/cards/", ballots.cards, name="vote_cards"),
    path("vote/ballot.pdf", ballots.paper_ballot, name="paper_ballot"),
]
