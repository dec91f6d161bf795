"""Random compositions of textured, displaced and cut primitives.

They have no meaning, but every shape has sides that the picture does not show, which is what a
network learns from them (LRM-Zero, arXiv 2406.09371).
"""

import numpy as np

from gambade_training import patterns, solids
from gambade_training.choices import weighted
from gambade_training.solids import PLACE

_MOST_PARTS = 9
_PARTS_SHARES = (0.06, 0.14, 0.18, 0.17, 0.14, 0.11, 0.08, 0.07, 0.05)
_BENT_SHARE = 0.3


class _Waves:
    """A smooth random function of space: points [N,3] -> [N,components] of about -1..1."""

    def __init__(self, random, frequency, components):
        self.waves = random.normal(0, frequency, (3, 8))
        self.phases = random.uniform(0, 2 * np.pi, 8)
        self.mixture = random.normal(0, 0.5, (8, components))

    def __call__(self, points):
        return np.sin(points @ self.waves + self.phases) @ self.mixture


def _vase(random, detail):
    """A column whose radius wanders smoothly."""
    knots = random.integers(4, 7)
    coarse = random.uniform(0.25, 1, knots)
    heights = np.linspace(-1, 1, 4 * detail + 1)
    at = (heights + 1) / 2 * (knots - 1)
    low = np.minimum(at.astype(int), knots - 2)
    share = (1 - np.cos(np.pi * (at - low))) / 2
    radii = coarse[low] * (1 - share) + coarse[low + 1] * share
    return solids.revolved(detail, heights, radii / radii.max())


def _cone(random, detail):
    top = random.choice([0.0, random.uniform(0.2, 0.9)])
    return solids.revolved(detail, np.array([-1.0, 1.0]), np.array([1.0, top]))


def _wires(random, _):
    """The edges of a box, a stack of rings, or a spring."""
    thickness = random.uniform(0.03, 0.1)
    inner = 1 - thickness
    kind = random.integers(3)
    if kind == 0:
        corners = [-inner, inner]
        curves = [np.roll([[-1, b, c], [1, b, c]], axis, 1).astype(float)
                  for axis in range(3) for b in corners for c in corners]
    else:
        turns = 1 if kind == 1 else random.integers(2, 5)
        phi = np.linspace(0, 2 * np.pi * turns, 16 * turns + 1)
        circle = np.stack([inner * np.cos(phi), 0 * phi, inner * np.sin(phi)], 1)
        if kind == 1:
            curves = [circle + [0, y, 0] for y in np.linspace(-inner, inner, random.integers(2, 5))]
        else:
            curves = [circle + np.outer(np.linspace(-inner, inner, len(phi)), [0, 1, 0])]
    return solids.tubes(curves, thickness)


_PRIMITIVES = (
    (lambda random, detail: solids.box(detail), 0.24),
    (lambda random, detail: solids.superquadric(detail, 1.0, 1.0), 0.12),
    (lambda random, detail: solids.superquadric(detail, *random.uniform(0.25, 1.6, 2)), 0.18),
    (lambda random, detail: solids.revolved(detail, np.array([-1.0, 1.0]), np.ones(2)), 0.14),
    (_cone, 0.10),
    (_vase, 0.09),
    (lambda random, detail: solids.torus(detail, random.uniform(0.12, 0.4)), 0.08),
    (_wires, 0.05),
)


def _primitive(random, detail):
    return weighted(random, _PRIMITIVES)(random, detail)


def _displaced(random, solid):
    """Bumps or dents towards and away from the middle: the same for vertices that lie together."""
    height = random.uniform(0.03, 0.2)
    waves = _Waves(random, random.uniform(2, 7), 1)

    def field(points):
        return solid.field(points * (1 + height))  # what surely lies inside

    vertices = solid.vertices.copy()
    vertices[:, PLACE] *= 1 + height * np.clip(waves(vertices[:, PLACE]), -1, 1)
    return solids.Solid(vertices, solid.triangles, field)


