"""What the people of a programme do at their laptops."""

from __future__ import annotations

import datetime

from tests.journeys.office import ZONE
from tests.journeys.person import Person


class Programme(Person):
    """Somebody of a programme, signed in. `unit` is the address of the programme's grants in their language."""

    def sign_in(self, *, username: str, password: str, site: str) -> None:
        """Sign in from the sign-in page."""
        self.page.goto(f"{site}/ru/account/sign-in/")
        self.write(username=username, password=password)
        self.send()

    def check_conditions(self, file: str, *, requirements: int) -> None:
        """Find that an application meets every requirement."""
        self.open(f"{file}eligibility/")
        for number in range(1, requirements + 1):
            self.tick(**{f"met_{number}": "yes"})
        self.send()

    def give_to(self, file: str, *reviewers: str) -> None:
        """Give an application to reviewers by their names."""
        for name in reviewers:
            self.open(f"{file}assign/")
            self.page.locator("select[name=reviewer]").select_option(label=name)
            self.send()

    def assess(self, file: str, *points: int) -> None:
        """Hand in one's assessment."""
        self.open(f"{file}assess/")
        self.write(**{f"points_{number}": each for number, each in enumerate(points, start=1)})
        self.write(comment="План ясный, смета подтверждена.")
        self.send()

    def declare_interest(self, file: str) -> None:
        """Say that one cannot judge fairly."""
        self.open(file)
        self.follow("/interest/")
        self.send()

    def sit(self, call: str) -> None:
        """Record a sitting of the committee, today."""
        self.open(f"{call}sittings/new/")
        self.write(held_on=today(), chair="Председатель", secretary="Секретарь", members=5, present=4)
        self.write(present_names="Четыре члена комиссии")
        self.send()

    def decide(self, file: str, outcome: str, **more: object) -> None:
        """Record a decision of the latest sitting."""
        self.open(f"{file}decide/")
        self.tick(outcome=outcome)
        self.write(reasons_kk="Балы бойынша", reasons_ru="По баллам", **more)
        self.send()

    def sign_protocol(self, call: str, sitting: int) -> None:
        """Record that the protocol is signed."""
        self.open(f"{call}sittings/{sitting}/sign/")
        self.write(signed_on=today())
        self.send()

    def sign_contract(self, file: str, *tranches: int) -> None:
        """Record the contract, its tranches due today."""
        self.open(f"{file}contract/")
        ends = datetime.datetime.now(ZONE).date() + datetime.timedelta(days=90)
        self.write(document="Г-77", signed_on=today(), ends_on=ends.isoformat())
        for number, amount in enumerate(tranches, start=1):
            self.write(**{f"amount_{number}": amount, f"due_{number}": today()})
        self.send()

    def pay(self, contract: str, number: int) -> None:
        """Pay a tranche with the button that stands beside it."""
        self.open(contract)
        self.follow(f"/tranches/{number}/")
        self.write(paid_on=today(), document=f"ПП-{number}")
        self.send()

    def answer_report(self, contract: str, number: int, *, accepted: bool, words: str) -> None:
        """Accept or return a report."""
        self.open(contract)
        self.follow(f"/reports/{number}/")
        self.tick(accepted="yes" if accepted else "no")
        self.write(judgment=words)
        self.send()


def today() -> str:
    """Return today as a date input takes it."""
    return datetime.datetime.now(ZONE).date().isoformat()
