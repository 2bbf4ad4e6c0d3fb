#!/bin/sh
# Keeps every change of the database from the moment it is made: runs always, beside the database.
#
# It takes part as a replica that only writes down (`pg_receivewal --synchronous`). Where the database
# waits for it (synchronous_standby_names = 'wal'), nothing is ever acknowledged that is not here: a
# lost database costs nothing. Where it does not wait, it costs what was on its way.
#   WAL: the folder, on a disk that is not the database's; PGHOST, PGUSER, PGPASSFILE: as of libpq.
set -eu

mkdir -p "$WAL"
export PGAPPNAME=wal
pg_receivewal --directory="$WAL" --slot=wal --create-slot --if-not-exists
exec pg_receivewal --directory="$WAL" --slot=wal --synchronous --no-password
