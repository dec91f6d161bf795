#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/json_output.h"
#include "app/cli/output_files.h"
#include "app/cli/stop_signals.h"
#include "splats/log.h"

#include <cstdlib>
#include <filesystem>
#include <fmt/core.h>
#include <new>
#include <unistd.h>

namespace {

constexpr const char* kFooter = R"(Examples:
  gambade reconstruct mug.png                    mug.ply, upright in the common viewers
  gambade reconstruct *.jpg -o splats --preview previews
  gambade reconstruct photo.jpg --elevation 20 --background mask.png -o photo.ply
  gambade render mug.ply -o mug.png --azimuth 45 --elevation 20
  gambade info mug.ply

Exit codes:
  0 done · 1 unexpected failure · 2 wrong usage · 3 unreadable input · 4 output not written
  5 model missing or damaged · 6 device not available · 130 cancelled)";

using namespace gambade;

/// The command, or command of a command, that the arguments name; the program itself where none.
const CLI::App& givenCommand(const CLI::App& app) {
    const auto given = app.get_subcommands();
    return given.empty() ? app : givenCommand(*given.front());
}

/// "gambade model import"
std::string fullName(const CLI::App& command) {
    const CLI::App* parent = command.get_parent();
    return parent != nullptr ? fullName(*parent) + " " + command.get_name() : command.get_name();
}

/// Wrong usage in one sentence, with the command whose --help to ask.
std::string usageMessage(const CLI::App& app, const CLI::Error& error) {
    const std::vector<std::string> unknown = app.remaining(true);
    return fmt::format("{}; see {} --help",
                       unknown.empty() ? error.what() : unknown.front() + " was not expected",
                       fullName(givenCommand(app)));
}

/// Says what went wrong on the standard error, and with --json on the standard output too.
/// @return the exit code
int fail(int code, std::string_view message, bool json) {
    log(code == cli::kCancelledExit ? LogLevel::kInfo : LogLevel::kError, "{}", message);
    if (json) {
        try {
            cli::printJson(cli::describeFailure(code, message));
        } catch (const Error&) {
            // It has been said once, and the first reason is the one that counts.
        }
    }
    return code;
}

int runRequest(const cli::Request& request) {
    try {
        const cli::StopSignals signals;
        const int code = request.run(signals.token());
        cli::flushOutput();
        return code;
    } catch (const Cancelled&) {
        fail(cli::kCancelledExit, "cancelled", request.json);
        // Library passes that were left behind (cancellable_pass.h) are not waited for.
        std::_Exit(cli::kCancelledExit);
    } catch (const Error& error) {
        return fail(cli::exitCode(error.kind()), error.what(), request.json);
    } catch (const std::bad_alloc&) {
        return fail(cli::kUnexpected,
                    "out of memory: close other programs or use a smaller picture", request.json);
    } catch (const std::exception& error) {
        return fail(cli::kUnexpected, fmt::format("unexpected failure: {}", error.what()),
                    request.json);
    }
}

/// Becomes the window, which is installed beside this program; returns where there is none, or no
/// display.
void openWindow() {
    if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) {
        return;
    }
    std::error_code failure;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failure);
    const std::string window = (program.parent_path() / "gambade-studio").string();
    execl(window.c_str(), window.c_str(), nullptr);
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"Gambade: one picture of an object in, a 3D model made of Gaussian splats out.",
                 "gambade"};
    app.set_version_flag("--version", "gambade " GAMBADE_VERSION);
    app.footer(kFooter);
    app.require_subcommand(1);

    cli::Request request;
    cli::addReconstruct(app, request);
    cli::addRender(app, request);
    cli::addInfo(app, request);
    cli::addConvert(app, request);
    cli::addModel(app, request);
    cli::addBench(app, request);

    if (argc == 1) {
        openWindow();
        fmt::print("{}", app.help());
        return cli::kSuccess;
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& help) {
        return app.exit(help);
    } catch (const CLI::ParseError& error) {
        const CLI::Option* json = givenCommand(app).get_option_no_throw(cli::kJsonOption);
        return fail(cli::exitCode(ErrorKind::kUsage), usageMessage(app, error),
                    json != nullptr && json->count() > 0);
    }
    return runRequest(request);
}
