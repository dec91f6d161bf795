#pragma once

namespace gambade {

/// The camera that the network assumes where nothing else is known, and that results are shown
/// from: the published network's only one (arXiv 2403.18795).
inline constexpr double kDefaultFovY = 49.1;  ///< vertical field of view, degrees
inline constexpr double kDefaultRadius = 1.5; ///< distance from the origin, world units
/// Side in pixels of the square picture that the network is given, and of pictures of the result.
inline constexpr int kDefaultPictureSize = 512;

} // namespace gambade
