"""Shapes that more than one module builds with, beyond those of the builder itself.

As there, lengths are in any one unit, y is up and z points to the front. `b` is the Builder, `tile`
the number of a tile, a centre or a point is [3], and angles are in radians.
"""

import contextlib
import dataclasses

import numpy as np

from gambade_training import solids
from gambade_training.solids import PLACE, SMOOTH, TILE
from gambade_training.things.builder import rotation

# Half widths along a blade, from its root to its tip.
LEAF, PETAL = (0, 0.6, 1, 0.9, 0.5, 0), (0, 0.45, 0.8, 1, 0.8, 0)
GRASS, FROND = (0.3, 1, 0.9, 0.7, 0.4, 0), (0.1, 0.7, 1, 0.9, 0.75, 0.5, 0.2, 0)


def rounded(points):
    """A profile [K,2] of (radius, height) with its corners cut, [2K,2]."""
    points = np.asarray(points, float)
    first, second = points[:-1], points[1:]
    cut = np.stack([0.75 * first + 0.25 * second, 0.25 * first + 0.75 * second], 1)
    return np.vstack([points[:1], cut.reshape(-1, 2), points[-1:]])


def lathe(b, profile, tile, shell=0.0, at=(0, 0, 0), sides=None):
    """A turned piece around the upright axis through `at` [3], from a profile [K,2] of (radius,
    height above it). With `shell`, the thickness of its wall, it is open at the top."""
    profile = np.asarray(profile, float)
    sides = sides or (4 if b.flat else 6)
    if shell:  # the flats of few sides must not be cut through
        shell = max(shell, profile[:, 0].max() * 1.6 * (1 - np.cos(np.pi / (4 * sides))))
    b.turned(at, profile[:, 1], profile[:, 0], tile, sides, shell)


def dome(b, radius, low, high, tile, flat=0.6):
    """A rounded top from the height `low`, where it has this radius, to `high`; the smaller `flat`,
    the steeper its sides."""
    rise = np.linspace(0, np.pi / 2, 6)
    b.turned((0, low, 0), (high - low) * np.sin(rise), radius * np.cos(rise) ** flat, tile)


def filling(b, profile, height, tile):
    """The level surface at `height` of what is in a vessel with the profile [K,2] of `lathe`."""
    radius = np.interp(height, np.asarray(profile)[:, 1], np.asarray(profile)[:, 0])
    b.disc((0, height, 0), radius * 0.97, 0.02 * radius, tile, (0, 1, 0), sides=6)


def heap(b, radius, height, tiles, size, count):
    """Balls about `size` wide on a round place of this radius at `height`, higher in the middle."""
    for number in range(count):
        distance, angle = radius * np.sqrt(number / count), 2.4 * number
        lift = height + (radius - distance) * 0.5
        b.ball((distance * np.cos(angle), lift, distance * np.sin(angle)),
               size * b.among(0.8, 1.2), b.one_of(*tiles))


def sprinkles(b, radius, height, tiles, size, count, drop=0.0):
    """Bits `size` long on a round top of this radius; its middle is at `height`, its edge lower by
    `drop`."""
    for number in range(count):
        out, angle = radius * np.sqrt((number + 0.5) / count), 2.4 * number + b.among(0, 0.5)
        at = (out * np.cos(angle), height - drop * (out / radius) ** 2, out * np.sin(angle))
        b.box(at, (size, size * 0.4, size * 0.4), b.one_of(*tiles), rotation(1, b.among(0, 3)))


def handle(b, low, high, reach, thickness, tile):
    """A handle in the plane z = 0 from `low` to `high`, (x, y) each, that reaches so far to +x;
    thickness: the radius of its wire."""
    turn = np.linspace(-np.pi / 2, np.pi / 2, 11)
    share = (np.sin(turn) + 1) / 2
    x = low[0] + (high[0] - low[0]) * share + reach * np.cos(turn).clip(0) ** b.one_of(0.5, 1, 1)
    y = low[1] + (high[1] - low[1]) * share
    b.wire(np.c_[x, y, np.zeros(11)], thickness, tile)


def bail(b, radius, height, thickness, tile, rise=1.0, lean=0.0):
    """A handle from side to side over an opening of this radius at `height`; rise: its height by
    that radius; lean: radians towards the front; thickness: the radius of its wire."""
    turn = np.linspace(0, np.pi, 13)
    points = np.c_[radius * np.cos(turn), radius * rise * np.sin(turn), np.zeros(13)]
    b.wire(points @ rotation(0, lean).T + [0, height, 0], thickness, tile)


def knob(b, height, size, tile):
    """A knob about `size` wide, or a small bail, on the upright axis at `height`."""
    if b.chance(0.6):
        b.bar((0, height - size * 0.3, 0), (0, height + size * 0.3, 0), size * 0.25, tile)
        b.ball((0, height + size * 0.5, 0), (size, size * b.among(0.5, 1), size), tile)
    else:
        bail(b, size * 0.8, height, size * 0.15, tile)


