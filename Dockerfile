# The portal in production: built once, run as nobody in particular, written to only in its volumes.

FROM python:3.12-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/portal/venv
COPY requirements.lock /tmp/requirements.lock
RUN /opt/portal/venv/bin/pip install --require-hashes -r /tmp/requirements.lock
COPY . /opt/portal/app
WORKDIR /opt/portal/app
# Static files need settings, and settings need secrets: these live for one line.
RUN export SECRETS=/tmp/secrets PATH=/opt/portal/venv/bin:$PATH \
    && python -m portal.keys "$SECRETS" \
    && for file in "$SECRETS"/*; do \
         export "$(basename "$file" | tr a-z A-Z)_FILE=$file"; \
       done \
    && DJANGO_SETTINGS_MODULE=portal.settings.production VAR_DIR=/tmp/var \
       SITE_HOST=build.invalid DATABASE_URL=postgres://portal@db/portal EMAIL_URL=smtp://mail \
       REDIS_URL=redis://broker/0 \
       SMS_GATEWAY_URL=https://build.invalid SMS_GATEWAY_TOKEN=nothing-is-sent \
       python manage.py collectstatic --noinput \
    && rm -rf "$SECRETS" /tmp/var

FROM python:3.12-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/lib/portal --create-home portal
COPY --from=build /opt/portal /opt/portal
ENV DJANGO_SETTINGS_MODULE=portal.settings.production \
    VAR_DIR=/var/lib/portal \
    PATH=/opt/portal/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
WORKDIR /opt/portal/app
VOLUME /var/lib/portal
USER 10001
EXPOSE 8000
CMD ["gunicorn", "-c", "deploy/gunicorn.conf.py", "portal.wsgi"]
