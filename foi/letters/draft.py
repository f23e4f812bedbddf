"""A letter in the making: the facts, the words, and the small questions that every block asks of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foi.law.outcomes import Outcome
from foi.letters.caveats import ChosenCaveat, choose
from foi.letters.facts import ClaimFacts, LetterFacts, PrejudiceLevel, QuestionFacts
from foi.letters.gaps import gaps_of_letter, gaps_of_question
from foi.letters.markdown import blocks as marked
from foi.letters.structure import Block, Blocks, Paragraph, Quote, Run, date_words
from foi.letters.wording import Wording, Words

SECTION_14 = (Outcome.VEXATIOUS, Outcome.REPEATED)
COST_LIMIT = (Outcome.COST_LIMIT, Outcome.COST_LIMIT_TO_CONFIRM)

_NOT_A_KEY = re.compile(r"[^a-z]+")


@dataclass
class Draft:
    """What the blocks of one letter share. Blocks read it; only the table counter moves."""

    facts: LetterFacts
    words: Words
    caveats: tuple[ChosenCaveat, ...]
    tables: int = 0

    @classmethod
    def of(cls, facts: LetterFacts, wording: Wording) -> Draft:
        words = Words(wording, {}, facts.act)
        language = facts.authority.language
        words.values = {
            "authority": facts.authority.name,
            "team": facts.authority.team_name or facts.authority.name,
            "regulator": facts.regulator.name,
            "reference": facts.reference,
            "subject": facts.subject,
            "act": words.phrase(f"act.{facts.act}.name"),
            "request": words.phrase(f"act.{facts.act}.request"),
            "received_on": date_words(facts.received_on, language),
            "due_on": date_words(facts.due_on, language) if facts.due_on else "",
        }
        draft = cls(facts, words, choose(facts).caveats)
        if facts.requests:  # answered together: whoever writes back names all of them
            words.values["reference"] = draft.listed([request.reference for request in facts.requests])
        return draft

    # words

    def say(self, key: str, /, **values: str) -> Blocks:
        return self.words.say(key, **values)

    def phrase(self, key: str, /, **values: str) -> str:
        return self.words.phrase(key, **values)

    def name_of(self, question: QuestionFacts) -> str:
        """The heading over a question."""
        if len(self.facts.questions) == 1:
            return self.phrase("questions.heading_only")
        return self.phrase("questions.heading_question", number=question.canonical_number)

    def numbers(self, questions: Sequence[QuestionFacts], *, first_word: bool = False) -> str:
        """ "questions 1, 2(a) to 2(e) and 7", in the order of the letter; `first_word` begins a sentence."""
        if len(self.facts.questions) == 1:
            text = self.phrase("numbers.only")
        else:
            wanted = {question.canonical_number for question in questions}
            stretches = self._stretches([q.canonical_number in wanted for q in self.facts.questions])
            key = "numbers.one" if len(wanted) == 1 else "numbers.many"
            text = self.phrase(key, numbers=self.listed(stretches))
        return text[0].upper() + text[1:] if first_word else text

    def listed(self, items: Sequence[str]) -> str:
        """ "a, b and c"."""
        if len(items) < 2:
            return "".join(items)
        return self.phrase("numbers.and", numbers=", ".join(items[:-1]), last=items[-1])

    def sections(self, claims: Iterable[ClaimFacts]) -> str:
        """ "section 31(1)(a)", "sections 31(1)(a) and 40(2)"."""
        codes = sorted({claim.code for claim in claims}, key=section_order)
        return self.phrase("numbers.section" if len(codes) == 1 else "numbers.sections", numbers=self.listed(codes))

    def level(self, level: PrejudiceLevel) -> str:
        """The limb of a prejudice test, as the sentences of this language take it."""
        return self.phrase(f"level.{level.name.lower()}")

    def name_of_exemption(self, claim: ClaimFacts) -> str:
        """As the catalogue has it, or in the language of the letter."""
        key = f"exemption_name.{_NOT_A_KEY.sub('_', claim.name.lower()).strip('_')}"
        return self.phrase(key) if self.words.has(key) else claim.name

    def heading_of(self, claim: ClaimFacts) -> str:
        """ "Section 40(2): Personal data of others". What it is read with, a condition of it, is for the text below."""
        code, name = claim.code, self.name_of_exemption(claim)
        if " with " in code:
            code, name = code.partition(" with ")[0], name.partition(":")[0]
        return self.phrase("refusal.exemption", code=code, name=name)

    def _stretches(self, wanted: list[bool]) -> list[str]:
        """Numbers in order, three or more in a row under one parent joined: "2(a) to 2(e)"."""
        names = [question.canonical_number for question in self.facts.questions]
        rows: list[list[str]] = []
        for index, name in enumerate(names):
            if not wanted[index]:
                continue
            follows = bool(rows) and index > 0 and wanted[index - 1] and parent_of(names[index - 1]) == parent_of(name)
            if follows:
                rows[-1].append(name)
            else:
                rows.append([name])
        stretches = []
        for row in rows:
            if len(row) > 2:
                stretches.append(self.phrase("numbers.through", first=row[0], last=row[-1]))
            else:
                stretches.extend(row)
        return stretches

    @property
    def renumbers(self) -> bool:
        """Whether our numbers are not simply the requester's."""
        questions = self.facts.questions
        return len(questions) > 1 and (
            any(not _same_number(question) for question in questions) or self.repeats_numbers
        )

    @property
    def repeats_numbers(self) -> bool:
        """Whether the requester used a number more than once."""
        labelled = [question for question in self.facts.questions if question.printed_label.strip()]
        return len({(q.request, q.path or (q.printed_label,)) for q in labelled}) < len(labelled)

    # the state of the questions

    def having(self, *outcomes: Outcome) -> tuple[QuestionFacts, ...]:
        return tuple(question for question in self.facts.questions if question.outcome in outcomes)

    def exempt(self) -> tuple[QuestionFacts, ...]:
        """Questions for which s.17(1) asks for a notice: an exemption is relied on. Under EIR reg 14(1) asks for one
        where information is not held, too: that is an exception, reg 12(4)(a)."""
        not_held = (Outcome.NOT_HELD, Outcome.NOT_RECORDED) if self.facts.is_environmental else ()
        return tuple(q for q in self.facts.questions if q.refusing_claims or q.silent_claims or q.outcome in not_held)

    def not_obliged(self) -> tuple[QuestionFacts, ...]:
        """Questions for which s.17(5) asks for a notice: cost, vexatious, repeated."""
        return self.having(*COST_LIMIT, *SECTION_14)

    def counted(self) -> tuple[QuestionFacts, ...]:
        """All but the questions about the others and those that fell away."""
        return tuple(q for q in self.facts.questions if q.outcome is None or q.outcome.counts)

    def given(self) -> tuple[QuestionFacts, ...]:
        return tuple(question for question in self.facts.questions if question.gives_information)

    def caveat(self, code: str) -> ChosenCaveat | None:
        return next((chosen for chosen in self.caveats if chosen.code == code), None)

    def gaps(self, question: QuestionFacts) -> Blocks:
        """What is still open at this question, where the reader of the draft looks for it."""
        return tuple(gap(sentence) for sentence in gaps_of_question(question))

    def letter_gaps(self) -> Blocks:
        return tuple(gap(sentence) for sentence in gaps_of_letter(self.facts))


