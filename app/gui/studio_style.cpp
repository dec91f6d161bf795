#include "app/gui/studio_style.h"

#include "app/gui/colors.h"

#include <QApplication>
#include <QProxyStyle>
#include <QStyleOption>

namespace gambade::gui {
namespace {

class StudioStyle : public QProxyStyle {
public:
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override {
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        const bool enabled = option->state.testFlag(State_Enabled);
        if (button && enabled &&
            (element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton)) {
            QStyleOptionButton clear = *button;
            clear.palette.setColor(QPalette::Window, windowForBorders(option->palette));
            QProxyStyle::drawPrimitive(element, &clear, painter, widget);
        } else if (element == PE_PanelButtonTool && enabled && option->state.testFlag(State_On)) {
            QStyleOption clear = *option;
            clear.palette.setColor(QPalette::Button, buttonThatIsOn(option->palette));
            QProxyStyle::drawPrimitive(element, &clear, painter, widget);
        } else {
            QProxyStyle::drawPrimitive(element, option, painter, widget);
        }
    }

    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override {
        return hint == SH_DialogButtonBox_ButtonsHaveIcons
                   ? 0
                   : QProxyStyle::styleHint(hint, option, widget, data);
    }

private:
    /// Fusion draws the borders of check boxes and radio buttons in the window's own colour, a
    /// little darker: hardly seen on dark windows.
    static QColor windowForBorders(const QPalette& palette) {
        constexpr int kOnDark = 160; // grey, which Fusion makes darker
        constexpr int kOnLight = 110;
        const int border = isDark(palette) ? kOnDark : kOnLight;
        return QColor(border, border, border).lighter(140);
    }

    /// Fusion makes it a little darker than the others.
    static QColor buttonThatIsOn(const QPalette& palette) {
        const QColor accent = palette.color(QPalette::Highlight);
        return mixed(palette.color(QPalette::Button),
                     isDark(palette) ? accent.darker(140) : accent, // so that its text is read
                     0.6);
    }
};

} // namespace

void useStudioStyle() {
    QApplication::setStyle(new StudioStyle);
}

} // namespace gambade::gui