def _cut(random, solid, tile):
    """A hollow from above, or a bite out of a random place."""
    if random.random() < 0.4:
        width = random.uniform(0.5, 0.85)
        round_hole = random.random() < 0.6
        cutter = (solids.revolved(7, np.array([-1.0, 1.0]), np.ones(2)) if round_hole
                  else solids.box(8))
        matrix, offset = np.diag([width, 1.0, width]), np.array([0, random.uniform(0.2, 0.9), 0])
    else:
        cutter = (solids.superquadric(7, 1.0, 1.0), solids.box(9),
                  solids.revolved(7, np.array([-1.0, 1.0]), np.ones(2)))[random.integers(3)]
        matrix = _rotation(random) * random.uniform(0.35, 0.8)
        offset = solid.vertices[random.integers(len(solid.vertices)), PLACE]
    cut = solids.subtract(solid, cutter.with_tile(tile).placed(matrix, offset))
    return cut if len(cut.triangles) > 20 else solid


def _rotation(random):
    """A random rotation [3,3] (QR of a normal matrix)."""
    q, r = np.linalg.qr(random.normal(size=(3, 3)))
    q *= np.sign(np.diag(r))
    return q * np.sign(np.linalg.det(q))


def _upright(random):
    """One of the 24 rotations that keep the axes."""
    matrix = np.eye(3)[random.permutation(3)] * random.choice([-1, 1], (3, 1))
    return matrix * np.sign(np.linalg.det(matrix))


def _part(random, tiles):
    """A primitive with its texture, perhaps displaced, perhaps cut."""
    tile, other = random.integers(tiles, size=2)
    change = random.random()
    if change < 0.3:
        return _cut(random, _primitive(random, 9).with_tile(tile), other)
    if change < 0.55:
        return _displaced(random, _primitive(random, 9).with_tile(tile))
    return _primitive(random, 5).with_tile(tile)


def _size(random, largest):
    """Half the sides: few things are as long as they are wide."""
    return largest * np.exp(random.normal(0, 0.4, 3)).clip(0.25, 2)


def _attached(random, part, placed):
    """Its middle on the surface of an earlier part, turned anyhow."""
    anchor = placed[random.integers(len(placed))].vertices
    matrix = _rotation(random) * _size(random, random.uniform(0.15, 0.6))
    return [part.placed(matrix, anchor[random.integers(len(anchor)), PLACE])]


def _built(random, part, placed):
    """On top of, below or beside an earlier part, as furniture is; perhaps again mirrored."""
    matrix = _size(random, random.uniform(0.15, 0.6))[:, None] * _upright(random)
    low, high = placed[random.integers(len(placed))].bounds()
    half = np.abs(matrix).sum(1)
    axis, sign = ((1, 1), (1, -1), (0, 1), (2, 1))[random.choice(4, p=[0.45, 0.2, 0.2, 0.15])]
    centre = (low + high) / 2
    for other in range(3):
        if other != axis and random.random() < 0.6:
            centre[other] += random.uniform(-0.9, 0.9) * (high - low)[other] / 2
    centre[axis] = (high if sign > 0 else low)[axis] + sign * random.uniform(0.5, 0.95) * half[axis]
    copies = [part.placed(matrix, centre)]
    for mirrored in (0, 2):
        if abs(centre[mirrored]) > 0.1 and random.random() < 0.6:
            copies += [copy.mirrored(mirrored) for copy in copies]
    return copies


def composition(random):
    """Its parts (solids.Solid), and its tiles: (pattern, colours) each."""
    tiles = random.choice([1, 4], p=[0.25, 0.75])
    paint = [(patterns.any_pattern(random), patterns.palette(random)) for _ in range(tiles)]
    count = 1 + random.choice(len(_PARTS_SHARES), p=_PARTS_SHARES)
    placement = _built if random.random() < 0.65 else _attached
    first = np.diag(_size(random, 0.7)) @ (_upright(random) if placement is _built
                                           else _rotation(random))
    placed = [_part(random, tiles).placed(first, np.zeros(3))]
    while len(placed) < count:
        placed += placement(random, _part(random, tiles), placed)
    return placed[:_MOST_PARTS], paint


def bend(random, places):
    """Some compositions [V,3] are bent smoothly as a whole."""
    if random.random() > _BENT_SHARE:
        return places
    waves = _Waves(random, random.uniform(0.5, 2), 3)
    return places + random.uniform(0.03, 0.15) * waves(places)
