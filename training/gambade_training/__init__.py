"""Training of Gambade's network: one picture to 16,384 Gaussian splats."""
