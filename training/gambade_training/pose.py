"""How the picture was taken: elevation and angle of view, estimated from the image tokens."""

import math
from dataclasses import dataclass
from typing import Optional

import torch
from torch import nn

ELEVATION_UNIT = math.radians(60)
ELEVATION_LIMIT = math.radians(85)
FIELD_OF_VIEW_MIDDLE = math.radians(45)
FIELD_OF_VIEW_UNIT = math.radians(30)
FIELD_OF_VIEW_LIMITS = (math.radians(10), math.radians(100))


@dataclass
class PoseEstimate:
    """The source cameras of B pictures, radians, float32."""

    elevation: torch.Tensor       # [B]
    fovy: Optional[torch.Tensor]  # [B], vertical; None where the network does not estimate it


class PoseHead(nn.Module):
    """Image tokens [B, 1 + patches, W] -> PoseEstimate.

    CLS and the mean patch token -> LayerNorm -> Linear -> GELU, then a Linear each: elevation /
    60 degrees, and (angle of view - 45 degrees) / 30 degrees.
    """

    def __init__(self, token_width, field_of_view):
        super().__init__()
        self.norm = nn.LayerNorm(2 * token_width, eps=1e-5)
        # Numbers for names: so the first weights files called them.
        self.add_module("0", nn.Linear(2 * token_width, token_width))
        self.add_module("2", nn.Linear(token_width, 1))
        self.field_of_view = nn.Linear(token_width, 1) if field_of_view else None

    def forward(self, tokens):
        summary = torch.cat([tokens[:, 0], tokens[:, 1:].mean(1)], -1)
        hidden = nn.functional.gelu(self._modules["0"](self.norm(summary)))
        elevation = ELEVATION_UNIT * self._modules["2"](hidden)[:, 0].float()
        elevation = elevation.clamp(-ELEVATION_LIMIT, ELEVATION_LIMIT)
        if self.field_of_view is None:
            return PoseEstimate(elevation, None)
        fovy = FIELD_OF_VIEW_MIDDLE + FIELD_OF_VIEW_UNIT * self.field_of_view(hidden)[:, 0].float()
        return PoseEstimate(elevation, fovy.clamp(*FIELD_OF_VIEW_LIMITS))
