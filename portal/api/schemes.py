"""How the schema describes the two ways in which a program shows who it is."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from agencies.api_auth import ClientAuthentication, PersonalTokenAuthentication
from agencies.scopes import SCOPES


class PersonalTokenScheme(OpenApiAuthenticationExtension):
    """The personal token in the schema."""

    target_class = PersonalTokenAuthentication
    name = "personalToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Describe it."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token that a person makes in their account settings.",
        }


class ClientScheme(OpenApiAuthenticationExtension):
    """Client credentials in the schema."""

    target_class = ClientAuthentication
    name = "agencyClient"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """Describe them."""
        flow = {"tokenUrl": "/identity/o/api/token", "scopes": SCOPES}
        return {
            "type": "oauth2",
            "description": "An agency's system, registered by the administrator of the portal.",
            "flows": {"clientCredentials": flow},
        }
