// Digests of all output bits of every kernel on fixed inputs, one line a case. Two builds of the kernels
// agree where they print the same lines: on other processors, in other instruction sets, under other
// compilers.
//   kernels [generic|avx2|avx512]      exit code 2 where this processor lacks the instruction set
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

typedef struct {
  const nn_kernels *kernels;
  bool is_double;
  const char *type;
  size_t size;  // bytes of a scalar
} scalar_type;

// Knuth's MMIX generator: the same everywhere.
static uint64_t state;

static uint64_t draw(void) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return state >> 11;
}

// Uniform in [-scale, scale).
static double uniform(double scale) { return ((double)draw() * 0x1p-52 - 1) * scale; }

static double get(scalar_type t, const void *p, ptrdiff_t i) {
  return t.is_double ? ((const double *)p)[i] : ((const float *)p)[i];
}

static void set(scalar_type t, void *p, ptrdiff_t i, double x) {
  if (t.is_double) ((double *)p)[i] = x;
  else ((float *)p)[i] = (float)x;
}

static void *allocate(size_t bytes) {
  void *p = aligned_alloc(64, (bytes + 63) / 64 * 64);
  if (!p) exit(3);
  return p;
}

static void *random_scalars(scalar_type t, ptrdiff_t count, double scale) {
  void *p = allocate((size_t)count * t.size);
  for (ptrdiff_t i = 0; i < count; i++) set(t, p, i, uniform(scale));
  return p;
}

// FNV-1a over the bits of numbers; every NaN counts as the same one, as it does in a table.
typedef struct { uint64_t hash; } digest;

static void add(digest *d, double x) {
  uint64_t bits;
  if (isnan(x)) x = NAN, bits = 0x7FF8000000000000;
  else memcpy(&bits, &x, sizeof bits);
  for (int byte = 0; byte < 64; byte += 8) d->hash = (d->hash ^ (bits >> byte & 255)) * 0x100000001B3;
}

static digest digest_of(scalar_type t, const void *p, ptrdiff_t count) {
  digest d = {0xCBF29CE484222325};
  for (ptrdiff_t i = 0; i < count; i++) add(&d, get(t, p, i));
  return d;
}

static void report(scalar_type t, const char *name, digest d) {
  printf("%s %-44s %016llx\n", t.type, name, (unsigned long long)d.hash);
}

// Where element (i, j) of a matrix of k rows and n columns is, as CKernels.h lays them out.
static ptrdiff_t place(ptrdiff_t i, ptrdiff_t j, ptrdiff_t k, ptrdiff_t n, ptrdiff_t ld, ptrdiff_t lanes) {
  if (ld) return i * ld + j;
  ptrdiff_t panel = j / (2 * lanes), first = panel * 2 * lanes;
  ptrdiff_t width = n - first > lanes ? 2 * lanes : lanes;
  return k * first + i * width + j - first;
}

static digest digest_of_matrix(scalar_type t, const void *p, ptrdiff_t m, ptrdiff_t n, ptrdiff_t ld) {
  digest d = {0xCBF29CE484222325};
  ptrdiff_t lanes = 64 / (ptrdiff_t)t.size;
  for (ptrdiff_t i = 0; i < m; i++)
    for (ptrdiff_t j = 0; j < n; j++) add(&d, get(t, p, place(i, j, m, n, ld, lanes)));
  return d;
}

static ptrdiff_t padded(scalar_type t, ptrdiff_t n) {
  ptrdiff_t lanes = 64 / (ptrdiff_t)t.size;
  return (n + lanes - 1) / lanes * lanes;
}

enum { ACTIVATIONS = NN_ACTIVATION_HARD_SWISH + 1 };

static nn_activation activation(int number) { return (nn_activation){(nn_formula)number, 0.01, 1}; }

