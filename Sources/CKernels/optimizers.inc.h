// Optimizer steps. Bound: sgd by the memory that holds w, g (and velocity); adam by the divider (one square
// root and one quotient a weight) while its four arrays are in L2, by memory beyond. Plain IEEE operations,
// each rounded, in the order written. Scalars are combined in double and rounded to T once.

static void FN(sgd)(ptrdiff_t count, double learning_rate, double momentum, const void *g_, void *velocity_,
                    void *w_) {
  const T *g = g_;
  T *velocity = velocity_, *w = w_;
  const T rate = (T)learning_rate, keep = (T)momentum;
  for (ptrdiff_t i = 0; i < count; i += LANES) {
    const ptrdiff_t part = count - i < LANES ? count - i : LANES;
    VEC v = FN(load_up_to)(g + i, part);
    if (velocity) {
      v = keep * FN(load_up_to)(velocity + i, part) + v;
      FN(store_up_to)(velocity + i, v, part);
    }
    FN(store_up_to)(w + i, FN(load_up_to)(w + i, part) - rate * v, part);
  }
}

// The quotient of the update, expanded by bias2_root, saves a division (Kingma and Ba 2015, section 2):
//   first = fma(1 - beta1, g - first, first), as PyTorch computes it
//   second = fma(beta2, second, ((1 - beta2) * g) * g)
//   w = w - ((step_size bias2_root) * first) / (sqrt(second) + (epsilon bias2_root))
static void FN(adam)(ptrdiff_t count, double step_size, double beta1, double beta2, double epsilon,
                     double bias2_root, const void *g_, void *first_, void *second_, void *w_) {
  const T *g = g_;
  T *first = first_, *second = second_, *w = w_;
  const VEC take1 = FN(broadcast)((T)(1 - beta1)), keep2 = FN(broadcast)((T)beta2);
  const T take2 = (T)(1 - beta2);
  const T step = (T)(step_size * bias2_root), floor = (T)(epsilon * bias2_root);
  for (ptrdiff_t i = 0; i < count; i += LANES) {
    const ptrdiff_t part = count - i < LANES ? count - i : LANES;
    VEC x = FN(load_up_to)(g + i, part);
    VEC a = FN(load_up_to)(first + i, part);
    a = FMA(take1, x - a, a);
    VEC b = FMA(keep2, FN(load_up_to)(second + i, part), (take2 * x) * x);
    FN(store_up_to)(first + i, a, part);
    FN(store_up_to)(second + i, b, part);
    VEC change = (step * a) / (__builtin_elementwise_sqrt(b) + floor);
    FN(store_up_to)(w + i, FN(load_up_to)(w + i, part) - change, part);
  }
}
