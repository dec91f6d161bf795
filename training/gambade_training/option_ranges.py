"""What the commands' numbers have to be, told as argparse tells its own complaints."""

import math


def check_ranges(parser, options, positive=(), not_negative=(), shares=()):
    """Ends the command with a sentence if one of the named options is out of its range, or not a
    number; those that were left out (None) may be."""
    rules = ((positive, lambda value: 0 < value < math.inf, "must be positive"),
             (not_negative, lambda value: 0 <= value < math.inf, "must not be negative"),
             (shares, lambda value: 0 <= value <= 1, "must be between 0 and 1"))
    for names, fits, must in rules:
        for name in names:
            value = getattr(options, name)
            if value is not None and not fits(value):
                parser.error(f"--{name.replace('_', '-')} {must}")