static void matrix_products(scalar_type t) {
  static const ptrdiff_t shapes[][3] = {
      {64, 128, 784}, {784, 128, 64}, {200, 40, 784}, {64, 10, 64}, {32, 64, 128}, {7, 17, 33},
      {100, 100, 5},  {1, 1, 1},      {3, 65, 500},   {4, 4, 2},    {5, 31, 0},     {37, 22, 50},
  };
  char name[64];
  for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
    ptrdiff_t m = shapes[s][0], n = shapes[s][1], k = shapes[s][2];
    ptrdiff_t columns = padded(t, n), rows = padded(t, m), depth = padded(t, k);
    void *a = random_scalars(t, (m + 1) * (depth + 1) + (k + 1) * (rows + 1), 1);
    void *b = random_scalars(t, (k + 1) * columns, 0.5), *bias = random_scalars(t, columns, 1);
    void *c = random_scalars(t, (m + 1) * columns, 1);
    // NN: a layer's forward pass, with weights in panels and, as data has them, in rows.
    t.kernels->matrix_product(m, n, k, a, depth, 1, b, 0, bias, activation((int)(s % ACTIVATIONS)), c, columns);
    snprintf(name, sizeof name, "product NN, panels %td x %td x %td", m, n, k);
    report(t, name, digest_of_matrix(t, c, m, n, columns));
    t.kernels->matrix_product(
        m, n, k, a, depth, 1, b, columns, NULL, nn_identity, c, columns);
    snprintf(name, sizeof name, "product NN, rows %td x %td x %td", m, n, k);
    report(t, name, digest_of_matrix(t, c, m, n, columns));
    // TN: a layer's weight gradient.
    t.kernels->matrix_product(m, n, k, a, 1, rows, b, columns, NULL, nn_identity, c, 0);
    snprintf(name, sizeof name, "product TN, panels %td x %td x %td", m, n, k);
    report(t, name, digest_of_matrix(t, c, m, n, 0));
    void *transposed = random_scalars(t, n * rows, 1);
    t.kernels->transpose_panels(m, n, 0, m, c, transposed);
    snprintf(name, sizeof name, "transpose %td x %td", m, n);
    report(t, name, digest_of_matrix(t, transposed, n, m, 0));
    free(a), free(b), free(bias), free(c), free(transposed);
  }
}

// Numbers of every size, zeros, infinities and NaN among them.
static void *arguments(scalar_type t, ptrdiff_t count) {
  void *x = allocate((size_t)count * t.size);
  double special[] = {0, -0.0, INFINITY, -INFINITY, NAN, 1, -1, 0x1p-149, -0x1p-126, 0x1.fffffep127, 88.72284,
                      -103.97};
  int specials = sizeof special / sizeof *special;
  for (ptrdiff_t i = 0; i < count; i++) {
    double value = i % 3 == 0   ? uniform(1)
                   : i % 3 == 1 ? uniform(100)
                                : ldexp(uniform(1), (int)(draw() % 250) - 125);
    set(t, x, i, i < specials ? special[i] : value);
  }
  return x;
}

static void elementwise(scalar_type t) {
  enum { COUNT = 20011 };
  char name[64];
  void *x = arguments(t, COUNT), *y = random_scalars(t, COUNT, 1), *dy = random_scalars(t, COUNT, 1);
  for (int f = NN_FUNCTION_EXP; f <= NN_FUNCTION_ERF; f++) {
    t.kernels->function((nn_function)f, COUNT, x, y);
    snprintf(name, sizeof name, "function %d", f);
    report(t, name, digest_of(t, y, COUNT));
  }
  void *z = random_scalars(t, COUNT, 8), *dz = random_scalars(t, COUNT, 1);
  for (int f = 0; f < ACTIVATIONS; f++) {
    t.kernels->activate(activation(f), COUNT, z, y);
    snprintf(name, sizeof name, "activation %d", f);
    report(t, name, digest_of(t, y, COUNT));
    const void *known = nn_formula_reads_input((nn_formula)f) ? z : y;
    t.kernels->activate_backward(activation(f), COUNT, known, dy, dz);
    snprintf(name, sizeof name, "activation %d backward", f);
    report(t, name, digest_of(t, dz, COUNT));
  }
  free(x), free(y), free(dy), free(z), free(dz);
}

