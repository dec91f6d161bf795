#include "reconstruction/cuda/cublas_lt.h"

#include "splats/error.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <string>

namespace gambade::cuda {

namespace {

/// The library of the CUDA release that this program was built with: only its structures are known.
std::string libraryName() {
    return fmt::format("libcublasLt.so.{}", CUBLAS_VER_MAJOR);
}

void* openLibrary() {
    // Where the linker looks, then where NVIDIA's installer puts it.
    for (const std::string& folder : {std::string(), std::string("/usr/local/cuda/lib64/")}) {
        if (void* library = dlopen((folder + libraryName()).c_str(), RTLD_NOW | RTLD_LOCAL)) {
            return library;
        }
    }
    throw Error(ErrorKind::kDevice,
                fmt::format("the matrix library {} was not found, which comes with CUDA {}",
                            libraryName(), CUBLAS_VER_MAJOR));
}

CublasLt loadLibrary() {
    void* library = openLibrary();
    CublasLt lt{};
    const auto find = [&](auto& function, const char* name) {
        void* symbol = dlsym(library, name);
        if (!symbol) {
            throw Error(ErrorKind::kDevice, fmt::format("the matrix library {} has no function {}",
                                                        libraryName(), name));
        }
        function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(symbol);
    };
    find(lt.create, "cublasLtCreate");
    find(lt.destroy, "cublasLtDestroy");
    find(lt.matmul, "cublasLtMatmul");
    find(lt.algoGetHeuristic, "cublasLtMatmulAlgoGetHeuristic");
    find(lt.descCreate, "cublasLtMatmulDescCreate");
    find(lt.descDestroy, "cublasLtMatmulDescDestroy");
    find(lt.descSetAttribute, "cublasLtMatmulDescSetAttribute");
    find(lt.layoutCreate, "cublasLtMatrixLayoutCreate");
    find(lt.layoutDestroy, "cublasLtMatrixLayoutDestroy");
    find(lt.layoutSetAttribute, "cublasLtMatrixLayoutSetAttribute");
    find(lt.preferenceCreate, "cublasLtMatmulPreferenceCreate");
    find(lt.preferenceDestroy, "cublasLtMatmulPreferenceDestroy");
    find(lt.preferenceSetAttribute, "cublasLtMatmulPreferenceSetAttribute");
    return lt;
}

} // namespace

const CublasLt& CublasLt::instance() {
    static const CublasLt lt = loadLibrary();
    return lt;
}

void check(cublasStatus_t status, const char* action) {
    if (status != CUBLAS_STATUS_SUCCESS) {
        throw Error(ErrorKind::kDevice,
                    fmt::format("the GPU's matrix library failed while {} (status {}); start "
                                "again, or choose the CPU",
                                action, static_cast<int>(status)));
    }
}

} // namespace gambade::cuda
