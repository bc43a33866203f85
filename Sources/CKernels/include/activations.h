// Every activation, in one table. To add one, add its line: it gives the kernels, their numbers and names.
//
//   A(NUMBER, "name", value, OUTPUT or INPUT, derivative)
//
// `value` is f(z) for the vector x = z. `derivative` is u · f'(z), u the gradient of f(z), for the vector x
// that the line names: the OUTPUT f(z), or the INPUT z where the output does not tell enough. s and t are the
// numbers that an activation may have. Comparisons are written so that NaN stays NaN.
//
// sigmoid' = y (1 - y), tanh' = 1 - y y; a slope is not negative, so the sign of y tells that of z. The
// derivative of the step is taken as 1 (the perceptron rule). elu is that of Clevert et al. 2016 times t:
// s (exp(z) - 1) and t z; celu has s = alpha and t = 1 / alpha. The longer
// ones are in smooth_units.inc.h.
#ifndef CKERNELS_ACTIVATIONS_H
#define CKERNELS_ACTIVATIONS_H

#include <string.h>

#define NN_ACTIVATIONS(A)                                                                                    \
  A(IDENTITY, "identity", x, OUTPUT, u)                                                                      \
  A(SIGMOID, "sigmoid", FN(sigmoid)(x), OUTPUT, u *(x * (1 - x)))                                            \
  A(TANH, "tanh", FN(tanh)(x), OUTPUT, u *(1 - x * x))                                                       \
  A(RELU, "relu", FN(choose)(x <= 0, (VEC){0}, x), OUTPUT, FN(choose)(x <= 0, (VEC){0}, u))                  \
  A(LEAKY_RELU, "leaky_relu", FN(choose)(x <= 0, s * x, x), OUTPUT, FN(choose)(x <= 0, s * u, u))            \
  A(STEP, "step", FN(choose)(x >= 0, FN(broadcast)(1), FN(choose)(x < 0, (VEC){0}, x)), OUTPUT, u)           \
  A(ELU, "elu", FN(choose)(x <= 0, s * FN(expm1)(x), t * x), OUTPUT, u *FN(choose)(x <= 0, x + s, SPLAT(t))) \
  A(CELU, "celu", FN(choose)(x <= 0, s * FN(expm1)(t * x), x), OUTPUT,                                       \
    u *FN(choose)(x <= 0, t * x + 1, SPLAT(1)))                                                              \
  A(GELU, "gelu", FN(gelu)(x), INPUT, u *FN(gelu_slope)(x))                                                  \
  A(GELU_TANH, "gelu_tanh", FN(gelu_tanh)(x), INPUT, u *FN(gelu_tanh_slope)(x))                              \
  A(SILU, "silu", x *FN(sigmoid)(x), INPUT, u *FN(silu_slope)(x))                                            \
  A(MISH, "mish", FN(mish)(x), INPUT, u *FN(mish_slope)(x))                                                  \
  A(SOFTPLUS, "softplus", FN(choose)(s *x > t, x, FN(softplus)(s * x) / s), INPUT,                           \
    u *FN(choose)(s *x > t, SPLAT(1), FN(sigmoid)(s * x)))                                                   \
  A(SOFTSIGN, "softsign", x / (1 + ABS(x)), INPUT, u / ((1 + ABS(x)) * (1 + ABS(x))))                        \
  A(HARDTANH, "hardtanh", FN(choose)(x < s, SPLAT(s), FN(choose)(x > t, SPLAT(t), x)), OUTPUT,               \
    FN(choose)((x <= s) | (x >= t), (VEC){0}, u))                                                            \
  A(HARD_SIGMOID, "hard_sigmoid", FN(relu6)(x + 3) / 6, OUTPUT,                                              \
    FN(choose)((x <= 0) | (x >= 1), (VEC){0}, u / 6))                                                        \
  A(HARD_SWISH, "hard_swish", x *FN(relu6)(x + 3) / 6, INPUT,                                                \
    FN(choose)(x <= -3, (VEC){0}, FN(choose)(x >= 3, u, u *(x / 3 + (T)0.5))))

#define NN_FORMULA_NUMBER(number, name, value, reads, derivative) NN_ACTIVATION_##number,
typedef enum nn_formula { NN_ACTIVATIONS(NN_FORMULA_NUMBER) } nn_formula;
#undef NN_FORMULA_NUMBER

// An activation with its numbers s and t.
typedef struct nn_activation {
  nn_formula formula;
  double s, t;
} nn_activation;

static const nn_activation nn_identity = {NN_ACTIVATION_IDENTITY, 0, 0};

// The formula of that name; -1 where there is none.
static inline int nn_formula_named(const char *name) {
#define NN_FORMULA_NAME(number, text, value, reads, derivative) \
  if (strcmp(name, text) == 0) return NN_ACTIVATION_##number;
  NN_ACTIVATIONS(NN_FORMULA_NAME)
#undef NN_FORMULA_NAME
  return -1;
}

// Whether its derivative is computed from the input z; else it is from the output f(z).
static inline int nn_formula_reads_input(nn_formula formula) {
  enum { OUTPUT, INPUT };
#define NN_FORMULA_READS(number, text, value, reads, derivative) \
  case NN_ACTIVATION_##number: return reads;
  switch (formula) { NN_ACTIVATIONS(NN_FORMULA_READS) }
#undef NN_FORMULA_READS
  return OUTPUT;
}

#endif
