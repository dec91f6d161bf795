#pragma once

#include "app/gui/main_window.h"
#include "app/gui/message_bar.h"

#include <QMessageBox>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <memory>
#include <optional>

namespace gambade::gui::test {

/// A window with a small network of formula weights and settings of its own.
class Studio {
public:
    enum class Model {
        kFast,    ///< 256 splats, at once
        kSlow,    ///< takes seconds: to be interrupted
        kMissing, ///< there is no such file
        kDefault  ///< the one shipped
    };

    /// The processor draws unless told otherwise: graphics drivers have leaks of their own, in
    /// which ours would be lost.
    explicit Studio(Model model = Model::kFast, CanvasChoice canvas = CanvasChoice::kCpu);
    ~Studio();

    MainWindow& window() { return *m_window; }
    JobQueue& queue() { return m_window->queue(); }
    Viewport& viewport() { return m_window->viewport(); }
    QString message() { return m_window->messageBar().message(); }

    /// Drops files as the desktop does.
    void drop(const QList<QString>& files);
    void drop(const QMimeData& data);
    /// Shows a cloud, read from a file as the only entry of the queue.
    void openCloud(const GaussianCloud& cloud);
    /// Gives the window the keyboard, and waits until it has it.
    bool activate();
    /// And until the view shows what there is to show.
    bool waitForState(int row, JobQueue::State state);
    /// Until the picture on the screen is that of the present view.
    bool waitForDrawing();
    QImage grabViewport();

    /// A file in the test's own folder.
    QString file(const QString& name) const { return m_folder.filePath(name); }
    QString writeFile(const QString& name, const QByteArray& content) const;

    /// Ends the window as its owner does.
    void destroyWindow() { m_window.reset(); }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

/// A view of its own on the screen, with a small cloud, turned by 20 and 10 degrees, 2 away; null
/// where it does not get there.
std::unique_ptr<Viewport> makeShownViewport();

/// Sets an environment variable for as long as it lives.
class ScopedVariable {
public:
    ScopedVariable(const char* name, const QByteArray& value);
    ~ScopedVariable();
    ScopedVariable(const ScopedVariable&) = delete;
    ScopedVariable& operator=(const ScopedVariable&) = delete;

private:
    const char* m_name;
    std::optional<QByteArray> m_before;
};

QString example(const QString& name);

/// Of two pictures of the same size: 0 to 255.
double meanDifference(const QImage& a, const QImage& b);

/// Presses the button at `from`, moves to `to` and releases it there.
void dragMouse(QWidget& widget, const QPoint& from, const QPoint& to,
               Qt::KeyboardModifiers modifiers = {}, Qt::MouseButton button = Qt::LeftButton);

/// Presses a button of the message box that the next call opens; tells whether there was one.
void answer(QMessageBox::StandardButton button, bool& asked);

} // namespace gambade::gui::test
