#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace gambade {

struct PickleValue;

struct PickleNone {};
struct PickleTuple {
    std::vector<const PickleValue*> items;
};
struct PickleList {
    std::vector<const PickleValue*> items;
};
/// A dict or an OrderedDict, in insertion order; repeated keys are kept.
struct PickleDict {
    std::vector<std::pair<const PickleValue*, const PickleValue*>> items;
};
/// "module.name", named but never looked up.
struct PickleGlobal {
    std::string name;
};
/// A call that Python would have made; here only a record of it. The arguments are not copied: a
/// small file could recall the same ones so often that copies fill the memory.
struct PickleCall {
    const PickleGlobal* function;
    const PickleTuple* arguments;
};
/// A reference to data outside the pickle (the storages of torch.save).
struct PicklePersistentId {
    const PickleValue* id;
};

struct PickleValue {
    std::variant<PickleNone, bool, std::int64_t, double, std::string, PickleTuple, PickleList,
                 PickleDict, PickleGlobal, PickleCall, PicklePersistentId>
        data;
};

/// The values of one pickle. Values may be shared and may even contain themselves: walk them only
/// as deep as is expected of the file.
class PickleTree {
public:
    const PickleValue& root() const { return *m_root; }

private:
    friend class PickleMachine;
    std::deque<PickleValue> m_values; ///< owner of every value; addresses are stable
    const PickleValue* m_root = nullptr;
};

/// Interprets a pickle of protocol 2 (PEP 307; the opcodes that torch.save writes) into values.
/// Nothing is imported, called or constructed: a global that is not among `honoured` is refused by
/// name, a call becomes a record, and collections.OrderedDict() an empty dict. Memory is bounded by
/// limits on values, stack, marks and memo.
/// @param label names the file in errors.
/// @throws Error(kModel)
PickleTree parsePickle(std::span<const std::byte> bytes, std::span<const std::string_view> honoured,
                       std::string_view label);

} // namespace gambade
