"""Machines of kitchen, bath, living room and office, most of them boxes with a face."""

import numpy as np

from gambade_training.things import fronts
from gambade_training.things.builder import rotation


def _body(b):
    """Paint of a housing: white, steel, black or any colour."""
    if b.chance(0.3):
        return b.colored(0.9, 0.9, 0.88)
    return b.material(b.one_of("metal", "plastic", "any"))


def _face(b, pattern, body):
    """Paint of a front on a housing's own ground."""
    colors = b.paint_colors()
    if b.chance(0.7):
        colors[0] = b.tiles[body][1][0]
    return b.paint(pattern, colors)


def _housing(b, size, body, roundness=0.0):
    """A body that stands on the ground."""
    width, height, depth = size
    if roundness:
        b.cushion((0, height / 2, 0), size, body, roundness)
    else:
        b.box((0, height / 2, 0), (width, height, depth), body)


def white_goods(b):
    """Oven, washing machine, dishwasher."""
    body = _body(b)
    width, height, depth = b.among(0.5, 0.7), b.among(0.7, 1.0), b.among(0.5, 0.65)
    _housing(b, (width, height, depth), body)
    b.box((0, height / 2, depth / 2), (width * 0.96, height * 0.96, 0.02),
          _face(b, fronts.appliance, body))
    if b.chance(0.4):
        door = b.material("glass")
        b.disc((0, height * 0.45, depth / 2), width * 0.3, 0.06, door, axis=(0, 0, 1), sides=6)
        b.ring((0, height * 0.45, depth / 2 + 0.02), width * 0.3, 0.025, b.material("metal"),
               axis=(0, 0, 1))
    elif b.chance(0.5):
        b.bar((-width * 0.4, height * 0.75, depth / 2 + 0.05),
              (width * 0.4, height * 0.75, depth / 2 + 0.05),
              0.015, b.material("metal"))
    if b.chance(0.3):
        plate = b.colored(0.1, 0.1, 0.1)
        with b.mirrored(0, 2):
            b.bar((width * 0.25, height, depth * 0.22), (width * 0.25, height + 0.02, depth * 0.22),
                  width * 0.16, plate)


def fridge(b):
    body = _body(b)
    width, height, depth = b.among(0.5, 0.95), b.among(0.8, 1.9), b.among(0.5, 0.75)
    _housing(b, (width, height, depth * 0.9), body)
    split, gap = b.among(0.3, 0.7), 0.012
    doors = ((height * split / 2, height * split), (height * (1 + split) / 2, height * (1 - split)))
    for middle, tall in doors:
        b.box((0, middle, depth * 0.47), (width, tall - gap, depth * 0.12), body)
        b.bar((width * 0.42, middle - tall * 0.3, depth * 0.56),
              (width * 0.42, middle + tall * 0.3, depth * 0.56),
              0.012, b.material("metal"))


def small_box(b):
    """Microwave, radio, toaster oven, safe, console: a low body with a face."""
    body = _body(b)
    width, height, depth = b.among(0.25, 0.6), b.among(0.08, 0.35), b.among(0.15, 0.4)
    _housing(b, (width, height, depth), body, b.one_of(0, 0, 0.15, 0.3))
    face = b.one_of(fronts.appliance, fronts.buttons, fronts.screen)
    b.box((0, height / 2, depth / 2), (width * 0.92, height * 0.85, 0.012), _face(b, face, body))
    if b.chance(0.3):
        b.wire([(-width * 0.4, height, 0), (-width * 0.35, height * 1.3, 0),
                (width * 0.35, height * 1.3, 0),
                (width * 0.4, height, 0)], 0.01, b.material("metal"))
    if b.chance(0.2):
        b.bar((width * 0.4, height, 0), (width * b.among(0.3, 0.9), height * 2.5, -0.05), 0.005,
              b.material("metal"))


