"""Bread, meals, meat, cheese and sweets: each about 1 wide, as they lie on a plate."""

import numpy as np

from gambade_training.things import fronts
from gambade_training.things.builder import rotation
from gambade_training.things.paints import (BROWN, CREAM, CRUST, DARK, GREEN, MEAT, ORANGE, PINK,
                                            PURPLE, RED, WHITE, YELLOW, tint)
from gambade_training.things.shapes import dome, sprinkles


def _sweet(b):
    """Paint of icing, ice cream or jelly."""
    return tint(b, PINK, BROWN, CREAM, WHITE, PURPLE, YELLOW, RED, (0.5, 0.8, 0.85),
                (0.6, 0.85, 0.6))


def _sector(b, radius, angle, low, high, tile, start=0.0):
    """A round layer of that angle from `start`; a full turn is a cylinder."""
    if angle > 6.2:
        b.bar((0, low, 0), (0, high, 0), radius, tile, sides=5)
        return
    turn = np.linspace(start, start + angle, max(int(angle * 5), 4))
    outline = np.vstack([[0, 0], radius * np.c_[np.cos(turn), np.sin(turn)]])
    b.slab(outline, (0, (low + high) / 2, 0), high - low, tile, axis=1)


def burger(b):
    bun, seed = tint(b, CRUST), tint(b, CREAM)
    fills = {"meat": tint(b, MEAT), "cheese": tint(b, YELLOW), "salad": tint(b, GREEN),
             "tomato": tint(b, RED), "onion": tint(b, WHITE)}
    y = b.among(0.1, 0.2)
    b.turned((0, 0, 0), (0, y * 0.4, y), (0.42, 0.48, 0.47), bun)
    for _ in range(b.count(2, 5)):
        name = b.one_of("meat", *fills)
        thick = b.among(0.1, 0.18) if name == "meat" else b.among(0.02, 0.06)
        if name == "cheese":
            b.box((0, y + thick / 2, 0), (0.78, thick, 0.78), fills[name],
                  rotation(1, b.among(0, 1)))
        elif name == "salad":
            turn = np.linspace(0, 2 * np.pi, 25)[:-1]
            wavy = 0.5 + 0.05 * np.sin(turn * b.count(5, 9))
            b.slab(wavy[:, None] * np.c_[np.cos(turn), np.sin(turn)], (0, y + thick / 2, 0), thick,
                   fills[name], axis=1)
        else:
            b.cushion((0, y + thick / 2, 0), (0.98, thick, 0.98), fills[name], b.one_of(0.5, 1.0))
        y += thick * 0.9
    high = b.among(0.2, 0.45)
    dome(b, 0.5, y, y + high, bun)
    if b.chance(0.6):
        sprinkles(b, 0.33, y + high, [seed], 0.045, b.count(10, 25), high * 0.28)
    if b.chance(0.15):
        b.bar((0, y, 0), (0, y + high + 0.3, 0), 0.015, tint(b, CREAM))
        b.ball((0, y + high + 0.1, 0), 0.14, tint(b, GREEN))


def doughnut(b):
    dough, icing = tint(b, CRUST), _sweet(b)
    thick, is_up = b.among(0.11, 0.18), b.chance(0.25)
    with b.moved((0, 0.5 if is_up else thick, 0), rotation(0, np.pi / 2) if is_up else None):
        b.ring((0, 0, 0), 0.5 - thick, thick, dough)
        if b.chance(0.85):
            b.ring((0, thick * 0.17, 0), 0.5 - thick, thick * 0.94, icing)
            if b.chance(0.7):
                bits = [_sweet(b) for _ in range(3)]
                for number in range(b.count(15, 35)):
                    angle, out = 2.4 * number, b.among(-0.6, 0.6) * thick
                    r = 0.5 - thick + out
                    lift = np.sqrt((0.94 * thick) ** 2 - out ** 2) + 0.17 * thick
                    b.box((r * np.cos(angle), lift, r * np.sin(angle)), (0.07, 0.025, 0.025),
                          b.one_of(*bits), rotation(1, b.among(0, 3)))


