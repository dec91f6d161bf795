"""The Mamba mixer with a decay A of its own per channel and state, as published checkpoints have.

Slow and plain: it serves to compare this package with reference outputs, never to train.
"""

import torch
import torch.nn.functional as F

CHUNK = 256


def mixer_core_with_decay(xz, conv_weight, conv_bias, x_proj_weight, dt_proj_weight, dt_proj_bias,
                          skip, decay_log):
    """As mixer.mamba_mixer_core, with A = -exp(decay_log) [D, N]."""
    channels, states = decay_log.shape
    x, z = xz.chunk(2, -1)
    padded = F.pad(x.transpose(1, 2), (conv_weight.shape[1] - 1, 0))
    x = F.silu(F.conv1d(padded, conv_weight[:, None], conv_bias, groups=channels)).transpose(1, 2)
    step_rank = dt_proj_weight.shape[1]
    low, write, read = F.linear(x, x_proj_weight).split([step_rank, states, states], -1)
    steps = F.softplus(F.linear(low, dt_proj_weight, dt_proj_bias))
    decay = -torch.exp(decay_log)
    state = x.new_zeros(x.shape[0], channels, states)
    outputs = []
    for start in range(0, x.shape[1], CHUNK):
        part = slice(start, start + CHUNK)
        keep = torch.exp(steps[:, part, :, None] * decay)
        states_in = (steps[:, part] * x[:, part])[..., None] * write[:, part, None, :]
        for t in range(keep.shape[1]):
            state = states_in[:, t].addcmul_(keep[:, t], state)
        outputs.append((states_in @ read[:, part, :, None])[..., 0])
    return (torch.cat(outputs, 1) + skip * x) * F.silu(z)
