"""Cars, racing cars, vans, buses, lorries, carts, bicycles and motorcycles."""

import numpy as np

from gambade_training.things.builder import rotation
from gambade_training.things.shapes import lofted
from gambade_training.things.vehicle_parts import (arched_cover, cabin, glazing, lamps, load,
                                                   silhouette, spans, wheels)


def car(b):
    body, glass = b.material(b.one_of("plastic", "plastic", "plastic", "metal", "any")), glazing(b)
    trim = b.colored(*np.full(3, b.among(0.05, 0.7)))
    style = b.one_of("saloon", "hatch", "estate", "coupe", "pickup", "open", "old")
    # Shares of the length: lower back, lower front, upper front, upper back of the cabin.
    rear, front, roof_front, roof_rear = {
        "saloon": (-0.4, 0.24, 0.08, -0.24), "hatch": (-0.48, 0.26, 0.1, -0.38),
        "estate": (-0.49, 0.25, 0.12, -0.45), "coupe": (-0.44, 0.18, 0.02, -0.16),
        "pickup": (-0.1, 0.25, 0.13, -0.08), "open": (-0.15, 0.15, 0.1, -0.14),
        "old": (-0.42, 0.1, 0.07, -0.36)}[style] + b.random.uniform(-0.03, 0.03, 4)
    length, width, radius = b.among(2.2, 4.8), b.among(1.4, 1.9), b.among(0.26, 0.48)
    clear = radius * b.among(0.4, 0.9)
    belt = clear + b.among(0.4, 0.7)
    height = belt + (b.among(0.25, 0.45) if style in ("coupe", "open") else b.among(0.4, 0.75))
    half, bonnet = length / 2, belt - b.among(0.0, 0.2)
    if b.chance(0.4):  # rounded
        lofted(b, [(-half, width * 0.8, (belt - clear) * 0.7, (belt + clear) / 2),
                   (-half * 0.85, width, belt - clear, (belt + clear) / 2),
                   (front * length, width, belt - clear, (belt + clear) / 2),
                   (half * 0.85, width, bonnet - clear, (bonnet + clear) / 2),
                   (half, width * 0.8, (bonnet - clear) * 0.7, (bonnet + clear) / 2)], body, 4.5)
    else:
        silhouette(b, [(-half * 0.98, clear), (half * 0.97, clear), (half, (clear + bonnet) / 2),
                       (half * 0.96, bonnet), (front * length, belt), (-half * 0.97, belt),
                       (-half, (clear + belt) / 2)], width, body, nose=b.among(0.8, 1))
    panes = spans(b.one_of(1, 2, 2, 3) if style != "pickup" else 1, 0.1, 0.92)
    if style == "open":
        silhouette(b, [(front * length, belt - 0.05), (front * length + 0.04, belt - 0.05),
                       (roof_front * length, height), (roof_front * length - 0.04, height)],
                   width * 0.85, glass)
        seat = b.material("cloth")
        with b.mirrored(0):
            b.box((width / 4, belt + 0.1, rear * length), (width * 0.35, 0.45, 0.15), seat)
    else:
        cabin(b, [(rear * length, belt - 0.03), (front * length, belt - 0.03),
                  (roof_front * length, height), (roof_rear * length, height)],
              width * 0.94, body, glass, b.among(0.7, 0.95), panes)
    if style == "pickup":
        with b.mirrored(0):
            b.box((width * 0.46, belt + 0.08, -half * 0.6), (0.08, 0.25, half * 0.75), body)
        b.box((0, belt + 0.08, -half * 0.97), (width * 0.98, 0.25, 0.08), body)
        b.box((0, belt, -half * 0.6), (width * 0.9, 0.03, half * 0.7), trim)
    axle, thick = half * b.among(0.58, 0.7), b.among(0.18, 0.3)
    for z in (axle, -axle):
        b.disc((0, radius, z), min(radius * 1.15, bonnet - radius - 0.04), width * 1.003, trim)
        if style == "old":
            with b.mirrored(0):
                b.cushion((width / 2, radius * 1.3, z), (0.35, radius, radius * 3), body, 0.5)
    wheels(b, (axle, -axle), width / 2 - thick * 0.4, radius, thick)
    lamps(b, width * 0.36, (clear + bonnet) / 2 + 0.08, half, -half, b.among(0.12, 0.22))
    with b.mirrored(2):
        b.cushion((0, clear + 0.1, half * 0.99), (width * 0.96, b.among(0.08, 0.2), 0.16), trim,
                  0.3)
    if b.chance(0.6):
        b.box((0, (clear + bonnet) / 2 + 0.05, half), (width * b.among(0.2, 0.45), 0.15, 0.06),
              trim)
    if b.chance(0.5):
        with b.mirrored(0):
            b.box((width * 0.52, belt + 0.08, front * length * 0.8), (0.15, 0.12, 0.1), body)
    extra = b.one_of("", "", "", "spoiler", "rack", "sign", "stripe", "spare")
    if extra == "spoiler":
        b.box((0, belt + 0.2, -half * 0.93), (width * 0.9, 0.04, 0.25), body)
        with b.mirrored(0):
            b.box((width * 0.3, belt + 0.1, -half * 0.93), (0.05, 0.22, 0.1), body)
    elif extra in ("rack", "sign") and style != "open":
        size = (width * 0.6, 0.15, length * 0.2) if extra == "rack" else (width * 0.5, 0.13, 0.2)
        b.box((0, height + 0.05, (roof_front + roof_rear) / 2 * length), size, b.material("any"))
    elif extra == "stripe":
        silhouette(b, [(-half * 0.9, clear), (half * 1.01, clear), (half * 0.97, bonnet + 0.01),
                       (front * length, belt + 0.01), (-half * 0.9, belt + 0.01)], width * 0.25,
                   b.material("plastic"))
    elif extra == "spare":
        b.disc((0, belt - 0.1, -half - 0.08), radius * 0.8, 0.2, trim, axis=(0, 0, 1))


