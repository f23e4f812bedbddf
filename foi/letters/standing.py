"""How a version of a letter stands to today's records: composed once, for all who ask."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from foi.letters.assemble import Records, facts_of, wording_for
from foi.letters.completeness import Completeness, completeness, completeness_of_notice
from foi.letters.compose import compose
from foi.letters.structure import content_hash

if TYPE_CHECKING:
    from foi.letters.facts import LetterFacts
    from foi.letters.models import LetterVersion
    from foi.letters.structure import Letter
    from foi.letters.wording import Wording
    from foi.requests.models import FoiRequest


class Standing:
    """A version beside the records: the guards of its flow, the rules and its page all look at the same facts and the
    same letter. Each part is made when it is first asked for, so that a letter that has gone out costs nothing.

    Good for one look: whoever changes a record looks anew.
    """

    def __init__(self, version: LetterVersion) -> None:
        self.version = version

    @cached_property
    def records(self) -> list[Records]:
        """Of every request that it answers, in its order."""
        return [Records(foi_request) for foi_request in self.version.requests()]

    def of(self, foi_request: FoiRequest) -> Records:
        return next(one for one in self.records if one.foi_request == foi_request)

    @cached_property
    def wording(self) -> Wording:
        return wording_for(self.version)

    @cached_property
    def facts(self) -> LetterFacts:
        return facts_of(self.version, records=self.records, wording=self.wording)

    @cached_property
    def letter(self) -> Letter:
        """What the records would make of it now, undated."""
        return compose(self.facts, self.wording)

    @cached_property
    def is_current(self) -> bool:
        """Whether that is still, word for word, what the version holds."""
        return content_hash(self.letter) == self.version.content_hash

    @cached_property
    def completeness(self) -> Completeness:
        if self.version.is_response:
            return completeness(self.version.foi_request, standing=self)
        return completeness_of_notice(self)
