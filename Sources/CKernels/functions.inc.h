// Elementary functions of a vector, from + - * /, integer operations and fused multiply-adds only: the same
// bits on every instruction set. Include after vector.inc.h; for float after the double version of the same
// NN_VARIANT, which sin, cos and erf of floats go through.
//
// Greatest error seen, in units in the last place (every float | 10^7 doubles a function, over the whole
// range): exp 0.77 | 0.75, expm1 0.87 | 1.11, log 0.65 | 0.63, log1p 0.83 | 0.83, tanh 0.78 | 0.81,
// sigmoid 0.77 | 0.76, sin and cos 0.51 | 0.75, erf 0.51 | 1.28. Zeros, subnormals, infinities and NaN are as
// IEEE 754 (9.2.1) has them.
//
// Polynomials are minimax fits of this project's own: Remez exchange in 50-digit arithmetic (mpmath) on the
// interval named beside each, coefficients then rounded, highest power first. e is their error before that
// rounding.
#ifndef NN_FUNCTIONS_VOCABULARY
#define NN_FUNCTIONS_VOCABULARY
#define SPLAT(c) FN(broadcast)((T)(c))
#define SELECT(mask, a, b) FN(choose)((IVEC)(mask), a, b)
#define ABS(x) ((VEC)((IVEC)(x) & ~SIGN))
#define WITH_SIGN(magnitude, x) ((VEC)((IVEC)(magnitude) | ((IVEC)(x) & SIGN)))
#define POLY(x, ...) FN(poly)(x, (const T[]){__VA_ARGS__}, sizeof((const T[]){__VA_ARGS__}) / sizeof(T))
#endif

#undef MANTISSA
#undef BIAS
#undef SIGN
#undef PER_TYPE
#if NN_DOUBLE
#define MANTISSA 52
#define BIAS 1023
#define SIGN INT64_MIN
#define PER_TYPE(f32, f64) (f64)
#else
#define MANTISSA 23
#define BIAS 127
#define SIGN INT32_MIN
#define PER_TYPE(f32, f64) (f32)
#endif
#define ONE_BITS ((INT)BIAS << MANTISSA)
// Adding it leaves an integer in the low bits of the sum, rounded to nearest.
#define ROUNDER PER_TYPE(0x1.8p23f, 0x1.8p52)
#define LN2_HIGH PER_TYPE(0x1.62e430p-1f, 0x1.62e42fefa39efp-1)
#define LN2_LOW PER_TYPE(-0x1.05c610p-29f, 0x1.abc9e3b39803fp-56)

INLINE VEC FN(poly)(VEC x, const T *c, int terms) {
  VEC y = SPLAT(c[0]);
  for (int i = 1; i < terms; i++) y = FMA(y, x, SPLAT(c[i]));
  return y;
}

// 2^n for a normal result.
INLINE VEC FN(power_of_two)(IVEC n) { return (VEC)((n + BIAS) << MANTISSA); }

// x 2^n, rounded once where it is subnormal, for |x| in [0.5, 2].
INLINE VEC FN(scale)(VEC x, IVEC n) {
  IVEC half = n >> 1;
  return x * FN(power_of_two)(half) * FN(power_of_two)(n - half);
}

