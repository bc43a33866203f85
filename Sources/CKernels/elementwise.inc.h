// Elementwise kernels. Bound: the arithmetic of the function (exp, tanh, ...), or L1 and L2 bandwidth where
// there is hardly any. Any count: the tail is loaded and stored by parts, so that nothing past `count` is
// touched.

#ifndef NN_MAP
// out[i] = expression of the vectors x = in[i] (and u = other[i]), for all i < count.
#define NN_MAP(count, in, other, out, expression)                                                \
  do {                                                                                           \
    ptrdiff_t i = 0;                                                                             \
    for (; i + LANES <= (count); i += LANES) {                                                   \
      VEC x = FN(load)((in) + i), u = FN(load)((other) + i);                                     \
      (void)x, (void)u;                                                                          \
      FN(store)((out) + i, (expression));                                                        \
    }                                                                                            \
    if (i < (count)) {                                                                           \
      VEC x = FN(load_part)((in) + i, (count) - i), u = FN(load_part)((other) + i, (count) - i); \
      (void)x, (void)u;                                                                          \
      FN(store_part)((out) + i, (expression), (count) - i);                                      \
    }                                                                                            \
  } while (0)
#endif

// The formulas are in activations.h.
static void FN(activate)(nn_activation f, ptrdiff_t count, const void *z_, void *y_) {
  const T *z = z_;
  T *y = y_;
  const T s = (T)f.s, t = (T)f.t;
  (void)s, (void)t;
  if (f.formula == NN_ACTIVATION_IDENTITY && y == z) return;
#define NN_VALUE(number, name, value, reads, derivative) \
  case NN_ACTIVATION_##number:                           \
    NN_MAP(count, z, z, y, value);                       \
    return;
  switch (f.formula) { NN_ACTIVATIONS(NN_VALUE) }
#undef NN_VALUE
}

static void FN(activate_backward)(nn_activation f, ptrdiff_t count, const void *known_, const void *dy_,
                                  void *dz_) {
  const T *known = known_, *dy = dy_;
  T *dz = dz_;
  const T s = (T)f.s, t = (T)f.t;
  (void)s, (void)t;
#define NN_DERIVATIVE(number, name, value, reads, derivative) \
  case NN_ACTIVATION_##number:                                \
    NN_MAP(count, known, dy, dz, derivative);                 \
    return;
  switch (f.formula) { NN_ACTIVATIONS(NN_DERIVATIVE) }
#undef NN_DERIVATIVE
}

static void FN(multiply)(ptrdiff_t count, const void *x_, const void *y_, void *z_) {
  const T *in = x_, *other = y_;
  T *out = z_;
  NN_MAP(count, in, other, out, x * u);
}

static void FN(add)(ptrdiff_t count, const void *x_, void *y_) {
  const T *in = x_;
  T *out = y_;
  NN_MAP(count, in, out, out, u + x);
}

static void FN(function)(nn_function f, ptrdiff_t count, const void *x_, void *y_) {
  const T *in = x_;
  T *out = y_;
  switch (f) {
    case NN_FUNCTION_EXP: NN_MAP(count, in, in, out, FN(exp)(x)); return;
    case NN_FUNCTION_EXPM1: NN_MAP(count, in, in, out, FN(expm1)(x)); return;
    case NN_FUNCTION_LOG: NN_MAP(count, in, in, out, FN(log)(x)); return;
    case NN_FUNCTION_LOG1P: NN_MAP(count, in, in, out, FN(log1p)(x)); return;
    case NN_FUNCTION_SIN: NN_MAP(count, in, in, out, FN(sin)(x)); return;
    case NN_FUNCTION_COS: NN_MAP(count, in, in, out, FN(cos)(x)); return;
    case NN_FUNCTION_TANH: NN_MAP(count, in, in, out, FN(tanh)(x)); return;
    case NN_FUNCTION_SIGMOID: NN_MAP(count, in, in, out, FN(sigmoid)(x)); return;
    case NN_FUNCTION_ERF: NN_MAP(count, in, in, out, FN(erf)(x)); return;
  }
}
