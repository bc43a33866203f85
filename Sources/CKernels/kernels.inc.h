// All kernels and their table, for one scalar type (NN_DOUBLE) and one instruction set (NN_VARIANT).
// Vectors are passed by value to inlined functions only, so how a call would pass them is no matter.
#pragma clang diagnostic ignored "-Wpsabi"
#include "vector.inc.h"
#include "functions.inc.h"
#include "elementwise.inc.h"
#include "gather.inc.h"
#include "optimizers.inc.h"
#include "reductions.inc.h"
#include "transpose.inc.h"
#include "matrix_product.inc.h"

const nn_kernels FN(nn_table) = {
    .matrix_product = FN(matrix_product),
    .transpose_panels = FN(transpose_panels),
    .activate = FN(activate),
    .activate_backward = FN(activate_backward),
    .softmax_cross_entropy = FN(softmax_cross_entropy),
    .column_sums = FN(column_sums),
    .sgd = FN(sgd),
    .adam = FN(adam),
    .matrix_product_adam = FN(matrix_product_adam),
    .gather_bytes = FN(gather_bytes),
    .function = FN(function),
};
