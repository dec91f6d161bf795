#include "cuda_stand_in.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <cuda_gl_interop.h>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>

namespace {

using gambade::test::stand_in::Work;

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

} // namespace

struct CUstream_st {
    std::deque<Operation> waiting;
    std::size_t done = 0;
    std::shared_ptr<Recording> recording; ///< where operations go instead
};

struct CUevent_st {
    Mark mark;
    std::shared_ptr<Recording> recording; ///< that `mark` is of
};

struct CUgraph_st {
    std::shared_ptr<Recording> recording;
};

struct CUgraphExec_st {
    std::shared_ptr<Recording> recording;
};

struct cudaGraphicsResource {
    unsigned name;
};

namespace {

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

Machine& machine() {
    static Machine all;
    return all;
}

CUstream_st& streamOf(cudaStream_t stream) {
    return stream != nullptr ? *stream : machine().legacy;
}

/// Does what stands before `count` in the stream, and what that waits for.
void advance(CUstream_st& stream, std::size_t count) {
    while (stream.done < count) {
        Operation next = std::move(stream.waiting.front());
        stream.waiting.pop_front();
        ++stream.done;
        if (next.awaited.stream != nullptr) {
            advance(*next.awaited.stream, next.awaited.count);
        }
        if (next.work) {
            next.work();
        }
    }
}

std::size_t endOf(const CUstream_st& stream) {
    return stream.done + stream.waiting.size();
}

std::vector<CUstream_st*> allStreams() {
    std::vector<CUstream_st*> all{&machine().legacy};
    for (const auto& stream : machine().streams) {
        all.push_back(stream.get());
    }
    return all;
}

void advanceAll() {
    for (CUstream_st* stream : allStreams()) {
        advance(*stream, endOf(*stream));
    }
}

void advanceByChance() {
    auto& chance = machine().chance;
    if (chance && !machine().lost && (*chance)() % 2 == 0) {
        const auto streams = allStreams();
        CUstream_st& stream = *streams[(*chance)() % streams.size()];
        advance(stream, std::min(stream.done + 1 + (*chance)() % 4, endOf(stream)));
    }
}

/// @returns what a call that may fail answers before it does anything
cudaError_t begin(cudaError_t failure = cudaErrorLaunchFailure) {
    Machine& all = machine();
    if (all.lost) {
        return cudaErrorLaunchFailure;
    }
    if (all.untilFailure > 0 && --all.untilFailure == 0) {
        if (failure == cudaErrorLaunchFailure) {
            all.lost = true;
            for (CUstream_st* stream : allStreams()) {
                stream->done = endOf(*stream);
                stream->waiting.clear();
            }
        }
        return failure;
    }
    advanceByChance();
    return cudaSuccess;
}

/// The allocation that the place lies in; 0: it is the program's own.
int allocationAt(const void* place) {
    const auto* at = static_cast<const char*>(place);
    auto found = machine().memory.upper_bound(at);
    if (found == machine().memory.begin()) {
        return 0;
    }
    --found;
    return at < found->first + found->second.size ? found->second.id : 0;
}

void enqueue(CUstream_st& stream, Operation operation) {
    if (stream.recording) {
        stream.recording->lanes[&stream].push_back(std::move(operation));
    } else {
        stream.waiting.push_back(std::move(operation));
    }
}

cudaError_t copy(void* to, const void* from, std::size_t bytes, cudaMemcpyKind kind,
                 CUstream_st& stream) {
    const int target = allocationAt(to);
    const int source = allocationAt(from);
    if (source == 0) { // as it is now
        const auto* first = static_cast<const char*>(from);
        enqueue(stream, {[to, kept = std::vector<char>(first, first + bytes)] {
                             std::memcpy(to, kept.data(), kept.size());
                         },
                         {},
                         {target}});
        return cudaSuccess;
    }
    enqueue(stream, {[=] { std::memmove(to, from, bytes); }, {}, {target, source}});
    if (target == 0 && kind == cudaMemcpyDeviceToHost) { // to memory of the program's own
        advance(stream, endOf(stream));
    }
    return cudaSuccess;
}

cudaError_t allocate(void** memory, std::size_t bytes, bool onDevice) {
    if (const cudaError_t error = begin(cudaErrorMemoryAllocation); error != cudaSuccess) {
        return error;
    }
    Machine& all = machine();
    *memory = std::malloc(std::max<std::size_t>(bytes, 1));
    std::memset(*memory, 0xcd, bytes);
    all.memory[static_cast<char*>(*memory)] = {++all.lastId, bytes, onDevice};
    all.deviceAllocations += onDevice ? 1 : 0;
    return cudaSuccess;
}

cudaError_t giveBack(void* memory) {
    Machine& all = machine();
    const auto found = all.memory.find(static_cast<char*>(memory));
    if (found == all.memory.end()) {
        all.problems.emplace_back("memory was given back that is none");
        return cudaErrorInvalidValue;
    }
    if (!found->second.onDevice) { // for which nobody promises to wait
        for (const CUstream_st* stream : allStreams()) {
            for (const Operation& operation : stream->waiting) {
                if (operation.memory.contains(found->second.id)) {
                    all.problems.emplace_back("memory of the host was given back while in use");
                }
            }
        }
    }
    advanceAll();
    std::free(memory);
    all.memory.erase(found);
    return cudaSuccess;
}

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

} // namespace

