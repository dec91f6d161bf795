"""Fruit, vegetables, berries and eggs: each about 1 wide, as they lie on a plate."""

import numpy as np

from gambade_training.patterns import spots
from gambade_training.things.builder import rotation
from gambade_training.things.paints import (BROWN, CREAM, CRUST, DARK, GREEN, ORANGE, PINK, PURPLE,
                                            RED, WHITE, YELLOW, tint)
from gambade_training.things.shapes import dome, lathe, rounded, sprinkles


def _turned(b, tile, heights, radii, at=(0, 0, 0)):
    """A turned piece without corners."""
    lathe(b, rounded(np.c_[radii, heights]), tile, at=at, sides=4 if b.flat else 5)


def _stalk(b, height, length, tile):
    lean = b.among(-0.3, 0.3) * length
    b.bar((0, height, 0), (lean, height + length, 0), 0.02, tile, top_radius=0.03)


def _leaf(b, at, length, tile, turn=None):
    """A flat leaf from `at` to +x."""
    with b.moved(at, turn):
        b.slab([(0, 0), (length * 0.4, -length * 0.25), (length, 0), (length * 0.4, length * 0.25)],
               (0, 0, 0), 0.02, tile, axis=1)


def fruit(b):
    """Round ones: apples, pears, citrus, peaches, plums, melons, strawberries, pineapples."""
    stalk, green = tint(b, BROWN), tint(b, GREEN)
    kind = b.one_of("apple", "apple", "pear", "citrus", "citrus", "plum", "melon", "strawberry",
                    "pineapple")
    if kind == "apple":
        skin = tint(b, RED, GREEN, YELLOW)
        tall = b.among(0.8, 1.0)
        heights = tall * np.array([0, 0.02, 0.3, 0.7, 0.95, 0.96])
        _turned(b, skin, heights, (0.1, 0.3, b.among(0.44, 0.5), 0.52, 0.4, 0.12))
        _stalk(b, tall * 0.93, 0.2, stalk)
    elif kind == "pear":
        tall = b.among(1.1, 1.5)
        heights = tall * np.array([0, 0.03, 0.3, 0.55, 0.95, 1.0])
        _turned(b, tint(b, GREEN, YELLOW, CRUST), heights, (0.1, 0.4, 0.55, 0.3, 0.24, 0.04))
        _stalk(b, tall * 0.98, 0.2, stalk)
    elif kind == "citrus":
        long = b.one_of(1, 1, 1.3)
        skin = tint(b, ORANGE, YELLOW, (0.95, 0.45, 0.3), GREEN)
        with b.moved((0, 0.5, 0), rotation(2, np.pi / 2) if long > 1 else None):
            b.ball((0, 0, 0), (1, long, 1), skin)
            b.ball((0, 0.46 * long, 0), 0.2, skin if long > 1 else green)
    elif kind == "plum":
        skin = tint(b, PURPLE, ORANGE, RED, PINK)
        with b.mirrored(0):
            b.ball((0.05, 0.46, 0), (0.9, 0.92, 0.95), skin)
        _stalk(b, 0.9, 0.12, stalk)
    elif kind == "melon":
        skin = tint(b, GREEN, YELLOW)
        b.ball((0, 0.5, 0), (1, 1, b.among(1, 1.5)), skin)
        if b.chance(0.5):
            turn = np.linspace(-np.pi / 2, np.pi / 2, 7)
            band = tint(b, (0.15, 0.35, 0.1), YELLOW)
            with b.moved((0, 0.5, 0)):
                with b.around(8):
                    b.wire(0.495 * np.c_[np.cos(turn), np.sin(turn), 0 * turn], 0.02, band)
    elif kind == "strawberry":
        _turned(b, tint(b, RED), (0, 0.05, 0.5, 0.95, 1.0), (0.03, 0.16, 0.42, 0.5, 0.15))
        with b.around(7):
            _leaf(b, (0.02, 1.03, 0), 0.45, green, rotation(2, -b.among(0, 0.2)))
        _stalk(b, 1.0, 0.15, green)
    else:
        b.cushion((0, 0.55, 0), (0.8, 1.1, 0.8), tint(b, CRUST, YELLOW), 0.8)
        for ring in range(3):
            with b.moved((0, 1.02, 0), rotation(1, 0.4 * ring)):
                with b.around(6):
                    b.bar((0.05, 0, 0), (0.4 - 0.16 * ring, 0.3 + 0.14 * ring, 0), 0.06, green,
                          0.005, sides=1)
    if kind in ("apple", "pear", "plum", "citrus") and b.chance(0.5):
        _leaf(b, (0, 1.2 if kind == "pear" else 0.95, 0), 0.35, green,
              rotation(2, b.among(0.1, 0.7)))


