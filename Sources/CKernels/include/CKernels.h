// The inner loops of nnrun: one table of functions for each scalar type and instruction set.
//
// Every function of a table computes the same bits, but for padding, as its namesake in every other table of
// the same scalar type. `void *` stands for `float *` in the tables of nn_kernels_f32 and for `double *` in
// those of nn_kernels_f64. No state, no allocation. Buffers are best 64-byte aligned (it is asked for speed
// only); a row stride is a multiple of V (below), and the padding columns of a matrix may be read and
// written, and hold finite numbers. Vectors of n or `count` scalars (bias, losses, weights, ...) need no
// padding.
//
// Layouts of a matrix with n columns (V = 64 bytes of scalars: 16 floats or 8 doubles):
//   row-major: element (i, j) at i * ld + j, ld a multiple of V;
//   panels (ld == 0): columns in panels of 2 V, each panel contiguous with its rows one behind the other; the
//   last panel is V wide where V columns are enough. k rows take k * roundup(n, V) scalars in either layout.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
#include <stdint.h>

#include "activations.h"

typedef enum nn_isa { NN_ISA_GENERIC = 0, NN_ISA_AVX2 = 1, NN_ISA_AVX512 = 2 } nn_isa;

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

// The matrix of a batch of byte features: its row i is row rows[i] of `bytes` (row-major, `width` a row),
// each byte b standing for offset + scale * b. A row of `nonzero_masks` has a bit for each byte of the row of
// `bytes`: bit j % 64 of word j / 64 is 1 where byte j is not 0.
typedef struct nn_byte_rows {
  const uint8_t *bytes;
  const uint64_t *nonzero_masks;
  ptrdiff_t width;
  const int32_t *rows;
  double scale, offset;
} nn_byte_rows;

// The words of a row of nonzero_masks.
static inline ptrdiff_t nn_mask_words(ptrdiff_t width) { return (width + 63) / 64; }

// A step of Adam (Kingma and Ba 2015) as PyTorch, for a part of a parameter; the order of operations is in
// optimizers.inc.h:
//   first = beta1 first + (1 - beta1) g, second = beta2 second + (1 - beta2) g g,
//   w -= step_size * first / (sqrt(second) / bias2_root + epsilon),
// where step_size = learning_rate / (1 - beta1^t) and bias2_root = sqrt(1 - beta2^t); small moments are
// flushed to 0 (see there).
typedef struct nn_adam {
  double step_size, beta1, beta2, epsilon, bias2_root;
  void *first, *second, *w;
} nn_adam;

// A kernel, or a pool's window, and the images that it goes over: `channels` of height x width elements; for
// a convolution these are those of the padded image, and `top` and `left` are 0.
typedef struct nn_window {
  ptrdiff_t channels, height, width;
  ptrdiff_t kernel_height, kernel_width, stride_y, stride_x, dilation_y, dilation_x, top, left;
  ptrdiff_t out_height, out_width;
} nn_window;

// Where the elements of an image lie in a larger one: (y, x) at (y * step_y + top, x * step_x + left); what
// lies outside is left out.
typedef struct nn_placement {
  ptrdiff_t channels, height, width, step_y, step_x, top, left, out_height, out_width;
} nn_placement;

// The rules of optimizer_rules.inc.h, with the slots that each keeps of a weight.
typedef enum nn_rule_kind {
  NN_RULE_DESCENT,
  NN_RULE_MOMENTUM,                   // velocity
  NN_RULE_NESTEROV,                   // velocity
  NN_RULE_ADAGRAD,                    // sum of squares
  NN_RULE_RMSPROP,                    // mean of squares
  NN_RULE_RMSPROP_MOMENTUM,           // mean of squares, velocity
  NN_RULE_RMSPROP_CENTERED,           // mean of squares, mean
  NN_RULE_RMSPROP_CENTERED_MOMENTUM,  // mean of squares, velocity, mean
  NN_RULE_ADADELTA,                   // mean of squares, mean of squared steps
  NN_RULE_ADAM,                       // first and second moment
  NN_RULE_AMSGRAD,                    // the same, the largest second moment
  NN_RULE_NADAM,                      // first and second moment
  NN_RULE_FIRST_MOMENT,               // the same
  NN_RULE_LION                        // mean
} nn_rule_kind;

