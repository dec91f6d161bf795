"""Flowers, plants in pots, grass, cacti, mushrooms, vines; stones, crystals and corals."""

import numpy as np

from gambade_training import patterns
from gambade_training.things.builder import rotation
from gambade_training.things.paints import bark, bright, leaves, tones
from gambade_training.things.shapes import (FROND, GRASS, LEAF, PETAL, blade, blob, branches,
                                            finished, ground_patch, limb, one_part, orb, rosette,
                                            unit)


def _flower_head(b, size, petal, heart):
    """Looks up from the origin."""
    kind = b.one_of("daisy", "daisy", "cup", "rose", "bell", "ball")
    if kind == "daisy":
        petals = b.count(5, 16)
        rosette(b, petals, [petal], size, size * b.among(2, 4.5) / petals, b.among(-0.2, 0.6),
                b.among(-0.4, 0.5), PETAL, uneven=0.03)
        b.ball((0, size * 0.05, 0), size * np.array([0.6, 0.3, 0.6]) * b.among(0.7, 1.5), heart)
    elif kind in ("cup", "rose"):
        for level in range(1 if kind == "cup" else 3):
            rosette(b, 5 + level % 2, [petal], size * (1.2 - 0.2 * level), size * 0.8,
                    0.3 + 0.35 * level, -0.9, PETAL, 0.1, uneven=0.05)
        b.ball((0, size * 0.2, 0), size * 0.3, heart)
    elif kind == "bell":
        b.turned((0, 0, 0), np.linspace(0, size, 5), size * np.array([0.15, 0.4, 0.45, 0.5, 0.8]),
                 petal, sides=4, shell=0.05 * size)
        b.bar((0, 0, 0), (0, size * 0.9, 0), size * 0.06, heart, sides=2)
    else:
        blob(b, (0, size * 0.4, 0), size * b.among(0.8, 1.4), petal, 0.15)


def flower(b):
    green, petal, heart = leaves(b, 2), bright(b), bright(b)
    count = b.one_of(1, 1, 1, 2, 3, 5)
    ground_patch(b, 0.35, 0.25)
    with finished(b):
        for _ in range(count):
            height, size = b.among(0.35, 1.2), b.among(0.12, 0.32)
            lean, off = b.random.normal(0, 0.12, 2), b.random.normal(0, 0.14, 2) * (count > 1)
            top = np.array([off[0] + lean[0], height, off[1] + lean[1]])
            limb(b, [(off[0], 0, off[1]),
                     (off[0] + lean[0] * 0.2, height / 2, off[1] + lean[1] * 0.2), top],
                 0.022, green[0])
            with b.moved(top, rotation(0, b.among(0, 1.2)) @ rotation(1, b.among(0, 6))):
                _flower_head(b, size, petal, heart)
            with b.moved((off[0], height * b.among(0, 0.4), off[1])):
                rosette(b, b.count(2, 5), green, height * b.among(0.3, 0.7), b.among(0.08, 0.2),
                        b.among(0.4, 1.2), b.among(0.2, 1.2), fold=0.1)


def _pot(b, radius, height):
    pot = b.material(b.one_of("stone", "plastic", "wood", "any"))
    foot = radius * b.among(0.55, 1.0)
    middle = b.one_of((radius + foot) / 2, radius * b.among(0.9, 1.25))
    b.turned((0, 0, 0), (0, height * 0.5, height), (foot, middle, radius), pot, shell=0.08 * radius)
    if b.chance(0.4):
        b.ring((0, height, 0), radius * 0.97, radius * 0.08, pot)
    b.bar((0, height * 0.5, 0), (0, height * 0.88, 0), foot * 0.85, b.colored(0.2, 0.13, 0.09),
          middle * 0.85)
    if b.chance(0.25):
        b.bar((0, 0, 0), (0, 0.03, 0), radius * 1.1, pot, radius * 1.2)


