"""Writes the credits that the licences of the training objects ask for, as Markdown.

    python3 -m gambade_training.credits manifest.csv -o CREDITS.md [--split train]

One section per licence; in it one entry per source with its number of objects and everyone named.
"""

import argparse
import csv
import sys
from collections import defaultdict

HEADER = (
    "# Credits of the training objects\n\n"
    "The default model was trained on renderings of {count} objects by other people. None of them "
    "is part of this\nrepository. Every object was merged to one mesh, scaled, decimated and given "
    "one texture before training.\n")


def credits(rows):
    """Markdown for manifest rows (dicts with source, commit_or_version, licence, attribution)."""
    licences = defaultdict(lambda: defaultdict(list))
    for row in rows:
        source = (row["source"], row["commit_or_version"][:12])
        licences[row["licence"]][source].append(row["attribution"])
    text = HEADER.format(count=len(rows))
    for licence, sources in sorted(licences.items()):
        text += f"\n## {licence}\n"
        for (source, version), names in sorted(sources.items()):
            named = "; ".join(sorted(set(names), key=str.casefold))
            text += f"\n**{source}** ({version}), {len(names)} objects: {named}\n"
    return text


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manifest")
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("--split", default="train")
    options = parser.parse_args(arguments)
    try:
        with open(options.manifest, newline="", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["split"] == options.split]
        if not rows:
            sys.exit(f"credits: {options.manifest} has no row of the split {options.split}")
        with open(options.output, "w", encoding="utf-8") as file:
            file.write(credits(rows))
    except (OSError, KeyError) as error:
        sys.exit(f"credits: {error}")


if __name__ == "__main__":
    main()