namespace gambade::test::stand_in {

void reset(unsigned seed) {
    Machine& all = machine();
    advanceAll();
    all.chance.reset();
    if (seed != 0) {
        all.chance.emplace(seed);
    }
    all.problems.clear();
    all.deviceAllocations = 0;
    all.untilFailure = 0;
    all.lost = false;
}

void setKernel(const std::string& name, std::function<Work(void** parameters)> make) {
    machine().kernels[name] = std::move(make);
}

void failCall(int n) {
    machine().untilFailure = n;
}

bool lost() {
    return machine().lost;
}

int deviceAllocations() {
    return machine().deviceAllocations;
}

int held() {
    return machine().handles + static_cast<int>(machine().memory.size());
}

const std::vector<std::string>& problems() {
    return machine().problems;
}

bool mayGoOn(bool asksForMemory) {
    return begin(asksForMemory ? cudaErrorMemoryAllocation : cudaErrorLaunchFailure) == cudaSuccess;
}

void enqueue(void* stream, Work work) {
    ::enqueue(streamOf(static_cast<cudaStream_t>(stream)), {std::move(work), {}, {}});
}

void countHeld(int change) {
    machine().handles += change;
}

std::vector<float> readGlBuffer(unsigned name) {
    CUstream_st& legacy = machine().legacy;
    advance(legacy, endOf(legacy));
    return machine().glBuffers[name];
}

} // namespace gambade::test::stand_in

