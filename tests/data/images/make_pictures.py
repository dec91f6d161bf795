#!/usr/bin/env python3
"""Writes the test pictures beside this file: the same 40 × 24 pattern in every kind of file.

Pixel (x, y) is R = 6x, G = 10y, B = 255 − 3x − 5y; alpha, where there is one, is 255 left of
x = 20 and 255 − 6y right of it; grey is 3x + 5y; 16-bit samples are 257 times these, plus 100 (at
most 65535); palettes hold only pixels (x, y) of the pattern with x and y rounded down to multiples
of 8. CMYK is (255 − R, 255 − G, 255 − B, 0).

Needs Pillow and numpy. PNG files of 16 bits are written here because Pillow cannot.
"""
import pathlib
import struct
import zlib

import numpy as np
from PIL import Image

HERE = pathlib.Path(__file__).parent
WIDTH, HEIGHT = 40, 24


def pattern(step=1):
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    x, y = x // step * step, y // step * step
    rgb = np.stack([6 * x, 10 * y, 255 - 3 * x - 5 * y], -1)
    alpha = np.where(x < 20, 255, 255 - 6 * y)
    grey = 3 * x + 5 * y
    return rgb.astype(np.uint8), alpha.astype(np.uint8), grey.astype(np.uint8)


def png_chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def write_png16(name, samples, color_type):
    wide = np.minimum(samples.astype(np.uint32) * 257 + 100, 65535)
    rows = wide.reshape(HEIGHT, -1).astype(">u2")
    raw = b"".join(b"\0" + row.tobytes() for row in rows)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 16, color_type, 0, 0, 0)
    (HERE / name).write_bytes(
        b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(raw, 9)) + png_chunk(b"IEND", b""))


def main():
    rgb, alpha, grey = pattern()
    rgba = np.dstack([rgb, alpha])
    color = Image.fromarray(rgb)
    transparent = Image.fromarray(rgba)
    color.save(HERE / "rgb8.png", optimize=True)
    transparent.save(HERE / "rgba8.png", optimize=True)
    Image.fromarray(grey).save(HERE / "grey8.png")
    Image.fromarray(np.dstack([grey, alpha])).save(HERE / "grey_alpha8.png")
    write_png16("rgb16.png", rgb, 2)
    write_png16("rgba16.png", rgba, 6)
    write_png16("grey16.png", grey, 0)

    color.save(HERE / "rgb.jpg", quality=98, subsampling=0)
    color.save(HERE / "progressive.jpg", quality=98, subsampling=0, progressive=True)
    Image.fromarray(grey).save(HERE / "grey.jpg", quality=98)
    Image.fromarray(np.dstack([255 - rgb, 0 * grey]), "CMYK").save(
        HERE / "cmyk.jpg", quality=98, subsampling=0)

    color.save(HERE / "rgb.webp", lossless=True)
    transparent.save(HERE / "rgba.webp", lossless=True)
    color.save(HERE / "lossy.webp", quality=95)
    color.save(HERE / "animated.webp", lossless=True, save_all=True,
               append_images=[color.transpose(Image.ROTATE_180)])

    color.save(HERE / "rgb.bmp")
    transparent.save(HERE / "rgba.bmp")
    color.save(HERE / "rgb.tga")
    color.save(HERE / "rgb_rle.tga", compression="tga_rle")
    transparent.save(HERE / "rgba.tga")
    Image.fromarray(grey).save(HERE / "grey.tga")

    palette = Image.fromarray(pattern(8)[0]).quantize(colors=64, dither=0)
    palette.save(HERE / "palette.png")
    palette.save(HERE / "palette.bmp")
    palette.save(HERE / "palette.tga")


if __name__ == "__main__":
    main()
