#!/bin/sh
# Runs one of the scripts beside it with the password from its file.
set -eu
PGPASSWORD="$(cat "$PGPASSWORD_FILE")"
export PGPASSWORD
exec sh "$(dirname "$0")/$1"
