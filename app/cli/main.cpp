#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/stop_signals.h"
#include "splats/log.h"

#include <cstdio>
#include <fmt/core.h>
#include <new>

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

} // namespace

int main(int argc, char** argv) {
    using namespace gambade;

    CLI::App app{"Gambade: one picture of an object in, a 3D model made of Gaussian splats out.",
                 "gambade"};
    app.set_version_flag("--version", "gambade " GAMBADE_VERSION);
    app.footer(kFooter);
    app.require_subcommand(1);

    cli::Run run;
    cli::addReconstruct(app, run);
    cli::addRender(app, run);
    cli::addInfo(app, run);
    cli::addConvert(app, run);
    cli::addModel(app, run);
    cli::addBench(app, run);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? cli::kSuccess : cli::exitCode(ErrorKind::kUsage);
    }

    try {
        const cli::StopSignals signals;
        return run(signals.token());
    } catch (const Cancelled&) {
        log(LogLevel::kInfo, "cancelled");
        return cli::kCancelledExit;
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
