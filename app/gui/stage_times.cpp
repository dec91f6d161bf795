#include "app/gui/stage_times.h"

#include <QCoreApplication>
#include <QLocale>

namespace gambade::gui {
namespace {

struct StageTimes {
    Q_DECLARE_TR_FUNCTIONS(StageTimes)
};

} // namespace

std::vector<StageTime> timesByKind(const std::vector<StageTime>& stages) {
    std::vector<StageTime> sums;
    for (const StageTime& stage : stages) {
        const std::string kind = stage.stage.substr(0, stage.stage.find(' '));
        if (sums.empty() || sums.back().stage != kind) {
            sums.push_back({kind, 0.0});
        }
        sums.back().milliseconds += stage.milliseconds;
    }
    return sums;
}

double totalMilliseconds(const std::vector<StageTime>& stages) {
    double total = 0.0;
    for (const StageTime& stage : stages) {
        total += stage.milliseconds;
    }
    return total;
}

QString inSeconds(double milliseconds, int decimals) {
    return StageTimes::tr("%1 s").arg(QLocale().toString(milliseconds / 1000.0, 'f', decimals));
}

} // namespace gambade::gui
