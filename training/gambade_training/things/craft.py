"""Aircraft, boats, ships, rockets and spaceships."""

import numpy as np

from gambade_training import patterns
from gambade_training.things.builder import rotation
from gambade_training.things.shapes import lofted
from gambade_training.things.vehicle_parts import cabin, glazing, silhouette, spans, wheels


def _wing(b, y, z, tip_z, chord, tip_chord, span, thick, tile, rise=0.0):
    """On both sides; z and tip_z: the middles of its chords; rise: an angle."""
    with b.mirrored(0), b.moved((0, y, 0), rotation(2, rise)):
        b.slab([(0, -z - chord / 2), (span, -tip_z - tip_chord / 2), (span, -tip_z + tip_chord / 2),
                (0, -z + chord / 2)], (0, 0, 0), thick, tile, axis=1)


def _propeller(b, centre, radius, tile, blades, axis=2):
    turn = b.among(0, 3)
    with b.moved(centre), b.around(blades, axis=axis), b.moved((0, 0, 0), rotation(axis, turn)):
        if axis == 2:
            b.box((0, radius / 2, 0), (radius * 0.16, radius, 0.03), tile)
        else:
            b.box((radius / 2, 0, 0), (radius, 0.03, radius * 0.1), tile)


def _livery(random, colors, size):
    """For a `lofted` body: a belly, a row of windows on both sides, some bands."""
    picture = patterns.ground(colors, size)
    row = np.arange(size) / size
    picture[:, row < random.uniform(0.1, 0.45)] = colors[1]
    if random.random() < 0.5:
        picture[row < random.uniform(0.05, 0.2)] = colors[2]
    if random.random() < 0.5:
        picture[row > random.uniform(0.75, 0.9)] = colors[2]
    low, count = random.uniform(0.5, 0.6), random.integers(5, 16)
    if random.random() < 0.6:
        shown = (row * count % 1 < random.uniform(0.3, 0.6)) & (row > 0.15) & (row < 0.8)
        picture[np.ix_(shown, (row > low) & (row < low + 0.05))] = colors[3] * 0.4
    return picture


