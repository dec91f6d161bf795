"""Tables, seats, beds, cupboards, shelves and lamps."""

import numpy as np

from gambade_training.things import fronts
from gambade_training.things.builder import rotation


def _legs(b, tile, width, depth, height, thickness, splay=0.0):
    """Four legs, below the corners of a top of this width and depth."""
    x, z = width / 2 - thickness, depth / 2 - thickness
    shape = b.one_of("square", "round", "tapered")
    with b.mirrored(0, 2):
        foot, top = (x + splay, 0, z + splay), (x, height, z)
        if shape == "square":
            b.beam(foot, top, thickness, tile)
        else:
            b.bar(foot, top, thickness / (4 if shape == "tapered" else 2), tile,
                  top_radius=thickness / 2)


def table(b):
    top, legs = b.material(b.one_of("wood", "wood", "glass", "stone",
                                    "plastic")), b.material("wood")
    if b.chance(0.3):
        legs = b.material("metal")
    if b.chance(0.3):
        legs = top
    height, width = b.among(0.3, 1.0), b.among(0.5, 1.8)
    depth, board = width * b.among(0.35, 1.0), b.among(0.02, 0.1)
    is_round = b.chance(0.3)
    if is_round:
        depth = width
        b.bar((0, height - board, 0), (0, height, 0), width / 2, top, sides=7)
        width = depth = width * 0.72
    else:
        b.box((0, height - board / 2, 0), (width, board, depth), top)
    foot = b.one_of("legs", "legs", "legs", "column", "sides", "cross")
    under = height - board
    if foot == "legs":
        _legs(b, legs, width, depth, under, b.among(0.03, 0.12), b.one_of(0, 0, 0.06))
        if b.chance(0.4):
            rail = b.among(0.05, 0.15)
            b.box((0, under - rail / 2, 0), (width * 0.9, rail, depth * 0.9), legs)
        if b.chance(0.25):
            b.box((0, height * b.among(0.15, 0.5), 0), (width * 0.9, 0.03, depth * 0.9), top)
    elif foot == "column":
        b.bar((0, 0, 0), (0, under, 0), b.among(0.03, 0.12), legs)
        base = b.among(0.3, 0.6) * width
        if b.chance(0.5):
            b.bar((0, 0, 0), (0, b.among(0.02, 0.1), 0), base / 2, legs,
                  top_radius=b.among(0.3, 1) * base / 2)
        else:
            with b.around(b.one_of(3, 4, 5)):
                b.beam((0, 0.03, 0), (base * 0.6, 0.03, 0), 0.05, legs)
    elif foot == "sides":
        with b.mirrored(0):
            b.box((width * 0.42, under / 2, 0), (b.among(0.03, 0.1), under, depth * 0.85), legs)
        if b.chance(0.6):
            b.box((0, under * 0.5, -depth * b.one_of(0, 0.4)),
                  (width * 0.84, under * b.among(0.2, 0.9), 0.03), legs)
    else:
        with b.mirrored(0):
            b.beam((width * 0.4, 0, depth * 0.4), (width * 0.4, under, -depth * 0.4), 0.07, legs)
            b.beam((width * 0.4, 0, -depth * 0.4), (width * 0.4, under, depth * 0.4), 0.07, legs)
        b.beam((-width * 0.4, under / 2, 0), (width * 0.4, under / 2, 0), 0.06, legs)


def desk(b):
    wood, front = b.material("wood"), b.paint(fronts.drawers, b.paint_colors())
    height, width, depth = b.among(0.65, 0.85), b.among(1.0, 1.8), b.among(0.5, 0.8)
    b.box((0, height, 0), (width, 0.05, depth), wood)
    block = width * b.among(0.2, 0.35)
    with b.moved((width / 2 - block / 2, 0, 0)):
        _cabinet(b, block, height, depth * 0.92, wood, front)
    if b.chance(0.5):
        with b.moved((-width / 2 + block / 2, 0, 0)):
            _cabinet(b, block, height, depth * 0.92, wood, front)
    else:
        b.box((-width / 2 + 0.03, height / 2, 0), (0.05, height, depth * 0.9), wood)
    if b.chance(0.5):
        b.box((0, height * 0.65, -depth * 0.4), (width * 0.95, height * 0.6, 0.03), wood)


