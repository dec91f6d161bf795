"""Cups, bowls, pans, pots, bottles, vases, jars, jugs, glasses and tins."""

import numpy as np

from gambade_training.things import food, fronts, produce
from gambade_training.things.builder import rotation
from gambade_training.things.paints import ceramics, fluid
from gambade_training.things.shapes import bail, filling, handle, heap, knob, lathe, rounded

# What may lie on a plate.
_MEALS = (food.burger, food.doughnut, food.cake, food.cake_slice, food.cupcake, produce.fruit,
          produce.half_fruit, produce.banana, produce.berries, produce.root, produce.vegetable,
          food.bread, food.sandwich, food.pizza, food.ice_cream, food.cheese, food.sushi,
          food.fried_egg, produce.egg, food.hot_dog, food.meat, food.pie, food.sauce,
          produce.pumpkin, food.drink_cup)


def mug(b):
    """Mugs and cups, some on a saucer."""
    ware, height, top = ceramics(b), b.among(0.6, 1.2), b.among(0.35, 0.55)
    foot = top * b.among(0.5, 1.05)
    belly = b.one_of((top + foot) / 2, top, top * b.among(0.9, 1.15))
    profile = rounded([(foot, 0), (belly, height * b.among(0.15, 0.5)), (top, height * 0.8),
                       (top, height)])
    lift = 0.0
    if b.chance(0.3):
        lift = 0.08
        wide = top * b.among(1.4, 1.9)
        lathe(b, [(wide * 0.5, 0), (wide * 0.6, 0.03), (wide, b.among(0.08, 0.15))], ware, 0.04)
    with b.moved((0, lift, 0)):
        lathe(b, profile, ware, b.among(0.03, 0.07))
        grip = b.one_of(ware, ware, ware, b.material("any"))
        low, high = height * b.among(0.15, 0.35), height * b.among(0.65, 0.92)
        sides = [np.interp(at, profile[:, 1], profile[:, 0]) - 0.03 for at in (low, high)]
        if b.chance(0.93):
            handle(b, (sides[0], low), (sides[1], high), b.among(0.2, 0.38), b.among(0.035, 0.075),
                   grip)
        if b.chance(0.6):
            filling(b, profile, height * b.among(0.7, 0.92), fluid(b))
        if b.chance(0.2):
            b.ring((0, height * 0.985, 0), top - 0.02, 0.03, grip)


def bowl(b):
    ware = b.one_of(ceramics(b), b.material("wood"), b.material("metal"))
    top, height = b.among(0.5, 0.8), b.among(0.25, 0.7)
    foot = top * b.among(0.3, 0.6)
    profile = rounded([(foot, 0), (foot, 0.05),
                       (top * b.among(0.75, 1.05), height * b.among(0.3, 0.6)),
                       (top * b.among(0.95, 1.1), height)])
    lathe(b, profile, ware, b.among(0.03, 0.08))
    content = b.one_of("empty", "empty", "soup", "balls", "mound")
    inner = profile[-1, 0] * 0.85
    if content == "soup":
        filling(b, profile, height * b.among(0.6, 0.9), fluid(b))
        if b.chance(0.4):
            spoon = b.material("metal")
            b.bar((0, height * 0.6, 0), (top * 1.2, height * 1.6, 0), 0.025, spoon)
    elif content == "balls":
        tiles = [b.material("any") for _ in range(b.count(1, 3))]
        heap(b, inner * 0.75, height * 0.7, tiles, top * b.among(0.35, 0.55), 9)
    elif content == "mound":
        b.ball((0, height * 0.75, 0), (2 * inner, height * b.among(0.7, 1.2), 2 * inner),
               b.material("any"))