def _cake(b, radius, angle):
    """A layered cake or a slice of it; returns its height."""
    sponge, cream = tint(b, CRUST, CREAM, BROWN, RED), _sweet(b)
    layers, y = b.count(1, 3), 0.0
    for _ in range(layers):
        thick = b.among(0.1, 0.2)
        _sector(b, radius, angle, y, y + thick, sponge)
        y += thick
        _sector(b, radius * 1.01, angle, y, y + 0.05, cream)
        y += 0.045
    if b.chance(0.4):  # icing around the outside
        _sector(b, radius * 1.04, angle, y, y + 0.05, cream)
        if angle > 6.2:
            b.bar((0, 0, 0), (0, y, 0), radius * 1.03, cream, sides=6)
    return y + 0.03


def cake(b):
    """Whole or with a piece missing; some in tiers, with candles or berries."""
    gap = b.one_of(0, 0, b.among(0.4, 1.2))
    y = _cake(b, 0.5, 2 * np.pi - gap)
    top = 0.5
    while not gap and b.chance(0.35) and top > 0.25:
        top *= 0.68
        with b.moved((0, y, 0)):
            y += _cake(b, top, 2 * np.pi)
    kind, trim = b.one_of("plain", "berries", "candles", "blobs"), _sweet(b)
    number = b.count(5, 10)
    turns = np.linspace(0, 2 * np.pi - gap, number + 2)[1:-1]
    for turn in turns if kind != "plain" else ():
        x, z = top * 0.8 * np.cos(turn), -top * 0.8 * np.sin(turn)
        if kind == "candles":
            b.bar((x, y, z), (x, y + 0.2, z), 0.02, trim)
            b.bar((x, y + 0.2, z), (x, y + 0.27, z), 0.02, b.colored(1, 0.75, 0.2), 0.002)
        elif kind == "berries":
            b.ball((x, y + 0.04, z), 0.11, trim)
        else:
            b.bar((x, y - 0.02, z), (x, y + 0.1, z), 0.07, trim, top_radius=0.005)
    if b.chance(0.3):
        b.disc((0, -0.02, 0), 0.62, 0.04, b.material("any"), (0, 1, 0), sides=6)


def cake_slice(b):
    with b.moved((-0.5, 0, 0)):
        y = _cake(b, 1.0, b.among(0.4, 0.9))
        if b.chance(0.6):
            b.ball((0.75, y + 0.05, -0.2), 0.16, tint(b, RED, PURPLE))
            b.bar((0.75, y + 0.08, -0.2), (0.75, y + 0.2, -0.2), 0.01, tint(b, GREEN))


def cupcake(b):
    """Cupcakes and muffins."""
    case, icing = b.material("cloth"), _sweet(b)
    high = b.among(0.3, 0.5)
    b.turned((0, 0, 0), (0, high), (0.3, 0.42), case)
    if b.chance(0.5):
        with b.around(14):
            b.bar((0.3, 0, 0), (0.42, high, 0), 0.03, case)
    y = high
    if b.chance(0.3):
        dome(b, 0.5, high, high + b.among(0.2, 0.4), tint(b, CRUST, BROWN))
        y = high + 0.2
    else:
        for level in range(b.count(2, 4)):
            wide = 0.44 - 0.12 * level
            b.ring((0, y + 0.06, 0), wide - 0.1, 0.11, icing)
            b.disc((0, y + 0.06, 0), wide - 0.1, 0.16, icing, (0, 1, 0))
            y += 0.15
        b.bar((0, y - 0.1, 0), (0, y + 0.08, 0), 0.13, icing, top_radius=0.02)
    if b.chance(0.5):
        b.ball((0, y + 0.1, 0), b.among(0.1, 0.2), tint(b, RED, PINK))