def potted_plant(b):
    green, radius, height = leaves(b, 2), b.among(0.15, 0.32), b.among(0.2, 0.5)
    with finished(b, facets=None):
        _pot(b, radius, height)
        kind = b.one_of("leaves", "leaves", "swords", "stalks", "bush", "cactus", "flowers", "tree")
        with b.moved((0, height * 0.85, 0)):
            if kind == "leaves":
                for level in range(b.count(1, 3)):
                    rosette(b, b.count(5, 10), green, b.among(0.35, 0.8), b.among(0.08, 0.3),
                            0.4 + 0.35 * level, b.among(0.2, 1.8), fold=b.among(0, 0.2))
            elif kind == "swords":
                rosette(b, b.count(4, 9), green, b.among(0.4, 1.0), b.among(0.08, 0.16),
                        1.45, b.among(-0.2, 0.3), GRASS, 0.1, uneven=0.15)
            elif kind in ("stalks", "flowers"):
                petal, heart = bright(b), bright(b)
                for _ in range(b.count(4, 8)):
                    end = b.random.normal(0, 0.18, 3) + [0, b.among(0.3, 0.7), 0]
                    limb(b, [(0, 0, 0), end * [0.4, 0.6, 0.4], end], 0.014, green[0], 4)
                    with b.moved(end, rotation(1, b.among(0, 6)) @ rotation(2, -b.among(0, 0.8))):
                        if kind == "flowers":
                            _flower_head(b, b.among(0.08, 0.15), petal, heart)
                        else:
                            blade(b, b.among(0.2, 0.4), b.among(0.14, 0.35), green[1], 0.2, 0.9,
                                  fold=0.1)
            elif kind == "cactus":
                _cactus(b, green[0], 0.5)
            else:
                stem = b.among(0.3, 0.7) * (kind == "tree")
                b.bar((0, -0.1, 0), (0, stem + 0.1, 0), 0.03, bark(b))
                for _ in range(b.count(1, 4)):
                    size = radius * b.among(1.5, 2.6)
                    blob(b, b.random.normal(0, 0.07, 3) + [0, stem + size / 3, 0], size,
                         b.one_of(*green))


def grass(b):
    """A tuft of grass, a fern, an agave."""
    green = leaves(b, 2)
    shape = b.one_of(GRASS, FROND, LEAF)
    wide, rise, bend = b.among(0.05, 0.3), b.among(0.4, 1.3), b.among(-0.2, 1.5)
    bend = min(bend, 1.2 * rise)  # tips stay above the ground
    ground_patch(b, 0.4)
    with finished(b, snow=0.05):
        for level in range(b.count(1, 3)):
            rosette(b, b.count(4, 11), green, b.among(0.6, 1.0), wide,
                    min(rise + 0.3 * level, 1.4), bend,
                    shape, b.among(0, 0.25), uneven=0.2)


def _cactus(b, tile, size):
    kind = b.one_of("column", "column", "barrel", "pads")
    flower_tile = bright(b)
    if kind == "column":
        radius, high = size * b.among(0.13, 0.25), size * b.among(1.0, 1.8)
        ends = radius * np.array([0.8, 1, 1, 1, 0.85, 0.5])
        at = np.array([0, 0.1, 0.5, 0.9, 0.97, 1])[:, None]
        limb(b, at * [0, high, 0], ends, tile, 9)
        for side in b.one_of((), (1,), (1, -1), (1, -1), (1, -1, 0)):
            out, start = size * b.among(0.35, 0.55), high * b.among(0.25, 0.5)
            arm = size * b.among(0.3, 0.8)
            points = np.array([(0, start), (0.7, start), (1, start + 0.4 * out),
                               (1, start + arm * 0.8), (1, start + arm * 0.95), (1, start + arm)])
            with b.moved((0, 0, 0), rotation(1, (1 - side) * np.pi / 2)):
                limb(b, np.c_[points[:, 0] * out, points[:, 1], np.zeros(6)],
                     ends * 0.7 * [1.3, 1, 1, 1, 1, 1], tile, 8)
        top = high
    elif kind == "barrel":
        radius, ribs, top = size * b.among(0.35, 0.6), b.count(6, 9), size * b.among(0.6, 1.0)
        with b.around(ribs):
            b.ball((radius * 0.35, top / 2, 0), (radius * 1.3, top, radius * 4 / ribs), tile)
    else:
        top = size * b.among(0.6, 0.9)
        b.ball((0, top / 2, 0), (top * 0.7, top, top * 0.22), tile)
        for _ in range(b.count(2, 5)):
            side, small = b.among(-1, 1), top * b.among(0.5, 0.8)
            with b.moved((side * top * 0.3, top * (1 - 0.4 * side ** 2) - 0.1 * small, 0),
                         rotation(1, b.among(-0.8, 0.8)) @ rotation(2, -side)):
                b.ball((0, small / 2, 0), (small * 0.7, small, small * 0.25), tile)
    if b.chance(0.35):
        with b.moved((0, top * 0.98, 0)):
            rosette(b, 7, [flower_tile], size * 0.2, size * 0.1, 0.6, -0.3, PETAL)


