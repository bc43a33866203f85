// The optimizers but plain sgd and adam: each weight by itself, from its gradient and what is kept for it.
// Bound: the divider, or the memory of up to five arrays. Plain IEEE operations, each rounded, in the order
// written, but for the moments, which are Adam's (optimizers.inc.h). What is kept is flushed to 0 as there.

// The constants of a step in the type.
typedef struct {
  T rate, gradient_rate, weight_decay, weight_factor, beta1, beta2, epsilon;
  T one_minus_beta1, one_minus_beta2;
} FN(rule_constants);

// What a rule keeps of a weight, and how it moves it: x is the weight, g its gradient, a, b and c the slots.
typedef struct {
  VEC x, g, a, b, c;
} FN(rule_lanes);

INLINE VEC FN(first_moment)(T one_minus_beta, VEC g, VEC a) {
  return FN(flush_moment)(FMA(FN(broadcast)(one_minus_beta), g - a, a));
}
INLINE VEC FN(second_moment)(T beta, T one_minus_beta, VEC g, VEC b) {
  return FN(flush_square)(FMA(FN(broadcast)(beta), b, (one_minus_beta * g) * g));
}
INLINE VEC FN(root)(VEC x) { return __builtin_elementwise_sqrt(x); }

// a: the velocity. The first gradient is taken whole: gradient_rate is 1 - dampening from the second step on.
INLINE void FN(rule_momentum)(const FN(rule_constants) * k, FN(rule_lanes) * v) {
  v->a = FN(flush_moment)(k->beta1 * v->a + k->gradient_rate * v->g);
  v->x = v->x - k->rate * v->a;
}
INLINE void FN(rule_nesterov)(const FN(rule_constants) * k, FN(rule_lanes) * v) {
  v->a = FN(flush_moment)(k->beta1 * v->a + v->g);
  v->x = v->x - k->rate * (v->g + k->beta1 * v->a);
}
INLINE void FN(rule_descent)(const FN(rule_constants) * k, FN(rule_lanes) * v) {
  v->x = v->x - k->rate * v->g;
}

// a: the sum of the squares.
INLINE void FN(rule_adagrad)(const FN(rule_constants) * k, FN(rule_lanes) * v) {
  v->a = FN(flush_square)(v->a + v->g * v->g);
  v->x = v->x - (k->rate * v->g) / (FN(root)(v->a) + k->epsilon);
}

// a: the mean of the squares; then the velocity, then the mean of the gradients, as far as there are some. A
// variance that comes out below 0 by rounding is 0.
INLINE VEC FN(centered_root)(const FN(rule_constants) * k, VEC mean, const FN(rule_lanes) * v) {
  const VEC variance = v->a - mean * mean;
  return FN(root)(FN(choose)(variance < 0, (VEC){0}, variance)) + k->epsilon;
}
INLINE void FN(rule_rmsprop)(const FN(rule_constants) * k, FN(rule_lanes) * v) {
  v->a = FN(second_moment)(k->beta2, k->one_minus_beta2, v->g, v->a);
  v->x = v->x - (k->rate * v->g) / (FN(root)(v->a) + k->epsilon);
}
INLINE void FN(rule_rmsprop_momentum)(const FN(rule_constants) * k, FN(rule_lanes) * v) {
  v->a = FN(second_moment)(k->beta2, k->one_minus_beta2, v->g, v->a);
  v->b = FN(flush_moment)(k->beta1 * v->b + v->g / (FN(root)(v->a) + k->epsilon));
  v->x = v->x - k->rate * v->b;
}
INLINE void FN(rule_rmsprop_centered)(const FN(rule_constants) * k, FN(rule_lanes) * v) {
  v->a = FN(second_moment)(k->beta2, k->one_minus_beta2, v->g, v->a);
  v->b = FN(first_moment)(k->one_minus_beta2, v->g, v->b);
  v->x = v->x - (k->rate * v->g) / FN(centered_root)(k, v->b, v);
}
INLINE void FN(rule_rmsprop_centered_momentum)(const FN(rule_constants) * k, FN(rule_lanes) * v) {
  v->a = FN(second_moment)(k->beta2, k->one_minus_beta2, v->g, v->a);
  v->c = FN(first_moment)(k->one_minus_beta2, v->g, v->c);
  v->b = FN(flush_moment)(k->beta1 * v->b + v->g / FN(centered_root)(k, v->c, v));
  v->x = v->x - k->rate * v->b;
}

// a: the mean of the squared gradients, b: that of the squared steps.
INLINE void FN(rule_adadelta)(const FN(rule_constants) * k, FN(rule_lanes) * v) {
  v->a = FN(second_moment)(k->beta2, k->one_minus_beta2, v->g, v->a);
  const VEC step = FN(root)(v->b + k->epsilon) / FN(root)(v->a + k->epsilon) * v->g;
  v->b = FN(second_moment)(k->beta2, k->one_minus_beta2, step, v->b);
  v->x = v->x - k->rate * step;
}

