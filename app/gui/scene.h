#pragma once

#include "reconstruction/pipeline.h"
#include "splat_renderer/camera.h"
#include "splats/edit.h"

#include <QImage>
#include <QString>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gambade::gui {

/// A decoded picture as the panels show it. Small beside the picture itself, so that every result,
/// the undone ones too, can keep its own.
struct InputPicture {
    int width = 0; ///< of the photo, in pixels
    int height = 0;
    std::optional<double> fovYDegrees; ///< vertical field of view of the photo, where it says so
    std::string sha256;                ///< of the file
    std::string method; ///< how the object was cut out, see Matte; empty: none was found
    std::vector<std::string> notes;
    int objectCount = 1; ///< in the photo, as Matte::objectCount
    /// The same with the coverage that was found, where the user has edited it; else null.
    std::shared_ptr<const InputPicture> original;
    int object = 0;  ///< which of several it is about, as MatteOptions::object
    QImage photo;    ///< upright, at most 1024 pixels wide and high, ARGB
    QImage coverage; ///< of the photo's size, 8 bit: 255 where the object is
    QImage framed;   ///< what the network was given: 512², on white; null where nothing was found
};

/// The picture as it was found, without the user's edits of its coverage; null for null.
inline std::shared_ptr<const InputPicture>
asFound(const std::shared_ptr<const InputPicture>& input) {
    return input && input->original ? input->original : input;
}

/// How one picture is to be reconstructed; none: unknown, left to EXIF and the network.
struct CameraGuess {
    std::optional<double> elevationDegrees;
    std::optional<double> fovYDegrees;
    bool operator==(const CameraGuess&) const = default;
};

/// What a reconstruction says beside its splats.
struct SceneOrigin {
    std::shared_ptr<const InputPicture> input;
    CameraGuess guess;
    Reconstruction result;     ///< without the cloud, which the scene holds
    std::size_t predicted = 0; ///< splats, with those that are too faint to be kept
    QString device;
    QImage render;            ///< 512² on white, from the source camera; null only where it is old
    double psnr = 0.0;        ///< dB, of the render against the framed picture
    bool renderIsOld = false; ///< the splats were edited since
};

/// A number that no other version of any scene's splats has. To be called by any thread.
inline std::uint64_t newRevision() {
    static std::atomic<std::uint64_t> last = 0;
    return ++last;
}

/// A cloud's values on the GPU that made them, as long as they are kept there.
using OnGpu = std::weak_ptr<const GpuCloud>;

/// One thing to look at. Immutable, so that it can be shared between threads.
struct Scene {
    std::filesystem::path file; ///< the picture, or the splat file that was opened
    std::shared_ptr<const GaussianCloud> cloud;
    OnGpu onGpu;                            ///< the cloud
    std::optional<SceneOrigin> origin;      ///< none: opened from a splat file
    std::uint64_t revision = newRevision(); ///< the same where the splats are

    QString name() const { return QString::fromStdString(file.stem().string()); }
    /// The camera of the picture; a level one at the network's distance for opened files.
    Camera sourceCamera() const {
        if (!origin) {
            return orbitCamera(0.0, 0.0, kDefaultRadius);
        }
        const Reconstruction& result = origin->result;
        return orbitCamera(0.0, result.elevationDegrees, result.radius, result.fovYDegrees);
    }
};

/// Tells the entries of the queue apart, whose rows change when others are removed. 0: none.
using EntryId = std::uint64_t;

using ScenePtr = std::shared_ptr<const Scene>;
using CloudPtr = std::shared_ptr<const GaussianCloud>;
/// Null: nothing is selected.
using SelectionPtr = std::shared_ptr<const Selection>;

} // namespace gambade::gui
