"""Limbs, faces, hats and what hands hold: parts of people, animals and monsters."""

import numpy as np

from gambade_training.things.builder import rotation
from gambade_training.things.shapes import lofted, orb


def mass(b, square, centre, size, tile, roundness=1.0, turn=None):
    """A box with these full sizes for blocky figures, a cushion for others."""
    if square:
        b.box(centre, size, tile, turn)
    else:
        b.cushion(centre, size, tile, roundness, turn)


def jointed(b, square, points, radii, tile):
    """A leg, an arm, a tail along points [K,3] with radii [K]: straight pieces with round joints,
    or beams that are square."""
    for start, end, low, high in zip(points[:-1], points[1:], radii[:-1], radii[1:]):
        if square:
            b.beam(start, end, low + high, tile)
        else:
            b.bar(start, end, low, tile, top_radius=high, sides=2)
    for point, radius in list(zip(points, radii))[1:-1]:
        if not square:
            orb(b, point, 2 * radius, tile)


def lofted_upright(b, foot, rings, tile, power=2.0):
    """A `lofted` body that stands on `foot` [3]: rings [K,4] of the height above it, which rises,
    the width, the depth and how far forward."""
    with b.moved(foot, rotation(0, -np.pi / 2)):
        lofted(b, [(height, width, depth, -ahead) for height, width, depth, ahead in rings], tile,
               power)


def eyes(b, x, y, z, size, aside=False):
    """At x on both sides, `size` wide; they look ahead, or aside as those of animals."""
    dark = b.colored(0.04, 0.04, b.among(0.04, 0.2))
    white = b.colored(*b.one_of((1, 1, 1), (1, 1, 1), (1, 0.9, 0.4), (0.9, 0.3, 0.2)))
    plain, out = b.chance(0.5), size * 0.32
    with b.mirrored(0):
        if plain:
            orb(b, (x, y, z), size * 0.8, dark)
        else:
            orb(b, (x, y, z), size, white)
            orb(b, (x + out * aside, y, z + out * (not aside)), size * 0.55, dark)


def ears(b, kind, head, tile):
    """On a head of this size around the origin. kind: "point", "flop", "long", "large", "round" or
    "disc"."""
    inside, tall = b.colored(0.9, 0.65, 0.6), head * b.among(0.35, 0.5)
    with b.mirrored(0):
        if kind == "point":
            for size, z, paint in ((1, 0, tile), (0.6, 0.04, inside)):
                b.slab([(head * 0.12, head * 0.28), (head * 0.42, head * 0.2),
                        (head * 0.36, head * 0.28 + tall * size)],
                       (0, 0, z * head), head * 0.08, paint)
        elif kind == "flop":
            b.cushion((head * 0.46, head * b.among(-0.05, 0.2), 0),
                      (head * 0.18, head * 0.5, head * 0.3), tile, 0.7,
                      rotation(2, b.among(0.1, 0.9)))
        elif kind == "long":
            b.cushion((head * 0.18, head * 0.75, -head * 0.1),
                      (head * 0.22, head * 0.9, head * 0.12), tile, 0.9)
            b.cushion((head * 0.18, head * 0.75, -head * 0.06),
                      (head * 0.12, head * 0.7, head * 0.1), inside, 0.9)
        elif kind == "large":
            b.cushion((head * 0.6, 0, -head * 0.1), (head * 0.75, head * 0.95, head * 0.1), tile,
                      0.8)
        else:
            size = head * (0.3 if kind == "round" else 0.5)
            x = head * (0.32 if kind == "round" else 0.45)
            orb(b, (x, head * 0.36, 0), (size, size, size * 0.5), tile)
            orb(b, (x, head * 0.36, size * 0.12), (size * 0.6, size * 0.6, size * 0.4), inside)


