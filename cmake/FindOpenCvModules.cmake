# Debian keeps OpenCV's own CMake files in libopencv-dev, which pulls in over 400 packages. The three
# modules the project uses have their own -dev packages; this finds those.
#
# Defines OpenCvModules::opencv (core, imgproc, dnn).

find_path(OpenCvModules_INCLUDE_DIR opencv2/dnn.hpp PATH_SUFFIXES opencv4)
foreach(module core imgproc dnn)
    find_library(OpenCvModules_${module}_LIBRARY opencv_${module})
    list(APPEND OpenCvModules_required OpenCvModules_${module}_LIBRARY)
    list(APPEND OpenCvModules_libraries ${OpenCvModules_${module}_LIBRARY})
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OpenCvModules
    REQUIRED_VARS OpenCvModules_INCLUDE_DIR ${OpenCvModules_required})

if(OpenCvModules_FOUND AND NOT TARGET OpenCvModules::opencv)
    add_library(OpenCvModules::opencv INTERFACE IMPORTED)
    target_include_directories(OpenCvModules::opencv SYSTEM INTERFACE ${OpenCvModules_INCLUDE_DIR})
    target_link_libraries(OpenCvModules::opencv INTERFACE ${OpenCvModules_libraries})
endif()
