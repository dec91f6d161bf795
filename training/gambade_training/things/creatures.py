"""Dinosaurs, dragons, insects, crawling animals and monsters."""

import numpy as np

from gambade_training import patterns
from gambade_training.things.builder import rotation
from gambade_training.things.figure_parts import eyes, jointed, mass
from gambade_training.things.paints import bellied, pelt
from gambade_training.things.shapes import lofted, orb


def monster(b):
    """A slime, a ghost, a one-eyed or horned thing."""
    skin, other = b.material(b.one_of("plastic", "leaf", "any")), b.material("any")
    white, dark = b.colored(0.95, 0.95, 0.9), b.colored(0.05, 0.03, 0.08)
    kind = b.one_of("slime", "ghost", "beast", "beast", "beast")
    wide, tall = b.among(0.7, 1.2), b.among(0.6, 1.4)
    if kind == "slime":
        tall = min(tall, 0.9)
        b.turned((0, 0, 0), np.array([0, 0.1, 0.4, 0.7, 0.9, 1]) * tall,
                 np.array([0.52, 0.55, 0.5, 0.4, 0.25, 0.02]) * wide, skin, 5)
        for _ in range(b.count(0, 4)):
            angle = b.among(0, 2 * np.pi)
            orb(b, (0.55 * wide * np.sin(angle), 0.05, 0.55 * wide * np.cos(angle)),
                b.among(0.1, 0.3), skin)
        level, front = tall * 0.45, wide * 0.47
    elif kind == "ghost":
        tall = max(tall, 0.9)
        skin = b.one_of(white, skin)
        b.turned((0, 0, 0), np.array([0, 0.5, 0.75, 0.92, 1]) * tall,
                 np.array([b.among(0.35, 0.6), 0.4, 0.38, 0.24, 0.02]) * wide, skin, 5)
        with b.around(b.count(6, 9)):
            orb(b, (0, 0, wide * 0.36), np.array([0.3, 0.35, 0.25]) * wide, skin)
        with b.mirrored(0):
            jointed(b, False, [(wide * 0.35, tall * 0.55, 0),
                               (wide * 0.6, tall * b.among(0.4, 0.7), wide * 0.3)],
                    (wide * 0.12, wide * 0.08), skin)
        level, front = tall * 0.7, wide * 0.36
    else:
        square, lift = b.chance(0.2), b.among(0.1, 0.4)
        mass(b, square, (0, lift + tall / 2, 0), (wide, tall, wide * 0.8), skin, b.among(0.5, 1))
        level, front, thick = lift + tall * 0.65, wide * 0.37, wide * b.among(0.07, 0.14)
        end = (wide * b.among(0.6, 0.9), lift + tall * b.among(0.0, 1.1), b.among(0, 0.4))
        with b.mirrored(0):
            jointed(b, square, [(wide * 0.25, lift + tall * 0.1, 0), (wide * 0.27, 0.05, 0)],
                    (thick, thick), skin)
            mass(b, square, (wide * 0.27, 0.06, thick), (thick * 2.6, 0.12, thick * 4), skin)
            jointed(b, square, [(wide * 0.42, lift + tall * 0.5, 0), end],
                    (thick, thick * 0.8), skin)
            orb(b, end, thick * 2.4, skin)
        topping = b.one_of("horns", "horns", "ears", "spikes", "stalks", "")
        crown = lift + tall * 0.9
        if topping == "spikes":
            for share in np.linspace(0, 1, b.count(3, 6)):
                b.bar((0, crown - share * tall * 0.6, -wide * 0.3 * share ** 0.5),
                      (0, crown + tall * 0.2 * (1 - share),
                       -wide * 0.3 - wide * 0.4 * share ** 0.5), 0.08, other,
                      top_radius=0.005, sides=1)
        elif topping:
            with b.mirrored(0):
                tip = (wide * b.among(0.3, 0.6), crown + b.among(0.2, 0.5), 0)
                if topping == "horns":
                    b.bar((wide * 0.25, crown - 0.1, 0), tip, wide * 0.1, white, top_radius=0.005,
                          sides=2)
                elif topping == "ears":
                    b.cushion((wide * 0.35, crown, 0), (wide * 0.3, wide * 0.4, 0.1), skin, 0.9)
                else:
                    b.bar((wide * 0.2, crown - 0.1, 0), tip, 0.03, skin, sides=2)
                    orb(b, tip, 0.16, other)
        if b.chance(0.4):
            b.cushion((0, lift + tall * 0.4, wide * 0.1), (wide * 0.7, tall * 0.7, wide * 0.65),
                      other, 0.9)
    if b.chance(0.25):
        orb(b, (0, level, front), wide * 0.35, white)
        orb(b, (0, level, front + wide * 0.1), wide * 0.2, dark)
    else:
        eyes(b, wide * b.among(0.12, 0.2), level, front, wide * b.among(0.12, 0.25))
    mouth, width = level - tall * b.among(0.18, 0.25), wide * b.among(0.15, 0.5)
    b.cushion((0, mouth, front * 0.97), (width, tall * b.among(0.05, 0.14), wide * 0.12), dark, 0.6)
    if b.chance(0.5):
        for x in np.linspace(-0.35, 0.35, b.count(2, 5)):
            b.bar((x * width, mouth + tall * 0.04, front + wide * 0.05),
                  (x * width, mouth - tall * 0.03, front + wide * 0.06), wide * 0.025, white,
                  top_radius=0.003, sides=1)