def plate(b):
    """Plates and dishes, half of them with a meal."""
    ware, wide, height = ceramics(b), b.among(0.7, 1.0), b.among(0.06, 0.18)
    with b.moved((0, 0, 0), np.diag([1, 1, b.one_of(1, 1, 1, b.among(0.6, 0.9))])):
        well = wide * b.among(0.55, 0.8)
        lathe(b, [(well * 0.9, 0), (well, height * 0.35), (wide, height)], ware, 0.035)
        if b.chance(0.3):
            b.ring((0, height - 0.01, 0), wide * 0.97, 0.02, b.material("any"))
    if b.chance(0.65):
        meal = _MEALS[b.count(0, len(_MEALS) - 1)]
        with b.moved((0, 0.03, 0), size=b.among(1.1, 1.8) * well):
            meal(b)
    if b.chance(0.2):
        steel = b.material("metal")
        with b.mirrored(*([0] if b.chance(0.6) else [])):
            b.beam((wide * 1.15, 0.03, -0.5), (wide * 1.15, 0.03, 0.5), 0.05, steel, 0.03)
            b.cushion((wide * 1.15, 0.03, -0.55), (0.14, 0.04, 0.4), steel, 0.6)


def pan(b):
    metal = b.material("metal")
    grip = b.one_of(b.material("metal"), b.material("wood"), b.colored(0.08, 0.08, 0.08))
    top, height = b.among(0.5, 0.7), b.one_of(b.among(0.12, 0.25), b.among(0.4, 0.7))
    profile = rounded([(top * b.among(0.75, 1), 0), (top * 0.97, height * 0.4), (top, height)])
    lathe(b, profile, metal, b.among(0.03, 0.06))
    start, length = (0, height * 0.8, top - 0.04), b.among(0.6, 1.2)
    end = (0, height * 0.8 + length * b.among(0, 0.4), top + length)
    if b.chance(0.5):
        b.bar(start, end, b.among(0.03, 0.06), grip, top_radius=b.among(0.05, 0.08))
    else:
        b.beam(start, end, b.among(0.1, 0.16), grip, 0.05)
    if b.chance(0.2):
        with b.moved((0, 0, 0), rotation(1, np.pi / 2)):
            handle(b, (top - 0.03, height * 0.7), (top - 0.03, height * 0.95), 0.15, 0.03, metal)
    content = b.one_of("empty", "empty", "egg", "sauce", "lid")
    if content == "egg":
        with b.moved((0, 0.04, 0), size=0.9 * top):
            food.fried_egg(b)
    elif content == "sauce":
        filling(b, profile, height * b.among(0.4, 0.85), fluid(b))
    elif content == "lid":
        lathe(b, [(top * 1.02, height), (top * 0.9, height + 0.05), (0.1, height + 0.15)], metal)
        knob(b, height + 0.16, b.among(0.12, 0.2), grip)


def pot(b):
    """Cooking pots with two handles, and cauldrons."""
    metal, grip = b.one_of(b.material("metal"), b.material("plastic")), b.material("any")
    grip = b.one_of(metal, grip)
    top, height = b.among(0.4, 0.7), b.among(0.4, 0.9)
    lift = 0.0
    if b.chance(0.3):
        metal, lift = b.one_of(metal, b.colored(0.12, 0.12, 0.13)), b.among(0.02, 0.2)
        profile = rounded([(top * 0.4, 0), (top * 1.15, height * 0.15), (top * 1.2, height * 0.6),
                           (top * 0.85, height * 0.85), (top, height)])
        with b.around(b.one_of(3, 4)):
            b.bar((top * 0.75, 0, 0), (top * 0.6, lift + 0.2, 0), 0.05, metal, top_radius=0.09)
    else:
        profile = rounded([(top * b.among(0.8, 1), 0), (top, height * 0.25), (top, height)])
    with b.moved((0, lift, 0)):
        lathe(b, profile, metal, b.among(0.04, 0.08))
        b.ring((0, height, 0), top - 0.02, b.among(0.02, 0.05), metal)
        at, tall = height * b.among(0.65, 0.85), b.among(0.03, 0.08)
        side = np.interp(at, profile[:, 1], profile[:, 0]) - 0.03
        if b.chance(0.75):
            turn = np.linspace(-np.pi / 2, np.pi / 2, 9)
            reach, half = b.among(0.12, 0.25), b.among(0.12, 0.25)
            with b.mirrored(0):
                b.wire(np.c_[side - 0.04 + reach * np.cos(turn),
                             np.full(9, at), half * np.sin(turn)], tall * 0.6, grip)
        else:
            bail(b, top, height, 0.03, grip, b.among(0.6, 1.1), b.one_of(0, 0.5))
        if b.chance(0.5):
            dome = b.among(0.03, 0.25)
            lathe(b, rounded([(top * 1.03, height + 0.01), (top, height + dome),
                              (0.05, height + dome + 0.02)]), b.one_of(metal, grip))
            knob(b, height + dome + 0.02, b.among(0.12, 0.25), grip)
        elif b.chance(0.6):
            filling(b, profile, height * b.among(0.5, 0.9), fluid(b))


