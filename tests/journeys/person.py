"""Somebody before a screen: writes into fields by their names, marks, chooses, and sends the form."""

from __future__ import annotations

from playwright.sync_api import Page, expect


class Person:
    """A person with a device. `unit` is the address of the unit's pages in the language that the person reads."""

    def __init__(self, page: Page, unit: str) -> None:
        self.page = page
        self.unit = unit

    def open(self, path: str = "") -> None:
        """Open a page of the unit."""
        answer = self.page.goto(self.unit + path)
        assert answer is not None
        assert answer.ok, f"{answer.status} {answer.url}"

    def write(self, **values: object) -> None:
        """Write into the fields of these names."""
        for name, value in values.items():
            self.page.locator(f"[name='{name}']").fill(str(value))

    def choose(self, **values: str) -> None:
        """Choose in lists."""
        for name, value in values.items():
            self.page.locator(f"select[name='{name}']").select_option(value)

    def tick(self, **values: object) -> None:
        """Tick a box or take one of several choices."""
        for name, value in values.items():
            self.page.locator(f"[name='{name}'][value='{value}']").check()

    def follow(self, address: str) -> None:
        """Press the first link of the page's content whose address holds this."""
        self.page.locator(f"main a[href*='{address}']").first.click()
        self.page.wait_for_load_state()

    def send(self, to: str = "") -> None:
        """Press the button of the page's form, or of the form that leads to an address; it must be accepted."""
        form = f"form[method=post][action*='{to}']" if to else "form[method=post]"
        self.page.locator(f"main {form} button:not([name=search], [type=button])").first.click()
        self.page.wait_for_load_state()
        alert = self.page.locator("main [role=alert]")
        assert alert.count() == 0, f"{self.page.url}: {alert.first.inner_text()}"

    def reads(self, *words: str) -> None:
        """The page says these words."""
        for each in words:
            expect(self.page.locator("main")).to_contain_text(each)
