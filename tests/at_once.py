"""Things that happen at the same time, on real connections."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

WITHIN_SECONDS = 60


def at_once(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start all calls together, each in a thread with a connection of its own. Returns what each returned, or the
    exception it raised, in the order of `calls`. The test has to use the transactional database."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            start.wait(WITHIN_SECONDS)
            return call()
        except Exception as failure:
            return failure
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return [result.result(WITHIN_SECONDS) for result in [threads.submit(run, call) for call in calls]]


def of_kind(results: Sequence[Any], kind: type) -> list[Any]:
    return [result for result in results if isinstance(result, kind)]
