# The CUDA engine, inside gambade_reconstruction: kernels by nvcc, the rest by the C++ compiler. The
# CUDA runtime is linked statically and cuBLASLt loaded at run time, so that the program starts where
# there is no CUDA at all. CMake's own CUDA language would make nvcc link every program.

set(gambade_has_cuda OFF)
if(NOT GAMBADE_CUDA STREQUAL "OFF")
    find_package(CUDAToolkit 12 QUIET)
    # The first of each generation serves all of it: Ampere and Ada, Hopper, and where the compiler
    # surely knows them Blackwell of data centres and of desktops. What is of none of these translates
    # the last one's PTX.
    set(generations 80 90)
    if(CUDAToolkit_VERSION VERSION_GREATER_EQUAL 13)
        set(generations 80 100 120 90)
    endif()
    set(GAMBADE_CUDA_ARCHITECTURES "${generations}" CACHE STRING
        "Compute capabilities that kernels are compiled for; PTX is kept of the last one")
    if(CUDAToolkit_FOUND AND CUDAToolkit_NVCC_EXECUTABLE)
        set(gambade_has_cuda ON)
        message(STATUS "CUDA engine: built with CUDA ${CUDAToolkit_VERSION} for "
            "${GAMBADE_CUDA_ARCHITECTURES}")
    elseif(GAMBADE_CUDA STREQUAL "ON")
        message(FATAL_ERROR "GAMBADE_CUDA is ON, but no CUDA toolkit of version 12 or newer with "
            "nvcc was found: put nvcc on the PATH or set CUDAToolkit_ROOT")
    else()
        message(STATUS "CUDA engine: not built, no CUDA toolkit of version 12 or newer with nvcc")
    endif()
else()
    message(STATUS "CUDA engine: not built, GAMBADE_CUDA is OFF")
endif()

if(NOT gambade_has_cuda)
    target_sources(gambade_reconstruction PRIVATE cuda/absent.cpp)
    return()
endif()

target_sources(gambade_reconstruction PRIVATE
    cuda/camera_token.cpp
    cuda/check.cpp
    cuda/context.cpp
    cuda/cublas_lt.cpp
    cuda/cuda_bench.cpp
    cuda/cuda_device.cpp
    cuda/cuda_engine.cpp
    cuda/cuda_rates.cpp
    cuda/decoder.cpp
    cuda/gemm.cpp
    cuda/gpu_result.cpp
    cuda/image_features.cpp
    cuda/network_pass.cpp
    cuda/sequence.cpp
    cuda/stem.cpp
    cuda/supported_sizes.cpp
    cuda/tokenizer.cpp
)
# Tests of the engine's parts are built where this says so.
set_target_properties(gambade_reconstruction PROPERTIES GAMBADE_HAS_CUDA ON)
target_include_directories(gambade_reconstruction SYSTEM PRIVATE ${CUDAToolkit_INCLUDE_DIRS})
target_link_libraries(gambade_reconstruction PRIVATE CUDA::cudart_static ${CMAKE_DL_LIBS})

set(nvcc_options -std=c++20 -O3 -ftz=true -lineinfo -Werror all-warnings
    -Xcompiler -Wall,-Wextra,-Werror,-fPIC "-I${PROJECT_SOURCE_DIR}"
    -ccbin "${CMAKE_CXX_COMPILER}")
# To a fifth of the size. Drivers older than CUDA 12.4 do not unpack it; none of them runs what was built
# with CUDA 13.
if(CUDAToolkit_VERSION VERSION_GREATER_EQUAL 13)
    list(APPEND nvcc_options --compress-mode=size)
endif()
foreach(architecture IN LISTS GAMBADE_CUDA_ARCHITECTURES)
    list(APPEND nvcc_options -gencode "arch=compute_${architecture},code=sm_${architecture}")
    set(last ${architecture})
endforeach()
list(APPEND nvcc_options -gencode "arch=compute_${last},code=compute_${last}")

file(MAKE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/cuda")
foreach(kernels activations affine attention camera convolution decode delta norm patches resize scan
        visible_rows)
    set(source "${CMAKE_CURRENT_LIST_DIR}/${kernels}.cu")
    set(object "${CMAKE_CURRENT_BINARY_DIR}/cuda/${kernels}.o")
    add_custom_command(OUTPUT "${object}"
        COMMAND "${CUDAToolkit_NVCC_EXECUTABLE}" ${nvcc_options} -MD -MF "${object}.d"
            -c "${source}" -o "${object}"
        DEPENDS "${source}"
        DEPFILE "${object}.d"
        COMMENT "Compiling CUDA kernels ${kernels}.cu"
        VERBATIM)
    target_sources(gambade_reconstruction PRIVATE "${object}")
endforeach()
