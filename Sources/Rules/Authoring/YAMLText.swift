/// Writes scalars into YAML so that every reader reads them as texts.
package enum YAMLText {
  /// `text` as it may stand in a flow collection: plain where nothing in it has a meaning, else in double quotes.
  package static func scalar(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  /// `text` in double quotes, with everything escaped that could not be read or seen.
  package static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate:
          out += escape(scalar.value)
        default: out.unicodeScalars.append(scalar)
        }
      }
    }
    return out + "\""
  }

  private static func escape(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    let width = value > 0xFFFF ? 8 : 4
    return (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
  }

  /// Letters of any script, digits, and `_ - . /` and single blanks inside; nothing that YAML or a person could take for
  /// something else.
  private static func isPlain(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first, let last = scalars.last, first.properties.isAlphabetic, last != " " else {
      return false
    }
    return scalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType == .decimal || "_-./ ".unicodeScalars.contains($0)
    }
  }
}
