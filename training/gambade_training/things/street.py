"""What stands in streets and gardens: fences, bridges, columns, lamps, signs, benches, stalls."""

import numpy as np

from gambade_training import patterns
from gambade_training.things import fronts
from gambade_training.things.builder import rotation
from gambade_training.things.building_parts import (add_roof, awning, battlements, brickwork, flag,
                                                    roof_tiles)
from gambade_training.things.paints import hued
from gambade_training.things.shapes import blob, finished, limb, one_part, orb, tapered_box


def well(b):
    stone, wood = b.one_of(brickwork(b), b.material("stone")), b.material("wood")
    roof = roof_tiles(b)
    radius, high, top = b.among(0.3, 0.45), b.among(0.25, 0.5), b.among(0.85, 1.2)
    with finished(b, snow=0.05):
        b.turned((0, 0, 0), (0, high), (radius, radius), stone, sides=b.one_of(2, 5, 6), shell=0.1)
        b.bar((0, 0, 0), (0, high * 0.4, 0), radius * 0.9, b.material("glass"))
        if b.chance(0.5):
            b.ring((0, high, 0), radius * 0.9, 0.06, stone)
        if b.chance(0.85):
            with b.mirrored(0):
                b.beam((radius * 0.95, 0, 0), (radius * 0.95, top, 0), 0.07, wood)
            b.bar((-radius, top * 0.8, 0), (radius * 1.2, top * 0.8, 0), 0.04, wood)
            with b.moved((0, top, 0)):
                add_roof(b, radius * 2.3, radius * 1.6, b.among(0.2, 0.5), roof, wood,
                         b.one_of("gable", "gable", "hip"))
            b.wire([(0, top * 0.8, 0), (0, high * 1.3, 0)], 0.012, wood)
            b.turned((0, high, 0), (0, 0.16), (0.07, 0.09), b.one_of(wood, b.material("metal")),
                     sides=3, shell=0.02)


def tent(b):
    """A ridge tent, a tipi, a dome or a pavilion."""
    cloth, trim, wood = b.material("cloth"), b.material("cloth"), b.material("wood")
    kind, dark = b.one_of("ridge", "tipi", "dome", "pavilion"), b.colored(0.12, 0.1, 0.1)
    width, depth, height = b.among(0.8, 1.3), b.among(0.9, 1.6), b.among(0.6, 1.1)
    with finished(b):
        if kind == "ridge":
            add_roof(b, width, max(depth, width + 0.01), height,
                     cloth, b.one_of(cloth, trim), "gable")
            z = max(depth, width + 0.01) / 2
            b.slab([(-0.18 * width, 0), (0.18 * width, 0), (0, height * 0.75)], (0, 0, z), 0.03,
                   dark)
            with b.mirrored(2):
                b.bar((0, 0, z + 0.05), (0, height * 1.08, z + 0.05), 0.025, wood)
        elif kind == "dome":
            at = np.linspace(0, 1, 6)
            b.turned((0, 0, 0), at * height, width / 2 * np.sqrt(1.02 - at ** 2), cloth,
                     sides=b.one_of(1, 2, 6))
            b.ball((0, height * 0.25, width * 0.36), (width * 0.5, height * 0.9, width * 0.3),
                   b.one_of(dark, trim))
        else:
            low, sides = (0.0 if kind == "tipi" else height * 0.6), b.one_of(1, 2, 3)
            if low:
                b.bar((0, 0, 0), (0, low, 0), width * 0.45, b.one_of(cloth, trim), sides=sides)
                b.bar((0, low - 0.08, 0), (0, low, 0), width * 0.5, trim, sides=sides)
                flag(b, low + height * 0.8, 0.2)
            else:
                with b.around(5):
                    b.bar((0.1, height * 1.1, 0), (-0.1, height * 1.4, 0.05), 0.02, wood)
            b.bar((0, low, 0), (0, low + height * (0.8 if low else 1.3), 0), width * 0.5, cloth,
                  0.03, sides=sides)
            b.slab([(-0.15, 0), (0.15, 0), (0, 0.5)], (0, 0, width * 0.42), 0.12, dark)


