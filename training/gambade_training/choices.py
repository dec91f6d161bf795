"""Drawing among things that are not equally common."""

import numpy as np


def weighted(random, choices):
    """One of ((what, share), ...), by the shares; they need not add up to 1."""
    shares = np.array([share for _, share in choices])
    return choices[random.choice(len(choices), p=shares / shares.sum())][0]