def aeroplane(b):
    """An airliner, a propeller plane, a biplane, a jet fighter, a glider; stubby ones are toys."""
    body = b.paint(_livery, b.paint_colors()) if b.chance(0.5) else b.material("any")
    wing, dark, glass = b.one_of(body, b.material("any")), b.material("metal"), glazing(b)
    style = b.one_of("liner", "liner", "prop", "prop", "biplane", "fighter", "fighter", "glider")
    length, wide = b.among(3, 6), b.among(0.45, 0.75)
    if b.chance(0.25):
        length, wide = b.among(1.8, 2.6), b.among(0.6, 0.9)
    half, tall = length / 2, wide * b.among(0.9, 1.2)
    tail, lift = wide * b.among(0.15, 0.5), tall * b.among(0.0, 0.3)
    nose = wide * (0.1 if style == "fighter" else b.among(0.3, 0.7))
    lofted(b, [(-half, tail, tail, lift), (-half * 0.3, wide, tall, lift * 0.3),
               (half * 0.6, wide, tall, 0),
               (half * 0.92, (wide + nose) / 2, (tall + nose) / 2, -0.03),
               (half, nose * 0.5, nose * 0.5, -0.05)], body, b.among(2, 3.5), sides=5)
    sweep = {"liner": b.among(0.4, 0.8), "fighter": b.among(0.7, 1.2)}.get(style, b.among(0, 0.15))
    span = {"fighter": b.among(0.28, 0.45), "glider": b.among(0.8, 1.1)}
    span = length * span.get(style, b.among(0.45, 0.65))
    chord = {"fighter": b.among(0.35, 0.55), "glider": 0.12}.get(style, b.among(0.16, 0.28))
    chord *= length
    narrow, y = chord * b.among(0.2, 1.0), tall * b.one_of(-0.3, -0.2, 0.0, 0.4)
    z, rise, thick = half * b.among(-0.1, 0.15), b.among(-0.02, 0.12), b.among(0.05, 0.12)
    _wing(b, y, z, z - sweep * span, chord, narrow, span, thick, wing, rise)
    if style == "biplane":
        gap = tall * b.among(0.9, 1.3)
        _wing(b, y + gap, z, z, chord, narrow, span, thick, wing, rise)
        with b.mirrored(0):
            for x in (span * 0.15, span * 0.7):
                b.beam((x, y + x * rise, z), (x, y + gap + x * rise, z), 0.05, dark)
    fin, root = wide * b.among(0.9, 1.5), length * b.among(0.1, 0.16)
    back = -half + root
    twin = style == "fighter" and b.chance(0.5)
    x, lean = (wide * 0.35, -0.25) if twin else (0, 0)
    with b.mirrored(*((0,) if twin else ())), b.moved((x, lift, back), rotation(2, lean)):
        b.slab([(-root, 0), (root, 0), (-root * 0.5, fin), (-root * 1.2, fin)], (0, 0, 0),
               thick * 0.8, wing, axis=0)
    plane = lift + (fin * 0.95 if b.chance(0.2) and not twin else 0)
    _wing(b, plane, back, back - sweep * 0.5 * wide, root * 1.6, root, span * b.among(0.3, 0.45),
          thick * 0.8, wing, b.among(0, 0.2))
    if style == "liner":
        far = span * b.among(0.3, 0.4)
        with b.mirrored(0):
            for x in (far, far * 2)[:b.one_of(1, 1, 2)]:
                front = (x, y - wide * 0.3 + x * rise, z - sweep * x + chord * 0.5)
                size = wide * b.among(0.2, 0.3)
                b.bar(np.subtract(front, (0, 0, size * 3)), front, size * 0.7, body,
                      top_radius=size)
                b.disc(front, size * 0.85, 0.04, dark, axis=(0, 0, 1))
        lofted(b, [(half * 0.6, wide * 0.7, tall * 0.3, tall * 0.3),
                   (half * 0.9, wide * 0.7, 0.1, tall * 0.2)], glass, 4)
    else:
        z = half * b.among(0, 0.4)
        b.cushion((0, tall * 0.45, z),
                  (wide * 0.6, tall * b.among(0.4, 0.8), length * b.among(0.12, 0.25)), glass, 0.8)
    if style in ("prop", "biplane"):
        engines = b.one_of(1, 1, 2) if style == "prop" else 1
        if engines == 1:
            b.bar((0, -0.05, half * 0.97), (0, -0.05, half + 0.15), nose * 0.5, dark,
                  top_radius=0.03)
            _propeller(b, (0, -0.05, half + 0.06), wide * b.among(0.8, 1.3), dark, b.count(2, 4))
        else:
            with b.mirrored(0), b.moved((span * 0.35, y + span * 0.35 * rise, z)):
                b.cushion((0, 0, 0), (wide * 0.5, wide * 0.5, chord * 1.7), body, 0.8)
                _propeller(b, (0, 0, chord * 0.87), wide * 0.9, dark, 3)
    elif style == "fighter":
        with b.mirrored(0):
            b.box((wide * 0.5, -tall * 0.1, half * 0.05), (wide * 0.4, tall * 0.5, length * 0.25),
                  body)
            b.bar((tail * 0.5, lift, -half - 0.15), (tail * 0.5, lift, -half + 0.1), tail * 0.5,
                  dark)
            if b.chance(0.5):
                b.bar((span * 0.7, y - 0.1, z - sweep * span), (span * 0.7, y - 0.1, z), 0.06, dark)
    if b.chance(0.5):
        foot, radius = -tall * b.among(0.9, 1.3), b.among(0.12, 0.2)
        if style == "prop" and b.chance(0.25):
            with b.mirrored(0):
                lofted(b, [(-half * 0.5, 0.1, 0.2, foot), (half * 0.3, 0.4, 0.35, foot),
                           (half * 0.8, 0.1, 0.1, foot + 0.1)], body)
                b.bar((0.0, foot, 0), (0, -0.1, 0), 0.04, dark)
            return
        with b.mirrored(0):
            b.bar((wide * 0.7, foot, 0.1), (wide * 0.3, -tall * 0.3, 0.1), 0.04, dark, sides=2)
            b.disc((wide * 0.75, foot, 0.1), radius, 0.1, dark, sides=3)
        end = half * (0.7 if style in ("liner", "fighter") else -0.9)
        b.bar((0, foot, end), (0, 0, end), 0.03, dark, sides=2)
        b.disc((0, foot, end), radius * 0.8, 0.08, dark, sides=3)


