"""The weights that tests/data/reference/README.md gives by formula."""

import math

import numpy as np
import torch


def formula_numbers(name, count):
    """Pseudo-random numbers in -1..1 for a tensor's name."""
    seed = 0xCBF29CE484222325
    for byte in name.encode():
        seed = (seed ^ byte) * 0x100000001B3 % 2**64
    x = (np.arange(count, dtype=np.uint64) + np.uint64(seed)) * np.uint64(0x9E3779B97F4A7C15)
    x ^= x >> np.uint64(30)
    x *= np.uint64(0xBF58476D1CE4E5B9)
    x ^= x >> np.uint64(27)
    x *= np.uint64(0x94D049BB133111EB)
    x ^= x >> np.uint64(31)
    return (x >> np.uint64(40)).astype(np.float64) / 2**24 * 2 - 1


def formula_weight(name, shape):
    """The tensor of that name, fp32."""
    r = formula_numbers(name, math.prod(shape)).reshape(shape)
    if name.endswith("A_log"):
        value = np.log(np.arange(shape[-1]) + 1) + 0.1 * r
    elif name.endswith(".D"):
        value = 1 + 0.1 * r
    elif name.endswith("dt_proj.bias"):
        value = -4 + 2 * r
    elif name.endswith("gamma"):
        value = 0.3 + 0.1 * r
    elif "norm" in name and name.endswith("weight"):
        value = 1 + 0.1 * r
    elif name.endswith("bias"):
        value = 0.05 * r
    elif name.endswith(("pos_embed", "cls_token", "register_tokens")):
        value = 0.2 * r
    elif name.endswith("conv1d.weight"):
        value = 0.5 * r
    else:
        value = math.sqrt(3 / math.prod(shape[1:])) * r
    return torch.from_numpy(value.astype(np.float32))