def _cabinet(b, width, height, depth, sides, front):
    """A closed body whose front is drawn on."""
    b.box((0, height / 2, 0), (width, height, depth), sides)
    b.box((0, height / 2, depth / 2), (width * 0.97, height * 0.97, 0.02), front)


def cupboard(b):
    body = b.material(b.one_of("wood", "wood", "plastic", "metal"))
    colors = b.tiles[body][1] if b.chance(0.6) else b.paint_colors()
    front = b.paint(fronts.drawers, colors)
    width, height, depth = b.among(0.4, 1.6), b.among(0.5, 2.0), b.among(0.3, 0.6)
    lift = b.one_of(0, 0.05, b.among(0.1, 0.3))
    with b.moved((0, lift, 0)):
        _cabinet(b, width, height, depth, body, front)
    if lift > 0.06:
        _legs(b, body, width, depth, lift + 0.02, 0.06)
    elif lift:
        b.box((0, lift / 2, 0), (width * 0.95, lift, depth * 0.9), b.material("any"))
    if b.chance(0.4):
        b.box((0, lift + height, 0), (width * 1.06, 0.05, depth * 1.1), body)
    if b.chance(0.25):
        upper, shallow = height * b.among(0.5, 1.0), depth * 0.6
        with b.moved((0, lift + height, -depth / 2 + shallow / 2)):
            _cabinet(b, width, upper, shallow, body, front)
    if b.chance(0.3):
        knob = b.material("metal")
        with b.mirrored(0):
            b.ball((width * 0.06, lift + height * 0.55, depth / 2 + 0.02), 0.05, knob)


def shelf(b):
    board = b.material(b.one_of("wood", "wood", "metal", "plastic"))
    width, height, depth = b.among(0.5, 1.5), b.among(0.6, 2.0), b.among(0.22, 0.45)
    rows, columns, thick = b.count(2, 6), b.count(1, 3), b.among(0.02, 0.05)
    for level in np.linspace(thick / 2, height - thick / 2, rows):
        b.box((0, level, 0), (width, thick, depth), board)
    for side in np.linspace(-width / 2, width / 2, columns + 1):
        b.box((side, height / 2, 0), (thick, height, depth), board)
    if b.chance(0.6):
        b.box((0, height / 2, -depth / 2), (width, height, 0.02),
              b.one_of(board, b.material("wood")))
    if b.chance(0.6):
        spines = [b.material("any") for _ in range(4)]
        gap = height / (rows - 1)
        for level in np.linspace(thick, height - thick, rows)[:-1]:
            at = -width / 2 + 0.05
            while at < width / 2 - 0.1 and b.chance(0.96):
                book = b.among(0.03, 0.08)
                tall = gap * b.among(0.5, 0.85)
                b.box((at, level + tall / 2, 0), (book * 0.95, tall, depth * b.among(0.5, 0.9)),
                      b.one_of(*spines))
                at += book


