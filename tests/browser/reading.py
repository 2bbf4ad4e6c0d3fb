"""Somebody before a browser, who finds things by the words they read on the page."""

from datetime import date

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page

from law.wording import Text
from tests.browser.looking import look, untranslated

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
TWICE_AS_LARGE = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}
PATIENCE = 10_000  # ms; a page of ours takes a tenth of a second
# The browser itself notes a form that came back with its mistakes.
EXPECTED_NOISE = ("status of 422",)


def told_at_length(*answers: object):
    """Return answers with which only `make test-long` tells a story again."""
    return pytest.param(*answers, marks=pytest.mark.long)


class Reader:
    """A browser window in one language; every page it comes to is looked at."""

    def __init__(
        self,
        browser,
        address: str,
        language: str,
        device: dict,
        *,
        elder=False,
        reads_both=True,
        **window,
    ) -> None:
        self.reads_both = reads_both  # not where a page that is asked for again is another page
        self.address, self.language = address, language
        self.runs_scripts = window.get("java_script_enabled", True)
        self.context = browser.new_context(base_url=address, **device, **window)
        self.prefer("django_language", language)
        self.prefer("elder", "on" if elder else "off")
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.noise: list[str] = []
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))

    def prefer(self, name: str, value: str) -> None:
        """Set a cookie."""
        self.context.add_cookies([{"name": name, "value": value, "url": self.address}])

    def _listen(self, message) -> None:
        expected = any(each in message.text for each in EXPECTED_NOISE)
        if message.type in ("error", "warning") and not expected:
            self.noise.append(message.text)

    def look(self) -> None:
        """Hold the page against all that is asked of every page."""
        self.page.wait_for_load_state()
        look(self.page, self.language, runs_scripts=self.runs_scripts)
        assert not self.noise, f"{self.page.url}: {self.noise}"
        if self.reads_both:
            self.look_at_the_other_language()

    def look_at_the_other_language(self) -> None:
        """Read the same address once more as somebody of the other language, if it is for reading.

        A story is told once, in one language; its pages are whole in both.
        """
        other = "zh-hans" if self.language == "en" else "en"
        jar = {each["name"]: each["value"] for each in self.context.cookies(self.address)}
        jar["django_language"] = other
        cookie = "; ".join(f"{name}={value}" for name, value in jar.items())
        answer = self.context.request.get(self.page.url, headers={"Cookie": cookie})
        if answer.ok and answer.url == self.page.url:
            missing = untranslated(self.page, other, answer.text())
            assert not missing, f"{self.page.url} ({other}): not translated: {missing}"

    def words(self, english: str | Text) -> str:
        """Return what the page says for these English words, or for a pair of both languages."""
        if isinstance(english, Text):
            return english.in_language(self.language)
        with translation.override(self.language):
            return gettext(english)

    def reads(self, english: str) -> bool:
        """Whether the page says this."""
        return self.words(english) in self.page.locator("main").inner_text()

    def open(self, path: str) -> None:
        """Go to an address."""
        self.page.goto(path)
        self.look()

    def follow(self, english: str, *, within: str = "body") -> None:
        """Click a link."""
        links = self.page.locator(within).get_by_role("link", name=self.words(english))
        self._go(links.first)

    def press(self, english: str, *, within: str = "main") -> None:
        """Click a button that sends a form."""
        buttons = self.page.locator(within).get_by_role("button", name=self.words(english))
        self._go(buttons.last)

    def _go(self, control) -> None:
        with self.page.expect_navigation():
            control.click()
        self.look()

    def type(self, english: str, text: str) -> None:
        """Fill in a field."""
        self.page.get_by_label(self.words(english), exact=True).last.fill(text)

    def fill(self, **fields: str) -> None:
        """Fill in fields by their names."""
        for name, text in fields.items():
            self.page.locator(f"main [name={name}]").last.fill(text)

    def fill_day(self, name: str, day: date) -> None:
        """Fill in a date: one field at the desk, three boxes elsewhere."""
        calendar = self.page.locator(f"main [name={name}]")
        if calendar.count():
            calendar.last.fill(day.isoformat())
            return
        boxes = {"year": day.year, "month": day.month, "day": day.day}
        self.fill(**{f"{name}_{box}": str(number) for box, number in boxes.items()})

    def fields(self) -> list[str]:
        """Return the names of what the page's form asks."""
        asked = "main form :is(input, select, textarea):not([type=hidden])"
        return [each.get_attribute("name") for each in self.page.locator(asked).all()]

    def unfold(self, english: str) -> None:
        """Open what is folded under these words, where the page has not opened it already."""
        summaries = self.page.locator("summary").filter(has_text=self.words(english))
        if summaries.first.locator("xpath=..").get_attribute("open") is None:
            summaries.first.click()

    def unfold_all(self) -> None:
        """Open everything that is folded."""
        self.page.evaluate(
            "document.querySelectorAll('details').forEach((each) => each.open = true)"
        )

    def tick(self, name: str, value: str = "") -> None:
        """Choose an answer, by pressing the card it stands on."""
        chosen = f"input[name={name}]" + (f"[value='{value}']" if value else "")
        self.page.locator("main label.choice").filter(has=self.page.locator(chosen)).click()

    def fetch(self, path: str) -> bytes:
        """Return a file behind a link."""
        answer = self.context.request.get(path)
        assert answer.ok, f"{path}: {answer.status}"
        return answer.body()

    def close(self) -> None:
        """Close the window."""
        self.context.close()
