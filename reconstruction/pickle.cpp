#include "reconstruction/pickle.h"

#include "splats/error.h"
#include "splats/printable.h"

#include <algorithm>
#include <bit>
#include <fmt/format.h>
#include <unordered_map>

namespace gambade {

namespace {

constexpr std::string_view kOrderedDict = "collections.OrderedDict";

// A state dict of 400 tensors takes about 12,000 values; optimizer states some ten times that.
constexpr std::size_t kMaxValues = 1'000'000;
constexpr std::size_t kMaxStack = 100'000; ///< pickle hands items over in batches of 1,000
constexpr std::size_t kMaxMarks = 100;     ///< nesting depth of open containers
constexpr std::size_t kMaxMemo = 1'000'000;
constexpr std::size_t kMaxGlobalName = 256;

/// Opcodes as Python's pickletools names them.
enum class Opcode : unsigned char {
    kProto = 0x80,
    kStop = '.',
    kMark = '(',
    kNone = 'N',
    kNewTrue = 0x88,
    kNewFalse = 0x89,
    kBinInt = 'J',
    kBinInt1 = 'K',
    kBinInt2 = 'M',
    kLong1 = 0x8a,
    kBinFloat = 'G',
    kBinUnicode = 'X',
    kEmptyTuple = ')',
    kTuple = 't',
    kTuple1 = 0x85,
    kTuple2 = 0x86,
    kTuple3 = 0x87,
    kEmptyList = ']',
    kAppend = 'a',
    kAppends = 'e',
    kEmptyDict = '}',
    kSetItem = 's',
    kSetItems = 'u',
    kBinGet = 'h',
    kLongBinGet = 'j',
    kBinPut = 'q',
    kLongBinPut = 'r',
    kGlobal = 'c',
    kReduce = 'R',
    kBuild = 'b',
    kBinPersId = 'Q',
};

} // namespace

class PickleMachine {
public:
    PickleMachine(std::span<const std::byte> bytes, std::span<const std::string_view> honoured,
                  std::string_view label)
        : m_bytes(bytes), m_honoured(honoured), m_label(label) {}

    PickleTree run() {
        if (byte() != static_cast<unsigned char>(Opcode::kProto) || byte() != 2) {
            fail("is not a pickle of protocol 2");
        }
        while (true) {
            const auto opcode = static_cast<Opcode>(byte());
            if (opcode == Opcode::kStop) {
                m_tree.m_root = pop();
                return std::move(m_tree);
            }
            step(opcode);
        }
    }

private:
    using Items = std::vector<const PickleValue*>;

    [[noreturn]] void fail(const std::string& reason) const {
        throw Error(ErrorKind::kModel,
                    fmt::format("{} cannot be read: its pickle {}", m_label, reason));
    }

    void step(Opcode opcode) {
        switch (opcode) {
        case Opcode::kNone:
            return push(PickleNone{});
        case Opcode::kNewTrue:
            return push(true);
        case Opcode::kNewFalse:
            return push(false);
        case Opcode::kBinInt:
            return push(std::int64_t{static_cast<std::int32_t>(unsigned32())});
        case Opcode::kBinInt1:
            return push(std::int64_t{byte()});
        case Opcode::kBinInt2:
            return push(static_cast<std::int64_t>(littleEndian(2)));
        case Opcode::kLong1:
            return pushLong();
        case Opcode::kBinFloat:
            return pushFloat();
        case Opcode::kBinUnicode:
            return push(std::string(text(unsigned32())));
        case Opcode::kMark:
            return mark();
        case Opcode::kEmptyTuple:
            return push(PickleTuple{});
        case Opcode::kTuple:
            return push(PickleTuple{popToMark()});
        case Opcode::kTuple1:
            return push(PickleTuple{popLast(1)});
        case Opcode::kTuple2:
            return push(PickleTuple{popLast(2)});
        case Opcode::kTuple3:
            return push(PickleTuple{popLast(3)});
        case Opcode::kEmptyList:
            return push(PickleList{});
        case Opcode::kAppend:
            return append(popLast(1));
        case Opcode::kAppends:
            return append(popToMark());
        case Opcode::kEmptyDict:
            return push(PickleDict{});
        case Opcode::kSetItem:
            return setItems(popLast(2));
        case Opcode::kSetItems:
            return setItems(popToMark());
        case Opcode::kBinGet:
            return get(byte());
        case Opcode::kLongBinGet:
            return get(unsigned32());
        case Opcode::kBinPut:
            return put(byte());
        case Opcode::kLongBinPut:
            return put(unsigned32());
        case Opcode::kGlobal:
            return global();
        case Opcode::kReduce:
            return reduce();
        case Opcode::kBuild:
            return build();
        case Opcode::kBinPersId:
            return push(PicklePersistentId{pop()});
        default:
            fail(fmt::format("uses opcode {:#04x}, which a state dict does not need",
                             static_cast<unsigned>(opcode)));
        }
    }

    // --- reading -----------------------------------------------------------------------------

    std::string_view text(std::size_t length) {
        if (length > m_bytes.size() - m_position) {
            fail("ends early");
        }
        const auto* begin = reinterpret_cast<const char*>(m_bytes.data()) + m_position;
        m_position += length;
        return {begin, length};
    }
    unsigned char byte() { return static_cast<unsigned char>(text(1).front()); }
    std::uint64_t littleEndian(std::size_t length) {
        std::uint64_t value = 0;
        unsigned shift = 0;
        for (const char character : text(length)) {
            value |= std::uint64_t{static_cast<unsigned char>(character)} << shift;
            shift += 8;
        }
        return value;
    }
    std::uint32_t unsigned32() { return static_cast<std::uint32_t>(littleEndian(4)); }
    std::string_view line() {
        const std::size_t begin = m_position;
        while (byte() != '\n') {
            if (m_position - begin > kMaxGlobalName) {
                fail("names a global of absurd length");
            }
        }
        return {reinterpret_cast<const char*>(m_bytes.data()) + begin, m_position - begin - 1};
    }

