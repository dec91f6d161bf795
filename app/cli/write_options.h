#pragma once

#include "app/cli/option_checks.h"
#include "splats/format.h"

#include <CLI/CLI.hpp>
#include <map>
#include <string>

namespace gambade::cli {

/// --axes and --layout, shared by the commands that write splats.
inline void addWriteOptions(CLI::App& command, WriteOptions& options) {
    static const std::map<std::string, Axes> kAxes{{"3dgs", Axes::k3dgs}, {"y-up", Axes::kYUp}};
    static const std::map<std::string, PlyLayout> kLayouts{{"compact", PlyLayout::kCompact},
                                                           {"full", PlyLayout::kFull}};
    command
        .add_option("--axes", options.axes,
                    "3dgs: upright in the common viewers (default); y-up: as predicted")
        ->transform(oneOf(kAxes))
        ->option_text("3dgs|y-up");
    command
        .add_option("--layout", options.plyLayout,
                    "compact: 17 floats a splat (default); full: all 62 of the 3DGS layout")
        ->transform(oneOf(kLayouts))
        ->option_text("compact|full");
}

} // namespace gambade::cli
