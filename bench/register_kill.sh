#!/bin/sh
# SIGKILL at random moments of an add: every acknowledged report is in, once, and a repeat completes it.
# usage: register_kill.sh ISNAD INPUT [TIMES]
set -eu
isnad=$1 input=$2 times=${3:-20}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
db=$folder/r.db
i=0
while [ $i -lt "$times" ]; do
    "$isnad" add --quiet --acknowledge -d "$db" "$input" > "$folder/said" 2> /dev/null &
    pid=$!
    sleep "$(awk -v s=$i 'BEGIN { srand(s + 11); print 0.3 + 3 * rand() }')"
    kill -9 $pid 2> /dev/null || true
    wait $pid 2> /dev/null || true
    said=$(tail -n 1 "$folder/said" | tr -d '\n')
    have=$("$isnad" verify -d "$db" | tail -n 1)
    echo "$i: acknowledged in this run ${said:-0}; $have"
    case $have in *damaged*) exit 1 ;; esac
    i=$((i + 1))
done
"$isnad" add --quiet -d "$db" "$input"
"$isnad" verify -d "$db"
"$isnad" export -d "$db" | sha256sum
"$isnad" add --quiet -d "$folder/whole.db" "$input"
"$isnad" export -d "$folder/whole.db" | sha256sum
