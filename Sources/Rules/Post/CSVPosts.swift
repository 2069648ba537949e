internal import Text

/// Reads posts from CSV (RFC 4180): a header line of member names, then a post a record.
///
/// A nested member is written with a point (`author.id`, `channel.langs`); lists are separated by `|`; an empty cell is
/// a missing member, but for `text`. A quoted cell may hold commas, quotes (doubled) and line feeds.
package struct CSVPosts: Sendable {
  private let posts: PostReader
  private var names: [String]?
  private var pending = ""
  private var firstLine = 0
  private static let longestRecord = 8 << 20

  package init(_ posts: PostReader) { self.posts = posts }

  /// A record's outcome, with the number of its first line.
  package struct Record: Sendable {
    package var line: Int
    package var post: Result<Post, PostRefusal>
  }

  /// Takes the line with this number; nil where it is the header or the record goes on.
  package mutating func add(_ bytes: ArraySlice<UInt8>, line: Int) -> Record? {
    if pending.isEmpty { firstLine = line }
    guard let text = String(validating: bytes, as: UTF8.self) else { return refuse("invalid UTF-8") }
    pending += (pending.isEmpty ? "" : "\n") + text
    guard pending.utf8.count <= Self.longestRecord else { return refuse("a record over 8 MiB") }
    guard let cells = Self.cells(pending) else { return nil }
    pending = ""
    guard let names else {
      self.names = cells.map { $0.hasPrefix("\u{FEFF}") ? String($0.unicodeScalars.dropFirst()) : $0 }
      return nil
    }
    guard cells.count == names.count else {
      return refuse("\(cells.count) cells where the header has \(names.count)")
    }
    do throws(PostRefusal) {
      return Record(line: firstLine, post: .success(try posts.read(Self.json(names, cells))))
    } catch {
      return Record(line: firstLine, post: .failure(error))
    }
  }

  /// What is left at the end: a record whose quote was never closed.
  package mutating func finish() -> Record? {
    pending.isEmpty ? nil : refuse("a quoted cell that does not end")
  }

  private mutating func refuse(_ reason: String) -> Record {
    pending = ""
    return Record(line: firstLine, post: .failure(PostRefusal(id: nil, reason: reason)))
  }

  /// The cells of a record; nil where a quote is still open.
  private static func cells(_ record: String) -> [String]? {
    var cells: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    var previousQuote = false
    for scalar in record.unicodeScalars {
      if scalar == "\"" {
        if !isQuoted && previousQuote { cell.append(scalar) }
        previousQuote = isQuoted
        isQuoted.toggle()
        continue
      }
      previousQuote = false
      if scalar == "," && !isQuoted {
        cells.append(String(cell))
        cell = String.UnicodeScalarView()
      } else {
        cell.append(scalar)
      }
    }
    cells.append(String(cell))
    return isQuoted ? nil : cells
  }

  private static let numbers: Set<String> = ["reports", "author.approved_posts", "author.removed_posts", "revision"]
  private static let lists: Set<String> = ["links", "author.langs", "channel.langs"]

  private static func json(_ names: [String], _ cells: [String]) -> JSON {
    var members: [JSON.Member] = []
    for (name, cell) in zip(names, cells) where !cell.isEmpty || name == "text" {
      let value = value(cell, name)
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        members.append(JSON.Member(name, value))
        continue
      }
      let inner = JSON.Member(parts[1], value)
      if let index = members.firstIndex(where: { $0.name == parts[0] }), case .object(let known) = members[index].value
      {
        members[index].value = .object(known + [inner])
      } else {
        members.append(JSON.Member(parts[0], .object([inner])))
      }
    }
    return .object(members)
  }

  private static func value(_ cell: String, _ name: String) -> JSON {
    // NUL cannot be stored, so it is replaced as it is in JSON.
    let cell = cell.contains("\0") ? cell.replacing("\0", with: "\u{FFFD}") : cell
    if numbers.contains(name), Int(cell) != nil { return .number(cell) }
    if lists.contains(name) { return .array(cell.split(separator: "|").map { .string(String($0)) }) }
    return .string(cell)
  }
}
