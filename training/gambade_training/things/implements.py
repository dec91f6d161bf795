"""Tools, weapons, toys and other small things that are held in a hand or lie about."""

import numpy as np

from gambade_training.things import fronts
from gambade_training.things.builder import rotation

_LYING = rotation(2, -np.pi / 2)  # what was upright lies along x


def _posed(b):
    """Upright, or lying on the ground."""
    return b.moved((0, 0, 0), b.one_of(np.eye(3), _LYING, rotation(2, -b.among(0, 1.5))))


def _grip(b, length, radius):
    """A handle from the origin downwards, with a knob or rings."""
    tile = b.material(b.one_of("wood", "plastic", "cloth"))
    b.bar((0, -length, 0), (0, 0, 0), radius * b.among(0.8, 1.2), tile, top_radius=radius)
    if b.chance(0.4):
        b.ball((0, -length, 0), radius * b.among(2.2, 3.5), b.material("metal"))
    if b.chance(0.3):
        for at in np.linspace(-0.8, -0.2, b.count(2, 4)):
            b.ring((0, at * length, 0), radius, radius * 0.3, b.material("metal"))


def sword(b):
    """Also dagger, sabre and knife."""
    steel, guard = b.material("metal"), b.material(b.one_of("metal", "wood", "any"))
    length, width, thick = b.among(0.35, 1.1), b.among(0.05, 0.16), b.among(0.012, 0.03)
    with _posed(b):
        _grip(b, b.among(0.12, 0.28), b.among(0.015, 0.03))
        shape = b.one_of("straight", "straight", "curved", "broad")
        if shape == "straight":
            outline = [(-width / 2, 0), (width / 2, 0), (width / 2, length * 0.85), (0, length),
                       (-width / 2, length * 0.85)]
        elif shape == "curved":
            outline = [(-width / 2, 0), (width / 2, 0), (width * 0.9, length * 0.5),
                       (width * 0.4, length),
                       (-width * 0.2, length * 0.5)]
        else:
            outline = [(-width / 2, 0), (width / 2, 0), (width, length * 0.7),
                       (width * 0.3, length),
                       (-width / 2, length * 0.9)]
        b.slab(outline, (0, 0, 0), thick, steel)
        if b.chance(0.75):
            wide = width * b.among(1.2, 3.0)
            b.box((0, 0, 0), (wide, b.among(0.02, 0.06), b.among(0.03, 0.07)), guard)


def axe(b):
    """Also hammer, mace, pickaxe and sledge."""
    wood, steel = b.material("wood"), b.material(b.one_of("metal", "stone"))
    length, head = b.among(0.5, 1.0), b.among(0.12, 0.3)
    with _posed(b):
        b.bar((0, -length, 0), (0, 0.05, 0), b.among(0.015, 0.035), wood)
        shape = b.one_of("axe", "double", "hammer", "pick", "mace", "claw")
        if shape in ("axe", "double"):
            outline = np.array([(0, -0.2), (1, -0.6), (1.2, 0), (1, 0.6), (0, 0.2),
                                (-0.1, 0)]) * head
            b.slab(outline, (0, -head * 0.4, 0), 0.03, steel)
            if shape == "double":
                with b.moved((0, 0, 0), rotation(1, np.pi)):
                    b.slab(outline, (0, -head * 0.4, 0), 0.03, steel)
        elif shape == "hammer":
            b.box((0, 0, 0), (head * b.among(1, 2), head * 0.7, head * 0.7), steel)
        elif shape == "pick":
            b.wire([(-head * 1.4, -head * 0.5, 0), (-head * 0.5, 0, 0), (head * 0.5, 0, 0),
                    (head * 1.4, -head * 0.5, 0)], 0.025, steel)
        elif shape == "mace":
            b.ball((0, 0, 0), head, steel)
            with b.around(b.count(4, 8)):
                b.bar((0, 0, 0), (head * 0.75, 0, 0), head * 0.12, steel, top_radius=0.005, sides=1)
        else:
            b.bar((-head * 0.6, 0, 0), (head * 0.3, 0, 0), head * 0.18, steel)
            b.beam((head * 0.2, 0, 0), (head * 0.9, -head * 0.35, 0), head * 0.15, steel)