def racer(b):
    """A single-seater with its wheels outside."""
    body, trim, radius = b.material("plastic"), b.material("any"), b.among(0.3, 0.42)
    length, width = b.among(3, 4.5), b.among(0.6, 0.9)
    lofted(b, [(-length / 2, width * 0.6, 0.3, 0.45), (-length * 0.2, width, 0.5, 0.42),
               (length * 0.1, width * 0.9, 0.45, 0.4), (length / 2, 0.2, 0.15, 0.3)], body, 3)
    with b.mirrored(0):
        b.cushion((width * 0.6, 0.35, -length * 0.12), (width * 0.6, 0.35, length * 0.4), body, 0.4)
    b.ball((0, 0.65, 0), 0.35, b.material("any"))
    b.cushion((0, 0.65, -length * 0.2), (width * 0.4, 0.4, length * 0.3), body, 0.6)
    if b.chance(0.8):
        b.box((0, 0.2, length * 0.47), (width * 2.2, 0.04, 0.3), trim)
        b.box((0, 0.9, -length * 0.46), (width * 1.6, 0.04, 0.3), trim)
        with b.mirrored(0):
            b.box((width * 0.8, 0.75, -length * 0.46), (0.04, 0.45, 0.4), trim)
    axle = length * 0.34
    with b.mirrored(2):
        b.bar((-width, radius, axle), (width, radius, axle), 0.04, trim, sides=2)
    wheels(b, (axle, -axle), width * 1.05, radius, b.among(0.25, 0.4))


