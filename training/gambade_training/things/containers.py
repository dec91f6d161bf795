"""Buckets, barrels, baskets, boxes, chests, bags, bins, plant pots and candlesticks."""

import numpy as np

from gambade_training.things import fronts
from gambade_training.things.builder import rotation
from gambade_training.things.paints import ceramics, fluid
from gambade_training.things.shapes import bail, filling, heap, knob, lathe, rounded


def _open_box(b, size, wall, tile):
    """On the ground, open at the top; full sizes along x, y and z, `wall` thick."""
    width, height, depth = size
    b.box((0, wall / 2, 0), (width, wall, depth), tile)
    with b.mirrored(0):
        b.box(((width - wall) / 2, height / 2, 0), (wall, height, depth), tile)
    with b.mirrored(2):
        b.box((0, height / 2, (depth - wall) / 2), (width, height, wall), tile)


def _leaf(b, tile, length, width):
    """A leaf that grows from the origin upwards and bends to +x."""
    bend = b.among(0.1, 0.5)
    points = np.array([(0, 0), (bend * 0.25, 0.5), (bend, 0.85), (bend * 1.7, 1.0)]) * length
    for number, wide in enumerate((0.7, 1.0, 0.6)):
        (x, y), (end_x, end_y) = points[number:number + 2]
        b.beam((x, y, 0), (end_x, end_y, 0), 0.012, tile, width * wide)


def _sprout(b, radius):
    """What grows in a pot, from the origin up."""
    leaf = b.material("leaf")
    kind = b.one_of("leaves", "leaves", "cactus", "bush", "tree", "grass", "rosette")
    if kind == "leaves":
        for number in range(b.count(5, 14)):
            with b.moved((0, 0, 0), rotation(1, 2.4 * number) @ rotation(2, -b.among(0, 0.7))):
                _leaf(b, leaf, radius * b.among(1.2, 3), radius * b.among(0.25, 0.6))
    elif kind == "cactus":
        tall, wide = radius * b.among(1.5, 4), radius * b.among(0.6, 1.2)
        b.cushion((0, tall / 2, 0), (wide, tall, wide), leaf, 0.7)
        for side in (-1, 1):
            if b.chance(0.5):
                at, out = tall * b.among(0.3, 0.6), side * wide * b.among(0.8, 1.1)
                b.bar((0, at, 0), (out, at, 0), wide * 0.22, leaf)
                b.cushion((out, at + tall * 0.15, 0), (wide * 0.5, tall * 0.4, wide * 0.5), leaf,
                          0.8)
        if b.chance(0.4):
            b.ball((0, tall, 0), wide * 0.4, b.material("plastic"))
    elif kind in ("bush", "tree"):
        stem = radius * b.among(1, 3) if kind == "tree" else 0
        b.bar((0, 0, 0), (0, stem + 0.1, 0), radius * 0.12, b.material("wood"))
        size = radius * b.among(1.6, 3)
        for _ in range(b.count(1, 6)):
            x, y, z = b.random.uniform(-0.35, 0.35, 3) * size
            b.ball((x, stem + size * 0.45 + y, z), size * b.among(0.7, 1), leaf)
    elif kind == "grass":
        for _ in range(b.count(12, 30)):
            x, z = b.random.normal(0, 0.3, 2) * radius
            spread, tall = b.among(1.2, 3.5), radius * b.among(1.5, 3.5)
            b.bar((x, 0, z), (x * spread, tall, z * spread), radius * 0.07, leaf, 0.004, sides=1)
    else:
        for ring in range(3):
            with b.around(b.count(5, 8)):
                tilt = 0.3 + 0.35 * ring
                out, up = radius * 1.5 * np.sin(tilt), radius * 1.5 * np.cos(tilt)
                b.bar((0, 0.02, 0), (out, up, 0.1 * ring), radius * 0.2, leaf, 0.01, sides=1)


