"""Houses, shops, churches, offices, factories, mills and barns."""

import numpy as np

from gambade_training import patterns
from gambade_training.things import fronts
from gambade_training.things.builder import rotation
from gambade_training.things.building_parts import (Openings, add_roof, awning, brickwork, plot,
                                                    roof_tiles, round_tower, wall_paint)
from gambade_training.things.paints import hued, leaves
from gambade_training.things.shapes import finished, one_part, tapered_box


def _body(b, openings, width, depth, height, storeys, wall, door=True):
    """Walls with windows on all four sides and a door in front."""
    b.box((0, height / 2, 0), (width, height, depth), wall)
    columns, deep = max(int(width / b.among(0.35, 0.6)), 1), max(int(depth / b.among(0.4, 0.7)), 1)
    if door and columns % 2 == 0:
        columns += 1
    with one_part(b):
        openings.rows(width, 0, height, depth / 2, columns, storeys, door)
        for turn, count, across, out in ((1, deep, depth, width), (2, columns, width, depth),
                                         (3, deep, depth, width)):
            with b.moved((0, 0, 0), rotation(1, turn * np.pi / 2)):
                openings.rows(across, 0, height, out / 2, count, storeys)


def house(b):
    openings, wall, roof = Openings(b), wall_paint(b), roof_tiles(b)
    width, depth, storeys = b.among(0.8, 1.7), b.among(0.7, 1.3), b.one_of(1, 1, 2, 2, 3)
    height = storeys * b.among(0.5, 0.7)
    kind = b.one_of("gable", "gable", "gable", "hip", "pyramid", "flat", "mansard")
    steep = min(width, depth) * b.among(0.3, 0.75)
    plot(b, width, depth)
    with finished(b, facets=False, snow=0.07):
        _body(b, openings, width, depth, height, storeys, wall)
        with b.moved((0, height, 0)):
            add_roof(b, width, depth, steep, roof, wall, kind)
        if b.chance(0.3):
            b.box((0, 0.05, 0), (width * 1.04, 0.1, depth * 1.04), b.material("stone"))
        if b.chance(0.55):
            x, z = width * b.among(-0.35, 0.35), depth * b.among(-0.25, 0.1)
            top, brick = height + steep * b.among(0.9, 1.2), brickwork(b)
            b.box((x, (height + top) / 2, z), (0.14, top - height, 0.14), brick)
            b.box((x, top, z), (0.18, 0.05, 0.18), b.one_of(brick, roof))
        if b.chance(0.35):
            out, high = b.among(0.2, 0.45), height / storeys * 0.85
            pillars = b.one_of(width * 0.9, 0.5)
            b.box((0, 0.03, depth / 2 + out / 2), (pillars + 0.1, 0.06, out + 0.08),
                  b.material("wood"))
            with b.mirrored(0):
                b.beam((pillars / 2, 0, depth / 2 + out), (pillars / 2, high, depth / 2 + out),
                       0.06, openings.frame)
            b.box((0, high, depth / 2 + out / 2), (pillars + 0.15, 0.05, out + 0.15), roof,
                  rotation(0, b.among(0, 0.25)))
        if b.chance(0.3):
            side, wide = b.one_of(-1, 1), width * b.among(0.4, 0.7)
            low = height * b.among(0.5, 0.85)
            with b.moved((side * (width + wide) / 2 * 0.95, 0, 0)):
                _body(b, openings, wide, depth * 0.7, low, 1, wall, False)
                with b.moved((0, low, 0)):
                    add_roof(b, wide, depth * 0.7, steep * 0.6, roof, wall, kind)
        if b.chance(0.25) and kind == "gable" and width > depth:
            with b.mirrored(0):
                with b.moved((width * 0.22, height, depth * 0.3)):
                    _body(b, openings, 0.25, 0.35, steep * 0.35, 1, wall, False)
                    with b.moved((0, steep * 0.35, 0)):
                        add_roof(b, 0.25, 0.35, 0.14, roof, wall, "gable")