def spade(b):
    """Also rake, broom, fork, spear and paddle."""
    wood, steel = b.material("wood"), b.material(b.one_of("metal", "plastic"))
    length, width = b.among(0.6, 1.4), b.among(0.1, 0.25)
    with _posed(b):
        b.bar((0, -length, 0), (0, 0, 0), b.among(0.012, 0.025), wood)
        shape = b.one_of("blade", "rake", "broom", "spear")
        if shape == "blade":
            b.slab([(-width / 2, 0), (width / 2, 0), (width / 2, width), (0, width * 1.5),
                    (-width / 2, width)],
                   (0, -0.02, 0), 0.02, steel)
        elif shape == "rake":
            b.box((0, 0, 0), (width * 2, 0.025, 0.025), steel)
            for at in np.linspace(-0.95, 0.95, b.count(3, 8)):
                b.bar((at * width, 0, 0), (at * width, width * b.among(0.3, 0.9), 0.0), 0.009,
                      steel, sides=1)
        elif shape == "broom":
            b.bar((0, 0, 0), (0, width * 1.5, 0), 0.03, b.material("any"), top_radius=width * 0.7)
        else:
            b.bar((0, 0, 0), (0, width * 1.5, 0), width * 0.3, steel, top_radius=0.005, sides=1)
        if b.chance(0.3):
            b.bar((-0.08, -length, 0), (0.08, -length, 0), 0.018, wood)


def spanner(b):
    """Also pliers, scissors and keys: two arms or a ring with a shaft, lying flat or on end."""
    steel, length, width = b.material("metal"), b.among(0.15, 0.3), b.among(0.02, 0.04)
    with _posed(b):
        shape = b.one_of("spanner", "scissors", "key")
        if shape == "spanner":
            b.box((0, 0, 0), (width, length, width * 0.4), steel)
            b.ring((0, length / 2 + width, 0), width, width * 0.4, steel, axis=(0, 0, 1))
            with b.mirrored(0):
                b.beam((width * 0.3, -length / 2, 0), (width * 0.9, -length / 2 - width * 1.6, 0),
                       width * 0.6, steel,
                       depth=width * 0.5)
        elif shape == "scissors":
            handle, spread = b.material("plastic"), b.among(0.15, 0.5)
            for side in (-1, 1):
                with b.moved((0, 0, side * 0.004), rotation(2, side * spread / 2)):
                    b.slab([(-width * 0.4, -0.02), (width * 0.4, -0.02), (width * 0.1, length),
                            (-width * 0.2, length)],
                           (0, 0, 0), 0.006, steel)
                    b.beam((0, 0, 0), (side * width, -length * 0.4, 0), width * 0.5, handle)
                    b.ring((side * width, -length * 0.6, 0), width, width * 0.3, handle,
                           axis=(0, 0, 1))
        else:
            b.bar((0, 0, 0), (0, length, 0), width * 0.35, steel)
            b.ring((0, -width, 0), width, width * 0.35, steel, axis=(0, 0, 1))
            for at in np.linspace(0.7, 0.95, b.count(2, 3)):
                b.box((width * 0.6, at * length, 0), (width * 1.2, width * 0.4, width * 0.4), steel)