static void softmax(scalar_type t) {
  static const ptrdiff_t shapes[][2] = {{64, 10}, {7, 17}, {1, 2}, {33, 100}};
  char name[64];
  for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
    ptrdiff_t m = shapes[s][0], n = shapes[s][1], ld = padded(t, n);
    void *logits = random_scalars(t, m * ld, 30), *losses = random_scalars(t, m, 1);
    void *gradient = random_scalars(t, m * ld, 1);
    int32_t *labels = allocate((size_t)m * sizeof *labels);
    for (ptrdiff_t i = 0; i < m; i++) labels[i] = (int32_t)(draw() % (uint64_t)n);
    t.kernels->softmax_cross_entropy(m, n, ld, logits, labels, m, losses, gradient);
    snprintf(name, sizeof name, "softmax cross-entropy %td x %td", m, n);
    report(t, name, digest_of(t, losses, m));
    report(t, "  its gradient", digest_of_matrix(t, gradient, m, n, ld));
    for (int logarithm = 0; logarithm < 2; logarithm++) {
      void *y = random_scalars(t, m * ld, 0), *dx = random_scalars(t, m * ld, 0);
      t.kernels->softmax(logarithm, m, ld, 1, n, logits, y);
      t.kernels->softmax_backward(logarithm, m, ld, 1, n, y, gradient, dx);
      report(t, logarithm ? "  the layer log_softmax" : "  the layer softmax", digest_of_matrix(t, y, m, n, ld));
      report(t, "  its gradient", digest_of_matrix(t, dx, m, n, ld));
      free(y), free(dx);
    }
    free(logits), free(losses), free(gradient), free(labels);
  }
}

static void optimizers(scalar_type t) {
  enum { COUNT = 1003, STEPS = 20 };
  void *w = random_scalars(t, COUNT, 1), *velocity = random_scalars(t, COUNT, 0);
  for (int step = 0; step < STEPS; step++) {
    void *g = random_scalars(t, COUNT, 0.1);
    t.kernels->sgd(COUNT, 0.01, step < 10 ? 0.9 : 0, g, step < 10 ? velocity : NULL, w);
    free(g);
  }
  report(t, "SGD, 10 steps with momentum and 10 without", digest_of(t, w, COUNT));
  free(w), free(velocity);
  // As a weight's gradient and its step in one, with moments that become too small.
  enum { M = 40, K = 30 };
  ptrdiff_t width = 128 / (ptrdiff_t)t.size;
  void *a = random_scalars(t, M * K, 1), *b = random_scalars(t, K * width, 1);
  void *g = random_scalars(t, M * width, 1), *panel = random_scalars(t, M * width, 1);
  void *means = random_scalars(t, M * width, t.is_double ? 4e-301 : 3e-30);
  void *squares = random_scalars(t, M * width, 0);
  for (int p = 0; p < K; p++) set(t, a, p * M, 0);
  double power1 = 1, power2 = 1;
  for (int step = 0; step < STEPS; step++) {
    power1 *= 0.9, power2 *= 0.999;
    nn_adam adam = {1e-3 / (1 - power1), 0.9, 0.999, 1e-8, sqrt(1 - power2), means, squares, panel};
    t.kernels->matrix_product_adam(M, width, K, a, 1, M, b, width, 0, &adam, g);
  }
  report(t, "product with Adam, 20 steps", digest_of(t, panel, M * width));
  report(t, "  its first moments", digest_of(t, means, M * width));
  free(a), free(b), free(g), free(panel), free(means), free(squares);
}

