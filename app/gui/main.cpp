#include "app/gui/end_signals.h"
#include "app/gui/languages.h"
#include "app/gui/main_window.h"
#include "app/gui/message_log.h"
#include "app/gui/settings.h"
#include "app/gui/single_instance.h"
#include "app/gui/startup_trace.h"
#include "app/gui/studio_style.h"
#include "app/gui/theme.h"
#include "app/gui/user_folders.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QIcon>
#include <QRegularExpression>
#include <QSurfaceFormat>
#include <cstdio>
#include <map>

namespace {

using namespace gambade;
using namespace gambade::gui;

const std::map<QString, Device> kDevices{
    {"auto", Device::kAuto}, {"cpu", Device::kCpu}, {"cuda", Device::kCuda}};
const std::map<QString, CanvasChoice> kCanvases{{"auto", CanvasChoice::kAuto},
                                                {"compute", CanvasChoice::kCompute},
                                                {"classic", CanvasChoice::kClassic},
                                                {"cpu", CanvasChoice::kCpu}};

/// The value that an option names, or the preferences where it is not given; ends the program with
/// a sentence where it is none.
template <class T>
T choose(const QCommandLineParser& parser, const QString& option,
         const Setting<QString>& preference, const std::map<QString, T>& from) {
    const auto found =
        from.find(parser.isSet(option) ? parser.value(option) : readSetting(preference));
    if (found != from.end()) {
        return found->second;
    }
    QStringList names;
    for (const auto& [name, value] : from) {
        names.append(name);
    }
    std::fprintf(stderr, "error: --%s takes one of: %s\n", qPrintable(option),
                 qPrintable(names.join(", ")));
    std::exit(2);
}

void setSurfaceFormat() {
    QSurfaceFormat format;
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setDepthBufferSize(0);
    format.setStencilBufferSize(0);
    QSurfaceFormat::setDefaultFormat(format);
}

/// The model chosen in the window, where it is still there.
std::filesystem::path chosenModel() {
    const QString file = readSetting(settings::kModel);
    if (!file.isEmpty() && !QFileInfo::exists(file)) {
        log(LogLevel::kWarning, "the model {} is gone: the default one is used",
            file.toStdString());
        return {};
    }
    return file.toStdString();
}

/// A QApplication ends the program with an abort where there is no display, so what needs none goes
/// before it.
void printOrRefuseWithoutDisplay(int argc, char** argv, QCommandLineParser& parser) {
    const QCoreApplication console(argc, argv);
    parser.parse(QCoreApplication::arguments()); // Qt's own options are unknown as yet
    if (parser.isSet("help")) {
        parser.showHelp();
    }
    if (parser.isSet("version")) {
        parser.showVersion();
    }
#ifdef Q_OS_LINUX
    const auto isGiven = [](const char* name) { return !qEnvironmentVariableIsEmpty(name); };
    const QRegularExpression choice(QStringLiteral("^--?(platform|display)$"));
    const bool chosen = QCoreApplication::arguments().indexOf(choice) >= 0;
    if (!chosen && !isGiven("DISPLAY") && !isGiven("WAYLAND_DISPLAY") &&
        !isGiven("WAYLAND_SOCKET") && !isGiven("QT_QPA_PLATFORM")) {
        std::fputs("error: there is no display to show a window on; gambade works without one\n",
                   stderr);
        std::exit(2);
    }
#endif
}

} // namespace

int main(int argc, char** argv) {
    setSurfaceFormat();
    QApplication::setOrganizationName(QStringLiteral("gambade"));
    QApplication::setApplicationName(QStringLiteral("gambade-studio"));
    QApplication::setApplicationVersion(QStringLiteral(GAMBADE_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Turns pictures of objects into Gaussian splats, and shows them."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument("FILES", "Pictures and splat files to open", "[FILES...]");
    parser.addOption({"model", "Weights file (default: the one shipped)", "FILE"});
    parser.addOption({"device", "auto, cpu or cuda (default: as in the preferences)", "DEVICE"});
    parser.addOption({"renderer",
                      "auto, compute, classic (OpenGL 3.3) or cpu (default: as in the preferences)",
                      "NAME"});
    parser.addOption({"startup-trace", "Print when the window and the model are there"});
    printOrRefuseWithoutDisplay(argc, argv, parser);
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Gambade"));
    QApplication::setDesktopFileName(QStringLiteral("gambade"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/gambade.svg")));
    parser.process(application);

    QStringList files = parser.positionalArguments();
    for (QString& file : files) {
        file = QFileInfo(file).absoluteFilePath();
    }
    std::optional<SingleInstance> instance;
    // Who says what is to work or draw gets a window for it.
    if (!parser.isSet("model") && !parser.isSet("device") && !parser.isSet("renderer")) {
        instance.emplace(runtimeFolder());
        if (!instance->isFirst() && instance->handOver(files)) {
            return 0;
        }
    }
    const EndSignals endSignals; // before the first file is written
    const MessageLog messageLog(stateFolder());
    log(LogLevel::kInfo, "Gambade {} started", GAMBADE_VERSION);

    speak(application, readSetting(settings::kLanguage));
    useStudioStyle();
    Theme theme;
    StudioOptions options;
    options.model.model = parser.isSet("model")
                              ? std::filesystem::path(parser.value("model").toStdString())
                              : chosenModel();
    options.model.device = choose(parser, "device", settings::kDevice, kDevices);
    options.canvas = choose(parser, "renderer", settings::kRenderer, kCanvases);
    if (readSetting(settings::kKeepForCrash)) {
        options.sessionFolder = stateFolder() + QStringLiteral("/sessions");
    }
    options.log = &messageLog;
    MainWindow window(options);
    QObject::connect(&window, &MainWindow::appearanceChanged, &theme, &Theme::apply);
    if (parser.isSet("startup-trace")) {
        new StartupTrace(window); // the window's child
        QObject::connect(&window.queue(), &JobQueue::modelReady,
                         [] { StartupTrace::print("model ready"); });
    }
    if (instance) {
        QObject::connect(&*instance, &SingleInstance::received, &window,
                         [&window](const QStringList& received) {
                             window.openFiles(toPaths(received));
                             window.raise();
                             window.activateWindow();
                         });
    }
    QObject::connect(&endSignals, &EndSignals::received, &window, [&window] {
        log(LogLevel::kInfo, "ended by a signal");
        window.prepareToEnd();
    });
    QObject::connect(&window, &MainWindow::readyToEnd, &window, [] { QCoreApplication::exit(0); });
    window.show();
    window.queue().loadModel();
    window.openFiles(toPaths(files));
    window.offerRestore();
    return QApplication::exec();
}
