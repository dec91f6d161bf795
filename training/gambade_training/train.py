"""Trains a model, or goes on with one.

    python3 -m gambade_training.train --objects objects.bin --out runs/first --minutes 17

Writes into --out: checkpoint.pt (training state: resume or export it), curve.csv (loss over time)
and sheet_STEP.png (training objects, truth above result). --minutes counts from the command's
start; the learning rate falls with the share of that time gone, so a run always ends annealed.
SIGTERM ends it cleanly and early. The same command with --resume checkpoint.pt in place of the
options for new networks finishes an interrupted run, and names other options that differ; --resume
weights.safetensors starts a new run from those weights.
"""

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path

import torch

from gambade_training.config import OPTIONAL_PARTS, ModelConfig
from gambade_training.distributed import run
from gambade_training.losses import LossWeights
from gambade_training.objects import ObjectFileError
from gambade_training.option_ranges import check_ranges
from gambade_training.optimizer import OptimizerOptions
from gambade_training.trainer import TrainingOptions, train
from gambade_training.view_options import ViewOptions

# Of new networks; resumed ones are as they are.
NETWORK_OPTIONS = ("model", "one_direction", "mamba_tokenizer")
MODELS = {"base": ModelConfig, "small": ModelConfig.small, "tiny": ModelConfig.tiny}


def _numbers(text):
    return tuple(int(number) for number in text.split(",") if number)


def parse(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--objects", required=True, help="file made by gambade_training.objects")
    parser.add_argument("--procedural", default="", metavar="FILE",
                        help="file made by gambade_training.procedural, for a share of the "
                        "pictures")
    parser.add_argument("--procedural-share", type=float, default=ViewOptions.procedural_share,
                        metavar="SHARE", help="of the pictures (default: a third)")
    parser.add_argument("--reshaped-copies", type=int, default=TrainingOptions.reshaped_copies,
                        metavar="N", help="of each object, with other breadths along its height")
    parser.add_argument("--pairs", type=int, default=TrainingOptions.pairs, metavar="N",
                        help="of real objects beside, on or in each other, in each process, for a "
                        "share of the pictures")
    parser.add_argument("--lit-share", type=float, default=ViewOptions.lit_share, metavar="SHARE",
                        help="of the pictures, with surroundings, key light, shadows, highlights")
    parser.add_argument("--out", required=True, type=Path, help="folder for everything written")
    parser.add_argument("--minutes", required=True, type=float)
    parser.add_argument("--gpus", type=int, default=max(1, torch.cuda.device_count()),
                        help="processes, one a GPU (default: all)")
    parser.add_argument("--resume", default="", metavar="CHECKPOINT|SAFETENSORS")
    parser.add_argument("--model", choices=MODELS, help="new networks: their size (default: base)")
    parser.add_argument("--dinov2", default="", metavar="PTH",
                        help="published DINOv2 weights with registers as tokenizer, left as they "
                        "are")
    parser.add_argument("--image-features", action=argparse.BooleanOptionalAction,
                        help="whether tokens start with what the tokenizer saw at their place; "
                        "weights resumed without that grow it (default: as resumed, else yes)")
    parser.add_argument("--field-of-view-head", action=argparse.BooleanOptionalAction,
                        help="whether the angle of view is estimated, likewise")
    parser.add_argument("--attention-layers", type=_numbers, metavar="N,N...",
                        help="blocks in front of which tokens attend to the image, likewise")
    parser.add_argument("--one-direction", action="store_true",
                        help="new networks: all passes over the picture go by rows")
    parser.add_argument("--mamba-tokenizer", action="store_true",
                        help="new networks: the tokenizer has Mamba blocks")
    parser.add_argument("--batch", type=int, default=12, help="pictures a step and process")
    parser.add_argument("--coarse-share", type=float, default=TrainingOptions.coarse_share,
                        metavar="SHARE", help="of the run, at its start, with a quarter of the "
                        "tokens and a larger batch: several times as many pictures")
    parser.add_argument("--whole-every", type=int, default=TrainingOptions.whole_every,
                        metavar="N", help="in that part every N-th draw of pictures has all "
                        "tokens: the network does not unlearn them (0: never)")
    parser.add_argument("--settle-share", type=float, default=TrainingOptions.settle_share,
                        metavar="SHARE", help="of the run, at its end, with pictures as they "
                        "mostly are: little changed in colour, shape and quality")
    parser.add_argument("--pose-pictures", type=int, default=TrainingOptions.pose_pictures,
                        help="more pictures a step and process, for the pose head only")
    parser.add_argument("--views", type=int, default=3, help="views to explain, input included")
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--tokenizer-rate", type=float,
                        default=OptimizerOptions.tokenizer_rate, metavar="FACTOR",
                        help="of the learning rate, for the tokenizer")
    parser.add_argument("--pose-weight", type=float, default=LossWeights.pose,
                        help="weight of the estimated angles' errors")
    parser.add_argument("--structure-weight", type=float, default=LossWeights.structure,
                        help="weight of 1 - SSIM; more of it leaves less haze")
    parser.add_argument("--held-out", default="", metavar="FILE",
                        help="objects that are not trained on, to be scored now and then")
    parser.add_argument("--perceptual", default="", metavar="SAFETENSORS",
                        help="compare pictures also by what the tokenizer of these weights sees")
    parser.add_argument("--warm-up", type=int, default=300, metavar="STEPS")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log-every", type=int, default=50, metavar="STEPS")
    parser.add_argument("--checkpoint-minutes", type=float, default=4.0)
    parser.add_argument("--sheet-minutes", type=float, default=2.0,
                        help="between pictures and scores of what comes out")
    parser.add_argument("--compile", action="store_true", help="compile the tokenizer")
    parser.add_argument("--profile", action="store_true",
                        help="after 20 steps, print what takes the most time over 5 steps")
    options = parser.parse_args(arguments)
    check_ranges(parser, options,
                 positive=("minutes", "gpus", "batch", "pose_pictures", "views", "log_every", "lr",
                           "checkpoint_minutes", "sheet_minutes"),
                 not_negative=("reshaped_copies", "pairs", "whole_every", "warm_up",
                               "tokenizer_rate", "pose_weight", "structure_weight"),
                 shares=("lit_share", "coarse_share", "settle_share"))
    if not 0 <= options.procedural_share < 1:
        parser.error("--procedural-share must be at least 0 and below 1")
    for name in NETWORK_OPTIONS:
        if options.resume and getattr(options, name):
            parser.error(f"--{name.replace('_', '-')} is for new networks: what is resumed is one")
    if options.dinov2 and options.mamba_tokenizer:
        parser.error("--dinov2 and --mamba-tokenizer are two tokenizers: give one")
    if options.dinov2 and options.resume.endswith(".safetensors"):
        parser.error("--dinov2 is for new networks and for a run's own checkpoint.pt: weights to "
                     "resume from have a tokenizer")
    if 0 < torch.cuda.device_count() < options.gpus:
        parser.error(f"--gpus {options.gpus}: this machine has {torch.cuda.device_count()}")
    return options


