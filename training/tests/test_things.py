"""Made-up things: the builder's parts against closed forms, and every kind.

    python3 training/tests/test_things.py
"""

import sys
import unittest
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from closed_surfaces import volume  # noqa: E402
from gambade_training import patterns, procedural, solids, things  # noqa: E402
from gambade_training.solids import PLACE, TILE  # noqa: E402
from gambade_training.things import fronts, materials, turned  # noqa: E402
from gambade_training.things.builder import TILES, Builder, rotation  # noqa: E402


MODULES = [module for module, _ in things.MODULES] + [turned]


def built(add, seed=1):
    builder = Builder(np.random.default_rng(seed))
    add(builder)
    return builder


class Parts(unittest.TestCase):
    def one(self, add):
        part, = built(add).parts
        return part

    def assert_bounds(self, part, low, high):
        self.assertTrue(np.allclose(part.bounds(), [low, high], atol=1e-6), part.bounds())

    def test_box_and_beam(self):
        part = self.one(lambda b: b.box((1, 2, 3), (2, 4, 6), 0))
        self.assert_bounds(part, (0, 0, 0), (2, 4, 6))
        self.assertAlmostEqual(volume(part.vertices, part.triangles), 48)
        part = self.one(lambda b: b.beam((1, 0, 0), (1, 3, 0), 0.5, 0, depth=0.2))
        self.assert_bounds(part, (0.75, 0, -0.1), (1.25, 3, 0.1))
        part = self.one(lambda b: b.beam((0, 0, 0), (3, 0, 4), 0.5, 0))
        self.assertAlmostEqual(volume(part.vertices, part.triangles), 0.25 * 5)

    def test_round_parts(self):
        part = self.one(lambda b: b.bar((0, 1, 0), (0, 4, 0), 0.5, 0, top_radius=0.25, sides=16))
        self.assert_bounds(part, (-0.5, 1, -0.5), (0.5, 4, 0.5))
        frustum = np.pi * 3 / 3 * (0.5 ** 2 + 0.5 * 0.25 + 0.25 ** 2)
        self.assertLess(abs(volume(part.vertices, part.triangles) / frustum - 1), 0.01)
        part = self.one(lambda b: b.disc((0, 1, 0), 1, 0.2, 0, axis=(0, 0, 1), sides=16))
        self.assertTrue(np.allclose(part.bounds(), [(-1, 0, -0.1), (1, 2, 0.1)], atol=0.01))
        part = self.one(lambda b: b.ring((0, 0, 0), 1, 0.1, 0, axis=(1, 0, 0)))
        self.assertTrue(np.allclose(part.bounds(), [(-0.1, -1.1, -1.1), (0.1, 1.1, 1.1)],
                                    atol=0.03))

    def test_vessels_are_hollow_and_open_above(self):
        part = self.one(lambda b: b.turned((0, 1, 0), (0, 2), (1, 1), 0, sides=16, shell=0.1))
        expected = np.pi * (2 - 0.9 ** 2 * 1.9)
        self.assertLess(abs(volume(part.vertices, part.triangles) / expected - 1), 0.02)
        inside, wall, above = part.field(np.array([(0, 2.0, 0), (0.95, 2, 0), (0, 3.2, 0)]))
        self.assertTrue(inside > 0 and wall < 0 and above > 0)

    def test_slabs(self):
        outline = np.array([(0, 0), (2, 0), (2, 1), (0, 1)])
        for axis, low, high in ((2, (0, 0, -0.25), (2, 1, 0.25)), (0, (-0.25, 0, 0), (0.25, 1, 2)),
                                (1, (0, -0.25, -1), (2, 0.25, 0))):
            part = self.one(lambda b, axis=axis: b.slab(outline, (0, 0, 0), 0.5, 0, axis))
            self.assert_bounds(part, low, high)
            self.assertAlmostEqual(volume(part.vertices, part.triangles), 1)

    def test_an_extruded_outline_knows_its_inside(self):
        star = np.array([(1, 0), (0.3, 0.3), (0, 1), (-0.3, 0.3), (-1, 0), (0, -0.5)])
        solid = solids.extruded(star)
        # Twice the area by the shoelace formula.
        self.assertAlmostEqual(volume(solid.vertices, solid.triangles), 2 * 1.1)
        self.assertLess(np.abs(solid.field(solid.vertices[:, PLACE])).max(), 1.01)
        points = np.array([(0, 0, 0), (0.6, 0.05, 0.5), (0.6, 0.5, 0), (0, 0, 1.5), (0, -0.7, 0)])
        self.assertEqual((solid.field(points) < 0).tolist(), [True, True, False, False, False])

    def test_repetition(self):
        def add(b):
            with b.mirrored(0, 2):
                b.box((1, 0, 2), (0.1, 0.1, 0.1), 0)
            with b.around(3), b.moved((0, 5, 1), rotation(1, np.pi / 2), 2.0):
                b.box((0, 0, 0), (1, 1, 3), 0)

        parts = built(add).parts
        middles = [part.bounds().mean(0).round(6).tolist() for part in parts]
        self.assertCountEqual(middles[:4], [[x, 0, z] for x in (-1, 1) for z in (-2, 2)])
        self.assertTrue(np.allclose(parts[4].bounds(), [(-3, 4, 0), (3, 6, 2)]))
        self.assertTrue(np.allclose(np.linalg.norm(np.array(middles[4:])[:, ::2], axis=1), 1))
        for part in parts:
            self.assertGreater(volume(part.vertices, part.triangles), 0)


