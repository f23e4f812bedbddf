"""The tests: the same services as `make run`, in a place of their own for each run, and a hasher that is quick."""

import os

from foi.embedded.places import Places
from foi.settings.base import *
from foi.settings.base import STORAGES, services
from foi.settings.environment import read_environment

# Two runs at once must not meet, so each has its own servers under a name that its parallel workers inherit.
RUN = os.environ.setdefault("FOI_TEST_RUN", str(os.getpid()))
# Parallel workers share the servers: Django gives each a database of its own, and Redis has sixteen to give.
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))

environment = read_environment()
PLACES = Places(environment.var_dir / "test" / RUN)
environment.database_url = environment.database_url or PLACES.database_url
environment.redis_url = environment.redis_url or f"{PLACES.redis_url}?db={WORKER % 16}"

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105 - guards nothing
SITE_URL = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
MEDIA_ROOT = PLACES.var / "media" / str(WORKER)
DATABASES, CACHES, CELERY_BROKER_URL = services(environment)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
OUTBOX_FOLDER = PLACES.mail
DEFAULT_FROM_EMAIL = environment.email_from
# A test that signs in a hundred times is not an attack.
ACCOUNT_RATE_LIMITS = False
SHOW_OUTBOX = True
