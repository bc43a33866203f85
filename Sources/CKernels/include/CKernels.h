// The inner loops of nnrun: one table of functions for each scalar type and instruction set.
//
// Every function of a table computes the same bits, but for padding, as its namesake in every other table of the
// same scalar type. `void *` stands for `float *` in the tables of nn_kernels_f32 and for `double *` in those of
// nn_kernels_f64. No state, no allocation. Buffers are best 64-byte aligned (it is asked for speed only);
// a row stride is a multiple of V (below), and the padding columns of a matrix may be read and written, and
// hold finite numbers. Vectors of n or `count` scalars (bias, losses, weights, ...) need no padding.
//
// Layouts of a matrix with n columns (V = 64 bytes of scalars: 16 floats or 8 doubles):
//   row-major: element (i, j) at i * ld + j, ld a multiple of V;
//   panels (ld == 0): columns in panels of 2 V, each panel contiguous with its rows one behind the other; the
//   last panel is V wide where V columns are enough. k rows take k * roundup(n, V) scalars in either layout.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
#include <stdint.h>

typedef enum nn_isa { NN_ISA_GENERIC = 0, NN_ISA_AVX2 = 1, NN_ISA_AVX512 = 2 } nn_isa;

typedef enum nn_activation {
  NN_ACTIVATION_IDENTITY,
  NN_ACTIVATION_SIGMOID,
  NN_ACTIVATION_TANH,
  NN_ACTIVATION_RELU,
  NN_ACTIVATION_LEAKY_RELU,  // z where z > 0, else slope * z; slope >= 0
  NN_ACTIVATION_STEP  // 1 where z >= 0, else 0; its derivative is taken as 1 (the perceptron rule)
} nn_activation;

typedef enum nn_function {
  NN_FUNCTION_EXP,
  NN_FUNCTION_EXPM1,
  NN_FUNCTION_LOG,
  NN_FUNCTION_LOG1P,
  NN_FUNCTION_SIN,
  NN_FUNCTION_COS,
  NN_FUNCTION_TANH,
  NN_FUNCTION_SIGMOID,
  NN_FUNCTION_ERF
} nn_function;

// How the rows of a matrix begin: row rows[i] holds `value` in its first lengths[i] places, at least. `rows` is a
// permutation of the rows by ascending length; a length may exceed the row's.
typedef struct nn_leads {
  const int32_t *rows, *lengths;
  double value;
} nn_leads;

// In bytes that tell of leads: the length in units of ceil(places / 255), rounded down, and this where the lead is all
// of the row's (or column's) places.
#define NN_LEAD_WHOLE 255
static inline ptrdiff_t nn_lead_unit(ptrdiff_t places) {
  return (places + NN_LEAD_WHOLE - 1) / NN_LEAD_WHOLE;
}

typedef struct nn_kernels {
  // C (m x n) = f(bias (n, or 0 where NULL) + A (m x k) . B (k x n)). A(i, p) is a[i * a_row + p * a_column], so A
  // may be a transpose, or the same number throughout; where a_column is 1, its rows have padding. Each sum is one
  // chain of fused multiply-adds in ascending p from the bias on; the links that the rows of A have in common, if
  // `leads` (or NULL) tells of them, are computed once.
  void (*matrix_product)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const void *a, ptrdiff_t a_row,
                         ptrdiff_t a_column, const nn_leads *leads, const void *b, ptrdiff_t ldb,
                         const void *bias, nn_activation f, double slope, void *c, ptrdiff_t ldc);
  // W (k x n, panels) -> its transpose (n x k, panels); padding columns become 0. It does the rows first ..<
  // last of W, first a multiple of V and last too or k.
  void (*transpose_panels)(ptrdiff_t k, ptrdiff_t n, ptrdiff_t first, ptrdiff_t last, const void *w,
                           void *transposed);
  // y = f(z), elementwise; in place is allowed.
  void (*activate)(nn_activation f, double slope, ptrdiff_t count, const void *z, void *y);
  // dz = dy * f'(z), with f'(z) computed from y = f(z); in place (dz == dy) is allowed.
  void (*activate_backward)(nn_activation f, double slope, ptrdiff_t count, const void *y, const void *dy,
                            void *dz);
  // Row i: losses[i] = log(sum_j exp(x_ij)) - x_i,label, stable for finite logits; where gradient is not
  // NULL, gradient_ij = (softmax_ij - [j == label]) / batch, and 0 in the padding columns.
  void (*softmax_cross_entropy)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t ld, const void *logits,
                                const int32_t *labels, ptrdiff_t batch, void *losses, void *gradient);
  // PyTorch's SGD: v = momentum * v + g (v = 0 before the first step), w -= learning_rate * v; velocity is
  // NULL where momentum is 0. Plain operations, each rounded.
  void (*sgd)(ptrdiff_t count, double learning_rate, double momentum, const void *g, void *velocity, void *w);
  // The gradient g = A . B of m rows of one panel (n <= 2 V) of W, as matrix_product without a bias, and Adam (Kingma
  // and Ba 2015) along it as PyTorch; the order of operations is in optimizers.inc.h:
  //   first = beta1 first + (1 - beta1) g, second = beta2 second + (1 - beta2) g g,
  //   w -= step_size * first / (sqrt(second) / bias2_root + epsilon),
  // where step_size = learning_rate / (1 - beta1^t) and bias2_root = sqrt(1 - beta2^t). g has room for the gradient.
  void (*matrix_product_adam)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const void *a, ptrdiff_t a_row,
                              ptrdiff_t a_column, const nn_leads *leads, const void *b, ptrdiff_t ldb,
                              double step_size, double beta1, double beta2, double epsilon,
                              double bias2_root, void *g, void *first, void *second, void *w);
  // x_ij = fma(source[rows[i] * n + j], scale, offset): a mini-batch of byte features (m x n, row-major, ld).
  // With how many bytes 0 its rows and columns begin (see NN_LEAD_WHOLE) is written to row_leads (m) and
  // column_leads (n), or not where NULL.
  void (*gather_bytes)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t ld, const uint8_t *source, const int32_t *rows,
                       double scale, double offset, void *x, uint8_t *row_leads, uint8_t *column_leads);
  // y = f(x), elementwise, within 2 ulp; in place is allowed.
  void (*function)(nn_function f, ptrdiff_t count, const void *x, void *y);
} nn_kernels;

// Tells the processor that this thread waits for another one to write to memory.
static inline void nn_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb");  // `yield` is too short on cores without a second thread
#endif
}

// Asks for rows of `bytes` bytes each to be brought into L2, while the core goes on with something else.
static inline void nn_prefetch_rows(ptrdiff_t count, ptrdiff_t bytes, const uint8_t *source,
                                    const int32_t *rows) {
  for (ptrdiff_t i = 0; i < count; i++)
    for (ptrdiff_t j = 0; j < bytes; j += 64) __builtin_prefetch(source + rows[i] * bytes + j, 0, 2);
}

// The tables; NULL where this processor lacks the instruction set. Generic is always there.
const nn_kernels *nn_kernels_f32(nn_isa isa);
const nn_kernels *nn_kernels_f64(nn_isa isa);

#endif
