#pragma once

#include <cublasLt.h>

namespace gambade::cuda {

/// cuBLASLt, loaded at run time: the program starts where it is not installed.
struct CublasLt {
    decltype(&cublasLtCreate) create;
    decltype(&cublasLtDestroy) destroy;
    decltype(&cublasLtMatmul) matmul;
    decltype(&cublasLtMatmulAlgoGetHeuristic) algoGetHeuristic;
    decltype(&cublasLtMatmulDescCreate) descCreate;
    decltype(&cublasLtMatmulDescDestroy) descDestroy;
    decltype(&cublasLtMatmulDescSetAttribute) descSetAttribute;
    decltype(&cublasLtMatrixLayoutCreate) layoutCreate;
    decltype(&cublasLtMatrixLayoutDestroy) layoutDestroy;
    decltype(&cublasLtMatrixLayoutSetAttribute) layoutSetAttribute;
    decltype(&cublasLtMatmulPreferenceCreate) preferenceCreate;
    decltype(&cublasLtMatmulPreferenceDestroy) preferenceDestroy;
    decltype(&cublasLtMatmulPreferenceSetAttribute) preferenceSetAttribute;

    /// Loads the library once for the whole process. @throws Error(kDevice) where it is missing;
    /// the message is a reason, as CudaDevice::reason
    static const CublasLt& instance();
};

/// @param action as for check(cudaError_t) @throws Error(kDevice)
void check(cublasStatus_t status, const char* action);

} // namespace gambade::cuda