def cottage(b):
    """A low house with timbers and a steep roof."""
    openings, wood, roof = Openings(b), b.material("wood"), roof_tiles(b)
    wall, width = b.one_of(wall_paint(b), b.material("wood")), b.among(0.8, 1.4)
    depth = b.among(0.7, 1.0)
    height, steep = b.among(0.4, 0.7), b.among(0.45, 0.95)
    with finished(b, snow=0.1):
        _body(b, openings, width, depth, height, 1, wall)
        with b.moved((0, height, 0)):
            add_roof(b, width, depth, steep, roof, wall, b.one_of("gable", "gable", "hip"))
        with one_part(b), b.mirrored(2):
            for x in np.linspace(-0.5, 0.5, b.count(2, 5)):
                b.beam((x * width, 0, depth / 2), (x * width, height, depth / 2), 0.07, wood)
            for y in (0.03, height - 0.03):
                b.box((0, y, depth / 2), (width + 0.06, 0.06, 0.06), wood)
        if b.chance(0.7):
            x = b.one_of(-1, 1) * width * 0.5
            tapered_box(b, (x, 0, 0), (0.25, height + steep * 1.1, 0.3),
                        (0.6, 0.6), b.material("stone"))


def barn(b):
    """A barn, a shed or a garage: one large gate."""
    openings, wall, roof = Openings(b), b.one_of(wall_paint(b), b.material("wood")), roof_tiles(b)
    width, depth, height = b.among(0.7, 1.2), b.among(0.8, 1.8), b.among(0.5, 0.9)
    gate = b.paint(b.one_of(fronts.drawers, fronts.panelled), b.tiles[b.material("any")][1])
    trim = openings.frame
    steep = width * b.among(0.25, 0.6)
    kind = b.one_of("barn", "barn", "gable", "gable", "flat", "shed")
    plot(b, width, depth)
    with finished(b, facets=False, snow=0.05):
        b.box((0, height / 2, 0), (width, height, depth), wall)
        with b.moved((0, height, 0)):
            add_roof(b, width, max(depth, width * 1.01), steep, roof, wall, kind)
        wide, high = width * b.among(0.4, 0.8), height * b.among(0.7, 0.95)
        b.box((0, high / 2, depth / 2), (wide, high, 0.05), gate)
        if b.chance(0.5):
            with one_part(b):
                for leaf in b.one_of((0,), (-0.5, 0.5)):
                    half = wide / (4 if leaf else 2)
                    for side in (-1, 1):
                        x = leaf * wide
                        b.beam((x - side * half, 0.03, depth / 2 + 0.03),
                               (x + side * half, high, depth / 2 + 0.03), 0.05, trim)
                        b.beam((x + side * half, 0, depth / 2 + 0.03),
                               (x + side * half, high, depth / 2 + 0.03), 0.05, trim)
                b.box((0, high, depth / 2 + 0.03), (wide + 0.05, 0.05, 0.05), trim)
        if kind in ("barn", "gable") and b.chance(0.6):
            openings.one(0, height + steep * 0.15, width * 0.18, steep * 0.35, depth / 2,
                         openings.pane)
        with b.mirrored(0):
            for z in np.linspace(-0.3, 0.3, b.one_of(1, 2, 3)):
                with b.moved((0, 0, z * depth), rotation(1, np.pi / 2)):
                    openings.one(0, height * 0.4, 0.18, 0.2, width / 2, openings.pane)
        if b.chance(0.25):
            with b.moved((width * 0.9, 0, 0)):
                round_tower(b, 0.25, height + steep * 1.2, b.material("metal"), roof, "dome")


def shop(b):
    """A shop with an awning and a sign; sometimes floors above."""
    openings, wall, roof = Openings(b), wall_paint(b), roof_tiles(b)
    width, depth, storeys = b.among(0.8, 1.4), b.among(0.7, 1.2), b.one_of(1, 1, 2, 3)
    low, sign = b.among(0.6, 0.8), b.paint(b.one_of(fronts.label, patterns.plain), b.paint_colors())
    upper = (storeys - 1) * 0.55
    plot(b, width, depth)
    with finished(b, facets=False):
        b.box((0, low / 2, 0), (width, low, depth), b.one_of(wall, b.material("any")))
        if upper:
            with b.moved((0, low, 0)):
                _body(b, openings, width, depth, upper, storeys - 1, wall, False)
        with b.moved((0, low + upper, 0)):
            add_roof(b, width, depth, b.among(0.2, 0.5), roof, wall,
                     b.one_of("flat", "flat", "gable", "hip"))
        side = b.one_of(-1, 1)
        b.box((side * width * 0.3, low * 0.38, depth / 2), (width * 0.25, low * 0.76, 0.05),
              openings.panels)
        b.box((-side * width * 0.15, low * 0.45, depth / 2), (width * 0.55, low * 0.5, 0.05),
              openings.pane)
        with b.mirrored(0):
            b.box((width / 2, low * 0.5, 0), (0.04, low * 0.4, depth * 0.5), openings.pane)
        b.box((0, low * 0.95, depth / 2 + 0.03), (width * b.among(0.5, 0.98), low * 0.16, 0.06),
              sign)
        if b.chance(0.75):
            awning(b, width, (0, low * 0.8, depth / 2), b.among(0.2, 0.4))
        if b.chance(0.3):
            with b.mirrored(0):
                b.ball((width * 0.45, 0.12, depth / 2 + 0.15), (0.14, 0.25, 0.14), leaves(b, 1)[0])