def main(arguments=None):
    started = time.time()
    options = parse(arguments)
    if not Path(options.objects).is_file():
        sys.exit(f"train: {options.objects} is not a file; make it with "
                 "`python3 -m gambade_training.objects pack`")
    if options.procedural and not Path(options.procedural).is_file():
        sys.exit(f"train: {options.procedural} is not a file; make it with "
                 "`python3 -m gambade_training.procedural`")
    if options.held_out and not Path(options.held_out).is_file():
        sys.exit(f"train: {options.held_out} is not a file; make it with "
                 "`python3 -m gambade_training.objects pack --split eval`")
    model = MODELS[options.model or "base"]()
    model = replace(model,
                    tokenizer=replace(model.tokenizer, mamba=options.mamba_tokenizer),
                    stem=replace(model.stem, one_direction=options.one_direction))
    parts = {name: getattr(options, name) for name in OPTIONAL_PARTS["sequence"]
             if getattr(options, name) is not None}
    # All but what a network is: that the checkpoint knows.
    command = {name: str(value) for name, value in vars(options).items()
               if name not in ("resume", *NETWORK_OPTIONS, *OPTIONAL_PARTS["sequence"])}
    training = TrainingOptions(
        objects=options.objects, output=options.out, minutes=options.minutes, started=started,
        procedural=options.procedural, reshaped_copies=options.reshaped_copies,
        pairs=options.pairs, held_out=options.held_out, resume=options.resume, command=command,
        perceptual=options.perceptual, dinov2=options.dinov2, parts=parts,
        batch=options.batch, pose_pictures=options.pose_pictures,
        coarse_share=options.coarse_share, whole_every=options.whole_every,
        settle_share=options.settle_share, seed=options.seed,
        log_every=options.log_every, checkpoint_minutes=options.checkpoint_minutes,
        sheet_minutes=options.sheet_minutes, compile_tokenizer=options.compile,
        profile=options.profile, model=model,
        views=ViewOptions(views=options.views, procedural_share=options.procedural_share,
                          lit_share=options.lit_share),
        loss=LossWeights(pose=options.pose_weight, structure=options.structure_weight),
        optimizer=OptimizerOptions(learning_rate=options.lr, warm_up_steps=options.warm_up,
                                   tokenizer_rate=options.tokenizer_rate))
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        run(train, options.gpus, training)
    except (ValueError, OSError, ObjectFileError) as error:
        sys.exit(f"train: {error}")


if __name__ == "__main__":
    main()
