#pragma once

#include <QWidget>

class QVBoxLayout;

namespace gambade::gui {

/// What is seen before anything was opened: what to do, examples to click, recent files.
class StartPage : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(QWidget* parent = nullptr);
    void setRecentFiles(const QStringList& files);

signals:
    void openRequested();
    void fileChosen(const QString& file);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeExamples();

    QWidget* m_frame;
    QWidget* m_recent;
    QVBoxLayout* m_recentList;
};

} // namespace gambade::gui