def dinosaur(b):
    """On two legs or four: with a long neck, plates, horns; some are dragons."""
    skin = b.one_of(pelt(b), b.material("leaf"), b.material("any"))
    other, claw = b.material("any"), b.colored(0.9, 0.85, 0.7)
    style = b.one_of("hunter", "hunter", "neck", "plates", "horns", "dragon", "dragon")
    two = style == "hunter" or (style == "dragon" and b.chance(0.5))
    tall, half = b.among(0.5, 0.8), b.among(0.6, 0.9)
    leg = b.among(0.5, 0.8) if two else b.among(0.3, 0.5)
    wide, y = tall * b.among(0.6, 0.9), leg + tall * 0.45
    tail, curl = b.among(0.8, 1.5), b.among(-0.3, 0.6)
    lofted(b, [(-half - tail, 0.03, 0.03, y * 0.6 + curl),
               (-half - tail * 0.4, wide * 0.25, tall * 0.25, y * 0.9 + curl * 0.2),
               (-half * 0.7, wide * 0.7, tall * 0.75, y), (0, wide, tall, y),
               (half, wide * 0.5, tall * 0.5, y + tall * 0.2)], bellied(b, skin), sides=5)
    neck = {"neck": b.among(0.8, 1.4), "dragon": b.among(0.4, 0.8),
            "hunter": b.among(0.2, 0.4)}.get(style, 0.15)
    angle = b.among(0.7, 1.2) if style in ("neck", "dragon", "hunter") else 0.1
    head = {"neck": 0.3, "hunter": b.among(0.45, 0.6)}.get(style, b.among(0.35, 0.5))
    root = np.array([0, y + tall * 0.15, half * 0.8])
    middle = root + [0, neck * np.sin(angle), neck * np.cos(angle) + head * 0.2]
    jointed(b, False, [root, (root + middle) / 2 + [0, 0, neck * 0.08], middle],
            (tall * 0.28, head * 0.36, head * 0.32), skin)
    with b.moved(middle):
        b.cushion((0, head * 0.05, 0), (head * 0.75, head * 0.75, head), skin, 0.8)
        jaw, gape = head * b.among(0.5, 0.9), b.among(0.0, 0.4)
        b.cushion((0, 0, jaw * 0.7), (head * 0.55, head * 0.35, jaw * 1.2), skin, 0.6)
        with b.moved((0, -head * 0.18, head * 0.1), rotation(0, gape)):
            b.cushion((0, -head * 0.03, jaw * 0.5), (head * 0.48, head * 0.16, jaw), skin, 0.6)
        eyes(b, head * 0.33, head * 0.22, head * 0.2, head * 0.2, aside=True)
        with b.mirrored(0):
            for z in (0.6, 0.8, 1.0):
                b.bar((head * 0.2, -head * 0.1, jaw * z), (head * 0.2, -head * 0.26, jaw * z),
                      head * 0.05, claw, top_radius=0.003, sides=1)
            if style in ("horns", "dragon"):
                end = (head * 0.35, head * b.among(0.5, 0.9), head * b.among(-0.6, 0.9))
                b.bar((head * 0.25, head * 0.3, 0), end, head * 0.12, claw, top_radius=0.005,
                      sides=2)
        if style == "horns":
            b.bar((0, head * 0.1, jaw), (0, head * 0.5, jaw * 1.15), head * 0.12, claw,
                  top_radius=0.005, sides=2)
            b.disc((0, head * 0.35, -head * 0.35), head * b.among(0.7, 1), head * 0.15, other,
                   axis=(0, 0.5, 1))
    thick = tall * b.among(0.14, 0.22)
    with b.mirrored(0):
        for z in (-half * 0.2,) if two else (half * 0.6, -half * 0.6):
            x = wide * 0.42
            jointed(b, False, [(x, y - tall * 0.05, z), (x, leg * 0.5, z + 0.12 * two),
                               (x, 0.05, z - 0.05 * two)], (thick * 1.5, thick, thick * 0.8), skin)
            b.cushion((x, 0.05, z + thick * 0.6), (thick * 2.2, 0.12, thick * 3.4), skin, 0.6)
        if two:
            jointed(b, False,
                    [(wide * 0.35, y, half * 0.6), (wide * 0.42, y - tall * 0.3, half * 0.75),
                     (wide * 0.4, y - tall * 0.25, half * 0.75 + 0.2)], (0.09, 0.06, 0.04), skin)
        if style == "dragon":
            span, lift = b.among(0.8, 1.6), b.among(0.1, 0.9)
            with b.moved((wide * 0.2, y + tall * 0.35, 0), rotation(2, lift)):
                b.slab([(0, -0.2), (span * 0.5, -0.45), (span, -0.1), (span * 0.8, 0.35),
                        (span * 0.45, 0.3),
                        (span * 0.2, 0.55), (0, 0.4)], (0, 0, 0), 0.03, other, axis=1)
                b.bar((0, 0, 0.2), (span * 0.5, 0, 0.45), 0.05, skin, sides=2)
                b.bar((span * 0.5, 0, 0.45), (span, 0, 0.1), 0.04, skin, top_radius=0.01, sides=2)
    if style == "plates" or b.chance(0.5):
        size = b.among(0.2, 0.45) if style == "plates" else 0.12
        for z in np.linspace(half * 0.8, -half - tail * 0.5, b.count(5, 9)):
            ground = np.interp(z, [-half - tail * 0.4, -half * 0.7, 0, half],
                               [y * 0.9 + curl * 0.2, y + tall * 0.3, y + tall * 0.42,
                                y + tall * 0.4])
            scale = size * (1 - 0.5 * abs(z + 0.2) / (half + tail))
            b.slab([(-scale * 0.5, 0), (scale * 0.5, 0), (scale * 0.2, scale),
                    (-scale * 0.2, scale)], (0, ground, z), 0.05, other, axis=0)


