#include "reconstruction/ops.h"

namespace gambade::cpu {

void affineRow(const float* weights, const float* bias, const float* x, int outputs, int inputs,
               float* y) {
    for (int i = 0; i < outputs; ++i, weights += inputs) {
        double sum = bias[i];
        for (int j = 0; j < inputs; ++j) {
            sum += static_cast<double>(weights[j]) * x[j];
        }
        y[i] = static_cast<float>(sum);
    }
}

} // namespace gambade::cpu
