#pragma once

#include "cuda_stand_in.h"

#include <cuda_runtime_api.h>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>

/// What the stand-ins for the GPU's libraries share: the machine, and what is queued on it.
namespace gambade::test::stand_in {

/// Where an event stands in a stream, counted in operations.
struct Mark {
    CUstream_st* stream = nullptr;
    std::size_t count = 0;
};

struct Operation {
    Work work;            ///< or
    Mark awaited;         ///< what has to be done first
    std::set<int> memory; ///< the allocations that it uses
};

/// Each stream's operations, in order, of a recording or of a launch of it.
using Lanes = std::map<CUstream_st*, std::vector<Operation>>;

struct Recording {
    CUstream_st* origin;
    Lanes lanes;
};

} // namespace gambade::test::stand_in

/// A stream.
struct CUstream_st {
    std::deque<gambade::test::stand_in::Operation> waiting;
    std::size_t done = 0;
    /// Where operations go instead.
    std::shared_ptr<gambade::test::stand_in::Recording> recording;
};

namespace gambade::test::stand_in {

struct Memory {
    int id;
    std::size_t size;
    bool onDevice;
};

struct Machine {
    std::map<const char*, Memory> memory;              ///< by where it begins
    std::vector<std::unique_ptr<CUstream_st>> streams; ///< never destroyed: their work goes on
    CUstream_st legacy;
    std::map<const void*, std::string> kernelNames;
    std::map<std::string, std::function<Work(void**)>> kernels;
    std::map<unsigned, std::vector<float>> glBuffers;
    std::vector<std::string> problems;
    std::optional<std::mt19937> chance;
    int lastId = 0;
    int handles = 0;
    int deviceAllocations = 0;
    int untilFailure = 0;
    bool lost = false;
};

Machine& machine();

CUstream_st& streamOf(cudaStream_t stream);
std::vector<CUstream_st*> allStreams();
/// How many operations have been queued on the stream.
std::size_t endOf(const CUstream_st& stream);
/// Does what stands before `count` in the stream, and what that waits for.
void advance(CUstream_st& stream, std::size_t count);
void advanceAll();
void enqueue(CUstream_st& stream, Operation operation);

/// The allocation that the place lies in; 0: it is the program's own.
int allocationAt(const void* place);

/// To be asked by each call that may fail. Also lets some work be done by chance.
/// @param failure the error where it is this call's turn; cudaErrorLaunchFailure: the GPU is lost
/// @returns what the call answers before it does anything else
cudaError_t begin(cudaError_t failure = cudaErrorLaunchFailure);

/// Things that are given out and have to be given back.
template <typename T>
cudaError_t make(T** thing) {
    if (const cudaError_t error = begin(cudaErrorMemoryAllocation); error != cudaSuccess) {
        return error;
    }
    *thing = new T();
    ++machine().handles;
    return cudaSuccess;
}
template <typename T>
cudaError_t destroy(T* thing) {
    delete thing;
    --machine().handles;
    return cudaSuccess;
}

} // namespace gambade::test::stand_in
