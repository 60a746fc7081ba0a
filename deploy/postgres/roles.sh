#!/bin/sh
# Make the two accounts of the service in a database: one owns the tables, the other runs the service and owns nothing.
# The database image runs this once, on an empty volume; run again it only sets the passwords anew.
set -eu
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\getenv owner_password OWNER_PASSWORD
\getenv service_password SERVICE_PASSWORD
\getenv database POSTGRES_DB
SELECT format('CREATE ROLE %I', name) FROM (VALUES ('aryz_owner'), ('aryz')) AS wanted (name)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE aryz_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'owner_password';
ALTER ROLE aryz LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'service_password';
ALTER DATABASE :"database" OWNER TO aryz_owner;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO aryz;
SQL