def plant_pot(b):
    ware = b.one_of(ceramics(b), b.material("wood"), b.colored(0.72, 0.36, 0.22))
    top, height = b.among(0.3, 0.5), b.among(0.35, 0.8)
    if b.chance(0.25):
        _open_box(b, (2 * top * b.one_of(1, 1, 1.6), height, 2 * top), 0.05, ware)
        b.box((0, height * 0.85, 0), (1.9 * top, 0.05, 1.9 * top), b.colored(0.2, 0.13, 0.08))
    else:
        profile = [(top * b.among(0.55, 1), 0), (top * b.among(0.85, 1.15), height * 0.6),
                   (top, height)]
        profile = rounded(profile) if b.chance(0.5) else np.array(profile)
        if b.chance(0.5):
            rim = b.among(0.08, 0.2) * height
            top *= 1.12
            profile = np.vstack([profile, [(top, height + 0.01), (top, height + rim)]])
            height += rim
        lathe(b, profile, ware, 0.05)
        filling(b, profile, height * 0.85, b.colored(0.2, 0.13, 0.08))
        if b.chance(0.3):
            b.bar((0, 0, 0), (0, 0.05, 0), top * 1.1, ware, top_radius=top * 1.25)
    if b.chance(0.9):
        with b.moved((0, height * 0.85, 0)):
            _sprout(b, top * b.among(0.7, 1))


def _staves(b, radii, heights, tile, thickness, sides, shell=0.0):
    """A round body with seams between its boards, or smooth."""
    lathe(b, np.c_[radii, heights], tile, shell, sides=sides)
    if b.chance(0.4):
        seam = b.colored(*(b.tiles[tile][1][0] * 0.5))
        with b.around(b.count(8, 12)):
            for at in range(len(heights) - 1):
                b.beam((radii[at], heights[at], 0), (radii[at + 1], heights[at + 1], 0),
                       0.015, seam, thickness)


def bucket(b):
    tile = b.material(b.one_of("metal", "plastic", "wood"))
    top, height = b.among(0.4, 0.55), b.among(0.5, 1.0)
    foot = top * b.among(0.65, 1)
    profile = np.array([(foot, 0), (top, height)])
    _staves(b, profile[:, 0], profile[:, 1], tile, 0.02, b.one_of(3, 4, 6), 0.05)
    hoop = b.one_of(tile, b.material("metal"))
    for at in b.one_of((1.0,), (0.98, 0.1), (0.85, 0.2)):
        b.ring((0, at * height, 0), foot + (top - foot) * at, b.among(0.015, 0.04), hoop)
    if b.chance(0.85):
        lean = b.one_of(0, 0, b.among(0.3, 1.2), 1.7)
        bail(b, top, height * 0.95, b.among(0.012, 0.03), hoop, b.among(0.8, 1.1), lean)
        with b.mirrored(0):
            b.box((top, height * 0.94, 0), (0.06, 0.1, 0.1), hoop)
    if b.chance(0.4):
        filling(b, profile, height * b.among(0.5, 0.9), fluid(b))


