"""The order of the Gaussian tokens: four passes over the token grid (network.md section 3)."""

import functools
from dataclasses import dataclass

import torch


def in_scan_orders(passes, one_direction=False):
    """Four grids [B, R, C, ...], one a pass -> [B, 4 R C, ...]: by rows; by columns; by rows, each
    reversed; by columns, each reversed. With `one_direction` all four go by rows."""
    rows, columns, rows_back, columns_back = passes
    if not one_direction:
        columns = columns.transpose(1, 2)
        rows_back = rows_back.flip(2)
        columns_back = columns_back.transpose(1, 2).flip(2)
    return torch.cat([grid.flatten(1, 2) for grid in (rows, columns, rows_back, columns_back)], 1)


def scan_orders(grid_values, one_direction=False):
    """[B, R, C, ...] -> [B, 4 R C, ...]: the same values in every pass."""
    return in_scan_orders((grid_values,) * 4, one_direction)


@dataclass(frozen=True)
class Thinning:
    """Every `stride`-th row and column of the token grid, from one of them: a quarter of the tokens
    (stride 2) costs a quarter of the time, and teaches shape as well."""

    stride: int = 1
    row: int = 0
    column: int = 0

    def kept(self, grid_values):
        """[B, R, C, ...] -> [B, R / stride, C / stride, ...]."""
        return grid_values[:, self.row::self.stride, self.column::self.stride]

    @functools.lru_cache(maxsize=8)
    def places(self, grid, device, one_direction=False):
        """int64 [4 (grid / stride)^2]: where the kept tokens stand among the 4 grid^2 of the whole
        sequence, in their order."""
        pixels = torch.arange(grid * grid, device=device).view(1, grid, grid)
        place_of_pixel = scan_orders(pixels, one_direction).view(4, -1).argsort(1)
        kept = scan_orders(self.kept(pixels), one_direction).view(4, -1)
        starts = grid * grid * torch.arange(4, device=device)[:, None]
        return (place_of_pixel.gather(1, kept) + starts).flatten()


WHOLE = Thinning()
