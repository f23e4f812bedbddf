from django.apps import AppConfig


class FoiConfig(AppConfig):
    name = "foi"
    label = "foi"
    verbose_name = "Freedom of Information"

    def ready(self) -> None:
        # News travels upward: these rooms listen to `workflows.signals.performed`.
        from foi.answers import by_reference
        from foi.letters import approval
        from foi.notices import triggers
        from foi.requests import progress  # noqa: F401

        del approval, by_reference, triggers
