#pragma once

#include <functional>
#include <string>
#include <vector>

/// A stand-in for the CUDA runtime and cuBLASLt, linked in their place, so that the order of the
/// engine's work is tested where there is no GPU. Memory is the host's, copies are real, kernels
/// are what a test says they are, and matrix products make the first value only (y = x, plus c
/// where they add it). What is queued happens as late as streams, events and graphs allow, or, by
/// chance, earlier. For one thread.
namespace gambade::test::stand_in {

/// Forgets failures and problems.
/// @param seed of the chance; 0: everything happens as late as possible
void reset(unsigned seed = 0);

/// What a launch does in its turn.
using Work = std::function<void()>;
/// Kernels with `name` in theirs do from now on what `make` says, given the addresses of a launch's
/// parameters; the others do nothing.
void setKernel(const std::string& name, std::function<Work(void** parameters)> make);

/// The n-th call from now that may fail does, if there are so many. Where memory, handles or graphs
/// are asked for, it is for want of memory; else the GPU is lost, and all later calls fail too.
void failCall(int n);
bool lost();

/// Of cudaMalloc since reset().
int deviceAllocations();
/// Memory, streams, events, graphs and cuBLASLt's things that are not given back.
int held();
/// What a GPU might have punished: memory given back while it is in use, a recording left open …
const std::vector<std::string>& problems();

/// What an OpenGL buffer holds when all that fills it is done; it has room for what is copied.
std::vector<float> readGlBuffer(unsigned name);

} // namespace gambade::test::stand_in
