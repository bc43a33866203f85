/// Changes whenever any bit of a result may change. It is part of every trial's identity and of every manifest.
///
/// 1: the first numerics.
package let numericsVersion = 1
