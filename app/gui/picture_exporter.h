#pragma once

#include "app/gui/progress_box.h"
#include "app/gui/turntable.h"
#include "app/gui/worker.h"

namespace gambade::gui {

/// What the viewport shows, to be saved as a picture or a turntable.
struct ViewContent {
    CloudPtr cloud;
    QString name; ///< for the file
    OrbitPose pose;
    RenderSettings settings;
    QSize size;         ///< of the view, pixels
    bool openGl = true; ///< false: drawn by the processor, as the view is
};

/// Saves pictures of the view and turntables, on a thread of its own, with a box that shows how far
/// it is and can stop it. File dialogs ask before a file is replaced.
class PictureExporter : public QObject {
    Q_OBJECT

public:
    explicit PictureExporter(QWidget* window);
    ~PictureExporter() override;

    void askAndSavePicture(const ViewContent& view);
    void askAndSaveTurntable(const ViewContent& view);
    /// Of a picture that is there already, as large as it is.
    void askAndSave(const QImage& picture, const QString& name);

    /// @param transparent leave the background out
    void savePicture(const ViewContent& view, const QSize& size, bool transparent,
                     const QString& file);
    /// @param ffmpeg the program; not used for single pictures
    void saveTurntable(const ViewContent& view, const TurntableOptions& options,
                       const QString& ffmpeg, const QString& file);
    void cancel();
    bool isBusy() const { return m_worker.isBusy(); }

signals:
    void saved(const QString& file);
    void failed(const QString& message);
    void cancelled();

private:
    using Write = std::function<void(const Progress& progress)>;
    using Draw = std::function<void(OffscreenRenderer& renderer, const Progress& progress)>;
    QString askForPng(const QString& title, const QString& name);
    void start(const QString& file, const QString& title, Write write);
    void drawAndWrite(const ViewContent& view, const QString& file, const QString& title,
                      Draw draw);

    QWidget* m_window;
    std::unique_ptr<QOffscreenSurface> m_surface; ///< null until it is needed
    ProgressBox m_box;                            ///< of the job that runs
    QString m_file;                               ///< being written
    Worker::JobId m_job = 0;
    Worker m_worker; ///< last: stops before what its task uses goes
};

} // namespace gambade::gui
