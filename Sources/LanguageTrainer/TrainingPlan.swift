/// What a training depends on beside its lists; with the same plan and lists it writes the same bytes.
struct TrainingPlan {
  /// How many rows the pieces of words share.
  var pieceCount = 131_072
  /// How many lines of three words each, and how full they get: fuller, and more words are not where they are looked for.
  var lineCount = 80_000
  var wordShare = 0.8
  var seed: UInt64 = 20_250_119
  /// AdaGrad's first step.
  var step: Float = 0.25
  /// How often a word is drawn without its accents, where it has any.
  var bareShare = 0.06
  /// How often a word's own row is left out, so that its pieces learn to do without.
  var forgetShare = 0.3
  /// How often words are drawn as lists have them rather than as texts have them.
  var flatShare = 0.6
  /// A bag that the teacher does not believe at all teaches so much of what another does.
  var leastWeight = 0.03
  /// The same for bags of one or two words, of which the teacher knows less than the lists: it takes `hello` for Finnish.
  var leastWeightOfFew = 0.3
  /// Bags drawn for each group, in the order of `LanguageGroup.allCases`.
  var bags = [14_000_000, 3_000_000, 2_000_000, 1_200_000]
}