static void optimizer_rules(scalar_type t) {
  enum { COUNT = 192, STEPS = 20 };
  char name[64];
  for (nn_rule_kind kind = NN_RULE_DESCENT; kind <= NN_RULE_LION; kind++) {
    void *w = random_scalars(t, COUNT, 1), *slots[3];
    for (int slot = 0; slot < 3; slot++) slots[slot] = random_scalars(t, COUNT, 0);
    for (int step = 0; step < STEPS; step++) {
      void *g = random_scalars(t, COUNT, 0.1);
      nn_rule rule = {kind, 0.01, 0.7, 0.1, 0.99, 0.9, 0.99, 1e-8, {slots[0], slots[1], slots[2]}, w};
      t.kernels->penalize(COUNT, 0.01, 0.1, w, g);
      double sum = t.kernels->sum_of_squares(COUNT, g);
      t.kernels->scale(COUNT, sum > 0.25 ? 0.5 / sqrt(sum) : 1, g);
      t.kernels->clamp(COUNT, 0.05, g);
      t.kernels->update(COUNT, g, &rule);
      free(g);
    }
    snprintf(name, sizeof name, "rule %d of optimizers, 20 steps", (int)kind);
    report(t, name, digest_of(t, w, COUNT));
    for (int slot = 0; slot < 3; slot++) {
      report(t, "  what it keeps", digest_of(t, slots[slot], COUNT));
      free(slots[slot]);
    }
    free(w);
  }
}

static void bytes(scalar_type t) {
  enum { ROWS = 150, M = 133, WIDTH = 100, WORDS = 2 };
  static const ptrdiff_t columns[] = {10, 128, 33, 5, 72, 61, 29};
  uint8_t *pixels = allocate(ROWS * WIDTH);
  uint64_t *nonzero_masks = allocate(ROWS * WORDS * sizeof *nonzero_masks);
  int32_t rows[M];
  memset(nonzero_masks, 0, ROWS * WORDS * sizeof *nonzero_masks);
  for (int i = 0; i < ROWS * WIDTH; i++) {
    pixels[i] = draw() % 4 ? 0 : (uint8_t)draw();
    if (pixels[i]) nonzero_masks[i / WIDTH * WORDS + i % WIDTH / 64] |= (uint64_t)1 << i % WIDTH % 64;
  }
  for (int i = 0; i < M; i++) rows[i] = (int32_t)(draw() % ROWS);
  char name[64];
  for (size_t s = 0; s < sizeof columns / sizeof *columns; s++) {
    nn_byte_rows x = {pixels, nonzero_masks, WIDTH, rows, 1 / 255.0 / 0.3081, s == 3 ? 0 : -0.1307 / 0.3081};
    ptrdiff_t n = columns[s], ld = padded(t, n);
    void *w = random_scalars(t, WIDTH * ld, 0.5), *bias = random_scalars(t, n, 1);
    void *c = random_scalars(t, M * ld, 1);
    t.kernels->byte_product(M, n, &x, w, s % 2 ? bias : NULL, activation((int)(s % ACTIVATIONS)), c, ld);
    snprintf(name, sizeof name, "byte product %td columns", n);
    report(t, name, digest_of_matrix(t, c, M, n, ld));
    // The first columns' gradient: as many as the kernel takes at once.
    ptrdiff_t lanes = 64 / (ptrdiff_t)t.size;
    ptrdiff_t most = n > 3 * lanes ? 4 * lanes : 2 * lanes, part = n < most ? n : most;
    void *dz = random_scalars(t, M * ld, 1), *g = random_scalars(t, WIDTH * 4 * lanes, 1);
    t.kernels->byte_gradient(20, 90, part, M, &x, dz, ld, NULL, g);
    snprintf(name, sizeof name, "byte gradient %td columns", n);
    report(t, name, digest_of_matrix(t, g, 70, part, 0));
    void *first = random_scalars(t, WIDTH * ld, 1), *second = random_scalars(t, WIDTH * ld, 0);
    nn_adam adam = {0.01, 0.9, 0.999, 1e-8, 0.1, first, second, w};
    t.kernels->byte_gradient(0, WIDTH, part, M, &x, dz, ld, &adam, g);
    report(t, "  with Adam", digest_of_matrix(t, w, WIDTH, n, 0));
    free(w), free(bias), free(c), free(dz), free(g), free(first), free(second);
  }
  free(pixels), free(nonzero_masks);
}

