if(NOT TARGET gambade_gui)
    return()
endif()
find_package(Qt6 6.4 REQUIRED COMPONENTS Test Widgets)

# What drives a window, for the tests and for the programs below.
add_library(gambade_gui_test_tools STATIC gui/http_server.cpp gui/pointer_events.cpp
    gui/studio_fixture.cpp)
set_target_properties(gambade_gui_test_tools PROPERTIES AUTOMOC ON)
gambade_target(gambade_gui_test_tools)
target_link_libraries(gambade_gui_test_tools
    PUBLIC gambade_gui gambade_splat_test_tools Qt6::Test
    PRIVATE gambade_formula_weights)
target_compile_definitions(gambade_gui_test_tools PUBLIC
    GAMBADE_EXAMPLES="${PROJECT_SOURCE_DIR}/assets/examples")

# Runs of QTest executables on a screen of their own, an X display or a Wayland compositor. Skipped,
# with the reason printed, where there is none.
function(gambade_add_gui_run name script program)
    add_test(NAME ${name}
        COMMAND ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/${script} $<TARGET_FILE:${program}>)
    set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600 ENVIRONMENT
        "LSAN_OPTIONS=suppressions=${CMAKE_CURRENT_FUNCTION_LIST_DIR}/lsan_suppressions.txt;TSAN_OPTIONS=suppressions=${CMAKE_CURRENT_FUNCTION_LIST_DIR}/tsan_suppressions.txt")
endfunction()
function(gambade_add_gui_program name)
    add_executable(${name} ${ARGN})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    gambade_target(${name})
    target_link_libraries(${name} PRIVATE gambade_gui_test_tools)
endfunction()
# gambade_add_gui_test(NAME SOURCES...): on X.
function(gambade_add_gui_test name)
    gambade_add_gui_program(${name} ${ARGN})
    gambade_add_gui_run(${name} run_with_display.sh ${name})
endfunction()

gambade_add_gui_test(gui_parts_test
    gui/orbit_controller_test.cpp
    gui/orbit_controller_test.h
    gui/parts_test_main.cpp
    gui/worker_test.cpp
    gui/worker_test.h
)
gambade_add_gui_test(gui_window_test gui/main_window_test.cpp)
gambade_add_gui_test(gui_queue_test gui/queue_test.cpp)
gambade_add_gui_test(gui_bad_files_test gui/bad_files_test.cpp)
gambade_add_gui_test(gui_export_test gui/export_test.cpp)
gambade_add_gui_test(gui_viewport_test gui/viewport_test.cpp)
target_link_libraries(gui_viewport_test PRIVATE PkgConfig::EPOXY)
gambade_add_gui_test(gui_editing_test gui/editing_test.cpp)
gambade_add_gui_test(gui_selecting_test gui/selecting_test.cpp)
gambade_add_gui_test(gui_mask_test gui/mask_test.cpp)
gambade_add_gui_test(gui_picture_zoom_test gui/picture_zoom_test.cpp)
gambade_add_gui_test(gui_display_test gui/display_test.cpp)
gambade_add_gui_test(gui_input_test gui/input_test.cpp)
gambade_add_gui_test(gui_navigation_test gui/navigation_test.cpp)
gambade_add_gui_test(gui_view_cube_test gui/view_cube_test.cpp)
gambade_add_gui_test(gui_preferences_test gui/preferences_test.cpp)
gambade_add_gui_test(gui_download_test gui/download_test.cpp)
gambade_add_gui_test(gui_incoming_test gui/incoming_test.cpp)

gambade_add_gui_test(gui_translations_test gui/translations_test.cpp)
target_compile_definitions(gui_translations_test PRIVATE
    GAMBADE_SOURCE="${PROJECT_SOURCE_DIR}"
    GAMBADE_TRANSLATIONS="${PROJECT_SOURCE_DIR}/app/gui/translations"
    GAMBADE_LUPDATE="$<TARGET_FILE:Qt6::lupdate>"
    GAMBADE_SCREENSHOTS="${CMAKE_BINARY_DIR}/screenshots")

# Also where a screen has half as much room for all texts, and pixels are smaller than Qt's.
foreach(name translations picture_zoom)
    gambade_add_gui_run(gui_${name}_test_large run_with_display.sh gui_${name}_test)
    set_property(TEST gui_${name}_test_large APPEND PROPERTY ENVIRONMENT "QT_SCALE_FACTOR=1.5")
endforeach()

gambade_add_gui_test(gui_session_test gui/session_test.cpp)
target_compile_definitions(gui_session_test PRIVATE
    GAMBADE_STUDIO="$<TARGET_FILE:gambade-studio>")
add_dependencies(gui_session_test gambade-studio)

# A drag by the X server's own pointer.
add_executable(drag_source gui/drag_source.cpp)
gambade_target(drag_source)
target_link_libraries(drag_source PRIVATE Qt6::Widgets)
gambade_add_gui_test(gui_real_drag_test gui/real_drag_test.cpp)
target_compile_definitions(gui_real_drag_test PRIVATE
    GAMBADE_DRAG_SOURCE="$<TARGET_FILE:drag_source>")
add_dependencies(gui_real_drag_test drag_source)

# The same on Wayland, as far as it may differ there: windows, keyboard, clipboard, OpenGL.
gambade_add_gui_program(gui_wayland_test gui/wayland_test.cpp)
gambade_add_gui_run(gui_wayland_test run_on_wayland.sh gui_wayland_test)
set(wayland_runs window viewport display input navigation view_cube editing selecting
    incoming)
foreach(name IN LISTS wayland_runs)
    gambade_add_gui_run(gui_${name}_test_wayland run_on_wayland.sh gui_${name}_test)
endforeach()

# Pictures of the window for people to look at, in the build folder.
gambade_add_gui_test(gui_screenshots_test gui/screenshots_test.cpp)
target_compile_definitions(gui_screenshots_test PRIVATE
    GAMBADE_SCREENSHOTS="${CMAKE_BINARY_DIR}/screenshots")

# For scripts/soak_window.sh and scripts/make_readme_pictures.sh.
foreach(name window_soak readme_pictures)
    add_executable(${name} EXCLUDE_FROM_ALL gui/${name}.cpp)
    gambade_target(${name})
    target_link_libraries(${name} PRIVATE gambade_gui_test_tools)
endforeach()

# For benchmarks/README.md.
add_executable(window_bench EXCLUDE_FROM_ALL ${PROJECT_SOURCE_DIR}/benchmarks/window_bench.cpp)
gambade_target(window_bench)
target_link_libraries(window_bench PRIVATE gambade_gui_test_tools)

# Graphics drivers leak, and so do libwayland and Qt's plugin for it; they are unloaded before their
# leaks could be told from ours by name. So these runs are not checked for leaks; those on X that draw
# without OpenGL are, which are of the same programs.
set(leaky gui_viewport_test gui_display_test gui_screenshots_test gui_translations_test
    gui_translations_test_large gui_wayland_test)
foreach(name IN LISTS wayland_runs)
    list(APPEND leaky gui_${name}_test_wayland)
endforeach()
set_property(TEST ${leaky} APPEND PROPERTY ENVIRONMENT "ASAN_OPTIONS=detect_leaks=0")
