"""Objects that are not trained on, as they come out while others are."""

import torch

from gambade_training.losses import PICTURE_TERMS, picture_loss
from gambade_training.objects import ObjectLibrary
from gambade_training.views import ViewSampler

TERMS = ("structure", "psnr_input", "psnr_novel")
COLUMNS = tuple(f"held_out_{term}" for term in TERMS)
SEED = 64
CHUNK = 16


class HeldOut:
    """The same pictures of held-out objects whenever it is asked: where training objects come out
    better and these do not, it is variety that is missing, not time."""

    def __init__(self, path, views, pictures, device):
        """path: file made by gambade_training.objects; views: the run's ViewOptions."""
        sampler = ViewSampler(ObjectLibrary.load(path, device), views.plain(), SEED)
        self.batches = [sampler.sample(min(CHUNK, pictures - start))
                        for start in range(0, pictures, CHUNK)]

    @torch.no_grad()
    def scores(self, draw):
        """Means of TERMS; `draw` turns a Batch into rgb [P, V, 3, S, S] and alpha [P, V, S, S]."""
        chosen = [PICTURE_TERMS.index(term) for term in TERMS]
        weighted = [len(batch.image) * picture_loss(*draw(batch), batch.truth)[1][chosen]
                    for batch in self.batches]
        return (sum(weighted) / sum(len(batch.image) for batch in self.batches)).tolist()
