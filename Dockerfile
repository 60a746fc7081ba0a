# One image, many roles: the command says which part runs. Nothing that builds is in it, and nothing in it is writable.
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
RUN python -m venv /tools && python -m venv --without-pip /opt/aryz
COPY requirements/build.lock requirements/run.lock requirements/
RUN /tools/bin/pip install --require-hashes -r requirements/build.lock \
    && /tools/bin/pip --python /opt/aryz/bin/python install --require-hashes --only-binary :all: -r requirements/run.lock
COPY pyproject.toml README.md ./
COPY complaints complaints
COPY workers workers
COPY templates templates
COPY translations translations
RUN /opt/aryz/bin/pybabel -q compile -d translations \
    && /tools/bin/pip wheel --no-build-isolation --no-deps --wheel-dir /wheel . \
    && /tools/bin/pip --python /opt/aryz/bin/python install --no-deps /wheel/*.whl

FROM python:3.11-slim-bookworm
RUN groupadd --gid 10001 aryz \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/aryz --shell /usr/sbin/nologin aryz \
    && install --directory --owner 10001 --group 10001 --mode 0700 /var/lib/aryz \
    && pip uninstall --yes --root-user-action=ignore pip setuptools wheel
COPY --from=build /opt/aryz /opt/aryz
# The working directory is never searched for modules: it may hold what strangers sent.
ENV PATH=/opt/aryz/bin:$PATH PYTHONSAFEPATH=1 PYTHONUNBUFFERED=1
USER 10001:10001
WORKDIR /var/lib/aryz
EXPOSE 8000
CMD ["aryz", "web"]
