import Text

/// The one line of JSON that a benchmark ends with; its members' names stay.
struct FigureLine {
  private let benchmark: String
  private var figures: [(name: String, value: Double)] = []

  init(benchmark: String) { self.benchmark = benchmark }

  mutating func add(_ name: String, _ value: Double) { figures.append((name, value)) }

  var text: String {
    var writer = JSONWriter()
    writer.object { out in
      out.member("benchmark", benchmark)
      for figure in figures {
        out.member(figure.name, figure.value, decimals: abs(figure.value) < 1000 ? 3 : 1)
      }
    }
    return writer.text
  }
}