def gun(b):
    """Pistol, rifle, blaster; also a drill or a spray gun: a body along z and a grip below."""
    body, other = b.material(b.one_of("metal", "plastic")), b.material("any")
    length, height, width = b.among(0.2, 0.9), b.among(0.05, 0.12), b.among(0.03, 0.08)
    b.cushion((0, 0, 0), (width, height, length), body, b.one_of(0.1, 0.25))
    b.bar((0, height * 0.2, length * 0.45), (0, height * 0.2, length * b.among(0.6, 1.1)),
          width * b.among(0.15, 0.4), body)
    back = -length * b.among(0.1, 0.4)
    b.beam((0, -height * 0.3, back + 0.03), (0, -height * b.among(1.5, 2.5), back - 0.02),
           width * 0.8, other, depth=0.06)
    b.ring((0, -height * 0.6, back + 0.09), 0.03, 0.006, body, axis=(1, 0, 0))
    if b.chance(0.5):
        b.cushion((0, -height * 0.2, -length * 0.65), (width * 0.8, height, length * 0.4), other,
                  0.2)
    if b.chance(0.4):
        b.bar((0, height * 0.75, -0.05), (0, height * 0.75, length * 0.25), height * 0.2, other)
    if b.chance(0.4):
        b.box((0, -height, length * 0.1), (width * 0.7, height * b.among(1, 2), 0.06), other)


def shield(b):
    face, rim = b.material("any"), b.material(b.one_of("metal", "wood"))
    size, thick = b.among(0.4, 0.7), b.among(0.03, 0.07)
    if b.chance(0.5):
        b.disc((0, size / 2, 0), size / 2, thick, face, axis=(0, 0, 1), sides=6)
        b.ring((0, size / 2, 0), size / 2, 0.02, rim, axis=(0, 0, 1))
    else:
        outline = np.array([(0, -0.6), (0.4, -0.25), (0.45, 0.45), (0, 0.55), (-0.45, 0.45),
                            (-0.4, -0.25)]) * size
        b.slab(outline * 1.1, (0, 0.6 * size, -0.01), thick * 0.7, rim)
        b.slab(outline, (0, 0.6 * size, 0.01), thick, face)
    if b.chance(0.6):
        b.ball((0, size / 2, thick / 2), size * b.among(0.12, 0.3), rim)
    if b.chance(0.4):
        b.box((0, size / 2, thick / 2), (size * 0.1, size * 0.8, 0.03), rim)
        b.box((0, size / 2, thick / 2), (size * 0.7, size * 0.1, 0.03), rim)


def cutlery(b):
    steel, length = b.material(b.one_of("metal", "wood", "plastic")), b.among(0.15, 0.22)
    with _posed(b):
        b.beam((0, 0, 0), (0, length * 0.6, 0), 0.012, steel, depth=0.005)
        shape = b.one_of("spoon", "fork", "knife", "turner")
        if shape == "spoon":
            b.ball((0, length * 0.75, 0.003), (0.045, 0.065, 0.015), steel)
        elif shape == "fork":
            b.box((0, length * 0.65, 0), (0.03, 0.03, 0.005), steel)
            for x in (-0.0125, -0.004, 0.004, 0.0125):
                b.beam((x, length * 0.68, 0), (x, length, 0), 0.004, steel)
        elif shape == "knife":
            b.slab([(-0.01, 0), (0.01, 0), (0.014, length * 0.3), (-0.008, length * 0.45)],
                   (0, length * 0.58, 0), 0.004, steel)
        else:
            b.slab([(-0.02, 0), (0.02, 0), (0.04, 0.09), (-0.04, 0.09)], (0, length * 0.6, 0),
                   0.006, steel)


def pen(b):
    """Marker, pencil, brush, lipstick, battery, torch: a stick of several parts."""
    length, radius = b.among(0.1, 0.2), b.among(0.004, 0.02)
    tiles = [b.paint(fronts.label, b.paint_colors()), b.material("plastic"), b.material("any")]
    with _posed(b):
        cap = b.among(0.15, 0.4) * length
        b.bar((0, 0, 0), (0, length - cap, 0), radius, tiles[0])
        b.bar((0, length - cap, 0), (0, length, 0), radius * b.among(0.9, 1.15), tiles[1],
              top_radius=radius * b.among(0.2, 1.1))
        if b.chance(0.5):
            b.bar((0, -length * 0.06, 0), (0, 0, 0), radius * 0.8, tiles[2])


