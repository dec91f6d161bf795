#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <stop_token>

namespace gambade::cli {

/// What was asked for on the command line.
struct Request {
    /// Does it. Returns the process's exit code (exit_codes.h); errors are thrown.
    std::function<int(std::stop_token stop)> run;
    bool json = false; ///< results and errors as JSON on the standard output (json_output.h)
};

/// Each adds its command to the parser and sets `request.run` when that command was given.
void addReconstruct(CLI::App& app, Request& request);
void addRender(CLI::App& app, Request& request);
void addInfo(CLI::App& app, Request& request);
void addConvert(CLI::App& app, Request& request);
void addModel(CLI::App& app, Request& request);
void addBench(CLI::App& app, Request& request);

inline constexpr const char* kJsonOption = "--json";

/// --json for a command, and what stands below its options in --help.
/// @param example arguments of a call
/// @param fields of its result
inline void addJson(CLI::App& command, Request& request, const std::string& example,
                    const std::string& fields) {
    command.add_flag(kJsonOption, request.json, "Results and errors as JSON, one object a line");
    command.footer("Example:\n  gambade " + example + "\n\nFields of --json:\n  " + fields +
                   "\n  of a failure: error (kind, message, exit_code)");
}

} // namespace gambade::cli