// exp(x) = 2^n (high + low), high = 1 + r rounded, |r| <= ln2/2: Cody and Waite's reduction, its rest kept in
// `low`, so that expm1, tanh and sigmoid lose nothing to cancellation.
INLINE VEC FN(exp_parts)(VEC x, VEC *low, IVEC *n) {
  VEC shifted = FMA(x, SPLAT(0x1.71547652b82fep0), SPLAT(ROUNDER)), k = shifted - ROUNDER;
  *n = (IVEC)shifted - (IVEC)SPLAT(ROUNDER);
  VEC exact = FMA(k, SPLAT(-LN2_HIGH), x), r = FMA(k, SPLAT(-LN2_LOW), exact);
  VEC rest = FMA(k, SPLAT(-LN2_LOW), exact - r), high = 1 + r;
#if NN_DOUBLE  // (exp(r) - 1 - r) / r^2 on |r| <= 0.347, e = 2^-59.3
  VEC p = POLY(r, 0x1.1f8ba7d848628p-29, 0x1.af4e726d9072bp-26, 0x1.27e4cc97c8e77p-22, 0x1.71de01ef9c6d6p-19,
               0x1.a01a01ad113a8p-16, 0x1.a01a01abfcdc2p-13, 0x1.6c16c16c151cp-10, 0x1.11111111100b5p-7,
               0x1.5555555555558p-5, 0x1.5555555555557p-3, 0.5);
#else  // e = 2^-29.5
  VEC p = POLY(r, 0x1.a17ed6p-13, 0x1.6d43dcp-10, 0x1.1110aap-7, 0x1.5554e8p-5, 0x1.555556p-3, 0.5);
#endif
  *low = (r - (high - 1)) + FMA(r * r, p, rest);
  return high;
}

INLINE VEC FN(exp)(VEC x) {
  const VEC top = SPLAT(PER_TYPE(89, 710)), bottom = SPLAT(PER_TYPE(-104, -746));
  x = SELECT(x > top, top, x);  // infinity, and below it 0, without leaving the exponents that scale can make
  x = SELECT(x < bottom, bottom, x);
  VEC low, high;
  IVEC n;
  high = FN(exp_parts)(x, &low, &n);
  return FN(scale)(high + low, n);
}

// exp(x) - 1 = result + *low, for -60 <= x <= 60.
INLINE VEC FN(expm1_parts)(VEC x, VEC *low) {
  IVEC n;
  VEC l, h = FN(exp_parts)(x, &l, &n), s = FN(power_of_two)(n);
  VEC high = s * h, sum = high - 1, part = sum - high;
  VEC rest = FMA(s, l, (high - (sum - part)) + (-1 - part)), result = sum + rest;
  *low = rest - (result - sum);
  return result;
}

INLINE VEC FN(expm1)(VEC x) {
  const VEC far = SPLAT(40);  // from here on exp(x) - 1 rounds to exp(x), or to -1
  VEC low, near = SELECT(ABS(x) > far, WITH_SIGN(far, x), x), y = FN(expm1_parts)(near, &low);
  return WITH_SIGN(SELECT(x > far, FN(exp)(x), y), x);
}

// (high + low) / (d_high + d_low), a Newton step after the quotient of the high parts.
INLINE VEC FN(quotient)(VEC high, VEC low, VEC d_high, VEC d_low) {
  VEC inverse = 1 / d_high, q = high * inverse;
  return FMA(inverse, FMA(-q, d_low, FMA(-q, d_high, high) + low), q);
}

// -expm1(-2|x|) / (2 + expm1(-2|x|)), with the sign of x.
INLINE VEC FN(tanh)(VEC x) {
  const VEC far = SPLAT(-50);
  VEC u = -2 * ABS(x), low, e = FN(expm1_parts)(SELECT(u < far, far, u), &low), d = 2 + e;
  return WITH_SIGN(FN(quotient)(-e, -low, d, (e - (d - 2)) + low), x);
}

// 1 / (1 + e) where x >= 0 and e / (1 + e) where x < 0, e = exp(-|x|).
INLINE VEC FN(sigmoid)(VEC x) {
  const VEC bottom = SPLAT(PER_TYPE(-104, -746));
  IVEC n, half, negative = (IVEC)(x < 0);
  VEC u = -ABS(x), low, h = FN(exp_parts)(SELECT(u < bottom, bottom, u), &low, &n), high = h + low;
  low = low - (high - h);
  half = n >> 1;
  VEC first = FN(power_of_two)(half), second = FN(power_of_two)(n - half);
  VEC e = high * first * second, d = 1 + e, d_low = FMA(low * first, second, e - (d - 1));
  VEC q = FN(quotient)(SELECT(negative, high, SPLAT(1)), (VEC)(negative & (IVEC)low), d, d_low);
  return SELECT(negative, q * first * second, q);
}