def bug(b):
    """A beetle, an ant, a bee, a butterfly, a spider or a scorpion."""
    body, dark = b.material("any"), b.colored(*np.full(3, b.among(0.03, 0.25)))
    style = b.one_of("beetle", "ant", "bee", "butterfly", "spider", "spider", "scorpion")
    wide, long, lift = b.among(0.4, 0.8), b.among(0.6, 1.1), b.among(0.2, 0.5)
    if style in ("ant", "butterfly"):
        wide *= 0.5
    if style == "bee":
        body = b.paint(patterns.stripes, [[0.95, 0.75, 0.15], [0.1, 0.08, 0.05],
                                          [0.95, 0.75, 0.15]])
    b.cushion((0, lift, -long * 0.35), (wide, wide * b.among(0.6, 0.95), long * 0.8), body, 0.9)
    b.cushion((0, lift, long * 0.15), (wide * 0.75, wide * 0.6, long * 0.4),
              b.one_of(body, dark), 0.9)
    head, z = wide * b.among(0.5, 0.75), long * 0.42
    b.cushion((0, lift, z), (head, head * 0.85, head), b.one_of(body, dark), 0.9)
    eyes(b, head * 0.3, lift + head * 0.15, z + head * 0.35, head * b.among(0.2, 0.4))
    legs, reach = 4 if style in ("spider", "scorpion") else 3, wide * b.among(0.8, 1.6)
    knee, thin = lift + b.among(-0.05, 0.5), b.among(0.02, 0.05)
    with b.mirrored(0):
        for number in range(legs):
            way = np.linspace(0.8, -0.8, legs)[number]
            start = (wide * 0.25, lift, long * 0.15 + way * 0.1)
            middle = (wide * 0.4 + reach * 0.5, knee, start[2] + way * reach * 0.6)
            jointed(b, False, [start, middle, (wide * 0.4 + reach, 0, start[2] + way * reach)],
                    (thin, thin, thin * 0.5), dark)
        if style == "scorpion" or b.chance(0.1):
            claw = (reach * 0.9, lift, z + reach * 0.7)
            jointed(b, False, [(wide * 0.3, lift, z), (reach, lift, z + reach * 0.3), claw],
                    (thin * 1.5,) * 3, body)
            b.cushion(claw, (wide * 0.4, wide * 0.25, wide * 0.6), body, 0.9)
        elif style != "spider":
            b.wire([(head * 0.2, lift + head * 0.3, z),
                    (head * 0.4, lift + head * 0.9, z + head * 0.6),
                    (head * 0.6, lift + head * 0.9, z + head)], 0.02, dark)
        if style in ("bee", "butterfly"):
            size = b.among(0.5, 0.8) if style == "bee" else b.among(0.8, 1.3)
            wings = b.material("glass") if style == "bee" else b.paint_colors()
            if style == "butterfly":
                wings = b.paint(patterns.any_pattern(b.random), wings)
            with b.moved((0, lift + wide * 0.3, long * 0.1), rotation(2, b.among(0.1, 0.9))):
                b.slab([(0, 0.05), (size, -size * 0.6), (size * 1.1, 0), (size * 0.5, 0.15)],
                       (0, 0, 0), 0.02, wings, axis=1)
                b.slab([(0, 0), (size * 0.6, 0.1), (size * 0.8, size * 0.5),
                        (size * 0.3, size * 0.6)], (0, 0.02, 0), 0.02, wings, axis=1)
        elif style == "beetle":
            b.cushion((wide * 0.22, lift + wide * 0.12, -long * 0.35),
                      (wide * 0.6, wide * 0.75, long * 0.8), body, 0.9)
    if style == "scorpion":
        jointed(b, False, [(0, lift, -long * 0.7), (0, lift + 0.3, -long),
                           (0, lift + 0.7, -long * 0.9), (0, lift + 0.8, -long * 0.4)],
                (wide * 0.2, wide * 0.18, wide * 0.14, 0.01), body)
    elif style == "beetle" and b.chance(0.4):
        b.bar((0, lift, z + head * 0.3), (0, lift + head, z + head * 1.2), head * 0.15, dark,
              top_radius=0.01)


