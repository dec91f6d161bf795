"""Trains a head that tells a photo's object from its background, on a model's frozen tokenizer.

    python3 -m gambade_training.train_mask_head --model MODEL.safetensors --objects objects.bin \\
        --held-out eval.bin --minutes 1 -o mask_head.safetensors

The photos are composites (composites.py). At the end it is scored on composites of the held-out
objects, over backgrounds from their textures. --minutes counts from the command's start.
"""

import argparse
import sys
import time

import torch
import torch.nn.functional as F

from gambade_training.checkpoint import load_model
from gambade_training.composites import CompositeOptions, CompositeSampler
from gambade_training.mask_head import MaskHead, object_mask, token_levels
from gambade_training.mask_scores import mean_scores
from gambade_training.objects import ObjectFileError, ObjectLibrary

_HELD_OUT_SEED = 4711
_WARM_UP_STEPS = 50


def mask_loss(logits, mask):
    """Cross-entropy and 1 - IoU of the soft masks; logits [B,1,h,w], mask [B,1,S,S]."""
    wanted = F.interpolate(mask, size=logits.shape[-2:], mode="bilinear", align_corners=False,
                           antialias=True)
    found = torch.sigmoid(logits)
    common = (found * wanted).flatten(1).sum(1)
    either = (found + wanted - found * wanted).flatten(1).sum(1)
    overlap = (common + 1) / (either + 1)
    return F.binary_cross_entropy_with_logits(logits, wanted) + 0.5 * (1 - overlap).mean()


def train(model, library, options, started):
    """The trained head."""
    torch.manual_seed(options.seed)
    head = MaskHead(model.config.tokenizer.width).to(library.device)
    size = model.config.stem.image_size
    sampler = CompositeSampler(library, CompositeOptions(size=size), options.seed)
    optimizer = torch.optim.AdamW(head.parameters(), options.lr, weight_decay=0.01)
    step, progress = 0, 0.0
    while progress < 1:
        for group in optimizer.param_groups:
            group["lr"] = options.lr * min(1, (step + 1) / _WARM_UP_STEPS) * (1 - progress)
        photo, mask = sampler.sample(options.batch)
        loss = mask_loss(head(token_levels(model, photo), photo), mask)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        step += 1
        if step % options.log_every == 0:
            print(f"{time.time() - started:6.1f} s, step {step}, loss {loss.item():.4f}",
                  flush=True)
        progress = (time.time() - started) / (60 * options.minutes)
    print(f"{step} steps, {step * options.batch} photos")
    return head.eval()


@torch.no_grad()
def score(model, head, library, count, batch):
    """Mean IoU and MAE over composites of a library."""
    options = CompositeOptions(size=model.config.stem.image_size)
    sampler = CompositeSampler(library, options, _HELD_OUT_SEED)
    found, truth = [], []
    for start in range(0, count, batch):
        photo, mask = sampler.sample(min(batch, count - start))
        found.append(object_mask(model, head, photo))
        truth.append(mask)
    return mean_scores(torch.cat(found), torch.cat(truth))


def main(arguments=None):
    started = time.time()
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True)
    parser.add_argument("--objects", required=True)
    parser.add_argument("--held-out", required=True, help="objects that are not trained on")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("-o", "--out", required=True)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--held-out-photos", type=int, default=1024)
    parser.add_argument("--log-every", type=int, default=50, metavar="STEPS")
    options = parser.parse_args(arguments)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        model = load_model(options.model, device)
        library = ObjectLibrary.load(options.objects, device)
        held_out = ObjectLibrary.load(options.held_out, device)
    except (ValueError, OSError, ObjectFileError) as error:
        sys.exit(f"train_mask_head: {error}")
    head = train(model, library, options, started)
    head.save(options.out)
    iou, error = score(model, head, held_out, options.held_out_photos, options.batch)
    print(f"held-out composites: {options.held_out_photos} photos, IoU {iou:.4f}, mean absolute "
          f"error {error:.4f}")


if __name__ == "__main__":
    main()
