#include "splats/strict_json.h"

#include "splats/printable.h"

#include <fmt/format.h>
#include <set>
#include <vector>

namespace gambade {

namespace {

/// Watches the parser's events; throwing from here ends the parse.
class Guard {
public:
    explicit Guard(const JsonLimits& limits) : m_limits(limits) {}

    void see(nlohmann::json::parse_event_t event, const nlohmann::json& parsed) {
        using Event = nlohmann::json::parse_event_t;
        switch (event) {
        case Event::object_start:
        case Event::array_start:
            m_keys.emplace_back();
            if (m_keys.size() > m_limits.depth) {
                throw JsonError(fmt::format("nests deeper than {} levels", m_limits.depth));
            }
            break;
        case Event::object_end:
        case Event::array_end:
            m_keys.pop_back();
            break;
        case Event::key:
            count();
            if (!m_keys.back().insert(parsed.get<std::string>()).second) {
                throw JsonError(fmt::format("has the key '{}' twice",
                                            printable(parsed.get_ref<const std::string&>())));
            }
            break;
        case Event::value:
            count();
            break;
        }
    }

private:
    void count() {
        if (++m_count > m_limits.values) {
            throw JsonError(fmt::format("holds more than {} values", m_limits.values));
        }
    }

    JsonLimits m_limits;
    std::size_t m_count = 0;
    std::vector<std::set<std::string>> m_keys;
};

} // namespace

nlohmann::json parseStrictJson(std::string_view text, const JsonLimits& limits) {
    Guard guard(limits);
    nlohmann::json json;
    try {
        json = nlohmann::json::parse(
            text, [&guard](int, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
                guard.see(event, parsed);
                return true;
            });
    } catch (const nlohmann::json::parse_error& error) {
        throw JsonError(fmt::format("is not valid JSON (at byte {})", error.byte));
    } catch (const nlohmann::json::out_of_range&) {
        throw JsonError("holds a number out of range");
    }
    if (!json.is_object()) {
        throw JsonError("is not a JSON object");
    }
    return json;
}

nlohmann::json parseStrictJson(std::span<const std::byte> text, const JsonLimits& limits) {
    return parseStrictJson(
        std::string_view(reinterpret_cast<const char*>(text.data()), text.size()), limits);
}

} // namespace gambade