// Convolutions and pools of groups of examples, with shapes that leave remainders of every tile.
static void images(scalar_type t) {
  enum { GROUPS = 3 };
  static const struct {
    ptrdiff_t outputs;
    nn_window window;
  } cases[] = {
      {6, {1, 12, 12, 5, 5, 1, 1, 1, 1, 0, 0, 8, 8}},
      {19, {3, 7, 9, 3, 2, 2, 1, 1, 2, 0, 0, 3, 7}},
      {37, {20, 3, 3, 1, 1, 1, 2, 1, 1, 0, 0, 3, 2}},
      {1, {2, 1, 11, 1, 4, 1, 3, 1, 2, 0, 0, 1, 2}},
  };
  char name[64];
  const ptrdiff_t lanes = 64 / (ptrdiff_t)t.size;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const nn_window s = cases[i].window;
    const ptrdiff_t n = cases[i].outputs, taps = s.channels * s.kernel_height * s.kernel_width;
    const ptrdiff_t inputs = s.channels * s.height * s.width * lanes;
    const ptrdiff_t outputs = n * s.out_height * s.out_width * lanes;
    void *x = random_scalars(t, GROUPS * inputs, 1), *w = random_scalars(t, taps * padded(t, n), 1);
    void *bias = random_scalars(t, n, 1), *y = random_scalars(t, outputs, 1);
    void *dy = random_scalars(t, GROUPS * outputs, 1), *g = random_scalars(t, taps * n, 1);
    t.kernels->convolve(&s, 0, n, n, x, w, i % 2 ? NULL : bias, y);
    snprintf(name, sizeof name, "convolution %zu", i);
    report(t, name, digest_of(t, y, outputs));
    t.kernels->convolve_gradient(&s, GROUPS, 0, taps, n, x, inputs, dy, outputs, g, n);
    report(t, "  gradient", digest_of(t, g, taps * n));
    t.kernels->channel_totals(GROUPS, outputs, n, s.out_height * s.out_width, dy, bias);
    report(t, "  totals", digest_of(t, bias, n));
    nn_window pool = s;
    pool.dilation_y = pool.dilation_x = 1;
    pool.top = s.kernel_height / 2, pool.left = s.kernel_width / 2;
    pool.out_height = (s.height + 2 * pool.top - s.kernel_height) / s.stride_y + 1;
    pool.out_width = (s.width + 2 * pool.left - s.kernel_width) / s.stride_x + 1;
    const ptrdiff_t pooled = s.channels * pool.out_height * pool.out_width * lanes;
    void *z = random_scalars(t, pooled, 1), *dz = random_scalars(t, pooled, 1);
    void *dx = random_scalars(t, inputs, 1);
    for (int largest = 0; largest < 2; largest++) {
      t.kernels->pool(&pool, largest, x, z);
      report(t, "  pool", digest_of(t, z, pooled));
      t.kernels->pool_backward(&pool, largest, x, z, dz, dx);
      report(t, "  pool backward", digest_of(t, dx, inputs));
    }
    free(x), free(w), free(bias), free(y), free(dy), free(g), free(z), free(dz), free(dx);
  }
}