def tapered_box(b, foot, size, top, tile):
    """A box with these full sizes, the middle of its underside at `foot`; top: the shares (x, z) of
    its sides that its top has."""
    solid, narrow = solids.box(2), np.array(top) - 1
    share = (solid.vertices[:, 1:2] + 1) / 2
    solid.vertices[:, (0, 2)] *= 1 + share * narrow

    def field(points):
        share = np.clip((points[:, 1:2] + 1) / 2, 0, 1)
        sides = points[:, (0, 2)] / np.maximum(1 + share * narrow, 1e-3)
        return np.maximum(np.abs(sides).max(1), np.abs(points[:, 1])) - 1

    b.add(solids.Solid(solid.vertices, solid.triangles, field), tile, np.diag(size) / 2,
          np.add(foot, [0, size[1] / 2, 0]))


def lofted(b, stations, tile, power=2.0, upper=1.0, sides=4):
    """A body along z: stations [K,4] of z, which rises, width, height and y of the middle. Sections
    are round at power 2, nearly square at 5. The upper half is `upper` times as high: 0 makes a
    flat deck, below 0 it is hollow. Texture: u from the belly (0) to the back (1), v from the front
    end."""
    stations = np.asarray(stations, float)
    at = np.linspace(stations[0, 0], stations[-1, 0], 11)
    sizes = np.stack([np.interp(at, stations[:, 0], column) for column in stations.T[1:]])
    sizes[:, 1:-1] = (sizes[:, :-2] + 2 * sizes[:, 1:-1] + sizes[:, 2:]) / 4
    sizes[:2] = np.maximum(sizes[:2], 1e-3)

    def norm(across, up):
        return (np.abs(across) ** power + np.abs(up) ** power) ** (1 / power)

    def section(z):
        return [np.interp(z, at, column) for column in sizes]

    solid = solids.revolved(sides, np.linspace(-1, 1, len(at)), np.ones(len(at)))
    up, along, across = (solid.vertices[:, PLACE] * [-1, 1, -1]).T
    scale = np.hypot(across, up) / np.maximum(norm(across, up), 1e-9)
    scale *= np.where((up > 1e-6) & (upper < 0), 0.9, 1)
    z = at[0] + (along + 1) / 2 * (at[-1] - at[0])
    width, height, middle = section(z)
    vertices = solid.vertices.copy()
    over = np.where(up > 0, upper, 1) * up
    vertices[:, PLACE] = np.stack([across * scale * width / 2,
                                   middle + over * scale * height / 2, z], 1)

    def field(points):
        width, height, middle = section(points[:, 2])
        up = 2 * (points[:, 1] - middle) / height
        up = np.where(up > 0, up / max(upper, 1e-3), up)
        ends = np.abs(2 * (points[:, 2] - at[0]) / (at[-1] - at[0]) - 1) - 1
        return np.maximum(norm(2 * points[:, 0] / width, up) - 1, ends) + (9 if upper < 0 else 0)

    b.parts.append(solids.Solid(vertices, solid.triangles, field).with_tile(tile))


def orb(b, centre, size, tile, detail=3):
    """A small ball with these full sizes (a number or [3]), of few triangles."""
    b.add(solids.superquadric(detail, 1, 1), tile, np.diag(np.broadcast_to(size, 3)) / 2, centre)


def blob(b, centre, size, tile, bumps=0.2, detail=None, cuts=0):
    """A lumpy ball with these full sizes (a number or [3]); bumps: a share of them. With `cuts`
    plane faces it is a stone. detail: as of solids.superquadric."""
    solid = solids.superquadric(detail or b.count(2, 3) + 2 * (not b.flat), b.among(0.7, 1), 1.0)
    vertices = solid.vertices.copy()
    at = vertices[:, PLACE]
    waves = b.random.normal(0, b.one_of(1.5, 4), (3, 5))
    at = at * (1 + bumps * np.sin(at @ waves + b.random.uniform(0, 6, 5)).mean(1) * 1.5)[:, None]
    for normal in b.random.normal(size=(cuts, 3)):
        normal /= np.linalg.norm(normal)
        at = at - np.outer(np.maximum(at @ normal - b.among(0.5, 0.85), 0), normal)
    vertices[:, PLACE] = at
    inside = 1 + 1.6 * bumps + (0.9 if cuts else 0)
    lumpy = solids.Solid(vertices, solid.triangles, lambda points: solid.field(points * inside))
    b.add(lumpy, tile, np.diag(np.broadcast_to(size, 3)) / 2 @ rotation(1, b.among(0, 6.28)),
          centre)


def limb(b, points, radii, tile, sides=6):
    """A closed round branch through points [K,3] with these radii ([K] or one), smoothly bent."""
    points = np.asarray(points, float)
    end = points[-1] + 1e-3 * (points[-1] - points[-2])
    start = points[0] - 1e-3 * (points[1] - points[0])
    points = np.vstack([start, points, end])
    radii = np.concatenate([[1e-4], np.broadcast_to(radii, len(points) - 2), [1e-4]])
    solid = solids.tubes([points], 1.0, sides)
    rows = solid.vertices[:, PLACE].reshape(len(points), -1, 3)
    rows = points[:, None] + (rows - points[:, None]) * radii[:, None, None]
    solid.vertices[:, PLACE] = rows.reshape(-1, 3)
    b.parts.append(solid.with_tile(tile))


