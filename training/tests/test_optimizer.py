"""What training minimises, and how the weights step.

    python3 training/tests/test_optimizer.py
"""

import math
import sys
import unittest
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gambade_training.cameras import orbit_camera  # noqa: E402
from gambade_training.losses import (LossWeights, depth_error, depth_moments,  # noqa: E402
                                     picture_loss, pose_loss, splat_loss)
from gambade_training.model import Splats  # noqa: E402
from gambade_training.optimizer import (FlatOptimizer, FlatParameters,  # noqa: E402
                                        OptimizerOptions, learning_rate)
from gambade_training.pose import PoseEstimate  # noqa: E402


class Losses(unittest.TestCase):
    def test_perfect_result_costs_nothing(self):
        truth = torch.rand(2, 3, 4, 16, 16)
        alpha = truth[:, :, 3]
        loss, report = picture_loss(truth[:, :, :3] * alpha[:, :, None], alpha, truth)
        self.assertLess(loss.item(), 1e-6)
        self.assertAlmostEqual(report[-1].item(), 50, places=3)

    def test_splats_are_to_be_there_or_not(self):
        """Opacities are driven away from a half, and only visible splats get smaller."""
        opacities = torch.tensor([[0.0, 0.4, 0.6, 1.0]], requires_grad=True)
        scales = torch.full((1, 4, 3), 0.02, requires_grad=True)
        splats = Splats(None, opacities, scales, None, None)
        weights = LossWeights(depth=1, half_opacity=1, splat_scale=1)
        loss, report = splat_loss(splats, torch.tensor(0.2), weights)
        loss.backward()
        self.assertEqual(opacities.grad.sign().tolist(), [[1, 1, -1, -1]])
        for found, expected in zip(scales.grad[0, :, 0].tolist(), (0, 0.4, 0.6, 1)):
            self.assertAlmostEqual(found, expected / 12, places=6)
        for found, expected in zip(report.tolist(), (0.2, 0.48, 0.01)):
            self.assertAlmostEqual(found, expected, places=6)
        opacities.grad = None
        splat_loss(splats, torch.tensor(0.2))[0].backward()
        self.assertEqual(opacities.grad.sign().tolist(), [[1, 1, -1, -1]])

    def test_depth_error_of_two_layers(self):
        """A splat in front of the surface and one behind it do not make up for each other."""
        c2w = orbit_camera(*(torch.tensor([x], dtype=torch.float64) for x in (0.4, 0.3, 1.5)))
        axis = -c2w[:, :3, 2]
        means = torch.stack([-0.1 * axis, 0.3 * axis], 1)
        drawn = depth_moments(means, c2w)
        self.assertAlmostEqual(drawn[0, 0, 0].item(), -0.1, places=12)
        shares = torch.tensor([0.75, 0.2], dtype=torch.float64)
        moments = (shares[:, None] * drawn[0]).sum(0).view(1, 3, 1, 1).expand(1, 3, 1, 2)
        alpha = shares.sum().view(1, 1, 1).expand(1, 1, 2)
        depth = torch.tensor([[[1.6, 0.0]]], dtype=torch.float64)  # the second pixel shows nothing
        expected = (0.75 * 0.2 ** 2 + 0.2 * 0.2 ** 2) / 2
        self.assertAlmostEqual(depth_error(moments, alpha, depth, c2w).item(), expected, places=12)

    def test_pose_errors_are_reported_in_degrees(self):
        """Two usual cameras and one of all kinds, whose angle of view alone is looked at."""
        angles = torch.deg2rad(torch.tensor([[6.0, 6.0, 30.0], [50.0, -50.0, -20.0]]))
        loss, report = pose_loss(PoseEstimate(*angles), torch.zeros(3), torch.zeros(1))
        for found, expected in zip(report.tolist(), (18, 20)):
            self.assertAlmostEqual(found, expected, places=4)
        # Quadratic below ten and five degrees, linear above; in units of 60 and 30 degrees.
        elevations = (0.5 * 6 ** 2 / 10 / 60 + (30 - 5) / 60) / 2
        self.assertAlmostEqual(loss.item(), elevations + (20 - 2.5) / 30, places=5)

    def test_views_count_by_their_weights(self):
        """An error in the input's view alone counts its share."""
        truth = torch.rand(2, 3, 4, 16, 16)
        alpha = truth[:, :, 3].clone()
        alpha[:, 0] = 0
        picture = truth[:, :, :3] * alpha[:, :, None]
        options = dict(squared=0, decibels=0, absolute=0, structure=0, alpha_absolute=0, alpha=1)
        half, even = (picture_loss(picture, alpha, truth, LossWeights(input_view=w, **options))[0]
                      for w in (0.5, 1.0))
        self.assertAlmostEqual((half / even).item(), (0.5 / 2.5) / (1 / 3), places=5)

    def test_decibels_count_alike_in_good_and_in_bad_pictures(self):
        """Smaller errors are driven down harder, as the score asks."""
        truth = torch.ones(2, 1, 4, 8, 8)
        error = torch.tensor([0.5, 0.05]).view(2, 1, 1, 1, 1)
        rgb = (1 - error).expand(2, 1, 3, 8, 8).clone().requires_grad_()
        weights = LossWeights(squared=0, absolute=0, structure=0, alpha=0, alpha_absolute=0,
                              decibels=1)
        loss, _ = picture_loss(rgb, torch.ones(2, 1, 8, 8), truth, weights)
        expected = sum(10 * math.log10(1 + error ** 2 / 1e-3) for error in (0.5, 0.05)) / 2
        self.assertAlmostEqual(loss.item(), expected, places=4)
        loss.backward()
        slopes = rgb.grad.flatten(1).sum(1).abs()
        bent = [2 * error / (error ** 2 + 1e-3) for error in (0.5, 0.05)]
        self.assertAlmostEqual((slopes[1] / slopes[0]).item(), bent[1] / bent[0], places=3)


