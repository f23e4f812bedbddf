"""Where a browser for the journeys is, if this machine has one."""

import os
import shutil
from pathlib import Path

SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Where Playwright keeps what `playwright install chromium` brought, by operating system.
OWN_DIRECTORIES = (Path.home() / ".cache" / "ms-playwright", Path.home() / "Library" / "Caches" / "ms-playwright")
OWN_PROGRAMS = ("chromium*/chrome-*/headless_shell", "chromium*/chrome-*/chrome-headless-shell",
                "chromium-*/chrome-*/chrome", "chromium-*/chrome-*/*.app/Contents/MacOS/*")  # fmt: skip
# Chromium asks its maker's servers for things that no test needs, and its sandbox refuses root.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync"]  # fmt: skip


def browser_path() -> str | None:
    """Return the program to give Playwright as `executable_path`, or None where there is no browser.

    BROWSER_PATH wins; then Playwright's own, which fits it best; then the system's Chromium or Chrome.
    """
    if chosen := os.environ.get("BROWSER_PATH"):
        return chosen
    kept = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    for directory in [Path(kept)] if kept else OWN_DIRECTORIES:
        for pattern in OWN_PROGRAMS:
            if found := sorted(directory.glob(pattern)):
                return str(found[-1])
    return next((path for name in SYSTEM_NAMES if (path := shutil.which(name))), None)