def church(b):
    wall, roof, openings = wall_paint(b), roof_tiles(b), Openings(b)
    width, depth, height = b.among(0.6, 0.9), b.among(1.0, 1.8), b.among(0.5, 0.9)
    size, tall, gold = width * b.among(0.35, 0.6), height * b.among(1.5, 2.6), b.material("metal")
    openings.arched, openings.shutters = True, False
    with finished(b, facets=False, snow=0.05):
        b.box((0, height / 2, 0), (width, height, depth), wall)
        with b.moved((0, height, 0)):
            add_roof(b, width, depth, width * b.among(0.5, 0.9), roof, wall, "gable")
        side = b.one_of(0, 0, 0, width / 2)
        with b.moved((side, 0, depth / 2)):
            top = b.among(0.5, 2.0) * size * 1.5
            if b.chance(0.25):
                round_tower(b, size / 2, tall, wall, roof, b.one_of("cone", "dome"))
            else:
                b.box((0, tall / 2, 0), (size, tall, size), wall)
                tapered_box(b, (0, tall, 0), (size * 1.1, top, size * 1.1), (0, 0), roof)
            with b.around(4):
                openings.one(0, tall * 0.75, size * 0.3, size * 0.4, size / 2, openings.pane)
            if b.chance(0.7):
                top += tall
                b.box((0, top + 0.1, 0), (0.03, 0.26, 0.03), gold)
                b.box((0, top + 0.13, 0), (0.14, 0.03, 0.03), gold)
        openings.one(0, 0, 0.2, 0.3, depth / 2 + (0 if side else size / 2), openings.panels)
        count = b.count(2, 4)
        with b.mirrored(0), b.moved((0, 0, 0), rotation(1, np.pi / 2)), one_part(b):
            openings.rows(depth * 0.8, 0.1, height * 0.95, width / 2, count, 1)
        if b.chance(0.5):
            b.bar((0, 0, -depth / 2), (0, height * 0.8, -depth / 2), width * 0.35, wall)
            b.bar((0, height * 0.8, -depth / 2), (0, height * 1.2, -depth / 2), width * 0.38, roof,
                  0)


def office(b):
    """Office blocks, flats and skyscrapers."""
    glass = [hued(b, 0.5, 0.65, b.among(0, 0.5), value)
             for value in b.random.uniform(0.15, 0.95, 3)]
    wall, front = wall_paint(b), b.paint(fronts.windows, [glass[0] * 0.6, glass[1], glass[2]])
    openings, width, depth = Openings(b), b.among(0.5, 1.0), b.among(0.5, 0.9)
    height, painted = b.among(0.9, 2.6), b.chance(0.5)
    plot(b, width, depth)
    with finished(b, facets=False):
        at, size = 0.0, np.array([width, depth])
        if b.chance(0.2):
            b.bar((0, 0, 0), (0, height, 0), width / 2, front, sides=b.one_of(2, 6))
            at = height
        while at < height:
            part = height if b.chance(0.5) else height * b.among(0.3, 0.6)
            if painted:
                b.box((0, at + part / 2, 0), (size[0], part, size[1]), front)
                for level in (at, at + part):
                    b.box((0, level, 0), (size[0] * 1.02, 0.06, size[1] * 1.02), wall)
            else:
                with b.moved((0, at, 0)):
                    storeys = max(int(part / 0.32), 1)
                    _body(b, openings, *size, part, min(storeys, 5), wall, at == 0)
                    b.box((0, part, 0), (size[0] * 1.04, 0.06, size[1] * 1.04), wall)
            at, size = at + part, size * b.one_of(0.6, 0.75, 0.9)
        for _ in range(b.count(0, 3)):
            x, z = b.random.uniform(-0.2, 0.2, 2) * size
            b.box((x, at + 0.05, z), b.random.uniform(0.08, 0.2, 3), b.material("metal"))
        if b.chance(0.3):
            b.bar((0, at, 0), (0, at + b.among(0.2, 0.6), 0), 0.02, b.material("metal"), 0.005)
        b.box((0, 0.12, depth / 2), (width * 0.3, 0.24, 0.06), openings.panels)


