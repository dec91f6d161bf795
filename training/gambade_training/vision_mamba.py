"""A tokenizer of Mamba blocks in place of attention, for comparisons: scans in both directions, as
in Vision Mamba (Zhu et al. 2024, arXiv 2401.09417). The program does not run it."""

from torch import nn

from gambade_training.config import SequenceConfig
from gambade_training.mamba import Mixer
from gambade_training.vit import VisionTransformer


class BothWays(nn.Module):
    """Pre-norm block: one mixer reads the tokens forwards, another backwards."""

    def __init__(self, config):
        super().__init__()
        self.norm = nn.LayerNorm(config.width, eps=1e-6)
        self.forwards = Mixer(config, trained_decay=False)
        self.backwards = Mixer(config, trained_decay=False)

    def forward(self, x):
        normal = self.norm(x)
        return x + self.forwards(normal) + self.backwards(normal.flip(1)).flip(1)


class VisionMamba(VisionTransformer):
    """As the transformer, with BothWays blocks: two mixers hold about as many weights as its
    attention and MLP."""

    def _block(self):
        return BothWays(self._mixer_config())

    def _mixer_config(self):
        width = self.config.width
        return SequenceConfig(width=width, depth=2 * self.config.depth, inner_width=2 * width,
                              dt_rank=max(1, width // 16))

    def _initialise(self):
        super()._initialise()
        for block in self.blocks:  # the transformer's start values are not for mixers
            for mixer in (block.forwards, block.backwards):
                mixer.initialise(self._mixer_config())
