# The program itself, started as a user starts it, with a tiny model that the tests write.
gambade_add_tests(cli_tests
    ../reconstruction/picture_files.cpp
    cli/bad_input_test.cpp
    cli/bad_output_test.cpp
    cli/commands_test.cpp
    cli/interrupt_test.cpp
    cli/json_test.cpp
    cli/large_picture_test.cpp
    cli/program.cpp
    cli/reconstruct_test.cpp
    cli/workplace.cpp
)
target_link_libraries(cli_tests PRIVATE
    gambade_formula_weights gambade_image nlohmann_json::nlohmann_json ZLIB::ZLIB)
target_compile_definitions(cli_tests PRIVATE
    GAMBADE_PROGRAM="$<TARGET_FILE:gambade>" GAMBADE_ASSETS="${PROJECT_SOURCE_DIR}/assets")
add_dependencies(cli_tests gambade)

# Need another user or a disk of their own: skipped, with the reason printed, where neither can be.
foreach(name permissions disk_full)
    add_test(NAME "cli_tests: ${name}" COMMAND ${CMAKE_CURRENT_LIST_DIR}/cli/${name}_test.sh
        $<TARGET_FILE:gambade> ${PROJECT_SOURCE_DIR}/assets/examples/rocket.png)
    set_tests_properties("cli_tests: ${name}" PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 120)
endforeach()
