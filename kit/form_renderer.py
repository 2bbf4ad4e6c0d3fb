"""How every form of the portal is drawn: our own field template with label, hint and error."""

from django.forms.renderers import TemplatesSetting


class PortalRenderer(TemplatesSetting):
    """Django's renderer with the kit's templates."""

    form_template_name = "components/form_fields.html"
    field_template_name = "components/field.html"
