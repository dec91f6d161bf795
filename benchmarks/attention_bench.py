#!/usr/bin/env python3
"""PyTorch's fused attention, one layer of the default model's width, to stand beside `gambade bench
--device cuda`'s times by Gaussian tokens: bf16, 6 heads of 64, every token sees all others. Medians
of 20 (5 from 65,536 tokens on), by CUDA events. Needs an NVIDIA GPU and PyTorch 2.3
or newer.

    python3 benchmarks/attention_bench.py
"""

import statistics
import sys

import torch

HEADS, HEAD_WIDTH = 6, 64


def milliseconds(work):
    """GPU time of one call."""
    start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    start.record()
    work()
    end.record()
    end.synchronize()
    return start.elapsed_time(end)


def main():
    if not torch.cuda.is_available():
        print("nothing was measured: PyTorch finds no NVIDIA GPU")
        sys.exit(77)
    from torch.nn.attention import SDPBackend, sdpa_kernel  # older ones know neither
    from torch.nn.functional import scaled_dot_product_attention
    print(f"{torch.cuda.get_device_name()}, PyTorch {torch.__version__}")
    for tokens in (4096, 16384, 65536, 262144):
        q, k, v = torch.randn(3, 1, HEADS, tokens, HEAD_WIDTH, device="cuda", dtype=torch.bfloat16)
        with sdpa_kernel(SDPBackend.FLASH_ATTENTION):
            times = [milliseconds(lambda: scaled_dot_product_attention(q, k, v))
                     for _ in range(23 if tokens < 65536 else 8)]
        print(f"  {tokens:6} tokens {statistics.median(times[3:]):9.3f} ms, "
              f"one layer of width {HEADS * HEAD_WIDTH}", flush=True)


if __name__ == "__main__":
    main()
