"""What a training run says about itself: lines, a curve file, and when to stop."""

import collections
import csv
import math
import time

import torch

# How many steps the device may run ahead of this process.
LAG = 2


class ReportQueue:
    """Hands over each step's report once the device has computed it, LAG steps late, so that
    nothing waits for the device while it works."""

    def __init__(self):
        self.pending = collections.deque()

    def push(self, report):
        """Takes a 1-D float32 tensor; returns the list of floats of LAG steps ago, or None."""
        event = None
        if report.is_cuda:
            host = torch.empty(report.shape, dtype=report.dtype, pin_memory=True)
            host.copy_(report, non_blocking=True)
            event = torch.cuda.Event()
            event.record()
            report = host
        self.pending.append((report, event))
        return self._pop() if len(self.pending) > LAG else None

    def _pop(self):
        report, event = self.pending.popleft()
        if event is not None:
            event.synchronize()
        return report.tolist()


class Journal:
    """Means over the steps since the last line, printed and appended to a CSV file."""

    def __init__(self, path, columns, every, step=0, pictures=0):
        """`step` and `pictures`: how far the run was before. The file keeps its lines up to there:
        those beyond are of steps that were lost, or of an earlier run."""
        self.path = path
        self.columns = columns
        self.every = every
        self.sums = [0.0] * len(columns)
        self.counted = 0
        self.pictures = pictures
        self.since = time.monotonic()
        self._cut(step)

    def _cut(self, step):
        if not self.path.exists():
            return
        with open(self.path, newline="") as file:
            lines = list(csv.reader(file))
        kept = [line for line in lines[1:] if int(line[0]) <= step]
        self.path.unlink()
        if kept:
            with open(self.path, "w", newline="") as file:
                csv.writer(file).writerows(lines[:1] + kept)

    def add(self, values):
        """One step's values; those that are not finite are left out."""
        if all(math.isfinite(value) for value in values):
            self.sums = [total + value for total, value in zip(self.sums, values)]
            self.counted += 1

    def write(self, step, total_pictures, elapsed):
        """Prints and stores a line, when it is time for one."""
        if step % self.every:
            return
        now = time.monotonic()
        rate = (total_pictures - self.pictures) / (now - self.since)
        means = [total / max(1, self.counted) for total in self.sums]
        first = not self.path.exists()
        with open(self.path, "a", newline="") as file:
            table = csv.writer(file)
            if first:
                table.writerow(["step", "pictures", "pictures_per_second", "elapsed_seconds",
                                *self.columns])
            table.writerow([step, total_pictures, f"{rate:.1f}", f"{elapsed:.1f}",
                            *(f"{mean:.6g}" for mean in means)])
        terms = "  ".join(f"{name} {mean:.4g}" for name, mean in zip(self.columns, means))
        print(f"step {step}  pictures {total_pictures}  {rate:.0f}/s  {elapsed:.0f} s  {terms}",
              flush=True)
        self.sums = [0.0] * len(self.columns)
        self.counted = 0
        self.pictures = total_pictures
        self.since = now
