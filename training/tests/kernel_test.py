"""What the tests of kernels and their CPU twins share."""

import argparse
import statistics
import sys

import torch


def check(name, error, bound):
    """Prints the error and whether it is within the bound, and returns that."""
    print(f"{'ok  ' if error <= bound else 'FAIL'} {name}: {error:.3g} (bound {bound:.3g})")
    return error <= bound


def median_milliseconds(work, runs=15):
    """Of work() on the GPU, each time waited for."""
    times = []
    for _ in range(runs):
        start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        start.record()
        work()
        end.record()
        torch.cuda.synchronize()
        times.append(start.elapsed_time(end))
    return statistics.median(times)


def run(on_cpu, on_gpu, bench, parser=None):
    """Ends the program with the verdict of on_cpu(options), or with --gpu that of on_gpu(), and
    after it bench() with --bench. Without a GPU that is a skip: status 77."""
    parser = parser or argparse.ArgumentParser()
    parser.add_argument("--gpu", action="store_true", help="test the CUDA kernels instead")
    parser.add_argument("--bench", action="store_true", help="and time them")
    options = parser.parse_args()
    if not options.gpu:
        passed = on_cpu(options)
    elif not torch.cuda.is_available():
        print("SKIP: the CUDA kernels are not tested: no GPU here")
        sys.exit(77)
    else:
        passed = on_gpu()
        if options.bench:
            bench()
    sys.exit(0 if passed else 1)