def bottle(b):
    body = b.material(b.one_of("glass", "glass", "plastic", "any"))
    radius, height = b.among(0.16, 0.32), b.among(0.9, 1.4)
    neck, shoulder = radius * b.among(0.25, 0.5), height * b.among(0.45, 0.75)
    length = height * b.among(0.05, 0.35)
    top = min(shoulder + length, height * 0.92)
    waist = radius * b.one_of(1, 1, 1, b.among(0.75, 0.95))
    profile = rounded([(radius * 0.9, 0), (radius, 0.04), (waist, shoulder * 0.55),
                       (radius, shoulder), (neck, top), (neck, height)])
    squash = np.diag([1, 1, b.one_of(1, 1, 1, b.among(0.45, 0.8))])
    with b.moved((0, 0, 0), squash):
        is_open = b.chance(0.25)
        lathe(b, profile, body, 0.3 * neck if is_open else 0)
        if b.chance(0.65):
            low, high = shoulder * b.among(0.1, 0.35), shoulder * b.among(0.6, 0.95)
            at = np.linspace(low, high, 4)
            lathe(b, np.c_[np.interp(at, profile[:, 1], profile[:, 0]) + 0.012, at],
                  b.paint(fronts.label, b.paint_colors()))
        if is_open:
            b.ring((0, height, 0), neck, 0.02, body)
            return
        cap, tall = b.material(b.one_of("metal", "plastic", "wood")), b.among(0.05, 0.14)
        b.bar((0, height - tall * 0.5, 0), (0, height + tall * 0.5, 0), neck * b.among(0.8, 1.4),
              cap)
        kind = b.one_of("plain", "plain", "plain", "pump", "spray")
        if kind == "pump":
            b.bar((0, height, 0), (0, height + 0.2, 0), 0.03, cap)
            b.beam((-0.05, height + 0.2, 0), (0.2, height + 0.2, 0), 0.06, cap)
        elif kind == "spray":
            b.box((0.03, height + 0.12, 0), (0.26, 0.14, 0.1), cap)
            b.beam((0.1, height + 0.08, 0), (0.14, height - 0.1, 0), 0.04, cap)


def vase(b):
    """Vases and amphoras, some with flowers."""
    ware, height, wide = ceramics(b), b.among(0.8, 1.4), b.among(0.25, 0.5)
    radii = wide * b.random.uniform(0.4, 1.0, 5)
    radii[b.count(1, 3)] = wide
    profile = rounded(np.c_[radii, height * np.array([0, 0.2, 0.55, 0.85, 1])])
    lathe(b, profile, ware, b.among(0.03, 0.06))
    if b.chance(0.25):
        low, high = height * b.among(0.4, 0.6), height * b.among(0.8, 0.95)
        sides = [np.interp(at, profile[:, 1], profile[:, 0]) - 0.02 for at in (low, high)]
        with b.mirrored(0):
            handle(b, (sides[0], low), (sides[1], high), b.among(0.12, 0.25), 0.035, ware)
    if b.chance(0.35):
        green, petal, middle = b.material("leaf"), b.material("plastic"), b.material("plastic")
        for number in range(b.count(1, 4)):
            angle, lean, tall = 2.4 * number, b.among(0, 0.45), b.among(0.3, 0.8)
            end = np.array([lean * np.cos(angle), height + tall, lean * np.sin(angle)])
            b.bar((0, height * 0.5, 0), end, 0.015, green, sides=2)
            b.ball(end, 0.09, middle)
            tilt = rotation(2, -lean * np.cos(angle)) @ rotation(0, lean * np.sin(angle))
            with b.moved(end, tilt):
                with b.around(b.count(4, 6)):
                    b.slab([(0, 0), (0.1, -0.06), (0.19, 0), (0.1, 0.06)], (0.04, 0, 0), 0.02,
                           petal, axis=1)