// a and b: the moments; c: the largest second one.
INLINE void FN(rule_moments)(const FN(rule_constants) * k, FN(rule_lanes) * v) {
  v->a = FN(first_moment)(k->one_minus_beta1, v->g, v->a);
  v->b = FN(second_moment)(k->beta2, k->one_minus_beta2, v->g, v->b);
}
INLINE void FN(rule_adam)(const FN(rule_constants) * k, FN(rule_lanes) * v) {
  FN(rule_moments)(k, v);
  v->x = v->x - (k->rate * v->a) / (FN(root)(v->b) + k->epsilon);
}
INLINE void FN(rule_amsgrad)(const FN(rule_constants) * k, FN(rule_lanes) * v) {
  FN(rule_moments)(k, v);
  v->c = FN(choose)(v->b > v->c, v->b, v->c);
  v->x = v->x - (k->rate * v->a) / (FN(root)(v->c) + k->epsilon);
}
INLINE void FN(rule_nadam)(const FN(rule_constants) * k, FN(rule_lanes) * v) {
  FN(rule_moments)(k, v);
  v->x = v->x - (k->rate * v->a + k->gradient_rate * v->g) / (FN(root)(v->b) + k->epsilon);
}
INLINE void FN(rule_first_moment)(const FN(rule_constants) * k, FN(rule_lanes) * v) {
  FN(rule_moments)(k, v);
  v->x = v->x - k->rate * v->a;
}

// a: the mean. The sign of 0 is 0.
INLINE void FN(rule_lion)(const FN(rule_constants) * k, FN(rule_lanes) * v) {
  const VEC c = FMA(FN(broadcast)(k->one_minus_beta1), v->g - v->a, v->a), one = FN(broadcast)(1);
  v->x = v->x - k->rate * FN(choose)(c > 0, one, FN(choose)(c < 0, -one, c));
  v->a = FN(first_moment)(k->one_minus_beta2, v->g, v->a);
}

#ifndef NN_RULE
// All weights by a rule that keeps `kept` slots.
#define NN_RULE(name, kept)                                                                      \
  for (ptrdiff_t i = 0; i < count; i += LANES) {                                                 \
    FN(rule_lanes) v = {FN(load)(w + i), FN(load)(g + i), {0}, {0}, {0}};                        \
    v.g = v.g + k.weight_decay * v.x;                                                            \
    v.x = v.x * k.weight_factor;                                                                 \
    if ((kept) > 0) v.a = FN(load)((const T *)rule->slots[0] + i);                               \
    if ((kept) > 1) v.b = FN(load)((const T *)rule->slots[1] + i);                               \
    if ((kept) > 2) v.c = FN(load)((const T *)rule->slots[2] + i);                               \
    FN(rule_##name)(&k, &v);                                                                     \
    FN(store)(w + i, v.x);                                                                       \
    if ((kept) > 0) FN(store)((T *)rule->slots[0] + i, v.a);                                     \
    if ((kept) > 1) FN(store)((T *)rule->slots[1] + i, v.b);                                     \
    if ((kept) > 2) FN(store)((T *)rule->slots[2] + i, v.c);                                     \
  }
#endif

static void FN(update)(ptrdiff_t count, const void *g_, const nn_rule *rule) {
  const T *g = g_;
  T *w = rule->w;
  const FN(rule_constants) k = {
      (T)rule->rate, (T)rule->gradient_rate, (T)rule->weight_decay, (T)rule->weight_factor,
      (T)rule->beta1, (T)rule->beta2, (T)rule->epsilon, (T)(1 - rule->beta1), (T)(1 - rule->beta2)};
  switch (rule->kind) {
    case NN_RULE_DESCENT: NN_RULE(descent, 0) return;
    case NN_RULE_MOMENTUM: NN_RULE(momentum, 1) return;
    case NN_RULE_NESTEROV: NN_RULE(nesterov, 1) return;
    case NN_RULE_ADAGRAD: NN_RULE(adagrad, 1) return;
    case NN_RULE_RMSPROP: NN_RULE(rmsprop, 1) return;
    case NN_RULE_RMSPROP_MOMENTUM: NN_RULE(rmsprop_momentum, 2) return;
    case NN_RULE_RMSPROP_CENTERED: NN_RULE(rmsprop_centered, 2) return;
    case NN_RULE_RMSPROP_CENTERED_MOMENTUM: NN_RULE(rmsprop_centered_momentum, 3) return;
    case NN_RULE_ADADELTA: NN_RULE(adadelta, 2) return;
    case NN_RULE_ADAM: NN_RULE(adam, 2) return;
    case NN_RULE_AMSGRAD: NN_RULE(amsgrad, 3) return;
    case NN_RULE_NADAM: NN_RULE(nadam, 2) return;
    case NN_RULE_FIRST_MOMENT: NN_RULE(first_moment, 2) return;
    case NN_RULE_LION: NN_RULE(lion, 1) return;
  }
}
