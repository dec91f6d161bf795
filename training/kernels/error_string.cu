// The text of an error code that another entry point returned.

#include "launch.h"

GAMBADE_EXPORT const char* gambade_error_string(int error) {
    return cudaGetErrorString(static_cast<cudaError_t>(error));
}