def stall(b):
    """A market stall with goods."""
    wood, width, depth = b.material("wood"), b.among(0.9, 1.5), b.among(0.5, 0.8)
    height = b.among(0.9, 1.3)
    with finished(b, facets=False):
        with b.mirrored(0, 2):
            b.beam((width / 2, 0, depth / 2), (width / 2, height, depth / 2), 0.06, wood)
        b.box((0, 0.4, depth * 0.1), (width * 0.97, b.one_of(0.05, 0.2), depth), wood)
        if b.chance(0.6):
            b.box((0, 0.2, depth * 0.55), (width * 0.97, 0.4, 0.04),
                  b.one_of(wood, b.material("cloth")))
        with b.mirrored(*b.one_of((), (2,))):
            awning(b, width * 1.1, (0, height + 0.15, 0), depth * 0.75)
        if b.chance(0.6):
            awning(b, width * 1.1, (0, height + 0.15, -depth * 0.4), depth)
        for number in range(b.count(2, 4)):
            goods, x = b.material("any"), (number - 1.5) * width * 0.24
            b.box((x, 0.47, depth * 0.3), (width * 0.2, 0.1, depth * 0.4), wood)
            for z in (0.15, 0.3, 0.42):
                orb(b, (x, 0.54, z * depth), 2 * b.among(0.04, 0.09), goods, 2)


def fence(b):
    """A piece of a fence or of a wall."""
    kind = b.one_of("pickets", "rails", "iron", "wall", "battlements")
    width, height = b.among(1.0, 2.2), b.among(0.4, 0.9)
    tile = b.material({"pickets": "wood", "rails": "wood", "iron": "metal"}.get(kind, "stone"))
    if b.chance(0.3):
        tile = b.one_of(brickwork(b), b.colored(0.95, 0.95, 0.93))
    posts, thick = b.count(2, 4), b.among(0.05, 0.1)
    with finished(b, snow=0.06):
        if kind in ("wall", "battlements"):
            thick = b.among(0.12, 0.3)
            b.box((0, height / 2, 0), (width, height, thick), tile)
            with b.moved((0, height, 0)):
                if kind == "wall":
                    b.box((0, 0, 0), (width * 1.02, 0.08, thick * 1.3), b.material("stone"))
                else:
                    battlements(b, width, thick, tile, 0.12)
            if b.chance(0.5):
                with b.mirrored(0):
                    b.box((width / 2, height * 0.58, 0), (thick * 1.5, height * 1.16, thick * 1.5),
                          tile)
                    if b.chance(0.4):
                        b.ball((width / 2, height * 1.25, 0), thick * 1.2, tile)
            return
        with one_part(b):
            for x in np.linspace(-width / 2, width / 2, posts):
                b.beam((x, 0, 0), (x, height * 1.08, 0), thick * 1.3, tile)
                if b.chance(0.3):
                    tapered_box(b, (x, height * 1.08, 0), (thick * 1.5, thick, thick * 1.5), (0, 0),
                                tile)
        for level in np.linspace(0.3, 0.85, b.one_of(2, 2, 3)):
            b.box((0, height * level, 0), (width, thick if kind != "iron" else 0.03, thick / 2),
                  tile)
        if kind != "rails":
            pointed, wide = b.chance(0.6), 0.025 if kind == "iron" else b.among(0.06, 0.12)
            with one_part(b):
                for x in np.arange(-width / 2 + wide, width / 2,
                                   wide * (3.5 if kind == "iron" else b.among(1.2, 2))):
                    outline = np.array([(-0.5, 0), (0.5, 0), (0.5, 1),
                                        (0, 1 + 0.8 * pointed * wide / height), (-0.5, 1)])
                    b.slab(outline * [wide, height], (x, 0, thick / 2), 0.03, tile)


