"""What every answer tells the browser: what our pages never use, and who may embed what."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Our pages use none of them, and so nothing that got into a page may.
NEVER_USED = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid"),
    *("magnetometer", "microphone", "midi", "payment", "serial"),
    *("usb", "xr-spatial-tracking"),
)
HEADERS = {
    "Permissions-Policy": ", ".join(f"{name}=()" for name in NEVER_USED),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Reporting-Endpoints": 'csp="/csp-report/"',
}
# What a browser keeps besides cookies: the sign-in ends with its cookie, and how somebody wants to
# read stays.
CLEARED_AT_SIGN_OUT = '"cache", "storage"'


class HeadersMiddleware:
    """Adds the headers that Django has no setting for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add them to whatever answers, files and errors too."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        matched = request.resolver_match
        if request.method == "POST" and matched and matched.url_name == "account_logout":
            response.headers["Clear-Site-Data"] = CLEARED_AT_SIGN_OUT
        return response