// A step of such a rule for a part of a parameter. First g + weight_decay w takes the place of g, then
// w weight_factor that of w.
typedef struct nn_rule {
  nn_rule_kind kind;
  double rate, gradient_rate, weight_decay, weight_factor, beta1, beta2, epsilon;
  void *slots[3], *w;
} nn_rule;

typedef enum nn_cell_kind { NN_CELL_TANH, NN_CELL_RELU, NN_CELL_LSTM, NN_CELL_GRU } nn_cell_kind;

// A step of a recurrent layer for m examples: rows of n numbers of each gate, and of n numbers of a state,
// whose rows are so many numbers from each other, any number. The gates are those of PyTorch, in its order:
// 1, i f g o, or r z n. Nothing behind the n numbers of a row is touched.
//
// Forward: a has what the input adds to each gate's sum, b what the state before adds. a becomes the gates; h
// the new state; of an LSTM, `state` the new cell. Backward: a has the gates, b what it had, h the gradient
// of the new state, `state` the cell, and, of an LSTM, `carry` the cell's gradient. a becomes the gradient of
// the first sums, b, of a GRU, that of the second, which for the others is the same; carry the gradient that
// the cell before gets, or, of a GRU, what the state before gets past the sums.
typedef struct nn_cell {
  ptrdiff_t m, n;
  void *a;
  ptrdiff_t a_step;
  void *b;
  ptrdiff_t b_step;
  const void *before;  // the state before, of a GRU; the cell before, of an LSTM, NULL for 0
  ptrdiff_t before_step;
  void *state;
  ptrdiff_t state_step;
  void *h;
  ptrdiff_t h_step;
  void *carry;
  ptrdiff_t carry_step;
} nn_cell;

// m rows, `step` from each other, each of `count` runs of `length` numbers. The numbers of a run have the
// weights from weight_step times the run's index on, each `inner` of them one. Rows of `scale` are scale_step
// from each other.
typedef struct nn_runs {
  ptrdiff_t m, step, count, length, inner, weight_step, scale_step;
} nn_runs;

