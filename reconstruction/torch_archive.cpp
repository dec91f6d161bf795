#include "reconstruction/torch_archive.h"

#include "reconstruction/pickle.h"
#include "splats/printable.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>

namespace gambade {

namespace {

constexpr std::uint64_t kMaxPickleBytes = std::uint64_t{64} << 20;
constexpr std::string_view kRebuildTensor = "torch._utils._rebuild_tensor_v2";

struct StorageType {
    std::string_view name;
    std::int64_t elementSize;
    std::optional<DType> type; ///< where a network can use it
};
constexpr std::array kStorageTypes = {
    StorageType{"torch.FloatStorage", 4, DType::kF32},
    StorageType{"torch.HalfStorage", 2, DType::kF16},
    StorageType{"torch.BFloat16Storage", 2, DType::kBF16},
    StorageType{"torch.DoubleStorage", 8, {}},
    StorageType{"torch.LongStorage", 8, {}},
    StorageType{"torch.IntStorage", 4, {}},
    StorageType{"torch.ShortStorage", 2, {}},
    StorageType{"torch.CharStorage", 1, {}},
    StorageType{"torch.ByteStorage", 1, {}},
    StorageType{"torch.BoolStorage", 1, {}},
};

/// What a state dict's pickle may name; optimizers and schedulers beside it need no more.
constexpr auto kHonoured = [] {
    std::array<std::string_view, kStorageTypes.size() + 1> names{kRebuildTensor};
    std::ranges::transform(kStorageTypes, names.begin() + 1, &StorageType::name);
    return names;
}();

template <typename T>
const T* as(const PickleValue* value) {
    return value == nullptr ? nullptr : std::get_if<T>(&value->data);
}

std::optional<std::vector<std::int64_t>> asSizes(const PickleValue* value) {
    const auto* tuple = as<PickleTuple>(value);
    if (tuple == nullptr) {
        return std::nullopt;
    }
    std::vector<std::int64_t> sizes;
    for (const PickleValue* item : tuple->items) {
        const auto* size = as<std::int64_t>(item);
        if (size == nullptr || *size < 0) {
            return std::nullopt;
        }
        sizes.push_back(*size);
    }
    return sizes;
}

/// The arguments of _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks[, …]),
/// the storage being the persistent id ('storage', class, key, location, element count).
std::optional<TorchTensor> asTensor(const PickleCall& call) {
    const auto& arguments = call.arguments->items;
    if (arguments.size() < 6) {
        return std::nullopt;
    }
    const auto* persistent = as<PicklePersistentId>(arguments[0]);
    const auto* id = persistent == nullptr ? nullptr : as<PickleTuple>(persistent->id);
    if (id == nullptr || id->items.size() != 5) {
        return std::nullopt;
    }
    const auto* tag = as<std::string>(id->items[0]);
    const auto* type = as<PickleGlobal>(id->items[1]);
    const auto* key = as<std::string>(id->items[2]);
    const auto* elements = as<std::int64_t>(id->items[4]);
    const auto* offset = as<std::int64_t>(arguments[1]);
    const auto shape = asSizes(arguments[2]);
    const auto strides = asSizes(arguments[3]);
    const bool complete = tag != nullptr && *tag == "storage" && type != nullptr &&
                          key != nullptr && elements != nullptr && offset != nullptr && shape &&
                          strides && shape->size() == strides->size();
    if (!complete || *elements < 0 || *offset < 0) {
        return std::nullopt;
    }
    return TorchTensor{type->name, "data/" + *key, *elements, *offset, *shape, *strides};
}

/// The index past the tensor's last element; none where that overflows.
std::optional<std::int64_t> endOf(const TorchTensor& tensor) {
    std::int64_t last = tensor.offset;
    for (std::size_t axis = 0; axis < tensor.shape.size(); ++axis) {
        if (tensor.shape[axis] == 0) {
            return tensor.offset;
        }
        std::int64_t reach = 0;
        if (__builtin_mul_overflow(tensor.shape[axis] - 1, tensor.strides[axis], &reach) ||
            __builtin_add_overflow(last, reach, &last)) {
            return std::nullopt;
        }
    }
    return last == std::numeric_limits<std::int64_t>::max() ? std::nullopt
                                                            : std::optional(last + 1);
}

bool isCountable(const std::vector<std::int64_t>& shape) {
    constexpr std::int64_t kMostElements = std::int64_t{1} << 40;
    std::int64_t count = 1;
    return std::ranges::all_of(shape, [&count](std::int64_t size) {
        return !__builtin_mul_overflow(count, size, &count) && count <= kMostElements;
    });
}

const StorageType* findStorageType(std::string_view name) {
    const auto found = std::ranges::find(kStorageTypes, name, &StorageType::name);
    return found == kStorageTypes.end() ? nullptr : &*found;
}

/// What is wrong with the tensor, as the end of a sentence; "" where nothing is.
std::string describeProblem(const TorchTensor& tensor, const TorchZip& zip) {
    const StorageType* type = findStorageType(tensor.storageType);
    if (type == nullptr) {
        return fmt::format("has a storage of type {}", printable(tensor.storageType));
    }
    const std::optional<std::uint64_t> bytes = zip.sizeOf(tensor.entry);
    if (!bytes) {
        return fmt::format("refers to the missing entry {}", printable(tensor.entry));
    }
    if (*bytes % type->elementSize != 0 ||
        *bytes / type->elementSize != static_cast<std::uint64_t>(tensor.storageElements)) {
        return fmt::format("claims a storage of {} elements where the entry {} has {} bytes",
                           tensor.storageElements, printable(tensor.entry), *bytes);
    }
    const std::optional<std::int64_t> end = endOf(tensor);
    if (!end || *end > tensor.storageElements || !isCountable(tensor.shape)) {
        return fmt::format("reaches outside its storage of {} elements", tensor.storageElements);
    }
    return {};
}

bool isContiguous(const TorchTensor& tensor) {
    std::int64_t expected = 1;
    for (std::size_t axis = tensor.shape.size(); axis-- > 0;) {
        if (tensor.shape[axis] != 1 && tensor.strides[axis] != expected) {
            return false;
        }
        expected *= tensor.shape[axis];
    }
    return true;
}

/// Steps through all indices in row-major order; calls visit(index into the storage).
template <typename Visit>
void forEachElement(const TorchTensor& tensor, std::int64_t count, Visit&& visit) {
    std::vector<std::int64_t> index(tensor.shape.size(), 0);
    std::int64_t position = tensor.offset;
    for (std::int64_t done = 0; done < count; ++done) {
        visit(position);
        for (std::size_t axis = index.size(); axis-- > 0;) {
            position += tensor.strides[axis];
            if (++index[axis] < tensor.shape[axis]) {
                break;
            }
            position -= tensor.strides[axis] * tensor.shape[axis];
            index[axis] = 0;
        }
    }
}

/// The dict that maps names to tensors: the root, or what it holds under 'model'.
const PickleDict* findStateDict(const PickleValue& root) {
    const auto* dict = as<PickleDict>(&root);
    if (dict == nullptr) {
        return nullptr;
    }
    for (const auto& [key, value] : dict->items) {
        const auto* name = as<std::string>(key);
        const auto* inner = as<PickleDict>(value);
        if (name != nullptr && *name == "model" && inner != nullptr) {
            return inner;
        }
    }
    return dict;
}

} // namespace

TorchArchive::TorchArchive(std::span<const std::byte> file, std::string_view label)
    : m_label(label), m_zip(file, label) {
    const auto fail = [&](const std::string& reason) {
        throw Error(ErrorKind::kModel, fmt::format("{} cannot be used: {}", m_label, reason));
    };
    if (m_zip.sizeOf("byteorder")) {
        const std::vector<std::byte> order = m_zip.readAll("byteorder", 16);
        const std::string_view text(reinterpret_cast<const char*>(order.data()), order.size());
        if (text != "little") {
            fail("it was written on a big-endian machine");
        }
    }
    const std::vector<std::byte> pickle = m_zip.readAll("data.pkl", kMaxPickleBytes);
    const PickleTree tree = parsePickle(pickle, kHonoured, label);
    const PickleDict* state = findStateDict(tree.root());
    if (state == nullptr) {
        fail("it holds something other than a state dict");
    }
    for (const auto& [key, value] : state->items) {
        const auto* name = as<std::string>(key);
        const auto* call = as<PickleCall>(value);
        if (name == nullptr || call == nullptr) {
            continue;
        }
        std::optional<TorchTensor> tensor;
        if (call->function->name == kRebuildTensor) {
            tensor = asTensor(*call);
        }
        if (!tensor) {
            fail(fmt::format("tensor {} is not described as torch.save does", printable(*name)));
        }
        const std::string problem = describeProblem(*tensor, m_zip);
        if (!problem.empty()) {
            fail(fmt::format("tensor {} {}", printable(*name), problem));
        }
        if (!m_tensors.emplace(*name, std::move(*tensor)).second) {
            fail(fmt::format("it has the tensor {} twice", printable(*name)));
        }
    }
    if (m_tensors.empty()) {
        fail("it holds no state dict, neither at its root nor under the key 'model'");
    }
}

TensorLayout TorchArchive::layoutOf(const std::string& name) const {
    const TorchTensor& tensor = m_tensors.at(name);
    const std::optional<DType> type = findStorageType(tensor.storageType)->type;
    if (!type) {
        throw Error(ErrorKind::kModel,
                    fmt::format("{} cannot be used: tensor {} is a {}, where fp32, fp16 or bf16 "
                                "is needed",
                                m_label, printable(name), tensor.storageType));
    }
    return {*type, tensor.shape};
}

void TorchArchive::read(const std::string& name, const TorchZip::Sink& sink) const {
    const TorchTensor& tensor = m_tensors.at(name);
    const TensorLayout layout = layoutOf(name);
    const std::size_t size = gambade::sizeOf(layout.type);
    if (isContiguous(tensor)) {
        m_zip.read(tensor.entry, tensor.offset * size, layout.byteCount(), sink);
        return;
    }
    std::vector<std::byte> storage;
    m_zip.read(tensor.entry, 0, tensor.storageElements * size,
               [&storage](std::span<const std::byte> block) {
                   storage.insert(storage.end(), block.begin(), block.end());
               });
    constexpr std::size_t kBlockBytes = std::size_t{1} << 20;
    std::vector<std::byte> block;
    forEachElement(tensor, layout.elementCount(), [&](std::int64_t index) {
        const auto element = storage.begin() + index * static_cast<std::ptrdiff_t>(size);
        block.insert(block.end(), element, element + static_cast<std::ptrdiff_t>(size));
        if (block.size() >= kBlockBytes) {
            sink(block);
            block.clear();
        }
    });
    sink(block);
}

} // namespace gambade