def joints(b, half, hip, shoulder, leg, arm, pose=None):
    """Joints of a figure that reaches `half` to each side of x = 0; hip, shoulder: heights; leg,
    arm: lengths; pose: "stand", "spread", "walk", "act", "sit" or any. Returns both legs and both
    arms: [hip, knee, ankle] and [shoulder, elbow, hand], [3] each."""
    poses = ("stand", "stand", "stand", "spread", "spread", "walk", "act", "act", "sit")
    pose = pose or b.one_of(*poses)
    stride = b.among(0.2, 0.6) if pose == "walk" else b.one_of(0, b.among(0, 0.3)) * (pose == "act")
    out, ahead, bend = b.among(0.05, 0.4), b.among(-0.1, 0.2), b.among(0, 0.4)
    if pose == "spread":
        out, ahead, bend = b.one_of(np.pi / 2, b.among(0.6, 1.6)), 0, 0
    astride = b.one_of(0, b.among(0, 0.25))
    legs, arms = [], []
    for side in (-1, 1):
        x, swing = side * half * 0.5, side * stride
        if pose == "sit":
            knee = (x, hip, leg / 2)
            legs.append([(x, hip, 0), knee, (x, hip - leg / 2, leg * 0.5)])
        else:
            foot = np.array([x + side * leg * astride, hip - leg * np.cos(stride),
                             leg * np.sin(swing)])
            knee = (np.array([x, hip, 0]) + foot) / 2 + [0, 0, 0.06 * leg * (stride > 0)]
            legs.append([(x, hip, 0), knee, foot])
        if pose == "act":
            out, ahead, bend = b.among(0.1, 1.2), b.among(-0.4, 1.8), b.among(0, 1.6)
        elif pose == "walk":
            ahead = -swing

        def direction(forward):
            return np.array([side * np.sin(out), -np.cos(out) * np.cos(forward),
                             np.cos(out) * np.sin(forward)])

        joint = np.array([side * half, shoulder, 0])
        elbow = joint + direction(ahead) * arm / 2
        arms.append([joint, elbow, elbow + direction(ahead + bend) * arm / 2])
    return legs, arms


def held(b, hand, size):
    """A weapon, a tool or a shield; size: about an arm's length."""
    kind = b.one_of("sword", "sword", "axe", "staff", "hammer", "spear", "gun", "bow", "torch",
                    "shield", "shield", "bag")
    metal, wood = b.material("metal"), b.material("wood")
    if kind == "shield":
        tile, wide = b.material("any"), size * b.among(0.4, 0.7)
        with b.moved(np.add(hand, (0, 0, size * 0.12))):
            if b.chance(0.5):
                b.disc((0, 0, 0), wide * 0.7, 0.03, tile, axis=(0, 0, 1))
                b.ring((0, 0, 0), wide * 0.68, 0.02, metal, axis=(0, 0, 1))
            else:
                b.slab([(0, -wide), (wide * 0.6, -wide * 0.2), (wide * 0.6, wide * 0.7),
                        (-wide * 0.6, wide * 0.7), (-wide * 0.6, -wide * 0.2)], (0, 0, 0), 0.03,
                       tile)
            orb(b, (0, 0, 0.02), wide * 0.4, metal)
        return
    tilt = np.pi / 2 if kind == "gun" else b.among(-0.2, 1.4)
    with b.moved(hand, rotation(0, tilt) if kind != "bag" else None, size):
        if kind == "sword":
            blade, wide = b.among(0.7, 1.5), b.among(0.08, 0.18)
            b.bar((0, -0.15, 0), (0, 0.15, 0), 0.035, wood, sides=2)
            b.box((0, 0.15, 0), (0.06, 0.05, b.among(0.2, 0.45)), metal)
            b.slab([(-wide / 2, 0.15), (wide / 2, 0.15), (wide / 2, blade * 0.85), (0, blade),
                    (-wide / 2, blade * 0.85)], (0, 0, 0), 0.03, metal, axis=0)
        elif kind == "bow":
            b.wire([(0, -0.7, -0.15), (0, -0.4, 0.1), (0, 0, 0.15), (0, 0.4, 0.1), (0, 0.7, -0.15)],
                   0.03, wood)
            b.bar((0, -0.7, -0.15), (0, 0.7, -0.15), 0.008, metal, sides=1)
        elif kind == "gun":
            b.box((0, 0.3, 0), (0.08, b.among(0.5, 1.0), 0.12), metal)
            b.bar((0, 0.3, 0), (0, 1, 0), 0.03, metal, sides=2)
        elif kind == "bag":
            b.cushion((0, -0.35, 0), (0.2, 0.4, 0.5), b.material("cloth"), 0.3)
            b.ring((0, -0.1, 0), 0.1, 0.02, wood, axis=(1, 0, 0))
        else:
            long = b.among(0.9, 1.8) if kind in ("staff", "spear") else b.among(0.6, 1)
            low = -b.among(0.1, 0.8) if kind in ("staff", "spear") else -0.15
            b.bar((0, low, 0), (0, long, 0), 0.035, wood, sides=2)
            if kind == "staff":
                orb(b, (0, long, 0), b.among(0.12, 0.3), b.material("glass"))
            elif kind == "spear":
                b.bar((0, long, 0), (0, long + 0.25, 0), 0.07, metal, top_radius=0.005, sides=1)
            elif kind == "hammer":
                b.box((0, long, 0), (0.16, 0.18, b.among(0.3, 0.5)), metal)
            elif kind == "torch":
                b.bar((0, long, 0), (0, long + 0.25, 0), 0.1, b.colored(1, 0.6, 0.1),
                      top_radius=0.01)
            else:
                with b.mirrored(*b.one_of((), (2,))):
                    b.slab([(0, long - 0.12), (0.28, long - 0.22),
                            (0.28, long + 0.16), (0, long + 0.06)], (0, 0, 0), 0.05, metal, axis=0)


