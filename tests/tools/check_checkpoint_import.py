#!/usr/bin/env python3
"""Checks the checkpoint importer against PyTorch itself: files that torch.save writes here must come
out as the same numbers, and files that would run code on torch.load must be refused with no effect.

    check_checkpoint_import.py IMPORT_CHECKPOINT TINY_CONFIG.json

IMPORT_CHECKPOINT is the test program of that name. Exit 77 (skipped) without PyTorch and NumPy."""

import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile

try:
    import numpy as np
    import torch
except ImportError as error:
    print(f"SKIP: the import is not compared with PyTorch ({error})")
    sys.exit(77)

import write_checkpoint
from formula_weights import formula_weight


def read_safetensors(path):
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + length])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        raw = data[8 + length + begin:8 + length + end]
        if entry["dtype"] == "BF16":
            values = (np.frombuffer(raw, "<u2").astype(np.uint32) << 16).view(np.float32)
        else:
            values = np.frombuffer(raw, {"F32": "<f4", "F16": "<f2"}[entry["dtype"]])
        tensors[name] = values.astype(np.float32).reshape(entry["shape"])
    return tensors, metadata


class Importer:
    def __init__(self, program, config, folder):
        self.program, self.config, self.folder = program, config, folder

    def run(self, source):
        out = self.folder / "out.safetensors"
        out.unlink(missing_ok=True)
        result = subprocess.run([self.program, source, out, self.config], capture_output=True,
                                text=True, check=False)
        return result, out

    def accept(self, source):
        result, out = self.run(source)
        assert result.returncode == 0, result.stderr
        return read_safetensors(out)

    def refuse(self, source, phrase):
        result, out = self.run(source)
        assert result.returncode == 1, f"{source}: exit {result.returncode}"
        assert phrase in result.stderr, f"{source}: {result.stderr!r} lacks {phrase!r}"
        assert result.stderr.count("\n") == 1, result.stderr
        assert not out.exists()


def check_values(importer, config):
    source = importer.folder / "gamba.pth"
    for mixed in (False, True):
        write_checkpoint.write_gamba(config, mixed, source)
        tensors, metadata = importer.accept(source)
        state = torch.load(source)["model"]
        wanted = {name: value for name, value in state.items()
                  if name != "model.decoder.coords" and not name.startswith("lpips_loss.")}
        assert set(tensors) == set(wanted)
        for name, value in wanted.items():
            np.testing.assert_array_equal(tensors[name], value.float().numpy(), err_msg=name)
        assert json.loads(metadata["gambade.config"]) == config
    torch.save(dict(state), source)  # bare, and a plain dict
    assert set(importer.accept(source)[0]) == set(wanted)


def check_dinov2(importer, config):
    source = importer.folder / "dinov2.pth"
    write_checkpoint.write_dinov2(config, source)
    tensors, metadata = importer.accept(source)
    assert metadata["gambade.contents"] == "tokenizer"
    shapes = dict(write_checkpoint.tokenizer_shapes(config["tokenizer"]))
    assert set(tensors) == {write_checkpoint.TOKENIZER + name for name in shapes}
    name = write_checkpoint.TOKENIZER + "patch_embed.proj.weight"
    expected = formula_weight(name, shapes["patch_embed.proj.weight"])
    np.testing.assert_array_equal(tensors[name], expected.numpy())


def check_refusals(importer, config):
    marker = importer.folder / "executed"

    class System:
        def __reduce__(self):
            return os.system, (f"touch {marker}",)

    class Evaluated:
        def __reduce__(self):
            return eval, (f"open({str(marker)!r}, 'w')",)

    source = importer.folder / "bad.pth"
    for value, phrase in ((System(), "posix.system"), (Evaluated(), "eval"),
                          (pathlib.Path("x"), "pathlib"),
                          (torch.nn.Parameter(torch.ones(2)), "torch._utils._rebuild_parameter"),
                          (torch.nn.Linear(2, 2), "torch.nn.modules.linear.Linear")):
        torch.save({"model": {"t": torch.ones(2)}, "extra": value}, source)
        importer.refuse(source, phrase)
    assert not marker.exists()
    torch.save({"t": torch.ones(2)}, source, _use_new_zipfile_serialization=False)
    importer.refuse(source, "before version 1.6")
    torch.save([torch.ones(2)], source)
    importer.refuse(source, "state dict")
    state = {name: formula_weight(name, shape)
             for name, shape in write_checkpoint.network_shapes(config)}
    state["model.stem_layer.bias"] = state["model.stem_layer.bias"].double()
    torch.save(state, source)
    importer.refuse(source, "torch.DoubleStorage")
    del state["model.stem_layer.bias"]
    state["model.transformer.norm_f.weight"] = torch.ones(3)
    state["model.new"] = torch.ones(3)
    torch.save(state, source)
    for phrase in ("lacks model.stem_layer.bias", "model.transformer.norm_f.weight ([3] instead of",
                   "model.new"):
        importer.refuse(source, phrase)


def main():
    config = json.loads(pathlib.Path(sys.argv[2]).read_text())
    with tempfile.TemporaryDirectory() as folder:
        importer = Importer(sys.argv[1], sys.argv[2], pathlib.Path(folder))
        check_values(importer, config)
        check_dinov2(importer, config)
        check_refusals(importer, config)
    print(f"imports agree with PyTorch {torch.__version__}")


if __name__ == "__main__":
    main()
