"""Surfaces as cameras saw them, for made-up objects: pieces of the textures of real ones.

Patterns that are computed have neither grain nor print, neither wear nor light. Shapes without a
meaning teach most of what real objects do where their textures are real (LRM-Zero, arXiv
2406.09371).
"""

import io

import numpy as np
from PIL import Image

from gambade_training.objects import read_textures

KINDS = ("scan", "realistic")  # whose textures are photos, mostly
OBJECTS_SHARE = 0.5  # of the made-up objects that have such surfaces
TILES_SHARE = 0.7  # of their tiles
SHADE_SHARE = 0.5  # of these objects: only the grain is real, the colours are the pattern's
_PIECE = (0.1, 0.5)  # of a texture's smaller side
# Most of a piece that may be even, its grey values no more than this apart from the next pixel's:
# else it is plain, or mostly what no part of the texture's own object uses.
_EVEN_SHARE = 0.4
_EVEN = 2.0
_TRIES = 8


class PhotoTextures:
    """Draws pieces of a packed file's textures."""

    def __init__(self, path):
        """ObjectFileError where the file is not one that gambade_training.objects packed."""
        self.textures = read_textures(path, KINDS)

    def piece(self, random, size):
        """uint8 [size, size, 3], None where no piece that was tried has something on it."""
        for _ in range(_TRIES):
            texture = self.textures[random.integers(len(self.textures))]
            with Image.open(io.BytesIO(texture)) as opened:
                picture = opened.convert("RGBA").convert("RGB")
            side = max(8, round(min(picture.size) * random.uniform(*_PIECE)))
            left, top = (random.integers(max(1, whole - side + 1)) for whole in picture.size)
            box = (left, top, left + side, top + side)
            piece = np.asarray(picture.resize((size, size), Image.BILINEAR, box))
            grey = piece.mean(-1)
            steps = np.abs(np.diff(grey, axis=0)[:, :-1]) + np.abs(np.diff(grey, axis=1)[:-1])
            if (steps <= _EVEN).mean() < _EVEN_SHARE:
                return piece
        return None

    def surfaces(self, random):
        """What draws one object's tiles: uint8 [size, size, 3] as patterns.py has it -> the same as
        a camera would have seen it; None for half of the objects."""
        if random.random() >= OBJECTS_SHARE:
            return None
        shades = random.random() < SHADE_SHARE

        def surface(tile):
            piece = self.piece(random, len(tile)) if random.random() < TILES_SHARE else None
            if piece is None:
                return tile
            if not shades:
                return piece
            grey = piece.mean(-1, keepdims=True)
            return np.clip(tile * (grey / grey.mean()), 0, 255).astype(np.uint8)

        return surface
