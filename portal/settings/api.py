"""How programs are answered, and what their guide says."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "agencies.api_auth.PersonalTokenAuthentication",
        "agencies.api_auth.ClientAuthentication",
        "rest_framework.authentication.SessionAuthentication",  # for the page that explains it
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["kit.api.parsing.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "kit.api.paging.CursorPages",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_THROTTLE_CLASSES": ["kit.api.limits.CallerThrottle"],
    "DEFAULT_SCHEMA_CLASS": "kit.api.schema.PortalSchema",
    "EXCEPTION_HANDLER": "kit.api.problems.problem",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Social Insurance Online",
    "VERSION": "1.0.0",  # docs/integrator/versioning.md says what raises it
    "CONTACT": {"name": "The operator of this portal"},
    "LICENSE": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "portal.api.document.finish",
    ],
    "OAS_VERSION": "3.1.1",
    "DESCRIPTION": "What insured persons and agencies do on the pages, for programs. "
    "Amounts are texts in yuan with two decimals; months are their first day.",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "SchemeEnum": "records.models.Scheme.choices",
        "TransferSchemeEnum": "transfers.questions.SCHEME_CODES",
        "InsuranceEnum": "agencies.models.INSURANCE_CHOICES",
        "RecordedInsuranceEnum": "agencies.models.RECORDED_CHOICES",
        "StatusEnum": "casework.rules.statuses.STATUS_CODES",
        "RelationshipStatusEnum": "records.models.Relationship.Status",
        "TurnEnum": "casework.rules.statuses.Party",
        "TermKindEnum": "agencies.rules.terms.TermKind",
        "WayEnum": "casework.api.wishes.WAYS",
        "VisitKindEnum": "services.care.models.Visit.Kind",
    },
}