def half_fruit(b):
    """Halves and slices, the cut side up or to the front."""
    skin, flesh, middle = b.one_of(
        (ORANGE, ORANGE, CREAM), (YELLOW, CREAM, YELLOW), (GREEN, RED, DARK),
        (GREEN, (0.7, 0.8, 0.4), WHITE), (RED, CREAM, BROWN), (BROWN, WHITE, WHITE),
        ((0.15, 0.3, 0.12), (0.8, 0.85, 0.5), BROWN))
    skin, flesh, middle = tint(b, skin), tint(b, flesh), tint(b, middle)
    turn, rim = np.linspace(-np.pi / 2, 0, 6), b.among(0.03, 0.1)
    if b.chance(0.35):  # a wedge, the rim below
        arc = np.linspace(np.pi, 2 * np.pi, 12)
        thick = b.among(0.12, 0.4)
        for radius, y, depth, tile in ((0.5, 0.5, thick, skin),
                                       (0.5 - rim, 0.505, thick + 0.02, flesh)):
            b.slab(radius * np.c_[np.cos(arc), np.sin(arc)], (0, y, 0), depth, tile)
        for _ in range(b.count(0, 8)):
            at = b.among(3.5, 5.9)
            with b.mirrored(2):
                b.ball((0.3 * np.cos(at), 0.5 + 0.3 * np.sin(at), thick / 2 + 0.01),
                       (0.04, 0.06, 0.02), middle)
        return
    with b.moved((0, 0.5, 0), rotation(0, b.one_of(0, 0.3, 1.2))):
        with b.moved((0, 0, 0), np.diag([1, 1, b.among(1, 1.4)])):
            b.turned((0, 0, 0), 0.5 * np.sin(turn), 0.5 * np.cos(turn), skin)
            b.disc((0, 0, 0), 0.5 - rim, 0.02, flesh, (0, 1, 0), sides=6)
            kind = b.one_of("segments", "stone", "seeds")
            if kind == "segments":
                with b.around(b.count(7, 10)):
                    b.box((0.24, 0.01, 0), (0.4, 0.015, 0.02), middle)
            elif kind == "stone":
                b.ball((0, b.one_of(-0.02, 0.03), 0), (0.3, 0.25, 0.3), middle)
            else:
                with b.around(b.count(5, 8)):
                    b.ball((0.2, 0.01, 0), (0.1, 0.03, 0.05), middle)


def banana(b):
    """One or a bunch, some peeled."""
    skin, tip = tint(b, YELLOW, YELLOW, GREEN), tint(b, BROWN)
    bend, thick, count = b.among(0.5, 1.3), b.among(0.07, 0.11), b.one_of(1, 1, 2, 3, 4)
    turn = np.linspace(-bend, bend, 8)
    radius = 0.5 / np.sin(bend)
    x, z = radius * np.sin(turn), radius * (np.cos(turn) - np.cos(bend))
    sizes = thick * np.array([0.55, 0.9, 1, 1, 1, 0.95, 0.75, 0.35])
    sides = b.one_of(2, 3)
    for number in range(count):
        with b.moved((0.5, thick, 0), rotation(1, 0.3 * number) @ rotation(0, -0.25 * number)):
            for at in range(7):
                b.bar((x[at] - 0.5, 0, z[at]), (x[at + 1] - 0.5, 0, z[at + 1]),
                      sizes[at], skin, sizes[at + 1], sides=sides)
            b.ball((x[0] - 0.5, 0, z[0]), thick * 1.1, tip)
            b.bar((x[7] - 0.5, 0, z[7]), (x[7] - 0.44, 0, z[7] - 0.09), sizes[7],
                  b.one_of(skin, tip), thick * 0.3)


def berries(b):
    """Grapes and cherries."""
    skin, green = tint(b, PURPLE, RED, GREEN, (0.15, 0.15, 0.4)), tint(b, GREEN, BROWN)
    if b.chance(0.4):
        top = (0.05, b.among(0.8, 1.2), 0)
        for x in (-0.25, 0.25):
            b.ball((x, 0.22, 0), 0.44, skin)
            b.bar((x, 0.4, 0), top, 0.015, green)
        if b.chance(0.6):
            _leaf(b, top, 0.4, green)
        return
    for row, many in enumerate(b.one_of((1, 3, 4, 4), (1, 2, 3, 3), (1, 3, 5))):
        for number in range(many):
            angle, out = 2 * np.pi * number / many + row, 0.09 * (many - 1)
            b.ball((out * np.cos(angle), 0.1 + 0.19 * row, out * np.sin(angle)), 0.25, skin)
    b.ball((0, 0.1 + 0.095 * row, 0), (0.4, 0.19 * (row + 1), 0.4), skin)
    _stalk(b, 0.15 + 0.19 * row, 0.25, green)


