"""What a browser sends along with what somebody types, and where a new sign-in leads."""

import re
from urllib.parse import parse_qs, urlsplit


def hidden_parts(page: str, address: str = "") -> dict[str, str]:
    """Return the hidden parts of the form of a page that is posted to an address, or to itself."""
    forms = re.findall(r"<form[^>]*>.*?</form>", page, flags=re.S)
    own = [each for each in forms if address and f'action="{address}"' in each]
    own = own or [each for each in forms if "action=" not in each.split(">")[0]]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', own[-1]))


def came_back(client, answer):
    """Follow the way that leads on after a new sign-in; return the page."""
    way = parse_qs(urlsplit(answer.url).query)["next"][0]
    return client.get(way, follow=True)
