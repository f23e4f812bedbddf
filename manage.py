#!/usr/bin/env python
"""The command line: `manage.py help` lists what it can do."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "foi.settings.embedded")
    from django.core.management import execute_from_command_line

    from foi.settings.environment import WrongEnvironment

    try:
        execute_from_command_line(sys.argv)
    except WrongEnvironment as wrong:
        # Settings that cannot hold are the operator's to mend: sentences, not a traceback.
        sys.exit(str(wrong))
    except BrokenPipeError:
        # Whoever read the output has seen enough (`... | head -1`). What is still buffered goes nowhere, or the
        # interpreter would complain of it on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
