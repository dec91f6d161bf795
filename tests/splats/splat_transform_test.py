#!/usr/bin/env python3
"""splat_transform_test.py SAMPLE_WRITER: our files as an independent reader sees them.

Skipped (exit status 77, reason printed) where npm cannot be reached.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COUNT = 16384


def tool_folder():
    result = subprocess.run([ROOT / "scripts/node_tools.sh"], capture_output=True, text=True)
    if result.returncode != 0:
        print(result.stderr.strip())
        sys.exit(result.returncode)
    return Path(result.stdout.strip())


def read_summary(text):
    """Row count and {column: (minimum, maximum, NaNs, infinities)} of `splat-transform -m`."""
    count = int(re.search(r"Row Count:\*\* (\d+)", text).group(1))
    columns = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 9 and re.fullmatch(r"[-\d.e+]+", cells[1]) and cells[0][0].isalpha():
            columns[cells[0]] = (float(cells[1]), float(cells[2]), int(cells[6]), int(cells[7]))
    return count, columns


def changes_sign(column, rest_per_channel):
    """Whether the half turn about z between our axes and the file's negates the column."""
    if column.startswith("f_rest_"):
        coefficient = int(column[len("f_rest_"):]) % rest_per_channel + 1
        return coefficient % 2 == 1
    return column in ("x", "y")


def check(reader, writer, path, degree, layout):
    printed = subprocess.run([writer, path, str(COUNT), str(degree), layout],
                             check=True, capture_output=True, text=True).stdout
    summary = subprocess.run([reader, path, "-m", "null"],
                             check=True, capture_output=True, text=True).stdout
    count, columns = read_summary(summary)
    rest = ((3 if layout == "full" else degree) + 1) ** 2 - 1
    problems = []
    if count != COUNT:
        problems.append(f"{count} splats instead of {COUNT}")
    if len(columns) != 17 + 3 * rest:
        problems.append(f"{len(columns)} columns instead of {17 + 3 * rest}")
    problems += [f"{name} has NaN or infinity" for name, c in columns.items() if c[2] or c[3]]
    for line in printed.splitlines():
        name, minimum, maximum = line.split()
        expected = [float(minimum), float(maximum)]
        if changes_sign(name, rest):
            expected = [-expected[1], -expected[0]]
        for ours, theirs in zip(expected, columns[name]):
            # The summary has six decimals or digits.
            if abs(ours - theirs) > 2e-6 + 1e-5 * abs(ours):
                problems.append(f"{name}: {theirs} instead of {ours}")
    print(f"SH degree {degree}, {layout}: {len(printed.splitlines())} ranges compared,",
          "; ".join(problems) or "as written")
    return not problems


def main():
    writer = sys.argv[1]
    reader = tool_folder() / "splat-transform"
    with tempfile.TemporaryDirectory() as folder:
        results = [check(reader, writer, Path(folder) / "cloud.ply", degree, layout)
                   for degree in range(4) for layout in ("compact", "full")]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
