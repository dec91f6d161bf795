"""How long work takes on the GPU."""

import statistics

import torch


def median_milliseconds(work, runs=15):
    """Of work(), each time waited for."""
    times = []
    for _ in range(runs):
        start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        start.record()
        work()
        end.record()
        torch.cuda.synchronize()
        times.append(start.elapsed_time(end))
    return statistics.median(times)
