"""Training states and weights on disk, and `split` / `join` to carry them in small pieces."""

import argparse
import json
import math
import os
import pickle
import re
import sys
from pathlib import Path

import torch

from gambade_training.config import ModelConfig
from gambade_training.model import Gambade, fold_white
from gambade_training.weights_file import expand, read_safetensors, write_atomically

PREFIX = "model."
MIB = 1 << 20


def exported_state(model):
    """name -> tensor of everything in a weights file, with its published names."""
    return {PREFIX + name: value for name, value in model.state_dict().items()}


def save_state(path, config, flat, optimizer, progress):
    """Writes a training state: master and averaged weights (of a network whose tokenizer sees
    white as zero), moments, and `progress` (a dict, kept as JSON: the reader that executes nothing
    takes no other numbers with a point on older PyTorch)."""
    state = {"config": config.to_json(), "weights": flat.state(flat.master),
             "averaged": flat.state(optimizer.averaged), "optimizer": optimizer.state(),
             "progress": json.dumps(progress)}
    write_atomically(path, lambda file: torch.save(state, file))


def load_state(path):
    """What `save_state` wrote, on the CPU."""
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
        return {**state, "progress": json.loads(state["progress"])}
    except (RuntimeError, EOFError, KeyError, TypeError, ValueError,
            pickle.UnpicklingError) as error:
        raise ValueError(f"{path} is not a training state of this program: {error}") from None


def load_weights(path):
    """(config, name -> float32 tensor) from a .safetensors file or a training state; of a state
    the averaged weights, which are the ones to export."""
    if str(path).endswith(".safetensors"):
        tensors, metadata = read_safetensors(path)
        if "gambade.config" not in metadata:
            raise ValueError(f"{path} holds no gambade.config; it is not a model of this program")
        values = expand(tensors)
        return ModelConfig.from_json(metadata["gambade.config"]), {
            name[len(PREFIX):]: value for name, value in values.items()}
    state = load_state(path)
    return ModelConfig.from_json(state["config"]), fold_white(state["averaged"])


def load_model(path, device="cpu"):
    """The network of a .safetensors file or training state, for inference: in float32 on the CPU,
    in bf16, which its kernels want, on a GPU."""
    config, weights = load_weights(path)
    model = Gambade(config)
    expected = {name: value.shape for name, value in model.state_dict().items()}
    wrong = [name for name in sorted(expected.keys() | weights.keys())
             if name not in expected or name not in weights
             or weights[name].shape != expected[name]]
    if wrong:
        raise ValueError(f"{path}: missing, unknown or misshapen: {', '.join(wrong)}")
    if any(not torch.allclose(weights[name], value, atol=1e-6)
           for name, value in model.state_dict().items() if name.endswith("A_log")):
        model = Gambade(config, trained_decay=True)
    model.load_state_dict(weights)
    model = model.to(device).eval().requires_grad_(False)
    if next(model.parameters()).is_cuda:
        # Not model.to(bfloat16): the buffers are constants that stay exact.
        for parameter in model.parameters():
            parameter.data = parameter.data.to(torch.bfloat16)
    return model


def split_file(path, directory, piece_bytes):
    """Cuts a file into DIRECTORY/NAME.000, .001 ...; returns their paths. Pieces that an earlier
    file of this name left there are removed: `join` takes all there are."""
    count = math.ceil(os.path.getsize(path) / piece_bytes)
    if count > 1000:
        raise ValueError(f"{path} would be cut into {count} pieces; 1000 have a number")
    directory, name = Path(directory), Path(path).name
    directory.mkdir(parents=True, exist_ok=True)
    for stale in directory.iterdir():
        if re.fullmatch(re.escape(name) + r"\.\d{3}", stale.name):
            stale.unlink()
    pieces = [directory / f"{name}.{number:03d}" for number in range(count)]
    with open(path, "rb") as file:
        for piece in pieces:
            piece.write_bytes(file.read(piece_bytes))
    return pieces


def join_files(pieces, path):
    """Puts pieces together again, in the order of their names."""
    def write(file):
        for piece in sorted(pieces):
            with open(piece, "rb") as part:
                file.write(part.read())
    write_atomically(path, write)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    split = commands.add_parser("split", help="cut FILE into pieces in DIR")
    split.add_argument("file")
    split.add_argument("directory")
    split.add_argument("--piece-mib", type=float, default=16)
    join = commands.add_parser("join", help="put pieces together again")
    join.add_argument("pieces", nargs="+")
    join.add_argument("-o", "--output", required=True)
    options = parser.parse_args(arguments)
    if options.command == "split" and not 1 <= options.piece_mib * MIB < math.inf:
        parser.error("--piece-mib must be positive")
    try:
        if options.command == "split":
            piece_bytes = int(options.piece_mib * MIB)
            for piece in split_file(options.file, options.directory, piece_bytes):
                print(piece)
        else:
            join_files(options.pieces, options.output)
    except (ValueError, OSError) as error:
        sys.exit(f"checkpoint: {error}")


if __name__ == "__main__":
    main()
