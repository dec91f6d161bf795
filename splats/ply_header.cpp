#include "splats/ply_header.h"

#include "splats/error.h"
#include "splats/printable.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/core.h>
#include <unordered_set>
#include <utility>

namespace gambade {
namespace {

[[noreturn]] void fail(const std::string& reason) {
    throw Error(ErrorKind::kInput, reason);
}

struct TypeName {
    std::string_view name;
    PlyType type;
};

constexpr std::array<TypeName, 16> kTypeNames = {{
    {"char", PlyType::kInt8},
    {"int8", PlyType::kInt8},
    {"uchar", PlyType::kUint8},
    {"uint8", PlyType::kUint8},
    {"short", PlyType::kInt16},
    {"int16", PlyType::kInt16},
    {"ushort", PlyType::kUint16},
    {"uint16", PlyType::kUint16},
    {"int", PlyType::kInt32},
    {"int32", PlyType::kInt32},
    {"uint", PlyType::kUint32},
    {"uint32", PlyType::kUint32},
    {"float", PlyType::kFloat32},
    {"float32", PlyType::kFloat32},
    {"double", PlyType::kFloat64},
    {"float64", PlyType::kFloat64},
}};

/// Words separated by blanks; the rest of the line, for comments, is the caller's business.
std::vector<std::string_view> splitWords(std::string_view line) {
    constexpr std::string_view kBlanks = " \t";
    std::vector<std::string_view> words;
    for (std::size_t begin = line.find_first_not_of(kBlanks); begin != std::string_view::npos;) {
        const std::size_t end = std::min(line.find_first_of(kBlanks, begin), line.size());
        words.push_back(line.substr(begin, end - begin));
        begin = line.find_first_not_of(kBlanks, end);
    }
    return words;
}

class HeaderParser {
public:
    explicit HeaderParser(std::string_view file) : m_file(file) {}

    PlyHeader parse() {
        if (nextLine() != "ply") {
            fail("it does not begin with the line 'ply'");
        }
        for (std::string_view line = nextLine(); line != "end_header"; line = nextLine()) {
            parseLine(line);
        }
        if (!m_hasFormat) {
            fail("its header has no 'format' line");
        }
        m_header.bodyOffset = m_next;
        return std::move(m_header);
    }

private:
    std::string_view nextLine() {
        const std::size_t end = m_file.find('\n', m_next);
        if (end == std::string_view::npos) {
            fail("its header has no 'end_header' line");
        }
        std::string_view line = m_file.substr(m_next, end - m_next);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        m_next = end + 1;
        ++m_lineNumber;
        return line;
    }

    void parseLine(std::string_view line) {
        constexpr std::string_view kComment = "comment ";
        if (line.starts_with(kComment)) {
            m_header.comments.emplace_back(line.substr(kComment.size()));
            return;
        }
        const std::vector<std::string_view> words = splitWords(line);
        const std::string_view keyword = words.empty() ? std::string_view() : words[0];
        bool understood = false;
        if (words.empty() || keyword == "comment" || keyword == "obj_info") {
            understood = true;
        } else if (keyword == "format" && words.size() == 3) {
            understood = parseFormat(words[1]);
        } else if (keyword == "element" && words.size() == 3) {
            understood = parseElement(words[1], words[2]);
        } else if (keyword == "property" && !m_header.elements.empty()) {
            understood = parseProperty(words);
        }
        if (!understood) {
            fail(fmt::format("line {} of its header, '{}', is not valid PLY", m_lineNumber,
                             printable(line)));
        }
    }

    bool parseFormat(std::string_view name) {
        m_hasFormat = true;
        if (name == "ascii") {
            m_header.encoding = PlyEncoding::kAscii;
        } else if (name == "binary_little_endian") {
            m_header.encoding = PlyEncoding::kLittleEndian;
        } else if (name == "binary_big_endian") {
            m_header.encoding = PlyEncoding::kBigEndian;
        } else {
            return false;
        }
        return true;
    }

