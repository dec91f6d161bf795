#pragma once

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <map>
#include <string>

namespace gambade::cli {

/// A number from `low` to `high`. Unlike CLI::Range it also refuses nan, which is neither below nor
/// above anything.
inline CLI::Validator between(double low, double high) {
    return {[low, high](std::string& text) {
                double value = 0.0;
                if (CLI::detail::lexical_cast(text, value) && value >= low && value <= high) {
                    return std::string();
                }
                return fmt::format("{} is no number from {} to {}", text, low, high);
            },
            fmt::format("{} to {}", low, high)};
}

/// One of the names of an enumeration, in any case; used with Option::transform.
template <typename Enum>
CLI::Validator oneOf(const std::map<std::string, Enum>& names) {
    std::string list;
    for (const auto& [name, value] : names) {
        list += (list.empty() ? "" : ", ") + name;
    }
    return {[names, list](std::string& text) {
                const auto found = names.find(CLI::detail::to_lower(text));
                if (found == names.end()) {
                    return fmt::format("{} is none of {}", text, list);
                }
                text = std::to_string(static_cast<int>(found->second));
                return std::string();
            },
            list};
}

} // namespace gambade::cli