def helicopter(b):
    body = b.paint(_livery, b.paint_colors()) if b.chance(0.3) else b.material("any")
    dark, glass = b.material("metal"), glazing(b)
    wide, tall, length = b.among(0.9, 1.4), b.among(0.9, 1.4), b.among(1.6, 3)
    half, tail = length / 2, b.among(1.2, 3.0)
    lofted(b, [(-half, wide * 0.4, tall * 0.4, tall * 0.15), (-half * 0.3, wide, tall, 0),
               (half * 0.6, wide, tall, 0), (half, wide * 0.4, tall * 0.3, -tall * 0.15)], body,
           b.among(2, 4), sides=5)
    b.cushion((0, tall * 0.1, half * 0.6), (wide * 0.9, tall * 0.75, length * 0.45), glass,
              b.among(0.3, 1))
    end = (0, tall * b.among(0.15, 0.4), -half - tail)
    b.bar((0, tall * 0.15, -half * 0.5), end, wide * b.among(0.15, 0.3), body,
          top_radius=wide * 0.08)
    with b.moved(end):
        b.slab([(-0.25, -0.1), (0.3, -0.1), (0, 0.7), (-0.35, 0.7)], (0, 0, 0), 0.06, body, axis=0)
        _wing(b, 0, 0.1, 0.1, 0.3, 0.2, b.among(0.3, 0.6), 0.05, body)
        _propeller(b, (0.12, 0.3, 0), 0.4, dark, b.count(2, 4), axis=0)
    top = tall / 2 + b.among(0.15, 0.4)
    b.cushion((0, tall * 0.5, -half * 0.1), (wide * 0.5, tall * 0.4, length * 0.6), body, 0.6)
    b.bar((0, 0, 0), (0, top, 0), 0.07, dark)
    b.bar((0, top - 0.08, 0), (0, top + 0.05, 0), 0.15, dark)
    _propeller(b, (0, top, 0), b.among(1.4, 2.6), dark, b.count(2, 5), axis=1)
    foot = -tall / 2 - b.among(0.15, 0.4)
    if b.chance(0.7):
        with b.mirrored(0):
            x = wide * 0.45
            b.wire([(x, foot, -half * 0.8), (x, foot, half * 0.8), (x, foot + 0.15, half)], 0.04,
                   dark)
            with b.mirrored(2):
                b.bar((x, foot, half * 0.4), (x * 0.6, -tall * 0.3, half * 0.4), 0.03, dark,
                      sides=2)
    else:
        with b.moved((0, foot, 0)):
            wheels(b, (-half * 0.5, half * 0.5), wide * 0.5, 0.18, 0.12)
    with b.mirrored(0):
        b.box((wide * 0.47, 0, -half * 0.1), (wide * 0.1, tall * 0.5, length * 0.18),
              b.one_of(glass, body))


def drone(b):
    body, dark = b.material(b.one_of("plastic", "metal")), b.material("plastic")
    size, arms = b.among(0.3, 0.5), b.one_of(4, 4, 4, 6, 8)
    b.cushion((0, 0, 0), (size, size * b.among(0.3, 0.6), size * b.among(1, 1.8)), body,
              b.among(0.2, 0.8))
    reach, tilt, blades = b.among(0.5, 0.8), b.among(0, 0.12), b.count(2, 3)
    guard = b.chance(0.35) and arms == 4
    with b.around(arms), b.moved((0, 0, 0), rotation(1, np.pi / arms)):
        b.beam((0, 0, 0), (0, tilt, reach), 0.07, body)
        b.bar((0, tilt - 0.05, reach), (0, tilt + 0.1, reach), 0.05, dark, sides=3)
        _propeller(b, (0, tilt + 0.1, reach), reach * 0.45, dark, blades, axis=1)
        if guard:
            b.ring((0, tilt + 0.08, reach), reach * 0.5, 0.02, dark)
    foot = -b.among(0.25, 0.4)
    b.ball((0, -size * 0.3, size * 0.5), size * 0.4, dark)
    b.disc((0, -size * 0.3, size * 0.69), size * 0.1, 0.05, glazing(b), axis=(0, 0, 1))
    if b.chance(0.7):
        with b.mirrored(0):
            b.wire([(size * 0.3, 0, -0.15), (size * 0.5, foot, -0.15), (size * 0.5, foot, 0.2),
                    (size * 0.3, 0, 0.2)], 0.02, dark)


