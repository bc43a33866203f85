// Stands in for functions.inc.h until that is there.
#define NN_EACH(name, call) \
  INLINE VEC FN(name)(VEC x) { for (int i = 0; i < LANES; i++) x[i] = (T)(call); return x; }
NN_EACH(exp, __builtin_exp(x[i]))
NN_EACH(expm1, __builtin_expm1(x[i]))
NN_EACH(log, __builtin_log(x[i]))
NN_EACH(log1p, __builtin_log1p(x[i]))
NN_EACH(tanh, __builtin_tanh(x[i]))
NN_EACH(sigmoid, 1 / (1 + __builtin_exp(-(double)x[i])))
NN_EACH(sin, __builtin_sin(x[i]))
NN_EACH(cos, __builtin_cos(x[i]))
NN_EACH(erf, __builtin_erf(x[i]))
#undef NN_EACH
