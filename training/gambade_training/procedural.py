"""Made-up objects: things of known kinds (things/), and compositions without a meaning.

    python3 -m gambade_training.procedural --count 3000 --seed 1 --photos objects.bin \
        --turned-share 0.15 -o procedural.bin

Object i of a seed is always the same; with --photos some have surfaces from there, and with
--turned-share some are turned pieces instead. The file is of the kind that gambade_training.objects
packs.
"""

import argparse
import functools
import io
import math
import multiprocessing
import sys
import time
from pathlib import Path

import numpy as np
from PIL import Image

from gambade_training import compositions, patterns, solids, things
from gambade_training.object_codec import Mesh
from gambade_training.objects import PROCEDURAL, ObjectFileError, write_pack
from gambade_training.option_ranges import check_ranges
from gambade_training.photo_textures import PhotoTextures
from gambade_training.solids import PLACE, TILE, UV

TEXTURE_SIZE = 256
THINGS_SHARE = 0.75
_TILE_MARGIN = 0.02  # of a tile, so that its neighbours do not bleed in


def _texture(random, paint, side, photos):
    """JPEG bytes: side x side tiles, those of `paint` in rows."""
    size = TEXTURE_SIZE // side
    tiles = [patterns.drawn(random, *pattern_and_colors, size) for pattern_and_colors in paint]
    surface = photos.surfaces(random) if photos else None
    picture = np.zeros((TEXTURE_SIZE, TEXTURE_SIZE, 3), np.uint8)
    for number, tile in enumerate(tiles):
        top, left = size * (number // side), size * (number % side)
        picture[top:top + size, left:left + size] = surface(tile) if surface else tile
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=80)
    return file.getvalue()


def mesh(random, parts, paint, bend=None, photos=None):
    """The Mesh of parts (solids.Solid) with tiles of paint: (pattern, colours) each, some of them
    as PhotoTextures; scaled as the packed objects are: its box's middle at the origin, its farthest
    vertex at distance 1."""
    vertices, triangles = solids.join(solids.without_hidden(parts))
    if bend:
        vertices[:, PLACE] = bend(random, vertices[:, PLACE])
    used = vertices[triangles.ravel(), PLACE]
    places = vertices[:, PLACE] - (used.min(0) + used.max(0)) / 2
    places /= np.linalg.norm(places[triangles.ravel()], axis=1).max()
    vertices[:, PLACE] = places
    positions = np.rint(places.clip(-1, 1) * 32767).astype(np.int16)
    a, b, c = positions[triangles].astype(np.int64).swapaxes(0, 1)
    triangles = triangles[np.cross(b - a, c - a).any(1)]  # at the poles of balls some have no area
    normals = solids.vertex_normals(vertices, triangles)

    shown, numbers = np.unique(vertices[:, TILE], return_inverse=True)
    side = math.isqrt(len(shown) - 1) + 1
    tile = np.stack([numbers % side, numbers // side], 1)
    uvs = (tile + _TILE_MARGIN + (1 - 2 * _TILE_MARGIN) * vertices[:, UV]) / side
    texture = _texture(random, [paint[int(number)] for number in shown], side, photos)
    return Mesh(positions, np.rint(normals * 127).astype(np.int8),
                np.rint(uvs * 65535).astype(np.uint16), None, triangles, texture, False)


def make_object(seed, index, things_share=THINGS_SHARE, photos=None, turned_share=0.0):
    """Mesh `index` of a seed; `turned_share` of all are turned pieces, whatever the rest are."""
    random = np.random.default_rng((seed, index))
    if turned_share and random.random() < turned_share:
        return mesh(random, *things.turned_piece(random), photos=photos)
    if random.random() < things_share:
        return mesh(random, *things.thing(random), photos=photos)
    return mesh(random, *compositions.composition(random), compositions.bend, photos)


def _made(index, seed, things_share, turned_share):
    return make_object(seed, index, things_share, _made.photos, turned_share)


def _set_photos(photos):
    """In each worker once: too much to send along with every object."""
    _made.photos = photos


def generate(count, seed, out_path, processes, things_share=THINGS_SHARE, photos=None,
             turned_share=0.0):
    """Writes the first `count` objects of a seed; returns the bytes written."""
    numbered = functools.partial(_made, seed=seed, things_share=things_share,
                                 turned_share=turned_share)
    meshes = []
    with multiprocessing.Pool(processes, _set_photos, (photos,)) as pool:
        for made in pool.imap(numbered, range(count), chunksize=8):
            meshes.append(made)
            if len(meshes) % 100 == 0:
                print(f"{len(meshes)} of {count} objects", flush=True)
    entries = [{"id": f"procedural_{seed}_{index}", "kind": PROCEDURAL, "licence": "MIT",
                "attribution": "Gambade", "source": "gambade_training.procedural", "words": ""}
               for index in range(count)]
    return write_pack(out_path, meshes, entries)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--things-share", type=float, default=THINGS_SHARE, metavar="S",
                        help="of things of known kinds, the rest are compositions (%(default)s)")
    parser.add_argument("--turned-share", type=float, default=0.0, metavar="S", help="of turned "
                        "pieces, drawn instead of either (%(default)s)")
    parser.add_argument("--photos", default="", metavar="FILE", help="made by gambade_training."
                        "objects: some surfaces are pieces of its textures")
    parser.add_argument("-o", "--out", required=True, type=Path)
    parser.add_argument("--processes", type=int, default=multiprocessing.cpu_count())
    options = parser.parse_args(arguments)
    check_ranges(parser, options, positive=("count", "processes"), not_negative=("seed",),
                 shares=("things_share", "turned_share"))
    started = time.monotonic()
    try:
        # Now, for no work to be lost.
        options.out.parent.mkdir(parents=True, exist_ok=True)
        photos = PhotoTextures(options.photos) if options.photos else None
        size = generate(options.count, options.seed, options.out, options.processes,
                        options.things_share, photos, options.turned_share)
    except (OSError, ObjectFileError) as error:
        sys.exit(f"procedural: {error}")
    print(f"{options.out}: {size / 2**20:.1f} MiB, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