def barrel(b):
    """Of wood or metal, upright or lying."""
    wood = b.material(b.one_of("wood", "wood", "wood", "metal", "plastic"))
    hoop = b.one_of(b.material("metal"), b.material("wood"))
    end, height = b.among(0.3, 0.45), b.among(0.8, 1.2)
    bulge = b.one_of(b.among(0, 0.03), b.among(0.05, 0.16))
    heights = np.linspace(0, height, 5)
    radii = end + bulge * np.sin(np.linspace(0, np.pi, 5))
    is_lying, sides = b.chance(0.25), b.one_of(3, 4, 6)
    shell = 0.05 if not is_lying and b.chance(0.3) else 0
    with b.moved((0, end + bulge if is_lying else 0, -height / 2 if is_lying else 0),
                 rotation(0, np.pi / 2) if is_lying else None):
        _staves(b, radii, heights, wood, 0.015, sides, shell)
        thick = b.among(0.06, 0.1)
        for at in b.one_of((0.05, 0.95), (0.2, 0.8), (0.05, 0.3, 0.7, 0.95), (0.33, 0.67)):
            low, high = at * height - thick / 2, at * height + thick / 2
            wide = np.interp([low, high], heights, radii) + 0.015
            if shell:
                b.ring((0, at * height, 0), wide.mean() - 0.02, 0.03, hoop)
            else:
                b.bar((0, low, 0), (0, high, 0), wide[0], hoop, top_radius=wide[1], sides=sides)
        if shell and b.chance(0.7):
            filling(b, np.c_[radii, heights], height * b.among(0.6, 0.95), fluid(b))
        elif not shell:
            for low in (0, height):
                b.ring((0, low, 0), end - 0.02, 0.03, b.one_of(wood, hoop))
    if is_lying:
        with b.mirrored(2):
            b.box((0, 0.06, height * 0.3), (1.6 * end, 0.14, 0.1), wood)
    if b.chance(0.2):
        b.bar((0, height * 0.25, end), (0, height * 0.25, end + bulge + 0.15), 0.03, hoop)


def basket(b):
    """Round or square, woven or slatted, some with things in it."""
    cane = b.material("wood")
    dark = b.colored(*(b.tiles[cane][1][0] * b.among(0.5, 0.9)))
    top, height = b.among(0.45, 0.65), b.among(0.3, 0.9)
    foot = top * b.among(0.7, 1.0)
    long = b.one_of(1, 1, b.among(1.2, 1.6))
    rows = b.count(3, 6)
    with b.moved((0, 0, 0), np.diag([long, 1, 1])):
        lathe(b, [(foot, 0), (top, height)], b.one_of(cane, dark), 0.06, sides=b.one_of(4, 6))
        if not b.chance(0.2):
            for at in np.linspace(0.5, rows - 0.5, rows) / rows:
                b.ring((0, at * height, 0), foot + (top - foot) * at - 0.01, 0.035, cane)
        if b.chance(0.6):
            with b.around(b.count(10, 20)):
                b.beam((foot, 0, 0), (top, height, 0), 0.035, dark, 0.06)
        b.ring((0, height, 0), top - 0.02, 0.045, b.one_of(cane, dark))
        if b.chance(0.4):
            heap(b, top * 0.7, height * 0.8, [b.material("any") for _ in range(2)], top * 0.5, 8)
        elif b.chance(0.4):
            b.cushion((0, height * 0.97, 0), (1.6 * top, height * 0.3, 1.6 * top),
                      b.material("cloth"), 0.7)
        if b.chance(0.5):
            bail(b, top - 0.02, height * 0.95, b.among(0.025, 0.05), cane, b.among(0.7, 1.3))
        elif b.chance(0.5):
            with b.mirrored(0):
                b.ring((top, height, 0), 0.12, 0.03, cane, axis=(1, 0, 0))


