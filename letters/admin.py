"""What an administrator sees of letters: certificates, marks, templates; never a letter itself."""

from django.contrib import admin

from letters.certificate_admin import CertificateAdmin
from letters.models import Certificate, DocumentMark, LetterTemplate
from letters.template_admin import DocumentMarkAdmin, LetterTemplateAdmin

admin.site.register(Certificate, CertificateAdmin)
admin.site.register(DocumentMark, DocumentMarkAdmin)
admin.site.register(LetterTemplate, LetterTemplateAdmin)
