#!/bin/sh
# disk_full_test.sh GAMBADE PICTURE: a disk that fills up ends each command that writes in one
# sentence and keeps the old file. The disk is a 1 MiB tmpfs in a mount namespace of its own.
set -u
program=$(realpath "$1")

if [ "${3:-}" != inside ]; then
    if ! unshare --mount true 2>/dev/null; then
        echo "SKIP: a full disk is not tested: mounting a small tmpfs needs root"
        exit 77
    fi
    exec unshare --mount sh "$0" "$program" "$2" inside
fi
disk=$(mktemp -d)
source=$(mktemp -d)
trap 'umount "$disk" 2>/dev/null; rm -rf "$disk" "$source"' EXIT
mount -t tmpfs -o size=1m tmpfs "$disk" || {
    echo "SKIP: a full disk is not tested: tmpfs cannot be mounted"
    exit 77
}

# splats COUNT: a cloud as text, so that no model is needed.
splats() {
    printf 'ply\nformat ascii 1.0\nelement vertex %d\n' "$1"
    for name in x y z f_dc_0 f_dc_1 f_dc_2 opacity scale_0 scale_1 scale_2 rot_0 rot_1 rot_2 rot_3; do
        echo "property float $name"
    done
    echo end_header
    awk -v count="$1" 'BEGIN { for (i = 0; i < count; ++i)
        print sin(i) / 2, cos(2.1 * i) / 2, sin(3.3 * i) / 2, sin(i), cos(i), 0, 3, -4, -4, -4, 1, 0, 0, 0 }'
}
splats 1000 >"$source/small.ply"
splats 30000 >"$source/large.ply"

failures=0
# refused OLD_FILE ARGUMENTS...
refused() {
    old=$1
    shift
    before=$(sha256sum <"$old")
    said=$("$program" "$@" 2>&1 >/dev/null)
    code=$?
    echo "$said"
    case $said in
    "error: cannot write $old: No space left on device"*) ;;
    *) code="$code and other words" ;;
    esac
    if [ "$code" != 4 ] || [ "$(echo "$said" | wc -l)" -ne 1 ] ||
        [ "$(sha256sum <"$old")" != "$before" ] || [ "$(ls -A "$disk")" != "$all" ]; then
        echo "FAILED: gambade $*: code $code, or $old is not as it was, or there is another file"
        failures=$((failures + 1))
    fi
}

"$program" convert "$source/small.ply" "$disk/cloud.ply" || exit 1
"$program" render "$source/small.ply" -o "$disk/picture.png" --size 64x64 || exit 1
all=$(ls -A "$disk")
refused "$disk/cloud.ply" convert "$source/large.ply" "$disk/cloud.ply"
refused "$disk/picture.png" render "$source/large.ply" -o "$disk/picture.png" --size 2048x2048
exit "$failures"
