"""Calls the CUDA kernels of training/kernels (built by training/build_kernels.sh) through ctypes.

kernels/launch.h has the conventions of the entry points.
"""

import ctypes
import functools
import os
from pathlib import Path

import torch

LIBRARY_PATH = Path(
    os.environ.get(
        "GAMBADE_TRAINING_LIBRARY",
        Path(__file__).resolve().parent.parent / "build" / "libgambade_training.so",
    )
)


@functools.lru_cache(maxsize=None)
def _library():
    try:
        return ctypes.CDLL(str(LIBRARY_PATH))
    except OSError as error:
        raise OSError(
            f"{LIBRARY_PATH} could not be loaded ({error}): run training/build_kernels.sh"
        ) from error


@functools.lru_cache(maxsize=None)
def entry_point(name, result=ctypes.c_int):
    """A function of the library, which returns `result`. Raises OSError when the library has
    not been built, or is an older one without it."""
    try:
        entry = getattr(_library(), name)
    except AttributeError as error:
        raise OSError(
            f"{LIBRARY_PATH} is too old, it lacks {name}: run training/build_kernels.sh"
        ) from error
    entry.restype = result
    return entry


@functools.lru_cache(maxsize=None)
def constant(name):
    """The value of an entry point without parameters, such as gambade_scan_chunk_tokens."""
    return entry_point(name)()


def _argument(name, value):
    if value is None:
        return ctypes.c_void_p(None)
    if isinstance(value, torch.Tensor):
        if not value.is_cuda:
            raise ValueError(f"{name}: a tensor is on {value.device}, the kernels need a GPU")
        if not value.is_contiguous():
            raise ValueError(f"{name}: a tensor of shape {tuple(value.shape)} is not contiguous")
        return ctypes.c_void_p(value.data_ptr())
    if isinstance(value, int):
        return ctypes.c_int64(value)
    if isinstance(value, float):
        return ctypes.c_float(value)
    raise TypeError(f"{name}: cannot pass a {type(value).__name__}")


def call(name, *arguments):
    """Queues the entry point on the current stream of its tensors' device.

    Tensors are passed as pointers (None as null), ints as 64-bit, floats as 32-bit; the stream is
    added. Raises RuntimeError with CUDA's message when the launch fails.
    """
    devices = {a.device for a in arguments if isinstance(a, torch.Tensor)}
    if len(devices) != 1:
        raise ValueError(f"{name}: the tensors are on {len(devices)} devices, not on one")
    converted = [_argument(name, a) for a in arguments]
    with torch.cuda.device(devices.pop()):
        stream = ctypes.c_void_p(torch.cuda.current_stream().cuda_stream)
        error = entry_point(name)(*converted, stream)
    if error != 0:
        message = entry_point("gambade_error_string", ctypes.c_char_p)(error).decode()
        raise RuntimeError(f"{name} failed: {message} (error {error})")
