#!/bin/sh
# Lays a base backup into an empty folder, and says from where the changes since then are fetched.
# PostgreSQL started on that folder takes them in and is then the database, on a timeline of its own:
# the portal notices and keeps quiet until an administrator ends that (manage.py quiet).
#
#   restore.sh BASE DATA [UNTIL]       UNTIL: 2026-11-30 12:00:00+08, to go back to a moment
#   WAL: the folder of wal.sh; without, the base stays as it was. OWNER: whose the folder shall be.
set -eu
base="$1" data="$2" until="${3:-}"

if [ -n "$(ls -A "$data" 2>/dev/null)" ]; then
  echo "$data is not empty: nothing is written over." >&2
  exit 1
fi
mkdir -p "$data"
chmod 700 "$data"
cp -a "$base/." "$data/"
# The segment that was being written has another name until it is full. Without any changes the copy
# recovers all the same, for that is what begins the timeline by which the portal knows it.
mkdir "$data/kept-changes" # to be removed once all is checked
[ -z "${WAL:-}" ] || cp -a "$WAL/." "$data/kept-changes/"
cat >>"$data/postgresql.auto.conf" <<CONF
restore_command = 'cp "kept-changes/%f" "%p" 2>/dev/null || cp "kept-changes/%f.partial" "%p"'
recovery_target_timeline = 'current'
synchronous_standby_names = ''
CONF
if [ -n "$until" ]; then
  printf "recovery_target_time = '%s'\nrecovery_target_action = 'promote'\n" "$until" \
    >>"$data/postgresql.auto.conf"
fi
touch "$data/recovery.signal"
[ -z "${OWNER:-}" ] || chown -R "$OWNER" "$data"