def van(b):
    """A delivery van, a camper or a bus."""
    body, glass, is_bus = b.material(b.one_of("plastic", "any")), glazing(b), b.chance(0.45)
    length, width = b.among(6, 11) if is_bus else b.among(2.8, 5.5), b.among(1.6, 2.4)
    radius = b.among(0.3, 0.5)
    height, clear, half = b.among(2.0, 3.0) + radius * 0.3, radius * b.among(0.5, 0.9), length / 2
    slope, snout = b.among(0.02, 0.6), 0 if is_bus else b.one_of(0, b.among(0.3, 0.9))
    floor = clear + (height - clear) * b.among(0.35, 0.5)
    two = b.material("any") if b.chance(0.5) else body
    silhouette(b, [(-half, clear), (half, clear), (half, floor - 0.1), (half - snout * 0.8, floor),
                   (-half, floor)], width, two)
    if is_bus or b.chance(0.35):
        panes = spans(b.count(4, 9) if is_bus else b.count(3, 4))
    else:
        panes = [(1 - b.among(0.9, 1.4) / length, 0.95)]
    cabin(b, [(-half * 0.998, floor - 0.02), (half - snout, floor - 0.02),
              (half - snout - slope, height), (-half * 0.99, height)], width * 0.995, body, glass,
          b.among(0.85, 1), panes, b.among(0.08, 0.2), b.among(0.7, 0.88))
    if is_bus and b.chance(0.25):
        upper = height + b.among(1.2, 1.7)
        cabin(b, [(-half * 0.99, height - 0.1), (half - slope, height - 0.1), (half - slope, upper),
                  (-half * 0.98, upper)], width * 0.95, body, glass, 0.95, panes, 0.25, 0.8)
    if b.chance(0.4):
        b.box((0, floor, 0), (width * 1.015, b.among(0.05, 0.25), length * 1.002),
              b.material("any"))
    axle = half * b.among(0.55, 0.7)
    for z in (axle, -axle):
        b.disc((0, radius, z), radius * 1.12, width * 1.004, glass)
    wheels(b, (axle, -axle), width / 2 - 0.08, radius, b.among(0.2, 0.3))
    lamps(b, width * 0.38, clear + 0.35, half, -half, 0.22)
    b.box((0, clear + 0.1, 0), (width * 0.97, 0.15, length * 1.02), b.material("metal"))
    if b.chance(0.3):
        b.box((0, height + 0.1, -half * 0.2), (width * 0.7, 0.25, length * 0.4), b.material("any"))
    if b.chance(0.5):
        door = width * 1.012
        b.box((0, floor * 0.55 + clear * 0.4, half * 0.3), (door, floor - clear, 0.03), glass)


def lorry(b):
    body, glass, frame = b.material(b.one_of("plastic", "any")), glazing(b), b.material("metal")
    width, radius = b.among(1.6, 2.4), b.among(0.4, 0.6)
    cab, bed, floor = b.among(1.2, 1.9), b.among(2.0, 7.0), radius * b.among(1.5, 2.2)
    height, snout = floor + b.among(1.2, 2.0), b.one_of(0, 0, b.among(0.6, 1.3))
    half = (cab + bed + snout + 0.15) / 2
    b.box((0, floor - 0.15, 0), (width * 0.5, 0.25, half * 1.9), frame)
    back, low = half - snout - cab, radius * 0.7
    waist = floor + (height - floor) * b.among(0.2, 0.4)
    b.box((0, (low + waist) / 2, back + cab / 2), (width, waist - low, cab), body)
    cabin(b, [(back, waist - 0.02), (half - snout, waist - 0.02),
              (half - snout - b.among(0, 0.4), height), (back, height)], width, body, glass,
          b.among(0.85, 1), [(0.25, 0.9)])
    if snout:
        silhouette(b, [(half - snout, low), (half, low), (half, waist - 0.15),
                       (half - snout, waist)], width * b.among(0.6, 0.95), body)
    b.box((0, (low + waist) / 2, half), (width * 0.5, (waist - low) * 0.5, 0.06), frame)
    lamps(b, width * 0.38, low + 0.25, half, -half, 0.22)
    b.box((0, low + 0.05, half), (width * 1.02, 0.2, 0.15), frame)
    middle = (back - 0.15 - half) / 2
    with b.moved((0, 0, middle)):
        b.box((0, floor, 0), (width, 0.12, bed), frame)
        kind = b.one_of("load", "load", "load", "mixer", "ladder", "crane")
        if kind == "load":
            load(b, width, bed * 0.98, floor + 0.05)
        elif kind == "mixer":
            with b.moved((0, floor + width * 0.5, 0), rotation(0, -np.pi / 2 - 0.25)):
                b.turned((0, -bed / 2, 0), np.array([0, 0.15, 0.45, 0.8, 1]) * bed,
                         np.array([0.25, 0.45, 0.5, 0.4, 0.2]) * width, b.material("any"), 4)
        else:
            b.box((0, floor + 0.5, 0), (width, 0.9, bed * 0.98), body)
            tilt = rotation(0, -b.among(0.05, 0.6))
            with b.moved((0, floor + 1.1, -bed * 0.45), tilt):
                if kind == "crane":
                    b.box((0, 0, bed * 0.5), (0.35, 0.35, bed * 1.1), b.material("any"))
                else:
                    with b.mirrored(0):
                        b.box((0.3, 0, bed * 0.5), (0.06, 0.12, bed), frame)
                    for z in np.linspace(0.1, bed * 0.95, 8):
                        b.box((0, 0, z), (0.6, 0.06, 0.06), frame)
    axles = [half - cab / 2 - snout / 2, -half + bed * 0.2]
    if bed > 3.5:
        axles.append(-half + bed * 0.2 + radius * 2.2)
    if b.chance(0.5):
        with b.mirrored(0):
            b.bar((width * 0.4, floor, back - 0.05), (width * 0.4, height + 0.3, back - 0.05), 0.08,
                  frame)
    wheels(b, axles, width / 2 - 0.12, radius, b.among(0.25, 0.4))


