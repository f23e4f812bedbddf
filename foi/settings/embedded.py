"""`make run`: the same stack out of wheels, on this machine, with data under var/. No import leaves a file behind."""

from django.core.management.utils import get_random_secret_key

from foi.embedded.places import Places
from foi.settings.base import *
from foi.settings.base import LOGGING, STORAGES, services
from foi.settings.environment import WrongEnvironment, read_environment

environment = read_environment()
PLACES = Places(environment.var_dir)
environment.database_url = environment.database_url or PLACES.database_url
environment.redis_url = environment.redis_url or PLACES.redis_url

DEBUG = environment.debug
# `manage.py up` notes where it runs; a command beside it writes notices that link there.
try:
    SITE_URL = environment.site_url or PLACES.site.read_text().strip()
except OSError:
    SITE_URL = "http://127.0.0.1:8000"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *environment.hosts]
CSRF_TRUSTED_ORIGINS = [environment.site_url] if environment.site_url else []
MEDIA_ROOT = environment.media_root
IMAP_URL = environment.imap_url.get_secret_value()
INCOMING_FOLDER = environment.incoming_folder or environment.var_dir / "incoming"
DATABASES, CACHES, CELERY_BROKER_URL = services(environment)

# `manage.py up` makes the key once; without it (`manage.py split` on a fresh clone) one for this process will do.
try:
    SECRET_KEY = environment.secret_key.get_secret_value() or PLACES.secret_key.read_text().strip()
except FileNotFoundError:
    SECRET_KEY = get_random_secret_key()
except PermissionError:
    raise WrongEnvironment(
        f"{PLACES.secret_key} belongs to another user of this machine. "
        "Start as that user, or remove the var directory to begin anew."
    ) from None

# Files are served from where they are, so that nobody need collect them first; production hashes and compresses them.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

EMAIL_BACKEND = "foi.notices.outbox_folder.EmailBackend"
OUTBOX_FOLDER = PLACES.mail
SHOW_OUTBOX = SHOW_DEMO_SIGN_INS = True
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.email_from

LOGGING["root"]["level"] = environment.log_level