// log(1 + f) - (f - h) + c for 1 + f in [sqrt(1/2), sqrt(2)] and h = f^2/2, by fdlibm's scheme:
// s = f / (2 + f), log(1 + f) = 2 atanh(s) = f - h + s (h + ...).
INLINE VEC FN(log_tail)(VEC f, VEC h, VEC c) {
  VEC s = f / (2 + f), z = s * s;
#if NN_DOUBLE  // (2 atanh(s) / s - 2) / s^2 in s^2 on [0, 0.0296], e = 2^-58.4
  VEC p = POLY(z, 0x1.2f3079eace40fp-3, 0x1.399dac6878b08p-3, 0x1.746664d184ff6p-3, 0x1.c71c515cd560ep-3,
               0x1.24924942b4dffp-2, 0x1.999999997f139p-2, 0x1.5555555555594p-1);
#else  // e = 2^-36.6
  VEC p = POLY(z, 0x1.e31ddcp-3, 0x1.2437ep-2, 0x1.999a7ep-2, 0x1.555554p-1);
#endif
  return FMA(s, FMA(z, p, h), c);
}

INLINE VEC FN(number)(IVEC k) { return (VEC)(k + (IVEC)SPLAT(ROUNDER)) - ROUNDER; }

// x = 2^k (1 + f) for normal x > 0.
INLINE IVEC FN(exponent)(VEC x, VEC *f) {
  const INT root = PER_TYPE(0x3f3504f3, 0x3fe6a09e667f3bcd);  // sqrt(1/2)
  IVEC i = (IVEC)x + (ONE_BITS - root);
  *f = (VEC)((i & (((INT)1 << MANTISSA) - 1)) + root) - 1;
  return (i >> MANTISSA) - BIAS;
}

// y, but log's values where x, whose logarithm it should be, is not a positive finite number.
INLINE VEC FN(log_ends)(VEC x, VEC y) {
  y = SELECT(x < SPLAT(__builtin_inf()), y, x);
  y = SELECT(x == 0, SPLAT(-__builtin_inf()), y);
  return SELECT(x < 0, SPLAT(__builtin_nan("")), y);
}

// The large terms are summed with their errors: all but one result of 200 are the nearest ones, as those of
// common C libraries, which NumPy's normals come from.
INLINE VEC FN(log)(VEC x) {
  IVEC subnormal = (IVEC)(x < (VEC)((IVEC){0} + ((INT)1 << MANTISSA)));
  VEC f;
  IVEC k =
      FN(exponent)(SELECT(subnormal, x * PER_TYPE(0x1p24f, 0x1p53), x), &f) - (subnormal & (MANTISSA + 1));
  // log 2 in two parts, of which the first times k is exact.
  VEC first = FN(number)(k) * PER_TYPE(0x1.62e4p-1f, 0x1.62e42fefa2p-1), half = (T)0.5 * f, h = half * f;
  VEC sum = first + f, y = sum - h, second = SPLAT(PER_TYPE(0x1.7f7d1cp-20f, 0x1.9ef35793c7673p-41));
  VEC tail = FN(log_tail)(f, h, FMA(FN(number)(k), second, -FMA(half, f, -h)));
  return FN(log_ends)(x, y + (((sum - y) - h) + ((f - (sum - first)) + tail)));
}

// log(u) with u = 1 + x rounded; what the rounding lost goes into f, and what f cannot hold into c. Summed as
// fdlibm's, which is the log1p of the C library that PyTorch's normals of doubles come from.
INLINE VEC FN(log1p)(VEC x) {
  VEC u = 1 + x, part = u - x, lost = (1 - part) + (x - (u - part)), g;
  IVEC k = FN(exponent)(u, &g);
  lost = lost * ((1 + g) / u);
  VEC f = g + lost, back = f - g, h = (T)0.5 * f * f, c = ((g - (f - back)) + (lost - back)) / (1 + f);
  VEC tail = FN(log_tail)(f, h, FMA(FN(number)(k), SPLAT(LN2_LOW), c));
  return WITH_SIGN(FN(log_ends)(u, FMA(FN(number)(k), SPLAT(LN2_HIGH), f - (h - tail))), x);
}

