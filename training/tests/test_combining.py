"""Pairs of objects put together as one."""

import math
import unittest

import torch
import torch.nn.functional as F

from tiny_training import cube_library

from gambade_training.cameras import source_camera  # found by tiny_training
from gambade_training.combining import KIND, beside, combined, on_top, stacked
from gambade_training.mesh_renderer import frame_objects, render_views
from gambade_training.objects import PROCEDURAL
from gambade_training.view_options import ViewOptions
from gambade_training.views import ViewSampler


def looked_up(texture, uvs):
    """Colours [N, 4] of a texture [h, w, 4] at uvs [N, 2]: bilinear, by PyTorch."""
    grid = uvs[None, None] * 2 - 1
    colors = F.grid_sample(texture.permute(2, 0, 1)[None].double(), grid.double(),
                           mode="bilinear", padding_mode="border", align_corners=False)
    return colors[0, :, 0].T


class Combining(unittest.TestCase):
    def test_textures(self):
        """Each of two textures of other sizes looks up from their common one as by itself, up to
        its edges."""
        generator = torch.Generator().manual_seed(1)
        textures = [torch.randint(256, (h, w, 4), generator=generator, dtype=torch.uint8)
                    for h, w in ((3, 9), (8, 5))]
        uvs = torch.rand(500, 2, generator=generator)
        uvs[:4] = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
        together, moves = stacked(textures)
        self.assertEqual(together.shape, (3 + 8 + 4, 9 + 2, 4))
        for texture, (scale, offset) in zip(textures, moves):
            difference = looked_up(together, uvs * scale + offset) - looked_up(texture, uvs)
            self.assertLess(difference.abs().max().item(), 1e-2)

    def test_places(self):
        """Beside: on one ground, and just touching at closeness 1. On top: on the middle of what is
        highest, and sunk in by so much of the height."""
        corners = torch.cartesian_prod(*[torch.tensor([-1.0, 1.0])] * 3)
        first = torch.cat([corners, corners * 0.5 + torch.tensor([0.3, 1.5, 0.0])])
        second = corners * torch.tensor([0.2, 0.4, 0.2])
        moved = second + beside(first, second, math.pi / 2, 1.0)
        self.assertAlmostEqual(moved[:, 0].min().item(), first[:, 0].max().item(), places=6)
        self.assertAlmostEqual(moved[:, 1].min().item(), first[:, 1].min().item(), places=6)
        closer = second + beside(first, second, math.pi / 2, 0.5)
        self.assertLess(closer[:, 0].min().item(), first[:, 0].max().item())
        moved = second + on_top(first, second, 0.25)
        middle = (moved.amin(0) + moved.amax(0)) / 2
        self.assertAlmostEqual(middle[0].item(), 0.3, places=6)
        self.assertAlmostEqual(moved[:, 1].min().item(), 2.0 - 0.25 * 0.8, places=6)

    def test_pairs(self):
        """Both parts keep their shape, colours and normals; pairs differ, fit the unit sphere, come
        out of their seed alone, and are drawn by the weights of their kinds."""
        cube = cube_library()
        pairs = combined(cube, 5, seed=3)
        self.assertEqual(len(pairs), 5)
        self.assertEqual(pairs.manifest[0], {"id": "cube+cube", "kind": KIND, "cutout": 0})
        count = len(cube.vertices)
        parts = pairs.vertices.view(5, 2, count, 3)
        self.assertLess((parts.flatten(1, 2).norm(dim=2).amax(1) - 1).abs().max().item(), 1e-5)
        spans = parts.flatten(1, 2).amax(1) + parts.flatten(1, 2).amin(1)
        self.assertLess(spans.abs().max().item(), 1e-5)
        own = torch.cdist(cube.vertices[None], cube.vertices[None])
        sizes = []
        for part in parts.flatten(0, 1):
            distances = torch.cdist(part[None], part[None])
            size = distances.max() / own.max()
            self.assertLess((distances - own * size).abs().max().item(), 1e-4)
            sizes.append(size.item())
        for large, small in zip(sizes[::2], sizes[1::2]):
            self.assertLessEqual(small, large * (1 + 1e-4))
            self.assertGreaterEqual(small, 0.4 * large - 1e-4)
        corners = pairs.vertices[pairs.triangles.long()]
        upright = torch.linalg.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        along = F.normalize(upright, dim=1) * pairs.normals[pairs.triangles[:, 0].long()]
        of_cube = cube.vertices[cube.triangles.long()]
        outward = torch.linalg.cross(of_cube[:, 1] - of_cube[:, 0], of_cube[:, 2] - of_cube[:, 0])
        expected = F.normalize(outward, dim=1) * cube.normals[cube.triangles[:, 0].long()]
        self.assertLess((along.sum(1) - expected.sum(1).repeat(10)).abs().max().item(), 1e-4)
        for colors in pairs.colors.view(10, count, 3):
            self.assertTrue(torch.equal(colors.sort(1)[0], cube.colors.sort(1)[0]))
        self.assertGreater((parts[0] - parts[1]).abs().max().item(), 0.05)
        both = type(cube).joined([cube, cube])
        both.manifest[1] = {**cube.manifest[0], "id": "other", "kind": "stylised"}
        chosen = combined(both, 20, seed=3, kind_weights=(("scan", 0.0),))
        self.assertEqual({entry["id"] for entry in chosen.manifest}, {"other+other"})
        again, other = combined(cube, 5, seed=3), combined(cube, 5, seed=4)
        self.assertTrue(torch.equal(again.vertices, pairs.vertices))
        self.assertFalse(torch.equal(other.vertices, pairs.vertices))

    def test_drawn(self):
        """The second of a pair shows beside the first, and a sampler draws as many as asked for."""
        cube = cube_library()
        library = type(cube).joined([cube, combined(cube, 3, seed=1)])
        objects = torch.arange(4)
        elevation, fovy = torch.full((4,), 0.3), torch.full((4,), 0.8)
        c2w = source_camera(elevation, fovy)
        placed = frame_objects(library, objects, torch.eye(3).expand(4, 3, 3), c2w, fovy)
        rgba = render_views(library, objects, placed, c2w, fovy, size=32)
        self.assertGreater(rgba[:, 3].sum((1, 2)).min().item(), 60)
        self.assertGreater((rgba[1:, 3] - rgba[0, 3]).abs().sum((1, 2)).min().item(), 20)

        library.manifest.append({"id": "made", "kind": PROCEDURAL, "cutout": 0})
        options = ViewOptions(combined_share=0.4, procedural_share=0.25)
        for options, share in ((options, 0.4 * 0.75), (options.settled(), 0)):
            shares = ViewSampler(library, options, 1)._object_shares(library.manifest)
            self.assertAlmostEqual(shares[1:4].sum().item(), share)


if __name__ == "__main__":
    unittest.main(verbosity=2)
