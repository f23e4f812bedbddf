"""Every address of the product."""

from django.urls import include, path

from foi.web.views import health

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("foi.web.urls")),
]

handler400 = "foi.web.views.errors.bad_request"
