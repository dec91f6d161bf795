"""The published DINOv2 weights as tokenizer, tried on random weights of their names and shapes.

    python3 training/tests/test_dinov2.py
"""

import contextlib
import io
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import torch

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parent)]

from gambade_training.checkpoint import load_weights  # noqa: E402
from gambade_training.config import TokenizerConfig  # noqa: E402
from gambade_training.dinov2 import PREFIX, load_dinov2  # noqa: E402
from gambade_training.distributed import Group  # noqa: E402
from gambade_training.export import export  # noqa: E402
from gambade_training.model import IMAGENET_DEVIATION, IMAGENET_MEAN  # noqa: E402
from gambade_training.objects import ObjectLibrary  # noqa: E402
from gambade_training.trainer import Trainer  # noqa: E402
from gambade_training.vit import VisionTransformer  # noqa: E402
from tiny_training import cube_library, tiny_options  # noqa: E402


def write_dinov2(path, width, depth, grid):
    """A file with the published one's names, filled at random: [name -> tensor]."""
    config = TokenizerConfig(image_size=14 * grid, width=width, depth=depth, heads=width // 64,
                             mlp_width=4 * width, position_grid=grid)
    weights = VisionTransformer(config).state_dict()
    weights["mask_token"] = torch.zeros(1, width)
    torch.nn.init.normal_(weights["patch_embed.proj.bias"])
    torch.save(weights, path)
    return config, weights


class Dinov2(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.path = self.folder / "dinov2.pth"

    def test_published_shape(self):
        """ViT-B/14 with 4 registers and a table for 37 x 37 patches, at the size of our pictures;
        plain colours give what normalised ones give the original."""
        config, weights = write_dinov2(self.path, 768, 12, 37)
        loaded, values = load_dinov2(self.path, 252)
        self.assertEqual(loaded, TokenizerConfig(image_size=252, width=768, depth=12, heads=12,
                                                 mlp_width=3072, registers=4, position_grid=37))
        self.assertEqual(values[PREFIX + "pos_embed"].shape, (1, 1370, 768))
        weights.pop("mask_token")
        original, ours = VisionTransformer(loaded), VisionTransformer(loaded)
        original.load_state_dict(weights)
        ours.load_state_dict({name[len(PREFIX):]: value for name, value in values.items()})
        picture = torch.rand(1, 3, 252, 252)
        mean, deviation = (torch.tensor(v)[:, None, None] for v in (IMAGENET_MEAN,
                                                                    IMAGENET_DEVIATION))
        with torch.no_grad():
            expected, found = original((picture - mean) / deviation), ours(picture)
        self.assertLess(((found - expected).norm() / expected.norm()).item(), 1e-5)

    def test_training_leaves_it_as_it_is(self):
        write_dinov2(self.path, 64, 2, 3)
        _, values = load_dinov2(self.path, 28)
        with mock.patch.object(ObjectLibrary, "load", lambda path, device: cube_library()), \
                contextlib.redirect_stdout(io.StringIO()):
            trainer = Trainer(Group(), tiny_options(self.folder, dinov2=str(self.path)))
        before = trainer.flat.state(trainer.flat.master)
        trainer.step()
        trainer.step()
        trainer.save()
        export(str(self.folder / "checkpoint.pt"), str(self.folder / "w.safetensors"), "fp32")
        config, weights = load_weights(str(self.folder / "w.safetensors"))
        self.assertEqual(config.tokenizer.width, 64)
        for name, value in values.items():
            self.assertLess((weights[name] - value).abs().max().item(), 1e-5, name)
        moved = [name for name, value in trainer.flat.state(trainer.flat.master).items()
                 if not torch.equal(value, before[name])]
        self.assertTrue(any(name.startswith("transformer.layers.0") for name in moved))
        self.assertFalse(any(name.startswith("map_image") for name in moved))

    def test_other_files_are_refused(self):
        self.path.write_bytes(b"no weights")
        with self.assertRaisesRegex(ValueError, "no file of PyTorch weights"):
            load_dinov2(self.path, 252)
        torch.save({"a": torch.zeros(1)}, self.path)
        with self.assertRaisesRegex(ValueError, "no DINOv2 model with registers"):
            load_dinov2(self.path, 252)


if __name__ == "__main__":
    unittest.main()