def cardboard_box(b):
    """Closed with tape or open with its flaps, sometimes others on top."""
    card = b.one_of(b.colored(0.68, 0.5, 0.33), b.colored(0.76, 0.6, 0.42), b.material("any"))
    width, height, depth = b.among(0.5, 1.2), b.among(0.3, 1.0), b.among(0.4, 1.0)
    tape, marks = b.one_of(b.colored(0.8, 0.7, 0.5), b.material("plastic")), b.paint_colors()
    if b.chance(0.5):
        b.box((0, height / 2, 0), (width, height, depth), card)
        if b.chance(0.8):
            b.box((0, height / 2, 0), (b.among(0.06, 0.14), height + 0.01, depth + 0.01), tape)
        if b.chance(0.4):
            b.box((0, height / 2, 0), (width + 0.01, height + 0.01, b.among(0.06, 0.14)), tape)
        if b.chance(0.25):
            smaller = b.among(0.4, 0.8)
            with b.moved((0, height, 0), rotation(1, b.among(-0.5, 0.5)), smaller):
                b.box((0, height / 2, 0), (width, height, depth), card)
                b.box((0, height / 2, 0), (0.1, height + 0.01, depth + 0.01), tape)
    else:
        _open_box(b, (width, height, depth), 0.025, card)
        flap = min(depth / 2, width / 2, height)
        for turn, across, out in ((0, width, depth), (1, depth, width)):
            for side in (0, np.pi):
                if b.chance(0.93):
                    with b.moved((0, 0, 0), rotation(1, turn * np.pi / 2 + side)):
                        with b.moved((0, height, out / 2), rotation(0, b.among(-0.9, 1.4))):
                            b.box((0, 0, flap / 2), (across, 0.02, flap), card)
        if b.chance(0.3):
            heap(b, min(width, depth) * 0.3, height * 0.7, [b.material("any") for _ in range(3)],
                 0.25, 6)
    if b.chance(0.4):
        b.box((width * b.among(-0.2, 0.2), height * b.among(0.4, 0.6), depth / 2),
              (width * 0.4, height * 0.4, 0.015), b.paint(fronts.label, marks))


def crate(b):
    """Wooden crates: slatted or planked, framed, open or closed."""
    wood = b.material(b.one_of("wood", "wood", "wood", "plastic", "metal"))
    frame = b.one_of(wood, b.material("wood"), b.material("metal"))
    width, height, depth = b.among(0.6, 1.2), b.among(0.35, 1.1), b.among(0.5, 1.0)
    if b.chance(0.35):
        width = height = depth
    edge, is_open = b.among(0.06, 0.14), b.chance(0.45)
    rows, gap = b.count(2, 5), b.one_of(0.75, 0.92)
    body = b.one_of("slats", "slats", "solid")
    if body == "slats" or is_open:
        b.box((0, 0.03, 0), (width, 0.05, depth), wood)
        for level in (np.arange(rows) + 0.5) / rows * height:
            with b.mirrored(0):
                b.box((width / 2 - 0.03, level, 0), (0.04, height / rows * gap, depth - 0.04), wood)
            with b.mirrored(2):
                b.box((0, level, depth / 2 - 0.03), (width - 0.04, height / rows * gap, 0.04), wood)
        if not is_open:
            for x in (np.arange(rows) + 0.5) / rows * width - width / 2:
                b.box((x, height - 0.02, 0), (width / rows * gap, 0.04, depth - 0.02), wood)
    else:
        b.box((0, height / 2, 0), (width - 0.02, height, depth - 0.02), wood)
    rails, diagonals = b.chance(0.65), b.one_of((), (), (1,), (1, -1))
    for turn, across, out in ((0, width, depth), (1, depth, width)):
        half = (across - edge) / 2 + 0.02
        with b.moved((0, 0, 0), rotation(1, turn * np.pi / 2)), b.mirrored(2):
            with b.mirrored(0):
                b.box((half, height / 2, out / 2 + 0.01), (edge, height, 0.04), frame)
            for level in (edge / 2, height - edge / 2) if rails else ():
                b.box((0, level, out / 2 + 0.01), (across, edge, 0.04), frame)
            for way in diagonals if rails and not is_open else ():
                b.beam((-half * way, edge, out / 2 + 0.005),
                       (half * way, height - edge, out / 2 + 0.005), edge, frame, 0.03)
    if rails and not is_open:
        with b.mirrored(2):
            b.box((0, height, (depth - edge) / 2 + 0.03), (width + 0.06, 0.04, edge), frame)
        with b.mirrored(0):
            b.box(((width - edge) / 2 + 0.03, height, 0), (edge, 0.04, depth + 0.06), frame)
    if is_open and b.chance(0.5):
        tiles = [b.material("any") for _ in range(2)]
        for spot_x in np.linspace(-0.25, 0.25, 3) * width:
            for spot_z in np.linspace(-0.25, 0.25, 2) * depth:
                b.ball((spot_x, height * b.among(0.65, 0.95), spot_z), min(width, depth) * 0.3,
                       b.one_of(*tiles))