def cart(b):
    """A hand cart, a covered wagon, a wheelbarrow, a mine wagon."""
    wood, radius = b.material(b.one_of("wood", "wood", "metal")), b.among(0.3, 0.6)
    width, length = b.among(0.8, 1.3), b.among(1.0, 2.4)
    floor, kind = radius * b.among(0.9, 1.5), b.one_of("cart", "cart", "wagon", "barrow")
    b.box((0, floor, 0), (width, 0.08, length), wood)
    if b.chance(0.25):
        b.box((0, floor + 0.12, 0), (width * 1.05, 0.25, length * 1.03), wood)
        arched_cover(b, floor + 0.2, length, width, width * b.among(0.7, 1.2), b.material("cloth"))
    elif b.chance(0.35):
        lean, wall = b.among(0.0, 0.3), b.among(0.25, 0.6)
        with b.mirrored(0):
            b.beam((width / 2, floor, 0), (width / 2 + lean * wall, floor + wall, 0), 0.06, wood,
                   length)
        with b.mirrored(2):
            b.box((0, floor + wall / 2, length / 2), (width, wall, 0.06), wood)
    else:
        load(b, width, length, floor + 0.04)
    if kind == "barrow":
        b.disc((0, radius * 0.7, length * 0.55), radius * 0.7, 0.12, b.material("metal"))
        with b.mirrored(0):
            b.beam((width * 0.12, radius * 0.7, length * 0.6), (width * 0.4, floor + 0.1, -length),
                   0.06, wood)
            b.beam((width * 0.35, floor, -length * 0.4), (width * 0.35, 0, -length * 0.45), 0.06,
                   wood)
        return
    places = (0,) if kind == "cart" else (-length * 0.32, length * 0.32)
    b.bar((-width * 0.6, radius, places[0]), (width * 0.6, radius, places[0]), 0.05, wood, sides=2)
    wheels(b, places, width / 2 + 0.12, radius, 0.12, b.chance(0.25))
    reach = length * b.among(0.9, 1.3)
    with b.mirrored(0):
        x = width * b.one_of(0.05, 0.4)
        b.beam((x, floor, length * 0.4), (x, floor * b.among(0.3, 1.3), reach), 0.07, wood)


