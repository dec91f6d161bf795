"""Trees, bushes, hedges and logs."""

import numpy as np

from gambade_training.things.builder import rotation
from gambade_training.things.paints import bark, bright, leaves
from gambade_training.things.shapes import (FROND, GRASS, blob, branches, finished, ground_patch,
                                            limb, one_part, orb, rosette, unit)


def _trunk(b, height, radius, tile, bend=0.08, top=0.6, sides=7):
    """A trunk with a broader foot; returns its top."""
    at = np.array([0, 0.08, 0.3, 0.65, 1.0])
    lean, curve = b.random.normal(0, bend, (2, 2)) * height
    points = np.stack([lean[0] * at + curve[0] * at ** 2, height * at,
                       lean[1] * at + curve[1] * at ** 2], 1)
    limb(b, points, radius * np.array([b.among(1.2, 1.9), 1.1, 1, (1 + top) / 2, top]), tile, sides)
    return points[-1]


def tree(b):
    """Broad-leaved."""
    green, wood = leaves(b, b.one_of(1, 2, 3), True), bark(b)
    stem, wide = b.among(0.35, 1.3), b.among(0.6, 1.5)
    tall = wide * b.among(0.6, 1.2)
    crown = b.one_of("ball", "clumps", "clumps", "branches", "umbrella", "layers", "boxes", "leafy")
    ground_patch(b, wide * b.among(0.3, 0.6))
    with finished(b, snow=0.1):
        top = _trunk(b, stem + 0.3 * tall, b.among(0.05, 0.16), wood)
        middle = top * [1, 0, 1] + [0, stem + tall / 2, 0]
        if crown in ("branches", "leafy"):
            ends = []
            for _ in range(b.count(3, 5)):
                out = unit(b.random.normal(size=3) * [1, 0.3, 1] + [0, 0.7, 0])
                ends += branches(b, top * [1, 0.85, 1], out, wide * 0.35, 0.04, wood, 1, 0.7)
            for end in ends[:14]:
                if crown == "branches":
                    blob(b, end, wide * b.among(0.3, 0.5), b.one_of(*green), detail=b.one_of(2, 3))
                else:
                    with b.moved(end):
                        rosette(b, 6, green, wide * b.among(0.12, 0.25), wide * 0.12,
                                b.among(-0.3, 0.8), 0.8, uneven=0.4)
        elif crown == "ball":
            blob(b, middle, (wide, tall, wide), green[0], b.among(0, 0.25))
        elif crown == "layers":
            levels = b.count(2, 4)
            for level in range(levels):
                size = wide * (1 - 0.22 * level) * b.among(0.85, 1.1)
                blob(b, middle + [0, tall * ((level + 0.5) / levels - 0.5), 0],
                     (size, tall * 1.2 / levels, size), b.one_of(*green), 0.1)
        elif crown == "boxes":
            for _ in range(b.count(1, 5)):
                b.box(middle + b.random.uniform(-0.3, 0.3, 3) * wide,
                      b.random.uniform(0.5, 0.9, 3) * [wide, tall, wide], b.one_of(*green))
        else:
            flat = 0.45 if crown == "umbrella" else 1.0
            blob(b, middle, (wide * 0.7, tall * 0.7 * flat, wide * 0.7), green[0])
            for _ in range(b.count(3, 9)):
                off = unit(b.random.normal(size=3)) * [wide, tall * flat, wide]
                off *= b.among(0.22, 0.38)
                size = wide * b.among(0.3, 0.6)
                blob(b, middle + off, (size, size * b.among(0.6, 1) * max(flat, 0.6), size),
                     b.one_of(*green))
        if b.chance(0.12):
            fruit = bright(b)
            for _ in range(b.count(5, 14)):
                orb(b, middle + unit(b.random.normal(size=3)) * [wide, tall, wide] * 0.48, 0.09,
                    fruit, 2)


