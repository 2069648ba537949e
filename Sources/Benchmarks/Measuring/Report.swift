import Glibc
import Text

/// What a reader of a benchmark sees: titled tables, and the same figures in one line of JSON.
struct Report {
  private var figures: FigureLine
  private let isQuiet: Bool

  /// A quiet report prints its line of JSON and nothing else.
  init(benchmark: String, isQuiet: Bool = false) {
    figures = FigureLine(benchmark: benchmark)
    self.isQuiet = isQuiet
  }

  /// What a ratio or a time should come to.
  enum Target {
    case atLeast(Double)
    case atMost(Double)

    func isMet(by value: Double) -> Bool {
      switch self {
      case .atLeast(let least): value >= least
      case .atMost(let most): value <= most
      }
    }

    func text(_ value: Double) -> String {
      let verdict = isMet(by: value) ? "met" : "missed"
      switch self {
      case .atLeast(let least): return "≥ \(JSONWriter.decimal(least, 2)) \(verdict)"
      case .atMost(let most): return "≤ \(JSONWriter.decimal(most, 2)) \(verdict)"
      }
    }
  }

  func heading(_ text: String) { if !isQuiet { print("\n\(text)") } }

  /// A line with the median of `rates`, in posts a second.
  mutating func rate(_ title: String, _ name: String, _ rates: [Double]) {
    let median = Statistics.median(rates)
    line(title, Self.thousands(median), Self.span(rates, Self.thousands), "")
    figures.add("\(name)_posts_per_s", median)
  }

  /// A line with the median of `ratios`, beside its target if it has one.
  mutating func ratio(_ title: String, _ name: String, _ ratios: [Double], target: Target? = nil) {
    let median = Statistics.median(ratios)
    line(title, Self.two(median), Self.span(ratios, Self.two), target?.text(median) ?? "")
    figures.add(name, median)
  }

  /// A line with one figure, its unit and its share of the whole.
  mutating func figure(
    _ title: String, _ name: String, _ value: Double, unit: String, share: Double? = nil, target: Target? = nil
  ) {
    let percent = share.map { "\(Int(($0 * 100).rounded())) %" } ?? ""
    line(title, "\(JSONWriter.decimal(value, 1)) \(unit)", percent, target?.text(value) ?? "")
    figures.add(name, value)
  }

  func note(_ text: String) {
    if isQuiet { return }
    print("  \(text)")
    fflush(nil)
  }

  /// Prints the line of JSON.
  func end() { print(isQuiet ? figures.text : "\n\(figures.text)") }

  private func line(_ cells: String...) {
    if isQuiet { return }
    let widths = [52, 12, 20, 0]
    var text = "  "
    for (place, (cell, width)) in zip(cells, widths).enumerated() {
      let padding = String(repeating: " ", count: max(0, width - DisplayWidth.of(cell)))
      text += place == 0 || place == 3 ? cell + padding : padding + cell + "  "
    }
    while text.last == " " { text.removeLast() }
    print(text)
    // Into a pipe, too, line by line.
    fflush(nil)
  }

  private static func span(_ values: [Double], _ format: (Double) -> String) -> String {
    guard let least = values.min(), let most = values.max(), values.count > 1 else { return "" }
    return "\(format(least))–\(format(most))"
  }

  private static func two(_ value: Double) -> String {
    let text = JSONWriter.decimal(value, 2)
    // One width for a column: 0.6 is written 0.60.
    return text.split(separator: ".").last?.count == 1 ? text + "0" : text
  }

  private static func thousands(_ value: Double) -> String {
    var digits = String(Int(value.rounded()))
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = String(digits.dropLast(3))
    }
    return ([Substring(digits)] + groups).joined(separator: ",")
  }
}