def arch(b):
    """Of stones, on two pillars; a ruin misses a side."""
    stone, other = b.one_of(b.material("stone"), brickwork(b)), b.material("stone")
    radius, height, thick = b.among(0.35, 0.6), b.among(0.4, 1.1), b.among(0.15, 0.3)
    count, depth = b.count(5, 11), b.among(0.2, 0.5)
    with finished(b, snow=0.05):
        with b.mirrored(0):
            b.box((radius + thick / 2, height / 2, 0), (thick, height, depth), stone)
            for y in (0.05, height):
                b.box((radius + thick / 2, y, 0), (thick * 1.3, 0.1, depth * 1.2), other)
        for number in range(count if b.chance(0.85) else count // 2):
            angle = np.pi * (number + 0.5) / count
            middle = (radius + thick / 2) * np.array([np.cos(angle), np.sin(angle)])
            key = 1.25 if 2 * number + 1 == count else 1.0
            b.box((middle[0], height + middle[1], 0),
                  (thick * key, np.pi * (radius + thick) / count * 0.97, depth * key),
                  b.one_of(stone, other), rotation(2, angle))
        if b.chance(0.35):
            b.box((0, height + radius + thick, 0),
                  (2 * radius + 3 * thick, thick * 0.6, depth * 1.15), other)


def stairs(b):
    """Straight or winding, with or without rails."""
    step = b.material(b.one_of("stone", "wood", "metal"))
    rail = b.material(b.one_of("wood", "metal"))
    count, rise, run = b.count(3, 10), b.among(0.1, 0.18), b.among(0.14, 0.28)
    width = b.among(0.4, 1.2)
    solid, railed = b.chance(0.55), b.chance(0.5)
    with finished(b, facets=False):
        if b.chance(0.25):
            turn = b.among(0.3, 0.6)
            b.bar((0, 0, 0), (0, count * rise + 0.6 * railed, 0), 0.08, rail)
            for number in range(count):
                with b.moved((0, (number + 0.5) * rise, 0), rotation(1, number * turn)):
                    b.slab([(0, -0.05), (width, -0.25), (width, 0.25), (0, 0.05)], (0, 0, 0),
                           rise * 0.5, step, axis=1)
                    if railed:
                        b.bar((width * 0.93, 0, 0), (width * 0.93, 0.6, 0), 0.02, rail, sides=2)
            return
        for number in range(count):
            top, z = (number + 1) * rise, -number * run
            high = top if solid else 0.06
            b.box((0, top - high / 2, z), (width, high, run * 1.01), step)
        end = (count - 1) * run
        if not solid:
            with b.mirrored(0):
                b.beam((width * 0.45, 0, run / 2), (width * 0.45, count * rise - 0.05, -end), 0.06,
                       step)
        if b.chance(0.3):
            b.box((0, count * rise - 0.05, -end - run * 1.5), (width, 0.1, run * 3), step)
        if railed:
            with b.mirrored(0):
                b.beam((width * 0.48, rise + 0.5, 0), (width * 0.48, count * rise + 0.5, -end),
                       0.05, rail)
                for number in range(0, count, b.one_of(1, 2)):
                    b.beam((width * 0.48, (number + 1) * rise, -number * run),
                           (width * 0.48, (number + 1) * rise + 0.5, -number * run), 0.03, rail)


def bridge(b):
    """A bowed deck of planks or stones between rails, or a stone bridge on an arch."""
    deck = b.material(b.one_of("wood", "wood", "stone"))
    rail = b.material(b.one_of("wood", "stone", "metal"))
    length, width, bow = b.among(1.2, 2.4), b.among(0.4, 0.8), b.among(-0.12, 0.35)
    count, high, solid = b.count(8, 14), b.among(0.15, 0.35), b.chance(0.4)
    at = np.linspace(-1, 1, count + 1)
    points = np.c_[at * length / 2, 0.3 + bow * (1 - at ** 2)]
    with finished(b, facets=False, snow=0.04):
        for number, (low, end) in enumerate(zip(points, points[1:])):
            (x, y), along = (low + end) / 2, end - low
            turn = rotation(2, np.arctan2(along[1], along[0]))
            b.box((x, y, 0), (np.linalg.norm(along) * (1.03 if solid else 0.88), 0.06, width),
                  deck, turn)
            if solid:
                span = np.sqrt(max(0.55 - (x / length * 2) ** 2, 0)) * (0.3 + max(bow, 0)) * 1.1
                b.box((x, (y + span) / 2, 0), (length / count * 1.02, max(y - span, 0.06),
                                               width * 0.98), rail)
            with b.mirrored(2):
                b.box((x, y + high, width / 2), (np.linalg.norm(along) * 1.03, 0.04, 0.04), rail,
                      turn)
                if number % 2 == 0 or solid:
                    b.box((x, y + high / 2, width / 2),
                          (length / count if solid and bow > 0.1 else 0.04, high, 0.04), rail)
        with b.mirrored(0, 2):
            b.beam((length / 2, 0, width / 2), (length / 2, 0.3 + high * 1.4, width / 2),
                   b.among(0.06, 0.14), rail)


def column(b):
    """A column, a pedestal, an obelisk; with an urn, a ball or a bust on top, or broken."""
    stone, other = b.material("stone"), b.material(b.one_of("stone", "metal"))
    radius, height, foot = b.among(0.12, 0.22), b.among(0.3, 1.8), b.among(0.06, 0.18)
    kind = b.one_of("round", "fluted", "square", "obelisk")
    with finished(b, facets=b.chance(0.15)):
        for level in range(b.count(1, 3)):
            size = radius * (3.4 - 0.4 * level)
            if b.chance(0.7):
                b.box((0, foot * (level + 0.5), 0), (size, foot, size), stone)
            else:
                b.bar((0, foot * level, 0), (0, foot * (level + 1), 0), size / 2, stone, sides=5)
        top = foot + height
        if kind == "obelisk":
            tapered_box(b, (0, 0, 0), (radius * 2, top, radius * 2), (0.6, 0.6), stone)
            tapered_box(b, (0, top, 0), (radius * 1.2, radius, radius * 1.2), (0, 0), other)
            return
        if kind == "square":
            b.box((0, top / 2, 0), (radius * 2, top, radius * 2), stone)
        else:
            b.turned((0, 0, 0), (0, top * 0.5, top), (radius, radius, radius * b.among(0.75, 1)),
                     stone)
            if kind == "fluted":
                with one_part(b), b.around(10):
                    b.bar((radius * 0.9, foot, 0), (radius * 0.75, top, 0), radius * 0.2, stone,
                          sides=2)
        if b.chance(0.15):
            with b.moved((0, top, 0)):
                blob(b, (0, 0, 0), radius * 1.9, stone, 0.3, cuts=8)
            return
        b.turned((0, top, 0), (0, foot * 0.7), (radius * 0.9, radius * 1.35), stone)
        b.box((0, top + foot, 0), (radius * 3, foot * 0.8, radius * 3), stone)
        top += foot * 1.4
        thing = b.one_of("", "", "ball", "urn", "bust")
        if thing == "ball":
            b.ball((0, top + radius, 0), radius * 2.2, other)
        elif thing == "urn":
            b.turned((0, top, 0), np.array([0, 0.3, 0.5, 1.2, 1.8, 2.2]) * radius,
                     radius * np.array([0.8, 0.3, 0.5, 1.2, 0.7, 0.9]), other, shell=0.1 * radius)
        elif thing == "bust":
            b.cushion((0, top + radius * 0.5, 0), radius * np.array([2.6, 1.6, 1.2]), other, 0.8)
            b.bar((0, top + radius, 0), (0, top + radius * 2, 0), radius * 0.4, other)
            b.ball((0, top + radius * 2.3, 0.05 * radius), radius * np.array([1.2, 1.6, 1.4]),
                   other)
            b.ball((0, top + radius * 2.2, radius * 0.75), radius * 0.35, other)


def street_lamp(b):
    metal, lit, height = b.material("metal"), b.colored(0.98, 0.93, 0.7), b.among(1.2, 2.2)
    radius, kind = b.among(0.02, 0.05), b.one_of("lantern", "arm", "globes")
    with finished(b, facets=b.chance(0.2)):
        b.turned((0, 0, 0), (0, 0.06, 0.1, 0.3), (radius * 3.5, radius * 3, radius * 1.8, radius),
                 metal)
        b.bar((0, 0.2, 0), (0, height, 0), radius, metal, radius * 0.8)
        if kind == "lantern":
            size = b.among(0.09, 0.16)
            sides = b.one_of(1, 2, 5)
            b.turned((0, height, 0), (0, size * 2), (size * 0.7, size), lit, sides=sides)
            b.turned((0, height + size * 2, 0), (0, size * 0.4, size),
                     (size * 1.2, size * 0.6, 0.01), metal, sides=sides)
            b.ball((0, height + size * 3, 0), size * 0.3, metal)
        else:
            out, arms = b.among(0.2, 0.5), b.one_of(1, 1, 2)
            rise = b.among(0.0, 0.2)
            with b.around(arms):
                limb(b, [(0, height - 0.05, 0), (out * 0.2, height + rise * 0.8, 0),
                         (out * 0.6, height + rise, 0),
                         (out, height + rise, 0)], radius * 0.7, metal)
                if kind == "arm":
                    b.cushion((out, height + rise, 0), (0.3, 0.07, 0.12), metal, 0.3)
                    b.box((out, height + rise - 0.03, 0), (0.22, 0.03, 0.09), lit)
                else:
                    b.ball((out, height + rise, 0), b.among(0.12, 0.22), lit)


def sign_post(b):
    """A traffic sign, a board, arrows on a post."""
    post = b.material(b.one_of("wood", "metal"))
    board = b.material(b.one_of("wood", "any", "plastic"))
    mark = b.paint(b.one_of(fronts.label, patterns.plain), b.paint_colors())
    height = b.among(0.8, 1.6)
    kind = b.one_of("disc", "triangle", "octagon", "board", "board", "arrows")
    size = b.among(0.3, 0.5)
    with finished(b, facets=False):
        if kind == "board":
            wide = b.among(0.5, 1.2)
            with b.mirrored(0):
                b.beam((wide * b.one_of(0.03, 0.4), 0, 0),
                       (wide * 0.4 if b.chance(0.6) else 0, height, 0), 0.06, post)
            b.box((0, height * 0.8, 0.04), (wide, size, 0.05), board)
            b.box((0, height * 0.8, 0.05), (wide * 0.9, size * 0.8, 0.05), mark)
            return
        b.bar((0, 0, 0), (0, height, 0), 0.03, post)
        if kind == "arrows":
            for level in range(b.count(1, 4)):
                with b.moved((0, height - 0.12 - 0.22 * level, 0),
                             rotation(1, b.among(-1, 1) + b.one_of(0, np.pi))):
                    b.slab([(-0.15, -0.08), (0.4, -0.08), (0.52, 0), (0.4, 0.08), (-0.15, 0.08)],
                           (0, 0, 0.04), 0.04, b.one_of(board, mark))
            return
        corners = {"disc": 20, "triangle": 3, "octagon": 8}[kind]
        start = np.pi / 2 if corners == 3 else np.pi / corners
        turns = 2 * np.pi * np.arange(corners) / corners + start
        outline = np.c_[np.cos(turns), np.sin(turns)] * size / 2
        b.slab(outline, (0, height, 0.04), 0.03, board)
        b.slab(outline * 0.82, (0, height, 0.05), 0.03, mark)
        if b.chance(0.3):
            b.box((0, height - size * 0.75, 0.04), (size, size * 0.3, 0.03), mark)


def bench(b):
    wood, frame = b.material("wood"), b.material(b.one_of("metal", "stone", "wood"))
    width, depth, height = b.among(0.9, 1.6), b.among(0.35, 0.5), b.among(0.35, 0.45)
    slats = b.count(1, 5)
    with finished(b, facets=False, snow=0.05):
        for z in np.linspace(-0.5, 0.5, slats + 1)[:-1] + 0.5 / slats:
            b.box((0, height, z * depth), (width, 0.05, depth / slats * 0.88), wood)
        with b.mirrored(0):
            b.box((width * 0.38, height / 2, 0),
                  (b.among(0.05, 0.12), height, depth * b.among(0.6, 0.95)), frame)
        if b.chance(0.7):
            tall, rows = b.among(0.3, 0.5), b.count(1, 4)
            with b.moved((0, height, -depth / 2), rotation(0, -b.among(0, 0.3))):
                for row in range(rows):
                    b.box((0, tall * (row + 0.7) / rows, 0), (width, tall / rows * 0.75, 0.04),
                          wood)
                with b.mirrored(0):
                    b.box((width * 0.38, tall / 2, -0.03), (0.05, tall * 1.05, 0.04), frame)
            if b.chance(0.5):
                with b.mirrored(0):
                    b.box((width * 0.47, height + 0.2, 0), (0.05, 0.04, depth), frame)
                    b.beam((width * 0.47, height, depth * 0.4),
                           (width * 0.47, height + 0.2, depth * 0.4), 0.04, frame)


def traffic_cone(b):
    """Cones, bollards, barrels of a road work."""
    orange, white = b.colored(*hued(b, 0.0, 0.09, 0.9, 0.95)), b.colored(0.95, 0.95, 0.95)
    height, radius, tip = b.among(0.5, 1.1), b.among(0.15, 0.3), b.one_of(0.15, 0.2, 0.9)
    bands, sides = b.one_of(1, 3, 3, 5), b.one_of(5, 6)
    with finished(b, facets=b.chance(0.2)):
        for number in range(bands):
            low, high = number / bands, (number + 1) / bands
            b.bar((0, low * height, 0), (0, high * height, 0), radius * (1 + (tip - 1) * low),
                  (orange, white)[number % 2], radius * (1 + (tip - 1) * high), sides=sides)
        foot = b.one_of(orange, b.colored(0.12, 0.12, 0.12))
        if b.chance(0.7):
            b.box((0, 0.03, 0), (radius * 2.7, 0.06, radius * 2.7), foot)
        else:
            b.bar((0, 0, 0), (0, 0.05, 0), radius * 1.4, foot, sides=6)


def rubbish_bin(b):
    """A dustbin, an open basket, a wheeled bin."""
    body = b.material(b.one_of("plastic", "metal", "leaf"))
    lid = b.material(b.one_of("plastic", "metal"))
    height, radius = b.among(0.5, 1.0), b.among(0.2, 0.35)
    kind = b.one_of("round", "open", "wheels", "post")
    lid = b.one_of(body, lid)
    with finished(b, facets=False):
        if kind == "wheels":
            wheel = b.colored(0.1, 0.1, 0.1)
            with b.moved((0, height + 0.06, 0), rotation(0, np.pi)):
                tapered_box(b, (0, 0, 0), (radius * 2, height, radius * 2.1), (0.8, 0.8), body)
            b.cushion((0, height + 0.08, 0), (radius * 2.15, 0.1, radius * 2.3), lid, 0.2)
            b.bar((-radius, height, -radius * 1.15), (radius, height, -radius * 1.15), 0.025, lid)
            with b.mirrored(0):
                b.disc((radius * 0.85, 0.09, -radius * 0.85), 0.09, 0.06, wheel)
                b.box((radius * 0.5, 0.04, radius * 0.6), (0.08, 0.08, 0.08), wheel)
            return
        lift = 0.25 if kind == "post" else 0
        b.turned((0, lift, 0), (0, height), (radius * b.among(0.75, 1), radius), body, shell=0.02)
        for level in np.linspace(0.15, 0.97, b.count(1, 4)):
            b.ring((0, lift + height * level, 0), radius * 0.96, 0.015, body)
        if kind == "round":
            b.turned((0, height, 0), (0, 0.04, b.among(0.07, 0.2)), (radius * 1.07, radius, 0.05),
                     lid)
            b.ring((0, height + 0.12, 0), 0.05, 0.015, lid, (1, 0, 0))
            with b.mirrored(0):
                b.ring((radius, height * 0.7, 0), 0.06, 0.012, lid, (1, 0, 0))
        elif kind == "post":
            b.bar((0, 0, -radius), (0, lift + height * 1.15, -radius), 0.03, lid)
            b.box((0, lift + height * 1.15, 0), (radius * 2, 0.03, radius * 2), lid)


KINDS = ((well, 0.5), (tent, 0.6), (stall, 0.5), (fence, 0.8), (arch, 0.4), (stairs, 0.5),
         (bridge, 0.5), (column, 0.6), (street_lamp, 0.5), (sign_post, 0.5), (bench, 0.6),
         (traffic_cone, 0.3), (rubbish_bin, 0.5))
