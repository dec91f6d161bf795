"""Random numbers on a device, from a seed."""

import torch


class RandomDraws:
    """What samplers draw from: one generator, on the device where the numbers are needed."""

    def __init__(self, device, seed):
        self.device = device
        self.generator = torch.Generator(device).manual_seed(seed)

    def random(self, *shape):
        """Evenly from 0..1."""
        return torch.rand(shape, generator=self.generator, device=self.device)

    def normal(self, *shape):
        return torch.randn(shape, generator=self.generator, device=self.device)

    def uniform(self, limits, *shape):
        """Evenly between two limits."""
        return limits[0] + (limits[1] - limits[0]) * self.random(*shape)

    def chance(self, share, *shape):
        """True with this probability."""
        return self.random(*shape) < share

    def degrees(self, limits, *shape):
        """As uniform(): limits in degrees, the result in radians."""
        return torch.deg2rad(self.uniform(limits, *shape))