def chest(b):
    """Treasure chests, shut or open."""
    wood, band = b.material("wood"), b.one_of(b.material("metal"), b.colored(0.85, 0.65, 0.2))
    width, height, depth = b.among(0.8, 1.3), b.among(0.35, 0.6), b.among(0.5, 0.75)
    rise, angle = b.among(0.3, 1.0) * depth / 2, b.one_of(0.0, 0.0, b.among(0.5, 1.9))
    strap, at = b.among(0.06, 0.12), width * b.one_of(0.48, 0.3, 0.4)
    lock = b.material("metal")
    _open_box(b, (width, height, depth), 0.06, wood)
    with b.mirrored(0, 2):
        b.box((at, height / 2, depth / 2), (strap, height, 0.04), band)
    if b.chance(0.5):
        b.box((0, height * 0.06, 0), (width + 0.04, height * 0.12, depth + 0.05), band)
    turn = np.linspace(0, np.pi, 9)
    arc = np.c_[depth / 2 * (1 + np.cos(turn)), rise * np.sin(turn)]
    if b.chance(0.2):
        arc = np.array([(depth, 0), (depth, rise * 0.6), (0, rise * 0.6), (0, 0)])
    with b.moved((0, height, -depth / 2), rotation(0, -angle)):
        for (z, y), (end_z, end_y) in zip(arc, arc[1:]):
            middle, long = ((y + end_y) / 2, (z + end_z) / 2), np.hypot(end_y - y, end_z - z) + 0.02
            tilt = rotation(0, np.arctan2(y - end_y, end_z - z))
            b.box((0, *middle), (width, 0.05, long), wood, tilt)
            with b.mirrored(0):
                b.box((at, *middle), (strap, 0.09, long), band, tilt)
        with b.mirrored(0):
            b.slab(arc, (width / 2 - 0.03, 0, 0), 0.05, wood, axis=0)
        b.box((0, 0.0, depth), (b.among(0.1, 0.2), b.among(0.12, 0.22), 0.08), lock)
    if angle and b.chance(0.8):
        gold = b.one_of(b.colored(0.95, 0.75, 0.15), b.material("any"))
        b.cushion((0, height * 0.8, 0), (width * 0.9, height * 0.5, depth * 0.9), gold, 0.7)
        for _ in range(b.count(5, 14)):
            x, z = b.random.uniform(-0.35, 0.35, 2) * (width, depth)
            tilt = b.random.normal(0, 0.4, 3) + (0, 1, 0)
            b.disc((x, height * 1.02, z), 0.07, 0.025, b.one_of(gold, b.material("plastic")), tilt,
                   sides=3)


