#!/bin/sh
# permissions_test.sh GAMBADE PICTURE: files that may not be read and folders that may not be written
# end in one sentence. Root may do everything, so root runs the program as nobody.
set -u
program=$(realpath "$1")
picture=$(realpath "$2")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

if [ "$(id -u)" -eq 0 ]; then
    as_nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
    chmod 755 "$folder"
else
    as_nobody=
fi
if ! $as_nobody "$program" --version >/dev/null 2>&1; then
    echo "SKIP: file permissions are not tested: another user cannot start $program"
    exit 77
fi

failures=0
# refused EXIT_CODE MESSAGE ARGUMENTS...
refused() {
    code=$1
    message=$2
    shift 2
    before=$(ls -AR "$folder")
    said=$($as_nobody "$program" "$@" 2>&1 >/dev/null)
    got=$?
    echo "$said"
    if [ "$got" -ne "$code" ] || [ "$said" != "error: $message" ] ||
        [ "$(ls -AR "$folder")" != "$before" ]; then
        echo "FAILED: gambade $*: code $got instead of $code, or other words than $message"
        failures=$((failures + 1))
    fi
}

cp "$picture" "$folder/open.png"
cat >"$folder/open.ply" <<PLY
ply
format ascii 1.0
element vertex 1
$(for name in x y z f_dc_0 f_dc_1 f_dc_2 opacity scale_0 scale_1 scale_2 rot_0 rot_1 rot_2 rot_3; do
    echo "property float $name"
done)
end_header
0 0 0 0 0 0 0 -3 -3 -3 1 0 0 0
PLY
cp "$folder/open.ply" "$folder/closed.ply"
cp "$folder/open.png" "$folder/closed.png"
chmod 644 "$folder"/open.*
chmod 000 "$folder"/closed.*
mkdir -m 755 "$folder/fixed"
chmod 555 "$folder/fixed" "$folder"

cd "$folder" || exit 1
refused 3 "cannot open closed.ply: Permission denied" info closed.ply
refused 3 "cannot open closed.png: Permission denied" info closed.png
refused 3 "cannot open closed.ply: Permission denied" convert closed.ply /tmp/never.ply
refused 5 "cannot open closed.ply: Permission denied" model info closed.ply
refused 4 "cannot write fixed/new.ply: Permission denied" convert open.ply fixed/new.ply
refused 4 "cannot write fixed/new.png: Permission denied" render open.ply -o fixed/new.png
refused 4 "cannot create the folder fixed/new: Permission denied" \
    reconstruct open.png -o fixed/new --model closed.ply
chmod 755 "$folder"
exit "$failures"
