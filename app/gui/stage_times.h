#pragma once

#include "reconstruction/engine.h"

#include <QString>
#include <vector>

namespace gambade::gui {

/// Times by kind of stage, in their order: the network's many blocks are one.
std::vector<StageTime> timesByKind(const std::vector<StageTime>& stages);
double totalMilliseconds(const std::vector<StageTime>& stages);
/// "1.8 s"
QString inSeconds(double milliseconds, int decimals);

} // namespace gambade::gui