def screen(b):
    """Television or monitor."""
    body = _body(b) if b.chance(0.4) else b.colored(0.07, 0.07, 0.08)
    width = b.among(0.4, 1.3)
    height, thick, lift = width * b.among(0.5, 0.8), b.among(0.02, 0.08), b.among(0.03, 0.3)
    colors = b.paint_colors()
    colors[0] = b.tiles[body][1][0]
    if b.chance(0.5):
        colors[1] = [0.04, 0.05, 0.07]
    b.box((0, lift + height / 2, 0), (width, height, thick), body)
    b.box((0, lift + height / 2, thick / 2), (width * 0.98, height * 0.97, 0.008),
          b.paint(fronts.screen, colors))
    if b.chance(0.25):
        back = b.among(0.3, 0.8) * width
        b.cushion((0, lift + height / 2, -back / 2), (width * 0.85, height * 0.85, back), body,
                  0.35)
    if b.chance(0.7):
        b.bar((0, 0, -thick), (0, lift + height * 0.3, -thick), 0.025, body)
        b.box((0, 0.01, 0), (width * b.among(0.25, 0.5), 0.02, width * 0.25), body)
    else:
        with b.mirrored(0):
            b.beam((width * 0.35, 0, 0.1), (width * 0.33, lift + 0.02, 0), 0.03, body)
            b.beam((width * 0.35, 0, -0.1), (width * 0.33, lift + 0.02, 0), 0.03, body)


def laptop(b):
    body, size, thick = _body(b), b.among(0.28, 0.4), b.among(0.008, 0.02)
    depth = size * 0.68
    b.box((0, thick / 2, 0), (size, thick, depth), body)
    with b.moved((0, thick, 0), rotation(0, -np.pi / 2)):
        b.box((0, 0, 0), (size * 0.9, depth * 0.8, 0.004), _face(b, fronts.buttons, body))
    with b.moved((0, thick, -depth / 2), rotation(0, -b.among(0.1, 0.6))):
        b.box((0, depth / 2, 0), (size, depth, thick * 0.7), body)
        b.box((0, depth / 2, thick * 0.35), (size * 0.95, depth * 0.92, 0.004),
              _face(b, fronts.screen, body))


def slab(b):
    """Phone, tablet, remote control, calculator: flat or on its edge."""
    body, width, length = _body(b), b.among(0.06, 0.3), b.among(0.12, 0.35)
    thick = b.among(0.008, 0.03)
    face = _face(b, b.one_of(fronts.screen, fronts.buttons), body)
    turn = rotation(0, -b.one_of(np.pi / 2, b.among(0, 0.5)))
    with b.moved((0, 0, 0), turn):
        b.cushion((0, 0, 0), (width, length, thick), body, b.one_of(0.1, 0.2, 0.3))
        b.box((0, 0, thick * 0.45), (width * 0.85, length * 0.85, thick * 0.2), face)


def keyboard(b):
    body, width, depth = _body(b), b.among(0.3, 0.5), b.among(0.1, 0.2)
    b.box((0, 0.01, 0), (width, 0.02, depth), body)
    with b.moved((0, 0.02, 0), rotation(0, -np.pi / 2)):
        b.box((0, 0, 0), (width * 0.95, depth * 0.85, 0.012), _face(b, fronts.buttons, body))


def coffee_maker(b):
    body, dark = _body(b), b.material("glass")
    width, height, depth = b.among(0.18, 0.3), b.among(0.28, 0.42), b.among(0.2, 0.35)
    roundness = b.one_of(0.08, 0.2, 0.4)
    b.cushion((0, height / 2, -depth * 0.25), (width, height, depth * 0.45), body, roundness)
    b.cushion((0, height * 0.88, depth * 0.1), (width, height * 0.25, depth * 0.8), body, roundness)
    b.box((0, 0.02, depth * 0.15), (width, 0.04, depth * 0.8), body)
    wide = width * 0.4
    b.turned((0, 0.04, depth * 0.2), (0, height * 0.25, height * 0.4, height * 0.5),
             (wide, wide, wide * 0.8, wide * 0.9), b.one_of(dark, b.material("metal")))
    if b.chance(0.5):
        b.box((0, height * 0.88, depth * 0.5), (width * 0.7, height * 0.15, 0.01),
              _face(b, fronts.buttons, body))


def toaster(b):
    body = _body(b)
    width, height, depth = b.among(0.25, 0.35), b.among(0.15, 0.22), b.among(0.15, 0.22)
    b.cushion((0, height / 2, 0), (width, height, depth), body, b.one_of(0.15, 0.3, 0.5))
    with b.mirrored(2):
        b.box((0, height * 0.99, depth * 0.2), (width * 0.75, 0.01, depth * 0.14),
              b.colored(0.08, 0.08, 0.08))
    b.box((width / 2, height * 0.6, 0), (0.04, 0.02, depth * 0.25), b.material("plastic"))


