#include "app/gui/preferences_dialog.h"

#include "app/gui/languages.h"
#include "app/gui/section.h"
#include "app/gui/settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>

namespace gambade::gui {
namespace {

using Choices = QList<std::pair<QString, QString>>; ///< stored value, name

QComboBox* makeChoice(const Setting<QString>& setting, const Choices& choices,
                      const QString& name) {
    auto* box = new QComboBox;
    box->setObjectName(QLatin1String(setting.key));
    box->setAccessibleName(name);
    for (const auto& [value, text] : choices) {
        box->addItem(text, value);
    }
    box->setCurrentIndex(std::max(0, box->findData(readSetting(setting))));
    QObject::connect(box, &QComboBox::currentIndexChanged, box,
                     [box, &setting] { writeSetting(setting, box->currentData().toString()); });
    return box;
}

QCheckBox* makeSwitch(const Setting<bool>& setting, const QString& text) {
    auto* box = new QCheckBox(text);
    box->setObjectName(QLatin1String(setting.key));
    box->setChecked(readSetting(setting));
    QObject::connect(box, &QCheckBox::toggled, box,
                     [&setting](bool on) { writeSetting(setting, on); });
    return box;
}

} // namespace

PreferencesDialog::PreferencesDialog(QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("preferences"));
    setWindowTitle(tr("Preferences"));
    Choices languages{{QString(), tr("As the system")}};
    for (const Language& language : shippedLanguages()) {
        languages.append({language.code, language.name});
    }
    auto* form = new QFormLayout;
    form->setVerticalSpacing(10);
    const auto add = [form](const QString& label, QWidget* field) { form->addRow(label, field); };
    add(tr("&Language"), makeChoice(settings::kLanguage, languages, tr("Language")));
    auto* appearance = makeChoice(settings::kAppearance,
                                  {{QStringLiteral("system"), tr("As the system")},
                                   {QStringLiteral("light"), tr("Light")},
                                   {QStringLiteral("dark"), tr("Dark")}},
                                  tr("Appearance"));
    add(tr("&Appearance"), appearance);
    connect(appearance, &QComboBox::currentIndexChanged, this,
            &PreferencesDialog::appearanceChanged);
    add(tr("&Computing"), makeChoice(settings::kDevice,
                                     {{QStringLiteral("auto"), tr("Automatic")},
                                      {QStringLiteral("cpu"), tr("Processor")},
                                      {QStringLiteral("cuda"), tr("Graphics card (CUDA)")}},
                                     tr("Computing")));
    add(tr("&Drawing"), makeChoice(settings::kRenderer,
                                   {{QStringLiteral("auto"), tr("Automatic")},
                                    {QStringLiteral("compute"), tr("OpenGL 4.3")},
                                    {QStringLiteral("classic"), tr("OpenGL 3.3")},
                                    {QStringLiteral("cpu"), tr("Processor")}},
                                   tr("Drawing")));
    form->addRow(QString(), makeHint(tr("Language, computing and drawing change with the next "
                                        "start.")));
    form->addRow(QString(), makeSwitch(settings::kAskBeforeDiscard,
                                       tr("Ask before results that are not exported are lost")));
    form->addRow(QString(), makeSwitch(settings::kKeepForCrash,
                                       tr("Keep results on disk until exported, in case of a "
                                          "crash")));

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(buttons);
}

} // namespace gambade::gui
