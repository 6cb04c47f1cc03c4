"""What a resident does, on a small phone without JavaScript."""

from __future__ import annotations

import re

from tests.journeys.person import Person


class Resident(Person):
    """Somebody who lives here: no account, no name."""

    def say_need(self, text: str, *, settlement: str) -> int:
        """Say a need in two fields; return the number on the receipt."""
        self.open()
        self.follow("/needs/say/")
        self.write(text=text)
        self.page.locator("select[name=settlement]").select_option(label=settlement)
        self.send()
        found = re.search(r"/needs/(\d+)/receipt/", self.page.url)
        assert found, self.page.url
        self.reads(f"№ {found[1]}")
        return int(found[1])

    def comment_on_plan(self, text: str, *, signature: str) -> int:
        """Comment below the plan; return the number on the receipt."""
        self.open("plan/")
        self.page.locator("#comments form [name=text]").fill(text)
        self.page.locator("#comments form [name=signature]").fill(signature)
        self.send(to="/comments/on/plan_version/")
        found = re.search(r"/comments/(\d+)/receipt/", self.page.url)
        assert found, self.page.url
        self.reads(f"№ {found[1]}")
        return int(found[1])

    def vote(self, *, code: str, projects: list[int]) -> str:
        """Vote with the code of a card; return the receipt of the ballot."""
        self.open("vote/")
        self.follow("/vote/ballot/")
        self.write(code=code.lower())
        for number in projects:
            self.tick(approvals=number)
        self.send()
        self.page.locator("button[name=confirmed]").click()
        found = re.search(r"/ballot/recorded/([^/]+)/", self.page.url)
        assert found, self.page.url
        self.reads(found[1])
        return found[1]

    def follow_chain(self, room: str) -> None:
        """Press the first link of the chain that leads to a room."""
        self.page.locator(f".chain a[href*='{room}']").first.click()
        assert room in self.page.url
