"""Sees to it that there is a browser for the journeys: one that is here, Playwright's own, or the system's Chromium.

Ends well in any case and says what it found; without a browser the journeys are skipped, and say so.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.browser import ARGUMENTS, browser_path

PATIENCE = 300


def main() -> None:
    if _works():
        return
    say("Looking for a browser for the tests ...")
    _try(sys.executable, "-m", "playwright", "install", "--only-shell", "chromium")
    if _works():
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        _try("apt-get", "-qq", "update")
        _try("apt-get", "-qq", "install", "--yes", "--no-install-recommends", "chromium")
    if not _works():
        say(
            "There is no browser that runs, so the browser journeys will be skipped. To have them: install Chromium\n"
            "(on Debian or Ubuntu: sudo apt-get install chromium), or name a browser: BROWSER_PATH=/path make test"
        )


def _works() -> bool:
    """True where the browser starts: a downloaded one may lack libraries of the system."""
    path = browser_path()
    if path is None:
        return False
    try:
        with sync_playwright() as playwright:
            playwright.chromium.launch(executable_path=path, args=ARGUMENTS).close()
    except Error:
        return False
    return True


def _try(*command: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, env=environment, capture_output=True, check=False, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        say(f"{command[0]} did not finish")


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


if __name__ == "__main__":
    main()
