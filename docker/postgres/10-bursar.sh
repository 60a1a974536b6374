#!/bin/bash
# Run once by the PostgreSQL image on an empty data folder: the owner migrates, the app owns nothing.
set -euo pipefail
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\set owner_password `cat "${SECRETS:-/run/secrets}/owner-password"`
\set app_password `cat "${SECRETS:-/run/secrets}/app-password"`
create role bursar_owner login password :'owner_password';
create role bursar_app login password :'app_password';
create database bursar owner bursar_owner;
revoke all on database bursar from public;
grant connect, temporary on database bursar to bursar_app;
SQL
