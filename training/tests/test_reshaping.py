"""Copies of objects with other breadths along their height."""

import unittest

import torch

from tiny_training import cube_library

from gambade_training.cameras import source_camera  # found by tiny_training
from gambade_training.mesh_renderer import frame_objects, render_views
from gambade_training.reshaping import breadth, reshape, with_reshaped
from gambade_training.view_options import ViewOptions
from gambade_training.views import ViewSampler


class Reshaping(unittest.TestCase):
    def test_normals(self):
        """They stay perpendicular to the surface: to moved tangents, by differences in float64."""
        generator = torch.Generator().manual_seed(1)
        points = torch.rand(500, 3, generator=generator, dtype=torch.float64) * 2 - 1
        normals = torch.nn.functional.normalize(
            torch.randn(500, 3, generator=generator, dtype=torch.float64), dim=1)

        def moved(vertices):
            return reshape(vertices, normals, *breadth(vertices[:, 1], 0.3, -0.15, 1.4, 0.7))

        _, turned = moved(points)
        self.assertLess((turned.norm(dim=1) - 1).abs().max().item(), 1e-12)
        for other in torch.eye(3, dtype=torch.float64):
            tangent = torch.linalg.cross(normals, other.expand_as(normals))
            along = (moved(points + 1e-6 * tangent)[0] - moved(points - 1e-6 * tangent)[0]) / 2e-6
            self.assertGreater(along.norm(dim=1).max().item(), 0.5)
            self.assertLess((along * turned).sum(1).abs().max().item(), 1e-8)
        # Not turned inside out.
        self.assertGreater((turned * normals).sum(1).min().item(), 0)

    def test_copies(self):
        """Copies differ in breadth alone, or are smaller where they would leave the unit sphere,
        each in its own way, keep what is round, look like the object in its colours, and are drawn
        as often as is asked for."""
        cube = cube_library()
        library = with_reshaped(cube, 2, seed=3)
        self.assertEqual(len(library), 3)
        self.assertEqual(len(library.texels), len(cube.texels))
        self.assertEqual([entry.get("reshaped", False) for entry in library.manifest],
                         [False, True, True])
        vertices = library.vertices.view(3, -1, 3)
        self.assertTrue(torch.equal(vertices[0], cube.vertices))
        for copy in vertices[1:]:
            reach = copy.norm(dim=1).max().item()
            self.assertLess(reach, 1 + 1e-6)
            heights = copy[:, 1] / cube.vertices[:, 1]
            size = heights.mean()
            self.assertLess((heights - size).abs().max().item(), 1e-6)
            self.assertTrue(abs(size - 1) < 1e-6 or reach > 1 - 1e-6, (size, reach))
            ratio = copy[:, ::2] / cube.vertices[:, ::2] / size
            self.assertLess((ratio[:, 0] - ratio[:, 1]).abs().max().item(), 1e-6)
            self.assertGreater((ratio - 1).abs().max().item(), 0.02)
            self.assertLess(ratio.log().abs().max().item(), 0.41)
        self.assertGreater((vertices[1] - vertices[2]).abs().max().item(), 0.02)

        objects = torch.arange(3)
        elevation, fovy = torch.full((3,), 0.3), torch.full((3,), 0.8)
        c2w = source_camera(elevation, fovy)
        placed = frame_objects(library, objects, torch.eye(3).expand(3, 3, 3), c2w, fovy)
        rgba = render_views(library, objects, placed, c2w, fovy, size=32)
        covered = rgba[:, 3:].sum((2, 3))
        colors = (rgba[:, :3] * rgba[:, 3:]).sum((2, 3)) / covered
        self.assertGreater(covered.min().item(), 100)
        self.assertLess((colors[1:] - colors[0]).abs().max().item(), 0.1)
        self.assertGreater((rgba[1:, 3] - rgba[0, 3]).abs().sum((1, 2)).min().item(), 5)

        for options, share in ((ViewOptions(reshaped_share=0.4), 0.4),
                               (ViewOptions(reshaped_share=0.4).settled(), 0)):
            shares = ViewSampler(library, options, 1)._object_shares(library.manifest)
            self.assertAlmostEqual(shares[1:].sum().item(), share)


if __name__ == "__main__":
    unittest.main(verbosity=2)
