// Activations that take more than a line, with their derivatives by the input z = x. Their errors are those
// of the functions that they are made of: a few units in the last place of x.

// min(max(x, 0), 6), NaN for NaN.
INLINE VEC FN(relu6)(VEC x) { return FN(choose)(x < 0, (VEC){0}, FN(choose)(x > 6, SPLAT(6), x)); }

// |x| up to a bound, with the sign of x.
INLINE VEC FN(bounded)(VEC x, T bound) { return SELECT(ABS(x) > bound, WITH_SIGN(SPLAT(bound), x), x); }

// log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|)).
INLINE VEC FN(softplus)(VEC x) { return FN(choose)(x < 0, (VEC){0}, x) + FN(log1p)(FN(exp)(-ABS(x))); }

// x Phi(x), Phi the distribution function of the standard normal distribution: (1 + erf(x / sqrt(2))) / 2.
INLINE VEC FN(normal_cdf)(VEC x) { return (T)0.5 * (1 + FN(erf)(x * SPLAT(0x1.6a09e667f3bcdp-1))); }

INLINE VEC FN(gelu)(VEC x) { return x * FN(normal_cdf)(x); }

// Phi(x) + x phi(x), phi the density: exp(-x^2 / 2) / sqrt(2 pi). From 40 on it is 0, and so is x phi(x).
INLINE VEC FN(gelu_slope)(VEC x) {
  VEC near = FN(bounded)(x, 40);
  return FN(normal_cdf)(x) + near * (SPLAT(0x1.9884533d43651p-2) * FN(exp)((T)-0.5 * near * near));
}

// x (1 + tanh(v)) / 2 with v = sqrt(2 / pi) (x + 0.044715 x^3), which tanh takes to -1 or 1 before |x| is 20.
INLINE VEC FN(gelu_tanh)(VEC x) {
  VEC near = FN(bounded)(x, 20);
  VEC v = SPLAT(0x1.9884533d43651p-1) * (near + SPLAT(0.044715) * near * near * near);
  return (T)0.5 * x * (1 + FN(tanh)(v));
}

// (1 + tanh(v)) / 2 + x (1 - tanh(v)^2) v' / 2
INLINE VEC FN(gelu_tanh_slope)(VEC x) {
  VEC near = FN(bounded)(x, 20), square = near * near, beta = SPLAT(0x1.9884533d43651p-1);
  VEC h = FN(tanh)(beta * (near + SPLAT(0.044715) * square * near));
  VEC slope = beta * (1 + SPLAT(3 * 0.044715) * square);
  return (T)0.5 * (1 + h) + (T)0.5 * near * (1 - h * h) * slope;
}

// (x q)' with q = sigmoid(x): q (1 + x (1 - q))
INLINE VEC FN(silu_slope)(VEC x) {
  VEC q = FN(sigmoid)(x);
  return q * (1 + x * (1 - q));
}

// tanh(log(1 + exp(x))) = n / (n + 2) with n = e (e + 2) and e = exp(x); 1 before x is 40.
INLINE VEC FN(mish_factor)(VEC x, VEC *e, VEC *d) {
  *e = FN(exp)(SELECT(x > 40, SPLAT(40), x));
  VEC n = *e * (*e + 2);
  *d = n + 2;
  return n / *d;
}

INLINE VEC FN(mish)(VEC x) {
  VEC e, d;
  return x * FN(mish_factor)(x, &e, &d);
}

// (x w)' with w = n / d: w + x 4 e (e + 1) / d^2
INLINE VEC FN(mish_slope)(VEC x) {
  VEC e, d, w = FN(mish_factor)(x, &e, &d), near = SELECT(x > 40, SPLAT(40), x);
  return w + near * ((2 / d) * (2 * e * (e + 1) / d));
}
