"""Turns a training state into the weights file that the program reads.

    python3 -m gambade_training.export runs/first/checkpoint.pt -o gambade-base.safetensors

The averaged weights are exported. With --int8 (the default) every matrix of at least 64 rows and
64 columns is stored per row as 8-bit integers (`NAME` and `NAME.scale`, see weights_file.py) and
the rest as bf16, but the Mamba decays, which stay float32 for their powers to be recognised.

With --mix the weights are first averaged with others that share an ancestor with them: such means
often do better than either (Wortsman et al., Model soups, arXiv 2203.05482).
"""

import argparse
import os
import sys
from dataclasses import dataclass

import torch

from gambade_training.checkpoint import PREFIX, load_weights
from gambade_training.weights_file import SCALE_SUFFIX, quantize_rows, write_safetensors

SMALLEST_QUANTIZED = 64
TOKENIZER_PARTS = ("map_image.", "pose_head.")  # the head reads what the tokenizer writes
# Zero since it is no longer trained, which a mean with older weights would undo.
UNTRAINED = "transformer.unknown_camera"
QUANTIZATION_NAMES = {"int8": "int8-rows", "bf16": "bf16", "fp32": "fp32"}


def _is_large_matrix(tensor):
    rows = tensor.shape[0] if tensor.ndim in (2, 4) else 0
    return rows >= SMALLEST_QUANTIZED and tensor.numel() // rows >= SMALLEST_QUANTIZED


def stored_tensors(weights, quantization):
    """name -> float32 becomes name -> tensor as stored, for 'int8', 'bf16' or 'fp32'."""
    stored = {}
    for name, value in weights.items():
        name = PREFIX + name
        if quantization == "int8" and _is_large_matrix(value) and not name.endswith("A_log"):
            stored[name], stored[name + SCALE_SUFFIX] = quantize_rows(value)
        elif quantization == "fp32" or name.endswith("A_log"):
            stored[name] = value.float()
        else:
            stored[name] = value.to(torch.bfloat16)
    return stored


@dataclass(frozen=True)
class Mixture:
    """Other weights of the same sizes, and how much of them there is to be: 0..1."""

    source: str
    share: float
    tokenizer_share: float  # of its tokenizer and pose head

    def into(self, config, weights):
        """The mean of weights, name -> tensor, and these; what is not trained stays theirs."""
        other_config, others = load_weights(self.source)
        if other_config != config:
            raise ValueError(f"{self.source} is of a network of other sizes: nothing to mix")

        def share(name):
            if name == UNTRAINED:
                return 0.0
            return self.tokenizer_share if name.startswith(TOKENIZER_PARTS) else self.share

        return {name: torch.lerp(value, others[name], share(name))
                for name, value in weights.items()}


def export(source, output, quantization="int8", name="gambade-base", version="1.0",
           licence="MIT", description="", mixture=None):
    """Writes the weights of a training state or weights file as OUTPUT, mixed by a Mixture."""
    config, weights = load_weights(source)
    if mixture:
        weights = mixture.into(config, weights)
    metadata = {"gambade.config": config.to_json(), "gambade.name": name,
                "gambade.version": version, "gambade.licence": licence,
                "gambade.description": description,
                "gambade.quantization": QUANTIZATION_NAMES[quantization]}
    write_safetensors(output, stored_tensors(weights, quantization), metadata)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", help="checkpoint.pt or another weights file")
    parser.add_argument("-o", "--output", required=True)
    precision = parser.add_mutually_exclusive_group()
    for choice in QUANTIZATION_NAMES:
        precision.add_argument(f"--{choice}", dest="quantization", action="store_const",
                               const=choice)
    parser.add_argument("--name", default="gambade-base")
    parser.add_argument("--version", default="1.0")
    parser.add_argument("--licence", default="MIT")
    parser.add_argument("--description", default="One picture to 16,384 Gaussian splats; trained "
                        "on renderings of freely licensed objects.")
    parser.add_argument("--mix", metavar="FILE", help="other weights, of which the result has")
    parser.add_argument("--mix-share", type=float, metavar="S", help="this share (0.5)")
    parser.add_argument("--mix-tokenizer-share", type=float, metavar="S",
                        help="and this in the tokenizer and the pose head (as --mix-share)")
    options = parser.parse_args(arguments)
    mixture = None
    if options.mix:
        share = 0.5 if options.mix_share is None else options.mix_share
        tokenizer_share = options.mix_tokenizer_share
        mixture = Mixture(options.mix, share, share if tokenizer_share is None else tokenizer_share)
        if not (0 <= mixture.share <= 1 and 0 <= mixture.tokenizer_share <= 1):
            parser.error("--mix-share and --mix-tokenizer-share must be between 0 and 1")
    elif options.mix_share is not None or options.mix_tokenizer_share is not None:
        parser.error("--mix-share and --mix-tokenizer-share are of --mix: name the other weights")
    try:
        export(options.source, options.output, options.quantization or "int8", options.name,
               options.version, options.licence, options.description, mixture)
    except (ValueError, OSError) as error:
        sys.exit(f"export: {error}")
    print(f"{options.output}: {os.path.getsize(options.output) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
