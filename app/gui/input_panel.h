#pragma once

#include "app/gui/scene.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace gambade::gui {

class AngleControl;
class PictureView;

/// The picture with its matte, and what the user knows about its camera.
class InputPanel : public QWidget {
    Q_OBJECT

public:
    explicit InputPanel(QWidget* parent = nullptr);

    /// None: nothing to show yet, or a splat file.
    void setInput(std::shared_ptr<const InputPicture> input, const QString& fileName);
    /// What is asked for, and what was used where nothing is given.
    void setGuess(const CameraGuess& guess, const SceneOrigin* result);
    CameraGuess guess() const;

signals:
    void guessEdited();
    /// @param object as MatteOptions::object
    void objectChosen(int object);

private:
    PictureView* m_picture;
    QLabel* m_name;
    QLabel* m_notes;
    QWidget* m_objectRow; ///< where the picture shows several
    QComboBox* m_object;
    QWidget* m_camera;
    AngleControl* m_elevation;
    AngleControl* m_fieldOfView;
};

} // namespace gambade::gui
