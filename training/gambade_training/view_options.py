"""What training pictures are like."""

from dataclasses import dataclass, fields, replace

_SETTLED = 0.3  # of the usual shares


@dataclass(frozen=True)
class ViewOptions:
    """How training views are drawn. Angles in degrees, shares are probabilities."""

    size: int = 256
    views: int = 3
    elevations: tuple = (-10.0, 50.0)
    common_elevations: tuple = (0.0, 30.0)
    common_elevation_share: float = 0.7
    novel_elevations: tuple = (-10.0, 45.0)
    default_fovy_share: float = 0.6
    fovy: tuple = (20.0, 70.0)
    unknown_elevation_share: float = 0.35
    reframed_share: float = 0.25
    reframed_size: tuple = (0.7, 0.85)
    reframed_shift: float = 0.04
    stretched_share: float = 0.3
    stretch: float = 1.33  # at most, of height against breadth; at least 1 / stretch
    reshaped_share: float = 0.35  # of the pictures of real objects, where there are copies
    combined_share: float = 0.3  # likewise, where there are pairs of them
    permuted_colors_share: float = 0.3
    lit_share: float = 0.3  # under a SceneLighting; the rest as the evaluation views, or nearly
    surroundings: tuple = (0.3, 0.7)
    sky: tuple = (0.0, 0.4)  # how much more of them comes from above, as a share
    glow: tuple = (0.0, 0.35)  # from another side
    key: tuple = (0.3, 1.1)
    key_elevations: tuple = (5.0, 80.0)
    light_tint: float = 0.08
    specular: tuple = (0.0, 0.12)
    roughness: tuple = (0.25, 0.9)
    softness: tuple = (0.4, 2.5)
    random_lighting_share: float = 0.3
    ambient: tuple = (0.5, 0.9)
    headlight: tuple = (0.0, 0.3)
    lamp: tuple = (0.0, 0.5)
    tinted_share: float = 0.3
    exposure: tuple = (0.7, 1.2)
    white_balance: tuple = (0.9, 1.1)
    softened_share: float = 0.3
    compressed_share: float = 0.2
    jpeg_quality: tuple = (30.0, 95.0)
    miscut_share: float = 0.25
    miscut_offset: tuple = (-0.3, 0.45)  # of alpha, once blurred: below 0 cuts into the object
    noise: float = 0.02  # most of its standard deviation
    kind_weights: tuple = (("scan", 4.5), ("realistic", 3.0))
    procedural_share: float = 1 / 3  # of the pictures, where the library has such objects

    def settled(self):
        """As pictures mostly are: of real objects, in their own colours and proportions, seldom
        damaged or in strange light. For the end of a run, after all that teaches by variety."""
        rare = ("random_lighting_share", "tinted_share", "softened_share", "compressed_share",
                "miscut_share", "reframed_share")
        shares = {name: _SETTLED * getattr(self, name) for name in rare}
        none = dict.fromkeys(("permuted_colors_share", "stretched_share", "reshaped_share",
                              "combined_share", "procedural_share"), 0.0)
        return replace(self, **none, **shares)

    def plain(self):
        """As the evaluation set's pictures are: complete, undamaged, in its light, and from cameras
        that are told."""
        extras = [field.name for field in fields(self) if field.name.endswith("_share")]
        changes = dict.fromkeys(extras, 0.0)
        return replace(self, noise=0.0, kind_weights=(),
                       **{**changes, "common_elevation_share": self.common_elevation_share,
                          "default_fovy_share": 1.0})