// The runtime's functions that the engine calls.
extern "C" {

void** __cudaRegisterFatBinary(void*) {
    static void* handle = nullptr;
    return &handle;
}
void __cudaRegisterFatBinaryEnd(void**) {}
void __cudaUnregisterFatBinary(void**) {}
void __cudaRegisterFunction(void**, const char* function, char*, const char* name, int, uint3*,
                            uint3*, dim3*, dim3*, int*) {
    machine().kernelNames[function] = name;
}

// Of launches by <<<>>>, of which the engine has none.
cudaError_t __cudaPopCallConfiguration(dim3*, dim3*, std::size_t*, void*) {
    return cudaErrorNotSupported;
}
cudaError_t __cudaGetKernel(cudaKernel_t*, const void*) {
    return cudaErrorNotSupported;
}
cudaError_t __cudaLaunchKernel(cudaKernel_t, dim3, dim3, void**, std::size_t, cudaStream_t) {
    return cudaErrorNotSupported;
}
// Of the search for GPUs.
cudaError_t cudaDriverGetVersion(int*) {
    return cudaErrorNotSupported;
}
cudaError_t cudaGetDeviceCount(int*) {
    return cudaErrorNotSupported;
}
cudaError_t cudaGetDeviceProperties(cudaDeviceProp*, int) {
    return cudaErrorNotSupported;
}
cudaError_t cudaDeviceGetAttribute(int*, cudaDeviceAttr, int) {
    return cudaErrorNotSupported;
}

const char* cudaGetErrorString(cudaError_t) {
    return "as the test wants";
}
cudaError_t cudaGetLastError() {
    return cudaSuccess;
}
cudaError_t cudaSetDevice(int) {
    return begin();
}
cudaError_t cudaMemGetInfo(std::size_t* available, std::size_t* total) {
    *available = *total = 0;
    return cudaSuccess;
}
cudaError_t cudaMalloc(void** memory, std::size_t bytes) {
    return allocate(memory, bytes, true);
}
cudaError_t cudaMallocHost(void** memory, std::size_t bytes) {
    return allocate(memory, bytes, false);
}
cudaError_t cudaFree(void* memory) {
    return giveBack(memory);
}
cudaError_t cudaFreeHost(void* memory) {
    return giveBack(memory);
}
cudaError_t cudaMemcpyAsync(void* to, const void* from, std::size_t bytes, cudaMemcpyKind kind,
                            cudaStream_t stream) {
    const cudaError_t error = begin();
    return error == cudaSuccess ? copy(to, from, bytes, kind, streamOf(stream)) : error;
}
cudaError_t cudaMemcpy(void* to, const void* from, std::size_t bytes, cudaMemcpyKind kind) {
    return cudaMemcpyAsync(to, from, bytes, kind, nullptr);
}
cudaError_t cudaMemcpy2DAsync(void* to, std::size_t, const void* from, std::size_t,
                              std::size_t width, std::size_t, cudaMemcpyKind kind,
                              cudaStream_t stream) {
    return cudaMemcpyAsync(to, from, width, kind, stream); // the first row
}
cudaError_t cudaMemsetAsync(void* memory, int value, std::size_t bytes, cudaStream_t stream) {
    const cudaError_t error = begin();
    if (error == cudaSuccess) {
        enqueue(streamOf(stream),
                {[=] { std::memset(memory, value, bytes); }, {}, {allocationAt(memory)}});
    }
    return error;
}
cudaError_t cudaMemset(void* memory, int value, std::size_t bytes) {
    return cudaMemsetAsync(memory, value, bytes, nullptr);
}

cudaError_t cudaStreamCreateWithFlags(cudaStream_t* stream, unsigned flags) {
    const cudaError_t error = begin(cudaErrorMemoryAllocation);
    if (error == cudaSuccess) {
        machine().streams.push_back(std::make_unique<CUstream_st>());
        *stream = machine().streams.back().get();
        ++machine().handles;
        if (flags != cudaStreamNonBlocking) {
            machine().problems.emplace_back("a stream waits for the default one");
        }
    }
    return error;
}
cudaError_t cudaStreamDestroy(cudaStream_t stream) {
    if (stream->recording) {
        machine().problems.emplace_back("a stream was destroyed that records");
    }
    --machine().handles;
    return cudaSuccess;
}
cudaError_t cudaStreamSynchronize(cudaStream_t stream) {
    const cudaError_t error = begin();
    if (error == cudaSuccess) {
        advance(streamOf(stream), endOf(streamOf(stream)));
    }
    return error;
}
cudaError_t cudaDeviceSynchronize() {
    const cudaError_t error = begin();
    if (error == cudaSuccess) {
        advanceAll();
    }
    return error;
}

cudaError_t cudaEventCreateWithFlags(cudaEvent_t* event, unsigned) {
    return make(event);
}
cudaError_t cudaEventDestroy(cudaEvent_t event) {
    return destroy(event);
}
cudaError_t cudaEventRecordWithFlags(cudaEvent_t event, cudaStream_t stream, unsigned) {
    const cudaError_t error = begin();
    if (error == cudaSuccess) {
        event->recording = stream->recording;
        event->mark = {stream,
                       event->recording ? event->recording->lanes[stream].size() : endOf(*stream)};
    }
    return error;
}
cudaError_t cudaEventRecord(cudaEvent_t event, cudaStream_t stream) {
    return cudaEventRecordWithFlags(event, stream, 0);
}
cudaError_t cudaStreamWaitEvent(cudaStream_t stream, cudaEvent_t event, unsigned) {
    const cudaError_t error = begin();
    if (error == cudaSuccess) {
        if (event->recording) {
            stream->recording = event->recording; // a fork
        } else if (stream->recording) {
            machine().problems.emplace_back("a recording waits for what is not part of it");
        }
        enqueue(*stream, {nullptr, event->mark, {}});
    }
    return error;
}
cudaError_t cudaEventSynchronize(cudaEvent_t event) {
    const cudaError_t error = begin();
    if (error == cudaSuccess) {
        advance(*event->mark.stream, event->mark.count);
    }
    return error;
}
cudaError_t cudaEventElapsedTime(float* milliseconds, cudaEvent_t, cudaEvent_t) {
    *milliseconds = 1;
    return cudaSuccess;
}

cudaError_t cudaStreamBeginCapture(cudaStream_t stream, cudaStreamCaptureMode) {
    cudaError_t error = begin();
    if (error == cudaSuccess && stream->recording) {
        error = cudaErrorIllegalState;
    }
    if (error == cudaSuccess) {
        stream->recording = std::make_shared<Recording>(Recording{stream, {}});
    }
    return error;
}
cudaError_t cudaStreamEndCapture(cudaStream_t stream, cudaGraph_t* graph) {
    const auto recording = stream->recording;
    for (CUstream_st* each : allStreams()) {
        if (each->recording == recording) {
            each->recording.reset();
        }
    }
    const cudaError_t error = begin();
    if (error == cudaSuccess) {
        *graph = new CUgraph_st{recording};
        ++machine().handles;
    }
    return error;
}
cudaError_t cudaGraphInstantiate(cudaGraphExec_t* executable, cudaGraph_t graph,
                                 unsigned long long) {
    const cudaError_t error = make(executable);
    if (error == cudaSuccess) {
        (*executable)->recording = graph->recording;
    }
    return error;
}
cudaError_t cudaGraphDestroy(cudaGraph_t graph) {
    return destroy(graph);
}
cudaError_t cudaGraphExecDestroy(cudaGraphExec_t graph) {
    return destroy(graph);
}
cudaError_t cudaGraphLaunch(cudaGraphExec_t graph, cudaStream_t stream) {
    const cudaError_t error = graph != nullptr ? begin() : cudaErrorInvalidValue;
    if (error == cudaSuccess) {
        // Its streams are others at each launch; they start where it does, and end with it.
        enqueue(*stream, {[recording = graph->recording] {
                              std::map<CUstream_st*, CUstream_st> own;
                              for (const auto& [lane, operations] : recording->lanes) {
                                  own[lane].waiting.assign(operations.begin(), operations.end());
                              }
                              for (auto& [lane, each] : own) {
                                  for (Operation& operation : each.waiting) {
                                      if (operation.awaited.stream != nullptr) {
                                          operation.awaited.stream = &own[operation.awaited.stream];
                                      }
                                  }
                              }
                              advance(own[recording->origin], endOf(own[recording->origin]));
                              for (auto& [lane, each] : own) {
                                  advance(each, endOf(each));
                              }
                          },
                          {},
                          {}});
    }
    return error;
}
cudaError_t cudaLaunchKernelExC(const cudaLaunchConfig_t* configuration, const void* function,
                                void** parameters) {
    const cudaError_t error = begin();
    if (error == cudaSuccess) {
        Work work;
        for (const auto& [name, make] : machine().kernels) {
            if (machine().kernelNames[function].find(name) != std::string::npos) {
                work = make(parameters);
            }
        }
        enqueue(streamOf(configuration->stream), {work, {}, {}});
    }
    return error;
}

// Every OpenGL context is the GPU's.
cudaError_t cudaGLGetDevices(unsigned* count, int* devices, unsigned, cudaGLDeviceList) {
    *count = 1;
    *devices = 0;
    return begin();
}
cudaError_t cudaGraphicsGLRegisterBuffer(cudaGraphicsResource** resource, GLuint name, unsigned) {
    const cudaError_t error = make(resource);
    if (error == cudaSuccess) {
        (*resource)->name = name;
        machine().glBuffers[name].resize(1024);
    }
    return error;
}
cudaError_t cudaGraphicsUnregisterResource(cudaGraphicsResource_t resource) {
    return destroy(resource);
}
cudaError_t cudaGraphicsMapResources(int, cudaGraphicsResource_t*, cudaStream_t) {
    return begin();
}
cudaError_t cudaGraphicsUnmapResources(int, cudaGraphicsResource_t*, cudaStream_t) {
    return begin();
}
cudaError_t cudaGraphicsResourceGetMappedPointer(void** place, std::size_t* size,
                                                 cudaGraphicsResource_t resource) {
    auto& buffer = machine().glBuffers[resource->name];
    *place = buffer.data();
    *size = buffer.size() * sizeof(float);
    return begin();
}

} // extern "C"