def root(b):
    """Carrots, radishes, leeks, spring onions, parsnips: lying or upright."""
    flesh, green = tint(b, ORANGE, ORANGE, WHITE, PINK, CREAM), tint(b, GREEN)
    is_leek = b.chance(0.3)
    wide = b.among(0.06, 0.1) if is_leek else b.among(0.12, 0.35)
    is_lying = b.chance(0.5)
    with b.moved((0, wide * is_lying, 0), rotation(2, np.pi / 2 * is_lying)):
        if is_leek:
            pale = tint(b, WHITE)
            b.turned((0, 0, 0), (0, 0.05, 0.4), (wide * 0.7, wide * 1.1, wide), pale)
            b.turned((0, 0.4, 0), (0, 0.3, 0.5), (wide, wide, wide * 1.3), green)
            with b.mirrored(0):
                b.beam((wide * 0.5, 0.8, 0), (wide * 2.5, 1.3, 0), 0.03, green, wide * 1.6)
            return
        tall = b.among(0.5, 1.0)
        b.turned((0, 0, 0), tall * np.array([0, 0.3, 0.7, 0.9, 1]),
                 wide * np.array([0.06, b.among(0.3, 0.8), 0.9, 1, 0.5]), flesh)
        for number in range(b.count(3, 8)):
            angle, out = 2.4 * number, b.among(0.05, 0.3)
            end = (out * np.cos(angle), tall + b.among(0.25, 0.5), out * np.sin(angle))
            b.bar((0, tall * 0.97, 0), end, 0.02, green, top_radius=b.one_of(0.01, 0.08), sides=2)


def vegetable(b):
    """Peppers, tomatoes, aubergines, mushrooms, sweetcorn, broccoli, onions, cabbages, potatoes."""
    kind = b.one_of("pepper", "tomato", "aubergine", "mushroom", "corn", "broccoli", "onion",
                    "cabbage", "potato")
    green = tint(b, GREEN)
    if kind == "pepper":
        skin = tint(b, RED, YELLOW, GREEN, ORANGE)
        with b.around(b.one_of(3, 4)):
            b.cushion((0.2, 0.5, 0), (0.5, 1.0, 0.55), skin, 0.8)
        _stalk(b, 0.85, 0.3, green)
    elif kind == "tomato":
        b.cushion((0, 0.4, 0), (1, b.among(0.75, 1), 1), tint(b, RED), b.among(0.8, 1))
        with b.around(5):
            _leaf(b, (0, 0.8, 0), 0.3, green)
        _stalk(b, 0.78, 0.12, green)
    elif kind == "aubergine":
        with b.moved((0, 0.25, 0), b.one_of(np.eye(3), rotation(2, np.pi / 2))):
            _turned(b, tint(b, PURPLE, GREEN), (0, 0.02, 0.4, 0.7, 1.0),
                    (0.05, 0.2, 0.28, 0.17, 0.12))
            b.bar((0, 0.92, 0), (0, 1.02, 0), 0.16, green, top_radius=0.06)
            _stalk(b, 1.0, 0.15, green)
    elif kind == "mushroom":
        stem, top = tint(b, WHITE), tint(b, WHITE, CRUST, RED, BROWN)
        tall, rise = b.among(0.3, 0.8), b.among(0.2, 0.6)
        b.turned((0, 0, 0), (0, tall * 0.5, tall), (b.among(0.1, 0.25), 0.12, 0.13), stem)
        dome(b, 0.5, tall, tall + rise, top, b.among(0.5, 1))
        if b.chance(0.4):
            sprinkles(b, 0.3, tall + rise, [tint(b, WHITE)], 0.1, 8, rise * 0.2)
    elif kind == "corn":
        with b.moved((0, 0.16, 0), b.one_of(np.eye(3), rotation(2, np.pi / 2))):
            kernels = tint(b, YELLOW)
            b.cushion((0, 0.5, 0), (0.3, 1.0, 0.3), kernels, 0.8)
            for at in np.linspace(0.15, 0.9, 9):
                b.ring((0, at, 0), 0.13 - 0.06 * abs(at - 0.4), 0.035, kernels)
            with b.around(b.count(3, 5)):
                b.beam((0.12, 0.0, 0), (0.2, b.among(0.4, 0.7), 0), 0.03, green, 0.2)
    elif kind == "broccoli":
        stem = tint(b, (0.6, 0.75, 0.4))
        b.bar((0, 0, 0), (0, 0.5, 0), 0.14, stem, top_radius=0.22)
        head = tint(b, (0.2, 0.42, 0.15), WHITE)
        for number in range(9):
            out, angle = 0.12 * np.sqrt(number), 2.4 * number
            b.ball((out * np.cos(angle), 0.8 - out * 0.6, out * np.sin(angle)), b.among(0.3, 0.45),
                   head)
    elif kind == "onion":
        skin = tint(b, CRUST, WHITE, PURPLE)
        _turned(b, skin, (0, 0.02, 0.4, 0.8, 0.85, 1.1), (0.08, 0.35, 0.6, 0.3, 0.06, 0.05))
    elif kind == "cabbage":
        b.ball((0, 0.45, 0), 0.85, green)
        with b.around(b.count(4, 7)):
            b.ball((0.25, 0.42, 0), (0.6, 0.8, 0.7), green, rotation(2, -0.2))
    else:
        skin = tint(b, CRUST, CREAM, PINK)
        for number in range(b.one_of(1, 1, 3)):
            b.cushion((0.8 * number, 0.3, b.among(0, 0.3)), (b.among(0.6, 1), 0.6, 0.6),
                      skin, b.among(0.7, 1), rotation(1, b.among(0, 3)))


