#!/usr/bin/env python3
"""Writes a checkpoint as torch.save does, with the weights that tests/data/reference/README.md gives
by formula. tests/data/checkpoints/tiny.pth is

    write_checkpoint.py gamba --config tests/data/checkpoints/tiny_config.json --mixed OUT.pth

Without --config the sizes are the published ones (500 MB)."""

import argparse
import collections
import json
import pathlib

import torch

from formula_weights import formula_weight

TOKENIZER = "model.map_image.model."
PUBLISHED = {
    "tokenizer": {"patch_size": 14, "width": 768, "depth": 12, "mlp_width": 3072, "registers": 4,
                  "position_grid": 37},
    "stem": {"image_size": 512, "patch_size": 8},
    "sequence": {"width": 512, "depth": 14, "inner_width": 1024, "state_size": 16,
                 "conv_width": 4, "dt_rank": 32},
    "decoder": {"width": 128, "bins": 21},
}


def tokenizer_shapes(config):
    width, mlp, patch = config["width"], config["mlp_width"], config["patch_size"]
    yield "cls_token", (1, 1, width)
    yield "pos_embed", (1, 1 + config["position_grid"] ** 2, width)
    yield "register_tokens", (1, config["registers"], width)
    yield "patch_embed.proj.weight", (width, 3, patch, patch)
    yield "patch_embed.proj.bias", (width,)
    for index in range(config["depth"]):
        block = f"blocks.{index}."
        for norm in ("norm1", "norm2"):
            yield block + norm + ".weight", (width,)
            yield block + norm + ".bias", (width,)
        for layer, rows, columns in (("attn.qkv", 3 * width, width), ("attn.proj", width, width),
                                     ("mlp.fc1", mlp, width), ("mlp.fc2", width, mlp)):
            yield f"{block}{layer}.weight", (rows, columns)
            yield f"{block}{layer}.bias", (rows,)
        yield block + "ls1.gamma", (width,)
        yield block + "ls2.gamma", (width,)
    yield "norm.weight", (width,)
    yield "norm.bias", (width,)


def network_shapes(config):
    stem, sequence, decoder = config["stem"], config["sequence"], config["decoder"]
    width, inner, rank = sequence["width"], sequence["inner_width"], sequence["dt_rank"]
    state, features = sequence["state_size"], decoder["width"]
    for name, shape in tokenizer_shapes(config["tokenizer"]):
        yield TOKENIZER + name, shape
    yield "model.stem_layer.weight", (width, 9, stem["patch_size"], stem["patch_size"])
    yield "model.stem_layer.bias", (width,)
    tokens = 4 * (stem["image_size"] // stem["patch_size"]) ** 2
    yield "model.transformer.pos_embed", (tokens, width)
    for index in range(sequence["depth"]):
        layer = f"model.transformer.layers.{index}."
        mixer = layer + "mamba_block.mixer."
        yield layer + "cond_affine.weight", (width, config["tokenizer"]["width"])
        yield layer + "cond_affine.bias", (width,)
        yield mixer + "A_log", (inner, state)
        yield mixer + "D", (inner,)
        yield mixer + "in_proj.weight", (2 * inner, width)
        yield mixer + "conv1d.weight", (inner, 1, sequence["conv_width"])
        yield mixer + "conv1d.bias", (inner,)
        yield mixer + "x_proj.weight", (rank + 2 * state, inner)
        yield mixer + "dt_proj.weight", (inner, rank)
        yield mixer + "dt_proj.bias", (inner,)
        yield mixer + "out_proj.weight", (width, inner)
        yield layer + "mamba_block.norm.weight", (width,)
        yield layer + "mamba_block.norm.bias", (width,)
    yield "model.transformer.norm_f.weight", (width,)
    for name, rows, columns in (("mlp_net.layers.0", features, width),
                                ("mlp_net.layers.2", features, features),
                                ("gs_layer.xyz", 3 * decoder["bins"], features),
                                ("gs_layer.opacity", 1, features),
                                ("gs_layer.scale", 3, features),
                                ("gs_layer.rgb", 3, features)):
        yield f"model.decoder.{name}.weight", (rows, columns)
        yield f"model.decoder.{name}.bias", (rows,)


def mix_storage(name, tensor):
    """Gives some tensors the storages a real checkpoint may have; the values stay (bf16 rounds)."""
    if name.endswith("in_proj.weight"):
        return tensor.t().contiguous().t()  # column-major
    if name.endswith("x_proj.weight"):
        return torch.cat([torch.full((3, tensor.shape[1]), 7.0), tensor])[3:]  # with an offset
    if name.endswith("out_proj.weight"):
        return tensor.to(torch.bfloat16)
    if name.endswith("cond_affine.weight"):
        return tensor.to(torch.float16)
    return tensor


def write_gamba(config, mixed, path):
    state = collections.OrderedDict()
    for name, shape in network_shapes(config):
        tensor = formula_weight(name, shape)
        state[name] = mix_storage(name, tensor) if mixed else tensor
    state["model.decoder.coords"] = torch.linspace(-0.4, 0.4, config["decoder"]["bins"]).repeat(3, 1)
    state["lpips_loss.net.slice1.0.weight"] = torch.ones(2, 3)
    state._metadata = collections.OrderedDict({"": {"version": 1}})  # as Module.state_dict() has
    torch.save({"epoch": 399, "lr": 1e-4, "done": True, "history": [2**40, -1, None],
                "optimizer": {"state": {0: {"step": torch.tensor(5.0)}}, "betas": (0.9, 0.95)},
                "model": state}, path)


def write_dinov2(config, path):
    state = collections.OrderedDict(
        (name, formula_weight(TOKENIZER + name, shape)) for name, shape in tokenizer_shapes(config["tokenizer"]))
    state["mask_token"] = torch.zeros(1, config["tokenizer"]["width"])
    torch.save(state, path)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["gamba", "dinov2"])
    parser.add_argument("--config", type=pathlib.Path, help="JSON as in a weights file's metadata")
    parser.add_argument("--mixed", action="store_true",
                        help="store some tensors as bf16, fp16, transposed or with an offset")
    parser.add_argument("out", type=pathlib.Path)
    arguments = parser.parse_args()
    config = json.loads(arguments.config.read_text()) if arguments.config else PUBLISHED
    if arguments.kind == "gamba":
        write_gamba(config, arguments.mixed, arguments.out)
    else:
        write_dinov2(config, arguments.out)


if __name__ == "__main__":
    main()
