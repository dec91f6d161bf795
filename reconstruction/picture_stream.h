#pragma once

#include "reconstruction/pipeline.h"

#include <span>

namespace gambade {

/// One of many pictures for reconstructStream().
struct PictureTask {
    /// On any thread, before the network.
    std::function<PreparedPicture()> prepare;
    /// On any thread, after it.
    std::function<void(PreparedPicture&& picture, Reconstruction&& reconstruction)> finish;
    /// On the caller's thread, in the order of the tasks; null where all went well.
    std::function<void(const Error* failure)> done;
};

/// Many pictures through one network: the next ones are prepared, and the last ones finished, on
/// other threads while it runs. A picture that fails is told to its done(), and the others go on,
/// unless it is the device that fails.
/// @param elevationDegrees as Reconstructor::reconstruct takes it
/// @param ahead pictures that may be in preparation, and as many being finished, at a time
/// @throws Error as Reconstructor::reconstructMany; Cancelled
void reconstructStream(Reconstructor& reconstructor, std::span<const PictureTask> tasks,
                       std::optional<double> elevationDegrees, std::size_t ahead,
                       const Progress& progress = {});

} // namespace gambade