typedef struct nn_kernels {
  // C (m x n) = f(bias (n, or 0 where NULL) + A (m x k) . B (k x n)). A(i, p) is a[i * a_row + p * a_column],
  // so A may be a transpose, or the same number throughout; where a_column is 1, its rows have padding. Each
  // sum is one chain of fused multiply-adds in ascending p from the bias on.
  void (*matrix_product)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const void *a, ptrdiff_t a_row,
                         ptrdiff_t a_column, const void *b, ptrdiff_t ldb, const void *bias, nn_activation f,
                         void *c, ptrdiff_t ldc);
  // C (m x n) = f(bias (n, or 0 where NULL) + X . W (width x n, panels)), for m rows X. An element is the sum
  // of two chains of fused multiply-adds, each in ascending p: from the bias on, offset * W(p, j), unless the
  // offset is 0; and from 0 on, (scale * byte) * W(p, j) for the bytes that are not 0. The offset and scale *
  // byte are rounded to the type.
  void (*byte_product)(ptrdiff_t m, ptrdiff_t n, const nn_byte_rows *x, const void *w, const void *bias,
                       nn_activation f, void *c, ptrdiff_t ldc);
  // W (k x n, panels) -> its transpose (n x k, panels); padding columns become 0. It does the rows first ..<
  // last of W, first a multiple of V and last too or k.
  void (*transpose_panels)(ptrdiff_t k, ptrdiff_t n, ptrdiff_t first, ptrdiff_t last, const void *w,
                           void *transposed);
  // y = f(z), elementwise; in place is allowed.
  void (*activate)(nn_activation f, ptrdiff_t count, const void *z, void *y);
  // dz = dy * f'(z), with f'(z) computed from what is known: z where nn_formula_reads_input, else f(z). In
  // place (dz == dy) is allowed.
  void (*activate_backward)(nn_activation f, ptrdiff_t count, const void *known, const void *dy, void *dz);
  // z = y where x > 0 or x is NaN, else y times the number of its channel: PReLU and its gradient; see
  // channel_affine. In place is allowed.
  void (*channel_slopes)(ptrdiff_t m, ptrdiff_t ld, ptrdiff_t inner, ptrdiff_t channels, const void *x,
                         const void *slopes, const void *y, void *z);
  // y = exp(x - top) / sum of exp(x - top), or x - top - log(sum of exp(x - top)) where `logarithm`, top the
  // largest: of each of `groups` groups of n numbers, one behind the other, of each of m rows.
  void (*softmax)(int logarithm, ptrdiff_t m, ptrdiff_t ld, ptrdiff_t groups, ptrdiff_t n, const void *x,
                  void *y);
  // Its gradient from y: dx = y * (dy - sum of dy * y), or dy - exp(y) * sum of dy. In place (dx == dy) is
  // allowed.
  void (*softmax_backward)(int logarithm, ptrdiff_t m, ptrdiff_t ld, ptrdiff_t groups, ptrdiff_t n,
                           const void *y, const void *dy, void *dx);
  // Row i: losses[i] = log(sum_j exp(x_ij)) - x_i,label, stable for finite logits; where gradient is not
  // NULL, gradient_ij = (softmax_ij - [j == label]) / batch, and 0 in the padding columns.
  void (*softmax_cross_entropy)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t ld, const void *logits,
                                const int32_t *labels, ptrdiff_t batch, void *losses, void *gradient);
  // PyTorch's SGD: v = momentum * v + g (v = 0 before the first step), w -= learning_rate * v; velocity is
  // NULL where momentum is 0. Plain operations, each rounded; a small v is flushed to 0 (see
  // optimizers.inc.h).
  void (*sgd)(ptrdiff_t count, double learning_rate, double momentum, const void *g, void *velocity, void *w);
  // A step of Adam along g; count is a multiple of V.
  void (*adam)(ptrdiff_t count, const void *g, const nn_adam *adam);
  // A step of another rule along g; count is a multiple of V.
  void (*update)(ptrdiff_t count, const void *g, const nn_rule *rule);
  // The gradient of l1 |w| + l2 w^2 / 2 is added to g; g is brought into -limit ... limit, or multiplied by a
  // factor; and the sum of the squares of g. See gradients.inc.h.
  void (*penalize)(ptrdiff_t count, double l1, double l2, const void *w, void *g);
  void (*clamp)(ptrdiff_t count, double limit, void *g);
  void (*scale)(ptrdiff_t count, double factor, void *g);
  double (*sum_of_squares)(ptrdiff_t count, const void *g);
  // z = x * y, elementwise.
  void (*multiply)(ptrdiff_t count, const void *x, const void *y, void *z);
  // y += x, elementwise.
  void (*add)(ptrdiff_t count, const void *x, void *y);
  // The gradient g = bias + A . B of m rows of one panel (n <= 2 V) of W, as matrix_product, and Adam along
  // it. g has room for the gradient; bias may be NULL.
  void (*matrix_product_adam)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const void *a, ptrdiff_t a_row,
                              ptrdiff_t a_column, const void *b, ptrdiff_t ldb, const void *bias,
                              const nn_adam *adam, void *g);
  // The rows first ..< last of n columns of W's gradient X^T . dZ, for m rows X and dZ (row-major), m at
  // least 1. The columns are a panel (n <= 2 V), or two of which the second is 2 V wide too (3 V < n <= 4 V).
  // It is written to g, each panel behind the one before; or, unless `adam` is NULL, Adam is done along it,
  // and g has room for it: its arrays point to row `first` of the first panel, and 2 V * width behind that to
  // the second's. The order of a sum: offset * (the sum of dZ's column in ascending i), unless the offset is
  // 0, then fused multiply-adds of (scale * byte) * dZ(i, j) in ascending i for the bytes that are not 0;
  // both rounded as for byte_product.
  void (*byte_gradient)(ptrdiff_t first, ptrdiff_t last, ptrdiff_t n, ptrdiff_t m, const nn_byte_rows *x,
                        const void *dz, ptrdiff_t ld, const nn_adam *adam, void *g);
  // For the channels first ..< last of m rows x (see normalization.inc.h), each of `inner` elements a row:
  // the mean, and the mean square of the differences from it. Where inner is 1, first is a multiple of V, and
  // the channels up to a multiple of V are done. Of the last row only the first `lanes` of every V elements
  // count: all of them where lanes is V; else inner is a multiple of V.
  void (*batch_moments)(ptrdiff_t m, ptrdiff_t ld, ptrdiff_t inner, ptrdiff_t lanes, ptrdiff_t first,
                        ptrdiff_t last, const void *x, void *mean, void *variance);
  // The same for the sums of x, and of x * (y - mean).
  void (*batch_sums)(ptrdiff_t m, ptrdiff_t ld, ptrdiff_t inner, ptrdiff_t lanes, ptrdiff_t first,
                     ptrdiff_t last, const void *x, const void *y, const void *mean, void *sum,
                     void *products);
  // z = (x * a + c) + y * b, with numbers a, b and c of each channel; y may be NULL. In place is allowed.
  void (*channel_affine)(ptrdiff_t m, ptrdiff_t ld, ptrdiff_t inner, ptrdiff_t channels, const void *x,
                         const void *a, const void *y, const void *b, const void *c, void *z);
  // m rows x of n elements (row-major) to groups of V rows, z: element j of row i at (i / V * n + j) * V +
  // i % V. Rows that lack in the last group become 0.
  void (*interleave)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t ld, const void *x, void *z);
  // The reverse; the padding columns of x become 0.
  void (*deinterleave)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t ld, const void *z, void *x);
  // Images of one group (see convolution.inc.h): y (outputs first_output ..< first_output + outputs, of
  // all_outputs in w and bias) = bias + W * x. w is (channels * kernel_height * kernel_width) x all_outputs,
  // in panels. An element is one chain of fused multiply-adds from the bias (0 where NULL) on, over channels,
  // then rows, then columns of the kernel in ascending order.
  void (*convolve)(const nn_window *window, ptrdiff_t first_output, ptrdiff_t outputs, ptrdiff_t all_outputs,
                   const void *x, const void *w, const void *bias, void *y);
  // The gradient of the taps first ..< last of some outputs of W, over groups of x and dy that are x_step and
  // dy_step from each other: in each lane one chain of fused multiply-adds over groups and places in
  // ascending order, then the lanes in a tree. Tap t of output o is written to g[(t - first) * g_step + o].
  void (*convolve_gradient)(const nn_window *window, ptrdiff_t groups, ptrdiff_t first, ptrdiff_t last,
                            ptrdiff_t outputs, const void *x, ptrdiff_t x_step, const void *dy,
                            ptrdiff_t dy_step, void *g, ptrdiff_t g_step);
  // The sum of each channel of groups that are `step` from each other, in the same order.
  void (*channel_totals)(ptrdiff_t groups, ptrdiff_t step, ptrdiff_t channels, ptrdiff_t inner, const void *x,
                         void *sums);
  // The image x of a group in z.
  void (*place_image)(const nn_placement *placement, const void *x, void *z);
  // The largest of each window, or the mean, padding counted as 0.
  void (*pool)(const nn_window *window, int largest, const void *x, void *y);
  // The gradient of x from that of y; of several elements that are the largest, the first has it.
  void (*pool_backward)(const nn_window *window, int largest, const void *x, const void *y, const void *dy,
                        void *dx);
  // A step of a recurrent layer: see nn_cell.
  void (*cell_forward)(nn_cell_kind kind, const nn_cell *cell);
  void (*cell_backward)(nn_cell_kind kind, const nn_cell *cell);
  // y (m x n) += factor * x, rows x_step and y_step from each other; both may be any number.
  void (*add_rows)(ptrdiff_t m, ptrdiff_t n, double factor, const void *x, ptrdiff_t x_step, void *y,
                   ptrdiff_t y_step);
  // The numbers of each run of x less their mean, times 1 / sqrt(variance + epsilon), which `scale` gets:
  // `normal`; and y = normal * w + b.
  void (*normalize_runs)(const nn_runs *runs, double epsilon, const void *x, const void *w, const void *b,
                         void *normal, void *scale, void *y);
  // The gradient of x from that of y.
  void (*normalize_runs_backward)(const nn_runs *runs, const void *normal, const void *scale, const void *w,
                                  const void *dy, void *dx);
  // The sums of dy, times `normal` unless it is NULL, over all that the weights first ..< last are multiplied
  // with, in ascending order of rows and runs; where inner is not 1, V chains of its numbers, which are added
  // as lanes are.
  void (*run_totals)(const nn_runs *runs, ptrdiff_t first, ptrdiff_t last, const void *dy, const void *normal,
                     void *totals);
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

// Asks for `count` bytes to be brought into L2, while the core goes on with something else.
static inline void nn_prefetch(const void *start, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i += 64) __builtin_prefetch((const uint8_t *)start + i, 0, 2);
}

// The tables; NULL where this processor lacks the instruction set. Generic is always there.
const nn_kernels *nn_kernels_f32(nn_isa isa);
const nn_kernels *nn_kernels_f64(nn_isa isa);

#endif
