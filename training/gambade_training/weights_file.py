"""Weights files: safetensors (header length, JSON header, data), written and read here.

With per-row quantisation a matrix `NAME` is stored as I8 beside `NAME.scale`, F32, one per row:
value = integer * scale of its row.
"""

import json
import os
import struct

import numpy as np
import torch

TYPES = {"F32": torch.float32, "BF16": torch.bfloat16, "I8": torch.int8}
NAMES = {dtype: name for name, dtype in TYPES.items()}
SCALE_SUFFIX = ".scale"


def _raw_bytes(tensor):
    tensor = tensor.detach().cpu().contiguous()
    if tensor.dtype == torch.bfloat16:
        tensor = tensor.view(torch.int16)
    return tensor.numpy().tobytes()


def write_atomically(path, write):
    """Calls write(file) on a temporary file that then takes the place of `path`."""
    temporary = f"{path}.partial"
    try:
        with open(temporary, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)


def write_safetensors(path, tensors, metadata):
    """Writes name -> tensor (float32, bfloat16 or int8) and text -> text metadata.

    Wider types come first, so that every tensor is aligned to its own element size.
    """
    order = sorted(tensors, key=lambda name: (-tensors[name].element_size(), name))
    header, offset = {"__metadata__": metadata}, 0
    for name in order:
        tensor = tensors[name]
        end = offset + tensor.numel() * tensor.element_size()
        header[name] = {"dtype": NAMES[tensor.dtype], "shape": list(tensor.shape),
                        "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 64)

    def write(file):
        file.write(struct.pack("<Q", len(text)) + text)
        for name in order:
            file.write(_raw_bytes(tensors[name]))

    write_atomically(path, write)


def read_safetensors(path):
    """(name -> tensor as stored, metadata). ValueError says what is wrong with the file."""
    data = np.fromfile(path, np.uint8)
    length = int(data[:8].view("<u8")[0]) if data.size >= 8 else 0
    if length == 0 or length > data.size - 8:
        raise ValueError(f"{path} is not a safetensors file")
    try:
        header = json.loads(data[8:8 + length].tobytes())
    except ValueError:
        raise ValueError(f"{path} is not a safetensors file: its header is not JSON") from None
    metadata = header.pop("__metadata__", {})
    body = data[8 + length:]
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        dtype = TYPES.get(entry["dtype"])
        if dtype is None:
            raise ValueError(f"{path}: {name} has the unsupported type {entry['dtype']}")
        if not 0 <= begin <= end <= body.size:
            raise ValueError(f"{path}: {name} lies outside the file; it is cut short or damaged")
        # A copy, because the slice need not be aligned to the element size.
        stored = torch.from_numpy(body[begin:end].copy())
        try:
            tensors[name] = stored.view(dtype).view(entry["shape"])
        except RuntimeError:
            raise ValueError(f"{path}: {name} has {end - begin} bytes, too many or too few for "
                             f"its shape {entry['shape']}") from None
    return tensors, metadata


def quantize_rows(tensor):
    """float [rows, ...] -> (int8 of that shape, float32 scales [rows])."""
    rows = tensor.float().flatten(1)
    scales = rows.abs().amax(1) / 127
    divisor = torch.where(scales > 0, scales, torch.ones_like(scales))
    return torch.round(rows / divisor[:, None]).to(torch.int8).view(tensor.shape), scales


def expand(tensors):
    """Tensors as stored -> name -> float32, quantised rows multiplied out. ValueError names a
    matrix without a scale for each row."""
    values = {}
    for name, tensor in tensors.items():
        if tensor.dtype == torch.int8:
            scales = tensors.get(name + SCALE_SUFFIX)
            if scales is None or tensor.ndim < 2 or scales.shape != tensor.shape[:1]:
                raise ValueError(f"{name} lacks a scale for each of its rows")
            values[name] = (tensor.float().flatten(1) * scales[:, None]).view(tensor.shape)
        elif not name.endswith(SCALE_SUFFIX):
            values[name] = tensor.float()
    return values
