#pragma once

#include "reconstruction/image.h"
#include "splats/progress.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace gambade {

/// How the object is told from its background.
enum class BackgroundMode {
    kAuto,  ///< the picture's alpha where it has one that is not all opaque, else the matting
            ///< network
    kAlpha, ///< the picture's alpha; an error where it has none
    kNone,  ///< the whole picture is the object, as opaque as its alpha says
    kMask,  ///< the brightness (or alpha) of a mask picture of the same aspect ratio
};

struct MatteOptions {
    BackgroundMode mode = BackgroundMode::kAuto;
    std::filesystem::path maskFile; ///< for kMask
    int object = 0;                 ///< 1-based from the largest down; 0: the largest, others said
    std::filesystem::path networkFile; ///< U²-NetP ONNX; GrabCut where it does not exist
};

/// Coverage of the object, and how it was found.
///
/// Pieces with only a narrow gap between them are one object. A gap is narrow up to 2 % of the
/// largest piece's longer side in mattes made here, and up to 10 % in those that the user gave
/// (alpha, mask), because a cut-out picture is mostly one object, seen with its loose parts.
struct Matte {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> coverage; ///< width × height, 0 background … 255 object
    /// The photo's colours at soft edges are mixed with the old background (not so for "alpha").
    bool mixedColors = false;
    std::string method;  ///< "alpha", "U²-NetP", "GrabCut", "mask", "none", "hand"; "": none found
    int objectCount = 1; ///< separate objects found (1 % of the largest's area or more)
    std::vector<std::string> notes; ///< sentences for the user (fallbacks taken, objects left out)
};

/// @throws Error(kInput) "no object found in …"; Error(kUsage) where the mask or object number is
/// off, or alpha is asked for and absent; Error(kModel) where the network's file is not U²-NetP;
/// Cancelled.
Matte extractForeground(const Photo& photo, const MatteOptions& options,
                        const Progress& progress = {});

/// models/u2netp.onnx in the data folders (data_files.h). Empty where it is nowhere.
std::filesystem::path findMattingNetwork();

} // namespace gambade
