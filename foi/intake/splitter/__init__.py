"""A request's text to its questions, and an account of every other character.

The pipeline, one file a step, each a pure function of the step before:

    lines      text to lines: offsets, quotation depth, the width at which it was wrapped
    labels     1. (a) ii) Q4 Part B: bullets - what a label is, at the start of a line and inside one
    frame      how greetings, sign-offs, headers, quoted trails and the authority's replies look
    blocks     lines to paragraphs and list items, wraps joined
    voices     who speaks in each block, and what is frame
    sentences  paragraphs to sentences
    vocabulary, cues   what one sentence is: ask, lead-in, addition, scope, note ... and which rule says so
    outline    what hangs under what: lists to any depth, headings
    lists      whether a list's items are questions, values of one question, or neither
    questions  the walk over the outline that drafts the questions
    kinds      plain, conditional ("if so, ..."), about the other answers ("if not held, why not?")
    coverage   the map in which every character has its place
    result     the values handed back

Deterministic, linear in the length of the text, and free of Django. The rules for what counts as one question (R1-R10
in comments) are those of `docs/splitting.md`.
"""

from __future__ import annotations

from foi.intake.splitter.result import Passage, PassageKind, ProposedQuestion, QuestionKind, Split
from foi.intake.splitter.splitting import split

__all__ = ["Passage", "PassageKind", "ProposedQuestion", "QuestionKind", "Split", "split"]
