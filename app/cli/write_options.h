#pragma once

#include "app/cli/option_checks.h"
#include "splats/error.h"
#include "splats/format.h"

#include <CLI/CLI.hpp>
#include <map>
#include <string>

namespace gambade::cli {

/// --axes and --layout, shared by the commands that write splats.
struct SplatWriteOptions {
    WriteOptions values;
    const CLI::Option* axes = nullptr;
    const CLI::Option* layout = nullptr;

    void addTo(CLI::App& command) {
        static const std::map<std::string, Axes> kAxes{{"3dgs", Axes::k3dgs}, {"y-up", Axes::kYUp}};
        static const std::map<std::string, PlyLayout> kLayouts{{"compact", PlyLayout::kCompact},
                                                               {"full", PlyLayout::kFull}};
        axes = command
                   .add_option("--axes", values.axes,
                               "3dgs: upright in the common viewers (default); y-up: as predicted")
                   ->transform(oneOf(kAxes))
                   ->option_text("3dgs|y-up");
        layout =
            command
                .add_option("--layout", values.plyLayout,
                            "of .ply; compact: 17 floats a splat (default); full: all 62 of the "
                            "3DGS layout")
                ->transform(oneOf(kLayouts))
                ->option_text("compact|full");
    }

    /// Refuses what was given and means nothing in the file's format. @throws Error(kUsage)
    void requireMeaningFor(const std::filesystem::path& file) const {
        const SplatFormat* format = findWrittenFormat(file);
        const auto refuse = [&](const char* option) {
            throw Error(ErrorKind::kUsage, fmt::format("{} has no meaning for {}: leave it out",
                                                       option, format->extension));
        };
        if (format != nullptr && format->fixedAxes && axes->count() > 0) {
            refuse("--axes");
        }
        if (format != nullptr && !format->hasLayouts && layout->count() > 0) {
            refuse("--layout");
        }
    }
};

} // namespace gambade::cli
