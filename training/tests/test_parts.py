"""The parts that a network may have or lack.

    python3 training/tests/test_parts.py
"""

import sys
import unittest
from dataclasses import replace
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gambade_training.config import ModelConfig  # noqa: E402
from gambade_training.image_features import ImageFeatures  # noqa: E402
from gambade_training.model import Gambade  # noqa: E402
from gambade_training.scan_orders import Thinning, scan_orders  # noqa: E402
from gambade_training.vision_mamba import VisionMamba  # noqa: E402


def tiny(**sequence):
    plain = ModelConfig.tiny()
    return replace(plain, sequence=replace(plain.sequence, **sequence))


def picture():
    """image, fovy and elevation of one picture, for a tiny network."""
    return (torch.rand(1, 3, 32, 32).double(), torch.tensor([0.6]).double(),
            torch.tensor([0.4]).double())


class Parts(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)

    def test_absent_parts_are_not_named(self):
        """Files of networks without a part, such as the published one, stay as they were."""
        text = tiny(image_features=False, field_of_view_head=False).to_json()
        for name in ("image_features", "field_of_view_head", "attention", "mamba", "direction"):
            self.assertNotIn(name, text)
        self.assertFalse(ModelConfig.from_json(text).sequence.image_features)

    def test_image_features(self):
        """Against the definition, token by token; thinned tokens get what they get in the whole."""
        layer = ImageFeatures(5, 3).double()
        torch.nn.init.normal_(layer.weight)
        torch.nn.init.normal_(layer.bias)
        tokens = torch.randn(2, 10, 5, dtype=torch.float64)
        grid = 8
        with torch.no_grad():
            added = layer(tokens, grid)
            projected = tokens[:, 1:] @ layer.weight.T + layer.bias
        self.assertEqual(added.shape, (2, 4 * grid * grid, 3))
        maps = projected.view(2, 3, 3, 12).permute(0, 3, 1, 2)
        resized = torch.nn.functional.interpolate(maps, size=(grid, grid), mode="bilinear",
                                                  align_corners=False)
        pixels = scan_orders(torch.arange(grid * grid).view(1, grid, grid))[0].tolist()
        for place in (0, 5, 63, 64, 77, 128, 150, 192, 255):
            order = place // (grid * grid)
            row, column = divmod(pixels[place], grid)
            expected = resized[:, 3 * order:3 * order + 3, row, column]
            self.assertLess((added[:, place] - expected).abs().max().item(), 1e-6, place)
        thinning = Thinning(2, 1, 0)
        with torch.no_grad():
            thinned = layer(tokens, grid, thinning)
        self.assertTrue(torch.allclose(thinned, added[:, thinning.places(grid, added.device)]))

    def test_new_image_features_change_nothing(self):
        model, without = Gambade(tiny()).double(), Gambade(tiny(image_features=False)).double()
        without.load_state_dict(model.state_dict(), strict=False)
        inputs = picture()
        with torch.no_grad():
            self.assertTrue(torch.equal(model(*inputs)[0].table(), without(*inputs)[0].table()))
            torch.nn.init.normal_(model.transformer.image_affine.weight)
            self.assertFalse(torch.allclose(model(*inputs)[0].table(),
                                            without(*inputs)[0].table()))

    def test_field_of_view_head(self):
        estimate = Gambade(tiny(field_of_view_head=False)).double()(*picture())[1]
        self.assertIsNone(estimate.fovy)
        with self.assertRaisesRegex(ValueError, "field_of_view_head needs pose_head"):
            tiny(pose_head=False)

    def test_comparison_networks(self):
        """Another tokenizer and a single direction are networks of the same shape."""
        plain = ModelConfig.tiny()
        config = replace(plain, tokenizer=replace(plain.tokenizer, mamba=True),
                         stem=replace(plain.stem, one_direction=True))
        self.assertEqual(ModelConfig.from_json(config.to_json()), config)
        model = Gambade(config)
        splats, _ = model(*(value.float() for value in picture()))
        self.assertEqual(splats.table().shape, (1, 256, 14))
        splats.table().sum().backward()
        for name, parameter in model.map_image.named_parameters():
            self.assertTrue(parameter.grad.isfinite().all(), name)
        # By rows four times: splats of all passes stand along the same ray.
        self.assertEqual(scan_orders(torch.arange(4).view(1, 2, 2), one_direction=True).tolist(),
                         [[0, 1, 2, 3] * 4])

    def test_mamba_tokenizer_reads_both_ways(self):
        """The first token depends on the last one and the reverse; with the same weights in both
        mixers, what is reversed comes out reversed."""
        config = ModelConfig.tiny().tokenizer
        block = VisionMamba(config).blocks[0].double()
        tokens = torch.randn(1, 6, config.width, dtype=torch.float64)
        with torch.no_grad():
            before = block(tokens) - tokens
            for changed, other in ((0, 5), (5, 0)):
                moved = tokens.clone()
                moved[0, changed] = torch.randn(config.width)
                difference = (block(moved) - moved - before)[0, other]
                self.assertGreater(difference.norm().item(), 1e-10)  # else 0
            block.backwards.load_state_dict(block.forwards.state_dict())
            self.assertTrue(torch.allclose(block(tokens.flip(1)), block(tokens).flip(1)))

    def test_attention_layers(self):
        """New ones change nothing; trained ones read every image token."""
        plain, config = ModelConfig.tiny(), tiny(attention_layers=(1,))
        self.assertEqual(ModelConfig.from_json(config.to_json()), config)
        self.assertEqual(ModelConfig().sequence.attention_heads, 6)
        model, without = Gambade(config).double(), Gambade(plain).double()
        without.load_state_dict(model.state_dict(), strict=False)
        tokens = torch.randn(1, 64, 32, dtype=torch.float64)
        image_tokens = torch.randn(1, 5, 32, dtype=torch.float64)
        inputs = picture()
        with torch.no_grad():
            self.assertTrue(torch.equal(model(*inputs)[0].table(), without(*inputs)[0].table()))
            layer = model.transformer.attention["1"]
            layer.heads = 2
            torch.nn.init.normal_(layer.output.weight)
            added = layer(tokens, image_tokens)
            # Head by head and token by token.
            normal = torch.nn.functional.layer_norm(tokens[0], (32,), layer.norm.weight,
                                                    layer.norm.bias, 1e-5)
            query = normal @ layer.query.weight.T + layer.query.bias
            both = image_tokens[0] @ layer.key_value.weight.T + layer.key_value.bias
            seen = torch.zeros(64, 32, dtype=torch.float64)
            for head in range(2):
                part = slice(16 * head, 16 * head + 16)
                for row in range(64):
                    weights = (both[:, :32][:, part] @ query[row, part] / 4).exp()
                    seen[row, part] = weights @ both[:, 32:][:, part] / weights.sum()
            expected = seen @ layer.output.weight.T + layer.output.bias
        self.assertLess((added[0] - expected).abs().max().item(), 1e-12)


if __name__ == "__main__":
    unittest.main()
