"""Composites, the mask head's training at tiny sizes, and its scores.

    python3 training/tests/test_mask_head.py
"""

import contextlib
import io
import sys
import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import numpy as np
import torch
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gambade_training import mask_scores  # noqa: E402
from gambade_training.composites import CompositeOptions, CompositeSampler  # noqa: E402
from gambade_training.config import ModelConfig  # noqa: E402
from gambade_training.mask_head import MaskHead, object_mask, token_levels  # noqa: E402
from gambade_training.model import Gambade  # noqa: E402
from gambade_training.train_mask_head import mask_loss, train  # noqa: E402
from test_train import SteppingClock, cube_library  # noqa: E402

SIZE = 32


def tiny_model():
    torch.manual_seed(1)
    return Gambade(ModelConfig.tiny()).eval().requires_grad_(False)


class Composites(unittest.TestCase):
    def test_object_before_background(self):
        """Inside the mask the object's colours, outside nothing of it."""
        plain = dict(size=SIZE, scale=(0.8, 0.8), shift=(0.1, 0.1), shadow_share=0.0,
                     clutter_share=0.0, softened_share=0.0, grain=0.0)
        first = CompositeSampler(cube_library(), CompositeOptions(**plain), 3)
        photo, mask = first.sample(6)
        self.assertEqual(photo.shape, (6, 3, SIZE, SIZE))
        self.assertEqual(mask.shape, (6, 1, SIZE, SIZE))
        alone = CompositeSampler(cube_library(), CompositeOptions(**plain), 3)
        alone._behind = lambda count, others: torch.zeros(count, 3, SIZE, SIZE)
        black, same = alone.sample(6)
        self.assertTrue(torch.equal(mask, same))
        self.assertTrue(torch.allclose(photo * (mask == 1), black * (mask == 1)))
        self.assertEqual((black * (mask == 0)).abs().max().item(), 0)
        # Where the object was put: right and below of the middle by a tenth of half the picture.
        axis = (torch.arange(SIZE) + 0.5) / SIZE * 2 - 1
        weight = mask.sum((0, 1))
        for mean in ((weight.sum(0) * axis).sum(), (weight.sum(1) * axis).sum()):
            self.assertAlmostEqual((mean / weight.sum()).item(), 0.1, delta=0.06)

    def test_backgrounds_differ(self):
        photos, masks = CompositeSampler(cube_library(), CompositeOptions(size=SIZE), 1).sample(8)
        means = torch.stack([photo[:, mask[0] == 0].mean(1) for photo, mask in zip(photos, masks)])
        self.assertGreater(means.std(0).min().item(), 0.1)
        self.assertTrue(((photos >= 0) & (photos <= 1)).all())
        again, _ = CompositeSampler(cube_library(), CompositeOptions(size=SIZE), 1).sample(8)
        self.assertTrue(torch.equal(photos, again))


class Head(unittest.TestCase):
    def test_learns_and_leaves_the_tokenizer(self):
        model = tiny_model()
        before = {name: value.clone() for name, value in model.state_dict().items()}
        options = SimpleNamespace(seed=1, lr=5e-3, batch=8, minutes=0.1, log_every=10 ** 9)
        sampler = CompositeSampler(cube_library(), CompositeOptions(size=SIZE), 99)
        photo, mask = sampler.sample(32)
        torch.manual_seed(1)
        fresh = MaskHead(model.config.tokenizer.width)
        untrained = mask_loss(fresh(token_levels(model, photo), photo), mask).item()
        clock = SteppingClock()
        silent = contextlib.redirect_stdout(io.StringIO())
        with silent, mock.patch("gambade_training.train_mask_head.time", clock):
            head = train(model, cube_library(), options, clock.now)
        trained = mask_loss(head(token_levels(model, photo), photo), mask).item()
        self.assertLess(trained, 0.85 * untrained)
        for name, value in model.state_dict().items():
            self.assertTrue(torch.equal(value, before[name]), name)

    def test_file(self):
        model, head = tiny_model(), MaskHead(ModelConfig.tiny().tokenizer.width).eval()
        photo = torch.rand(2, 3, SIZE, SIZE)
        with tempfile.TemporaryDirectory() as folder:
            head.save(f"{folder}/head.safetensors")
            again = MaskHead.load(f"{folder}/head.safetensors")
        mask = object_mask(model, head, photo)
        self.assertEqual(mask.shape, (2, 1, SIZE, SIZE))
        self.assertTrue(torch.equal(mask, object_mask(model, again, photo)))

    def test_three_depths(self):
        """The last level is what the network itself gets, normalised."""
        model, photo = tiny_model(), torch.rand(2, 3, SIZE, SIZE)
        levels = token_levels(model, photo)
        width = model.config.tokenizer.width
        self.assertEqual(levels.shape, (2, model.config.tokenizer.grid ** 2, 3 * width))
        last = torch.nn.functional.layer_norm(model.tokenize(photo)[:, 1:], (width,))
        self.assertTrue(torch.allclose(levels[..., -width:], last, atol=1e-6))
        self.assertFalse(torch.allclose(levels[..., :width], last, atol=1e-3))


class Scores(unittest.TestCase):
    def test_known_masks(self):
        truth, found = torch.zeros(2, 1, 4, 4), torch.zeros(2, 1, 4, 4)
        truth[0, 0, :2], found[0, 0, 1:3] = 1, 0.75  # 4 of 12 in common
        iou, error = mask_scores.mean_scores(found, truth)
        self.assertAlmostEqual(iou, (1 / 3 + 1) / 2)
        self.assertAlmostEqual(error, (4 + 4 * 0.25 + 4 * 0.75) / 32)

    def test_folders(self):
        """Masks of another size, here of twice the side, are compared all the same."""
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            (folder / "truth").mkdir()
            (folder / "masks").mkdir()
            mask = np.zeros((8, 8), np.uint8)
            mask[:, :4] = 255
            Image.fromarray(mask).save(folder / "truth" / "a.png")
            larger = mask.repeat(2, 0).repeat(2, 1)
            rgba = np.dstack([255 - larger] * 3 + [larger])  # alpha counts, not colour
            Image.fromarray(rgba).save(folder / "masks" / "a.png")
            text = io.StringIO()
            with contextlib.redirect_stdout(text):
                mask_scores.main(["score", "--truth", str(folder / "truth"), "--masks",
                                  str(folder / "masks")])
        self.assertIn("1 masks, IoU 1.0000", text.getvalue())


if __name__ == "__main__":
    unittest.main(verbosity=2)
