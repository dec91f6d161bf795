#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <stop_token>

namespace gambade::cli {

/// What a parsed command does. Returns the process's exit code (exit_codes.h); errors are thrown.
using Run = std::function<int(std::stop_token stop)>;

/// Each adds its command to the parser and sets `run` when that command was given.
void addReconstruct(CLI::App& app, Run& run);
void addRender(CLI::App& app, Run& run);
void addInfo(CLI::App& app, Run& run);
void addConvert(CLI::App& app, Run& run);
void addModel(CLI::App& app, Run& run);
void addBench(CLI::App& app, Run& run);

} // namespace gambade::cli
