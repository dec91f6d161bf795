gambade_add_tests(network_tests
    camera_test.cpp
    engine_team_test.cpp
    network_ops_test.cpp
    network_test.cpp
    picture_stream_test.cpp
    reconstructor_test.cpp
    reference_network.cpp
    reference_tokenizer.cpp
    scan_test.cpp
    thread_pool_test.cpp
)
target_link_libraries(network_tests PRIVATE gambade_reconstruction gambade_formula_weights)
target_compile_definitions(network_tests PRIVATE GAMBADE_ASSETS="${PROJECT_SOURCE_DIR}/assets")

# The published size: 124 million weights, by far the longest of the quick tests.
gambade_add_tests(network_parity_tests network_parity_test.cpp)
target_link_libraries(network_parity_tests PRIVATE gambade_reconstruction gambade_formula_weights)