#if NN_DOUBLE
// x = q pi/2 + high + low for finite |x| >= 2^45 (Payne and Hanek 1983): 192 bits of 2/pi, from where they
// matter on, times the significand, modulo 2^192.
static inline int64_t FN(reduce_huge)(double x, double *high, double *low) {
  static const uint64_t two_over_pi[] = {  // its fraction, behind a word of zeros
      0,
      0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561, 0xb7246e3a424dd2e0,
      0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41, 0x3991d639835339f4,
      0x9c845f8bbdf9283b, 0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d,
      0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab};
  uint64_t bits, w[3];
  __builtin_memcpy(&bits, &x, sizeof bits);
  uint64_t m = (bits & 0xfffffffffffff) | 0x10000000000000;
  int position = (int)(bits >> 52 & 0x7ff) - 1075 + 62, word = position / 64, shift = position % 64;
  for (int i = 0; i < 3; i++)
    w[i] = two_over_pi[word + i] << shift | (shift ? two_over_pi[word + i + 1] >> (64 - shift) : 0);
  unsigned __int128 middle = (unsigned __int128)m * w[1] + (uint64_t)((unsigned __int128)m * w[2] >> 64);
  uint64_t upper = m * w[0] + (uint64_t)(middle >> 64);
  __int128 fraction = (__int128)(((unsigned __int128)upper << 64 | (uint64_t)middle) << 2) >> 2;
  double sign = x < 0 ? -0x1p-126 : 0x1p-126, a = (double)fraction, b = (double)(fraction - (__int128)a);
  int64_t q = (int64_t)(upper >> 62) + (fraction < 0);
  *high = a * 0x1.921fb54442d18p0 * sign;
  *low = (__builtin_fma(a, 0x1.921fb54442d18p0, -(a * 0x1.921fb54442d18p0)) +
          (a * 0x1.1a62633145c07p-54 + b * 0x1.921fb54442d18p0)) * sign;
  return x < 0 ? -q : q;
}

// sin(x + quarters pi/2): Cody and Waite's reduction in three parts of pi/2, exact enough up to 2^45.
INLINE VEC FN(sine)(VEC x, int quarters) {
  VEC shifted = FMA(x, SPLAT(0x1.45f306dc9c883p-1), SPLAT(ROUNDER)), n = shifted - ROUNDER;
  IVEC q = (IVEC)shifted, huge = (IVEC)(ABS(x) >= 0x1p45) & (IVEC)(ABS(x) < __builtin_inf());
  VEC first = FMA(n, SPLAT(-0x1.921fb54442d18p0), x), second = n * 0x1.1a62633145c07p-54;
  VEC sum = first - second, part = sum - first;
  VEC rest = (first - (sum - part)) - (second + part) - FMA(n, SPLAT(0x1.1a62633145c07p-54), -second);
  rest = FMA(n, SPLAT(0x1.f1976b7ed8fbcp-110), rest);
  VEC r = sum + rest, low = rest - (r - sum);
  INT any = 0;
  for (int i = 0; i < LANES; i++) any |= huge[i];
  for (int i = 0; any && i < LANES; i++)
    if (huge[i]) {
      double high, tail;
      q[i] = FN(reduce_huge)(x[i], &high, &tail);
      r[i] = high + tail;
      low[i] = tail - (r[i] - high);
    }
  VEC z = r * r, h = 0.5 * z, w = 1 - h;
  // (sin(r) / r - 1) / r^2 and (cos(r) - 1 + r^2/2) / r^4 in r^2 on [0, 0.632], e = 2^-57.8, 2^-63.9
  VEC s = POLY(z, 0x1.5d7d057c4dd5p-33, -0x1.ae5e1c3349fb1p-26, 0x1.71de351bcc44p-19, -0x1.a01a019bab1e1p-13,
               0x1.111111110f567p-7, -0x1.5555555555547p-3);
  VEC c = POLY(z, -0x1.8f972bb3c9a3dp-37, 0x1.1ee9bff05f684p-29, -0x1.27e4f7cb6d849p-22,
               0x1.a01a019c5eb0bp-16, -0x1.6c16c16c14e55p-10, 0x1.555555555554ap-5);
  s = r + FMA(z * r, s, low * w);
  c = w + (((1 - w) - h) + FMA(z * z, c, -FMA(r, low, 0.5 * FMA(r, r, -z))));
  q += quarters;
  return (VEC)((IVEC)SELECT((q & 1) != 0, c, s) ^ ((q & 2) << 62));
}