class Optimizer(unittest.TestCase):
    def test_schedule(self):
        options = OptimizerOptions(learning_rate=1e-3, final_learning_rate=1e-5, warm_up_steps=100)
        self.assertAlmostEqual(learning_rate(options, 0, 0.0).item(), 1e-5, places=9)
        self.assertAlmostEqual(learning_rate(options, 99, 0.0).item(), 1e-3, places=9)
        self.assertAlmostEqual(learning_rate(options, 500, 0.5).item(), 5.05e-4, places=9)
        self.assertAlmostEqual(learning_rate(options, 500, 1.0).item(), 1e-5, places=9)
        self.assertAlmostEqual(learning_rate(options, 500, 1.2).item(), 1e-5, places=9)

    def test_flat_adamw_is_torchs(self):
        torch.manual_seed(2)
        ours = torch.nn.Sequential(torch.nn.Linear(5, 7), torch.nn.Tanh(), torch.nn.Linear(7, 3))
        theirs = torch.nn.Sequential(torch.nn.Linear(5, 7), torch.nn.Tanh(),
                                     torch.nn.Linear(7, 3))
        theirs.load_state_dict(ours.state_dict())
        options = OptimizerOptions(learning_rate=0.01, final_learning_rate=0.01, warm_up_steps=1,
                                   clip_norm=0.05)
        flat = FlatParameters(ours, torch.float32)
        mine = FlatOptimizer(flat, options)
        matrices = [p for p in theirs.parameters() if p.ndim == 2]
        vectors = [p for p in theirs.parameters() if p.ndim == 1]
        other = torch.optim.AdamW([{"params": matrices, "weight_decay": options.weight_decay},
                                   {"params": vectors, "weight_decay": 0}],
                                  lr=0.01, betas=options.betas)
        for _ in range(20):
            x, y = torch.randn(16, 5), torch.randn(16, 3)
            flat.fill_gradient(2 * (ours(x) - y).square().mean())
            mine.step(2, torch.tensor(0.5))
            other.zero_grad()
            (theirs(x) - y).square().mean().backward()
            torch.nn.utils.clip_grad_norm_(theirs.parameters(), options.clip_norm)
            other.step()
        for a, b in zip(ours.parameters(), theirs.parameters()):
            self.assertLess((a - b).abs().max().item(), 1e-5)

    def test_flat_gradient_is_autograds(self):
        """Every parameter's slopes stand at its place, zeros at those the loss does not look at,
        though the call before left others there."""
        torch.manual_seed(5)
        module = torch.nn.ModuleDict({"used": torch.nn.Linear(9, 7), "idle": torch.nn.Linear(3, 5)})
        flat = FlatParameters(module, torch.float32)
        x = torch.randn(4, 9)
        flat.fill_gradient(module["used"](x).sum() + module["idle"](x[:, :3]).sum())
        loss = module["used"](x).square().sum()
        flat.fill_gradient(loss)
        module["used"](x).square().sum().backward()
        for name, parameter in module.named_parameters():
            found = flat.view(flat.gradient, name)
            if name.startswith("used"):
                self.assertTrue(torch.equal(found, parameter.grad), name)
                found.zero_()
        self.assertEqual(flat.gradient.abs().max().item(), 0)

    def test_muon_takes_even_steps(self):
        """Every part of a weight moves by the polar factor of its own gradient, as SVD gives it."""
        torch.manual_seed(4)
        module = torch.nn.ModuleDict({"attn": torch.nn.ModuleDict(
            {"qkv": torch.nn.Linear(32, 96), "proj": torch.nn.Linear(32, 32)}),
            "fc": torch.nn.Linear(128, 64)})
        flat = FlatParameters(module, torch.float32)
        self.assertEqual(flat.matrix_shapes, [(4, 32, 32), (1, 64, 128)])
        options = OptimizerOptions(learning_rate=0.01, final_learning_rate=0.01, warm_up_steps=1,
                                   weight_decay=0)
        optimizer = FlatOptimizer(flat, options)
        before = flat.master.clone()
        flat.gradient.normal_()
        optimizer.step(1, torch.tensor(0.0))
        for name, parts in (("attn.qkv.weight", 3), ("attn.proj.weight", 1), ("fc.weight", 1)):
            moved = (flat.view(before, name) - flat.view(flat.master, name)).double()
            gradient = flat.view(flat.gradient, name).double()
            for step, slope in zip(moved.chunk(parts), gradient.chunk(parts)):
                length = 0.01 * 0.2 * max(step.shape) ** 0.5
                left, values, right = torch.linalg.svd(slope, full_matrices=False)
                along = left.T @ (step / length) @ right.T
                # The iteration does not reach the directions that hardly count in the gradient.
                counts = values > 0.05 * values.max()
                self.assertTrue(((along.diagonal() > 0.6) & (along.diagonal() < 1.3))[counts].all(),
                                along.diagonal())
                off_diagonal = along - torch.diag(along.diagonal())
                self.assertLess(off_diagonal.abs().max().item(), 1e-4)

    def test_tokenizer_has_its_own_rate(self):
        """Its matrices and vectors move by that share of what they would."""
        def moves(rate):
            torch.manual_seed(6)
            module = torch.nn.ModuleDict({name: torch.nn.Linear(32, 32)
                                          for name in ("map_image", "other")})
            flat = FlatParameters(module, torch.float32)
            optimizer = FlatOptimizer(flat, OptimizerOptions(tokenizer_rate=rate, weight_decay=0))
            before = flat.master.clone()
            flat.gradient.normal_()
            optimizer.step(1, torch.tensor(0.0))
            return {name: flat.view(before - flat.master, name) for name in flat.places}

        whole = moves(1.0)
        for name, move in moves(0.25).items():
            share = 0.25 if name.startswith("map_image.") else 1.0
            self.assertGreater(move.abs().max().item(), 0)
            self.assertLess((move - share * whole[name]).abs().max().item(), 1e-7, name)

    def test_moments_of_another_order_are_refused(self):
        """Parameters of the same sizes under other names are not taken for them."""
        def optimizer(first, second):
            module = torch.nn.ModuleDict({first: torch.nn.Linear(4, 4),
                                          second: torch.nn.Linear(4, 4)})
            return FlatOptimizer(FlatParameters(module, torch.float32), OptimizerOptions())

        mine = optimizer("a", "b")
        mine.flat.gradient.normal_()
        mine.step(1, torch.tensor(0.0))
        same = optimizer("a", "b")
        same.load(mine.state())
        self.assertTrue(torch.equal(same.first, mine.first))
        self.assertEqual(same.steps, 1)
        with self.assertRaisesRegex(ValueError, "export them"):
            optimizer("a", "c").load(mine.state())

    def test_bf16_copies_follow_float32_weights(self):
        torch.manual_seed(3)
        module = torch.nn.Linear(3, 2)
        start = module.weight.detach().clone()
        flat = FlatParameters(module, torch.bfloat16)
        optimizer = FlatOptimizer(flat, OptimizerOptions(learning_rate=1e-4, warm_up_steps=1))
        x = torch.randn(8, 3).to(torch.bfloat16)
        for _ in range(10):
            flat.fill_gradient(module(x).float().square().sum())
            optimizer.step(1, torch.tensor(0.0))
        self.assertEqual(module.weight.dtype, torch.bfloat16)
        master = flat.view(flat.master, "weight")
        # Ten steps of 1e-4 add up in the master though one alone is below bf16's resolution.
        moved = (master - start).abs()
        self.assertTrue(((moved > 5e-4) & (moved < 1.5e-3)).all(), moved)
        self.assertTrue(torch.equal(module.weight.float(), master.to(torch.bfloat16).float()))

    def test_broken_gradients_leave_finite_weights(self):
        module = torch.nn.Linear(4, 4)
        flat = FlatParameters(module, torch.float32)
        optimizer = FlatOptimizer(flat, OptimizerOptions())
        before = flat.master.clone()
        flat.gradient.fill_(float("nan"))
        _, skipped, _ = optimizer.step(1, torch.tensor(0.0)).tolist()
        self.assertEqual(skipped, 1)
        self.assertTrue(torch.equal(flat.master, before))


if __name__ == "__main__":
    unittest.main()