def conifer(b):
    green, wood = leaves(b, b.one_of(1, 2)), bark(b)
    height, wide, stem = b.among(1.0, 2.2), b.among(0.25, 0.7), b.among(0.05, 0.4)
    layers, sides = b.one_of(1, 2, 3, 3, 4, 5, 7), b.one_of(1, 2, 2, 3, 4)
    kind, tip = b.one_of("cones", "cones", "blades", "slim"), b.among(0.0, 0.5)
    ground_patch(b, wide)
    with finished(b, facets=True if sides < 3 and b.chance(0.6) else None, snow=0.2):
        b.bar((0, 0, 0), (0, height * 0.8, 0), b.among(0.04, 0.1), wood, 0.02, sides=2)
        if kind == "slim":
            at = np.linspace(0, 1, 7)
            b.turned((0, stem, 0), at * (height - stem), wide * 0.6 * np.sin(np.pi * at ** 0.7),
                     green[0], sides=sides + 1)
            return
        step = (height - stem) / layers
        for level in range(layers * (1 if kind == "cones" else 2)):
            share = level / layers if kind == "cones" else level / layers / 2
            radius = wide * (1 - share * 0.85) * b.among(0.92, 1.08)
            at = stem + share * (height - stem)
            with b.moved((0, at, 0),
                         rotation(1, b.among(0, 3)) @ rotation(0, b.random.normal(0, 0.03))):
                if kind == "cones":
                    rise = step if level == layers - 1 else step * b.among(1.2, 1.6)
                    b.bar((0, 0, 0), (0, rise, 0), radius, green[level % len(green)],
                          radius * tip * (level < layers - 1), sides=sides)
                else:
                    rosette(b, b.count(6, 10), green, radius * 1.1, radius * 0.6, 0.1, 0.7,
                            fold=0.25)
        if kind == "blades":
            b.bar((0, height * 0.85, 0), (0, height * 1.05, 0), wide * 0.25, green[0], 0, sides=2)


def palm(b):
    green, wood = leaves(b, 2), bark(b)
    height, length = b.among(0.5, 1.9), b.among(0.5, 1.1)
    ground_patch(b, length * 0.6, 0.3)
    with finished(b):
        top = _trunk(b, height, b.among(0.05, 0.13), wood, bend=b.among(0.05, 0.3), sides=8)
        for level in range(b.one_of(1, 2)):
            with b.moved(top - [0, 0.03 * level, 0]):
                rosette(b, b.count(5, 10), green, length, length * b.among(0.22, 0.4),
                        b.among(0.1, 0.9) + 0.5 * level, b.among(0.9, 1.9), FROND, b.among(0, 0.3))
        if b.chance(0.4):
            nut = b.material("wood")
            for angle in range(b.count(2, 4)):
                orb(b, top + 0.1 * np.array([np.cos(2 * angle), -0.5, np.sin(2 * angle)]), 0.13,
                    nut, 2)


def willow(b):
    green, wood = leaves(b), bark(b)
    stem, wide = b.among(0.6, 1.0), b.among(0.7, 1.2)
    with finished(b):
        top = _trunk(b, stem, b.among(0.07, 0.15), wood)
        for _ in range(b.count(2, 5)):
            off = b.random.uniform(-0.25, 0.25, 3) * wide
            blob(b, top + off + [0, 0.1, 0], (wide * 0.7, wide * 0.45, wide * 0.7),
                 b.one_of(*green))
        for level in range(b.count(1, 3)):
            with b.moved(top + [0, 0.25 * wide - 0.1 * level, 0]):
                rosette(b, b.count(9, 16), green, wide * b.among(0.8, 1.3),
                        wide * b.among(0.15, 0.3), 0.5, 2.4, GRASS, uneven=0.2)


def bare_tree(b):
    wood, height = bark(b), b.among(0.5, 1.0)
    ground_patch(b, 0.4)
    with finished(b, snow=0.15):
        top = _trunk(b, height, b.among(0.06, 0.13), wood, bend=0.12)
        for _ in range(b.count(2, 4)):
            out = unit(b.random.normal(size=3) * [1, 0.2, 1] + [0, 0.8, 0])
            branches(b, top * [1, b.among(0.75, 1), 1], out, b.among(0.3, 0.6), 0.05, wood,
                     b.one_of(1, 2), b.among(0.5, 0.9))


def bush(b):
    green, berry, berries = leaves(b, b.count(1, 3), True), bright(b), b.one_of(0, 0, 3, 8)
    ground_patch(b, 0.6)
    with finished(b, snow=0.1):
        if b.chance(0.3):
            for level in range(b.count(2, 4)):
                rosette(b, b.count(8, 14), green, b.among(0.5, 0.8), b.among(0.15, 0.4),
                        0.35 * (level + 1), b.among(0.1, 0.6))
            return
        for number in range(b.count(1, 8)):
            size, off = b.among(0.4, 0.7), b.random.uniform(-0.3, 0.3, 3) * min(number, 1)
            high = size * b.among(0.7, 1.1)
            middle = np.array([off[0], 0.4 * high + abs(off[1]), off[2]])
            blob(b, middle, (size, high, size), b.one_of(*green), b.among(0, 0.25))
            for place in b.random.normal(size=(berries, 3)):
                orb(b, middle + unit(place) * np.array([size, high, size]) / 2,
                    b.among(0.05, 0.1), berry, 2)