def _waterline(random, colors, size):
    """For a `lofted` hull: paint below the water, a stripe, a deck or an inside."""
    picture = patterns.ground(colors, size)
    across = np.arange(size) / size
    picture[:, across < random.uniform(0.1, 0.35)] = colors[1]
    picture[:, (across > random.uniform(0.4, 0.46)) & (across < 0.49)] = colors[2]
    picture[:, across > 0.5] = colors[3]
    return picture


def boat(b):
    """A rowing, motor or sailing boat, or a tall ship."""
    hull = b.paint(_waterline, b.paint_colors()) if b.chance(0.6) else b.material("wood")
    wood, cloth, white = b.material("wood"), b.material("cloth"), b.material("any")
    kind = b.one_of("row", "row", "motor", "sail", "sail", "tall")
    length, wide = b.among(2.5, 6), b.among(0.9, 1.6)
    deep, rise = wide * b.among(0.7, 1.3), wide * b.among(0.05, 0.4)
    if kind == "tall":
        deep, rise = deep * 1.4, rise + 0.3
    half, stern = length / 2, b.one_of(0.05, 0.6, 0.8) * wide
    lofted(b, [(-half, stern, deep * 0.8, rise * b.among(0, 1)), (-half * 0.5, wide, deep, 0),
               (half * 0.3, wide, deep, 0), (half * 0.8, wide * 0.5, deep * 0.8, rise * 0.5),
               (half, 0.04, deep * 0.3, rise)], hull, b.among(1.6, 3),
           -0.8 if kind == "row" or b.chance(0.25) else b.one_of(0, 0.1), 5)
    if kind == "row":
        for z in np.linspace(-half * 0.6, half * 0.5, b.count(2, 4)):
            b.box((0, -deep * 0.1, z), (wide * 0.85, 0.05, 0.25), wood)
        if b.chance(0.6):
            with b.mirrored(0):
                end = (wide * b.among(1.0, 1.5), -deep * 0.3, b.among(-0.6, 0.6))
                b.bar((wide * 0.1, deep * 0.2, 0), end, 0.03, wood)
                b.box(end, (0.3, 0.03, 0.16), wood)
    elif kind == "motor":
        z, tall = half * b.among(-0.3, 0.1), b.among(0.4, 0.8)
        cabin(b, [(z - half * 0.4, -0.05), (z + half * 0.4, -0.05), (z + half * 0.15, tall),
                  (z - half * 0.35, tall)], wide * 0.7, white, glazing(b), 0.85,
              spans(b.count(1, 4)), 0.4)
        b.box((0, 0, -half * 0.97), (0.25, deep * 0.7, 0.3), b.material("plastic"))
        if b.chance(0.6):
            with b.mirrored(0):
                b.wire([(wide * 0.45, 0.25, -half * 0.4), (wide * 0.4, 0.25, half * 0.4),
                        (0, 0.3 + rise, half * 0.9)], 0.02, wood)
    else:
        masts = 1 if kind == "sail" else b.count(1, 3)
        if kind == "tall":
            for z, size in ((-half * 0.75, 0.6), (half * 0.6, 0.3)):
                b.box((0, size * 0.4, z), (wide * 0.7, size, half * 0.4), hull)
            b.bar((0, rise, half * 0.8), (0, rise + 0.5, half * 1.3), 0.05, wood)
        for z in np.linspace(half * 0.5, -half * 0.5, masts) if masts > 1 else (half * 0.1,):
            mast = length * b.among(0.7, 1.0)
            b.bar((0, -0.1, z), (0, mast, z), 0.07, wood, top_radius=0.03, sides=3)
            if kind == "sail":
                foot = b.among(0.25, 0.5)
                b.slab([(z - half * 0.9, foot), (z - 0.05, foot), (z - 0.05, mast * 0.97)],
                       (0, 0, 0), 0.03, cloth, axis=0)
                b.bar((0, foot, z - half * 0.95), (0, foot, z), 0.04, wood, sides=2)
                if b.chance(0.7):
                    b.slab([(z + 0.08, foot), (half * 0.9, rise + 0.1), (z + 0.08, mast * 0.85)],
                           (0, 0, 0), 0.03, cloth, axis=0)
                continue
            for low, high in ((0.2, 0.55), (0.6, 0.9))[:b.count(1, 2)]:
                broad = wide * b.among(0.9, 1.5) * (1.2 - high)
                b.bar((-broad, mast * high, z), (broad, mast * high, z), 0.04, wood, sides=2)
                bulge = mast * (high - low)
                b.cushion((0, mast * (low + high) / 2, z + 0.1), (broad * 1.9, bulge, 0.25), cloth,
                          0.25)
            if b.chance(0.4):
                b.box((0, mast, z - 0.2), (0.02, 0.2, 0.4), white)