def stapler(b):
    """Also hole punches, mice and door handles: a long arm over a long foot."""
    body, foot = b.material("plastic"), b.material("metal")
    length, width, height = b.among(0.12, 0.2), b.among(0.03, 0.05), b.among(0.03, 0.06)
    b.cushion((0, 0.006, 0), (width, 0.012, length), foot, 0.15)
    with b.moved((0, 0.015, -length * 0.4), rotation(0, -b.among(0.05, 0.35))):
        b.cushion((0, height * 0.4, length * 0.45), (width * 0.9, height * 0.7, length), body,
                  b.one_of(0.15, 0.3, 0.5))
        b.box((0, 0.005, length * 0.48), (width * 0.6, 0.012, length * 0.95), foot)


def ball(b):
    pattern = b.material("any")
    shape = b.one_of("ball", "ball", "egg", "die", "gem")
    if shape == "ball":
        b.ball((0, 0.5, 0), 1.0, pattern)
    elif shape == "egg":
        b.ball((0, 0.5, 0), (b.among(0.6, 0.8), b.among(0.6, 0.8), 1.0), pattern)
    elif shape == "die":
        b.cushion((0, 0.5, 0), (1, 1, 1), b.paint(fronts.buttons, b.paint_colors()),
                  b.among(0.05, 0.25))
    else:
        sides = b.count(1, 2)
        b.bar((0, 0, 0), (0, 0.8, 0), 0.02, pattern, top_radius=0.6, sides=sides)
        b.bar((0, 0.8, 0), (0, 1.1, 0), 0.6, pattern, top_radius=0.3, sides=sides)


def hat(b):
    """Cap, top hat, cone hat, helmet."""
    cloth, band = b.material("cloth"), b.material("any")
    radius, height = b.among(0.28, 0.36), b.among(0.2, 0.5)
    shape = b.one_of("cap", "brim", "cone", "helmet")
    if shape == "cone":
        b.bar((0, 0, 0), (0, height * 1.6, 0), radius, cloth, top_radius=0.02)
    elif shape == "brim":
        b.bar((0, 0, 0), (0, height, 0), radius, cloth, top_radius=radius * b.among(0.6, 1.05))
        b.bar((0, 0.02, 0), (0, 0.08, 0), radius * 1.03, band)
    else:
        b.turned((0, 0, 0), np.linspace(0, height, 6),
                 radius * np.sqrt(1 - np.linspace(0, 0.98, 6) ** 2), cloth)
    if shape in ("brim", "cone") and b.chance(0.8):
        b.bar((0, 0, 0), (0, 0.025, 0), radius * b.among(1.3, 2.0), cloth)
    elif shape == "cap":
        b.cushion((0, 0.02, radius * 0.9), (radius * 1.4, 0.04, radius * b.among(0.9, 1.4)),
                  b.one_of(cloth, band), 0.5)
        b.ball((0, height, 0), 0.04, band)
    elif shape == "helmet" and b.chance(0.6):
        b.box((0, height * 0.9, 0), (0.05, height * 0.6, radius * 1.5), band)


def shoe(b):
    leather, sole = b.material(b.one_of("cloth", "any")), b.material("plastic")
    length, width, high = b.among(0.25, 0.3), b.among(0.09, 0.11), b.among(0.05, 0.25)
    b.cushion((0, 0.012, 0), (width, 0.024, length), sole, 0.4)
    b.cushion((0, 0.045, length * 0.1), (width * 0.95, 0.08, length * 0.75), leather, 0.7)
    b.turned((0, 0.02, -length * 0.25), (0, 0.05, 0.05 + high),
             (width * 0.48, width * 0.46, width * b.among(0.42, 0.55)),
             leather, shell=0.012)
    if b.chance(0.5):
        lace = b.material("any")
        for at in np.linspace(0.0, 0.2, 4):
            b.box((0, 0.088, length * at), (width * 0.5, 0.008, 0.01), lace)


def umbrella(b):
    cloth, stick = b.material("cloth"), b.material(b.one_of("metal", "wood"))
    height, radius = b.among(0.7, 2.2), b.among(0.4, 1.2)
    b.bar((0, 0, 0), (0, height, 0), 0.02, stick)
    b.bar((0, height * b.among(0.7, 0.85), 0), (0, height, 0), radius, cloth, top_radius=0.03,
          sides=2)
    if b.chance(0.5):
        b.bar((0, 0, 0), (0, 0.08, 0), radius * 0.3, b.material("stone"))


