// Every activation, in one table. To add one, add its line: it gives the kernels, their numbers and names.
//
//   A(NUMBER, "name in files", value, derivative)
//
// `value` is f(z) for the vector x = z. `derivative` is u · f'(z) for the vectors x = f(z) and u = the
// gradient of f(z): sigmoid' = y (1 - y), tanh' = 1 - y y; a slope is not negative, so the sign of y tells
// that of z. `s` is the one number that an activation may have. Comparisons are written so that NaN stays
// NaN. The derivative of the step is taken as 1 (the perceptron rule).
#ifndef CKERNELS_ACTIVATIONS_H
#define CKERNELS_ACTIVATIONS_H

#include <string.h>

#define NN_ACTIVATIONS(A)                                                                    \
  A(IDENTITY, "identity", x, u)                                                              \
  A(SIGMOID, "sigmoid", FN(sigmoid)(x), u *(x * (1 - x)))                                    \
  A(TANH, "tanh", FN(tanh)(x), u *(1 - x * x))                                               \
  A(RELU, "relu", FN(choose)(x <= 0, (VEC){0}, x), FN(choose)(x <= 0, (VEC){0}, u))          \
  A(LEAKY_RELU, "leaky_relu", FN(choose)(x <= 0, s * x, x), FN(choose)(x <= 0, s * u, u))    \
  A(STEP, "step", FN(choose)(x >= 0, FN(broadcast)(1), FN(choose)(x < 0, (VEC){0}, x)), u)

#define NN_ACTIVATION_NUMBER(number, name, value, derivative) NN_ACTIVATION_##number,
typedef enum nn_activation { NN_ACTIVATIONS(NN_ACTIVATION_NUMBER) } nn_activation;
#undef NN_ACTIVATION_NUMBER

// The activation of that name in files; -1 where there is none.
static inline int nn_activation_named(const char *name) {
#define NN_ACTIVATION_NAME(number, text, value, derivative) \
  if (strcmp(name, text) == 0) return NN_ACTIVATION_##number;
  NN_ACTIVATIONS(NN_ACTIVATION_NAME)
#undef NN_ACTIVATION_NAME
  return -1;
}

#endif
