#!/usr/bin/env python3
"""splat_transform_test.py SAMPLE_WRITER: our files as an independent reader sees them.

Skipped (exit status 77, reason printed) where npm cannot be reached.
"""

import csv
import math
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


def read_table(reader, path):
    """All values of a splat file as the reader sees them, in the units and axes of a PLY."""
    table = path.with_suffix(path.suffix + ".csv")
    subprocess.run([reader, "-q", "-w", path, table], check=True, capture_output=True)
    with open(table, newline="") as file:
        return [{name: float(value) for name, value in row.items()}
                for row in csv.DictReader(file)]


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def rotation_difference(p, q):
    """Degrees between two rotations w x y z of an ellipsoid, whose half turns are all the same."""
    w, x, y, z = p
    relative = [sum(a * b for a, b in zip(row, q)) for row in
                [(w, x, y, z), (-x, w, z, -y), (-y, -z, w, x), (-z, y, -x, w)]]
    cosine = max(abs(component) for component in relative)
    return 2 * math.degrees(math.acos(min(1.0, cosine / (math.hypot(*p) * math.hypot(*q)))))


def differences(a, b):
    """The largest differences of two tables, SH only where both have it."""
    largest = dict.fromkeys(["position", "ln scale", "opacity", "rgb", "degrees", "SH"], 0.0)
    rest = [name for name in a[0] if name.startswith("f_rest_") and name in b[0]]
    for p, q in zip(a, b):
        def raise_to(key, value):
            largest[key] = max(largest[key], value)
        for axis in range(3):
            raise_to("position", abs(p["xyz"[axis]] - q["xyz"[axis]]))
            raise_to("ln scale", abs(p[f"scale_{axis}"] - q[f"scale_{axis}"]))
            raise_to("rgb", 0.2820948 * abs(p[f"f_dc_{axis}"] - q[f"f_dc_{axis}"]))
        raise_to("opacity", abs(sigmoid(p["opacity"]) - sigmoid(q["opacity"])))
        raise_to("degrees", rotation_difference(*([row[f"rot_{i}"] for i in range(4)]
                                                  for row in (p, q))))
        for name in rest:
            raise_to("SH", abs(p[name] - q[name]))
    return largest


def check_packed(reader, writer, folder, suffix, degree, limits):
    """The same cloud as .ply and in a packed format has to be the same to the reader."""
    tables = []
    for path in (folder / "cloud.ply", folder / f"cloud{suffix}"):
        subprocess.run([writer, path, str(COUNT), str(degree), "compact"],
                       check=True, capture_output=True)
        tables.append(read_table(reader, path))
    if len(tables[1]) != COUNT:
        print(f"{suffix}: {len(tables[1])} splats instead of {COUNT}")
        return False
    found = differences(*tables)
    print(f"SH degree {degree}, {suffix}:",
          ", ".join(f"{key} {value:.5f} (limit {limits[key]})" for key, value in found.items()))
    return all(value <= limits[key] for key, value in found.items())


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
        # Half a quantisation step each; rotations about as splat-transform's own files are off.
        spz = {"position": 0.000125, "ln scale": 0.0315, "opacity": 0.002, "rgb": 0.0038,
               "degrees": 0.25, "SH": 0.008}
        # This reader takes bytes b of a .splat rotation as b / 127.5 - 1, not as (b - 128) / 128:
        # up to 0.9 degrees of their own beside the 0.9 of the steps.
        splat = {"position": 0.0, "ln scale": 1e-5, "opacity": 0.002, "rgb": 0.002,
                 "degrees": 1.8, "SH": 0.0}
        results += [check_packed(reader, writer, Path(folder), ".spz", degree, spz)
                    for degree in range(4)]
        results.append(check_packed(reader, writer, Path(folder), ".splat", 0, splat))
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