def ship(b):
    """A steamer, a tug, a freighter, a warship or a submarine."""
    hull = b.paint(_waterline, b.paint_colors())
    body, dark, glass = b.material("any"), b.material("metal"), glazing(b)
    length, wide = b.among(4, 8), b.among(1.0, 1.8)
    half, deep, rise = length / 2, wide * b.among(0.8, 1.4), wide * b.among(0.1, 0.4)
    if b.chance(0.3):
        hull = b.paint(_livery, b.paint_colors()) if b.chance(0.5) else body
        lofted(b, [(-half, 0.1, 0.1, 0), (-half * 0.6, wide * 0.8, wide * 0.8, 0),
                   (0, wide, wide, 0), (half * 0.7, wide, wide, 0),
                   (half, wide * b.among(0.1, 0.7), wide * 0.3, 0)], hull)
        top, z = wide * b.among(0.8, 1.1), half * b.among(0, 0.4)
        lofted(b, [(z - half * 0.2, wide * 0.1, top * 2, 0), (z, wide * 0.4, top * 2, 0),
                   (z + half * 0.2, wide * 0.15, top * 2, 0)], hull, 4)
        b.bar((0, top, z), (0, top + b.among(0.2, 0.6), z), 0.04, dark)
        _wing(b, 0, -half * 0.8, -half * 0.85, 0.5, 0.3, wide * 0.6, 0.06, hull)
        with b.mirrored(1):
            b.slab([(-0.3, 0), (0.3, 0), (0, wide * 0.6), (-0.3, wide * 0.6)], (0, 0, -half * 0.8),
                   0.06, hull, axis=0)
        _propeller(b, (0, 0, -half - 0.05), wide * 0.3, dark, b.count(3, 5))
        return
    lofted(b, [(-half, wide * 0.7, deep * 0.8, rise * 0.5), (-half * 0.6, wide, deep, 0),
               (half * 0.4, wide, deep, 0), (half * 0.85, wide * 0.5, deep, rise * 0.6),
               (half, 0.05, deep * 0.6, rise)], hull, b.among(2.2, 4), 0, 5)
    kind, level = b.one_of("steam", "freight", "war"), 0.0
    z = half * (-0.65 if kind == "freight" else b.among(-0.2, 0.1))
    long = half * (0.4 if kind == "freight" else b.among(0.4, 1.2))
    for _ in range(b.count(1, 3)):
        tall = b.among(0.35, 0.5)
        cabin(b, [(z - long / 2, level - 0.05), (z + long / 2, level - 0.05),
                  (z + long / 2 - b.among(0, 0.1), level + tall), (z - long / 2, level + tall)],
              wide * b.among(0.55, 0.8), body, glass, 0.95, spans(b.count(3, 7)), 0.4, 0.8)
        level, long = level + tall, long * b.among(0.6, 0.9)
    funnel = b.material("plastic")
    for at in np.linspace(z - long * 0.35, z + long * 0.3, b.count(1, 3)):
        tall = b.among(0.4, 0.8)
        b.bar((0, level - 0.1, at), (0, level + tall, at - 0.1), wide * b.among(0.1, 0.16), funnel)
        b.bar((0, level + tall, at - 0.1), (0, level + tall + 0.1, at - 0.12), wide * 0.12, dark)
    b.bar((0, 0, half * 0.6), (0, level + b.among(0, 0.6), half * 0.6), 0.04, dark, sides=2)
    if kind == "freight":
        crates = [b.material("plastic") for _ in range(4)]
        for at in np.arange(-half * 0.3, half * 0.6, half * 0.22):
            for row in range(b.count(1, 3)):
                for x in (-0.23, 0.23):
                    b.box((x * wide, 0.15 + 0.3 * row, at), (wide * 0.44, 0.29, half * 0.2),
                          b.one_of(*crates))
    elif kind == "war":
        for at in (half * 0.6, half * 0.4, -half * 0.75):
            b.cushion((0, 0.15, at), (wide * 0.4, 0.3, 0.45), body, 0.3)
            front = 0.8 if at > 0 else -0.8
            with b.mirrored(0):
                b.bar((0.08, 0.2, at), (0.08, 0.3, at + front), 0.04, dark, sides=2)


