internal import Text

/// A text made visible, its hits in ⟦brackets⟧, cut into lines that fit a terminal.
package enum MarkedText {
  /// `text` with every raw range of `ranges` bracketed; overlapping ranges are bracketed as one.
  package static func of(_ text: String, ranges: [Range<Int>]) -> String {
    let scalars = Array(text.unicodeScalars)
    var out = ""
    var position = 0
    for range in merged(ranges) where range.upperBound <= scalars.count {
      out += visible(scalars[position..<range.lowerBound]) + "⟦" + visible(scalars[range]) + "⟧"
      position = range.upperBound
    }
    return out + visible(scalars[position...])
  }

  /// `text` in lines of at most `width` columns, cut behind blanks where there are any, and at line feeds.
  package static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = String.UnicodeScalarView()
      var columns = 0
      var lastBlank: String.UnicodeScalarView.Index?
      for scalar in paragraph.unicodeScalars {
        let wide = ScalarTraits(of: scalar).columns
        if columns + wide > width, !line.isEmpty {
          var rest = String.UnicodeScalarView()
          if let blank = lastBlank {
            rest.append(contentsOf: line[line.index(after: blank)...])
            line.removeSubrange(blank...)
          }
          lines.append(String(line))
          line = rest
          columns = DisplayWidth.of(String(rest))
          lastBlank = nil
        }
        line.append(scalar)
        columns += wide
        if scalar == " " { lastBlank = line.index(before: line.endIndex) }
      }
      lines.append(String(line))
    }
    return lines
  }

  private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound < last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  private static func visible(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return VisibleText.of(String(text), keepingNewlines: true)
  }
}
