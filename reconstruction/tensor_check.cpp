#include "reconstruction/tensor_check.h"

#include "splats/printable.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gambade {

namespace {

constexpr std::size_t kNamed = 4;

std::string listFirst(const std::vector<std::string>& names) {
    const std::size_t named = std::min(names.size(), kNamed);
    std::string text = fmt::format("{}", fmt::join(names.begin(), names.begin() + named, ", "));
    if (names.size() > named) {
        text += fmt::format(" and {} more", names.size() - named);
    }
    return text;
}

} // namespace

std::string describeMismatch(const std::map<std::string, std::vector<std::int64_t>>& present,
                             const std::vector<TensorSpec>& required) {
    std::vector<std::string> missing;
    std::vector<std::string> misshapen;
    auto extra = present;
    for (const TensorSpec& spec : required) {
        const auto found = extra.find(spec.name);
        if (found == extra.end()) {
            missing.push_back(spec.name);
            continue;
        }
        if (found->second != spec.shape) {
            misshapen.push_back(fmt::format("{} ([{}] instead of [{}])", spec.name,
                                            fmt::join(found->second, ", "),
                                            fmt::join(spec.shape, ", ")));
        }
        extra.erase(found);
    }
    std::vector<std::string> parts;
    if (!missing.empty()) {
        parts.push_back("lacks " + listFirst(missing));
    }
    if (!misshapen.empty()) {
        parts.push_back("has another shape for " + listFirst(misshapen));
    }
    if (!extra.empty()) {
        std::vector<std::string> names;
        for (const auto& [name, shape] : extra) {
            names.push_back(printable(name));
        }
        parts.push_back("has tensors the network does not know: " + listFirst(names));
    }
    return fmt::format("{}", fmt::join(parts, "; it "));
}

} // namespace gambade
