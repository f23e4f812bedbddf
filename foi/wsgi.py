"""The WSGI door: what gunicorn serves. The settings module is named by DJANGO_SETTINGS_MODULE."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "foi.settings.production")

application = get_wsgi_application()
