"""How well a model tells how a picture was taken: errors of its estimates on rendered objects.

    python3 -m gambade_training.evaluate_pose MODEL --objects eval.bin [--pictures 2048]

Elevations are even over -10...50 degrees and fields of view over 20...70, the light is the
evaluation set's. Beside every error stands that of the best constant, the truth's median.
"""

import argparse
import sys
from dataclasses import replace

import torch

from gambade_training.checkpoint import load_model
from gambade_training.objects import ObjectFileError, ObjectLibrary
from gambade_training.option_ranges import check_ranges
from gambade_training.view_options import ViewOptions
from gambade_training.views import ViewSampler

BATCH = 32
OPTIONS = {"views": 1, "common_elevation_share": 0.0, "elevations": (-10.0, 50.0),
           "default_fovy_share": 0.0, "fovy": (20.0, 70.0)}


@torch.no_grad()
def pose_errors(model, library, pictures, seed=1):
    """name -> (estimates [N], truths [N]) in degrees, CPU."""
    options = replace(ViewOptions(size=model.config.stem.image_size).plain(), **OPTIONS)
    sampler = ViewSampler(library, options, seed)
    found = {"elevation": [], "field of view": []}
    for start in range(0, pictures, BATCH):
        batch = sampler.sample(min(BATCH, pictures - start))
        estimate = model.pose_head(model.tokenize(batch.image))
        found["elevation"].append((estimate.elevation, batch.elevation))
        if estimate.fovy is not None:
            found["field of view"].append((estimate.fovy, batch.fovy[:, 0]))
    return {name: tuple(torch.rad2deg(torch.cat(values)).cpu() for values in zip(*pairs))
            for name, pairs in found.items() if pairs}


def summary(name, estimate, truth):
    """One line of medians and means."""
    error, constant = (estimate - truth).abs(), (truth - truth.median()).abs()
    return (f"{name}: {len(truth)} pictures, median error {error.median():.2f} degrees, mean "
            f"{error.mean():.2f}; best constant guess: median {constant.median():.2f}, mean "
            f"{constant.mean():.2f}")


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("--objects", required=True, help="objects that were not trained on")
    parser.add_argument("--pictures", type=int, default=2048)
    options = parser.parse_args(arguments)
    check_ranges(parser, options, positive=("pictures",))
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        model = load_model(options.model, device)
        if not model.config.sequence.pose_head:
            raise ValueError(f"{options.model} has no pose head")
        library = ObjectLibrary.load(options.objects, device)
        found = pose_errors(model, library, options.pictures)
    except (ValueError, OSError, ObjectFileError) as error:
        sys.exit(f"evaluate_pose: {error}")
    for name, (estimate, truth) in found.items():
        print(summary(name, estimate, truth))


if __name__ == "__main__":
    main()
