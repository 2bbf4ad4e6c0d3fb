"""What is sent to the caller, what they have read, and the days that concern them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules.levels import Level
from agencies.levels import check_level
from casework import dates
from casework.actions import reading, wishing
from casework.actions.wishing import MUST_BE_TOLD, Wished
from casework.api.views import PortalView
from casework.models import Notice, Wishes
from casework.rules.wishes import Topic, Way
from kit.api.reading import StrictBoolean, StrictChoice, StrictNumber, StrictSerializer

MOST_AT_ONCE = 100
WAYS = [(each.value, each.value) for each in Way]


def _ways(help_text: Any) -> serializers.ListField:
    return serializers.ListField(
        child=StrictChoice(choices=WAYS), max_length=len(WAYS), help_text=help_text
    )


class WishesBody(StrictSerializer):
    """By which ways each kind of notice goes out; what is left out stays as it is."""

    must = _ways(_("Decisions, and what needs you: by one way at least."))
    progress = _ways(_("A case has gone a step further, or is late."))
    message = _ways(_("An agency has written in a case."))
    reminder = _ways(_("An answer is still awaited."))
    digest = StrictChoice(choices=Wishes.Digest.choices)


TOPICS = (MUST_BE_TOLD, Topic.PROGRESS.value, Topic.MESSAGE.value, Topic.REMINDER.value)


class NoticeWishes(PortalView):
    """What is sent to the caller by e-mail and text message; every notice stands in the portal."""

    tag = "notices"
    summary = _("What is sent to you")
    body = WishesBody
    answer = WishesBody

    def get(self, request: Request) -> Response:
        """Say what goes out as things stand."""
        check_level(self.who, Level.NUMBER)
        return Response(WishesBody(self._shown()).data)

    def patch(self, request: Request) -> Response:
        """Change some of it, and say what goes out from now on."""
        check_level(self.who, Level.NUMBER)
        said = self.read(WishesBody, partial=True)
        before = wishing.wished(self.who.user)
        ways = {name: [Way(each) for each in said.get(name, before.ways[name])] for name in TOPICS}
        digest = said.get("digest", before.digest)
        wishing.wish(self.who.user, Wished(ways, digest, before.desk_digest))
        self.who.user.refresh_from_db()
        return Response(WishesBody(self._shown()).data)

    def _shown(self) -> dict[str, Any]:
        now = wishing.wished(self.who.user)
        return {**{name: list(now.ways[name]) for name in TOPICS}, "digest": now.digest}


class ReadBody(StrictSerializer):
    """Which notices were read: by their numbers, or all of them."""

    notices = serializers.ListField(
        child=StrictNumber(min_value=1, max_value=2**63 - 1),
        max_length=MOST_AT_ONCE,
        required=False,
        default=list,
    )
    all = StrictBoolean(required=False, default=False)


class ReadOut(serializers.Serializer):
    """How many were unread until now, and how many still are."""

    marked = serializers.IntegerField()
    unread = serializers.IntegerField()


class ReadNotices(PortalView):
    """Note that the caller has read what they were told; twice changes nothing."""

    tag = "notices"
    summary = _("Mark notices as read")
    body = ReadBody
    answer = ReadOut

    def post(self, request: Request) -> Response:
        """Mark them."""
        said = self.read(ReadBody)
        own = Notice.objects.visible_to(self.who).filter(to_person=self.who.person_id or 0)
        chosen = own if said["all"] else own.filter(pk__in=said["notices"])
        marked = reading.mark_read(chosen, reading.ALL, now=self.now)
        unread = own.filter(read_at=None).count()
        return Response(ReadOut({"marked": marked, "unread": unread}).data)


class DayOut(serializers.Serializer):
    """A day that concerns the caller: what is due, and whether it is for them to act."""

    key = serializers.CharField()
    day = serializers.DateField()
    title = serializers.CharField(source="about")
    is_yours = serializers.BooleanField(source="is_mine")


class MyDays(PortalView):
    """The days of the caller's calendar: until when somebody has to do something."""

    tag = "person"
    summary = _("Your days")
    answer = DayOut(many=True)

    def get(self, request: Request) -> Response:
        """List them, the earliest first."""
        check_level(self.who, Level.NUMBER)
        return Response(DayOut(dates.of(self.who.person, self.today), many=True).data)