def unit(vector):
    """The vector [K] with the length 1."""
    return vector / np.linalg.norm(vector)


def branches(b, start, direction, length, radius, tile, levels, spread, tip=0.1):
    """A limb from `start` along `direction`, a unit vector, and those that fork from it, `levels`
    times; spread: how far they turn aside; tip: the share of the radius at the last ends. Returns
    those ends, a list of [3]."""
    along = np.linspace(0, 1, 5)[:, None]
    bend = b.random.normal(0, 0.12, 3) * length
    points = start + direction * length * along + bend * along ** 2
    limb(b, points, radius * np.linspace(1, 0.65 if levels else tip, 5), tile, 5)
    if not levels:
        return [points[-1]]
    ends = []
    for fork in range(b.count(2, 3 if levels > 1 else 4)):
        onward = unit(direction + spread * unit(b.random.normal(size=3)) + [0, 0.15, 0])
        ends += branches(b, points[-1 if fork < 2 else 3], onward, length * b.among(0.6, 0.85),
                         radius * 0.62, tile, levels - 1, spread, tip)
    return ends


def blade(b, length, width, tile, rise, bend, shape=LEAF, fold=0.0):
    """A leaf from the origin along x: it starts upwards at the angle `rise` and bends down by
    `bend` up to its tip; its edges lie lower than its middle by a share `fold` of its width.
    shape: half widths along it, from 0 to 1."""
    last = len(shape) - 1
    solid = solids.revolved(1, np.linspace(-1, 1, last + 1), np.asarray(shape, float))
    across, along, over = solid.vertices[:, PLACE].T
    angles = rise - bend * np.linspace(0, 1, last + 1)
    at = (along + 1) / 2 * last
    steps = np.arange(last + 1)
    out, up = (np.interp(at, steps,
                         np.concatenate([[0], np.cumsum(turn(angles[:-1]))]) * length / last)
               for turn in (np.cos, np.sin))
    lift, angle = width * (0.06 * over - fold * np.abs(across)), np.interp(at, steps, angles)
    solid.vertices[:, PLACE] = np.stack([out - np.sin(angle) * lift, up + np.cos(angle) * lift,
                                         width / 2 * across], 1)
    b.parts.append(dataclasses.replace(solid, field=solids.never_inside).with_tile(tile))


def rosette(b, count, tiles, length, width, rise, bend, shape=LEAF, fold=0.0, uneven=0.12):
    """`count` blades around the upright axis through the origin, in these tiles; uneven: how much
    their angles (radians) and, by share, their sizes differ."""
    start = b.among(0, 6.28)
    with one_part(b):
        for number in range(count):
            turn = start + 2 * np.pi * number / count + b.random.normal(0, uneven)
            size = np.exp(b.random.normal(0, uneven))
            with b.moved((0, 0, 0), rotation(1, turn)):
                blade(b, length * size, width * size, b.one_of(*tiles),
                      rise + b.random.normal(0, uneven), bend, shape, fold)


def ground_patch(b, radius, share=0.15):
    """A round patch of grass or earth below y = 0, in a share of the draws."""
    if b.chance(share):
        tile = b.one_of(b.material("leaf"), b.material("stone"), b.material("wood"))
        height = radius * b.among(0.03, 0.25)
        if b.chance(0.6):
            b.bar((0, -height, 0), (0, 0, 0), radius, tile, radius * b.among(0.8, 1),
                  sides=b.one_of(2, 5))
        else:
            blob(b, (0, -height, 0), (2 * radius, 2.2 * height, 2 * radius), tile, 0.08)


@contextlib.contextmanager
def finished(b, facets=None, snow=0.0):
    """What is added within has flat triangles in some draws (or as `facets` says), and in a share
    `snow` of them snow on it."""
    first = len(b.parts)
    flat = b.chance(0.7 if b.flat else 0.2) if facets is None else facets
    cover = b.colored(0.93, 0.95, 0.98) if b.chance(snow) else None
    yield
    for number in range(first if flat or cover is not None else len(b.parts), len(b.parts)):
        part = b.parts[number]
        vertices = part.vertices[part.triangles.ravel()]
        count = len(part.triangles)
        if flat:
            vertices[:, SMOOTH] = np.repeat(np.arange(count), 3)
        if cover is not None:
            one, two, three = vertices[:, PLACE].reshape(count, 3, 3).swapaxes(0, 1)
            face = np.cross(two - one, three - one)
            up = face[:, 1] > 0.5 * np.linalg.norm(face, axis=1)
            vertices[np.repeat(up, 3), TILE] = cover
        triangles = np.arange(3 * count).reshape(count, 3)
        b.parts[number] = dataclasses.replace(part, vertices=vertices, triangles=triangles)


@contextlib.contextmanager
def one_part(b):
    """What is added within is one part, which hides nothing: many thin ones take too long."""
    first = len(b.parts)
    yield
    if len(b.parts) > first:
        b.parts[first:] = [solids.Solid(*solids.join(b.parts[first:]), solids.never_inside)]
