// All kernels and their tables, for both scalar types and one instruction set (NN_VARIANT).
#ifndef NN_DOUBLE
// Double first: some functions of floats go through it.
#define NN_DOUBLE 1
#include "kernels.inc.h"
#undef NN_DOUBLE
#define NN_DOUBLE 0
#endif

#pragma clang fp contract(off)
// Vectors are passed by value to inlined functions only, so how a call would pass them is no matter.
#pragma clang diagnostic ignored "-Wpsabi"
#include "vector.inc.h"
#include "functions.inc.h"
#include "smooth_units.inc.h"
#include "elementwise.inc.h"
#include "optimizers.inc.h"
#include "optimizer_rules.inc.h"
#include "gradients.inc.h"
#include "loss.inc.h"
#include "normalization.inc.h"
#include "softmax.inc.h"
#include "transpose.inc.h"
#include "matrix_product.inc.h"
#include "byte_product.inc.h"
#include "convolution.inc.h"
#include "recurrent.inc.h"
#include "group_normalization.inc.h"

const nn_kernels FN(nn_table) = {
    .matrix_product = FN(matrix_product),
    .transpose_panels = FN(transpose_panels),
    .activate = FN(activate),
    .activate_backward = FN(activate_backward),
    .channel_slopes = FN(channel_slopes),
    .softmax = FN(softmax),
    .softmax_backward = FN(softmax_backward),
    .softmax_cross_entropy = FN(softmax_cross_entropy),
    .sgd = FN(sgd),
    .adam = FN(adam),
    .update = FN(update),
    .penalize = FN(penalize),
    .clamp = FN(clamp),
    .scale = FN(multiply_all),
    .sum_of_squares = FN(sum_of_squares),
    .multiply = FN(multiply),
    .add = FN(add),
    .matrix_product_adam = FN(matrix_product_adam),
    .byte_product = FN(byte_product),
    .byte_gradient = FN(byte_gradient),
    .batch_moments = FN(batch_moments),
    .batch_sums = FN(batch_sums),
    .channel_affine = FN(channel_affine),
    .interleave = FN(interleave),
    .deinterleave = FN(deinterleave),
    .convolve = FN(convolve),
    .convolve_gradient = FN(convolve_gradient),
    .channel_totals = FN(channel_totals),
    .place_image = FN(place_image),
    .pool = FN(pool),
    .pool_backward = FN(pool_backward),
    .cell_forward = FN(cell_forward),
    .cell_backward = FN(cell_backward),
    .add_rows = FN(add_rows),
    .normalize_runs = FN(normalize_runs),
    .normalize_runs_backward = FN(normalize_runs_backward),
    .run_totals = FN(run_totals),
    .function = FN(function),
};
