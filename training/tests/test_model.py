"""The network: against reference outputs of the published one, and its own parts.

    python3 training/tests/test_model.py [--quick]

--quick leaves out the published size, which takes two minutes on two cores.
"""

import math
import sys
import unittest
from pathlib import Path

import numpy as np
import torch

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "training"), str(ROOT / "tests" / "tools")]

from formula_weights import formula_weight  # noqa: E402
from gambade_training.cameras import (DEFAULT_FOVY, camera_vector, orbit_camera,  # noqa: E402
                                      pixel_rays, plucker_rays, radius_for, source_camera)
from gambade_training.checkpoint import PREFIX  # noqa: E402
from gambade_training.config import ModelConfig  # noqa: E402
from gambade_training.mixer import mamba_mixer_core  # noqa: E402
from gambade_training.model import Gambade, fold_white  # noqa: E402
from gambade_training.scan_orders import Thinning, scan_orders  # noqa: E402
from gambade_training.trained_decay import mixer_core_with_decay  # noqa: E402

REFERENCE = ROOT / "tests" / "data" / "reference"
QUICK = "--quick" in sys.argv


def formula_image():
    x, y = np.meshgrid(np.arange(512.0), np.arange(512.0))
    channels = [0.5 + 0.5 * np.sin(0.02 * (c + 1) * x + 0.03 * y + c) for c in range(3)]
    return torch.from_numpy(np.stack(channels).astype(np.float32))[None]


def reference(name, shape):
    return torch.from_numpy(np.fromfile(REFERENCE / f"{name}.f32", "<f4")).view(shape)


class PublishedNetwork(unittest.TestCase):
    """Formula weights and picture in, the official implementation's numbers out."""

    def setUp(self):
        if not REFERENCE.is_dir():
            self.skipTest(f"{REFERENCE} is not there")

    def assert_close(self, name, value, shape, bound=1e-4):
        expected = reference(name, shape)
        error = ((value.reshape(shape) - expected).norm() / expected.norm()).item()
        print(f"  {name}: relative L2 error {error:.2e}")
        self.assertLess(error, bound, name)

    def test_every_stage(self):
        if QUICK:
            self.skipTest("--quick")
        model = Gambade(ModelConfig.published(), trained_decay=True).eval()
        weights = {name: formula_weight(PREFIX + name, tuple(value.shape))
                   for name, value in model.state_dict().items() if name != "decoder.coords"}
        model.load_state_dict(weights, strict=False)
        taken = {}

        def keep(name, rows):
            def hook(_, inputs, output):
                taken[name] = output[0, rows].clone()
                if name.startswith("block"):
                    taken[name.replace("hidden", "residual")] = inputs[0][0, rows].clone()
            return hook

        model.map_image["model"].register_forward_hook(keep("image_tokens", slice(None)))
        for block in (0, 6, 13):
            model.transformer.layers[block].register_forward_hook(
                keep(f"block{block}_hidden", slice(None, None, 64)))
        model.decoder.mlp_net["layers"].register_forward_hook(
            keep("decoder_features", slice(None, None, 64)))
        with torch.no_grad():
            image = formula_image()
            fovy, elevation = torch.tensor([DEFAULT_FOVY]), torch.zeros(1)
            stem = model.stem(image, source_camera(elevation, fovy), fovy)
            splats, estimate = model(image, fovy, elevation)
        self.assertIsNone(estimate)
        self.assert_close("stem", stem[0, ::16], (256, 512))
        self.assert_close("image_tokens", taken["image_tokens"], (577, 768))
        for block in (0, 6, 13):
            for part in ("hidden", "residual"):
                name = f"block{block}_{part}"
                self.assert_close(name, taken[name], (256, 512))
        self.assert_close("decoder_features", taken["decoder_features"], (256, 128))
        self.assert_close("gaussians", splats.table(), (16384, 14))

    def test_names_and_shapes(self):
        lines = (REFERENCE / "state_dict.txt").read_text().splitlines()
        expected = {}
        for line in lines:
            name, rest = line.split("\t")[:2]
            if name.startswith(PREFIX):
                expected[name] = rest
        state = Gambade(ModelConfig.published()).state_dict()
        ours = {PREFIX + name: str(tuple(value.shape)) for name, value in state.items()}
        self.assertEqual(ours, expected)

    def test_plucker_corner(self):
        fovy, elevation = torch.tensor([DEFAULT_FOVY]), torch.zeros(1)
        rays = plucker_rays(source_camera(elevation, fovy), fovy, 512)[0]
        expected = reference("plucker_corner", (6, 8, 8))
        self.assertLess((rays[:, ::64, ::64] - expected).abs().max().item(), 1e-6)


