import Text

/// Lines that two sets of files do not share.
enum TextDifference {
  /// A line that only one side has.
  struct Line: Equatable {
    var file: String
    /// Its number on the side that has it.
    var number: Int
    var isNew: Bool
    var content: String

    var text: String {
      Terminal.paint("\(isNew ? "+" : "-") \(file):\(number): \(VisibleText.of(content))", isNew ? "32" : "31")
    }

    var json: String {
      var writer = JSONWriter()
      writer.object { out in
        out.member("file", file)
        out.member("line", number)
        out.member("side", isNew ? "new" : "old")
        out.member("text", content)
      }
      return writer.text
    }
  }

  /// By file and line; what went stands before what came.
  static func between(_ old: [String: String], _ new: [String: String]) -> [Line] {
    Set(old.keys).union(new.keys).sorted().flatMap { file -> [Line] in
      let difference = lines(new[file]).difference(from: lines(old[file]))
      return difference.map { change in
        switch change {
        case .insert(let offset, let content, _): Line(file: file, number: offset + 1, isNew: true, content: content)
        case .remove(let offset, let content, _): Line(file: file, number: offset + 1, isNew: false, content: content)
        }
      }.sorted { ($0.number, $0.isNew ? 1 : 0) < ($1.number, $1.isNew ? 1 : 0) }
    }
  }

  private static func lines(_ text: String?) -> [String] {
    text?.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) ?? []
  }
}
