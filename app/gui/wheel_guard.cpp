#include "app/gui/wheel_guard.h"

#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QScrollBar>

namespace gambade::gui {
namespace {

class WheelGuard : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::Wheel || static_cast<QWidget*>(watched)->hasFocus()) {
            return false;
        }
        event->ignore(); // goes on to the scroll area
        return true;
    }
};

} // namespace

void guardFromWheel(QWidget& content) {
    auto* guard = new WheelGuard(&content);
    for (auto* control : content.findChildren<QWidget*>()) {
        const bool turns = qobject_cast<QAbstractSlider*>(control) != nullptr ||
                           qobject_cast<QAbstractSpinBox*>(control) != nullptr ||
                           qobject_cast<QComboBox*>(control) != nullptr;
        if (turns && qobject_cast<QScrollBar*>(control) == nullptr) {
            control->setFocusPolicy(Qt::StrongFocus); // the wheel does not give it
            control->installEventFilter(guard);
        }
    }
}

} // namespace gambade::gui
