"""JPEG compression on the device against libjpeg's (through Pillow).

    python3 training/tests/test_jpeg.py
"""

import io
import sys
import unittest
from pathlib import Path

import numpy as np
import torch
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gambade_training.jpeg import compressed  # noqa: E402


def pictures():
    """uint8 [3,64,48,3]: smooth colours, a disc with hard edges on white, and noise."""
    y, x = np.mgrid[:64, :48] / 64
    smooth = np.stack([x, y, 0.5 + 0.5 * np.sin(9 * x + 5 * y)], -1)
    disc = np.where((np.hypot(x - 0.4, y - 0.5) < 0.3)[..., None], [0.8, 0.2, 0.1], 1.0)
    noise = np.random.default_rng(2).uniform(0.2, 0.8, (64, 48, 3))
    return np.rint(255 * np.stack([smooth, disc, noise])).astype(np.uint8)


def by_libjpeg(picture, quality):
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=quality, subsampling=2)
    with Image.open(file) as decoded:
        return np.asarray(decoded).astype(float)


class Jpeg(unittest.TestCase):
    def test_same_as_libjpeg(self):
        """Within a level of 255: libjpeg rounds halves of colours in turn up and down. Pictures
        left as they are would fail at every quality."""
        given = pictures()
        rgb = torch.from_numpy(given).permute(0, 3, 1, 2).float() / 255
        for quality in (20, 50, 75, 95):
            found = compressed(rgb, torch.full((3,), float(quality))).permute(0, 2, 3, 1) * 255
            for number, picture in enumerate(given):
                expected = by_libjpeg(picture, quality)
                loss = np.abs(expected - picture).mean()
                difference = np.abs(found[number].numpy() - expected).mean()
                with self.subTest(quality=quality, picture=number):
                    self.assertLess(difference, 0.9 + 0.03 * loss)

    def test_each_picture_at_its_own_quality(self):
        rgb = torch.from_numpy(pictures()).permute(0, 3, 1, 2).float() / 255
        both = compressed(rgb[:1].expand(2, -1, -1, -1), torch.tensor([10.0, 90.0]))
        for k, quality in enumerate((10.0, 90.0)):
            alone = compressed(rgb[:1], torch.tensor([quality]))
            self.assertTrue(torch.equal(both[k], alone[0]))
        errors = (both - rgb[:1]).abs().mean((1, 2, 3))
        self.assertGreater(errors[0].item(), 3 * errors[1].item())

    def test_any_size(self):
        """What lies beyond whole blocks does not change those."""
        rgb = torch.from_numpy(pictures()).permute(0, 3, 1, 2).float() / 255
        whole, quality = rgb[..., :48, :32], torch.full((3,), 40.0)
        larger = compressed(rgb[..., :59, :41], quality)
        self.assertEqual(larger.shape, (3, 3, 59, 41))
        # The colours of one more pixel are mixed with their neighbours'.
        inner = (larger[..., :47, :31] - compressed(whole, quality)[..., :47, :31]).abs().max()
        self.assertEqual(inner.item(), 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
