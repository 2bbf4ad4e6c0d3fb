#!/bin/sh
# Makes a base backup and looks at each of its files; once a day, or before a release.
#
#   BASES: the folder they lie in, each under the moment of its making; KEEP: how many stay (7).
#   VERIFY: what looks at the files, if not pg_verifybackup.
#   WAL: what wal.sh keeps; segments from before the oldest base are removed.
set -eu

new="$BASES/$(date -u +%Y%m%dT%H%M%SZ)"
mkdir -p "$BASES"
pg_basebackup --pgdata="$new.part" --checkpoint=fast --wal-method=stream --no-password \
  --manifest-checksums=SHA256
${VERIFY:-pg_verifybackup --quiet} "$new.part"
mv "$new.part" "$new" # only what is whole bears its name

ls -1d "$BASES"/*Z | sort | head -n "-${KEEP:-7}" | while read -r old; do rm -rf "$old"; done
oldest="$(ls -1d "$BASES"/*Z | sort | head -n 1)"
first="$(sed -n 's/^START WAL LOCATION: .*(file \(.*\))$/\1/p' "$oldest/backup_label")"
pg_archivecleanup "$WAL" "$first"
echo "$new"