def bag(b):
    """Tied sacks, shopping bags, handbags."""
    kind, cloth = b.one_of("sack", "sack", "shopping", "handbag"), b.material("cloth")
    trim = b.one_of(b.material("wood"), b.material("plastic"))
    width, height, depth = b.among(0.6, 1.0), b.among(0.6, 1.1), b.among(0.3, 0.5)
    if kind == "sack":
        cloth, half = b.one_of(cloth, b.colored(0.66, 0.52, 0.34)), width / 2
        with b.moved((0, 0, 0), np.diag([1, 1, b.among(0.7, 1)])):
            neck = half * b.among(0.2, 0.4)
            is_open = b.chance(0.3)
            top = half * (b.among(0.8, 1.1) if is_open else b.among(0.35, 0.6))
            points = [(half * 0.7, 0), (half * 1.2, height * 0.1), (half, height * 0.55)]
            if not is_open:
                points += [(neck, height * 0.8), (neck, height * 0.85)]
            points.append((top, height))
            profile = rounded(points)
            lathe(b, profile, cloth, 0.05)
            if is_open:
                b.ring((0, height, 0), top - 0.03, 0.06, cloth)
                content = b.material("any")
                filling(b, profile, height * 0.8, content)
                heap(b, top * 0.6, height * 0.8, [content], 0.25, 7)
            else:
                b.ring((0, height * 0.82, 0), neck + 0.03, 0.035, trim)
        return
    taper = b.one_of(1, 1, 0.75)
    if kind == "shopping":
        with b.mirrored(2):
            b.beam((0, 0, depth / 2), (0, height, depth / 2 * taper), width, cloth, 0.02)
        b.box((0, 0.01, 0), (width, 0.02, depth), cloth)
        with b.mirrored(0):
            b.slab([(-depth / 2, 0), (depth / 2, 0), (depth / 2 * taper, height),
                    (-depth / 2 * taper, height)], (width / 2, 0, 0), 0.02, cloth, axis=0)
        grip_depth = depth / 2 * taper
    else:
        height *= 0.7
        b.cushion((0, height / 2, 0), (width, height, depth), cloth, b.among(0.2, 0.6))
        if b.chance(0.6):
            b.cushion((0, height * 0.68, depth * 0.1), (width * 0.95, height * 0.66, depth * 0.95),
                      b.one_of(cloth, trim), 0.3)
        b.ball((0, height * 0.42, depth * 0.55), 0.08, trim)
        grip_depth = b.one_of(0, depth * 0.3)
    with b.mirrored(2):
        with b.moved((0, 0, grip_depth)):
            bail(b, width * b.among(0.2, 0.42), height * 0.95, b.among(0.012, 0.03), trim,
                 b.among(0.7, 1.6))


def wastebasket(b):
    """Wastebaskets, pedal bins, dustbins."""
    tile = b.material(b.one_of("metal", "plastic"))
    kind = b.one_of("open", "lid", "wheels", "bars")
    top, height = b.among(0.3, 0.45), b.among(0.6, 1.1)
    foot = top * b.among(0.7, 1)
    if kind == "wheels":
        lid, width = b.one_of(tile, b.material("plastic")), top * 1.6
        b.slab([(-foot * 0.8, 0.1), (foot * 0.8, 0.1), (top, height), (-top, height)],
               (0, 0, 0), width, tile, axis=0)
        b.cushion((0, height + 0.03, 0.02), (width * 1.08, b.among(0.08, 0.2), 2.1 * top), lid, 0.3)
        b.bar((-width * 0.45, height, -top - 0.05), (width * 0.45, height, -top - 0.05), 0.03, lid)
        with b.mirrored(0):
            b.disc((width * 0.45, 0.12, -foot * 0.75), 0.12, 0.07, b.colored(0.1, 0.1, 0.1))
        b.box((0, 0.06, foot * 0.6), (width * 0.8, 0.12, 0.1), tile)
        return
    sides = b.one_of(2, 6, 6)
    if kind == "bars":
        with b.around(b.count(14, 24)):
            b.bar((foot, 0.02, 0), (top, height, 0), 0.022, tile, sides=2)
        for at in np.linspace(0, 1, b.count(3, 6)):
            b.ring((0, max(at * height, 0.02), 0), foot + (top - foot) * at, 0.02, tile)
        b.disc((0, 0.02, 0), foot, 0.03, tile, (0, 1, 0))
        return
    lathe(b, [(foot, 0), (top, height)], tile, 0.04, sides=sides)
    if sides == 6:
        b.ring((0, height, 0), top, b.among(0.015, 0.035), tile)
    if kind == "lid":
        lid = b.one_of(tile, b.material("plastic"))
        lathe(b, rounded([(top * 1.05, height), (top * 1.03, height + 0.06),
                          (top * 0.3, height + b.among(0.08, 0.3))]), lid, sides=sides)
        if b.chance(0.5):
            knob(b, height + 0.15, 0.15, lid)
        else:
            b.box((0, 0.05, foot + 0.05), (0.2, 0.03, 0.15), b.material("metal"))
        if b.chance(0.4):
            with b.mirrored(0):
                b.ring((top, height * 0.8, 0), 0.1, 0.02, tile, axis=(0, 0, 1))
    elif b.chance(0.5):
        paper = b.colored(0.93, 0.92, 0.88)
        heap(b, top * 0.6, height * 0.85, [paper], top * 0.6, b.count(2, 6))


