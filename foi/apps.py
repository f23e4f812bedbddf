import importlib

from django.apps import AppConfig


class FoiConfig(AppConfig):
    name = "foi"
    label = "foi"
    verbose_name = "Freedom of Information"

    def ready(self) -> None:
        # Before any task is named: whoever asks Celery for its app first decides which one that is.
        importlib.import_module("foi.celery")
        # News travels upward: these rooms listen to `workflows.signals.performed`.
        from foi.answers import by_reference
        from foi.letters import approval, dispatch
        from foi.notices import triggers
        from foi.requests import checks, progress  # noqa: F401

        del approval, by_reference, dispatch, triggers