def camera(b):
    body, lens = b.colored(0.1, 0.1, 0.11) if b.chance(0.6) else _body(b), b.material("glass")
    width, height, depth = b.among(0.1, 0.16), b.among(0.07, 0.11), b.among(0.04, 0.07)
    b.cushion((0, height / 2, 0), (width, height, depth), body, 0.15)
    radius = height * b.among(0.3, 0.48)
    b.bar((0, height / 2, 0), (0, height / 2, depth * b.among(0.8, 2.2)), radius, body,
          top_radius=radius * 0.95)
    b.bar((0, height / 2, depth * 0.5), (0, height / 2, depth * b.among(0.82, 2.3)), radius * 0.75,
          lens)
    if b.chance(0.6):
        b.cushion((0, height * 1.05, 0), (width * 0.3, height * 0.3, depth * 0.8), body, 0.2)


def loudspeaker(b):
    body, cone = b.material(b.one_of("wood", "plastic")), b.colored(0.12, 0.12, 0.12)
    width, height, depth = b.among(0.15, 0.4), b.among(0.25, 1.0), b.among(0.15, 0.35)
    _housing(b, (width, height, depth), body)
    at = height * b.among(0.25, 0.4)
    for middle, radius in ((at, width * 0.4), (at + width * 0.4 + width * 0.3, width * 0.22)):
        if middle + radius < height:
            b.ring((0, middle, depth / 2), radius, 0.015, cone, axis=(0, 0, 1))
            b.disc((0, middle, depth / 2), radius, 0.01, b.material("any"), axis=(0, 0, 1), sides=6)


def clock(b):
    rim, face = b.material("any"), b.colored(0.93, 0.92, 0.88)
    radius, thick = b.among(0.1, 0.2), b.among(0.03, 0.12)
    high = radius + b.one_of(0.0, 0.03)
    b.disc((0, high, 0), radius, thick, rim, axis=(0, 0, 1), sides=7)
    b.disc((0, high, thick / 2), radius * 0.88, 0.012, face, axis=(0, 0, 1), sides=7)
    hand = b.colored(0.05, 0.05, 0.05)
    for length, width in ((0.5, 0.02), (0.75, 0.012)):
        angle = b.among(0, 2 * np.pi)
        tip = np.array([np.sin(angle), np.cos(angle), 0]) * length * radius
        b.beam((0, high, thick / 2 + 0.01), tip + [0, high, thick / 2 + 0.01], width, hand)
    if b.chance(0.4):
        with b.mirrored(0):
            b.ball((radius * 0.6, high + radius * 0.95, 0), radius * 0.5, rim)
            b.bar((radius * 0.6, 0, 0), (radius * 0.4, high - radius * 0.6, 0), 0.012, rim)


def fan(b):
    body, blade = _body(b), b.material("plastic")
    radius, height = b.among(0.15, 0.28), b.among(0.3, 1.2)
    b.bar((0, 0, 0), (0, 0.04, 0), radius * 0.8, body, top_radius=radius * 0.5)
    b.bar((0, 0, 0), (0, height, -0.05), 0.02, body)
    b.bar((0, height, -0.14), (0, height, 0.03), radius * 0.25, body)
    with b.moved((0, height, 0.04)), b.around(b.one_of(3, 4, 5), axis=2):
        outline = np.array([(0.1, 0.05), (0.02, 0.9), (-0.45, 0.75), (-0.1, 0.05)])
        b.slab(radius * outline, (0, 0, 0), 0.012, blade)
    b.ring((0, height, 0.04), radius, 0.012, body, axis=(0, 0, 1))
    with b.moved((0, height, 0.08)), b.around(8, axis=2):
        b.bar((0, 0, 0), (0, radius, 0), 0.004, body, sides=1)


