#!/bin/sh
# disk_full_test.sh SAMPLE_WRITER: a write that fills its disk ends in one sentence, leaves the old
# file and no other. The disk is a 1 MiB tmpfs in a mount namespace of its own.
set -u
writer=$1

if [ "${2:-}" != inside ]; then
    if ! unshare --mount true 2>/dev/null; then
        echo "SKIP: a full disk is not tested: mounting a small tmpfs needs root"
        exit 77
    fi
    exec unshare --mount sh "$0" "$writer" inside
fi

fail() {
    echo "FAILED: $1"
    exit 1
}
disk=$(mktemp -d)
trap 'umount "$disk" 2>/dev/null; rmdir "$disk"' EXIT
mount -t tmpfs -o size=1m tmpfs "$disk" || { echo "SKIP: a full disk is not tested: tmpfs cannot be mounted"; exit 77; }

"$writer" "$disk/cloud.ply" 1000 0 compact >/dev/null || fail "the small cloud was not written"
before=$(sha256sum <"$disk/cloud.ply")
message=$("$writer" "$disk/cloud.ply" 100000 0 compact 2>&1 >/dev/null) && fail "no error"
echo "$message"
[ "$(echo "$message" | wc -l)" -eq 1 ] || fail "more than one line"
case $message in
"cannot write $disk/cloud.ply: No space left on device"*) ;;
*) fail "the message does not say which file and why" ;;
esac
[ "$(sha256sum <"$disk/cloud.ply")" = "$before" ] || fail "the old file has changed"
[ "$(ls -A "$disk")" = cloud.ply ] || fail "another file is left: $(ls -A "$disk")"
