"""Made-up objects: their surfaces against closed forms, their file, and how often they are drawn.

    python3 training/tests/test_procedural.py
"""

import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from closed_surfaces import volume  # noqa: E402
from gambade_training import procedural, solids, things  # noqa: E402
from gambade_training.cameras import DEFAULT_FOVY, source_camera  # noqa: E402
from gambade_training.mesh_renderer import render_views  # noqa: E402
from gambade_training.object_codec import ObjectFileError  # noqa: E402
from gambade_training.objects import ObjectLibrary, write_pack  # noqa: E402
from gambade_training.photo_textures import PhotoTextures  # noqa: E402
from gambade_training.procedural import generate, make_object  # noqa: E402
from gambade_training.solids import PLACE, TILE  # noqa: E402
from gambade_training.view_options import ViewOptions  # noqa: E402
from gambade_training.views import ViewSampler  # noqa: E402
from test_mesh_renderer import quad  # noqa: E402


def ball(detail):
    return solids.superquadric(detail, 1.0, 1.0)


def cylinder(detail):
    return solids.revolved(detail, np.array([-1.0, 1.0]), np.ones(2))


class Solids(unittest.TestCase):
    def test_volumes(self):
        """Polygons inscribed in circles lack about 1 % here."""
        cone = solids.revolved(12, np.array([-1.0, 1.0]), np.array([1.0, 0.0]))
        for name, solid, expected in (
                ("box", solids.box(4), 8), ("ball", ball(16), 4 / 3 * np.pi),
                ("cylinder", cylinder(12), 2 * np.pi), ("cone", cone, 2 / 3 * np.pi),
                # Open at its ends, so that only the two thirds of its side count.
                ("wire", solids.tubes([np.outer(np.linspace(-1, 1, 9), [0.6, 0, 0.8])], 0.2, 24),
                 2 / 3 * 2 * np.pi * 0.04),
                ("torus", solids.torus(16, 0.3), 2 * np.pi ** 2 * 0.7 * 0.09),
                ("octahedron", solids.superquadric(12, 2.0, 2.0), 4 / 3)):
            with self.subTest(name):
                self.assertLess(abs(volume(solid.vertices, solid.triangles) / expected - 1), 0.015)

    def test_vertices_lie_where_the_field_is_zero(self):
        vase = solids.revolved(6, np.linspace(-1, 1, 9), np.linspace(0.2, 1, 9) ** 2)
        for solid in (solids.box(5), ball(6), solids.superquadric(6, 0.3, 1.4), cylinder(6), vase,
                      solids.torus(6, 0.2)):
            turned = solid.placed(np.array([[0, -0.5, 0], [2, 0, 0], [0, 0.3, 1.0]]), np.ones(3))
            self.assertLess(np.abs(turned.field(turned.vertices[:, PLACE])).max(), 1e-6)

    def test_subtraction(self):
        """A ball off a cube's corner takes an eighth; a cylinder through it leaves a tunnel."""
        corner = ball(16).with_tile(3).placed(np.eye(3), np.ones(3))
        cut = solids.subtract(solids.box(16), corner)
        self.assertLess(abs(volume(cut.vertices, cut.triangles) - (8 - np.pi / 6)), 0.01)
        drill = cylinder(12).placed(np.diag([0.5, 1.2, 0.5]), np.zeros(3))
        tunnel = solids.subtract(solids.box(16), drill)
        self.assertLess(abs(volume(tunnel.vertices, tunnel.triangles) - (8 - np.pi / 2)), 0.02)
        self.assertEqual(set(np.unique(cut.vertices[cut.triangles.ravel(), TILE])), {0.0, 3.0})
        probes = np.random.default_rng(1).uniform(-1.3, 1.3, (4000, 3))
        inside = (np.abs(probes).max(1) < 1) & (np.linalg.norm(probes - 1, axis=1) > 1)
        self.assertTrue(np.array_equal(cut.field(probes) < 0, inside))

    def test_mirrored_parts_still_face_outwards(self):
        flipped = ball(8).placed(np.diag([-1.0, 1, 0.5]), np.zeros(3))
        self.assertGreater(volume(flipped.vertices, flipped.triangles), 0)
        normals = solids.vertex_normals(flipped.vertices, flipped.triangles)
        self.assertGreater((normals * flipped.vertices[:, PLACE]).sum(1).min(), 0)

    def test_hidden_triangles_are_left_out(self):
        inner = ball(6).placed(np.eye(3) * 0.5, np.zeros(3))
        beside = ball(6).placed(np.eye(3) * 0.5, np.array([1.0, 0, 0]))
        shown = solids.without_hidden([solids.box(4), inner, beside])
        self.assertEqual(len(shown), 2)
        self.assertEqual(len(shown[0].triangles), len(solids.box(4).triangles))
        share = len(shown[1].triangles) / len(beside.triangles)
        self.assertTrue(0.5 <= share < 0.75, share)

    def test_what_shows_between_others_stays(self):
        """A rail whose ends are in posts."""
        posts = [solids.box(1).placed(np.diag([0.2, 1.0, 0.2]), np.array([x, 0, 0]))
                 for x in (-2.0, 2.0)]
        rail = solids.box(1).placed(np.diag([2.1, 0.1, 0.1]), np.zeros(3))
        shown = solids.without_hidden([*posts, rail])
        self.assertEqual(len(shown[2].triangles), 2 * 4)


