"""The pages. Step pages (`.../step/<name>/`) are one view a flow: what they ask for is read from the flow."""

from allauth.account import views as account
from django.urls import path, re_path

from foi.web.views import (
    answers,
    arrivals,
    clock,
    costs,
    home,
    letters,
    log,
    masks,
    outbox,
    questions,
    queue,
    requests,
    reviews,
    split,
    waivers,
)

urlpatterns = [
    path("", home.home, name="home"),
    # officers
    path("requests/", requests.listing, name="requests"),
    path("requests/log/", log.log_request, name="log_request"),
    path("requests/log/file/", log.log_file, name="log_file"),
    path("requests/<int:pk>/", requests.request_page, name="request"),
    path("requests/<int:pk>/history/", requests.history, name="request_history"),
    path("requests/<int:pk>/requester/", requests.requester, name="request_requester"),
    path("requests/<int:pk>/details/", requests.details, name="request_details"),
    path("requests/<int:pk>/correspondence/", requests.correspondence, name="request_correspondence"),
    path("requests/<int:pk>/files/<int:file_pk>/", requests.stored_file, name="request_file"),
    path("requests/<int:pk>/clock/", clock.clock_page, name="request_clock"),
    path("requests/<int:pk>/clock/record/<str:kind>/", clock.record, name="clock_record"),
    path("requests/<int:pk>/clock/undo/<int:event_pk>/", clock.undo, name="clock_undo"),
    path("requests/<int:pk>/clock/received/", clock.receipt, name="clock_receipt"),
    path("requests/<int:pk>/clock/law/", clock.regime, name="clock_regime"),
    path("requests/<int:pk>/send-all/", requests.send_all, name="request_send_all"),
    path("requests/<int:pk>/cost/", costs.request_cost, name="request_cost"),
    path("requests/<int:pk>/cost/print/", costs.printed, name="request_cost_print"),
    path("requests/<int:pk>/cost/together/", costs.together, name="request_cost_together"),
    path("requests/<int:pk>/waive/<str:key>/", waivers.waive, name="request_waive"),
    path("requests/<int:pk>/step/<str:name>/", requests.step, name="request_step"),
    path("requests/<int:pk>/split/", split.confirm_split, name="request_split"),
    path("requests/<int:pk>/split/<int:question_pk>/divide/", split.divide, name="split_divide"),
    path("requests/<int:pk>/split/text/<int:start>/", split.stretch, name="split_stretch"),
    # what came by mailbox or folder, or was uploaded
    path("arrivals/", arrivals.listing, name="arrivals"),
    path("arrivals/<int:pk>/", arrivals.arrival_page, name="arrival"),
    path("arrivals/<int:pk>/log/", log.log_arrival, name="log_arrival"),
    path("arrivals/<int:pk>/file/", arrivals.file_on, name="arrival_file"),
    path("arrivals/<int:pk>/set-aside/", arrivals.set_aside, name="arrival_set_aside"),
    path("arrivals/<int:pk>/original/", arrivals.original, name="arrival_original"),
    # questions: officers, approvers and the department that it was sent to
    path("questions/<int:pk>/", questions.question_page, name="question"),
    path("questions/<int:pk>/answer/", answers.answer, name="question_answer"),
    path("questions/<int:pk>/estimate/", costs.estimate, name="question_estimate"),
    path("questions/<int:pk>/decide/", answers.decide, name="question_decide"),
    path("questions/<int:pk>/step/<str:name>/", questions.step, name="question_step"),
    path("questions/<int:pk>/seen/", masks.seen, name="question_seen"),
    # departments
    path("queue/", queue.queue, name="queue"),
    # letters
    path("requests/<int:pk>/letter/", letters.letter_page, name="letter"),
    path("requests/<int:pk>/letter/draft/", letters.draft, name="letter_draft"),
    path("letters/<int:pk>/", letters.version_page, name="letter_version"),
    path("letters/<int:pk>/edit/", letters.edit, name="letter_edit"),
    path("letters/<int:pk>/document/", letters.document, name="letter_document"),
    path("letters/<int:pk>/pdf/", letters.pdf, name="letter_pdf"),
    path("letters/<int:pk>/pdf/document/", letters.pdf_document, name="letter_pdf_document"),
    path("letters/<int:pk>/step/<str:name>/", letters.step, name="letter_step"),
    path("approvals/", letters.approvals, name="approvals"),
    # after the answer: internal reviews, complaints to the regulator
    path("requests/<int:pk>/after/", reviews.after, name="request_after"),
    path("requests/<int:pk>/after/review/", reviews.ask, name="review_ask"),
    path("requests/<int:pk>/after/complaint/", reviews.complain, name="complaint_add"),
    path("reviews/", reviews.listing, name="reviews"),
    path("reviews/<int:pk>/", reviews.review_page, name="review"),
    path("reviews/<int:pk>/consider/", reviews.consider, name="review_consider"),
    path("reviews/<int:pk>/step/<str:name>/", reviews.review_step, name="review_step"),
    path("complaints/<int:pk>/", reviews.complaint_page, name="complaint"),
    path("complaints/<int:pk>/step/<str:name>/", reviews.complaint_step, name="complaint_step"),
    # what left the building by mail
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:pk>/", outbox.message, name="outbox_message"),
    # people
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    # A pattern, because the key has a hyphen of its own and a converter would split at the last one.
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
]