def gap(sentence: str) -> Paragraph:
    return Paragraph((Run(sentence),), role="gap")


def line(text: str, *, bold: bool = False) -> Paragraph:
    return Paragraph((Run(text, bold=bold),))


def lead(text: str) -> Paragraph:
    """What the paragraphs under it are about, where a heading would be too much."""
    return Paragraph((Run(text, bold=True),), role="lead")


def quote(text: str, role: str, label: str = "") -> Quote:
    """Somebody's own words, untouched: marks in them are not ours to read."""
    return Quote((Paragraph((Run(text),)),), label, role)  # type: ignore[arg-type]


def with_lead(words: str, text: str) -> Iterable[Block]:
    """A lead-in line and the Markdown text that it introduces."""
    if text.strip():
        yield lead(words)
        yield from marked(text)


_MARK = re.compile(r"[A-Z](?=\d)")  # of one of several requests: "B2" is question 2 of request B


def parent_of(number: str) -> str:
    """ "2(a)" belongs to "2", "2(a)(i)" to "2(a)", "2a" to "2"; "2" to nothing, "B2" to "B"."""
    if number.endswith(")") and "(" in number:
        return number[: number.rindex("(")]
    mark = _MARK.match(number)
    bare = number[mark.end() :] if mark else number
    if bare[:1].isdigit() and bare[-1:].islower():
        return number.rstrip("abcdefghijklmnopqrstuvwxyz")
    return mark[0] if mark else ""


def _same_number(question: QuestionFacts) -> bool:
    printed = "".join(question.path) or question.printed_label
    return _bare(printed) == _bare(question.canonical_number)


def _bare(label: str) -> str:
    return "".join(character for character in label.lower() if character.isalnum()).removeprefix("question").lstrip("q")


def section_order(code: str) -> tuple[int, str]:
    """Sections as the Act orders them: 22A after 22, 31 before 40."""
    digits = "".join(character for character in code[:3] if character.isdigit())
    return (int(digits or 0), code)
