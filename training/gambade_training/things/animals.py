"""Animals of four legs, birds, fish and soft toys."""

import numpy as np

from gambade_training.things.builder import rotation
from gambade_training.things.figure_parts import ears, eyes, jointed, lofted_upright, mass
from gambade_training.things.paints import bellied, pelt
from gambade_training.things.shapes import lofted, orb

# Length and height of the body, legs, neck and its angle, head, muzzle; ears, tail, horns.
_BEASTS = {
    "dog": (1.0, 0.34, 0.45, 0.25, 0.9, 0.28, 0.2, "flop point", "up bushy thin", ""),
    "cat": (0.9, 0.3, 0.38, 0.15, 0.8, 0.28, 0.06, "point", "up thin bushy", ""),
    "fox": (1.0, 0.3, 0.4, 0.2, 0.7, 0.27, 0.22, "point", "bushy", ""),
    "horse": (1.3, 0.45, 0.75, 0.6, 1.0, 0.34, 0.35, "point", "hair", "mane"),
    "cow": (1.4, 0.58, 0.5, 0.3, 0.3, 0.36, 0.25, "flop", "thin", "horns udder"),
    "sheep": (0.9, 0.55, 0.35, 0.15, 0.4, 0.26, 0.15, "flop", "stub", "wool"),
    "pig": (1.1, 0.5, 0.25, 0.1, 0.1, 0.36, 0.15, "flop point", "stub", ""),
    "deer": (1.0, 0.35, 0.7, 0.45, 1.0, 0.26, 0.2, "point", "stub", "antlers"),
    "goat": (0.9, 0.4, 0.45, 0.3, 0.9, 0.26, 0.18, "flop", "stub", "horns beard"),
    "elephant": (1.4, 0.8, 0.6, 0.2, 0.4, 0.55, 0.0, "large", "thin", "trunk"),
    "giraffe": (1.1, 0.45, 1.0, 1.3, 1.2, 0.28, 0.2, "point", "thin", "knobs mane"),
    "bear": (1.1, 0.6, 0.35, 0.15, 0.4, 0.4, 0.18, "round", "stub", ""),
    "lion": (1.2, 0.42, 0.45, 0.15, 0.6, 0.36, 0.15, "round", "thin", "ruff"),
    "rabbit": (0.7, 0.4, 0.2, 0.1, 0.9, 0.3, 0.06, "long", "stub", ""),
    "mouse": (0.7, 0.38, 0.12, 0.05, 0.2, 0.3, 0.2, "disc", "thin", ""),
    "rhino": (1.4, 0.65, 0.4, 0.2, 0.1, 0.42, 0.3, "point", "thin", "nose"),
    "camel": (1.3, 0.45, 0.75, 0.6, 0.7, 0.3, 0.22, "round", "thin", "humps"),
}


