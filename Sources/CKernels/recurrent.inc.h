// One step of a recurrent layer, forward and backward, for the examples of a batch. Bound: the exponentials
// of the gates; the products of the step are matrix products of their own.
//
// Rows of gates have n numbers of each gate, one gate behind the other. Each number is computed by itself, in
// the order that the formulas are written in.

// The place of unit j of example i, of gate `gate`.
#define GATE(rows, ld, gate) ((T *)(rows) + i * (ld) + (gate)*n + j)

#ifndef NN_EACH_UNIT
#define NN_EACH_UNIT(cell, ...)                                        \
  for (ptrdiff_t i = 0; i < (cell)->m; i++)                            \
    for (ptrdiff_t j = 0, n = (cell)->n; j < n; j += LANES) {          \
      const ptrdiff_t part = n - j;                                    \
      __VA_ARGS__                                                      \
    }
// Up to V numbers of a row, and where they go.
#define NN_GET(rows, ld, gate) FN(load_up_to)(GATE(rows, ld, gate), part)
#define NN_PUT(rows, ld, gate, value) FN(store_up_to)(GATE(rows, ld, gate), (value), part)
#endif

INLINE void FN(rnn_forward)(int relu, const nn_cell *cell) {
  NN_EACH_UNIT(cell, {
    const VEC z = NN_GET(cell->a, cell->a_step, 0) + NN_GET(cell->b, cell->b_step, 0);
    const VEC h = relu ? FN(choose)(z < 0, (VEC){0}, z) : FN(tanh)(z);
    NN_PUT(cell->a, cell->a_step, 0, h);
    NN_PUT(cell->h, cell->h_step, 0, h);
  })
}

INLINE void FN(rnn_backward)(int relu, const nn_cell *cell) {
  NN_EACH_UNIT(cell, {
    const VEC h = NN_GET(cell->a, cell->a_step, 0), dh = NN_GET(cell->h, cell->h_step, 0);
    NN_PUT(cell->a, cell->a_step, 0, relu ? FN(choose)(h > 0, dh, (VEC){0}) : dh * (1 - h * h));
  })
}

static void FN(lstm_forward)(const nn_cell *cell) {
  NN_EACH_UNIT(cell, {
    VEC gate[4];
    for (int g = 0; g < 4; g++) {
      const VEC z = NN_GET(cell->a, cell->a_step, g) + NN_GET(cell->b, cell->b_step, g);
      gate[g] = g == 2 ? FN(tanh)(z) : FN(sigmoid)(z);
      NN_PUT(cell->a, cell->a_step, g, gate[g]);
    }
    VEC c = gate[0] * gate[2];
    if (cell->before) c = gate[1] * NN_GET(cell->before, cell->before_step, 0) + c;
    NN_PUT(cell->state, cell->state_step, 0, c);
    NN_PUT(cell->h, cell->h_step, 0, gate[3] * FN(tanh)(c));
  })
}

static void FN(lstm_backward)(const nn_cell *cell) {
  NN_EACH_UNIT(cell, {
    VEC gate[4];
    for (int g = 0; g < 4; g++) gate[g] = NN_GET(cell->a, cell->a_step, g);
    const VEC in = gate[0], forget = gate[1], new = gate[2], out = gate[3];
    const VEC dh = NN_GET(cell->h, cell->h_step, 0), t = FN(tanh)(NN_GET(cell->state, cell->state_step, 0));
    const VEC dc = NN_GET(cell->carry, cell->carry_step, 0) + dh * out * (1 - t * t);
    VEC before = {0};
    if (cell->before) before = NN_GET(cell->before, cell->before_step, 0);
    NN_PUT(cell->a, cell->a_step, 0, dc * new * in * (1 - in));
    NN_PUT(cell->a, cell->a_step, 1, dc * before * forget * (1 - forget));
    NN_PUT(cell->a, cell->a_step, 2, dc * in * (1 - new * new));
    NN_PUT(cell->a, cell->a_step, 3, dh * t * out * (1 - out));
    NN_PUT(cell->carry, cell->carry_step, 0, dc * forget);
  })
}

static void FN(gru_forward)(const nn_cell *cell) {
  NN_EACH_UNIT(cell, {
    const VEC r = FN(sigmoid)(NN_GET(cell->a, cell->a_step, 0) + NN_GET(cell->b, cell->b_step, 0));
    const VEC z = FN(sigmoid)(NN_GET(cell->a, cell->a_step, 1) + NN_GET(cell->b, cell->b_step, 1));
    const VEC new = FN(tanh)(NN_GET(cell->a, cell->a_step, 2) + r * NN_GET(cell->b, cell->b_step, 2));
    const VEC before = NN_GET(cell->before, cell->before_step, 0);
    NN_PUT(cell->a, cell->a_step, 0, r);
    NN_PUT(cell->a, cell->a_step, 1, z);
    NN_PUT(cell->a, cell->a_step, 2, new);
    NN_PUT(cell->h, cell->h_step, 0, new + z * (before - new));
  })
}

static void FN(gru_backward)(const nn_cell *cell) {
  NN_EACH_UNIT(cell, {
    const VEC r = NN_GET(cell->a, cell->a_step, 0), z = NN_GET(cell->a, cell->a_step, 1);
    const VEC new = NN_GET(cell->a, cell->a_step, 2), hidden = NN_GET(cell->b, cell->b_step, 2);
    const VEC before = NN_GET(cell->before, cell->before_step, 0), dh = NN_GET(cell->h, cell->h_step, 0);
    const VEC dn = dh * (1 - z) * (1 - new * new), dr = dn * hidden * r * (1 - r);
    const VEC dz = dh * (before - new) * z * (1 - z);
    NN_PUT(cell->a, cell->a_step, 0, dr);
    NN_PUT(cell->a, cell->a_step, 1, dz);
    NN_PUT(cell->a, cell->a_step, 2, dn);
    NN_PUT(cell->b, cell->b_step, 0, dr);
    NN_PUT(cell->b, cell->b_step, 1, dz);
    NN_PUT(cell->b, cell->b_step, 2, dn * r);
    NN_PUT(cell->carry, cell->carry_step, 0, dh * z);
  })
}

static void FN(cell_forward)(nn_cell_kind kind, const nn_cell *cell) {
  switch (kind) {
    case NN_CELL_TANH: FN(rnn_forward)(0, cell); return;
    case NN_CELL_RELU: FN(rnn_forward)(1, cell); return;
    case NN_CELL_LSTM: FN(lstm_forward)(cell); return;
    case NN_CELL_GRU: FN(gru_forward)(cell); return;
  }
}

static void FN(cell_backward)(nn_cell_kind kind, const nn_cell *cell) {
  switch (kind) {
    case NN_CELL_TANH: FN(rnn_backward)(0, cell); return;
    case NN_CELL_RELU: FN(rnn_backward)(1, cell); return;
    case NN_CELL_LSTM: FN(lstm_backward)(cell); return;
    case NN_CELL_GRU: FN(gru_backward)(cell); return;
  }
}

static void FN(add_rows)(ptrdiff_t m, ptrdiff_t n, double factor, const void *x_, ptrdiff_t x_step, void *y_,
                         ptrdiff_t y_step) {
  const T scale = (T)factor;
  for (ptrdiff_t i = 0; i < m; i++) {
    const T *x = (const T *)x_ + i * x_step;
    T *y = (T *)y_ + i * y_step;
    for (ptrdiff_t j = 0; j < n; j += LANES)
      FN(store_up_to)(y + j, FN(load_up_to)(y + j, n - j) + FN(load_up_to)(x + j, n - j) * scale, n - j);
  }
}
#undef GATE
