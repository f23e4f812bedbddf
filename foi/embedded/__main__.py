"""PostgreSQL and Redis alone: `python -m foi.embedded DIRECTORY [--until PID] [--forgetful]`.

The tests start their servers with this, and somebody who wants to run the web server by hand can too. It says `ready`
and stays until it is stopped or the process PID is gone. With --forgetful speed goes before safety, and the directory
is removed at the end.
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

from foi.embedded.places import Places
from foi.embedded.supervisor import StopAsked, Supervisor
from foi.embedded.trouble import CannotStart


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m foi.embedded", description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--until", type=int, default=0, metavar="PID")
    parser.add_argument("--forgetful", action="store_true")
    asked = parser.parse_args()
    places = Places(asked.directory.resolve())
    try:
        with Supervisor(places, say=lambda words: sys.stderr.write(f"{words}\n")) as supervisor:
            supervisor.start_postgres(durable=not asked.forgetful)
            supervisor.start_redis()
            print("ready", flush=True)  # noqa: T201 - whoever started this waits for the word
            supervisor.watch(stop_when=lambda: bool(asked.until) and _gone(asked.until))
    except StopAsked:
        pass
    except CannotStart as trouble:
        print(trouble, flush=True)  # noqa: T201
        return 1
    finally:
        if asked.forgetful:
            shutil.rmtree(places.var, ignore_errors=True)
            shutil.rmtree(places.sockets, ignore_errors=True)
    return 0


def _gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return False


if __name__ == "__main__":
    sys.exit(main())
