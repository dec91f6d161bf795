#pragma once

#include "reconstruction/pipeline.h"
#include "splats/error.h"

#include <filesystem>

namespace gambade::cli {

/// One picture of those to reconstruct, and what is written of it; empty: not wanted.
struct PictureJob {
    std::filesystem::path image;
    std::filesystem::path output;
    std::filesystem::path preview;
    std::filesystem::path stages; ///< prefix of the preprocessing pictures
};

/// Prints what became of a picture, for people or as one JSON object a line. @throws Error(kOutput)
void report(const PictureJob& job, const Reconstruction& result, const Matte& matte, bool json);

/// Of several pictures one failed, and the others go on. @throws Error(kOutput)
void reportFailure(const PictureJob& job, const Error& error, bool json);

} // namespace gambade::cli
