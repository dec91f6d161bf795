"""Trains a head that tells a photo's object from its background, on a model's frozen tokenizer.

    python3 -m gambade_training.train_mask_head --model MODEL.safetensors --objects objects.bin \\
        --held-out eval.bin --minutes 4 -o mask_head.safetensors

The photos are composites (composites.py). At the end it is scored on composites of the held-out
objects, over backgrounds from their textures. --minutes counts from the command's start.
With --compare two others learn from the same photos, to tell what the frozen tokens are worth: a
head that sees the picture alone, written beside OUT, and one whose tokenizer learns as well.
"""

import argparse
import copy
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F

from gambade_training.checkpoint import load_model
from gambade_training.composites import CompositeOptions, CompositeSampler
from gambade_training.mask_head import MaskHead, object_mask, token_levels
from gambade_training.mask_scores import mask_scores, summary
from gambade_training.model import Gambade
from gambade_training.objects import ObjectFileError, ObjectLibrary
from gambade_training.option_ranges import check_ranges

_HELD_OUT_SEED = 4711
_WARM_UP_STEPS = 100
_TOKENIZER_RATE = 0.05  # of the learning rate, where the tokenizer learns
_GRADIENT_NORM = 1.0    # at most

FROZEN, PICTURE, LEARNING = "frozen tokenizer", "picture alone", "tokenizer that learns"


@dataclass
class Contender:
    """What learns masks: a head, and the network whose tokenizer it looks at."""

    name: str
    head: MaskHead
    model: Gambade
    optimizer: torch.optim.Optimizer

    @classmethod
    def create(cls, name, model, options):
        """Every one with the same seed."""
        torch.manual_seed(options.seed)
        device, tokenizer = model.stem_layer.weight.device, model.config.tokenizer
        width = 0 if name == PICTURE else tokenizer.width
        head = MaskHead(tokenizer.grid, width).to(device)
        groups = [{"params": list(head.parameters()), "rate": options.lr}]
        if name == LEARNING:
            model = copy.deepcopy(model).float()
            weights = list(model.map_image.parameters())
            for weight in weights:
                weight.requires_grad_(True)
            groups.append({"params": weights, "rate": _TOKENIZER_RATE * options.lr})
        return cls(name, head, model, torch.optim.AdamW(groups, options.lr, weight_decay=0.01))

    def step(self, photo, mask, rate):
        """Learns from photos and their masks, at this share of its rates; the loss before."""
        with torch.autocast(photo.device.type, torch.bfloat16, enabled=photo.is_cuda):
            with torch.set_grad_enabled(self.name == LEARNING):
                levels = None if self.name == PICTURE else token_levels(self.model, photo)
            logits = self.head(levels, photo)
        loss = mask_loss(logits.float(), mask)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        for group in self.optimizer.param_groups:
            group["lr"] = rate * group["rate"]
            torch.nn.utils.clip_grad_norm_(group["params"], _GRADIENT_NORM)
        self.optimizer.step()
        return loss.detach()


def mask_loss(logits, mask):
    """Cross-entropy and 1 - IoU of the soft masks; both [B,1,S,S]."""
    found = torch.sigmoid(logits)
    common = (found * mask).flatten(1).sum(1)
    either = (found + mask - found * mask).flatten(1).sum(1)
    overlap = (common + 1) / (either + 1)
    return F.binary_cross_entropy_with_logits(logits, mask) + 0.5 * (1 - overlap).mean()


def train(model, library, options, started):
    """The trained Contenders, the head on the frozen tokenizer first."""
    names = [FROZEN, PICTURE, LEARNING] if options.compare else [FROZEN]
    contenders = [Contender.create(name, model, options) for name in names]
    side = contenders[0].head.side
    sampler = CompositeSampler(library, CompositeOptions(size=side), options.seed)
    begin, end = time.time(), started + 60 * options.minutes
    step, progress = 0, 0.0
    while progress < 1:
        photo, mask = sampler.sample(options.batch)
        rate = min(1, (step + 1) / _WARM_UP_STEPS) * (1 - progress)
        losses = [contender.step(photo, mask, rate) for contender in contenders]
        step += 1
        if step % options.log_every == 0:
            print(f"{time.time() - started:6.1f} s, step {step}, loss "
                  + ", ".join(f"{loss.item():.4f}" for loss in losses), flush=True)
        now = time.time()
        progress = (now - begin) / (end - begin) if now < end else 1
    print(f"{step} steps, {step * options.batch} photos")
    for contender in contenders:
        contender.head.eval()
    return contenders


@torch.no_grad()
def score(contender, library, count, batch):
    """The summary of its masks of composites of a library."""
    options = CompositeOptions(size=contender.head.side)
    sampler = CompositeSampler(library, options, _HELD_OUT_SEED)
    scores = []
    for start in range(0, count, batch):
        photo, mask = sampler.sample(min(batch, count - start))
        scores.append(mask_scores(object_mask(contender.model, contender.head, photo), mask))
    return summary(*(torch.cat(values) for values in zip(*scores)))


def main(arguments=None):
    started = time.time()
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True)
    parser.add_argument("--objects", required=True)
    parser.add_argument("--held-out", required=True, help="objects that are not trained on")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("-o", "--out", required=True, type=Path)
    parser.add_argument("--compare", action="store_true",
                        help="train a head without tokens and one with a learning tokenizer too")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--held-out-photos", type=int, default=1024)
    parser.add_argument("--log-every", type=int, default=50, metavar="STEPS")
    options = parser.parse_args(arguments)
    check_ranges(parser, options,
                 positive=("minutes", "batch", "lr", "held_out_photos", "log_every"))
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        # Now, for no work to be lost.
        options.out.parent.mkdir(parents=True, exist_ok=True)
        model = load_model(options.model, device)
        library = ObjectLibrary.load(options.objects, device)
        held_out = ObjectLibrary.load(options.held_out, device)
        contenders = train(model, library, options, started)
        for contender in contenders:
            if contender.name == FROZEN:
                contender.head.save(options.out)
            elif contender.name == PICTURE:
                contender.head.save(options.out.with_suffix(".picture" + options.out.suffix))
    except (ValueError, OSError, ObjectFileError) as error:
        sys.exit(f"train_mask_head: {error}")
    for contender in contenders:
        print(f"{contender.name}, held-out composites: "
              + score(contender, held_out, options.held_out_photos, options.batch), flush=True)


if __name__ == "__main__":
    main()
