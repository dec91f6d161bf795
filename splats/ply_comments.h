#pragma once

#include "splats/format.h"

#include <string>
#include <vector>

namespace gambade {

/// What comments say about a cloud, one text per comment line: axes, anti-aliasing, provenance.
std::vector<std::string> makePlyComments(const GaussianCloud& cloud, Axes axes);

/// Sets the cloud's anti-aliasing mark and provenance, and turns its splats to the world's axes,
/// from those of 3DGS where no comment says otherwise. Comments of other programs are passed over.
void applyPlyComments(const std::vector<std::string>& comments, GaussianCloud& cloud);

} // namespace gambade
