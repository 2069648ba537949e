/// What a training depends on beside its lists; with the same plan and lists it writes the same bytes.
struct TrainingPlan {
  /// Two to the power of this many rows for the pieces of words.
  var pieceBits = 17
  /// Two to the power of this many slots for whole words, at most four fifths of them used.
  var wordBits = 17
  var seed: UInt64 = 20_250_119
  /// AdaGrad's first step.
  var step: Float = 0.25
  /// How often a word is drawn without its accents, where it has any.
  var bareShare = 0.06
  /// How often a word's own row is left out, so that its pieces learn to do without.
  var forgetShare = 0.3
  /// How often words are drawn as lists have them rather than as texts have them.
  var flatShare = 0.6
  /// Bags drawn for each group, in the order of `LanguageGroup.allCases`.
  var bags = [14_000_000, 3_000_000, 2_000_000, 1_200_000, 1_200_000]
}