def quadruped(b):
    """A four-legged animal, standing, walking or (low ones) sitting."""
    names = list(_BEASTS)
    *sizes, ear_kinds, tails, extras = _BEASTS[names[b.count(0, len(names) - 1)]]
    sizes = np.array(sizes) * b.random.uniform(0.85, 1.15, len(sizes))
    length, height, leg, neck, angle, head, muzzle = sizes
    ear, tail = b.one_of(*ear_kinds.split()), b.one_of(*tails.split())
    coat, dark = pelt(b), b.colored(*np.full(3, b.among(0.05, 0.3)))
    pale, square = b.colored(*(np.array([1, 0.95, 0.85]) * b.among(0.5, 1))), b.chance(0.22)
    points = b.one_of(coat, coat, dark, pale)
    if b.chance(0.3):  # a young one, a toy
        head, leg, neck, length = head * b.among(1.3, 1.8), leg * 0.7, neck * 0.6, length * 0.8
    wide, y, half = height * b.among(0.65, 0.95), leg + height / 2, length / 2
    thick = height * b.among(0.11, 0.2) if height < 0.6 else height * b.among(0.14, 0.2)
    if square:
        b.box((0, y, 0), (wide, height, length), coat)
    else:
        lofted(b, [(-half, wide * 0.4, height * 0.5, y + height * 0.1),
                   (-half * 0.75, wide, height, y),
                   (0, wide * b.among(0.85, 1.05), height * b.among(0.8, 1), y),
                   (half * 0.7, wide, height * 1.05, y),
                   (half * 1.05, wide * 0.4, height * 0.5, y + height * 0.1)],
               bellied(b, coat), 2.2)
    if "wool" in extras:
        for _ in range(14):
            spot = b.random.uniform(-1, 1, 3) * [wide * 0.3, height * 0.3, half * 0.7] + [0, y, 0]
            orb(b, spot, b.among(0.6, 0.8) * height, pale)
    if "humps" in extras:
        for z in b.one_of((0,), (-0.2, 0.2)):
            b.cushion((0, y + height * 0.5, z * length), (wide * 0.6, height * 0.8, length * 0.3),
                      coat, 0.9)
    stride = b.one_of(0, 0, b.among(0.1, 0.35)) * leg
    for side in (-1, 1):
        for z, step in ((half * 0.7, side * stride), (-half * 0.75, -side * stride)):
            x, bow = side * wide * 0.3, 0.08 * leg * np.sign(z)
            jointed(b, square, [(x, y - height * 0.1, z), (x, leg * 0.5, z + step * 0.5 + bow),
                                (x, 0.02, z + step)], (thick * 1.3, thick, thick * 0.8), coat)
            mass(b, square, (x, thick * 0.35, z + step + thick * 0.3),
                 (thick * 2, thick * 0.8, thick * 2.5), points, 0.5)
    root = np.array([0, y + height * 0.2, half * 0.8])
    middle = root + [0, np.sin(angle) * neck + head * 0.2, np.cos(angle) * neck + head * 0.2]
    jointed(b, square, [root, middle], (min(height * 0.33, head * 0.6), head * 0.33), coat)
    if "mane" in extras:
        b.beam(root + [0, height * 0.2, -height * 0.15], middle + [0, head * 0.45, -head * 0.3],
               head * 0.15, points, head * 0.5)
    if "ruff" in extras:
        b.cushion(middle - [0, head * 0.05, head * 0.2], np.array([1.6, 1.6, 0.8]) * head,
                  points, 0.9)
    mass(b, square, middle, np.array([0.8, 0.85, 0.95]) * head, coat)
    nose = middle + [0, -head * b.among(0.1, 0.3), head * 0.3 + muzzle]
    if muzzle > 0.02:
        snout = head * b.among(0.18, 0.28)
        jointed(b, square, [middle - [0, head * 0.05, 0], nose], (head * 0.32, snout),
                b.one_of(coat, points))
        orb(b, nose, snout * 1.9, b.one_of(coat, points))
        orb(b, nose + [0, snout * 0.4, snout * 0.8], snout * 0.8, dark)
    with b.moved(middle):
        eyes(b, head * 0.33, head * 0.14, head * 0.34, head * b.among(0.13, 0.24))
        ears(b, ear, head, coat)
        with b.mirrored(0):
            if "horns" in extras and b.chance(0.8):
                jointed(b, False, [(head * 0.25, head * 0.3, 0), (head * 0.6, head * 0.5, 0),
                                   (head * b.among(0.5, 0.8), head * 0.95,
                                    b.among(-0.5, 0.2) * head)],
                        (head * 0.1, head * 0.08, 0.005), pale)
            if "antlers" in extras and b.chance(0.7):
                stem = [(head * 0.2, head * 0.3, 0), (head * 0.6, head * 0.9, -head * 0.2),
                        (head * 0.8, head * 1.6, 0)]
                jointed(b, False, stem, (0.03, 0.025, 0.01), pale)
                b.bar(stem[1], (head * 0.5, head * 1.3, head * 0.3), 0.02, pale, top_radius=0.005,
                      sides=2)
                b.bar((head * 0.7, head * 1.2, -head * 0.1), (head * 1.1, head * 1.4, 0), 0.02,
                      pale, sides=2)
            if "knobs" in extras:
                b.bar((head * 0.15, head * 0.3, 0), (head * 0.18, head * 0.75, 0), head * 0.06,
                      dark, sides=2)
            if "trunk" in extras and b.chance(0.75):
                b.wire([(head * 0.25, -head * 0.2, head * 0.3),
                        (head * 0.32, -head * 0.45, head * 0.7),
                        (head * 0.32, -head * 0.35, head * 1.1)], head * 0.07, pale)
    if "trunk" in extras:
        end = b.one_of((0, -head, head * 0.6), (0, -head * 0.8, head * 0.9),
                       (0, head * 0.3, head * 1.3))
        jointed(b, square, [middle + [0, 0, head * 0.35], middle + [0, -head * 0.4, head * 0.65],
                            middle + end], (head * 0.25, head * 0.18, head * 0.1), coat)
    if "nose" in extras:
        b.bar(nose + [0, 0.05, 0], nose + [0, head * 0.7, head * 0.3], head * 0.15, pale,
              top_radius=0.01, sides=2)
    if "beard" in extras:
        b.bar(nose - [0, head * 0.1, 0.05], nose - [0, head * 0.6, 0.05], head * 0.12, pale,
              top_radius=0.01, sides=2)
    if "udder" in extras:
        orb(b, (0, leg, -half * 0.4), height * 0.35, b.colored(0.95, 0.7, 0.7))
    back, swing = np.array([0, y + height * 0.25, -half * 0.92]), b.among(-0.1, 0.1)
    if tail == "stub":
        orb(b, back - [0, 0, 0.03], height * 0.25, coat)
    elif tail == "hair":
        jointed(b, square, [back, back + [swing, -0.1, -0.2], back + [swing, -leg * 0.9, -0.25]],
                (0.05, 0.09, 0.02), points)
    elif tail == "bushy":
        jointed(b, square, [back, back + [swing, b.among(-0.2, 0.2), -0.25],
                            back + [swing, b.among(-0.3, 0.4), -0.5]], (0.04, 0.11, 0.02), coat)
    else:
        rise = b.among(0.2, 0.5) if tail == "up" else -b.among(0.2, 0.9) * leg
        jointed(b, square, [back, back + [swing, rise * 0.3, -0.2],
                            back + [swing * 2, rise, -0.25]], (0.04, 0.035, 0.025), coat)
        orb(b, back + [swing * 2, rise, -0.25], b.among(0.05, 0.12), points)