def candle(b):
    """Candles alone, in groups, on sticks with one or more arms."""
    wax, metal = b.one_of(b.colored(0.94, 0.9, 0.78), b.material("plastic")), b.material("metal")
    flame, wick = b.colored(1.0, 0.7, 0.15), b.colored(0.12, 0.1, 0.1)
    radius, is_lit = b.among(0.06, 0.12), b.chance(0.6)

    def stick(x, y, z, tall, wide):
        lathe(b, [(wide, 0), (wide * 0.95, tall * 0.96), (wide * 0.7, tall)], wax, at=(x, y, z),
              sides=4)
        b.bar((x, y + tall, z), (x, y + tall + 0.06, z), 0.012, wick, sides=1)
        if is_lit:
            b.ball((x, y + tall + 0.1, z), (0.07, 0.16, 0.07), flame)
        for _ in range(b.count(0, 3)):
            angle = b.among(0, 6.28)
            x_drop, z_drop = x + wide * np.cos(angle), z + wide * np.sin(angle)
            b.bar((x_drop, y + tall * b.among(0.4, 0.8), z_drop), (x_drop, y + tall * 0.95, z_drop),
                  0.025, wax, top_radius=0.01, sides=2)

    kind = b.one_of("group", "dish", "stick", "arms")
    if kind == "group":
        for number in range(b.count(1, 5)):
            out = 0.28 if number else 0
            stick(out * np.cos(2.1 * number), 0, out * np.sin(2.1 * number), b.among(0.2, 0.9),
                  b.among(0.08, 0.16))
    elif kind == "dish":
        lathe(b, [(0.2, 0), (0.28, 0.03), (0.34, b.among(0.05, 0.12))], metal, 0.04)
        b.bar((0, 0.02, 0), (0, 0.15, 0), radius * 1.3, metal)
        stick(0, 0.1, 0, b.among(0.2, 0.6), radius)
        if b.chance(0.7):
            b.ring((0.4, 0.06, 0), 0.09, 0.02, metal, axis=(0, 0, 1))
    else:
        height, knots = b.among(0.4, 1.0), b.count(4, 6)
        radii = b.random.uniform(0.03, 0.1, knots)
        radii[0], radii[1] = b.among(0.2, 0.3), 0.05
        lathe(b, np.c_[radii, np.linspace(0, height, knots) * np.r_[1, 0.4, np.ones(knots - 2)]],
              metal)
        spots = [(0, height)]
        if kind == "arms":
            reach, low = b.among(0.3, 0.5), height * b.among(0.5, 0.7)
            turn = np.linspace(-np.pi / 2, 0, 7)
            arms = b.one_of(2, 4)
            with b.around(arms):
                b.wire(np.c_[reach * np.cos(turn),
                             height * 0.95 + (height * 0.95 - low) * np.sin(turn),
                             np.zeros(7)], 0.025, metal)
            spots += [(reach * np.cos(at), reach * np.sin(at), height * 0.93)
                      for at in 2 * np.pi * np.arange(arms) / arms]
        tall = b.among(0.2, 0.5)
        for spot in spots:
            x, z, y = spot if len(spot) == 3 else (0, 0, height)
            b.bar((x, y - 0.02, z), (x, y + 0.05, z), radius * 0.7, metal, top_radius=radius * 1.5)
            stick(x, y + 0.03, z, tall, radius * 0.8)


KINDS = ((plant_pot, 1.4), (bucket, 1.0), (barrel, 1.3), (basket, 1.0), (cardboard_box, 1.3),
         (crate, 1.4), (chest, 1.2), (bag, 1.2), (wastebasket, 0.9), (candle, 0.9))