class Paint(unittest.TestCase):
    def test_pictures(self):
        random = np.random.default_rng(3)
        drawings = [fronts.windows, fronts.pane, fronts.panelled, fronts.drawers, fronts.screen,
                    fronts.buttons, fronts.label, fronts.appliance]
        for number in range(60):
            pattern = drawings[number % len(drawings)]
            picture = patterns.drawn(random, pattern, patterns.palette(random), 64)
            self.assertEqual((picture.shape, picture.dtype), ((64, 64, 3), np.uint8))
        bright = np.vstack([np.zeros(3), np.ones((3, 3))])
        for pattern in drawings:  # on black, but not over all of it
            picture = patterns.drawn(random, pattern, bright, 64)
            self.assertTrue(picture.min() == 0 and picture.max() > 200, pattern.__name__)

    def test_materials(self):
        random = np.random.default_rng(4)
        for name in (*materials.NAMES, "any"):
            for flat in (False, True):
                pattern, colors = materials.drawn(random, name, flat)
                self.assertEqual(colors.shape[1], 3)
                self.assertTrue((0 <= colors).all() and (colors <= 1).all())
                if flat:
                    self.assertIs(pattern, patterns.plain)

    def test_a_thing_has_a_bounded_number_of_tiles(self):
        b = built(lambda b: [b.material("any") for _ in range(3 * TILES)])
        self.assertEqual(len(b.tiles), TILES)


class Kinds(unittest.TestCase):
    def test_every_kind(self):
        """Sound parts that face outwards, in tiles that exist, and no two things alike."""
        for module in MODULES:
            for kind, share in module.KINDS:
                with self.subTest(f"{module.__name__}.{kind.__name__}"):
                    self.assertGreater(share, 0)
                    drawn = set()
                    for seed in range(4):
                        b = built(kind, seed)
                        self.assertLessEqual(len(b.tiles), TILES)
                        for part in b.parts:
                            self.assertTrue(np.isfinite(part.vertices).all())
                            self.assertLess(part.vertices[:, TILE].max(), len(b.tiles))
                            self.assertGreater(volume(part.vertices, part.triangles), -1e-9)
                        drawn.add(str([part.bounds() for part in b.parts] + b.tiles))
                    self.assertEqual(len(drawn), 4)

    def test_turned_pieces_are_round(self):
        """Upright most of the time, else lying along x."""
        upright = 0
        for seed in range(60):
            low, high = built(turned.piece, seed).parts[0].bounds()
            x, y, z = high - low
            stands = abs(x - z) < 1e-6
            self.assertTrue(stands or abs(y - z) < 1e-6)
            upright += stands
        self.assertGreater(upright, 45)
        self.assertLess(upright, 60)

    def test_meshes(self):
        """Of every kind one, as it is packed."""
        for module in MODULES:
            for kind, _ in module.KINDS:
                with self.subTest(f"{module.__name__}.{kind.__name__}"):
                    b = built(kind, 7)
                    mesh = procedural.mesh(b.random, b.parts, b.tiles)
                    self.assertLess(len(mesh.positions), 65536)
                    self.assertGreater(len(mesh.triangles), 10)


if __name__ == "__main__":
    unittest.main(verbosity=2)