def jar(b):
    body, lid = b.material(b.one_of("glass", "any", "stone")), b.material(b.one_of("metal", "wood"))
    radius, height = b.among(0.3, 0.5), b.among(0.5, 1.1)
    mouth, shoulder = radius * b.among(0.65, 0.95), height * b.among(0.75, 0.92)
    profile = rounded([(radius * 0.9, 0), (radius, 0.05), (radius, shoulder),
                       (mouth, height * 0.93), (mouth, height)])
    is_open = b.chance(0.2)
    lathe(b, profile, body, 0.04 if is_open else 0)
    if is_open:
        filling(b, profile, height * b.among(0.4, 0.8), b.material("any"))
    elif b.chance(0.3):
        lathe(b, rounded([(mouth * 1.1, height), (mouth, height + 0.1), (0.04, height + 0.13)]),
              body)
        knob(b, height + 0.13, 0.15, b.one_of(body, lid))
    else:
        wide = mouth * b.among(0.95, 1.15)
        b.bar((0, height - 0.03, 0), (0, height + b.among(0.03, 0.15), 0), wide, lid, sides=6)
        if b.chance(0.25):
            cloth = b.material("cloth")
            lathe(b, [(mouth * 1.5, height - 0.12), (mouth * 1.1, height + 0.05),
                      (mouth, height + 0.16)], cloth)
    if b.chance(0.5):
        low, high = shoulder * b.among(0.1, 0.3), shoulder * b.among(0.6, 0.9)
        b.bar((0, low, 0), (0, high, 0), radius + 0.012, b.paint(fronts.label, b.paint_colors()),
              sides=6)


def teapot(b):
    """Teapots, coffee pots and kettles."""
    ware, grip = b.one_of(ceramics(b), b.material("metal")), b.material("any")
    grip = b.one_of(ware, ware, grip)
    wide, height = b.among(0.4, 0.6), b.among(0.5, 1.1)
    foot, mouth = wide * b.among(0.5, 1.0), wide * b.among(0.35, 0.7)
    profile = rounded([(foot, 0), (wide, height * 0.15), (wide, height * b.among(0.4, 0.7)),
                       (mouth * 1.1, height * 0.95), (mouth, height)])
    lathe(b, profile, ware)
    dome = b.among(0.04, 0.15)
    lathe(b, rounded([(mouth * 1.05, height), (mouth, height + dome), (0.04, height + dome)]),
          b.one_of(ware, ware, grip))
    knob(b, height + dome, b.among(0.1, 0.18), grip)
    low, high = height * b.among(0.2, 0.4), height * b.among(0.75, 1.1)
    reach, thick = wide + b.among(0.25, 0.45), b.among(0.07, 0.13)
    points = [(-wide * 0.75, low, 0), (-(wide + reach) * 0.52, low * 0.6 + high * 0.4, 0),
              (-reach, high, 0)]
    if b.chance(0.3):
        points[1:2] = []
    for number, (start, end) in enumerate(zip(points, points[1:])):
        b.bar(start, end, thick * 0.7 ** number, ware, top_radius=thick * 0.7 ** (number + 1))
    if b.chance(0.3):
        bail(b, wide * 0.85, height * 0.75, 0.035, grip, b.among(0.9, 1.2))
    else:
        low, high = height * b.among(0.15, 0.3), height * b.among(0.7, 0.9)
        sides = [np.interp(at, profile[:, 1], profile[:, 0]) - 0.03 for at in (low, high)]
        handle(b, (sides[0], low), (sides[1], high), b.among(0.25, 0.4), b.among(0.04, 0.07), grip)