def cactus(b):
    ground_patch(b, 0.5, 0.3)
    with finished(b, facets=b.flat and b.chance(0.5)):
        _cactus(b, leaves(b, 1)[0], 1.0)


def mushroom(b):
    cap, stalk, under = bright(b), b.material(b.one_of("skin", "stone")), b.material("skin")
    if b.chance(0.4):
        cap = b.material(b.one_of("wood", "skin"))
    shape, spotted = b.one_of("dome", "dome", "cone", "flat", "funnel"), b.chance(0.45)
    dot, sides = b.colored(0.95, 0.93, 0.88), b.one_of(7, 10, 16, 16)
    ground_patch(b, 0.45)
    with finished(b):
        for number in range(b.one_of(1, 1, 2, 3, 5)):
            size = b.among(0.7, 1) if number == 0 else b.among(0.25, 0.6)
            height, radius = size * b.among(0.4, 1.0), size * b.among(0.3, 0.6)
            fat = size * b.among(0.06, 0.2)
            rises = {"dome": b.among(0.6, 1.2), "cone": 1.5, "flat": 0.35, "funnel": 0.5}
            rise = radius * rises[shape]
            off = (0, 0, 0) if number == 0 else (*(0.5 * unit(b.random.normal(size=2))), 0)
            with b.moved((off[0], 0, off[1]), rotation(2, b.random.normal(0, 0.1))):
                limb(b, [(0, 0, 0), (0, height * 0.3, 0), (0, height, 0)],
                     fat * np.array([b.among(1, 1.6), 1, 0.9]), stalk, sides)
                at = np.linspace(0, 1, 6)
                if shape == "funnel":
                    b.turned((0, height, 0), at * rise, fat + (radius - fat) * at ** 1.5, cap,
                             sides=3, shell=0.06 * size)
                    continue
                radii = radius * ((1 - at) ** 0.8 if shape == "cone" else np.sqrt(1 - at ** 2))
                limb(b, np.outer(at * rise + height * 0.95, [0, 1, 0]), radii, cap, sides)
                b.bar((0, height * 0.95 - 0.03 * size, 0), (0, height * 0.97, 0), radius * 0.8,
                      under, radius * 0.96, sides=3)
                for _ in range(b.count(5, 12) * spotted):
                    share, turn = b.among(0.15, 0.95), b.among(0, 6.28)
                    place = np.interp(share, at, radii) * np.array([np.cos(turn), 0, np.sin(turn)])
                    orb(b, place + [0, height * 0.95 + share * rise, 0],
                        radius * b.among(0.12, 0.3), dot, 2)
                if b.chance(0.3):
                    b.bar((0, height * 0.65, 0), (0, height * 0.75, 0), fat * 1.7, under, fat)


