"""The pipeline from end to end."""

from __future__ import annotations

from foi.intake.splitter.blocks import Block, read_blocks
from foi.intake.splitter.coverage import cover
from foi.intake.splitter.reading import begins_with_ask, read
from foi.intake.splitter.readings import Role
from foi.intake.splitter.kinds import hangs_on, kind_of
from foi.intake.splitter.labels import flattened
from foi.intake.splitter.lines import read_lines
from foi.intake.splitter.lists import first_role
from foi.intake.splitter.outline import Outliner
from foi.intake.splitter.questions import Draft, Drafting
from foi.intake.splitter.result import PassageKind, ProposedQuestion, QuestionKind, Split
from foi.intake.splitter.voices import voices


def split(text: str) -> Split:
    """Take a request apart. Never fails, whatever the text; equal texts give equal results."""
    blocks = _unflatten(read_blocks(read_lines(text)))
    drafting = Drafting()
    drafting.run(Outliner(blocks, voices(blocks)).run())
    drafts, marks = _settle_topics(drafting)
    numbers = {id(draft): index for index, draft in enumerate(drafts)}
    passages = cover(text, [(start, end, kind, numbers.get(id(draft)) if draft else None) for start, end, kind, draft in marks])
    return Split(text, _propose(drafts), passages, tuple(drafting.scope), tuple(drafting.notes))


def _unflatten(blocks: list[Block]) -> list[Block]:
    """Lists that were flattened into one paragraph become blocks of their own."""
    result: list[Block] = []
    for block in blocks:
        result.append(block)
        if block.frame is not None:
            continue
        found = flattened(block.body, block.labels[-1] if block.labels else None, _asks_in_itself)
        if not found:
            continue
        tails = [block.cut(one.start, [one.label], one.after) for one in reversed(found)]
        tails.reverse()
        for piece in (block, *tails[:-1]):
            _trim_joint(piece)
        result += tails
    return result


def _trim_joint(block: Block) -> None:
    """"a) number applying and b) number refused": the "and" belongs to neither."""
    for joint in (" and", " or", " &"):
        if block.body.endswith(joint):
            block.end = block.offset(len(block.body) - len(joint) - 1) + 1
            block.body = block.body[: -len(joint)].rstrip()
            return


def _asks_in_itself(lead: str, words: str) -> bool:
    """Whether the words after a label inside a sentence are an ask (rule R5)."""
    words = words.strip(" ,;")
    if begins_with_ask(words) or words.endswith("?"):
        return True
    tail = lead.rstrip()
    if not tail:
        return read(words).role in (Role.FRAGMENT, Role.ADDS, Role.STATEMENT)
    return tail.endswith((":", "?")) and read(words).role is Role.FRAGMENT and read(tail).role in (Role.ASK, Role.LEAD, Role.TOPIC)


def _settle_topics(drafting: Drafting) -> tuple[list[Draft], list[tuple[int, int, PassageKind, Draft | None]]]:
    """"I want information about X" is a question only if nothing more exact is asked after it."""
    drafts = drafting.drafts
    dropped: set[int] = set()
    exact = listed = False
    for draft in reversed(drafts):
        if (draft.topic and exact) or (draft.subject and listed):
            dropped.add(id(draft))
        elif not draft.topic:
            exact = True
            listed = listed or (draft.item is not None and not draft.subject and first_role(draft.item) is Role.ASK)
    if not dropped:
        return drafts, drafting.marks
    marks = [
        (start, end, PassageKind.INTRODUCTION, None) if draft is not None and id(draft) in dropped else (start, end, kind, draft)
        for start, end, kind, draft in drafting.marks
    ]
    return [draft for draft in drafts if id(draft) not in dropped], marks


def _propose(drafts: list[Draft]) -> tuple[ProposedQuestion, ...]:
    kinds = [kind_of(draft.text, draft.group) for draft in drafts]
    paths = [draft.path for draft in drafts]
    numbers = _canonical_numbers(drafts)
    return tuple(
        ProposedQuestion(
            label=draft.label,
            path=draft.path,
            canonical_number=numbers[index],
            text=draft.text,
            context="\n".join(draft.context),
            group=draft.group,
            kind=kinds[index],
            depends_on=hangs_on(draft.text, index, paths, kinds) if kinds[index] is QuestionKind.CONDITIONAL else None,
            cues=tuple(draft.cues),
            start=draft.start,
            end=draft.end,
        )
        for index, draft in enumerate(drafts)
    )


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _canonical_numbers(drafts: list[Draft]) -> list[str]:
    """Numbers in order over all restarts: "1", "2a" ... "2e", "3". A second level gets letters, a third numbers in brackets."""
    numbers: list[str] = []
    top = 0
    seen: dict[int, str] = {}
    counts: dict[str, int] = {}
    for draft in drafts:
        chain = []
        item = draft.item
        while item is not None:
            chain.append(item)
            item = item.parent.owner
        if len(chain) < 2 and (not chain or chain[0].label.kind == "b"):
            top += 1
            numbers.append(str(top))
            continue
        name = ""
        for level, one in enumerate(reversed(chain)):
            if id(one) not in seen:
                if level == 0:
                    top += 1
                    seen[id(one)] = str(top)
                else:
                    counts[name] = counts.get(name, 0) + 1
                    count = counts[name]
                    letter = _LETTERS[count - 1] if count <= 26 else f"({count})"
                    seen[id(one)] = name + (letter if level == 1 else f"({count})")
            name = seen[id(one)]
        numbers.append(name)
    return numbers
