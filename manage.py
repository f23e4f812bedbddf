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


if __name__ == "__main__":
    main()
