#pragma once

#include <QStringList>

namespace gambade::gui {

/// A naming rule is a file name without extension in which {name} stands for the name of what is
/// exported and {number} for its place, from 1, with as many digits as the last one has.

/// Why the rule cannot be used for `count` files, in a sentence; empty where it can.
QString whyNotARule(const QString& rule, qsizetype count);

/// A file in `folder` for each name. Where one is there already, or two would be the same, "-2",
/// "-3" … follow: nothing is overwritten.
/// @param extension with its dot.
QStringList newFiles(const QString& rule, const QStringList& names, const QString& folder,
                     const QString& extension);

} // namespace gambade::gui