def hat(b, square, y, wide, tall, deep):
    """On a head of these full sizes whose middle is at y."""
    tile, trim = b.material("any"), b.material("any")
    top = y + tall * 0.3
    kind = b.one_of("cap", "brim", "brim", "top", "cone", "helmet", "helmet", "crown", "hood")
    ring = max(wide, deep) / 2
    if kind == "helmet":
        tile = b.material("metal")
    if kind in ("cap", "helmet"):
        mass(b, square, (0, top - 0.02 * tall, 0), (wide * 1.12, tall * 0.6, deep * 1.12), tile)
        if kind == "cap":
            b.box((0, top - tall * 0.08, deep * 0.6), (wide * 0.8, tall * 0.05, deep * 0.4), trim)
        else:
            with b.mirrored(0):
                b.box((wide * 0.5, y - tall * 0.1, -deep * 0.05),
                      (wide * 0.12, tall * 0.6, deep * 0.5), tile)
            if b.chance(0.4):
                with b.mirrored(0):
                    b.bar((wide * 0.5, top, 0), (wide * 0.95, top + tall * 0.5, 0), wide * 0.12,
                          trim, top_radius=0.003, sides=2)
            elif b.chance(0.5):
                b.cushion((0, top + tall * 0.3, -deep * 0.1), (wide * 0.1, tall * 0.4, deep), trim,
                          0.8)
    elif kind in ("brim", "top", "cone"):
        b.bar((0, top - tall * 0.04, 0), (0, top + tall * 0.04, 0), ring * b.among(1.3, 2.0), tile,
              sides=5)
        high = tall * {"brim": b.among(0.3, 0.5), "top": b.among(0.6, 0.9),
                       "cone": b.among(0.9, 1.6)}[kind]
        narrow = {"brim": 0.8, "top": b.among(0.9, 1.1), "cone": 0.02}[kind]
        b.bar((0, top, 0), (0, top + high, 0), ring * 1.02, tile, top_radius=ring * narrow, sides=5)
        b.bar((0, top, 0), (0, top + tall * 0.12, 0), ring * 1.06, trim, sides=5)
    elif kind == "crown":
        gold = b.colored(0.9, 0.7, 0.2)
        b.turned((0, top, 0), (0, tall * 0.25), (ring, ring * 1.08), gold, 5, ring * 0.15)
        with b.around(b.count(4, 7)):
            b.bar((0, top + tall * 0.2, ring), (0, top + tall * 0.45, ring * 1.1), ring * 0.2, gold,
                  top_radius=0.003, sides=1)
    else:
        mass(b, square, (0, y + tall * 0.06, -deep * 0.14), (wide * 1.2, tall * 1.15, deep * 1.1),
             tile)


