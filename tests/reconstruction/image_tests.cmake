find_package(ZLIB REQUIRED)
find_package(OpenCvModules REQUIRED)

gambade_add_tests(image_tests
    color_profile_test.cpp
    framing_test.cpp
    icc_profile.cpp
    image_test.cpp
    malformed_picture_test.cpp
    matte_test.cpp
    picture_files.cpp
    picture_sink_test.cpp
    synthetic_photo.cpp
)
target_link_libraries(image_tests PRIVATE gambade_image ZLIB::ZLIB OpenCvModules::opencv)

add_executable(matting_network_test matting_network_test.cpp synthetic_photo.cpp)
gambade_target(matting_network_test)
target_link_libraries(matting_network_test PRIVATE gambade_test_main gambade_image)
add_test(NAME "image_tests: the matting network" COMMAND matting_network_test)
set_tests_properties("image_tests: the matting network" PROPERTIES
    SKIP_RETURN_CODE 77 TIMEOUT 120)
