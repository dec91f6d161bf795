#include "cuda_machine.h"

#include <algorithm>

namespace gambade::test::stand_in {

namespace {

void advanceByChance() {
    auto& chance = machine().chance;
    if (chance && !machine().lost && (*chance)() % 2 == 0) {
        const auto streams = allStreams();
        CUstream_st& stream = *streams[(*chance)() % streams.size()];
        advance(stream, std::min(stream.done + 1 + (*chance)() % 4, endOf(stream)));
    }
}

} // namespace

Machine& machine() {
    static Machine all;
    return all;
}

CUstream_st& streamOf(cudaStream_t stream) {
    return stream != nullptr ? *stream : machine().legacy;
}

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

cudaError_t begin(cudaError_t failure) {
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

std::vector<float> readGlBuffer(unsigned name) {
    CUstream_st& legacy = machine().legacy;
    advance(legacy, endOf(legacy));
    return machine().glBuffers[name];
}

} // namespace gambade::test::stand_in