def _hair(b, square, y, wide, tall, deep, tile):
    if square:
        b.box((0, y + tall * 0.44, -deep * 0.01), (wide * 1.06, tall * 0.2, deep * 1.06), tile)
        b.box((0, y + tall * 0.1, -deep * 0.45), (wide * 1.06, tall * 0.8, deep * 0.2), tile)
    else:
        b.cushion((0, y + tall * 0.2, -deep * 0.12),
                  (wide * 1.1, tall * 0.76, deep * 1.08), tile, 0.9)
    kind = b.one_of("", "", "long", "tail", "bun", "pigtails", "spikes")
    if kind == "long":
        mass(b, square, (0, y - tall * 0.25, -deep * 0.35),
             (wide * 1.08, tall * b.among(0.9, 1.6), deep * 0.45), tile, 0.6)
    elif kind == "tail":
        jointed(b, square, [(0, y + tall * 0.25, -deep * 0.5), (0, y, -deep * 0.85),
                            (0, y - tall * b.among(0.4, 0.9), -deep * 0.8)],
                (wide * 0.1, wide * 0.18, wide * 0.04), tile)
    elif kind == "bun":
        orb(b, (0, y + tall * 0.5, -deep * 0.3), wide * b.among(0.3, 0.5), tile)
    elif kind == "pigtails":
        with b.mirrored(0):
            mass(b, square, (wide * 0.65, y, -deep * 0.1),
                 (wide * 0.25, tall * b.among(0.5, 0.9), wide * 0.25), tile)
    elif kind == "spikes":
        for _ in range(b.count(5, 10)):
            angle, out = b.among(0, 2 * np.pi), b.among(0.1, 0.45)
            x, z = out * wide * np.sin(angle), out * deep * np.cos(angle) - deep * 0.1
            b.bar((x, y + tall * 0.35, z), (x * 1.7, y + tall * b.among(0.65, 0.9), z * 1.7),
                  wide * 0.14, tile, top_radius=0.003, sides=1)


def human_head(b, square, y, wide, tall, deep, skin, hair):
    """A head with these full sizes whose middle is at y, its face to the front."""
    mass(b, square, (0, y, 0), (wide, tall, deep), skin, b.among(0.6, 1))
    front = deep * (0.5 if square else 0.45)
    level, big = y + tall * b.among(-0.08, 0.08), tall * b.among(0.1, 0.22)
    eyes(b, wide * b.among(0.17, 0.24), level, front, big)
    if b.chance(0.7):
        mass(b, square, (0, level - tall * 0.13, deep * 0.5), np.array([0.12, 0.16, 0.16]) * tall,
             skin)
    if b.chance(0.7):
        b.box((0, y - tall * 0.26, front * 0.93),
              (wide * b.among(0.15, 0.4), tall * 0.05, deep * 0.1),
              b.colored(b.among(0.3, 0.7), 0.15, 0.15))
    if b.chance(0.6):
        with b.mirrored(0):
            b.box((wide * 0.2, level + big * 0.8, front), (wide * 0.2, tall * 0.04, deep * 0.08),
                  hair)
    if b.chance(0.6):
        with b.mirrored(0):
            orb(b, (wide * 0.5, level - tall * 0.04, -deep * 0.02),
                np.array([0.12, 0.22, 0.18]) * tall, skin)
    if b.chance(0.25):
        mass(b, square, (0, y - tall * b.among(0.35, 0.5), front * 0.6),
             (wide * 0.8, tall * b.among(0.3, 0.7), deep * 0.45), hair, 0.8)
    hood = b.random.random()
    if hood < 0.55:
        _hair(b, square, y, wide, tall, deep, hair)
    if hood > 0.4 and hood < 0.92:
        hat(b, square, y, wide, tall, deep)