def jug(b):
    """Jugs, pitchers and steins."""
    ware = b.one_of(ceramics(b), b.material("glass"), b.material("wood"))
    height, wide = b.among(0.8, 1.3), b.among(0.35, 0.5)
    neck, mouth = wide * b.among(0.55, 1.0), wide * b.among(0.6, 1.0)
    profile = rounded([(wide * b.among(0.6, 1), 0), (wide, height * 0.3), (neck, height * 0.75),
                       (mouth, height)])
    lathe(b, profile, ware, 0.05)
    low, high = height * b.among(0.2, 0.4), height * b.among(0.75, 0.93)
    sides = [np.interp(at, profile[:, 1], profile[:, 0]) - 0.03 for at in (low, high)]
    handle(b, (sides[0], low), (sides[1], high), b.among(0.2, 0.35), b.among(0.035, 0.07), ware)
    if b.chance(0.7):
        b.bar((-mouth * 0.8, height * 0.75, 0), (-mouth * 1.08, height * 0.99, 0), 0.03, ware,
              top_radius=mouth * b.among(0.3, 0.5))
    if b.chance(0.5):
        filling(b, profile, height * b.among(0.6, 0.85), fluid(b))


def glass(b):
    """Tumblers, wine glasses, goblets."""
    tile = b.one_of(b.material("glass"), b.material("metal"), b.material("any"))
    top, height = b.among(0.25, 0.5), b.among(0.5, 0.9)
    lift = 0.0
    if b.chance(0.65):
        lift, base = b.among(0.15, 0.6), b.among(0.2, 0.4)
        lathe(b, [(base, 0), (base * 0.9, 0.03), (0.05, 0.1),
                  (0.04, lift * 0.6), (0.05, lift + 0.03)], tile)
        if b.chance(0.35):
            b.ball((0, 0.1 + lift * b.among(0.3, 0.7), 0), b.among(0.12, 0.2), tile)
        belly = top * b.among(0.5, 1.2)
        points = [(0.06, 0), (belly, height * 0.1), (belly, height * b.among(0.3, 0.6)),
                  (top, height)]
    else:
        points = [(top * b.among(0.65, 1), 0), (top * b.among(0.8, 1), height * 0.5), (top, height)]
    profile = rounded(points)
    with b.moved((0, lift, 0)):
        lathe(b, profile, tile, 0.03)
        if b.chance(0.6):
            filling(b, profile, height * b.among(0.4, 0.85), fluid(b))
        if b.chance(0.2):
            gems = b.material("plastic")
            with b.around(b.count(4, 8)):
                b.ball((np.interp(height * 0.6, profile[:, 1], profile[:, 0]), height * 0.6, 0),
                       0.09, gems)
        if b.chance(0.15):
            handle(b, (top * 0.85, height * 0.2), (top * 0.9, height * 0.8), 0.25, 0.05, tile)


def tin(b):
    """Food and drink cans, some open."""
    metal, band = b.material("metal"), b.paint(fronts.label, b.paint_colors())
    radius, height = b.among(0.3, 0.5), b.among(0.25, 1.1)
    band = b.one_of(band, band, b.material("any"))
    if b.chance(0.4):
        neck = b.among(0.04, 0.1)
        lathe(b, [(radius * 0.8, 0), (radius, neck), (radius, height - neck),
                  (radius * 0.8, height)], band)
        b.bar((0, height - 0.01, 0), (0, height + 0.005, 0), radius * 0.76, metal, sides=6)
        b.ring((0, height, 0), radius * 0.78, 0.02, metal)
    else:
        is_open = b.chance(0.4)
        lathe(b, [(radius, 0), (radius, height)], metal, 0.03 if is_open else 0)
        if not is_open:
            b.bar((0, 0.03, 0), (0, height - 0.03, 0), radius + 0.008, band, sides=6)
        for at in (0.02, height - 0.01):
            b.ring((0, at, 0), radius - 0.005, 0.025, metal)
        if is_open:
            for at in np.linspace(0.2, 0.8, b.count(2, 5)):
                b.ring((0, at * height, 0), radius - 0.015, 0.025, metal)
            filling(b, np.array([(radius, 0), (radius, height)]), height * b.among(0.3, 0.9),
                    fluid(b))
            if b.chance(0.6):
                with b.moved((0, height, -radius), rotation(0, -b.among(0.6, 1.9))):
                    b.disc((0, 0, radius), radius * 0.95, 0.015, metal, (0, 1, 0), sides=6)
    if b.chance(0.4):
        b.ring((0, height + 0.02, 0.08), 0.05, 0.015, metal)


