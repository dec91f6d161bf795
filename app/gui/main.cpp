#include "app/gui/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
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

/// The value that an option names; ends the program with a sentence where it is none.
template <class T>
T choose(const QCommandLineParser& parser, const QString& option,
         const std::map<QString, T>& from) {
    const auto found = from.find(parser.value(option));
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
    format.setVersion(3, 3); // drivers give the newest that is compatible with it
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setDepthBufferSize(0);
    format.setStencilBufferSize(0);
    QSurfaceFormat::setDefaultFormat(format);
}

} // namespace

int main(int argc, char** argv) {
    setSurfaceFormat();
    const QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("gambade"));
    QApplication::setApplicationName(QStringLiteral("gambade-studio"));
    QApplication::setApplicationDisplayName(QStringLiteral("Gambade"));
    QApplication::setApplicationVersion(QStringLiteral(GAMBADE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("gambade"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/gambade.svg")));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Turns pictures of objects into Gaussian splats, and shows them."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument("FILES", "Pictures and splat files to open", "[FILES...]");
    parser.addOption({"model", "Weights file (default: the one shipped)", "FILE"});
    parser.addOption({"device", "auto, cpu or cuda", "DEVICE", "auto"});
    parser.addOption({"renderer", "auto, compute, classic (OpenGL 3.3) or cpu", "NAME", "auto"});
    parser.process(application);

    StudioOptions options;
    options.model.model = parser.value("model").toStdString();
    options.model.device = choose(parser, "device", kDevices);
    options.canvas = choose(parser, "renderer", kCanvases);
    MainWindow window(options);
    window.show();
    window.openFiles(toPaths(parser.positionalArguments()));
    return QApplication::exec();
}
