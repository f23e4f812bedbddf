# syntax=docker/dockerfile:1
# One image for web, worker and timetable; what each runs stands in docker-compose.yml.

FROM node:24-slim AS front-end
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY foi/web/static_src foi/web/static_src
RUN npm run build

FROM python:3.12-slim AS python-packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/foi
COPY requirements/production.txt .
RUN /opt/foi/bin/pip install --require-hashes --only-binary :all: -r production.txt

FROM python:3.12-slim
ENV PATH=/opt/foi/bin:$PATH PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=foi.settings.production MEDIA_ROOT=/data/media
RUN groupadd --gid 10001 foi \
    && useradd --uid 10001 --gid foi --no-create-home --home-dir /app --shell /usr/sbin/nologin foi \
    && install -d -o foi -g foi /data /data/media
WORKDIR /app
COPY --from=python-packages /opt/foi /opt/foi
COPY manage.py LICENSE ./
COPY foi foi
COPY workflows workflows
COPY templates templates
COPY --from=front-end /build/foi/web/static/build foi/web/static/build
# Collecting needs settings but no services, and nothing of this environment stays in the image.
RUN DATABASE_URL=postgresql://build@localhost/build REDIS_URL=redis://localhost SITE_URL=https://build.example.org \
    EMAIL_URL=smtp://localhost EMAIL_FROM=build@example.org \
    SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(64))') \
    python manage.py collectstatic --noinput --verbosity 0 && python -m compileall -q foi workflows
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://localhost:8000/livez', timeout=4)"]
CMD ["gunicorn", "foi.wsgi:application", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", "--threads=4", \
     "--worker-tmp-dir=/dev/shm", "--no-control-socket", "--access-logfile=-", \
     "--access-logformat=%(t)s %(m)s %(U)s %(s)s %(b)s bytes %(M)s ms"]
