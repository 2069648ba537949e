internal import Bridge

/// The precision of rules as it was measured in service, in a file beside the rules: `measured.yaml`.
///
/// Written by `drawbridge rules stats --save`, read by lint, which has no database: a rule that removes posts must have
/// been found precise before. A measurement holds while the conditions of the rule stay what they were; entries of its
/// lists may change.
package struct Measurements: Sendable, Equatable {
  /// By rule, then by language.
  package var rules: [String: [String: Measurement]] = [:]

  package init() {}

  /// What was measured of a rule in one language.
  package struct Measurement: Sendable, Equatable {
    package var precision: Precision
    /// The date, as `2026-11-25`.
    package var date: String
    /// The fingerprint of the rule's conditions.
    package var conditions: String
    /// Who takes it upon themselves that the rule acts in this language, though too few hits were looked at.
    package var approvedBy: String?

    package init(precision: Precision, date: String, conditions: String, approvedBy: String? = nil) {
      self.precision = precision
      self.date = date
      self.conditions = conditions
      self.approvedBy = approvedBy
    }
  }

  /// The file's text.
  package var text: String {
    var lines = [
      "# Written by `drawbridge rules stats --save`: how often reviewers who did not know of a hit agreed with its rule, by language.",
      "# A rule may `remove: true` only while this shows that it passed the bar of community.yaml.",
      "measured: 1", "rules:" + (rules.isEmpty ? " {}" : ""),
    ]
    for (rule, languages) in rules.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(Self.quoted(rule)):")
      for (language, measured) in languages.sorted(by: { $0.key < $1.key }) {
        let approval = measured.approvedBy.map { ", approved_by: \(Self.quoted($0))" } ?? ""
        lines.append(
          "    \(Self.quoted(language)): {right: \(measured.precision.right), reviewed: \(measured.precision.reviewed), "
            + "at: \(measured.date), conditions: \"\(measured.conditions)\"\(approval)}")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// Whether `rule` was found precise enough for `bar`; else the reason.
  func verdict(on rule: RuleDefinition, bar: Double) -> MeasurementVerdict {
    let known = rules[rule.id] ?? [:]
    if known.isEmpty { return .notMeasured }
    let valid = known.filter { $0.value.conditions == rule.conditionsFingerprint }
    if valid.isEmpty { return .changedSince }
    let ranges = rule.languages.isEmpty ? ["*"] : rule.languages
    for range in ranges {
      let inRange = valid.filter { range == "*" || LanguageTag.matches($0.key, range: range) }.map(\.value)
      if inRange.contains(where: { $0.approvedBy != nil }) && range != "*" { continue }
      let precision = inRange.map(\.precision).reduce(Precision(), +)
      if precision.lowerBound < bar { return .below(range, precision) }
    }
    return .passed
  }
}

/// What measurements say about a rule that removes.
enum MeasurementVerdict: Equatable {
  case passed, notMeasured, changedSince
  case below(String, Precision)
}

extension RuleDefinition {
  /// Changes with what the rule looks for, though not with the entries of its lists.
  package var conditionsFingerprint: String {
    let parts =
      [conditionText ?? ""] + ["match"] + lists + ["unless"] + unlessLists + ["lang"] + languages + ["kinds"]
      + appliesTo.map(\.rawValue).sorted()
    let digits = String(StableHash.fnv1a(parts.joined(separator: "\u{1F}")), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
