#include "cuda_machine.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <cuda_gl_interop.h>

using namespace gambade::test::stand_in;

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

} // namespace

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

// Of launches by <<<>>>, of which the engine has none, but which nvcc writes a function for beside
// every kernel: CUDA 12's by cudaLaunchKernel, CUDA 13's by the last two.
cudaError_t __cudaPopCallConfiguration(dim3*, dim3*, std::size_t*, void*) {
    return cudaErrorNotSupported;
}
cudaError_t cudaLaunchKernel(const void*, dim3, dim3, void**, std::size_t, cudaStream_t) {
    return cudaErrorNotSupported;
}
cudaError_t __cudaGetKernel(void**, const void*) {
    return cudaErrorNotSupported;
}
cudaError_t __cudaLaunchKernel(void*, dim3, dim3, void**, std::size_t, cudaStream_t) {
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
