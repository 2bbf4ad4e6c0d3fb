"""An answer for the library, made of a question that its asker lets others read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from agencies.actors import Actor
from kit.errors import NotPermitted
from services.advice.actions import writing
from services.advice.models import Answer, Question
from services.advice.seeds import Content


def propose_from(
    question: Question, said: Mapping[str, Any], *, by: Actor, now: datetime
) -> Answer:
    """Propose a wording; raises `NotPermitted` where whoever asked does not let others read it."""
    if not question.is_public_matter:
        raise NotPermitted(_("Only what was answered, and may be read by others, is published."))
    content = Content.of(
        {
            "title": (said["title_zh"], said["title_en"]),
            "short": (said["short_zh"], said["short_en"]),
            "law": said["law"],
            "words": said["words"],
        }
    )
    return writing.propose(
        said["slug"],
        content,
        chapter=said["chapter"],
        insurance=question.about,
        by=by,
        now=now,
    )
