"""What things are built with: parts in plain measures, and paint for them.

Lengths are in any one unit (the finished thing is scaled), y is up and z points to the front.
Numbers drawn at random come from the builder's generator alone: a seed always gives the same thing.
"""

import contextlib

import numpy as np

from gambade_training import patterns, solids
from gambade_training.things import materials

TILES = 16  # at most: the texture is a square of 1, 4, 9 or 16 of them


def _vector(values):
    return np.asarray(values, float)


def _towards(direction):
    """A rotation [3,3] that takes the y axis to `direction`, a unit vector."""
    least = np.eye(3)[np.abs(direction).argmin()]
    across = np.cross(direction, least)
    across /= np.linalg.norm(across)
    return np.stack([across, direction, np.cross(across, direction)], 1)


class Builder:
    """The parts and the paint of one thing."""

    def __init__(self, random):
        self.random = random
        self.parts = []   # solids.Solid
        self.tiles = []   # (pattern, colours [K,3])
        self.flat = random.random() < 0.5  # game pieces are: every material in plain colours

    # Chance.

    def chance(self, share):
        return self.random.random() < share

    def among(self, low, high):
        """A number between two."""
        return self.random.uniform(low, high)

    def count(self, low, high):
        """A whole number from low to high, both included."""
        return int(self.random.integers(low, high + 1))

    def one_of(self, *choices):
        return choices[self.random.integers(len(choices))]

    # Paint: each returns the number of a tile, for the `tile` of parts.

    def paint(self, pattern, colors):
        """pattern(random, colors, size) -> [size,size,3] in 0..1, as in patterns.py; colors [K,3]
        in 0..1. A thing with too many takes an earlier tile."""
        if len(self.tiles) == TILES:
            return self.count(0, TILES - 1)
        self.tiles.append((pattern, np.asarray(colors, float)))
        return len(self.tiles) - 1

    def material(self, name):
        """"wood", "metal", "cloth", "plastic", "leaf", "stone", "glass", "skin" or "any"."""
        pattern, colors = materials.drawn(self.random, name, self.flat)
        return self.paint(pattern, colors)

    def paint_colors(self):
        """Colours [K,3] that go together, for a `paint`."""
        return patterns.palette(self.random)

    def colored(self, red, green, blue):
        """One plain colour, 0..1."""
        return self.paint(patterns.plain, [[red, green, blue]])

    # Parts: all are added to the thing; `centre`, `low` and the like are [3].

    def add(self, solid, tile, matrix, offset):
        """Any solid (of about -1..1) under x -> matrix x + offset."""
        self.parts.append(solid.with_tile(tile).placed(_vector(matrix), _vector(offset)))

    def box(self, centre, size, tile, turn=None):
        """Full sizes along x, y and z; turn: a rotation [3,3] around the centre."""
        matrix = np.diag(np.maximum(_vector(size), 1e-3) / 2)
        self.add(solids.box(2), tile, matrix if turn is None else turn @ matrix, centre)

    def cushion(self, centre, size, tile, roundness=0.4, turn=None):
        """A box with rounded edges: 0.1 nearly a box, 1 an ellipsoid."""
        matrix = np.diag(np.maximum(_vector(size), 1e-3) / 2)
        solid = solids.superquadric(5, roundness, roundness)
        self.add(solid, tile, matrix if turn is None else turn @ matrix, centre)

    def ball(self, centre, size, tile, turn=None):
        """An ellipsoid with these full sizes (a number: a ball)."""
        self.cushion(centre, np.broadcast_to(size, 3), tile, 1.0, turn)

    def bar(self, start, end, radius, tile, top_radius=None, sides=4):
        """A round bar between two points, or a cone; 4 * sides edges around."""
        start, end = _vector(start), _vector(end)
        length = max(np.linalg.norm(end - start), 1e-3)
        top = radius if top_radius is None else top_radius
        widest = max(radius, top, 1e-3)
        solid = solids.revolved(sides, np.array([-1.0, 1.0]), np.array([radius, top]) / widest)
        matrix = _towards((end - start) / length) @ np.diag([widest, length / 2, widest])
        self.add(solid, tile, matrix, (start + end) / 2)

    def beam(self, start, end, width, tile, depth=None):
        """A square bar between two points; where it stands upright its sides look along x and z."""
        start, end = _vector(start), _vector(end)
        length = max(np.linalg.norm(end - start), 1e-3)
        matrix = _towards((end - start) / length)
        if abs(end - start)[1] > 0.9 * length:  # nearly upright: keep its sides straight
            matrix = np.stack([np.eye(3)[0], matrix[:, 1], np.eye(3)[2]], 1)
        self.add(solids.box(2), tile,
                 matrix @ np.diag([width / 2, length / 2, (depth or width) / 2]),
                 (start + end) / 2)

    def turned(self, foot, heights, radii, tile, sides=6, shell=0.0):
        """A turned piece around the upright axis through `foot`: radii [K] at heights [K] above it,
        which rise. With `shell` it is open at the top: a vessel whose wall is so thick."""
        heights, radii, foot = _vector(heights), np.maximum(_vector(radii), 1e-3), _vector(foot)
        low, high, widest = heights[0], heights[-1], radii.max()
        even = np.linspace(low, high, 2 if len(heights) == 2 else 3 * len(heights))
        even = np.unique(np.concatenate([even, heights]))
        profile = np.interp(even, heights, radii)

        def lathe(at, r):
            scaled = 2 * (at - at[0]) / (at[-1] - at[0]) - 1
            matrix = np.diag([r.max(), (at[-1] - at[0]) / 2, r.max()])
            solid = solids.revolved(sides, scaled, r / r.max())
            return solid.with_tile(tile).placed(matrix, foot + [0, (at[0] + at[-1]) / 2, 0])

        solid = lathe(even, profile)
        if shell:
            inner = np.maximum(profile - shell, 0.05 * widest)
            floor = low + min(shell, 0.3 * (high - low))
            at = np.concatenate([[floor], even[even > floor + 1e-6], [high + 0.05 * (high - low)]])
            hollow = lathe(at, np.interp(at, even, inner))
            solid = solids.subtract(solid, hollow)
        self.parts.append(solid)

    def ring(self, centre, radius, thickness, tile, axis=(0, 1, 0)):
        """A ring (tyre, rim, handle) around `axis`; thickness: the radius of its tube."""
        whole = radius + thickness
        solid = solids.torus(5, min(thickness / whole, 0.5))
        self.add(solid, tile, _towards(_vector(axis) / np.linalg.norm(axis)) * whole, centre)

    def disc(self, centre, radius, width, tile, axis=(1, 0, 0), sides=5):
        """A wheel, a coin: a flat round piece around `axis`."""
        half = _vector(axis) / np.linalg.norm(axis) * width / 2
        self.bar(_vector(centre) - half, _vector(centre) + half, radius, tile, sides=sides)

    def wire(self, points, thickness, tile):
        """A round wire through points [K,3]."""
        solid = solids.tubes([_vector(points)], thickness)
        self.parts.append(solid.with_tile(tile))

    def slab(self, outline, centre, depth, tile, axis=2):
        """A plate with the outline [K,2], counterclockwise, star-shaped around the mean of its
        corners, `depth` thick. axis 2: the outline lies in x and y (seen from the front); 0: in z
        and y (seen from the side, front to the right); 1: in x and -z (from above, front down)."""
        outline = _vector(outline)
        matrix = {2: np.eye(3), 0: np.array([[0, 0, -1.0], [0, 1, 0], [1, 0, 0]]),
                  1: np.array([[1.0, 0, 0], [0, 0, 1], [0, -1, 0]])}[axis]
        widest = np.abs(outline).max()
        self.add(solids.extruded(outline / widest), tile,
                 matrix @ np.diag([widest, widest, depth / 2]), centre)

    # Repetition.

    @contextlib.contextmanager
    def mirrored(self, *axes):
        """What is added within comes again, mirrored: x -> -x for axis 0, z -> -z for 2."""
        first = len(self.parts)
        yield
        for axis in axes:
            self.parts += [part.mirrored(axis) for part in self.parts[first:]]

    @contextlib.contextmanager
    def around(self, copies, axis=1):
        """What is added within comes `copies` times in all, turned around the upright (or another)
        axis through the origin."""
        first = len(self.parts)
        yield
        added = self.parts[first:]
        for number in range(1, copies):
            turn = rotation(axis, 2 * np.pi * number / copies)
            self.parts += [part.placed(turn, np.zeros(3)) for part in added]

    @contextlib.contextmanager
    def moved(self, offset, turn=None, size=1.0):
        """What is added within is turned by [3,3], scaled, then moved."""
        first = len(self.parts)
        yield
        matrix = size * (np.eye(3) if turn is None else turn)
        self.parts[first:] = [part.placed(matrix, _vector(offset)) for part in self.parts[first:]]


def rotation(axis, angle):
    """Around coordinate axis 0, 1 or 2, by radians [3,3]."""
    sine, cosine = np.sin(angle), np.cos(angle)
    matrix = np.eye(3)
    one, two = (axis + 1) % 3, (axis + 2) % 3
    matrix[one, one] = matrix[two, two] = cosine
    matrix[one, two], matrix[two, one] = -sine, sine
    return matrix
