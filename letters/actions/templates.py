"""Which template a letter is set with: one of the administration's that is in force, or ours.

A template that somebody has edited can fail, but it can never keep a letter back: what fails is
taken out of use, and the letter goes out in the template of the release.
"""

import json
import logging
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Literal

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from letters import samples
from letters.models import Letter, LetterTemplate, TemplateFallback
from letters.models.templates import FIRST_OWN_VERSION, template_in_force
from letters.render import TEMPLATES, latest_version, template, typeset
from letters.rules.codes import LENGTH
from sealing.characters import MissingGlyph, refuse_missing_glyphs
from sealing.sandbox import TemplateRefused, set_edited
from sealing.typesetting import Paper, Seal, inputs_of, paper_of, set_type

log = logging.getLogger(__name__)

Language = Literal["zh", "bilingual"]
LANGUAGES: tuple[Language, ...] = ("zh", "bilingual")
NO_CODE = "0" * LENGTH  # of a letter that nobody has issued: no code that can be checked
SAMPLE_SEAL = Seal(mark="样张", number="0000")


def version_in_force(kind: str, on: date) -> int:
    """Return the version a letter of this day is set with."""
    own = template_in_force(kind, on)
    return own.version if own else latest_version(kind)


def source_in_force(kind: str, on: date) -> str:
    """Return the text of the template of this day: what an edit begins with."""
    own = template_in_force(kind, on)
    if own:
        return own.source
    return template(kind, latest_version(kind)).read_text(encoding="utf-8")


def next_version(kind: str) -> int:
    """Return the number of the next template written in the administration."""
    written = LetterTemplate.objects.filter(kind=kind).aggregate(last=Max("version"))["last"]
    return (written or FIRST_OWN_VERSION - 1) + 1


def set_letter(letter: Letter, language: Language, *, seal: Seal | None, now: datetime) -> Paper:
    """Return the letter as its own template sets it, or the release's if that one fails."""
    facts = json.loads(letter.content)
    how: dict[str, Any] = {"timestamp": letter.issued_at, "language": language, "seal": seal}
    fallback = TemplateFallback.objects.filter(letter=letter).first()
    version = fallback.version if fallback else letter.template_version
    if version < FIRST_OWN_VERSION:
        return typeset(letter.kind, version, facts, **how)
    own = LetterTemplate.objects.get(kind=letter.kind, version=version)
    try:
        return _set_own(own.source, facts, **how)
    except TemplateRefused as failure:
        ours = _give_up(own, letter, failure, now=now)
        return typeset(letter.kind, ours, facts, **how)


def _set_own(
    source: str,
    facts: dict[str, Any],
    *,
    timestamp: datetime,
    language: Language,
    seal: Seal | None,
) -> Paper:
    """Set an edited template; one that leaves out the seal or is no letter at all is refused."""
    paper = set_edited(
        source, inputs_of(facts, language, seal), timestamp=timestamp, root=TEMPLATES
    )
    if seal and len(paper.seals) != 1:
        raise TemplateRefused("the letter needs one signature with its seal: #signature()")
    return paper


def _give_up(own: LetterTemplate, letter: Letter, failure: Exception, *, now: datetime) -> int:
    """Take a template out of use and note which one the letter was set with instead."""
    log.error("template %s of %s failed and is out of use", own.version, own.kind)
    failed = LetterTemplate.objects.filter(pk=own.pk, failed_at=None)
    failed.update(failed_at=now, failure=str(failure))
    version = latest_version(letter.kind)
    TemplateFallback.objects.get_or_create(letter=letter, defaults={"version": version, "at": now})
    return version


def try_out(kind: str, source: str, *, now: datetime) -> None:
    """Raise `TemplateRefused` unless the template sets every sample in both languages."""
    try:
        refuse_missing_glyphs(source)
    except MissingGlyph as lacking:
        raise TemplateRefused(str(lacking)) from lacking
    for facts in sample_facts(kind):
        for language in LANGUAGES:
            _set_own(source, facts, timestamp=now, language=language, seal=SAMPLE_SEAL)


def sample_facts(kind: str) -> Iterator[dict[str, Any]]:
    """Return the facts of the samples of a kind: usual ones, and ones that ask for much room."""
    for insurance in ("pension", "medical"):
        for person in (samples.person(), samples.person(name=samples.LONGEST_NAME)):
            for sample in samples.samples_of(kind):
                yield sample(insurance, person=person).as_json()


def preview(kind: str, source: str, insurance: str, language: Language, *, now: datetime) -> bytes:
    """Return a sample as the template sets it, marked as one; raises `TemplateRefused`."""
    facts = samples.SAMPLES[kind](insurance).as_json()
    inputs = inputs_of(facts, language, SAMPLE_SEAL) | {"sample": "样张 SAMPLE"}
    return set_edited(source, inputs, timestamp=now, root=TEMPLATES).pdf


def draft(kind: str, facts: dict[str, Any], language: Language, *, now: datetime) -> bytes:
    """Return a letter that nobody has issued as it would be set now, marked as a draft."""
    address = {"code": NO_CODE, "verify_url": f"{settings.PORTAL_URL}/verify/"}
    inputs = inputs_of(facts | address, language, SAMPLE_SEAL) | {"sample": "草稿 DRAFT"}
    own = template_in_force(kind, timezone.localdate(now))
    if own:
        try:
            return set_edited(own.source, inputs, timestamp=now, root=TEMPLATES).pdf
        except TemplateRefused:  # the letter itself would be set with ours
            log.warning("template %s of %s did not set a draft", own.version, kind)
    ours = template(kind, latest_version(kind))
    return paper_of(*set_type(ours, inputs, now, root=TEMPLATES)).pdf