def watering_can(b):
    tile = b.material(b.one_of("metal", "plastic"))
    radius, height = b.among(0.35, 0.5), b.among(0.45, 0.8)
    lathe(b, [(radius, 0), (radius * b.among(0.75, 1), height)], tile, 0.05)
    if b.chance(0.6):
        b.disc((0, height, -radius * 0.45), radius * 0.5, 0.04, tile, (0, 1, 0))
    reach, rise = radius + b.among(0.4, 0.7), height * b.among(0.95, 1.4)
    start, end = np.array([0, height * 0.2, radius * 0.8]), np.array([0, rise, reach])
    b.bar(start, end, b.among(0.07, 0.1), tile, top_radius=0.05)
    if b.chance(0.75):
        along = (end - start) / np.linalg.norm(end - start)
        b.bar(end, end + along * 0.14, 0.05, tile, top_radius=b.among(0.12, 0.2), sides=5)
    with b.moved((0, 0, 0), rotation(1, np.pi / 2)):
        if b.chance(0.7):
            handle(b, (radius * 0.9, height * 0.2), (radius * 0.8, height * 0.95), 0.3, 0.04, tile)
        else:
            bail(b, radius * 0.9, height * 0.9, 0.04, tile)


def potion(b):
    """Flasks with corks, as in games and laboratories."""
    body, cork = b.material(b.one_of("glass", "plastic")), b.material("wood")
    wide, height, neck = b.among(0.3, 0.5), b.among(0.5, 0.9), b.among(0.08, 0.16)
    length = b.among(0.12, 0.4)
    sides = b.one_of(2, 3, 6, 6)
    shape = b.one_of([(wide * 0.4, 0), (wide * 1.1, height * 0.1), (wide * 1.1, height * 0.7),
                      (neck, height)], [(wide, 0), (wide, 0.08), (neck, height)],
                     [(wide * 0.8, 0), (wide * 0.8, height * 0.75), (neck, height * 0.95)],
                     [(wide * 0.4, 0), (wide, height * 0.5), (neck, height)])
    profile = rounded(shape + [(neck, height + length)])
    lathe(b, profile, body, sides=sides)
    top = height + length
    if b.chance(0.7):
        b.ring((0, top, 0), neck, 0.03, body)
    if b.chance(0.5):
        level, liquid = height * b.among(0.3, 0.75), b.material("plastic")
        at = np.linspace(0.005, level, 6)
        lathe(b, np.c_[np.interp(at, profile[:, 1], profile[:, 0]) + 0.015, at], liquid,
              sides=sides)
    if b.chance(0.85):
        b.bar((0, top - 0.05, 0), (0, top + b.among(0.06, 0.18), 0), neck * 0.85, cork,
              top_radius=neck)
    if b.chance(0.4):
        b.ring((0, height + 0.05, 0), neck + 0.02, 0.03, cork)


KINDS = ((mug, 1.5), (bowl, 1.2), (plate, 1.2), (pan, 1.0), (pot, 1.2), (bottle, 1.5), (vase, 1.3),
         (jar, 1.0), (teapot, 1.2), (jug, 0.8), (glass, 1.2), (tin, 0.9), (watering_can, 0.6),
         (potion, 0.9))