def factory(b):
    openings, wall, roof = Openings(b), wall_paint(b), roof_tiles(b)
    width, depth, height = b.among(1.0, 1.8), b.among(0.7, 1.2), b.among(0.4, 0.7)
    metal, kind = b.material("metal"), b.one_of("saw", "saw", "gable", "flat")
    with finished(b, facets=False):
        _body(b, openings, width, depth, height, 1, wall)
        count = b.count(2, 5) if kind == "saw" else 1
        for number in range(count):
            with b.moved((((number + 0.5) / count - 0.5) * width, height, 0)):
                if kind == "saw":
                    add_roof(b, width / count, depth, width / count * 0.6, roof, wall, "shed")
                else:
                    add_roof(b, width, depth, 0.25, roof, wall, kind)
        for number in range(b.count(1, 3)):
            radius, x = b.among(0.06, 0.11), (0.4 - 0.25 * number) * width
            tall, band = height + b.among(0.5, 1.2), b.material("any")
            b.bar((x, 0, -depth * 0.55), (x, tall, -depth * 0.55), radius * 1.4, wall, radius)
            b.bar((x, tall * 0.88, -depth * 0.55), (x, tall * 0.94, -depth * 0.55), radius * 1.2,
                  band)
        if b.chance(0.5):
            radius, x = b.among(0.14, 0.25), -width / 2 - 0.3
            b.bar((x, 0, 0), (x, height, 0), radius, metal, sides=5)
            b.ball((x, height, 0), (2 * radius, radius, 2 * radius), metal)
            b.wire([(x, height * 0.7, 0), (-width / 2, height * 0.7, 0)], 0.03, metal)


def mill(b):
    """A windmill with four sails, or a house with a water wheel."""
    wall, roof, wood, openings = wall_paint(b), roof_tiles(b), b.material("wood"), Openings(b)
    radius, height = b.among(0.35, 0.5), b.among(1.0, 1.5)
    with finished(b):
        if b.chance(0.3):
            wheel = b.among(0.35, 0.55)
            _body(b, openings, 0.9, 0.8, 0.7, 1, wall)
            with b.moved((0, 0.7, 0)):
                add_roof(b, 0.9, 0.8, b.among(0.35, 0.6), roof, wall, "gable")
            with b.moved((0.6, wheel * 0.9, 0), rotation(1, np.pi / 2)):
                with b.mirrored(2), b.moved((0, 0, 0.1)):
                    b.ring((0, 0, 0), wheel, 0.03, wood, (0, 0, 1))
                count = b.count(6, 10)
                with one_part(b), b.around(count, 2):
                    b.box((0, wheel, 0), (0.03, 0.16, 0.24), wood)
                    b.box((0, wheel / 2, 0), (0.04, wheel, 0.04), wood)
                b.bar((0, 0, -0.2), (0, 0, 0.15), 0.05, wood)
            return
        sides = b.one_of(2, 2, 5)
        b.turned((0, 0, 0), (0, height), (radius, radius * b.among(0.5, 0.8)), wall, sides=sides)
        if b.chance(0.4):
            b.bar((0, height * 0.4, 0), (0, height * 0.43, 0), radius * 1.4, wood)
        b.turned((0, height, 0), (0, 0.08, b.among(0.3, 0.5)),
                 (radius * 0.85, radius * 0.75, 0.03), roof, sides=sides)
        openings.one(0, 0, 0.2, 0.35, radius, openings.panels)
        openings.one(0, height * 0.55, 0.13, 0.15, radius * 0.85, openings.pane)
        length, turn = height * b.among(0.5, 0.75), b.among(0, 1.5)
        cloth, wide = b.one_of(wood, b.material("cloth")), b.among(0.1, 0.2)
        out = radius * 0.9 + 0.1
        b.bar((0, height, 0), (0, height, out + 0.05), 0.06, wood)
        sails = b.one_of(4, 4, 4, 3, 6)
        with b.moved((0, height, out), rotation(2, turn)), one_part(b), b.around(sails, 2):
            b.box((0, length / 2, 0), (0.05, length, 0.04), wood)
            b.box((wide / 2, length * 0.6, 0), (wide, length * 0.75, 0.02), cloth)
            for rung in np.linspace(0.25, 0.95, 5):
                b.box((wide / 2, length * rung, 0.01), (wide, 0.02, 0.03), wood)


KINDS = ((house, 2.0), (cottage, 0.9), (barn, 1.0), (shop, 0.8), (church, 0.6), (office, 0.9),
         (factory, 0.5), (mill, 0.5))
