"""The Mamba-1 mixer as a module: projections, their start values, and the core of mixer.py."""

import math

import torch
from torch import nn

from gambade_training.mixer import mamba_mixer_core
from gambade_training.trained_decay import mixer_core_with_decay


class Mixer(nn.Module):
    """Mamba-1 mixer (section 4). The decay A is -(n+1), not trained, unless `trained_decay`."""

    def __init__(self, config, trained_decay):
        super().__init__()
        width, inner, states = config.width, config.inner_width, config.state_size
        self.trained_decay = trained_decay
        self.in_proj = nn.Linear(width, 2 * inner, bias=False)
        self.conv1d = nn.Conv1d(inner, inner, config.conv_width, groups=inner)
        self.x_proj = nn.Linear(inner, config.dt_rank + 2 * states, bias=False)
        self.dt_proj = nn.Linear(config.dt_rank, inner)
        decay = torch.log(torch.arange(1, states + 1, dtype=torch.float32)).repeat(inner, 1)
        self.register_buffer("A_log", decay)
        self.D = nn.Parameter(torch.ones(inner))
        self.out_proj = nn.Linear(inner, width, bias=False)
        self.initialise(config)

    def initialise(self, config):
        """As in the Mamba paper, but time steps spread over 0.0001..0.1: a longer memory lets the
        prefix reach the last of 16,384 tokens."""
        bound = config.dt_rank ** -0.5
        nn.init.uniform_(self.dt_proj.weight, -bound, bound)
        steps = torch.exp(torch.empty(config.inner_width).uniform_(math.log(1e-4), math.log(1e-1)))
        with torch.no_grad():
            self.dt_proj.bias.copy_(steps + torch.log(-torch.expm1(-steps)))
            self.out_proj.weight.div_(math.sqrt(config.depth))

    def forward(self, sequence):
        weights = (self.conv1d.weight.flatten(1), self.conv1d.bias, self.x_proj.weight,
                   self.dt_proj.weight, self.dt_proj.bias, self.D)
        xz = self.in_proj(sequence)
        if self.trained_decay:
            return self.out_proj(mixer_core_with_decay(xz, *weights, self.A_log))
        return self.out_proj(mamba_mixer_core(xz, *weights))
