#pragma once

#include <QIcon>

namespace gambade::gui {

/// A line icon of assets/icons (":/icons/NAME.svg") in the colours of the palette as it is when
/// drawn, sharp at every size.
QIcon themedIcon(const QString& name);

} // namespace gambade::gui
