"""REQ-20: no page that a department can reach says who asked, whatever happens on it.

Every address of the product is tried, by GET and by POST, for every situation of a request: what is added later is
tried too.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, reverse

from foi.answers.attachments import Attachment, attach
from foi.intake.arrivals import take_in
from foi.intake.models import Arrival
from foi.letters.models import LetterVersion
from foi.notices.models import OutboxMessage
from foi.requests import actions
from foi.requests.actions import reassign
from foi.requests.models import FoiRequest, Question, StoredFile
from foi.reviews.models import Complaint, Review
from foi.web.urls import urlpatterns
from tests import factories as f
from workflows.perform import perform, transitions_of

pytestmark = pytest.mark.django_db

#: what would give the requester away: the name, its parts, the addresses, the telephone, what they say of themselves
TRACES = re.compile(r"quillfeather|morgan|nightjar|07700|reporter|trentvale echo|hedgehog herald", re.IGNORECASE)

#: a letter that says who asks in every part that a department reads
TELLING = """\
Dear Sir or Madam,

I am a reporter at the Trentvale Echo, and I live at 7 Nightjar Row, Trentvale.

All questions are about the year 2025, as Morgan Quillfeather asked before.

Questions for the Trentvale Echo:

For each course that I, Morgan Quillfeather (morgan@quillfeather.example), took part in:
1. How many officers completed the course on hedgehog rescue? My telephone number is 07700 900123.
2. How long does the course take? I am writing on behalf of the Hedgehog Herald, and M. Quillfeather is my name.
3. Please send the course notes to me at 7 Nightjar Row, Trentvale, or ring 07700 900123 (tel: 07700 900123).

NOTE: Morgan Quillfeather of the Trentvale Echo wants the figures by month.

Yours faithfully,
Morgan Quillfeather
Reporter, Trentvale Echo
07700 900123
"""

#: signing out would end the test
NOT_TRIED = {"account_logout"}


def situations() -> Iterator[FoiRequest]:
    """Requests at every turn of their life; the requester's name stands in its text, its files and its letters."""
    for request in (f.a_request, f.request_with_split_confirmed, f.withdrawn_request):
        yield request()
    for question in (f.declined_question, f.answered_question, f.returned_question):
        yield question().foi_request
    for letter in (f.approved_letter, f.issued_letter):
        yield letter().foi_request
    for case in (f.review_considered, f.notice_served):
        yield case().foi_request
    telling = f.request_with_questions_sent(TELLING)
    # Whatever the splitter makes of it: each text that a department reads names the requester.
    telling.scope = ["Morgan Quillfeather means the year 2025."]
    telling.notes = ["I am a reporter at the Trentvale Echo."]
    telling.save(update_fields=["scope", "notes"])
    telling.questions.update(
        group="Questions of Morgan Quillfeather", context="For the Trentvale Echo, 7 Nightjar Row, Trentvale:"
    )
    for passed_on in telling.questions.filter(department__isnull=False):
        perform(
            passed_on.reassign, by=f.officer(), department=f.department(), due_on=None, reason="Ask M. Quillfeather"
        )
    for question in telling.questions.filter(department__isnull=False):
        attach_naming_the_requester(question)
    yield telling


def attach_naming_the_requester(question: Question) -> None:
    """By another department, which had the question before; by the FOI team; by the department that has it now, in
    words that it may have from anywhere."""
    had, has = f.department("Stores", topics=""), question.department
    assert has is not None
    for by, to in ((f.contributor(had), had), (f.officer(), has), (f.contributor(has), has)):
        if question.department != to:
            reassign(question, by=f.officer(), department=to, reason="It is theirs.")
        words = b"Morgan Quillfeather" if by != f.contributor(has) else b"206"
        upload = SimpleUploadedFile("for Morgan Quillfeather.txt", words)
        attach(question, upload, by=by, description="The notes that Morgan Quillfeather wants", redacted=False)


def addresses(foi_request: FoiRequest) -> Iterator[str]:
    """Every address, filled in with everything that the request has."""
    questions = list(foi_request.questions.values_list("pk", flat=True)[::2])  # one of theirs, and the letter's own
    letters = list(foi_request.letters.values_list("pk", flat=True))
    files = {*foi_request.files.values_list("pk", flat=True)}
    files |= {*Attachment.objects.filter(question__foi_request=foi_request).values_list("pk", flat=True)}
    messages = list(OutboxMessage.objects.values_list("pk", flat=True)[:2])
    flows = {"requests": FoiRequest, "questions": Question, "letters": LetterVersion, "reviews": Review,
             "complaints": Complaint}  # fmt: skip
    arrived = list(Arrival.objects.values_list("pk", flat=True))
    keys = {
        "arrivals": arrived,
        "questions": questions,
        "letters": letters,
        "outbox": messages,
        "requests": [foi_request.pk],
        "reviews": list(foi_request.reviews.values_list("pk", flat=True)),
        "complaints": list(foi_request.complaints.values_list("pk", flat=True)),
    }
    for pattern in urlpatterns:
        if not isinstance(pattern, URLPattern) or pattern.name in NOT_TRIED:
            continue
        wanted = set(pattern.pattern.regex.groupindex)
        subject = str(pattern.pattern).partition("/")[0]
        if wanted - {"pk", "file_pk", "question_pk", "name", "start"}:
            continue  # the links of the password e-mails
        for pk in keys.get(subject, [1]) if "pk" in wanted else [None]:
            more: list[dict[str, Any]] = [{}]
            if "file_pk" in wanted:
                more = [{"file_pk": key} for key in sorted(files)]
            if "question_pk" in wanted:
                more = [{"question_pk": key} for key in questions]
            if "start" in wanted:
                more = [{"start": 0}]
            if "name" in wanted:
                more = [{"name": name} for name in sorted({step.name for step in transitions_of(flows[subject])})]
            for rest in more:
                yield reverse(pattern.name, kwargs=({"pk": pk} if "pk" in wanted else {}) | rest)


def everything_said(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.headers}\n{response.cookies}\n{body.decode(errors='replace')}"


def test_no_address_of_the_product_tells_a_department_who_asked(signed_in: Any) -> None:
    client = signed_in(f.contributor())
    tried = 0
    for number, foi_request in enumerate(situations()):
        take_in(b"Morgan Quillfeather", f"morgan-{number}.pdf", source="folder", arrived_on=foi_request.received_on)
        file = actions.file_correspondence(
            foi_request, by=f.officer(), direction="in", on=foi_request.received_on, subject="From Morgan Quillfeather",
            files=[SimpleUploadedFile("morgan-quillfeather.txt", b"Morgan Quillfeather")],
        )  # fmt: skip
        assert StoredFile.objects.filter(correspondence=file).exists()
        for url in addresses(foi_request):
            for response in (client.get(url), client.post(url, {"comment": "x", "channel": "post", "page": "1"})):
                tried += 1
                assert response.status_code < 500, url
                assert not TRACES.search(everything_said(response)), url
    assert tried > 500


def test_the_officer_s_pages_do_tell_so_this_test_can_fail(signed_in: Any) -> None:
    foi_request = f.approved_letter().foi_request
    client = signed_in(f.officer())
    told = [url for url in addresses(foi_request) if TRACES.search(everything_said(client.get(url)))]
    assert reverse("letter", args=[foi_request.pk]) in told
    assert reverse("request_requester", args=[foi_request.pk]) in told
    # Pages that a department shares with the officer are silent for the officer too.
    assert not [url for url in told if url.startswith(("/questions/", "/queue/"))]
