#include "app/gui/document.h"

#include "app/gui/shared_cloud.h"
#include "app/gui/undo_commands.h"

namespace gambade::gui {

Document::Document(QObject* parent) : QObject(parent) {
    connect(&m_worker, &Worker::finished, this, &Document::startNext);
    const auto dropEdits = [this] { m_edits.clear(); };
    connect(&m_worker, &Worker::cancelled, this, dropEdits);
    connect(&m_worker, &Worker::failed, this, dropEdits);
}

void Document::open(EntryId entry, ScenePtr scene) {
    const auto [history, isNew] = m_histories.try_emplace(entry);
    QUndoStack& steps = history->second.steps;
    if (isNew) {
        steps.setUndoLimit(kUndoLimit);
        m_undo.addStack(&steps);
    }
    history->second.scene = scene;
    m_entry = entry;
    m_scene = std::move(scene);
    m_undo.setActiveStack(&steps);
    emit sceneChanged(false);
}

void Document::close() {
    m_entry = 0;
    m_scene.reset();
    m_undo.setActiveStack(nullptr);
    emit sceneChanged(false);
}

void Document::replace(EntryId entry, ScenePtr scene, const QString& description) {
    const auto history = m_histories.find(entry);
    if (history == m_histories.end()) {
        return;
    }
    if (history->second.scene) {
        history->second.steps.push(new ReplaceScene(*this, entry, std::move(scene), description));
    } else if (entry == m_entry) {
        open(entry, std::move(scene));
    } else {
        history->second.scene = std::move(scene);
    }
}

void Document::remove(const Selection& selection, const QString& description) {
    if (selectedCount(selection) == 0) {
        return;
    }
    enqueue([this, entry = m_entry, scene = m_scene, selection, description] {
        const Scene* present = sceneOf(entry);
        if (!present || present->revision != scene->revision) {
            return;
        }
        const auto removed = std::make_shared<RemovedSplats>();
        makeAndStep(
            entry,
            [scene, selection, removed](const Progress& progress) {
                *removed = copySelected(*scene->cloud, selection, progress.part(0.0, 0.5));
                return without(*scene->cloud, removed->indices, progress.part(0.5, 1.0));
            },
            [this, entry, scene, removed, description] {
                m_histories.at(entry).steps.push(
                    new RemoveSplats(*this, entry, removed, scene->revision, description));
            });
    });
}

void Document::undo() {
    enqueue([this] { goBack(true); });
}

void Document::redo() {
    enqueue([this] { goBack(false); });
}

void Document::goBack(bool back) {
    QUndoStack* steps = m_undo.activeStack();
    if (!steps) {
        return;
    }
    const int index = steps->index();
    const auto step = [steps, index, back] {
        if (steps->index() == index) { // the mask may have been edited meanwhile
            back ? steps->undo() : steps->redo();
        }
    };
    const auto* removal =
        dynamic_cast<const RemoveSplats*>(steps->command(back ? index - 1 : index));
    if (!removal) {
        step();
        return;
    }
    makeAndStep(
        m_entry,
        [scene = m_scene, removed = removal->removed(), back](const Progress& progress) {
            return back ? withRestored(*scene->cloud, *removed, progress)
                        : without(*scene->cloud, removed->indices, progress);
        },
        step);
}

void Document::enqueue(Action edit) {
    m_edits.push_back(std::move(edit));
    startNext();
}

void Document::startNext() {
    while (!m_edits.empty() && !m_worker.isBusy()) {
        const Action edit = std::move(m_edits.front());
        m_edits.pop_front();
        edit();
    }
}

/// Makes the splats that a step leads to, then takes it, where they are still made of the entry's.
void Document::makeAndStep(EntryId entry, const MakeCloud& make, const Action& step) {
    m_worker.start([this, entry, revision = sceneOf(entry)->revision, make,
                    step](const Progress& progress, const Worker::Post& post) {
        const CloudPtr made = shareCloud(make(progress));
        post([this, entry, revision, made, step] {
            const Scene* present = sceneOf(entry);
            if (present && present->revision == revision) {
                m_made = made;
                step();
                m_made.reset();
            }
        });
    });
}

void Document::refresh(const ScenePtr& old, ScenePtr scene) {
    if (m_scene == old) {
        put(m_entry, std::move(scene));
    }
}

void Document::forget(EntryId entry) {
    if (entry == m_entry) {
        close();
    }
    m_histories.erase(entry);
}

/// Null where nothing of the entry is kept.
const Scene* Document::sceneOf(EntryId entry) const {
    const auto history = m_histories.find(entry);
    return history == m_histories.end() ? nullptr : history->second.scene.get();
}

void Document::put(EntryId entry, ScenePtr scene) {
    m_histories.at(entry).scene = scene;
    if (entry == m_entry) {
        m_scene = std::move(scene);
        emit sceneChanged(true);
    }
}

} // namespace gambade::gui