// Steps of recurrent layers, with units that leave remainders.
static void cells(scalar_type t) {
  enum { M = 7, CELLS = 4 };
  static const ptrdiff_t units[] = {16, 5, 33};
  char name[64];
  for (size_t s = 0; s < sizeof units / sizeof *units; s++)
    for (int kind = 0; kind < CELLS; kind++) {
      const ptrdiff_t n = units[s], count = M * 4 * n;
      void *a = random_scalars(t, count, 2), *b = random_scalars(t, count, 2);
      void *state = random_scalars(t, M * n, 1), *before = random_scalars(t, M * n, 1);
      void *h = random_scalars(t, M * n, 1), *carry = random_scalars(t, M * n, 1);
      const nn_cell cell = {M, n, a, 4 * n, b, 4 * n, before, n, state, n, h, n, carry, n};
      t.kernels->cell_forward((nn_cell_kind)kind, &cell);
      snprintf(name, sizeof name, "cell %d of %td units", kind, n);
      report(t, name, digest_of(t, h, M * n));
      report(t, "  gates", digest_of(t, a, count));
      t.kernels->cell_backward((nn_cell_kind)kind, &cell);
      report(t, "  backward", digest_of(t, a, count));
      report(t, "  carried", digest_of(t, carry, M * n));
      t.kernels->add_rows(M, n - 1, 0.3, h, n, carry, n);
      report(t, "  rows added", digest_of(t, carry, M * n));
      free(a), free(b), free(state), free(before), free(h), free(carry);
    }
}

// Runs of numbers: of layer normalisation (runs share weights), and of groups of channels.
static void runs(scalar_type t) {
  enum { M = 6 };
  static const nn_runs cases[] = {{M, 0, 3, 21, 1, 0, 0}, {M, 0, 2, 34, 1, 34, 0}, {M, 0, 4, 60, 20, 3, 0}};
  char name[64];
  for (size_t s = 0; s < sizeof cases / sizeof *cases; s++) {
    nn_runs r = cases[s];
    r.step = padded(t, r.count * r.length), r.scale_step = padded(t, r.count);
    const ptrdiff_t weights = r.weight_step ? r.count * r.weight_step : r.length, n = r.count * r.length;
    void *x = random_scalars(t, M * r.step, 3);
    void *w = random_scalars(t, weights, 1), *b = random_scalars(t, weights, 1);
    void *normal = random_scalars(t, M * r.step, 1), *scale = random_scalars(t, M * r.scale_step, 1);
    void *y = random_scalars(t, M * r.step, 1), *dx = random_scalars(t, M * r.step, 1);
    t.kernels->normalize_runs(&r, 1e-5, x, w, b, normal, scale, y);
    snprintf(name, sizeof name, "normalised runs %zu", s);
    report(t, name, digest_of_matrix(t, y, M, n, r.step));
    t.kernels->normalize_runs_backward(&r, normal, scale, w, x, dx);
    report(t, "  backward", digest_of_matrix(t, dx, M, n, r.step));
    t.kernels->run_totals(&r, 1, weights, x, normal, w);
    report(t, "  totals", digest_of(t, w, weights - 1));
    free(x), free(w), free(b), free(normal), free(scale), free(y), free(dx);
  }
}

int main(int count, char **arguments) {
  const char *name = count > 1 ? arguments[1] : "generic";
  nn_isa isa = !strcmp(name, "avx512") ? NN_ISA_AVX512 : !strcmp(name, "avx2") ? NN_ISA_AVX2 : NN_ISA_GENERIC;
  scalar_type types[] = {
      {nn_kernels_f32(isa), false, "float ", sizeof(float)},
      {nn_kernels_f64(isa), true, "double", sizeof(double)},
  };
  for (int i = 0; i < 2; i++) {
    if (!types[i].kernels) return 2;
    state = 42;
    matrix_products(types[i]);
    elementwise(types[i]);
    softmax(types[i]);
    optimizers(types[i]);
    optimizer_rules(types[i]);
    bytes(types[i]);
    images(types[i]);
    cells(types[i]);
    runs(types[i]);
  }
  return 0;
}
