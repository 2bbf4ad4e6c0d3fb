"""Every page of a running portal before axe, as a visitor, persons, staff and an administrator.

`make run` in one window, `make axe` in another. It follows every link from the first page of each
of them, opens one page of each kind (each route), and names what axe finds, moderate findings too;
it ends with 1 if there is any. It takes minutes and is not part of CI, where each story looks at
the pages it comes to.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

import django
from django.urls import Resolver404, resolve

PASSWORD = "sunflower"  # of every account of the invented world
WALKS = {
    "visitor": ("", "/"),
    "person": ("lin@demo.example", "/my/"),
    "resident": ("gao@demo.example", "/my/"),
    "daughter": ("zhou@demo.example", "/my/"),
    "clerk": ("hangzhou-pension-a@demo.example", "/desk/"),
    "head": ("guangdong-pension-head@demo.example", "/desk/"),
    "auditor": ("auditor@demo.example", "/desk/"),
    "administrator": ("admin@demo.example", "/admin/"),
}
# Not pages, or they end the walk.
LEFT_OUT = ("/account/logout", "/static/", "/api/v1/", "/i18n/", "/offline.js", "/admin/logout")
OF_A_KIND = 2  # pages of one route that are opened: the second may be in another state
HREFS = "() => [...document.querySelectorAll('a[href]')].map((each) => each.href)"


@dataclass
class Walk:
    """The way of one of them through the portal, in one language."""

    page: object
    base: str
    start: str
    opened: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def go(self) -> None:
        """Open one page of each kind that can be reached by links."""
        waiting, known = [self.start], {self.start}
        while waiting:
            path = waiting.pop(0)
            if not self._is_wanted(path):
                continue
            for found in self._look(path):
                if found not in known:
                    known.add(found)
                    waiting.append(found)

    def _is_wanted(self, path: str) -> bool:
        name = route_of(path)
        if name is None or path.startswith(LEFT_OUT) or self.opened.get(name, 0) >= OF_A_KIND:
            return False
        self.opened[name] = self.opened.get(name, 0) + 1
        return True

    def _look(self, path: str) -> list[str]:
        from tests.browser.looking import accessibility_faults  # noqa: PLC0415 -- after django.setup

        try:
            answer = self.page.goto(self.base + path)
        except Exception as error:  # a file that is handed over is no page
            if "Download" in str(error) or "ERR_ABORTED" in str(error):
                return []
            raise
        kind = answer.headers.get("content-type", "") if answer else ""
        if "text/html" not in kind:
            return []
        if answer.status >= 500:
            self.faults.append(f"{path}: {answer.status}")
            print(f"  {path}: {answer.status}", flush=True)
        for each in accessibility_faults(self.page):
            self.faults.append(f"{path}: {each}")
            print(f"  {path}: {each}", flush=True)
        return list(self._links())

    def _links(self) -> Iterator[str]:
        for href in self.page.evaluate(HREFS):
            address, _mark = urldefrag(urljoin(self.base, href))
            if address.startswith(self.base + "/"):
                parts = urlsplit(address)
                yield parts.path + (f"?{parts.query}" if parts.query else "")


def route_of(path: str) -> str | None:
    """Return the route behind an address, whatever it names; None where there is none."""
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return None
    return match.route


def walk(browser: object, base: str, name: str, language: str, width: int) -> Walk:
    """Sign in and walk."""
    login, start = WALKS[name]
    window = browser.new_context(viewport={"width": width, "height": 844}, locale=language)
    window.add_cookies([{"name": "django_language", "value": language, "url": base}])
    page = window.new_page()
    if login:
        page.goto(f"{base}/account/login/")
        page.fill("[name=login]", login)
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():
            page.press("[name=password]", "Enter")
    walked = Walk(page, base, start)
    walked.go()
    window.close()
    return walked


def main() -> int:
    """Walk as each of them, and name what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", default=f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
    parser.add_argument("--as", dest="names", nargs="*", default=list(WALKS), choices=list(WALKS))
    parser.add_argument("--language", default="en")
    parser.add_argument("--width", type=int, default=390)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    django.setup()
    from tests.chromium import running_chromium  # noqa: PLC0415 -- after django.setup

    faults = 0
    with running_chromium() as browser:
        for name in asked.names:
            walked = walk(browser, asked.base, name, asked.language, asked.width)
            pages = sum(walked.opened.values())
            print(f"{name}: {len(walked.opened)} kinds of pages, {pages} opened", flush=True)
            faults += len(walked.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
