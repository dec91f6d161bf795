"""What the tokenizer saw at a Gaussian token's place: the way from picture to token that does not
lead through the prefix, whose states forget."""

import functools

import torch
from torch import nn

from gambade_training.scan_orders import WHOLE, in_scan_orders


@functools.lru_cache(maxsize=4)
def bilinear_weights(fine, coarse, device):
    """[fine, coarse]: resizes to `fine` values, pixel centres at halves, edges repeated."""
    position = ((torch.arange(fine, dtype=torch.float64) + 0.5) * coarse / fine - 0.5)
    position = position.clamp(0, coarse - 1)
    distance = (position[:, None] - torch.arange(coarse)[None]).abs()
    return (1 - distance).clamp(min=0).float().to(device)


class ImageFeatures(nn.Linear):
    """Image tokens [B, 1 + g^2, token width] -> [B, 4 grid^2 / stride^2, width], to be added to the
    Gaussian tokens: patch tokens, projected for each of the four passes by a matrix of its own and
    resized from g x g to the token grid. Adds nothing before it is trained."""

    def __init__(self, token_width, width):
        super().__init__(token_width, 4 * width)
        nn.init.zeros_(self.weight)
        nn.init.zeros_(self.bias)

    def forward(self, image_tokens, grid, thinning=WHOLE, one_direction=False):
        patches = super().forward(image_tokens[:, 1:])
        side = round(patches.shape[1] ** 0.5)
        weights = bilinear_weights(grid, side, patches.device).to(patches.dtype)
        rows, columns = (weights[first::thinning.stride]
                         for first in (thinning.row, thinning.column))
        wide = columns @ patches.unflatten(1, (side, side))  # [B, g, C, 4 width]
        whole = (rows @ wide.flatten(2)).unflatten(2, (len(columns), -1))
        return in_scan_orders(whole.chunk(4, -1), one_direction)
