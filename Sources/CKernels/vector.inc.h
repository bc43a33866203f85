// The vocabulary of the kernel bodies, for one scalar type and one instruction set.
// In: NN_VARIANT (generic, avx2, avx512) and NN_DOUBLE (0: float, 1: double).
// Out: T the scalar, VEC 64 bytes of it, IVEC as many integers of its size, LANES their number, FMA, FN(name), INLINE.
#undef T
#undef INT
#undef LANES
#undef NN_SCALAR
#if NN_DOUBLE
#define T double
#define INT int64_t
#define LANES 8
#define NN_SCALAR f64
#else
#define T float
#define INT int32_t
#define LANES 16
#define NN_SCALAR f32
#endif

#ifndef FN
#define NN_PASTE_(name, scalar, variant) name##_##scalar##_##variant
#define NN_PASTE(name, scalar, variant) NN_PASTE_(name, scalar, variant)
#define FN(name) NN_PASTE(name, NN_SCALAR, NN_VARIANT)
#define INLINE static inline __attribute__((always_inline))
#define VEC FN(vec)
#define IVEC FN(ivec)
#define FMA(a, b, c) __builtin_elementwise_fma(a, b, c)
#endif

typedef T VEC __attribute__((vector_size(64)));
typedef INT IVEC __attribute__((vector_size(64)));
