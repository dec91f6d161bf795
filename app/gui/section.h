#pragma once

#include <QFont>
#include <QLabel>

namespace gambade::gui {

inline constexpr int kSectionSpacing = 14;

/// The title of a part of a panel.
inline QLabel* makeHeading(const QString& text) {
    auto* label = new QLabel(text);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

/// Text of less weight than the rest, as the palette has it for hints.
inline QLabel* makeHint(const QString& text = {}) {
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setWordWrap(true);
    return label;
}

} // namespace gambade::gui
