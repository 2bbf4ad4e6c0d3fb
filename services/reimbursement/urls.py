from django.urls import path

from services.reimbursement import views

urlpatterns = [
    path("apply/<str:number>/invoice-files/", views.invoice_files, name="claim_invoice_files"),
]
