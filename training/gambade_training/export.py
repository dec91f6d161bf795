"""Turns a training state into the weights file that the program reads.

    python3 -m gambade_training.export runs/first/checkpoint.pt -o gambade-base.safetensors

The averaged weights are exported. With --int8 (the default) every matrix of at least 64 rows and
64 columns is stored per row as 8-bit integers (`NAME` and `NAME.scale`, see weights_file.py) and
the rest as bf16, but the Mamba decays, which stay float32 for their powers to be recognised.
"""

import argparse
import os
import sys

import torch

from gambade_training.checkpoint import PREFIX, load_weights
from gambade_training.weights_file import SCALE_SUFFIX, quantize_rows, write_safetensors

SMALLEST_QUANTIZED = 64
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


def export(source, output, quantization="int8", name="gambade-base", version="1.0",
           licence="MIT", description=""):
    """Writes the weights of a training state or weights file as OUTPUT."""
    config, weights = load_weights(source)
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
    options = parser.parse_args(arguments)
    try:
        export(options.source, options.output, options.quantization or "int8", options.name,
               options.version, options.licence, options.description)
    except (ValueError, OSError) as error:
        sys.exit(f"export: {error}")
    print(f"{options.output}: {os.path.getsize(options.output) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