def toilet(b):
    white = b.colored(0.93, 0.93, 0.92) if b.chance(0.75) else b.material("plastic")
    seat = b.one_of(white, b.material("wood"))
    width, height, depth = b.among(0.32, 0.42), b.among(0.38, 0.45), b.among(0.4, 0.5)
    with b.moved((0, 0, depth * 0.15), np.diag([1, 1, depth / width])):
        b.turned((0, 0, 0), (0, 0.1, 0.25, height),
                 (width * 0.32, width * 0.25, width * 0.38, width * 0.5),
                 white, shell=0.04)
        b.ring((0, height, 0), width * 0.43, 0.03, seat)
    with b.moved((0, height + 0.02, -depth * 0.38), rotation(0, b.one_of(-0.2, np.pi / 2))):
        b.cushion((0, depth * 0.45, 0), (width, depth * 0.9, 0.03), seat, 0.4)
    b.cushion((0, height + 0.15, -depth * 0.5), (width * 1.15, 0.38, 0.18), white, 0.12)
    b.box((0, height * 0.4, -depth * 0.35), (width * 0.6, height * 0.8, depth * 0.4), white)


def basin(b):
    """A washbasin on a foot or on a cupboard, or a kitchen sink."""
    white = b.colored(0.93, 0.93, 0.92) if b.chance(0.6) else b.material(b.one_of("stone", "metal"))
    metal = b.material("metal")
    width, depth, height = b.among(0.4, 0.9), b.among(0.35, 0.5), b.among(0.7, 0.9)
    if b.chance(0.5):
        with b.moved((0, 0, 0), np.diag([width / depth, 1, 1])):
            b.turned((0, height - 0.18, 0), (0, 0.05, 0.18),
                     (depth * 0.2, depth * 0.4, depth * 0.5), white, shell=0.03)
        b.turned((0, 0, -depth * 0.1), (0, 0.1, height - 0.15), (0.12, 0.08, 0.1), white)
    else:
        wood = b.material("wood")
        b.box((0, height * 0.44, 0), (width, height * 0.88, depth), wood)
        b.box((0, height * 0.44, depth / 2), (width * 0.96, height * 0.84, 0.02),
              _face(b, fronts.drawers, wood))
        b.box((0, height * 0.9, 0), (width * 1.04, 0.04, depth * 1.06), white)
        b.turned((0, height * 0.8, 0), (0, 0.14), (depth * 0.25, depth * 0.4), white, shell=0.03)
    tap = height + 0.16
    b.wire([(0, height - 0.05, -depth * 0.4), (0, tap, -depth * 0.4), (0, tap + 0.03, -depth * 0.3),
            (0, tap, -depth * 0.1)], 0.016, metal)


def bathtub(b):
    white = b.colored(0.94, 0.94, 0.93) if b.chance(0.7) else b.material("any")
    length, width, height = b.among(1.3, 1.8), b.among(0.6, 0.85), b.among(0.4, 0.6)
    lift = b.one_of(0, 0.1)
    with b.moved((0, lift, 0), np.diag([length / width, 1, 1])):
        b.turned((0, 0, 0), (0, 0.06, height), (width * 0.3, width * 0.42, width * 0.5), white,
                 shell=0.05, sides=7)
    if lift:
        metal = b.material("metal")
        with b.mirrored(0, 2):
            b.bar((length * 0.3, 0, width * 0.25), (length * 0.28, lift + 0.05, width * 0.2), 0.04,
                  metal)


def sewing_machine(b):
    """An arm over a plate: also a drill press or a microscope."""
    body, metal = _body(b), b.material("metal")
    width, height = b.among(0.3, 0.45), b.among(0.25, 0.35)
    b.cushion((0, 0.03, 0), (width, 0.06, width * 0.4), b.one_of(body, b.material("wood")), 0.12)
    b.cushion((width * 0.38, height / 2, 0), (width * 0.24, height, width * 0.28), body, 0.2)
    b.cushion((0, height * 0.85, 0), (width, height * 0.3, width * 0.25), body, 0.25)
    b.bar((-width * 0.4, height * 0.8, 0), (-width * 0.4, 0.1, 0), 0.018, metal)
    b.disc((width * 0.52, height * 0.85, 0), height * 0.2, 0.04, metal)


KINDS = ((white_goods, 1.0), (fridge, 0.7), (small_box, 1.3), (screen, 1.2), (laptop, 0.5),
         (slab, 0.8), (keyboard, 0.4), (coffee_maker, 0.6), (toaster, 0.4), (camera, 0.4),
         (loudspeaker, 0.5), (clock, 0.4), (fan, 0.4), (toilet, 0.5), (basin, 0.6), (bathtub, 0.4),
         (sewing_machine, 0.3))
