"""The flows as a page: a state chart and a table for each, read from the transitions themselves."""

import inspect
from collections.abc import Iterator, Sequence
from itertools import groupby

from django.apps import apps
from django_fsm import GET_STATE, Transition

from workflows.perform import transitions_of, word_of
from workflows.states import Flow

PREFACE = """\
# Workflows

Drawn by `manage.py draw_workflows` from the flows in `workflows/*_flow.py`; a test fails when this page is out of date.

The charts show the steps that lead to another state, the tables show every step. *Who* is a permission word of
[`workflows/roles.py`](../workflows/roles.py); `automatic` steps follow from other steps and are nobody's button.
A condition that is not met refuses the step in the words of the last column.
"""


def page() -> str:
    """All flows as Markdown with Mermaid charts."""
    flows = [model for model in apps.get_models() if issubclass(model, Flow)]
    return "\n".join([PREFACE, *(section(model) for model in flows)])


def section(model: type[Flow]) -> str:
    """One flow: heading, chart, table."""
    steps = [(name, list(sources)) for name, sources in groupby(transitions_of(model), key=lambda step: step.name)]
    flow = next(base for base in model.__mro__ if Flow in base.__bases__)
    about = inspect.getdoc(inspect.getmodule(flow)) or ""
    lines = [f"## {flow.__name__.removesuffix('Flow')}", "", about, ""]
    lines += [*chart(model, steps), "", *table(model, steps), ""]
    return "\n".join(lines)


Steps = Sequence[tuple[str, list[Transition]]]


def chart(model: type[Flow], steps: Steps) -> Iterator[str]:
    first = model().state
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in model.States:
        yield f'    state "{state.label}" as {state.value}'
    yield f"    [*] --> {first}"
    for _, sources in steps:
        for step in sources:
            for target in targets(step):
                # A colon would end the label.
                label = f"{step.custom['label']} ({word(step)})".replace(":", " –")
                yield f"    {step.source} --> {target}: {label}"
    leaves = {step.source for _, sources in steps for step in sources if targets(step)}
    for state in model.States:
        if state.value not in leaves:
            yield f"    {state.value} --> [*]"
    yield "```"


def table(model: type[Flow], steps: Steps) -> Iterator[str]:
    yield "| Step | From | To | Who | Asks for | Refused with |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, sources in steps:
        step = sources[0]
        came_from = "; ".join(state.label for state in model.States if any(one.source == state for one in sources))
        cells = (
            f"{step.custom['label']} (`{name}`)",
            came_from,
            "; ".join(label_of(model, target) for target in targets(step)) or "stays",
            f"`{word(step)}`",
            ", ".join(step.custom.get("needs", ())),
            " ".join(" ".join((condition.__doc__ or condition.__name__).split()) for condition in step.conditions),
        )
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def word(step: Transition) -> str:
    """The permission as it reads in the flow: `approver & ~submitter`."""
    name: str = word_of(step).name
    return name[1:-1] if name.startswith("(") and name.endswith(")") else name


def targets(step: Transition) -> list[str]:
    """The states that a step may lead to; none where the subject stays in its own."""
    if isinstance(step.target, GET_STATE):
        return [str(state) for state in step.target.allowed_states]
    return [] if step.target is None else [str(step.target)]


def label_of(model: type[Flow], state: object) -> str:
    return next(one.label for one in model.States if one == state)