def rocket(b):
    """One that stands on its fins, with boosters or without."""
    body, trim = b.material("any"), b.material("plastic")
    dark, glass = b.material("metal"), glazing(b)
    height, radius, rise = b.among(2, 5), b.among(0.3, 0.6), b.among(0.2, 0.6)
    belly = radius * b.among(1, 1.5)
    b.turned((0, rise, 0), np.array([0, 0.3, 0.65]) * height,
             (radius * b.among(0.6, 1), belly, radius), body, 5)
    b.turned((0, rise, 0), np.array([0.65, 0.8, 0.92, 1]) * height,
             np.array([1, b.among(0.7, 0.9), 0.35, 0.02]) * radius, trim, 5)
    for at in b.random.uniform(0.05, 0.6, b.count(0, 2)):
        size = np.interp(at, [0, 0.3, 0.65], [radius * 0.9, belly, radius]) * 1.03
        b.bar((0, rise + at * height, 0), (0, rise + (at + 0.02) * height, 0), size, trim, sides=5)
    b.bar((0, rise * 0.5, 0), (0, rise + 0.05, 0), radius * b.among(0.5, 0.8), dark,
          top_radius=radius * 0.4)
    size = radius * b.among(0.3, 0.5)
    for at in np.linspace(0.55, 0.3, b.count(0, 2)):
        out = np.interp(at, [0.3, 0.65], [belly, radius])
        b.disc((0, rise + at * height, out), size * 1.25, 0.1, trim, axis=(0, 0, 1), sides=4)
        b.disc((0, rise + at * height, out), size, 0.14, glass, axis=(0, 0, 1), sides=4)
    reach, tall, fins = radius * b.among(0.8, 1.8), height * b.among(0.2, 0.4), b.count(3, 4)
    with b.around(fins):
        b.slab([(radius * 0.6, rise), (radius + reach, 0),
                (radius + reach, tall * b.among(0.1, 0.5)),
                (radius * 0.8, rise + tall)], (0, 0, 0), b.among(0.06, 0.15), trim)
    if b.chance(0.35):
        far = radius * b.among(1.4, 1.8)
        with b.around(b.one_of(2, 2, 4)):
            b.turned((far, rise * 0.7, 0), np.array([0, 0.05, 0.4, 0.55]) * height,
                     np.array([0.5, 0.4, 0.4, 0.02]) * radius, b.one_of(body, dark), 3)


