"""Bodies with panes, wheels, lamps and loads, which several kinds of vehicles share."""

import numpy as np

from gambade_training import solids
from gambade_training.things.builder import rotation
from gambade_training.things.shapes import lofted


def glazing(b):
    """The tile of windows: glass, or plain and grey."""
    return b.material("glass") if b.chance(0.7) else b.colored(*np.full(3, b.among(0.03, 0.3)))


def silhouette(b, outline, width, tile, taper=(0, 1, 1), nose=1.0):
    """A plate of this width across x with the side outline [K,2] of (z, y), counterclockwise.
    taper: two heights and the share of its width at the upper; nose: the share at its front."""
    outline = np.asarray(outline, float)
    low, high, top = taper
    back, front = outline[:, 0].min(), outline[:, 0].max()

    def share(points):
        return (np.interp(points[:, 1], [low, high], [1, top])
                * np.interp(points[:, 2], [(back + front) / 2, front], [1, nose]))

    first = len(b.parts)
    b.slab(outline, (0, 0, 0), width, tile, axis=0)
    solid = b.parts.pop(first)
    vertices = solid.vertices.copy()
    vertices[:, 0] *= share(vertices)

    def field(points):
        return solid.field(points / np.stack([share(points), *np.ones((2, len(points)))], 1))

    b.parts.append(solids.Solid(vertices, solid.triangles, field))


def spans(count, low=0.04, high=0.96):
    """`count` equal spans (start, end) between two shares of a length, with gaps for pillars."""
    edges = np.linspace(low, high, count + 1)
    return [(start + 0.03, end - 0.03) for start, end in zip(edges[:-1], edges[1:])]


def cabin(b, corners, width, body, glass, top=0.85, sides=((0.06, 0.94),), sill=0.15, lintel=0.88):
    """A body, `width` across x, with panes. corners (z, y): lower back, lower front, upper front,
    upper back; top: its share of the width above; sides: the panes' shares (start, end) of its
    length; sill, lintel: of its height. Panes in front and behind too."""
    one, two, three, four = np.asarray(corners, float)
    taper = (min(one[1], two[1]), three[1], top)
    silhouette(b, corners, width, body, taper)

    def at(along, up):
        return (one + (four - one) * up) * (1 - along) + (two + (three - two) * up) * along

    def pane(start, end, wide):
        silhouette(b, [at(start, sill), at(end, sill), at(end, lintel), at(start, lintel)], wide,
                   glass, taper)

    for start, end in sides:
        pane(start, end, width * 1.02)
    pane(-0.02, 1.02, width * 0.86)


def wheels(b, places, x, radius, width, solid=True):
    """On the ground at these z, x from the middle on both sides, `width` thick; not solid: with
    spokes."""
    dark = b.among(0.02, 0.2)
    tyre, hub = b.colored(dark, dark, dark), b.material(b.one_of("metal", "metal", "plastic"))
    if not solid:
        tyre = hub = b.material(b.one_of("wood", "wood", "metal"))
    edges, rim, spokes = b.one_of(2, 3, 4, 4), b.among(0.4, 0.75), b.count(5, 8)
    for z in places:
        with b.mirrored(0), b.moved((x, radius, z)):
            if solid:
                b.disc((0, 0, 0), radius, width, tyre, sides=edges)
                b.disc((0, 0, 0), radius * rim, width * 1.08, hub, sides=edges)
                b.disc((0, 0, 0), radius * 0.2, width * 1.2, tyre, sides=2)
            else:
                b.ring((0, 0, 0), radius * 0.92, radius * 0.08, tyre, axis=(1, 0, 0))
                b.disc((0, 0, 0), radius * 0.2, width, hub, sides=2)
                with b.around(spokes, axis=0):
                    b.beam((0, 0, 0), (0, radius * 0.9, 0), radius * 0.1, tyre)


def lamps(b, x, y, front, back, size):
    """Head and tail lights about `size` wide on both sides; front, back: their z."""
    white = b.colored(1, b.among(0.8, 1), b.among(0.5, 0.95))
    red = b.colored(b.among(0.6, 0.9), 0.08, 0.05)
    is_round = b.chance(0.4)
    with b.mirrored(0):
        if is_round:
            b.disc((x, y, front), size / 2, size * 0.3, white, axis=(0, 0, 1), sides=3)
        else:
            b.box((x, y, front), (size * b.among(1, 2), size * 0.8, size * 0.3), white)
        b.box((x, y, back), (size * b.among(0.6, 1.8), size * 0.7, size * 0.3), red)


def arched_cover(b, floor, length, width, height, tile):
    """A round cover over a wagon, from y = `floor` up to `height` above it."""
    with b.moved((0, floor, 0), rotation(2, np.pi)):
        lofted(b, [(-length / 2, width, height * 2, 0), (length / 2, width, height * 2, 0)], tile,
               b.among(2, 4), 0)


def load(b, width, length, floor):
    """On a lorry, a wagon or a cart, whose bed of this width and length is at y = `floor`, its
    middle at z = 0."""
    tile, other = b.material("any"), b.material("any")
    kind = b.one_of("case", "case", "tank", "tip", "logs", "crates", "cover", "heap", "empty")
    tall = width * b.among(0.5, 1.2)
    if kind == "case":
        b.box((0, floor + tall / 2, 0), (width, tall, length), tile)
        for z in np.linspace(-length / 2, length / 2, b.one_of(2, 2, 7)):
            b.box((0, floor + tall / 2, z), (width * 1.02, tall * 1.02, 0.05), other)
    elif kind == "tank":
        height = min(tall, width) * 0.9
        lofted(b, [(-length / 2, width * 0.7, height * 0.7, floor + height / 2),
                   (-length * 0.42, width, height, floor + height / 2),
                   (length * 0.42, width, height, floor + height / 2),
                   (length / 2, width * 0.7, height * 0.7, floor + height / 2)], tile)
        b.bar((0, floor + height, 0), (0, floor + height * 1.1, 0), width * 0.15, other)
    elif kind == "logs":
        size = width / b.one_of(3, 4, 5)
        for row in range(b.count(1, 3)):
            for x in np.arange(-width / 2 + size / 2 * (1 + row), width / 2 - size / 2 * row, size):
                b.bar((x, floor + size * (0.5 + 0.85 * row), -length / 2),
                      (x, floor + size * (0.5 + 0.85 * row), length / 2), size / 2, tile, sides=2)
    elif kind == "cover":
        arched_cover(b, floor, length, width, tall, tile)
    elif kind == "crates":
        for z in np.linspace(-length / 3, length / 3, b.count(2, 3)):
            size = b.random.uniform(0.4, 0.8, 3) * [width, width, length / 3]
            b.box((b.among(-0.1, 0.1) * width, floor + size[1] / 2, z), size, b.one_of(tile, other))
    if kind in ("tip", "heap", "crates", "empty"):
        wall = width * b.among(0.15, 0.4)
        with b.mirrored(0):
            b.box((width / 2, floor + wall / 2, 0), (0.06, wall, length), other)
        with b.mirrored(2):
            b.box((0, floor + wall / 2, length / 2), (width, wall, 0.06), other)
        if kind == "heap":
            b.ball((0, floor + wall * 0.8, 0),
                   (width * 0.9, width * b.among(0.3, 0.8), length * 0.9), tile)
