#pragma once

#include "splats/error.h"
#include "splats/ply_header.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fmt/core.h>
#include <string_view>

namespace gambade {

[[noreturn]] inline void failAtEndOfPly() {
    throw Error(ErrorKind::kInput,
                "it ends before all that its header declares was read (is the file cut off?)");
}

/// Reads the values of a binary body one after the other.
template <std::endian kOrder>
class PlyBinaryScanner {
public:
    explicit PlyBinaryScanner(std::span<const std::byte> body) : m_left(body) {}

    double value(PlyType type) {
        switch (type) {
        case PlyType::kInt8:
            return take<std::int8_t>();
        case PlyType::kUint8:
            return take<std::uint8_t>();
        case PlyType::kInt16:
            return take<std::int16_t>();
        case PlyType::kUint16:
            return take<std::uint16_t>();
        case PlyType::kInt32:
            return take<std::int32_t>();
        case PlyType::kUint32:
            return take<std::uint32_t>();
        case PlyType::kFloat32:
            return static_cast<double>(take<float>());
        case PlyType::kFloat64:
            return take<double>();
        }
        return 0.0;
    }

    void skip(PlyType type, std::uint64_t count) {
        const std::size_t size = plyTypeSize(type);
        if (count > m_left.size() / size) {
            failAtEndOfPly();
        }
        m_left = m_left.subspan(count * size);
    }

private:
    template <class T>
    T take() {
        if (m_left.size() < sizeof(T)) {
            failAtEndOfPly();
        }
        std::array<std::byte, sizeof(T)> bytes;
        std::memcpy(bytes.data(), m_left.data(), sizeof(T));
        if constexpr (kOrder != std::endian::native) {
            std::reverse(bytes.begin(), bytes.end());
        }
        m_left = m_left.subspan(sizeof(T));
        return std::bit_cast<T>(bytes);
    }

    std::span<const std::byte> m_left;
};

/// Reads the numbers of an ascii body; line ends count as blanks.
class PlyAsciiScanner {
public:
    explicit PlyAsciiScanner(std::span<const std::byte> body)
        : m_left(reinterpret_cast<const char*>(body.data()), body.size()) {}

    double value(PlyType /*type*/) {
        const std::string_view word = nextWord();
        const std::string_view digits = word.starts_with('+') ? word.substr(1) : word;
        double number = 0.0;
        const char* end = digits.data() + digits.size();
        const auto [stop, error] = std::from_chars(digits.data(), end, number);
        if (error != std::errc() || stop != end) {
            throw Error(ErrorKind::kInput, "its body has a word that is not a number");
        }
        return number;
    }

    void skip(PlyType /*type*/, std::uint64_t count) {
        for (; count > 0; --count) {
            nextWord();
        }
    }

private:
    std::string_view nextWord() {
        constexpr std::string_view kBlanks = " \t\r\n";
        const std::size_t begin = m_left.find_first_not_of(kBlanks);
        if (begin == std::string_view::npos) {
            failAtEndOfPly();
        }
        const std::size_t end = std::min(m_left.find_first_of(kBlanks, begin), m_left.size());
        const std::string_view word = m_left.substr(begin, end - begin);
        m_left.remove_prefix(end);
        return word;
    }

    std::string_view m_left;
};

/// Passes over a property's value, or over a whole list.
template <class Scanner>
void skipPlyProperty(Scanner& scanner, const PlyProperty& property) {
    if (!property.listCount) {
        scanner.skip(property.type, 1);
        return;
    }
    const double count = scanner.value(*property.listCount);
    if (!(count >= 0.0 && count <= 4294967295.0 && count == std::floor(count))) {
        throw Error(ErrorKind::kInput,
                    fmt::format("a list '{}' in it has {} entries", property.name, count));
    }
    scanner.skip(property.type, static_cast<std::uint64_t>(count));
}

/// Passes over every row of an element whose declared count was checked (checkPlyBodySize).
template <class Scanner>
void skipPlyElement(Scanner& scanner, const PlyElement& element) {
    if (element.properties.empty()) {
        return; // its rows take no bytes, and their number is unchecked
    }
    for (std::uint64_t row = 0; row < element.count; ++row) {
        for (const PlyProperty& property : element.properties) {
            skipPlyProperty(scanner, property);
        }
    }
}

/// Calls `visit` with a scanner of the header's encoding at the first row of `element`.
template <class Visit>
void scanPlyElement(const PlyHeader& header, const PlyElement& element,
                    std::span<const std::byte> file, const Visit& visit) {
    checkPlyBodySize(header, element, file.size());
    const auto scan = [&](auto scanner) {
        for (const PlyElement* before = header.elements.data(); before != &element; ++before) {
            skipPlyElement(scanner, *before);
        }
        visit(scanner);
    };
    const std::span<const std::byte> body = file.subspan(header.bodyOffset);
    switch (header.encoding) {
    case PlyEncoding::kAscii:
        return scan(PlyAsciiScanner(body));
    case PlyEncoding::kLittleEndian:
        return scan(PlyBinaryScanner<std::endian::little>(body));
    case PlyEncoding::kBigEndian:
        return scan(PlyBinaryScanner<std::endian::big>(body));
    }
}

} // namespace gambade