def bird(b):
    """From a hen to a penguin, a stork, an owl; with folded or spread wings."""
    body = b.one_of(pelt(b), b.material("any"))
    wing, orange = b.one_of(body, pelt(b)), b.colored(1, b.among(0.45, 0.8), 0.1)
    style = b.one_of("song", "song", "hen", "duck", "penguin", "wader", "owl", "raptor")
    length, tall = b.among(0.8, 1.1), b.among(0.45, 0.6)
    leg = {"wader": b.among(0.6, 1.0), "penguin": 0.05, "owl": 0.1, "duck": 0.15}
    leg = leg.get(style, b.among(0.15, 0.35))
    neck = {"wader": b.among(0.5, 0.9), "duck": b.among(0.15, 0.5), "hen": 0.3}.get(style, 0.12)
    head, half, y = b.among(0.26, 0.38), length / 2, leg + tall / 2
    upright, beak = style in ("penguin", "owl"), b.among(0.1, 0.3)
    if upright:
        high = length * b.among(0.9, 1.2)
        lofted_upright(b, (0, leg, 0),
                       [(0, tall * 0.5, tall * 0.5, 0), (high * 0.3, tall * 1.1, tall, 0.02),
                        (high * 0.75, tall * 0.85, tall * 0.8, 0),
                        (high, tall * 0.4, tall * 0.4, 0)], bellied(b, body))
        middle = np.array([0, leg + high, 0.03])
        head *= b.among(1, 1.5)
    else:
        lofted(b, [(-half, tall * 0.15, tall * 0.15, y + tall * 0.3),
                   (-half * 0.4, tall * 0.7, tall * 0.75, y), (half * 0.4, tall * 0.85, tall, y),
                   (half * 0.9, tall * 0.3, tall * 0.4, y + tall * 0.2)], bellied(b, body))
        root = np.array([0, y + tall * 0.2, half * 0.6])
        middle = root + [0, neck + tall * 0.25, half * b.among(0.2, 0.6)]
        jointed(b, False, [root, (root + middle) / 2 + [0, 0, 0.05], middle],
                (tall * 0.3, head * 0.35, head * 0.3), body)
        b.slab([(-half * b.among(1.4, 2.0), y + tall * b.among(0.2, 0.8)), (-half * 0.6, y),
                (-half * 0.6, y + tall * 0.35)], (0, 0, 0), tall * b.among(0.1, 0.5), wing, axis=0)
    b.cushion(middle, (head * 0.9, head, head), b.one_of(body, wing), 0.9)
    with b.moved(middle):
        if style == "duck":
            b.cushion((0, -head * 0.1, head * 0.5), (head * 0.5, head * 0.15, head * 0.7), orange,
                      0.5)
        else:
            long = beak * (2 if style == "wader" else 1)
            b.bar((0, -head * 0.05, head * 0.4), (0, -head * 0.15, head * 0.4 + long), head * 0.2,
                  orange, top_radius=0.01, sides=2)
        if upright:
            eyes(b, head * 0.22, head * 0.1, head * 0.42, head * b.among(0.2, 0.4))
        else:
            eyes(b, head * 0.36, head * 0.12, head * 0.22, head * 0.2, aside=True)
        if style == "hen" or b.chance(0.15):
            red = b.colored(0.85, 0.15, 0.1)
            for z in (-0.1, 0.1, 0.3):
                orb(b, (0, head * 0.5, z * head), np.array([0.12, 0.35, 0.3]) * head, red)
            orb(b, (0, -head * 0.4, head * 0.4), np.array([0.12, 0.3, 0.15]) * head, red)
        elif style == "owl":
            ears(b, "point", head, wing)
    with b.mirrored(0):
        if not upright and b.chance(0.35):
            span, sweep, chord = b.among(0.7, 1.4), b.among(-0.1, 0.4), b.among(0.3, 0.5)
            with b.moved((0, y + tall * 0.25, 0), rotation(2, b.among(-0.2, 0.6))):
                b.slab([(0.1, -chord), (span * 0.6, -chord + sweep * 0.3), (span, sweep),
                        (span * 0.6, chord * 0.5),
                        (0.1, chord * 0.5)], (0, 0, 0), 0.04, wing, axis=1)
        elif upright:
            high = length * 0.55
            b.cushion((tall * 0.55, leg + high, 0), (tall * 0.15, length * 0.6, tall * 0.45),
                      wing, 0.8, rotation(2, b.among(0.05, 0.5)))
        else:
            b.cushion((tall * 0.38, y + tall * 0.1, -half * 0.2),
                      (tall * 0.15, tall * 0.55, length * 0.7), wing, 0.8)
        z = 0 if upright else half * 0.1
        x, thin = tall * 0.22, 0.03 if leg > 0.12 else 0.08
        jointed(b, False, [(x, y - tall * 0.1, z), (x, leg * 0.5, z - 0.05), (x, 0.03, z)],
                (thin,) * 3, orange)
        b.slab([(-0.02, 0.08), (-0.12, -0.2), (0, -0.24), (0.12, -0.2), (0.02, 0.08)], (x, 0.02, z),
               0.03, orange, axis=1)


