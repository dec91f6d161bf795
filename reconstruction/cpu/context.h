#pragma once

#include "reconstruction/cpu/thread_pool.h"

#include <algorithm>
#include <cstddef>
#include <dnnl.hpp>
#include <memory>
#include <new>
#include <span>
#include <vector>

namespace gambade::cpu {

/// Zero-initialised floats, aligned for every vector width.
class Buffer {
public:
    Buffer() = default;
    explicit Buffer(std::size_t count)
        : m_values(new (std::align_val_t(kAlignment)) float[count]()), m_count(count) {}

    float* data() { return m_values.get(); }
    const float* data() const { return m_values.get(); }
    std::size_t size() const { return m_count; }

private:
    static constexpr std::size_t kAlignment = 64;
    struct Free {
        void operator()(float* values) const {
            ::operator delete[](values, std::align_val_t(kAlignment));
        }
    };
    std::unique_ptr<float[], Free> m_values;
    std::size_t m_count = 0;
};

/// What the parts of the CPU engine share. Keeps count of the memory they hold.
struct Context {
    ThreadPool pool;
    dnnl::engine engine{dnnl::engine::kind::cpu, 0};
    std::vector<dnnl::stream> streams; ///< one per thread
    std::size_t bytes = 0;

    explicit Context(int threads) : pool(threads) {
        for (int i = 0; i < threads; ++i) {
            streams.emplace_back(engine);
        }
    }

    Buffer allocate(std::size_t count) {
        bytes += count * sizeof(float);
        return Buffer(count);
    }
    Buffer copy(std::span<const float> values) {
        Buffer buffer = allocate(values.size());
        std::copy(values.begin(), values.end(), buffer.data());
        return buffer;
    }
    /// One buffer per thread.
    std::vector<Buffer> allocateForThreads(std::size_t count) {
        std::vector<Buffer> buffers;
        for (int i = 0; i < pool.threads(); ++i) {
            buffers.push_back(allocate(count));
        }
        return buffers;
    }
};

constexpr int blocksOf(int rows, int blockRows) {
    return (rows + blockRows - 1) / blockRows;
}

} // namespace gambade::cpu
