/// What a community knows of its languages beforehand.
///
/// Immutable; made once, and shared with the detector that holds it.
package struct LanguagePreference: Sendable {
  /// For each group, what every language gets before the first word.
  let bias: [Lanes]
  /// Whether some languages are never answered.
  let restricts: Bool
  private let allowedNumbers: [Bool]
  private let allowedGroups: [Bool]

  /// No preference.
  package static let none = LanguagePreference()

  /// Answers only in `languages` (BCP-47 ranges: `zh` allows `zh-Hans`; empty allows all), and adds to each language
  /// the logarithm of the odds that `prior` gives its range.
  package init(languages: [String] = [], prior: [String: Double] = [:]) {
    restricts = !languages.isEmpty
    let tags = LanguageCatalogue.tags
    func isAllowed(_ tag: String) -> Bool {
      languages.isEmpty || languages.contains { LanguageTag.matches(tag, range: $0) }
    }
    allowedNumbers = tags.map { isAllowed($0) || $0 == LanguageTag.undetermined }
    allowedGroups = LanguageGroup.allCases.map { $0.tags.contains(where: isAllowed) }
    bias = LanguageGroup.allCases.map { group in
      var bias = Lanes.zero
      for (lane, tag) in group.tags.enumerated() {
        let odds = prior.filter { LanguageTag.matches(tag, range: $0.key) }.map(\.value).max() ?? 0
        let units = max(-50, min(50, odds)) * Double(LanguageModelFormat.unit) * Self.weight
        bias[lane] = isAllowed(tag) ? Int16(units) : -10_000
      }
      return bias
    }
  }

  /// The model is surer than it should be by about this factor (its temperature), so that odds count for more in it.
  private static let weight = 2.0

  /// `number`, or `und` where that language is never answered.
  func allowed(_ number: UInt8) -> UInt8 { allowedNumbers[Int(number)] ? number : LanguageCatalogue.undetermined }

  func allows(_ group: LanguageGroup) -> Bool { allowedGroups[group.rawValue] }
}
