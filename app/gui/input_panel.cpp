#include "app/gui/input_panel.h"

#include "app/gui/angle_control.h"
#include "app/gui/engine_words.h"
#include "app/gui/picture_view.h"
#include "app/gui/section.h"
#include "splats/default_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace gambade::gui {
namespace {

QString describe(const InputPicture& input) {
    const QString cutOut =
        input.method.empty() ? InputPanel::tr("no object was found")
        : input.method == "alpha"
            ? InputPanel::tr("its background is transparent")
            : InputPanel::tr("cut out by %1").arg(inWindowLanguage(input.method));
    QStringList lines{
        QStringLiteral("%1 × %2 · %3").arg(input.width).arg(input.height).arg(cutOut)};
    for (const std::string& note : input.notes) {
        lines.append(inWindowLanguage(note));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

InputPanel::InputPanel(QWidget* parent)
    : QWidget(parent), m_picture(new PictureView), m_name(new QLabel), m_notes(makeHint()),
      m_objectRow(new QWidget), m_object(new QComboBox), m_camera(new QWidget),
      m_elevation(new AngleControl(tr("Elevation"), tr("Unknown"), {-30.0, 85.0, 0.0})),
      m_fieldOfView(
          new AngleControl(tr("Field of view"), tr("Unknown"), {10.0, 100.0, kDefaultFovY})) {
    m_picture->setObjectName(QStringLiteral("inputPicture"));
    m_picture->setAccessibleName(tr("The picture; its background is dimmed"));
    m_elevation->setObjectName(QStringLiteral("elevation"));
    m_elevation->setToolTip(
        tr("How far above the horizon the camera was: 0° level, 30° looking down a little"));
    m_fieldOfView->setObjectName(QStringLiteral("fieldOfView"));
    m_fieldOfView->setToolTip(tr("Vertical field of view of the photo"));
    m_name->setTextFormat(Qt::PlainText);
    m_name->setWordWrap(true);

    m_object->setObjectName(QStringLiteral("object"));
    m_object->setAccessibleName(tr("Which object of the picture"));
    auto* object = new QHBoxLayout(m_objectRow);
    object->setContentsMargins(0, 0, 0, 0);
    object->addWidget(new QLabel(tr("Object")));
    object->addWidget(m_object, 1);

    auto* camera = new QVBoxLayout(m_camera);
    camera->setContentsMargins(0, 0, 0, 0);
    camera->addWidget(makeHeading(tr("Camera of the picture")));
    camera->addWidget(m_elevation);
    camera->addWidget(m_fieldOfView);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeHeading(tr("Picture")));
    layout->addWidget(m_picture);
    layout->addWidget(m_name);
    layout->addWidget(m_notes);
    layout->addWidget(m_objectRow);
    layout->addSpacing(kSectionSpacing);
    layout->addWidget(m_camera);

    connect(m_object, &QComboBox::activated, this,
            [this] { emit objectChosen(m_object->currentData().toInt()); });
    connect(m_elevation, &AngleControl::edited, this, &InputPanel::guessEdited);
    connect(m_fieldOfView, &AngleControl::edited, this, &InputPanel::guessEdited);
    setInput(nullptr, {});
}

void InputPanel::setInput(std::shared_ptr<const InputPicture> input, const QString& fileName) {
    m_name->setText(fileName);
    m_notes->setText(input ? describe(*input) : QString());
    m_notes->setVisible(input != nullptr);
    const int objects = input ? input->objectCount : 1;
    m_objectRow->setVisible(objects > 1);
    m_object->clear();
    m_object->addItem(tr("The largest"), 0);
    for (int number = 2; number <= objects; ++number) {
        m_object->addItem(tr("No. %1 by size").arg(number), number);
    }
    m_object->setCurrentIndex(std::max(0, m_object->findData(input ? input->object : 0)));
    m_camera->setVisible(input != nullptr);
    m_picture->setInput(std::move(input));
}

void InputPanel::setGuess(const CameraGuess& guess, const SceneOrigin* result) {
    const auto used = [result](double Reconstruction::*member) {
        return result ? std::optional(result->result.*member) : std::nullopt;
    };
    m_elevation->setValue(guess.elevationDegrees, used(&Reconstruction::elevationDegrees));
    m_fieldOfView->setValue(guess.fovYDegrees, result ? result->input->fovYDegrees : std::nullopt);
    // Where the photo itself says it, that is better.
    const bool told = result && result->input->fovYDegrees;
    m_fieldOfView->setSuggestion(result && !told ? result->result.photoFovYEstimate : std::nullopt);
}

CameraGuess InputPanel::guess() const {
    return {m_elevation->value(), m_fieldOfView->value()};
}

} // namespace gambade::gui