class Cameras(unittest.TestCase):
    def test_orbit_is_the_evaluation_sets(self):
        # View 1 of an evaluation object: azimuth 45, elevation 30, radius 1.5.
        angles = torch.deg2rad(torch.tensor([45.0, 30.0]))
        c2w = orbit_camera(angles[:1], angles[1:], torch.tensor([1.5]))[0]
        expected = torch.tensor([[0.707107, -0.353553, 0.612372, 0.918559],
                                 [0.0, 0.866025, 0.5, 0.75],
                                 [-0.707107, -0.353553, 0.612372, 0.918559], [0, 0, 0, 1]])
        self.assertLess((c2w - expected).abs().max().item(), 2e-6)

    def test_rays_meet_their_pixels(self):
        fovy = torch.tensor([0.7, 1.1], dtype=torch.float64)
        c2w = source_camera(torch.tensor([0.3, -0.1], dtype=torch.float64), fovy)
        origins, directions = pixel_rays(c2w, fovy, 6)
        points = origins + 2.5 * directions
        local = torch.einsum("bij,bhwi->bhwj", c2w[:, :3, :3], points - origins)
        focal = 3 / torch.tan(fovy / 2)
        x = local[..., 0] / -local[..., 2] * focal[:, None, None] + 3
        y = -local[..., 1] / -local[..., 2] * focal[:, None, None] + 3
        centres = torch.arange(6) + 0.5
        self.assertLess((x - centres).abs().max().item(), 1e-12)
        self.assertLess((y - centres[:, None]).abs().max().item(), 1e-12)

    def test_radius_keeps_the_size(self):
        fovy = torch.deg2rad(torch.tensor([49.1, 25.0, 65.0], dtype=torch.float64))
        self.assertAlmostEqual(radius_for(fovy)[0].item(), 1.5, places=12)
        extent = radius_for(fovy) * torch.tan(fovy / 2)
        self.assertLess((extent - extent[0]).abs().max().item(), 1e-12)

    def test_camera_vector(self):
        fovy = torch.tensor([math.pi / 2])
        vector = camera_vector(source_camera(torch.zeros(1), fovy), fovy)[0]
        distance = radius_for(fovy).item()
        expected = torch.tensor([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, distance, .5, .5, .5, .5])
        self.assertLess((vector - expected).abs().max().item(), 1e-6)