def book(b):
    """One, or a pile."""
    at = 0.0
    for _ in range(b.one_of(1, 1, b.count(2, 6))):
        width, depth, thick = b.among(0.15, 0.28), b.among(0.2, 0.35), b.among(0.02, 0.07)
        cover, turn = b.paint(fronts.label, b.paint_colors()), rotation(1, b.among(-0.4, 0.4))
        with b.moved((0, at, 0), turn):
            b.box((0.004, thick / 2, 0), (width * 0.97, thick * 0.8, depth * 0.96),
                  b.colored(0.92, 0.9, 0.84))
            for y in (0.002, thick - 0.002):
                b.box((0, y, 0), (width, 0.006, depth), cover)
            b.box((-width / 2, thick / 2, 0), (0.006, thick, depth), cover)
        at += thick


def guitar(b):
    wood, neck, dark = b.material("wood"), b.material("wood"), b.colored(0.08, 0.06, 0.05)
    lower, upper, deep = b.among(0.17, 0.22), b.among(0.12, 0.17), b.among(0.04, 0.12)
    for middle, radius in ((lower, lower), (lower * 2.1, upper)):
        b.disc((0, middle, 0), radius, deep, wood, axis=(0, 0, 1), sides=7)
    b.box((0, lower * 1.6, 0), (upper * 1.5, lower * 0.8, deep * 0.98), wood)
    b.disc((0, lower * 1.6, deep / 2), upper * 0.4, 0.006, dark, axis=(0, 0, 1))
    top = lower * 2 + b.among(0.5, 0.7)
    b.box((0, (lower * 1.8 + top) / 2, deep / 2), (0.05, top - lower * 1.8, 0.025), neck)
    b.box((0, top + 0.06, deep / 2 - 0.005), (0.07, 0.14, 0.02), b.one_of(neck, wood))
    b.box((0, lower * 0.75, deep / 2), (0.1, 0.02, 0.02), dark)


def dumbbell(b):
    metal, grip = b.material("metal"), b.material("any")
    radius, length = b.among(0.05, 0.12), b.among(0.2, 0.6)
    b.bar((-length / 2, radius, 0), (length / 2, radius, 0), 0.016, metal)
    with b.mirrored(0):
        for number in range(b.count(1, 3)):
            size = radius * (1 - 0.15 * number)
            b.disc((length / 2 - 0.02 + 0.04 * number, radius, 0), size, 0.036, grip,
                   sides=b.one_of(2, 6))


def turned_piece(b):
    """A chess piece, a trophy, a spinning top, a pepper mill."""
    tile, height = b.material(b.one_of("wood", "metal", "any")), b.among(0.4, 1.0)
    knots = b.count(5, 9)
    radii = b.random.uniform(0.06, 0.22, knots)
    radii[0] = b.among(0.18, 0.26)
    b.turned((0, 0, 0), np.linspace(0, height, knots), radii, tile)
    if b.chance(0.7):
        b.ball((0, height + 0.05, 0), b.among(0.1, 0.25), b.one_of(tile, b.material("any")))
    if b.chance(0.25):
        with b.mirrored(0):
            b.ring((0.22, height * 0.75, 0), 0.1, 0.02, tile, axis=(0, 0, 1))


def lantern(b):
    frame, light = b.material("metal"), b.colored(0.98, b.among(0.75, 0.95), b.among(0.4, 0.8))
    radius, height, sides = b.among(0.08, 0.14), b.among(0.18, 0.35), b.one_of(1, 2, 4)
    for at in (0, height):
        b.bar((0, at, 0), (0, at + 0.02, 0), radius * 1.1, frame, sides=sides)
    b.bar((0, 0.02, 0), (0, height, 0), radius * 0.75, light, sides=sides)
    with b.around(4):
        b.bar((radius * 0.95, 0, 0), (radius * 0.95, height, 0), 0.008, frame, sides=1)
    b.bar((0, height, 0), (0, height + radius, 0), radius * 1.05, frame, top_radius=0.02,
          sides=sides)
    b.ring((0, height + radius * 1.5, 0), radius * 0.5, 0.008, frame, axis=(0, 0, 1))