def lily(b):
    """Water lilies: round leaves with a notch, and flowers."""
    green, petal, heart = leaves(b, 2), bright(b), b.colored(0.9, 0.75, 0.2)
    turns = np.linspace(0.15, 6.13, 14)
    outline = np.vstack([np.c_[np.cos(turns), np.sin(turns)], [[0.25, 0.0]]])
    with finished(b):
        if b.chance(0.3):
            b.bar((0, -0.06, 0), (0, 0, 0), 1.1, b.material("glass"), sides=6)
        for number in range(b.one_of(1, 2, 3, 5)):
            size = b.among(0.3, 0.5) if number else 0.6
            turn, away = b.among(0, 6.28), (0.75 if number else 0)
            with b.moved((away * np.cos(2.4 * number), 0.02, away * np.sin(2.4 * number)),
                         rotation(1, turn)):
                b.slab(outline * size, (0, 0, 0), 0.03, b.one_of(*green), axis=1)
                if number == 0 or b.chance(0.3):
                    for level in range(b.count(2, 3)):
                        rosette(b, 8 - level, [petal], size * (0.7 - 0.12 * level), size * 0.3,
                                0.3 + 0.35 * level, -0.5, PETAL, uneven=0.03)
                    b.ball((0, 0.1 * size, 0), size * 0.25, heart)


def vine(b):
    """Around a post, on a wall or hanging."""
    green, wood, petal = leaves(b, 2, True), bark(b), bright(b)
    kind, blooms, size = b.one_of("post", "wall", "hanging"), b.chance(0.4), b.among(0.12, 0.25)
    with finished(b):
        if kind == "wall":
            b.box((0, 0.6, 0), (1.2, 1.2, 0.15),
                  b.paint(patterns.bricks, b.tiles[b.material("stone")][1]))
        elif kind == "post":
            b.bar((0, 0, 0), (0, 1.4, 0), 0.12, b.material(b.one_of("stone", "wood")))
        else:
            b.box((0, 1.35, 0), (1.2, 0.12, 0.3), b.material(b.one_of("wood", "stone")))
        at = np.linspace(0, 1, 14)
        for _ in range(b.count(2, 4)):
            x, waves = b.among(-0.45, 0.45), b.random.normal(0, 0.1, 3)
            if kind == "post":
                turn = 6.28 * (at * b.among(1, 2.5) + b.among(0, 1))
                points = np.stack([0.14 * np.cos(turn), 1.4 * at, 0.14 * np.sin(turn)], 1)
            else:
                sway = x + waves[0] * np.sin(5 * at) + waves[1] * at
                high = at * b.among(0.6, 1.2) if kind == "wall" else 1.35 - at * b.among(0.5, 1.2)
                points = np.stack([sway, high, np.full(14, 0.1 if kind == "wall" else waves[2])], 1)
            limb(b, points, 0.02, wood, 4)
            with one_part(b):
                for place in points:
                    for _ in range(2):
                        turn = np.arctan2(-place[2], place[0]) if kind == "post" else b.among(-3, 3)
                        turn = -1.57 if kind == "wall" else turn
                        with b.moved(place, rotation(1, turn + b.random.normal(0, 0.7))):
                            blade(b, size * b.among(0.7, 1.2), size * 0.8, b.one_of(*green),
                                  b.among(-0.9, 0.6), 0.5)
                    if blooms and b.chance(0.3):
                        orb(b, place + [0, 0, 0.06], size * 0.5, petal, 2)


def rock(b):
    """One stone or a group; some with moss or a plant."""
    first = len(b.parts)
    stone, moss = b.material("stone"), leaves(b, 1)[0]
    cuts, bumps, tall = b.one_of(0, 8, 14, 20), b.among(0.08, 0.35), b.among(0.4, 1.5)
    ground_patch(b, 0.6)
    with finished(b, facets=b.chance(0.6), snow=0.12):
        for number in range(b.one_of(1, 1, 2, 3, 5)):
            size = b.among(0.8, 1.0) if number == 0 else b.among(0.25, 0.6)
            off = 0.5 * unit(b.random.normal(size=2)) * (number > 0)
            high = size * tall * b.among(0.8, 1.2)
            blob(b, (off[0], high * 0.3, off[1]), (size, high, size * b.among(0.6, 1.1)),
                 stone, bumps, cuts=cuts)
            if b.chance(0.15):
                blob(b, (off[0], high * 0.6, off[1]), (size * 0.6, high * 0.3, size * 0.6), moss,
                     0.3)
        if b.chance(0.15):
            with b.moved((0.45, 0, 0.3)):
                rosette(b, 7, [moss], 0.3, 0.06, 1.2, 0.8, GRASS)
    for part in b.parts[first:]:  # stones lie flat on the ground
        part.vertices[:, 1] = np.maximum(part.vertices[:, 1], -0.02)


