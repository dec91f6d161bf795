#!/usr/bin/env bash
# run_on_wayland.sh PROGRAM ARGS...: in a Wayland compositor of its own, weston, which runs within a
# virtual X display: so it has a pointer and a keyboard, which GAMBADE_HAND, that display's name,
# gives to xdotool.
set -euo pipefail
if ! command -v weston >/dev/null; then
    echo "SKIP: not tested on Wayland: weston is missing (Debian package weston)"
    exit 77
fi
if [ "${1-}" != --within-x ]; then
    exec "$(dirname "$0")/run_with_display.sh" "$0" --within-x "$@"
fi
shift
socket=wayland-gambade # in XDG_RUNTIME_DIR, which is of this run alone
log=$XDG_RUNTIME_DIR/weston.log
# The pointer waits below weston's screen, which hears of it only when it comes in.
command -v xdotool >/dev/null && xdotool mousemove 700 890
# For tests only: --debug lets clients take pictures of the whole screen.
weston --backend=x11-backend.so --use-pixman --width=1400 --height=880 --no-config --debug \
    --idle-time=0 --socket=$socket >"$log" 2>&1 &
compositor=$!
trap 'kill "$compositor" 2>/dev/null || true; wait "$compositor" 2>/dev/null || true' EXIT
for _ in $(seq 100); do
    [ -S "$XDG_RUNTIME_DIR/$socket" ] && break
    sleep 0.1
done
if [ ! -S "$XDG_RUNTIME_DIR/$socket" ]; then
    echo "SKIP: not tested on Wayland: weston does not start here: $(tail -n 1 "$log")"
    exit 77
fi
export GAMBADE_HAND=$DISPLAY WAYLAND_DISPLAY=$socket QT_QPA_PLATFORM=wayland
unset DISPLAY
"$@"
