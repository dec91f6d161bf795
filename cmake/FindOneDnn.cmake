# oneDNN's own CMake file asks for the OpenCL headers, which only its GPU interface needs.
#
# Defines OneDnn::dnnl.

find_path(OneDnn_INCLUDE_DIR oneapi/dnnl/dnnl.hpp)
find_library(OneDnn_LIBRARY dnnl)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OneDnn REQUIRED_VARS OneDnn_LIBRARY OneDnn_INCLUDE_DIR)

if(OneDnn_FOUND AND NOT TARGET OneDnn::dnnl)
    add_library(OneDnn::dnnl UNKNOWN IMPORTED)
    set_target_properties(OneDnn::dnnl PROPERTIES
        IMPORTED_LOCATION ${OneDnn_LIBRARY}
        INTERFACE_SYSTEM_INCLUDE_DIRECTORIES ${OneDnn_INCLUDE_DIR})
endif()
