# The CUDA engine. Each executable skips, saying why, where there is no GPU.
get_target_property(gambade_has_cuda gambade_reconstruction GAMBADE_HAS_CUDA)
if(NOT gambade_has_cuda)
    message(STATUS "Tests of the CUDA engine: not built, as the engine is not")
    return()
endif()
find_package(CUDAToolkit 12 REQUIRED)
add_library(gambade_cuda_test_main OBJECT cuda_test_main.cpp)
gambade_target(gambade_cuda_test_main)
target_link_libraries(gambade_cuda_test_main PUBLIC Catch2::Catch2 gambade_reconstruction)

function(gambade_add_cuda_tests name)
    add_executable(${name} ${ARGN})
    gambade_target(${name})
    target_include_directories(${name} SYSTEM PRIVATE ${CUDAToolkit_INCLUDE_DIRS})
    target_compile_definitions(${name} PRIVATE
        GAMBADE_TEST_DATA="${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../data")
    target_link_libraries(${name} PRIVATE
        gambade_cuda_test_main gambade_reconstruction gambade_formula_weights)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600)
endfunction()

gambade_add_cuda_tests(cuda_ops_tests
    cuda_ops_test.cpp
    cuda_products_test.cpp
    cuda_scan_test.cpp
    cuda_visible_rows_test.cpp
)
gambade_add_cuda_tests(cuda_network_tests
    cuda_network_test.cpp
    reference_network.cpp
    reference_tokenizer.cpp
)
gambade_add_cuda_tests(cuda_parity_tests cuda_parity_test.cpp)
gambade_add_cuda_tests(cuda_loss_tests cuda_loss_test.cpp)

# The engine with a stand-in for the GPU: what is queued, in which order, in whose memory.
gambade_add_tests(cuda_order_tests
    cublas_stand_in.cpp
    cuda_order_test.cpp
    cuda_runtime_stand_in.cpp
    cuda_stand_in.cpp
)
target_include_directories(cuda_order_tests SYSTEM PRIVATE ${CUDAToolkit_INCLUDE_DIRS})
target_link_libraries(cuda_order_tests PRIVATE gambade_reconstruction gambade_formula_weights)

# Results in OpenGL's buffers; skips also where the GPU does not draw.
if(TARGET gambade_gl_renderer)
    add_executable(cuda_gl_tests cuda_gl_test.cpp ../splat_renderer/gl_comparison.cpp)
    gambade_target(cuda_gl_tests)
    target_include_directories(cuda_gl_tests SYSTEM PRIVATE ${CUDAToolkit_INCLUDE_DIRS})
    target_link_libraries(cuda_gl_tests PRIVATE Catch2::Catch2 gambade_reconstruction
        gambade_formula_weights gambade_gl_renderer gambade_headless_context
        gambade_splat_test_tools CUDA::cudart_static)
    add_test(NAME cuda_gl_tests COMMAND cuda_gl_tests)
    set_tests_properties(cuda_gl_tests PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600)

    add_executable(cuda_gl_bench EXCLUDE_FROM_ALL
        ${PROJECT_SOURCE_DIR}/benchmarks/cuda_gl_bench.cpp)
    gambade_target(cuda_gl_bench)
    target_include_directories(cuda_gl_bench SYSTEM PRIVATE ${CUDAToolkit_INCLUDE_DIRS})
    target_link_libraries(cuda_gl_bench PRIVATE
        gambade_reconstruction gambade_gl_renderer gambade_headless_context)
endif()

# Per-stage times, on the metered machine: benchmarks/cuda_check.sh.
add_executable(cuda_bench EXCLUDE_FROM_ALL ${PROJECT_SOURCE_DIR}/benchmarks/cuda_bench.cpp)
gambade_target(cuda_bench)
target_include_directories(cuda_bench PRIVATE ${CMAKE_CURRENT_LIST_DIR})
target_link_libraries(cuda_bench PRIVATE gambade_reconstruction gambade_formula_weights)

# Times of every operation, likewise.
add_executable(cuda_ops_bench EXCLUDE_FROM_ALL ${PROJECT_SOURCE_DIR}/benchmarks/cuda_ops_bench.cpp)
gambade_target(cuda_ops_bench)
target_include_directories(cuda_ops_bench SYSTEM PRIVATE ${CUDAToolkit_INCLUDE_DIRS})
target_link_libraries(cuda_ops_bench PRIVATE gambade_reconstruction)

# Errors, times and memory of every precision, likewise.
add_executable(cuda_precision EXCLUDE_FROM_ALL
    ${PROJECT_SOURCE_DIR}/benchmarks/cuda_precision.cpp
    ${PROJECT_SOURCE_DIR}/benchmarks/weight_rounding.cpp)
gambade_target(cuda_precision)
target_include_directories(cuda_precision SYSTEM PRIVATE ${CUDAToolkit_INCLUDE_DIRS})
target_link_libraries(cuda_precision PRIVATE gambade_reconstruction)
