import Testing

/// A row of a table: what goes in, what comes out, and both in the log in a form that a person can read.
struct Example<Result: Sendable>: CustomTestStringConvertible, Sendable {
  var name: String
  var text: String
  var result: Result

  var testDescription: String { name }

  init(_ name: String, _ text: String, _ result: Result) {
    self.name = name
    self.text = text
    self.result = result
  }
}

/// What a text is made of, for failure messages in which nothing may stay invisible.
func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

/// The text that `scalars` make.
func text(_ scalars: [UInt32]) -> String {
  var view = String.UnicodeScalarView()
  view.append(contentsOf: scalars.compactMap { Unicode.Scalar($0) })
  return String(view)
}