class OwnNetwork(unittest.TestCase):
    def test_default_size(self):
        model = Gambade()
        parameters = sum(p.numel() for p in model.parameters())
        self.assertEqual(model.config.stem.gaussians, 16384)
        self.assertEqual(model.map_image["model"].pos_embed.shape, (1, 325, 384))
        self.assertTrue(38e6 < parameters < 41e6, parameters)

    def test_configuration_round_trip(self):
        for config in (ModelConfig(), ModelConfig.published(), ModelConfig.tiny()):
            self.assertEqual(ModelConfig.from_json(config.to_json()), config)
        broken = ModelConfig().to_json().replace('"depth": 10', '"deep": 10')
        with self.assertRaisesRegex(ValueError, "sequence: missing or unknown deep, depth"):
            ModelConfig.from_json(broken)

    def test_scan_orders(self):
        grid = torch.arange(6).view(1, 2, 3)
        orders = scan_orders(grid).view(4, 6).tolist()
        self.assertEqual(orders, [[0, 1, 2, 3, 4, 5], [0, 3, 1, 4, 2, 5],
                                  [2, 1, 0, 5, 4, 3], [3, 0, 4, 1, 5, 2]])

    def test_thinned_tokens(self):
        """A thinned network sees the tokens that it keeps as the whole one does: their places in
        the learned table and their rays."""
        thinning = Thinning(2, 1, 0)
        grid = torch.arange(36).view(1, 6, 6)
        whole = scan_orders(grid)[0]
        places = thinning.places(6, whole.device)
        self.assertEqual(whole[places].tolist(), scan_orders(grid[:, 1::2, 0::2])[0].tolist())
        for order in range(4):
            part = places[9 * order:9 * order + 9]
            self.assertTrue(((part >= 36 * order) & (part < 36 * order + 36)).all())

        torch.manual_seed(0)
        model = Gambade(ModelConfig.tiny())
        for layer in (model.decoder.gs_layer["xyz"], model.decoder.gs_layer["scale"]):
            torch.nn.init.zeros_(layer.weight)  # the rays alone decide
        image, fovy, elevation = torch.rand(1, 3, 32, 32), torch.tensor([0.6]), torch.tensor([0.4])
        with torch.no_grad():
            all_splats, _ = model(image, fovy, elevation)
            splats, _ = model(image, fovy, elevation, thinning=thinning)
        kept = thinning.places(model.config.stem.grid, image.device)
        self.assertEqual(splats.means.shape, (1, 64, 3))
        self.assertTrue(torch.allclose(splats.means, all_splats.means[:, kept], atol=1e-6))
        self.assertTrue(torch.allclose(splats.scales, 2 * all_splats.scales[:, kept]))

    def test_thinned_tokens_are_told(self):
        """By longer rays, from where the picture's part of the stem stays as it is."""
        torch.manual_seed(0)
        model = Gambade(ModelConfig.tiny())
        image, fovy = torch.rand(2, 3, 32, 32), torch.tensor([0.6, 0.9])
        c2w = source_camera(torch.tensor([0.4, -0.1]), fovy)
        with torch.no_grad():
            whole = model.stem(image, c2w, fovy)
            thinned = model.stem(image, c2w, fovy, Thinning(2))
            rays = plucker_rays(c2w, fovy, 32)
            ray_part = torch.nn.functional.conv2d(rays, model.stem_layer.weight[:, 3:],
                                                  stride=model.stem_layer.stride)
        self.assertTrue(torch.allclose(thinned - whole, ray_part.flatten(2).transpose(1, 2),
                                       atol=1e-5))
        self.assertGreater(ray_part.abs().mean().item(), 0.01)

    def test_shapes_and_ranges(self):
        torch.manual_seed(0)
        model = Gambade(ModelConfig.tiny())
        fovy, elevation = torch.tensor([DEFAULT_FOVY, 0.6]), torch.tensor([0.0, 0.4])
        splats, estimate = model(torch.rand(2, 3, 32, 32), fovy, elevation)
        self.assertEqual(splats.table().shape, (2, 256, 14))
        self.assertEqual(estimate.elevation.shape, (2,))
        self.assertEqual(estimate.fovy.shape, (2,))
        self.assertTrue(torch.isfinite(splats.table()).all())
        self.assertLess((splats.quaternions.norm(dim=-1) - 1).abs().max().item(), 1e-5)
        # Before training the splats stand near their rays, close to the origin's distance.
        camera = source_camera(elevation, fovy)[:, :3, 3]
        distance = (splats.means - camera[:, None]).norm(dim=-1)
        self.assertLess((distance - radius_for(fovy)[:, None]).abs().max().item(), 0.6)

    def test_unknown_elevation_ignores_the_given_one(self):
        torch.manual_seed(0)
        model = Gambade(ModelConfig.tiny())
        model.transformer.unknown_camera.normal_(std=100)
        image, fovy = torch.rand(1, 3, 32, 32), torch.tensor([DEFAULT_FOVY])
        unknown = torch.tensor([False])
        with torch.no_grad():
            first, estimate = model(image, fovy, torch.tensor([0.5]), unknown)
            second, _ = model(image, fovy, torch.tensor([float("nan")]), unknown)
            told, _ = model(image, fovy, estimate.elevation)
        self.assertTrue(torch.equal(first.table(), second.table()))
        self.assertFalse(torch.equal(first.table(), told.table()))

    def test_folded_white_means_the_same(self):
        torch.manual_seed(0)
        trained = Gambade(ModelConfig.tiny(), white_is_zero=True).double()
        plain = Gambade(ModelConfig.tiny()).double()
        plain.load_state_dict(fold_white(trained.state_dict()))
        picture = torch.rand(2, 3, 32, 32, dtype=torch.float64)
        difference = (plain.tokenize(picture) - trained.tokenize(picture)).abs().max().item()
        self.assertLess(difference, 1e-5)  # the fold is rounded to float32

    def test_fixed_decay_is_the_general_one_at_its_value(self):
        torch.manual_seed(0)
        inner, states, rank = 32, 16, 4
        weights = [torch.randn(shape, dtype=torch.float64) * 0.3 for shape in
                   ((inner, 4), (inner,), (rank + 2 * states, inner), (inner, rank), (inner,),
                    (inner,))]
        xz = torch.randn(2, 300, 2 * inner, dtype=torch.float64)
        decay = torch.log(torch.arange(1, states + 1, dtype=torch.float64)).repeat(inner, 1)
        fixed = mamba_mixer_core(xz, *weights)
        general = mixer_core_with_decay(xz, *weights, decay)
        self.assertLess(((fixed - general).norm() / general.norm()).item(), 1e-9)


if __name__ == "__main__":
    unittest.main(argv=[argument for argument in sys.argv if argument != "--quick"], verbosity=2)