def crystal(b):
    glassy, lighter = tones(b, b.among(0, 1), b.among(0.1, 0.8), b.among(0.6, 1), 2,
                            patterns.gradient)
    sides, slim = b.one_of(4, 5, 6, 6), b.among(0.12, 0.24)
    with finished(b, facets=True):
        if b.chance(0.6):
            blob(b, (0, 0, 0), (0.8, b.among(0.2, 0.5), 0.8), b.material("stone"), cuts=10)
        for number in range(b.one_of(1, 3, 5, 8, 10)):
            length = b.among(0.8, 1.2) if number == 0 else b.among(0.3, 0.8)
            out = b.random.normal(0, 0.4, 3) * [1, 0, 1] * (number > 0)
            along = np.array([0, b.among(0.6, 0.85), 1.0])[:, None]
            limb(b, out * 0.3 + along * length * unit(out + [0, 1, 0]),
                 slim * length * np.array([b.among(0.7, 1), 1, 0.02]), b.one_of(glassy, lighter),
                 sides)


def coral(b):
    """And seaweed, on sand or a stone."""
    tile, sand = bright(b), b.material("stone")
    kind = b.one_of("branches", "fan", "tubes", "brain", "weed", "weed")
    with finished(b):
        if b.chance(0.7):
            blob(b, (0, 0, 0), (b.among(0.5, 0.9), b.among(0.15, 0.4), b.among(0.5, 0.8)), sand)
        if kind in ("branches", "fan"):
            for _ in range(b.count(2, 5)):
                out = unit(b.random.normal(size=3) * [0.7, 0.2, 0.5] + [0, 0.8, 0])
                branches(b, np.zeros(3), out, b.among(0.3, 0.5), b.among(0.05, 0.1), tile, 2, 0.7,
                         tip=0.8)
            if kind == "fan":
                b.parts = [part.placed(np.diag([1, 1, 0.3]), np.zeros(3)) for part in b.parts]
        elif kind == "tubes":
            for _ in range(b.count(3, 8)):
                with b.moved(b.random.normal(0, 0.2, 3) * [1, 0, 1],
                             rotation(0, b.random.normal(0, 0.15))):
                    radius = b.among(0.07, 0.16)
                    b.turned((0, 0, 0), (0, b.among(0.3, 0.9)), (radius * 0.7, radius), tile,
                             sides=3, shell=0.03)
        elif kind == "brain":
            blob(b, (0, 0.25, 0), b.among(0.6, 1), tile, 0.2, detail=7)
        else:
            green = leaves(b, 2)
            for _ in range(b.count(4, 9)):
                with b.moved(b.random.normal(0, 0.15, 3) * [1, 0, 1], rotation(1, b.among(0, 6))):
                    first, high = len(b.parts), b.among(0.5, 1.4)
                    blade(b, high, b.among(0.08, 0.2), b.one_of(*green), 1.6, 0.2,
                          (0.4,) + 7 * (1, 0.8) + (0,))
                    places = b.parts[first].vertices
                    places[:, 0] += 0.06 * np.sin(places[:, 1] * 9 + b.among(0, 6)) * places[:, 1]


KINDS = ((flower, 1.0), (potted_plant, 1.4), (grass, 0.6), (cactus, 0.7), (mushroom, 0.9),
         (rock, 1.2), (crystal, 0.5), (coral, 0.6), (lily, 0.3), (vine, 0.3))
