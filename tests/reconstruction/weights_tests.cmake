# Weights by the formula of data/reference/README.md, for every test that needs a model.
add_library(gambade_formula_weights STATIC formula_weights.cpp)
gambade_target(gambade_formula_weights)
target_link_libraries(gambade_formula_weights PUBLIC gambade_weights)

find_package(PkgConfig REQUIRED)
pkg_check_modules(zip REQUIRED IMPORTED_TARGET libzip)
gambade_add_tests(weights_tests
    checkpoint_test.cpp
    network_config_test.cpp
    pickle_test.cpp
    safetensors_test.cpp
    weights_test.cpp
)
target_link_libraries(weights_tests PRIVATE
    gambade_formula_weights nlohmann_json::nlohmann_json PkgConfig::zip)

# Against PyTorch itself, where the system's Python has it; says so where it has not.
add_executable(import_checkpoint ../tools/import_checkpoint.cpp)
gambade_target(import_checkpoint)
target_link_libraries(import_checkpoint PRIVATE gambade_weights)
set(tests_folder ${CMAKE_CURRENT_LIST_DIR}/..)
add_test(NAME "weights_tests: imports agree with PyTorch"
    COMMAND /usr/bin/python3 ${tests_folder}/tools/check_checkpoint_import.py
        $<TARGET_FILE:import_checkpoint> ${tests_folder}/data/checkpoints/tiny_config.json)
set_tests_properties("weights_tests: imports agree with PyTorch" PROPERTIES
    SKIP_RETURN_CODE 77 TIMEOUT 120 ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)