def chair(b):
    frame = b.material(b.one_of("wood", "wood", "metal", "plastic"))
    seat = b.one_of(frame, b.material("cloth"))
    width, height, depth = b.among(0.38, 0.6), b.among(0.35, 0.55), b.among(0.38, 0.6)
    back, thick = b.among(0.3, 0.75), b.among(0.03, 0.09)
    if b.chance(0.5):
        b.box((0, height, 0), (width, thick, depth), seat)
    else:
        b.cushion((0, height, 0), (width, thick * 1.6, depth), seat, 0.3)
    foot = b.one_of("legs", "legs", "legs", "star", "frame")
    if foot == "legs":
        _legs(b, frame, width, depth, height, b.among(0.025, 0.07), b.one_of(0, 0, 0.04))
        if b.chance(0.4):
            with b.mirrored(0):
                b.beam((width * 0.42, height * 0.3, -depth * 0.42),
                       (width * 0.42, height * 0.3, depth * 0.42), 0.025, frame)
    elif foot == "star":
        metal = b.material("metal")
        b.bar((0, 0.08, 0), (0, height, 0), 0.035, metal)
        with b.around(5):
            b.beam((0, 0.08, 0), (width * 0.6, 0.05, 0), 0.05, metal)
            b.ball((width * 0.6, 0.03, 0), 0.06, metal)
    else:
        with b.mirrored(0):
            x, z = width * 0.47, depth * 0.46
            b.wire([(x, height, -z), (x, height, z), (x, 0.02, z), (x, 0.02, -z)], 0.02, frame)
    tilt = rotation(0, -b.among(0.0, 0.25))
    with b.moved((0, height, -depth / 2 + 0.02), tilt):
        kind = b.one_of("plate", "slats", "bars", "cushion")
        if kind == "plate":
            b.box((0, back / 2, 0), (width, back, thick * 0.6), seat)
        elif kind == "cushion":
            b.cushion((0, back / 2, 0), (width, back, thick * 1.6), seat, 0.3)
        else:
            with b.mirrored(0):
                b.beam((width * 0.46, 0, 0), (width * 0.46, back, 0), 0.04, frame)
            if kind == "slats":
                for level in np.linspace(0.3 * back, back * 0.95, b.count(2, 5)):
                    b.box((0, level, 0), (width * 0.92, back * 0.12, 0.02), frame)
            else:
                b.box((0, back, 0), (width, 0.06, 0.04), frame)
                for x in np.linspace(-0.35, 0.35, b.count(3, 7)):
                    b.bar((x * width, 0, 0), (x * width, back, 0), 0.012, frame)
    if b.chance(0.3):
        arm = b.among(0.18, 0.28)
        with b.mirrored(0):
            b.box((width / 2, height + arm, 0), (0.05, 0.035, depth * 0.9), frame)
            b.beam((width / 2, height, depth * 0.35), (width / 2, height + arm, depth * 0.35),
                   0.035, frame)


def stool(b):
    seat = b.material(b.one_of("cloth", "wood", "plastic"))
    frame = b.material(b.one_of("wood", "metal"))
    radius, height = b.among(0.15, 0.3), b.among(0.25, 0.8)
    b.bar((0, height - b.among(0.03, 0.1), 0), (0, height, 0), radius, seat, sides=6)
    if b.chance(0.3):
        b.bar((0, 0, 0), (0, height, 0), 0.03, frame)
        b.bar((0, 0, 0), (0, 0.03, 0), radius * 0.9, frame)
    else:
        with b.around(b.one_of(3, 4, 4)):
            b.bar((radius * b.among(0.8, 1.3), 0, 0), (radius * 0.7, height, 0), 0.022, frame)
        if b.chance(0.6):
            b.ring((0, height * 0.35, 0), radius * 0.85, 0.012, frame)


def sofa(b):
    """From an armchair to a corner sofa."""
    cloth = b.material("cloth")
    seats = b.one_of(1, 1, 2, 3)
    one, depth = b.among(0.5, 0.75), b.among(0.65, 0.95)
    width, seat, back = seats * one, b.among(0.35, 0.45), b.among(0.3, 0.55)
    arm, rise, roundness = b.among(0.1, 0.25), b.among(0.1, 0.3), b.among(0.1, 0.4)

    def padded(centre, size, tile):
        b.cushion(centre, size, tile, roundness)

    base = b.one_of(0.0, 0.06, 0.14)
    b.box((0, base + (seat - base) * 0.35, 0), (width, (seat - base) * 0.7, depth), cloth)
    pillow = b.one_of(cloth, cloth, b.material("cloth"))
    for number in range(seats):
        x = (number + 0.5) * one - width / 2
        padded((x, seat * 0.88, depth * 0.06), (one * 0.98, seat * 0.4, depth * 0.85), pillow)
        padded((x, seat + back / 2, -depth * 0.32), (one * 0.97, back, depth * 0.25), pillow)
    padded((0, (seat + back) / 2, -depth * 0.45), (width + arm, seat + back * 0.9, depth * 0.2),
           cloth)
    if b.chance(0.85):
        with b.mirrored(0):
            padded((width / 2 + arm / 2, (seat + rise) / 2 + base / 2, 0),
                   (arm, seat + rise - base, depth), cloth)
    if seats > 1 and b.chance(0.35):
        side = b.one_of(-1, 1)
        longer = b.among(0.5, 1.0)
        padded((side * (width - one) / 2, seat * 0.55, depth / 2 + longer / 2),
               (one, seat, longer + 0.1), cloth)
    if base:
        feet = b.material(b.one_of("wood", "metal"))
        with b.mirrored(0, 2):
            b.bar((width * 0.45, 0, depth * 0.42), (width * 0.45, base + 0.05, depth * 0.42), 0.03,
                  feet)


