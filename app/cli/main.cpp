#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
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

/// One sentence, with the command whose --help to ask.
std::string usageMessage(const CLI::App* app, const CLI::Error& error) {
    std::string command = app->get_name();
    while (!app->get_subcommands().empty()) {
        app = app->get_subcommands().front();
        command += " " + app->get_name();
    }
    const std::vector<std::string> unknown = app->remaining();
    return fmt::format("error: {}; see {} --help\n",
                       unknown.empty() ? error.what() : unknown.front() + " was not expected",
                       command);
}

int runCommand(const cli::Run& run) {
    try {
        const cli::StopSignals signals;
        const int code = run(signals.token());
        cli::flushOutput();
        return code;
    } catch (const Cancelled&) {
        log(LogLevel::kInfo, "cancelled");
        // Library passes that were left behind (cancellable_pass.h) are not waited for.
        std::_Exit(cli::kCancelledExit);
    } catch (const Error& error) {
        log(LogLevel::kError, "{}", error.what());
        return cli::exitCode(error.kind());
    } catch (const std::bad_alloc&) {
        log(LogLevel::kError, "out of memory: close other programs or use a smaller picture");
        return cli::kUnexpected;
    } catch (const std::exception& error) {
        log(LogLevel::kError, "unexpected failure: {}", error.what());
        return cli::kUnexpected;
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
    app.failure_message(usageMessage);

    cli::Run run;
    cli::addReconstruct(app, run);
    cli::addRender(app, run);
    cli::addInfo(app, run);
    cli::addConvert(app, run);
    cli::addModel(app, run);
    cli::addBench(app, run);

    if (argc == 1) {
        openWindow();
        fmt::print("{}", app.help());
        return cli::kSuccess;
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? cli::kSuccess : cli::exitCode(ErrorKind::kUsage);
    }

    return runCommand(run);
}
