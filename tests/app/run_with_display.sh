#!/usr/bin/env bash
# run_with_display.sh PROGRAM ARGS...: on a virtual X display of its own, whatever display there is.
set -euo pipefail
if ! command -v Xvfb >/dev/null; then
    echo "SKIP: the window is not tested: Xvfb is missing (Debian package xvfb)"
    exit 77
fi
folder=$(mktemp -d)
# Xvfb picks a free display and writes its number.
Xvfb -displayfd 1 -screen 0 1400x900x24 -nolisten tcp >"$folder/display" 2>"$folder/log" &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
for _ in $(seq 100); do
    [ -s "$folder/display" ] && break
    sleep 0.1
done
if [ ! -s "$folder/display" ]; then
    echo "SKIP: the window is not tested: Xvfb does not start here: $(tail -n 1 "$folder/log")"
    exit 77
fi
unset WAYLAND_DISPLAY
export DISPLAY=:$(<"$folder/display") QT_QPA_PLATFORM=xcb XDG_RUNTIME_DIR=$folder
"$@"