INLINE VEC FN(sin)(VEC x) { return SELECT(ABS(x) < 0x1p-27, x, FN(sine)(x, 0)); }
INLINE VEC FN(cos)(VEC x) { return FN(sine)(x, 1); }

INLINE VEC FN(erf)(VEC x) {
  VEC a = ABS(x), z = x * x, t = 1 / (a + 2);
  // erf(x) / x - 1 in x^2 on [0, 1], e = 2^-62.8
  VEC near = POLY(z, 0x1.06244fa074f7bp-34, -0x1.38ab0b1ba0d73p-30, 0x1.f7b945d7554d7p-27,
                  -0x1.5f1f391a16049p-23, 0x1.b9df2f774a1bap-20, -0x1.f4d1e4238c413p-17,
                  0x1.f9a321e3dd0d5p-14, -0x1.c02db3db424aep-11, 0x1.565bcd0dbd6c3p-8, -0x1.b82ce31284f29p-6,
                  0x1.ce2f21a042b34p-4, -0x1.812746b0379e6p-2, 0x1.06eba8214db69p-3);
  // exp(x^2) erfc(x) in 1 / (x + 2) for x in [1, 5.95], e = 2^-60.7 exp(x^2); from 5.93 on erf rounds to 1
  VEC far = POLY(t, -0x1.a84464fd43606p7, 0x1.7602440a859f3p9, -0x1.2042176d1137bp10, 0x1.f1654b84d3d7p9,
                 -0x1.fed3711a0c26dp8, 0x1.42741dd493d8ap7, -0x1.48f1e9416f3cap5, 0x1.3c6a0f322adb3p3,
                 0x1.e5c0079dee07ap0, 0x1.077ccff0259fcp1, 0x1.1f8e4d0dd4639p0, 0x1.20f613aa0256ep-1,
                 -0x1.a431b8e196604p-19);
  far = 1 - far * FN(exp)(-z);
  return WITH_SIGN(SELECT(a < 1, FMA(a, near, a), SELECT(a > 5.95, SPLAT(1), far)), x);
}
#else
// A function of floats through its double version.
#define THROUGH_DOUBLE(name)                                                                            \
  INLINE VEC FN(name)(VEC x) {                                                                          \
    typedef float half __attribute__((vector_size(32)));                                                \
    typedef NN_PASTE(vec, f64, NN_VARIANT) wide;                                                        \
    half a = __builtin_shufflevector(x, x, 0, 1, 2, 3, 4, 5, 6, 7);                                     \
    half b = __builtin_shufflevector(x, x, 8, 9, 10, 11, 12, 13, 14, 15);                               \
    a = __builtin_convertvector(NN_PASTE(name, f64, NN_VARIANT)(__builtin_convertvector(a, wide)), half);\
    b = __builtin_convertvector(NN_PASTE(name, f64, NN_VARIANT)(__builtin_convertvector(b, wide)), half);\
    return __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);         \
  }
THROUGH_DOUBLE(sin)
THROUGH_DOUBLE(cos)
THROUGH_DOUBLE(erf)
#undef THROUGH_DOUBLE
#endif