def crawler(b):
    """A crab, a turtle, a frog or a snail."""
    skin, other = b.one_of(pelt(b), b.material("leaf"), b.material("any")), b.material("any")
    style, wide = b.one_of("crab", "turtle", "turtle", "frog", "snail"), b.among(0.8, 1.2)
    if style == "crab":
        tall, lift, thin = wide * b.among(0.3, 0.5), b.among(0.2, 0.35), 0.04
        b.cushion((0, lift, 0), (wide, tall, wide * b.among(0.6, 0.8)), skin, 0.9)
        with b.mirrored(0):
            for z in np.linspace(-0.25, 0.15, b.count(3, 4)):
                jointed(b, False, [(wide * 0.4, lift, z), (wide * 0.75, lift + 0.15, z * 1.6),
                                   (wide * 0.9, 0, z * 2)], (thin, thin, 0.01), skin)
            hand = np.array([wide * b.among(0.4, 0.7), lift + b.among(0, 0.3), wide * 0.7])
            jointed(b, False, [(wide * 0.4, lift, wide * 0.2),
                               (wide * 0.75, lift, wide * 0.4), hand], (thin * 1.4,) * 3, skin)
            b.cushion(hand, (wide * 0.22, wide * 0.25, wide * 0.35), skin, 0.9)
            for x in (-0.06, 0.08):
                b.bar(hand + [x, 0, 0.1], hand + [x * 0.5, 0, wide * 0.38], wide * 0.06, skin,
                      top_radius=0.005, sides=2)
            b.bar((wide * 0.15, lift, wide * 0.3), (wide * 0.15, lift + tall * 0.8, wide * 0.33),
                  0.025, skin, sides=2)
        eyes(b, wide * 0.15, lift + tall * 0.85, wide * 0.34, 0.12)
    elif style == "turtle":
        lift, tall, long = b.among(0.1, 0.25), wide * b.among(0.35, 0.7), wide * b.among(1.0, 1.4)
        with b.moved((0, lift, 0), rotation(2, np.pi)):
            lofted(b, [(-long / 2, wide * 0.4, tall * 0.4, 0), (-long * 0.3, wide, tall * 1.6, 0),
                       (long * 0.25, wide, tall * 1.7, 0), (long / 2, wide * 0.4, tall * 0.4, 0)],
                   b.paint(patterns.cells, b.paint_colors()), 2, 0.2, 5)
        b.cushion((0, lift, 0), (wide * 1.05, 0.1, long * 1.02), other, 0.9)
        head, front = wide * b.among(0.25, 0.4), long * 0.6
        jointed(b, False, [(0, lift, long * 0.35), (0, lift + tall * 0.4, front)],
                (head * 0.35, head * 0.35), skin)
        b.cushion((0, lift + tall * 0.45, front + head * 0.2),
                  (head, head * 0.85, head * 1.2), skin, 0.9)
        eyes(b, head * 0.35, lift + tall * 0.45 + head * 0.15, front + head * 0.5, head * 0.25)
        flat = b.chance(0.4)
        with b.mirrored(0, 2):
            if flat:
                b.cushion((wide * 0.6, lift, long * 0.38), (wide * 0.6, 0.06, wide * 0.3),
                          skin, 0.8, rotation(1, -0.4))
            else:
                b.bar((wide * 0.36, 0, long * 0.3), (wide * 0.3, lift + 0.1, long * 0.28),
                      wide * 0.13, skin, sides=3)
        b.bar((0, lift, -long * 0.4), (0, lift * 0.5, -long * 0.65), 0.08, skin, top_radius=0.01,
              sides=2)
    elif style == "frog":
        tall = wide * b.among(0.5, 0.8)
        b.cushion((0, tall * 0.5, 0), (wide * 0.8, tall * 0.8, wide * 1.1), skin, 1.0,
                  rotation(0, -b.among(0.1, 0.5)))
        b.cushion((0, tall * 0.75, wide * 0.35), (wide * 0.75, tall * 0.5, wide * 0.6), skin, 0.9)
        b.cushion((0, tall * 0.68, wide * 0.55), (wide * 0.55, tall * 0.05, wide * 0.22),
                  b.colored(0.5, 0.15, 0.15), 0.9)
        with b.mirrored(0):
            orb(b, (wide * 0.22, tall * 0.98, wide * 0.38), wide * 0.26, skin)
            jointed(b, False, [(wide * 0.3, tall * 0.5, wide * 0.3),
                               (wide * 0.45, tall * 0.25, wide * 0.4),
                               (wide * 0.4, 0.03, wide * 0.45)], (0.1, 0.07, 0.05), skin)
            b.cushion((wide * 0.45, tall * 0.3, -wide * 0.3), (wide * 0.3, tall * 0.55, wide * 0.6),
                      skin, 0.9)
            for z in (-0.35, 0.5):
                b.cushion((wide * (0.55 if z < 0 else 0.42), 0.03, z * wide),
                          (wide * 0.3, 0.06, wide * 0.3), skin, 0.9)
        eyes(b, wide * 0.23, tall * 1.02, wide * 0.46, wide * 0.17)
    else:
        lofted(b, [(-wide * 0.8, 0.05, 0.05, 0.03), (-wide * 0.3, 0.3, 0.22, 0.11),
                   (wide * 0.4, 0.32, 0.26, 0.13),
                   (wide * 0.7, 0.24, 0.24, b.among(0.2, 0.35))], skin)
        with b.mirrored(0):
            b.bar((0.07, 0.2, wide * 0.6), (0.12, b.among(0.5, 0.65), wide * 0.75), 0.03, skin,
                  sides=2)
        for size, x in ((0.42, 0.0), (0.3, 0.08), (0.18, 0.14)):
            with b.mirrored(0):
                b.ball((x, 0.45, -wide * 0.1), (0.35, size * 2, size * 2), other)
        eyes(b, 0.12, 0.6, wide * 0.74, 0.1)


KINDS = ((monster, 1.0), (dinosaur, 1.0), (bug, 0.8), (crawler, 0.8))
