#include "splat_renderer/camera.h"

#include "splats/error.h"
#include "splats/mapped_file.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <glm/geometric.hpp>
#include <glm/gtc/matrix_access.hpp>
#include <glm/mat3x3.hpp>
#include <glm/matrix.hpp>
#include <glm/trigonometric.hpp>
#include <nlohmann/json.hpp>

namespace gambade {

namespace {

using nlohmann::json;

/// How far a camera-to-world matrix written with six decimals may be from a rotation.
constexpr double kRotationTolerance = 1e-3;

/// Reads one value after the other, and knows the file and place for its error messages.
class CameraFileReader {
public:
    explicit CameraFileReader(const std::filesystem::path& path) : m_path(path) {}

    std::vector<NamedCamera> read(const json& root) const {
        if (!root.is_object()) {
            fail("the file", "must be an object with fovy, input and views");
        }
        const double fovY = member(root, "fovy", "fovy").is_number()
                                ? root.at("fovy").get<double>()
                                : std::numeric_limits<double>::quiet_NaN();
        if (!(fovY > 0.0 && fovY < 180.0)) {
            fail("fovy", "must be a number of degrees between 0 and 180");
        }
        std::vector<NamedCamera> cameras;
        cameras.push_back(readView(member(root, "input", "input"), "input", fovY));
        const json& views = member(root, "views", "views");
        if (!views.is_array()) {
            fail("views", "must be an array");
        }
        for (std::size_t i = 0; i < views.size(); ++i) {
            cameras.push_back(readView(views[i], fmt::format("views[{}]", i), fovY));
        }
        refuseRepeatedNames(cameras);
        return cameras;
    }

    [[noreturn]] void fail(const std::string& key, const std::string& what) const {
        throw Error(ErrorKind::kInput,
                    fmt::format("{} is not a camera file: {} {}", m_path.string(), key, what));
    }

private:
    const json& member(const json& object, const char* key, const std::string& place) const {
        const auto found = object.find(key);
        if (found == object.end()) {
            fail(place, "is missing");
        }
        return *found;
    }

    NamedCamera readView(const json& view, const std::string& place, double fovY) const {
        if (!view.is_object()) {
            fail(place, "must be an object with file and c2w");
        }
        const json& file = member(view, "file", place + ".file");
        if (!file.is_string() || !isPlainFileName(file.get_ref<const std::string&>())) {
            fail(place + ".file", "must be a file name without folders");
        }
        return {file.get<std::string>(),
                {readMatrix(member(view, "c2w", place + ".c2w"), place + ".c2w"), fovY}};
    }

    static bool isPlainFileName(const std::string& name) {
        return !name.empty() && name != "." && name != ".." &&
               name.find_first_of(std::string_view("/\\\0", 3)) == std::string::npos;
    }

    glm::dmat4 readMatrix(const json& rows, const std::string& place) const {
        const auto isRow = [](const json& row) {
            return row.is_array() && row.size() == 4 &&
                   std::all_of(row.begin(), row.end(), [](const json& value) {
                       return value.is_number() && std::isfinite(value.get<double>());
                   });
        };
        if (!rows.is_array() || rows.size() != 4 || !std::all_of(rows.begin(), rows.end(), isRow)) {
            fail(place, "must be four rows of four numbers");
        }
        glm::dmat4 matrix;
        for (int row = 0; row < 4; ++row) {
            for (int column = 0; column < 4; ++column) {
                matrix[column][row] = rows[row][column].get<double>();
            }
        }
        const glm::dmat3 rotation(matrix);
        const glm::dmat3 error = glm::transpose(rotation) * rotation - glm::dmat3(1.0);
        double largest = glm::length(glm::row(matrix, 3) - glm::dvec4(0, 0, 0, 1));
        for (int column = 0; column < 3; ++column) {
            largest = std::max(largest, glm::length(error[column]));
        }
        if (!(largest < kRotationTolerance) || glm::determinant(rotation) < 0.0) {
            fail(place, "must be a rotation and a position, with 0 0 0 1 as its last row");
        }
        return matrix;
    }

    /// One picture would overwrite the other.
    void refuseRepeatedNames(const std::vector<NamedCamera>& cameras) const {
        std::vector<std::string> names;
        for (const NamedCamera& camera : cameras) {
            names.push_back(camera.file);
        }
        std::sort(names.begin(), names.end());
        const auto repeated = std::adjacent_find(names.begin(), names.end());
        if (repeated != names.end()) {
            fail("file \"" + *repeated + "\"", "is named by two views");
        }
    }

    const std::filesystem::path& m_path;
};

} // namespace

Camera orbitCamera(double azimuthDegrees, double elevationDegrees, double radius,
                   double fovYDegrees) {
    const double azimuth = glm::radians(azimuthDegrees);
    const double elevation = glm::radians(elevationDegrees);
    const glm::dvec3 backward(std::cos(elevation) * std::sin(azimuth), std::sin(elevation),
                              std::cos(elevation) * std::cos(azimuth));
    // From the angles, not from a cross product with the world's up: holds at the poles too.
    const glm::dvec3 right(std::cos(azimuth), 0.0, -std::sin(azimuth));
    const glm::dvec3 up = glm::cross(backward, right);
    return {glm::dmat4(glm::dvec4(right, 0.0), glm::dvec4(up, 0.0), glm::dvec4(backward, 0.0),
                       glm::dvec4(backward * radius, 1.0)),
            fovYDegrees};
}

std::vector<NamedCamera> readCameras(const std::filesystem::path& path) {
    const MappedFile file(path, MappedFile::Use::kInput);
    const CameraFileReader reader(path);
    const auto bytes = file.bytes();
    const char* text = reinterpret_cast<const char*>(bytes.data());
    const json root = json::parse(text, text + bytes.size(), nullptr, false);
    if (root.is_discarded()) {
        reader.fail("the text", "is not JSON");
    }
    return reader.read(root);
}

} // namespace gambade
