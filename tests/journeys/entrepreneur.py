"""What an entrepreneur does on a small phone, without an account and without JavaScript."""

from __future__ import annotations

import re

from tests.journeys.person import Person


class Entrepreneur(Person):
    """Somebody who applies for a grant with nothing but a number and a secret."""

    number = 0
    secret = ""
    file = ""

    def begin(self) -> None:
        """Find the open call and begin; write down the receipt."""
        self.open("grants/")
        self.follow("/apply/")
        self.send()
        self.number = int(self.page.locator("#number").inner_text())
        self.secret = self.page.locator("#secret").inner_text()
        self.page.locator("main a.btn").first.click()
        found = re.search(r"/grants/\w+/\d+/files/\d+/", self.page.url)
        assert found, self.page.url
        self.file = found[0].removeprefix("/")

    def fill_in(self, *, title: str, name: str, grant: int, own: int) -> None:
        """Fill in the four parts."""
        self._part("business")
        self.write(title=title, idea="Нан пісіремін, пеш керек.", use_for_village="Күн сайын жаңа нан.")
        self.choose(person_kind="future", woman_led="yes")
        self.page.locator("select[name=settlement]").select_option(index=1)
        self.send()
        self._part("money")
        self.write(requested=grant, own_part=own, title_1="Пеш", grant_1=grant, own_1=own)
        self.send()
        self._part("jobs")
        self.write(jobs=2, jobs_women=2, jobs_youth=1)
        self.send()
        self._part("person")
        self.write(name=name, contact="+7 700 000 00 00")
        self.page.locator("[name=consents]").check()
        self.send()

    def _part(self, part: str) -> None:
        self.page.locator(f"main a.btn[href*='/parts/{part}/']").click()

    def hand_in(self) -> None:
        """Press the button that stands there once nothing is missing."""
        self.send(to="/hand-in/")

    def close(self) -> None:
        """Close the application on this phone."""
        self.send(to="/leave/")

    def come_back(self) -> None:
        """Open the application again; where this phone has closed it, with number and secret."""
        self.open(self.file)
        if "/mine/" not in self.page.url:
            return
        self.write(number=self.number, secret=self.secret.lower())
        self.send()

    def withdraw(self) -> None:
        """Take the application back."""
        self.follow("/withdraw/")
        self.send()

    def report(self, text: str, *, spent: int, own: int) -> None:
        """Report on the tranche paid last."""
        self.follow("/report/")
        self.write(text=text, spent=spent, own_spent=own)
        self.send()