def bicycle(b):
    """A bicycle, a motorcycle or a scooter."""
    frame, dark = b.material(b.one_of("plastic", "metal", "any")), b.colored(0.08, 0.08, 0.09)
    metal, style = b.material("metal"), b.one_of("cycle", "motor", "motor", "scooter", "kick")
    radius = {"cycle": b.among(0.32, 0.42), "motor": b.among(0.28, 0.4),
              "scooter": b.among(0.18, 0.26), "kick": b.among(0.08, 0.14)}[style]
    base = {"kick": b.among(0.35, 0.45), "cycle": b.among(0.5, 0.62)}.get(style, b.among(0.6, 0.8))
    tube = {"motor": 0.09, "scooter": 0.06}.get(style, 0.02)
    spokes = style != "kick" and b.chance(0.7 if style == "cycle" else 0.3)
    for z in (base, -base):
        with b.moved((0, radius, z)):
            b.ring((0, 0, 0), radius - tube, tube, dark, axis=(1, 0, 0))
            b.disc((0, 0, 0), radius * 0.2, 0.08, metal, sides=3)
            if spokes or style == "cycle":
                with b.around(b.count(6, 10), axis=0):
                    b.bar((0, 0, 0), (0, radius - tube, 0), 0.01, metal, sides=1)
            else:
                b.disc((0, 0, 0), radius - tube, 0.06, metal)
    bar = b.among(0.95, 1.15)
    head, grip = (0, bar - 0.2, base * 0.75), (0, bar, base * b.among(0.5, 0.7))
    wide = b.among(0.22, 0.38)
    with b.mirrored(0):
        side = 0.05 if tube < 0.05 else 0.11
        b.bar((side, radius, base), np.add(head, (side * 0.6, 0, 0)), 0.025, metal, sides=2)
        b.bar(np.add(grip, (wide * 0.5, 0, 0)), np.add(grip, (wide, b.among(-0.05, 0.05), -0.12)),
              0.03, dark, sides=2)
    b.bar(np.add(grip, (-wide * 0.6, 0, 0)), np.add(grip, (wide * 0.6, 0, 0)), 0.02, metal, sides=2)
    b.bar(head, grip, 0.03, metal, sides=2)
    if style == "kick":
        b.box((0, radius + 0.03, 0), (0.14, 0.05, base * 1.7), frame)
        b.bar((0, radius, base * 0.85), head, 0.03, frame, sides=2)
        return
    seat = (0, bar - b.among(0.1, 0.35), -base * b.among(0.2, 0.5))
    if style == "cycle":
        crank = (0, radius * 0.9, -base * 0.1)
        for start, end in ((crank, head), (crank, seat), (np.add(seat, (0, -0.12, 0.02)), head)):
            b.bar(start, end, 0.025, frame, sides=2)
        with b.mirrored(0):
            b.bar((0.05, radius, -base), crank, 0.015, frame, sides=2)
            b.bar((0.05, radius, -base), np.add(seat, (0, -0.12, 0)), 0.015, frame, sides=2)
        b.disc(crank, radius * 0.3, 0.03, metal, sides=3)
        for side in (-1, 1):
            end = np.add(crank, (side * 0.08, side * 0.15, side * 0.05))
            b.bar(crank, end, 0.015, metal, sides=1)
            b.box(np.add(end, (side * 0.05, 0, 0)), (0.1, 0.03, 0.08), dark)
        b.cushion(seat, (0.15, 0.07, 0.28), dark, 0.6)
        extra = b.one_of("", "basket", "rack")
        if extra == "basket":
            b.turned((0, bar - 0.2, base + 0.05), (0, 0.2), (0.11, 0.16), b.material("wood"), 4,
                     0.02)
        elif extra == "rack":
            b.box((0, radius * 2 + 0.05, -base), (0.14, 0.03, 0.4), metal)
        return
    b.cushion(np.add(seat, (0, 0, -base * 0.2)), (0.28, 0.14, base * b.among(0.8, 1.2)), dark, 0.5)
    b.disc(np.add(head, (0, 0, 0.1)), b.among(0.08, 0.13), 0.12, b.material("glass"),
           axis=(0, 0, 1))
    with b.mirrored(2):
        if b.chance(0.6):
            b.cushion((0, radius * 1.75, base), (0.2, radius * 0.6, radius * 1.5), frame, 0.6)
    if style == "motor":
        b.cushion((0, bar - 0.3, base * 0.2), (0.32, 0.26, base * 0.7), frame, b.among(0.4, 0.9))
        b.box((0, radius * 1.1, 0), (0.3, radius * 1.1, base * 0.7), metal)
        b.beam((0, radius, -base), (0, bar - 0.3, -base * 0.1), 0.1, dark)
        with b.mirrored(0):
            b.bar((0.2, radius * 0.8, base * 0.1), (0.2, radius, -base * b.among(0.9, 1.4)), 0.05,
                  metal)
        if b.chance(0.35):
            b.cushion((0, bar - 0.15, base * 0.75), (0.4, 0.5, base * 0.6), frame, 0.7)
    else:
        silhouette(b, [(base * 0.5, radius), (base * 0.72, radius * 1.5), (base * 0.72, bar - 0.15),
                       (base * 0.55, bar - 0.15)], b.among(0.3, 0.45), frame)
        b.box((0, radius, base * 0.1), (0.34, 0.08, base * 1.1), frame)
        b.cushion((0, (radius + seat[1]) / 2, -base * 0.6),
                  (0.36, seat[1] - radius * 0.5, base * 1.1), frame, 0.6)


KINDS = ((car, 2.2), (racer, 0.5), (van, 1.2), (lorry, 1.4), (cart, 0.9), (bicycle, 1.1))