def bed(b):
    frame, sheet = b.material(b.one_of("wood", "wood", "metal", "cloth")), b.material("cloth")
    width, length = b.among(0.8, 1.9), b.among(1.8, 2.2)
    height, mattress = b.among(0.2, 0.5), b.among(0.12, 0.3)
    b.box((0, height / 2 + 0.05, 0), (width, height * 0.5, length), frame)
    b.cushion((0, height + mattress / 2, 0), (width * 0.97, mattress, length * 0.97), sheet, 0.2)
    head, foot = b.among(0.3, 0.9), b.one_of(0.0, b.among(0.05, 0.4))
    b.box((0, (height + head) / 2, -length / 2), (width * 1.03, height + head, 0.06), frame)
    if foot:
        b.box((0, (height + foot) / 2, length / 2), (width * 1.03, height + foot, 0.06), frame)
    _legs(b, frame, width, length, height, 0.08)
    pillow = b.material("cloth")
    if width > 1.2:
        with b.mirrored(0):
            b.cushion((width / 4, height + mattress, -length * 0.38), (width * 0.4, 0.14, 0.4),
                      pillow, 0.6)
    else:
        b.cushion((0, height + mattress, -length * 0.38), (width * 0.7, 0.14, 0.4), pillow, 0.6)
    if b.chance(0.7):
        b.cushion((0, height + mattress * 0.75, length * 0.15),
                  (width * 1.04, mattress * 0.9, length * 0.68),
                  b.material("cloth"), 0.25)
    if b.chance(0.15):
        with b.mirrored(0, 2):
            b.beam((width / 2, 0, length / 2), (width / 2, 2.0, length / 2), 0.07, frame)
        b.box((0, 2.0, 0), (width * 1.05, 0.05, length * 1.03), b.one_of(frame, sheet))


def lamp(b):
    """On a table, on the floor, or with an arm."""
    stand, shade = b.material(b.one_of("metal", "wood", "any")), b.material("any")
    height, foot = b.among(0.3, 1.6), b.among(0.1, 0.2)
    wide, narrow, tall = b.among(0.12, 0.3), b.among(0.05, 0.15), b.among(0.12, 0.35)
    b.bar((0, 0, 0), (0, b.among(0.02, 0.06), 0), foot, stand, top_radius=foot * b.among(0.3, 1))
    if b.chance(0.25):
        knee, end = (0, height * 0.6, -0.1), (0, height, b.among(0.1, 0.4))
        b.bar((0, 0, 0), knee, 0.015, stand)
        b.bar(knee, end, 0.015, stand)
        with b.moved(end, rotation(0, b.among(0.3, 1.0))):
            b.turned((0, -tall / 2, 0), (0, tall / 2), (wide * 0.8, narrow), shade)
        return
    if height < 0.7 and b.chance(0.5):
        knots = b.count(4, 6)
        b.turned((0, 0, 0), np.linspace(0, height, knots), b.random.uniform(0.03, foot, knots),
                 stand)
    else:
        b.bar((0, 0, 0), (0, height, 0), b.among(0.01, 0.03), stand)
    if b.chance(0.75):
        b.turned((0, height - tall * 0.3, 0), (0, tall), (wide, narrow if b.chance(0.7) else wide),
                 shade)
    else:
        b.ball((0, height + wide * 0.7, 0), 2 * wide, shade)


KINDS = ((table, 1.5), (desk, 0.7), (cupboard, 1.5), (shelf, 0.8), (chair, 1.6), (stool, 0.5),
         (sofa, 1.5),
         (bed, 0.9), (lamp, 1.0))