def hedge(b):
    green, width, height = leaves(b, 2), b.among(0.5, 2.0), b.among(0.3, 1.2)
    depth = b.among(0.2, 0.5)
    with finished(b, snow=0.1):
        if b.chance(0.4):
            stem = b.one_of(0.05, 0.4)
            b.bar((0, 0, 0), (0, stem + 0.2, 0), 0.05, bark(b))
            sizes = b.one_of((0.7,), (0.7, 0.5), (0.7, 0.55, 0.4))
            for size in sizes:
                blob(b, (0, stem + size / 2, 0), size, green[0], 0.06, detail=5)
                stem += size * 0.95
        else:
            b.cushion((0, height / 2, 0), (width, height, depth), green[0], b.among(0.1, 0.35))
            if b.chance(0.5):
                with b.mirrored(0):
                    b.cushion((width / 2, height * 0.55, 0),
                              (depth * 1.3, height * 1.1, depth * 1.3), green[1], 0.2)
        if b.chance(0.3):
            b.box((0, 0.03, 0), (width * 1.05, 0.08, depth * 1.2),
                  b.material(b.one_of("stone", "wood")))


def _log(b, length, radius, wood, cut):
    """Along x from the origin, lying on the ground."""
    ends = ((0, radius, 0), (length, radius, 0))
    b.bar(*ends, radius, wood, radius * b.among(0.85, 1), sides=b.one_of(2, 3, 4))
    with one_part(b):
        for x, out in ((0, -1), (length, 1)):
            b.bar((x, radius, 0), (x + 0.015 * out, radius, 0), radius * 0.8, cut, sides=4)


def log(b):
    """A stump, a log, a pile of logs."""
    wood, cut, green = bark(b), b.material("wood"), leaves(b, 1)[0]
    kind = b.one_of("stump", "stump", "log", "pile")
    ground_patch(b, 0.5)
    with finished(b, snow=0.1):
        if kind == "stump":
            radius, high = b.among(0.2, 0.45), b.among(0.15, 0.8)
            b.turned((0, 0, 0), (0, high * 0.3, high),
                     (radius * b.among(1.1, 1.5), radius, radius * 0.95), wood,
                     sides=b.one_of(2, 4, 5))
            for share in (0.85, 0.55, 0.3):
                b.bar((0, high - 0.05, 0), (0, high + 0.02 - share * 0.01, 0), radius * share,
                      cut if share != 0.55 else wood, sides=5)
            for number in range(b.count(0, 5)):
                turn = b.among(0, 6.28)
                out = radius * np.array([np.cos(turn), 0, np.sin(turn)])
                limb(b, [out * 0.6 + [0, high * 0.4, 0], out * 1.3 + [0, 0.08, 0],
                         out * b.among(1.7, 2.4)], radius * np.array([0.4, 0.25, 0.05]), wood)
        elif kind == "log":
            length, radius = b.among(0.8, 1.6), b.among(0.12, 0.3)
            _log(b, length, radius, wood, cut)
            for _ in range(b.count(0, 3)):
                at = b.among(0.2, 0.8) * length
                out = unit(b.random.normal(size=3) * [0.4, 0.3, 1] + [0, 0.4, 0])
                b.bar((at, radius, 0), np.array([at, radius, 0]) + out * radius * b.among(1.5, 2.5),
                      0.3 * radius, wood, 0.2 * radius, sides=2)
        else:
            radius, rows, length = b.among(0.08, 0.14), b.count(2, 4), b.among(0.6, 1.2)
            for row in range(rows):
                for number in range(rows - row):
                    with b.moved((0, row * radius * 1.75, (2 * number - rows + row) * radius)):
                        _log(b, length * b.among(0.95, 1), radius, wood, cut)
        if b.chance(0.25):
            with b.moved((0.2, 0, 0.4)):
                rosette(b, 6, [green], 0.35, 0.07, 1.2, 0.8, GRASS)


KINDS = ((tree, 2.0), (conifer, 1.3), (palm, 0.7), (willow, 0.4), (bare_tree, 0.6), (bush, 0.8),
         (hedge, 0.4), (log, 0.8))
