# One place for what every target of the project is built with.

set(GAMBADE_WARNINGS -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
    -Wnon-virtual-dtor -Woverloaded-virtual -Werror)

# gambade_target(NAME): warnings as errors, sanitizers, include paths from the root.
function(gambade_target name)
    target_compile_options(${name} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:${GAMBADE_WARNINGS}>)
    target_include_directories(${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
    if(GAMBADE_SANITIZE)
        target_compile_options(${name} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fsanitize=${GAMBADE_SANITIZE}>
            $<$<COMPILE_LANGUAGE:CXX>:-fno-sanitize-recover=all> $<$<COMPILE_LANGUAGE:CXX>:-fno-omit-frame-pointer>)
        target_link_options(${name} PRIVATE -fsanitize=${GAMBADE_SANITIZE})
    endif()
    if(GAMBADE_FUZZ)
        target_compile_options(${name} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fsanitize=fuzzer-no-link>)
    endif()
endfunction()

# gambade_fuzz_target(NAME SOURCES...): a libFuzzer executable, built with the `fuzz` preset only.
function(gambade_fuzz_target name)
    if(NOT GAMBADE_FUZZ)
        return()
    endif()
    add_executable(${name} ${ARGN})
    gambade_target(${name})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
endfunction()
