/// drag_source FILE: a window of another program, from which FILE can be dragged. Prints "ready"
/// once it is on the screen, and "dropped" or "refused" at the end of a drag.
#include <QApplication>
#include <QDrag>
#include <QMimeData>
#include <QMouseEvent>
#include <QTimer>
#include <QUrl>
#include <QWidget>
#include <cstdio>

namespace {

class Source : public QWidget {
public:
    explicit Source(QString file) : m_file(std::move(file)) {}

protected:
    void mouseMoveEvent(QMouseEvent* event) override {
        if (!(event->buttons() & Qt::LeftButton)) {
            return;
        }
        auto* drag = new QDrag(this); // Qt deletes it
        auto* files = new QMimeData;
        files->setUrls({QUrl::fromLocalFile(m_file)});
        drag->setMimeData(files);
        std::puts(drag->exec(Qt::CopyAction) == Qt::CopyAction ? "dropped" : "refused");
        std::fflush(stdout);
    }

    void showEvent(QShowEvent* /*event*/) override {
        QTimer::singleShot(0, [] {
            std::puts("ready");
            std::fflush(stdout);
        });
    }

private:
    QString m_file;
};

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    if (argc != 2) {
        std::fputs("usage: drag_source FILE\n", stderr);
        return 2;
    }
    Source source(QString::fromLocal8Bit(argv[1]));
    source.setGeometry(1150, 0, 200, 200); // beside the window of the test
    source.show();
    return QApplication::exec();
}
