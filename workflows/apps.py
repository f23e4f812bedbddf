from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "workflows"
    verbose_name = "Workflows and the record of what was done"

    def ready(self) -> None:
        from workflows import checks, perform  # noqa: F401  (registers the check and the guard)
