#pragma once

#include "app/gui/scene.h"

#include <functional>
#include <optional>

namespace gambade::gui {

/// Which model runs where; an empty model: the default one.
struct ModelChoice {
    std::filesystem::path model;
    Device device = Device::kAuto;
    int threads = 0; ///< 0: all cores
};

/// The model in memory.
struct LoadedModel {
    std::filesystem::path file;
    QString name;
    QString device; ///< where it runs
};

/// One picture to reconstruct.
struct PictureJob {
    std::filesystem::path file;
    CameraGuess guess;
    int object = 0; ///< which of several, as MatteOptions::object
    /// Of an earlier run; null in the first.
    std::shared_ptr<const InputPicture> input;
    /// The object, as it was decoded and cut out by an earlier run; null: that is done anew.
    std::shared_ptr<const PreparedPicture> prepared;
    QImage mask; ///< coverage as the user edited it, see InputPicture::coverage; null: as found
};

/// A picture that is cut out.
struct CutOut {
    std::shared_ptr<const InputPicture> input;
    std::shared_ptr<const PreparedPicture> found; ///< without the user's edits, for later runs
};

/// Makes scenes out of pictures. Used by one thread at a time; the model is loaded for the first
/// picture, or before it by load(), and kept.
class SceneMaker {
public:
    explicit SceneMaker(ModelChoice choice) : m_choice(std::move(choice)) {}

    /// Loads the model where that was not done before.
    /// @throws Error(kModel), Error(kDevice); Cancelled.
    LoadedModel load(const Progress& progress = {});
    /// The model to load from now on.
    void setModel(const std::filesystem::path& model);

    /// @param onInput called as soon as the picture is cut out, before the network runs; also where
    /// no object was found in it, so that the user can paint the mask.
    /// @throws Error; Cancelled.
    ScenePtr reconstruct(const PictureJob& job, const std::function<void(const CutOut&)>& onInput,
                         const Progress& progress);

private:
    ModelChoice m_choice;
    std::optional<Reconstructor> m_reconstructor;
    /// The last picture's: they stay on the GPU until the next one is made, long enough for those
    /// that are shown at once.
    std::shared_ptr<const GpuCloud> m_onGpu;
};

/// A small square picture of a scene's splats, from the front, all of them in it.
/// @throws Cancelled.
QImage pictureOf(const Scene& scene, int size, const Progress& progress);

/// Renders a reconstructed scene from its picture's camera and compares the two.
/// @param threads 0: all cores
/// @throws Cancelled.
void renderFromSource(Scene& scene, int threads, const Progress& progress);

/// @throws Error(kInput); Cancelled.
ScenePtr openSplats(const std::filesystem::path& file, const Progress& progress);

} // namespace gambade::gui