def egg(b):
    """Whole ones, in a cup or a nest, painted ones."""
    shell = tint(b, WHITE, CRUST, CREAM) if b.chance(0.7) else b.paint(spots, b.paint_colors())
    heights, radii = np.array([0, 0.02, 0.4, 0.85, 1.0]), np.array([0.08, 0.4, 0.48, 0.28, 0.03])
    kind = b.one_of("alone", "cup", "cup", "nest")
    if kind == "nest":
        straw = b.material("wood")
        for ring in range(3):
            b.ring((0, 0.1 + 0.13 * ring, 0), 0.6 + 0.08 * ring, 0.13, straw)
        b.disc((0, 0.06, 0), 0.6, 0.1, straw, (0, 1, 0))
        for number in range(b.count(1, 4)):
            angle = 1.6 * number
            _turned(b, shell, 0.6 * heights, 0.6 * radii,
                    (0.28 * np.cos(angle), 0.1, 0.28 * np.sin(angle)))
        return
    if kind == "cup":
        ware = b.material("plastic")
        b.turned((0, 0, 0), (0, 0.05, 0.25, 0.4, 0.5, 0.85), (0.35, 0.3, 0.1, 0.4, 0.5, 0.53), ware)
    _turned(b, shell, heights, radii, (0, 0.45 if kind == "cup" else 0, 0))


def pumpkin(b):
    """Plain, or cut into a lantern."""
    skin, green = tint(b, ORANGE, ORANGE, GREEN, CREAM), tint(b, GREEN, BROWN)
    tall, lobes = b.among(0.6, 1.0), b.count(5, 8)
    with b.moved((0, tall / 2, 0)):
        with b.around(lobes):
            b.ball((0.27, 0, 0), (0.48, tall, 0.9 - 0.05 * lobes), skin)
    b.wire([(0, tall * 0.85, 0), (0, tall + 0.05, 0), (0.05, tall + 0.17, 0),
            (0.14, tall + 0.22, 0)], b.among(0.04, 0.08), green)
    if b.chance(0.4):
        light = b.one_of(b.colored(0.1, 0.06, 0.03), b.colored(1, 0.8, 0.25))
        eye = [(-0.1, -0.06), (0.1, -0.06), (b.among(-0.08, 0.08), 0.1)]
        with b.mirrored(0):
            b.slab(eye, (0.17, tall * 0.62, 0.36), 0.2, light)
        b.slab([(-0.06, 0), (0.06, 0), (0, 0.08)], (0, tall * 0.47, 0.42), 0.2, light)
        for x in np.linspace(-0.2, 0.2, b.count(3, 5)):
            b.box((x, tall * (0.27 + 1.5 * x ** 2), 0.4), (0.1, 0.1, 0.2), light,
                  rotation(2, b.one_of(0, 0.78)))


KINDS = ((fruit, 2.0), (half_fruit, 1.2), (banana, 0.8), (berries, 0.7), (root, 1.0),
         (vegetable, 2.0), (egg, 0.6), (pumpkin, 1.0))