def fish(b):
    """A fish, a shark, a dolphin or a whale."""
    body, fin = b.material("any"), b.material("any")
    style = b.one_of("fish", "fish", "fish", "shark", "whale")
    if b.chance(0.4) or style != "fish":
        fin = body
    length = b.among(1.2, 2.0)
    tall, wide = {"fish": (b.among(0.4, 1.0), b.among(0.15, 0.45)), "shark": (0.45, 0.4),
                  "whale": (b.among(0.6, 1.0), b.among(0.6, 0.9))}[style]
    if style == "fish":
        length *= b.among(0.5, 1)
    half, snout = length / 2, b.among(0.1, 0.35) if style != "whale" else b.among(0.3, 0.8)
    lofted(b, [(-half, wide * 0.12, tall * 0.15, 0), (-half * 0.5, wide * 0.55, tall * 0.55, 0),
               (half * 0.15, wide, tall, 0), (half * 0.7, wide * 0.85, tall * 0.75, 0),
               (half, wide * snout, tall * snout, b.among(-0.1, 0.05))], bellied(b, body), sides=5)
    size = tall * b.among(0.4, 0.7) if style != "shark" else tall * 0.8
    if style == "whale":  # and dolphins: the tail lies flat
        with b.mirrored(0):
            b.slab([(0, -0.12), (size * 0.8, size * 0.5), (size * 0.4, size * 0.6),
                    (0, size * 0.3)], (0, 0, -half), 0.08, fin, axis=1)
    else:
        fork = b.among(0.0, 0.6) * size
        for sign in (1, -1):
            tip = sign * size
            corners = [(-half + 0.1, 0), (-half - size * 0.7, tip), (-half - size * 0.7 + fork, 0)]
            b.slab(corners if sign > 0 else corners[::-1], (0, 0, 0), 0.04, fin, axis=0)
    if style != "whale" or b.chance(0.6):
        root = b.among(0.2, 0.6) if style == "fish" else 0.2
        b.slab([(-root * half, tall * 0.3), (root * half, tall * 0.4),
                (-root * half * 0.5, tall * 0.5 + size * 0.8),
                (-root * half * 1.4, tall * 0.5 + size * b.among(0.4, 0.9))], (0, 0, 0), 0.04, fin,
               axis=0)
    if style == "fish":
        b.slab([(-half * 0.6, -tall * 0.2), (-half * 0.7, -tall * 0.3 - size * 0.6),
                (0, -tall * 0.35)], (0, 0, 0), 0.04, fin, axis=0)
    turn = rotation(2, -b.among(0.1, 0.9))
    with b.mirrored(0), b.moved((wide * 0.4, -tall * 0.15, half * 0.3), turn):
        long = size * b.among(0.6, 1.3)
        b.slab([(0, -0.12), (long, long * 0.4), (long * 0.8, long * 0.7), (0, 0.12)], (0, 0, 0),
               0.04, fin, axis=1)
    eyes(b, wide * 0.42, tall * 0.12, half * 0.62, tall * b.among(0.1, 0.2), aside=True)
    if b.chance(0.6):
        b.cushion((0, -tall * 0.2 * snout - tall * 0.1, half * 0.85),
                  (wide * 0.6, tall * 0.06, half * 0.25), b.colored(0.5, 0.1, 0.12), 0.9)


