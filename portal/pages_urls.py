"""Addresses of the public pages, of reading preferences and of the demo clock."""

from django.urls import include, path

from calculators import pages as calculators
from kit.preferences import set_preferences
from portal import mine, offline, pages, watching
from portal.rulebook import pages as rulebook
from portal.styleguide import styleguide

urlpatterns = [
    path("", pages.home, name="home"),
    path("my/", mine.my_page, name="my_page"),
    path("how-it-works/", pages.how_it_works, name="how_it_works"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("status/", pages.status, name="status"),
    path("offline/", offline.page, name="offline"),
    path("offline.js", offline.worker, name="offline_worker"),
    path("", include("agencies.urls")),
    path("calculators/", calculators.index, name="calculators"),
    path("calculators/<str:calculator>/", calculators.calculator, name="calculator"),
    path("rules/", rulebook.rules, name="rules"),
    path("rules/<str:name>/", rulebook.rule, name="rule"),
    path("preferences/", set_preferences, name="set_preferences"),
    path("demo/clock/", pages.demo_clock, name="demo_clock"),
    path("styleguide/", styleguide, name="styleguide"),
    path(".well-known/security.txt", watching.security_txt, name="security_txt"),
    path("csp-report/", watching.csp_report, name="csp_report"),
]
