import Bridge

/// A file of words of our own: each line an entry or an issue.
struct LexiconTarget: FuzzTarget {
  static let name = "lexicon"

  static func run(_ bytes: [UInt8]) {
    let read = LexiconReader.read(bytes, file: "f.tsv")
    for issue in read.issues { expect(!issue.problem.isEmpty && issue.line >= 1, "\(issue)") }
  }
}