def teddy(b):
    """A soft toy that sits or stands: a bear, a rabbit, a cat."""
    fur, pale = pelt(b), b.material("cloth")
    dark, wide = b.colored(0.06, 0.05, 0.05), b.among(0.6, 0.9)
    tall, head, sits = b.among(0.7, 1.0), b.among(0.55, 0.85), b.chance(0.65)
    leg, thick = b.among(0.35, 0.6), b.among(0.2, 0.3)
    base = 0 if sits else leg * 0.8
    b.cushion((0, base + tall / 2, 0), (wide, tall, wide * 0.85), fur, 0.9)
    if b.chance(0.6):
        b.cushion((0, base + tall * 0.45, wide * 0.1),
                  (wide * 0.75, tall * 0.75, wide * 0.72), pale, 0.9)
    with b.mirrored(0):
        if sits:
            hip = (wide * 0.3, thick * 0.6, 0.05)
            foot = (wide * 0.4, thick * 0.55, wide * 0.3 + leg)
            size = (thick * 1.2, thick * 1.3, thick * 0.8)
        else:
            hip, foot = (wide * 0.22, base + 0.15, 0), (wide * 0.25, thick * 0.4, 0.05)
            size = (thick * 1.2, thick * 0.8, thick * 1.6)
        b.bar(hip, foot, thick * 0.55, fur, sides=3)
        b.cushion(foot, size, fur, 0.9)
        if sits:
            b.disc(np.add(foot, (0, 0, thick * 0.4)), thick * 0.4, 0.04, pale, axis=(0, 0, 1))
        hand = (wide * b.among(0.6, 0.9), base + tall * b.among(0.3, 0.9), b.among(0, 0.35))
        b.bar((wide * 0.35, base + tall * 0.8, 0), hand, thick * 0.45, fur, sides=3)
        b.ball(hand, thick * 1.1, fur)
    with b.moved((0, base + tall + head * 0.3, 0.03)):
        b.cushion((0, 0, 0), (head * 1.05, head * 0.95, head * 0.9), fur, 0.9)
        b.cushion((0, -head * 0.12, head * 0.38),
                  (head * 0.45, head * 0.36, head * 0.35), pale, 0.9)
        orb(b, (0, -head * 0.04, head * 0.54), np.array([0.16, 0.11, 0.1]) * head, dark)
        b.box((0, -head * 0.17, head * 0.53), (head * 0.02, head * 0.12, head * 0.04), dark)
        eyes(b, head * 0.2, head * 0.1, head * 0.4, head * b.among(0.1, 0.16))
        ears(b, b.one_of("round", "round", "disc", "long", "point"), head, fur)
    if b.chance(0.5):
        ribbon, y = b.material("cloth"), base + tall * 0.95
        b.ring((0, y, 0), wide * 0.27, 0.05, ribbon)
        with b.mirrored(0):
            orb(b, (0.1, y, wide * 0.32), (0.2, 0.14, 0.08), ribbon)


KINDS = ((quadruped, 2.5), (bird, 1.2), (fish, 0.9), (teddy, 0.9))