def bread(b):
    """Loaves, baguettes, rolls, croissants, pretzels, toast."""
    crust, crumb = tint(b, CRUST, CRUST, BROWN), tint(b, CREAM)
    kind = b.one_of("loaf", "tin", "baguette", "slice", "croissant", "pretzel")
    if kind in ("loaf", "baguette"):
        wide, tall = b.among(0.5, 1), b.among(0.4, 0.6)
        if kind == "baguette":
            wide, tall = wide * 0.3, 0.2
        b.cushion((0, tall / 2, 0), (1.1, tall, wide), crust, b.among(0.6, 1))
        for x in np.linspace(-0.3, 0.3, b.one_of(0, 3, 4, 5)):
            y = tall * (0.5 + 0.46 * np.sqrt(1 - (x / 0.55) ** 2))
            b.ball((x, y, 0), (0.07, tall * 0.15, wide * 0.6), crumb, rotation(1, 0.5))
    elif kind in ("tin", "slice"):
        wide, tall = b.among(0.45, 0.6), b.among(0.3, 0.5)
        turn = np.linspace(0, np.pi, 9)
        outline = np.vstack([[-wide / 2, 0], [wide / 2, 0],
                             np.c_[wide * 0.55 * np.cos(turn), tall + 0.15 * np.sin(turn)]])
        long = 0.12 if kind == "slice" else b.among(0.6, 1.2)
        b.slab(outline, (0, 0, 0), long, crust)
        b.slab(outline * 0.9 + (0, tall * 0.05), (0, 0, 0), long + 0.01, crumb)
        if kind == "tin" and b.chance(0.5):
            for number in range(1, b.count(2, 4)):
                b.slab(outline, (0, 0, long / 2 + 0.17 * number), 0.1, crust)
                b.slab(outline * 0.9 + (0, tall * 0.05), (0, 0, long / 2 + 0.17 * number), 0.11,
                       crumb)
    elif kind == "croissant":
        turn = np.linspace(-1.3, 1.3, 8)
        for at, end in zip(turn, turn[1:]):
            wide = 0.08 + 0.16 * np.cos((at + end) / 2)
            with b.moved((0, 0.2, 0), rotation(1, (at + end) / 2)):
                b.cushion((0, 0, 0.45), (0.24, wide * 1.8, wide * 2), crust, 0.7)
    else:
        turn = np.linspace(0.35, 2 * np.pi - 0.35, 16) + np.pi / 2
        loop = np.c_[0.55 * np.cos(turn), 0.08 + 0 * turn, -0.42 * np.sin(turn)]
        with b.mirrored(0):
            b.wire([loop[0], (0.05, 0.14, -0.05), (-0.2, 0.14, 0.15), (-0.33, 0.14, 0.3)], 0.075,
                   crust)
        b.wire(loop, 0.08, crust)


def sandwich(b):
    """Cut across or not, and filled rolls."""
    half = b.chance(0.6)
    outline = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5)] + ([] if half else [(-0.5, 0.5)]))
    fills = [tint(b, color) for color in (GREEN, RED, YELLOW, PINK, MEAT)]
    crumb, cut = tint(b, CREAM, CRUST), np.array([-0.01, 0.01]) * half
    crust, y, slices = tint(b, CRUST), 0.0, b.one_of(2, 2, 3)
    with b.moved((0, 0, 0), b.one_of(np.eye(3), np.diag([1, 1, 0.6]))):
        for number in range(slices):
            thick = b.among(0.1, 0.18)
            b.slab(outline, (0, y + thick / 2, 0), thick, crust, axis=1)
            b.slab(outline * 0.97 + cut, (0, y + thick / 2, 0), thick + 0.01, crumb, axis=1)
            y += thick
            for _ in range(b.count(2, 4) if number < slices - 1 else 0):
                layer = b.among(0.03, 0.07)
                b.slab(outline * b.among(0.9, 1.06), (0, y + layer / 2, 0), layer, b.one_of(*fills),
                       axis=1)
                y += layer
    if b.chance(0.2):
        b.bar((0.15, y * 0.5, 0.15), (0.15, y + 0.3, 0.15), 0.02, crust)
        b.ball((0.15, y + 0.05, 0.15), 0.14, fills[0])


