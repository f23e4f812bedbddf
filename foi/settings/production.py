"""Production: everything that matters comes from the environment, and only over TLS."""

from foi.settings.base import *
from foi.settings.base import CONTENT_SECURITY_POLICY, LOGGING, services
from foi.settings.environment import ProductionEnvironment, mail_server, read_environment

environment = read_environment(ProductionEnvironment)

DEBUG = False
SECRET_KEY = environment.secret_key.get_secret_value()
SITE_URL = environment.site_url
# "localhost" is for the health checks that run beside the web server.
ALLOWED_HOSTS = [*environment.hosts, "localhost"]
CSRF_TRUSTED_ORIGINS = [environment.site_url]
MEDIA_ROOT = environment.media_root
IMAP_URL = environment.imap_url.get_secret_value()
INCOMING_FOLDER = environment.incoming_folder
DATABASES, CACHES, CELERY_BROKER_URL = services(environment)

# --- TLS -------------------------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
if environment.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = environment.trusted_proxies
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True

# --- e-mail ----------------------------------------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.email_from
mail = mail_server(environment.email_url.get_secret_value())
EMAIL_HOST, EMAIL_PORT = mail.host, mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail.user, mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = mail.starttls, mail.tls
EMAIL_TIMEOUT = 20

LOGGING["root"]["level"] = environment.log_level
