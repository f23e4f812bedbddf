"""The ASGI door, for hosts that want one. The product itself needs no asynchronous server."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "foi.settings.production")

application = get_asgi_application()