class Objects(unittest.TestCase):
    def test_objects_are_the_same_again_and_all_usable(self):
        for index in range(40):
            mesh, again = make_object(5, index), make_object(5, index)
            for name, value in vars(mesh).items():
                self.assertTrue(np.array_equal(value, getattr(again, name)), name)
            used = mesh.positions[mesh.triangles.ravel()].astype(float) / 32767
            self.assertAlmostEqual(np.linalg.norm(used, axis=1).max(), 1, delta=1e-4)
            self.assertLess(np.abs(used.min(0) + used.max(0)).max(), 1e-4)
            self.assertLess(len(mesh.positions), 65536)
            self.assertGreater(len(mesh.triangles), 10)
            lengths = np.linalg.norm(mesh.normals[mesh.triangles.ravel()].astype(float), axis=1)
            self.assertGreater(np.mean(np.abs(lengths - 127) < 2), 0.99)
        self.assertFalse(np.array_equal(make_object(5, 0).image, make_object(6, 0).image))

    def test_turned_pieces_come_instead_of_others(self):
        expected = procedural.mesh(*self._turned(8))
        made = make_object(5, 8, turned_share=1.0)
        self.assertTrue(np.array_equal(made.positions, expected.positions))
        shares = [len(make_object(5, index, turned_share=0.5).positions)
                  == len(make_object(5, index, turned_share=1.0).positions) for index in range(40)]
        self.assertGreater(sum(shares), 10)
        self.assertLess(sum(shares), 30)

    @staticmethod
    def _turned(index):
        random = np.random.default_rng((5, index))
        random.random()
        return random, *things.turned_piece(random)

    def test_file_and_share_of_the_pictures(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "made-up.bin"
            generate(5, 3, path, processes=1)
            made_up = ObjectLibrary.load(path)
        for entry in made_up.manifest:
            self.assertEqual(entry["kind"], "procedural")
        direct = make_object(3, 4)
        corners = made_up.triangles[made_up.triangle_offset[4]:].long()
        expected = torch.from_numpy(direct.positions[direct.triangles]).float() / 32767
        self.assertTrue(torch.equal(made_up.vertices[corners], expected))

        others = ObjectLibrary.from_meshes(
            [make_object(9, 0), make_object(9, 1)],
            [{"id": str(i), "kind": kind, "cutout": False}
             for i, kind in enumerate(("scan", "stylised"))])
        both = ObjectLibrary.joined([others, made_up])
        self.assertEqual(len(both), 7)
        options = ViewOptions(size=16, views=1, procedural_share=0.25)
        shares = ViewSampler(both, options, 1)._object_shares(both.manifest)
        expected = [0.75 * 4.5 / 5.5, 0.75 / 5.5] + [0.05] * 5
        self.assertTrue(np.allclose(shares, expected))
        settled = ViewSampler(both, options, 1)
        settled.use(options.settled())
        self.assertTrue(np.allclose(settled.cumulative, [4.5 / 5.5] + [1] * 6))
        # Every object of the joined library draws as in its own.
        for library, first in ((others, 0), (made_up, 2)):
            for index in range(len(library)):
                self.assertTrue(torch.equal(self._draw(both, first + index),
                                            self._draw(library, index)))

    @staticmethod
    def _draw(library, index):
        one = torch.tensor([DEFAULT_FOVY])
        return render_views(library, torch.tensor([index]), 0.6 * torch.eye(3, 4)[None],
                            source_camera(torch.tensor([0.3]), one), one, size=24, supersample=1)


def packed(path, textures):
    """A packed file of one square for each (kind, texture)."""
    write_pack(path, [quad(0.5, texture) for _, texture in textures],
               [{"id": str(number), "kind": kind} for number, (kind, _) in enumerate(textures)])
    return path


class Photos(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        random = np.random.default_rng(8)
        # Grain in red, above it nothing; and green grain on what is no photo.
        self.red, green = np.zeros((2, 64, 64, 3), np.uint8)
        self.red[16:, :, 0] = random.integers(100, 256, (48, 64))
        green[..., 1] = random.integers(100, 256, (64, 64))
        self.pack = packed(self.folder / "objects.bin", [("scan", self.red), ("stylised", green)])

    def test_pieces_are_of_photos_and_have_something_on_them(self):
        photos = PhotoTextures(self.pack)
        random = np.random.default_rng(1)
        for _ in range(50):
            piece = photos.piece(random, 16)
            self.assertEqual((piece.shape, piece.dtype), ((16, 16, 3), np.uint8))
            self.assertEqual(piece[..., 1:].max(), 0)
            self.assertGreater((piece[..., 0] > 60).mean(), 0.5)
        even = packed(self.folder / "even.bin", [("scan", np.full_like(self.red, 90))])
        self.assertIsNone(PhotoTextures(even).piece(random, 16))

    def test_surfaces(self):
        """Some tiles stay, others are pieces, or keep their colour and are lighter and darker."""
        photos = PhotoTextures(self.pack)
        tile = np.full((16, 16, 3), (40, 80, 120), np.uint8)
        seen = {"none": 0, "same": 0, "piece": 0, "shaded": 0}
        for seed in range(200):
            surface = photos.surfaces(np.random.default_rng(seed))
            if surface is None:
                seen["none"] += 1
                continue
            drawn = surface(tile)
            self.assertEqual(drawn.dtype, np.uint8)
            if np.array_equal(drawn, tile):
                seen["same"] += 1
            elif drawn[..., 2].max() == 0:
                seen["piece"] += 1
            else:
                seen["shaded"] += 1
                shade = drawn / tile
                self.assertLess(np.ptp(shade, axis=-1).max(), 0.03)
                self.assertAlmostEqual(shade.mean(), 1, delta=0.05)
        self.assertTrue(all(count > 15 for count in seen.values()), seen)

    def test_shapes_are_those_without_photos(self):
        photos = PhotoTextures(self.pack)
        differing = 0
        for index in range(12):
            plain, textured = make_object(5, index), make_object(5, index, photos=photos)
            again = make_object(5, index, photos=photos)
            self.assertEqual(textured.image, again.image)
            self.assertTrue(np.array_equal(plain.positions, textured.positions))
            differing += plain.image != textured.image
        self.assertTrue(3 <= differing <= 9, differing)
        path = self.folder / "made-up.bin"
        generate(3, 5, path, processes=2, photos=photos)
        self.assertIn(make_object(5, 2, photos=photos).image, path.read_bytes())

    def test_unusable_files(self):
        drawn = packed(self.folder / "drawn.bin", [("stylised", self.red)])
        with self.assertRaisesRegex(ObjectFileError, "no object in it is of a kind of scan"):
            PhotoTextures(drawn)
        data = self.pack.read_bytes()
        for damaged in (b"", b"GAMBOBJ2" + data[8:], data[:60], data[:-9]):
            path = self.folder / "damaged.bin"
            path.write_bytes(damaged)
            with self.assertRaisesRegex(ObjectFileError, "damaged.bin: not a usable object file"):
                PhotoTextures(path)


if __name__ == "__main__":
    unittest.main(verbosity=2)
