"""How differently two pictures look to a frozen tokenizer of ours: a perceptual error in the manner
of LPIPS (Zhang et al. 2018, arXiv 1801.03924), without outside weights."""

import torch
import torch.nn.functional as F

from gambade_training.checkpoint import load_model

# Shares of the tokenizer's blocks after which patch tokens are compared: edges, then parts.
_DEPTHS = (0.25, 0.5)


class PerceptualError:
    """Of pictures beside true ones; gradients reach the pictures, not the tokenizer."""

    def __init__(self, path, device):
        """`path`: a model's weights, whose tokenizer looks. ValueError, OSError as load_model."""
        self.model = load_model(path, device)
        self.tokenizer = self.model.map_image["model"]
        depth = len(self.tokenizer.blocks)
        self.compared = {max(1, round(share * depth)) for share in _DEPTHS}

    def _features(self, pictures):
        """[B, 3, H, W] -> a list of unit patch tokens [B, patches, width], float32."""
        size = self.model.config.tokenizer.image_size
        small = F.interpolate(pictures, size=(size, size), mode="bilinear", align_corners=False)
        x = self.tokenizer.embed(small.to(self.model.stem_layer.weight.dtype))
        found = []
        for number, block in enumerate(self.tokenizer.blocks[:max(self.compared)], 1):
            x = block(x)
            if number in self.compared:
                patches = x[:, 1 + self.tokenizer.config.registers:]
                found.append(F.normalize(patches.float(), dim=-1))
        return found

    def __call__(self, pictures, truths):
        """The mean squared distance of unit features, 0..4, of pictures [B, 3, H, W] on white in
        0..1."""
        with torch.no_grad():
            expected = self._features(truths)
        distances = [(seen - true).square().sum(-1).mean()
                     for seen, true in zip(self._features(pictures), expected)]
        return torch.stack(distances).mean()
