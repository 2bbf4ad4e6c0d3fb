#!/bin/sh
# Runs once, when the database is first made: the owner of the tables, who migrates, and the
# application, who owns nothing. What the application may do is granted after each migration.
set -eu

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username postgres --dbname postgres \
  --set owner_password="$(cat /run/secrets/migration_database_password)" \
  --set password="$(cat /run/secrets/database_password)" \
  --set backup_password="$(cat /run/secrets/backup_password)" <<'SQL'
CREATE ROLE portal_owner LOGIN PASSWORD :'owner_password'
  NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
CREATE ROLE portal LOGIN PASSWORD :'password'
  NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
CREATE ROLE portal_backup LOGIN REPLICATION PASSWORD :'backup_password'
  NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
CREATE DATABASE portal OWNER portal_owner;
REVOKE ALL ON DATABASE portal FROM PUBLIC;
GRANT CONNECT ON DATABASE portal TO portal;
\connect portal
ALTER SCHEMA public OWNER TO portal_owner;
SQL

# Who copies the database (deploy/backup) comes as a replica would.
echo "host replication portal_backup all scram-sha-256" >>"$PGDATA/pg_hba.conf"
