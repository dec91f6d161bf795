#!/usr/bin/env bash
# scripts/make_readme_pictures.sh: makes the README's pictures of the window anew (assets/readme): the
# real window on a virtual display, with the default model and the bundled pictures. Needs ffmpeg.
set -euo pipefail
cd "$(dirname "$0")/.."

cmake --preset release -DGAMBADE_TESTS=ON >/dev/null
cmake --build --preset release --target readme_pictures >&2
shots=build/release/readme_pictures
rm -rf "$shots"
tests/app/run_with_display.sh build/release/bin/readme_pictures "$shots"

target=assets/readme
mkdir -p "$target"
to() {
    ffmpeg -v error -y "$@"
}
to -framerate 12 -i "$shots/frame_%03d.png" -vf scale=800:-2:flags=lanczos \
    -c:v libwebp_anim -quality 62 -compression_level 6 -loop 0 "$target/gambade.webp"
for name in window seen; do
    to -i "$shots/$name.png" -c:v libwebp -quality 80 -compression_level 6 "$target/$name.webp"
done
du -ch "$target"/*.webp