    // --- the stack ---------------------------------------------------------------------------

    void pushPointer(PickleValue* value) {
        if (m_stack.size() >= kMaxStack) {
            fail("needs too deep a stack");
        }
        m_stack.push_back(value);
    }
    template <typename T>
    void push(T value) {
        if (m_tree.m_values.size() >= kMaxValues) {
            fail(fmt::format("holds more than {} values", kMaxValues));
        }
        pushPointer(&m_tree.m_values.emplace_back(PickleValue{std::move(value)}));
    }
    /// Values below the last mark belong to the container that is open there.
    PickleValue* top() {
        if (m_stack.size() <= floor()) {
            fail("takes a value from an empty stack");
        }
        return m_stack.back();
    }
    PickleValue* pop() {
        PickleValue* value = top();
        m_stack.pop_back();
        return value;
    }
    std::size_t floor() const { return m_marks.empty() ? 0 : m_marks.back(); }
    Items popLast(std::size_t count) {
        if (m_stack.size() - floor() < count) {
            fail("takes a value from an empty stack");
        }
        const Items items(m_stack.end() - static_cast<std::ptrdiff_t>(count), m_stack.end());
        m_stack.resize(m_stack.size() - count);
        return items;
    }
    void mark() {
        if (m_marks.size() >= kMaxMarks) {
            fail(fmt::format("nests deeper than {} levels", kMaxMarks));
        }
        m_marks.push_back(m_stack.size());
    }
    Items popToMark() {
        if (m_marks.empty()) {
            fail("closes a container that it never opened");
        }
        Items items = popLast(m_stack.size() - floor());
        m_marks.pop_back();
        return items;
    }

    // --- the memo ----------------------------------------------------------------------------

    void put(std::uint32_t slot) {
        m_memo[slot] = top();
        if (m_memo.size() > kMaxMemo) {
            fail(fmt::format("remembers more than {} values", kMaxMemo));
        }
    }
    void get(std::uint32_t slot) {
        const auto found = m_memo.find(slot);
        if (found == m_memo.end()) {
            fail("recalls a value that it never stored");
        }
        pushPointer(found->second);
    }

    // --- values ------------------------------------------------------------------------------

    void pushLong() {
        const std::size_t length = byte();
        if (length > sizeof(std::int64_t)) {
            fail("holds an integer of more than 64 bits");
        }
        std::uint64_t value = littleEndian(length);
        if (length > 0 && length < sizeof(value) && (value >> (8 * length - 1)) != 0) {
            value |= ~std::uint64_t{0} << (8 * length); // two's complement
        }
        push(static_cast<std::int64_t>(value));
    }
    void pushFloat() {
        std::uint64_t bits = 0; // the one big-endian number of the protocol
        for (int index = 0; index < 8; ++index) {
            bits = bits << 8 | byte();
        }
        push(std::bit_cast<double>(bits));
    }
    void append(const Items& items) {
        auto* list = std::get_if<PickleList>(&top()->data);
        if (list == nullptr) {
            fail("appends to something that is not a list");
        }
        list->items.insert(list->items.end(), items.begin(), items.end());
    }
    void setItems(const Items& items) {
        auto* dict = std::get_if<PickleDict>(&top()->data);
        if (dict == nullptr || items.size() % 2 != 0) {
            fail("sets items of something that is not a dict");
        }
        for (std::size_t index = 0; index < items.size(); index += 2) {
            dict->items.emplace_back(items[index], items[index + 1]);
        }
    }
    void global() {
        const std::string module(line());
        std::string name = module + "." + std::string(line());
        if (name != kOrderedDict && std::ranges::find(m_honoured, name) == m_honoured.end()) {
            fail(fmt::format("names {}, which is no part of a state dict and is not executed",
                             printable(name)));
        }
        push(PickleGlobal{std::move(name)});
    }
    void reduce() {
        const auto* arguments = std::get_if<PickleTuple>(&pop()->data);
        const auto* function = std::get_if<PickleGlobal>(&pop()->data);
        if (arguments == nullptr || function == nullptr) {
            fail("calls something that is not a function");
        }
        if (function->name != kOrderedDict) {
            return push(PickleCall{function, arguments});
        }
        if (!arguments->items.empty()) {
            fail("fills an OrderedDict in a way that torch.save does not");
        }
        push(PickleDict{});
    }
    /// torch.save gives a state dict's OrderedDict the attribute _metadata (module versions), which
    /// says nothing about the tensors: dropped. Nothing else has a state.
    void build() {
        pop();
        if (!std::holds_alternative<PickleDict>(top()->data)) {
            fail("sets the state of something that is not an OrderedDict");
        }
    }

    std::span<const std::byte> m_bytes;
    std::span<const std::string_view> m_honoured;
    std::string_view m_label;
    std::size_t m_position = 0;
    PickleTree m_tree;
    std::vector<PickleValue*> m_stack;
    std::vector<std::size_t> m_marks; ///< stack heights
    std::unordered_map<std::uint32_t, PickleValue*> m_memo;
};

PickleTree parsePickle(std::span<const std::byte> bytes, std::span<const std::string_view> honoured,
                       std::string_view label) {
    return PickleMachine(bytes, honoured, label).run();
}

} // namespace gambade
