#!/usr/bin/env python3
"""soak_splats.py SPLAT_TRANSFORM RESULTS: each NAME.ply of RESULTS as splat-transform reads it, next
to the count that `gambade reconstruct --json` gave in NAME.json. Fails where the counts differ or a
value is not finite."""

import json
import subprocess
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests/splats"))
from splat_transform_test import read_summary  # noqa: E402


def main():
    reader, folder = sys.argv[1], Path(sys.argv[2])
    print(f"{'splat-transform reads':40} {'splats':>7} {'written':>7} {'NaN':>4} {'inf':>4}")
    agreed = True
    files = sorted(folder.glob("*.ply"))
    for path in files:
        written = json.loads(path.with_suffix(".json").read_text())["splats"]
        summary = subprocess.run([reader, path, "-m", "null"], check=True, capture_output=True,
                                 text=True).stdout
        count, columns = read_summary(summary)
        nans = sum(column[2] for column in columns.values())
        infinities = sum(column[3] for column in columns.values())
        good = count == written and len(columns) >= 17 and nans == infinities == 0
        agreed = agreed and good
        print(f"{path.stem:40} {count:7} {written:7} {nans:4} {infinities:4}"
              f"{'' if good else '  WRONG'}")
    sys.exit(0 if agreed and files else 1)


if __name__ == "__main__":
    main()
