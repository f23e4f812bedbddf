"""The forms in which people ask, by how a sentence begins: a reason to tell an officer, and a sign that a label inside
a line begins something of its own (rule R5)."""

from __future__ import annotations

import re

from foi.intake.splitter.vocabulary import AUX, SUBJECT, plain, word_set

_BEGINNING = 400  # characters
_OPEN = r"[\"'(\[*_ ]*(?:(?:and|also|plus|as well as|then|next|finally|lastly|secondly|or)\b[ ,]{0,3}){0,3}"
_GIVE = (
    r"(?:provide|supply|send|give|tell|state|confirm|list|specify|explain|describe|detail|disclose|release|forward"
    r"|share|indicate|identify|name|outline|advise|say|set out|show|include|clarify|make available|enclose|attach"
    r"|quote|publish|furnish|inform|count|estimate|itemi[sz]e|break down|report|produce|copy|calculate|rhowch|anfonwch"
    r"|darparwch)"
)
_THING = (
    r"(?:numbers?|(?:nos?\.?|#|qty|quantity) of|totals?|amounts?|costs?|sums?|cop(?:y|ies)|lists?|names?|details?"
    r"|dates?|breakdown|figures?|values?|averages?|mean|percentages?|proportion|share|counts?|spend(?:ing)?"
    r"|expenditure|budgets?|minutes|correspondence|e-?mails?|polic(?:y|ies)|reasons?|statistics|data|information"
    r"|documents?|records?|salar(?:y|ies)|grades?|locations?|addresses|criteria|procedures?|guidance|guidelines"
    r"|reports?|contracts?|agreements?|evidence|outcomes?|results?|types?|kinds?|length|duration|rates?|levels?"
    r"|job titles?|titles?|roles?|qualifications?|time taken|income|revenue|profit|fees?|rulings?|decisions?|letters?"
    r"|notes?|summary|summaries|description|explanation|confirmation|estimate|age|rank|make|model|size|identity"
    r"|identities|pages?|extent|frequency|method|process|nature|status|supplier|prices?|scores?|turnover|capacity"
    r"|provider|communications?|recommendations?|plans?|assessments?|audits?|reviews?|schedules?|registers?|logs?"
    r"|stages?|steps?|circumstances|terms)"
)
_WHICH = (
    r"(?:(?:[a-z]+(?:'s|s')|the|an?|any|all|both|each|every|your|full|total|overall|annual|yearly|monthly|current"
    r"|average|mean|median|combined|exact|approximate|latest|most recent|complete|up[- ]to[- ]date|detailed|written"
    r"|actual|gross|net|estimated|expected|planned|maximum|minimum|highest|lowest|relevant|internal|same|further|two"
    r"|three|four|five|ten|last|first|\d+) ){0,5}"
)
# In groups, so that the number of the one that was found is that of its cue.
_FORMS = (
    ("asks whether you could", r"((?:please )?(?:can|could|would|will|may|might) (?:you|i|we|someone|it)\b)"),
    ("asks with please", r"((?:please|kindly)\b)"),
    (
        "begins like a question",
        rf"((?:(?:to|for|in|by|on|of|at|from|with) ){{0,2}}(?:how|what|which|who|whom|whose|when|where|why|if"
        rf"|whether)\b|{AUX} {SUBJECT}\b)",
    ),
    ("begins with a verb of giving", rf"({_GIVE}\b(?! (?:of|on|for)\b))"),
    ("names a thing that is asked for", rf"({_WHICH}{_THING}\b)"),
)
_BEGINS = re.compile(f"{_OPEN}(?:{'|'.join(pattern for _, pattern in _FORMS)})")
_WANTS = re.compile(
    r"\b(?:i|we)(?:'d|'m| would| should| am| are)?(?: be)?(?: also| just| really| therefore)? (?:like|want|wish|need"
    r"|request"
    r"|require|seek|ask|interested|requesting|asking|seeking|looking|grateful|keen|wondering|hoping)\b"
    r"|^(?:requesting|looking for|wondering)\b|\b(?:my|our|this) (?:request|question)\b"
)
_WANT_WORDS = word_set(  # of which one is in all that the pattern above finds
    "like want wish need request require seek ask interested requesting asking seeking looking grateful keen wondering "
    "hoping question"
)
_ASKS_WITHIN = re.compile(r"\b(?:please|how many|how much|what|which|when|who|why|whether|could you|can you)\b")


def begins_with_ask(words: str) -> bool:
    """Whether the very first words ask: "the number of ...", "how many ...", "please state ..."."""
    return _BEGINS.match(plain(words[:_BEGINNING])) is not None


def form(low: str, words: list[str]) -> str:
    """The form in which a text, plain and in words, asks; "" if in none that is known."""
    low = low[:_BEGINNING]
    found = _BEGINS.match(low)
    if found is not None and found.lastindex is not None:
        return _FORMS[found.lastindex - 1][0]
    if not _WANT_WORDS.isdisjoint(words) and _WANTS.search(low):
        return "says what is wanted"
    return "asks within the sentence" if _ASKS_WITHIN.search(low) else ""
