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
from gambade_training.train_mask_head import (FROZEN, LEARNING, PICTURE,  # noqa: E402
                                              Contender, mask_loss, train)
from tiny_training import SteppingClock, cube_library  # noqa: E402

SIZE = 32


def tiny_model():
    torch.manual_seed(1)
    return Gambade(ModelConfig.tiny()).eval().requires_grad_(False)


class Composites(unittest.TestCase):
    def test_object_before_background(self):
        """Inside the mask the object's colours, outside nothing of it."""
        plain = dict(size=SIZE, scale=(0.8, 0.8), shift=(0.1, 0.1), shadow_share=0.0,
                     clutter_share=0.0, softened_share=0.0, grain=0.0, compressed_share=0.0)
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
        # Where the objects were put: right and below by a tenth of half the picture.
        centred = {**plain, "shift": (0.0, 0.0)}
        _, before = CompositeSampler(cube_library(), CompositeOptions(**centred), 3).sample(6)
        axis = (torch.arange(SIZE) + 0.5) / SIZE * 2 - 1
        for axes in ((1, 2), (1, 3)):  # sums over rows leave columns, and the reverse
            shifts = [(values.sum(axes) * axis).sum(1) / values.sum((1, 2, 3))
                      for values in (before, mask)]
            self.assertLess((shifts[1] - shifts[0] - 0.1).abs().max().item(), 0.005)

    def test_a_render_is_in_two_photos(self):
        """The second time mirrored, elsewhere and before another background."""
        still = dict(size=SIZE, scale=(0.8, 0.8), shift=(0.0, 0.0))
        photo, mask = CompositeSampler(cube_library(), CompositeOptions(**still), 3).sample(5)
        for second in (3, 4):
            self.assertLess((mask[second] - mask[second - 3].flip(-1)).abs().max().item(), 1e-5)
            self.assertFalse(torch.equal(photo[second], photo[second - 3].flip(-1)))

    def test_backgrounds_differ(self):
        photos, masks = CompositeSampler(cube_library(), CompositeOptions(size=SIZE), 1).sample(8)
        means = torch.stack([photo[:, mask[0] == 0].mean(1) for photo, mask in zip(photos, masks)])
        self.assertGreater(means.std(0).min().item(), 0.1)
        self.assertTrue(((photos >= 0) & (photos <= 1)).all())
        again, _ = CompositeSampler(cube_library(), CompositeOptions(size=SIZE), 1).sample(8)
        self.assertTrue(torch.equal(photos, again))


class Head(unittest.TestCase):
    def test_contenders_learn_and_only_their_own_tokenizer(self):
        """From the same photos; what is frozen stays, bit by bit."""
        model = tiny_model()
        before = {name: value.clone() for name, value in model.state_dict().items()}
        options = SimpleNamespace(seed=1, lr=5e-3, batch=8, minutes=0.1, log_every=10 ** 9,
                                  compare=True)
        photo, mask = CompositeSampler(cube_library(), CompositeOptions(size=SIZE), 99).sample(32)

        def loss(contender):
            levels = token_levels(contender.model, photo) if contender.name != PICTURE else None
            with torch.no_grad():
                return mask_loss(contender.head(levels, photo), mask).item()

        untrained = {name: loss(Contender.create(name, model, options))
                     for name in (FROZEN, PICTURE, LEARNING)}
        self.assertEqual(untrained[FROZEN], untrained[LEARNING])
        clock = SteppingClock()
        silent = contextlib.redirect_stdout(io.StringIO())
        with silent, mock.patch("gambade_training.train_mask_head.time", clock):
            contenders = train(model, cube_library(), options, clock.now)
        self.assertEqual([contender.name for contender in contenders], list(untrained))
        for contender in contenders:
            self.assertLess(loss(contender), 0.85 * untrained[contender.name], contender.name)
        for name, value in model.state_dict().items():
            self.assertTrue(torch.equal(value, before[name]), name)
        for name, value in contenders[-1].model.state_dict().items():
            learns = name.startswith("map_image.") and before[name].any()
            if not name.startswith("map_image."):
                self.assertTrue(torch.equal(value, before[name]), name)
            elif learns:
                self.assertFalse(torch.equal(value, before[name]), name)

    def test_file(self):
        model, photo = tiny_model(), torch.rand(2, 3, SIZE, SIZE)
        for width in (ModelConfig.tiny().tokenizer.width, 0):
            head = MaskHead(ModelConfig.tiny().tokenizer.grid, width).eval()
            head.bfloat16().float()  # rounded as in the file
            with tempfile.TemporaryDirectory() as folder:
                head.save(f"{folder}/head.safetensors")
                again = MaskHead.load(f"{folder}/head.safetensors")
            mask = object_mask(model, head, photo)
            self.assertEqual(mask.shape, (2, 1, SIZE, SIZE))
            self.assertTrue(torch.equal(mask, object_mask(model, again, photo)))

    def test_tokens_matter_unless_there_are_none(self):
        model, photo = tiny_model(), torch.rand(2, 3, SIZE, SIZE)
        tokenizer = model.config.tokenizer
        levels = token_levels(model, photo)
        for width, same in ((tokenizer.width, False), (0, True)):
            head = MaskHead(tokenizer.grid, width)
            self.assertEqual(torch.equal(head(levels, photo), head(2 * levels, photo)), same)

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
        iou, error = mask_scores.mask_scores(found, truth)
        self.assertEqual([round(value, 12) for value in iou.tolist()], [round(1 / 3, 12), 1])
        self.assertEqual(error.tolist(), [(4 + 4 * 0.25 + 4 * 0.75) / 16, 0])
        self.assertEqual(mask_scores.summary(iou, error),
                         "2 masks, IoU 0.6667 (median 0.3333, below 0.5: 50.0%), mean absolute "
                         "error 0.2500")

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
