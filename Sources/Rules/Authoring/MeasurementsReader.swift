/// Reads `measured.yaml`.
struct MeasurementsReader {
  private(set) var reader = SchemaReader()
  private(set) var measurements = Measurements()

  init(_ root: YAMLValue) {
    guard let members = reader.members(root, of: "measured.yaml", known: ["measured", "rules"]) else { return }
    guard let rules = members["rules"] else { return }
    for rule in reader.named(rules, "`rules`") {
      for language in reader.named(rule.value, "`\(rule.key)`") {
        if let measured = measurement(language.value) {
          measurements.rules[rule.key, default: [:]][language.key] = measured
        }
      }
    }
  }

  private mutating func measurement(_ value: YAMLValue) -> Measurements.Measurement? {
    let known = ["right", "reviewed", "at", "conditions", "approved_by"]
    guard let members = reader.members(value, of: "A measurement", known: known) else { return nil }
    let right = members["right"].flatMap { reader.count($0, "`right`") } ?? 0
    let reviewed = members["reviewed"].flatMap { reader.count($0, "`reviewed`") } ?? 0
    if right > reviewed {
      reader.error("bad-value", at: value.place, "More hits were right than were looked at.")
      return nil
    }
    return Measurements.Measurement(
      precision: Precision(right: right, reviewed: reviewed),
      date: members["at"].flatMap { reader.text($0, "`at`") } ?? "",
      conditions: members["conditions"].flatMap { reader.text($0, "`conditions`") } ?? "",
      approvedBy: members["approved_by"].flatMap { reader.text($0, "`approved_by`") })
  }
}