    bool parseElement(std::string_view name, std::string_view count) {
        PlyElement element{std::string(name), 0, {}};
        const char* end = count.data() + count.size();
        const auto [stop, error] = std::from_chars(count.data(), end, element.count);
        m_header.elements.push_back(std::move(element));
        m_propertyNames.clear();
        return error == std::errc() && stop == end;
    }

    bool parseProperty(const std::vector<std::string_view>& words) {
        PlyProperty property;
        if (words.size() == 5 && words[1] == "list") {
            property.listCount = PlyType::kUint8;
            if (!parseType(words[2], *property.listCount) || !parseType(words[3], property.type)) {
                return false;
            }
        } else if (words.size() != 3 || !parseType(words[1], property.type)) {
            return false;
        }
        property.name = words.back();
        if (!m_propertyNames.insert(property.name).second) {
            fail(fmt::format("its header declares the property '{}' twice",
                             printable(property.name)));
        }
        m_header.elements.back().properties.push_back(std::move(property));
        return true;
    }

    static bool parseType(std::string_view name, PlyType& type) {
        const auto* found =
            std::find_if(kTypeNames.begin(), kTypeNames.end(),
                         [name](const TypeName& candidate) { return candidate.name == name; });
        if (found == kTypeNames.end()) {
            return false;
        }
        type = found->type;
        return true;
    }

    std::string_view m_file;
    std::size_t m_next = 0;
    int m_lineNumber = 0;
    bool m_hasFormat = false;
    /// Of the current element.
    std::unordered_set<std::string> m_propertyNames;
    PlyHeader m_header;
};

} // namespace

std::size_t plyTypeSize(PlyType type) {
    switch (type) {
    case PlyType::kInt8:
    case PlyType::kUint8:
        return 1;
    case PlyType::kInt16:
    case PlyType::kUint16:
        return 2;
    case PlyType::kInt32:
    case PlyType::kUint32:
    case PlyType::kFloat32:
        return 4;
    case PlyType::kFloat64:
        return 8;
    }
    return 0;
}

std::size_t PlyElement::indexOf(std::string_view propertyName) const {
    const auto found = std::find_if(properties.begin(), properties.end(),
                                    [propertyName](const PlyProperty& property) {
                                        return property.name == propertyName && !property.listCount;
                                    });
    return static_cast<std::size_t>(found - properties.begin());
}

const PlyElement* PlyHeader::find(std::string_view name) const {
    const auto found = std::find_if(elements.begin(), elements.end(),
                                    [name](const PlyElement& e) { return e.name == name; });
    return found == elements.end() ? nullptr : &*found;
}

PlyHeader parsePlyHeader(std::span<const std::byte> file) {
    return HeaderParser({reinterpret_cast<const char*>(file.data()), file.size()}).parse();
}

std::uint64_t plyMinimumRowSize(const PlyElement& element, PlyEncoding encoding) {
    if (encoding == PlyEncoding::kAscii) {
        return 2 * element.properties.size(); // a digit and what separates it from the next
    }
    std::uint64_t size = 0;
    for (const PlyProperty& property : element.properties) {
        size += plyTypeSize(property.listCount.value_or(property.type));
    }
    return size;
}

void checkPlyBodySize(const PlyHeader& header, const PlyElement& last, std::size_t fileSize) {
    std::uint64_t left = fileSize - header.bodyOffset;
    if (header.encoding == PlyEncoding::kAscii) {
        ++left; // the last number needs no separator
    }
    for (const PlyElement& element : header.elements) {
        const std::uint64_t rowSize = plyMinimumRowSize(element, header.encoding);
        if (rowSize > 0 && element.count > left / rowSize) {
            fail(fmt::format("its header declares {} × '{}' of at least {} bytes each, but only {} "
                             "bytes are left for them (is the file cut off?)",
                             element.count, printable(element.name), rowSize, left));
        }
        left -= element.count * rowSize;
        if (&element == &last) {
            return;
        }
    }
}

} // namespace gambade
