#include "app/gui/model_library.h"

#include "reconstruction/checkpoint.h"
#include "reconstruction/data_files.h"
#include "reconstruction/weights.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <fmt/core.h>
#include <fstream>
#include <set>

namespace gambade::gui {
namespace {

namespace fs = std::filesystem;

std::string lowerExtension(const fs::path& file) {
    std::string extension = file.extension().string();
    std::ranges::transform(extension, extension.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    return extension;
}

/// Removes the file at its end, unless it has been moved away.
class PartialFile {
public:
    explicit PartialFile(fs::path path) : m_path(std::move(path)) {}
    ~PartialFile() {
        std::error_code ignored;
        fs::remove(m_path, ignored);
    }
    PartialFile(const PartialFile&) = delete;
    PartialFile& operator=(const PartialFile&) = delete;
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

void copyFile(const fs::path& from, const fs::path& to, const Progress& progress) {
    std::ifstream input(from, std::ios::binary | std::ios::ate);
    const auto size = static_cast<double>(input.tellg());
    input.seekg(0);
    if (!input) {
        throw Error(ErrorKind::kModel, fmt::format("{} cannot be read", from.string()));
    }
    std::ofstream output(to, std::ios::binary | std::ios::trunc);
    std::vector<char> block(std::size_t{4} << 20);
    double copied = 0.0;
    while (output && input) {
        input.read(block.data(), static_cast<std::streamsize>(block.size()));
        output.write(block.data(), input.gcount());
        copied += static_cast<double>(input.gcount());
        progress.update("copying", std::min(copied / std::max(size, 1.0), 1.0));
    }
    output.close();
    if (!input.eof()) {
        throw Error(ErrorKind::kModel, fmt::format("{} cannot be read", from.string()));
    }
    if (!output) {
        throw Error(ErrorKind::kOutput, fmt::format("cannot write {}: {}", to.string(),
                                                    std::generic_category().message(errno)));
    }
}

fs::path freeName(const fs::path& folder, const std::string& stem) {
    fs::path name = folder / (stem + ".safetensors");
    for (int number = 2; fs::exists(name); ++number) {
        name = folder / fmt::format("{}-{}.safetensors", stem, number);
    }
    return name;
}

QString metadata(const Weights& weights, std::string_view key) {
    const auto found = weights.metadata().find(std::string(key));
    return found == weights.metadata().end() ? QString() : QString::fromStdString(found->second);
}

} // namespace

std::vector<fs::path> findModels() {
    std::vector<fs::path> models;
    std::set<fs::path> known;
    for (const fs::path& folder : dataFolders()) {
        std::vector<fs::path> here;
        std::error_code failure;
        for (const auto& item : fs::directory_iterator(folder / "models", failure)) {
            if (lowerExtension(item.path()) == ".safetensors" && item.is_regular_file(failure) &&
                known.insert(fs::weakly_canonical(item.path())).second) {
                here.push_back(item.path());
            }
        }
        std::ranges::sort(here);
        models.insert(models.end(), here.begin(), here.end());
    }
    return models;
}

ModelFacts readModelFacts(const fs::path& file, const Progress& progress) {
    const Weights weights(file);
    ModelFacts facts;
    facts.file = file;
    facts.name = QString::fromStdString(weights.name());
    facts.version = metadata(weights, "gambade.version");
    facts.about = metadata(weights, "gambade.description");
    facts.licence = metadata(weights, kLicenceKey);
    facts.source = metadata(weights, kSourceKey);
    facts.parameters = weights.parameterCount();
    facts.gaussians = static_cast<int>(weights.config().gaussianCount());
    facts.sha256 = QString::fromStdString(weights.sha256(progress));
    return facts;
}

bool hasModelExtension(const fs::path& file) {
    const std::string extension = lowerExtension(file);
    return extension == ".pth" || extension == ".safetensors";
}

fs::path importModel(const fs::path& file, const fs::path& folder, const Progress& progress) {
    const fs::path target = freeName(folder, file.stem().string());
    const PartialFile partial(fs::path(target).concat(".part"));
    if (lowerExtension(file) == ".pth") {
        importCheckpoint(file, partial.path(), progress.part(0.0, 0.95));
    } else {
        copyFile(file, partial.path(), progress.part(0.0, 0.95));
    }
    progress.update("checking", 0.95);
    try {
        const Weights checked(partial.path());
    } catch (const Error& error) {
        throw Error(error.kind(),
                    fmt::format("{} cannot be used as a model: {}", file.string(), error.what()));
    }
    fs::rename(partial.path(), target);
    return target;
}

} // namespace gambade::gui
