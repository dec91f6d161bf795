"""Batches of training pictures.

    python3 training/tests/test_views.py
"""

import unittest

import torch

from tiny_training import cube_library

from gambade_training.batch_queue import BatchQueue  # found by tiny_training
from gambade_training.cameras import DEFAULT_FOVY, raised, source_camera
from gambade_training.view_options import ViewOptions
from gambade_training.views import ViewSampler


class Views(unittest.TestCase):
    def test_batch(self):
        sampler = ViewSampler(cube_library(), ViewOptions(size=32, views=4), seed=3)
        batch = sampler.sample(5)
        self.assertEqual(batch.truth.shape, (5, 4, 4, 32, 32))
        self.assertEqual(batch.image.shape, (5, 3, 32, 32))
        for values in (batch.truth, batch.image):
            self.assertGreaterEqual(values.min().item(), -1e-4)
            self.assertLessEqual(values.max().item(), 1 + 1e-4)
        # The framed object covers a good part of its own view, and is seen in every other one.
        coverage = batch.truth[:, :, 3].mean((2, 3))
        self.assertTrue((coverage[:, 0] > 0.2).all(), coverage)
        self.assertTrue((coverage > 0.1).all(), coverage)
        upward = torch.asin(batch.c2w[:, 0, 1, 2])
        self.assertLess((upward - batch.elevation).abs().max().item(), 1e-5)

    def test_raised_cameras(self):
        """The picture's camera comes to stand higher by the angle, the others as before to it."""
        batch = ViewSampler(cube_library(), ViewOptions(size=32, views=3), seed=5).sample(6)
        angle = torch.linspace(-0.4, 0.4, 6)
        higher = raised(batch.c2w, angle)
        expected = source_camera(batch.elevation + angle, batch.fovy[:, 0])
        self.assertTrue(torch.allclose(higher[:, 0], expected, atol=1e-6))
        between = [c2w[:, :1].inverse() @ c2w for c2w in (batch.c2w, higher)]
        self.assertTrue(torch.allclose(*between, atol=1e-5))

    def test_cutting_out(self):
        """A good mask gives the picture on white; a bad one changes it near the outline only."""
        def sample(**changes):
            options = ViewOptions(size=32, views=1, softened_share=0, compressed_share=0,
                                  noise=0, **changes)
            return ViewSampler(cube_library(), options, seed=4).sample(6)

        good, bad = sample(miscut_share=0), sample(miscut_share=1)
        alpha = good.truth[:, 0, 3]
        exact = good.truth[:, 0, :3] * alpha[:, None] + 1 - alpha[:, None]
        self.assertTrue(torch.allclose(good.image, exact, atol=1e-6))
        inside = -torch.nn.functional.max_pool2d(-alpha, 5, 1, 2) == 1
        outside = torch.nn.functional.max_pool2d(alpha, 5, 1, 2) == 0
        difference = (bad.image - exact).abs().amax(1)
        self.assertLess(difference[inside | outside].max().item(), 1e-6)
        self.assertGreater(difference.amax((1, 2)).min().item(), 0.02)

    def test_proportions(self):
        """Turns keep what is upright and round so, change heights within their limits, and half
        of them mirror; without stretching they keep all sizes."""
        sampler = ViewSampler(cube_library(), ViewOptions(stretched_share=0.5, stretch=1.5), seed=2)
        turns = sampler._turns(4000)
        sizes = turns.norm(dim=1)
        self.assertLess((turns.transpose(1, 2) @ turns
                         - torch.diag_embed(sizes.square())).abs().max().item(), 1e-5)
        self.assertEqual(turns[:, 1, [0, 2]].abs().max().item(), 0)
        self.assertGreater(turns[:, 1, 1].min().item(), 0)
        self.assertLess((sizes[:, [0, 2]] - 1).abs().max().item(), 1e-5)
        self.assertGreaterEqual(sizes.min().item(), 1 / 1.5 - 1e-5)
        self.assertLessEqual(sizes.max().item(), 1.5 + 1e-5)
        stretched = ((sizes - 1).abs() > 1e-5).any(1).float().mean().item()
        self.assertAlmostEqual(stretched, 0.5, delta=0.03)
        mirrored = (torch.linalg.det(turns) < 0).float().mean().item()
        self.assertAlmostEqual(mirrored, 0.5, delta=0.03)

    def test_settled_pictures(self):
        """Those of a run's end have colours of their own, and most are framed and cut out well."""
        usual = ViewOptions(size=32, views=1, lit_share=0, noise=0)

        def share_unlike_exact(options):
            batch = ViewSampler(cube_library(), options, seed=5).sample(60)
            alpha = batch.truth[:, 0, 3:]
            exact = batch.truth[:, 0, :3] * alpha + 1 - alpha
            return ((batch.image - exact).abs().amax((1, 2, 3)) > 1e-3).float().mean().item()

        settled = usual.settled()
        self.assertEqual((settled.permuted_colors_share, settled.stretched_share), (0, 0))
        self.assertEqual(settled.unknown_elevation_share, usual.unknown_elevation_share)
        self.assertGreater(share_unlike_exact(usual), 0.4)
        self.assertLess(share_unlike_exact(settled), 0.3)

    def test_plain_pictures(self):
        """Those that scores are of: the first view as it is, on white, from a told camera."""
        options = ViewOptions(size=32, views=2).plain()
        batch = ViewSampler(cube_library(), options, seed=5).sample(20)
        alpha = batch.truth[:, 0, 3:]
        exact = batch.truth[:, 0, :3] * alpha + 1 - alpha
        self.assertLess((batch.image - exact).abs().max().item(), 1e-6)
        self.assertTrue(batch.known.all())
        self.assertLess((batch.fovy - DEFAULT_FOVY).abs().max().item(), 1e-6)
        self.assertGreater(torch.rad2deg(batch.elevation).std().item(), 5)

    def test_drawn_ahead(self):
        """Batches of a queue are those that the sampler drew together, lit ones in each."""
        options = ViewOptions(size=16, views=2, lit_share=0.5)
        queue = BatchQueue(ViewSampler(cube_library(), options, seed=6), ahead=2)
        whole = ViewSampler(cube_library(), options, seed=6).sample(8)
        both = [queue.next(4), queue.next(4)]
        for name in ("image", "truth", "c2w", "fovy", "depth", "elevation", "known"):
            found = torch.stack([getattr(batch, name) for batch in both], 1).flatten(0, 1)
            self.assertTrue(torch.equal(found, getattr(whole, name)), name)
        self.assertFalse(torch.equal(queue.next(4).image, both[0].image))
        self.assertEqual(len(queue.next(3).image), 3)
        self.assertEqual(len(queue.next(4).image), 4)

    def test_seeds(self):
        def first(seed):
            return ViewSampler(cube_library(), ViewOptions(size=32), seed).sample(2).image

        self.assertTrue(torch.equal(first(1), first(1)))
        self.assertFalse(torch.equal(first(1), first(2)))

    def test_common_elevations(self):
        options = ViewOptions(size=8, views=2)
        sampler = ViewSampler(cube_library(), options, seed=1)
        _, fovy, elevation = sampler._cameras(4000)
        elevation = torch.rad2deg(elevation)
        self.assertTrue(((elevation >= -10) & (elevation <= 50)).all())
        middle = ((elevation >= 0) & (elevation <= 30)).float().mean().item()
        self.assertAlmostEqual(middle, 0.7 + 0.3 * 0.5, delta=0.03)
        default = (torch.rad2deg(fovy[:, 0]) - 49.1).abs() < 1e-3
        self.assertAlmostEqual(default.float().mean().item(), 0.6, delta=0.03)


if __name__ == "__main__":
    unittest.main(verbosity=2)
