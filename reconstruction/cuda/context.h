#pragma once

#include "reconstruction/cuda/check.h"
#include "reconstruction/cuda/cublas_lt.h"
#include "reconstruction/cuda/ops.h"

#include <memory>
#include <span>
#include <type_traits>
#include <vector>

namespace gambade::cuda {

/// Calls a C function that frees what it is given; its result no longer matters.
template <auto kFree>
struct Free {
    template <typename T>
    void operator()(T* thing) const {
        kFree(thing);
    }
};

using Stream = std::unique_ptr<CUstream_st, Free<cudaStreamDestroy>>;
using Event = std::unique_ptr<CUevent_st, Free<cudaEventDestroy>>;
using GraphExec = std::unique_ptr<CUgraphExec_st, Free<cudaGraphExecDestroy>>;

/// @param flags cudaEventDisableTiming, or cudaEventDefault
Event makeEvent(unsigned flags);

/// Device memory of `size()` values.
template <typename T>
class Array {
public:
    Array() = default;
    /// @throws Error(kDevice) @pre by way of Context, which counts
    explicit Array(std::size_t count) : m_count(count) {
        void* memory = nullptr;
        check(cudaMalloc(&memory, count * sizeof(T)), "reserving memory for the network");
        m_values.reset(static_cast<T*>(memory));
    }
    T* data() { return m_values.get(); }
    const T* data() const { return m_values.get(); }
    std::size_t size() const { return m_count; }

private:
    std::unique_ptr<T, Free<cudaFree>> m_values;
    std::size_t m_count = 0;
};

/// Host memory that the GPU copies from and to without a stop in between.
template <typename T>
class PinnedArray {
public:
    explicit PinnedArray(std::size_t count) : m_count(count) {
        void* memory = nullptr;
        check(cudaMallocHost(&memory, count * sizeof(T)), "reserving memory for pictures");
        m_values.reset(static_cast<T*>(memory));
    }
    T* data() { return m_values.get(); }
    const T* data() const { return m_values.get(); }
    std::size_t bytes() const { return m_count * sizeof(T); }

private:
    std::unique_ptr<T, Free<cudaFreeHost>> m_values;
    std::size_t m_count;
};

/// A queue of work, with the memory that its matrix products may use meanwhile.
struct Lane {
    cudaStream_t stream = nullptr;
    void* workspace = nullptr;
};

/// Nearest value of the storage type, ties to even, as the GPU rounds.
template <typename T>
T rounded(float value);

/// And back, exactly.
inline float valueOf(float value) {
    return value;
}
float valueOf(Bf16 value);
float valueOf(Fp16 value);

/// What the parts of the CUDA engine share. Keeps count of the device memory they hold.
class Context {
public:
    /// @param gpu CUDA's number of the GPU
    /// @param tf32 whether products may round fp32 operands to TF32 (10 bits behind the point)
    /// @throws Error(kDevice)
    explicit Context(int gpu = 0, bool tf32 = false);

    /// Makes this context's GPU the one that the calling thread speaks to. @throws Error(kDevice)
    void enter() const;

    int gpu() const { return m_gpu; }
    const Lane& main() const { return m_main; }
    /// Runs beside main() where nothing waits.
    const Lane& side() const { return m_side; }
    cublasLtHandle_t blas() const { return m_blas.get(); }
    bool tf32() const { return m_tf32; }

    /// Zeros.
    template <typename T>
    Array<T> allocate(std::size_t count) {
        Array<T> array(count);
        check(cudaMemset(array.data(), 0, count * sizeof(T)), "clearing memory for the network");
        bytes += count * sizeof(T);
        return array;
    }
    /// fp32 values in the storage type.
    template <typename T>
    Array<T> copy(std::span<const float> values) {
        Array<T> array(values.size());
        bytes += values.size() * sizeof(T);
        std::vector<T> stored;
        const void* source = values.data();
        if constexpr (!std::is_same_v<T, float>) {
            stored.reserve(values.size());
            for (const float value : values) {
                stored.push_back(rounded<T>(value));
            }
            source = stored.data();
        }
        check(cudaMemcpy(array.data(), source, values.size() * sizeof(T), cudaMemcpyHostToDevice),
              "uploading the model");
        return array;
    }

    /// Of each lane, bytes.
    static constexpr std::size_t kWorkspace = 8U << 20U;

    std::size_t bytes = 0; ///< device memory held

private:
    static int entered(int gpu);

    struct DestroyHandle {
        void operator()(cublasLtHandle_t handle) const;
    };
    int m_gpu;
    bool m_tf32;
    std::unique_ptr<std::remove_pointer_t<cublasLtHandle_t>, DestroyHandle> m_blas;
    Stream m_mainStream, m_sideStream;
    Array<unsigned char> m_mainWorkspace, m_sideWorkspace;
    Lane m_main, m_side;
};

} // namespace gambade::cuda