def picture(b):
    """A framed picture, a mirror, a window or a door."""
    frame, width, height = b.material(b.one_of("wood", "any")), b.among(0.3, 1.2), b.among(0.3, 2.0)
    thick, rim = b.among(0.02, 0.1), b.among(0.03, 0.12)
    inner = b.one_of(b.material("glass"), b.material("any"),
                     b.paint(fronts.windows, b.paint_colors()),
                     b.paint(fronts.drawers, b.paint_colors()))
    b.box((0, height / 2, 0), (width, height, thick * 0.5), inner)
    with b.mirrored(0):
        b.box((width / 2, height / 2, 0), (rim, height + rim, thick), frame)
    for y in (0, height):
        b.box((0, y, 0), (width + rim, rim, thick), frame)
    if b.chance(0.3):
        b.ball((width * 0.4, height * 0.45, thick * 0.5), 0.07, b.material("metal"))


def ladder(b):
    wood = b.material(b.one_of("wood", "metal"))
    width, height, steps = b.among(0.3, 0.5), b.among(0.8, 2.0), b.count(3, 7)
    lean = b.one_of(0.0, b.among(0.15, 0.35))
    sides = ((-1, 1) if b.chance(0.5) else (1,)) if lean else (1,)
    for side in sides:
        with b.moved((0, height, 0), rotation(0, -side * lean)):
            with b.mirrored(0):
                b.beam((width / 2, -height, 0), (width / 2, 0, 0), 0.045, wood)
            if side > 0:
                for y in np.linspace(-0.92, -0.06, steps):
                    b.box((0, y * height, 0), (width, 0.03, 0.05), wood)


def headphones(b):
    band, pad = b.material("plastic"), b.material("any")
    radius = b.among(0.08, 0.1)
    angles = np.linspace(0, np.pi, 12)
    b.wire(np.stack([radius * np.cos(angles), 0.08 + radius * np.sin(angles), 0 * angles], 1),
           b.among(0.006, 0.014), band)
    with b.mirrored(0):
        b.disc((radius, 0.06, 0), 0.045, 0.03, pad, sides=6)


def clamp(b):
    """A C of metal with a screw; also a hook, a horseshoe, a magnet."""
    metal, other = b.material("metal"), b.material("any")
    size, thick = b.among(0.1, 0.2), b.among(0.015, 0.04)
    with b.moved((0, 0, 0), b.one_of(np.eye(3), rotation(0, np.pi / 2))):
        if b.chance(0.6):
            with b.mirrored(1):
                b.box((0, size / 2, 0), (size * 0.8, thick, thick), metal)
            b.box((-size * 0.4, 0, 0), (thick, size + thick, thick), metal)
            b.bar((size * 0.3, -size * 0.9, 0), (size * 0.3, size * 0.2, 0), thick * 0.3, other)
            b.bar((size * 0.15, -size * 0.9, 0), (size * 0.45, -size * 0.9, 0), thick * 0.2, other)
        else:
            angles = np.linspace(-0.2, np.pi + 0.2, 14)
            b.wire(size * np.stack([0.5 * np.cos(angles), 0.6 * np.sin(angles), 0 * angles], 1),
                   thick, metal)


KINDS = ((sword, 1.2), (axe, 1.0), (spade, 0.7), (spanner, 0.7), (gun, 0.9), (shield, 0.6),
         (cutlery, 0.6), (pen, 0.7), (stapler, 0.5), (ball, 0.8), (hat, 0.6), (shoe, 0.5),
         (umbrella, 0.4), (book, 0.6), (guitar, 0.3), (dumbbell, 0.3), (turned_piece, 0.7),
         (lantern, 0.4), (picture, 0.7), (ladder, 0.3), (headphones, 0.2), (clamp, 0.4))