def spaceship(b):
    """A saucer, a fighter, a wedge, a freighter of blocks or a round pod."""
    body, trim = b.material(b.one_of("metal", "stone", "any")), b.material("any")
    dark, glass = b.material("metal"), glazing(b)
    glow = b.colored(*b.one_of((0.3, 0.8, 1), (1, 0.6, 0.2), (1, 0.3, 0.3), (0.5, 1, 0.5)))
    style = b.one_of("saucer", "fighter", "fighter", "wedge", "blocks", "pod")
    length, wide = b.among(2.5, 5), b.among(0.6, 1.4)
    half, tall = length / 2, wide * b.among(0.4, 0.9)
    if style == "saucer":
        radius, deep = b.among(1.2, 2), b.among(0.2, 0.5)
        b.turned((0, 0, 0), np.array([-0.8, -0.3, 0, 0.3, 1]) * deep,
                 np.array([b.among(0.2, 0.5), 0.85, 1, 0.8, b.among(0.3, 0.5)]) * radius, body, 6)
        b.ball((0, deep, 0), (radius * 0.8, b.among(0.5, 1.1), radius * 0.8), glass)
        if b.chance(0.6):
            b.ring((0, 0, 0), radius * 0.97, deep * 0.15, trim)
        with b.around(b.count(6, 12)):
            b.box((radius * 0.8, deep * 0.32, 0), (0.12, 0.1, 0.12), glow)
        if b.chance(0.6):
            with b.around(b.count(3, 4)):
                b.bar((radius * 0.5, -deep * 0.4, 0), (radius * 0.75, -deep - 0.5, 0), 0.05, dark)
                b.ball((radius * 0.75, -deep - 0.5, 0), (0.3, 0.1, 0.3), dark)
        return
    if style == "wedge":
        silhouette(b, [(-half, -tall * 0.4), (half, -0.03), (half, 0.03), (-half * 0.3, tall * 0.4),
                       (-half, tall * 0.5)], wide * b.among(1.2, 2.2), body, nose=b.among(0.1, 0.6))
    elif style == "blocks":
        for number in range(b.count(3, 6)):
            size = b.random.uniform(0.3, 1, 3) * [wide, tall, length * (0.8 if number else 1)]
            with b.mirrored(0):
                b.box(((number > 0) * b.among(0, wide * 0.5), b.among(-0.4, 0.4) * tall,
                       (number > 0) * b.among(-0.3, 0.3) * length), size,
                      b.one_of(body, body, trim, dark))
    elif style == "pod":
        b.cushion((0, 0, 0), (wide * 1.4, wide * 1.2, length * 0.5), body, b.among(0.5, 1))
        half *= 0.5
    else:
        lofted(b, [(-half, wide * 0.6, tall * 0.7, 0), (-half * 0.4, wide, tall, 0),
                   (half * 0.3, wide * 0.7, tall * 0.8, 0),
                   (half, wide * b.among(0.05, 0.4), 0.12, -0.05)], body, b.among(2, 5))
    window, z = (wide * 0.5, tall * 0.6, half * b.among(0.4, 0.7)), half * b.among(0, 0.35)
    if style == "pod":
        window, z = (wide, wide * 0.8, half), half * 0.6
    b.cushion((0, tall * 0.35, z), window, glass, b.among(0.4, 1))
    wings = b.one_of(0, 1, 1, 1, 2)
    span, chord, sweep = b.among(0.6, 2.2), half * b.among(0.4, 1.0), b.among(-0.3, 0.9)
    narrow, rise = chord * b.among(0.2, 0.8), b.among(-0.3, 0.4)
    angles = ((), (rise,), (b.among(0.2, 0.5), -b.among(0.2, 0.5)))[wings]
    for angle in angles:
        _wing(b, 0, -half * 0.3, -half * 0.3 - sweep, chord, narrow, span, 0.08,
              b.one_of(body, trim), angle)
        if b.chance(0.7):
            with b.mirrored(0), b.moved((0, 0, 0), rotation(2, angle)):
                b.bar((span, 0, -half * 0.3 - sweep - narrow / 2),
                      (span, 0, -half * 0.3 - sweep + chord), b.among(0.04, 0.1), dark, sides=3)
    if b.chance(0.4):
        with b.mirrored(0):
            b.slab([(-half, 0), (-half * 0.4, 0), (-half * 0.8, tall * 1.4), (-half, tall * 1.4)],
                   (wide * 0.35, 0, 0), 0.07, trim, axis=0)
    size, engines = wide * b.among(0.14, 0.25), b.one_of(1, 2, 2, 4)
    x, y = (0, 0) if engines == 1 else (wide * 0.4, 0 if engines == 2 else tall * 0.3)
    with b.mirrored(*{1: (), 2: (0,), 4: (0, 1)}[engines]):
        b.bar((x, y, -half - size), (x, y, -half * 0.4), size, dark, top_radius=size * 0.8, sides=4)
        b.disc((x, y, -half - size), size * 0.8, 0.06, glow, axis=(0, 0, 1))
    with b.mirrored(0):
        for _ in range(b.count(0, 4)):
            b.box((b.among(0.1, 0.5) * wide, tall * b.among(-0.4, 0.4), half * b.among(-0.9, 0.1)),
                  b.random.uniform(0.08, 0.3, 3) * [wide, tall, length], b.one_of(body, dark, trim))
    if b.chance(0.3):
        with b.mirrored(0):
            b.beam((wide * 0.4, 0, 0), (wide * 0.6, -tall * 0.9, 0), 0.08, dark)
            b.box((wide * 0.6, -tall * 0.9, 0), (0.12, 0.08, half), dark)


KINDS = ((aeroplane, 1.4), (helicopter, 0.6), (drone, 0.4), (boat, 1.1), (ship, 0.8),
         (rocket, 0.6), (spaceship, 1.4))
