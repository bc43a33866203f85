// The vocabulary of the kernel bodies, for one scalar type and one instruction set. In: NN_VARIANT (generic,
// avx2, avx512), NN_DOUBLE (0: float, 1: double), NN_SOFTWARE_FMA (the processor has none). Out: T the
// scalar, VEC 64 bytes of it, IVEC as many integers of its size, LANES their number, FMA, FN(name), INLINE;
// load, store (no alignment asked), load_part, store_part (the first `count` lanes), broadcast, choose; and
// for the 4 quarters of a vector, of 16 bytes or QUARTER scalars each: load_quarters; NN_ZIP_LOW and
// NN_ZIP_HIGH, which interleave the lower or the upper halves of each quarter of two vectors, for shuffles
// within 16 bytes are cheap everywhere; NN_SPREAD, where each quarter is full of one of the first 4 scalars.
#undef T
#undef INT
#undef LANES
#undef QUARTER
#undef NN_SCALAR
#undef NN_ZIP_LOW
#undef NN_ZIP_HIGH
#undef NN_SPREAD
#if NN_DOUBLE
#define T double
#define INT int64_t
#define LANES 8
#define QUARTER 2
#define NN_SCALAR f64
#define NN_ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14)
#define NN_ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15)
#define NN_SPREAD(a) __builtin_shufflevector(a, a, 0, 0, 1, 1, 2, 2, 3, 3)
#else
#define T float
#define INT int32_t
#define LANES 16
#define QUARTER 4
#define NN_SCALAR f32
#define NN_ZIP_LOW(a, b) \
  __builtin_shufflevector(a, b, 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29)
#define NN_ZIP_HIGH(a, b) \
  __builtin_shufflevector(a, b, 2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31)
#define NN_SPREAD(a) __builtin_shufflevector(a, a, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3)
#endif

#ifndef FN
#define NN_PASTE_(name, scalar, variant) name##_##scalar##_##variant
#define NN_PASTE(name, scalar, variant) NN_PASTE_(name, scalar, variant)
#define FN(name) NN_PASTE(name, NN_SCALAR, NN_VARIANT)
#define INLINE static inline __attribute__((always_inline))
#define VEC FN(vec)
#define IVEC FN(ivec)
#define FMA(a, b, c) FN(fma)(a, b, c)
#endif

typedef T VEC __attribute__((vector_size(64)));
typedef INT IVEC __attribute__((vector_size(64)));

INLINE VEC FN(load)(const T *p) {
  VEC v;
  memcpy(&v, p, sizeof v);
  return v;
}

INLINE void FN(store)(T *p, VEC v) { memcpy(p, &v, sizeof v); }

// The other lanes are 0.
INLINE VEC FN(load_part)(const T *p, ptrdiff_t count) {
  VEC v = {0};
  memcpy(&v, p, (size_t)count * sizeof(T));
  return v;
}

INLINE void FN(store_part)(T *p, VEC v, ptrdiff_t count) { memcpy(p, &v, (size_t)count * sizeof(T)); }

INLINE VEC FN(load_up_to)(const T *p, ptrdiff_t count) {
  return count < LANES ? FN(load_part)(p, count) : FN(load)(p);
}

INLINE void FN(store_up_to)(T *p, VEC v, ptrdiff_t count) {
  if (count < LANES) FN(store_part)(p, v, count);
  else FN(store)(p, v);
}

typedef int32_t FN(quarter) __attribute__((vector_size(16)));

// The quarters at p, p + step, p + 2 step and p + 3 step.
INLINE VEC FN(load_quarters)(const T *p, ptrdiff_t step) {
  FN(quarter) v[4];
  for (int q = 0; q < 4; q++) memcpy(&v[q], p + q * step, sizeof v[q]);
  return (VEC)__builtin_shufflevector(__builtin_shufflevector(v[0], v[1], 0, 1, 2, 3, 4, 5, 6, 7),
                                      __builtin_shufflevector(v[2], v[3], 0, 1, 2, 3, 4, 5, 6, 7), 0, 1, 2, 3,
                                      4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

// x - 0 is x for every x, -0 included, and vanishes in the compiler.
INLINE VEC FN(broadcast)(T x) { return x - (VEC){0}; }

// Lanewise mask ? a : b; a mask is 0 or -1 in each lane, as comparisons give it.
INLINE VEC FN(choose)(IVEC mask, VEC a, VEC b) { return (VEC)((mask & (IVEC)a) | (~mask & (IVEC)b)); }

// a * b + c, rounded once.
#if defined(NN_SOFTWARE_FMA) && !NN_DOUBLE
// The product of two floats is exact in double; the sum is taken there with its error (Knuth's TwoSum) and
// rounded to odd, so that the conversion to float rounds as if the sum were exact (Boldo and Melquiond 2008,
// 53 >= 24 + 2 bits).
typedef double FN(wide) __attribute__((vector_size(128)));
typedef int64_t FN(wide_bits) __attribute__((vector_size(128)));
INLINE VEC FN(fma)(VEC a, VEC b, VEC c) {
  FN(wide) product = __builtin_convertvector(a, FN(wide)) * __builtin_convertvector(b, FN(wide));
  FN(wide) addend = __builtin_convertvector(c, FN(wide));
  FN(wide) sum = product + addend;
  FN(wide) rounded = sum - product;
  FN(wide) error = (product - (sum - rounded)) + (addend - rounded);
  // Inexact (false where the error is NaN, for infinite or NaN sums) and the last bit even: step towards the
  // error.
  FN(wide_bits) inexact = (error < 0) | (error > 0);
  FN(wide_bits) bits = (FN(wide_bits))sum;
  FN(wide_bits) step = 1 | ((bits ^ (FN(wide_bits))error) >> 63);
  return __builtin_convertvector((FN(wide))(bits + (step & inexact & ((bits & 1) - 1))), VEC);
}
#else
INLINE VEC FN(fma)(VEC a, VEC b, VEC c) { return __builtin_elementwise_fma(a, b, c); }
#endif