def pizza(b):
    """Whole, with pieces missing, or one slice; also flat open pies."""
    angle = b.one_of(2 * np.pi, 2 * np.pi * b.one_of(0.75, 0.83, 0.88), b.among(0.5, 0.9))
    crust, spread = tint(b, CRUST), tint(b, YELLOW, RED, CREAM)
    size, thick = 1.0 if angle < 1 else 0.6, b.among(0.05, 0.1)
    _sector(b, size, angle, 0, thick, crust)
    _sector(b, size * 0.88, angle, thick * 0.9, thick + 0.02, spread)
    turn = np.linspace(0, angle, 15)
    b.wire(size * 0.95 * np.c_[np.cos(turn), 0 * turn, -np.sin(turn)] + (0, thick, 0),
           b.among(0.6, 1.0) * thick, crust)
    tops = [tint(b, c) for c in (RED, GREEN, WHITE, MEAT)]
    for number in range(b.count(8, 20) if angle > 1 else b.count(3, 6)):
        at = angle * ((number * 0.618) % 1 * 0.84 + 0.08)
        out = size * 0.75 * np.sqrt(b.among(0.1, 1))
        place = (out * np.cos(at), thick + 0.03, -out * np.sin(at))
        if number % 2:
            b.disc(place, size * 0.09, 0.03, tops[0], (0, 1, 0), sides=3)
        else:
            b.cushion(place, (0.1, 0.05, 0.07), b.one_of(*tops), 0.7, rotation(1, at))


def ice_cream(b):
    """Cones, sundaes and lollies."""
    kind = b.one_of("cone", "cone", "cup", "lolly", "sweet")
    scoops, wafer = [_sweet(b) for _ in range(3)], tint(b, CRUST)
    if kind == "lolly":
        wide, tall = b.among(0.35, 0.5), b.among(0.8, 1.1)
        b.beam((0, 0, 0), (0, 0.5, 0), 0.1, tint(b, CREAM), 0.05)
        b.cushion((0, 0.4 + tall / 2, 0), (wide, tall, 0.22), scoops[0], b.among(0.2, 0.6))
        if b.chance(0.4):
            b.cushion((0, 0.4 + tall * 0.75, 0), (wide * 1.04, tall * 0.55, 0.25), scoops[1], 0.4)
    elif kind == "sweet":
        b.bar((0, 0, 0), (0, 0.8, 0), 0.03, b.colored(*WHITE))
        if b.chance(0.5):
            b.ball((0, 1.0, 0), 0.6, scoops[0])
        else:
            b.disc((0, 1.1, 0), 0.45, 0.14, scoops[0], (0, 0, 1), sides=6)
            for radius in (0.12, 0.24, 0.36):
                b.ring((0, 1.1, 0), radius, 0.085, scoops[1], axis=(0, 0, 1))
    else:
        y = b.among(0.7, 1.1)
        if kind == "cup":
            y *= 0.6
            b.turned((0, 0, 0), (0, 0.04, y * 0.3, y), (0.25, 0.1, 0.1, 0.4), b.material("glass"))
        else:
            b.turned((0, 0, 0), (0, y * 0.8, y), (b.one_of(0.01, 0.2), 0.27, 0.33), wafer)
        if b.chance(0.3):
            for level in range(4):
                b.ring((0, y + 0.05 + 0.16 * level, 0), 0.22 - 0.05 * level, 0.12, scoops[0])
                b.ball((0, y + 0.05 + 0.16 * level, 0), 0.4 - 0.08 * level, scoops[0])
            b.bar((0, y + 0.55, 0), (0, y + 0.8, 0), 0.1, scoops[0], top_radius=0.01)
        else:
            for level in range(b.count(1, 3)):
                y += 0.12 if level == 0 else 0.4
                b.ball((0, y, 0), b.among(0.62, 0.7), scoops[level])
        if b.chance(0.3):
            b.bar((0.1, y, 0), (0.3, y + 0.6, 0.1), 0.05, wafer)


def cheese(b):
    paste, rind = tint(b, YELLOW, CREAM), tint(b, CRUST, RED, WHITE, YELLOW)
    angle = b.one_of(b.among(0.5, 1.2), b.among(0.5, 1.2), b.among(4.5, 5.8), 2 * np.pi)
    tall = b.among(0.25, 0.6)
    size = 1.0 if angle < 2 else 0.6
    _sector(b, size, angle, 0, tall, paste)
    turn = np.linspace(0, angle, 17)
    if b.chance(0.6):
        for at in (turn[1:] + turn[:-1]) / 2:
            with b.moved((0, 0, 0), rotation(1, at)):
                b.box((size, tall / 2, 0), (0.05, tall, size * 1.04 * turn[1]), rind)
    if angle < 6 and b.chance(0.7):
        hole = b.colored(*(0.7 * b.tiles[paste][1][0]))
        for side in (0, angle):
            for _ in range(b.count(2, 6)):
                out, up = size * b.among(0.3, 0.85), tall * b.among(0.2, 0.8)
                wide = b.among(0.05, 0.16)
                with b.moved((0, 0, 0), rotation(1, side)):
                    b.disc((out, up, 0), wide / 2, 0.01, hole, (0, 0, 1), sides=3)


