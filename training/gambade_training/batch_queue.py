"""Training batches, drawn several at once: drawing takes hundreds of small kernels, as many for one
batch as for four, and the host is busy launching kernels while tokens are few."""


class BatchQueue:
    """Hands out the batches of a ViewSampler, which draws `ahead` of them at a time. When that gets
    other options, they show in what it draws from then on."""

    def __init__(self, sampler, ahead):
        self.sampler = sampler
        self.ahead = ahead
        self.drawn = None
        self.count = 0
        self.handed = 0

    def next(self, count):
        """A Batch of `count` pictures; those left of another size are dropped."""
        if self.handed == self.ahead or count != self.count:
            self.drawn = None  # its memory is used again
        if self.drawn is None:
            self.drawn, self.count, self.handed = self.sampler.sample(self.ahead * count), count, 0
        # Pictures that lie far apart: the sampler's lit ones come first.
        batch = self.drawn.part(slice(self.handed, None, self.ahead))
        self.handed += 1
        return batch
