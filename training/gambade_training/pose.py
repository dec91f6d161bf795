"""Where the picture was taken from: an estimate from the image tokens."""

import math
from collections import OrderedDict

import torch
from torch import nn

ELEVATION_UNIT = math.radians(60)
ELEVATION_LIMIT = math.radians(85)


class PoseHead(nn.Sequential):
    """Image tokens [B, 1 + patches, W] -> elevation of the source camera [B] in radians, float32.

    CLS and the mean patch token -> LayerNorm -> Linear -> GELU -> Linear -> elevation / 60 degrees.
    """

    def __init__(self, token_width):
        super().__init__(OrderedDict([
            ("norm", nn.LayerNorm(2 * token_width, eps=1e-5)),
            ("0", nn.Linear(2 * token_width, token_width)),
            ("1", nn.GELU()),
            ("2", nn.Linear(token_width, 1))]))

    def forward(self, tokens):
        summary = torch.cat([tokens[:, 0], tokens[:, 1:].mean(1)], -1)
        elevation = ELEVATION_UNIT * super().forward(summary)[:, 0].float()
        return elevation.clamp(-ELEVATION_LIMIT, ELEVATION_LIMIT)