def sushi(b):
    """One to six pieces."""
    rice, weed = tint(b, WHITE), b.colored(0.06, 0.12, 0.08)
    tops = [tint(b, c) for c in (ORANGE, RED, YELLOW, GREEN, PINK)]
    columns, rows = b.count(1, 3), b.count(1, 2)
    for number in range(columns * rows):
        with b.moved((0.75 * (number % columns), 0, 1.1 * (number // columns))):
            if b.chance(0.5):
                b.cushion((0, 0.2, 0), (0.5, 0.4, 0.9), rice, 0.6)
                b.cushion((0, 0.43, 0), (0.52, 0.16, 1.05), b.one_of(*tops), 0.5)
                if b.chance(0.3):
                    b.box((0, 0.26, 0), (0.54, 0.53, 0.15), weed)
            else:
                b.bar((0, 0, 0), (0, 0.45, 0), 0.33, b.one_of(weed, weed, rice), sides=5)
                b.bar((0, 0.2, 0), (0, 0.46, 0), 0.28, rice, sides=5)
                b.bar((0, 0.2, 0), (0, 0.47, 0), 0.13, b.one_of(*tops), sides=3)


def fried_egg(b):
    white, yolk = b.colored(0.96, 0.95, 0.92), tint(b, ORANGE, YELLOW)
    for number in range(b.one_of(1, 1, 2)):
        turn = np.linspace(0, 2 * np.pi, 21)[:-1]
        edge = 0.5 + 0.08 * np.sin(turn * b.count(2, 5) + b.among(0, 6))
        with b.moved((0.6 * number, 0, 0.2 * number)):
            b.slab(edge[:, None] * np.c_[np.cos(turn), np.sin(turn)], (0, 0.03, 0), 0.06, white,
                   axis=1)
            b.ball((0, 0.06, 0), (0.4, b.among(0.15, 0.3), 0.4), yolk)
    if b.chance(0.3):
        for number in range(b.count(1, 3)):
            b.cushion((0, 0.04, 0.6 + 0.16 * number), (0.9, 0.06, 0.13), tint(b, RED, MEAT), 0.5)


def hot_dog(b):
    bun, sausage = tint(b, CRUST), tint(b, MEAT, (0.7, 0.25, 0.15))
    with b.mirrored(2):
        b.cushion((0, 0.17, 0.16), (1.3, 0.34, 0.3), bun, b.among(0.7, 1))
    b.cushion((0, 0.12, 0), (1.25, 0.2, 0.4), bun, 0.7)
    b.cushion((0, 0.29, 0), (b.among(1.3, 1.6), 0.22, 0.22), sausage, 0.6)
    x = np.linspace(-0.6, 0.6, 16)
    for color in (YELLOW, RED):
        if b.chance(0.6):
            b.wire(np.c_[x, np.full(16, 0.4), 0.06 * np.sin(x * b.among(12, 22))], 0.03,
                   tint(b, color))


def meat(b):
    """Chicken legs, hams on the bone, steaks, sausages, roast birds."""
    kind = b.one_of("leg", "leg", "ham", "steak", "sausages", "bird")
    flesh, bone = tint(b, MEAT, CRUST, (0.75, 0.3, 0.25)), tint(b, WHITE)
    if kind == "leg":
        fat = b.among(0.22, 0.35)
        with b.moved((0, fat, 0), rotation(2, b.one_of(np.pi / 2, 1.3, 0.5))):
            b.turned((0, -0.2, 0), (0, 0.1, 0.35, 0.6, 0.85),
                     np.array([0.3, 0.8, 1, 0.6, 0.25]) * fat, flesh)
            b.bar((0, 0.6, 0), (0, 1.0, 0), 0.05, bone)
            with b.mirrored(0):
                b.ball((0.04, 1.02, 0), 0.13, bone)
    elif kind == "ham":
        b.cushion((0, 0.3, 0), (0.8, 0.6, 0.6), flesh, 0.7)
        with b.mirrored(0):
            b.disc((0.38, 0.3, 0), 0.2, 0.06, tint(b, PINK))
            b.bar((0.3, 0.3, 0), (0.65, 0.3, 0), 0.06, bone)
            b.ball((0.66, 0.34, 0), 0.16, bone)
            b.ball((0.66, 0.26, 0), 0.16, bone)
    elif kind == "steak":
        turn = np.linspace(0, 2 * np.pi, 17)[:-1]
        edge = 0.45 + 0.1 * np.cos(turn) + 0.06 * np.sin(3 * turn)
        outline = edge[:, None] * np.c_[np.cos(turn), 0.75 * np.sin(turn)]
        b.slab(outline, (0, 0.08, 0), 0.16, tint(b, CREAM), axis=1)
        b.slab(outline * 0.9, (0, 0.08, 0), 0.17, flesh, axis=1)
        b.disc((0.25, 0.1, 0), 0.08, 0.16, bone, (0, 1, 0))
    elif kind == "sausages":
        for number in range(b.count(1, 4)):
            z = 0.24 * number
            b.cushion((0, 0.11, z), (0.9, 0.22, 0.22), flesh, 0.6)
            with b.mirrored(0):
                b.ball((0.46, 0.11, z), 0.06, flesh)
    else:
        b.cushion((0, 0.32, 0), (0.75, 0.6, 1.0), flesh, 0.9)
        with b.mirrored(0):
            b.ball((0.28, 0.3, 0.3), (0.3, 0.36, 0.5), flesh, rotation(1, -0.3))
            b.bar((0.26, 0.36, 0.4), (0.2, 0.42, 0.75), 0.06, bone)
            b.ball((0.38, 0.3, -0.2), (0.16, 0.2, 0.45), flesh)


def pie(b):
    """Pies with a lid or a lattice, and piles of pancakes."""
    crust, filling = tint(b, CRUST), tint(b, RED, PURPLE, ORANGE, BROWN)
    if b.chance(0.25):
        y, many = 0.0, b.count(2, 7)
        for _ in range(many):
            b.cushion((b.among(-0.03, 0.03), y + 0.05, b.among(-0.03, 0.03)), (1, 0.11, 1), crust,
                      0.5 + 0.5 * (many > 4))
            y += 0.09
        dome(b, 0.4, y, y + 0.03, filling)
        b.box((0, y + 0.06, 0), (0.18, 0.08, 0.18), tint(b, YELLOW), rotation(1, b.among(0, 1)))
        return
    tall = b.among(0.15, 0.35)
    b.turned((0, 0, 0), (0, tall), (b.among(0.36, 0.48), 0.52),
             b.one_of(crust, b.material("metal")))
    b.ring((0, tall, 0), 0.48, b.among(0.04, 0.07), crust)
    with b.around(b.count(12, 20)):
        b.ball((0.5, tall + 0.02, 0), 0.1, crust)
    if b.chance(0.5):
        b.disc((0, tall, 0), 0.46, 0.04, filling, (0, 1, 0), sides=6)
        for at in np.linspace(-0.32, 0.32, b.count(3, 5)):
            half = np.sqrt(0.23 - at ** 2)
            b.beam((-half, tall + 0.04, at), (half, tall + 0.04, at), 0.025, crust, 0.08)
            b.beam((at, tall + 0.04, -half), (at, tall + 0.04, half), 0.08, crust, 0.03)
    else:
        rise = b.among(0.05, 0.25)
        dome(b, 0.48, tall, tall + rise, crust)
        with b.around(b.count(3, 6)):
            b.box((0.2, tall + rise * 0.85, 0), (0.15, 0.03, 0.03), filling, rotation(2, -rise))


def sauce(b):
    """Squeeze bottles of sauce, salt and pepper pots."""
    body = tint(b, RED, YELLOW, BROWN, GREEN, WHITE)
    wide, tall = b.among(0.2, 0.3), b.among(0.5, 1.0)
    b.turned((0, 0, 0), (0, 0.04, tall * b.among(0.3, 0.7), tall * 0.85, tall),
             wide * np.array([0.9, 1, b.among(0.75, 1), 0.95, 0.55]), body)
    cap = b.one_of(body, tint(b, WHITE, DARK, RED))
    if b.chance(0.7):
        b.bar((0, tall - 0.02, 0), (0, tall + 0.08, 0), wide * 0.6, cap)
        b.bar((0, tall + 0.08, 0), (0, tall + b.among(0.15, 0.4), 0), wide * 0.35, cap,
              top_radius=0.02)
    else:
        dome(b, wide * 0.7, tall - 0.05, tall + 0.15, cap)
    if b.chance(0.6):
        b.bar((0, tall * 0.2, 0), (0, tall * 0.6, 0), wide * 1.01,
              b.paint(fronts.label, b.paint_colors()), sides=6)


def drink_cup(b):
    """Paper cups with a lid and perhaps a straw; boxes of chips or popcorn."""
    paper, lid = b.material(b.one_of("cloth", "plastic", "any")), b.material("plastic")
    top, tall = b.among(0.28, 0.4), b.among(0.7, 1.1)
    if b.chance(0.3):
        is_box = b.chance(0.5)
        food, wide = tint(b, YELLOW, CREAM), top * (0.6 if is_box else 0.5)
        if is_box:
            with b.mirrored(2):
                b.slab([(-wide, 0), (wide, 0), (top, tall * 0.7), (0, tall * b.among(0.6, 0.7)),
                        (-top, tall * 0.7)], (0, 0, wide), 0.03, paper)
            with b.mirrored(0):
                b.beam((wide, 0, 0), (top, tall * 0.7, 0), 0.03, paper, 2 * wide)
        else:
            b.turned((0, 0, 0), (0, tall * 0.7), (top * 0.75, top), paper, shell=0.05)
        for _ in range(b.count(12, 20)):
            x, z = b.random.uniform(-wide, wide, 2)
            if is_box:
                b.beam((x * 0.5, 0.2, z * 0.5), (x, tall * b.among(0.8, 1.1), z), 0.07, food)
            else:
                b.cushion((x, tall * b.among(0.66, 0.8), z), b.random.uniform(0.12, 0.22, 3), food,
                          1.0)
        return
    foot = top * b.among(0.65, 0.85)
    b.turned((0, 0, 0), (0, tall), (foot, top), paper)
    if b.chance(0.5):
        low, high = tall * 0.3, tall * 0.7
        wide = [foot + (top - foot) * at / tall + 0.012 for at in (low, high)]
        b.bar((0, low, 0), (0, high, 0), wide[0], b.material("any"), top_radius=wide[1], sides=6)
    b.bar((0, tall - 0.02, 0), (0, tall + 0.05, 0), top * 1.06, lid, sides=6)
    high = tall + 0.05
    if b.chance(0.4):
        dome(b, top, tall, tall + 0.25, lid)
        high += 0.15
    else:
        b.bar((0, tall, 0), (0, tall + 0.1, 0), top * 0.9, lid, top_radius=top * 0.85, sides=6)
    if b.chance(0.65):
        lean = b.among(-0.1, 0.1)
        straw, end = b.material("plastic"), (lean, high + b.among(0.15, 0.35), 0)
        b.bar((0, tall * 0.8, 0), end, 0.03, straw)
        if b.chance(0.5):
            b.bar(end, (lean + 0.2, end[1] + 0.08, 0), 0.03, straw)


KINDS = ((burger, 1.3), (doughnut, 1.0), (cake, 1.3), (cake_slice, 1.0), (cupcake, 1.0),
         (bread, 1.3), (sandwich, 1.0), (pizza, 1.2), (ice_cream, 1.2), (cheese, 0.9),
         (sushi, 0.8), (fried_egg, 0.5), (hot_dog, 0.8), (meat, 1.2), (pie, 0.9), (sauce, 0.7),
         (drink_cup, 0.9))
