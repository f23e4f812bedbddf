"""A request's text to its questions, and an account of every other character.

The pipeline, one file a step, each a pure function of the step before:

    lines       text to lines: offsets, depth of quotation, the width at which the text was wrapped
    labels      1. (a) ii) Q4 Part B: bullets - what a label is at the start of a line
    frame       what greetings, sign-offs, headers, quoted trails and an authority's reply look like
    flattened   lists run into one paragraph: "1. How many? 2. At what cost?"
    blocks      lines to paragraphs and list items, wraps joined
    voices      who speaks in each block, and what is frame
    headings    which short lines are headings, and what they announce
    outline     which list a label belongs to, and what hangs under what, to any depth
    sentences   paragraphs to sentences
    units       what is weighed: sentences of prose, labelled items, blocks of the frame
    signals     what speaks for and against each of them
    weighing    what that comes to, by `weights.json`: which begin a question, go on with one, lead to one, or neither
    drafting    what was weighed to questions with labels, lead-ins and headings, and a name for all the rest
    forms       the forms in which people ask, as reasons to tell
    leftovers   what a sentence is that asks for nothing: note, scope, courtesy, wording of law and cost
    kinds       plain, conditional ("if so, ..."), about the other answers ("if not held, why not?")
    coverage    the map in which every character has its place
    splitting   all of this from end to end
    result      the values handed back

What counts as one question (the rule numbers in the comments):

    R1   what one department could answer by itself and what would get an answer of its own in the letter
    R2   a labelled item with all its sentences is one question, whatever they ask: the requester's numbering wins
    R3   numbered or lettered sub-items are the questions and the words above them context, unless they only list
         periods, conditions, search words, answers to choose from, or columns; a parent that asks is one as well
    R4   bullets and bare lines are questions if lead-in and bullet read as one with an answer of its own
    R5   letters inside a sentence are labels only if an ask follows each
    R6   prose goes by the sentence; one that only adds a breakdown, a period or an "if so" belongs to the ask before
    R7   a wish about several questions at once is not one of them
    R8   greetings, law and cost wording, wishes about format, background, notes, definitions, tables are no questions
    R9   a lead-in is context if the items cannot stand without it
    R10  "For each X:" before numbered items is their context

Deterministic, linear in the length of the text, and free of Django.
"""

from __future__ import annotations

from foi.intake.splitter.result import Doubt, Passage, PassageKind, ProposedQuestion, QuestionKind, Split
from foi.intake.splitter.splitting import split

__all__ = ["Doubt", "Passage", "PassageKind", "ProposedQuestion", "QuestionKind", "Split", "split"]
